"""What a list shows, as ids alone: sections with their counts, and where each row lies."""

from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate


class Sort(StrEnum):
    """What a list of targets is sorted by."""

    DUE = "due"
    URGENCY = "urgency"
    DOCUMENT = "document"
    CONFIDENCE = "confidence"


@dataclass(frozen=True, slots=True)
class Section:
    """A run of rows under one head; an empty `key` has no head line."""

    key: str
    count: int
    more: bool = False  # whether further rows are still being read


class Listing:
    """Ids in the order they are shown, cut into sections. A line is a head or a row; a row has an index.

    Of a folded section the head alone takes a line; its rows stay in the list, and lie on the line of the head.
    """

    def __init__(self, sections: Iterable[Section], ids: "array[int]", folded: Collection[str] = ()) -> None:
        """Keep the sections that have rows.

        Args:
            sections: in the order of `ids`; their counts add up to its length.
            ids: one id per row.
            folded: keys of the sections whose rows are put away.
        """
        self.ids = ids
        self.sections = tuple(section for section in sections if section.count)
        self._folded = frozenset(filter(None, folded))
        self._first_index = [0, *accumulate(section.count for section in self.sections)]
        self._first_line = [0, *accumulate(map(self._lines_of, self.sections))]

    def _lines_of(self, section: Section) -> int:
        return 1 if section.key in self._folded else section.count + bool(section.key)

    def fold(self, folded: Collection[str]) -> "Listing":
        """The same rows with these sections folded, and no others."""
        return Listing(self.sections, self.ids, folded)

    def is_folded(self, key: str) -> bool:
        """Whether the rows of a section are put away."""
        return key in self._folded

    def section_of(self, index: int) -> Section:
        """The section of a row."""
        return self.sections[bisect_right(self._first_index, index) - 1]

    def head_of(self, key: str) -> tuple[int, int] | None:
        """The line of the head of a section and the index of its first row; None if there is no such section."""
        found = next((k for k, section in enumerate(self.sections) if section.key == key), None)
        return None if found is None else (self._first_line[found], self._first_index[found])

    def __len__(self) -> int:
        """How many rows there are, heads not counted."""
        return len(self.ids)

    @property
    def lines(self) -> int:
        """How many lines the list takes, heads included."""
        return self._first_line[-1]

    def line_of(self, index: int) -> int:
        """The line on which a row lies, that of the head where the section is folded."""
        k = bisect_right(self._first_index, index) - 1
        if self.sections[k].key in self._folded:
            return self._first_line[k]
        return self._first_line[k] + bool(self.sections[k].key) + index - self._first_index[k]

    def at(self, line: int) -> Section | int:
        """What lies on a line: the section it heads, or the index of the row."""
        k = bisect_right(self._first_line, line) - 1
        offset = line - self._first_line[k]
        section = self.sections[k]
        if section.key and offset == 0:
            return section
        return self._first_index[k] + offset - bool(section.key)

    def heads_row(self, index: int) -> bool:
        """Whether a head stands right above the row."""
        return index in self._first_index[:-1] and bool(self.sections[self._first_index.index(index)].key)

    def find(self, row_id: int) -> int | None:
        """The index of a row, None if it is not in the list."""
        try:
            return self.ids.index(row_id)
        except ValueError:
            return None

    def page(self, number: int, size: int) -> Sequence[int]:
        """The ids of one page of `size` rows."""
        return self.ids[number * size : (number + 1) * size]


def nothing() -> Listing:
    """A list without rows."""
    return Listing((), array("q"))
