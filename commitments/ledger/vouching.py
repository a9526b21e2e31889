"""What is read of each target, as one short hash: the log vouches for it, and the audit computes it again.

`vouch` writes the hashes of consecutive targets behind the number of the first, `7:1b4f0e9851971998…`, runs apart by a
blank. Whatever changes a reading calls it after the change, and puts what it gives into the line that tells of it.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Connection, Row, Text, cast, select, type_coerce
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import Date, Float, Integer
from sqlmodel.sql.sqltypes import UTCDateTime

from commitments.ledger.readings import READ
from commitments.ledger.tables import commitment, owner, target

DIGITS = 16
BATCH = 10_000
_AS_THEY_ARE = (Integer, Float, Boolean)

_encode = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode


class _Instant(FunctionElement[str]):
    """An instant as lines of the log give theirs, `2025-07-01 01:03:00.000000`, UTC; no object made of it."""

    inherit_cache = True
    type = Text()


@compiles(_Instant, "sqlite")
def _as_it_is(element: _Instant, compiler: Any, **options: Any) -> str:
    """A file holds instants so."""
    return str(compiler.process(element.clauses, **options))


@compiles(_Instant, "postgresql")
def _written_out(element: _Instant, compiler: Any, **options: Any) -> str:
    return f"to_char({compiler.process(element.clauses, **options)} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"


def stored(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A column as both databases store it: days, instants and what is no number as text, no value made of it."""
    if isinstance(column.type, Date):
        return cast(column, Text)
    if isinstance(column.type, UTCDateTime):
        return _Instant(column)
    return column if isinstance(column.type, _AS_THEY_ARE) else type_coerce(column, Text)


_TARGETS = (
    select(target.c.id, target.c.document_id, commitment.c.label, *(stored(target.c[name]) for name in READ))
    .join(commitment, commitment.c.id == target.c.commitment_id)
    .order_by(target.c.id)
)
_OWNERS = select(owner.c.target_id, owner.c.role, owner.c.position, owner.c.name).order_by(
    owner.c.target_id, owner.c.role, owner.c.position
)


def hashes(connection: Connection, first: int | None = None, last: int | None = None) -> Iterator[tuple[int, str]]:
    """Id and hash of every target, or of those from `first` to `last`, as they stand.

    A hash is the first 16 hexadecimal digits of SHA-256 over the ASCII JSON list of the stored values: id, document,
    commitment, what `READ` names, then role, position and name of each unit.
    """
    targets, owners = _TARGETS, _OWNERS
    if first is not None:
        targets = targets.where(target.c.id.between(first, last))
        owners = owners.where(owner.c.target_id.between(first, last))
    named = batches(connection, owners)
    waiting = next(named, None)
    for row in batches(connection, targets):
        values = list(row)
        while waiting is not None and waiting[0] <= row[0]:
            if waiting[0] == row[0]:
                values += waiting[1:]
            waiting = next(named, None)
        yield row[0], sha256(_encode(values).encode()).hexdigest()[:DIGITS]


def batches(connection: Connection, statement: Any) -> Iterator[Row[*tuple[Any, ...]]]:
    """Rows in batches, never all of them in memory."""
    with connection.execute(statement, execution_options={"stream_results": True}) as found:
        while batch := found.fetchmany(BATCH):
            yield from batch


def vouch(connection: Connection, ids: Iterable[int]) -> str:
    """The hashes of these targets as they stand, as a line of the log keeps them; "" for no target."""
    return " ".join(
        f"{first}:{''.join(digits for _number, digits in hashes(connection, first, last))}"
        for first, last in _runs(sorted(set(ids)))
    )


def together(*parts: str) -> str:
    """What several calls of `vouch` gave, as one line keeps it."""
    return " ".join(part for part in parts if part)


def _runs(ids: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of consecutive numbers."""
    start = 0
    for at in range(1, len(ids) + 1):
        if at == len(ids) or ids[at] != ids[at - 1] + 1:
            yield ids[start], ids[at - 1]
            start = at


def vouched(readings: str) -> Iterator[tuple[int, str]]:
    """Target and hash of each reading that a line of the log vouches for."""
    for run in readings.split():
        first, _colon, digits = run.partition(":")
        if not first.isdecimal():  # a record of another kind: see `vouched_records`
            continue
        for place, at in enumerate(range(0, len(digits), DIGITS)):
            yield int(first) + place, digits[at : at + DIGITS]
