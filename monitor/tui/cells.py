"""Text measured in terminal cells, not characters: cut, fill and wrap, exact for Chinese."""

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

from rich.cells import cell_len, get_character_cell_size

from monitor.safe_text import visible
from monitor.tui.glyphs import glyph

NEVER_FIRST = frozenset("，。；：、！？）】》〉」』〕”’…,.;:!?)]}%％‰℃")
NEVER_LAST = frozenset("（【《〈「『〔“‘([{")
LOOK_BACK = 16  # how far a break may move to the left before the line is cut where it is full

_SPACES = str.maketrans({"\t": " ", "\u2028": " ", "\u2029": " ", "\u00ad": "\ufffd"})


def drawable(text: str) -> str:
    """`text`, of equal length, with nothing left in it that a terminal would act upon; newlines stay."""
    return visible(text).translate(_SPACES)


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
    text_widths = [_width_of(char) for char in text]
    edges = [0, *accumulate(text_widths)]
    lines: list[tuple[int, int]] = []
    start = 0
    for part in text.split("\n"):
        _wrap_part(text, edges, (start, start + len(part)), max(width, 2), lines)
        start += len(part) + 1
    return lines


@lru_cache(maxsize=16384)
def _width_of(char: str) -> int:
    return 0 if char == "\n" else get_character_cell_size(char)


def _wrap_part(text: str, edges: list[int], part: tuple[int, int], width: int, lines: list[tuple[int, int]]) -> None:
    start, end = part
    while True:
        full = bisect_right(edges, edges[start] + width, start, end + 1) - 1
        if full >= end:
            lines.append((start, end))
            return
        stop = _break_at(text, start, max(full, start + 1))
        lines.append((start, stop))
        start = stop


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
