"""Timing is arithmetic on two days and never anything else."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.timing import Timing, timing_of

DUE = date(2025, 6, 30)
ORDER = [Timing.AHEAD, Timing.NEAR, Timing.DUE, Timing.OVERDUE]


@pytest.mark.parametrize(
    ("day", "timing"),
    [
        (date(2025, 5, 30), Timing.AHEAD),
        (date(2025, 5, 31), Timing.NEAR),
        (date(2025, 6, 29), Timing.NEAR),
        (date(2025, 6, 30), Timing.DUE),
        (date(2025, 7, 1), Timing.OVERDUE),
    ],
)
def test_the_due_date_itself_is_still_on_time(day: date, timing: Timing) -> None:
    """Overdue begins the day after; the warning window is counted back from the due date."""
    assert timing_of(DUE, day, near_days=30) is timing


def test_without_a_date_nothing_is_ever_late() -> None:
    """No due date, no timing but undated."""
    assert timing_of(None, date(2999, 1, 1), near_days=30) is Timing.UNDATED


def test_a_verdict_takes_a_target_off_the_calendar() -> None:
    """Closed stays closed, however late it was."""
    assert timing_of(DUE, date(2026, 1, 1), near_days=30, closed=True) is Timing.CLOSED


@given(st.dates(), st.integers(0, 400), st.integers(0, 400), st.integers(0, 90))
def test_as_days_pass_timing_never_goes_back(start: date, first: int, more: int, near_days: int) -> None:
    """Ahead, near, due, overdue: in this order only."""
    if start > date(9990, 1, 1):
        return
    due = start + timedelta(days=200)
    earlier = timing_of(due, start + timedelta(days=first), near_days=near_days)
    later = timing_of(due, start + timedelta(days=first + more), near_days=near_days)

    assert ORDER.index(earlier) <= ORDER.index(later)
