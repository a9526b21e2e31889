"""What happens to the ledger when the machine does not cooperate: killed writers, a full disk."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from commitments.errors import LedgerUnavailable
from commitments.evidence import Verdict
from commitments.filter import EVERYTHING
from commitments.ledger import Ledger, Seal
from commitments.recurrence import Rule
from tests.commitments.builders import a_target, an_evidence, enter

ROOT = Path(__file__).parents[3]
NOW = datetime(2025, 7, 1, tzinfo=UTC)


@pytest.fixture
def ledger(sqlite_url: str) -> Iterator[Ledger]:
    """A ledger in a file, whatever else the suite runs on."""
    with Ledger.open(sqlite_url, now=lambda: NOW) as opened:
        yield opened


WORK = {
    "enter": "ledger.enter(*a_document_of(*[a_target(lead=['甲局'])] * 20, heading='新'), actor='x')",
    "judge": "ledger.judge(1, Verdict.MET, reason='见公报', actor='x', self_verified=True)",
    "evidence": (
        "file = Attachments(Path(url.removeprefix('sqlite:///')).parent / 'files').put_bytes(b'minutes', 'a.txt'); "
        "ledger.add_evidence(2, an_evidence(file=file), actor='x')"
    ),
    "strike": "ledger.strike_evidence(1, reason='口径有误', actor='x')",
    "extend": "ledger.extend(2, date(2026, 3, 31), reason='征地', approver='张', actor='x')",
    "recur": "ledger.recur(2, Rule('monthly', date(2025, 1, 31)), day=date(2025, 7, 1), actor='x')",
    "undo": "ledger.undo(ledger.last_undoable(2), actor='x')",
    "sweep": "ledger.note_timings(day=date(2026, 1, 1), near_days=30)",
}
SCRIPT = """
import os, signal, sys
from datetime import UTC, date, datetime
from pathlib import Path
from sqlalchemy import event
from commitments.attachments import Attachments
from commitments.evidence import Verdict
from commitments.ledger import Ledger, Seal
from commitments.ledger import schema, tables
from commitments.recurrence import Rule
from tests.commitments.builders import a_document_of, a_target, an_evidence

def write(url, number):
    ledger = Ledger.open(url, now=lambda: datetime(2025, 7, 1, tzinfo=UTC))
    left = [number]
    def count(*_):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
    event.listen(ledger._engines.write, 'after_cursor_execute', count)
    WORK

ends = []
for number, url in enumerate(sys.argv[1:], start=1):
    child = os.fork()
    if child == 0:
        write(url, number)
        os._exit(0)
    ends.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    if ends[-1] == 0:
        break
print(*ends)
"""


@pytest.mark.parametrize("work", WORK)
def test_a_writer_killed_at_any_statement_leaves_all_or_nothing(ledger: Ledger, tmp_path: Path, work: str) -> None:
    """As many copies of a ledger as the work has statements and one, its writer killed one statement later in each.

    What was committed before is there, and of the work either nothing or all.
    """
    _some_history(ledger)
    before, head = _picture(ledger), ledger.head()
    copies = [tmp_path / f"copy{number}.sqlite3" for number in range(40)]
    first = ledger.backup(copies[0]).path
    for copy in copies[1:]:
        shutil.copyfile(first, copy)
    urls = [f"sqlite:///{copy}" for copy in copies]
    call = [sys.executable, "-c", SCRIPT.replace("WORK", WORK[work]), *urls]
    ends = subprocess.run(call, capture_output=True, text=True, check=True, cwd=ROOT).stdout.split()
    pictures = []
    for url in urls[: len(ends)]:
        with Ledger.open(url, now=lambda: NOW) as left:
            assert left.audit([head]).sound
            pictures.append(_picture(left))
    done = pictures[-1]

    assert (set(ends), ends.count("0"), ends[-1]) == ({"0", "-9"}, 1, "0")
    assert done != before
    assert all(picture in (before, done) for picture in pictures)
    for copy in copies[len(ends) // 2 : len(ends)]:
        with closing(sqlite3.connect(copy)) as raw:
            assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert raw.execute("PRAGMA foreign_key_check").fetchall() == []


def _some_history(ledger: Ledger) -> None:
    """Two targets with a past."""
    first, second = enter(ledger, a_target(), a_target("甲"))
    ledger.accept([first, second], actor="王敏")
    ledger.add_evidence(first, an_evidence(), actor="王敏")
    ledger.snooze(second, date(2025, 8, 1), reason="等", day=date(2025, 7, 1), actor="王敏")


def _picture(ledger: Ledger) -> tuple[object, ...]:
    """All that stands in a ledger, to be compared."""
    ids = ledger.ids(EVERYTHING, day=date(2025, 7, 1), near_days=30)
    turns = tuple(turn.scheduled for number in ids for turn in ledger.occurrences(number))
    return (ledger.rows(ids), ledger.head(), ledger.transitions(), ledger.extensions(), turns)


MOVES = {
    "migrate": "migrate(f'sqlite:///{folder}/duban.sqlite3', f'sqlite:///{folder}/there.sqlite3')",
    "restore": (
        "restore(Path(folder, 'copy.sqlite3'), f'sqlite:///{folder}/duban.sqlite3', replace=True, actor='x', now=NOW)"
    ),
}
MOVING = """
import os, shutil, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from sqlalchemy import Engine, event
from commitments.ledger import migrate, restore, schema, tables

NOW = datetime(2025, 7, 1, tzinfo=UTC)
origin, points = sys.argv[1], int(sys.argv[2])
statements = [0, 0]
def count(*_):
    statements[0] += 1
    if statements[0] == statements[1]:
        os.kill(os.getpid(), signal.SIGKILL)
event.listen(Engine, 'after_cursor_execute', count)

def move(number, kill_at):
    folder = f'{origin}-{number}'
    shutil.copytree(origin, folder)
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    statements[1] = kill_at
    MOVE
    Path(folder, 'total').write_text(str(statements[0]))
    os._exit(0)

ends = [move(0, 0)]
total = int(Path(f'{origin}-0', 'total').read_text())
ends += [move(number, 1 + total * (number - 1) // points) for number in range(1, points + 1)]
print(*ends)
"""


@pytest.mark.parametrize("work", MOVES)
def test_a_move_killed_at_any_statement_leaves_the_old_place_or_the_new_one_whole(
    ledger: Ledger, tmp_path: Path, work: str
) -> None:
    """Restoring puts the copy in place at one stroke; migrating writes the destination in one transaction."""
    folder, points = tmp_path / "office", 6
    folder.mkdir()
    _some_history(ledger)
    ledger.backup(folder / "copy.sqlite3")
    ledger.remark(1, leader="张", said="备份之后", actor="王敏")
    ledger.backup(folder / "duban.sqlite3")
    call = [sys.executable, "-c", MOVING.replace("MOVE", MOVES[work]), str(folder), str(points)]
    ends = subprocess.run(call, capture_output=True, text=True, check=True, cwd=ROOT).stdout.split()
    stands = set()
    for number in range(points + 1):
        with Ledger.open(f"sqlite:///{folder}-{number}/duban.sqlite3", now=lambda: NOW) as here:
            assert here.audit().sound
            stands.add(len(here.remarks(1)))
        if work == "migrate":
            with Ledger.open(f"sqlite:///{folder}-{number}/there.sqlite3", now=lambda: NOW) as there:
                assert there.audit().sound
                assert there.head() in {ledger.head(), Seal(0, "0" * 64)}
                assert ends[number] == "-9" or there.head() == ledger.head()

    assert (ends[0], set(ends[1:])) == ("0", {"-9"})
    assert stands == ({0, 1} if work == "restore" else {1})


@pytest.mark.parametrize("share", [0, 1, 30, 60, 99])
def test_a_truncated_file_is_refused_with_the_way_back(ledger: Ledger, sqlite_url: str, share: int) -> None:
    """Opened or audited, it says that the file is damaged and that a backup helps; only an empty file is a new one."""
    enter(ledger, *(a_target(f"第{number}项" * 30) for number in range(200)))
    ledger.close()
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    path.write_bytes(path.read_bytes()[: path.stat().st_size * share // 100])
    if share == 0:
        with Ledger.open(sqlite_url, now=lambda: NOW) as fresh:
            assert fresh.documents() == ()
        return
    with pytest.raises(LedgerUnavailable) as refused, Ledger.open(sqlite_url, now=lambda: NOW) as opened:
        opened.audit()

    assert "备份" in refused.value.remedy
    assert refused.value.where == str(path)


def test_a_foreign_database_is_left_alone(tmp_path: Path) -> None:
    """Another program's tables are neither read nor mixed with ours."""
    path = tmp_path / "songs.sqlite3"
    with closing(sqlite3.connect(path)) as other:
        other.executescript("CREATE TABLE song (title TEXT); INSERT INTO song VALUES ('茉莉花');")
    before = path.read_bytes()
    with pytest.raises(LedgerUnavailable, match="属于别的程序"):
        Ledger.open(f"sqlite:///{path}", now=lambda: NOW)

    assert path.read_bytes()[100:] == before[100:]  # the header counts openings


@pytest.mark.parametrize("work", ["judge", "extend", "recur", "undo", "sweep"])
def test_a_disk_that_fills_up_at_a_decision_leaves_what_stood(ledger: Ledger, work: str) -> None:
    """The decision is refused whole, with the reason, or found room; the log is whole either way."""
    _some_history(ledger)
    before = _picture(ledger)
    _limit_pages(ledger, 1)
    names = {"ledger": ledger, "date": date, "Rule": Rule, "Verdict": Verdict}
    assert _refusal(lambda: _chatter(ledger)) is not None  # until the last free page is used up
    standing = _picture(ledger)
    refused = _refusal(lambda: eval(WORK[work].replace("able(2)", "able(1)"), names))  # noqa: S307 - our own words
    assert refused is None or ("磁盘已满" in refused.message and _picture(ledger) == standing)
    _limit_pages(ledger, 1_000_000)

    assert standing != before
    assert ledger.audit().sound
    ledger.remark(1, leader="张", said="有空间了", actor="王敏")


def _chatter(ledger: Ledger) -> None:
    for _ in range(400):
        ledger.remark(1, leader="张", said="抓紧" * 400, actor="王敏")


def _refusal(act: Callable[[], object]) -> LedgerUnavailable | None:
    """What the ledger said against it; None if it was done."""
    try:
        act()
    except LedgerUnavailable as error:
        return error
    return None


def test_a_full_disk_loses_nothing_that_was_committed(ledger: Ledger) -> None:
    """What does not fit is refused whole, with the reason; once there is room, work goes on."""
    ids = enter(ledger, a_target())
    _limit_pages(ledger, 1)  # SQLite takes the present size for the least
    with pytest.raises(LedgerUnavailable) as refused:
        enter(ledger, *(a_target(f"第{number}项" * 50) for number in range(200)))
    _limit_pages(ledger, 1_000_000)

    assert "磁盘已满" in refused.value.message
    assert len(ledger.documents()) == 1
    assert ledger.accept(ids, actor="王敏") == 1
    assert len(ledger.note_timings(day=date(2025, 7, 1), near_days=30)) == 1


def _limit_pages(ledger: Ledger, pages: int) -> None:
    """The one writing connection may use so many pages."""
    with ledger._engines.write.connect() as connection:
        connection.execute(text(f"PRAGMA max_page_count={pages}"))
