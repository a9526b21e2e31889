"""What is read: SELECTs of plain columns, a fixed number of them for a page whatever the number of its rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select

from commitments.codes import code_of
from commitments.document import Letterhead, Place, PlaceKind
from commitments.errors import Problem, UnknownEntry
from commitments.evidence import Review
from commitments.i18n import _
from commitments.ledger import life_queries
from commitments.ledger.choosing import Chosen, Page, listed
from commitments.ledger.conditions import LARGEST_ID, REJECTED, timing_value
from commitments.ledger.entries import CountedDocument, Counts, DocumentEntry, Entry, Event, Observation, Transition
from commitments.ledger.hydration import (
    TARGET_COLUMNS,
    counted_document,
    document_entry,
    entry,
    logged_event,
    observation,
    owners_by_target,
    transition,
)
from commitments.ledger.tables import commitment, document, event, evidence, owner, target
from commitments.ledger.tables import transition as transitions_table
from commitments.target import Owners
from commitments.timing import Timing

PAGE = 500  # ids in one statement; databases limit the number of parameters
LONG_PAGE = 5000  # ids in one statement that names the first and the last
MOST_AROUND = 2  # times as many rows as are wanted may be read for that
_NOBODY = Owners()
_NOTHING: Mapping[str, Any] = {}

# What is read of a document with its targets stands before its text in the row: what stands behind it takes long.
_DOCUMENT = [document.c[field.name] for field in fields(DocumentEntry)]
_OF_DOCUMENT = select(func.count()).where(target.c.document_id == document.c.id).correlate(document)
_SOME_DOCUMENTS = select(*_DOCUMENT).where(listed(document.c.id))
_COUNTED_DOCUMENTS = select(
    *_DOCUMENT,
    document.c.added_at,
    _OF_DOCUMENT.scalar_subquery().label("targets"),
    _OF_DOCUMENT.where(target.c.review == Review.CANDIDATE).scalar_subquery().label("candidates"),
)
_OTHER = evidence.alias()
_NEWEST = (
    select(_OTHER.c.id)
    .where(_OTHER.c.target_id == target.c.id, _OTHER.c.accepted_at.is_not(None), _OTHER.c.struck_at.is_(None))
    .order_by(_OTHER.c.observed_on.desc(), _OTHER.c.id.desc())
    .limit(1)
    .correlate(target)
)

# one page of ids -> the rows of its targets, their owners and their newest evidence
_TARGETS = Chosen(
    lambda fits: (
        select(*TARGET_COLUMNS, commitment.c.label)
        .join(commitment, commitment.c.id == target.c.commitment_id)
        .where(fits(target.c.id))
    )
)
_OWNERS = Chosen(
    lambda fits: (
        select(owner.c.target_id, owner.c.role, owner.c.name)
        .where(fits(owner.c.target_id))
        .order_by(owner.c.target_id, owner.c.role, owner.c.position)
    )
)
_LATEST = Chosen(
    lambda fits: (
        select(evidence)
        .select_from(target)
        .join(evidence, evidence.c.id == _NEWEST.scalar_subquery())
        .where(fits(target.c.id))
    )
)
_ACCEPTED = (
    select(evidence)
    .where(listed(evidence.c.target_id), evidence.c.accepted_at.is_not(None))
    .order_by(evidence.c.observed_on, evidence.c.id)
)


def pages(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """`ids` in pieces that fit into one statement; `UnknownEntry` for a number no database can hold."""
    if ids and max(ids) > LARGEST_ID:
        raise unknown_target(max(ids))
    return (ids[start : start + PAGE] for start in range(0, len(ids), PAGE))


def unknown_target(target_id: int) -> UnknownEntry:
    """The error for an id that no target has."""
    return UnknownEntry(
        _("台账里没有条目 {code}").format(code=code_of(target_id)), remedy=_("用 duban list 查看已有的编号")
    )


def select_entries(connection: Connection, ids: Sequence[int]) -> tuple[Entry, ...]:
    """The entries with these ids, in the order asked; `UnknownEntry` if there is one that nobody has."""
    found: dict[int, Entry] = {}
    documents: dict[int, DocumentEntry] = {}
    for page in _runs(sorted(set(ids))):  # neighbours lie on the same pages of the database: a fifth less time
        rows = [row for row in _TARGETS.of(connection, page) if row[0] in page.wanted]
        missing = {row[1] for row in rows} - documents.keys()
        documents |= _documents(connection, missing) if missing else {}
        owners = owners_by_target(_OWNERS.of(connection, page))
        latest = {row[1]: observation(row) for row in _LATEST.of(connection, page)}
        beside = life_queries.beside(connection, page)
        for row in rows:
            number = row[0]
            known = owners.get(number, _NOBODY), documents[row[1]], latest.get(number)
            found[number] = entry(row, *known, beside.get(number, _NOTHING))
    try:
        return tuple(found[number] for number in ids)
    except KeyError as error:
        raise unknown_target(error.args[0]) from error


def _runs(ids: Sequence[int]) -> Iterator[Page]:
    """Ids, in order and each once, in pages: long ones where few are left out between the first and the last."""
    start = 0
    while start < len(ids):
        long = ids[start : start + LONG_PAGE]
        is_run = len(long) > PAGE and long[-1] - long[0] < MOST_AROUND * len(long) and long[-1] <= LARGEST_ID
        taken = long if is_run else next(iter(pages(ids[start : start + PAGE])))
        yield Page(taken, is_run=is_run)
        start += len(taken)


def _documents(connection: Connection, ids: Iterable[int]) -> dict[int, DocumentEntry]:
    return {row.id: document_entry(row) for row in connection.execute(_SOME_DOCUMENTS, {"ids": sorted(ids)})}


def select_documents(connection: Connection) -> tuple[CountedDocument, ...]:
    """Every document with its counts, in the order of entering."""
    return tuple(counted_document(row) for row in connection.execute(_COUNTED_DOCUMENTS.order_by(document.c.id)))


def select_document_text(connection: Connection, document_id: int) -> str:
    """The text of one document."""
    text: str | None = connection.execute(select(document.c.body).where(document.c.id == document_id)).scalar()
    if text is None:
        raise UnknownEntry(_("台账里没有编号为 {number} 的文件").format(number=document_id))
    return text


def select_problems(connection: Connection) -> tuple[Problem, ...]:
    """What was wrong with the documents when they were read, in the order of entering."""
    statement = select(document.c.problems).where(document.c.problems != []).order_by(document.c.id)
    return tuple(Problem(*parts) for found in connection.execute(statement).scalars() for parts in found)


def select_places(connection: Connection, document_id: int) -> tuple[Place, ...]:
    """The pages, cells or parts of one document's file, in the order of its text."""
    return _places(connection.execute(select(document.c.places).where(document.c.id == document_id)).scalar())


def select_bodies(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[str, tuple[Place, ...]]]:
    """Document id → its text and its places; ids that nobody has are left out."""
    statement = select(document.c.id, document.c.body, document.c.places).where(listed(document.c.id))
    return {number: (text, _places(kept)) for number, text, kept in connection.execute(statement, {"ids": ids})}


def _places(kept: list[list[Any]] | None) -> tuple[Place, ...]:
    return tuple(Place(start, PlaceKind(kind), label) for start, kind, label in kept or ())


def select_letterhead(connection: Connection, document_id: int) -> Letterhead:
    """What one document's head and foot said beside its imprint."""
    statement = select(document.c.letterhead).where(document.c.id == document_id)
    found: dict[str, Any] = connection.execute(statement).scalar() or {}
    known: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in found.items()}
    return Letterhead(**known)


def select_quotes(connection: Connection, document_id: int) -> tuple[tuple[int, int, int], ...]:
    """Id, start and end of every target of a document that is not rejected, in the order of the text."""
    columns = (target.c.id, target.c.start_offset, target.c.end_offset)
    statement = (
        select(*columns)
        .where(target.c.document_id == document_id, target.c.standing != REJECTED)
        .order_by(target.c.start_offset, target.c.end_offset, target.c.id)
    )
    found = connection.execute(statement)
    assert found.cursor is not None
    quotes: Sequence[tuple[int, int, int]] = found.cursor.fetchall()  # past the row layer: a long document has many
    return tuple(quotes)


def select_counts(connection: Connection, *, day: date, near_days: int) -> Counts:
    """How many targets stand where: two groupings, each answered by an index alone."""
    by_timing, by_review = dict.fromkeys(Timing, 0), dict.fromkeys(Review, 0)
    timing = timing_value(day=day, near_days=near_days).label("timing")
    moments = select(timing, func.count()).where(target.c.standing != REJECTED).group_by(timing)
    by_timing.update((Timing(moment), number) for moment, number in connection.execute(moments))
    reviews = select(target.c.review, func.count()).group_by(target.c.review)
    by_review.update((review, number) for review, number in connection.execute(reviews))
    return Counts(
        timing=by_timing,
        candidates=by_review[Review.CANDIDATE],
        tracked=by_review[Review.TRACKED],
        rejected=by_review[Review.REJECTED],
    )


def select_evidence(connection: Connection, target_id: int, *, struck: bool = False) -> tuple[Observation, ...]:
    """The evidence of one target, by day of observation; what was struck only on request."""
    statement = (
        select(evidence).where(evidence.c.target_id == target_id).order_by(evidence.c.observed_on, evidence.c.id)
    )
    if not struck:
        statement = statement.where(evidence.c.struck_at.is_(None))
    return tuple(observation(row) for row in connection.execute(statement))


def select_counting_evidence(
    connection: Connection, ids: Sequence[int], *, until: datetime | None = None
) -> dict[int, list[Observation]]:
    """Target id → the evidence of it that counts, by day of observation; those without any are left out.

    With `until`, aware, it is what counted just before that moment.
    """
    found: dict[int, list[Observation]] = {}
    for page in pages(ids):
        for row in connection.execute(_ACCEPTED, {"ids": page}):
            one = observation(row)
            if one.counts if until is None else one.counted_at(until):
                found.setdefault(one.target_id, []).append(one)
    return found


def select_evidence_accepted(
    connection: Connection, since: datetime, until: datetime | None
) -> tuple[Observation, ...]:
    """The evidence that began to count from `since` on and before `until`, and counted then, in its order of entry."""
    statement = select(evidence).where(evidence.c.accepted_at >= since)
    if until is not None:
        statement = statement.where(evidence.c.accepted_at < until)
    found = map(observation, connection.execute(statement.order_by(evidence.c.id)))
    return tuple(one for one in found if (one.counts if until is None else one.counted_at(until)))


def select_events(connection: Connection, target_id: int | None, limit: int) -> tuple[Event, ...]:
    """Lines of the log, newest first; for one target also the entering of its document."""
    statement = select(event).order_by(event.c.id.desc()).limit(limit)
    if target_id is not None:
        its_document = select(target.c.document_id).where(target.c.id == target_id).scalar_subquery()
        whole_document = and_(event.c.document_id == its_document, event.c.target_id.is_(None))
        statement = statement.where(or_(event.c.target_id == target_id, whole_document))
    return tuple(logged_event(row) for row in connection.execute(statement))


def select_transitions(connection: Connection, since: date | None) -> tuple[Transition, ...]:
    """Changes of timing noticed for `since` and later days, oldest first."""
    statement = select(transitions_table).order_by(transitions_table.c.id)
    if since is not None:
        statement = statement.where(transitions_table.c.day >= since)
    return tuple(transition(row) for row in connection.execute(statement))
