"""Decisions on the row under the cursor, or on marked rows: written before the cursor goes on."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from commitments import lazily
from commitments.evidence import RejectReason, Review
from commitments.i18n import _
from commitments.ledger import Entry
from monitor.digest import Line
from monitor.services import Services
from monitor.tui.actions import key_of
from monitor.tui.decisions import Decisions, Judgement, Move
from monitor.tui.drafts import Drafts
from monitor.tui.proposals import proposed_due
from monitor.tui.provider import LedgerProvider, Preview, Row
from monitor.tui.row_words import promise_words
from monitor.tui.screens.working import BulkIntent, Intent, WorkingScreen
from monitor.tui.widgets.agenda_table import AgendaTable
from monitor.words import word

if TYPE_CHECKING:
    from monitor.tui.widgets import choice_strips, correction_strips, date_sheet
else:
    choice_strips = lazily.module("monitor.tui.widgets.choice_strips")
    correction_strips = lazily.module("monitor.tui.widgets.correction_strips")
    date_sheet = lazily.module("monitor.tui.widgets.date_sheet")


class DecidingScreen(WorkingScreen):
    """A screen with a list of targets that can be decided upon."""

    def __init__(self, services: Services) -> None:
        """Nothing decided yet."""
        super().__init__()
        self.provider = LedgerProvider(services)
        self._approver = ""  # who allowed the last extension: mostly the same person all morning
        self._seen: Preview | None = None  # what stands beside the list

    @property
    @abstractmethod
    def table(self) -> AgendaTable:
        """The list."""

    @property
    def decisions(self) -> Decisions:
        """What this person decides, in whatever mode."""
        return self.bench.decisions

    @property
    def drafts(self) -> Drafts:
        """What was typed and not saved."""
        return Drafts(self.memory)

    def is_list_there(self, *, whole: bool = False) -> bool:  # noqa: ARG002 - for lists that are read in threads
        """Whether the list in view is the one asked for last; that it is still being read is said."""
        return True

    def row_wanted(self) -> Row | None:
        """The row under the cursor; where there is none, that somebody must choose one is said."""
        is_there = self.is_list_there()
        row = self.table.row if is_there else None
        if row is None:
            self.expect_strays()
        if row is None and is_there:
            self.flash(_("先选一条：这是分组标题，⏎ 收起或展开") if self.table.head else _("先选一条"))
        return row

    def decided(self, ids: Sequence[int], said: str) -> None:
        """The rows stay where they are, dim, so that a slip is seen; the cursor goes on."""
        self.table.decided.update(ids)
        self.freshen()
        self.flash(said + undo_hint())
        if len(ids) == 1:
            self.table.advance()

    def noted(self, said: str, *, undoable: bool = True) -> None:
        """What does not settle a row is said, and the row read anew."""
        self.freshen()
        self.flash(said + (undo_hint() if undoable else ""))

    def kept(self, entry: Entry, draft: Any, fresh: Any) -> None:
        """Say of a sheet that was closed that its words are not lost."""
        if draft != fresh:
            self.flash(_("草稿已留：{code}").format(code=entry.code))

    # taking in, sending back

    async def action_accept(self) -> None:
        """Take the target into care, and go on; marked ones all at once, when the count has been confirmed."""
        if not self.is_list_there():
            return
        marked = self.table.marks
        if marked:
            about = _("收入台账 {n} 项").format(n=f"{len(marked):,}")
            self.app.push_screen(choice_strips.BulkStrip(about), partial(self._accept_all, marked))
        elif (line := self.row_wanted()) is not None:
            proposal = proposed_due(line.entry) if line.entry.review is Review.CANDIDATE else None
            if proposal is None:
                await self._accept(line.entry, self.decisions.accept)
            else:
                strip = correction_strips.DueStrip(line, proposal, today=self.provider.day)
                self.app.push_screen(strip, partial(self._accept_dated, line.entry))

    async def _accept_dated(self, entry: Entry, settled: object) -> None:
        if isinstance(settled, tuple):
            (day,) = settled
            assert day is None or isinstance(day, date)
            await self._accept(entry, lambda seen: self.decisions.accept_dated(seen, day))

    async def _accept(self, entry: Entry, act: Callable[[Entry], bool]) -> None:
        def then(changed: bool) -> None:
            if changed:
                self.decided([entry.id], _("已收 {code}").format(code=entry.code))
            else:
                self.flash(_("{code} 已经在册").format(code=entry.code))
                self.table.advance()

        await self.save(
            entry,
            Intent(_("收入台账"), act, then, settled=lambda now: now.review is Review.TRACKED),
        )

    async def _accept_all(self, ids: Sequence[int], sure: bool | None) -> None:
        if sure:
            then = partial(self._all_decided, _("已收 {n} 项"))
            seen = self.table.seen
            await self.save_all(BulkIntent(_("收入台账"), ids, seen, self.decisions.accept_all, then))

    def action_reject(self) -> None:
        """Ask for the reason, then send it back; marked ones all at once, their count being told."""
        if not self.is_list_there():
            self.expect_strays()
            return
        marked = self.table.marks
        if marked:
            about = _("{n} 项").format(n=f"{len(marked):,}")
            self.app.push_screen(choice_strips.RejectStrip(about), partial(self._reject_all, marked))
        elif (line := self.row_wanted()) is not None:
            about = f"{line.entry.code}  {promise_words(line)}"
            self.app.push_screen(choice_strips.RejectStrip(about), partial(self._reject, line))

    async def _reject(self, line: Line, reason: RejectReason | None) -> None:
        if reason is None:
            return
        entry, said = line.entry, _("已退 {code}：{reason}").format(code=line.entry.code, reason=word(reason))
        intent = Intent(
            _("退回：{reason}").format(reason=word(reason)),
            lambda seen: self.decisions.reject(seen, reason),
            lambda _changed: self.decided([entry.id], said),
            settled=lambda now: now.reject_reason is reason,
        )
        await self.save(entry, intent)

    async def _reject_all(self, ids: Sequence[int], reason: RejectReason | None) -> None:
        if reason is None:
            return

        def act(wanted: Sequence[int], seen: int | None) -> int:
            return self.decisions.reject_all(wanted, reason, seen)

        words = _("退回：{reason}").format(reason=word(reason))
        await self.save_all(BulkIntent(words, ids, self.table.seen, act, partial(self._all_decided, _("已退 {n} 项"))))

    def _all_decided(self, said: str, ids: Sequence[int], changed: int) -> None:
        self.table.unmark()
        self.decided(ids, said.format(n=f"{changed:,}"))

    # closing

    def action_judge(self) -> None:
        """Ask for verdict and reason, then conclude, or confirm what somebody else concluded."""
        if (line := self.row_wanted()) is not None:
            sheet = choice_strips.JudgeSheet(line, actor=self.decisions.actor, drafts=self.drafts)
            self.app.push_screen(sheet, partial(self.conclude, line))

    async def conclude(self, line: Line, judgement: Judgement | None) -> None:
        """Write a verdict, unless somebody thought better of it; the cursor goes on."""
        if judgement is None:
            return
        self.drafts.keep(line.entry.id, judgement, fresh=None)

        forget = partial(self.drafts.drop, Judgement, line.entry.id)

        def then(judged: Entry) -> None:
            forget()
            self.decided([line.entry.id], verdict_words(judged))

        words = "：".join(part for part in (word(judgement.verdict), judgement.reason) if part)
        act = partial(self.decisions.judge, judgement=judgement)
        await self.save(line.entry, Intent(words, act, then, again=self.action_judge, forget=forget))

    # time

    def action_extend(self) -> None:
        """Ask for another due date, the reason, and who allowed it."""
        self._ask_day(date_sheet.ExtensionSheet, self._extend)

    def action_snooze(self) -> None:
        """Ask until when reminders rest, and why."""
        self._ask_day(date_sheet.SnoozeSheet, self._snooze)

    def _ask_day(self, kind: "type[date_sheet.DateSheet]", act: Callable[[Entry, Move], str]) -> None:
        if (line := self.row_wanted()) is not None:
            sheet = kind(line, today=self.provider.day, drafts=self.drafts, approver=self._approver)
            self.app.push_screen(sheet, partial(self._move, kind, line, act))

    async def _move(
        self,
        kind: "type[date_sheet.DateSheet]",
        line: Line,
        act: Callable[[Entry, Move], str],
        filled: "date_sheet.MoveFilled | None",
    ) -> None:
        if filled is None:
            return
        move, entry = filled.move, line.entry
        if move is None:
            self.kept(entry, filled.draft, filled.fresh)
            return

        forget = partial(self.drafts.drop, kind.DRAFT, entry.id)

        def then(said: str) -> None:
            forget()
            self._approver = move.approver or self._approver
            self.noted(said)
            self.table.advance()

        again = self.action_extend if kind is date_sheet.ExtensionSheet else self.action_snooze
        words = f"{move.day}  {move.reason}"
        await self.save(entry, Intent(words, lambda seen: act(seen, move), then, again=again, forget=forget))

    def _extend(self, entry: Entry, move: Move) -> str:
        moved = self.decisions.extend(entry, move)
        return _("已延期 {code} 到 {day}").format(code=entry.code, day=moved.new_due)

    def _snooze(self, entry: Entry, move: Move) -> str:
        self.decisions.snooze(entry, move, day=self.provider.day)
        return _("已暂缓提醒 {code} 到 {day}").format(code=entry.code, day=move.day)

    async def action_acknowledge(self) -> None:
        """Record that the unit that answers took note; of several, that the target as a whole was noted."""
        line = self.row_wanted()
        if line is None:
            return
        unit = line.units[0] if len(line.units) == 1 else ""
        changed = await self.write(lambda: self.decisions.acknowledge(line.entry, unit))
        if changed:
            self.noted(_("已签收 {code} {unit}").format(code=line.entry.code, unit=unit))
        elif changed is not None:
            self.flash(_("{code} 已经签收过").format(code=line.entry.code))

    async def action_undo(self) -> None:
        """Take the last decision back, and go to its row."""
        if not self.decisions.undoable:
            self.flash(_("没有可撤销的决定"))
            return
        done = await self.write(self.decisions.undo)
        if done is not None:
            self.table.decided.difference_update(done.ids)
            self.freshen()
            self.table.go_to(done.target_id)
            said = _("已撤销：{what} {name}").format(what=done.word, name=done.name)
            left = _("，{n} 项之后又有改动，没有撤").format(n=f"{len(done.left):,}") if done.left else ""
            self.flash(said + left, warning=bool(done.left))


def undo_hint() -> str:
    """How what was said a moment ago is taken back."""
    return _("   {key} 撤销").format(key=key_of("undo"))


def verdict_words(entry: Entry) -> str:
    """How a target stands after somebody concluded: closed, waiting for a second person, or open again."""
    if entry.waiting is not None:
        said = _("{code}：提出 {verdict}，等另一人确认")
        return said.format(code=entry.code, verdict=word(entry.waiting.verdict))
    return _("{code}：{verdict}").format(code=entry.code, verdict=word(entry.verdict))
