"""Horizons: dates with the stretch of text they are handed down to, and which of them holds at a place."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from heapq import heappop, heappush

from commitments.document import Span
from commitments.extraction.deadlines import is_past
from commitments.extraction.passage import Passage
from commitments.extraction.rule import DateMatch, DateRole
from commitments.target import Basis, Due, Strength

LIST, HEADING, GOALS, TITLE, TERM = range(5)
ROW = "term of the row"
COARSE = frozenset(("year", "plan-period"))  # precisions of a horizon


@dataclass(frozen=True, slots=True)
class Horizon:
    """A date and the stretch of text it is handed down to; `near` if what takes it may still be a milestone."""

    span: Span
    due: Due
    level: int
    rule: str
    near: bool = False
    strength: Strength | None = None  # how firmly a list lead binds its items: “努力实现以下目标:”


class Nearest:
    """Which of many horizons is the nearest to a place: a list lead, else a heading, else the goals, else the title."""

    def __init__(self, horizons: Sequence[Horizon], since: date | None = None) -> None:
        self.since = since  # the first day of the document's own period
        order = sorted(horizons, key=lambda h: (h.level, h.span.end - h.span.start))
        opening = sorted(range(len(order)), key=lambda n: order[n].span.start, reverse=True)
        self._from = sorted({offset for h in order for offset in h.span})
        self._holds: list[Horizon | None] = []
        holding: list[int] = []  # a heap: the nearest of those that have begun
        for offset in self._from:
            while opening and order[opening[-1]].span.start <= offset:
                heappush(holding, opening.pop())
            while holding and order[holding[0]].span.end <= offset:
                heappop(holding)
            self._holds.append(order[holding[0]] if holding else None)

    def at(self, offset: int) -> Horizon | None:
        """The horizon that holds at an offset."""
        place = bisect_right(self._from, offset) - 1
        return self._holds[place] if place >= 0 else None


class Lists:
    """The rows of terms and the list leads of a document, and which of those that hold for milestones was last read."""

    def __init__(self, cells: list[Horizon], leads: list[Horizon], near: list[Horizon]) -> None:
        self.cells, self.leads = cells, leads
        self._near = sorted(near, key=lambda horizon: horizon.span)
        self._starts = [horizon.span.start for horizon in self._near]

    def at(self, offset: int) -> Horizon | None:
        """The list lead last read, if its list still goes on."""
        at = bisect_right(self._starts, offset) - 1
        return self._near[at] if at >= 0 and offset < self._near[at].span.end else None


def too_early(due: Due, since: date | None) -> bool:
    """Whether a year lies before the document's own period begins: what a plan sets out from is none of its goals."""
    return since is not None and due.day is not None and due.precision in COARSE and due.day < since


def inherited(due: Due) -> Due:
    """The same day as handed down."""
    return replace(due, basis=Basis.INHERITED, recurrence=None)


def terms(passage: Passage, before: date | None) -> list[DateMatch]:
    """The dates of a sentence that set a term ahead."""
    return [
        match
        for match in passage.terms
        if match.due.day
        and not match.due.recurrence
        and match.role is not DateRole.START
        and not is_past(match, before)
    ]
