"""The agenda: what presses first, each target beside the sentence it came from; decided where it is read."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.timer import Timer

from commitments.document import Span
from commitments.errors import CommitmentsError, FilterError
from commitments.filter import parse_filter
from commitments.i18n import _
from commitments.ledger import Order
from monitor.services import Services
from monitor.tui.actions import Scope, bindings
from monitor.tui.messages import Counted, LedgerMoved, Listed, Previewed, Trouble
from monitor.tui.provider import ALL, QUEUE, Query, Row, View
from monitor.tui.screens.deciding import DecidingScreen
from monitor.tui.screens.working import POLL
from monitor.tui.source_layout import lay_out
from monitor.tui.widgets.agenda_table import AgendaTable, Titles
from monitor.tui.widgets.bars import Bar, KeyBar, counts_words, modes_words
from monitor.tui.widgets.facts import Facts
from monitor.tui.widgets.filter_bar import FilterBar, split_words
from monitor.tui.widgets.flash import Flash
from monitor.tui.widgets.go_strip import GoStrip
from monitor.tui.widgets.source_view import SourceView
from monitor.words import N_, day_words

WIDE = 100  # columns from which list and preview stand beside each other
TALL = 30  # lines from which a narrow screen has room for all facts
FOLLOW = 0.03  # seconds the cursor rests before the preview follows
POLL_SECONDS = 2.0  # seconds between two looks at the ledger's version
ORDERS = {Order.DUE: N_("时限"), Order.DOCUMENT: N_("文件顺序"), Order.CONFIDENCE: N_("可信度")}


class AgendaScreen(DecidingScreen):
    """List, preview, and every decision on the row under the cursor."""

    CSS_PATH = "agenda.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.AGENDA)]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - Textual declares it so
    VERTICAL_BREAKPOINTS = [(0, "-short"), (TALL, "-tall")]  # noqa: RUF012 - Textual declares it so
    AUTO_FOCUS = "#list"

    def __init__(self, services: Services, view: View = ALL) -> None:
        """Look at what a view holds, in its order."""
        super().__init__(services)
        self._view = view
        self._asked = Query(order=view.order, view=view)
        self._words = ""  # the filter as typed, last one that was understood
        self._before = (self._asked, self._words)  # as it was when the filter line was opened
        self._version: int | None = None
        self._follow: Timer | None = None

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
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """Read the list, and look every two seconds whether somebody else wrote."""
        self.table.queue = self._view == QUEUE
        self.table.hint = _("正在读取……")
        self._load()
        self._count()
        self.set_interval(POLL_SECONDS, self._poll)

    @property
    def table(self) -> AgendaTable:
        """The list."""
        return self.query_one("#list", AgendaTable)

    # reading, in threads; the answers come back as messages

    def _load(self, keep: int | None = None) -> None:
        asked = self._asked
        self.ask("ids", lambda: Listed(asked, self.provider.ids(asked), keep=keep))

    def _count(self) -> None:
        self.ask("counts", lambda: Counted(self.provider.counts(), self.provider.waiting()))

    def _poll(self) -> None:
        self.ask(POLL, lambda: LedgerMoved(self.provider.data_version()))

    def _rows(self, ids: Sequence[int]) -> Sequence[Row]:
        """One page for the table: an indexed read of some forty rows; no rows where the ledger refuses."""
        try:
            return self.provider.rows(ids)
        except CommitmentsError as error:
            self.post_message(Trouble(error))
            return ()

    @on(Listed)
    def _listed(self, message: Listed) -> None:
        if message.query != self._asked:  # an answer that came too late
            return
        self.table.decided.clear()
        self.table.hint = _("没有符合筛选的条目") if message.query.filter.terms else _(self._view.empty)
        self.table.show(message.listing, keep=message.keep)
        self.query_one(FilterBar).note(_("{n} 项").format(n=f"{len(message.listing):,}"))

    @on(Counted)
    def _counted(self, message: Counted) -> None:
        when = f"{day_words(self.provider.day)}  {self._decisions.actor}"
        self.query_one("#header", Bar).say(
            modes_words(self._view.name) + counts_words(message.counts, message.waiting), when
        )

    @on(LedgerMoved)
    def _moved_on(self, message: LedgerMoved) -> None:
        """Somebody wrote: read the rows in view anew, leave their order alone."""
        known, self._version = self._version, message.version
        if known is not None and known != message.version:
            self.freshen()

    def freshen(self) -> None:
        """Read the rows in view anew, and what stands beside them."""
        self.provider.forget()
        self.table.forget()
        self._count()
        self._look()

    @on(AgendaTable.Moved)
    def _follow_cursor(self) -> None:
        self._say_status()
        if self._follow is not None:
            self._follow.stop()
        self._follow = self.set_timer(FOLLOW, self._look)

    def _look(self) -> None:
        self._follow = None
        if self.has_class("-list"):
            return
        line, source = self.table.row, self.query_one(SourceView)
        if line is None:
            self._seen = None
            self.query_one(Facts).show(None)
            source.show(0, "", Span(0, 0))
        else:
            wrapped, width = source.knows(line.entry.document.id), source.line_width
            self.ask("preview", partial(self._read_preview, line.entry.id, None if wrapped else width))

    def _read_preview(self, target_id: int, width: int | None) -> Previewed:
        """In a thread: a long document takes longer to wrap than a key may wait."""
        preview = self.provider.preview(target_id)
        return Previewed(preview, None if width is None else lay_out(preview.text, width))

    @on(Previewed)
    def _previewed(self, message: Previewed) -> None:
        preview, source = message.preview, self.query_one(SourceView)
        self._seen = preview
        target, document = preview.line.entry.target, preview.line.entry.document.id
        self.query_one(Facts).show(preview)
        if message.layout is not None:
            source.keep(document, message.layout)
        source.show(document, preview.text, Span(target.start, target.end), preview.quotes)

    def _say_status(self) -> None:
        left = _("筛选：{words}").format(words=self._words) if self._words else _(self._view.whole)
        place = f"{self.table.cursor + 1:,}/{len(self.table.listing):,}" if len(self.table.listing) else "0/0"
        marked = len(self.table.marks)
        left += _("  已标记 {n} 项").format(n=f"{marked:,}") if marked else ""
        self.query_one("#status", Bar).say(left, f"↓{_(ORDERS[self._asked.order])}  {place}")

    # looking

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
