"""Dates as people type them."""

from datetime import date

import pytest

from monitor.tui.typed_dates import parse_typed_date

TODAY = date(2025, 11, 21)  # a Friday

UNDERSTOOD = (
    ("今天", "2025-11-21"),
    (" today ", "2025-11-21"),
    ("昨天", "2025-11-20"),
    ("-3d", "2025-11-18"),
    ("+2w", "2025-12-05"),
    ("-1m", "2025-10-21"),
    ("-1y", "2024-11-21"),
    ("3天前", "2025-11-18"),
    ("11-18", "2025-11-18"),
    ("11/18", "2025-11-18"),
    ("11月18日", "2025-11-18"),
    ("12-31", "2025-12-31"),
    ("1-5", "2026-01-05"),
    ("2025-11-18", "2025-11-18"),
    ("２０２５－１１－１８", "2025-11-18"),
    ("2025年11月8日", "2025-11-08"),
    ("20251118", "2025-11-18"),
    ("上月底", "2025-10-31"),
    ("上个月底", "2025-10-31"),
    ("本月底", "2025-11-30"),
    ("月底", "2025-11-30"),
    ("9月底", "2025-09-30"),
    ("2024年2月底", "2024-02-29"),
    ("年底", "2025-12-31"),
    ("去年底", "2024-12-31"),
    ("2023年底", "2023-12-31"),
    ("上季度末", "2025-09-30"),
    ("上周五", "2025-11-14"),
    ("周一", "2025-11-17"),
)


@pytest.mark.parametrize(("typed", "meant"), UNDERSTOOD)
def test_what_people_type_is_the_day_they_mean(typed: str, meant: str) -> None:
    """Every form that the evidence sheet promises is understood."""
    assert parse_typed_date(typed, today=TODAY) == date.fromisoformat(meant)


@pytest.mark.parametrize("typed", ["", "soon", "2025-02-30", "13-40", "2-30", "+99999y", "11", "2025-11-18 extra"])
def test_what_nobody_could_read_is_no_day(typed: str) -> None:
    """A day is never guessed from half a date."""
    assert parse_typed_date(typed, today=TODAY) is None


def test_a_day_without_a_year_is_the_nearest_one() -> None:
    """In January, 12-28 is last month and not the end of the year to come."""
    assert parse_typed_date("12-28", today=date(2026, 1, 5)) == date(2025, 12, 28)
