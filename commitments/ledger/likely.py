"""Whom to look at closely in a large ledger: an index of words knows who holds the rarest pairs of a sentence."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Table, func, select, text

from commitments.ledger import result_words, search
from commitments.ledger.finding_tables import result
from commitments.ledger.tables import target
from commitments.matching import RAREST, Rarity, candidates

FEW = 2000  # of so many all are looked at
SAMPLE = 1000  # by which the commonness of other pairs is judged
Pairs = frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """The rows of a table, and the index of their words."""

    rows: Table
    index: str
    key: str  # of the index on a server; a file's index has its own


TARGETS = Words(target, search.INDEX, "target_id")
RESULTS = Words(result, result_words.INDEX, result_words.KEY)


@dataclass(frozen=True, slots=True)
class Likely:
    """Rows worth a close look, and in how many of them those pairs stand that are rare."""

    ids: Sequence[int]
    counted: Mapping[str, int]


def count(connection: Connection, words: Words) -> int:
    """How many rows there are."""
    return connection.execute(select(func.count()).select_from(words.rows)).scalar_one()


def find(connection: Connection, words: Words, asked: Collection[Pairs], *, most: int) -> Likely:
    """The holders of the rarest pairs of each of these sentences; a pair with more than `most` holders tells nobody."""
    holders = _holders(connection, words, {pair for pairs in asked for pair in pairs}, most)
    found: set[int] = set()
    for pairs in asked:
        rarest = sorted((pair for pair in pairs if pair in holders), key=lambda pair: (len(holders[pair]), pair))
        found |= candidates(rarest[:RAREST], holders, most=most)
    return Likely(sorted(found), {pair: len(held) for pair, held in holders.items()})


def rarity(
    connection: Connection,
    words: Words,
    found: Likely,
    *,
    known: int,
    sampled: Callable[[Sequence[int]], Iterable[Pairs]],
) -> Rarity:
    """How much each pair says among the `known` rows; `sampled` gives the pairs of some of them by id."""
    last: int = connection.execute(select(func.coalesce(func.max(words.rows.c.id), 0))).scalar_one()
    sample = list(sampled(range(1, last + 1, max(1, last // SAMPLE))))
    return Rarity(sample, known=known, counted=found.counted)


def _holders(connection: Connection, words: Words, pairs: Collection[str], most: int) -> dict[str, list[int]]:
    """Who holds each pair, for those held by one to `most` rows; one statement for all."""
    spelled = {pair: asked for pair in sorted(pairs) if (asked := search.asked(pair))}
    if connection.dialect.name == "sqlite":
        held = f"SELECT rowid FROM {words.index} WHERE {words.index} MATCH asked.value LIMIT :most"  # noqa: S608
        statement = f"SELECT asked.key, (SELECT group_concat(rowid) FROM ({held})) FROM json_each(:asked) AS asked"  # noqa: S608
        given = {pair: phrase for pair, (phrase, _sequence) in spelled.items()}
        rows = connection.execute(text(statement), {"asked": json.dumps(given), "most": most + 1}).all()
    else:
        held = f"SELECT {words.key} FROM {words.index} WHERE words @@ CAST(asked.value AS tsquery) LIMIT :most"  # noqa: S608
        statement = f"SELECT asked.key, array_to_string(ARRAY({held}), ',') FROM json_each_text(:asked) AS asked"  # noqa: S608
        given = {pair: sequence for pair, (_phrase, sequence) in spelled.items()}
        with search.by_index(connection):
            values = {"asked": json.dumps(given), "most": most + 1}
            rows = connection.execute(text(statement.replace(":asked", "CAST(:asked AS json)")), values).all()
    found = {pair: [int(number) for number in ids.split(",")] for pair, ids in rows if ids}
    return {pair: numbers for pair, numbers in found.items() if len(numbers) <= most}
