"""Evidence in the ledger: recorded, accepted, struck and never deleted; what rests on it is settled with it."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, and_, insert, or_, select, update

from commitments.errors import LedgerError, UnknownEntry
from commitments.evidence import Evidence, Passage, StoredFile
from commitments.i18n import _
from commitments.ledger import log, search, verdicts, vouched_records
from commitments.ledger.decisions import locked, refuse_rejected
from commitments.ledger.documents import insert_if_absent
from commitments.ledger.entries import Observation
from commitments.ledger.hydration import AnyRow, observation
from commitments.ledger.log import Line
from commitments.ledger.promises import promise_day
from commitments.ledger.queries import select_document_text
from commitments.ledger.tables import document, evidence, evidence_file, target
from commitments.ledger.vouched_records import EVIDENCE
from commitments.ledger.vouching import together
from commitments.units import convert


def add(
    connection: Connection,
    target_id: int,
    seen: Evidence,
    *,
    actor: str,
    now: datetime,
    accepted: bool = True,
    expected_version: int | None = None,
    settle: Callable[[int], str] = lambda _evidence_id: "",
) -> Observation:
    """Record one observation, its value brought to the unit of the target.

    `settle` is told its number before the line is written, and gives what the line vouches for beside the evidence.

    Raises:
        LedgerError: the target was sent back, or the evidence is older than the promise and says not why it counts.
        UnitMismatch: the value is in a unit that tells something else.
        UnknownEntry: no such target, or no such passage.
    """
    row = locked(connection, [target_id], expected_version)[0]
    refuse_rejected(row)
    _refuse_older(connection, target_id, seen)
    if seen.passage is not None:
        _check_passage(connection, seen.passage)
    if seen.file is not None:
        register_file(connection, seen.file, actor=actor, now=now)
    values = {
        "target_id": target_id,
        **_values(seen, row.unit),
        "recorded_by": actor,
        "recorded_at": now,
        "accepted_by": actor if accepted else None,
        "accepted_at": now if accepted else None,
        "strike_reason": "",
    }
    recorded = observation(connection.execute(insert(evidence).values(values).returning(*evidence.c)).one())
    _touch(connection, [target_id])
    if seen.note:
        search.index(connection, [target_id])
    after = {"evidence": recorded.id, **_told(seen, recorded), "accepted": accepted}
    readings = together(_vouched(connection, recorded.id), settle(recorded.id))
    line = Line("evidence", target_id, after=after, reason=seen.override, readings=readings)
    log.append(connection, [line], actor=actor, now=now)
    return recorded


def accept(connection: Connection, evidence_id: int, *, actor: str, now: datetime) -> Observation:
    """Vouch for evidence somebody recorded; nothing happens if it is accepted. `LedgerError` for struck evidence."""
    row = _evidence(connection, evidence_id)
    if row.struck_at is not None:
        raise LedgerError(_("这条证据已作废，不能再采信"), remedy=_("需要的话重新登记一条"))
    if row.accepted_at is None:
        statement = update(evidence).where(evidence.c.id == evidence_id)
        connection.execute(statement.values(accepted_by=actor, accepted_at=now))
        _touch(connection, [row.target_id])
        vouched = _vouched(connection, evidence_id)
        line = Line("accept_evidence", row.target_id, after={"evidence": evidence_id}, readings=vouched)
        log.append(connection, [line], actor=actor, now=now)
    return observation(_evidence(connection, evidence_id))


def strike(connection: Connection, evidence_id: int, *, reason: str, actor: str, now: datetime) -> Observation:
    """Declare evidence void, with a reason. A verdict that nothing supports any more is open again."""
    if not reason.strip():
        raise LedgerError(_("作废证据要写明理由"), remedy=_("补上理由，例如数据口径有误"))
    row = _evidence(connection, evidence_id)
    standing = locked(connection, [row.target_id], None)[0]
    if row.struck_at is None:
        statement = update(evidence).where(evidence.c.id == evidence_id)
        connection.execute(statement.values(struck_by=actor, struck_at=now, strike_reason=reason.strip()))
        _touch(connection, [row.target_id])
        after, vouched = {"evidence": evidence_id}, _vouched(connection, evidence_id)
        line = Line("strike_evidence", row.target_id, after=after, reason=reason.strip(), readings=vouched)
        log.append(connection, [line], actor=actor, now=now)
        search.index(connection, [row.target_id])
        verdicts.open_if_bare(connection, standing, actor=actor, now=now)
    return observation(_evidence(connection, evidence_id))


def register_file(connection: Connection, file: StoredFile, *, actor: str, now: datetime) -> None:
    """Make an attached file known to the ledger, once."""
    values = {"sha256": file.sha256, "size": file.size, "media_type": file.media_type}
    insert_if_absent(connection, evidence_file, {**values, "added_at": now, "added_by": actor})


def select_files(connection: Connection) -> tuple[StoredFile, ...]:
    """Every attached file, in the order of attaching; its name is its hash, for each piece of evidence has its own."""
    columns = (evidence_file.c.sha256, evidence_file.c.size, evidence_file.c.media_type)
    rows = connection.execute(select(*columns).order_by(evidence_file.c.added_at, evidence_file.c.sha256))
    return tuple(StoredFile(*row, row.sha256) for row in rows)


def shared_with(connection: Connection, target_id: int) -> dict[int, tuple[int, ...]]:
    """Evidence of a target → other targets for which the same file, passage or link was used; only where there are."""
    mine, other = evidence.alias(), evidence.alias()
    same = or_(
        mine.c.file_sha256 == other.c.file_sha256,
        and_(
            mine.c.document_id == other.c.document_id,
            mine.c.span_start == other.c.span_start,
            mine.c.span_end == other.c.span_end,
        ),
        and_(mine.c.link == other.c.link, mine.c.link != ""),
    )
    statement = (
        select(mine.c.id, other.c.target_id)
        .distinct()
        .where(mine.c.target_id == target_id, other.c.target_id != target_id, other.c.struck_at.is_(None), same)
        .order_by(mine.c.id, other.c.target_id)
    )
    found: dict[int, tuple[int, ...]] = {}
    for evidence_id, other_id in connection.execute(statement):
        found[evidence_id] = (*found.get(evidence_id, ()), other_id)
    return found


def _vouched(connection: Connection, evidence_id: int) -> str:
    return vouched_records.vouch(connection, EVIDENCE, evidence_id)


def _evidence(connection: Connection, evidence_id: int) -> AnyRow:
    row = connection.execute(select(evidence).where(evidence.c.id == evidence_id).with_for_update()).one_or_none()
    if row is None:
        raise UnknownEntry(
            _("台账里没有证据 #{id}").format(id=evidence_id), remedy=_("用 duban evidence list 查看已有的证据")
        )
    return row


def _promised_on(connection: Connection, target_id: int) -> date | None:
    row = connection.execute(
        select(document.c.signed, document.c.published, document.c.reference, document.c.reference_basis)
        .join(target, target.c.document_id == document.c.id)
        .where(target.c.id == target_id)
    ).one()
    return promise_day(row.signed, row.published, row.reference, row.reference_basis)


def _refuse_older(connection: Connection, target_id: int, seen: Evidence) -> None:
    promised = _promised_on(connection, target_id)
    if promised is not None and seen.observed_on < promised and not seen.override.strip():
        raise LedgerError(
            _("证据日期 {seen} 早于承诺日期 {promised}").format(seen=seen.observed_on, promised=promised),
            remedy=_("核对日期；确实要采用的，写明理由（duban evidence add --override 理由）"),
        )


def _check_passage(connection: Connection, passage: Passage) -> None:
    text = select_document_text(connection, passage.document_id)
    if not 0 <= passage.span.start < passage.span.end <= len(text):
        raise UnknownEntry(
            _("文件 {id} 里没有第 {start}—{end} 字").format(
                id=passage.document_id, start=passage.span.start, end=passage.span.end
            )
        )


def _values(seen: Evidence, unit: str | None) -> dict[str, Any]:
    stated = seen.unit if seen.unit is not None else unit
    value = None if seen.value is None else convert(seen.value, stated, unit)
    return {
        "observed_on": seen.observed_on,
        "value": value,
        "unit": unit if seen.value is not None else None,
        "note": seen.note,
        "link": seen.link,
        "grade": seen.grade,
        "stated_value": seen.value if stated != unit else None,
        "stated_unit": stated if stated != unit and seen.value is not None else None,
        "document_id": seen.passage.document_id if seen.passage else None,
        "span_start": seen.passage.span.start if seen.passage else None,
        "span_end": seen.passage.span.end if seen.passage else None,
        "file_sha256": seen.file.sha256 if seen.file else None,
        "file_name": seen.file.name if seen.file else "",
        "override": seen.override.strip(),
    }


def _told(seen: Evidence, recorded: Observation) -> dict[str, Any]:
    """What the log says of it."""
    told: dict[str, Any] = {
        "observed_on": seen.observed_on.isoformat(),
        "value": _text(recorded.value),
        "unit": recorded.unit,
        "note": seen.note,
        "link": seen.link,
        "grade": seen.grade.value,
    }
    if recorded.stated_unit is not None:
        told |= {"stated_value": _text(recorded.stated_value), "stated_unit": recorded.stated_unit}
    if seen.passage:
        told["passage"] = [seen.passage.document_id, seen.passage.span.start, seen.passage.span.end]
    if seen.file:
        told["file"] = seen.file.sha256
    return told


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _touch(connection: Connection, target_ids: Sequence[int]) -> None:
    connection.execute(update(target).where(target.c.id.in_(target_ids)).values(version=target.c.version + 1))
