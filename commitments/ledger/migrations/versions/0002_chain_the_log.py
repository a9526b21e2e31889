"""Chain the log: every event carries the hash of itself and of all before it, and one row keeps the head."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from commitments.ledger.chain import GENESIS, link

revision = "0002"
down_revision = "0001"

_EVENT = sa.table("event", sa.column("id", sa.Integer), sa.column("hash", sa.String))


def upgrade() -> None:
    """Add the column, fill it for what is there, and keep the number of events and the head beside it."""
    op.create_table(
        "chain",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("last_event", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chain")),
    )
    op.add_column("event", sa.Column("hash", sa.String(), server_default=sa.text("''"), nullable=False))
    _lift_guard()
    values = _fill()
    _guard_the_log()
    op.execute(sa.insert(sa.table("chain", *(sa.column(name) for name in values))).values(values))


def _fill() -> dict[str, int | str]:
    """Seal the lines in the order of their ids, which stay as they are, gaps too: people have quoted them."""
    connection = op.get_bind()
    at = "at" if connection.dialect.name == "sqlite" else "to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
    columns = f'id, {at}, actor, action, target_id, document_id, "before", "after", reason'
    head = GENESIS
    hashes: list[dict[str, Any]] = []
    for row in connection.execute(sa.text(f"SELECT {columns} FROM event ORDER BY id")):  # noqa: S608 - our own names
        head = link(head, tuple(row))
        hashes.append({"the_id": row[0], "the_hash": head})
    if hashes:
        statement = sa.update(_EVENT).where(_EVENT.c.id == sa.bindparam("the_id")).values(hash=sa.bindparam("the_hash"))
        connection.execute(statement, hashes)
    last = hashes[-1]["the_id"] if hashes else 0
    return {"id": 1, "events": len(hashes), "last_event": last, "head": head}


def _lift_guard() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER event_refuses_{verb}")
        return
    op.execute("ALTER TABLE event DISABLE TRIGGER event_refuses_change")


def _guard_the_log() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER event_refuses_{verb.lower()} BEFORE {verb} ON event "
                "BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END"
            )
        return
    op.execute("ALTER TABLE event ENABLE TRIGGER event_refuses_change")
