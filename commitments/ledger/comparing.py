"""What reading a document again would do, told without doing it: done as ever, looked at, and taken back whole."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, func, select

from commitments.document import Document
from commitments.ledger import rereading, versions
from commitments.ledger.browsing_values import Change, ChangeKind, Comparison
from commitments.ledger.findings_values import LinkState
from commitments.ledger.revision_tables import difference
from commitments.ledger.revision_values import DifferenceKind
from commitments.ledger.tables import event, target
from commitments.target import Extraction


def compare(
    connection: Connection, document_id: int, found: Document, extraction: Extraction, *, actor: str, now: datetime
) -> Comparison:
    """What `rereading.reread` would do; it is done here, so the caller must roll the transaction back."""
    newest_line = connection.execute(select(func.coalesce(func.max(event.c.id), 0))).scalar_one()
    newest_target = connection.execute(select(func.coalesce(func.max(target.c.id), 0))).scalar_one()
    numbers = rereading.reread(connection, document_id, found, extraction, actor=actor, now=now)
    changes = [
        *_differing(connection, versions.family(connection, numbers.document_id)),
        *_logged(connection, newest_line),
        *_added(connection, newest_target),
    ]
    return Comparison(numbers, tuple(changes))


def _differing(connection: Connection, document_ids: Collection[int]) -> list[Change]:
    """Open questions about targets of the document, in whatever version of it: they stand as long as nobody decides."""
    statement = (
        select(difference, target.c.quote)
        .join(target, target.c.id == difference.c.target_id)
        .where(target.c.document_id.in_(document_ids), difference.c.state == LinkState.OPEN)
        .order_by(difference.c.id)
    )
    return [
        Change(
            ChangeKind.DIFFERING,
            row.quote,
            row.target_id,
            row.before,
            {} if row.kind is DifferenceKind.GONE else {name: row.proposed.get(name) for name in row.before},
        )
        for row in connection.execute(statement)
    ]


def _logged(connection: Connection, newest: int) -> list[Change]:
    """What the log would say of targets that nobody touched."""
    statement = (
        select(event.c.target_id, event.c.before, event.c.after, target.c.quote)
        .join(target, target.c.id == event.c.target_id)
        .where(event.c.id > newest, event.c.action == "reread")
        .order_by(event.c.id)
    )
    return [
        Change(
            ChangeKind.DROPPED if row.after.get("review") == "rejected" else ChangeKind.UPDATED,
            row.quote,
            row.target_id,
            row.before,
            row.after,
        )
        for row in connection.execute(statement)
    ]


def _added(connection: Connection, newest: int) -> list[Change]:
    statement = select(target.c.quote, target.c.due).where(target.c.id > newest).order_by(target.c.id)
    return [
        Change(ChangeKind.ADDED, row.quote, after={"due": row.due.isoformat() if row.due else None})
        for row in connection.execute(statement)
    ]
