"""Cards of a dashboard: a title, lines drawn cell by cell, and a cursor that rests on numbers that can be opened."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from monitor.digest import Figure
from monitor.tui.actions import Scope, bindings
from monitor.tui.cells import fit
from monitor.tui.glyphs import glyph, ramp

LEAST_BAR = 4  # cells below which a bar says nothing


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written, and the figure behind it; None where there is nothing to look behind."""

    text: str
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class BarRow:
    """One line of a card: what it is about, its part of the longest bar, its numbers."""

    label: str
    share: Fraction
    numbers: tuple[Number, ...]
    style: str = ""  # a component class of the bar


class Card(Widget, can_focus=True):
    """What all cards have in common. Subclasses paint the lines below the title."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.CHART)]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "card--title",
        "card--title-focused",
        "card--label",
        "card--number",
        "card--cursor",
        "card--muted",
        "card--today",
        "card--bar",
        "card--good",
        "card--warning",
        "card--bad",
    }

    class Opened(Message):
        """Somebody wants to see what a number counts."""

        def __init__(self, figure: Figure) -> None:
            """The figure behind the number."""
            super().__init__()
            self.figure = figure

    def __init__(self, title: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        """Without content; `title` is a message already translated."""
        super().__init__(id=id)
        self.heading = title
        self.note = ""  # on the right of the title

    # what subclasses say

    @property
    @abstractmethod
    def lines(self) -> int:
        """How many lines there are below the title."""

    @abstractmethod
    def paint(self, y: int, width: int) -> Strip:
        """One line below the title."""

    @abstractmethod
    def chosen(self) -> Number | None:
        """The number under the cursor."""

    @abstractmethod
    def action_move(self, rows: int) -> None:
        """Go some lines down (or up)."""

    @abstractmethod
    def action_step(self, columns: int) -> None:
        """Go some numbers to the right (or left)."""

    @abstractmethod
    def action_edge(self, end: int) -> None:
        """Go to the first number or the last."""

    @abstractmethod
    def point(self, x: int, y: int) -> None:
        """Put the cursor on what lies there, `y` lines below the title."""

    # what is the same for all

    def action_choose(self) -> None:
        """Open the number under the cursor."""
        number = self.chosen()
        if number is not None and number.figure is not None:
            self.post_message(self.Opened(number.figure))

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor there, a double click opens."""
        if event.y:
            self.point(event.x, event.y - 1)
            self.refresh()
            if event.chain > 1:
                self.action_choose()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """The title and what is below it."""
        return 1 + self.lines

    def render_line(self, y: int) -> Strip:
        """One line of the card, exactly as wide as it is."""
        width = self.size.width
        strip = self._title(width) if y == 0 else self.paint(y - 1, width)
        return strip.adjust_cell_length(width, self.rich_style)

    def _title(self, width: int) -> Strip:
        style = self.style("card--title-focused" if self.has_focus else "card--title")
        lead = glyph("cursor") if self.has_focus else " "
        room = width - 2
        note = f" {self.note}" if self.note else ""
        words = fit(self.heading, room - cell_len(note)) + note if cell_len(note) < room else fit(self.heading, room)
        return Strip([Segment(f"{lead}{words} ", style)])

    def style(self, name: str) -> Style:
        """The style of a part of the card; of the card itself for an empty name."""
        return self.get_component_rich_style(name) if name else self.rich_style

    def on_focus(self) -> None:
        """Title and cursor look different with the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """Title and cursor look different without the focus."""
        self.refresh()

    def notify_style_update(self) -> None:
        """Lines depend on the theme."""
        super().notify_style_update()
        self.refresh()


class BarsCard(Card):
    """A line for each row: label, block bar, numbers; longer lists scroll with the cursor."""

    def __init__(self, title: str, *, most: int, empty: str = "", id: str | None = None) -> None:  # noqa: A002
        """Show at most so many rows at a time; `empty` is said when there are none."""
        super().__init__(title, id=id)
        self._most = most
        self._empty = empty
        self._rows: Sequence[BarRow] = ()
        self._row = 0
        self._column = 0
        self._top = 0

    def show(self, rows: Sequence[BarRow], *, note: str = "") -> None:
        """Show other rows; the cursor stays where it was, as far as there are rows."""
        before = self.lines
        self._rows, self.note = rows, note
        self._settle()
        self.refresh(layout=self.lines != before)

    @property
    def lines(self) -> int:
        """As many as there are rows, at most those there is room for; one that says there are none."""
        return max(1, min(self._most, len(self._rows)))

    def chosen(self) -> Number | None:
        """The number under the cursor."""
        return self._rows[self._row].numbers[self._column] if self._rows else None

    def action_move(self, rows: int) -> None:
        """Go some rows down (or up)."""
        self._row += rows
        self._settle()

    def action_step(self, columns: int) -> None:
        """Go to the next number of the row (or the one before)."""
        self._column += columns
        self._settle()

    def action_edge(self, end: int) -> None:
        """Go to the first row or the last."""
        self._row = len(self._rows) - 1 if end else 0
        self._settle()

    def point(self, x: int, y: int) -> None:
        """Put the cursor on the row, and on the number that lies there."""
        if not self._rows or self._top + y >= len(self._rows):
            return
        self._row = self._top + y
        ends = self.size.width - 1
        for column in range(len(self._rows[self._row].numbers) - 1, -1, -1):
            ends -= self._widths()[column] + 1
            if x > ends:
                self._column = column
                break
        self._settle()

    def _settle(self) -> None:
        """Keep the cursor on a number, and its row in sight."""
        self._row = max(0, min(self._row, len(self._rows) - 1))
        columns = len(self._rows[self._row].numbers) if self._rows else 1
        self._column = max(0, min(self._column, columns - 1))
        room = self.lines
        self._top = max(0, min(max(min(self._top, self._row), self._row - room + 1), len(self._rows) - room))
        self.refresh()

    def _widths(self) -> list[int]:
        """How wide each column of numbers is."""
        columns = max(len(row.numbers) for row in self._rows)
        return [
            max(cell_len(row.numbers[column].text) for row in self._rows if column < len(row.numbers))
            for column in range(columns)
        ]

    def paint(self, y: int, width: int) -> Strip:
        """One row."""
        index = self._top + y
        if index >= len(self._rows):
            return Strip([Segment(fit(f" {self._empty}" if y == 0 else "", width), self.style("card--muted"))])
        row, widths = self._rows[index], self._widths()
        taken = sum(cells + 1 for cells in widths) + 1
        label = min(max(cell_len(other.label) for other in self._rows), max(6, (width - taken) * 2 // 3))
        room = width - taken - label - 2
        segments = [Segment(" " + fit(row.label, max(0, min(label, width - taken - 1))), self.style("card--label"))]
        if room >= LEAST_BAR:
            segments.append(Segment(" " + bar(row.share, room), self.style(row.style or "card--bar")))
        else:
            segments.append(Segment(" " * max(0, width - taken - min(label, width - taken - 1) - 1), self.rich_style))
        for column, number in enumerate(row.numbers):
            under = self.has_focus and (index, column) == (self._row, self._column)
            segments.append(Segment(glyph("cursor") if under else " ", self.style("card--cursor" if under else "")))
            look = "card--cursor" if under else "card--number" if number.figure is not None else "card--muted"
            segments.append(Segment(fit(number.text, widths[column], right=True), self.style(look)))
        return Strip(segments)


def bar(share: Fraction, cells: int) -> str:
    """A block bar of so many cells, to an eighth of a cell; whatever is more than nothing is seen."""
    steps = ramp("bar")
    eighths = min(max(share, Fraction(0)), Fraction(1)) * cells * (len(steps) - 1)
    whole, rest = divmod(max(int(eighths), 1) if share > 0 else 0, len(steps) - 1)
    drawn = steps[-1] * whole + (steps[rest] if rest else "")
    return drawn + " " * (cells - len(drawn))
