"""Assignments: items of an implementing document that name who answers for them, each of which is one task."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import overload

from commitments.document import Document, Paragraph, Section, Span
from commitments.extraction import sheets, standards
from commitments.extraction.naming import Naming, closing_namings, line_naming
from commitments.extraction.passage import NO_DUE, Genre
from commitments.extraction.rule import Context
from commitments.extraction.zh.dates import find_dates
from commitments.target import Due, Owners

TAIL = "。；;，, \n）)*"
LOWEST = 5
HIGHEST_ITEM = 2
HEADING_SIGNS = 3
NESTED = 40  # items that may share one line of owners


@dataclass(frozen=True, slots=True)
class Item:
    """One item with its owners; `span` is the task's quote, `named` the words that name them."""

    span: Span
    owners: Owners
    named: Span
    rule: str
    due: Due = NO_DUE  # a term set beside the owners (完成时限)


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
    items = [Item(*row) for row in rows_of(document, genre, context)]
    table = (
        Span(items[0].span.start, max(max(item.named.end, item.span.end) for item in items)) if items else Span(0, 0)
    )
    everybody: list[tuple[int, Owners]] = []
    passed = 0
    for number, paragraph in enumerate(document.paragraphs):
        if number < passed or table.start <= paragraph.span.start < table.end:
            continue
        line = line_naming(document, number)
        if line:
            passed = number + line.paragraphs
            items += items_of_line(document, paragraph, line, items)
            continue
        for naming in closing_namings(document.text, paragraph):
            if naming.for_all:
                everybody.append((naming.span.start, naming.owners))
            else:
                items += items_of(document, paragraph, naming, items)
    return Items([with_term(document, context, item) for item in with_everybody(items, everybody)])


def rows_of(document: Document, genre: Genre, context: Context) -> list[sheets.Row]:
    """The rows of tables: standards where points are given, else rows with owners, else the standards of any sheet."""
    stated = standards.standards_of(document) if genre is Genre.SHEET else None
    if stated and stated.scored:
        return stated.found
    rows = sheets.rows_of(document, context)
    return rows or (stated.found or standards.groups_of(document) if stated else [])


def items_of(document: Document, paragraph: Paragraph, naming: Naming, known: Sequence[Item]) -> list[Item]:
    """The items one closing owner phrase answers for."""
    section = document.sections[paragraph.section]
    in_heading = section.rank and naming.span.end <= section.heading.end + HEADING_SIGNS
    if in_heading and document.text[naming.span.end : section.span.end].strip(TAIL):
        return [Item(span, naming.owners, naming.span, naming.rule) for span in below(document, paragraph.section)]
    return [Item(item_span(document, paragraph, naming, known), naming.owners, naming.span, naming.rule)]


def item_span(document: Document, paragraph: Paragraph, naming: Naming, known: Sequence[Item]) -> Span:
    """From the item's first word, or from the end of the owners before, to the end of the owner phrase."""
    section = outer_item(document, paragraph.section)
    start = paragraph.span.start
    if section.rank >= HIGHEST_ITEM or (section.rank and section.span.start == paragraph.span.start):
        start = section.heading.start
    start = max([start, *(item.span.end for item in known if start <= item.span.start < naming.span.start)])
    while document.text[start] in TAIL:
        start += 1
    return Span(start, naming.span.end)


def outer_item(document: Document, index: int) -> Section:
    """The whole item when numbered parts run on within one line and only the last names owners."""
    section = document.sections[index]
    parent = document.sections[section.parent or 0]
    text = document.text
    if section.parent and "\n" not in text[parent.span.start : section.span.start]:
        elder = [s for s in document.sections if s.parent == section.parent and s.span.start < section.span.start]
        named = any(naming for s in elder for naming in closing_namings(text, Paragraph(s.span, 0)))
        if elder and not named:
            return parent
    return section


def items_of_line(document: Document, paragraph: Paragraph, line: Naming, known: Sequence[Item]) -> list[Item]:
    """Lines of owners answer for the items above them that have none, else for those below their heading."""
    section = document.sections[paragraph.section]
    taken = max((item.span.end for item in known), default=0)
    family = [
        s
        for s in document.sections
        if 0 < s.rank < LOWEST
        and (s.rank, s.parent) == (section.rank, section.parent)
        and taken <= s.span.start <= paragraph.span.start
    ]
    spans = [Span(s.heading.start, end_before(document, s, paragraph.span.start)) for s in family]
    spans = [span for span in spans if span.end - span.start > 1]
    if section.rank == 1:
        spans = spans[-1:]
    return [Item(span, line.owners, line.span, line.rule) for span in spans or below(document, paragraph.section)]


def end_before(document: Document, section: Section, limit: int) -> int:
    """Where the text of a section ends, leaving out what stands below `limit`."""
    inside = [p.span for p in document.paragraphs if section.span.start <= p.span.start < min(section.span.end, limit)]
    return max((span.end for span in inside if span.end > section.heading.end), default=section.span.start)


def below(document: Document, index: int) -> list[Span]:
    """The items right below a heading: its numbered parts, else all of its text."""
    section = document.sections[index]
    parts = [s for s in document.sections if s.parent == index and s.rank < LOWEST] if section.rank else []
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
    if item.due.day:
        return item
    dates = find_dates(document.text, item.named.start, item.named.end, context)
    due = next((match.due for match in dates if match.due.day), NO_DUE)
    return replace(item, due=due)
