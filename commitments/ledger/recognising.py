"""Which target of earlier readings is which of a later one: by their words and numbers, and by what names a number."""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from typing import Any

from commitments.ledger.hydration import AnyRow
from commitments.matching import candidates, pairs
from commitments.target import Target

LIKE = 0.75  # share of character pairs that two promises must have in common to be one, reworded
FEW = 3  # character pairs; a quote with fewer is little but its number, and the words before it say what is counted
LINES_BEFORE = 3  # in which these words are looked for
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Said:
    """A target as it is recognised."""

    place: tuple[int, int, int]  # document, start, end
    quote: str
    lead: str  # what names a number that the quote does not name, its own digits left out
    line: str  # the line in which the quote begins
    number: tuple[Any, ...]  # comparator, value, unit
    metric: str | None
    due: Any

    @property
    def is_named(self) -> bool:
        """Whether the quote itself says what is counted."""
        return len(pairs(self.quote)) >= FEW

    @property
    def pairs(self) -> frozenset[str]:
        """The character pairs of what it speaks of."""
        return pairs(f"{self.lead}{self.quote}")


_Step = Callable[[Mapping[int, _Said], Mapping[int, _Said]], dict[int, int]]  # old, new → place in new → place in old
_KEYS: tuple[Callable[[_Said], Hashable], ...] = (
    lambda said: (said.place, said.number, said.metric),
    lambda said: (said.line, said.quote, said.number),
    lambda said: (said.lead, said.quote, said.number),
    lambda said: (said.lead, said.quote),
    lambda said: (said.lead, _DIGITS.sub("#", said.quote), said.metric, said.number[-1]),
)


def paired(
    old: Sequence[AnyRow], texts: Mapping[int, str], new: Sequence[Target], text: str, document_id: int
) -> list[tuple[AnyRow, Target]]:
    """Which old target is which new one.

    The same place first, then the same words and number in the same line, then elsewhere, then the same words, then
    the same but for numbers, then like words. A bare number is never like another one by itself: what stands before it
    must be alike too.

    Args:
        old: rows of targets, those that are to be recognised first before the others.
        texts: document → its text, of all that the rows stand in.
        new: what was read.
        text: in which it was read.
        document_id: the document of this text.
    """
    rows = {at: _of_row(row, texts[row.document_id]) for at, row in enumerate(old)}
    items = {at: _of_item(item, text, document_id) for at, item in enumerate(new)}
    found = dict[int, int]()  # place in `new` → place in `old`
    steps: list[_Step] = [*(partial(_equal, key=key) for key in _KEYS), _alike]
    for step in steps:
        found |= step(_left(rows, found.values()), _left(items, found))
    return [(old[found[at]], item) for at, item in enumerate(new) if at in found]


def _left(all_of_them: Mapping[int, _Said], taken: Iterable[int]) -> Mapping[int, _Said]:
    gone = set(taken)
    return {at: said for at, said in all_of_them.items() if at not in gone}


def _equal(
    rows: Mapping[int, _Said], items: Mapping[int, _Said], *, key: Callable[[_Said], Hashable]
) -> dict[int, int]:
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for at, said in sorted(rows.items(), reverse=True, key=itemgetter(0)):
        waiting[key(said)].append(at)
    return {at: waiting[key(said)].pop() for at, said in items.items() if waiting.get(key(said))}


def _alike(rows: Mapping[int, _Said], items: Mapping[int, _Said]) -> dict[int, int]:
    """The likest first; of what is equally like, what agrees in metric, unit and date, then what comes first."""
    holders: dict[str, list[int]] = defaultdict(list)
    known = {at: said.pairs for at, said in rows.items()}
    for at, held in known.items():
        for pair in held:
            holders[pair].append(at)
    ranked = []
    for place, item in items.items():
        asked = item.pairs
        for at in candidates(asked, holders):
            score = 2 * len(asked & known[at]) / (len(asked) + len(known[at]))
            if score >= LIKE and _may_be_one(rows[at], item):
                ranked.append((-score, -_agreement(rows[at], item), at, place))
    found, taken = dict[int, int](), set[int]()
    for _score, _agreed, at, place in sorted(ranked):
        if at not in taken and place not in found:
            found[place] = at
            taken.add(at)
    return found


def _may_be_one(row: _Said, item: _Said) -> bool:
    """Whether nothing speaks against it: names that differ in a number alone, or units, where there is little else."""
    names = {_DIGITS.sub("#", name) for name in (row.metric, item.metric) if name}
    if len(names) == 1 and row.metric and item.metric and row.metric != item.metric:
        return False
    return (row.is_named and item.is_named) or row.number[-1] == item.number[-1]


def _agreement(row: _Said, item: _Said) -> int:
    return [row.metric == item.metric, row.number[-1] == item.number[-1], row.due == item.due].count(True)


def _of_row(row: AnyRow, text: str) -> _Said:
    place = (row.document_id, row.start_offset, row.end_offset)
    number = (row.comparator, row.value, row.unit)
    return _said(place, row.quote, text, number, row.metric, row.original_due)


def _of_item(item: Target, text: str, document_id: int) -> _Said:
    quantity = item.quantity
    number = (quantity.comparator, quantity.value, quantity.unit) if quantity else (None, None, None)
    return _said((document_id, item.start, item.end), item.quote, text, number, item.metric, item.due.day)


def _said(
    place: tuple[int, int, int], quote: str, text: str, number: tuple[Any, ...], metric: str | None, due: Any
) -> _Said:
    start = place[1]
    first, ends = text.rfind("\n", 0, start) + 1, text.find("\n", start)
    line = text[first : ends if ends >= 0 else len(text)]
    return _Said(place, quote, _lead(text, first, start, quote), line, number, metric, due)


def _lead(text: str, first: int, start: int, quote: str) -> str:
    """What stands before a quote that is little but a number: in its line, or before that where it has no words."""
    if len(pairs(quote)) >= FEW:
        return ""
    for _line in range(LINES_BEFORE):
        if first == 0 or pairs(text[first:start] + quote):
            break
        first = text.rfind("\n", 0, first - 1) + 1
    return _DIGITS.sub("#", text[first:start])
