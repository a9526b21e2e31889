"""What people change of a target's reading: edit, split, merge, add by hand.

The log keeps what was read and what it was changed to; a due date that is being watched moves by extension only.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from commitments.codes import code_of
from commitments.document import Document
from commitments.doubts import is_of_date
from commitments.errors import LedgerError
from commitments.evidence import RejectReason, Review, Verdict
from commitments.i18n import _
from commitments.ledger import decisions, documents, log, pairing, search, vouched_records, vouching
from commitments.ledger.hydration import AnyRow
from commitments.ledger.log import Line
from commitments.ledger.queries import select_document_text, unknown_target
from commitments.ledger.readings import Plain, apply_reading, insert_target, owners_of, reading_of_row
from commitments.ledger.revision_tables import lineage
from commitments.ledger.revision_values import Lineage, Origin
from commitments.ledger.tables import evidence, target
from commitments.ledger.vouched_records import EVIDENCE
from commitments.target import Basis, Extraction, Kind, Target

EDITABLE = (
    "kind",
    "strength",
    "metric",
    "comparator",
    "value",
    "value_high",
    "unit",
    "original_due",
    "due_text",
    "recurrence",
    "lead",
    "support",
)


def edit(
    connection: Connection,
    target_id: int,
    changes: Mapping[str, Any],
    *,
    reason: str,
    actor: str,
    now: datetime,
    expected_version: int | None = None,
) -> bool:
    """Correct the reading of a target, values as JSON by column; False if nothing is different.

    Raises:
        LedgerError: a column that is not for editing; the due date of a target in care; a number without its parts.
    """
    _check_columns(changes)
    decisions.locked(connection, [target_id], expected_version)
    row = row_of(connection, target_id)
    was = reading_of_row(row, owners_of(connection, target_id))
    if "original_due" in changes:  # a person has settled the day: there is nothing left to doubt or to confirm
        left = [kept for kept in was["doubts"] if kept != was["due_confirm"] and not is_of_date(kept)]
        changes = {**changes, "due_confirm": "", "doubts": left}
    different = {name: value for name, value in changes.items() if was[name] != value}
    if not different:
        return False
    if "original_due" in different and decisions.watched(row):
        raise LedgerError(_("在册目标的时限不能直接改"), remedy=_("用 duban extend 登记延期，写明理由和批准人"))
    would = {**was, **different}
    if (would["comparator"] is None) != (would["value"] is None):
        raise LedgerError(_("比较符和数值要么都有，要么都没有"), remedy=_("同时给出 comparator 和 value"))
    if "original_due" in different:
        would |= {"due_basis": Basis.EXPLICIT.value if would["original_due"] else Basis.NONE.value}
    follows = apply_reading(connection, target_id, row.document_id, row.commitment_id, would)
    after, before = dict(different), {name: was[name] for name in different}
    if "original_due" in different:
        after["due_basis"], before["due_basis"] = would["due_basis"], was["due_basis"]
    if "original_due" in different and follows:
        after["due"], before["due"] = different["original_due"], decisions.plain({"due": row.due})["due"]
    readings = vouching.vouch(connection, [target_id])
    line = Line("edit", target_id, before=before, after=after, reason=reason, readings=readings)
    log.append(connection, [line], actor=actor, now=now)
    pairing.suggest(connection, row.document_id)
    return True


def _check_columns(changes: Mapping[str, Any]) -> None:
    for name in changes:
        if name not in EDITABLE:
            raise LedgerError(
                _("不能改 {name}").format(name=name), remedy=_("可以改的有：{names}").format(names=" ".join(EDITABLE))
            )


def row_of(connection: Connection, target_id: int) -> AnyRow:
    """The whole row of a target; `UnknownEntry` if there is none."""
    row = connection.execute(select(target).where(target.c.id == target_id)).one_or_none()
    if row is None:
        raise unknown_target(target_id)
    return row


def split(
    connection: Connection,
    target_id: int,
    pieces: Sequence[str],
    *,
    actor: str,
    now: datetime,
    expected_version: int | None = None,
) -> tuple[int, ...]:
    """Make one target of each piece of its quote; the whole is sent back as wrongly cut. The new ids.

    A piece keeps dates, owners and strength; number and metric go to the piece they stand in.
    """
    decisions.locked(connection, [target_id], expected_version)
    row = row_of(connection, target_id)
    if row.review is Review.REJECTED:
        raise LedgerError(_("条目已退回，不能再拆分"), remedy=_("先重新收录这个条目"))
    if row.verdict is not Verdict.OPEN:  # nobody concluded anything on the pieces
        raise LedgerError(_("条目 {code} 已销号，不能再拆分").format(code=code_of(row.id)), remedy=_("先重新打开"))
    text = select_document_text(connection, row.document_id)
    spans = _pieces(row, text, pieces)
    owners = owners_of(connection, target_id)
    was = reading_of_row(row, owners)
    made = [_copy(connection, row, {**was, **_piece(row, text, start, end)}) for start, end in spans]
    for number in made:
        connection.execute(insert(lineage).values(target_id=number, from_id=target_id, how=Origin.SPLIT))
    search.index(connection, made)
    lines = [_born(connection, number, {"from": target_id}, "split_off") for number in made]
    log.append(connection, lines, actor=actor, now=now)
    send_back(connection, target_id, RejectReason.WRONG_READING, "split", {"into": made}, actor, now)
    return tuple(made)


def _pieces(row: AnyRow, text: str, pieces: Sequence[str]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for piece in pieces:
        after = spans[-1][1] if spans else row.start_offset
        start = text.find(piece, after, row.end_offset) if piece else -1
        if start < 0:
            raise LedgerError(
                _("原文里没有这一段：{piece}").format(piece=piece), remedy=_("照原文的字句和先后给出各段")
            )
        spans.append((start, start + len(piece)))
    if len(spans) < 2:  # noqa: PLR2004 - one piece is no split
        raise LedgerError(_("拆分至少要有两段"), remedy=_("照原文给出每一段"))
    return spans


def _piece(row: AnyRow, text: str, start: int, end: int) -> Plain:
    """What is different in one piece."""
    quote = text[start:end]
    marks = [(hit[2], hit[3]) for hit in row.rules if hit[0] == "quantity" and len(hit) == 4]  # noqa: PLR2004 - with span
    has_number = any(start <= first < last <= end for first, last in marks) or (not marks and _mentions(row, quote))
    changes: Plain = {"quote": quote, "start_offset": start, "end_offset": end}
    if row.value is not None and not has_number:
        kind = Kind.MILESTONE if row.original_due else Kind.PLEDGE
        empty = dict.fromkeys(("comparator", "value", "value_high", "unit"))
        changes |= {"kind": kind.value, **empty}
    if row.metric and row.metric not in quote:
        changes["metric"] = None
    return changes


def _mentions(row: AnyRow, quote: str) -> bool:
    return row.value is not None and f"{row.value.normalize():f}" in quote


def _copy(connection: Connection, row: AnyRow, reading: Plain) -> int:
    """A new target in the place of an old one, where that one stands."""
    columns = {column.name: getattr(row, column.name) for column in target.c if column.name not in {"id", "standing"}}
    number: int = connection.execute(
        insert(target).values(**{**columns, "version": 1, "noticed": None}).returning(target.c.id)
    ).scalar_one()
    apply_reading(connection, number, row.document_id, row.commitment_id, reading)
    return number


def _born(connection: Connection, number: int, after: Plain, action: str) -> Line:
    """The line that tells where a new target stands from its first day."""
    row = row_of(connection, number)  # a piece of what recurs has no turns, hence another due date than the whole
    due = row.due.isoformat() if row.due else None
    standing = {"review": row.review.value, "times_moved": row.times_moved, "due": due}
    return Line(action, number, after={**standing, **after}, readings=vouching.vouch(connection, [number]))


def send_back(
    connection: Connection,
    target_id: int,
    reason: RejectReason,
    action: str,
    after: Plain,
    actor: str,
    now: datetime,
    readings: str = "",
) -> None:
    """Send a target back, in the name of what was done with it."""
    row = row_of(connection, target_id)
    values = {"review": Review.REJECTED, "reject_reason": reason, "version": target.c.version + 1}
    connection.execute(update(target).where(target.c.id == target_id).values(values))
    before = {"review": row.review.value, "reject_reason": row.reject_reason.value if row.reject_reason else None}
    told = {"review": Review.REJECTED.value, "reject_reason": reason.value, **after}
    line = Line(action, target_id, before=before, after=told, readings=readings)
    log.append(connection, [line], actor=actor, now=now)


def merge(
    connection: Connection,
    keep_id: int,
    other_ids: Sequence[int],
    *,
    actor: str,
    now: datetime,
    seen: int | None = None,
) -> int:
    """Let one target stand for others that are the same promise: they are sent back, their evidence goes over to it."""
    decisions.refuse_overtaken(connection, [keep_id, *other_ids], seen=seen, actor=actor)
    others = [number for number in dict.fromkeys(other_ids) if number != keep_id]
    if not others:
        raise LedgerError(_("合并至少要有两项"), remedy=_("给出要并入的其他编号"))
    rows = decisions.locked(connection, [keep_id, *others], None)
    for row in rows:
        decisions.refuse_rejected(row)
    copies = list[int]()
    for number in others:
        connection.execute(insert(lineage).values(target_id=keep_id, from_id=number, how=Origin.MERGE))
        copies += _bring_evidence(connection, number, keep_id)
        send_back(connection, number, RejectReason.DUPLICATE, "merge", {"into": keep_id}, actor, now)
    connection.execute(update(target).where(target.c.id == keep_id).values(version=target.c.version + 1))
    readings = vouched_records.vouch(connection, EVIDENCE, *copies)
    line = Line("merge", keep_id, after={"absorbed": others}, readings=readings)
    log.append(connection, [line], actor=actor, now=now)
    search.index(connection, [keep_id])
    return len(others)


def _bring_evidence(connection: Connection, number: int, keep_id: int) -> list[int]:
    """Copy the evidence of one target that is not struck to another; the numbers of the copies."""
    columns = [column for column in evidence.c if column.name not in {"id", "target_id"}]
    statement = select(*columns).where(evidence.c.target_id == number, evidence.c.struck_at.is_(None))
    rows = [{**row, "target_id": keep_id} for row in connection.execute(statement).mappings()]
    return list(connection.execute(insert(evidence).returning(evidence.c.id), rows).scalars()) if rows else []


def add(
    connection: Connection, document_id: int, item: Target, *, actor: str, now: datetime, origin: Origin = Origin.MANUAL
) -> int:
    """Add a target that a person marked in a document's text; it is in care at once. Its id."""
    text = select_document_text(connection, document_id)
    if not item.quote.strip() or text[item.start : item.end] != item.quote:
        raise LedgerError(_("这些字不在文件的这个位置"), remedy=_("引文要与原文一字不差"))
    labels = documents.commitments_of(connection, document_id, (item,))
    number = insert_target(connection, document_id, labels[item.commitment], item)
    statement = update(target).where(target.c.id == number)
    connection.execute(statement.values(review=Review.TRACKED))
    connection.execute(insert(lineage).values(target_id=number, how=origin))
    search.index(connection, [number], fresh=True)
    after = {"review": Review.TRACKED.value, "quote": item.quote}
    line = Line("add", number, after=after, readings=vouching.vouch(connection, [number]))
    log.append(connection, [line], actor=actor, now=now)
    pairing.suggest(connection, document_id)
    return number


def type_in(connection: Connection, found: Document, item: Target, *, actor: str, now: datetime) -> int:
    """Add a target that stands in no document: what was typed becomes one, so that it too can be quoted."""
    entered = documents.enter(connection, found, Extraction(()), actor=actor, now=now)
    if entered.known:
        known = select(target.c.id).where(target.c.document_id == entered.document_id, target.c.quote == item.quote)
        if connection.execute(known).first() is not None:
            raise LedgerError(_("台账里已有一模一样的内容"), remedy=_("用 duban list 查看原有的条目"))
    return add(connection, entered.document_id, item, actor=actor, now=now)


def select_lineage(connection: Connection, target_id: int) -> tuple[Lineage, ...]:
    """Where a target came from, and what was made of it."""
    statement = (
        select(lineage.c.target_id, lineage.c.from_id, lineage.c.how)
        .where((lineage.c.target_id == target_id) | (lineage.c.from_id == target_id))
        .order_by(lineage.c.id)
    )
    return tuple(Lineage(row.target_id, row.from_id, row.how) for row in connection.execute(statement))
