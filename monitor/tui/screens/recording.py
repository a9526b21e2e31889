"""What is recorded of the target under the cursor: evidence, and with it, where somebody wants that, the way out."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from commitments import lazily
from commitments.evidence import Evidence
from commitments.i18n import _
from monitor.digest import Line
from monitor.tui.decisions import Judgement
from monitor.tui.evidence_draft import Draft, closing_verdict, meaning
from monitor.tui.screens.deciding import DecidingScreen
from monitor.tui.screens.working import Intent

if TYPE_CHECKING:
    from monitor.tui.widgets import evidence_sheet
else:
    evidence_sheet = lazily.module("monitor.tui.widgets.evidence_sheet")


class RecordingScreen(DecidingScreen):
    """A screen with a list of targets about which observations are recorded."""

    def action_evidence(self) -> None:
        """Ask for an observation, beginning with the draft that was left."""
        if (line := self.row_wanted()) is not None:
            sheet = evidence_sheet.EvidenceSheet(line, today=self.provider.day, drafts=self.drafts)
            self.app.push_screen(sheet, partial(self._record, line))

    async def _record(self, line: Line, filled: "evidence_sheet.Filled | None") -> None:
        if filled is None:
            return
        entry, evidence, file = line.entry, filled.evidence, filled.draft.file.strip()
        if evidence is None:
            self.kept(entry, filled.draft, Draft())
            return

        forget = partial(self.drafts.drop, Draft, entry.id)

        def then(_seen: object) -> None:
            forget()
            self.noted(_("已记进展 {code}").format(code=entry.code))
            if filled.draft.closing:
                self.call_later(self._apply_for_closing, line, evidence)
            else:
                self.table.advance()

        words = meaning(evidence, line)
        act = partial(self.decisions.record, evidence=evidence, file=file)
        await self.save(entry, Intent(words, act, then, again=self.action_evidence, forget=forget))

    async def _apply_for_closing(self, line: Line, evidence: Evidence) -> None:
        """Conclude on what has just been recorded; a second person confirms it where the ledger asks for two."""
        now = await self.write(lambda: self.bench.services.ledger.entry(line.entry.id))
        if now is not None:
            reason = meaning(evidence, line).removeprefix("→ ")
            await self.conclude(replace(line, entry=now), Judgement(closing_verdict(evidence, line), reason))
