"""Restating: the same promise in two documents, linked with caution, and what the later one says otherwise.

That a later document is silent means nothing: omission is not abandonment.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from commitments.matching import Rarity, candidates, comparable, pairs, places
from commitments.target import Comparator, Strength
from commitments.units import factor

SAME = 0.72  # measured on the annotated pairs: what is linked must be one promise
MOST_CANDIDATES = 300  # looked at closely
FEWEST_PAIRS = 6  # in common; fewer are a phrase, not a promise
_FIRMNESS = (Strength.DIRECTIONAL, Strength.ASPIRATIONAL, Strength.PLANNED, Strength.BINDING)


@dataclass(frozen=True, slots=True)
class Said:
    """What restating needs to know of a target."""

    id: int
    document_id: int
    quote: str
    metric: str | None
    strength: Strength
    issuer: str = ""
    owners: tuple[str, ...] = ()
    spoken: date | None = None  # the day of its document
    comparator: Comparator | None = None
    value: Decimal | None = None
    unit: str | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One promise said twice; `changes` are (number | due | strength, before, after), empty if nothing moved."""

    earlier_id: int
    later_id: int
    score: float
    changes: tuple[tuple[str, Any, Any], ...]


class Restater:
    """An index over targets; build it once for a document full of new ones."""

    def __init__(self, known: Iterable[Said], rarity: Rarity | None = None) -> None:
        """Index by the character pairs of quotes; without `rarity` these targets are all there is."""
        self._known = {said.id: said for said in known}
        self._pairs = {said.id: pairs(said.quote, said.unit) for said in self._known.values()}
        self._weight = rarity or Rarity(self._pairs.values())
        self._wholes: dict[int, float] = {}
        self._holders: dict[str, list[int]] = defaultdict(list)
        for number, found in self._pairs.items():
            for pair in found:
                self._holders[pair].append(number)

    def link(self, new: Said) -> Link | None:
        """The one known promise of another document that this is said again; None if there is none, or any doubt."""
        asked = pairs(new.quote, new.unit)
        if len(asked) < FEWEST_PAIRS:
            return None
        whole = sum(self._weight(pair) for pair in asked)
        ranked = []
        for holder in candidates(asked, self._holders, most=MOST_CANDIDATES):
            common = asked & self._pairs[holder]
            if len(common) >= FEWEST_PAIRS:
                mass = sum(self._weight(pair) for pair in common)
                score = _likeness(mass, whole, self._whole(holder))
                if score >= SAME and _may_be_one(self._known[holder], new):
                    ranked.append((-score, holder))
        ranked.sort()
        if not ranked:
            return None
        if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:  # two of one document, word for word: which one?
            return None
        return _linked(self._known[ranked[0][1]], new, -ranked[0][0])

    def _whole(self, holder: int) -> float:
        if holder not in self._wholes:
            self._wholes[holder] = sum(self._weight(pair) for pair in self._pairs[holder])
        return self._wholes[holder]


def _likeness(common: float, one: float, other: float) -> float:
    """What two quotes share, of both together; long ones need not share every word."""
    return 2 * common / (one + other)


def _may_be_one(known: Said, new: Said) -> bool:
    """Whether nothing speaks against it: another document, the same places, numbers of the same thing."""
    if known.document_id == new.document_id:
        return False
    here, there = places(new.quote), places(known.quote)
    if here and there and not here & there:
        return False
    if (known.value is None) != (new.value is None):
        return False
    return known.value is None or comparable(new.unit, known.unit)


def _linked(known: Said, new: Said, score: float) -> Link:
    """The link, the earlier document first; of one day, the one that was entered first."""
    first, second = known, new
    if known.spoken is not None and new.spoken is not None and new.spoken < known.spoken:
        first, second = new, known
    return Link(first.id, second.id, round(score, 3), changes_between(first, second))


def changes_between(first: Said, second: Said) -> tuple[tuple[str, Any, Any], ...]:
    """What the second says otherwise: number, due date, or firmness."""
    changes: list[tuple[str, Any, Any]] = []
    if _number(first) != _number(second) and not _same_number(first, second):
        changes.append(("number", _number(first), _number(second)))
    if first.due != second.due:
        changes.append(("due", _day(first.due), _day(second.due)))
    if first.strength != second.strength:
        changes.append(("strength", first.strength.value, second.strength.value))
    return tuple(changes)


def softened(change: tuple[str, Any, Any]) -> bool:
    """Whether a change of strength makes a promise less firm."""
    return change[0] == "strength" and _FIRMNESS.index(Strength(change[2])) < _FIRMNESS.index(Strength(change[1]))


def _number(said: Said) -> str | None:
    if said.value is None or said.comparator is None:
        return None
    return f"{said.comparator.value} {said.value.normalize():f} {said.unit or ''}".strip()


def _same_number(first: Said, second: Said) -> bool:
    """Whether both numbers are one, told in two units."""
    times = factor(second.unit, first.unit)
    if first.value is None or second.value is None or times is None or first.comparator != second.comparator:
        return False
    return second.value * times.numerator == first.value * times.denominator


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
