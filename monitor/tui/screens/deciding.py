"""Decisions on the row under the cursor, or on marked rows: written before the cursor goes on."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from commitments.evidence import RejectReason
from commitments.i18n import _
from commitments.ledger import Entry
from commitments.ledger.findings_values import Suggestion
from monitor.digest import Line
from monitor.services import Services
from monitor.tui.decisions import Decisions, Judgement, Move
from monitor.tui.evidence_draft import Draft
from monitor.tui.provider import LedgerProvider, Preview
from monitor.tui.row_words import promise_words
from monitor.tui.screens.working import WorkingScreen
from monitor.tui.widgets.agenda_table import AgendaTable
from monitor.tui.widgets.choice_strips import BulkStrip, JudgeSheet, RejectStrip
from monitor.tui.widgets.date_sheet import DateSheet, ExtensionSheet, MoveDraft, MoveFilled, SnoozeSheet
from monitor.tui.widgets.evidence_sheet import EvidenceSheet, Filled
from monitor.words import word


class DecidingScreen(WorkingScreen):
    """A screen with a list of targets that can be decided upon."""

    def __init__(self, services: Services) -> None:
        """Nothing decided, no drafts."""
        super().__init__()
        self.provider = LedgerProvider(services)
        self._decisions = Decisions(services)
        self._drafts: dict[int, Draft] = {}
        self._judgements: dict[int, Judgement] = {}  # what the ledger would not take
        self._moves: dict[tuple[type[DateSheet], int], MoveDraft] = {}
        self._approver = ""  # who allowed the last extension: mostly the same person all morning
        self._seen: Preview | None = None  # what stands beside the list

    @property
    @abstractmethod
    def table(self) -> AgendaTable:
        """The list."""

    def _decided(self, ids: Sequence[int], said: str) -> None:
        """The rows stay where they are, dim, so that a slip is seen; the cursor goes on."""
        self.table.decided.update(ids)
        self.freshen()
        self.flash(said)
        if len(ids) == 1:
            self.table.action_move(1)

    def _noted(self, said: str) -> None:
        """What does not settle a row is said, and the row read anew."""
        self.freshen()
        self.flash(said)

    # taking in, sending back

    async def action_accept(self) -> None:
        """Take the target into care, and go on; marked ones all at once, when the count has been confirmed."""
        line, marked = self.table.row, self.table.marks
        if marked:
            about = _("收入台账 {n} 项").format(n=f"{len(marked):,}")
            self.app.push_screen(BulkStrip(about), partial(self._accept_all, marked))
        elif line is not None:
            changed = await self.write(lambda: self._decisions.accept(line.entry))
            if changed:
                self._decided([line.entry.id], _("已收 {code}   u 撤销").format(code=line.entry.code))
            elif changed is not None:
                self.flash(_("{code} 已经在册").format(code=line.entry.code))
                self.table.action_move(1)

    async def _accept_all(self, ids: Sequence[int], sure: bool | None) -> None:
        if sure:
            self._all_decided(ids, await self.write(lambda: self._decisions.accept_all(ids)), _("已收 {n} 项   u 撤销"))

    def action_reject(self) -> None:
        """Ask for the reason, then send it back; marked ones all at once, their count being told."""
        line, marked = self.table.row, self.table.marks
        if marked:
            about = _("{n} 项").format(n=f"{len(marked):,}")
            self.app.push_screen(RejectStrip(about), partial(self._reject_all, marked))
        elif line is not None:
            about = f"{line.entry.code}  {promise_words(line)}"
            self.app.push_screen(RejectStrip(about), partial(self._reject, line))

    async def _reject(self, line: Line, reason: RejectReason | None) -> None:
        if reason is not None and await self.write(lambda: self._decisions.reject(line.entry, reason)):
            said = _("已退 {code}：{reason}   u 撤销").format(code=line.entry.code, reason=word(reason))
            self._decided([line.entry.id], said)

    async def _reject_all(self, ids: Sequence[int], reason: RejectReason | None) -> None:
        if reason is not None:
            changed = await self.write(lambda: self._decisions.reject_all(ids, reason))
            self._all_decided(ids, changed, _("已退 {n} 项   u 撤销"))

    def _all_decided(self, ids: Sequence[int], changed: int | None, said: str) -> None:
        if changed is not None:
            self.table.unmark()
            self._decided(ids, said.format(n=f"{changed:,}"))

    # evidence

    def action_evidence(self) -> None:
        """Ask for an observation, beginning with the draft that was left."""
        if (line := self.table.row) is not None:
            draft = self._drafts.get(line.entry.id, Draft())
            sheet = EvidenceSheet(line, today=self.provider.day, draft=draft)
            self.app.push_screen(sheet, partial(self._record, line))

    async def _record(self, line: Line, filled: Filled | None) -> None:
        if filled is None:
            return
        self._drafts[line.entry.id] = filled.draft
        evidence, file = filled.evidence, filled.draft.file.strip()
        if evidence is None:
            self._kept(line.entry, differs=filled.draft != Draft())
        elif await self.write(lambda: self._decisions.record(line.entry, evidence, file)):
            del self._drafts[line.entry.id]
            self._noted(_("已记进展 {code}   u 撤销").format(code=line.entry.code))
            self.table.action_move(1)

    def _kept(self, entry: Entry, *, differs: bool) -> None:
        if differs:
            self.flash(_("草稿已留：{code}").format(code=entry.code))

    async def action_vouch(self) -> None:
        """Vouch for the first piece of evidence that is shown and that nobody vouched for, or take a suggested one."""
        if (found := self._to_decide()) is None:
            return
        entry, seen = found.line.entry, found.to_decide
        assert seen is not None
        accepted = await self.write(lambda: self._decisions.vouch(entry, seen))
        if accepted is not None:
            self._noted(_("已采信一条证据 {code}   u 撤销").format(code=entry.code))

    async def action_refuse(self) -> None:
        """Say of the first suggestion that is shown that it speaks of something else."""
        if (found := self._to_decide()) is None:
            return
        seen = found.to_decide
        if not isinstance(seen, Suggestion):
            self.flash(_("没有证据建议可以否定"))
        elif await self.write(lambda: self._decisions.refuse(seen)):
            self._noted(_("已否定一条证据建议，不再提出"))

    def _to_decide(self) -> Preview | None:
        """What stands beside the list, if it is about the row under the cursor: nobody vouches for things unseen."""
        seen = self._seen
        if seen is None or seen.line.entry.id != self.table.row_id:
            self.flash(_("先看一眼预览，再按一次"), warning=True)
        elif seen.to_decide is None:
            self.flash(_("没有待采信的证据"))
        else:
            return seen
        return None

    # closing

    def action_judge(self) -> None:
        """Ask for verdict and reason, then conclude, or confirm what somebody else concluded."""
        if (line := self.table.row) is not None:
            draft = self._judgements.pop(line.entry.id, None)
            sheet = JudgeSheet(line, actor=self._decisions.actor, draft=draft)
            self.app.push_screen(sheet, partial(self._judge, line))

    async def _judge(self, line: Line, judgement: Judgement | None) -> None:
        if judgement is None:
            return
        self._judgements[line.entry.id] = judgement
        judged = await self.write(lambda: self._decisions.judge(line.entry, judgement))
        if judged is not None:
            del self._judgements[line.entry.id]
            self._decided([line.entry.id], verdict_words(judged))

    # time

    def action_extend(self) -> None:
        """Ask for another due date, the reason, and who allowed it."""
        self._ask_day(ExtensionSheet, MoveDraft(approver=self._approver), self._extend)

    def action_snooze(self) -> None:
        """Ask until when reminders rest, and why."""
        self._ask_day(SnoozeSheet, MoveDraft(), self._snooze)

    def _ask_day(self, kind: type[DateSheet], fresh: MoveDraft, act: Callable[[Entry, Move], tuple[Any, str]]) -> None:
        line = self.table.row
        if line is not None:
            draft = self._moves.get((kind, line.entry.id), fresh)
            self.app.push_screen(kind(line, today=self.provider.day, draft=draft), partial(self._move, kind, line, act))

    async def _move(
        self,
        kind: type[DateSheet],
        line: Line,
        act: Callable[[Entry, Move], tuple[Any, str]],
        filled: MoveFilled | None,
    ) -> None:
        if filled is None:
            return
        self._moves[kind, line.entry.id] = filled.draft
        move = filled.move
        if move is None:
            self._kept(line.entry, differs=bool(filled.draft.day or filled.draft.note))
        elif done := await self.write(lambda: act(line.entry, move)):
            del self._moves[kind, line.entry.id]
            self._approver = move.approver or self._approver
            self._noted(done[1])
            self.table.action_move(1)

    def _extend(self, entry: Entry, move: Move) -> tuple[Any, str]:
        moved = self._decisions.extend(entry, move)
        return moved, _("已延期 {code} 到 {day}   u 撤销").format(code=entry.code, day=moved.new_due)

    def _snooze(self, entry: Entry, move: Move) -> tuple[Any, str]:
        rested = self._decisions.snooze(entry, move, day=self.provider.day)
        return rested, _("已暂缓提醒 {code} 到 {day}   u 撤销").format(code=entry.code, day=move.day)

    async def action_acknowledge(self) -> None:
        """Record that the unit that answers took note; of several, that the target as a whole was noted."""
        line = self.table.row
        if line is None:
            return
        unit = line.units[0] if len(line.units) == 1 else ""
        changed = await self.write(lambda: self._decisions.acknowledge(line.entry, unit))
        if changed:
            self._noted(_("已签收 {code} {unit}   u 撤销").format(code=line.entry.code, unit=unit))
        elif changed is not None:
            self.flash(_("{code} 已经签收过").format(code=line.entry.code))

    async def action_undo(self) -> None:
        """Take the last decision back, and go to its row."""
        if not self._decisions.undoable:
            self.flash(_("没有可撤销的决定"))
            return
        done = await self.write(self._decisions.undo)
        if done is not None:
            self.table.decided.discard(done.target_id)
            self.freshen()
            self.table.go_to(done.target_id)
            self.flash(_("已撤销：{what} {name}").format(what=done.word, name=done.name))


def verdict_words(entry: Entry) -> str:
    """How a target stands after somebody concluded: closed, waiting for a second person, or open again."""
    if entry.waiting is not None:
        said = _("{code}：提出 {verdict}，等另一人确认   u 撤销")
        return said.format(code=entry.code, verdict=word(entry.waiting.verdict))
    return _("{code}：{verdict}   u 撤销").format(code=entry.code, verdict=word(entry.verdict))
