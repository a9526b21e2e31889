"""Progress: observed values held against baseline, target and calendar. Pure arithmetic; it concludes nothing."""

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from commitments.target import Comparator, Quantity

RECENT = 4  # observations the trend is drawn through
FARTHEST = 36_525  # days ahead a projection may point: beyond a century it says nothing


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"
    WITHIN = "within"  # between two bounds, or about one value


@dataclass(frozen=True, slots=True)
class Observed:
    """One value on one day, in the target's unit."""

    day: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class Aim:
    """What is to be reached, from where, and by when.

    `baseline` is the value at the start of the promise; for a change (提高5个百分点) it turns the change into a level.
    `heard` is the newest day of any evidence, with a value or without.
    """

    quantity: Quantity
    start: date | None = None
    due: date | None = None
    baseline: Decimal | None = None
    heard: date | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a target stands on a day; None where the values do not allow a statement."""

    direction: Direction
    goal: Decimal  # the level to reach; for a range its nearer bound
    latest: Observed | None
    series: tuple[Observed, ...]  # by day, the last of each day
    reached: bool | None  # whether the latest value meets the target
    share: Fraction | None  # of the way from baseline to goal; below 0 where it went the wrong way
    expected: Decimal | None  # the value an even pace would show today
    gap: Decimal | None  # what is missing to the goal; negative where it is exceeded
    behind: Decimal | None  # what is missing to the even pace of today; negative where ahead of it
    projected: date | None  # when the recent trend reaches the goal
    stale: bool  # no observation for longer than allowed
    pace: tuple[Observed, Observed] | None = None  # an even pace: the baseline on the first day, the goal when due

    def expected_on(self, day: date) -> Decimal | None:
        """The value that an even pace would show on a day; the baseline before it begins, the goal once it is over."""
        return _expected(self.pace, day)


def direction_of(quantity: Quantity) -> Direction:
    """Which way is better for a target of this kind."""
    match quantity.comparator:
        case Comparator.AT_MOST | Comparator.BELOW | Comparator.RANK:
            return Direction.DOWN
        case Comparator.BETWEEN | Comparator.ABOUT:
            return Direction.WITHIN
        case Comparator.CHANGE if quantity.value < 0:
            return Direction.DOWN
        case _:
            return Direction.UP


_COMPARED: Mapping[Comparator, Callable[[Decimal, Decimal], bool]] = {
    Comparator.AT_LEAST: operator.ge,
    Comparator.ORDER: operator.ge,
    Comparator.ABOVE: operator.gt,
    Comparator.AT_MOST: operator.le,
    Comparator.RANK: operator.le,
    Comparator.BELOW: operator.lt,
    Comparator.EQUAL: operator.ge,  # “新建20个”: more than promised keeps the promise; a rate cannot pass 100
    Comparator.ABOUT: lambda value, goal: abs(value - goal) <= abs(goal) / 20,
}


def meets(quantity: Quantity, value: Decimal, *, baseline: Decimal | None = None) -> bool | None:
    """Whether an observed value meets the target; None for a change without its baseline."""
    goal = quantity.value
    if quantity.comparator is Comparator.BETWEEN:
        return quantity.high is not None and goal <= value <= quantity.high
    if quantity.comparator is not Comparator.CHANGE:
        return _COMPARED[quantity.comparator](value, goal)
    if baseline is None:
        return None
    return value >= baseline + goal if goal >= 0 else value <= baseline + goal


def progress_of(aim: Aim, observations: Sequence[Observed], *, day: date, stale_days: int) -> Progress:
    """Where the target stands on `day`; later observations are left out.

    Args:
        aim: what is to be reached.
        observations: in any order; of one day the last one given counts.
        day: the day the question is asked.
        stale_days: after so many days without any evidence, or without any since the start, progress is stale.
    """
    series = _series(observations, day)
    latest = series[-1] if series else None
    goal, baseline, direction = _goal(aim, latest), _baseline(aim), direction_of(aim.quantity)
    heard = [one for one in (aim.heard, latest.day if latest else None) if one is not None and one <= day]
    last = max(heard, default=aim.start)
    pace = _pace(aim, goal, baseline)
    expected = _expected(pace, day)
    sign = _sign(direction, goal, latest)
    return Progress(
        direction=direction,
        goal=goal if goal is not None else aim.quantity.value,
        latest=latest,
        series=series,
        reached=None if latest is None else meets(aim.quantity, latest.value, baseline=aim.baseline),
        share=_share(baseline, goal, latest),
        expected=expected,
        gap=(goal - latest.value) * sign if goal is not None and latest is not None else None,
        behind=(expected - latest.value) * sign if expected is not None and latest is not None else None,
        projected=_projected(aim, series, goal, direction),
        stale=last is not None and (day - last).days > stale_days,
        pace=pace,
    )


def _sign(direction: Direction, goal: Decimal | None, latest: Observed | None) -> int:
    """1 where more is missing upwards, -1 where downwards."""
    above = goal is not None and latest is not None and latest.value > goal
    return -1 if direction is Direction.DOWN or (direction is Direction.WITHIN and above) else 1


def _series(observations: Sequence[Observed], day: date) -> tuple[Observed, ...]:
    by_day = {seen.day: seen for seen in observations if seen.day <= day}
    return tuple(by_day[known] for known in sorted(by_day))


def _goal(aim: Aim, latest: Observed | None) -> Decimal | None:
    """The level to reach; None for a change whose baseline nobody knows."""
    quantity = aim.quantity
    if quantity.comparator is Comparator.CHANGE:
        return None if aim.baseline is None else aim.baseline + quantity.value
    if quantity.comparator is Comparator.BETWEEN and quantity.high is not None and latest is not None:
        return min(max(latest.value, quantity.value), quantity.high)
    return quantity.value


def _baseline(aim: Aim) -> Decimal | None:
    """Where the way begins; a count of new things begins at none."""
    if aim.baseline is not None:
        return aim.baseline
    counts = aim.quantity.comparator in {Comparator.AT_LEAST, Comparator.ABOVE, Comparator.EQUAL}
    return Decimal(0) if counts and aim.quantity.unit not in {"%", "‰", "百分点", None} else None


def _share(baseline: Decimal | None, goal: Decimal | None, latest: Observed | None) -> Fraction | None:
    if baseline is None or goal is None or latest is None or goal == baseline:
        return None
    return Fraction(latest.value - baseline) / Fraction(goal - baseline)


def _pace(aim: Aim, goal: Decimal | None, baseline: Decimal | None) -> tuple[Observed, Observed] | None:
    """The even pace from the start to the due date; ranks and ranges have none."""
    if aim.quantity.comparator in {Comparator.RANK, Comparator.BETWEEN, Comparator.ABOUT, Comparator.ORDER}:
        return None
    if goal is None or baseline is None or aim.start is None or aim.due is None or aim.due <= aim.start:
        return None
    return Observed(aim.start, baseline), Observed(aim.due, goal)


def _expected(pace: tuple[Observed, Observed] | None, day: date) -> Decimal | None:
    """The value of an even pace on a day; the baseline before it begins, the goal once it is over."""
    if pace is None:
        return None
    first, last = pace
    whole = (last.day - first.day).days
    elapsed = min(max((day - first.day).days, 0), whole)
    return first.value + (last.value - first.value) * elapsed / whole


def _projected(aim: Aim, series: tuple[Observed, ...], goal: Decimal | None, direction: Direction) -> date | None:
    """The day the line through the recent observations reaches the goal; None where it leads away or nowhere."""
    if goal is None or direction is Direction.WITHIN or not series:
        return None
    if meets(aim.quantity, series[-1].value, baseline=aim.baseline):
        return next(seen.day for seen in series if meets(aim.quantity, seen.value, baseline=aim.baseline))
    recent = series[-RECENT:]
    slope = _slope(recent)
    if slope is None or (slope <= 0 if direction is Direction.UP else slope >= 0):
        return None
    days = Fraction(goal - recent[-1].value) / slope
    whole = max(
        -(-days.numerator // days.denominator), 1
    )  # to stand at a limit that must be crossed is not yet to cross it
    return recent[-1].day + timedelta(days=whole) if whole <= min(FARTHEST, (date.max - recent[-1].day).days) else None


def _slope(series: Sequence[Observed]) -> Fraction | None:
    """Least squares, exact: value per day."""
    if len(series) < 2:  # noqa: PLR2004 - a line needs two points
        return None
    days = [Fraction((seen.day - series[0].day).days) for seen in series]
    values = [Fraction(seen.value) for seen in series]
    middle, mean = sum(days, Fraction(0)) / len(days), sum(values, Fraction(0)) / len(values)
    spread = sum(((day - middle) * (day - middle) for day in days), Fraction(0))
    rise = sum(((day - middle) * (value - mean) for day, value in zip(days, values, strict=True)), Fraction(0))
    return rise / spread
