"""The half of the ledger that evidence lives in: what was observed, and who vouches for it; part of `Ledger`."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from commitments import lazily
from commitments.evidence import Evidence, Grade
from commitments.ledger import queries
from commitments.ledger.engine import Engines
from commitments.ledger.entries import Entry, Observation
from commitments.ledger.findings_values import Alike, LinkState, ReportedResult, Restatement, Revisit, Suggestion
from commitments.ledger.waiting import count_waiting
from commitments.progress import Progress

if TYPE_CHECKING:
    from commitments.ledger import likeness, progressing, proofs, reported, restated, revisits, suggesting
else:
    likeness = lazily.module("commitments.ledger.likeness")
    progressing = lazily.module("commitments.ledger.progressing")
    proofs = lazily.module("commitments.ledger.proofs")
    reported = lazily.module("commitments.ledger.reported")
    restated = lazily.module("commitments.ledger.restated")
    revisits = lazily.module("commitments.ledger.revisits")
    suggesting = lazily.module("commitments.ledger.suggesting")


class Findings:
    """What the ledger knows of evidence; part of `Ledger`."""

    _engines: Engines
    _now: Callable[[], datetime]

    def add_evidence(
        self,
        target_id: int,
        evidence: Evidence,
        *,
        actor: str,
        accepted: bool = True,
        expected_version: int | None = None,
    ) -> Observation:
        """Record one observation about a target, in the target's unit.

        Args:
            target_id: the target it speaks of.
            evidence: what was observed.
            actor: who records it.
            accepted: whether the recorder vouches for it; if not, somebody else must accept it before it counts.
            expected_version: the version the recorder saw.

        Raises:
            LedgerError: the target was sent back; the evidence is older than the promise and gives no reason.
            UnitMismatch: the value's unit tells something else than the target's.
        """
        with self._engines.writing() as connection:
            return proofs.add(
                connection,
                target_id,
                evidence,
                actor=actor,
                now=self._now(),
                accepted=accepted,
                expected_version=expected_version,
            )

    def accept_evidence(self, evidence_id: int, *, actor: str) -> Observation:
        """Vouch for evidence that somebody recorded."""
        with self._engines.writing() as connection:
            return proofs.accept(connection, evidence_id, actor=actor, now=self._now())

    def strike_evidence(self, evidence_id: int, *, reason: str, actor: str) -> Observation:
        """Declare evidence void; it stays on record, and what rested on it alone is open again."""
        with self._engines.writing() as connection:
            return proofs.strike(connection, evidence_id, reason=reason, actor=actor, now=self._now())

    # --- what documents report

    def results(self, document_id: int) -> tuple[ReportedResult, ...]:
        """What one document reports as reached, in the order of its text."""
        with self._engines.reading() as connection:
            return reported.select_results(connection, document_id)

    def suggestions(
        self, *, target_id: int | None = None, state: LinkState | None = LinkState.OPEN, limit: int = 200
    ) -> tuple[Suggestion, ...]:
        """Results that may be evidence for open targets, the likeliest first."""
        with self._engines.reading() as connection:
            return reported.select_suggestions(connection, target_id=target_id, state=state, limit=limit)

    def accept_suggestion(
        self, suggestion_id: int, *, actor: str, observed_on: date | None = None, grade: Grade = Grade.DOCUMENT
    ) -> Observation:
        """Record a suggested result as evidence, with its document and span; `StaleEntry` if it was decided already."""
        with self._engines.writing() as connection:
            return suggesting.accept(
                connection, suggestion_id, actor=actor, now=self._now(), observed_on=observed_on, grade=grade
            )

    def refuse_suggestion(self, suggestion_id: int, *, actor: str, reason: str = "") -> None:
        """Say that a result is no evidence for this target: the pair never comes back."""
        with self._engines.writing() as connection:
            suggesting.refuse(connection, suggestion_id, actor=actor, now=self._now(), reason=reason)

    # --- what documents repeat

    def link_restatements(self, document_ids: Sequence[int]) -> int:
        """Link targets of these documents with the same promises elsewhere, with caution; how many links are new."""
        with self._engines.writing() as connection:
            return restated.find(connection, document_ids)

    def restatements(
        self, *, target_id: int | None = None, state: LinkState | None = LinkState.OPEN
    ) -> tuple[Restatement, ...]:
        """The same promise in two documents, those in which something moved first."""
        with self._engines.reading() as connection:
            return restated.select_restatements(connection, target_id=target_id, state=state)

    def decide_restatement(self, restatement_id: int, *, same: bool, actor: str, reason: str = "") -> Restatement:
        """Confirm that both are one promise, or that they are not, for good."""
        with self._engines.writing() as connection:
            return restated.decide(connection, restatement_id, same=same, actor=actor, now=self._now(), reason=reason)

    def alike(self, target_id: int, *, most: int = 5) -> tuple[Alike, ...]:
        """Other targets that may be the same promise, rejected ones left out, the likest first."""
        with self._engines.reading() as connection:
            return likeness.select_alike(connection, target_id, most=most)

    def waiting(self) -> int:
        """How many verdicts wait for a second person."""
        with self._engines.reading() as connection:
            return count_waiting(connection)

    def revisits(self, until: datetime | None = None, *, only: Collection[int] | None = None) -> Mapping[int, Revisit]:
        """Target id → why its verdict is to be looked at again (待复查): its evidence was struck, its reading changed.

        With `until`, aware, as it was known just before that moment; with `only`, of these few targets alone.
        """
        with self._engines.reading() as connection:
            return revisits.select_revisits(connection, until, only)

    # --- what was observed

    def evidence(self, target_id: int, *, struck: bool = False) -> tuple[Observation, ...]:
        """The evidence of one target, oldest observation first; what was struck only on request."""
        with self._engines.reading() as connection:
            return queries.select_evidence(connection, target_id, struck=struck)

    def evidence_of_each(
        self, target_ids: Sequence[int], *, until: datetime | None = None
    ) -> Mapping[int, Sequence[Observation]]:
        """Target id → the evidence that counts, oldest observation first, for those of some targets that have any.

        With `until`, aware, it is what counted just before that moment.
        """
        with self._engines.reading() as connection:
            return queries.select_counting_evidence(connection, target_ids, until=until)

    def evidence_accepted(self, since: datetime, until: datetime | None = None) -> tuple[Observation, ...]:
        """The evidence that began to count from one aware moment on and before another, and counted then."""
        with self._engines.reading() as connection:
            return queries.select_evidence_accepted(connection, since, until)

    def shared_evidence(self, target_id: int) -> Mapping[int, tuple[int, ...]]:
        """Evidence of this target → other targets that use the same file, passage or link."""
        with self._engines.reading() as connection:
            return proofs.shared_with(connection, target_id)

    def progress(self, target_id: int, *, day: date, stale_days: int) -> Progress | None:
        """Where a target with a number stands on `day`; None for one without."""
        with self._engines.reading() as connection:
            return progressing.progress(connection, target_id, day=day, stale_days=stale_days)

    def progress_of_each(
        self, entries: Sequence[Entry], *, day: date, stale_days: int, until: datetime | None = None
    ) -> Mapping[int, Progress]:
        """Target id → where it stands on `day`, for those of some entries that have a number; one query for all.

        With `until`, aware, it rests on the evidence that counted just before that moment.
        """
        with self._engines.reading() as connection:
            return progressing.progress_of_each(connection, entries, day=day, stale_days=stale_days, until=until)
