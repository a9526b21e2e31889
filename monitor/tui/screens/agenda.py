"""The agenda: what presses first, each target beside the sentence it came from; decided where it is read."""

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical

from commitments.errors import FilterError
from commitments.filter import parse_filter
from commitments.i18n import _
from monitor.services import Services
from monitor.tui.actions import Scope, bindings
from monitor.tui.provider import ALL, QUEUE, TRACKED, Query, View
from monitor.tui.screens.reading import ORDERS, ReadingScreen
from monitor.tui.widgets.agenda_table import AgendaTable, Titles
from monitor.tui.widgets.bars import Bar, KeyBar
from monitor.tui.widgets.facts import Facts
from monitor.tui.widgets.filter_bar import FilterBar, split_words
from monitor.tui.widgets.flash import Flash
from monitor.tui.widgets.go_strip import GoStrip
from monitor.tui.widgets.source_view import SourceView

WIDE = 100  # columns from which list and preview stand beside each other
TALL = 30  # lines from which a narrow screen has room for all facts
POLL_SECONDS = 2.0  # seconds between two looks at the ledger's version


class AgendaScreen(ReadingScreen):
    """List, preview, and every decision on the row under the cursor."""

    CSS_PATH = "agenda.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.AGENDA)]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - Textual declares it so
    VERTICAL_BREAKPOINTS = [(0, "-short"), (TALL, "-tall")]  # noqa: RUF012 - Textual declares it so
    AUTO_FOCUS = "#list"

    def __init__(self, services: Services, view: View = ALL) -> None:
        """Look at what a view holds, in its order."""
        super().__init__(services, view)
        self._before = (self._asked, self._words)  # as it was when the filter line was opened

    def compose(self) -> ComposeResult:
        """Header, status or filter line, list and preview, keys."""
        yield Bar(id="header")
        yield Bar(id="status")
        yield FilterBar(id="filter")
        with Container(id="body"):
            with Vertical(id="left"):
                table = AgendaTable(self._rows, id="list")
                yield Titles(table, id="titles")
                yield table
            with Vertical(id="preview"):
                yield Facts(id="facts")
                yield SourceView(id="source")
        yield Flash(id="flash")
        yield KeyBar(Scope.LIST, Scope.AGENDA, Scope.APP, id="keys")

    def on_mount(self) -> None:
        """Read the list, and look every two seconds whether somebody else wrote."""
        self.table.queue = self._view == QUEUE
        self.table.hint = _("正在读取……")
        self._load()
        self._count()
        self.set_interval(POLL_SECONDS, self._poll)

    def action_filter(self) -> None:
        """Type a filter."""
        bar = self.query_one(FilterBar)
        self.query_one(Flash).hush()
        self.query_one("#status").display = False
        bar.text = self._words
        self._before = (self._asked, self._words)
        bar.open()

    @on(FilterBar.Typed)
    def _try_filter(self, message: FilterBar.Typed) -> None:
        """Show what the words leave; words that mean nothing leave the last list in place."""
        try:
            asked = parse_filter(message.words, today=self.provider.day)
        except FilterError as error:
            said = "：".join(part for part in (error.where, error.message) if part)
            self.query_one(FilterBar).note(f"{said} {error.remedy}", error=True)
            return
        self._words = " ".join(message.words)
        self._ask_for(replace(self._asked, filter=asked))

    def _ask_for(self, asked: Query) -> None:
        self._asked = asked
        self._load(keep=self.table.row_id)

    @on(FilterBar.Left)
    def _keep_filter(self) -> None:
        if " ".join(split_words(self.query_one(FilterBar).text)) != self._words:
            self.flash(_("筛选没有看懂，仍按上一次的结果显示"), warning=True)
        self._close_filter()

    def _close_filter(self) -> None:
        self.query_one(FilterBar).close()
        self.query_one("#status").display = True
        self.table.focus()
        self._say_status()

    def action_back(self) -> None:
        """Out of the filter line, which becomes what it was; out of the source; back to the list."""
        self.remove_class("-source")
        self._arrange()
        if self.query_one(FilterBar).display:
            asked, self._words = self._before
            self._ask_for(asked)
            self._close_filter()
        self.table.focus()

    def action_sort(self) -> None:
        """The next order; the cursor stays on its row."""
        orders = list(ORDERS)
        order = orders[(orders.index(self._asked.order) + 1) % len(orders)]
        self._ask_for(replace(self._asked, order=order))
        self.flash(_("按{order}排列").format(order=_(ORDERS[order])))

    def action_reload(self) -> None:
        """Put decided rows where they now belong."""
        self._load(keep=self.table.row_id)
        self.freshen()

    def returned(self) -> None:
        """Decided rows are put where they now belong."""
        self.action_reload()

    def look_at(self, words: str) -> None:
        """Show what a filter leaves, from its first row on."""
        asked = parse_filter(split_words(words), today=self.provider.day)
        self._words = words
        self._asked = replace(self._asked, filter=asked)
        self._load()
        self._say_status()

    def action_source(self) -> None:
        """The source over the whole width, or beside the list again."""
        self.toggle_class("-source")
        self._arrange()
        self.query_one("#source" if self.has_class("-source") else "#list").focus()

    @on(AgendaTable.Chosen)
    def _open(self) -> None:
        self.action_source()

    def action_preview(self) -> None:
        """The list alone, or with its preview."""
        self.toggle_class("-list")
        self.table.focus()
        self.call_after_refresh(self._look)

    def action_mark(self) -> None:
        """Mark the row, or take its mark away, and go on."""
        self.table.mark()
        self.table.action_move(1)
        self._say_status()

    def action_mark_all(self) -> None:
        """Mark all that the filter leaves, or none."""
        self.table.mark_all()
        self._say_status()

    def action_unmark(self) -> None:
        """No marks."""
        self.table.unmark()
        self._say_status()

    def action_go_to_code(self) -> None:
        """Ask for a code, and go there."""
        self.app.push_screen(GoStrip(), self._go_to)

    def _go_to(self, target_id: int | None) -> None:
        if target_id is None:
            return
        if self.table.listing.find(target_id) is None:
            self.flash(_("这里没有 {code}；它可能被筛选隐藏").format(code=f"C{target_id:06d}"), warning=True)
        self.table.go_to(target_id)

    def action_scroll_source(self, lines: int) -> None:
        """Scroll the source without leaving the list."""
        self.query_one(SourceView).scroll_lines(lines)

    def on_resize(self) -> None:
        """Small screens get the facts on one line."""
        self._arrange()

    def _arrange(self) -> None:
        small = self.size.width < WIDE and self.size.height < TALL
        self.query_one(Facts).set_compact(small and not self.has_class("-source"))


def review_screen(services: Services) -> AgendaScreen:
    """Mode 1: candidates that wait for their review."""
    return AgendaScreen(services, view=QUEUE)


def ledger_screen(services: Services) -> AgendaScreen:
    """Mode 2: what was taken into care."""
    return AgendaScreen(services, view=TRACKED)
