"""What the screens read, out of the ledger: ids by section, rows by page, and all there is to say of one row."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from textual.cache import LRUCache

from commitments.document import Span
from commitments.evidence import Review
from commitments.filter import EVERYTHING, Among, Contains, Field, Filter, IdIs, Term, Test
from commitments.ledger import Counts, Entry, Extension, Observation, Order, Snooze
from commitments.ledger.entries import Pressure
from commitments.ledger.findings_values import Alike, Revisit, Suggestion
from commitments.progress import Progress
from commitments.timing import Timing
from monitor.digest import Line
from monitor.services import Services
from monitor.tui.listing import Listing, Section, Sort
from monitor.tui.modes import LEDGER, REVIEW
from monitor.tui.pressing import urgency
from monitor.words import N_

DOCUMENTS_KEPT = 16
SECTIONS = (Timing.OVERDUE, Timing.DUE, Timing.NEAR, Timing.AHEAD, Timing.UNDATED, Timing.CLOSED)
PRESSING = (Timing.OVERDUE, Timing.DUE, Timing.NEAR)
AT_ONCE = 500  # rows in one read, where many are wanted one after the other
FIRST = 100  # rows that are shown before all have been found
SUGGESTED = 3  # suggestions that are shown of one target
_REJECTED = Among(Field.REVIEW, (Review.REJECTED.value,))


@dataclass(frozen=True, slots=True)
class View:
    """One of the ways to look at the ledger: what it holds as long as a filter says nothing of the review."""

    name: str  # of its mode; "" for the view that is no mode of its own
    review: tuple[Review, ...]
    order: Sort = Sort.DUE
    empty: str = ""  # msgid: what to do when nothing is left in it
    whole: str = N_("全部条目")  # msgid: what it shows when nothing narrows it down


ALL = View("", (Review.CANDIDATE, Review.TRACKED), empty=N_("台账里还没有条目：请先用 duban ingest 收入文件"))
QUEUE = View(REVIEW, (Review.CANDIDATE,), Sort.CONFIDENCE, N_("没有待核的条目；按 2 看台账"), N_("全部待核条目"))
TRACKED = View(LEDGER, (Review.TRACKED,), empty=N_("还没有在册的条目；按 1 去核查"), whole=N_("全部在册条目"))


@dataclass(frozen=True, slots=True)
class Query:
    """What a list shows, in which order."""

    filter: Filter = EVERYTHING
    order: Sort = Sort.DUE
    view: View = ALL


@dataclass(frozen=True, slots=True)
class Row(Line):
    """A line with how far it has come; None where nobody can say."""

    progress: Progress | None = None
    near_days: int = 0  # length of the warning window, from which the days are seen


@dataclass(frozen=True, slots=True)
class Preview:
    """One row with the document it came from, and what people and documents say of it."""

    line: Row
    text: str  # the document as it is, hostile
    quotes: tuple[Span, ...]  # every quote of the document, this one too, in the order of the text
    evidence: tuple[Observation, ...]  # newest first
    suggestions: tuple[Suggestion, ...] = ()  # the likeliest first
    extensions: tuple[Extension, ...] = ()  # newest first, undone ones left out
    snoozes: tuple[Snooze, ...] = ()  # oldest first
    alike: tuple[Alike, ...] = ()  # of a candidate: what may be the same promise, the likest first

    @property
    def to_decide(self) -> Observation | Suggestion | None:
        """The first piece of evidence that nobody has vouched for: recorded ones, then suggested ones."""
        recorded = [seen for seen in self.evidence if seen.accepted_at is None]
        undecided: list[Observation | Suggestion] = [*recorded, *self.suggestions]
        return undecided[0] if undecided else None


class LedgerProvider:
    """Reads for the screens; every method may be called from any thread."""

    def __init__(self, services: Services) -> None:
        """Fix the day: a screen never changes its mind about what is overdue while it is looked at."""
        self._ledger = services.ledger
        self.day: date = services.clock.today()
        self.near_days = services.near_days
        self.stale_days = services.settings.evidence.stale_days
        self._documents: LRUCache[int, tuple[str, tuple[Span, ...]]] = LRUCache(DOCUMENTS_KEPT)
        self._revisits: Mapping[int, Revisit] = {}  # as they were read last; a page of rows must not wait for them

    def count(self, query: Query) -> int:
        """How many rows a query has."""
        return len(self._ids(_shown(query), query.order))

    def ids(self, query: Query) -> Listing:
        """The rows of a query: by due date in sections, else in one run; rejected ones only when asked for."""
        shown = _shown(query)
        if query.order is not Sort.DUE:
            ids = self._ids(shown, query.order)
            return Listing((Section("", len(ids)),), ids)
        parts = [(key, self._ids(_also(shown, test), query.order)) for key, test in _section_tests()]
        ids = array("q")
        for _, part in parts:
            ids.extend(part)
        return Listing([Section(key, len(part)) for key, part in parts], ids)

    def first(self, query: Query) -> Listing:
        """The first rows of a query, at once: as many as the largest screen shows, their sections open at the end."""
        shown = _shown(query)
        self.revisits()
        if query.order is not Sort.DUE:
            ids = self._ids(shown, query.order, FIRST)
            return Listing((Section("", len(ids), more=len(ids) >= FIRST),), ids)
        ids, sections = array("q"), []
        for key, test in _section_tests():
            part = self._ids(_also(shown, test), query.order, FIRST - len(ids))
            ids.extend(part)
            if len(ids) >= FIRST:
                sections.append(Section(key, len(part), more=True))
                break
            sections.append(Section(key, len(part)))
        return Listing(sections, ids)

    def holds(self, query: Query, target_id: int) -> bool:
        """Whether a target is among the rows of a query."""
        return bool(self._ids(_also(_shown(query), IdIs((target_id,))), query.order, 1))

    def rows(self, ids: Sequence[int]) -> tuple[Row, ...]:
        """Some rows, in the order asked."""
        return self._rows(self._ledger.rows(ids))

    def lines(self, ids: Sequence[int]) -> Iterator[Line]:
        """Many rows one after the other, without what the list alone says of them."""
        again = self._ledger.revisits()
        for start in range(0, len(ids), AT_ONCE):
            for entry in self._ledger.rows(ids[start : start + AT_ONCE]):
                timing, days = entry.timing(self.day, self.near_days), entry.days_left(self.day)
                yield Line(entry, timing, days, revisit=again.get(entry.id))

    def _rows(self, entries: Sequence[Entry]) -> tuple[Row, ...]:
        """Entries with what the calendar says of them today, and how far they have come."""
        observed = [entry for entry in entries if entry.latest is not None]
        known = self._ledger.progress_of_each(observed, day=self.day, stale_days=self.stale_days) if observed else {}
        return tuple(
            Row(
                entry,
                entry.timing(self.day, self.near_days),
                entry.days_left(self.day),
                revisit=self._revisits.get(entry.id),
                progress=known.get(entry.id),
                near_days=self.near_days,
            )
            for entry in entries
        )

    def counts(self) -> Counts:
        """How many targets stand where today; what presses is counted of those in care, as everywhere else."""
        counts = self._ledger.counts(day=self.day, near_days=self.near_days)
        in_care = Filter((Term(Among(Field.REVIEW, (Review.TRACKED.value,))),))
        pressing = {
            timing: len(self._ids(_also(in_care, Among(Field.TIMING, (timing.value,))), Sort.DUE))
            for timing in PRESSING
        }
        return replace(counts, timing={**counts.timing, **pressing})

    def preview(self, target_id: int) -> Preview:
        """All there is to say of one row; raises `UnknownEntry`."""
        entry, ledger = self._ledger.entry(target_id), self._ledger
        if entry.closed:
            self.revisits()
        text, quotes = self._document(entry.document.id)
        moves = ledger.extensions(target_id) if entry.times_moved else ()
        return Preview(
            line=self._rows([entry])[0],
            text=text,
            quotes=quotes,
            evidence=tuple(sorted(ledger.evidence(target_id), key=lambda o: (o.observed_on, o.id), reverse=True)),
            suggestions=ledger.suggestions(target_id=target_id, limit=SUGGESTED),
            extensions=tuple(move for move in reversed(moves) if not move.struck),
            snoozes=ledger.snoozes(target_id) if entry.snoozes else (),
        )

    def alike(self, target_id: int) -> list[tuple[Row, float]]:
        """Rows that may be the same promise, with their likeness, the likest first."""
        found = self._ledger.alike(target_id)
        rows = self.rows([one.target_id for one in found])
        return [(row, one.score) for row, one in zip(rows, found, strict=True)]

    def find(self, words: str, *, code: int | None, most: int) -> tuple[Row, ...]:
        """A few targets that hold these words, or the one that bears this code."""
        tests: list[Test] = [Contains(Field.WORDS, (words.strip(),))] if words.strip() else []
        asked = Filter((Term(IdIs((code,))),)) if code is not None else Filter(tuple(map(Term, tests)))
        found = self._ledger.entries(asked, day=self.day, near_days=self.near_days, limit=most) if asked.terms else ()
        return self._rows(found)

    def revisits(self) -> Mapping[int, Revisit]:
        """The verdicts that are to be looked at again, by target; from now on rows say so."""
        self._revisits = self._ledger.revisits()
        return self._revisits

    def waiting(self) -> int:
        """How many verdicts wait for a second person."""
        return self._ledger.waiting()

    def with_alike(self, preview: Preview) -> Preview:
        """The same, of a candidate with what may be the same promise."""
        entry = preview.line.entry
        found = self._ledger.alike(entry.id, most=SUGGESTED) if entry.review is Review.CANDIDATE else ()
        return replace(preview, alike=found)

    def forget(self) -> None:
        """Somebody wrote: quotes may have come or gone."""
        self._documents.clear()

    def _document(self, document_id: int) -> tuple[str, tuple[Span, ...]]:
        """Text and quotes of a document; kept, because the cursor mostly walks within one."""
        known = self._documents.get(document_id)
        if known is None:
            quotes = tuple(Span(start, end) for _, start, end in self._ledger.document_quotes(document_id))
            known = self._documents[document_id] = (self._ledger.document_text(document_id), quotes)
        return known

    def data_version(self) -> int:
        """A number that changes when anybody writes."""
        return self._ledger.data_version()

    def newest_line(self) -> int:
        """The number of the newest line of the log."""
        return self._ledger.newest_line()

    def _ids(self, asked: Filter, order: Sort, limit: int | None = None) -> "array[int]":
        if order is Sort.URGENCY:
            return self._by_urgency(asked)[:limit]
        return self._ledger.ids(asked, day=self.day, near_days=self.near_days, order=Order(order), limit=limit)

    def _by_urgency(self, asked: Filter) -> "array[int]":
        """What presses most comes first, then what does not press, both by due date where they are equal."""
        pressing = self._ledger.pressures(asked, day=self.day, near_days=self.near_days)
        points = {one.target_id: self._points(one) for one in pressing}
        return array("q", sorted(self._ids(asked, Sort.DUE), key=lambda number: -points.get(number, 0)))

    def _points(self, one: Pressure) -> float:
        is_old = one.seen is not None and one.measured and (self.day - one.seen).days > self.stale_days
        days = None if one.due is None else (one.due - self.day).days
        is_silent = one.seen is None or is_old
        found = urgency(days, one.strength, near_days=self.near_days, is_silent=is_silent, times_moved=one.times_moved)
        return found.total


def _section_tests() -> list[tuple[str, Among]]:
    timings = [(timing.value, Among(Field.TIMING, (timing.value,))) for timing in SECTIONS]
    return [*timings, (Review.REJECTED.value, _REJECTED)]


def _shown(query: Query) -> Filter:
    """Keep to what the view holds, unless the filter itself speaks of the review."""
    asked = query.filter
    speaks = any(isinstance(term.test, Among) and term.test.field is Field.REVIEW for term in asked.terms)
    return asked if speaks else _also(asked, Among(Field.REVIEW, tuple(query.view.review)))


def _also(asked: Filter, test: Test) -> Filter:
    return Filter((*asked.terms, Term(test)))
