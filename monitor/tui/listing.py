"""What a list shows, as ids alone: sections with their counts, and where each row lies."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Section:
    """A run of rows under one head; an empty `key` has no head line."""

    key: str
    count: int
    more: bool = False  # whether further rows are still being read


class Listing:
    """Ids in the order they are shown, cut into sections. A line is a head or a row; a row has an index."""

    def __init__(self, sections: Iterable[Section], ids: "array[int]") -> None:
        """Keep the sections that have rows.

        Args:
            sections: in the order of `ids`; their counts add up to its length.
            ids: one id per row.
        """
        self.ids = ids
        self.sections = tuple(section for section in sections if section.count)
        self._first_index = [0, *accumulate(section.count for section in self.sections)]
        self._first_line = [0, *accumulate(section.count + bool(section.key) for section in self.sections)]

    def __len__(self) -> int:
        """How many rows there are, heads not counted."""
        return len(self.ids)

    @property
    def lines(self) -> int:
        """How many lines the list takes, heads included."""
        return self._first_line[-1]

    def line_of(self, index: int) -> int:
        """The line on which a row lies."""
        k = bisect_right(self._first_index, index) - 1
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
