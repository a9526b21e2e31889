"""Connections: one engine that writes and takes its lock at once, one that only reads and never holds a writer up."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from commitments.errors import LedgerUnavailable
from commitments.i18n import _
from commitments.ledger import volumes
from commitments.ledger.trouble import explained, refuse_nul

BUSY_MILLISECONDS = 5000
ASK_AGAIN_SECONDS = 0.003
LONGEST_LOG = 64 * 2**20  # bytes: so far the write-ahead log is cut back after a large write, instead of staying long
OLDEST_SQLITE = (3, 35, 0)  # RETURNING
_SQLITE_HEADER = b"SQLite format 3\x00"
# One writer at a time, as in a file: the log is one chain, and nobody can ever wait for each other in a circle.
_ONE_WRITER = f"SET LOCAL lock_timeout = {BUSY_MILLISECONDS}; SELECT pg_advisory_xact_lock({0x6475_6261_6E02})"


@dataclass(frozen=True, slots=True)
class Engines:
    """The two engines of one ledger, and its address without any password."""

    write: Engine
    read: Engine
    where: str

    @property
    def is_sqlite(self) -> bool:
        """Whether the ledger is a file."""
        return self.write.dialect.name == "sqlite"

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One short transaction that holds the write lock from its first statement; commits unless an error passes."""
        with explained(self.where), self.write.begin() as connection:
            if not self.is_sqlite:
                connection.exec_driver_sql(_ONE_WRITER)
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view of the ledger; holds no lock that a writer would wait for."""
        with explained(self.where), self.read.begin() as connection:
            yield connection

    def dispose(self) -> None:
        """Close every connection."""
        self.write.dispose()
        self.read.dispose()


def inserting(connection: Connection, table: Table) -> Any:
    """An INSERT into a table that may say `on_conflict_…`; a dialect that nobody connects to is not imported for it."""
    if connection.dialect.name == "sqlite":
        from sqlalchemy.dialects.sqlite import insert as insert_sqlite

        return insert_sqlite(table)
    from sqlalchemy.dialects.postgresql import insert as insert_postgresql

    return insert_postgresql(table)


def connect(url: str) -> Engines:
    """The engines for `sqlite:///file` or `postgresql://…`; makes the folder; raises `LedgerUnavailable`."""
    address = _parsed(url)
    if address.get_backend_name() == "sqlite":
        return _sqlite(_checked_file(address))
    return _postgresql(address.set(drivername="postgresql+psycopg"))


def _parsed(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError:
        address = None
    if address is None or address.get_backend_name() not in {"sqlite", "postgresql"}:
        raise LedgerUnavailable(
            _("看不懂这个台账地址"),
            where=url,
            remedy=_("写成 sqlite:///文件路径，或 postgresql://用户@主机/数据库"),
        )
    return address


def _checked_file(address: URL) -> Path:
    if address.database in {None, "", ":memory:"}:
        raise LedgerUnavailable(_("台账要存在文件里"), where=str(address), remedy=_("写成 sqlite:///文件路径"))
    path = Path(str(address.database))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LedgerUnavailable(
            _("建不了台账所在的文件夹：{why}").format(why=error.strerror),
            where=str(path.parent),
            remedy=_("换一个可写的位置，或改正文件夹权限"),
        ) from error
    _check_existing(path) if path.exists() else _check_folder(path)
    kind = volumes.network_kind(path)
    if kind is not None:
        raise LedgerUnavailable(
            _("台账放在网络文件系统（{kind}）上，多台机器的锁靠不住").format(kind=kind),
            where=str(path),
            remedy=_("放到本机磁盘；几台机器要共用时，请改用 PostgreSQL"),
        )
    return path


def _check_folder(path: Path) -> None:
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise LedgerUnavailable(
            _("台账所在的文件夹不可写"), where=str(path.parent), remedy=_("换一个可写的位置，或改正文件夹权限")
        )


def _check_existing(path: Path) -> None:
    if path.is_dir():
        raise LedgerUnavailable(_("这是文件夹，不是台账文件"), where=str(path), remedy=_("在地址里写到文件名为止"))
    if not os.access(path, os.R_OK | os.W_OK):
        raise LedgerUnavailable(_("台账文件不可读写"), where=str(path), remedy=_("改正文件权限，或另指一个台账"))
    with path.open("rb") as file:
        head = file.read(len(_SQLITE_HEADER))
    if head and head != _SQLITE_HEADER:
        raise LedgerUnavailable(
            _("这个文件不是台账数据库"), where=str(path), remedy=_("核对台账路径；文件若已损坏，请用备份恢复")
        )
    _check_folder(path)  # the write-ahead log is a file beside it


def check_library(version: tuple[int, int, int]) -> None:
    """Refuse a SQLite library that is too old for the statements of the ledger."""
    if version < OLDEST_SQLITE:
        raise LedgerUnavailable(
            _("SQLite {version} 太旧，台账要用 {oldest} 以上").format(
                version=".".join(map(str, version)), oldest=".".join(map(str, OLDEST_SQLITE))
            ),
            remedy=_("换用较新的 Python，或升级系统的 SQLite"),
        )


class _Hinting(SQLiteCompiler):
    """Writes `INDEXED BY …` where a statement asks for it, as other databases' compilers do with their hints."""

    def get_from_hint_text(self, _table: object, text: str | None) -> str | None:
        """The hint as it is."""
        return text


def _sqlite(path: Path) -> Engines:
    check_library(sqlite3.sqlite_version_info)
    url = URL.create("sqlite+pysqlite", database=str(path))
    # One writing connection: threads of a process queue fairly for it, instead of polling the file's lock.
    write = create_engine(url, connect_args={"isolation_level": None}, pool_size=1, max_overflow=0)
    read = create_engine(url, connect_args={"isolation_level": None})
    write.dialect.statement_compiler = read.dialect.statement_compiler = _Hinting
    event.listen(write, "connect", _settle_writer)
    event.listen(write, "before_cursor_execute", refuse_nul)
    event.listen(read, "connect", _settle_reader)
    # The driver's own transaction handling loses read-modify-write updates, and a plain BEGIN that writes later
    # meets "locked" at once instead of waiting.
    event.listen(write, "begin", _begin_in_turn)
    event.listen(read, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return Engines(write, read, str(path))


def _begin_in_turn(connection: Connection) -> None:
    """Take the write lock, asking at even intervals.

    SQLite's own waiting asks the more rarely the longer it lasts, so that among many writers one may be passed over
    until its patience ends.
    """
    raw: Any = connection.connection.dbapi_connection
    patience = raw.execute("PRAGMA busy_timeout").fetchone()[0]
    raw.execute("PRAGMA busy_timeout=0")
    try:
        deadline = monotonic() + patience / 1000
        while monotonic() < deadline and _is_taken(raw):
            sleep(ASK_AGAIN_SECONDS)
        if not raw.in_transaction:
            connection.exec_driver_sql("BEGIN IMMEDIATE")  # too long, or other trouble: let it be told as usual
    finally:
        raw.execute(f"PRAGMA busy_timeout={patience}")


def _is_taken(raw: Any) -> bool:
    """Whether another writer holds the lock; if not, it is ours now."""
    try:
        raw.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        return str(getattr(error, "sqlite_errorname", "")).startswith("SQLITE_BUSY")
    return False


def _settle_writer(connection: Any, _record: object) -> None:
    _run(
        connection,
        f"PRAGMA busy_timeout={BUSY_MILLISECONDS}",
        "PRAGMA journal_mode=WAL",
        "PRAGMA synchronous=FULL",  # NORMAL may forget the last commits on power loss: messages sent twice
        "PRAGMA foreign_keys=ON",
        "PRAGMA temp_store=MEMORY",
        "PRAGMA cache_size=-65536",
        f"PRAGMA journal_size_limit={LONGEST_LOG}",
    )


def _settle_reader(connection: Any, _record: object) -> None:
    _run(
        connection,
        f"PRAGMA busy_timeout={BUSY_MILLISECONDS}",
        "PRAGMA query_only=ON",
        "PRAGMA temp_store=MEMORY",
        "PRAGMA cache_size=-512",  # KiB for each thread that reads; the system keeps the pages of the file anyway
    )


def _run(connection: Any, *statements: str) -> None:
    cursor = connection.cursor()
    for statement in statements:
        cursor.execute(statement)
    cursor.close()


def _postgresql(url: URL) -> Engines:
    where = url.render_as_string(hide_password=True)
    try:
        write = create_engine(url, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise LedgerUnavailable(
            _("没有装 PostgreSQL 驱动"), where=where, remedy=_("运行 pip install 'duban[postgres]'")
        ) from error
    event.listen(write, "before_cursor_execute", refuse_nul)
    read = write.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return Engines(write, read, where)
