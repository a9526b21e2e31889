"""Mode 3, the dashboard: how things stand, counted; every number opens the ledger with what it counts."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message

from commitments.filter import Filter
from commitments.i18n import _
from monitor.digest import Figure, Figures, Glance
from monitor.services import Services
from monitor.tui import dashboard_words as say
from monitor.tui.actions import Scope, bindings
from monitor.tui.figures_provider import FiguresProvider
from monitor.tui.modes import DASHBOARD
from monitor.tui.provider import LedgerProvider
from monitor.tui.screens.narrowing import NarrowingScreen
from monitor.tui.widgets.bars import Bar, KeyBar
from monitor.tui.widgets.card import BarsCard, Card
from monitor.tui.widgets.columns import ColumnsCard
from monitor.tui.widgets.filter_bar import FilterBar
from monitor.tui.widgets.flash import Flash
from monitor.tui.widgets.tiles import TilesCard

WIDE = 100  # columns from which cards stand beside each other


class Glanced(Message):
    """What can be counted at once has been counted."""

    def __init__(self, asked: Filter, glance: Glance) -> None:
        """Of what a filter leaves."""
        super().__init__()
        self.asked = asked
        self.glance = glance


class Figured(Message):
    """Everything has been counted."""

    def __init__(self, asked: Filter, figures: Figures, revisits: Figure | None) -> None:
        """Of what a filter leaves; `revisits` counts the verdicts to be looked at again, None for none."""
        super().__init__()
        self.revisits = revisits
        self.asked = asked
        self.figures = figures


class DashboardScreen(NarrowingScreen):
    """Cards of figures."""

    MODE = DASHBOARD
    CSS_PATH = "charts.tcss"
    SCOPES = (Scope.CHART, Scope.DASHBOARD, Scope.APP)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.DASHBOARD)]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - Textual declares it so
    AUTO_FOCUS = "#headline"

    def __init__(self, services: Services) -> None:
        """Count what is in care."""
        super().__init__()
        self.figures = FiguresProvider(services)
        self.provider = LedgerProvider(services)
        self.shown: Glance | None = None

    def compose(self) -> ComposeResult:
        """Header, status or filter line, headline, three columns of cards, keys."""
        nothing = _("没有")
        yield Bar(id="header")
        yield Bar(id="status")
        yield FilterBar(id="filter")
        with VerticalScroll(id="body", can_focus=False):
            yield TilesCard(id="headline")
            with Horizontal(id="cards"):
                with Vertical(classes="column"):
                    yield BarsCard(_("牵头单位"), most=13, empty=nothing, id="answering")
                    yield BarsCard(_("配合单位"), most=6, empty=nothing, id="helping")
                    yield BarsCard(_("延期（计划与实际之差）"), most=5, empty=_("没有延期"), id="slips")
                with Vertical(classes="column"):
                    yield ColumnsCard(_("按期率"), tall=4, id="on-time")
                    yield BarsCard(_("状态"), most=11, id="states")
                    yield BarsCard(_("逾期多久"), most=4, id="ages")
                with Vertical(classes="column"):
                    yield ColumnsCard(_("未来12月到期"), tall=4, id="loads")
                    yield ColumnsCard(_("燃尽：月末还剩"), tall=3, id="burn")
                    yield ColumnsCard(_("每周办结"), tall=3, id="weeks")
        yield Flash(id="flash")
        yield KeyBar(Scope.CHART, Scope.DASHBOARD, Scope.APP, id="keys")

    def on_mount(self) -> None:
        """Count."""
        self.begin()

    def recount(self) -> None:
        """What is counted at once comes first, the rest when it is there: one thread, so that they do not compete."""
        asked = self.asked

        def read() -> Figured:
            self.post_message(Glanced(asked, self.figures.glance(asked)))
            return Figured(asked, self.figures.figures(asked), self.figures.revisits(asked))

        self.ask("figures", read)

    @on(Glanced)
    def _glanced(self, message: Glanced) -> None:
        if message.asked == self.asked:
            self._show_glance(message.glance, None, None)

    @on(Figured)
    def _figured(self, message: Figured) -> None:
        if message.asked != self.asked:
            return
        figures = message.figures
        self._show_glance(figures, figures, message.revisits)
        late = _("逾期/在办")
        self.query_one("#answering", BarsCard).show(say.units(figures.answering), note=late)
        self.query_one("#helping", BarsCard).show(say.units(figures.helping), note=late)
        self.query_one("#slips", BarsCard).show(say.slips(figures.slips), note=_("改期项/天数"))
        self.query_one("#burn", ColumnsCard).show(*say.burn(figures.burn, figures))
        closed = _("本周 {n}").format(n=f"{figures.weeks[-1].closed.count:,}")
        self.query_one("#weeks", ColumnsCard).show(*say.weeks(figures.weeks), note=closed)

    def _show_glance(self, glance: Glance, figures: Figures | None, revisits: Figure | None) -> None:
        self.shown = glance
        self.query_one("#headline", TilesCard).show(say.headline(glance, figures, revisits))
        rate = say.percent_words(glance.on_time.share)
        rate += say.change_words(glance.on_time, glance.on_time_before)
        self.query_one("#on-time", ColumnsCard).show(*say.on_time(glance), note=rate)
        self.query_one("#states", BarsCard).show(say.states(glance))
        self.query_one("#ages", BarsCard).show(say.ages(glance.ages))
        self.query_one("#loads", ColumnsCard).show(*say.loads(glance), note=say.peak_words(glance))
        self.say_status()

    def say_status(self) -> None:
        """What is counted, and how much that is."""
        left = _("口径：{words}").format(words=self.words or _("全部在册条目"))
        right = "" if self.shown is None else _("{n} 项").format(n=f"{self.shown.total.count:,}")
        self.query_one("#status", Bar).say(left, right)

    def focus_content(self) -> None:
        """Back to the card that was looked at, the headline at first."""
        if not isinstance(self.focused, Card):
            self.set_focus(self.query_one("#headline"))

    @on(Card.Opened)
    async def _open(self, message: Card.Opened) -> None:
        await self.open_ledger(message.figure.words)


def dashboard_screen(services: Services) -> DashboardScreen:
    """Mode 3."""
    return DashboardScreen(services)
