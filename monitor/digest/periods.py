"""The week, month or year that a summary speaks of: pure calendar."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from commitments.periods import ONE_DAY, DateRange, month, week, year


class Grain(StrEnum):
    """How long a period is."""

    WEEK = "week"  # of ISO 8601, Monday to Sunday
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Period:
    """From its first day to the last day told; what has not ended yet is told so far."""

    grain: Grain
    first: date
    last: date

    @property
    def name(self) -> str:
        """What files and people call it: 2025-W47, 2025-11, 2025."""
        match self.grain:
            case Grain.WEEK:
                number = self.first.isocalendar()
                return f"{number.year}-W{number.week:02d}"
            case Grain.MONTH:
                return f"{self.first:%Y-%m}"
            case Grain.YEAR:
                return f"{self.first:%Y}"

    @property
    def whole(self) -> DateRange:
        """All its days, to the end."""
        return _around(self.grain, self.first)

    @property
    def before(self) -> "Period":
        """The whole period before it."""
        return period_of(self.grain, self.first - ONE_DAY)

    @property
    def after(self) -> "Period":
        """The whole period after it."""
        days = _around(self.grain, self.whole.stop)
        return Period(self.grain, days.start, days.last)


def period_of(grain: Grain, day: date) -> Period:
    """The period that a day lies in, told up to that day."""
    return Period(grain, _around(grain, day).start, day)


def _around(grain: Grain, day: date) -> DateRange:
    match grain:
        case Grain.WEEK:
            return week(day)
        case Grain.MONTH:
            return month(day.year, day.month)
        case Grain.YEAR:
            return year(day.year)
