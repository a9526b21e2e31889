"""Recurrence: the days on which a promise made for every year, quarter or ten days falls due."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

MONTHS = {"yearly": 12, "half-yearly": 6, "quarterly": 3, "monthly": 1}
WEEKLY, TEN_DAILY = "weekly", "ten-daily"  # ten-daily: the 10th, the 20th and the last of each month (每旬)
NAMES = (*MONTHS, TEN_DAILY, WEEKLY)
_EVERY_N_DAYS = re.compile(r"every-([1-9]\d{0,3})-days")


@dataclass(frozen=True, slots=True)
class Rule:
    """How often, from which day, until which day; every day is counted from `first`, never from the one before.

    A `first` that ends its month means the end of every month; the 29th to 31st fall on the last day where a month
    is shorter, and come back where it is not.
    """

    every: str  # one of NAMES, or every-N-days
    first: date
    until: date | None = None  # the last day on which one may fall

    def __post_init__(self) -> None:
        """Refuse what is no rule: ValueError."""
        if self.every not in NAMES and not _EVERY_N_DAYS.fullmatch(self.every):
            raise ValueError(self.every)
        if self.until is not None and self.until < self.first:
            raise ValueError(self.until)

    def days(self, last: date) -> Iterator[date]:
        """The days it gives, up to `last` and its own end, in order."""
        end = last if self.until is None else min(last, self.until)
        for day in self._all():
            if day > end:
                return
            yield day

    def _all(self) -> Iterator[date]:
        if self.every in MONTHS:
            return _by_months(self.first, MONTHS[self.every])
        if self.every == TEN_DAILY:
            return _by_tens(self.first)
        found = _EVERY_N_DAYS.fullmatch(self.every)
        return _by_days(self.first, int(found[1]) if found else 7)


def first_end(every: str, day: date) -> date:
    """The last day of the period of this rule in which `day` lies: where a promise for every such period first ends.

    For weeks that is Sunday; for every-N-days it is `day` itself.
    """
    if every in MONTHS:
        months = MONTHS[every]
        month = (day.month - 1) // months * months + months
        return date(day.year, month, _length(day.year, month))
    if every == TEN_DAILY:
        return next(end for end in _by_tens(day.replace(day=1)) if end >= day)
    return day + timedelta(days=6 - day.weekday()) if every == WEEKLY else day


def _by_months(first: date, step: int) -> Iterator[date]:
    ends_month = first.day == _length(first.year, first.month)
    for turn in count():
        years, month = divmod(first.month - 1 + turn * step, 12)
        year = first.year + years
        if year > date.max.year:
            return
        length = _length(year, month + 1)
        yield date(year, month + 1, length if ends_month else min(first.day, length))


def _by_tens(first: date) -> Iterator[date]:
    for month in _by_months(first.replace(day=1), 1):
        for day in (10, 20, _length(month.year, month.month)):
            if month.replace(day=day) >= first:
                yield month.replace(day=day)


def _by_days(first: date, step: int) -> Iterator[date]:
    day = first
    while True:
        yield day
        if (date.max - day).days < step:
            return
        day += timedelta(days=step)


def _length(year: int, month: int) -> int:
    return monthrange(year, month)[1]
