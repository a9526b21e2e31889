"""The ledger as plain rows and back: every value as JSON, every row under its own number, nothing lost."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Date, DateTime, Float, Integer, Table, func, insert, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.types import TypeEngine
from sqlmodel.sql.sqltypes import UTCDateTime

from commitments.errors import LedgerError
from commitments.i18n import _
from commitments.ledger import audit, result_words, search, transfer
from commitments.ledger.columns import ExactDecimal, JsonText
from commitments.ledger.records import Loaded
from commitments.ledger.tables import event

# What was sent, and to whom, is this office's own business; the log goes along, with its seals.
LEFT_BEHIND = {"run", "channel", "heartbeat", "mute"}
BATCH = 1000
Row = Mapping[str, Any]
_READERS: tuple[tuple[type[TypeEngine[Any]], Callable[[Any], Any]], ...] = (
    (UTCDateTime, datetime.fromisoformat),
    (DateTime, datetime.fromisoformat),
    (Date, date.fromisoformat),
    (ExactDecimal, Decimal),
    (Integer, int),
    (Float, float),
    (TypeEngine, str),
)


def tables() -> tuple[Table, ...]:
    """The tables that are exported, those first to which others point."""
    kept: list[Table] = []
    left = set(LEFT_BEHIND)
    for table in transfer.every_table():
        if table.name in left or any(key.column.table.name in left for key in table.foreign_keys):
            left.add(table.name)
        else:
            kept.append(table)
    return tuple(kept)


def columns_of(table: Table) -> list[Column[Any]]:
    """The columns that are exported: all but those the database computes."""
    return [column for column in table.c if column.computed is None]


def dump(connection: Connection) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row of every exported table, as table name and JSON values by column."""
    for table in tables():
        statement = select(*columns_of(table)).order_by(*table.primary_key.columns)
        for row in connection.execute(statement).mappings():
            yield table.name, {name: plain(value) for name, value in row.items()}


def plain(value: Any) -> Any:
    """A value of a column as JSON has it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value.value if isinstance(value, StrEnum) else value


def load(connection: Connection, rows: Iterable[tuple[str, Row]]) -> Loaded:
    """Put exported rows into an empty ledger, all or nothing, the log with its seals among them.

    Raises:
        LedgerError: the ledger is not empty; a table, column or value that no ledger has; rows that do not fit the log.
    """
    if not transfer.is_empty(connection):
        raise LedgerError(_("台账不是空的，不能整本导入"), remedy=_("用 --ledger 指一个新的台账；表格用 --map 导入"))
    known = {table.name: table for table in tables()}
    _clear_seed_rows(connection, known)
    counts: dict[str, int] = {}
    for name, batch in _batches(known, rows):
        _insert(connection, known[name], batch)
        counts[name] = counts.get(name, 0) + len(batch)
    _set_counters(connection, known)
    search.rebuild(connection)
    result_words.rebuild(connection)
    found = audit.audit(connection)
    if not found.sound:
        raise LedgerError(
            _("文件里的台账与它自己的记录不符：{why}").format(why=found.findings[0].message),
            remedy=_("用本程序重新导出；导出的文件不能改动"),
        )
    return Loaded(counts.get("target", 0), counts.get("document", 0), found.events, found.head)


def _batches(known: Mapping[str, Table], rows: Iterable[tuple[str, Row]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Values to insert, in pieces; the rows of a table that points to itself stay together."""
    for name, group in groupby(rows, key=itemgetter(0)):
        if name not in known:
            raise LedgerError(_("不认识的表 {name}").format(name=name), remedy=_("只能导入本程序导出的文件"))
        table = known[name]
        values = (_values(table, row) for _name, row in group)
        if _links(table):
            yield name, _parents_first(table, list(values))
            continue
        while batch := list(islice(values, BATCH)):
            yield name, batch


def _clear_seed_rows(connection: Connection, known: Mapping[str, Table]) -> None:
    """Make room for what migrations put into a new ledger and the export holds too."""
    for table in reversed(list(known.values())):
        if table is not event:  # it refuses even to be emptied of nothing
            connection.execute(table.delete())


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    try:
        connection.execute(insert(table), rows)
    except (IntegrityError, KeyError) as error:
        raise LedgerError(
            _("{table} 表里有互相矛盾或不认识的内容").format(table=table.name), remedy=_("用原来的台账重新导出")
        ) from error


def _links(table: Table) -> list[str]:
    """Columns that point to rows of their own table."""
    return [key.parent.name for key in table.foreign_keys if key.column.table is table]


def _parents_first(table: Table, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows that point to rows of their own table come after those."""
    links = _links(table)
    placed: set[Any] = set()
    ordered: list[dict[str, Any]] = []
    left = rows
    while left:
        ready = [row for row in left if all(row[link] is None or row[link] in placed for link in links)]
        if not ready:  # a circle: let the database say so
            return [*ordered, *left]
        placed |= {row["id"] for row in ready if "id" in row} | {row.get("target_id") for row in ready}
        ordered += ready
        left = [row for row in left if row not in ready]
    return ordered


def _values(table: Table, row: Row) -> dict[str, Any]:
    columns = {column.name: column for column in columns_of(table)}
    if set(row) != set(columns):
        odd = min(set(row) ^ set(columns))
        raise LedgerError(
            _("{table} 表的列 {column} 对不上").format(table=table.name, column=odd),
            remedy=_("用同一版本的程序导出和导入"),
        )
    try:
        return {name: _typed(columns[name], value) for name, value in row.items()}
    except (ValueError, TypeError, ArithmeticError) as error:
        raise LedgerError(
            _("{table} 表里有看不懂的值：{why}").format(table=table.name, why=error), remedy=_("用原来的台账重新导出")
        ) from error


def _typed(column: Column[Any], value: Any) -> Any:
    """A JSON value as the column takes it."""
    if value is None or isinstance(column.type, JsonText | Boolean):
        return value
    return next(read for kind, read in _READERS if isinstance(column.type, kind))(value)


def column_kinds() -> dict[str, dict[str, str]]:
    """Table → column → what its cells hold: text, number, flag or json; for formats that know only text."""
    return {table.name: {column.name: _kind(column) for column in columns_of(table)} for table in tables()}


def _kind(column: Column[Any]) -> str:
    if isinstance(column.type, JsonText):
        return "json"
    if isinstance(column.type, Boolean):
        return "flag"
    return "number" if isinstance(column.type, Integer | Float) else "text"


def _set_counters(connection: Connection, known: Mapping[str, Table]) -> None:
    """Let numbers go on after the largest that came in: on PostgreSQL they would start at one."""
    if connection.dialect.name == "sqlite":
        return
    for name, table in known.items():
        if "id" in table.c and isinstance(table.c.id.type, Integer):
            last = connection.execute(select(func.max(table.c.id))).scalar()
            if last is not None:
                statement = text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last)")
                connection.execute(statement, {"name": f'"{name}"', "last": last})
