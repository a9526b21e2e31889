"""How the notices stand, counted in few statements however long the history: for figures that are read every minute."""

from datetime import datetime

from sqlalchemy import Connection, func, or_, select

from commitments.ledger.messages import NoticeFigures, OutboxState
from commitments.ledger.notice_tables import attempt, outbox, run


def count(connection: Connection, now: datetime) -> NoticeFigures:
    """Count messages by channel and state, attempts by channel and outcome, and find what has waited longest."""
    messages = select(outbox.c.channel, outbox.c.state, func.count()).group_by(outbox.c.channel, outbox.c.state)
    attempts = select(attempt.c.channel, attempt.c.outcome, func.count()).group_by(attempt.c.channel, attempt.c.outcome)
    may_go = or_(outbox.c.not_before.is_(None), outbox.c.not_before <= now)
    waiting = select(func.min(func.coalesce(outbox.c.not_before, outbox.c.created_at), type_=outbox.c.created_at.type))
    runs = select(run.c.job, func.max(run.c.planned_at, type_=run.c.planned_at.type)).group_by(run.c.job)
    return NoticeFigures(
        messages={(row[0], row[1]): row[2] for row in connection.execute(messages)},
        attempts={(row[0], row[1] or "under_way"): row[2] for row in connection.execute(attempts)},
        waiting_since=connection.execute(waiting.where(outbox.c.state == OutboxState.READY, may_go)).scalar(),
        last_runs={row[0]: row[1] for row in connection.execute(runs)},
    )
