"""The Chinese public calendar: working days with their make-up days, and the festivals by which things are promised.

A year whose days off the State Council has not announced is provisional: Monday to Friday less the statutory days.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

ONE_DAY = timedelta(days=1)
SATURDAY = 5


class _Year(NamedTuple):
    """The calendar of one year as the `holidays` package knows it."""

    off: Mapping[date, str]  # day off and its Chinese name
    make_up: frozenset[date]  # weekend days that are worked


FESTIVALS: Mapping[str, str] = {
    "元旦": "元旦",
    "春节": "春节",
    "清明": "清明节",
    "五一": "劳动节",
    "端午": "端午节",
    "中秋": "中秋节",
    "国庆": "国庆节",
    "除夕": "除夕",
    "元宵": "元宵节",
    "重阳": "重阳节",
    "三八": "妇女节",
    "五四": "青年节",
    "六一": "儿童节",
    "七一": "建党节",
    "八一": "建军节",
    "教师节": "教师节",
}  # the festival as it is spoken of, and the word by which the calendar names its day
FIXED: Mapping[str, tuple[int, int]] = {"元旦": (1, 1), "五一": (5, 1), "国庆": (10, 1)}
FIXED = {**FIXED, "三八": (3, 8), "五四": (5, 4), "六一": (6, 1), "七一": (7, 1), "八一": (8, 1), "教师节": (9, 10)}
FROM_NEW_YEAR: Mapping[str, int] = {"除夕": -1, "元宵": 14}  # days from the first of the lunar year


@cache
def _year(year: int) -> _Year:
    """Load one year; the package is imported here because it is slow to import and seldom needed."""
    from holidays import country_holidays

    calendar = country_holidays("CN", years=year, language="zh_CN")
    make_up = frozenset(day for day in calendar.weekend_workdays if day.year == year)
    return _Year({day: name for day, name in calendar.items() if day.year == year}, make_up)


def is_provisional(year: int) -> bool:
    """Whether the make-up days of `year` are not known yet, so that counts of working days may shift."""
    return not _year(year).make_up


def is_working_day(day: date) -> bool:
    """Whether offices work on `day`: weekdays that are not days off, and weekend days made up for."""
    calendar = _year(day.year)
    return day in calendar.make_up or (day.weekday() < SATURDAY and day not in calendar.off)


def add_working_days(day: date, count: int) -> date:
    """The `count`-th working day after `day`, which itself does not count; `day` itself for 0."""
    while count > 0:
        day += ONE_DAY
        count -= is_working_day(day)
    return day


@cache
def _double_ninth(year: int) -> date | None:
    """The ninth day of the ninth lunar month, which is a holiday in Hong Kong."""
    from holidays import country_holidays

    calendar = country_holidays("HK", years=year, language="zh_HK")
    return next(
        (day for day, name in calendar.items() if "重陽" in name and "補假" not in name and "翌日" not in name), None
    )


def next_festival(name: str, after: date) -> date | None:
    """The first day of the next festival `name` (a key of `FESTIVALS`) later than `after`; None as for `festival`."""
    days = (festival(name, year) for year in range(after.year, after.year + 3))
    return next((day for day in days if day and day > after), None)


def festival(name: str, year: int) -> date | None:
    """The day of festival `name` in `year`: for 春节 the first day of the lunar year, not its eve.

    None where the calendar has no such day: 清明, 端午 and 中秋 are days off since 2008 only.
    """
    if name in FIXED:
        return date(year, *FIXED[name])
    if name in FROM_NEW_YEAR:
        new_year = festival("春节", year)
        return new_year and new_year + timedelta(days=FROM_NEW_YEAR[name])
    if name == "重阳":
        return _double_ninth(year)
    days = [day for day, text in _year(year).off.items() if FESTIVALS[name] in text and "补假" not in text]
    return min(days, default=None)
