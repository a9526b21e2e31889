"""Dates as people type them: 今天, -3d, 11-18, 2025-11-18, 上月底."""

import calendar
import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta

DAYS = {
    "今天": 0, "今日": 0, "today": 0, "t": 0, "昨天": -1, "昨日": -1, "yesterday": -1, "前天": -2,
    "明天": 1, "tomorrow": 1, "后天": 2,
}  # fmt: skip
WEEKDAYS = "一二三四五六日"

_FULL = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?号?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH_DAY = re.compile(r"(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")
_SHIFT = re.compile(r"([+-])\s*(\d{1,4})\s*(d|w|m|y|天|日|周|月|年)?")
_AGO = re.compile(r"(\d{1,4})\s*(天|日|周|个?月|年)\s*([前后])")
_MONTH_END = re.compile(r"(?:(\d{4})年)?(上|本|这|下)?个?(\d{1,2})?月[底末]")
_YEAR_END = re.compile(r"(去|上|今|本|明|\d{4})?年[底末]")
_QUARTER_END = re.compile(r"(上|本|这)个?季度?[底末]")
_WEEKDAY = re.compile(r"(上|本|这|下)?(?:周|星期|礼拜)([一二三四五六日天])")

STEP = {"上": -1, "去": -1, "本": 0, "这": 0, "今": 0, None: 0, "下": 1, "明": 1}


def parse_typed_date(text: str, *, today: date) -> date | None:
    """The day somebody means, None if nobody could say.

    A month and a day without a year are the nearest such day to `today`; a bare 月底 or 年底 is this month's or year's.
    Full-width digits are fine.

    Args:
        text: what was typed.
        today: the day it was typed on.
    """
    words = unicodedata.normalize("NFKC", text).strip().lower()
    if words in DAYS:
        return today + timedelta(DAYS[words])
    for pattern, production in FORMS:
        if match := pattern.fullmatch(words):
            try:
                return production(match, today)
            except (ValueError, OverflowError):  # 2025-02-30, or a day beyond the calendar
                return None
    return None


def _full(match: re.Match[str], _today: date) -> date:
    return date(int(match[1]), int(match[2]), int(match[3]))


def _nearest(match: re.Match[str], today: date) -> date:
    days = [day for year in (-1, 0, 1) if (day := _valid(today.year + year, int(match[1]), int(match[2])))]
    return min(days, key=lambda day: abs(day - today))  # raises ValueError when no year has this day


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _shift(match: re.Match[str], today: date) -> date:
    return _moved(today, int(match[1] + match[2]), match[3] or "d")


def _ago(match: re.Match[str], today: date) -> date:
    amount = int(match[1])
    return _moved(today, -amount if match[3] == "前" else amount, match[2])


def _moved(day: date, amount: int, unit: str) -> date:
    match unit:
        case "w" | "周":
            return day + timedelta(weeks=amount)
        case "m" | "月" | "个月":
            return _months_on(day, amount)
        case "y" | "年":
            return _months_on(day, 12 * amount)
        case _:
            return day + timedelta(amount)


def _months_on(day: date, months: int) -> date:
    """The same day some months on, or the last day of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _end_of_month(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _month_end(match: re.Match[str], today: date) -> date:
    year, step, month = match.groups()
    if month:
        return _end_of_month(date(int(year or today.year), int(month), 1))
    return _end_of_month(_months_on(today.replace(day=1), STEP[step]))


def _year_end(match: re.Match[str], today: date) -> date:
    which = match[1]
    year = int(which) if which and which.isdigit() else today.year + STEP[which]
    return date(year, 12, 31)


def _quarter_end(match: re.Match[str], today: date) -> date:
    last_month = (today.month + 2) // 3 * 3
    return _end_of_month(_months_on(today.replace(month=last_month, day=1), 3 * STEP[match[1]]))


def _weekday(match: re.Match[str], today: date) -> date:
    monday = today - timedelta(today.weekday())
    return monday + timedelta(weeks=STEP[match[1]], days=WEEKDAYS.index(match[2].replace("天", "日")))


FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date]], ...] = (
    (_FULL, _full),
    (_COMPACT, _full),
    (_MONTH_DAY, _nearest),
    (_SHIFT, _shift),
    (_AGO, _ago),
    (_MONTH_END, _month_end),
    (_YEAR_END, _year_end),
    (_QUARTER_END, _quarter_end),
    (_WEEKDAY, _weekday),
)
