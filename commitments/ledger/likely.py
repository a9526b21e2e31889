"""Whom to look at closely in a large ledger: the search index knows who holds the rarest pairs of a sentence."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select, text

from commitments.ledger import search
from commitments.ledger.tables import target
from commitments.matching import RAREST, Rarity, candidates

FEW = 2000  # a ledger of so many targets is looked at as a whole
SAMPLE = 1000  # targets by which the commonness of other pairs is judged
Pairs = frozenset[str]


@dataclass(frozen=True, slots=True)
class Likely:
    """Targets worth a close look, and how much each pair says."""

    ids: Sequence[int]
    rarity: Rarity


def count_targets(connection: Connection) -> int:
    """How many targets there are."""
    return connection.execute(select(func.count()).select_from(target)).scalar_one()


def find(
    connection: Connection,
    asked: Collection[Pairs],
    *,
    known: int,
    most: int,
    sampled: Callable[[Sequence[int]], Iterable[Pairs]],
) -> Likely:
    """The holders of the rarest pairs of each of these sentences.

    Args:
        connection: a transaction.
        asked: the pairs of each sentence.
        known: how many targets there are.
        most: how many to look at for one sentence.
        sampled: gives the pairs of some targets by id.
    """
    counted = _counted(connection, {pair for pairs in asked for pair in pairs})
    rarest = [sorted((pair for pair in pairs if counted[pair]), key=counted.__getitem__)[:RAREST] for pairs in asked]
    holders = _holders(connection, {pair for pairs in rarest for pair in pairs if counted[pair] <= most}, most)
    found: set[int] = set()
    for pairs in rarest:
        found |= candidates(pairs, holders, most=most)
    last: int = connection.execute(select(func.coalesce(func.max(target.c.id), 0))).scalar_one()
    sample = list(sampled(range(1, last + 1, max(1, last // SAMPLE))))
    return Likely(sorted(found), Rarity(sample, known=known, counted=counted))


def _counted(connection: Connection, pairs: Collection[str]) -> dict[str, int]:
    """How many targets hold each pair."""
    return {pair: int(value) for pair, value in _each(connection, pairs, "COUNT(*)")}


def _holders(connection: Connection, pairs: Collection[str], most: int) -> dict[str, list[int]]:
    """Who holds each pair; the first `most` of them."""
    if connection.dialect.name == "sqlite":
        found = _each(connection, pairs, "group_concat(rowid)")
    else:
        found = _each(connection, pairs, "string_agg(CAST(target_id AS text), ',')")
    return {pair: [int(number) for number in ids.split(",")][:most] for pair, ids in found if ids}


def _each(connection: Connection, pairs: Collection[str], wanted: str) -> list[tuple[str, str]]:
    """What is wanted of the holders of each pair: one statement a pair in a file, one for all on a server."""
    spelled = {pair: asked for pair in sorted(pairs) if (asked := search.asked(pair))}
    if connection.dialect.name == "sqlite":
        statement = text(f"SELECT {wanted} FROM {search.INDEX} WHERE {search.INDEX} MATCH :asked")  # noqa: S608
        return [
            (pair, connection.execute(statement, {"asked": phrase}).scalar_one())
            for pair, (phrase, _sequence) in spelled.items()
        ]
    held = f"SELECT {wanted} AS wanted FROM {search.INDEX} WHERE words @@ CAST(asked.words AS tsquery)"  # noqa: S608
    sought = "unnest(CAST(:pairs AS text[]), CAST(:words AS text[])) AS asked (pair, words)"
    statement = text(f"SELECT asked.pair, held.wanted FROM {sought} CROSS JOIN LATERAL ({held}) AS held")  # noqa: S608
    words = [sequence for _phrase, sequence in spelled.values()]
    with search.by_index(connection):
        return [(row[0], row[1]) for row in connection.execute(statement, {"pairs": list(spelled), "words": words})]
