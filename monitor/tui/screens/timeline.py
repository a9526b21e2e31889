"""Mode 4, the timeline: which day is how loaded; a month with the list of its day, a year, or a lane for each unit."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.message import Message
from textual.timer import Timer

from commitments.errors import CommitmentsError
from commitments.filter import Filter, parse_filter
from commitments.i18n import _
from commitments.ledger import Lane
from commitments.periods import add_months
from monitor.digest import narrowing
from monitor.services import Services
from monitor.tui.actions import Scope, bindings
from monitor.tui.figures_provider import DayCounts, FiguresProvider
from monitor.tui.listing import Sort
from monitor.tui.messages import Listed, Trouble
from monitor.tui.modes import TIMELINE
from monitor.tui.provider import TRACKED, Query, Row
from monitor.tui.screens.narrowing import NarrowingScreen
from monitor.tui.screens.recording import RecordingScreen
from monitor.tui.widgets.agenda_table import AgendaTable
from monitor.tui.widgets.bars import Bar, KeyBar
from monitor.tui.widgets.calendar import DaysCard, MonthGrid, YearGrid, day_said
from monitor.tui.widgets.card import Card
from monitor.tui.widgets.columns import ColumnsCard
from monitor.tui.widgets.date_sheet import MoveDraft
from monitor.tui.widgets.day_table import DayTable
from monitor.tui.widgets.filter_bar import FilterBar
from monitor.tui.widgets.flash import Flash
from monitor.tui.widgets.lanes import LanesCard
from monitor.tui.widgets.year_strip import year_columns

WIDE = 100  # columns from which month and list stand beside each other
TALL = 30  # lines from which a month has room for two lines a week
FOLLOW = 0.03  # seconds the cursor rests before the list follows
LOOKS = ("month", "year", "lanes")


class DaysCounted(Message):
    """How many targets are due on each day has been counted."""

    def __init__(self, asked: Filter, counts: DayCounts) -> None:
        """Of what a filter leaves."""
        super().__init__()
        self.asked = asked
        self.counts = counts


class LanesCounted(Message):
    """The same by unit."""

    def __init__(self, asked: Filter, lanes: Sequence[Lane]) -> None:
        """Of what a filter leaves."""
        super().__init__()
        self.asked = asked
        self.lanes = lanes


class TimelineScreen(NarrowingScreen, RecordingScreen):
    """A calendar of what is open, and the list of one of its days."""

    MODE = TIMELINE
    CSS_PATH = ["charts.tcss", "agenda.tcss"]  # noqa: RUF012 - Textual declares it so
    SCOPES = (Scope.CHART, Scope.TIMELINE, Scope.LIST, Scope.APP, Scope.FORM, Scope.EVIDENCE)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.TIMELINE)]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - Textual declares it so
    VERTICAL_BREAKPOINTS = [(0, "-short"), (TALL, "-tall")]  # noqa: RUF012 - Textual declares it so
    AUTO_FOCUS = "#month"

    def __init__(self, services: Services) -> None:
        """Look at today."""
        super().__init__(services)
        self.figures = FiguresProvider(services)
        self.counts: DayCounts = {}
        self._listed_for: Query | None = None
        self._follow: Timer | None = None

    def compose(self) -> ComposeResult:
        """Header, status or filter line, month with year strip and the list of the day, or year, or lanes; keys."""
        today, near = self.figures.day, self.figures.near_days
        yield Bar(id="header")
        yield Bar(id="status")
        yield FilterBar(id="filter")
        with Container(id="body"):
            with Vertical(id="left"):
                yield MonthGrid(today, near, id="month")
                yield ColumnsCard("", tall=6, id="strip")
            with Vertical(id="right"):
                yield Bar(id="day")
                yield DayTable(self._rows, id="list")
            yield YearGrid(today, near, id="year")
            yield LanesCard(today, most=30, id="lanes")
        yield Flash(id="flash")
        yield KeyBar(Scope.CHART, Scope.TIMELINE, Scope.APP, id="keys")

    def on_mount(self) -> None:
        """Count, and list today."""
        self.add_class("-month")
        self.begin()
        self._say_months()
        self._list_day()

    @property
    def table(self) -> AgendaTable:
        """The list of the day."""
        return self.query_one("#list", AgendaTable)

    @property
    def day(self) -> date:
        """The day of the cursor."""
        return self.query_one(MonthGrid).day

    @property
    def _calendars(self) -> tuple[DaysCard, ...]:
        """Those with a cursor on a day: the same day in all of them."""
        return self.query_one(MonthGrid), self.query_one(YearGrid)

    @property
    def look(self) -> str:
        """What is in view: month, year or lanes."""
        return next(look for look in LOOKS if self.has_class(f"-{look}"))

    # reading

    def recount(self) -> None:
        """Count the days, and the lanes when they are in view."""
        asked = self._still_open(self.asked)
        self.ask("days", lambda: DaysCounted(asked, self.figures.due_days(asked)))
        if self.look == "lanes":
            self.ask("lanes", lambda: LanesCounted(asked, self.figures.lanes(asked)))
        self._list_day(keep=self.table.row_id)

    def _still_open(self, asked: Filter, *words: str) -> Filter:
        """Only targets that nobody has concluded on, and what else the words say."""
        more = parse_filter([narrowing.still_open(), *words], today=self.figures.day)
        return Filter((*asked.terms, *more.terms))

    @on(DaysCounted)
    def _counted_days(self, message: DaysCounted) -> None:
        if message.asked == self._still_open(self.asked):
            self.counts = message.counts
            for calendar in self._calendars:
                calendar.show(message.counts)
            self._say_months()

    @on(LanesCounted)
    def _counted_lanes(self, message: LanesCounted) -> None:
        if message.asked == self._still_open(self.asked):
            self.query_one(LanesCard).show(message.lanes)

    def _rows(self, ids: Sequence[int]) -> Sequence[Row]:
        """One page for the list; no rows where the ledger refuses."""
        try:
            return self.provider.rows(ids)
        except CommitmentsError as error:
            self.post_message(Trouble(error))
            return ()

    def _list_day(self, keep: int | None = None) -> None:
        self._follow = None
        asked = self._still_open(self.asked, narrowing.due_on(self.day.isoformat()))
        query = self._listed_for = Query(asked, Sort.DOCUMENT, TRACKED)
        self.ask("ids", lambda: Listed(query, self.provider.ids(query), keep=keep))

    @on(Listed)
    def _listed(self, message: Listed) -> None:
        if message.query == self._listed_for:
            self.table.hint = _("当日没有到期的条目")
            self.table.decided.clear()
            self.table.show(message.listing, keep=message.keep)

    def load_again(self, *, keep: int | None) -> None:
        """Read the list anew."""
        self._list_day(keep=keep)

    def freshen(self) -> None:
        """Somebody wrote: days and list are read anew."""
        self.provider.forget()
        super().freshen()

    # saying

    def say_status(self) -> None:
        """What is looked at."""
        left = _("筛选：{words}").format(words=self.words) if self.words else _("全部在册未销号条目")
        self.query_one("#status", Bar).say(left, _("今天 {day}").format(day=self.figures.day.isoformat()))

    def _say_months(self) -> None:
        day = self.day
        self.query_one(MonthGrid).heading = _("‹ {year}年{month}月 ›").format(year=day.year, month=day.month)
        self.query_one(YearGrid).heading = _("‹ {year}年 ›").format(year=day.year)
        columns, labels, total = year_columns(self.counts, day, self.figures.day)
        strip = self.query_one("#strip", ColumnsCard)
        strip.heading = _("{year}年每月到期").format(year=day.year)
        strip.show(columns, labels, note=f"{total:,}")
        strip.go(day.month - 1)
        ahead = day + timedelta(days=self.figures.near_days)
        early = self.counts.get(ahead, 0)
        said = day_said(day, self.counts.get(day, 0))
        if early:
            said += _(" · {n} 项进入提醒期").format(n=f"{early:,}")
        self.query_one("#day", Bar).say(said)

    # moving

    @on(DaysCard.Went)
    def _went(self, message: DaysCard.Went) -> None:
        self._go(message.day)

    def _go(self, day: date) -> None:
        for calendar in self._calendars:
            calendar.go(day)
        self._say_months()
        if self._follow is not None:
            self._follow.stop()
        self._follow = self.set_timer(FOLLOW, self._list_day)

    def action_month(self, months: int) -> None:
        """Another month; in the year another year; in the lanes other months."""
        if self.look == "lanes":
            lanes = self.query_one(LanesCard)
            lanes.begin(add_months(lanes.start, months))
        else:
            self._go(add_months(self.day, months * (12 if self.look == "year" else 1)))

    def action_today(self) -> None:
        """Back to today."""
        self.query_one(LanesCard).begin(self.figures.day)
        self._go(self.figures.day)

    def action_look(self, look: str) -> None:
        """Year or lanes; the same key again leads back to the month."""
        wanted = "month" if self.look == look else look
        for other in LOOKS:
            self.set_class(other == wanted, f"-{other}")
        if wanted == "lanes":
            self.recount()
        self.call_after_refresh(self.focus_content)

    def action_switch(self) -> None:
        """From the calendar to the list of its day, and back."""
        if self.look == "month" and not self.table.has_focus:
            self.set_focus(self.table)
        else:
            self.focus_content()

    def focus_content(self) -> None:
        """To what is in view."""
        self.set_focus(self.query_one(f"#{self.look}"))

    def on_resize(self) -> None:
        """Small screens get one week, large ones two lines a week."""
        wide, tall = self.size.width >= WIDE, self.size.height >= TALL
        self.query_one(MonthGrid).fit_in(compact=not wide, airy=wide and tall)
        self.query_one(LanesCard).room(self.size.height - 4)
        self.query_one(YearGrid).room(self.size.height - 4)

    # opening and moving dates

    @on(Card.Opened)
    async def _opened(self, message: Card.Opened) -> None:
        await self.open_ledger(message.figure.words)

    @on(AgendaTable.Chosen)
    async def _chosen(self) -> None:
        """The target in the ledger, with its source."""
        if (row := self.table.row) is not None:
            await self.open_ledger((narrowing.one(row.entry.code),))

    def action_shift(self, days: int) -> None:
        """Move the date of the target under the cursor by a day: an extension, with its reason."""
        line = self.table.row
        if line is None or line.entry.due is None:
            self.flash(_("当日没有可改期的条目"))
            return
        due = max(line.entry.due + timedelta(days=days), self.figures.day)  # the first move of a late date is to today
        draft = MoveDraft(day=due.isoformat(), approver=self._approver)
        self.drafts.keep(line.entry.id, draft, fresh=None)
        self.action_extend()


def timeline_screen(services: Services) -> TimelineScreen:
    """Mode 4."""
    return TimelineScreen(services)
