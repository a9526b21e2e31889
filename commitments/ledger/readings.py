"""What was read of a target, as JSON values by column: compared, kept for decision, and written back."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from commitments.ledger import search
from commitments.ledger.hydration import AnyRow, owner_values, target_values
from commitments.ledger.life_tables import recurrence
from commitments.ledger.tables import owner, target
from commitments.target import Owners, Target

READ = (
    "kind",
    "quote",
    "start_offset",
    "end_offset",
    "strength",
    "metric",
    "comparator",
    "value",
    "value_high",
    "unit",
    "original_due",
    "due_text",
    "due_basis",
    "recurrence",
    "due_earliest",
    "due_precision",
    "due_confirm",
    "confidence",
    "doubts",
    "rules",
)
_DATES, _DECIMALS = {"original_due", "due_earliest"}, {"value", "value_high"}
Plain = dict[str, Any]


def reading_of(item: Target) -> Plain:
    """What was read of a target, as JSON values by column."""
    values = {name: value for name, value in target_values(item).items() if name in READ}
    return {**_json(values), "lead": list(item.owners.lead), "support": list(item.owners.support)}


def reading_of_row(row: AnyRow, owners: Owners) -> Plain:
    """The same of a target in the ledger."""
    values = {name: getattr(row, name) for name in READ}
    return {**_json(values), "lead": list(owners.lead), "support": list(owners.support)}


def _json(values: Mapping[str, Any]) -> Plain:
    return {name: _json_value(value) for name, value in values.items()}


def _json_value(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    return str(value) if isinstance(value, Decimal) else value


def column_value(name: str, value: Any) -> Any:
    """A JSON value as its column takes it."""
    if value is None:
        return None
    if name in _DATES:
        return date.fromisoformat(value)
    return Decimal(value) if name in _DECIMALS else value


def apply_reading(
    connection: Connection, target_id: int, document_id: int, commitment_id: int, reading: Mapping[str, Any]
) -> bool:
    """Let a target say what this reading says; whether its due date follows: not once it was moved, or has turns."""
    values = {name: column_value(name, value) for name, value in reading.items() if name not in {"lead", "support"}}
    turns = select(recurrence.c.target_id).where(recurrence.c.target_id == target_id)
    moved = connection.execute(select(target.c.times_moved).where(target.c.id == target_id)).scalar_one()
    follows = "original_due" in values and not moved and connection.execute(turns).first() is None
    if follows:
        values["due"] = values["original_due"]
    statement = update(target).where(target.c.id == target_id)
    connection.execute(
        statement.values(**values, document_id=document_id, commitment_id=commitment_id, version=target.c.version + 1)
    )
    if "lead" in reading:
        put_owners(connection, target_id, Owners(tuple(reading["lead"]), tuple(reading["support"])))
    search.index(connection, [target_id])
    return follows


def put_owners(connection: Connection, target_id: int, owners: Owners) -> None:
    """Let exactly these units answer for a target."""
    connection.execute(delete(owner).where(owner.c.target_id == target_id))
    rows = owner_values(target_id, owners)
    if rows:
        connection.execute(insert(owner), rows)


def owners_of(connection: Connection, target_id: int) -> Owners:
    """The units named with a target."""
    statement = (
        select(owner.c.role, owner.c.name)
        .where(owner.c.target_id == target_id)
        .order_by(owner.c.role, owner.c.position)
    )
    rows = connection.execute(statement).all()
    return Owners(
        tuple(row.name for row in rows if row.role == "lead"), tuple(row.name for row in rows if row.role != "lead")
    )


def insert_target(connection: Connection, document_id: int, commitment_id: int, item: Target) -> int:
    """Add one target with its owners; the caller brings the search index up to date."""
    values = {"document_id": document_id, "commitment_id": commitment_id, **target_values(item)}
    number: int = connection.execute(insert(target).values(values).returning(target.c.id)).scalar_one()
    owners = owner_values(number, item.owners)
    if owners:
        connection.execute(insert(owner), owners)
    return number
