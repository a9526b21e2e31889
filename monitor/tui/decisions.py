"""What a reviewer decides, turned into calls to the ledger: the one place where the screens write."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from commitments.evidence import Evidence, RejectReason, Verdict
from commitments.i18n import _
from commitments.ledger import Entry, Extension, Observation
from commitments.ledger.findings_values import Suggestion
from monitor.services import Services

OTHERS_MEANWHILE = 50  # lines of the log that other people may have written between a decision and the look at it


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its reason, which a confirmation may do without."""

    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class Move:
    """Another day, with the reason, and who allowed it where somebody must."""

    day: date
    reason: str
    approver: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """A decision that can be taken back."""

    target_id: int
    name: str  # the code of the target, or how many they were
    word: str  # what was done, in the language of the screen
    events: tuple[int, ...]  # lines of the log, newest first
    ids: tuple[int, ...]  # the targets
    left: tuple[int, ...] = ()  # of those, what the ledger would not take back


class Decisions:
    """Writes as one actor and remembers what can be undone. Errors of the ledger pass through."""

    def __init__(self, services: Services) -> None:
        """Nothing to undo yet."""
        self._ledger = services.ledger
        self.services = services
        self.actor = services.actor
        self._undo: list[Done] = []

    def accept(self, entry: Entry) -> bool:
        """Take a target into care; False if it was there already."""
        changed = self._ledger.accept([entry.id], actor=self.actor, expected_version=entry.version)
        return self._remember(entry, changed, _("收"), "accept")

    def reject(self, entry: Entry, reason: RejectReason) -> bool:
        """Say that it is no target; False if it had been said already."""
        changed = self._ledger.reject([entry.id], reason=reason, actor=self.actor, expected_version=entry.version)
        return self._remember(entry, changed, _("退"), "reject")

    def accept_dated(self, entry: Entry, day: date | None) -> bool:
        """Take a target into care with the date that a reviewer settled on; False if it was there already."""
        due = day.isoformat() if day else None
        doubted = entry.due != day or bool(entry.target.due.confirm)
        edited = doubted and self._ledger.edit(
            entry.id,
            {"original_due": due},
            reason=_("收入时定的时限"),
            actor=self.actor,
            expected_version=entry.version,
        )
        version = entry.version + bool(edited)
        changed = self._ledger.accept([entry.id], actor=self.actor, expected_version=version)
        return self._remember(entry, changed + bool(edited), _("收"), "accept", "edit")

    def edit(self, entry: Entry, changes: Mapping[str, Any]) -> bool:
        """Correct the reading of a target; False if nothing is different."""
        changed = self._ledger.edit(entry.id, changes, actor=self.actor, expected_version=entry.version)
        return self._remember(entry, int(changed), _("更正"), "edit")

    def assign(self, ids: Sequence[int], lead: Sequence[str], seen: int | None = None) -> int:
        """Let other units answer for targets; for how many that is new."""
        changed = self._ledger.edit_all(ids, {"lead": list(lead)}, actor=self.actor, seen=seen)
        return self._remember_all(changed, len(changed), _("转派"), "edit")

    def merge(self, keep: int, others: Sequence[int], seen: int | None = None) -> int:
        """Let one target stand for others; how many it took in. Undone, a single one is where somebody looks next."""
        merged = self._ledger.merge(keep, others, actor=self.actor, seen=seen)
        kept, known = self._ledger.entry(keep), len(self._undo)
        self._remember(kept, 1, _("合并"), "merge")
        if len(self._undo) > known and len(others) == 1:
            self._undo[-1] = replace(self._undo[-1], target_id=others[0])
        return merged

    def split(self, entry: Entry, pieces: Sequence[str]) -> tuple[int, ...]:
        """Cut a target into pieces of its quote; their ids."""
        made = self._ledger.split(entry.id, pieces, actor=self.actor, expected_version=entry.version)
        self._remember(entry, 1, _("拆分"), "split")
        return made

    def accept_all(self, ids: Sequence[int], seen: int | None = None) -> int:
        """Take many targets into care in one go; how many were not."""
        changed = self._ledger.accept(ids, actor=self.actor, seen=seen)
        return self._remember_all(ids, changed, _("收"), "accept")

    def reject_all(self, ids: Sequence[int], reason: RejectReason, seen: int | None = None) -> int:
        """Say of many that they are no targets; of how many it had not been said."""
        changed = self._ledger.reject(ids, reason=reason, actor=self.actor, seen=seen)
        return self._remember_all(ids, changed, _("退"), "reject")

    def judge(self, entry: Entry, judgement: Judgement) -> Entry:
        """Conclude, confirm what somebody else proposed, or send that back; the entry as it then stands."""
        judged = self._judge(entry, judgement)
        changed = int(judged.version != entry.version)
        self._remember(entry, changed, _("结论"), "judge", "propose", "decline")
        return judged

    def _judge(self, entry: Entry, judgement: Judgement) -> Entry:
        waiting, reason = entry.waiting, judgement.reason
        if waiting is not None and judgement.verdict is Verdict.OPEN:
            return self._ledger.decline(entry.id, reason=reason, actor=self.actor)
        if waiting is not None and judgement.verdict is waiting.verdict and waiting.proposed_by != self.actor:
            return self._ledger.confirm(entry.id, actor=self.actor, note=reason, expected_version=entry.version)
        return self._ledger.judge(
            entry.id, judgement.verdict, reason=reason, actor=self.actor, expected_version=entry.version
        )

    def record(self, entry: Entry, evidence: Evidence, file: str = "") -> Observation:
        """Add an observation; `file` is the path of an attachment to take into the store."""
        if file:
            evidence = replace(evidence, file=self.services.attachments.put(Path(file).expanduser()))
        seen = self._ledger.add_evidence(entry.id, evidence, actor=self.actor, expected_version=entry.version)
        self._remember(entry, 1, _("进展"), "evidence")
        return seen

    def vouch(self, entry: Entry, found: Observation | Suggestion) -> Observation:
        """Vouch for evidence that somebody recorded, or take suggested evidence over."""
        if isinstance(found, Suggestion):
            seen = self._ledger.accept_suggestion(found.id, actor=self.actor)
            self._remember(entry, 1, _("采信"), "evidence")
        else:
            seen = self._ledger.accept_evidence(found.id, actor=self.actor)
            self._remember(entry, 1, _("采信"), "accept_evidence")
        return seen

    def refuse(self, found: Suggestion) -> bool:
        """Say that suggested evidence is none; it never comes back, so there is no undo. True."""
        self._ledger.refuse_suggestion(found.id, actor=self.actor)
        return True

    def extend(self, entry: Entry, move: Move) -> Extension:
        """Move the due date, which needs somebody who allowed it."""
        moved = self._ledger.extend(
            entry.id,
            move.day,
            reason=move.reason,
            approver=move.approver,
            actor=self.actor,
            expected_version=entry.version,
        )
        self._remember(entry, 1, _("延期"), "extend")
        return moved

    def snooze(self, entry: Entry, move: Move, *, day: date) -> Entry:
        """Rest reminders from `day` until another one."""
        rested = self._ledger.snooze(entry.id, move.day, reason=move.reason, day=day, actor=self.actor)
        self._remember(entry, 1, _("暂缓"), "snooze")
        return rested

    def acknowledge(self, entry: Entry, unit: str) -> bool:
        """Record that a unit took note; False if it had already."""
        changed = self._ledger.acknowledge([entry.id], unit=unit, actor=self.actor)
        return self._remember(entry, changed, _("签收"), "acknowledge")

    def _remember(self, entry: Entry, changed: int, word: str, *actions: str) -> bool:
        events = self._own_events(changed, {entry.id}, actions)
        if events:
            self._undo.append(Done(entry.id, entry.code, word, events, (entry.id,)))
        return bool(changed)

    def _remember_all(self, ids: Sequence[int], changed: int, word: str, action: str) -> int:
        if not ids:
            return changed
        events = self._own_events(changed, set(ids), (action,))
        if events:
            self._undo.append(Done(ids[0], _("{n} 项").format(n=f"{changed:,}"), word, events, tuple(ids)))
        return changed

    def _own_events(self, changed: int, ids: set[int], actions: Sequence[str]) -> tuple[int, ...]:
        """The lines of the log that this decision has written, newest first."""
        if not changed:
            return ()
        one = next(iter(ids)) if len(ids) == 1 else None
        log = self._ledger.events(target_id=one, limit=changed + OTHERS_MEANWHILE)
        own = [line.id for line in log if line.actor == self.actor and line.action in actions and line.target_id in ids]
        return tuple(own[:changed])

    @property
    def undoable(self) -> int:
        """How many decisions of this session can be taken back."""
        return len(self._undo)

    def undo(self) -> Done:
        """Take the last decision back by compensating events, in one go; raises IndexError if there is none.

        A decision that the ledger will not take back is forgotten, so that the one before it can be; of many, those
        that somebody has built on since stay as they are.
        """
        done = self._undo.pop()
        reason = _("撤销：{what}").format(what=done.word)
        if len(done.events) == 1:
            self._ledger.undo(done.events[0], actor=self.actor, reason=reason)
            return done
        return replace(done, left=self._ledger.undo_all(done.events, actor=self.actor, reason=reason))
