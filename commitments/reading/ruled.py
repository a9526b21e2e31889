"""Ruled tables on a page: the grid that its lines draw, and the cell in which a point lies."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

THIN = 3.0  # points: a filled shape no thicker is a line
NEAR = 3.0  # points: lines no further apart are one
FEWEST = 2  # rows and columns of a table


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points, from the left and from the top; a line is one without height or width."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Grid:
    """The lines of one table: `xs` between columns, `ys` between rows, both with the outer ones; `rules` as drawn."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    rules: tuple[Box, ...]  # the level ones

    def cell_of(self, x: float, y: float) -> tuple[int, int] | None:
        """Row and column, from 0, of a point; None outside of the table."""
        if not (self.xs[0] <= x < self.xs[-1] and self.ys[0] <= y < self.ys[-1]):
            return None
        return bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1

    def first_row(self, row: int, column: int) -> int:
        """The first row of the merged cell that a cell is part of: up to the nearest line drawn above it."""
        middle = (self.xs[column] + self.xs[column + 1]) / 2
        while row > 0 and not self._ruled(self.ys[row], middle):
            row -= 1
        return row

    def _ruled(self, y: float, x: float) -> bool:
        return any(abs(rule.top - y) <= NEAR and rule.left - NEAR <= x <= rule.right + NEAR for rule in self.rules)


def grids_of(shapes: Sequence[Box]) -> list[Grid]:
    """The tables that lines and boxes on a page draw."""
    level = [line for box in shapes for line in level_lines(box)]
    upright = [line for box in shapes for line in upright_lines(box)]
    found = []
    for group in touching([*level, *upright]):
        members = set(map(id, group))
        rules = tuple(line for line in level if id(line) in members)
        xs = merged([line.left for line in upright if id(line) in members])
        ys = merged([line.top for line in rules])
        if len(xs) > FEWEST and len(ys) > FEWEST - 1:
            found.append(Grid(xs, ys, rules))
    return found


def level_lines(box: Box) -> list[Box]:
    """The level lines of a shape: itself if it is one, else its upper and lower edge."""
    if box.right - box.left <= THIN:
        return []
    if box.bottom - box.top <= THIN:
        middle = (box.top + box.bottom) / 2
        return [Box(box.left, middle, box.right, middle)]
    return [Box(box.left, box.top, box.right, box.top), Box(box.left, box.bottom, box.right, box.bottom)]


def upright_lines(box: Box) -> list[Box]:
    """The upright lines of a shape."""
    if box.bottom - box.top <= THIN:
        return []
    if box.right - box.left <= THIN:
        middle = (box.left + box.right) / 2
        return [Box(middle, box.top, middle, box.bottom)]
    return [Box(box.left, box.top, box.left, box.bottom), Box(box.right, box.top, box.right, box.bottom)]


def touching(lines: Sequence[Box]) -> list[list[Box]]:
    """Lines grouped with all that they touch, directly or through others."""
    groups: list[tuple[Box, list[Box]]] = []
    for line in sorted(lines, key=lambda box: (box.top, box.left)):
        joined = [group for group in groups if meet(group[0], line)]
        groups = [group for group in groups if group not in joined]
        bounds, members = line, [line]
        for other, others in joined:
            bounds, members = around(bounds, other), [*others, *members]
        groups.append((bounds, members))
    return [members for _bounds, members in groups]


def meet(one: Box, other: Box) -> bool:
    """Whether two rectangles touch, within the width of a line."""
    level = one.left - NEAR <= other.right and other.left - NEAR <= one.right
    return level and one.top - NEAR <= other.bottom and other.top - NEAR <= one.bottom


def around(one: Box, other: Box) -> Box:
    """The rectangle that holds both."""
    return Box(
        min(one.left, other.left), min(one.top, other.top), max(one.right, other.right), max(one.bottom, other.bottom)
    )


def merged(values: Sequence[float]) -> tuple[float, ...]:
    """The values in order, those closer than a line's width as one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > NEAR:
            found.append(value)
    return tuple(found)
