"""Assignments: items of an implementing document that name who answers for them, each of which is one task."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from commitments.document import Document, Paragraph, Section, Span
from commitments.extraction.rule import OwnerMatch
from commitments.target import Owners

FindOwners = Callable[[str, int, int], tuple[OwnerMatch, ...]]

GATE = re.compile(r"单位|负责|牵头|配合|责任部门|主责|主办|部门[:：]")
LABEL = re.compile(
    r"[（(【\[]?\s*(?:[一-鿿]{0,4}(?:牵头|责任|配合|主办|承办|协办|实施|主管|落实|参与|参加)[一-鿿]{0,4}(?:单位|部门|领导|处室|科室|人))\s*[:：]"
)
EVERYWHERE = re.compile(
    r"(?:以下|下同|各项|均)[^，。；;]{0,6}由(?P<units>[^，。；;）)]{2,40}?)(?:分别)?(?:按职责分工)?负责"
)
TAIL = "。；;，, \n）)*"
LOWEST = 5
HIGHEST_ITEM = 2


@dataclass(frozen=True, slots=True)
class Item:
    """One item with its owners; `span` is the task's quote."""

    span: Span
    owners: Owners
    hit: OwnerMatch


def find_items(document: Document, find_owners: FindOwners) -> tuple[Item, ...]:
    """The items that end in owners, or stand under a heading or above a line that names them."""
    items: list[Item] = []
    for paragraph in document.paragraphs:
        if GATE.search(document.text, paragraph.span.start, paragraph.span.end):
            for match in find_owners(document.text, paragraph.span.start, paragraph.span.end):
                items += items_of(document, paragraph, match, items)
    return with_everybody(document, find_owners, sorted(items, key=lambda item: item.span))


def items_of(document: Document, paragraph: Paragraph, match: OwnerMatch, known: Sequence[Item]) -> list[Item]:
    """The items one owner phrase answers for."""
    section = document.sections[paragraph.section]
    if is_line(document.text, paragraph, match):
        return items_of_line(document, paragraph, match, known)
    if not closes(document.text, paragraph, match):
        return []
    if section.rank and match.span.end <= section.heading.end + 3 and not ends_section(document, section, match):
        return [Item(span, match.owners, match) for span in below(document, paragraph.section)]
    return [Item(item_span(document, paragraph, match, known), match.owners, match)]


def is_line(text: str, paragraph: Paragraph, match: OwnerMatch) -> bool:
    """Whether a paragraph consists of nothing but its owners."""
    return LABEL.match(text, paragraph.span.start) is not None and match.span.start <= paragraph.span.start + 1


def closes(text: str, paragraph: Paragraph, match: OwnerMatch) -> bool:
    """Whether an owner phrase ends its item: in brackets, or labelled at the end of the paragraph."""
    if match.bracketed:
        return True
    rest = text[match.span.end : paragraph.span.end].strip(TAIL)
    before = text[paragraph.span.start : match.span.start].rstrip()
    return not rest and (LABEL.match(text, match.span.start) is not None or before.endswith(("。", "；", ";")))


def ends_section(document: Document, section: Section, match: OwnerMatch) -> bool:
    """Whether nothing of the section follows the owner phrase."""
    return not document.text[match.span.end : section.span.end].strip(TAIL)


def item_span(document: Document, paragraph: Paragraph, match: OwnerMatch, known: Sequence[Item]) -> Span:
    """From the item's first word, or from the end of the owners before, to the end of the owner phrase."""
    section = outer_item(document, paragraph.section)
    start = paragraph.span.start
    if section.rank >= HIGHEST_ITEM or (section.rank and section.span.start == paragraph.span.start):
        start = min(section.heading.start, max(start, section.heading.start))
    earlier = [item.span.end for item in known if start <= item.span.start < match.span.start]
    start = max([start, *earlier])
    while document.text[start] in TAIL:
        start += 1
    return Span(start, match.span.end)


def outer_item(document: Document, index: int) -> Section:
    """The whole item when numbered parts run on within one line and only the last names owners."""
    section = document.sections[index]
    parent = document.sections[section.parent or 0]
    if section.parent and "\n" not in document.text[parent.span.start : section.span.start]:
        siblings = [s for s in document.sections if s.parent == section.parent and s.span.start < section.span.start]
        text = document.text
        if siblings and not any(LABEL.search(text, s.span.start, s.span.end) for s in siblings):
            return parent
    return section


def items_of_line(document: Document, paragraph: Paragraph, match: OwnerMatch, known: Sequence[Item]) -> list[Item]:
    """A line of owners answers for the items above it that have none, else for those below its heading."""
    section = document.sections[paragraph.section]
    taken = max((item.span.end for item in known), default=0)
    family = [
        s
        for s in document.sections
        if s.rank < LOWEST
        and s.rank == section.rank
        and s.parent == section.parent
        and s.span.start <= paragraph.span.start
        and s.span.start >= taken
    ]
    lines = [Span(s.heading.start, end_before(document, s, paragraph.span.start)) for s in family if s.rank]
    if not lines or all(line.end <= line.start for line in lines):
        return [Item(span, match.owners, match) for span in below(document, paragraph.section)]
    if section.rank == 1 and len(lines) > 1:
        lines = lines[-1:]
    return [Item(line, match.owners, match) for line in lines if line.end - line.start > 1]


def end_before(document: Document, section: Section, limit: int) -> int:
    """Where the text of a section ends, leaving out what stands below `limit`."""
    ends = [
        p.span.end for p in document.paragraphs if section.span.start <= p.span.start < min(section.span.end, limit)
    ]
    return max(ends, default=section.span.start)


def below(document: Document, index: int) -> list[Span]:
    """The items right below a heading: its numbered parts, else all of its text."""
    section = document.sections[index]
    parts = [s for s in document.sections if s.parent == index and s.rank < LOWEST]
    return [Span(s.heading.start, s.span.end) for s in parts] or [Span(section.heading.start, section.span.end)]


def with_everybody(document: Document, find_owners: FindOwners, items: list[Item]) -> tuple[Item, ...]:
    """“以下均由…负责”: whoever is named there helps with all items from there on."""
    found = EVERYWHERE.search(document.text)
    if found is None:
        return tuple(items)
    units: tuple[str, ...] = ()
    for match in find_owners(document.text, found.start("units") - 1, found.end()):
        units = (*match.owners.lead, *match.owners.support)
    return tuple(
        replace(item, owners=joined(item.owners, units)) if item.span.end >= found.start() else item for item in items
    )


def joined(owners: Owners, units: Sequence[str]) -> Owners:
    """Owners with more helpers, none named twice."""
    more = tuple(unit for unit in units if unit not in owners.lead and unit not in owners.support)
    return Owners(owners.lead, (*owners.support, *more))


def item_at(items: Sequence[Item], offset: int) -> int | None:
    """The index of the item that holds an offset."""
    return next((n for n, item in enumerate(items) if item.span.start <= offset < item.span.end), None)
