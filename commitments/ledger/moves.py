"""Extensions: the only way a due date moves. What it was, who allowed it and why stays on record."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, distinct, func, insert, select

from commitments.codes import code_of
from commitments.errors import LedgerError
from commitments.evidence import Verdict
from commitments.i18n import _
from commitments.ledger import decisions, log, turns, vouched_records
from commitments.ledger.decisions import locked, refuse_rejected
from commitments.ledger.hydration import LEAD, AnyRow
from commitments.ledger.life_tables import extension
from commitments.ledger.log import Line
from commitments.ledger.records import Extension, Slippage
from commitments.ledger.tables import owner, target
from commitments.ledger.vouched_records import TURNS

_TOLD = ("old_due", "new_due", "days", "approver", "source", "document_id", "occurrence_id")


def extend(
    connection: Connection,
    target_id: int,
    new_due: date,
    *,
    reason: str,
    approver: str,
    source: str,
    document_id: int | None,
    actor: str,
    now: datetime,
    expected_version: int | None = None,
) -> Extension:
    """Move the due date in force; of a recurring target, that of its earliest open occurrence.

    Raises:
        LedgerError: no reason or approver, the same date, a target that is closed or was sent back.
    """
    if not reason.strip() or not approver.strip():
        raise LedgerError(_("延期要写明理由和批准人"), remedy=_("补上 --reason 和 --approver"))
    row = locked(connection, [target_id], expected_version)[0]
    _check(row, new_due)
    values = {
        "target_id": target_id,
        "occurrence_id": turns.move_current(connection, target_id, new_due),
        "old_due": row.due,
        "new_due": new_due,
        "days": None if row.due is None else (new_due - row.due).days,
        "reason": reason.strip(),
        "approver": approver.strip(),
        "source": source.strip(),
        "document_id": document_id,
        "recorded_by": actor,
        "recorded_at": now,
    }
    recorded = connection.execute(insert(extension).values(values).returning(*extension.c)).one()
    in_force = new_due if recorded.occurrence_id is None else turns.due_in_force(connection, target_id)
    change = {"due": in_force, "times_moved": row.times_moved + 1}
    decisions.write(connection, target_id, change)
    told = {name: values[name] for name in _TOLD}
    line = Line(
        "extend",
        target_id,
        before=decisions.plain({"due": row.due, "times_moved": row.times_moved}),
        after=decisions.plain({**change, **told, "extension": recorded.id}),
        reason=reason.strip(),
        readings="" if recorded.occurrence_id is None else vouched_records.vouch(connection, TURNS, target_id),
    )
    log.append(connection, [line], actor=actor, now=now)
    return _extension(recorded)


def _check(row: AnyRow, new_due: date) -> None:
    refuse_rejected(row)
    code = code_of(row.id)
    if row.verdict is not Verdict.OPEN:
        raise LedgerError(_("条目 {code} 已销号，不能延期").format(code=code), remedy=_("要改时限，先重新打开"))
    if new_due == row.due:
        raise LedgerError(_("条目 {code} 的时限本来就是 {due}").format(code=code, due=new_due))


def select_extensions(connection: Connection, target_id: int | None) -> tuple[Extension, ...]:
    """The moves of one target, or all, oldest first; undone ones are marked."""
    statement = select(extension).order_by(extension.c.id)
    if target_id is not None:
        statement = statement.where(extension.c.target_id == target_id)
    return tuple(_extension(row) for row in connection.execute(statement))


def slippage(connection: Connection) -> tuple[Slippage, ...]:
    """How far the dates of each leading unit have moved, the furthest first; a target of two units counts for both."""
    rows = connection.execute(_slippage())
    return tuple(Slippage(row.unit or "", row.targets, row.moves, row.days or 0) for row in rows)


def _slippage() -> Select[Any]:
    leads = and_(owner.c.target_id == target.c.id, owner.c.role == LEAD)
    days = func.sum(extension.c.days)
    return (
        select(
            owner.c.name.label("unit"),
            func.count(distinct(target.c.id)).label("targets"),
            func.count().label("moves"),
            days.label("days"),
        )
        .select_from(extension)
        .join(target, target.c.id == extension.c.target_id)
        .outerjoin(owner, leads)
        .where(~extension.c.struck)
        .group_by(owner.c.name)
        .order_by(func.coalesce(days, 0).desc(), owner.c.name)
    )


def _extension(row: AnyRow) -> Extension:
    return Extension(**row._mapping)  # noqa: SLF001 - a public name of SQLAlchemy, in spite of its look
