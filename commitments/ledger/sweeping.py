"""The sweep's one write: what became near, due, overdue or closed, recorded once."""

from collections import Counter
from datetime import date, datetime

from sqlalchemy import Connection, Insert, Select, and_, func, insert, literal, select, update

from commitments.ledger import log
from commitments.ledger.conditions import REJECTED, Condition, timing_condition, timing_value
from commitments.ledger.entries import Transition
from commitments.ledger.log import Line
from commitments.ledger.tables import target, transition
from commitments.timing import Timing

ACTOR = "sweep"
SWEEP_LOCK = 0x6475_6261_6E01
Pair = tuple[Timing | None, Timing]


def note_timings(connection: Connection, *, day: date, near_days: int, now: datetime) -> tuple[Transition, ...]:
    """Bring `noticed` up to date for `day` and return the changes; a second call for the same day finds none."""
    _one_sweep_at_a_time(connection)
    newest = connection.execute(select(func.coalesce(func.max(transition.c.id), 0))).scalar_one()
    for was, becomes in _changing(connection, day, near_days):
        _move(connection, was, becomes, day, near_days, now)
    columns = (transition.c.id, transition.c.target_id, transition.c.was, transition.c.now)
    statement = select(*columns).where(transition.c.id > newest).order_by(transition.c.id)
    changes = tuple(Transition(*row, day, now) for row in connection.execute(statement))
    if changes:
        counted = Counter(change.now.value for change in changes)
        log.append(connection, [Line("timing", after={"day": day.isoformat(), **counted})], actor=ACTOR, now=now)
    return changes


def _one_sweep_at_a_time(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":  # SQLite has but one writer anyway
        connection.execute(select(func.pg_advisory_xact_lock(SWEEP_LOCK)))


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
    connection: Connection, was: Timing | None, becomes: Timing, day: date, near_days: int, now: datetime
) -> None:
    """Write the new value where the old one still stands, and a transition for each row that takes it."""
    condition = and_(_noticed(was), timing_condition(becomes, day=day, near_days=near_days))
    moving = update(target).where(condition).values(noticed=becomes)
    if connection.dialect.name == "sqlite":  # the write lock is ours: nothing changes between the two statements
        connection.execute(_record(select(target.c.id).where(condition), was, becomes, day, now))
        connection.execute(moving)
        return
    moved = moving.returning(target.c.id).cte("moved")
    connection.execute(_record(select(moved.c.id), was, becomes, day, now))


def _record(ids: Select[int], was: Timing | None, becomes: Timing, day: date, now: datetime) -> Insert:
    columns = transition.c
    values = (
        literal(was, columns.was.type),
        literal(becomes, columns.now.type),
        literal(day, columns.day.type),
        literal(now, columns.at.type),
    )
    names = (columns.target_id, columns.was, columns.now, columns.day, columns.at)
    return insert(transition).from_select(names, ids.add_columns(*values).order_by("id"))


def _noticed(was: Timing | None) -> Condition:
    return target.c.noticed.is_(None) if was is None else target.c.noticed == was
