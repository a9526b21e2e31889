"""Recurrence: which days a rule gives, at every awkward end of the calendar."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.recurrence import NAMES, Rule, first_end

LATER = date(2100, 1, 1)


def days(every: str, first: str, last: str, until: str | None = None) -> list[str]:
    """The days as people write them."""
    rule = Rule(every, date.fromisoformat(first), date.fromisoformat(until) if until else None)
    return [day.isoformat() for day in rule.days(date.fromisoformat(last))]


@pytest.mark.parametrize(
    ("every", "first", "last", "expected"),
    [
        ("yearly", "2024-02-29", "2028-12-31", "2024-02-29 2025-02-28 2026-02-28 2027-02-28 2028-02-29"),
        ("yearly", "2025-12-31", "2027-12-31", "2025-12-31 2026-12-31 2027-12-31"),
        ("yearly", "2023-02-28", "2025-01-01", "2023-02-28 2024-02-29"),
        ("half-yearly", "2025-06-30", "2026-12-31", "2025-06-30 2025-12-31 2026-06-30 2026-12-31"),
        ("half-yearly", "2025-08-31", "2026-09-01", "2025-08-31 2026-02-28 2026-08-31"),
        ("quarterly", "2025-09-30", "2026-06-30", "2025-09-30 2025-12-31 2026-03-31 2026-06-30"),
        ("quarterly", "2025-11-15", "2026-06-30", "2025-11-15 2026-02-15 2026-05-15"),
        ("monthly", "2025-01-31", "2025-05-01", "2025-01-31 2025-02-28 2025-03-31 2025-04-30"),
        ("monthly", "2025-01-30", "2025-04-30", "2025-01-30 2025-02-28 2025-03-30 2025-04-30"),
        ("monthly", "2024-01-29", "2024-03-31", "2024-01-29 2024-02-29 2024-03-29"),
        ("monthly", "2025-11-05", "2026-02-28", "2025-11-05 2025-12-05 2026-01-05 2026-02-05"),
        ("ten-daily", "2025-02-05", "2025-03-10", "2025-02-10 2025-02-20 2025-02-28 2025-03-10"),
        ("ten-daily", "2025-12-20", "2026-01-10", "2025-12-20 2025-12-31 2026-01-10"),
        ("weekly", "2025-12-26", "2026-01-09", "2025-12-26 2026-01-02 2026-01-09"),
        ("every-10-days", "2025-12-25", "2026-01-20", "2025-12-25 2026-01-04 2026-01-14"),
    ],
)
def test_a_rule_gives_these_days(every: str, first: str, last: str, expected: str) -> None:
    """The 29th to 31st, leap days, the turn of the year, ten-day cycles."""
    assert days(every, first, last) == expected.split()


def test_a_rule_ends_with_its_last_day() -> None:
    """That day included."""
    assert days("yearly", "2025-12-31", "2100-01-01", until="2026-12-31") == ["2025-12-31", "2026-12-31"]


@pytest.mark.parametrize("every", [*NAMES, "every-9999-days"])
def test_a_rule_stops_with_the_calendar(every: str) -> None:
    """Nothing breaks in the year 9999."""
    assert list(Rule(every, date(9999, 1, 31)).days(date.max))[-1] <= date.max


@pytest.mark.parametrize("every", ["", "daily", "every-0-days", "every-x-days", "every-10-days-", "every-10000-days"])
def test_what_is_no_rule_is_refused(every: str) -> None:
    """Also a rule that ends before it begins."""
    with pytest.raises(ValueError):
        Rule(every, date(2025, 1, 1))
    with pytest.raises(ValueError):
        Rule("yearly", date(2025, 1, 1), date(2024, 12, 31))


@given(st.sampled_from([*NAMES, "every-7-days"]), st.dates(date(1999, 1, 1), date(2090, 1, 1)))
def test_the_days_go_forward_and_none_is_lost_at_a_new_year(every: str, first: date) -> None:
    """Each comes within a period of the one before, for ever."""
    longest = {"yearly": 366, "half-yearly": 184, "quarterly": 92, "monthly": 31, "ten-daily": 11}.get(every, 7)
    found = list(Rule(every, first).days(first + timedelta(days=1500)))

    assert first <= found[0] <= first + timedelta(days=10)
    assert all(timedelta(0) < after - before <= timedelta(days=longest) for before, after in pairwise(found))
    assert found[-1] > first + timedelta(days=1500 - longest)


@pytest.mark.parametrize(
    ("every", "day", "end"),
    [
        ("yearly", "2025-05-20", "2025-12-31"),
        ("half-yearly", "2025-07-01", "2025-12-31"),
        ("quarterly", "2024-01-05", "2024-03-31"),
        ("monthly", "2024-02-01", "2024-02-29"),
        ("ten-daily", "2025-02-21", "2025-02-28"),
        ("weekly", "2025-07-01", "2025-07-06"),
        ("every-10-days", "2025-07-01", "2025-07-01"),
    ],
)
def test_a_period_first_ends_here(every: str, day: str, end: str) -> None:
    """What is promised for every quarter is first due at the end of this one."""
    assert first_end(every, date.fromisoformat(day)) == date.fromisoformat(end)
