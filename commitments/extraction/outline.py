"""The outline of a document, as the search for items asks for it again and again."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from commitments.document import Document, Paragraph, Section, Span
from commitments.extraction.naming import closing_namings


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

    def take(self, spans: Iterable[Span]) -> None:
        """Note the stretches of items that have been found."""
        for span in spans:
            at = bisect_right(self._starts, span.start)
            self._starts.insert(at, span.start)
            self._ends.insert(at, span.end)
            self.taken = max(self.taken, span.end)

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
