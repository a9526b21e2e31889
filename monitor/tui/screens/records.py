"""What the screens of documents, activity and outbox have in common: a list of records, and what is told of one."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.timer import Timer
from textual.widgets import Input

from commitments.errors import CommitmentsError, FilterError
from commitments.i18n import _
from monitor.services import Services
from monitor.tui.actions import Scope, bindings
from monitor.tui.listing import Listing
from monitor.tui.messages import LedgerMoved, Trouble
from monitor.tui.screens.dividing import DividedScreen
from monitor.tui.screens.record_messages import RecordsListed, RecordTold
from monitor.tui.screens.working import POLL
from monitor.tui.widgets.bars import Bar, KeyBar, header_words
from monitor.tui.widgets.details import Details, Told
from monitor.tui.widgets.filter_bar import FilterBar, split_words
from monitor.tui.widgets.flash import Flash
from monitor.tui.widgets.pane import Pane
from monitor.tui.widgets.record_table import Field, RecordTable, RecordTitles

WIDE, TALL = 100, 30  # from so many columns both stand beside each other; from so many lines there is room for more
POLL_SECONDS = 2.0  # seconds between two looks at the ledger's version
FOLLOW = 0.03  # seconds the cursor rests before the details follow
Asked = TypeVar("Asked")
Row = TypeVar("Row")


class RecordsScreen(DividedScreen, Generic[Asked, Row]):
    """Header, status or filter, list, details, keys. Subclasses say what is listed and what is told."""

    CSS_PATH = "records.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.RECORDS)]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - Textual declares it so
    VERTICAL_BREAKPOINTS = [(0, "-short"), (TALL, "-tall")]  # noqa: RUF012 - Textual declares it so
    AUTO_FOCUS = "#list"
    MODE: ClassVar[str]
    HOME: ClassVar[Scope]  # of its own actions

    def __init__(self, services: Services, asked: Asked) -> None:
        """List what is `asked` at first; the day stays what it is while the screen is looked at."""
        super().__init__()
        self.services = services
        self.day = services.clock.today()
        self._asked = asked
        self._words = ""  # the filter as typed, last one that was understood
        self._before = (asked, "")  # as it was when the filter line was opened
        self._version: int | None = None
        self._follow: Timer | None = None
        self._told_of: int | None = None
        self._header = ""

    @abstractmethod
    def read(self, asked: Asked) -> tuple[Listing, str]:
        """The list, and what the header says; in a thread."""

    @abstractmethod
    def fetch(self, ids: Sequence[int]) -> Sequence[Row]:
        """One page of rows: an indexed read."""

    @abstractmethod
    def tell(self, row_id: int) -> Told:
        """What there is to say of one record; in a thread."""

    @abstractmethod
    def fields(self, width: int) -> Sequence[Field[Row]]:
        """The columns for a list so wide."""

    @abstractmethod
    def understood(self, words: Sequence[str]) -> Asked:
        """What is asked by the words of a filter, besides what is asked already; raises `FilterError`."""

    @abstractmethod
    def whole(self) -> str:
        """What the list shows without a filter."""

    def banner(self, row: Row) -> tuple[str, str] | None:  # noqa: ARG002 - for subclasses
        """A row that is one line of words, with its component class."""
        return None

    def hint(self) -> str:
        """What stands in place of the rows when there are none."""
        return _("没有符合筛选的条目")

    def example(self) -> str:
        """What the empty filter line suggests."""
        return ""

    def panel(self) -> ComposeResult:
        """What stands between the list and the keys."""
        return ()

    @property
    def table(self) -> RecordTable[Row]:
        """The list."""
        return self.query_one("#list", RecordTable)

    def compose(self) -> ComposeResult:
        """Header, status or filter line, list and details, keys."""
        yield Bar(id="header")
        yield Bar(id="status")
        yield FilterBar(id="filter")
        with Container(id="body"):
            with Vertical(id="left"):
                table: RecordTable[Row] = RecordTable(self._fetched, self.fields, banner=self.banner, id="list")
                yield RecordTitles(table, id="titles")
                yield table
            with Pane(id="preview"):
                yield Details(id="details")
        yield from self.panel()
        yield Flash(id="flash")
        yield KeyBar(Scope.LIST, self.HOME, Scope.RECORDS, Scope.APP, id="keys")

    def on_mount(self) -> None:
        """Read the list, and look every two seconds whether somebody else wrote."""
        self.query_one(FilterBar).query_one(Input).placeholder = self.example()
        self.table.hint = _("正在读取……")
        self.divide_as_before()
        self._head("")
        self.load()
        self.set_interval(POLL_SECONDS, self._poll)

    def load(self, keep: int | None = None) -> None:
        """Read the list anew; the cursor stays on `keep` if it is still there."""
        asked = self._asked

        def read() -> RecordsListed:
            return RecordsListed(asked, *self.read(asked), keep)

        self.ask("ids", read)

    def _poll(self) -> None:
        if self.is_current:
            self.ask(POLL, lambda: LedgerMoved(self.services.ledger.data_version()))

    def _fetched(self, ids: Sequence[int]) -> Sequence[Row]:
        try:
            return self.fetch(ids)
        except CommitmentsError as error:
            self.post_message(Trouble(error))
            return ()

    @on(RecordsListed)
    def _listed(self, message: RecordsListed) -> None:
        if message.asked != self._asked:  # an answer that came too late
            return
        self.table.hint = self.hint()
        self._told_of = None if message.keep is None else self._told_of
        self.table.show(message.listing, keep=message.keep)
        self._note()
        self._head(message.header)

    def _note(self) -> None:
        """How much the filter leaves, while it is typed: a label that changes lays the whole screen out anew."""
        if (bar := self.query_one(FilterBar)).display:
            bar.note(_("{n} 项").format(n=f"{len(self.table.listing):,}"))

    def _head(self, words: str) -> None:
        """Modes and what presses; where there is room also the day and who works."""
        self._header = words
        said = header_words(self.MODE, words, self.day, self.services.actor, self.size.width)
        self.query_one("#header", Bar).say(*said)

    def on_resize(self) -> None:
        """The header depends on the width."""
        self._head(self._header)
        self.call_after_refresh(self.redraw)

    @on(LedgerMoved)
    def _moved_on(self, message: LedgerMoved) -> None:
        known, self._version = self._version, message.version
        if known is not None and known != message.version:
            self.freshen()

    def freshen(self) -> None:
        """Read the list anew where it stands; at its top, what is new comes into sight."""
        self.load(keep=self.table.row_id if self.table.cursor else None)

    @on(RecordTable.Moved)
    def _follow_cursor(self) -> None:
        self.say_status()
        if self._follow is not None:
            self._follow.stop()
        self._follow = self.set_timer(FOLLOW, self.look)

    def look(self) -> None:
        """Read what there is to say of the row under the cursor."""
        self._follow = None
        row_id = self.table.row_id
        if row_id is None:
            self._told_of = None
            self.query_one(Details).show(Told())
        else:
            width = self.query_one(Details).line_width
            self.ask("details", lambda: RecordTold(row_id, self.tell(row_id), width))

    @on(RecordTold)
    def _told(self, message: RecordTold) -> None:
        same, self._told_of = message.row_id == self._told_of, message.row_id
        self.query_one(Details).show(message.told, message.wrapped, stay=same)

    def say_status(self) -> None:
        """What is shown, and where the cursor is."""
        left = _("筛选：{words}").format(words=self._words) if self._words else self.whole()
        place = f"{self.table.cursor + 1:,}/{len(self.table.listing):,}" if len(self.table.listing) else "0/0"
        marked = len(self.table.marks)
        left += _("  已标记 {n} 项").format(n=f"{marked:,}") if marked else ""
        self.query_one("#status", Bar).say(left, place)

    # the filter

    def action_narrow(self) -> None:
        """Type a filter."""
        bar = self.query_one(FilterBar)
        self.query_one(Flash).hush()
        self.query_one("#status").display = False
        bar.text = self._words
        self._before = (self._asked, self._words)
        bar.open()
        self._note()

    @on(FilterBar.Typed)
    def _try_filter(self, message: FilterBar.Typed) -> None:
        """Show what the words leave; words that mean nothing leave the last list in place."""
        try:
            asked = self.understood(message.words)
        except FilterError as error:
            self.query_one(FilterBar).complain(error)
            return
        self.query_one(FilterBar).underline("")
        self.ask_for(asked, " ".join(message.words))

    def ask_for(self, asked: Asked, words: str) -> None:
        """List something else."""
        self._asked, self._words = asked, words
        self.load(keep=self.table.row_id)
        self.say_status()

    @on(FilterBar.Left)
    def _keep_filter(self) -> None:
        if " ".join(split_words(self.query_one(FilterBar).text)) != self._words:
            self.flash(_("筛选没有看懂，仍按上一次的结果显示"), warning=True)
        self._close_filter()

    def _close_filter(self) -> None:
        self.query_one(FilterBar).close()
        self.query_one("#status").display = True
        self.set_focus(self.table)
        self.say_status()

    def look_at(self, words: str) -> None:
        """Show what a filter leaves, from its first row on."""
        self._asked = self.understood(split_words(words))
        self._words = words
        self.load()
        self.say_status()

    def action_back(self) -> None:
        """Out of the filter line, which becomes what it was; out of the details; back to the list."""
        self.remove_class("-enlarged")
        if self.query_one(FilterBar).display:
            asked, words = self._before
            self._close_filter()
            self.ask_for(asked, words)
        self.set_focus(self.table)

    # the details

    @property
    def mode_name(self) -> str:
        """The mode."""
        return self.MODE

    def action_enlarge(self) -> None:
        """The details over the whole width, or beside the list again."""
        self.toggle_class("-enlarged")
        self.set_focus(self.query_one("#details" if self.has_class("-enlarged") else "#list"))

    def action_scroll_detail(self, lines: int) -> None:
        """Scroll the details without leaving the list."""
        self.query_one(Details).scroll_lines(lines)
