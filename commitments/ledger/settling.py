"""Deciding on later readings of what people have touched: take them over, or keep what is there."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from commitments.errors import StaleEntry, UnknownEntry
from commitments.evidence import RejectReason
from commitments.i18n import _
from commitments.ledger import decisions, documents, log, vouched_records, vouching
from commitments.ledger.editing import row_of, send_back
from commitments.ledger.findings_values import LinkState
from commitments.ledger.hydration import AnyRow
from commitments.ledger.log import Line
from commitments.ledger.readings import apply_reading, owners_of, reading_of_row
from commitments.ledger.revision_tables import difference
from commitments.ledger.revision_values import Difference, DifferenceKind
from commitments.ledger.tables import commitment
from commitments.ledger.vouched_records import DIFFERENCE

_DATES = frozenset({"original_due", "due_text", "due_basis", "due_earliest", "due_precision", "due_confirm"})
_PLACE = frozenset({"quote", "start_offset", "end_offset"})
_TOGETHER = (_DATES, _PLACE, frozenset({"comparator", "value", "value_high", "unit"}))
_OF_THE_READING = frozenset({"confidence", "doubts", "rules"})  # nobody edits them


def select_differences(connection: Connection, state: LinkState | None) -> tuple[Difference, ...]:
    """Differences in one state, or in any, in the order they were found."""
    statement = select(difference).order_by(difference.c.id)
    if state is not None:
        statement = statement.where(difference.c.state == state)
    return tuple(
        Difference(row.id, row.target_id, row.kind, row.before, row.proposed, row.state)
        for row in connection.execute(statement)
    )


def settle(connection: Connection, difference_id: int, *, take: bool, actor: str, now: datetime) -> None:
    """Decide on a later reading: take it over, or keep what is there; the same difference is not asked again."""
    statement = select(difference).where(difference.c.id == difference_id).with_for_update()
    row = connection.execute(statement).one_or_none()
    if row is None:
        raise UnknownEntry(_("没有编号为 {id} 的差异").format(id=difference_id), remedy=_("用 duban reread list 查看"))
    if row.state is not LinkState.OPEN:
        raise StaleEntry(_("这条差异已经处理过了"), remedy=_("用 duban reread list 查看其余的差异"))
    state = LinkState.ACCEPTED if take else LinkState.REFUSED
    values = {"state": state, "decided_by": actor, "decided_at": now}
    connection.execute(update(difference).where(difference.c.id == difference_id).values(values))
    vouched = vouched_records.vouch(connection, DIFFERENCE, difference_id)
    if take and row.kind is DifferenceKind.GONE:
        send_back(connection, row.target_id, RejectReason.WRONG_READING, "reread", {}, actor, now, vouched)
    elif take:
        _take(connection, row, actor, now, vouched)
    else:
        line = Line("keep_reading", row.target_id, after={"difference": row.id}, readings=vouched)
        log.append(connection, [line], actor=actor, now=now)


def _take(connection: Connection, row: AnyRow, actor: str, now: datetime, vouched: str) -> None:
    """Let the target say what the later reading says where it differed; what was corrected since then stays.

    The line that tells of it vouches for the reading, and for what was `vouched` already.
    """
    decisions.locked(connection, [row.target_id], None)
    old = row_of(connection, row.target_id)
    was = reading_of_row(old, owners_of(connection, row.target_id))
    taken = _taken(row, old)
    would = {name: row.proposed[name] if name in taken else value for name, value in was.items()}
    label = connection.execute(select(commitment.c.label).where(commitment.c.id == old.commitment_id)).scalar_one()
    labels = documents.labelled(connection, row.document_id, label)
    follows = apply_reading(connection, row.target_id, row.document_id, labels, would)
    different = [name for name in would if was[name] != would[name] and name not in _OF_THE_READING]
    after: dict[str, Any] = {name: would[name] for name in different}
    if "original_due" in different and follows:
        after["due"] = would["original_due"]
    before = {name: was[name] for name in different}
    readings = vouching.together(vouching.vouch(connection, [row.target_id]), vouched)
    line = Line("take_reading", row.target_id, before=before, after=after, readings=readings)
    log.append(connection, [line], actor=actor, now=now)


def _taken(row: AnyRow, old: AnyRow) -> set[str]:
    """The columns that come over: those shown as different, and what has no sense without them.

    A due date that people count on stays and is for an extension to move.
    """
    taken = set(row.before) | _OF_THE_READING
    if row.document_id != old.document_id:
        taken |= _PLACE
    for group in _TOGETHER:
        if taken & group:
            taken |= group
    return taken - _DATES if decisions.watched(old) else taken
