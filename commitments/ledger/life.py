"""The half of the ledger that a target's life is led in: closing, reopening, pauses, moves, turns and undo."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from commitments import lazily
from commitments.evidence import Verdict
from commitments.ledger import life_queries, queries
from commitments.ledger.engine import Engines
from commitments.ledger.entries import Entry
from commitments.ledger.records import Extension, Occurrence, Remark, Slippage, Snooze
from commitments.recurrence import Rule

if TYPE_CHECKING:
    from commitments.ledger import moves, pauses, turns, undoing, verdicts
else:
    moves = lazily.module("commitments.ledger.moves")
    pauses = lazily.module("commitments.ledger.pauses")
    turns = lazily.module("commitments.ledger.turns")
    undoing = lazily.module("commitments.ledger.undoing")
    verdicts = lazily.module("commitments.ledger.verdicts")


class Life:
    """What happens to targets; part of `Ledger`."""

    _engines: Engines
    _now: Callable[[], datetime]
    four_eyes: bool

    # --- closing

    def judge(
        self,
        target_id: int,
        verdict: Verdict,
        *,
        reason: str,
        actor: str,
        self_verified: bool = False,
        superseded_by: int | None = None,
        expected_version: int | None = None,
    ) -> Entry:
        """Give a verdict; the entry as it then stands, closed or waiting for a second person.

        With four eyes the first person's verdict is a proposal; the same verdict by another person confirms it.
        `self_verified`, or a ledger without four eyes, closes at once, and the record of closing says so.

        Raises:
            LedgerError: no reason, no evidence for it, sent back, or closed already.
            StaleEntry: somebody changed the entry since `expected_version`.
        """
        with self._engines.writing() as connection:
            verdicts.judge(
                connection,
                target_id,
                verdict,
                reason=reason,
                actor=actor,
                now=self._now(),
                alone=self_verified or not self.four_eyes,
                superseded_by=superseded_by,
                expected_version=expected_version,
            )
        return self._entry(target_id)

    def confirm(self, target_id: int, *, actor: str, note: str = "", expected_version: int | None = None) -> Entry:
        """Confirm what another person proposed, which closes the target; `LedgerError` for one's own proposal."""
        with self._engines.writing() as connection:
            verdicts.confirm(
                connection, target_id, actor=actor, note=note, now=self._now(), expected_version=expected_version
            )
        return self._entry(target_id)

    def decline(self, target_id: int, *, reason: str, actor: str) -> Entry:
        """Send a proposed verdict back, with a reason; the target stays open."""
        with self._engines.writing() as connection:
            verdicts.decline(connection, target_id, reason=reason, actor=actor, now=self._now())
        return self._entry(target_id)

    def reopen(self, target_ids: Sequence[int], *, actor: str, reason: str) -> int:
        """Take the last decision back: a verdict, else a proposal, else the review; how many changed."""
        with self._engines.writing() as connection:
            return verdicts.reopen(connection, target_ids, actor=actor, reason=reason, now=self._now())

    # --- pauses and remarks

    def acknowledge(self, target_ids: Sequence[int], *, actor: str, unit: str = "", note: str = "") -> int:
        """Record that a unit took note of targets (签收); for how many this was new."""
        with self._engines.writing() as connection:
            return pauses.acknowledge(connection, target_ids, unit=unit, note=note, actor=actor, now=self._now())

    def snooze(self, target_id: int, until: date, *, reason: str, day: date, actor: str) -> Entry:
        """Rest reminders until a day after `day`; `LedgerError` for the fourth time, or without a reason."""
        with self._engines.writing() as connection:
            pauses.rest(connection, target_id, until, reason=reason, day=day, actor=actor, now=self._now())
        return self._entry(target_id)

    def snoozes(self, target_id: int) -> tuple[Snooze, ...]:
        """The snoozes of one target, oldest first; undone ones are left out."""
        with self._engines.reading() as connection:
            return life_queries.select_snoozes(connection, target_id)

    def remark(self, target_id: int, *, leader: str, said: str, actor: str) -> int:
        """Keep what a leader noted on a target (批示); the id of the remark."""
        with self._engines.writing() as connection:
            return pauses.note(connection, target_id, leader=leader, said=said, actor=actor, now=self._now())

    def remarks(self, target_id: int) -> tuple[Remark, ...]:
        """What leaders noted on one target, oldest first."""
        with self._engines.reading() as connection:
            return life_queries.select_remarks(connection, target_id)

    # --- moves

    def extend(
        self,
        target_id: int,
        new_due: date,
        *,
        reason: str,
        approver: str,
        actor: str,
        source: str = "",
        document_id: int | None = None,
        expected_version: int | None = None,
    ) -> Extension:
        """Move the due date in force: the only way it moves.

        Args:
            target_id: of a recurring target its earliest open occurrence moves.
            new_due: the new last day on time; an earlier one is a move too.
            reason: why.
            approver: who allowed it.
            actor: who records it.
            source: the document that allowed it, in words.
            document_id: the same, where it is in the ledger.
            expected_version: the version the recorder saw.

        Raises:
            LedgerError: no reason or approver, the date it has already, or a target that is not open.
        """
        with self._engines.writing() as connection:
            return moves.extend(
                connection,
                target_id,
                new_due,
                reason=reason,
                approver=approver,
                source=source,
                document_id=document_id,
                actor=actor,
                now=self._now(),
                expected_version=expected_version,
            )

    def extensions(self, target_id: int | None = None) -> tuple[Extension, ...]:
        """The moves of one target, or of all, oldest first; undone ones are marked."""
        with self._engines.reading() as connection:
            return moves.select_extensions(connection, target_id)

    def slippage(self) -> tuple[Slippage, ...]:
        """How far the dates of each leading unit have moved, the furthest first."""
        with self._engines.reading() as connection:
            return moves.slippage(connection)

    # --- turns

    def recur(self, target_id: int, rule: Rule, *, day: date, actor: str) -> int:
        """Give a target a rule, or another one: untouched rows after `day` change, nothing else. Its number of rows."""
        with self._engines.writing() as connection:
            return turns.set_rule(connection, target_id, rule, day=day, actor=actor, now=self._now())

    def rule(self, target_id: int) -> Rule | None:
        """The rule of a target; None if it does not recur."""
        with self._engines.reading() as connection:
            return turns.select_rule(connection, target_id)

    def occurrences(self, target_id: int) -> tuple[Occurrence, ...]:
        """The turns of a target, in their order."""
        with self._engines.reading() as connection:
            return turns.select_occurrences(connection, target_id)

    def judge_occurrence(
        self,
        target_id: int,
        verdict: Verdict,
        *,
        reason: str,
        actor: str,
        scheduled: date | None = None,
        self_verified: bool = False,
    ) -> Occurrence:
        """Decide on one turn, by default the earliest open one; the next one then comes into force.

        With four eyes the first person proposes, and the same verdict by another one confirms, as for the target.
        """
        with self._engines.writing() as connection:
            return turns.decide(
                connection,
                target_id,
                verdict,
                reason=reason,
                scheduled=scheduled,
                actor=actor,
                now=self._now(),
                alone=self_verified or not self.four_eyes,
            )

    # --- undo

    def undo(self, event_id: int, *, actor: str, reason: str = "") -> int:
        """Put back what stood before one event, by one more event, whose id it gives.

        Raises:
            LedgerError: it cannot be undone, or was.
            StaleEntry: something decided since rests on it.
        """
        with self._engines.writing() as connection:
            return undoing.undo(connection, event_id, actor=actor, reason=reason, now=self._now())

    def undo_all(self, event_ids: Sequence[int], *, actor: str, reason: str = "") -> tuple[int, ...]:
        """Put back what stood before many events, in the order given and in one go.

        Returns:
            Those that stay as they are, because they cannot be undone, or something decided since rests on them.
        """
        with self._engines.writing() as connection:
            return undoing.undo_all(connection, event_ids, actor=actor, reason=reason, now=self._now())

    def last_undoable(self, target_id: int) -> int:
        """The id of the newest event of a target that can be undone; `LedgerError` if there is none."""
        with self._engines.reading() as connection:
            return undoing.last_undoable(connection, target_id)

    def _entry(self, target_id: int) -> Entry:
        with self._engines.reading() as connection:
            return queries.select_entries(connection, [target_id])[0]
