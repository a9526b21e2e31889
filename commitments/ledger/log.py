"""The append-only log: one line for every change, written in the transaction that makes the change, and sealed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from commitments.ledger.chain import link
from commitments.ledger.columns import to_json
from commitments.ledger.tables import chain, event


@dataclass(frozen=True, slots=True)
class Line:
    """What is to be said of one change; `before` and `after` hold only what differs, as JSON values."""

    action: str
    target_id: int | None = None
    document_id: int | None = None
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    readings: str = ""  # what the line vouches for: see `vouching.vouch`


def append(connection: Connection, lines: Sequence[Line], *, actor: str, now: datetime) -> int | None:
    """Append the lines, each sealed with the seal before it; the id of the last one, None if there are none."""
    if not lines:
        return None
    end = connection.execute(select(chain).with_for_update()).one()
    number: int = end.last_event
    seal: str = end.head
    rows = []
    for line in lines:
        number += 1
        seal = link(seal, (number, instant(now), actor, *_sealed(line)))
        rows.append({"id": number, "at": now, "actor": actor, **_values(line), "hash": seal})
    connection.execute(insert(event), rows)
    values = {"events": end.events + len(rows), "last_event": number, "head": seal}
    connection.execute(update(chain).values(values))
    return number


def newest(connection: Connection) -> int:
    """The number of the newest line, 0 for an empty log."""
    return int(connection.execute(select(chain.c.last_event)).scalar_one())


def overtaken(connection: Connection, target_ids: Collection[int], *, seen: int, actor: str) -> dict[int, int]:
    """Those of the targets that somebody else has written about since line `seen`, with the newest line of each."""
    statement = (
        select(event.c.target_id, func.max(event.c.id))
        .where(event.c.id > seen, event.c.actor != actor, event.c.target_id.is_not(None))
        .group_by(event.c.target_id)
    )
    wanted = set(target_ids)
    return {target: line for target, line in connection.execute(statement) if target in wanted}


def instant(at: datetime) -> str:
    """An instant as it is sealed: `2025-07-01 01:03:00.000000`, UTC."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(sep=" ", timespec="microseconds")


def _sealed(line: Line) -> tuple[Any, ...]:
    told = (line.action, line.target_id, line.document_id, to_json(line.before), to_json(line.after), line.reason)
    return (*told, line.readings) if line.readings else told


def _values(line: Line) -> dict[str, Any]:
    return {
        "action": line.action,
        "target_id": line.target_id,
        "document_id": line.document_id,
        "before": line.before,
        "after": line.after,
        "reason": line.reason,
        "readings": line.readings,
    }
