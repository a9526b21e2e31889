"""Corrections are taken back like decisions: one more event, or a refusal when somebody has worked on them since."""

from datetime import date
from decimal import Decimal

import pytest

from commitments.errors import StaleEntry
from commitments.evidence import RejectReason, Review
from commitments.ledger import Ledger
from tests.commitments.builders import a_target, an_evidence, enter


def undo_last(ledger: Ledger, number: int) -> None:
    """Take the newest decision on a target back."""
    ledger.undo(ledger.last_undoable(number), actor="李航", reason="点错了")


def test_an_edit_is_undone_to_the_reading_that_was(ledger: Ledger) -> None:
    """Number, owners and due date with its basis; the audit finds nothing to say."""
    (number,) = enter(ledger, a_target(lead=["市科技局"]))
    before = ledger.entry(number)
    ledger.edit(number, {"value": "450", "original_due": "2026-06-30", "lead": ["市工信局"]}, actor="王敏")
    undo_last(ledger, number)

    after = ledger.entry(number)
    assert (after.target, after.due, after.original_due) == (before.target, before.due, before.original_due)
    assert ledger.audit().sound


def test_an_edit_that_was_edited_again_is_not_undone_alone(ledger: Ledger) -> None:
    """The newer reading rests on nobody's mistake."""
    (number,) = enter(ledger, a_target())
    ledger.edit(number, {"value": "450"}, actor="王敏")
    first = ledger.last_undoable(number)
    ledger.edit(number, {"value": "45"}, actor="李航")

    with pytest.raises(StaleEntry):
        ledger.undo(first, actor="王敏")
    quantity = ledger.entry(number).target.quantity
    assert quantity is not None
    assert quantity.value == Decimal(45)


def test_the_due_date_of_a_target_in_care_is_not_undone_either(ledger: Ledger) -> None:
    """It moves by extension only, in both directions."""
    (number,) = enter(ledger, a_target())
    ledger.edit(number, {"original_due": "2026-06-30"}, actor="王敏")
    edited = ledger.last_undoable(number)
    ledger.accept([number], actor="王敏")

    with pytest.raises(StaleEntry):
        ledger.undo(edited, actor="王敏")
    assert ledger.entry(number).due == date(2026, 6, 30)


def test_a_split_is_undone_by_sending_the_pieces_back(ledger: Ledger) -> None:
    """The whole stands where it stood."""
    (number,) = enter(ledger, a_target("建成养老院3所，培训护理员"))
    pieces = ledger.split(number, ["建成养老院3所", "培训护理员"], actor="王敏")
    undo_last(ledger, number)

    assert ledger.entry(number).review is Review.CANDIDATE
    assert [entry.review for entry in ledger.rows(pieces)] == [Review.REJECTED] * 2
    assert ledger.audit().sound


def test_a_split_with_evidence_on_a_piece_stays(ledger: Ledger) -> None:
    """Nobody's work is sent back along with a slip."""
    (number,) = enter(ledger, a_target("建成养老院3所，培训护理员"))
    pieces = ledger.split(number, ["建成养老院3所", "培训护理员"], actor="王敏")
    ledger.add_evidence(pieces[1], an_evidence(value=None, note="开班"), actor="李航")

    with pytest.raises(StaleEntry):
        undo_last(ledger, number)
    assert ledger.entry(number).review is Review.REJECTED


def test_a_merge_is_undone_with_its_evidence(ledger: Ledger) -> None:
    """Each stands on its own again, and what came over is struck, not erased."""
    keep, other = enter(ledger, a_target(), a_target("新建停车位900个"))
    ledger.add_evidence(other, an_evidence(), actor="王敏")
    ledger.merge(keep, [other], actor="王敏")
    assert len(ledger.evidence(keep)) == 1
    undo_last(ledger, keep)

    assert ledger.entry(other).review is Review.CANDIDATE
    assert ledger.entry(other).reject_reason is None
    assert (ledger.evidence(keep), len(ledger.evidence(keep, struck=True))) == ((), 1)
    assert len(ledger.evidence(other)) == 1
    assert ledger.lineage(keep) == ()
    assert ledger.audit().sound


def test_what_was_sent_back_for_another_reason_stays_back_when_a_merge_is_undone(ledger: Ledger) -> None:
    """Undoing puts back what stood before, nothing more."""
    keep, other, third = enter(ledger, a_target(), a_target("新建停车位900个"), a_target("改造道路"))
    ledger.reject([third], reason=RejectReason.OTHERS, actor="王敏")
    ledger.merge(keep, [other], actor="王敏")
    undo_last(ledger, keep)

    assert [entry.review for entry in ledger.rows([keep, other, third])] == [
        Review.CANDIDATE,
        Review.CANDIDATE,
        Review.REJECTED,
    ]
