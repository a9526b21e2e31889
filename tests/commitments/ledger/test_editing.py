"""Editing: people correct, cut, join and add targets, and the log keeps what was there."""

from datetime import date
from decimal import Decimal

import pytest

from commitments.document import Span
from commitments.doubts import Doubt, doubt
from commitments.errors import LedgerError, StaleEntry, UnknownEntry
from commitments.evidence import RejectReason, Review
from commitments.filter import parse_filter
from commitments.ledger import Ledger
from commitments.ledger.revision_values import Lineage, Origin
from commitments.target import Basis, Comparator, Due, Kind, Owners, Quantity, RuleHit
from tests.commitments.builders import a_document, a_target, an_evidence, an_extraction, close, enter

DAY = date(2025, 7, 1)


def _found(ledger: Ledger, *words: str) -> list[int]:
    return list(ledger.ids(parse_filter(words, today=DAY), day=DAY, near_days=30))


def test_an_edit_corrects_the_reading_and_keeps_what_it_was(ledger: Ledger) -> None:
    """Number, metric and owners; the search finds the new words and not the old."""
    (number,) = enter(ledger, a_target(lead=["市科技局"]))
    changes = {"metric": "瞪羚企业数量", "value": "450", "lead": ["市工信局"], "support": ["各区政府"]}

    assert ledger.edit(number, changes, actor="李航", reason="看错了行")
    target = ledger.entry(number).target
    assert (target.metric, target.quantity) == ("瞪羚企业数量", Quantity(Comparator.AT_LEAST, Decimal(450), "家"))
    assert target.owners == Owners(("市工信局",), ("各区政府",))
    event = ledger.events(target_id=number, limit=1)[0]
    assert (event.action, event.before["value"], event.after["value"], event.reason) == (
        "edit",
        "4500",
        "450",
        "看错了行",
    )
    assert (_found(ledger, "瞪羚"), _found(ledger, "科技局")) == ([number], [])


def test_saying_the_same_again_is_no_edit(ledger: Ledger) -> None:
    """No line in the log, no new version."""
    (number,) = enter(ledger, a_target())
    before = ledger.entry(number)

    assert not ledger.edit(number, {"value": "4500"}, actor="李航")
    assert ledger.entry(number) == before


def test_the_date_of_a_candidate_is_a_reading_and_that_of_a_tracked_target_is_not(ledger: Ledger) -> None:
    """In care, a due date moves by extension only."""
    (number,) = enter(ledger, a_target())
    ledger.edit(number, {"original_due": "2026-06-30"}, actor="李航")
    assert (ledger.entry(number).due, ledger.entry(number).original_due) == (date(2026, 6, 30), date(2026, 6, 30))
    ledger.accept([number], actor="李航")

    with pytest.raises(LedgerError) as refused:
        ledger.edit(number, {"original_due": "2027-06-30"}, actor="李航")
    assert "extend" in refused.value.remedy


DOUBTED = Due(date(2025, 12, 1), "年底前", Basis.RELATIVE, confirm="请核对是哪一年")


@pytest.mark.parametrize("day", ["2026-06-30", "2025-12-01", None])
def test_a_date_that_a_person_settles_is_not_to_be_confirmed_any_more(ledger: Ledger, day: str | None) -> None:
    """Another day, the very same, or none; taking the edit back asks again, and the audit is silent."""
    doubts = (DOUBTED.confirm, doubt(Doubt.FAR_ABOVE), doubt(Doubt.NO_METRIC))
    (number,) = enter(ledger, a_target(due=DOUBTED, doubts=doubts))

    assert ledger.edit(number, {"original_due": day}, actor="李航")
    settled = ledger.entry(number).target
    assert (settled.due.day, settled.due.confirm) == (date.fromisoformat(day) if day else None, "")
    assert settled.doubts == (doubt(Doubt.NO_METRIC),)
    ledger.undo(ledger.events(target_id=number, limit=1)[0].id, actor="李航", reason="改错了")
    assert (ledger.entry(number).target.due, ledger.entry(number).target.doubts) == (DOUBTED, doubts)
    assert ledger.audit().findings == ()


def test_a_date_stays_to_be_confirmed_while_other_fields_are_edited(ledger: Ledger) -> None:
    """Who corrects a metric has not looked at the day."""
    (number,) = enter(ledger, a_target(due=DOUBTED))
    ledger.edit(number, {"metric": "瞪羚企业数量", "lead": ["市工信局"]}, actor="李航")

    assert ledger.entry(number).target.due == DOUBTED


@pytest.mark.parametrize("changes", [{"quote": "别的"}, {"review": "tracked"}, {"comparator": None}, {"value": None}])
def test_what_is_not_a_reading_cannot_be_edited(ledger: Ledger, changes: dict[str, str | None]) -> None:
    """Quotes are quotes, and half a number is none."""
    (number,) = enter(ledger, a_target())
    before = ledger.entry(number)
    with pytest.raises(LedgerError):
        ledger.edit(number, changes, actor="李航")
    assert ledger.entry(number) == before


def test_an_edit_of_something_else_than_was_seen_is_refused(ledger: Ledger) -> None:
    """As every decision."""
    (number,) = enter(ledger, a_target())
    ledger.accept([number], actor="李航")
    with pytest.raises(StaleEntry):
        ledger.edit(number, {"metric": "甲"}, actor="王敏", expected_version=1)
    with pytest.raises(UnknownEntry):
        ledger.edit(99, {"metric": "甲"}, actor="王敏")


def test_a_target_is_cut_into_pieces_of_its_quote(ledger: Ledger) -> None:
    """The number stays with its words; the whole is sent back and remembered."""
    quote = "建成养老院3所，培训护理员"
    target = a_target(
        quote,
        metric="养老院",
        quantity=Quantity(Comparator.AT_LEAST, Decimal(3), "所"),
        lead=["市民政局"],
        rules=[RuleHit("quantity", "count", Span(5, 7))],
    )
    ledger.enter(a_document(quote), an_extraction(target), actor="王敏")
    ledger.accept([1], actor="李航")
    first, second = ledger.split(1, ["建成养老院3所", "培训护理员"], actor="李航")
    one, two = ledger.rows([first, second])

    assert (one.target.quote, one.target.quantity) == ("建成养老院3所", target.quantity)
    assert (two.target.quote, two.target.quantity, two.target.kind, two.target.metric) == (
        "培训护理员",
        None,
        Kind.MILESTONE,
        None,
    )
    assert {entry.review for entry in (one, two)} == {Review.TRACKED}
    assert {entry.target.owners.lead for entry in (one, two)} == {("市民政局",)}
    assert ledger.entry(1).reject_reason is RejectReason.WRONG_READING
    assert ledger.lineage(second) == (Lineage(second, 1, Origin.SPLIT),)
    assert _found(ledger, "护理员", "-review:rejected") == [second]


@pytest.mark.parametrize("pieces", [["高新技术企业"], ["高新", "没有的话"], ["企业", "高新"], ["", "高新"]])
def test_pieces_must_stand_in_the_quote_in_order(ledger: Ledger, pieces: list[str]) -> None:
    """Else nothing is cut."""
    (number,) = enter(ledger, a_target())
    with pytest.raises(LedgerError):
        ledger.split(number, pieces, actor="李航")
    assert ledger.entry(number).review is Review.CANDIDATE


def test_one_target_stands_for_others(ledger: Ledger) -> None:
    """With their evidence; they are sent back as its doubles."""
    keep, other = enter(ledger, a_target(), a_target("高新技术企业达到4500家"))
    ledger.add_evidence(other, an_evidence(value=4100), actor="李航")

    assert ledger.merge(keep, [other, keep], actor="李航") == 1
    assert [seen.value for seen in ledger.evidence(keep)] == [Decimal(4100)]
    assert ledger.entry(other).reject_reason is RejectReason.DUPLICATE
    assert ledger.lineage(keep) == (Lineage(keep, other, Origin.MERGE),)
    with pytest.raises(LedgerError):
        ledger.merge(keep, [keep], actor="李航")


def test_a_target_is_marked_in_the_text(ledger: Ledger) -> None:
    """In care at once; a later reading leaves it alone."""
    document = a_document("力争高新技术企业数量达到4500家")
    number = ledger.enter(document, an_extraction(), actor="王敏").document_id
    made = ledger.add_target(number, a_target(), actor="李航")

    assert ledger.entry(made).review is Review.TRACKED
    assert ledger.lineage(made) == (Lineage(made, None, Origin.MANUAL),)
    assert ledger.reread(number, document, an_extraction(), actor="王敏").dropped == 0
    assert ledger.entry(made).review is Review.TRACKED
    with pytest.raises(LedgerError):
        ledger.add_target(number, a_target("别的字"), actor="李航")


def test_a_target_is_typed_in(ledger: Ledger) -> None:
    """What was typed is its document; the very same is not typed twice."""
    document = a_document("力争高新技术企业数量达到4500家", name="手工登记.txt", title="手工登记")
    number = ledger.type_in(document, a_target(), actor="李航")

    assert ledger.entry(number).document.title == "手工登记"
    assert ledger.entry(number).due == date(2025, 12, 31)
    with pytest.raises(LedgerError):
        ledger.type_in(document, a_target(), actor="李航")


def test_what_is_closed_is_opened_before_it_is_split(ledger: Ledger) -> None:
    """The verdict was on the whole: on the pieces nobody has concluded anything."""
    (number,) = enter(ledger, a_target())
    close(ledger, number)
    with pytest.raises(LedgerError, match="已销号，不能再拆分"):
        ledger.split(number, ["高新技术企业", "4500家"], actor="王敏")

    ledger.reopen([number], reason="要分开核查", actor="王敏")
    assert len(ledger.split(number, ["高新技术企业", "4500家"], actor="王敏")) == 2
    assert ledger.audit().sound
