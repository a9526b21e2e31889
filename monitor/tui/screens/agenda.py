"""The agenda: what presses first, each target beside the sentence it came from; decided where it is read."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical

from commitments.i18n import _
from monitor.services import Services
from monitor.tui.actions import Scope, bindings, key_of
from monitor.tui.provider import ALL, QUEUE, TRACKED, View
from monitor.tui.screens.carrying import CarryingScreen
from monitor.tui.screens.dividing import LIST_ALONE, DividedScreen
from monitor.tui.screens.reading import WIDE
from monitor.tui.widgets.agenda_table import AgendaTable, Titles
from monitor.tui.widgets.bars import Bar, KeyBar
from monitor.tui.widgets.facts import Facts
from monitor.tui.widgets.filter_bar import FilterBar
from monitor.tui.widgets.flash import Flash
from monitor.tui.widgets.go_strip import NameStrip, parse_code
from monitor.tui.widgets.pane import Pane
from monitor.tui.widgets.source_view import SourceView

TALL = 30  # lines from which a narrow screen has room for all facts
POLL_SECONDS = 2.0  # seconds between two looks at the ledger's version


class AgendaScreen(CarryingScreen, DividedScreen):
    """List, preview, and every decision on the row under the cursor."""

    CSS_PATH = "agenda.tcss"
    SCOPES = (Scope.AGENDA, Scope.LIST, Scope.SOURCE, Scope.APP, Scope.FORM, Scope.EVIDENCE)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.AGENDA)]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - Textual declares it so
    VERTICAL_BREAKPOINTS = [(0, "-short"), (TALL, "-tall")]  # noqa: RUF012 - Textual declares it so
    AUTO_FOCUS = "#list"

    def __init__(self, services: Services, view: View = ALL) -> None:
        """Look at what a view holds, in its order."""
        super().__init__(services, view)
        self._range: int | None = None  # the row from which a range is being marked

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
            with Pane(id="preview"):
                yield Facts(id="facts")
                yield SourceView(id="source")
        yield Flash(id="flash")
        yield KeyBar(Scope.LIST, Scope.AGENDA, Scope.APP, mode=self._view.name, id="keys")

    def on_mount(self) -> None:
        """Read the list, and look every two seconds whether somebody else wrote."""
        self.table.queue = self._view == QUEUE
        self.table.foldable = self._view == TRACKED
        self.set_class(self._view == TRACKED, "-ledger")
        self.table.hint = _("正在读取……")
        self.divide_as_before()
        self.columns_as_before()
        self.resume()
        self.say_header()
        self.count_soon()
        self.set_interval(POLL_SECONDS, self._poll)

    def returned(self) -> None:
        """Decided rows are put where they now belong."""
        self.action_reload()

    def action_back(self) -> None:
        """Out of the filter line, which becomes what it was; out of the source; out of a filter that leaves nothing."""
        is_deeper = self.has_class("-source") or self.query_one(FilterBar).display
        self.remove_class("-source")
        self._arrange()
        if self.query_one(FilterBar).display:
            self.close_filter(undone=True)
        elif not is_deeper and self._words and not self.table.listing.ids:
            self.flash(_("已取消筛选：{words}").format(words=self._words))
            self.look_at("")
        self._range = None
        self.query_one(SourceView).find("")
        self.set_focus(self.table)

    def action_reload(self) -> None:
        """Put decided rows where they now belong."""
        self._load(keep=self.table.row_id)
        self.freshen()

    # the source

    def action_source(self) -> None:
        """The source over the whole width, or beside the list again."""
        if not self.has_class("-source") and self.row_wanted() is None:
            return
        self.toggle_class("-source")
        self._arrange()
        self.set_focus(self.query_one("#source" if self.has_class("-source") else "#list"))

    @on(AgendaTable.Chosen)
    def _open(self) -> None:
        self.action_source()

    def action_preview(self) -> None:
        """The list alone, or with its preview."""
        self.divide("" if self.share == LIST_ALONE else LIST_ALONE)

    def divide(self, share: str) -> None:
        """Share the screen another way; what is not seen is not read."""
        super().divide(share)
        self.call_after_refresh(self._look)

    @property
    def mode_name(self) -> str:
        """The mode of the view."""
        return self._view.name

    def action_scroll_source(self, lines: int) -> None:
        """Scroll the source without leaving the list."""
        self.query_one(SourceView).scroll_lines(lines)

    def action_filter(self) -> None:
        """Type a filter; with the focus in the source, a word to find in it."""
        source = self.query_one(SourceView)
        if source.has_focus:
            self.app.push_screen(NameStrip(_("文内查找"), _("⏎ 查找，n N 上下找  Esc 不找")), self._find)
        else:
            super().action_filter()

    def _find(self, word: str | None) -> None:
        if word:
            found = self.query_one(SourceView).find(word)
            self.flash(_("找到 {n} 处").format(n=f"{found:,}") if found else _("没有找到"), warning=not found)

    @on(SourceView.LineWanted)
    def _ask_line(self) -> None:
        self.app.push_screen(
            NameStrip(_("第几行"), _("⏎ 跳过去，1 到 {n}  Esc 返回").format(n=self._last_line)), self._to_line
        )

    @property
    def _last_line(self) -> str:
        return f"{self.query_one(SourceView).line_count:,}"

    def _to_line(self, typed: str | None) -> None:
        number = parse_code(typed or "")
        if number:
            reached = self.query_one(SourceView).show_line(number)
            self.flash(_("第 {n}/{count} 行").format(n=f"{reached:,}", count=self._last_line))
        elif typed:
            self.flash(_("行号写成数字"), warning=True)

    def action_hit(self, step: int) -> None:
        """The next place that was found in the source, else the next quote of the document."""
        place, count = self.query_one(SourceView).hit(step)
        self.flash(_("第 {n}/{count} 处").format(n=place, count=f"{count:,}") if count else _("没有别处"))

    # marks

    def action_mark(self) -> None:
        """Mark the row, or take its mark away, and go on."""
        if self.row_wanted() is None:
            return
        self.table.mark()
        self.table.advance()
        self.say_status()

    def action_mark_all(self) -> None:
        """Mark all that the filter leaves, or none."""
        if self.is_list_there(whole=True):
            self.table.mark_all()
            self.say_status()

    def action_mark_range(self) -> None:
        """Begin a range at the row; a second time mark all rows up to this one."""
        if not self.is_list_there():
            return
        if self._range is None:
            self._range = self.table.cursor
            self.flash(_("从这里开始，移到末行再按一次 {key}").format(key=key_of("mark_range")))
        else:
            first, last = sorted((self._range, self.table.cursor))
            self.table.mark_these(self.table.listing.ids[first : last + 1])
            self._range = None
            self.flash(_("  已标记 {n} 项").format(n=f"{self.table.marked:,}").strip())
            self.say_status()

    def action_unmark(self) -> None:
        """No marks."""
        self._range = None
        self.table.unmark()
        self.say_status()

    # sizes

    def on_resize(self) -> None:
        """Small screens get the facts on one line, and a header without the names of the other modes."""
        self._arrange()
        self.call_after_refresh(self.redraw)
        self.say_header()

    def _arrange(self) -> None:
        small = self.size.width < WIDE and self.size.height < TALL
        self.query_one(Facts).set_compact(small and not self.has_class("-source"))


def review_screen(services: Services) -> AgendaScreen:
    """Mode 1: candidates that wait for their review."""
    return AgendaScreen(services, view=QUEUE)


def ledger_screen(services: Services) -> AgendaScreen:
    """Mode 2: what was taken into care."""
    return AgendaScreen(services, view=TRACKED)
