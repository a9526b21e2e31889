"""The words of reported results, in an index of character pairs: by it a promise finds the results that may bear on it.

A result is written once and never changed, so the index only grows.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select, text

from commitments.ledger import search
from commitments.ledger.finding_tables import result

INDEX, KEY = "result_words", "result_id"
_PAGE = 2000


def index(connection: Connection, *, after: int) -> None:
    """Put the results with larger numbers than this one into the index."""
    _insert(connection, result.c.id > after)


def rebuild(connection: Connection) -> None:
    """Make the whole index anew: where rows came in past the program."""
    connection.execute(text(f"DELETE FROM {INDEX}"))  # noqa: S608 - our own name
    ids: Sequence[int] = connection.execute(select(result.c.id).order_by(result.c.id)).scalars().all()
    for at in range(0, len(ids), _PAGE):
        page = ids[at : at + _PAGE]
        _insert(connection, result.c.id.between(page[0], page[-1]))


def _insert(connection: Connection, which: Any) -> None:
    rows = connection.execute(select(result.c.id, result.c.quote, result.c.metric).where(which))
    search.insert(connection, {row.id: [row.quote, row.metric or ""] for row in rows}, table=INDEX, key=KEY)
