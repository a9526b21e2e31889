"""The office's working days: the public calendar, corrected by the office's own file where it knows better."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from commitments import holidays
from commitments.i18n import _
from monitor.errors import ConfigError

KEYS = ("off", "work", "published")


@dataclass(frozen=True, slots=True)
class Workdays:
    """Which days are worked. What the office says of a day goes before what the public calendar says."""

    off: frozenset[date] = frozenset()
    work: frozenset[date] = frozenset()
    published: frozenset[int] = frozenset()  # years whose calendar the office has entered in full

    def __contains__(self, day: date) -> bool:
        """Whether `day` is worked."""
        if day in self.work or day in self.off:
            return day in self.work
        return holidays.is_working_day(day)

    def is_provisional(self, year: int) -> bool:
        """Whether the make-up days of a year are still unknown, to the public calendar and to the office."""
        return year not in self.published and holidays.is_provisional(year)

    def between(self, day: date, until: date) -> int:
        """Working days after `day` up to and with `until`; negative where `until` is the earlier."""
        if until < day:
            return -self.between(until, day)
        return sum(day + timedelta(days=n) in self for n in range(1, (until - day).days + 1))

    def is_first_of_month(self, day: date) -> bool:
        """Whether `day` is the first of its month that is worked."""
        earlier = (day.replace(day=n) for n in range(1, day.day))
        return day in self and not any(each in self for each in earlier)

    def last_before(self, day: date) -> date:
        """The last working day before `day`; the day before it where nobody works for a whole year."""
        days = (day - timedelta(days=n) for n in range(1, 367))
        return next((each for each in days if each in self), day - timedelta(days=1))

    def counter(self, today: date) -> Callable[[date], int]:
        """Counts the working days from a due date to `today`: negative before it; each date is counted once."""
        known: dict[date, int] = {}

        def count(due: date) -> int:
            if due not in known:
                known[due] = self.between(due, today)
            return known[due]

        return count


def load_workdays(file: Path | None) -> Workdays:
    """The working days as the file corrects them; the public calendar alone without a file.

    Raises:
        ConfigError: the file is missing, is no TOML, or holds something else than dates.
    """
    if file is None:
        return Workdays()
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise ConfigError(_("日历文件读不了：{why}").format(why=error), where=str(file), remedy=_remedy()) from error
    wrong = [key for key in table if key not in KEYS or not _holds(table[key], int if key == "published" else date)]
    if wrong:
        message = _("日历文件里的 {keys} 不对").format(keys="、".join(wrong))
        raise ConfigError(message, where=str(file), remedy=_remedy())
    return Workdays(*(frozenset(table.get(key, ())) for key in KEYS))


def _holds(value: object, kind: type) -> bool:
    return isinstance(value, list) and all(type(each) is kind for each in value)


def _remedy() -> str:
    return _("写成 off = [2027-02-05]、work = [2027-02-20]、published = [2027]")
