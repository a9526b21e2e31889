"""What is kept of units, documents, evidence and so on, one short hash each: the log vouches for it as for readings.

Behind the readings of a line stand `unit/3:1b4f0e9851971998` and the like. Whatever changes such a record calls `vouch`
after the change, and puts what it gives into the line that tells of it.
"""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, select

from commitments.ledger.finding_tables import restatement, suggestion
from commitments.ledger.findings_values import LinkState
from commitments.ledger.life_tables import occurrence, recurrence
from commitments.ledger.notice_tables import mute
from commitments.ledger.revision_tables import body, body_name, correction, difference
from commitments.ledger.tables import document, document_name, evidence
from commitments.ledger.vouching import DIGITS, batches, stored

UNIT, DOCUMENT, TURNS, EVIDENCE, MUTE = "unit", "document", "turns", "evidence", "mute"
SUGGESTION, RESTATEMENT, DIFFERENCE = "suggestion", "restatement", "difference"
_DECIDED = ("state", "decided_by", "decided_at")
# Kind → the tables it lies in: the column with its number, and what is hashed of each row. A column that comes later
# must stay out for records that are vouched for already, or all of them would look changed.
PARTS: dict[str, tuple[tuple[Column[int], tuple[str, ...]], ...]] = {
    UNIT: (
        (body.c.id, ("name", "kind", "parent_id", "contact", "chats", "merged_into")),
        (body_name.c.body_id, ("id", "name", "since", "until")),
    ),
    DOCUMENT: (
        (
            document.c.id,
            (
                *("sha256", "name", "title", "issuer", "number", "signed", "published", "reference", "reference_basis"),
                *("problems", "letterhead", "places", "added_at", "added_by"),
            ),
        ),
        (document_name.c.document_id, ("name", "added_at")),
        (correction.c.document_id, ("corrects_id",)),
    ),
    TURNS: (
        (recurrence.c.target_id, ("every", "first", "until", "recorded_by", "recorded_at")),
        (
            occurrence.c.target_id,
            (
                *("id", "scheduled", "due", "verdict", "reason", "decided_by", "decided_at"),
                *("proposed", "confirmed_by"),
            ),
        ),
    ),
    EVIDENCE: (
        (
            evidence.c.id,
            (
                *("target_id", "observed_on", "value", "unit", "note", "link", "recorded_by", "recorded_at", "grade"),
                *("stated_value", "stated_unit", "document_id", "span_start", "span_end", "file_sha256", "file_name"),
                *("override", "accepted_by", "accepted_at", "struck_by", "struck_at", "strike_reason"),
            ),
        ),
    ),
    SUGGESTION: ((suggestion.c.id, ("target_id", "result_id", "score", "why", "evidence_id", *_DECIDED)),),
    RESTATEMENT: ((restatement.c.id, ("earlier_id", "later_id", "score", "changes", *_DECIDED)),),
    DIFFERENCE: (
        (
            difference.c.id,
            ("target_id", "document_id", "kind", "fingerprint", "before", "proposed", "found_at", *_DECIDED),
        ),
    ),
    MUTE: ((mute.c.id, ("filter", "until", "reason", "recorded_by", "recorded_at", "ended_by", "ended_at")),),
}
# What the program asks is vouched for once a person has answered.
ANSWERED: dict[str, ColumnElement[bool]] = {
    SUGGESTION: suggestion.c.state != LinkState.OPEN,
    RESTATEMENT: restatement.c.state != LinkState.OPEN,
    DIFFERENCE: difference.c.state != LinkState.OPEN,
}
_PAGE = 500  # numbers asked for at a time
_MARK = "/"  # parts the kind from the number; the number of a target stands alone


_encode = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode
_Found = tuple[int, int, str]  # number of the record, place of the table, the row as JSON


def hashes(connection: Connection, kind: str, numbers: Sequence[int] | None = None) -> Iterator[tuple[int, str]]:
    """Number and hash of every record of a kind, or of these, as they stand; none for a record that has no row.

    A hash is the first 16 hexadecimal digits of SHA-256 over the ASCII JSON list of the number and of the rows, each
    the JSON list of its stored values behind the place of its table, in the order of the letters.
    """
    parts = [_rows(connection, kind, place, numbers) for place in range(len(PARTS[kind]))]
    for number, rows in groupby(merge(*parts, key=itemgetter(0)), key=itemgetter(0)):
        yield number, _digits(number, sorted(row[1:] for row in rows))


def _rows(connection: Connection, kind: str, place: int, numbers: Sequence[int] | None) -> Iterator[_Found]:
    statement = _statement(kind, place)
    if numbers is not None:
        statement = statement.where(PARTS[kind][place][0].in_(numbers))
    for row in batches(connection, statement):
        yield row[0], place, _encode(row[1:])


@cache
def _statement(kind: str, place: int) -> Select[Any]:
    """Number and values of every row of one table that a kind lies in, in the order of numbers."""
    key, names = PARTS[kind][place]
    statement = select(key, *(stored(key.table.c[name]) for name in names)).order_by(key)
    return statement.where(ANSWERED[kind]) if kind in ANSWERED else statement


def _digits(number: int, rows: Sequence[tuple[int, str]]) -> str:
    return sha256(_encode([number, *rows]).encode()).hexdigest()[:DIGITS]


def is_gone(number: int, digits: str) -> bool:
    """Whether this is the hash of a record of which no row is left."""
    return digits == _digits(number, ())


def vouch(connection: Connection, kind: str, *numbers: int) -> str:
    """The hashes of these records as they stand, as a line of the log keeps them."""
    found: dict[int, str] = {}
    for start in range(0, len(numbers), _PAGE):
        found.update(hashes(connection, kind, numbers[start : start + _PAGE]))
    return " ".join(f"{kind}{_MARK}{number}:{found.get(number) or _digits(number, ())}" for number in numbers)


def vouched(readings: str) -> Iterator[tuple[str, int, str]]:
    """Kind, number and hash of each record that a line of the log vouches for."""
    for said in readings.split():
        name, _colon, digits = said.partition(":")
        kind, mark, number = name.partition(_MARK)
        if mark and number.isdecimal():
            yield kind, int(number), digits
