"""Periods end on the days that officials mean."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments import periods
from commitments.periods import DateRange

DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))


def test_an_empty_range_is_refused() -> None:
    """A period has at least one day."""
    with pytest.raises(ValueError):
        DateRange(date(2025, 1, 1), date(2025, 1, 1))


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (periods.year(2024), "2024-01-01", "2024-12-31"),
        (periods.half(2025, 1), "2025-01-01", "2025-06-30"),
        (periods.half(2025, 2), "2025-07-01", "2025-12-31"),
        (periods.quarter(2025, 3), "2025-07-01", "2025-09-30"),
        (periods.month(2024, 2), "2024-02-01", "2024-02-29"),
        (periods.dekad(2025, 2, 1), "2025-02-01", "2025-02-10"),
        (periods.dekad(2025, 2, 2), "2025-02-11", "2025-02-20"),
        (periods.dekad(2025, 2, 3), "2025-02-21", "2025-02-28"),
        (periods.week(date(2023, 10, 1)), "2023-09-25", "2023-10-01"),
        (periods.plan(13), "2016-01-01", "2020-12-31"),
        (periods.plan(14), "2021-01-01", "2025-12-31"),
        (periods.plan(16), "2031-01-01", "2035-12-31"),
    ],
)
def test_a_period_runs_from_its_first_to_its_last_day(period: DateRange, first: str, last: str) -> None:
    """Both ends lie inside."""
    assert (first, last) == (period.start.isoformat(), period.last.isoformat())


def test_no_plan_is_older_than_the_sixth() -> None:
    """Earlier plans were not cut into regular periods of five years."""
    with pytest.raises(ValueError):
        periods.plan(5)


@given(DAYS)
def test_every_day_lies_in_its_own_quarter_half_and_week(day: date) -> None:
    """The number of a period and the period agree."""
    assert day in periods.quarter(day.year, periods.quarter_of(day))
    assert day in periods.half(day.year, periods.half_of(day))
    assert day in periods.week(day)


@given(st.integers(1990, 2060), st.integers(1, 12))
def test_three_dekads_make_a_month(year: int, month: int) -> None:
    """They follow on each other without a gap."""
    first, second, third = (periods.dekad(year, month, which) for which in (1, 2, 3))

    assert (first.stop, second.stop) == (second.start, third.start)
    assert periods.month(year, month) == DateRange(first.start, third.stop)


@given(DAYS, st.integers(0, 600))
def test_months_are_added_without_leaving_the_month_aimed_at(day: date, count: int) -> None:
    """31 January and a month is the last day of February, never a day in March."""
    later = periods.add_months(day, count)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == count
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@given(DAYS, st.integers(0, 40))
def test_a_year_is_twelve_months(day: date, count: int) -> None:
    """Years and months count alike."""
    assert periods.add_months(day, 12 * count) == periods.add_years(day, count)
