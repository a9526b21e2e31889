"""Markers: the signs that number headings and items, and the rank each gives."""

import re
from dataclasses import dataclass

from commitments.document import Span
from commitments.reading.lines import Line

CHINESE = "一二三四五六七八九十"
EMPHASIS = r"[#*\s\u3000]*"
DIGITS = "0-9０-９"

# Rank by form, the form at the start of a line. Markdown signs and emphasis may stand before any of them.
FORMS = (
    (1, rf"第[{CHINESE}百零{DIGITS}]{{1,4}}(?:编|章|篇|部分)"),
    (2, rf"第[{CHINESE}百零{DIGITS}]{{1,4}}节"),
    (3, rf"第[{CHINESE}百零{DIGITS}]{{1,4}}条"),
    (1, rf"(?:[{CHINESE}]{{1,3}}|[{CHINESE}]百[{CHINESE}零]{{0,4}})\s*[、.．](?![{CHINESE}]{{1,3}}[、.．])"),
    (2, rf"[（(]\s*[{CHINESE}]{{1,3}}\s*[）)]"),
    (
        3,
        rf"[{DIGITS}]{{1,2}}\s*[、.．](?:(?![{DIGITS}])|(?=[{DIGITS}]{{1,2}}\s*(?:[-—–~至到]\s*[{DIGITS}]{{1,2}}\s*)?月|[{DIGITS}]{{4}}\s*年))",
    ),
    (4, rf"[（(]\s*[{DIGITS}]{{1,2}}\s*[）)](?![{DIGITS}])"),
    (4, rf"[{DIGITS}]{{1,2}}[）)]"),
    (5, "[①-⑳]"),
    (5, rf"[{CHINESE}]{{1,2}}[是要](?=[^{CHINESE}，,。否])"),
)
ANNEX = r"附\s*件\s*[0-9一二三四五六七八九十]{0,2}\s*[:：]?(?=\s*(?:\n|$))"
AT_LINE_START = re.compile(
    EMPHASIS + "(?:" + "|".join(f"(?P<r{n}>{form})" for n, (_, form) in enumerate(FORMS)) + f"|(?P<annex>{ANNEX}))"
)
MARKDOWN = re.compile(r"#{1,6}\s+")
TITLE_LEVEL = 1  # "# …" is the document's name

# Inside a paragraph an item starts behind the end of a sentence; rank and counter are checked by `in_sequence`.
INLINE = re.compile(
    r"(?P<item>"
    rf"(?<=[。；;：:！？!?*\s)）])(?:{FORMS[3][1]})"
    rf"|(?:{FORMS[4][1]})"
    rf"|(?<![{DIGITS}.．%〔\[(（第])(?:{FORMS[5][1]})(?=[\u4e00-\u9fff“《]|[{DIGITS}]{{1,2}}\s?月|[{DIGITS}]{{4}}\s?年)"
    rf"|(?<=[。；;：:！？!?\s])(?:{FORMS[6][1]})(?=[\u4e00-\u9fff“《])"
    r")"
    rf"|(?<=[。；;：:，,！？!?*\s])\*{{0,8}}(?P<firstly>{FORMS[9][1]})"
)
COUNTER = re.compile(rf"[{CHINESE}][{CHINESE}百零]*|[{DIGITS}]+")


@dataclass(frozen=True, slots=True)
class Marker:
    """A numbering sign: `span` covers emphasis and sign, `rank` is what Section.rank says."""

    span: Span
    words: str
    rank: float  # a headline without a number stands between two ranks
    inline: bool = False

    @property
    def count(self) -> int:
        """The number it carries; 0 if it carries none."""
        found = COUNTER.search(self.words)
        return number(found.group()) if found else 0


def marker_of(text: str, line: Line) -> Marker | None:
    """The marker a line starts with, if it starts with one."""
    if line.furniture:
        return None
    found = AT_LINE_START.match(text, line.span.start, line.span.end)
    if found is None:
        return heading_sign(text, line)
    words = found.group().strip("#* \t\u3000")
    rank = 1 if found.lastgroup == "annex" else FORMS[int((found.lastgroup or "r0")[1:])][0]
    return Marker(Span(line.span.start, found.end()), words, rank)


def heading_sign(text: str, line: Line) -> Marker | None:
    """A Markdown heading without a number; the document's own name is none of its sections."""
    found = MARKDOWN.match(text, line.span.start, line.span.end)
    if found is None:
        return None
    level = found.group().count("#")
    return None if level <= TITLE_LEVEL else Marker(Span(*found.span()), found.group().strip(), 1)


def inline_markers(text: str, span: Span) -> list[Marker]:
    """The markers inside one paragraph, leaving out the one it starts with."""
    found = []
    for hit in INLINE.finditer(text, span.start + 1, span.end):
        words = hit.group().strip("*")
        rank = 5 if hit.group("firstly") else rank_of(words)
        found.append(Marker(Span(*hit.span()), words, rank, inline=True))
    return in_sequence(text, span, found)


def rank_of(words: str) -> int:
    """The rank of an inline marker by its form."""
    first = words[0]
    if first in "（(":
        return 2 if words[1:].strip()[0] in CHINESE else 4
    return 1 if first in CHINESE else 3


def in_sequence(text: str, span: Span, markers: list[Marker]) -> list[Marker]:
    """Keep the markers that count on from one another: a lone “1.” or a cross-reference is no item."""
    opening = AT_LINE_START.match(text, span.start, span.end)
    head = opening.group().strip("#* ") if opening else ""
    kept = []
    for rank in {marker.rank for marker in markers}:
        same = [marker for marker in markers if marker.rank == rank]
        expected = Marker(span, head, rank).count + 1 if head and rank_by_form(head) == rank else 1
        numbers = {marker.count for marker in same}
        for marker in same:
            if marker.count == 1 and 2 in numbers:  # noqa: PLR2004  a list has a second item
                expected = 1
            if marker.count == expected and (marker.count > 1 or 2 in numbers or rank == LOWEST):  # noqa: PLR2004
                kept.append(marker)
                expected += 1
    return sorted(kept, key=lambda marker: marker.span.start)


LOWEST = 5


def rank_by_form(words: str) -> int:
    """The rank of a marker that stands at the start of a paragraph."""
    found = AT_LINE_START.match(words + "x")
    if found is None or found.lastgroup == "annex":
        return 0
    return FORMS[int((found.lastgroup or "r0")[1:])][0]


def number(digits: str) -> int:
    """A counter as a number: 十二 → 12, 一百二十一 → 121, １２ → 12."""
    if digits[0] not in CHINESE:
        return int(digits)
    hundreds, hundred, rest = digits.rpartition("百")
    rest = rest.strip("零")
    tens, ten, ones = rest.rpartition("十")
    found = 100 * (CHINESE.index(hundreds[-1]) + 1) if hundred else 0
    found += 10 * (CHINESE.index(tens[-1]) + 1 if tens else 1) if ten else 0
    return found + (CHINESE.index(ones[-1]) + 1 if ones else 0)
