"""The append-only log: one line for every change, written in the transaction that makes the change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert

from commitments.ledger.tables import event


@dataclass(frozen=True, slots=True)
class Line:
    """What is to be said of one change; `before` and `after` hold only what differs, as JSON values."""

    action: str
    target_id: int | None = None
    document_id: int | None = None
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""


def append(connection: Connection, lines: Sequence[Line], *, actor: str, now: datetime) -> None:
    """Append the lines."""
    if lines:
        connection.execute(insert(event), [_values(line, actor, now) for line in lines])


def _values(line: Line, actor: str, now: datetime) -> dict[str, Any]:
    return {
        "at": now,
        "actor": actor,
        "action": line.action,
        "target_id": line.target_id,
        "document_id": line.document_id,
        "before": line.before,
        "after": line.after,
        "reason": line.reason,
    }
