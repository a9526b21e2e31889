"""Lines as they stand on pages, put together to the paragraphs their author wrote."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from commitments.document import Place, PlaceKind

DIGITS = re.compile(r"\d+")
LATIN = re.compile(r"[A-Za-z0-9]")
INDENT = 0.9  # em: a line that starts so far in opens a paragraph
SHORT = 2.2  # em: a line that ends so far before the margin closes one
EDGE = 0.09  # of the page's height, above and below, where headers and footers stand
FEWEST_REPEATS = 3  # pages on which a line must stand to be furniture
LONGEST_FURNITURE = 60  # characters
SAME_SIZE = 0.15  # difference of type sizes within a paragraph
FAR = 1.2  # of the usual distance of lines: a wider gap parts paragraphs


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line on a page. Coordinates in points, from the left and from the top."""

    page: int  # from 1
    words: str
    left: float
    right: float
    top: float
    size: float  # of the type, in points
    height: float  # of the page
    row: bool = False  # of a table: stands alone, whatever is around it


def text_of(lines: Sequence[PageLine]) -> tuple[str, tuple[Place, ...]]:
    """The paragraphs of a document, a line each, and where in them each page begins."""
    kept = without_furniture(lines)
    margins = margins_of(kept)
    distances = distances_of(kept)
    parts: list[str] = []
    places: list[Place] = []
    length = 0
    before: int | None = None
    for at, line in enumerate(kept):
        joined = before is not None and continues(kept, before, at, margins, distances)
        glue = "" if before is None else (gap_between(kept[before].words, line.words) if joined else "\n")
        parts.append(glue)
        length += len(glue)
        if not places or places[-1].label != str(line.page):
            places.append(Place(length, PlaceKind.PAGE, str(line.page)))
        parts.append(line.words)
        length += len(line.words)
        before = at
    return "".join(parts), tuple(places)


def without_furniture(lines: Sequence[PageLine]) -> list[PageLine]:
    """The lines without headers and footers: what stands at the edge of several pages, the same but for digits."""
    edge = [line for line in lines if is_at_edge(line)]
    pages: dict[str, set[int]] = {}
    for line in edge:
        pages.setdefault(shape_of(line), set()).add(line.page)
    most = max((line.page for line in lines), default=1)
    enough = min(FEWEST_REPEATS, most)
    repeated = {shape for shape, found in pages.items() if len(found) >= enough and most > 1}
    return [line for line in lines if not (is_at_edge(line) and shape_of(line) in repeated)]


def is_at_edge(line: PageLine) -> bool:
    """Whether a line stands where headers and footers do, and is short enough for one."""
    at_edge = line.top < EDGE * line.height or line.top > (1 - EDGE) * line.height
    return at_edge and len(line.words) <= LONGEST_FURNITURE and not line.row


def shape_of(line: PageLine) -> str:
    """The words of a line with its numbers made alike."""
    return DIGITS.sub("#", "".join(line.words.split()))


def margins_of(lines: Sequence[PageLine]) -> list[tuple[float, float]]:
    """For each line the left and right margin of the column it stands in."""
    columns: list[list[int]] = []
    for at, line in enumerate(lines):
        last = lines[at - 1] if at else None
        same = last is not None and last.page == line.page and line.top > last.top - line.size / 2
        if same and last is not None and line.left < last.right:
            columns[-1].append(at)
        else:
            columns.append([at])
    found = [(0.0, 0.0)] * len(lines)
    widest: dict[tuple[int, int], tuple[float, float]] = {}  # columns of one place on different pages share margins
    for column in columns:
        left = usual([lines[at].left for at in column])
        right = max(lines[at].right for at in column)
        key = (round(left / 30), round(right / 30))
        known = widest.get(key, (left, right))
        widest[key] = (min(known[0], left), max(known[1], right))
        for at in column:
            found[at] = widest[key]
    return found


def usual(values: Sequence[float]) -> float:
    """The leftmost of the values that occur often: where lines start that do not open a paragraph."""
    counts = Counter(round(value / 2) * 2 for value in values)
    often = max(counts.values())
    return float(min(value for value, count in counts.items() if count * 3 >= often))


def distances_of(lines: Sequence[PageLine]) -> dict[int, float]:
    """The usual distance from line to line on each page, in points."""
    steps: dict[int, list[float]] = {}
    for above, below in pairwise(lines):
        if above.page == below.page and below.top > above.top:
            steps.setdefault(below.page, []).append(below.top - above.top)
    return {page: sorted(found)[len(found) // 2] for page, found in steps.items()}


def continues(
    lines: Sequence[PageLine],
    before: int,
    at: int,
    margins: Sequence[tuple[float, float]],
    distances: dict[int, float],
) -> bool:
    """Whether a line goes on with the paragraph of the line before it."""
    above, line = lines[before], lines[at]
    if above.row or line.row or abs(above.size - line.size) > SAME_SIZE * line.size:
        return False
    if above.page == line.page and line.top - above.top > FAR * distances.get(line.page, 0) + line.size:
        return False
    reaches_margin = above.right >= margins[before][1] - SHORT * above.size
    indented = line.left > margins[at][0] + INDENT * line.size
    return reaches_margin and not indented


def gap_between(above: str, below: str) -> str:
    """What parts the words at the end of one line from those of the next: a space only between Latin words."""
    return " " if LATIN.match(above[-1:]) and LATIN.match(below[:1]) else ""
