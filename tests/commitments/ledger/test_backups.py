"""Backup while others write; restoring only what is whole, and never sending twice because of it."""

import shutil
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from commitments.errors import LedgerError, LedgerUnavailable, SchemaMismatch
from commitments.filter import EVERYTHING
from commitments.ledger import Ledger, NewMessage, OutboxState, restore
from tests.commitments.builders import a_target, an_evidence, enter

NOW = datetime(2025, 7, 1, 1, 3, tzinfo=UTC)
DAY = date(2025, 7, 1)


@pytest.fixture
def copy(ledger: Ledger, tmp_path: Path) -> Path:
    """A backup of a ledger with two targets and two messages, one of them on its way."""
    ledger.accept(enter(ledger, a_target(), a_target("甲")), actor="王敏")
    ledger.register_channel("督办群", "webhook")
    messages = [NewMessage(key, "督办群", "digest", "", {}) for key in ("一", "二")]
    ledger.plan("digest", "督办群", DAY, messages)
    ledger.claim("督办群", lease_seconds=60)
    return ledger.backup(tmp_path / "backup" / "copy.sqlite3").path


def put_back(copy: Path, tmp_path: Path, *, replace: bool = False) -> Ledger:
    """Restore to a place of its own and open it there."""
    url = f"sqlite:///{tmp_path}/restored/duban.sqlite3"
    restore(copy, url, replace=replace, actor="李航", now=NOW)
    return Ledger.open(url, now=lambda: NOW)


def test_a_backup_says_what_is_in_it(ledger: Ledger, tmp_path: Path) -> None:
    """One file, with the seal that the ledger has; nothing else is left behind."""
    enter(ledger, a_target())
    made = ledger.backup(tmp_path / "b" / "copy.sqlite3")

    assert (made.events, made.head, made.size) == (1, ledger.head(), made.path.stat().st_size)
    assert [file.name for file in made.path.parent.iterdir()] == ["copy.sqlite3"]
    with pytest.raises(LedgerError, match="同名"):
        ledger.backup(made.path)


def test_what_is_restored_is_what_was_backed_up(ledger: Ledger, copy: Path, tmp_path: Path) -> None:
    """Later work is not in it, all the earlier is; the log goes on from there."""
    seal, ids = ledger.head(), ledger.ids(EVERYTHING, day=DAY, near_days=30)
    standing = ledger.rows(ids)
    ledger.add_evidence(ids[0], an_evidence(), actor="王敏")
    with put_back(copy, tmp_path) as restored:
        assert restored.rows(ids) == standing
        assert restored.audit([seal]).sound
        newest = restored.events(limit=1)[0]
        assert (newest.action, newest.actor, newest.after["head"]) == ("restore", "李航", str(seal))


def test_messages_under_way_become_uncertain(copy: Path, tmp_path: Path) -> None:
    """They may have gone out after the copy was made; nothing is sent again by itself."""
    with put_back(copy, tmp_path) as restored:
        assert [message.state for message in restored.outbox()] == [OutboxState.UNCERTAIN] * 2
        assert restored.claim("督办群", lease_seconds=60) is None


def test_a_ledger_that_stands_there_is_kept_under_another_name(copy: Path, tmp_path: Path) -> None:
    """And never replaced unasked."""
    with put_back(copy, tmp_path) as first:
        enter(first, a_target("后来的"))
    with pytest.raises(LedgerError, match="已有台账") as refused:
        put_back(copy, tmp_path)
    assert "--replace" in refused.value.remedy
    with put_back(copy, tmp_path, replace=True) as again:
        assert len(again.documents()) == 1
    kept = tmp_path / "restored" / "duban.before-restore-1.sqlite3"
    with Ledger.open(f"sqlite:///{kept}", now=lambda: NOW) as old:
        assert len(old.documents()) == 2


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _scratch(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[8192:12288] = bytes(range(256)) * 16
    path.write_bytes(content)


def _foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE song (title TEXT)")


def _no_database(path: Path) -> None:
    path.write_text("这是一份报告", encoding="utf-8")


def _forged(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript("DROP TRIGGER event_refuses_update; UPDATE event SET actor = 'x' WHERE id = 1;")


def _moved_by_hand(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript("UPDATE target SET due = '2030-12-31' WHERE id = 1;")


@pytest.mark.parametrize("spoil", [_cut, _scratch, _foreign, _no_database, _forged, _moved_by_hand])
def test_a_copy_that_is_not_whole_is_refused(copy: Path, tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    """Truncated, damaged, another program's, no database, forged: and what stands is not touched."""
    put_back(copy, tmp_path).close()
    place = tmp_path / "restored" / "duban.sqlite3"
    before = place.read_bytes()
    spoil(copy)

    with pytest.raises(LedgerError) as refused:
        put_back(copy, tmp_path, replace=True)
    assert refused.value.remedy
    assert place.read_bytes() == before
    assert [file.name for file in place.parent.iterdir() if "duban" in file.name] == ["duban.sqlite3"]


def test_a_copy_from_the_future_is_refused(copy: Path, tmp_path: Path) -> None:
    """An old program does not restore what it does not understand."""
    with closing(sqlite3.connect(copy)) as raw:
        raw.executescript("UPDATE schema_version SET version_num = '9999';")

    with pytest.raises(SchemaMismatch):
        put_back(copy, tmp_path)


def test_no_copy_is_no_ledger(tmp_path: Path) -> None:
    """A mistyped path makes no empty ledger."""
    with pytest.raises(LedgerUnavailable, match="没有这个备份文件"):
        put_back(tmp_path / "absent.sqlite3", tmp_path)
    assert not (tmp_path / "restored").exists() or not list((tmp_path / "restored").iterdir())


def test_a_backup_made_while_others_write_is_whole(ledger: Ledger, tmp_path: Path) -> None:
    """Each copy is one moment of the ledger: its chain fits, its entries agree with it."""
    ids = enter(ledger, *(a_target(f"第{number}项") for number in range(20)))

    def write(thread: int) -> None:
        for number in ids[thread::2]:
            ledger.accept([number], actor=str(thread))
            ledger.add_evidence(number, an_evidence(note="见公报"), actor=str(thread))

    with ThreadPoolExecutor(3) as pool:
        writers = [pool.submit(write, thread) for thread in range(2)]
        made = [ledger.backup(tmp_path / f"{turn}.sqlite3") for turn in range(3)]
        for writer in writers:
            writer.result()
    events = [copy.events for copy in made]

    assert events == sorted(events)
    assert ledger.audit([copy.head for copy in made]).sound


def test_a_server_is_restored_into_only_while_it_is_empty(ledger_url: str, ledger: Ledger, tmp_path: Path) -> None:
    """On a server, as into a file that does not exist yet; a second time there is a ledger in the way."""
    source = tmp_path / "source.sqlite3"
    with Ledger.open(f"sqlite:///{source}", now=lambda: NOW) as origin:
        enter(origin, a_target())
        origin.backup(tmp_path / "copy.sqlite3")
    if ledger_url.startswith("sqlite"):
        ledger.close()
        shutil.move(ledger_url.removeprefix("sqlite:///"), tmp_path / "away.sqlite3")
    restore(tmp_path / "copy.sqlite3", ledger_url, replace=False, actor="李航", now=NOW)
    with Ledger.open(ledger_url, now=lambda: NOW) as restored:
        assert (len(restored.documents()), restored.audit().sound) == (1, True)
    with pytest.raises(LedgerError):
        restore(tmp_path / "copy.sqlite3", ledger_url, replace=False, actor="李航", now=NOW)
