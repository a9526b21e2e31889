"""Working days: the public calendar, and the office's own file where it knows better."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import ConfigError
from monitor.workdays import Workdays, load_workdays

DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))


def test_make_up_saturdays_are_worked_and_festivals_are_not() -> None:
    """As the State Council announced for 2025."""
    days = Workdays()

    assert date(2025, 10, 11) in days
    assert date(2025, 10, 2) not in days
    assert date(2025, 7, 5) not in days


def test_the_first_working_day_of_a_month_comes_after_its_holidays() -> None:
    """In October 2025 it was the ninth."""
    days = Workdays()

    assert [day for day in range(1, 32) if days.is_first_of_month(date(2025, 10, day))] == [9]
    assert [day for day in range(1, 31) if days.is_first_of_month(date(2025, 11, day))] == [3]


def test_the_office_knows_better(tmp_path: Path) -> None:
    """Its own days go before the public ones, in both directions."""
    file = tmp_path / "calendar.toml"
    file.write_text("off = [2025-07-01]\nwork = [2025-07-05]\npublished = [2031]\n", encoding="utf-8")
    days = load_workdays(file)

    assert date(2025, 7, 1) not in days
    assert date(2025, 7, 5) in days
    assert [days.is_provisional(year) for year in (2025, 2031, 2032)] == [False, False, True]


@pytest.mark.parametrize("text", ["off = 3", "off = ['2025-07-01']", "holiday = []", "published = [true]", "off = ["])
def test_a_calendar_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    """With an example of one."""
    file = tmp_path / "calendar.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_workdays(file)

    assert "off = [" in caught.value.remedy


def test_working_days_are_counted_over_a_long_holiday() -> None:
    """Due on the last day of September, looked at after the national holiday and its make-up Saturday."""
    late = Workdays().counter(date(2025, 10, 11))

    assert (late(date(2025, 9, 30)), late(date(2025, 10, 11)), late(date(2025, 10, 14))) == (3, 0, -2)


@given(DAYS, DAYS, DAYS)
def test_counting_adds_up(a: date, b: date, c: date) -> None:
    """From a to b and from b to c is from a to c."""
    days = Workdays()

    assert days.between(a, b) + days.between(b, c) == days.between(a, c)
