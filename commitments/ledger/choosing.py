"""Statements about some targets, told one by one or, where they stand in a row, by the first and the last alone."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, Select, bindparam

from commitments.ledger.hydration import AnyRow

_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_FIRST: BindParameter[int] = bindparam("first")
_LAST: BindParameter[int] = bindparam("last")
Fits = Callable[[ColumnElement[int]], ColumnElement[bool]]


class Page:
    """Some ids in order. As a run all rows from the first to the last are read, wanted or not: a list costs more."""

    __slots__ = ("is_run", "parameters", "wanted")

    def __init__(self, ids: Sequence[int], *, is_run: bool = False) -> None:
        """Take the ids as they are."""
        self.is_run = is_run
        self.wanted = frozenset(ids)
        self.parameters: dict[str, Any] = {"first": ids[0], "last": ids[-1]} if is_run else {"ids": ids}


class Chosen:
    """One statement in both ways."""

    __slots__ = ("_listed", "_run")

    def __init__(self, made: Callable[[Fits], Select[Any]]) -> None:
        """Make it of what a column of target ids has to fit."""
        self._listed = made(lambda column: column.in_(_IDS))
        self._run = made(lambda column: column.between(_FIRST, _LAST))

    def of(self, connection: Connection, page: Page) -> Sequence[AnyRow]:
        """The rows for a page; of a run also those of targets in between that are not wanted."""
        return connection.execute(self._run if page.is_run else self._listed, page.parameters).all()
