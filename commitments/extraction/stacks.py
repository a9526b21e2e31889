"""Stacks: indicator tables that lost their rows, with a line for each cell."""

from collections.abc import Iterator, Sequence

from commitments.document import Span
from commitments.extraction import later as re
from commitments.extraction.tables import LINE, Row, crowded, trimmed

NAME = re.compile(r"指标(?:名称|内容|体系|类别|及单位)?$|^(?:主要|核心|发展|具体)?指标|^(?:名称|项目|内容)$")
YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
COUNTING = re.compile(r"序\s?号|编\s?号")
WIDEST = 12  # columns of a table
LONGEST_HEAD = 16  # characters of a column's name


def stacked(text: str) -> Iterator[tuple[Row, ...]]:
    """The indicator tables that lost their rows: a line for each cell, a counter opens each row."""
    if COUNTING.search(text) is None:
        return
    lines = [trimmed(text, *found.span()) for found in LINE.finditer(text)]
    for pieces in ([line for line in lines if line.start < line.end], *crowded(text)):
        yield from stacked_in(text, pieces)


def stacked_in(text: str, lines: Sequence[Span]) -> Iterator[tuple[Row, ...]]:
    """The indicator tables among the cells that stand one behind the other."""
    at = 0
    while at < len(lines):
        width = COUNTING.fullmatch(text, *lines[at]) and head_width(text, lines[at : at + WIDEST])
        if not width:
            at += 1
            continue
        rows = [row_of_cells(lines[at : at + width])]
        at, count = at + width, 1
        while (end := next_row(text, lines, at, width, count)) > at:
            rows.append(row_of_cells(lines[at:end]))
            at, count = end, count + 1
        if len(rows) > 1:
            yield tuple(rows)


def head_width(text: str, lines: Sequence[Span]) -> int:
    """How many lines make up the head that starts here with the name of a counter; 0 if they do not."""
    words = [line.of(text) for line in lines]
    width = next((n for n, word in enumerate(words) if word == "1"), 0)
    named = any(NAME.search(word) for word in words[:width]) and any(YEAR.search(word) for word in words[:width])
    return width if named and all(len(word) <= LONGEST_HEAD for word in words[:width]) else 0


def next_row(text: str, lines: Sequence[Span], at: int, width: int, count: int) -> int:
    """Where the row with a counter ends: before the next counter, or after as many cells as the head has."""
    if at >= len(lines) or lines[at].of(text) != str(count):
        return at
    following = range(at + width - 1, min(at + width + 2, len(lines)))
    end = next((n for n in following if lines[n].of(text) == str(count + 1)), at + width)
    return min(end, len(lines))


def row_of_cells(cells: Sequence[Span]) -> Row:
    """A row made of lines."""
    return Row(Span(cells[0].start, cells[-1].end), tuple(cells))
