"""Statements about some rows, told one by one or, where they stand in a row, by the first and the last alone."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ARRAY, BigInteger, BindParameter, ColumnElement, Connection, Dialect, Select, Text, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine

from commitments.ledger.columns import to_json
from commitments.ledger.hydration import AnyRow

Fits = Callable[[ColumnElement[int]], ColumnElement[bool]]


class _Ids(TypeDecorator[Sequence[int]]):
    """Ids as one parameter: a statement whose text changes with their number is put together anew at every call."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """An array where the database has them, else JSON."""
        return dialect.type_descriptor(ARRAY(BigInteger) if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: Sequence[int] | None, dialect: Dialect) -> Any:
        """Write them down."""
        ids = list(value or ())
        return ids if dialect.name == "postgresql" else to_json(ids)


_IDS: BindParameter[Sequence[int]] = bindparam("ids", type_=_Ids)
_FIRST: BindParameter[int] = bindparam("first")
_LAST: BindParameter[int] = bindparam("last")


class _among(FunctionElement[bool]):  # noqa: N801 - reads as the SQL it is
    """Whether the first is one of the second. Of no type: a Boolean would be compared with 1, past every index."""

    inherit_cache = True


@compiles(_among, "sqlite")
def _sqlite_among(element: _among, compiler: Any, **options: Any) -> str:
    column, ids = (compiler.process(part, **options) for part in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({ids}))"  # noqa: S608 - names of columns and parameters


@compiles(_among, "postgresql")
def _postgresql_among(element: _among, compiler: Any, **options: Any) -> str:
    column, ids = (compiler.process(part, **options) for part in element.clauses)
    return f"{column} = ANY ({ids})"


def listed(column: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether a column holds one of the parameter `ids`, a sequence of any length."""
    return _among(column, _IDS)


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
        """Make it of what a column of ids has to fit."""
        self._listed = made(listed)
        self._run = made(lambda column: column.between(_FIRST, _LAST))

    def of(self, connection: Connection, page: Page) -> Sequence[AnyRow]:
        """The rows for a page; of a run also those of targets in between that are not wanted."""
        return connection.execute(self._run if page.is_run else self._listed, page.parameters).all()
