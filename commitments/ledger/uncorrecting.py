"""Taking corrections back: the reading as it was, the whole in place of its pieces, what had been merged on its own."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, delete, select, update

from commitments.errors import StaleEntry
from commitments.evidence import RejectReason, Review, Verdict
from commitments.i18n import _
from commitments.ledger import log, search
from commitments.ledger.decisions import locked, watched, write
from commitments.ledger.hydration import AnyRow
from commitments.ledger.log import Line
from commitments.ledger.own_words import MERGE_UNDONE
from commitments.ledger.readings import apply_reading, owners_of, reading_of_row
from commitments.ledger.revision_tables import lineage
from commitments.ledger.revision_values import Origin
from commitments.ledger.tables import event, evidence, target

MERGE = "merge"


def take_back(connection: Connection, said: AnyRow, *, actor: str, now: datetime) -> None:
    """Mend what an edit, a split or a merge had changed beside the row itself.

    Raises:
        StaleEntry: somebody has worked on it since.
    """
    match said.action:
        case "edit":
            _put_reading_back(connection, said)
        case "split":
            _send_pieces_back(connection, said, actor, now)
        case "merge" if "into" in said.after:
            _give_evidence_back(connection, said, actor, now)


def _put_reading_back(connection: Connection, said: AnyRow) -> None:
    """Let a target say again what it said before an edit; `StaleEntry` if it was read otherwise since."""
    row = connection.execute(select(target).where(target.c.id == said.target_id)).one()
    reads = reading_of_row(row, owners_of(connection, row.id))
    counted_on = "original_due" in said.after and watched(row)
    if counted_on or any(reads[name] != value for name, value in _reading(said.after, reads)):
        raise _moved_on(said.id)
    would = {**reads, **dict(_reading(said.before, reads))}
    apply_reading(connection, row.id, row.document_id, row.commitment_id, would)


def _reading(told: Mapping[str, Any], known: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    return ((name, value) for name, value in told.items() if name in known)


def _send_pieces_back(connection: Connection, said: AnyRow, actor: str, now: datetime) -> None:
    """Send back what a target was cut into; `StaleEntry` if somebody has worked on a piece."""
    lines = []
    for row in locked(connection, said.after["into"], None):
        seen = connection.execute(select(evidence.c.id).where(evidence.c.target_id == row.id).limit(1)).first()
        if seen is not None or row.verdict is not Verdict.OPEN or row.times_moved or row.review is Review.REJECTED:
            raise _moved_on(said.id)
        values = {"review": Review.REJECTED, "reject_reason": RejectReason.WRONG_READING}
        write(connection, row.id, values)
        told = {name: value.value for name, value in values.items()}
        lines.append(Line("unsplit", row.id, before={"review": row.review.value}, after=told))
    log.append(connection, lines, actor=actor, now=now)


def _give_evidence_back(connection: Connection, said: AnyRow, actor: str, now: datetime) -> None:
    """Strike, at the target that stood for this one, the evidence that came over from it."""
    keep, number = said.after["into"], said.target_id
    columns = (evidence.c.observed_on, evidence.c.recorded_at, evidence.c.recorded_by, evidence.c.note)
    own = connection.execute(select(*columns).where(evidence.c.target_id == number)).all()
    for row in own:
        same = and_(*(column == value for column, value in zip(columns, row, strict=True)))
        statement = update(evidence).where(evidence.c.target_id == keep, evidence.c.struck_at.is_(None), same)
        connection.execute(statement.values(struck_by=actor, struck_at=now, strike_reason=MERGE_UNDONE))
    merged = and_(lineage.c.target_id == keep, lineage.c.from_id == number, lineage.c.how == Origin.MERGE)
    connection.execute(delete(lineage).where(merged))
    write(connection, keep, {})
    search.index(connection, [keep])


def merges_into(connection: Connection, said: AnyRow) -> list[int]:
    """The events by which targets were merged into the one of this event, each to be undone on its own."""
    found = []
    for number in said.after["absorbed"]:
        statement = select(event.c.id, event.c.after).where(event.c.target_id == number, event.c.action == MERGE)
        lines = connection.execute(statement.order_by(event.c.id.desc()))
        found.append(next(int(line.id) for line in lines if line.after.get("into") == said.target_id))
    return found


def _moved_on(event_id: int) -> StaleEntry:
    return StaleEntry(
        _("第 {id} 号记录之后又有改动，不能单独撤销").format(id=event_id),
        remedy=_("先撤销后来的决定，或直接作出新的决定"),
    )
