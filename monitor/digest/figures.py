"""What is counted over all targets on one day; behind every number stands the filter that lists what it counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from commitments.evidence import Verdict
from commitments.filter import Filter
from commitments.ledger import Ledger, Overview, Standing, UnitLoad, UnitSlip
from commitments.periods import ONE_DAY, add_months, month, week
from commitments.timing import Timing, timing_of
from monitor.digest import narrowing
from monitor.digest.narrowing import Words

MONTHS = 12  # that rates look back and loads look ahead
WEEKS = 12  # of closings
AGES = ((1, 7), (8, 30), (31, 90), (91, None))  # days overdue, both inside
NO_MATTER_OF_TIME = frozenset({Verdict.WITHDRAWN, Verdict.UNMEASURABLE})


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, and the words of the filter that lists exactly so many targets."""

    count: int
    words: Words


@dataclass(frozen=True, slots=True)
class OnTime:
    """Of the targets whose day has come in a stretch of time, how many were kept on time.

    Left out are targets that were withdrawn or cannot be measured. Kept on time is what was judged met; late, partly,
    missed and still open ones are not.
    """

    first: date
    last: date
    came: Figure
    kept: Figure

    @property
    def share(self) -> Fraction | None:
        """The rate; None where no target's day came."""
        return Fraction(self.kept.count, self.came.count) if self.came.count else None


@dataclass(frozen=True, slots=True)
class Bucket:
    """Overdue targets by age in days; `longest` is None where there is no end."""

    shortest: int
    longest: int | None
    overdue: Figure


@dataclass(frozen=True, slots=True)
class DueLoad:
    """Open targets due in a month; of the current one, from today on."""

    month: date  # its first day
    due: Figure


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """What one unit has open, as the one that answers or as one that helps; `unit` is "" where nobody is named."""

    unit: str
    open: Figure
    overdue: Figure
    longest: int  # days, 0 where nothing is overdue


@dataclass(frozen=True, slots=True)
class Slip:
    """How far the due dates of one unit have moved: planned against moved."""

    unit: str
    moved: Figure
    moves: int
    days: int


@dataclass(frozen=True, slots=True)
class Burn:
    """What is left at the end of a month: by the first dates, and really; all of today's targets, whenever entered."""

    last: date  # day of the month
    planned: Figure  # promised for later, or without a date
    left: Figure | None  # not closed by then; None for months that have not begun


@dataclass(frozen=True, slots=True)
class Week:
    """Targets closed in a week, Monday to Sunday."""

    monday: date
    closed: Figure


@dataclass(frozen=True, slots=True)
class Glance:
    """What due dates and verdicts alone tell of one day: quickly counted, whatever the size of the ledger."""

    day: date
    near_days: int
    total: Figure
    timings: Mapping[Timing, Figure]  # every timing is a key
    verdicts: Mapping[Verdict, Figure]  # every verdict is a key
    moved: Figure  # open targets whose date was moved
    ages: tuple[Bucket, ...]
    on_time: OnTime  # the twelve months up to today
    on_time_before: OnTime  # the same a month earlier
    on_time_by_month: tuple[OnTime, ...]
    loads: tuple[DueLoad, ...]


@dataclass(frozen=True, slots=True)
class Figures(Glance):
    """All that is counted on one day."""

    stale_days: int
    waiting: Figure  # verdicts that wait for a second person
    stale: Figure  # open targets of which nothing was heard for `stale_days`
    unheard: Figure  # open targets without evidence
    answering: tuple[UnitFigures, ...]  # the most overdue first
    helping: tuple[UnitFigures, ...]
    slips: tuple[Slip, ...]  # the furthest first
    burn: tuple[Burn, ...]
    weeks: tuple[Week, ...]


def build_glance(ledger: Ledger, asked: Filter, *, day: date, near_days: int) -> Glance:
    """Count by due date and verdict the targets that meet a filter; see `build_figures`."""
    return Glance(**_glance(ledger.standings(asked, day=day, near_days=near_days), day, near_days))


def build_figures(ledger: Ledger, asked: Filter, *, day: date, near_days: int, stale_days: int) -> Figures:
    """Count the targets that meet a filter; the words of each figure narrow that filter down.

    Args:
        ledger: the store of record.
        asked: which targets count at all.
        day: the day the figures speak of.
        near_days: length of the warning window in calendar days.
        stale_days: so many days without evidence make an open target stale.
    """
    silent_day = day - timedelta(days=stale_days)
    seen = ledger.overview(asked, day=day, near_days=near_days, silent_day=silent_day)
    return figures_of(seen, day=day, near_days=near_days, stale_days=stale_days)


def figures_of(seen: Overview, *, day: date, near_days: int, stale_days: int, over: bool = False) -> Figures:
    """The figures of what was counted, on its day; `over`: what is due on that day has come due as well."""
    silent_day = day - timedelta(days=stale_days)
    glance = _glance(seen.standings, day, near_days, over=over)
    return Figures(
        **glance,
        stale_days=stale_days,
        waiting=Figure(seen.waiting, (narrowing.waiting(),)),
        stale=Figure(seen.silent, (narrowing.still_open(), narrowing.silent_since(silent_day))),
        unheard=Figure(seen.unheard, (narrowing.still_open(), narrowing.unheard())),
        answering=tuple(_unit_figures(load, narrowing.answered_by(load.unit), day) for load in seen.answering),
        helping=tuple(_unit_figures(load, narrowing.helped_by(load.unit), day) for load in seen.helping),
        slips=tuple(_slip(slip) for slip in seen.slips),
        burn=_burn(seen, glance["total"].count, add_months(day.replace(day=1), 1 - MONTHS), day),
        weeks=_weeks(seen.closed, day),
    )


def _glance(standings: Sequence[Standing], day: date, near_days: int, *, over: bool = False) -> dict[str, Any]:
    """The fields of `Glance`."""
    counted = _Standings(standings, day, near_days, day if over else day - ONE_DAY)
    this_month = day.replace(day=1)
    start = add_months(this_month, 1 - MONTHS)
    return {
        "day": day,
        "near_days": near_days,
        "total": Figure(counted.number(), ()),
        "timings": counted.timings(),
        "verdicts": counted.verdicts(),
        "moved": Figure(counted.moved(), (narrowing.still_open(), narrowing.moved())),
        "ages": tuple(counted.bucket(shortest, longest) for shortest, longest in AGES),
        "on_time": counted.on_time(start, counted.through),
        "on_time_before": counted.on_time(add_months(start, -1), add_months(counted.through + ONE_DAY, -1) - ONE_DAY),
        "on_time_by_month": tuple(counted.on_time_in(add_months(start, shift)) for shift in range(MONTHS)),
        "loads": tuple(counted.load(add_months(this_month, shift)) for shift in range(MONTHS)),
    }


class _Standings:
    """Targets by due date and verdict, summed up this way and that."""

    def __init__(self, standings: Sequence[Standing], day: date, near_days: int, through: date) -> None:
        self._all = standings
        self.through = through  # the last day that is over
        self._day = day
        self._near_days = near_days

    def number(self) -> int:
        return _sum(self._all)

    def moved(self) -> int:
        return sum(one.moved for one in self._all if one.verdict is Verdict.OPEN)

    def timings(self) -> dict[Timing, Figure]:
        numbers = dict.fromkeys(Timing, 0)
        for one in self._all:
            closed = one.verdict is not Verdict.OPEN
            numbers[timing_of(one.due, self._day, near_days=self._near_days, closed=closed)] += one.targets
        return {timing: Figure(number, (narrowing.timing(timing),)) for timing, number in numbers.items()}

    def verdicts(self) -> dict[Verdict, Figure]:
        numbers = dict.fromkeys(Verdict, 0)
        for one in self._all:
            numbers[one.verdict] += one.targets
        return {verdict: Figure(number, (narrowing.verdict(verdict),)) for verdict, number in numbers.items()}

    def bucket(self, shortest: int, longest: int | None) -> Bucket:
        first = None if longest is None else self._day - timedelta(days=longest)
        last = self._day - timedelta(days=shortest)
        words = (narrowing.timing(Timing.OVERDUE), *narrowing.due_between(first, last))
        return Bucket(shortest, longest, Figure(_sum(self._open(first, last)), words))

    def load(self, start: date) -> DueLoad:
        first, last = max(start, self._day), month(start.year, start.month).last
        whole = (narrowing.due_on(f"{start:%Y-%m}"),) if first == start else narrowing.due_between(first, last)
        return DueLoad(start, Figure(_sum(self._open(first, last)), (narrowing.still_open(), *whole)))

    def on_time_in(self, start: date) -> OnTime:
        last = month(start.year, start.month).last
        if last <= self.through:
            return self.on_time(start, last, (narrowing.due_on(f"{start:%Y-%m}"),))
        return self.on_time(start, self.through)

    def on_time(self, first: date, last: date, words: Words = ()) -> OnTime:
        words = words or narrowing.due_between(first, last)
        came = [one for one in self._between(first, last) if one.verdict not in NO_MATTER_OF_TIME]
        kept = [one for one in came if one.verdict is Verdict.MET]
        return OnTime(
            first,
            last,
            Figure(_sum(came), (*words, narrowing.judged_by_time())),
            Figure(_sum(kept), (*words, narrowing.verdict(Verdict.MET))),
        )

    def _open(self, first: date | None, last: date) -> Iterable[Standing]:
        return (one for one in self._between(first or date.min, last) if one.verdict is Verdict.OPEN)

    def _between(self, first: date, last: date) -> Iterable[Standing]:
        return (one for one in self._all if one.due is not None and first <= one.due <= last)


def _sum(standings: Iterable[Standing]) -> int:
    return sum(one.targets for one in standings)


def _unit_figures(load: UnitLoad, words: str, day: date) -> UnitFigures:
    return UnitFigures(
        load.unit,
        Figure(load.open, (narrowing.still_open(), words)),
        Figure(load.overdue, (narrowing.timing(Timing.OVERDUE), words)),
        (day - load.oldest).days if load.oldest else 0,
    )


def _slip(slip: UnitSlip) -> Slip:
    words = (narrowing.moved(), narrowing.answered_by(slip.unit))
    return Slip(slip.unit, Figure(slip.targets, words), slip.moves, slip.days)


def _burn(seen: Overview, total: int, start: date, day: date) -> tuple[Burn, ...]:
    """From eleven months back to twelve months ahead, by the ends of the months; the current one as it stands today."""
    points = []
    for shift in range(2 * MONTHS):
        first = add_months(start, shift)
        last = month(first.year, first.month).last
        begun = first <= day
        planned = total - sum(number for promised, number in seen.promised if promised <= last)
        left = total - sum(number for closed, number in seen.closed if closed <= last)
        points.append(
            Burn(
                last,
                Figure(planned, (narrowing.promised_after(last),)),
                Figure(left, (narrowing.not_closed_by(last),)) if begun else None,
            )
        )
    return tuple(points)


def _weeks(closed: Sequence[tuple[date, int]], day: date) -> tuple[Week, ...]:
    found = []
    for back in range(WEEKS - 1, -1, -1):
        days = week(day - timedelta(weeks=back))
        number = sum(targets for on, targets in closed if on in days)
        found.append(Week(days.start, Figure(number, narrowing.closed_between(days.start, days.last))))
    return tuple(found)
