"""What a reviewer decides, turned into calls to the ledger: the one place where the screens write."""

from dataclasses import dataclass

from commitments.evidence import Evidence, RejectReason, Verdict
from commitments.i18n import _
from commitments.ledger import Entry, Observation
from monitor.services import Services


@dataclass(frozen=True, slots=True)
class Done:
    """A decision that can be taken back."""

    target_id: int
    code: str
    word: str  # what was done, in the language of the screen


class Decisions:
    """Writes as one actor and remembers what can be undone. Errors of the ledger pass through."""

    def __init__(self, services: Services) -> None:
        """Nothing to undo yet."""
        self._ledger = services.ledger
        self.actor = services.actor
        self._undo: list[Done] = []

    def accept(self, entry: Entry) -> bool:
        """Take a target into care; False if it was there already."""
        changed = self._ledger.accept([entry.id], actor=self.actor, expected_version=entry.version)
        if changed:
            self._undo.append(Done(entry.id, entry.code, _("收")))
        return bool(changed)

    def reject(self, entry: Entry, reason: RejectReason) -> bool:
        """Say that it is no target; False if it had been said already."""
        changed = self._ledger.reject([entry.id], reason=reason, actor=self.actor, expected_version=entry.version)
        if changed:
            self._undo.append(Done(entry.id, entry.code, _("退")))
        return bool(changed)

    def judge(self, entry: Entry, verdict: Verdict, reason: str) -> Entry:
        """Conclude, with a reason; the entry as it then stands."""
        judged = self._ledger.judge(entry.id, verdict, reason=reason, actor=self.actor, expected_version=entry.version)
        if judged.closed:  # what was opened again is not undone by opening it
            self._undo.append(Done(entry.id, entry.code, _("结论")))
        return judged

    def record(self, entry: Entry, evidence: Evidence) -> Observation:
        """Add an observation; it is never altered, a later one corrects it."""
        return self._ledger.add_evidence(entry.id, evidence, actor=self.actor, expected_version=entry.version)

    @property
    def undoable(self) -> int:
        """How many decisions of this session can be taken back."""
        return len(self._undo)

    def undo(self) -> Done:
        """Take the last decision back by a compensating event; raises IndexError if there is none.

        A decision that the ledger will not take back is forgotten, so that the one before it can be.
        """
        done = self._undo.pop()
        self._ledger.reopen([done.target_id], actor=self.actor, reason=_("撤销：{what}").format(what=done.word))
        return done
