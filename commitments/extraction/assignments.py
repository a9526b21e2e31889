"""Assignments: items of an implementing document that name who answers for them, each of which is one task."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import overload

from commitments.document import Document, Paragraph, Section, Span
from commitments.extraction import columns, grid_tasks, grids, sheets, standards
from commitments.extraction.naming import Naming, closing_namings, line_naming
from commitments.extraction.passage import NO_DUE, Genre
from commitments.extraction.rule import Context
from commitments.target import Due, Owners

TAIL = "。；;，, \n）)*"
LOWEST = 5
HIGHEST_ITEM = 2
HEADING_SIGNS = 3
MOST_OF = 0.7  # of what is guessed cell by cell, and columns say more surely
NESTED = 40  # items that may share one line of owners


SAID = re.compile("[，,。；;]")


@dataclass(frozen=True, slots=True)
class Item:
    """One item with its owners; `span` is the task's quote, `named` the words that name them."""

    span: Span
    owners: Owners
    named: Span
    rule: str
    due: Due = NO_DUE  # a term set beside the owners (完成时限)

    @property
    def termed(self) -> bool:
        """Whether a term is set beside the owners, be it that it never ends (长期坚持)."""
        return self.due.day is not None or self.due.text is not None


class Items(Sequence[Item]):
    """The items of a document in order, and which of them holds a place."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = tuple(items)
        self._starts = [item.span.start for item in self._items]
        self._reach = list(accumulate((item.span.end for item in self._items), max))
        named = sorted(item.named for item in self._items if item.named.start < item.named.end)
        self._named = [span.start for span in named]
        self._named_reach = list(accumulate((span.end for span in named), max))

    def __len__(self) -> int:
        """How many items there are."""
        return len(self._items)

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        """An item by its number."""
        return self._items[index]

    def at(self, offset: int) -> int | None:
        """The index of the item that holds an offset."""
        last = bisect_right(self._starts, offset) - 1
        if last < 0 or self._reach[last] <= offset:
            return None
        near = range(last, max(-1, last - NESTED), -1)
        return next((n for n in near if offset < self._items[n].span.end), None)

    def opens_row(self, text: str, offset: int) -> bool:
        """Whether a place stands in a row of a table before the cell that is its task."""
        after = bisect_right(self._starts, offset)
        item = self._items[after] if after < len(self._items) else None
        return item is not None and item.rule == sheets.ROW and text.find("\n", offset, item.span.start) < 0

    def names_owners(self, offset: int) -> bool:
        """Whether a place belongs to the words that name owners."""
        above = bisect_right(self._named, offset) - 1
        if above < 0 or self._named_reach[above] <= offset:
            return False
        last = bisect_right(self._starts, offset) - 1
        near = self._items[max(0, last - NESTED) : last + NESTED]
        return any(item.named.start <= offset < item.named.end for item in near)


class Outline:
    """What is asked again and again of a document's sections, and which stretches have become items already."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._parts: dict[int | None, list[int]] = {}
        for index, section in enumerate(document.sections):
            self._parts.setdefault(section.parent, []).append(index)
        self._paragraphs = [paragraph.span.start for paragraph in document.paragraphs]
        self._unnamed: dict[int, int] = {}  # how many of a section's first parts are known to name nobody
        self._starts: list[int] = []
        self._ends: list[int] = []
        self.taken = 0  # up to where items reach

    def take(self, items: Iterable[Item]) -> None:
        """Note items that have been found."""
        for item in items:
            at = bisect_right(self._starts, item.span.start)
            self._starts.insert(at, item.span.start)
            self._ends.insert(at, item.span.end)
            self.taken = max(self.taken, item.span.end)

    def free_from(self, start: int, until: int) -> int:
        """The first place behind all items that begin between two places."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, until)
        return max(self._ends[first:last], default=start)

    def parts(self, index: int | None, start: int = 0, until: int | None = None) -> list[Section]:
        """The sections right below one, in order: those that begin from `start` on and not behind `until`."""
        sections, numbers = self._document.sections, self._parts.get(index, [])
        first = bisect_left(numbers, start, key=lambda number: sections[number].span.start)
        last = None if until is None else bisect_right(numbers, until, key=lambda n: sections[n].span.start)
        return [sections[number] for number in numbers[first:last]]

    def elders_name_nobody(self, parent: int, start: int) -> bool:
        """Whether a section has parts before a place, none of which names owners."""
        numbers, sections = self._parts[parent], self._document.sections
        known = self._unnamed.get(parent, 0)
        while known < len(numbers) and sections[numbers[known]].span.start < start:
            if closing_namings(self._document.text, Paragraph(sections[numbers[known]].span, 0)):
                return False
            known = self._unnamed[parent] = known + 1
        return known > 0 and sections[numbers[0]].span.start < start

    def paragraphs(self, start: int, until: int) -> list[Span]:
        """The paragraphs that begin between two places."""
        first, last = bisect_left(self._paragraphs, start), bisect_left(self._paragraphs, until)
        return [paragraph.span for paragraph in self._document.paragraphs[first:last]]


def find_items(document: Document, genre: Genre, context: Context) -> Items:
    """The items that end in owners, or stand under a heading or above lines that name them, or in a row with them."""
    rows, tables = rows_of(document, genre, context)
    items = [Item(*row) for row in rows]
    outline = Outline(document)
    outline.take(items)
    everybody: list[tuple[int, Owners]] = []
    passed = 0
    for number, paragraph in enumerate(document.paragraphs):
        if number < passed or any(table.start <= paragraph.span.start < table.end for table in tables):
            continue
        line = line_naming(document, number)
        if line:
            passed = number + line.paragraphs
            found = items_of_line(document, outline, paragraph, line)
            outline.take(found)
            items += found
            continue
        for naming in closing_namings(document.text, paragraph):
            if naming.for_all:
                everybody.append((naming.span.start, naming.owners))
            else:
                find = items_of_line if naming.chapter_ends else items_of
                found = find(document, outline, paragraph, naming)
                outline.take(found)
                items += found
    return Items([with_term(document, context, item) for item in with_everybody(items, everybody)])


def rows_of(document: Document, genre: Genre, context: Context) -> tuple[list[sheets.Row], list[Span]]:
    """The tasks that stand in tables, and the stretches of text from which no other item is read."""
    read = grids.grids_of(document.text)
    spans = [Span(grid.head.span.start, grid.end) for grid in read]
    assessed = grid_tasks.tasks_of(document, context, read, assessed=True)
    planned = grid_tasks.tasks_of(document, context, read, assessed=False)
    guessed = guessed_rows(document, genre, context, scored=bool(assessed))
    figured = sum(grid_tasks.sets_figure(document.text, grid, row) for grid in read for row in grid.rows)
    if len(assessed) + len(planned) + figured > MOST_OF * len(guessed):
        return [*assessed, *planned], spans
    first = min(span.start for span, *_ in guessed) if guessed else 0
    last = max((max(span.end, named.end) for span, _, named, *_ in guessed), default=0)
    return guessed, [Span(first, last)]


def guessed_rows(document: Document, genre: Genre, context: Context, *, scored: bool) -> list[sheets.Row]:
    """The rows of tables: standards where points are given, else rows with owners, else the standards of any sheet."""
    stated = standards.standards_of(document) if genre is Genre.SHEET else None
    if stated and stated.scored:
        return stated.found
    column = columns.column_sheet(document) if stated else None
    if column:
        return column.found
    rows = sheets.rows_of(document, context)
    if stated is None or scored:
        return rows
    apart = standards.fallen_apart(document)
    return max(rows or stated.found or standards.groups_of(document), apart, key=len)


def items_of(document: Document, outline: Outline, paragraph: Paragraph, naming: Naming) -> list[Item]:
    """The items one closing owner phrase answers for."""
    section = document.sections[paragraph.section]
    in_heading = section.rank and naming.span.end <= section.heading.end + HEADING_SIGNS
    if in_heading and document.text[naming.span.end : section.span.end].strip(TAIL):
        return [
            Item(span, naming.owners, naming.span, naming.rule) for span in below(document, outline, paragraph.section)
        ]
    span = item_span(document, outline, paragraph, naming)
    return [Item(span, naming.owners, naming.span, naming.rule)] if span.start < span.end else []


def item_span(document: Document, outline: Outline, paragraph: Paragraph, naming: Naming) -> Span:
    """From the item's first word, or from the end of the owners before, to the end of the owner phrase."""
    section = outer_item(document, outline, paragraph.section)
    start = paragraph.span.start
    if section.rank >= HIGHEST_ITEM or (section.rank and section.span.start == paragraph.span.start):
        start = section.heading.start
    start = max(start, outline.free_from(start, naming.span.start))
    while start < naming.span.end and document.text[start] in TAIL:
        start += 1
    return Span(start, naming.span.end)


def outer_item(document: Document, outline: Outline, index: int) -> Section:
    """The whole item when numbered parts run on within one line and only the last names owners."""
    section = document.sections[index]
    parent = document.sections[section.parent or 0]
    one_line = section.parent and document.text.find("\n", parent.span.start, section.span.start) < 0
    if one_line and section.parent and outline.elders_name_nobody(section.parent, section.span.start):
        return parent
    return section


def items_of_line(document: Document, outline: Outline, paragraph: Paragraph, line: Naming) -> list[Item]:
    """Lines of owners answer for the items above them that have none, else for those below their heading.

    Where a text has lost its lines they stand behind the words of the last item.
    """
    section = document.sections[paragraph.section]
    limit = line.span.start
    elders = outline.parts(section.parent, outline.taken, limit)
    family = [elder for elder in elders if 0 < elder.rank < LOWEST and elder.rank == section.rank]
    spans = [Span(elder.heading.start, min(end_before(outline, elder, limit), limit)) for elder in family]
    spans = [span for span in spans if span.end - span.start > 1]
    spans = [span for span in spans if SAID.search(document.text, *span)] or spans  # not what is only a heading
    if section.rank == 1:
        spans = spans[-1:]
    return [
        Item(span, line.owners, line.span, line.rule) for span in spans or below(document, outline, paragraph.section)
    ]


def end_before(outline: Outline, section: Section, limit: int) -> int:
    """Where the text of a section ends, leaving out what stands below `limit`."""
    inside = outline.paragraphs(section.span.start, min(section.span.end, limit))
    return max((span.end for span in inside if span.end > section.heading.end), default=section.span.start)


def below(document: Document, outline: Outline, index: int) -> list[Span]:
    """The items right below a heading: its numbered parts, else all of its text."""
    section = document.sections[index]
    parts = [part for part in outline.parts(index) if part.rank < LOWEST] if section.rank else []
    spans = [Span(s.heading.start, s.span.end) for s in parts] or [Span(section.heading.start, section.span.end)]
    return spans if section.rank else []


def with_everybody(items: Sequence[Item], everybody: Sequence[tuple[int, Owners]]) -> list[Item]:
    """“以下均由…负责”: whoever is named there helps with all items from there on."""
    found = sorted(items, key=lambda item: item.span)
    for start, owners in everybody:
        units = (*owners.lead, *owners.support)
        found = [replace(item, owners=joined(item.owners, units)) if item.span.end >= start else item for item in found]
    return found


def joined(owners: Owners, units: Sequence[str]) -> Owners:
    """Owners with more helpers, none named twice."""
    more = tuple(unit for unit in units if unit not in owners.lead and unit not in owners.support)
    return Owners(owners.lead, (*owners.support, *more))


def with_term(document: Document, context: Context, item: Item) -> Item:
    """The item with the date set beside its owners."""
    if item.termed:
        return item
    return replace(item, due=grid_tasks.term_in(document.text, item.named, context))
