"""Weeks, months and years: where they begin, what they are called, and what lies beside them."""

from datetime import date

import pytest

from monitor.digest import Grain, period_of
from monitor.report_settings import PERIODS


@pytest.mark.parametrize(
    ("grain", "day", "first", "name", "before", "after"),
    [
        (Grain.WEEK, date(2025, 11, 21), date(2025, 11, 17), "2025-W47", "2025-W46", "2025-W48"),
        (Grain.WEEK, date(2024, 12, 30), date(2024, 12, 30), "2025-W01", "2024-W52", "2025-W02"),
        (Grain.WEEK, date(2027, 1, 3), date(2026, 12, 28), "2026-W53", "2026-W52", "2027-W01"),
        (Grain.MONTH, date(2025, 1, 31), date(2025, 1, 1), "2025-01", "2024-12", "2025-02"),
        (Grain.YEAR, date(2025, 6, 1), date(2025, 1, 1), "2025", "2024", "2026"),
    ],
)
def test_a_period_runs_from_its_first_day_to_the_day_asked(
    *, grain: Grain, day: date, first: date, name: str, before: str, after: str
) -> None:
    """Weeks are those of ISO 8601; the periods beside it are whole."""
    period = period_of(grain, day)

    assert (period.first, period.last, period.name) == (first, day, name)
    assert (period.before.name, period.after.name) == (before, after)
    assert (period.before.last, period.after.first) == (first.fromordinal(first.toordinal() - 1), period.whole.stop)
    assert period.after.last == period.after.whole.last


def test_the_settings_know_exactly_the_periods_there_are() -> None:
    """What can be asked for can be configured."""
    assert tuple(Grain) == PERIODS
