"""Receipts (收文登记): which file was read, when, as which documents, or why not."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Row, select

from commitments import lazily
from commitments.errors import Problem
from commitments.ledger.engine import Engines, inserting
from commitments.ledger.records import Receipt

if TYPE_CHECKING:
    from commitments.ledger import receipt_tables
else:
    receipt_tables = lazily.module("commitments.ledger.receipt_tables")

PAGE = 500  # places asked for at once


class Receipts:
    """What was taken in from where; part of `Ledger`. No part of the audited log: files come and go outside of it."""

    _engines: Engines
    _now: Callable[[], datetime]

    def receipts(self, places: Iterable[str]) -> Mapping[str, Receipt]:
        """What is known of these files and addresses, by place; those never read are left out."""
        found: dict[str, Receipt] = {}
        with self._engines.reading() as connection:
            for page in _pages(places):
                statement = select(receipt_tables.receipt).where(receipt_tables.receipt.c.place.in_(page))
                found |= {row.place: _receipt(row) for row in connection.execute(statement)}
        return found

    def failed_receipts(self) -> tuple[Receipt, ...]:
        """The files that could not be read when they were last tried, by place."""
        statement = (
            select(receipt_tables.receipt)
            .where(receipt_tables.receipt.c.problem != [])
            .order_by(receipt_tables.receipt.c.place)
        )
        with self._engines.reading() as connection:
            return tuple(_receipt(row) for row in connection.execute(statement))

    def keep_receipts(self, kept: Iterable[Receipt]) -> None:
        """Note how files were read, in place of what was noted before."""
        values = [{**asdict(one), "problem": _parts(one.problem), "documents": list(one.documents)} for one in kept]
        if not values:
            return
        with self._engines.writing() as connection:
            statement = inserting(connection, receipt_tables.receipt)
            changed = {name: statement.excluded[name] for name in (*values[0], "read_at") if name != "place"}
            statement = statement.on_conflict_do_update(index_elements=[receipt_tables.receipt.c.place], set_=changed)
            now = self._now()
            connection.execute(statement, [{**one, "read_at": now} for one in values])


def _parts(problem: Problem | None) -> list[str]:
    return [] if problem is None else [problem.where, problem.message, problem.remedy]


def _pages(places: Iterable[str]) -> Iterable[list[str]]:
    known = list(places)
    return (known[at : at + PAGE] for at in range(0, len(known), PAGE))


def _receipt(row: Row[tuple[object, ...]]) -> Receipt:
    return Receipt(
        place=row.place,
        size=row.size,
        stamp=row.stamp,
        sha256=row.sha256,
        reader=row.reader,
        documents=tuple(row.documents),
        problem=Problem(*row.problem) if row.problem else None,
        etag=row.etag,
        modified=row.modified,
        final=row.final,
    )
