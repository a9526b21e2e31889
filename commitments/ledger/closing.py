"""What it takes to close: the one rule about evidence that every way of closing a target asks."""

from sqlalchemy import Connection, select

from commitments.evidence import Grade
from commitments.ledger.entries import Observation
from commitments.ledger.hydration import observation
from commitments.ledger.tables import evidence


def evidence_that_closes(connection: Connection, target_id: int) -> tuple[Observation, ...]:
    """The evidence on which a target may be closed, oldest first; empty if there is none.

    It must be accepted and not struck, and weigh more than an announcement.
    """
    statement = (
        select(evidence)
        .where(
            evidence.c.target_id == target_id,
            evidence.c.accepted_at.is_not(None),
            evidence.c.struck_at.is_(None),
            evidence.c.grade != Grade.ANNOUNCEMENT,
        )
        .order_by(evidence.c.observed_on, evidence.c.id)
    )
    return tuple(observation(row) for row in connection.execute(statement))
