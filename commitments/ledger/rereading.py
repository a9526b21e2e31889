"""Reading a document again: what nobody touched follows the new reading, what somebody touched is kept and shown."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from commitments.document import Document
from commitments.errors import UnknownEntry
from commitments.evidence import RejectReason, Review
from commitments.i18n import _
from commitments.ledger import (
    documents,
    log,
    pairing,
    recognising,
    reported,
    search,
    versions,
    vouched_records,
    vouching,
)
from commitments.ledger.columns import to_json
from commitments.ledger.finding_tables import result
from commitments.ledger.findings_values import LinkState
from commitments.ledger.hydration import AnyRow
from commitments.ledger.life_conditions import BY_MACHINE
from commitments.ledger.log import Line
from commitments.ledger.own_words import NO_PROMISE_ANY_MORE
from commitments.ledger.queries import pages, select_document_text
from commitments.ledger.readings import Plain, apply_reading, insert_target, owners_of, reading_of, reading_of_row
from commitments.ledger.revision_tables import correction, difference, lineage
from commitments.ledger.revision_values import DifferenceKind, Origin, Reread
from commitments.ledger.tables import document, event, target
from commitments.ledger.vouched_records import DOCUMENT
from commitments.target import Extraction, Target

_UNTOLD = {"confidence", "doubts", "rules", "due_confirm", "due_earliest", "due_precision", "due_text", "due_basis"}


def reread(
    connection: Connection,
    document_id: int,
    found: Document,
    extraction: Extraction,
    *,
    actor: str,
    now: datetime,
) -> Reread:
    """Compare a later reading with the ledger, by span and content, and settle what needs no decision.

    `found` may be the same text, read by a newer extractor, or a corrected one: then it is entered as a document of its
    own, and untouched candidates move over to it. A version that has been replaced since says only what it says of
    targets that still rest on it: what it alone promises is no candidate any more.
    """
    if connection.execute(select(document.c.id).where(document.c.id == document_id)).first() is None:
        raise UnknownEntry(_("台账里没有编号为 {number} 的文件").format(number=document_id))
    earlier = versions.family(connection, document_id)
    place = _place(connection, document_id, found, actor, now)
    is_replaced = place == document_id != versions.current(connection, place)
    _add_results(connection, place, extraction)
    old = _rows(connection, [place] if is_replaced else earlier)
    touched = _touched(connection, [row.id for row in old])
    if is_replaced:  # what nobody touched went over to the later version, or was dropped with this one
        old = [row for row in old if row.id in touched]
    else:
        _withdraw_questions(connection, touched, place)
    labels = documents.commitments_of(connection, place, extraction.targets)
    numbers = dict.fromkeys(("same", "updated", "added", "dropped", "differing"), 0)
    old.sort(key=lambda row: (row.id not in touched, row.review is Review.REJECTED, row.id))
    texts = {number: select_document_text(connection, number) for number in {row.document_id for row in old}}
    paired = recognising.paired(old, texts, extraction.targets, found.text, place)
    for row, item in paired:
        numbers[_settle(connection, row, item, place, labels, row.id in touched, actor, now)] += 1
    recognised = {row.id for row, _item in paired}
    for row in old:
        if row.id not in recognised:
            numbers[_let_go(connection, row, place, row.id in touched, actor, now)] += 1
    known = {id(item) for _row, item in paired}
    fresh = [] if is_replaced else [item for item in extraction.targets if id(item) not in known]
    added = _add(connection, place, fresh, labels)
    numbers["added"] = len(added)
    after = {**{key: count for key, count in numbers.items() if count}, "read": place}
    readings = vouching.vouch(connection, added)
    if place != document_id:  # it has become the correction of another one
        readings = vouching.together(readings, vouched_records.vouch(connection, DOCUMENT, place))
    line = Line("reread", document_id=document_id, after=after, readings=readings)
    log.append(connection, [line], actor=actor, now=now)
    pairing.suggest(connection, place)
    return Reread(place, **numbers)


def _place(connection: Connection, document_id: int, found: Document, actor: str, now: datetime) -> int:
    """The document the new spans belong to: the old one, or the corrected text as one of its own."""
    documents.enter(connection, found, Extraction(()), actor=actor, now=now)
    statement = select(document.c.id).where(document.c.sha256 == found.sha256)
    place: int = connection.execute(statement).scalar_one()
    if place != document_id:
        documents.insert_if_absent(connection, correction, {"document_id": place, "corrects_id": document_id})
    return place


def _rows(connection: Connection, document_ids: Collection[int]) -> list[AnyRow]:
    """Targets of these documents, not those that a person made by hand, split or merged."""
    made = select(lineage.c.target_id).where(lineage.c.how != Origin.REREAD)
    statement = select(target).where(target.c.document_id.in_(document_ids), target.c.id.not_in(made))
    return list(connection.execute(statement.order_by(target.c.id).with_for_update()))


def _touched(connection: Connection, ids: Sequence[int]) -> set[int]:
    """Those with a line in the log that a person caused."""
    found: set[int] = set()
    for page in pages(ids):
        statement = select(event.c.target_id).where(event.c.target_id.in_(page), event.c.action.not_in(BY_MACHINE))
        found.update(connection.execute(statement).scalars())
    return found


def _withdraw_questions(connection: Connection, touched: Collection[int], place: int) -> None:
    """Ask no longer what another version said otherwise: this reading says what is still to be asked."""
    for page in pages(sorted(touched)):
        asked = (
            difference.c.target_id.in_(page),
            difference.c.state == LinkState.OPEN,
            difference.c.document_id != place,
        )
        connection.execute(delete(difference).where(*asked))


def _settle(
    connection: Connection,
    row: AnyRow,
    item: Target,
    place: int,
    labels: Mapping[str, int],
    touched: bool,
    actor: str,
    now: datetime,
) -> str:
    """Bring one target up to date, or note for decision what differs."""
    owners = owners_of(connection, row.id)
    was, would = reading_of_row(row, owners), reading_of(item)
    told = {name for name in would if name not in _UNTOLD and was[name] != would[name]}
    if touched and row.document_id != place:
        told -= {"start_offset", "end_offset"}
    if touched:
        if not told:
            return "same"
        differing = _note(connection, row, place, DifferenceKind.CHANGED, was, would, told, now)
        return "differing" if differing else "same"
    if was == would and row.document_id == place and row.review is not Review.REJECTED:
        return "same"
    follows = apply_reading(connection, row.id, place, labels[item.commitment], would)
    after: Plain = {name: would[name] for name in told}
    if row.review is Review.REJECTED:
        _set_review(connection, row.id, Review.CANDIDATE, None)
        after |= {"review": Review.CANDIDATE.value, "reject_reason": None}
    if "original_due" in told and follows:
        after["due"] = would["original_due"]
    before = {name: was[name] for name in told}
    line = Line("reread", row.id, before=before, after=after, readings=vouching.vouch(connection, [row.id]))
    log.append(connection, [line], actor=actor, now=now)
    return "updated" if told or row.document_id != place else "same"


def _let_go(connection: Connection, row: AnyRow, place: int, touched: bool, actor: str, now: datetime) -> str:
    """A target the reading no longer finds: sent back if nobody touched it, else a question."""
    if touched:
        if row.review is Review.REJECTED:
            return "same"
        was = reading_of_row(row, owners_of(connection, row.id))
        asked = _note(connection, row, place, DifferenceKind.GONE, was, {}, set(), now)
        return "differing" if asked else "same"
    if row.review is Review.REJECTED:
        return "same"
    _set_review(connection, row.id, Review.REJECTED, RejectReason.WRONG_READING)
    after = {"review": Review.REJECTED.value, "reject_reason": RejectReason.WRONG_READING.value}
    line = Line("reread", row.id, before={"review": row.review.value}, after=after, reason=NO_PROMISE_ANY_MORE)
    log.append(connection, [line], actor=actor, now=now)
    return "dropped"


def _set_review(connection: Connection, target_id: int, review: Review, reason: RejectReason | None) -> None:
    statement = update(target).where(target.c.id == target_id)
    connection.execute(statement.values(review=review, reject_reason=reason, version=target.c.version + 1))


def _note(
    connection: Connection,
    row: AnyRow,
    place: int,
    kind: DifferenceKind,
    was: Plain,
    would: Plain,
    told: set[str],
    now: datetime,
) -> bool:
    """Keep a difference for decision; False if a person has decided on the very same one before, in any version."""
    before = {name: was[name] for name in sorted(told)}
    if _is_refused(connection, row.id, kind, before, would):
        return False
    fingerprint = hashlib.sha256(to_json([kind.value, place, would]).encode()).hexdigest()
    values = {
        "target_id": row.id,
        "document_id": place,
        "kind": kind,
        "fingerprint": fingerprint,
        "before": before,
        "proposed": would,
        "state": LinkState.OPEN,
        "found_at": now,
    }
    if documents.insert_if_absent(connection, difference, values):
        return True
    statement = select(difference.c.state).where(
        difference.c.target_id == row.id, difference.c.fingerprint == fingerprint
    )
    return connection.execute(statement).scalar_one() is LinkState.OPEN


def _is_refused(connection: Connection, target_id: int, kind: DifferenceKind, before: Plain, would: Plain) -> bool:
    """Whether a person has kept what the target says against just that change."""
    asked = (difference.c.target_id == target_id, difference.c.kind == kind, difference.c.state == LinkState.REFUSED)
    found = connection.execute(select(difference.c.before, difference.c.proposed).where(*asked))
    return any(
        one.before == before and all(one.proposed.get(name) == would.get(name) for name in before) for one in found
    )


def _add(connection: Connection, place: int, items: Sequence[Target], labels: Mapping[str, int]) -> list[int]:
    ids = [insert_target(connection, place, labels[item.commitment], item) for item in items]
    if ids:
        connection.execute(insert(lineage), [{"target_id": number, "how": Origin.REREAD} for number in ids])
        search.index(connection, ids, fresh=True)
    return ids


def _add_results(connection: Connection, document_id: int, extraction: Extraction) -> None:
    """Keep results that are not there yet."""
    columns = (result.c.start_offset, result.c.end_offset, result.c.metric, result.c.value, result.c.unit)
    known = {tuple(row) for row in connection.execute(select(*columns).where(result.c.document_id == document_id))}
    fresh = [
        item
        for item in extraction.results
        if (
            item.start,
            item.end,
            item.metric,
            item.quantity.value if item.quantity else None,
            item.quantity.unit if item.quantity else None,
        )
        not in known
    ]
    reported.save(connection, document_id, fresh)
