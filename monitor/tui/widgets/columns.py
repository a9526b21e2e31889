"""Small charts of block columns: one or two series over months or weeks, with a cursor on one column."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from monitor.tui.cells import fit
from monitor.tui.glyphs import glyph, ramp
from monitor.tui.widgets.card import Card, Number

NARROWEST, WIDEST = 1, 4  # cells of one column with its gap


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its height, the number that can be opened, and what it says in a line."""

    share: Fraction  # of the full height
    number: Number
    said: str
    now: bool = False  # whether today lies in it


@dataclass(frozen=True, slots=True)
class Series:
    """Columns that belong together; `name` is "" where there is only one series."""

    name: str
    columns: tuple[Column, ...]
    style: str = "card--bar"


class ColumnsCard(Card):
    """One or two rows of columns above one axis; the line below says what the column under the cursor is."""

    def __init__(self, title: str, *, tall: int, empty: str = "", id: str | None = None) -> None:  # noqa: A002
        """Draw every series so many lines tall; `empty` is said when there is nothing to draw."""
        super().__init__(title, id=id)
        self._tall = tall
        self._empty = empty
        self._series: Sequence[Series] = ()
        self._labels: Sequence[str] = ()
        self._line = 0
        self._column = 0

    def show(self, series: Sequence[Series], labels: Sequence[str], *, note: str = "") -> None:
        """Show other columns; `labels` are two cells each. The cursor starts where now is."""
        before = self.lines
        first = not self._series
        self._series, self._labels, self.note = series, labels, note
        if first and series:
            self._column = next((n for n, column in enumerate(series[0].columns) if column.now), 0)
        self._settle()
        self.refresh(layout=self.lines != before)

    def go(self, column: int) -> None:
        """Put the cursor on a column."""
        self._column = column
        self._settle()

    @property
    def lines(self) -> int:
        """The columns, the axis, and what is said of one of them."""
        return self._tall * max(1, len(self._series)) + 2

    def chosen(self) -> Number | None:
        """The number of the column under the cursor."""
        column = self._under()
        return column.number if column else None

    def _under(self) -> Column | None:
        if not self._series or not self._series[self._line].columns:
            return None
        return self._series[self._line].columns[self._column]

    def action_move(self, rows: int) -> None:
        """Go to the other series."""
        self._line += rows
        self._settle()

    def action_step(self, columns: int) -> None:
        """Go some columns to the right (or left)."""
        self._column += columns
        self._settle()

    def action_edge(self, end: int) -> None:
        """Go to the first column or the last."""
        self._column = len(self._labels) - 1 if end else 0
        self._settle()

    def point(self, x: int, y: int) -> None:
        """Put the cursor on the column that lies there."""
        left, step = self._geometry(self.size.width)
        if self._series and x >= left:
            self._column = (x - left) // step
            self._line = min(y // self._tall, len(self._series) - 1)
        self._settle()

    def _settle(self) -> None:
        self._line = max(0, min(self._line, len(self._series) - 1))
        columns = len(self._series[self._line].columns) if self._series else 1
        self._column = max(0, min(self._column, columns - 1))
        self.refresh()

    def _geometry(self, width: int) -> tuple[int, int]:
        """Where the first column begins, and how far apart columns are, in cells."""
        name = max((cell_len(one.name) for one in self._series), default=0)
        left = 1 + (name + 1 if name else 0)
        columns = max(1, len(self._labels))
        return left, max(NARROWEST, min(WIDEST, (width - left - 1) // columns))

    def paint(self, y: int, width: int) -> Strip:
        """One line of columns, the axis, or the line that says what is under the cursor."""
        if not self._series:
            return Strip([Segment(fit(f" {self._empty}" if y == 0 else "", width), self.style("card--muted"))])
        drawn = self._tall * len(self._series)
        if y < drawn:
            return self._columns_line(*divmod(y, self._tall), width)
        return self._axis(width) if y == drawn else self._said(width)

    def _columns_line(self, number: int, line: int, width: int) -> Strip:
        series, (left, step) = self._series[number], self._geometry(width)
        name = series.name if line == self._tall - 1 else ""
        segments = [Segment(fit(f" {name}", left), self.style("card--muted"))]
        steps, plain = ramp("column"), self.rich_style
        for index, column in enumerate(series.columns):
            level = min(max(column.share, Fraction(0)), Fraction(1)) * self._tall * (len(steps) - 1)
            eighths = max(int(level), 1) if column.share > 0 else 0
            part = min(max(eighths - (self._tall - 1 - line) * (len(steps) - 1), 0), len(steps) - 1)
            thick = max(1, step - 1)
            under = self.has_focus and (number, index) == (self._line, self._column)
            look = "card--cursor" if under else series.style
            segments.append(Segment(steps[part] * thick, self.style(look)))
            segments.append(Segment(" " * (step - thick), plain))
        return Strip(segments).crop(0, width)

    def _axis(self, width: int) -> Strip:
        left, step = self._geometry(width)
        every = 1 if step > 2 else 3 if step == 2 else 6  # noqa: PLR2004 - labels are two cells wide
        segments = [Segment(" " * left, self.rich_style)]
        index = 0
        while index < len(self._labels):
            taken = min(every, len(self._labels) - index)
            cells = step * taken
            now = any(self._series[0].columns[index + n].now for n in range(taken))
            label = self._labels[index] if cells > 1 else ""
            segments.append(Segment(fit(label, cells), self.style("card--label" if now else "card--muted")))
            index += taken
        return Strip(segments).crop(0, width)

    def _said(self, width: int) -> Strip:
        column = self._under()
        lead = glyph("cursor") if self.has_focus else " "
        look = "card--cursor" if self.has_focus else "card--label"
        return Strip([Segment(fit(f"{lead}{column.said if column else ''}", width), self.style(look))])
