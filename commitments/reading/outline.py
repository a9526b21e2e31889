"""The outline: headings and numbered items as a tree of sections, and paragraphs that survive page breaks."""

import re
from bisect import bisect_right
from itertools import pairwise
from math import ceil

from commitments.document import Paragraph, Section, Span
from commitments.reading.headlines import headline_marker, is_headline, ranked
from commitments.reading.lines import Line, trim
from commitments.reading.markers import LOWEST, Marker, inline_markers, marker_of

TERMINAL = "。！？!?；;：:…"
CLOSERS = "”’）)】》*"
CONTINUES = re.compile(r"[，。、；,;的等和与及]")
PROSE = re.compile(r"[，。；、：,;:]")
COMMA = re.compile("[，,。；;、]")
FIELD = re.compile(r"[一-鿿]{2,6}(?:单位|部门|时限|时间|期限|人)\s*[:：]")  # a line of a form: its value ends with it
SENTENCE_END = re.compile(r"[。！？!?\n]|：\s*\n")
SIGNATURE = re.compile(
    r"[\d０-９〇○零一二三四五六七八九十]{4}\s*年\s*[\d０-９一二三四五六七八九十]{1,3}\s*月\s*[\d０-９一二三四五六七八九十]{1,3}\s*日"
)

LONGEST_GAP = 6  # newlines between the two halves of a sentence cut by a page break
SHORTEST_PROSE = 18  # a shorter line without a full stop is a title, a name or a label
FULL_LINE = 34  # an item's line that runs at least so far was broken by the page, not by its author
CELLS = re.compile(r"[\t|｜]|\s{2,}|\u3000")  # what parts the cells of a row: no such line was cut by its width
WIDTHS = range(18, 80)  # characters of a line that was cut by its width
LOOSE = 2  # characters by which such lines differ
LONGER = 20  # one line in so many may be longer than the rest
FEWEST_FULL, SHARE_FULL = 4, 4  # so many lines, and one in so many, are full where a text is broken by width
LONGEST_HEADING = 40  # a longer first sentence is text, not a heading
HIGH_RANK = 2  # 一、 and (一) stand in a line of their own


def find_outline(text: str, lines: tuple[Line, ...]) -> tuple[tuple[Section, ...], tuple[Paragraph, ...]]:
    """The sections, the document itself first, and the paragraphs, both in the order of the text."""
    pieces, markers = find_pieces(text, lines)
    sections = build_sections(text, pieces, markers)
    paragraphs = tuple(Paragraph(piece, innermost(sections, piece.start)) for piece in pieces)
    return sections, paragraphs


def find_pieces(text: str, lines: tuple[Line, ...]) -> tuple[list[Span], list[Marker]]:
    """Paragraph spans, cut again where an item starts inside one, and all markers in order."""
    pieces: list[Span] = []
    markers: list[Marker] = []
    for span, marker in joined_lines(text, lines):
        inside = inline_markers(text, span)
        cuts = [m.span.start for m in inside if m.rank < LOWEST]
        pieces += [trim(text, a, b) for a, b in pairwise([span.start, *cuts, span.end])]
        markers += [marker, *inside] if marker else inside
    return pieces, ranked(markers)


def joined_lines(text: str, lines: tuple[Line, ...]) -> list[tuple[Span, Marker | None]]:
    """Lines put together where a sentence was cut by the page; furniture is left out."""
    joined: list[tuple[Span, Marker | None]] = []
    last: Line | None = None
    gap = 0
    words = [line for line in lines if not line.furniture]
    width = width_of(text, words)
    beside = {line.span.start: (words[at - 1] if at else None, words[at + 1 : at + 2]) for at, line in enumerate(words)}
    for line in lines:
        gap += line.gap
        if line.furniture:
            last = None  # a page number within a sentence would be read as one of its numbers
            continue
        marker = marker_of(text, line) or headline_of(text, line, *beside[line.span.start])
        cut = last is not None and gap == 1 and is_full(text, last, width)
        if last and joined and marker is None and (cut or continues(text, joined[-1], last, line, gap)):
            joined[-1] = (Span(joined[-1][0].start, line.span.end), joined[-1][1])
        else:
            joined.append((line.span, marker))
        last, gap = line, 0
    return joined


def width_of(text: str, lines: list[Line]) -> int:
    """The width at which a text breaks its lines; 0 where it breaks them only at the end of paragraphs."""
    lengths = sorted(len(words) for line in lines if CELLS.search((words := printed(text, line)).strip()) is None)
    width = lengths[-1 - len(lengths) // LONGER] if lengths else 0
    full = sum(width - LOOSE <= length <= width + LOOSE for length in lengths)
    return width if width in WIDTHS and full >= max(FEWEST_FULL, len(lengths) // SHARE_FULL) else 0


def printed(text: str, line: Line) -> str:
    """A line as it stands on the page, from its first blank."""
    return text[text.rfind("\n", 0, line.span.start) + 1 : line.span.end]


def is_full(text: str, line: Line, width: int) -> bool:
    """Whether a line was cut by its width: it is as long as the text's lines are, and its sentence is open."""
    if not width or text[line.span.end - 1] in TERMINAL:
        return False
    words = printed(text, line)
    return len(words) >= width - LOOSE and CELLS.search(words.strip()) is None


def headline_of(text: str, line: Line, above: Line | None, below: list[Line]) -> Marker | None:
    """The marker of a line that heads a part without a number."""
    return headline_marker(text, above, line) if below and is_headline(text, above, line, below[0]) else None


def continues(text: str, above: tuple[Span, Marker | None], last: Line, line: Line, gap: int) -> bool:
    """Whether `line` goes on with the sentence that the paragraph above left open."""
    words, following = last.span.of(text), line.span.of(text)
    if gap > LONGEST_GAP or words[-1] in TERMINAL or SIGNATURE.fullmatch(following):
        return False
    if gap > 1 and FIELD.match(text, above[0].start, above[0].end):
        return False
    if words[-1] in CLOSERS and not CONTINUES.match(following):
        return words[-1] == "*" and len(words) > FULL_LINE and not is_heading_line(text, *above)
    if not PROSE.search(following) or (gap == 1 and names_next(text, above, last, line)):
        return False
    if above[1] and is_heading_line(text, *above):
        return len(words) >= FULL_LINE and above[1].rank > HIGH_RANK
    return len(words) >= SHORTEST_PROSE and PROSE.search(above[0].of(text)) is not None


def names_next(text: str, above: tuple[Span, Marker | None], last: Line, line: Line) -> bool:
    """Whether a line is the headline of the one below it: short, alone, without a comma, and not cut by its width.

    A line cut by its width is not followed by a much longer one.
    """
    words, following = last.span.of(text), line.span.of(text)
    alone = above[0].start == last.span.start and above[1] is None
    return (
        alone
        and len(words) <= LONGEST_HEADING
        and len(following) > len(words) + LONGER
        and following[-1] in TERMINAL
        and COMMA.search(words) is None
    )


def is_heading_line(text: str, span: Span, marker: Marker | None) -> bool:
    """Whether a numbered paragraph is, so far, a heading and nothing else."""
    return marker is not None and "。" not in span.of(text)


def build_sections(text: str, pieces: list[Span], markers: list[Marker]) -> tuple[Section, ...]:
    """A tree from ranks: a section ends where the next of its rank or above starts."""
    sections = [Section(rank=0, marker="", heading=Span(0, 0), span=Span(0, len(text)), parent=None)]
    open_sections, levels = [0], [0.0]
    ends = section_ends(text, markers)
    for index, marker in enumerate(markers):
        while levels[-1] >= marker.rank:
            open_sections.pop()
            levels.pop()
        paragraph_end = pieces[bisect_right(pieces, marker.span.start, key=lambda piece: piece.start) - 1].end
        end = min(ends[index], paragraph_end) if marker.rank == LOWEST else ends[index]
        following = markers[index + 1].span.start if index + 1 < len(markers) else len(text)
        heading = find_heading(text, marker, min(following, paragraph_end))
        span = Span(marker.span.start, trim(text, marker.span.start, end).end)
        rank = ceil(marker.rank) if marker.words else min(ceil(marker.rank), LOWEST - 1)
        sections.append(Section(rank, marker.words, heading, span, open_sections[-1]))
        open_sections.append(len(sections) - 1)
        levels.append(marker.rank)
    return tuple(sections)


def section_ends(text: str, markers: list[Marker]) -> list[int]:
    """For every marker where the next of its rank or above stands; a “一是” also ends with its paragraph."""
    ends = [len(text)] * len(markers)
    nearest: dict[float, int] = {}
    for index in range(len(markers) - 1, -1, -1):
        marker = markers[index]
        ends[index] = min((at for rank, at in nearest.items() if rank <= marker.rank), default=len(text))
        nearest[marker.rank] = marker.span.start
    return ends


def find_heading(text: str, marker: Marker, limit: int) -> Span:
    """The words behind the marker up to the end of the line or the first sentence; empty if that is a whole text."""
    start = marker.span.end
    stop = SENTENCE_END.search(text, start, limit)
    end = stop.start() if stop else limit
    span = trim(text, start, end)
    while span.start < span.end and text[span.start] == "*":
        span = trim(text, span.start + 1, span.end)
    while span.start < span.end and text[span.end - 1] in "*：:":
        span = trim(text, span.start, span.end - 1)
    return span if len(span.of(text)) <= LONGEST_HEADING else Span(start, start)


def innermost(sections: tuple[Section, ...], offset: int) -> int:
    """The index of the deepest section that holds an offset, leaving out “一是” and its like."""
    index = bisect_right(sections, offset, key=lambda section: section.span.start) - 1
    while index > 0 and (sections[index].span.end <= offset or sections[index].rank == LOWEST):
        index = sections[index].parent or 0
    return max(index, 0)
