"""Hard-wrapped texts: rules match a text without the breaks that fell inside its paragraphs, and offsets are led back.

A page that breaks its lines at a fixed width cuts numbers and names in two (36万 → 3 / 6万): read as it stands, half a
number would be taken for a whole one.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import replace
from itertools import accumulate
from statistics import median

from commitments.document import Document, Paragraph, Section, Span
from commitments.target import Extraction, Result, RuleHit, Target

Step = Callable[[Document], Extraction]
BREAK = re.compile(r"(?<![A-Za-z\n])[^\S\n]*\n\s*(?![A-Za-z\s])")  # between words of Latin letters it is a blank
CELLS = re.compile(r"[\t|｜]")
FEWEST = 3  # breaks: fewer are those of pages
WIDTHS = range(15, 80)  # characters of a line that was cut by its width
LOOSE = 4  # characters by which such lines differ: signs that must not begin a line, letters of half width
MOST = 0.8  # of the breaks that stand at the end of a full line


def unwrapped(document: Document, step: Step) -> Extraction:
    """What `step` finds in the document read without the breaks inside its paragraphs; quotes keep theirs."""
    breaks = breaks_of(document)
    if not is_wrapped(document.text, breaks):
        return step(document)
    seam = Seam(document.text, breaks)
    found = step(seam.closed(document))
    return Extraction(tuple(map(seam.target, found.targets)), tuple(map(seam.result, found.results)))


def breaks_of(document: Document) -> list[Span]:
    """The breaks inside paragraphs, with the blanks beside them; those of tables part rows."""
    text = document.text
    return [
        Span(*found.span())
        for paragraph in document.paragraphs
        if not CELLS.search(text, *paragraph.span)
        for found in BREAK.finditer(text, *paragraph.span)
    ]


def is_wrapped(text: str, breaks: list[Span]) -> bool:
    """Whether the lines before the breaks are as long as one another, as those are that were cut by their width."""
    if len(breaks) < FEWEST:
        return False
    lengths = [one.start - (text.rfind("\n", 0, one.start) + 1) for one in breaks]
    usual = median(lengths)
    full = sum(abs(length - usual) <= LOOSE for length in lengths)
    return int(usual) in WIDTHS and full >= MOST * len(breaks)


class Seam:
    """A text with some stretches taken out, and the way between its offsets and those of the whole."""

    def __init__(self, text: str, breaks: list[Span]) -> None:
        self._whole = text
        self._ends = [one.end for one in breaks]
        self._starts = [one.start for one in breaks]
        self._gone = [0, *accumulate(one.end - one.start for one in breaks)]
        self._cuts = [start - gone for start, gone in zip(self._starts, self._gone, strict=False)]

    def closed(self, document: Document) -> Document:
        """The document without the stretches."""
        pieces = zip([0, *self._ends], [*self._starts, len(self._whole)], strict=True)
        return replace(
            document,
            text="".join(self._whole[start:end] for start, end in pieces),
            sections=tuple(self._section(section) for section in document.sections),
            paragraphs=tuple(Paragraph(self._shut(one.span), one.section) for one in document.paragraphs),
        )

    def target(self, target: Target) -> Target:
        """A target with the offsets and the quote that the whole text has."""
        span = self._open(Span(target.start, target.end))
        rules = tuple(map(self._hit, target.rules))
        return replace(target, quote=span.of(self._whole), start=span.start, end=span.end, rules=rules)

    def result(self, result: Result) -> Result:
        """The same for a result."""
        span = self._open(Span(result.start, result.end))
        rules = tuple(map(self._hit, result.rules))
        return replace(result, quote=span.of(self._whole), start=span.start, end=span.end, rules=rules)

    def _hit(self, hit: RuleHit) -> RuleHit:
        return hit._replace(span=hit.span and self._open(hit.span))

    def _open(self, span: Span) -> Span:
        """A stretch of the closed text in the whole one; it begins behind a break and ends before one."""
        start = span.start + self._gone[bisect_right(self._cuts, span.start)]
        return Span(start, max(start, span.end + self._gone[bisect_left(self._cuts, span.end)]))

    def _shut(self, span: Span) -> Span:
        """A stretch of the whole text in the closed one."""
        return Span(self._less(span.start), self._less(span.end))

    def _less(self, offset: int) -> int:
        at = bisect_right(self._starts, offset)
        inside = max(0, self._ends[at - 1] - offset) if at else 0
        return offset - self._gone[at] + inside

    def _section(self, section: Section) -> Section:
        return replace(section, heading=self._shut(section.heading), span=self._shut(section.span))
