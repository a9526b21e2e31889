"""The columns of the list of targets: what each says, how wide it is, which stand there unless a person says else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rich.cells import cell_len

from commitments.evidence import Review, Verdict
from commitments.i18n import _, language_in_use
from monitor.digest import Line
from monitor.safe_text import one_line
from monitor.tui.cells import fit
from monitor.tui.doubt_words import with_doubts
from monitor.tui.gauge import gauge, percent
from monitor.tui.provider import Row
from monitor.tui.row_words import latest_words, promise_words, relative_words, state_words
from monitor.tui.urgency import urgency_of
from monitor.words import N_, word

PERCENT = 4  # cells of a share in percent
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
        return max(self.width, *map(cell_len, (*self.samples(), _(self.title)))) if self.width else 0


def _progress_words(row: Row, cells: int) -> str:
    """Percent and bar; the latest value where there is no way to measure the way."""
    share = row.progress.share if row.progress else None
    return latest_words(row) if share is None else f"{fit(percent(share), PERCENT, right=True)} {gauge(share, cells)}"


def _confidence(line: Line) -> str:
    return f"{line.entry.target.confidence:.2f}".lstrip("0")


def _urgency(row: Row) -> str:
    found = urgency_of(row)
    return f"{found.total:.1f}" if found is not None else ""


def _due(line: Line) -> str:
    return line.entry.due.isoformat() if line.entry.due else "-"


def _short_due(line: Line) -> str:
    return line.entry.due.isoformat()[2:] if line.entry.due else "-"


def _timing_style(line: Line) -> str:
    return f"agenda--{line.timing.value}"


def _state_style(line: Line) -> str:
    if line.entry.waiting is not None or line.revisit is not None:
        return "agenda--waiting"
    return f"agenda--{line.entry.review.value}" if not line.entry.closed else "agenda--closed"


def _review_samples() -> list[str]:
    return [f"? {words}" for words in (*map(word, Review), _("待确认"))]


def _state_samples() -> list[str]:
    return [*_review_samples(), *(f"? {word(verdict)}" for verdict in Verdict if verdict is not Verdict.OPEN)]


def _relative_samples() -> list[str]:
    return [_("逾期{n}天").format(n=9999), _("{n}天后").format(n=9999)]


def _doubted(row: Row, cells: int) -> str:
    return with_doubts(promise_words(row), row.entry.target, cells)


def _units(line: Line) -> str:
    return "、".join(line.units) or _("未写明")


CODE = Column(N_("编号"), 7, lambda row: row.entry.code, 14)
CONFIDENCE = Column(N_("可信"), 4, _confidence, 14, right=True)
URGENCY = Column(N_("紧迫"), 4, _urgency, 20, right=True)
REVIEW = Column(N_("状态"), 8, state_words, 0, _state_style, samples=_review_samples)
STATE = Column(N_("状态"), 8, state_words, 0, _state_style, samples=_state_samples)
DUE = Column(N_("时限"), 10, _due, 15)
SHORT_DUE = Column(N_("时限"), 8, _short_due, 15)
RELATIVE = Column(N_("相对"), 9, relative_words, 0, _timing_style, samples=_relative_samples)
UNITS = Column(N_("责任单位"), 12, _units, 16)
SHORT_UNITS = Column(N_("责任单位"), 8, _units, 16)
PROMISE = Column(N_("承诺"), 0, promise_words, 0)
DOUBTED = Column(N_("承诺"), 0, promise_words, 0, into=lambda row, cells: _doubted(row, cells))  # noqa: PLW0108
DOCUMENT = Column(N_("文件"), 18, lambda row: one_line(row.entry.document.label), 20)
LATEST = Column(N_("最近值"), 10, latest_words, 36, right=True)
# The bar stands last: its blocks are two cells wide in some terminals.
PROGRESS = Column(N_("进展"), 15, lambda row: _progress_words(row, 10), 16)
SHORT_PROGRESS = Column(N_("进展"), 10, lambda row: _progress_words(row, 5), 16)

Chosen = Mapping[str, bool]  # title (msgid) → whether a person wants the column; the others are as they are for all
IN_QUEUE = (REVIEW.title, CONFIDENCE.title, DUE.title, UNITS.title)
IN_LEDGER = (STATE.title, URGENCY.title, DUE.title, RELATIVE.title, UNITS.title, LATEST.title)
LEAST = 12  # cells that the promise must keep beside a column somebody has asked for


def columns_for(width: int, screen: int, *, queue: bool, chosen: Chosen) -> list[tuple[Column, int]]:
    """The columns that fit into `width` cells of a `screen` so wide, with their widths; the promise gets the rest.

    A `queue` of candidates shows confidence; what it is late by and how far it is matter in the ledger. `chosen` says
    which columns a person wants, or does not want.
    """
    return _arranged(width, screen, queue, frozenset(chosen.items()), language_in_use())


def usual(width: int, screen: int, *, queue: bool) -> tuple[str, ...]:
    """Titles (msgids) of the columns that stand there unless a person says else."""
    if queue:
        return IN_QUEUE
    return (*IN_LEDGER, PROGRESS.title) if width >= FULL_WIDTH or screen >= ROOMY else IN_LEDGER


def possible(*, queue: bool) -> list[str]:
    """Titles (msgids) of all columns that can be had, in their order."""
    return [column.title for column in _all(FULL_WIDTH, ROOMY, queue=queue) if column.width]


def _all(width: int, screen: int, *, queue: bool) -> tuple[Column, ...]:
    """Every column in its place, as wide as suits the list."""
    full, roomy = width >= FULL_WIDTH, screen >= ROOMY
    due, progress = (DUE, PROGRESS) if full else (SHORT_DUE, SHORT_PROGRESS)
    units = SHORT_UNITS if roomy and not full and not queue else UNITS
    state, promise = (REVIEW, DOUBTED) if queue else (STATE, PROMISE)
    pressing = CONFIDENCE if queue else URGENCY
    return CODE, state, pressing, due, RELATIVE, units, promise, DOCUMENT, LATEST, progress


@lru_cache(maxsize=64)
def _arranged(
    width: int,
    screen: int,
    queue: bool,
    chosen: frozenset[tuple[str, bool]],
    _language: str,  # of the samples and titles
) -> list[tuple[Column, int]]:
    asked, known = dict(chosen), usual(width, screen, queue=queue)
    columns = [
        column
        for column in _all(width, screen, queue=queue)
        if not column.width or asked.get(column.title, column.title in known)
    ]
    rooms = {column.title: min(column.room, LEAST) if asked.get(column.title) else column.room for column in columns}
    while True:
        rest = width - LEAD - sum(column.cells + 1 for column in columns)
        tight = [column for column in columns if rest < rooms[column.title]]
        if not tight:
            return [(column, column.cells or max(1, rest)) for column in columns]
        columns.remove(max(tight, key=lambda column: rooms[column.title]))
