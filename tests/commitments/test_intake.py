"""Taking documents in joins reading, extraction and the ledger, and survives bad files."""

import os
import signal
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from commitments.entering import Prepared
from commitments.filter import EVERYTHING
from commitments.intake import Errand, Progress, prepare, take_in
from commitments.ledger import Entry, Ledger

PLAN = "关于做强园区的意见\n\n二、主要任务\n2027年底前，新建标准厂房12万平方米。\n今年力争培育企业30家。\n"


def entries(ledger: Ledger) -> tuple[Entry, ...]:
    """Everything in the ledger."""
    return ledger.entries(EVERYTHING, day=date(2025, 7, 1), near_days=30)


def test_a_document_is_in_the_ledger_with_quotes_that_are_its_words(ledger: Ledger, tmp_path: Path) -> None:
    """Offsets survive the whole way from the file to the ledger."""
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    result = take_in([tmp_path / "plan.txt"], ledger, given=lambda _: date(2026, 3, 1), actor="王敏")

    text = ledger.document_text(result.taken[0].entered.document_id)
    found = entries(ledger)
    assert [text[entry.target.start : entry.target.end] for entry in found] == [entry.target.quote for entry in found]
    assert {entry.due for entry in found} == {date(2027, 12, 31), date(2026, 12, 31)}


def test_one_bad_file_never_stops_the_rest(ledger: Ledger, tmp_path: Path) -> None:
    """What cannot be read is named with a remedy; its neighbours are taken in."""
    (tmp_path / "a.txt").write_bytes(b"\x00\x01\x02\x03" * 50)
    (tmp_path / "b.txt").write_text(PLAN, encoding="utf-8")
    files = [tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "gone.txt"]
    result = take_in(files, ledger, given=lambda _: None, actor="王敏")

    assert [taken.path.name for taken in result.new] == ["b.txt"]
    assert ["a.txt" in result.failed[0].where, "gone.txt" in result.failed[1].where] == [True, True]
    assert all(problem.message and problem.remedy for problem in result.failed)


def test_the_same_words_under_another_name_are_recognised(ledger: Ledger, tmp_path: Path) -> None:
    """Encoding, newlines and name do not make another document."""
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    (tmp_path / "copy.txt").write_bytes(PLAN.replace("\n", "\r\n").encode("gb18030"))
    first = take_in([tmp_path / "plan.txt"], ledger, given=lambda _: None, actor="王敏")
    second = take_in([tmp_path / "copy.txt"], ledger, given=lambda _: None, actor="王敏")

    assert (second.new, second.taken[0].renamed) == ((), True)
    assert second.taken[0].entered.document_id == first.taken[0].entered.document_id
    assert second.taken[0].entered.first_name == "plan.txt"


def test_what_is_wrong_with_a_document_is_told_once(ledger: Ledger, tmp_path: Path) -> None:
    """Read anew, by a newer program or under another name, it is no news; the ledger keeps it."""
    for name in ("plan.txt", "copy.txt"):
        (tmp_path / name).write_text(PLAN, encoding="utf-8")
    told = [
        take_in([tmp_path / name], ledger, given=lambda _: None, actor="王敏").problems
        for name in ("plan.txt", "copy.txt")
    ]

    assert [len(problems) for problems in told] == [1, 0]
    assert len(ledger.problems()) == 1


def in_folder(folder: Path, count: int) -> list[Path]:
    """Files with a promise each, no two alike; one of them damaged."""
    paths = [folder / f"{number:03}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(PLAN.replace("12万", f"{number + 12}万"), encoding="utf-8")
    paths[count // 2].write_bytes(b"\x00\x01\x02" * 30)
    return paths


def test_changed_words_are_a_version_and_other_words_another_document(ledger: Ledger, tmp_path: Path) -> None:
    """A corrected number moves its target; a file that holds something else now is a new document."""
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    take_in([path], ledger, given=lambda _: None, actor="王敏")
    path.write_text(PLAN.replace("30家", "35家"), encoding="utf-8")
    second = take_in([path], ledger, given=lambda _: None, actor="王敏")
    path.write_text("关于学校建设的答复\n2026年底前，新建学校3所。\n", encoding="utf-8")
    third = take_in([path], ledger, given=lambda _: None, actor="王敏")

    assert (second.new, second.revised[0].reread.updated) == ((), 2)
    assert (third.revised, len(third.new)) == ((), 1)
    assert {entry.target.quantity.value for entry in entries(ledger) if entry.target.quantity} == {12 * 10**4, 35, 3}


def content(ledger: Ledger) -> list[tuple[object, ...]]:
    """What the ledger holds, without its times."""
    documents = [(one.id, one.name, one.sha256, one.targets) for one in ledger.documents()]
    return [*documents, *((entry.id, entry.target.quote, entry.due) for entry in entries(ledger))]


def test_what_has_not_changed_is_not_read_again(ledger: Ledger, tmp_path: Path) -> None:
    """A second intake opens only the file that was written to, the one that failed, and one whose date was given."""
    paths = in_folder(tmp_path, 5)
    take_in(paths, ledger, given=lambda _: None, actor="王敏")
    paths[0].write_text(PLAN.replace("12万", "99万"), encoding="utf-8")
    read: list[Path] = []
    result = take_in(
        paths,
        ledger,
        given=lambda path: date(2026, 3, 1) if path == paths[1] else None,
        actor="王敏",
        progress=lambda step: read.append(step.path),
    )

    assert read == [paths[0], paths[1], paths[2]]
    assert result.unchanged == 2
    assert [taken.path for taken in result.taken] == [paths[1], *paths[3:]]
    assert [one.path for one in result.revised] == [paths[0]]
    assert result.new == ()
    assert len(result.failed) == len(ledger.failed_receipts()) == 1


def test_an_interrupted_intake_goes_on_where_it_stopped(ledger: Ledger, tmp_path: Path) -> None:
    """What was done before the interruption is kept and not done again."""
    paths = in_folder(tmp_path, 8)

    def stop_at_the_fourth(step: Progress) -> None:
        if step.done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take_in(paths, ledger, given=lambda _: None, actor="王敏", progress=stop_at_the_fourth)
    steps: list[Progress] = []
    take_in(paths, ledger, given=lambda _: None, actor="王敏", progress=steps.append)

    assert [step.path for step in steps] == paths[4:]
    assert [(step.done, step.total) for step in steps] == [(number, 8) for number in range(5, 9)]
    assert len(ledger.documents()) == 7


def test_a_crew_fills_the_ledger_as_one_process_does(ledger: Ledger, tmp_path: Path) -> None:
    """Whatever the number of workers: the same documents and targets under the same numbers."""
    paths = in_folder(tmp_path, 14)
    with Ledger.open(f"sqlite:///{tmp_path}/alone.sqlite3", now=lambda: datetime(2025, 7, 1, tzinfo=UTC)) as alone:
        first = take_in(paths, alone, given=lambda _: None, actor="王敏")
        expected = content(alone)
    second = take_in(paths, ledger, given=lambda _: None, actor="王敏", workers=3)

    assert content(ledger) == expected
    assert second == first


def test_a_file_that_kills_its_reader_costs_only_itself(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is named with a remedy; every other one is in the ledger."""
    monkeypatch.setattr("commitments.intake.prepare", deadly)
    paths = in_folder(tmp_path, 14)
    result = take_in(paths, ledger, given=lambda _: None, actor="王敏", workers=2)

    assert [problem.where for problem in result.failed if "中途退出" in problem.message] == [str(paths[3])]
    assert len(result.taken) == 12


def deadly(errand: Errand) -> Prepared:
    """Read a file, unless it is the fourth, which takes the process with it."""
    if errand.path.name == "003.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    return prepare(errand)
