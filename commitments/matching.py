"""Matching: which open targets a reported result may bear on, scored and explained. Pure; it decides nothing."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import takewhile
from math import log
from operator import add

from commitments.units import factor

THRESHOLD = 0.36  # measured on the annotated pairs: below it strangers come in
MOST_PER_RESULT = 3
RAREST = 12  # pairs by which candidates are found
MOST_CANDIDATES = 1000  # looked at closely
_ALIKE = ({"家", "户"}, {"人", "名", "位"})  # counters of one thing in two habits of speech
_NOISE = re.compile(r"[\d０-９.,，。；;:：、（）()“”\"'‘’《》〈〉【】%％\s]+")
_CLAUSE = re.compile("[，；,;。]")
_PLACE = re.compile(r"(?=([\u4e00-\u9fff]{2})(?:省|自治区|市|自治州|州|县|区|旗)(?!级))")
_ANYWHERE = {"全", "各", "我", "本", "该", "城", "辖", "社", "小", "园", "校", "地", "郊", "市", "县"}
# Words of every report and every plan: they say that something is measured, not what.
_COMMON = (
    "达到",
    "累计",
    "完成",
    "实现",
    "力争",
    "新增",
    "提高",
    "增长",
    "超过",
    "以上",
    "左右",
    "数量",
    "全省",
    "全市",
)
_HALF_MASS = 3.0  # how many rare pairs in common it takes to be half convinced


@dataclass(frozen=True, slots=True)
class Goal:
    """What matching needs to know of an open target."""

    id: int
    quote: str
    metric: str | None
    unit: str | None
    owners: tuple[str, ...] = ()
    issuer: str = ""
    promised: date | None = None
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What matching needs to know of a reported result."""

    id: int
    quote: str
    metric: str | None
    unit: str | None
    owners: tuple[str, ...] = ()
    issuer: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A pair worth a reviewer's look, with the words that speak for it."""

    goal_id: int
    report_id: int
    score: float
    why: tuple[tuple[str, str], ...]


class Rarity:
    """How much a character pair says: 1 for what nobody or a few hold, towards a half for what all do."""

    def __init__(
        self,
        sample: Collection[frozenset[str]],
        *,
        known: int | None = None,
        counted: Mapping[str, int] | None = None,
    ) -> None:
        """Judge by the pairs of all, or by a fair `sample` of the `known`; what was `counted` is taken as it is."""
        self._held = Counter(pair for found in sample for pair in found)
        self._known = len(sample) if known is None else known
        self._times = self._known / (len(sample) or 1)
        self._counted = counted or {}
        self._weights: dict[str, float] = {}

    def __call__(self, pair: str) -> float:
        """The weight of one pair, between a half and 1."""
        if pair not in self._weights:
            holders = self._counted.get(pair)
            held = self._held[pair] * self._times if holders is None else holders
            self._weights[pair] = 0.5 + 0.5 * log(1 + (self._known + 1) / (1 + held)) / log(2 + self._known)
        return self._weights[pair]


class Matcher:
    """An index over open targets; build it once for many results."""

    def __init__(self, goals: Iterable[Goal], rarity: Rarity | None = None) -> None:
        """Index the targets by the character pairs of their words; without `rarity` they are all there is."""
        self._goals = {goal.id: goal for goal in goals}
        self._pairs = {goal.id: goal_pairs(goal) for goal in self._goals.values()}
        self._units = {goal.unit for goal in self._goals.values()}
        self._weight = rarity or Rarity(self._pairs.values())
        self._wholes: dict[int, float] = {}
        self._holders: dict[str, list[int]] = defaultdict(list)
        for number, found in self._pairs.items():
            for pair in found:
                self._holders[pair].append(number)

    def matches(self, report: Report) -> tuple[Match, ...]:
        """The targets this result may bear on, the likeliest first, at most `MOST_PER_RESULT`."""
        asked = report_pairs(report)
        units = {unit for unit in self._units if comparable(report.unit, unit)}
        whole = sum(self._weight(pair) for pair in asked) or 1.0
        found = []
        for number in candidates(asked, self._holders):
            mass = sum(self._weight(pair) for pair in asked & self._pairs[number])
            goal = self._goals[number]
            if goal.unit in units and mass / whole >= THRESHOLD / 2 and not is_too_early(goal, report):
                score, why = self._judged(goal, report, mass, whole)
                found.append((-score, number, why))
        best = sorted(one for one in found if -one[0] >= THRESHOLD)[:MOST_PER_RESULT]
        return tuple(self._match(number, report, -score, why) for score, number, why in best)

    def _match(self, number: int, report: Report, score: float, why: tuple[tuple[str, str], ...]) -> Match:
        goal = self._goals[number]
        said = _plain(_subject(report.metric, report.quote), report.unit)
        common = longest_common(said, _plain(_subject(goal.metric, goal.quote), goal.unit))
        return Match(number, report.id, round(score, 3), (("metric", common), ("unit", goal.unit or ""), *why))

    def _whole(self, number: int) -> float:
        if number not in self._wholes:
            self._wholes[number] = sum(self._weight(pair) for pair in self._pairs[number]) or 1.0
        return self._wholes[number]

    def _judged(
        self, goal: Goal, report: Report, mass: float, whole: float
    ) -> tuple[float, tuple[tuple[str, str], ...]]:
        """How likely the pair is, and what besides the words speaks for it."""
        its = self._whole(goal.id)
        likeness = (0.65 * mass / whole + 0.35 * mass / its) * mass / (mass + _HALF_MASS * 0.35)
        bonus, why = surroundings(goal, report)
        if _other_kind(_plain(goal.metric or "").strip("|"), _plain(report.metric or "").strip("|")):
            bonus -= 0.15
        return min(1.0, likeness + bonus), why


def goal_pairs(goal: Goal) -> frozenset[str]:
    """The character pairs of what a target speaks of."""
    return pairs(_subject(goal.metric, goal.quote), goal.unit)


def report_pairs(report: Report) -> frozenset[str]:
    """The character pairs of what a result speaks of."""
    return pairs(_subject(report.metric, report.quote), report.unit)


def candidates(asked: Iterable[str], holders: Mapping[str, Sequence[int]], *, most: int = MOST_CANDIDATES) -> set[int]:
    """Who is worth a close look: holders of the rarest pairs asked for, so that a large ledger costs little more.

    Whoever says the same holds many of these pairs, and so is found by some of the rarest.
    """
    found: set[int] = set()
    for held in sorted((holders[pair] for pair in asked if pair in holders), key=len)[:RAREST]:
        if found and len(found) + len(held) > most:
            break
        found.update(held[:most])
    return found


@lru_cache(4096)
def comparable(unit: str | None, other: str | None) -> bool:
    """Whether values in these units can stand for the same thing."""
    if factor(unit, other) is not None:
        return True
    return any(unit in alike and other in alike for alike in _ALIKE)


def is_too_early(goal: Goal, report: Report) -> bool:
    """Whether the result speaks of a day before the promise was made."""
    return report.day is not None and goal.promised is not None and report.day < goal.promised


def _other_kind(metric: str, other: str) -> bool:
    """Whether both name kinds of one thing by different first words: 科技型企业 and 创新型企业."""
    same = takewhile(lambda both: both[0] == both[1], zip(reversed(metric), reversed(other), strict=False))
    common = len(list(same))
    return 2 <= common < min(len(metric), len(other))  # noqa: PLR2004 - a thing has a name of two characters


def surroundings(goal: Goal, report: Report) -> tuple[float, tuple[tuple[str, str], ...]]:
    """What places and owners add to or take from the likeness of the words."""
    why: list[tuple[str, str]] = []
    bonus = 0.0
    here, there = places(report.quote, *report.owners), places(goal.quote, *goal.owners)
    if here & there:
        bonus += 0.1
        why.append(("place", min(here & there)))
    elif here and there:
        bonus -= 0.3
    elif here and goal.issuer and not any(place in goal.issuer for place in here):
        bonus -= 0.15
    owners = set(report.owners) & set(goal.owners)
    if owners:
        bonus += 0.1
        why.append(("owner", min(owners)))
    if report.day is not None and goal.promised is not None:
        why.append(("later", report.day.isoformat()))
    return bonus, tuple(why)


def places(*texts: str) -> set[str]:
    """The names of places in these words, the two characters before the rank; 全省 and 各县 name none."""
    found = {match[1] for words in texts for match in _PLACE.finditer(words)}
    return {name for name in found if not (set(name) & _ANYWHERE)}


def _subject(metric: str | None, quote: str) -> str:
    """The metric and the clauses with a number: the rest of a sentence tells why and when."""
    clauses = [clause for clause in _CLAUSE.split(quote) if any(c.isdigit() for c in clause)]
    return "|".join([metric or "", *(clauses or [quote])])


def pairs(words: str, unit: str | None = None) -> frozenset[str]:
    """The character pairs of what a sentence speaks of; numbers, units, signs and the words of all reports left out."""
    found: set[str] = set()
    for piece in _plain(words, unit).split("|"):
        found.update(map(add, piece, piece[1:]))
    return frozenset(found)


def _plain(words: str, unit: str | None = None) -> str:
    if unit and unit in words:
        words = re.sub(rf"(?<=[\d０-９万亿余多])\s*{re.escape(unit)}", "|", words)
    words = _NOISE.sub("|", words)
    for common in _COMMON:
        words = words.replace(common, "|")
    return words


def longest_common(one: str, other: str) -> str:
    """The longest stretch both have in common, without signs at its ends."""
    best, length = "", 0
    row: Sequence[int] = [0] * (len(other) + 1)
    for at, character in enumerate(one):
        following = [0] * (len(other) + 1)
        for place, candidate in enumerate(other):
            if character == candidate != "|":
                following[place + 1] = row[place] + 1
                if following[place + 1] > length:
                    length = following[place + 1]
                    best = one[at + 1 - length : at + 1]
        row = following
    return best
