"""Backup while others write, and restoring only what proves to be whole."""

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp

from sqlalchemy import update

from commitments.errors import LedgerError, LedgerUnavailable
from commitments.i18n import _
from commitments.ledger import audit, log, schema, transfer
from commitments.ledger.engine import Engines, connect
from commitments.ledger.log import Line
from commitments.ledger.messages import OutboxState
from commitments.ledger.notice_tables import outbox
from commitments.ledger.own_words import SENT_BEFORE_RESTORE
from commitments.ledger.records import Backup, Restored, Seal

BESIDE = ("-wal", "-shm")  # what SQLite keeps beside its file
IN_FLIGHT = (OutboxState.READY, OutboxState.SENDING)


def backup(engines: Engines, path: Path) -> Backup:
    """Write a consistent copy into a new file, whatever others write meanwhile; checked before it gets its name.

    Raises:
        LedgerError: the file exists already, or the copy did not pass the check.
        LedgerUnavailable: it cannot be written.
    """
    if path.exists():
        raise LedgerError(_("已有同名文件"), where=str(path), remedy=_("换一个文件名；备份从不覆盖"))
    folder = _workplace(path)
    try:
        copy = folder / "copy.sqlite3"
        if engines.is_sqlite:
            _copy_file(engines.where, copy)
        else:
            _copy_server(engines, copy)
        events, head = _inspect(copy)
        _settle_down(copy)
        copy.rename(path)
        _flush(path.parent)
    except OSError as error:
        raise LedgerUnavailable(
            _("写不了备份：{why}").format(why=error.strerror or error), where=str(path), remedy=_("换一个可写的位置")
        ) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return Backup(path, path.stat().st_size, events, head)


def restore(copy: Path, url: str, *, replace: bool, actor: str, now: datetime) -> Restored:
    """Put a copy where the ledger belongs, if the copy is whole and of no newer schema.

    Args:
        copy: a file that `backup` wrote; it is not touched.
        url: where the ledger belongs; on a server, an empty database.
        replace: put aside a ledger file that stands there; never is one deleted.
        actor: who restores, for the log.
        now: the instant, for the log.

    Raises:
        SchemaMismatch: a newer program wrote the copy.
        LedgerUnavailable: the copy is damaged or no ledger.
        LedgerError: its log does not fit its seals, or a ledger stands there.
    """
    if not copy.is_file():
        raise LedgerUnavailable(_("没有这个备份文件"), where=str(copy), remedy=_("核对路径"))
    destination = connect(url)
    try:
        kept = _existing(destination, replace=replace)
        folder = _workplace(Path(destination.where) if destination.is_sqlite else copy)
        try:
            return _put(copy, folder / "restored.sqlite3", destination, kept, actor, now)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        destination.dispose()


def _put(copy: Path, working: Path, destination: Engines, kept: Path | None, actor: str, now: datetime) -> Restored:
    """Check and mend a copy of the copy, and only then let it take the place."""
    shutil.copyfile(copy, working)
    events, head = _inspect(working)
    uncertain = _mark(working, actor, now, head)
    if not destination.is_sqlite:
        schema.bring_up_to_date(destination)
        engines = connect(f"sqlite:///{working}")
        transfer.transfer(engines, destination)
        engines.dispose()
        return Restored(events, head, uncertain, None)
    destination.dispose()
    _settle_down(working)
    path = Path(destination.where)
    if kept is not None:
        _put_aside(path, kept)
    working.replace(path)
    _flush(path.parent)
    return Restored(events, head, uncertain, kept)


def _existing(destination: Engines, *, replace: bool) -> Path | None:
    """Where to put the ledger file that stands at the destination; None if nothing stands there."""
    if not destination.is_sqlite:
        return None
    path = Path(destination.where)
    if not path.exists() or path.stat().st_size == 0:
        return None
    if not replace:
        raise LedgerError(
            _("这里已有台账"), where=str(path), remedy=_("先停掉正在使用它的程序，再加 --replace；原台账会改名保留")
        )
    return _free_name(path)


def _free_name(path: Path) -> Path:
    for number in range(1, 1000):
        name = path.with_name(f"{path.stem}.before-restore-{number}{path.suffix}")
        if not name.exists():
            return name
    raise LedgerError(_("原台账已保留过太多次"), where=str(path.parent), remedy=_("清理 before-restore 文件"))


def _put_aside(path: Path, kept: Path) -> None:
    """Rename the old ledger with all that belongs to it, once nobody writes to it; a damaged one as it is."""
    with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(path, timeout=5)) as old:
        old.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    path.rename(kept)
    for ending in BESIDE:
        beside = Path(f"{path}{ending}")
        if beside.exists():
            beside.rename(f"{kept}{ending}")


def _copy_file(where: str, copy: Path) -> None:
    """SQLite's own online copy: one consistent view, and in WAL mode no writer waits for it."""
    try:
        with closing(sqlite3.connect(_read_only(where), uri=True)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
    except sqlite3.DatabaseError as error:
        raise _damaged(Path(where), str(error)) from error


def _read_only(where: str) -> str:
    name = Path(where).absolute().as_posix().replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file:{name}?mode=ro"


def _copy_server(engines: Engines, copy: Path) -> None:
    target = connect(f"sqlite:///{copy}")
    try:
        schema.bring_up_to_date(target)
        transfer.transfer(engines, target)
    finally:
        target.dispose()


def _inspect(copy: Path) -> tuple[int, Seal]:
    """Number of events and head of a copy that is whole; brought up to this program's schema if it is older."""
    _check_pages(copy)
    engines = connect(f"sqlite:///{copy}")
    try:
        schema.bring_up_to_date(engines)
        with engines.reading() as connection:
            found = audit.audit(connection)
    finally:
        engines.dispose()
    if not found.sound:
        raise LedgerError(
            _("备份里的记录链不完整：{why}").format(why=found.findings[0].message),
            where=str(copy.name),
            remedy=_("改用更早的备份；这一份保留下来查明原因"),
        )
    return found.events, found.head


def _check_pages(copy: Path) -> None:
    """Let SQLite read every page and every reference before anything else does."""
    try:
        with closing(sqlite3.connect(copy)) as connection:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
            dangling = connection.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as error:
        raise _damaged(copy, str(error)) from error
    if found != ["ok"] or dangling:
        raise _damaged(copy, found[0] if found != ["ok"] else _("有 {n} 处引用落空").format(n=len(dangling)))


def _damaged(path: Path, why: str) -> LedgerUnavailable:
    return LedgerUnavailable(
        _("文件已损坏，或不是台账：{why}").format(why=why), where=str(path), remedy=_("改用另一份备份")
    )


def _mark(copy: Path, actor: str, now: datetime, head: Seal) -> int:
    """Messages that were waiting or on their way may have gone out since: nobody sends them again unseen."""
    engines = connect(f"sqlite:///{copy}")
    try:
        with engines.writing() as connection:
            waiting = update(outbox).where(outbox.c.state.in_(IN_FLIGHT))
            values = {"state": OutboxState.UNCERTAIN, "lease_until": None, "note": SENT_BEFORE_RESTORE}
            uncertain = connection.execute(waiting.values(values)).rowcount
            line = Line("restore", after={"head": str(head), "uncertain": uncertain})
            log.append(connection, [line], actor=actor, now=now)
    finally:
        engines.dispose()
    return uncertain


def _settle_down(copy: Path) -> None:
    """Bring all of it into the one file, on the disk."""
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE").fetchall()
    with copy.open("rb+") as file:
        os.fsync(file.fileno())


def _workplace(path: Path) -> Path:
    """A folder of our own beside the place where the result belongs, on the same disk."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return Path(mkdtemp(prefix=".duban-", dir=path.parent))
    except OSError as error:
        raise LedgerUnavailable(
            _("文件夹不可写：{why}").format(why=error.strerror), where=str(path.parent), remedy=_("换一个可写的位置")
        ) from error


def _flush(folder: Path) -> None:
    """Let the new name survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
