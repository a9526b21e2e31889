"""Rows of cells, from whatever format, as lines of text: a tab between cells, and the place of each."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from commitments.document import Place, PlaceKind

# Columns whose merged cells speak for every row beside them; the words that tell a row of headings.
SHARED_COLUMN = re.compile(r"单位|部门|责任|牵头|配合|时限|时间|期限|进度|主体")
HEADING = re.compile(
    r"序号|编号|任务|目标|指标|事项|内容|措施|项目|要求|标准|分值|单位|部门|责任|牵头|配合|时限|时间|期限|进度|备注|主体|领导"
)
BLANK = re.compile(r"\s+")
FEWEST_HEADINGS = 2
LONGEST_HEADING = 16  # characters: a longer cell is a sentence


def is_heading_row(cells: Sequence[str]) -> bool:
    """Whether a row names its columns."""
    named = [cell for cell in cells if cell]
    known = [cell for cell in named if len(cell) <= LONGEST_HEADING and HEADING.search(cell)]
    return len(known) >= FEWEST_HEADINGS and len(known) * 2 > len(named)


def shared_columns(cells: Sequence[str]) -> frozenset[int]:
    """The columns, from 0, whose merged cells speak for every row beside them."""
    return frozenset(at for at, cell in enumerate(cells) if SHARED_COLUMN.search(cell))


def one_cell(words: str) -> str:
    """The words of a cell in one line."""
    return BLANK.sub(" ", words).strip()


def column_name(number: int) -> str:
    """A column from 0 as spreadsheets call it: A, B … Z, AA and so on."""
    name = ""
    number += 1
    while number:
        number, letter = divmod(number - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


@dataclass(slots=True)
class Lines:
    """Lines as they are gathered, and where the words of each cell begin."""

    words: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    length: int = 0

    def add(self, line: str) -> None:
        """Add a line of its own."""
        self.words.append(line)
        self.length += len(line) + 1

    def add_row(self, cells: Sequence[str], *, sheet: str, row: int) -> None:
        """Add a row of one sheet, counted from 1; empty cells at its end are dropped, and an empty row altogether."""
        filled = [at for at, cell in enumerate(cells) if cell]
        if not filled:
            return
        start = self.length
        for at, cell in enumerate(cells[: filled[-1] + 1]):
            if cell:
                name = f"{sheet}!{column_name(at)}{row}" if sheet else f"{column_name(at)}{row}"
                self.places.append(Place(start, PlaceKind.CELL, name))
            start += len(cell) + 1
        self.add("\t".join(cells[: filled[-1] + 1]))

    @property
    def text(self) -> str:
        """The text they make."""
        return "\n".join(self.words)


def with_shared(
    rows: Iterable[tuple[int, list[str]]], merged: Mapping[tuple[int, int], str]
) -> Iterator[tuple[int, list[str]]]:
    """Rows with the merged cells of owners and dates repeated beside every row they span.

    Args:
        rows: number from 1 and cells of each row.
        merged: words by row from 1 and column from 0, for the cells that a merged cell covers below its first.
    """
    shared: frozenset[int] = frozenset()
    for number, cells in rows:
        if is_heading_row(cells):
            shared = shared_columns(cells)
        for at in shared:
            if (words := merged.get((number, at))) and at < len(cells) and not cells[at]:
                cells[at] = words
        yield number, cells
