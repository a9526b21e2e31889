"""Search in Chinese: an index of character pairs, kept in the transaction that changes the words.

Whatever is looked for, one character or twenty, punctuation and digits too, is found wherever it stands. Each pair of
neighbouring characters is one token, spelled by the numbers of the characters so that no tokenizer can have an opinion.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, bindparam, literal, select, text, true
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.visitors import replacement_traverse

from commitments.ledger.tables import evidence, owner, target

INDEX = "target_words"
_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"
_PAGE = 2000
_MOST_POSITIONS = 16_000  # PostgreSQL places no token beyond 16,383


def normalised(words: str) -> str:
    """How words are compared: full-width as half-width, either case, without blanks and what cannot be seen."""
    return unicodedata.normalize("NFKC", words).casefold().translate(_SEEN)


class _Seen(dict[int, int | None]):
    """Which characters count, by number, worked out when first met: a quote may be a megabyte long."""

    def __missing__(self, number: int) -> int | None:
        character = chr(number)
        unseen = character.isspace() or unicodedata.category(character) in {"Cc", "Cf", "Cs"}
        self[number] = None if unseen else number
        return self[number]


_SEEN = _Seen()


def tokens(fields: Iterable[str]) -> list[str]:
    """Every pair of neighbours of every field, and its last character alone: nothing runs over from field to field."""
    found: list[str] = []
    for field in fields:
        codes = _codes(field)
        found += [first + second for first, second in pairwise(codes)]
        found += codes[-1:]
    return found


def _codes(words: str) -> list[str]:
    return [_CODES[character] for character in normalised(words)]


class _Codes(dict[str, str]):
    """Each character as four letters and digits, spelled when first met."""

    def __missing__(self, character: str) -> str:
        high, low = divmod(ord(character), 36 * 36)
        code = _ALPHABET[high // 36] + _ALPHABET[high % 36] + _ALPHABET[low // 36] + _ALPHABET[low % 36]
        self[character] = code
        return code


_CODES = _Codes()


class _holding(FunctionElement[bool]):  # noqa: N801 - reads as the condition it is
    """A target's id, and what to ask each database: whether the index has the words for it."""

    type = Integer()  # type: ignore[assignment]  # a Boolean would be written “… = 1”, and no index used
    inherit_cache = True


class _probed(_holding):  # noqa: N801 - the same, asked of one target at a time: for walks that stop early
    inherit_cache = True


class _listed(_holding):  # noqa: N801 - the same, listed first and then looked up one by one: for rare words
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


@compiles(_probed, "postgresql")
def _by_one_vector(element: _probed, compiler: Any, **options: object) -> str:
    target_id, _other, asked = (compiler.process(clause, **options) for clause in element.clauses)
    found = f"SELECT words @@ CAST({asked} AS tsquery) FROM {INDEX} WHERE target_id = {target_id}"  # noqa: S608
    return f"COALESCE(({found}), false)"


@compiles(_listed, "postgresql")
def _by_list(element: _listed, compiler: Any, **options: object) -> str:
    target_id, _other, asked = (compiler.process(clause, **options) for clause in element.clauses)
    found = f"SELECT target_id FROM {INDEX} WHERE words @@ CAST({asked} AS tsquery)"  # noqa: S608
    return f"({target_id} = ANY (ARRAY({found})))"


def holds(words: str) -> ColumnElement[bool]:
    """The condition that quote, metric, units or notes of a target hold these words."""
    codes = _codes(words)
    return _holding(target.c.id, *(literal(one) for one in _asked(codes))) if codes else true()


def _asked(codes: Sequence[str]) -> tuple[str, str]:
    """One or more characters as SQLite's index is asked for them, and as PostgreSQL's is."""
    pairs = [first + second for first, second in pairwise(codes)]
    if not pairs:
        return f"{codes[0]}*", f"'{codes[0]}':*"
    return '"' + " ".join(pairs) + '"', " <-> ".join(f"'{pair}'" for pair in pairs)


def asked(words: str) -> tuple[str, str] | None:
    """Words as SQLite's index is asked for them, and as PostgreSQL's is; None for none that can be seen."""
    codes = _codes(words)
    return _asked(codes) if codes else None


@contextmanager
def by_index(connection: Connection) -> Iterator[None]:
    """Let PostgreSQL use its index: right after a large document its counts of rows are out of date."""
    with _without(connection, "enable_seqscan"):
        yield


@contextmanager
def unsorted(connection: Connection) -> Iterator[None]:
    """Let PostgreSQL walk along an index in its order, however few rows it expects to have to sort."""
    with _without(connection, "enable_sort"):
        yield


@contextmanager
def _without(connection: Connection, setting: str) -> Iterator[None]:
    """Keep PostgreSQL's planner from something for a while."""
    if connection.dialect.name != "postgresql":
        yield
        return
    connection.exec_driver_sql(f"SET LOCAL {setting} = off")
    yield
    connection.exec_driver_sql(f"SET LOCAL {setting} = on")


def probing(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """The same condition, whose words are looked for target by target."""

    def probed(element: object, **_options: object) -> Any:
        return _probed(*element.clauses) if type(element) is _holding else None

    return replacement_traverse(condition, {}, probed)


def listing(conditions: Sequence[ColumnElement[bool]]) -> list[ColumnElement[bool]]:
    """The same conditions; those of words as one question, whose answers are looked up whatever the planner thinks."""
    ours = [condition for condition in conditions if type(condition) is _holding]
    others = [condition for condition in conditions if type(condition) is not _holding]
    if not ours:
        return others
    asked = [[clause.value for clause in list(one.clauses)[1:]] for one in ours]
    phrase = " AND ".join(phrase for phrase, _sequence in asked)
    sequence = " & ".join(f"({sequence})" for _phrase, sequence in asked)
    return [_listed(target.c.id, literal(phrase), literal(sequence)), *others]


def count_holders(connection: Connection, words: Sequence[Sequence[str]], most: int) -> int:
    """How many targets hold one word of each of these, no further than `most`: the index alone is asked."""
    sought = [[_asked(_codes(word)) for word in either] for either in words if all(map(normalised, either))]
    if not sought:
        return most
    if connection.dialect.name == "sqlite":
        where = f"{INDEX} MATCH :asked"
        asked = " AND ".join("(" + " OR ".join(phrase for phrase, _ in either) + ")" for either in sought)
    else:
        where = "words @@ CAST(:asked AS tsquery)"
        asked = " & ".join("(" + " | ".join(f"({sequence})" for _, sequence in either) + ")" for either in sought)
    statement = f"SELECT COUNT(*) FROM (SELECT 1 FROM {INDEX} WHERE {where} LIMIT :most) AS held"  # noqa: S608
    held: int = connection.execute(text(statement), {"asked": asked, "most": most}).scalar_one()
    return held


def holders_of_one(connection: Connection, words: Sequence[str], *, most: int) -> list[int]:
    """Some targets that hold at least one of these words, no more than `most`, whichever the index meets first."""
    sought = [_asked(codes) for word in words if (codes := _codes(word))]
    if connection.dialect.name == "sqlite":
        key, where, asked = "rowid", f"{INDEX} MATCH :asked", " OR ".join(phrase for phrase, _ in sought)
    else:
        key, where = "target_id", "words @@ CAST(:asked AS tsquery)"
        asked = " | ".join(f"({sequence})" for _, sequence in sought)
    statement = f"SELECT {key} FROM {INDEX} WHERE {where} LIMIT :most"  # noqa: S608 - our own names
    return list(connection.execute(text(statement), {"asked": asked, "most": most}).scalars()) if sought else []


def index(connection: Connection, ids: Sequence[int], *, fresh: bool = False) -> None:
    """Bring the index up to date for these targets; `fresh` if none of them is in it yet."""
    for start in range(0, len(ids), _PAGE):
        page = ids[start : start + _PAGE]
        if not fresh:
            _forget(connection, page)
        insert(connection, _fields(connection, page))


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


def insert(
    connection: Connection, fields: Mapping[int, list[str]], *, table: str = INDEX, key: str = "target_id"
) -> None:
    """Put words into an index, by the number of what they speak of; it must not be there yet."""
    if not fields:
        return
    if connection.dialect.name == "sqlite":
        statement = text(f"INSERT INTO {table} (rowid, words) VALUES (:id, :words)")  # noqa: S608 - our own names
    else:
        statement = text(f"INSERT INTO {table} ({key}, words) VALUES (:id, CAST(:words AS tsvector))")  # noqa: S608
    spell = _line if connection.dialect.name == "sqlite" else _vector
    rows: list[dict[str, Any]] = [{"id": number, "words": spell(tokens(words))} for number, words in fields.items()]
    connection.execute(statement, rows)


def _line(found: list[str]) -> str:
    return " ".join(found)


def _vector(found: list[str]) -> str:
    return " ".join(f"'{token}':{place}" for place, token in enumerate(found[:_MOST_POSITIONS], start=1))
