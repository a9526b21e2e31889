"""What is counted: groupings over all targets that a filter leaves, never a row of them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Date, Select, and_, case, func, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from commitments.filter import Filter
from commitments.ledger.conditions import CLOSED, OPEN, conditions
from commitments.ledger.hydration import SUPPORT
from commitments.ledger.life_conditions import ANSWERING_ROLE, CLOSED_AT, COUNTS, HAS_LEAD, silent_since
from commitments.ledger.life_tables import closing, extension
from commitments.ledger.overview_values import Lane, Overview, Standing, UnitLoad, UnitSlip
from commitments.ledger.tables import document, evidence, owner, target

Conditions = list[ColumnElement[bool]]

_IS_OPEN = target.c.standing == OPEN
_HEARD = select(evidence.c.target_id).where(COUNTS)
_UNIT = func.coalesce(owner.c.name, document.c.issuer, "").label("unit")


class _day_of(FunctionElement[date]):  # noqa: N801 - reads as the SQL function it is
    """The day of an instant, UTC."""

    type = Date()
    inherit_cache = True


@compiles(_day_of, "sqlite")
def _sqlite_day(element: _day_of, compiler: object, **options: object) -> str:
    return f"substr({compiler.process(element.clauses, **options)}, 1, 10)"  # type: ignore[attr-defined]


@compiles(_day_of, "postgresql")
def _postgresql_day(element: _day_of, compiler: object, **options: object) -> str:
    return f"CAST(timezone('UTC', {compiler.process(element.clauses, **options)}) AS date)"  # type: ignore[attr-defined]


def select_overview(connection: Connection, asked: Filter, *, day: date, near_days: int, silent_day: date) -> Overview:
    """Count all that a dashboard shows of the targets that meet the filter."""
    wanted = conditions(asked, day=day, near_days=near_days)
    return Overview(
        standings=_standings(connection, wanted),
        promised=_by_day(connection, _grouped(target.c.original_due, wanted)),
        closed=_by_day(connection, _closings(wanted)),
        answering=_loads(connection, _answering(wanted), day),
        helping=_loads(connection, _helping(wanted), day),
        slips=_slips(connection, wanted),
        waiting=_number(connection, select(func.count()).select_from(_with_closing()).where(_IS_OPEN, *wanted)),
        silent=_number(connection, _counted(_IS_OPEN, silent_since(silent_day), *wanted)),
        unheard=_number(connection, _counted(_IS_OPEN, target.c.id.not_in(_HEARD), *wanted)),
    )


def select_standings(connection: Connection, asked: Filter, *, day: date, near_days: int) -> tuple[Standing, ...]:
    """How many targets that meet the filter share a due date and a verdict, by due date."""
    return _standings(connection, conditions(asked, day=day, near_days=near_days))


def select_due_days(
    connection: Connection, asked: Filter, *, day: date, near_days: int
) -> tuple[tuple[date, int], ...]:
    """How many targets that meet the filter are due on each day, in order."""
    return _by_day(connection, _grouped(target.c.due, conditions(asked, day=day, near_days=near_days)))


def select_lanes(connection: Connection, asked: Filter, *, day: date, near_days: int) -> tuple[Lane, ...]:
    """The same for each unit that answers; a target of two units counts for both."""
    wanted = conditions(asked, day=day, near_days=near_days)
    statement = (
        _answering([target.c.due.is_not(None), *wanted])
        .with_only_columns(_UNIT, target.c.due, func.count())
        .group_by(_UNIT, target.c.due)
        .order_by(_UNIT, target.c.due)
    )
    return tuple(Lane(*row) for row in connection.execute(statement))


def _standings(connection: Connection, wanted: Conditions) -> tuple[Standing, ...]:
    moved = func.sum(case((target.c.times_moved > 0, 1), else_=0))
    statement = (
        select(target.c.due, target.c.verdict, func.count(), moved)
        .where(*wanted)
        .group_by(target.c.due, target.c.verdict)
        .order_by(target.c.due.nulls_last(), target.c.verdict)
    )
    return tuple(Standing(*row) for row in connection.execute(statement))


def _grouped(day: ColumnElement[Any], wanted: Conditions) -> Select[Any]:
    return _in_order(select(day, func.count()).where(day.is_not(None), *wanted), day)


def _in_order(counted: Any, day: ColumnElement[Any]) -> Select[Any]:
    grouped: Select[Any] = counted.group_by(day).order_by(day)
    return grouped


def _closings(wanted: Conditions) -> Select[Any]:
    day = _day_of(CLOSED_AT)
    closed = select(day, func.count()).select_from(_with_closing()).where(target.c.standing == CLOSED, *wanted)
    return _in_order(closed, day)


def _with_closing() -> Any:
    return target.join(closing, closing.c.target_id == target.c.id)


def _by_day(connection: Connection, statement: Select[Any]) -> tuple[tuple[date, int], ...]:
    return tuple((day, number) for day, number in connection.execute(statement))


def _counted(*wanted: ColumnElement[bool]) -> Select[Any]:
    return select(func.count()).select_from(target).where(*wanted)


def _number(connection: Connection, statement: Select[Any]) -> int:
    return int(connection.execute(statement).scalar_one())


def _answering(wanted: Iterable[ColumnElement[bool]]) -> Select[Any]:
    """Targets with who answers: the leads, else whoever is named, else the issuing body."""
    named = and_(owner.c.target_id == target.c.id, owner.c.role == ANSWERING_ROLE)
    return (
        select(_UNIT)
        .select_from(target)
        .join(document, document.c.id == target.c.document_id)
        .outerjoin(owner, named)
        .where(*wanted)
    )


def _helping(wanted: Iterable[ColumnElement[bool]]) -> Select[Any]:
    """Targets with the units that help beside a lead."""
    return (
        select(_UNIT)
        .select_from(target)
        .join(document, document.c.id == target.c.document_id)
        .join(owner, and_(owner.c.target_id == target.c.id, owner.c.role == SUPPORT))
        .where(HAS_LEAD, *wanted)
    )


def _loads(connection: Connection, named: Select[Any], day: date) -> tuple[UnitLoad, ...]:
    late = target.c.due < day
    overdue = func.sum(case((late, 1), else_=0))
    oldest = func.min(case((late, target.c.due)))
    statement = (
        named.where(_IS_OPEN)
        .with_only_columns(_UNIT, func.count(), overdue, oldest)
        .group_by(_UNIT)
        .order_by(overdue.desc(), func.count().desc(), _UNIT)
    )
    return tuple(UnitLoad(*row) for row in connection.execute(statement))


def _slips(connection: Connection, wanted: Conditions) -> tuple[UnitSlip, ...]:
    """Moves that stand, of open and closed targets alike."""
    moved = (
        select(extension.c.target_id, func.count().label("moves"), func.sum(extension.c.days).label("days"))
        .where(~extension.c.struck)
        .group_by(extension.c.target_id)
        .subquery()
    )
    days = func.coalesce(func.sum(moved.c.days), 0)
    statement = (
        _answering(wanted)
        .join(moved, moved.c.target_id == target.c.id)
        .with_only_columns(_UNIT, func.count(), func.sum(moved.c.moves), days)
        .group_by(_UNIT)
        .order_by(days.desc(), _UNIT)
    )
    return tuple(
        UnitSlip(unit, targets, int(moves), int(sum_)) for unit, targets, moves, sum_ in connection.execute(statement)
    )
