"""The list of targets: state, due date, days left, units, promise, latest value; as many columns as fit."""

from collections.abc import Callable, Sequence
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
from monitor.safe_text import one_line
from monitor.tui.cells import fit
from monitor.tui.listing import Section
from monitor.tui.widgets.virtual_table import VirtualTable
from monitor.words import N_, quantity_words, value_words, word

CURSOR = "▸ "

# None of these glyphs is two cells wide in any terminal, so that the columns to their right stay in line.
GLYPHS = {
    Review.CANDIDATE: "?",
    Review.TRACKED: "☐",
    Review.REJECTED: "✗",
    Verdict.MET: "☑",
    Verdict.MET_LATE: "☑",
    Verdict.PARTLY: "☑",
    Verdict.MISSED: "☒",
    Verdict.WITHDRAWN: "☒",
    Verdict.UNMEASURABLE: "☒",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it says, its width, and when it gives way."""

    title: str  # msgid
    width: int  # cells without the gap to its right, unless the samples are wider; 0 takes what is left
    cell: Callable[[Line], str]
    room: int  # cells that the promise must keep; with fewer the column gives way
    style: Callable[[Line], str] | None = None  # a component class
    right: bool = False
    samples: Callable[[], Sequence[str]] = tuple  # words that must not be cut, in the language in use

    @property
    def cells(self) -> int:
        """The width that the column asks for."""
        return max(self.width, *(cell_len(sample) for sample in self.samples()), 0)


def state_words(line: Line) -> str:
    """Glyph and word of where a target stands: the verdict once there is one, else the review."""
    state = line.entry.verdict if line.entry.closed else line.entry.review
    return f"{GLYPHS[state]} {word(state)}"


def relative_words(line: Line) -> str:
    """How far the due date is away: 逾期7天, 今天, 3天后; nothing without a date."""
    if line.days is None:
        return ""
    if line.days == 0:
        return _("今天")
    if line.days > 0:
        return _("{n}天后").format(n=line.days)
    return _("过期{n}天").format(n=-line.days) if line.entry.closed else _("逾期{n}天").format(n=-line.days)


def promise_words(line: Line) -> str:
    """What was promised, on one line: metric and quantity where both are known, else the quote."""
    target = line.entry.target
    if target.metric and target.quantity:
        return one_line(f"{target.metric} {quantity_words(target.quantity)}")
    return one_line(target.quote)


def latest_words(line: Line) -> str:
    """The newest observed value with its unit; the day of the note where no value was observed."""
    latest = line.entry.latest
    if latest is None:
        return ""
    if latest.value is None:
        return f"{latest.observed_on:%m-%d}"
    return value_words(latest.value, latest.unit)


def _due(line: Line) -> str:
    return line.entry.due.isoformat() if line.entry.due else "-"


def _short_due(line: Line) -> str:
    return line.entry.due.isoformat()[2:] if line.entry.due else "-"


def _timing_style(line: Line) -> str:
    return f"agenda--{line.timing.value}"


def _state_style(line: Line) -> str:
    return f"agenda--{line.entry.review.value}" if not line.entry.closed else "agenda--closed"


def _state_samples() -> list[str]:
    return [f"? {word(review)}" for review in Review]


def _relative_samples() -> list[str]:
    return [_("逾期{n}天").format(n=999), _("{n}天后").format(n=999)]


def _units(line: Line) -> str:
    return "、".join(line.units) or _("未写明")


STATE = Column(N_("状态"), 8, state_words, 0, _state_style, samples=_state_samples)
DUE = Column(N_("时限"), 10, _due, 20)
SHORT_DUE = Column(N_("时限"), 8, _short_due, 20)
RELATIVE = Column(N_("相对"), 9, relative_words, 0, _timing_style, samples=_relative_samples)
UNITS = Column(N_("责任单位"), 12, _units, 20)
PROMISE = Column(N_("承诺"), 0, promise_words, 0)
LATEST = Column(N_("最近值"), 10, latest_words, 36, right=True)


def columns_for(width: int) -> list[tuple[Column, int]]:
    """The columns that fit into `width` cells, with their widths; the promise takes what is left."""
    columns = [STATE, DUE if width >= 96 else SHORT_DUE, RELATIVE, UNITS, PROMISE, LATEST]  # noqa: PLR2004 - cells
    while True:
        rest = width - len(CURSOR) - sum(column.cells + 1 for column in columns)
        tight = [column for column in columns if rest < column.room]
        if not tight:
            return [(column, column.cells or max(1, rest)) for column in columns]
        columns.remove(max(tight, key=lambda column: column.room))


class AgendaTable(VirtualTable[Line]):
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
        *(f"agenda--{timing.value}" for timing in Timing),
    }

    def __init__(self, fetch: Callable[[Sequence[int]], Sequence[Line]], *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        """Nothing decided yet."""
        super().__init__(fetch, id=id)
        self.decided: set[int] = set()  # ids that stay in place, dim, until the list is loaded again

    def paint_head(self, section: Section, width: int) -> Strip:
        """The word of the section with its count."""
        name = word(Review.REJECTED) if section.key == Review.REJECTED.value else word(Timing(section.key))
        text = _("{name}  {n} 项").format(name=name, n=f"{section.count:,}")
        return Strip([Segment(fit(text, width), self.get_component_rich_style("agenda--head"))])

    def paint_row(self, row: Line, width: int, *, cursor: bool) -> Strip:
        """One target; a decided one is dim."""
        base = self._base(row, cursor=cursor)
        segments = [Segment(CURSOR if cursor else " " * len(CURSOR), base)]
        for column, cells in columns_for(width):
            style = base if column.style is None else self._tinted(base, column.style(row), row, cursor=cursor)
            segments.append(Segment(fit(column.cell(row), cells, right=column.right), style))
            segments.append(Segment(" ", base))
        return Strip(segments)

    def titles(self, width: int) -> str:
        """The line above the list: the names of the columns, in their places."""
        cells = [fit(_(column.title), width, right=column.right) for column, width in columns_for(width)]
        return " " * len(CURSOR) + " ".join(cells)

    def _base(self, row: Line, *, cursor: bool) -> Style:
        if cursor:
            return self.get_component_rich_style("agenda--cursor" if self.has_focus else "agenda--cursor-blurred")
        if row.entry.id in self.decided:
            return self.get_component_rich_style("agenda--decided")
        return self.rich_style

    def _tinted(self, base: Style, name: str, row: Line, *, cursor: bool) -> Style:
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
