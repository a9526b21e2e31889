"""The sweep's one write: what became near, due, overdue or closed, recorded once."""

from collections import Counter
from datetime import date, datetime

from sqlalchemy import Connection, and_, func, insert, select, update

from commitments.ledger import log
from commitments.ledger.conditions import REJECTED, Condition, timing_condition, timing_value
from commitments.ledger.entries import Transition
from commitments.ledger.hydration import transition as as_transition
from commitments.ledger.log import Line
from commitments.ledger.tables import target, transition
from commitments.timing import Timing

ACTOR = "sweep"
Pair = tuple[Timing | None, Timing]


def note_timings(connection: Connection, *, day: date, near_days: int, now: datetime) -> tuple[Transition, ...]:
    """Bring `noticed` up to date for `day` and return the changes; a second call for the same day finds none."""
    newest = connection.execute(select(func.coalesce(func.max(transition.c.id), 0))).scalar_one()
    counted: Counter[str] = Counter()
    for was, becomes in _changing(connection, day, near_days):
        counted[becomes.value] += _move(connection, was, becomes, day=day, near_days=near_days, now=now)
    if not counted:
        return ()
    line = Line("timing", after={"day": day.isoformat(), **counted})
    log.append(connection, [line], actor=ACTOR, now=now)
    statement = select(transition).where(transition.c.id > newest).order_by(transition.c.id)
    return tuple(as_transition(row) for row in connection.execute(statement))


def _changing(connection: Connection, day: date, near_days: int) -> list[Pair]:
    """The pairs of noticed and present timing that differ: one scan instead of forty-two updates."""
    present = timing_value(day=day, near_days=near_days)
    statement = (
        select(target.c.noticed, present)
        .where(target.c.standing != REJECTED, target.c.noticed.is_distinct_from(present))
        .distinct()
    )
    pairs = [(was, Timing(becomes)) for was, becomes in connection.execute(statement)]
    return sorted(pairs, key=lambda pair: (list(Timing).index(pair[1]), pair[0] or ""))


def _move(
    connection: Connection, was: Timing | None, becomes: Timing, *, day: date, near_days: int, now: datetime
) -> int:
    """Write the new value where the old one still stands, and a transition for each row that took it."""
    condition = and_(_noticed(was), timing_condition(becomes, day=day, near_days=near_days))
    statement = update(target).where(condition).values(noticed=becomes).returning(target.c.id)
    moved = sorted(connection.execute(statement).scalars())
    if moved:
        common = {"was": was, "now": becomes, "day": day, "at": now}
        connection.execute(insert(transition), [{"target_id": number, **common} for number in moved])
    return len(moved)


def _noticed(was: Timing | None) -> Condition:
    return target.c.noticed.is_(None) if was is None else target.c.noticed == was
