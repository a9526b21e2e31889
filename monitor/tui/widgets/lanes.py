"""Owner lanes: a line for each unit, a cell for each month, with what it has open and due there."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from commitments.i18n import _
from commitments.ledger import Lane
from commitments.periods import add_months
from monitor.digest import Figure, narrowing
from monitor.tui.cells import fit
from monitor.tui.widgets.calendar import heat, short_count
from monitor.tui.widgets.card import Card, Number
from monitor.words import unit_words

MONTHS = 12
LONGEST_NAME = 24  # cells
NARROWEST = 5  # cells of a month


class LanesCard(Card):
    """Units by months, the most loaded unit first; the cursor is on a cell."""

    def __init__(self, today: date, *, most: int, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        """Nothing counted yet; so many lanes are shown at a time."""
        super().__init__("", id=id)
        self._today = today
        self._most = most
        self.start = today.replace(day=1)  # the first month in view
        self._lanes: list[tuple[str, Mapping[date, int]]] = []
        self._by_unit: dict[str, dict[date, int]] = {}
        self._row = 0
        self._column = 0
        self._top = 0

    def show(self, lanes: Sequence[Lane]) -> None:
        """Show what each unit has due in each month."""
        self._by_unit = {}
        for lane in lanes:
            months = self._by_unit.setdefault(lane.unit, {})
            first = lane.due.replace(day=1)
            months[first] = months.get(first, 0) + lane.targets
        self._order()

    def begin(self, start: date) -> None:
        """Show twelve months from this one on."""
        self.start = start.replace(day=1)
        self._order()

    def room(self, lines: int) -> None:
        """Show so many lanes at a time."""
        self._most = max(1, lines - 2)
        self._settle()
        self.refresh(layout=True)

    def _order(self) -> None:
        """The most loaded of the months in view first."""
        under = self._lanes[self._row][0] if self._lanes else None
        totals = {unit: sum(months.get(month, 0) for month in self.months) for unit, months in self._by_unit.items()}
        ordered = sorted((unit for unit in totals if totals[unit]), key=lambda unit: (-totals[unit], unit))
        self._lanes = [(unit, self._by_unit[unit]) for unit in ordered]
        self._row = ordered.index(under) if under in totals and under in ordered else 0
        self.heading = _("各单位每月到期  {first} — {last}").format(
            first=f"{self.months[0]:%Y-%m}", last=f"{self.months[-1]:%Y-%m}"
        )
        self.note = _("{n} 个单位").format(n=len(ordered))
        self._settle()
        self.refresh(layout=True)

    @property
    def months(self) -> list[date]:
        """The months in view."""
        return [add_months(self.start, n) for n in range(MONTHS)]

    @property
    def lines(self) -> int:
        """The names of the months, and the lanes."""
        return 1 + max(1, min(self._most, len(self._lanes)))

    def chosen(self) -> Number | None:
        """What the unit has due in the month."""
        if not self._lanes:
            return None
        unit, months = self._lanes[self._row]
        first = self.months[self._column]
        words = (narrowing.still_open(), narrowing.answered_by(unit), narrowing.due_on(f"{first:%Y-%m}"))
        count = months.get(first, 0)
        return Number(short_count(count), Figure(count, words)) if count else None

    def action_move(self, rows: int) -> None:
        """Go some lanes down (or up)."""
        self._row += rows
        self._settle()

    def action_step(self, columns: int) -> None:
        """Go some months on (or back); at the edge the months move."""
        wanted = self._column + columns
        if not 0 <= wanted < MONTHS:
            self.begin(add_months(self.start, columns))
        else:
            self._column = wanted
        self._settle()

    def action_edge(self, end: int) -> None:
        """Go to the first lane or the last."""
        self._row = len(self._lanes) - 1 if end else 0
        self._settle()

    def point(self, x: int, y: int) -> None:
        """Put the cursor on the cell that lies there."""
        name, cells = self._geometry(self.size.width)
        if y >= 1 and x > name:
            self._row, self._column = self._top + y - 1, (x - name - 1) // cells
        self._settle()

    def _settle(self) -> None:
        self._row = max(0, min(self._row, len(self._lanes) - 1))
        self._column = max(0, min(self._column, MONTHS - 1))
        room = self.lines - 1
        self._top = max(0, min(max(min(self._top, self._row), self._row - room + 1), len(self._lanes) - room))
        self.refresh()

    def _geometry(self, width: int) -> tuple[int, int]:
        """How wide names and months are."""
        longest = max((cell_len(unit_words(unit)) for unit, _ in self._lanes), default=0)
        name = max(4, min(longest, LONGEST_NAME, width - 2 - MONTHS * NARROWEST))
        return name, max(1, (width - name - 2) // MONTHS)

    def paint(self, y: int, width: int) -> Strip:
        """The names of the months, or a lane."""
        name, cells = self._geometry(width)
        if y == 0:
            return self._names(name, cells, width)
        index = self._top + y - 1
        if index >= len(self._lanes):
            said = f" {_('没有')}" if y == 1 else ""
            return Strip([Segment(fit(said, width), self.style("card--muted"))])
        unit, months = self._lanes[index]
        most = max((months.get(first, 0) for _, months in self._lanes for first in self.months), default=0)
        segments = [Segment(" " + fit(unit_words(unit), name), self.style("card--label"))]
        for column, first in enumerate(self.months):
            segments.append(self._cell(months.get(first, 0), most, (index, column), first, cells))
        return Strip(segments)

    def _names(self, name: int, cells: int, width: int) -> Strip:
        segments: list[Any] = [Segment(" " * (name + 1), self.rich_style)]
        for first in self.months:
            january = f" {first:%y}-1"  # as wide as the narrowest month
            said = f" {first:%y-%m}" if cells > NARROWEST + 1 else january if first.month == 1 else f" {first:%m}"
            look = "card--today" if first == self._today.replace(day=1) else "card--muted"
            segments.append(Segment(fit(said, cells), self.style(look)))
        return Strip(segments).crop(0, width)

    def _cell(self, count: int, most: int, place: tuple[int, int], first: date, cells: int) -> Segment:
        words = fit(f" {heat(count, most)}{short_count(count)}" if count else "", cells)
        if place == (self._row, self._column):
            return Segment(words, self.style("card--cursor" if self.has_focus else "card--title"))
        late = first < self._today.replace(day=1)
        return Segment(words, self.style("card--bad" if late else "card--bar"))
