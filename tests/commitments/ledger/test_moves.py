"""Extensions: the only way a due date moves, and what stays on record of it."""

from datetime import date

import pytest

from commitments.errors import LedgerError, StaleEntry
from commitments.evidence import RejectReason
from commitments.ledger import Ledger, Slippage
from commitments.timing import Timing
from tests.commitments.builders import a_target, close, enter

DAY = date(2026, 1, 10)


def move(ledger: Ledger, number: int, due: date, *, source: str = "") -> None:
    """Extend with the least that is asked."""
    ledger.extend(number, due, reason="征地未完成", approver="张副市长", actor="王敏", source=source)


def test_an_extension_moves_the_date_and_keeps_the_old_one(ledger: Ledger) -> None:
    """Old, new, days, reason, approver and source; the original date stays."""
    (number,) = enter(ledger, a_target())
    document = ledger.entry(number).document.id
    move(ledger, number, date(2026, 3, 31), source="某政办函〔2025〕9号")
    ledger.extend(number, date(2026, 6, 30), reason="再延", approver="李市长", actor="李航", document_id=document)
    entry = ledger.entry(number)
    first, second = ledger.extensions(number)

    assert (entry.due, entry.original_due, entry.times_moved, entry.days_moved) == (
        date(2026, 6, 30),
        date(2025, 12, 31),
        2,
        181,
    )
    assert (first.old_due, first.new_due, first.days, first.source) == (
        date(2025, 12, 31),
        date(2026, 3, 31),
        90,
        "某政办函〔2025〕9号",
    )
    assert (second.approver, second.document_id, second.recorded_by) == ("李市长", document, "李航")
    assert ledger.audit().sound


def test_an_extended_target_is_overdue_no_more_until_the_new_day(ledger: Ledger) -> None:
    """The sweep notices the way back as well."""
    (number,) = enter(ledger, a_target())
    ledger.note_timings(day=DAY, near_days=30)
    move(ledger, number, date(2026, 6, 30))

    assert [change.now for change in ledger.note_timings(day=DAY, near_days=30)] == [Timing.AHEAD]


def test_a_target_without_a_date_gets_one_by_extension(ledger: Ledger) -> None:
    """No days can be counted from nothing."""
    (number,) = enter(ledger, a_target(due=None))
    move(ledger, number, date(2026, 6, 30))

    assert (ledger.entry(number).due, ledger.entry(number).days_moved) == (date(2026, 6, 30), 0)
    assert ledger.extensions(number)[0].days is None


@pytest.mark.parametrize(
    ("due", "reason", "approver"),
    [(date(2025, 12, 31), "同日", "张"), (date(2026, 1, 1), " ", "张"), (date(2026, 1, 1), "征地", "")],
)
def test_an_extension_without_reason_approver_or_change_is_refused(
    ledger: Ledger, due: date, reason: str, approver: str
) -> None:
    """Nothing is written."""
    (number,) = enter(ledger, a_target())
    with pytest.raises(LedgerError):
        ledger.extend(number, due, reason=reason, approver=approver, actor="王敏")

    assert (ledger.entry(number).times_moved, ledger.extensions()) == (0, ())


def test_what_is_closed_sent_back_or_changed_meanwhile_does_not_move(ledger: Ledger) -> None:
    """A date moves only while the target is open, and under the eyes of whoever moves it."""
    closed, rejected, seen = enter(ledger, a_target(), a_target("甲"), a_target("乙"))
    close(ledger, closed)
    ledger.reject([rejected], reason=RejectReason.OTHERS, actor="王敏")
    version = ledger.entry(seen).version
    ledger.accept([seen], actor="李航")

    for number in (closed, rejected):
        with pytest.raises(LedgerError):
            move(ledger, number, date(2026, 6, 30))
    with pytest.raises(StaleEntry):
        ledger.extend(seen, date(2026, 6, 30), reason="征地", approver="张", actor="王敏", expected_version=version)


def test_slippage_is_told_per_leading_unit(ledger: Ledger) -> None:
    """The furthest first; a target of two units counts for both, an undone move for none."""
    first, second, third = enter(
        ledger, a_target(lead=["甲局", "乙局"]), a_target("甲", lead=["乙局"]), a_target("乙", lead=["丙局"])
    )
    move(ledger, first, date(2026, 1, 10))
    move(ledger, first, date(2026, 1, 20))
    move(ledger, second, date(2025, 12, 21))
    move(ledger, third, date(2027, 1, 1))
    ledger.undo(ledger.last_undoable(third), actor="李航")

    assert ledger.slippage() == (Slippage("甲局", 1, 2, 20), Slippage("乙局", 2, 3, 10))
