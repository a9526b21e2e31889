"""A list of records in columns: documents, lines of the log, messages; the last column takes what is left."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from commitments.i18n import _
from monitor.tui.cells import fit
from monitor.tui.glyphs import glyph
from monitor.tui.listing import Section
from monitor.tui.widgets.virtual_table import VirtualTable

LEAD = 2  # cells before the first column: the cursor, and the mark
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Field(Generic[Row]):
    """One column: what it says, how wide it is, and when it gives way."""

    title: str  # msgid
    width: int  # cells without the gap to its right, unless the samples are wider; 0 takes what is left
    cell: Callable[[Row], str]
    room: int = 0  # cells that the widest column must keep; with fewer this one gives way
    style: Callable[[Row], str] | None = None  # a component class, "" for none
    right: bool = False
    samples: Callable[[], Sequence[str]] = tuple  # words that must not be cut, in the language in use

    @property
    def cells(self) -> int:
        """The width that the column asks for."""
        return max(self.width, *(cell_len(sample) for sample in (*self.samples(), _(self.title) if self.width else "")))


def arranged(fields: Sequence[Field[Row]], width: int) -> list[tuple[Field[Row], int]]:
    """The columns that fit into `width` cells, with their widths; the one without a width gets the rest."""
    kept = list(fields)
    while True:
        rest = width - LEAD - sum(field.cells + 1 for field in kept if field.width) - 1
        tight = [field for field in kept if field.width and rest < field.room]
        if not tight:
            return [(field, field.cells if field.width else max(1, rest)) for field in kept]
        kept.remove(max(tight, key=lambda field: field.room))


class RecordTable(VirtualTable[Row]):
    """Rows in columns, with marks; a row may also be one line of words over the whole width."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "record--head",
        "record--cursor",
        "record--cursor-blurred",
        "record--dim",
        "record--good",
        "record--warning",
        "record--bad",
    }

    def __init__(
        self,
        fetch: Callable[[Sequence[int]], Sequence[Row]],
        fields: Callable[[int], Sequence[Field[Row]]],
        *,
        banner: Callable[[Row], tuple[str, str] | None] = lambda _row: None,
        head: Callable[[Section], str] = lambda section: section.key,
        id: str | None = None,  # noqa: A002 - Textual's word
    ) -> None:
        """Show rows.

        Args:
            fetch: the rows of some ids, in their order.
            fields: the columns for a width of the list in cells.
            banner: words and component class of a row that is one line over the whole width, None for the others.
            head: words over a section.
            id: Textual's.
        """
        super().__init__(fetch, id=id)
        self._fields = fields
        self._banner = banner
        self._head = head
        self._marked: set[int] = set()

    @property
    def marks(self) -> list[int]:
        """The marked ids in the order of the list; those that are not shown are not acted upon."""
        return [row_id for row_id in self.listing.ids if row_id in self._marked] if self._marked else []

    def mark(self, ids: Sequence[int]) -> None:
        """Mark rows, or take their marks away where all of them are marked."""
        these = set(ids)
        self._marked = self._marked - these if these <= self._marked else self._marked | these
        self._strips.clear()
        self.refresh()

    def paint_head(self, section: Section, width: int, *, cursor: bool) -> Strip:  # noqa: ARG002 - its heads do not fold
        """One line over a section."""
        return Strip([Segment(fit(self._head(section), width), self.get_component_rich_style("record--head"))])

    def paint_row(self, row: Row, width: int, *, cursor: bool) -> Strip:
        """One record."""
        if cursor:
            base = self.get_component_rich_style("record--cursor" if self.has_focus else "record--cursor-blurred")
        else:
            base = self.rich_style
        lead = Segment((glyph("cursor") if cursor else " ") + (glyph("mark") if self._is_marked(row) else " "), base)
        banner = self._banner(row)
        if banner is not None:
            words, name = banner
            style = base if cursor or not name else base + self.get_component_rich_style(name, partial=True)
            return Strip([lead, Segment(fit(words, width - LEAD), style)])
        segments = [lead]
        for field, cells in arranged(self._fields(width), width):
            name = field.style(row) if field.style is not None and not cursor else ""
            style = base + self.get_component_rich_style(name, partial=True) if name else base
            segments += [Segment(fit(field.cell(row), cells, right=field.right), style), Segment(" ", base)]
        return Strip(segments)

    def _is_marked(self, row: Row) -> bool:
        return bool(self._marked) and getattr(row, "id", None) in self._marked

    def titles(self, width: int) -> str:
        """The names of the columns, in their places."""
        cells = [fit(_(field.title), cells, right=field.right) for field, cells in arranged(self._fields(width), width)]
        return " " * LEAD + " ".join(cells)


class RecordTitles(Widget):
    """The names of the columns, above the list."""

    def __init__(self, table: RecordTable[Row], *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        """Stand in line with one table."""
        super().__init__(id=id)
        self._table = table

    def render(self) -> Content:
        """As wide as the table's lines, which end before the scrollbar."""
        width = self.size.width
        return Content(fit(self._table.titles(width - self._table.styles.scrollbar_size_vertical), width))
