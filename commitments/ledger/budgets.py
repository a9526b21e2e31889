"""How many requests a channel may make, counted from its attempts: daemons share it and restarts forget nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, or_, select, true

from commitments.ledger.notice_tables import attempt

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
_COUNTED = or_(attempt.c.wire == true(), attempt.c.finished.is_(None))  # attempts that reached the vendor, or may yet


@dataclass(frozen=True, slots=True)
class Budget:
    """Requests allowed in any minute and in any second, whoever makes them; 0 for any number."""

    per_minute: int = 0
    per_second: int = 0


def is_spent(connection: Connection, channel: str, budget: Budget, now: datetime) -> bool:
    """Whether the channel may make no request now."""
    bounds = ((budget.per_minute, MINUTE), (budget.per_second, SECOND))
    return any(most and _made(connection, channel, now - span) >= most for most, span in bounds)


def breath(connection: Connection, channel: str, per_second: int, now: datetime) -> float:
    """Seconds until the channel may make another request in this second's budget; 0 for now."""
    recent = select(attempt.c.started).where(attempt.c.channel == channel, attempt.c.started > now - SECOND, _COUNTED)
    newest = connection.execute(recent.order_by(attempt.c.started.desc()).limit(per_second)).scalars().all()
    return 0.0 if len(newest) < per_second else max((newest[-1] + SECOND - now).total_seconds(), 0.0)


def _made(connection: Connection, channel: str, since: datetime) -> int:
    """Requests a channel made since then."""
    statement = select(func.count()).where(attempt.c.channel == channel, attempt.c.started > since, _COUNTED)
    return connection.execute(statement).scalar_one()
