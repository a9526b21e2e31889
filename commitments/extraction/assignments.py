"""Assignments: items of an implementing document that name who answers for them, each of which is one task."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import overload

from commitments.document import Document, Paragraph, Section, Span
from commitments.extraction import charges, columns, fields, grid_periods, grid_tasks, grids, sheets, standards
from commitments.extraction.naming import Naming, closing_namings, line_naming
from commitments.extraction.outline import Outline
from commitments.extraction.passage import NO_DUE, Genre
from commitments.extraction.rule import Context
from commitments.target import Due, Owners

TAIL = "。；;，, \n）)*"
RECORD = "fields of a record"
CHARGE = "duty of a body"
LOWEST = 5
HIGHEST_ITEM = 2
HEADING_SIGNS = 3
MOST_OF = 0.7  # of what is guessed cell by cell, and columns say more surely
NESTED = 40  # items that may share one line of owners


SAID = re.compile("[，,。；;]")
REMEDY = re.compile(r"(?:^|(?<=[\n。；;]))\s*整改(?:措施|任务|要求)\s?[:：]\s*")  # before it stands what is amiss


@dataclass(frozen=True, slots=True)
class Item:
    """One item with its owners; `span` is the task's quote, `named` the words that name them."""

    span: Span
    owners: Owners
    named: Span
    rule: str
    due: Due = NO_DUE  # a term set beside the owners (完成时限)
    task: bool = True  # a goal beside the measures that serve it has owners, but is no task

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


def find_items(document: Document, genre: Genre, context: Context) -> Items:
    """The items that end in owners, or stand under a heading or above lines that name them, or in a row with them."""
    rows, tables = rows_of(document, genre, context)
    items = [Item(*row) for row in rows]
    read, known = grids.grids_of(document.text), Items(sorted(items, key=lambda item: item.span))
    goals = [*grid_tasks.goals_of(document, context, read), *grid_periods.steps_of(document, context, read)]
    items += [Item(*goal, task=False) for goal in goals if known.at(goal[0].start) is None]
    outline = Outline(document)
    outline.take(item.span for item in items)
    for record in fields.records_of(document):
        items += items_of_record(document, context, record)
        tables.append(record.span)
    everybody: list[tuple[int, Owners]] = []
    passed = 0
    tables.sort()
    for number, paragraph in enumerate(document.paragraphs):
        if number < passed or touched(tables, paragraph.span):
            continue
        line = line_naming(document, number)
        if line:
            passed = number + line.paragraphs
            found = items_of_line(document, outline, paragraph, line)
            outline.take(item.span for item in found)
            items += found
            continue
        for naming in closing_namings(document.text, paragraph):
            if naming.for_all:
                everybody.append((naming.span.start, naming.owners))
            else:
                find = items_of_line if naming.chapter_ends else items_of
                found = find(document, outline, paragraph, naming)
                outline.take(item.span for item in found)
                items += found
    items += charged(document, genre, Items(sorted(items, key=lambda item: item.span)))
    return Items([with_term(document, context, item) for item in with_everybody(items, everybody)])


def touched(tables: Sequence[Span], span: Span) -> bool:
    """Whether a stretch has a place in common with one of the tables, which are in order."""
    last = bisect_left(tables, span.end, key=lambda table: table.start) - 1
    return last >= 0 and span.start < tables[last].end


def charged(document: Document, genre: Genre, known: Items) -> list[Item]:
    """The lines of a plan that open with a body and say what it answers for, outside all other items."""
    found = charges.charges_of(document) if genre in (Genre.PLAN, Genre.SHEET) else ()
    return [
        Item(span, owners, named, CHARGE)
        for span, owners, named in found
        if known.at(span.start) is None and known.at(span.end - 1) is None
    ]


def items_of_record(document: Document, context: Context, record: fields.Record) -> Iterator[Item]:
    """The measures of a record, a task each unless they name owners of their own; its goals, which have its owners."""
    text = document.text
    due = grid_tasks.term_in(text, record.term, context) if record.term else NO_DUE
    if record.term and due.day is None:
        due = replace(due, text=record.term.of(text))
    for measure in record.measures:
        own = next((each for each in closing_namings(text, Paragraph(measure, 0)) if not each.for_all), None)
        if own:
            yield Item(measure, own.owners, own.span, own.rule)
        elif record.owners:
            yield Item(measure, record.owners, record.named, RECORD, due)
    for goal in record.goals:
        yield Item(goal, record.owners, record.named, RECORD, due, task=False)


def rows_of(document: Document, genre: Genre, context: Context) -> tuple[list[sheets.Row], list[Span]]:
    """The tasks that stand in tables, and the stretches of text from which no other item is read."""
    read = grids.grids_of(document.text)
    spans = [Span(grid.head.span.start, grid.end) for grid in read]
    assessed = grid_tasks.tasks_of(document, context, read, assessed=True)
    planned = grid_tasks.tasks_of(document, context, read, assessed=False)
    guessed = guessed_rows(document, genre, context, scored=bool(assessed))
    figured = sum(grid_tasks.sets_no_task(document.text, grid, row) for grid in read for row in grid.rows)
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
    remedy = REMEDY.search(document.text, start, naming.span.start)
    start = remedy.end() if remedy else start
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
    return replace(item, due=grid_tasks.last_term_in(document.text, item.named, context))
