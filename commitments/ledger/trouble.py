"""What the database's own errors mean to the person who has to mend them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import DatabaseError, IntegrityError, ProgrammingError, TimeoutError  # noqa: A004 - SQLAlchemy's own

from commitments.errors import LedgerError, LedgerUnavailable
from commitments.i18n import _

# What PostgreSQL says in numbers: lock not available, deadlock, serialization, disk full, read-only, damaged.
_POSTGRESQL_LIKE = {
    "55P03": "SQLITE_BUSY",
    "40P01": "SQLITE_BUSY",
    "40001": "SQLITE_BUSY",
    "53100": "SQLITE_FULL",
    "25006": "SQLITE_READONLY",
    "XX001": "SQLITE_CORRUPT",
}


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Turn what the database says of disk, locks and files into `LedgerUnavailable`; let program errors pass."""
    try:
        yield
    except (IntegrityError, ProgrammingError):
        raise
    except TimeoutError as error:  # the queue for a connection, not the network's
        message, remedy = _busy()
        raise LedgerUnavailable(message, where=where, remedy=remedy) from error
    except DatabaseError as error:
        message, remedy = _meaning(error)
        raise LedgerUnavailable(message, where=where, remedy=remedy) from error


def _meaning(error: DatabaseError) -> tuple[str, str]:
    name: str = getattr(error.orig, "sqlite_errorname", "")
    for beginning, (message, remedy) in _sqlite_meanings().items():
        if name.startswith(beginning):
            return message, remedy
    state: str = getattr(error.orig, "sqlstate", None) or ""
    if state in _POSTGRESQL_LIKE:
        return _sqlite_meanings()[_POSTGRESQL_LIKE[state]]
    technical = str(error.orig).strip().splitlines()
    return (
        _("台账数据库出错：{why}").format(why=technical[0] if technical else type(error.orig).__name__),
        _("核对台账地址，确认数据库服务器在运行、网络可达、账号可用"),
    )


def refuse_nul(
    _connection: object,
    _cursor: object,
    _statement: str,
    parameters: Any,
    _context: object,
    executemany: bool,
) -> None:
    """Before a statement writes: NUL characters fit into one of the two databases only, so they go into neither."""
    several = executemany and isinstance(parameters, list)  # rows of which numbers are asked back come as one
    for row in parameters if several else (parameters,):
        for value in row.values() if isinstance(row, dict) else row or ():
            if type(value) is str and "\0" in value:
                raise LedgerError(
                    _("内容里有看不见的空字符（NUL），不能入账"),
                    where=_around(value),
                    remedy=_("去掉这个字符再试；它多半来自损坏的文件或不完整的复制"),
                )


def _around(value: str) -> str:
    """The surroundings of the first NUL, for a person to find it by."""
    at = value.index("\0")
    return " ".join(value[max(0, at - 20) : at + 20].replace("\0", "␀").split())


def _busy() -> tuple[str, str]:
    return _("台账正被占用，等候多时仍未空出"), _("稍后再试；若一直如此，看看是否有停住的程序占着台账")


def _sqlite_meanings() -> dict[str, tuple[str, str]]:
    damaged = (_("台账文件已损坏"), _("不要再写入；请用最近的备份恢复"))
    return {
        "SQLITE_BUSY": _busy(),
        "SQLITE_LOCKED": (_("台账正被占用"), _("稍后再试")),
        "SQLITE_READONLY": (_("台账是只读的"), _("改正台账文件及其文件夹的权限")),
        "SQLITE_FULL": (_("磁盘已满，本次改动没有写入"), _("腾出磁盘空间后再试；已提交的内容没有丢失")),
        "SQLITE_CANTOPEN": (_("打不开台账文件"), _("核对路径，改正文件及其文件夹的权限")),
        "SQLITE_NOTADB": (_("这个文件不是台账数据库"), _("核对台账路径；文件若已损坏，请用备份恢复")),
        "SQLITE_CORRUPT": damaged,
        "SQLITE_IOERR": (_("读写台账文件时磁盘出错"), _("检查磁盘；必要时用备份恢复")),
    }
