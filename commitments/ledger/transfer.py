"""From one ledger to another, on whatever database: every row under its own number, then counted and hashed on both."""

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from sqlalchemy import Column, Connection, String, Table, delete, func, insert, select, text
from sqlmodel import AutoString

from commitments.errors import LedgerError
from commitments.i18n import _
from commitments.ledger import result_words, search
from commitments.ledger.engine import Engines
from commitments.ledger.records import Moved
from commitments.ledger.tables import METADATA, chain, event

BATCH = 1000


def every_table() -> list[Table]:
    """Every table of the ledger, those first to which others point."""
    for module in iter_modules([str(Path(__file__).parent)]):
        if module.name.endswith("tables"):  # a table is known once its module is loaded
            import_module(f"commitments.ledger.{module.name}")
    return METADATA.sorted_tables


def copy(source: Connection, destination: Connection) -> tuple[Moved, ...]:
    """Copy every table into a ledger that is at the same schema and empty; the counts and hashes, the same on both.

    Raises:
        LedgerError: the destination is not empty, or a table does not read back as it was written.
    """
    _clear(destination)
    moved = tuple(_copy_table(source, destination, table) for table in every_table())
    _carry_counters(source, destination)
    search.rebuild(destination)
    result_words.rebuild(destination)
    for one in moved:
        there = _fingerprint(destination, METADATA.tables[one.table])
        if there != one:
            raise LedgerError(
                _("{table} 表搬过去之后与原来不符：{before} 行，{after} 行").format(
                    table=one.table, before=one.rows, after=there.rows
                ),
                remedy=_("目标台账没有改动；请报告维护者"),
            )
    return moved


def is_empty(connection: Connection) -> bool:
    """Whether nothing was ever written into the ledger."""
    return connection.execute(select(chain.c.events)).scalar() == 0 and not any(
        connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in every_table()
        if table is not chain
    )


def _clear(destination: Connection) -> None:
    """Make room: in a new ledger there is but what the migrations put there."""
    if not is_empty(destination):
        raise LedgerError(_("目标台账不是空的"), remedy=_("换一个新的地址；本命令从不覆盖已有的台账"))
    for table in reversed(every_table()):
        if table is not event:  # it refuses even to be emptied of nothing
            destination.execute(delete(table))


def _copy_table(source: Connection, destination: Connection, table: Table) -> Moved:
    digest, rows = sha256(), 0
    for batch in _batches(source, table):
        destination.execute(insert(table), batch)
        for row in batch:
            digest.update(_canonical(row))
        rows += len(batch)
    return Moved(table.name, rows, digest.hexdigest())


def _fingerprint(connection: Connection, table: Table) -> Moved:
    digest, rows = sha256(), 0
    for batch in _batches(connection, table):
        for row in batch:
            digest.update(_canonical(row))
        rows += len(batch)
    return Moved(table.name, rows, digest.hexdigest())


def _batches(connection: Connection, table: Table) -> Iterator[Sequence[dict[str, Any]]]:
    """The rows in the order of their keys, without what the database computes itself."""
    columns: list[Column[Any]] = [column for column in table.c if column.computed is None]
    # Text keys are put in order by their bytes: each database has its own opinion of the order of words.
    order = [_by_bytes(connection, column) for column in table.primary_key.columns]
    found = connection.execute(select(*columns).order_by(*order), execution_options={"stream_results": True})
    with found:
        mappings = found.mappings()
        while batch := mappings.fetchmany(BATCH):
            yield [dict(row) for row in batch]


def _by_bytes(connection: Connection, column: Column[Any]) -> Any:
    if not isinstance(column.type, String | AutoString) or connection.dialect.name == "sqlite":
        return column
    return column.collate("C")


def _canonical(row: dict[str, Any]) -> bytes:
    """A row as bytes that are the same whatever database it came from."""
    return json.dumps(row, ensure_ascii=True, sort_keys=True, default=_plain).encode()


def _plain(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _carry_counters(source: Connection, destination: Connection) -> None:
    """Let the next number be the one it would have been: numbers are never used twice."""
    for name, last in _counters(source).items():
        if destination.dialect.name == "sqlite":
            destination.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": name})
            values = {"name": name, "last": last}
            destination.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), values)
        else:
            counter = {"name": f'"{name}"', "last": last}
            destination.execute(text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last)"), counter)


def _counters(connection: Connection) -> dict[str, int]:
    """The last number given out for each table that gives out numbers."""
    tables = [table.name for table in every_table() if "id" in table.c and table.name != "chain"]
    if connection.dialect.name == "sqlite":
        rows = connection.execute(text("SELECT name, seq FROM sqlite_sequence"))
        return {row.name: row.seq for row in rows if row.name in tables and row.seq}
    found = {}
    for name in tables:
        counted = select(func.coalesce(func.max(METADATA.tables[name].c.id), 0))
        last = "SELECT last_value FROM pg_sequences WHERE schemaname = current_schema() AND sequencename = :counter"
        given: int = connection.execute(text(last), {"counter": f"{name}_id_seq"}).scalar() or 0
        found[name] = max(given, connection.execute(counted).scalar_one())
    return {name: last for name, last in found.items() if last}


def transfer(source: Engines, destination: Engines) -> tuple[Moved, ...]:
    """Copy one ledger into another, in one transaction on each side; others may write to the source meanwhile."""
    with source.reading() as reading, destination.writing() as writing:
        return copy(reading, writing)
