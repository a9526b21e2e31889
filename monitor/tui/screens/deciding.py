"""Decisions on the row under the cursor: accept, reject, record, judge, undo; written before the cursor goes on."""

from abc import abstractmethod
from functools import partial

from commitments.evidence import RejectReason
from commitments.i18n import _
from monitor.digest import Line
from monitor.services import Services
from monitor.tui.decisions import Decisions
from monitor.tui.provider import LedgerProvider
from monitor.tui.screens.working import WorkingScreen
from monitor.tui.widgets.agenda_table import AgendaTable
from monitor.tui.widgets.choice_strips import Judgement, JudgeSheet, RejectStrip
from monitor.tui.widgets.evidence_sheet import Draft, EvidenceSheet, Filled
from monitor.words import word


class DecidingScreen(WorkingScreen):
    """A screen with a list of targets that can be decided upon."""

    def __init__(self, services: Services) -> None:
        """Nothing decided, no drafts."""
        super().__init__()
        self.provider = LedgerProvider(services)
        self._decisions = Decisions(services)
        self._drafts: dict[int, Draft] = {}

    @property
    @abstractmethod
    def table(self) -> AgendaTable:
        """The list."""

    def _decided(self, line: Line, said: str) -> None:
        """The row stays where it is, dim, so that a slip is seen; the cursor goes on."""
        self.table.decided.add(line.entry.id)
        self.freshen()
        self.flash(said)
        self.table.action_move(1)

    async def action_accept(self) -> None:
        """Take the target into care, and go on."""
        line = self.table.row
        if line is None:
            return
        changed = await self.write(lambda: self._decisions.accept(line.entry))
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
        if reason is not None and await self.write(lambda: self._decisions.reject(line.entry, reason)):
            said = _("已退 {code}：{reason}   u 撤销").format(code=line.entry.code, reason=word(reason))
            self._decided(line, said)

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
        evidence = filled.evidence
        if evidence is None:
            if filled.draft != Draft():
                self.flash(_("草稿已留：{code}").format(code=line.entry.code))
        elif await self.write(lambda: self._decisions.record(line.entry, evidence)):
            del self._drafts[line.entry.id]
            self.freshen()
            self.flash(_("已记进展 {code}").format(code=line.entry.code))
            self.table.action_move(1)

    def action_judge(self) -> None:
        """Ask for verdict and reason, then conclude."""
        if (line := self.table.row) is not None:
            self.app.push_screen(JudgeSheet(line), partial(self._judge, line))

    async def _judge(self, line: Line, judgement: Judgement | None) -> None:
        if judgement is None:
            return
        if await self.write(lambda: self._decisions.judge(line.entry, judgement.verdict, judgement.reason)):
            said = _("{code}：{verdict}   u 撤销").format(code=line.entry.code, verdict=word(judgement.verdict))
            self._decided(line, said)

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
            self.flash(_("已撤销：{what} {code}").format(what=done.word, code=done.code))
