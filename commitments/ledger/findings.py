"""The half of the ledger that evidence lives in: what was observed, and who vouches for it; part of `Ledger`."""

from collections.abc import Callable, Mapping
from datetime import datetime

from commitments.evidence import Evidence
from commitments.ledger import proofs, queries
from commitments.ledger.engine import Engines
from commitments.ledger.entries import Observation


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

    def evidence(self, target_id: int, *, struck: bool = False) -> tuple[Observation, ...]:
        """The evidence of one target, oldest observation first; what was struck only on request."""
        with self._engines.reading() as connection:
            return queries.select_evidence(connection, target_id, struck=struck)

    def shared_evidence(self, target_id: int) -> Mapping[int, tuple[int, ...]]:
        """Evidence of this target → other targets that use the same file, passage or link."""
        with self._engines.reading() as connection:
            return proofs.shared_with(connection, target_id)
