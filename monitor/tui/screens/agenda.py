"""The agenda: what presses first, each target beside the sentence it came from; decided where it is read."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.worker import Worker, WorkerState, get_current_worker

from commitments.document import Span
from commitments.errors import CommitmentsError, FilterError, StaleEntry
from commitments.evidence import RejectReason
from commitments.filter import parse_filter
from commitments.i18n import _
from commitments.ledger import Counts, Order
from commitments.timing import Timing
from monitor.digest import Line
from monitor.services import Services
from monitor.tui.actions import Scope, allowed, bindings
from monitor.tui.decisions import Decisions
from monitor.tui.messages import Counted, LedgerMoved, Listed, Previewed, Trouble
from monitor.tui.provider import LedgerProvider, Query
from monitor.tui.widgets.agenda_table import AgendaTable, Titles
from monitor.tui.widgets.bars import Bar, KeyBar, day_words
from monitor.tui.widgets.choice_strips import Judgement, JudgeSheet, RejectStrip
from monitor.tui.widgets.evidence_sheet import Draft, EvidenceSheet, Filled
from monitor.tui.widgets.facts import Facts
from monitor.tui.widgets.filter_bar import FilterBar, split_words
from monitor.tui.widgets.flash import Flash
from monitor.tui.widgets.source_view import SourceView
from monitor.words import N_, word

T = TypeVar("T")

WIDE = 100  # columns from which list and preview stand beside each other
TALL = 30  # lines from which a narrow screen has room for all facts
FOLLOW = 0.03  # seconds the cursor rests before the preview follows
POLL = 2.0  # seconds between two looks at the ledger's version
ORDERS = {Order.DUE: N_("时限"), Order.DOCUMENT: N_("文件顺序"), Order.CONFIDENCE: N_("可信度")}


class AgendaScreen(Screen[None]):
    """List, preview, and every decision on the row under the cursor."""

    CSS_PATH = "agenda.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.AGENDA)]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - Textual declares it so
    VERTICAL_BREAKPOINTS = [(0, "-short"), (TALL, "-tall")]  # noqa: RUF012 - Textual declares it so
    AUTO_FOCUS = "#list"

    def __init__(self, services: Services) -> None:
        """Look at the whole ledger, most urgent first."""
        super().__init__()
        self._provider = LedgerProvider(services)
        self._decisions = Decisions(services)
        self._asked = Query()
        self._words = ""  # the filter as typed, last one that was understood
        self._drafts: dict[int, Draft] = {}
        self._version: int | None = None
        self._follow: Timer | None = None
        self._warned_of_input_method = False

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
        self._load()
        self._count()
        self.set_interval(POLL, self._poll)

    @property
    def table(self) -> AgendaTable:
        """The list."""
        return self.query_one("#list", AgendaTable)

    def flash(self, text: str, *, warning: bool = False) -> None:
        """Say for a moment what was done."""
        self.query_one("#flash", Flash).say(text, warning=warning)

    # reading, in threads; the answers come back as messages

    def _ask(self, group: str, read: Callable[[], Message]) -> None:
        """Let a thread read; only the newest question of a group is answered."""

        def work() -> None:
            worker = get_current_worker()
            try:
                answer = read()
            except CommitmentsError as error:
                answer = Trouble(error)
            if not worker.is_cancelled:
                self.post_message(answer)

        self.run_worker(work, group=group, thread=True, exclusive=True, exit_on_error=False)

    def _load(self, keep: int | None = None) -> None:
        asked = self._asked
        self._ask("ids", lambda: Listed(asked, self._provider.ids(asked), keep=keep))

    def _count(self) -> None:
        self._ask("counts", lambda: Counted(self._provider.counts()))

    def _poll(self) -> None:
        self._ask("poll", lambda: LedgerMoved(self._provider.data_version()))

    def _rows(self, ids: Sequence[int]) -> Sequence[Line]:
        """One page for the table: an indexed read of some forty rows; no rows where the ledger refuses."""
        try:
            return self._provider.rows(ids)
        except CommitmentsError as error:
            self.post_message(Trouble(error))
            return ()

    @on(Listed)
    def _listed(self, message: Listed) -> None:
        self.table.decided.clear()
        self.table.show(message.listing, keep=message.keep)
        self.query_one(FilterBar).note(_("{n} 项").format(n=f"{len(message.listing):,}"))

    @on(Counted)
    def _counted(self, message: Counted) -> None:
        when = f"{day_words(self._provider.day)}  {self._decisions.actor}"
        self.query_one("#header", Bar).say(counts_words(message.counts), when)

    @on(LedgerMoved)
    def _moved_on(self, message: LedgerMoved) -> None:
        """Somebody wrote: read the rows in view anew, leave their order alone."""
        known, self._version = self._version, message.version
        if known is not None and known != message.version:
            self._freshen()

    def _freshen(self) -> None:
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
        target_id = self.table.row_id
        if target_id is None:
            self.query_one(Facts).show(None)
            self.query_one(SourceView).show(0, "", Span(0, 0))
        else:
            self._ask("preview", lambda: Previewed(self._provider.preview(target_id)))

    @on(Previewed)
    def _previewed(self, message: Previewed) -> None:
        preview = message.preview
        target = preview.line.entry.target
        self.query_one(Facts).show(preview)
        quote = Span(target.start, target.end)
        self.query_one(SourceView).show(preview.line.entry.document.id, preview.text, quote, preview.others)

    def _say_status(self) -> None:
        left = _("筛选：{words}").format(words=self._words) if self._words else _("全部条目")
        place = f"{self.table.cursor + 1:,}/{len(self.table.listing):,}" if len(self.table.listing) else "0/0"
        self.query_one("#status", Bar).say(left, f"↓{_(ORDERS[self._asked.order])}  {place}")

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """What a worker did not foresee is shown too, instead of ending the program."""
        if event.state is WorkerState.ERROR:
            error = event.worker.error
            self.post_message(Trouble(CommitmentsError(f"{type(error).__name__}: {error}", where=event.worker.group)))

    # deciding; writes go through a thread, and keys wait their turn

    async def _write(self, act: Callable[[], T]) -> T | None:
        """Do one write; None when the ledger refused, which has then been said."""
        try:
            return await asyncio.to_thread(act)
        except StaleEntry as error:
            self._freshen()
            self.flash(_("{what}；已重新读取").format(what=error.message), warning=True)
        except CommitmentsError as error:
            self.post_message(Trouble(error))
        return None

    def _decided(self, line: Line, said: str) -> None:
        """The row stays where it is, dim, so that a slip is seen; the cursor goes on."""
        self.table.decided.add(line.entry.id)
        self._freshen()
        self.flash(said)
        self.table.action_move(1)

    async def action_accept(self) -> None:
        """Take the target into care, and go on."""
        line = self.table.row
        if line is None:
            return
        changed = await self._write(lambda: self._decisions.accept(line.entry))
        if changed:
            self._decided(line, _("已收 {code}   u 撤销").format(code=line.entry.code))
        elif changed is not None:
            self.flash(_("{code} 已经在册").format(code=line.entry.code))
            self.table.action_move(1)

    def action_reject(self) -> None:
        """Ask for the reason, then send it back."""
        if (line := self.table.row) is not None:
            self.app.push_screen(RejectStrip(line), partial(self._reject, line))

    async def _reject(self, line: Line, reason: RejectReason | None) -> None:
        if reason is not None and await self._write(lambda: self._decisions.reject(line.entry, reason)):
            said = _("已退 {code}：{reason}   u 撤销").format(code=line.entry.code, reason=word(reason))
            self._decided(line, said)

    def action_evidence(self) -> None:
        """Ask for an observation, beginning with the draft that was left."""
        if (line := self.table.row) is not None:
            draft = self._drafts.get(line.entry.id, Draft())
            sheet = EvidenceSheet(line, today=self._provider.day, draft=draft)
            self.app.push_screen(sheet, partial(self._record, line))

    async def _record(self, line: Line, filled: Filled | None) -> None:
        if filled is None:
            return
        self._drafts[line.entry.id] = filled.draft
        evidence = filled.evidence
        if evidence is None:
            if filled.draft != Draft():
                self.flash(_("草稿已留：{code}").format(code=line.entry.code))
        elif await self._write(lambda: self._decisions.record(line.entry, evidence)):
            del self._drafts[line.entry.id]
            self._freshen()
            self.flash(_("已记进展 {code}").format(code=line.entry.code))
            self.table.action_move(1)

    def action_judge(self) -> None:
        """Ask for verdict and reason, then conclude."""
        if (line := self.table.row) is not None:
            self.app.push_screen(JudgeSheet(line), partial(self._judge, line))

    async def _judge(self, line: Line, judgement: Judgement | None) -> None:
        if judgement is None:
            return
        if await self._write(lambda: self._decisions.judge(line.entry, judgement.verdict, judgement.reason)):
            said = _("{code}：{verdict}   u 撤销").format(code=line.entry.code, verdict=word(judgement.verdict))
            self._decided(line, said)

    async def action_undo(self) -> None:
        """Take the last decision back, and go to its row."""
        if not self._decisions.undoable:
            self.flash(_("没有可撤销的决定"))
            return
        done = await self._write(self._decisions.undo)
        if done is not None:
            self.table.decided.discard(done.target_id)
            self._freshen()
            self.table.go_to(done.target_id)
            self.flash(_("已撤销：{what} {code}").format(what=done.word, code=done.code))

    # looking

    def action_filter(self) -> None:
        """Type a filter."""
        bar = self.query_one(FilterBar)
        self.query_one(Flash).hush()
        self.query_one("#status").display = False
        bar.text = self._words
        bar.open()

    @on(FilterBar.Typed)
    def _try_filter(self, message: FilterBar.Typed) -> None:
        """Show what the words leave; words that mean nothing leave the last list in place."""
        try:
            asked = parse_filter(message.words, today=self._provider.day)
        except FilterError as error:
            said = "：".join(part for part in (error.where, error.message) if part)
            self.query_one(FilterBar).note(f"{said} {error.remedy}", error=True)
            return
        self._words = " ".join(message.words)
        self._ask_for(Query(asked, self._asked.order))

    def _ask_for(self, asked: Query) -> None:
        self._asked = asked
        self._load(keep=self.table.row_id)

    @on(FilterBar.Left)
    def _leave_filter(self) -> None:
        bar = self.query_one(FilterBar)
        bar.close()
        self.query_one("#status").display = True
        if " ".join(split_words(bar.text)) != self._words:
            self.flash(_("筛选没有看懂，仍按上一次的结果显示"), warning=True)
        self.table.focus()
        self._say_status()

    def action_back(self) -> None:
        """Out of the filter line, out of the source, back to the list."""
        self.remove_class("-source")
        self._arrange()
        if self.query_one(FilterBar).display:
            self._leave_filter()
        self.table.focus()

    def action_sort(self) -> None:
        """The next order; the cursor stays on its row."""
        orders = list(ORDERS)
        order = orders[(orders.index(self._asked.order) + 1) % len(orders)]
        self._ask_for(Query(self._asked.filter, order))
        self.flash(_("按{order}排列").format(order=_(ORDERS[order])))

    def action_reload(self) -> None:
        """Put decided rows where they now belong."""
        self._load(keep=self.table.row_id)
        self._freshen()

    def action_source(self) -> None:
        """The source over the whole width, or beside the list again."""
        self.toggle_class("-source")
        self._arrange()
        self.query_one("#source" if self.has_class("-source") else "#list").focus()

    def action_preview(self) -> None:
        """The list alone, or with its preview."""
        self.toggle_class("-list")
        self.table.focus()

    def action_scroll_source(self, lines: int) -> None:
        """Scroll the source without leaving the list."""
        self.query_one(SourceView).scroll_lines(lines)

    def on_resize(self) -> None:
        """Small screens get the facts on one line."""
        self._arrange()

    def _arrange(self) -> None:
        small = self.size.width < WIDE and self.size.height < TALL
        self.query_one(Facts).set_compact(small and not self.has_class("-source"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let letters be letters while a filter is typed."""
        return allowed(action, self.focused) and super().check_action(action, parameters)

    def on_key(self, event: events.Key) -> None:
        """Committed Chinese on a list means that an input method is on: say so once."""
        if event.character and event.character >= "\u4e00" and not self._warned_of_input_method:
            self._warned_of_input_method = True
            self.flash(_("输入法开着：请切到英文，或用 Ctrl+字母"), warning=True)


def counts_words(counts: Counts) -> str:
    """The header: what presses, in words."""
    parts = [
        f"{word(timing)} {counts.timing[timing]:,}"
        for timing in (Timing.OVERDUE, Timing.DUE, Timing.NEAR)
        if counts.timing[timing] or timing is not Timing.DUE
    ]
    parts.append(_("待核 {n}").format(n=f"{counts.candidates:,}"))
    return _("督办  {counts}").format(counts=" | ".join(parts))
