"""What is corrected of the reading of a target, and vouched for: edits, hand-over, merging and cutting apart."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from commitments import lazily
from commitments.codes import code_of
from commitments.evidence import Review
from commitments.i18n import _
from commitments.ledger import Entry
from commitments.ledger.findings_values import Suggestion
from monitor.digest import Line
from monitor.tui.actions import key_of
from monitor.tui.edit_draft import EditDraft, draft_of
from monitor.tui.provider import Preview
from monitor.tui.row_words import promise_words
from monitor.tui.screens.recording import RecordingScreen
from monitor.tui.screens.working import BulkIntent, Intent

if TYPE_CHECKING:
    from monitor.tui import log_words
    from monitor.tui.widgets import choice_strips, correction_strips, edit_sheet
else:
    log_words = lazily.module("monitor.tui.log_words")
    choice_strips = lazily.module("monitor.tui.widgets.choice_strips")
    correction_strips = lazily.module("monitor.tui.widgets.correction_strips")
    edit_sheet = lazily.module("monitor.tui.widgets.edit_sheet")


class CorrectingScreen(RecordingScreen):
    """A screen on which targets are corrected beside their sentence."""

    # evidence

    async def action_vouch(self) -> None:
        """Vouch for the first piece of evidence that is shown and that nobody vouched for, or take a suggested one."""
        if (found := self._to_decide()) is None:
            return
        entry, seen = found.line.entry, found.to_decide
        assert seen is not None
        accepted = await self.write(lambda: self.decisions.vouch(entry, seen))
        if accepted is not None:
            self.noted(_("已采信一条证据 {code}").format(code=entry.code))

    async def action_refuse(self) -> None:
        """Say of the first suggestion that is shown that it speaks of something else."""
        if (found := self._to_decide()) is None:
            return
        seen = found.to_decide
        if not isinstance(seen, Suggestion):
            self.flash(_("没有证据建议可以否定"))
        elif await self.write(lambda: self.decisions.refuse(seen)):
            self.noted(_("已否定一条证据建议，不再提出"), undoable=False)

    def _to_decide(self) -> Preview | None:
        """What stands beside the list, if it is about the row under the cursor: nobody vouches for things unseen."""
        if self.row_wanted() is None:
            return None
        seen = self._seen
        if seen is None or seen.line.entry.id != self.table.row_id:
            self.flash(_("先看一眼预览，再按一次"), warning=True)
        elif seen.to_decide is None:
            self.flash(_("没有待采信的证据"))
        else:
            return seen
        return None

    # the reading

    def action_edit(self) -> None:
        """Correct what was read of the sentence."""
        if (line := self.row_wanted()) is not None:
            known = self.bench.services.ledger.unit_names
            sheet = edit_sheet.EditSheet(line, today=self.provider.day, drafts=self.drafts, known=known)
            self.app.push_screen(sheet, partial(self._edit, line))

    async def _edit(self, line: Line, edited: "edit_sheet.Edited | None") -> None:
        if edited is None:
            return
        entry, changes = line.entry, edited.changes
        if changes is None:
            self.kept(entry, edited.draft, draft_of(entry))
        elif not changes:
            self.flash(_("{code} 没有变化").format(code=entry.code))
        else:

            def then(_changed: bool) -> None:
                forget()
                self.noted(_("已更正 {code}").format(code=entry.code))
                if entry.review is not Review.CANDIDATE:  # a candidate still waits: what is right now is accepted next
                    self.table.advance()

            words = log_words.change_words({}, changes)
            act = partial(self.decisions.edit, changes=changes)
            forget = partial(self.drafts.drop, EditDraft, entry.id)
            await self.save(entry, Intent(words, act, then, again=self.action_edit, forget=forget))

    def action_assign(self) -> None:
        """Let other units answer for the target, or for all marked ones."""
        marked = self.table.marks
        if (line := self.row_wanted()) is not None:
            about = _("{n} 项").format(n=f"{len(marked):,}") if marked else f"{line.entry.code}  {promise_words(line)}"
            lead = () if marked else line.entry.target.owners.lead
            strip = correction_strips.AssignStrip(about, lead, self.bench.services.ledger.unit_names)
            self.app.push_screen(strip, partial(self._assign, marked or [line.entry.id], self.table.seen))

    async def _assign(self, ids: Sequence[int], seen: int | None, lead: object) -> None:
        if not isinstance(lead, list):
            return
        units = "、".join(lead)

        def then(_ids: Sequence[int], changed: int) -> None:
            self.table.unmark()
            self.noted(_("已转派 {n} 项：{units}").format(n=f"{changed:,}", units=units), undoable=changed > 0)

        def act(wanted: Sequence[int], since: int | None) -> int:
            return self.decisions.assign(wanted, lead, since)

        await self.save_all(BulkIntent(_("转派：{units}").format(units=units), ids, seen, act, then))

    async def action_merge(self) -> None:
        """Merge the target into a similar one; marked ones into the one under the cursor."""
        line = self.row_wanted()
        if line is None:
            return
        others = [number for number in self.table.marks if number != line.entry.id]
        if others:
            about = _("把 {n} 项并入 {code}").format(n=f"{len(others):,}", code=line.entry.code)
            self.app.push_screen(choice_strips.BulkStrip(about), partial(self._merge_marked, line.entry, others))
            return
        alike = await self.write(lambda: self.provider.alike(line.entry.id))
        if alike:
            self.app.push_screen(correction_strips.MergeStrip(line, alike), partial(self._merge_into, line.entry))
        elif alike is not None:
            self.expect_strays()
            self.flash(_("没有相似的条目；可先标记几条，再在要保留的一条上按 {key}").format(key=key_of("merge")))

    async def _merge_marked(self, keep: Entry, others: Sequence[int], sure: bool | None) -> None:
        def then(gone: Sequence[int], merged: int) -> None:
            self.table.unmark()
            self.table.decided.update(gone)
            self.noted(_("已把 {n} 项并入 {code}").format(n=f"{merged:,}", code=keep.code))

        if sure:
            await self._merge(keep.id, others, then)

    async def _merge(self, keep: int, others: Sequence[int], then: Callable[[Sequence[int], int], None]) -> None:
        def act(wanted: Sequence[int], seen: int | None) -> int:
            return self.decisions.merge(keep, wanted, seen)

        words = _("并入 {code}").format(code=code_of(keep))
        await self.save_all(BulkIntent(words, others, self.table.seen, act, then, beside=(keep,)))

    async def _merge_into(self, entry: Entry, keep: int | None) -> None:
        if keep is None:
            return

        def then(_gone: Sequence[int], _merged: int) -> None:
            self.decided([entry.id], _("已把 {code} 并入 {keep}").format(code=entry.code, keep=code_of(keep)))

        await self._merge(keep, [entry.id], then)

    def action_split(self) -> None:
        """Cut the target apart, each piece a target of its own."""
        if (line := self.row_wanted()) is not None:
            self.app.push_screen(correction_strips.SplitStrip(line), partial(self._split, line.entry))

    async def _split(self, entry: Entry, pieces: object) -> None:
        if not isinstance(pieces, list):
            return

        def then(made: Sequence[int]) -> None:
            self.table.decided.add(entry.id)
            self.load_again(keep=made[0])
            self.noted(_("已把 {code} 拆为 {n} 项").format(code=entry.code, n=len(made)))

        words = _("拆分：{pieces}").format(pieces=" | ".join(pieces))
        await self.save(entry, Intent(words, lambda seen: self.decisions.split(seen, pieces), then))

    @abstractmethod
    def load_again(self, *, keep: int | None) -> None:
        """Read the list anew, because it has other rows; the cursor goes to `keep`."""
