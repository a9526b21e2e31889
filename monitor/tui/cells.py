"""Text measured in terminal cells, not characters: cut, fill and wrap, exact for Chinese."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from rich.cells import cell_len, get_character_cell_size

from monitor.safe_text import visible
from monitor.tui.glyphs import glyph

NEVER_FIRST = frozenset("，。；：、！？）】》〉」』〕”’…,.;:!?)]}%％‰℃")
NEVER_LAST = frozenset("（【《〈「『〔“‘([{")
LOOK_BACK = 16  # how far a break may move to the left before the line is cut where it is full

WIDEST = 2  # cells that any character may take

_SPACES = "\t\u2028\u2029"


def drawable(text: str) -> str:
    """`text`, of equal length, with nothing left in it that a terminal would act upon; newlines stay."""
    shown = visible(text)
    for sign in _SPACES:  # sought in a long text a hundred times as fast as it is translated
        shown = shown.replace(sign, " ")
    return shown


def fit(text: str, width: int, *, right: bool = False) -> str:
    """`text` on one line of exactly `width` cells: cut with an ellipsis, or filled with spaces.

    Args:
        text: any text; newlines become spaces.
        width: cells, at least 0.
        right: fill on the left, as for numbers.
    """
    line = drawable(text).replace("\n", " ")
    if (missing := width - cell_len(line)) >= 0:
        return " " * missing + line if right else line + " " * missing
    if width <= 0:
        return ""
    cut = _cut(line, width - 1) + glyph("cut")
    return cut + " " * (width - cell_len(cut))


def _cut(line: str, width: int) -> str:
    """The longest head of `line` that takes no more than `width` cells."""
    end = min(len(line), width)
    while end and cell_len(line[:end]) > width:
        end -= 1
    return line[:end]


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """Cut `text` into lines of at most `width` cells; each is a half-open stretch of `text`, newlines left out.

    No line starts with a closing mark such as ，。； nor ends with an opening one, words and numbers stay whole
    where the width allows it. An empty line stays an empty stretch.
    """
    width = max(width, WIDEST)
    lines: list[tuple[int, int]] = []
    start = 0
    for part in text.split("\n"):
        end = start + len(part)
        if len(part) * WIDEST <= width:
            lines.append((start, end))
        else:
            lines.extend((start + head, start + tail) for head, tail in _wrapped(part, width))
        start = end + 1
    return lines


class _Widths(dict[str, int]):
    """How many cells a character takes, once somebody has asked: a long document asks for each of its own."""

    def __missing__(self, char: str) -> int:
        width = self[char] = get_character_cell_size(char)
        return width


_WIDTHS = _Widths()


def _wrapped(part: str, width: int) -> Iterator[tuple[int, int]]:
    """The lines of a stretch without newlines."""
    edges = [0, *accumulate(map(_WIDTHS.__getitem__, part))]
    start, end = 0, len(part)
    while (full := bisect_right(edges, edges[start] + width, start, end + 1) - 1) < end:
        stop = _break_at(part, start, max(full, start + 1))
        yield start, stop
        start = stop
    yield start, end


def _break_at(text: str, start: int, full: int) -> int:
    """The best place for a line break at or before `full`."""
    for stop in range(full, max(start, full - LOOK_BACK), -1):
        if _may_break(text[stop - 1], text[stop]):
            return stop
    return full


def _may_break(before: str, after: str) -> bool:
    if after in NEVER_FIRST or after == " " or before in NEVER_LAST:
        return False
    return not (before.isascii() and after.isascii() and not before.isspace())
