"""Evidence in the ledger: its grade and source, who vouches for it, and what striking it undoes."""

from datetime import date
from decimal import Decimal

import pytest

from commitments.document import Span
from commitments.errors import LedgerError, UnknownEntry
from commitments.evidence import Grade, Passage, StoredFile, Verdict
from commitments.ledger import Ledger
from commitments.ledger.closing import evidence_that_closes
from commitments.ledger.engine import connect
from commitments.target import Comparator, Quantity
from commitments.units import UnitMismatch
from tests.commitments.builders import a_target, an_evidence, enter

FILE = StoredFile("ab" * 32, 12, "application/pdf", "验收证书.pdf")


def test_evidence_keeps_where_it_comes_from(ledger: Ledger) -> None:
    """Grade, passage and file come back as they went in."""
    (number,) = enter(ledger, a_target())
    passage = Passage(1, Span(0, 4))
    seen = an_evidence(grade=Grade.INDEPENDENT, passage=passage, file=FILE)
    recorded = ledger.add_evidence(number, seen, actor="李航")

    assert (recorded.grade, recorded.passage) == (Grade.INDEPENDENT, passage)
    assert (recorded.file_sha256, recorded.file_name) == (FILE.sha256, FILE.name)
    assert (recorded.recorded_by, recorded.accepted_by) == ("李航", "李航")
    assert ledger.events(target_id=number, limit=1)[0].after["file"] == FILE.sha256


def test_a_value_is_brought_to_the_unit_of_the_target(ledger: Ledger) -> None:
    """And what the source said stays beside it."""
    (number,) = enter(ledger, a_target(quantity=Quantity(Comparator.AT_LEAST, Decimal(46000), "标箱")))
    recorded = ledger.add_evidence(number, an_evidence(value="4.2", unit="万标箱"), actor="李航")

    assert (recorded.value, recorded.unit) == (Decimal(42000), "标箱")
    assert (recorded.stated_value, recorded.stated_unit) == (Decimal("4.2"), "万标箱")
    with pytest.raises(UnitMismatch):
        ledger.add_evidence(number, an_evidence(value=3, unit="%"), actor="李航")
    assert len(ledger.evidence(number)) == 1


def test_evidence_older_than_the_promise_needs_a_reason(ledger: Ledger) -> None:
    """What was there before was not brought about by promising it."""
    (number,) = enter(ledger, a_target())
    with pytest.raises(LedgerError) as refused:
        ledger.add_evidence(number, an_evidence(date(2025, 5, 19)), actor="李航")
    assert refused.value.remedy
    seen = an_evidence(date(2025, 5, 19), override="按季度统计，口径一致")

    assert ledger.add_evidence(number, seen, actor="李航").override == "按季度统计，口径一致"


@pytest.mark.parametrize("passage", [Passage(9, Span(0, 1)), Passage(1, Span(0, 10_000)), Passage(1, Span(3, 3))])
def test_a_passage_must_be_in_the_ledger(ledger: Ledger, passage: Passage) -> None:
    """A source that leads nowhere is no source."""
    (number,) = enter(ledger, a_target())
    with pytest.raises(UnknownEntry):
        ledger.add_evidence(number, an_evidence(passage=passage), actor="李航")


def test_evidence_counts_once_somebody_vouches_for_it(ledger: Ledger) -> None:
    """Until then the target shows no progress, and cannot be closed on it."""
    (number,) = enter(ledger, a_target())
    recorded = ledger.add_evidence(number, an_evidence(), actor="李航", accepted=False)
    waiting = ledger.entry(number)
    accepted = ledger.accept_evidence(recorded.id, actor="王敏")

    assert not recorded.counts
    assert waiting.latest is None
    assert (accepted.accepted_by, ledger.entry(number).latest) == ("王敏", accepted)
    assert ledger.entry(number).version > waiting.version


def test_an_announcement_alone_closes_nothing(ledger: Ledger, ledger_url: str) -> None:
    """A document, a record or a figure does; not what is waiting, and not what was struck."""
    (number,) = enter(ledger, a_target())
    ledger.add_evidence(number, an_evidence(grade=Grade.ANNOUNCEMENT), actor="李航")
    ledger.add_evidence(number, an_evidence(grade=Grade.RECORD), actor="李航", accepted=False)
    assert _closing(ledger_url, number) == []
    record = ledger.add_evidence(number, an_evidence(grade=Grade.RECORD), actor="李航")
    assert _closing(ledger_url, number) == [record.id]
    ledger.strike_evidence(record.id, reason="口径有误", actor="王敏")

    assert _closing(ledger_url, number) == []


def _closing(url: str, number: int) -> list[int]:
    engines = connect(url)
    with engines.reading() as connection:
        found = [seen.id for seen in evidence_that_closes(connection, number)]
    engines.dispose()
    return found


def test_struck_evidence_stays_on_record_and_counts_no_more(ledger: Ledger) -> None:
    """The newest before it is the newest again."""
    (number,) = enter(ledger, a_target())
    older = ledger.add_evidence(number, an_evidence(date(2025, 6, 1)), actor="李航")
    wrong = ledger.add_evidence(number, an_evidence(date(2025, 6, 30)), actor="李航")
    struck = ledger.strike_evidence(wrong.id, reason="口径有误", actor="王敏")

    assert ledger.entry(number).latest == older
    assert ledger.evidence(number) == (older,)
    assert ledger.evidence(number, struck=True) == (older, struck)
    assert (struck.struck_by, struck.strike_reason) == ("王敏", "口径有误")
    with pytest.raises(LedgerError):
        ledger.accept_evidence(wrong.id, actor="李航")
    with pytest.raises(LedgerError):
        ledger.strike_evidence(older.id, reason=" ", actor="王敏")


def test_a_verdict_falls_with_the_evidence_it_rested_on(ledger: Ledger) -> None:
    """In the same step, and the log says why; with other evidence left it stands."""
    (number,) = enter(ledger, a_target())
    first = ledger.add_evidence(number, an_evidence(), actor="李航")
    second = ledger.add_evidence(number, an_evidence(), actor="李航")
    _close(ledger, number)
    ledger.strike_evidence(first.id, reason="重复", actor="王敏")
    assert ledger.entry(number).verdict is Verdict.MET
    ledger.strike_evidence(second.id, reason="口径有误", actor="王敏")

    assert ledger.entry(number).verdict is Verdict.OPEN
    assert [event.action for event in ledger.events(target_id=number, limit=2)] == ["reopen", "strike_evidence"]


def _close(ledger: Ledger, number: int) -> None:
    for actor in ("王敏", "李航"):
        if not ledger.entry(number).closed:
            ledger.judge(number, Verdict.MET, reason="见公报", actor=actor)


def test_reuse_of_one_piece_for_several_targets_is_shown(ledger: Ledger) -> None:
    """By the same file, the same passage or the same link."""
    one, two, three = enter(ledger, a_target(), a_target("甲"), a_target("乙"))
    filed = ledger.add_evidence(one, an_evidence(file=FILE), actor="李航")
    linked = ledger.add_evidence(one, an_evidence(link="https://example.org/a"), actor="李航")
    ledger.add_evidence(one, an_evidence(), actor="李航")
    ledger.add_evidence(two, an_evidence(file=FILE), actor="李航")
    ledger.add_evidence(three, an_evidence(file=FILE, link="https://example.org/a"), actor="李航")

    assert ledger.shared_evidence(one) == {filed.id: (two, three), linked.id: (three,)}
    assert ledger.shared_evidence(two) == {4: (one, three)}
