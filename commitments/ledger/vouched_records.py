"""What is kept of units, documents and turns, as one short hash each: the log vouches for it as it does for readings.

Behind the readings of a line stand `unit/3:1b4f0e9851971998` and the like. Whatever changes such a record calls `vouch`
after the change, and puts what it gives into the line that tells of it.
"""

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from heapq import merge
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Column, Connection, select

from commitments.ledger.life_tables import occurrence, recurrence
from commitments.ledger.revision_tables import body, body_name, correction
from commitments.ledger.tables import document, document_name
from commitments.ledger.vouching import DIGITS, batches, stored

UNIT, DOCUMENT, TURNS = "unit", "document", "turns"
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
}
_MARK = "/"  # parts the kind from the number; the number of a target stands alone


_encode = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode
_Found = tuple[int, int, str]  # number of the record, place of the table, the row as JSON


def hashes(connection: Connection, kind: str, numbers: Sequence[int] | None = None) -> Iterator[tuple[int, str]]:
    """Number and hash of every record of a kind, or of these, as they stand; none for a record that has no row.

    A hash is the first 16 hexadecimal digits of SHA-256 over the ASCII JSON list of the number and of the rows, each
    the JSON list of its stored values behind the place of its table, in the order of the letters.
    """
    parts = [_rows(connection, place, *part, numbers) for place, part in enumerate(PARTS[kind])]
    for number, rows in groupby(merge(*parts, key=itemgetter(0)), key=itemgetter(0)):
        yield number, _digits(number, sorted(row[1:] for row in rows))


def _rows(
    connection: Connection, place: int, key: Column[int], names: Sequence[str], numbers: Sequence[int] | None
) -> Iterator[_Found]:
    statement = select(key, *(stored(key.table.c[name]) for name in names)).order_by(key)
    if numbers is not None:
        statement = statement.where(key.in_(numbers))
    for row in batches(connection, statement):
        yield row[0], place, _encode(row[1:])


def _digits(number: int, rows: Sequence[tuple[int, str]]) -> str:
    return sha256(_encode([number, *rows]).encode()).hexdigest()[:DIGITS]


def is_gone(number: int, digits: str) -> bool:
    """Whether this is the hash of a record of which no row is left."""
    return digits == _digits(number, ())


def vouch(connection: Connection, kind: str, *numbers: int) -> str:
    """The hashes of these records as they stand, as a line of the log keeps them."""
    found = dict(hashes(connection, kind, numbers))
    return " ".join(f"{kind}{_MARK}{number}:{found.get(number) or _digits(number, ())}" for number in numbers)


def vouched(readings: str) -> Iterator[tuple[str, int, str]]:
    """Kind, number and hash of each record that a line of the log vouches for."""
    for said in readings.split():
        name, _colon, digits = said.partition(":")
        kind, mark, number = name.partition(_MARK)
        if mark and number.isdecimal():
            yield kind, int(number), digits
