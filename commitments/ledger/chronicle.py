"""The log as a list to browse: which lines there are, what each is about, and which can still be taken back."""

from array import array
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, Text, cast, func, or_, select

from commitments.ledger.browsing_values import LogFilter, Logged
from commitments.ledger.conditions import Condition, contains
from commitments.ledger.hydration import AnyRow, logged_event
from commitments.ledger.listing import ids_of
from commitments.ledger.queries import pages
from commitments.ledger.tables import document, event, target
from commitments.ledger.undoing import ACTION, UNDOABLE
from commitments.ledger.vouching import vouched

# what changes the words, the date or the end of a target, as others were told them
_TELLING = (
    *("accept", "add", "edit", "split", "unsplit", "merge", "reread", "take_reading", "import"),
    *("extend", "recur", "occurrence", "judge", "reopen", "undo"),
)


def select_line_ids(connection: Connection, asked: LogFilter, limit: int | None = None) -> "array[int]":
    """Ids of the lines that are wanted, the newest first; the first `limit` of them."""
    statement = select(event.c.id).where(*_conditions(asked)).order_by(event.c.id.desc()).limit(limit)
    return ids_of(connection, statement)


def _conditions(asked: LogFilter) -> list[Condition]:
    wanted: list[Condition] = []
    if asked.actors:
        wanted.append(or_(*(contains(event.c.actor, name) for name in asked.actors)))
    if asked.actions:
        wanted.append(event.c.action.in_(asked.actions))
    if asked.target_id is not None:
        wanted.append(event.c.target_id == asked.target_id)
    if asked.document_id is not None:
        its_targets = select(target.c.id).where(target.c.document_id == asked.document_id)
        wanted.append(or_(event.c.document_id == asked.document_id, event.c.target_id.in_(its_targets)))
    if asked.since is not None:
        wanted.append(event.c.at >= asked.since)
    if asked.before is not None:
        wanted.append(event.c.at < asked.before)
    told = (event.c.reason, cast(event.c.before, Text), cast(event.c.after, Text))
    wanted.extend(or_(*(contains(column, word) for column in told)) for word in asked.words)
    return wanted


def select_lines(connection: Connection, ids: Sequence[int]) -> tuple[Logged, ...]:
    """These lines, in the order asked; ids that nobody has are left out."""
    found: dict[int, Logged] = {}
    for page in pages(ids):
        rows = connection.execute(
            select(
                *event.c,
                func.coalesce(target.c.metric, target.c.quote, "").label("promise"),
                func.coalesce(document.c.title, document.c.number, document.c.name, "").label("label"),
            )
            .outerjoin(target, target.c.id == event.c.target_id)
            .outerjoin(document, document.c.id == func.coalesce(event.c.document_id, target.c.document_id))
            .where(event.c.id.in_(page))
        ).all()
        undone = _undone(connection, [row for row in rows if row.action in UNDOABLE and row.target_id is not None])
        for row in rows:
            is_undone = row.id in undone
            undoable = row.action in UNDOABLE and row.target_id is not None and not is_undone
            found[row.id] = Logged(logged_event(row), row.promise, row.label, undoable, is_undone)
    return tuple(found[number] for number in ids if number in found)


def _undone(connection: Connection, rows: Sequence[AnyRow]) -> set[int]:
    """Which of these lines were taken back: said by later lines about the same targets."""
    if not rows:
        return set()
    first, targets = min(row.id for row in rows), {row.target_id for row in rows}
    later = (event.c.target_id.in_(targets), event.c.id > first, event.c.action == ACTION)
    said = connection.execute(select(event.c.after).where(*later)).scalars()
    return {after["undoes"] for after in said if "undoes" in after}


def select_changes(connection: Connection) -> Mapping[int, tuple[int, datetime]]:
    """Target id → how often its words, date or end were changed, and when last; those never changed are left out."""
    statement = (
        select(event.c.target_id, func.count(), func.max(event.c.at))
        .where(event.c.target_id.is_not(None), event.c.action.in_(_TELLING))
        .group_by(event.c.target_id)
    )
    return {number: (times, last) for number, times, last in connection.execute(statement)}


def select_added(connection: Connection, since: datetime) -> frozenset[int]:
    """The targets that later readings of known documents have added since an aware moment."""
    lines = (event.c.action == "reread", event.c.target_id.is_(None), event.c.readings != "", event.c.at >= since)
    told = connection.execute(select(event.c.readings).where(*lines)).scalars()
    return frozenset(number for readings in told for number, _hash in vouched(readings))


def select_actors(connection: Connection) -> tuple[str, ...]:
    """Everybody who ever wrote, by name."""
    return tuple(connection.execute(select(event.c.actor).distinct().order_by(event.c.actor)).scalars())
