"""The sweep's one write: what became near, due, overdue or closed, recorded once."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Connection, func, insert, literal, select, update

from commitments.ledger import log
from commitments.ledger.conditions import REJECTED, timing_value
from commitments.ledger.entries import Transition
from commitments.ledger.log import Line
from commitments.ledger.tables import target, transition
from commitments.timing import Timing

ACTOR = "sweep"
SWEEP_LOCK = 0x6475_6261_6E01


def note_timings(connection: Connection, *, day: date, near_days: int, now: datetime) -> tuple[Transition, ...]:
    """Bring `noticed` up to date for `day` and return the changes; a second call for the same day finds none.

    Two statements whatever the size of the ledger: one scan that records what differs, one update of just those rows.
    """
    _one_sweep_at_a_time(connection)
    newest: int = connection.execute(select(func.coalesce(func.max(transition.c.id), 0))).scalar_one()
    _record(connection, day, near_days, now)
    rows = _recorded(connection, newest)
    if rows:
        fresh = (transition.c.id > newest, transition.c.target_id == target.c.id)
        connection.execute(update(target).where(*fresh).values(noticed=transition.c.now))
        counted = Counter(becomes for _id, _target, _was, becomes in rows)
        log.append(connection, [Line("timing", after={"day": day.isoformat(), **counted})], actor=ACTOR, now=now)
    moments: dict[str | None, Timing] = {timing.value: timing for timing in Timing}
    return tuple(
        Transition(number, target_id, moments.get(was), moments[becomes], day, now)
        for number, target_id, was, becomes in rows
    )


def _one_sweep_at_a_time(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":  # SQLite has but one writer anyway
        connection.execute(select(func.pg_advisory_xact_lock(SWEEP_LOCK)))


def _record(connection: Connection, day: date, near_days: int, now: datetime) -> None:
    """A transition for each target whose timing on `day` is not what was noticed last."""
    present = timing_value(day=day, near_days=near_days)
    columns = transition.c
    at = literal(day, columns.day.type), literal(now, columns.at.type)
    differing = (
        select(target.c.id, target.c.noticed, present, *at)
        .where(target.c.standing != REJECTED, target.c.noticed.is_distinct_from(present))
        .order_by(target.c.id)
    )
    names = (columns.target_id, columns.was, columns.now, columns.day, columns.at)
    connection.execute(insert(transition).from_select(names, differing))


def _recorded(connection: Connection, newest: int) -> Sequence[tuple[int, int, str | None, str]]:
    """Id, target, was and now of the transitions after `newest`: past the row layer, for a first sweep has many."""
    columns = (transition.c.id, transition.c.target_id, transition.c.was, transition.c.now)
    found = connection.execute(select(*columns).where(transition.c.id > newest).order_by(transition.c.id))
    assert found.cursor is not None
    rows: Sequence[tuple[int, int, str | None, str]] = found.cursor.fetchall()
    return rows
