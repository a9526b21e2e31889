"""The list of targets: state, due date, days left, units, promise, latest value; as many columns as fit."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from commitments.evidence import Review, Verdict
from commitments.i18n import _
from commitments.timing import Timing
from monitor.digest import Line
from monitor.tui.cells import fit
from monitor.tui.doubt_words import with_doubts
from monitor.tui.gauge import gauge, percent
from monitor.tui.glyphs import glyph
from monitor.tui.listing import Section
from monitor.tui.provider import Row
from monitor.tui.row_words import latest_words, promise_words, relative_words, state_words
from monitor.tui.widgets.virtual_table import VirtualTable
from monitor.words import N_, word

LEAD = 2  # cells before the first column: the cursor, and the mark
ROOMY = 110  # columns of the screen from which progress is drawn
FULL_WIDTH = 100  # columns of the list from which there is room for a long bar


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it says, its width, and when it gives way."""

    title: str  # msgid
    width: int  # cells without the gap to its right, unless the samples are wider; 0 takes what is left
    cell: Callable[[Row], str]
    room: int  # cells that the promise must keep; with fewer the column gives way
    style: Callable[[Row], str] | None = None  # a component class
    right: bool = False
    samples: Callable[[], Sequence[str]] = tuple  # words that must not be cut, in the language in use
    into: Callable[[Row, int], str] | None = None  # for a cell that says more where there is room for more

    @property
    def cells(self) -> int:
        """The width that the column asks for."""
        return max(self.width, *(cell_len(sample) for sample in self.samples()), 0)


def _progress_words(row: Row, cells: int) -> str:
    """Percent and bar; the latest value where there is no way to measure the way."""
    share = row.progress.share if row.progress else None
    return latest_words(row) if share is None else f"{percent(share):>4} {gauge(share, cells)}"


def _confidence(line: Line) -> str:
    return f"{line.entry.target.confidence:.2f}".lstrip("0")


def _due(line: Line) -> str:
    return line.entry.due.isoformat() if line.entry.due else "-"


def _short_due(line: Line) -> str:
    return line.entry.due.isoformat()[2:] if line.entry.due else "-"


def _timing_style(line: Line) -> str:
    return f"agenda--{line.timing.value}"


def _state_style(line: Line) -> str:
    if line.entry.waiting is not None:
        return "agenda--waiting"
    return f"agenda--{line.entry.review.value}" if not line.entry.closed else "agenda--closed"


def _review_samples() -> list[str]:
    return [f"? {words}" for words in (*map(word, Review), _("待确认"))]


def _state_samples() -> list[str]:
    return [*_review_samples(), *(f"? {word(verdict)}" for verdict in Verdict if verdict is not Verdict.OPEN)]


def _relative_samples() -> list[str]:
    return [_("逾期{n}天").format(n=999), _("{n}天后").format(n=999)]


def _doubted(row: Row, cells: int) -> str:
    return with_doubts(promise_words(row), row.entry.target, cells)


def _units(line: Line) -> str:
    return "、".join(line.units) or _("未写明")


CONFIDENCE = Column(N_("可信"), 4, _confidence, 14, right=True)
REVIEW = Column(N_("状态"), 8, state_words, 0, _state_style, samples=_review_samples)
STATE = Column(N_("状态"), 8, state_words, 0, _state_style, samples=_state_samples)
DUE = Column(N_("时限"), 10, _due, 15)
SHORT_DUE = Column(N_("时限"), 8, _short_due, 15)
RELATIVE = Column(N_("相对"), 9, relative_words, 0, _timing_style, samples=_relative_samples)
UNITS = Column(N_("责任单位"), 12, _units, 16)
SHORT_UNITS = Column(N_("责任单位"), 8, _units, 16)
PROMISE = Column(N_("承诺"), 0, promise_words, 0)
DOUBTED = Column(N_("承诺"), 0, promise_words, 0, into=lambda row, cells: _doubted(row, cells))  # noqa: PLW0108
LATEST = Column(N_("最近值"), 10, latest_words, 36, right=True)
# The bar stands last: its blocks are two cells wide in some terminals.
PROGRESS = Column(N_("进展"), 15, lambda row: _progress_words(row, 10), 16)
SHORT_PROGRESS = Column(N_("进展"), 10, lambda row: _progress_words(row, 5), 16)


def columns_for(width: int, screen: int, *, queue: bool = False) -> list[tuple[Column, int]]:
    """The columns that fit into `width` cells of a `screen` so wide, with their widths; the promise gets the rest.

    A `queue` of candidates shows confidence; what it is late by and how far it is matter in the ledger.
    """
    if queue:
        columns = [REVIEW, CONFIDENCE, DUE if width >= FULL_WIDTH else SHORT_DUE, UNITS, DOUBTED]
    elif width >= FULL_WIDTH:
        columns = [STATE, DUE, RELATIVE, UNITS, PROMISE, LATEST, PROGRESS]
    elif screen >= ROOMY:
        columns = [STATE, SHORT_DUE, RELATIVE, SHORT_UNITS, PROMISE, LATEST, SHORT_PROGRESS]
    else:
        columns = [STATE, SHORT_DUE, RELATIVE, UNITS, PROMISE, LATEST]
    while True:
        rest = width - LEAD - sum(column.cells + 1 for column in columns)
        tight = [column for column in columns if rest < column.room]
        if not tight:
            return [(column, column.cells or max(1, rest)) for column in columns]
        columns.remove(max(tight, key=lambda column: column.room))


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
        self.queue = False  # whether it shows candidates that wait for their review

    @property
    def marks(self) -> list[int]:
        """The marked ids in the order of the list; those that a filter hides are not acted upon."""
        return [row_id for row_id in self.listing.ids if row_id in self._marked] if self._marked else []

    @property
    def marked(self) -> int:
        """How many marks there are in the list; nothing is copied for it."""
        return len(self.marks)

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
        self._strips.clear()
        self.refresh()

    def paint_head(self, section: Section, width: int) -> Strip:
        """The word of the section with its count."""
        name = word(Review.REJECTED) if section.key == Review.REJECTED.value else word(Timing(section.key))
        text = _("{name}  {n} 项").format(name=name, n=glyph("cut") if section.more else f"{section.count:,}")
        return Strip([Segment(fit(text, width), self.get_component_rich_style("agenda--head"))])

    def paint_row(self, row: Row, width: int, *, cursor: bool) -> Strip:
        """One target; a decided one is dim."""
        base = self._base(row, cursor=cursor)
        lead = (glyph("cursor") if cursor else " ") + (glyph("mark") if row.entry.id in self._marked else " ")
        segments = [Segment(lead, base)]
        for column, cells in columns_for(width, self.screen.size.width, queue=self.queue):
            style = base if column.style is None else self._tinted(base, column.style(row), row, cursor=cursor)
            said = column.into(row, cells) if column.into else column.cell(row)
            segments.append(Segment(fit(said, cells, right=column.right), style))
            segments.append(Segment(" ", base))
        return Strip(segments)

    def titles(self, width: int) -> str:
        """The line above the list: the names of the columns, in their places."""
        cells = [
            fit(_(column.title), width, right=column.right)
            for column, width in columns_for(width, self.screen.size.width, queue=self.queue)
        ]
        return " " * LEAD + " ".join(cells)

    def _base(self, row: Row, *, cursor: bool) -> Style:
        if cursor:
            return self.get_component_rich_style("agenda--cursor" if self.has_focus else "agenda--cursor-blurred")
        if row.entry.id in self.decided:
            return self.get_component_rich_style("agenda--decided")
        return self.rich_style

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
