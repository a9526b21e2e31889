"""The list of targets: state, due date, days left, units, promise, latest value; as many columns as fit."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from commitments.evidence import Review
from commitments.i18n import _
from commitments.timing import Timing
from monitor.tui.cells import fit
from monitor.tui.glyphs import glyph
from monitor.tui.listing import Section
from monitor.tui.provider import Row
from monitor.tui.widgets.agenda_columns import LEAD, Column, columns_for
from monitor.tui.widgets.virtual_table import VirtualTable
from monitor.words import word


class AgendaTable(VirtualTable[Row]):
    """Targets under the heads overdue, due today, near, ahead, undated, closed."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "agenda--head",
        "agenda--titles",
        "agenda--cursor",
        "agenda--cursor-blurred",
        "agenda--decided",
        "agenda--candidate",
        "agenda--tracked",
        "agenda--rejected",
        "agenda--waiting",
        *(f"agenda--{timing.value}" for timing in Timing),
    }

    def __init__(self, fetch: Callable[[Sequence[int]], Sequence[Row]], *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        """Nothing decided yet."""
        super().__init__(fetch, id=id)
        self.decided: set[int] = set()  # ids that stay in place, dim, until the list is loaded again
        self._marked: set[int] = set()
        self.line: int | None = None  # the newest line of the log when its rows were read
        self._marked_at: int | None = None  # the same when the first of the marks was put
        self.queue = False  # whether it shows candidates that wait for their review
        self.chosen: Mapping[str, bool] = {}  # columns that a person wants, or does not want, by title (msgid)

    @property
    def marks(self) -> list[int]:
        """The marked ids in the order of the list; those that a filter hides are not acted upon."""
        return [row_id for row_id in self.listing.ids if row_id in self._marked] if self._marked else []

    @property
    def marked(self) -> int:
        """How many marks there are in the list; nothing is copied for it."""
        return len(self.marks)

    @property
    def seen(self) -> int | None:
        """The newest line of the log when the rows that are acted upon were looked at."""
        return self._marked_at if self._marked else self.line

    def read_at(self, line: int) -> None:
        """The rows are as they were when the log had this newest line."""
        self.line = line
        if self._marked and self._marked_at is None:
            self._marked_at = line

    def mark_these(self, ids: Iterable[int]) -> None:
        """Mark some rows as well."""
        self._marked.update(ids)
        self._remarked()

    def mark(self) -> None:
        """Mark the row under the cursor, or take its mark away."""
        if self.row_id is not None:
            self._marked ^= {self.row_id}
            self._remarked()

    def mark_all(self) -> None:
        """Mark every row of the list, or none where all are marked."""
        every = set(self.listing.ids)
        self._marked = set() if every <= self._marked else self._marked | every
        self._remarked()

    def unmark(self) -> None:
        """Take all marks away."""
        self._marked.clear()
        self._remarked()

    def _remarked(self) -> None:
        if not self._marked:
            self._marked_at = None
        elif self._marked_at is None:
            self._marked_at = self.line
        self._strips.clear()
        self.refresh()

    def columns(self, width: int) -> list[tuple[Column, int]]:
        """The columns of a list so wide, with their widths."""
        return columns_for(width, self.screen.size.width, queue=self.queue, chosen=self.chosen)

    def choose_columns(self, chosen: Mapping[str, bool]) -> None:
        """Show other columns."""
        self.chosen = dict(chosen)
        self._remarked()

    def paint_head(self, section: Section, width: int, *, cursor: bool) -> Strip:
        """The word of the section with its count, and whether it is folded."""
        name = word(Review.REJECTED) if section.key == Review.REJECTED.value else word(Timing(section.key))
        text = _("{name}  {n} 项").format(name=name, n=glyph("cut") if section.more else f"{section.count:,}")
        if self.foldable:
            text = f"{glyph('folded' if self.listing.is_folded(section.key) else 'open')} {text}"
        style = self._cursor_style() if cursor else self.get_component_rich_style("agenda--head")
        return Strip([Segment(fit(text, width), style)])

    def paint_row(self, row: Row, width: int, *, cursor: bool) -> Strip:
        """One target; a decided one is dim."""
        base = self._base(row, cursor=cursor)
        lead = (glyph("cursor") if cursor else " ") + (glyph("mark") if row.entry.id in self._marked else " ")
        segments = [Segment(lead, base)]
        for column, cells in self.columns(width):
            style = base if column.style is None else self._tinted(base, column.style(row), row, cursor=cursor)
            said = column.into(row, cells) if column.into else column.cell(row)
            segments.append(Segment(fit(said, cells, right=column.right), style))
            segments.append(Segment(" ", base))
        return Strip(segments)

    def titles(self, width: int) -> str:
        """The line above the list: the names of the columns, in their places."""
        cells = [fit(_(column.title), width, right=column.right) for column, width in self.columns(width)]
        return " " * LEAD + " ".join(cells)

    def _base(self, row: Row, *, cursor: bool) -> Style:
        if cursor:
            return self._cursor_style()
        if row.entry.id in self.decided:
            return self.get_component_rich_style("agenda--decided")
        return self.rich_style

    def _cursor_style(self) -> Style:
        return self.get_component_rich_style("agenda--cursor" if self.has_focus else "agenda--cursor-blurred")

    def _tinted(self, base: Style, name: str, row: Row, *, cursor: bool) -> Style:
        if cursor or row.entry.id in self.decided:
            return base
        return base + self.get_component_rich_style(name, partial=True)


class Titles(Widget):
    """The names of the columns, above the list."""

    def __init__(self, table: AgendaTable, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        """Stand in line with one table."""
        super().__init__(id=id)
        self._table = table

    def render(self) -> Content:
        """As wide as the table's lines, which end before the scrollbar."""
        width = self.size.width
        return Content(fit(self._table.titles(width - self._table.styles.scrollbar_size_vertical), width))
