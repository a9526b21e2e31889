"""Stretches of the calendar and their last days: pure arithmetic on dates, no clock, no words."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
DECEMBER = 12
DEKAD_ENDS = (10, 20)
SIXTH_PLAN = 6
SIXTH_PLAN_START = 1981
PLAN_YEARS = 5
DAYS_IN_WEEK = 7


@dataclass(frozen=True, slots=True)
class DateRange:
    """Days from `start` to before `stop`: half-open, as slices are; never empty."""

    start: date
    stop: date

    def __post_init__(self) -> None:
        """Refuse an empty range: a period has at least one day."""
        if self.stop <= self.start:
            raise ValueError((self.start, self.stop))

    @property
    def last(self) -> date:
        """The last day inside."""
        return self.stop - ONE_DAY

    def __contains__(self, day: date) -> bool:
        """Whether `day` lies inside."""
        return self.start <= day < self.stop


def closed(first: date, last: date) -> DateRange:
    """From `first` to `last`, both inside."""
    return DateRange(first, last + ONE_DAY)


def year(number: int) -> DateRange:
    """The calendar year."""
    return closed(date(number, 1, 1), date(number, DECEMBER, 31))


def years(first: int, last: int) -> DateRange:
    """From 1 January of `first` to 31 December of `last`."""
    return closed(date(first, 1, 1), date(last, DECEMBER, 31))


def half(number: int, which: int) -> DateRange:
    """The first (1) or second (2) half of a year."""
    return months(number, 6 * which - 5, 6 * which)


def quarter(number: int, which: int) -> DateRange:
    """A quarter (1 to 4) of a year."""
    return months(number, 3 * which - 2, 3 * which)


def months(number: int, first: int, last: int) -> DateRange:
    """From the first day of month `first` to the last day of month `last` of one year."""
    return closed(date(number, first, 1), date(number, last, monthrange(number, last)[1]))


def month(number: int, which: int) -> DateRange:
    """A calendar month."""
    return months(number, which, which)


def dekad(number: int, which_month: int, which: int) -> DateRange:
    """The first (上旬), second (中旬) or last (下旬) third of a month."""
    whole = month(number, which_month)
    ends = (*(date(number, which_month, day) for day in DEKAD_ENDS), whole.last)
    return closed(whole.start if which == 1 else ends[which - 2] + ONE_DAY, ends[which - 1])


def week(day: date) -> DateRange:
    """The week of `day`, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return DateRange(monday, monday + timedelta(days=DAYS_IN_WEEK))


def plan(number: int) -> DateRange:
    """The five-year plan of that number: 14 is 2021 to 2025; ValueError before the sixth."""
    if number < SIXTH_PLAN:
        raise ValueError(number)
    first = SIXTH_PLAN_START + PLAN_YEARS * (number - SIXTH_PLAN)
    return years(first, first + PLAN_YEARS - 1)


def preceding(period: DateRange) -> DateRange:
    """The period of as many whole months that ends where this one begins."""
    length = (period.stop.year - period.start.year) * DECEMBER + period.stop.month - period.start.month
    return DateRange(add_months(period.start, -length), period.start)


def quarter_of(day: date) -> int:
    """The number of the quarter that `day` lies in."""
    return (day.month + 2) // 3


def half_of(day: date) -> int:
    """The number of the half-year that `day` lies in."""
    return 1 if day.month <= DECEMBER // 2 else 2


def add_months(day: date, count: int) -> date:
    """The same day `count` months on, or the last day of that month if it is shorter."""
    number, index = divmod(day.year * DECEMBER + day.month - 1 + count, DECEMBER)
    return date(number, index + 1, min(day.day, monthrange(number, index + 1)[1]))


def add_years(day: date, count: int) -> date:
    """The same day `count` years on; 29 February becomes the 28th where there is none."""
    return add_months(day, DECEMBER * count)
