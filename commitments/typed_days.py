"""Days as people type them into a filter: a date, a month, a quarter, 今天, 月底, +2w."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from commitments import periods
from commitments.errors import FilterError
from commitments.i18n import _
from commitments.periods import DateRange

_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_QUARTER = re.compile(r"(\d{4})?-?[Qq]([1-4])")
_SHIFT = re.compile(r"([+-]\d{1,4})([dwmy天周月年])")


def _single(day: date) -> DateRange:
    return periods.closed(day, day)


_NAMED_DAYS: Mapping[str, Callable[[date], DateRange]] = {
    "today": lambda today: _single(today),  # noqa: PLW0108 - the functions stand below
    "今天": lambda today: _single(today),  # noqa: PLW0108
    "明天": lambda today: _single(today + timedelta(days=1)),
    "昨天": lambda today: _single(today - timedelta(days=1)),
    "月底": lambda today: _single(periods.month(today.year, today.month).last),
    "上月底": lambda today: _single(today.replace(day=1) - timedelta(days=1)),
    "季末": lambda today: _single(periods.quarter(today.year, (today.month + 2) // 3).last),
    "年底": lambda today: _single(periods.year(today.year).last),
    "本周": periods.week,
    "本月": lambda today: periods.month(today.year, today.month),
    "今年": lambda today: periods.year(today.year),
    "明年": lambda today: periods.year(today.year + 1),
    "去年": lambda today: periods.year(today.year - 1),
}


def typed_days(word: str, *, today: date) -> DateRange:
    """The days a typed date means: 2025-12-31, 2025-12, 2025, 2025Q4, 今天, 月底, +2w, -3d; raises `FilterError`."""
    try:
        days = _days(word.strip(), today)
    except (ValueError, OverflowError):
        days = None
    if days is None:
        raise FilterError(
            _("看不懂这个日期"), where=word, remedy=_("写成 2025-12-31、2025-12、2025、2025Q4、今天、月底、+2w 或 -3d")
        )
    return days


def _days(word: str, today: date) -> DateRange | None:
    if word.casefold() in _NAMED_DAYS:
        return _NAMED_DAYS[word.casefold()](today)
    if match := _ISO.fullmatch(word):
        return _iso_days(*(int(part) if part else None for part in match.groups()))
    if match := _QUARTER.fullmatch(word):
        return periods.quarter(int(match[1] or today.year), int(match[2]))
    if match := _SHIFT.fullmatch(word):
        return _single(_shifted(today, int(match[1]), match[2]))
    return None


def _iso_days(year: int | None, month: int | None, day: int | None) -> DateRange:
    assert year is not None
    if month is None:
        return periods.year(year)
    return periods.month(year, month) if day is None else _single(date(year, month, day))


def _shifted(today: date, amount: int, unit: str) -> date:
    if unit in "d天":
        return today + timedelta(days=amount)
    if unit in "w周":
        return today + timedelta(weeks=amount)
    return periods.add_months(today, amount * (12 if unit in "y年" else 1))
