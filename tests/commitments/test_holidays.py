"""The public calendar knows days off, make-up days and festivals."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commitments.holidays import FESTIVALS, add_working_days, is_provisional, is_working_day, next_festival


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2025-01-27", True),
        ("2025-01-28", False),
        ("2025-01-26", True),
        ("2025-05-05", False),
        ("2025-05-10", False),
        ("2025-10-11", True),
        ("2025-10-08", False),
        ("2025-10-09", True),
    ],
)
def test_make_up_days_are_worked_and_bridging_days_are_not(day: str, *, worked: bool) -> None:
    """The calendar follows the announcements of the State Council, not the weekday."""
    assert worked is is_working_day(date.fromisoformat(day))


def test_a_year_without_announcement_is_provisional() -> None:
    """Counts of working days in it may still shift."""
    assert not is_provisional(2025)
    assert is_provisional(2040)


def test_statutory_days_of_a_provisional_year_are_off() -> None:
    """What the law fixes holds before the yearly announcement."""
    assert not is_working_day(date(2040, 10, 1))


@pytest.mark.parametrize(
    ("festival", "after", "day"),
    [
        ("春节", "2024-12-20", "2025-01-29"),
        ("春节", "2025-01-29", "2026-02-17"),
        ("国庆", "2024-06-03", "2024-10-01"),
        ("五一", "2025-05-20", "2026-05-01"),
        ("元旦", "2025-12-31", "2026-01-01"),
        ("端午", "2025-05-20", "2025-05-31"),
        ("中秋", "2025-05-20", "2025-10-06"),
        ("清明", "2025-01-01", "2025-04-04"),
    ],
)
def test_the_next_festival_is_later_than_the_day_asked_from(festival: str, after: str, day: str) -> None:
    """Lunar festivals move through the solar year."""
    assert date.fromisoformat(day) == next_festival(festival, date.fromisoformat(after))


@settings(max_examples=30)
@given(st.sampled_from(sorted(FESTIVALS)), st.dates(date(2009, 1, 1), date(2060, 1, 1)))
def test_every_festival_comes_within_thirteen_months(festival: str, after: date) -> None:
    """No festival is skipped."""
    feast = next_festival(festival, after)

    assert feast is not None
    assert timedelta(0) < feast - after < timedelta(days=400)


def test_a_festival_that_was_no_day_off_is_not_known() -> None:
    """中秋 became a day off in 2008."""
    assert next_festival("中秋", date(2003, 1, 1)) is None


@settings(max_examples=30)
@given(st.dates(date(2010, 1, 1), date(2030, 1, 1)), st.integers(1, 60))
def test_the_nth_working_day_is_worked_and_has_n_minus_one_before_it(day: date, count: int) -> None:
    """The day counted from does not count itself."""
    last = add_working_days(day, count)
    between = [day + timedelta(days=step) for step in range(1, (last - day).days + 1)]

    assert is_working_day(last)
    assert count == sum(map(is_working_day, between))
