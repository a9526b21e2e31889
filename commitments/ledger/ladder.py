"""Stages of reminding: which ones a target has reached, each noticed once for every due date it is given."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, Text, false, func, or_, select, type_coerce

from commitments.ledger.engine import inserting
from commitments.ledger.messages import NewStage, Stage
from commitments.ledger.notice_tables import notice_event
from commitments.ledger.tables import event

AT_ONCE = 500  # rows in one statement
T = TypeVar("T")
_MOVED = '%"due":%'  # what an event says that moved the due date in force
_OPENED = '%"verdict":"open"%'


def revisions(connection: Connection, target_ids: Sequence[int]) -> Mapping[int, int]:
    """How often each target has started anew: by another due date, or by being opened again. The log only grows."""
    after = type_coerce(event.c.after, Text)
    anew = or_(after.like(_MOVED), after.like(_OPENED))
    found = dict.fromkeys(target_ids, 0)
    for some in _chunks(target_ids):
        statement = select(event.c.target_id, func.count()).where(event.c.target_id.in_(some), anew)
        rows = connection.execute(statement.group_by(event.c.target_id))
        found.update((row[0], row[1]) for row in rows)
    return found


def note(connection: Connection, slot: date, stages: Sequence[NewStage], *, now: datetime) -> int:
    """Record stages reached; how many were new. One statement for all rows: nobody else can write meanwhile."""
    if not stages:
        return 0
    of_the_slot = select(func.count()).where(notice_event.c.slot_date == slot)
    before: int = connection.execute(of_the_slot).scalar_one()
    rows = [
        {
            "slot_date": slot,
            "at": now,
            "target_id": stage.target_id,
            "due_rev": stage.due_rev,
            "stage": stage.stage,
            "skipped": stage.skipped,
        }
        for stage in stages
    ]
    connection.execute(inserting(connection, notice_event).on_conflict_do_nothing(), rows)
    after: int = connection.execute(of_the_slot).scalar_one()
    return after - before


def reached(connection: Connection, target_ids: Sequence[int]) -> Iterator[Stage]:
    """Every stage recorded for these targets, oldest first."""
    for some in _chunks(target_ids):
        statement = select(notice_event).where(notice_event.c.target_id.in_(some)).order_by(notice_event.c.id)
        yield from _stages(connection, statement)


def told(connection: Connection, since: date | None, until: date) -> Iterator[Stage]:
    """The stages noticed in slots after `since` up to and with `until`, without those that were overtaken."""
    statement = select(notice_event).where(notice_event.c.skipped == false(), notice_event.c.slot_date <= until)
    if since is not None:
        statement = statement.where(notice_event.c.slot_date > since)
    yield from _stages(connection, statement.order_by(notice_event.c.id))


def _stages(connection: Connection, statement: Select[Any]) -> Iterator[Stage]:
    columns = notice_event.c
    named = (columns.target_id, columns.due_rev, columns.stage, columns.slot_date, columns.skipped)
    for row in connection.execute(statement.with_only_columns(*named)):
        yield Stage(*row)


def _chunks(all_of: Sequence[T]) -> Iterator[Sequence[T]]:
    return (all_of[at : at + AT_ONCE] for at in range(0, len(all_of), AT_ONCE))
