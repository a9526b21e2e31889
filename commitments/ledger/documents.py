"""Entering: a document with everything found in it, once, whatever name it comes under."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from commitments.document import Document
from commitments.errors import LedgerError
from commitments.ledger import log, pairing, reported, search, vouched_records, vouching
from commitments.ledger.engine import inserting
from commitments.ledger.entries import Entered
from commitments.ledger.hydration import owner_values, target_values
from commitments.ledger.log import Line
from commitments.ledger.tables import commitment, document, document_name, owner, target
from commitments.ledger.vouched_records import DOCUMENT
from commitments.target import Extraction, Result, Target


def insert_if_absent(connection: Connection, table: Table, values: dict[str, Any]) -> bool:
    """Insert one row unless a row with the same unique key exists; whether it was inserted."""
    statement = inserting(connection, table).values(values).on_conflict_do_nothing()
    statement = statement.returning(*table.primary_key.columns)
    return connection.execute(statement).first() is not None


def enter(connection: Connection, found: Document, extraction: Extraction, *, actor: str, now: datetime) -> Entered:
    """Add a document and its targets, or recognise its text and change nothing but the list of its names."""
    entered = _enter(connection, found, extraction, actor, now)
    pairing.suggest(connection, *(() if entered.known else (entered.document_id,)))
    return entered


def enter_all(
    connection: Connection, pairs: Iterable[tuple[Document, Extraction]], *, actor: str, now: datetime
) -> list[Entered | LedgerError]:
    """Add several documents; one that the ledger refuses is told in its place and leaves the others alone."""
    outcomes: list[Entered | LedgerError] = []
    for found, extraction in pairs:
        try:
            with connection.begin_nested():
                outcomes.append(_enter(connection, found, extraction, actor, now))
        except LedgerError as error:
            outcomes.append(error)
    pairing.suggest(connection, *(one.document_id for one in outcomes if isinstance(one, Entered) and not one.known))
    return outcomes


def _enter(connection: Connection, found: Document, extraction: Extraction, actor: str, now: datetime) -> Entered:
    _check(found, extraction)
    is_new = insert_if_absent(connection, document, _document_values(found, actor, now))
    document_id, first_name = connection.execute(
        select(document.c.id, document.c.name).where(document.c.sha256 == found.sha256)
    ).one()
    is_new_name = insert_if_absent(
        connection, document_name, {"document_id": document_id, "name": found.name, "added_at": now}
    )
    if is_new:
        line = _add_targets(connection, document_id, found, extraction.targets)
        log.append(connection, [line], actor=actor, now=now)
        reported.save(connection, document_id, extraction.results)
    elif is_new_name:
        readings = vouched_records.vouch(connection, DOCUMENT, document_id)
        line = Line("also_named", document_id=document_id, after={"name": found.name}, readings=readings)
        log.append(connection, [line], actor=actor, now=now)
    return Entered(document_id, not is_new, len(extraction.targets) if is_new else 0, first_name)


def _check(found: Document, extraction: Extraction) -> None:
    """Refuse a quote that is not in the text: what the ledger shows as quoted must have been written."""
    if hashlib.sha256(found.text.encode()).hexdigest() != found.sha256:
        raise ValueError(f"{found.name}: sha256 is not that of the text")
    quoted: tuple[Target | Result, ...] = (*extraction.targets, *extraction.results)
    for item in quoted:
        if found.text[item.start : item.end] != item.quote:
            raise ValueError(f"{found.name}: text[{item.start}:{item.end}] is not {item.quote!r}")


def _document_values(found: Document, actor: str, now: datetime) -> dict[str, Any]:
    imprint = found.imprint
    return {
        "sha256": found.sha256,
        "name": found.name,
        "title": imprint.title,
        "issuer": imprint.issuer,
        "number": imprint.number,
        "signed": imprint.signed,
        "published": imprint.published,
        "reference": imprint.reference.day,
        "reference_basis": imprint.reference.basis,
        "body": found.text,
        "problems": [[problem.where, problem.message, problem.remedy] for problem in found.problems],
        "letterhead": {name: value for name, value in asdict(imprint.letterhead).items() if value},
        "places": [[place.start, place.kind.value, place.label] for place in found.places],
        "added_at": now,
        "added_by": actor,
    }


def _add_targets(connection: Connection, document_id: int, found: Document, targets: tuple[Target, ...]) -> Line:
    """Insert commitments, targets and owners; the line that tells of it names the first and last id."""
    commitments = _add_commitments(connection, document_id, targets)
    rows = [
        {"document_id": document_id, "commitment_id": commitments[item.commitment], **target_values(item)}
        for item in targets
    ]
    _insert_all(connection, target, rows)
    # Ids grow in the order of insertion, and nobody else can have inserted for this document.
    statement = select(target.c.id).where(target.c.document_id == document_id).order_by(target.c.id)
    ids = connection.execute(statement).scalars().all()
    owners = [row for number, item in zip(ids, targets, strict=True) for row in owner_values(number, item.owners)]
    _insert_all(connection, owner, owners)
    search.index(connection, ids, fresh=True)
    after = {"name": found.name, "sha256": found.sha256, "targets": len(ids), "ids": [ids[0], ids[-1]] if ids else []}
    readings = vouching.vouch(connection, ids), vouched_records.vouch(connection, DOCUMENT, document_id)
    return Line("enter", document_id=document_id, after=after, readings=vouching.together(*readings))


def _add_commitments(connection: Connection, document_id: int, targets: tuple[Target, ...]) -> dict[str, int]:
    labels = dict.fromkeys(item.commitment for item in targets)
    _insert_all(connection, commitment, [{"document_id": document_id, "label": label} for label in labels])
    return _commitments(connection, document_id)


def commitments_of(connection: Connection, document_id: int, targets: tuple[Target, ...]) -> dict[str, int]:
    """The commitments of a document by label, those that these targets need added."""
    known = _commitments(connection, document_id)
    labels = dict.fromkeys(item.commitment for item in targets if item.commitment not in known)
    _insert_all(connection, commitment, [{"document_id": document_id, "label": label} for label in labels])
    return _commitments(connection, document_id)


def labelled(connection: Connection, document_id: int, label: str) -> int:
    """The commitment of a document with this label, added if need be."""
    values = {"document_id": document_id, "label": label}
    insert_if_absent(connection, commitment, values)
    return _commitments(connection, document_id)[label]


def _commitments(connection: Connection, document_id: int) -> dict[str, int]:
    """The commitments of a document by label."""
    statement = select(commitment.c.label, commitment.c.id).where(commitment.c.document_id == document_id)
    return {row.label: row.id for row in connection.execute(statement)}


def _insert_all(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)
