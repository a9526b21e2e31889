"""The ledger as its users see it."""

from datetime import date

from commitments.filter import EVERYTHING
from commitments.ledger import Ledger
from commitments.timing import Timing
from tests.commitments.builders import a_target, an_evidence, enter

DAY = date(2025, 7, 1)


def test_a_second_sweep_on_the_same_day_changes_nothing(ledger: Ledger) -> None:
    """Noticing is idempotent: the ledger only records change."""
    enter(ledger, a_target(due=date(2025, 6, 30)))
    first = ledger.note_timings(day=DAY, near_days=30)

    assert [change.now for change in first] == [Timing.OVERDUE]
    assert ledger.note_timings(day=DAY, near_days=30) == ()


def test_an_entry_carries_its_newest_evidence(ledger: Ledger) -> None:
    """The newest observation counts, not the one recorded last."""
    (number,) = enter(ledger, a_target())
    newest = ledger.add_evidence(number, an_evidence(date(2025, 6, 30)), actor="王敏")
    ledger.add_evidence(number, an_evidence(date(2025, 3, 31)), actor="王敏")

    assert newest == ledger.entry(number).latest
    assert [number] == list(ledger.ids(EVERYTHING, day=DAY, near_days=30))
