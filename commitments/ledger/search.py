"""Search in Chinese: an index of character pairs, kept in the transaction that changes the words.

Whatever is looked for, one character or twenty, punctuation and digits too, is found wherever it stands. Each pair of
neighbouring characters is one token, spelled by the numbers of the characters so that no tokenizer can have an opinion.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, bindparam, literal, select, text, true
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from commitments.ledger.tables import evidence, owner, target

INDEX = "target_words"
_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"
_PAGE = 2000
_MOST_POSITIONS = 16_000  # PostgreSQL places no token beyond 16,383


def normalised(words: str) -> str:
    """How words are compared: full-width as half-width, either case, without blanks and what cannot be seen."""
    plain = unicodedata.normalize("NFKC", words).casefold()
    return "".join(c for c in plain if not c.isspace() and unicodedata.category(c) not in {"Cc", "Cf", "Cs"})


def tokens(fields: Iterable[str]) -> list[str]:
    """Every pair of neighbours of every field, and its last character alone: nothing runs over from field to field."""
    found: list[str] = []
    for field in fields:
        codes = [_code(character) for character in normalised(field)]
        found += [first + second for first, second in pairwise(codes)]
        found += codes[-1:]
    return found


def _code(character: str) -> str:
    """A character as four letters and digits."""
    number = ord(character)
    high, low = divmod(number, 36 * 36)
    return _ALPHABET[high // 36] + _ALPHABET[high % 36] + _ALPHABET[low // 36] + _ALPHABET[low % 36]


class _holding(FunctionElement[bool]):  # noqa: N801 - reads as the condition it is
    """A target's id, and what to ask each database: whether the index has the words for it."""

    type = Integer()  # type: ignore[assignment]  # a Boolean would be written “… = 1”, and no index used
    inherit_cache = True


@compiles(_holding, "sqlite")
def _by_full_text(element: _holding, compiler: Any, **options: object) -> str:
    target_id, asked, _other = (compiler.process(clause, **options) for clause in element.clauses)
    return f"({target_id} IN (SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH {asked}))"  # noqa: S608 - a bound value


@compiles(_holding, "postgresql")
def _by_text_vector(element: _holding, compiler: Any, **options: object) -> str:
    target_id, _other, asked = element.clauses
    value = compiler.process(asked, **options)
    number = compiler.process(target_id, **options)
    return f"({number} IN (SELECT target_id FROM {INDEX} WHERE words @@ CAST({value} AS tsquery)))"  # noqa: S608


def holds(words: str) -> ColumnElement[bool]:
    """The condition that quote, metric, units or notes of a target hold these words."""
    codes = [_code(character) for character in normalised(words)]
    pairs = [first + second for first, second in pairwise(codes)]
    if pairs:
        phrase, sequence = '"' + " ".join(pairs) + '"', " <-> ".join(f"'{pair}'" for pair in pairs)
    elif codes:
        phrase, sequence = f"{codes[0]}*", f"'{codes[0]}':*"
    else:
        return true()
    return _holding(target.c.id, literal(phrase), literal(sequence))


def index(connection: Connection, ids: Sequence[int], *, fresh: bool = False) -> None:
    """Bring the index up to date for these targets; `fresh` if none of them is in it yet."""
    for start in range(0, len(ids), _PAGE):
        page = ids[start : start + _PAGE]
        if not fresh:
            _forget(connection, page)
        _insert(connection, _fields(connection, page))


def rebuild(connection: Connection) -> None:
    """Make the whole index anew: after a repair, or where rows came in past the program."""
    connection.execute(text(f"DELETE FROM {INDEX}"))  # noqa: S608 - our own name
    index(connection, connection.execute(select(target.c.id).order_by(target.c.id)).scalars().all(), fresh=True)


def _forget(connection: Connection, ids: Sequence[int]) -> None:
    key = "rowid" if connection.dialect.name == "sqlite" else "target_id"
    statement = text(f"DELETE FROM {INDEX} WHERE {key} IN :ids")  # noqa: S608 - our own names
    connection.execute(statement.bindparams(bindparam("ids", expanding=True)), {"ids": list(ids)})


def _fields(connection: Connection, ids: Sequence[int]) -> Mapping[int, list[str]]:
    """The words of each target: quote, metric, units named, notes of evidence that was not struck."""
    statement = select(target.c.id, target.c.quote, target.c.metric).where(target.c.id.in_(ids))
    found = {row.id: [row.quote, row.metric or ""] for row in connection.execute(statement)}
    owners = select(owner.c.target_id, owner.c.name).where(owner.c.target_id.in_(ids))
    notes = select(evidence.c.target_id, evidence.c.note).where(
        evidence.c.target_id.in_(ids), evidence.c.note != "", evidence.c.struck_at.is_(None)
    )
    for statement_of_more in (owners, notes):
        for target_id, words in connection.execute(statement_of_more):
            found[target_id].append(words)
    return found


def _insert(connection: Connection, fields: Mapping[int, list[str]]) -> None:
    if not fields:
        return
    if connection.dialect.name == "sqlite":
        statement = text(f"INSERT INTO {INDEX} (rowid, words) VALUES (:id, :words)")  # noqa: S608 - our own name
    else:
        statement = text(f"INSERT INTO {INDEX} (target_id, words) VALUES (:id, CAST(:words AS tsvector))")  # noqa: S608
    spell = _line if connection.dialect.name == "sqlite" else _vector
    rows: list[dict[str, Any]] = [{"id": number, "words": spell(tokens(words))} for number, words in fields.items()]
    connection.execute(statement, rows)


def _line(found: list[str]) -> str:
    return " ".join(found)


def _vector(found: list[str]) -> str:
    return " ".join(f"'{token}':{place}" for place, token in enumerate(found[:_MOST_POSITIONS], start=1))
