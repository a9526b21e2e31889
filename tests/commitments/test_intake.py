"""Taking documents in joins reading, extraction and the ledger, and survives bad files."""

from datetime import date
from pathlib import Path

from commitments.filter import EVERYTHING
from commitments.intake import take_in
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
