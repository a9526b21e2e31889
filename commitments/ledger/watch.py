"""Has anybody written? Asked often by screens, so it must cost next to nothing."""

import sqlite3
from threading import Lock

from sqlalchemy import text

from commitments.ledger.engine import BUSY_MILLISECONDS, Engines

_GROWING = (
    "SELECT (SELECT coalesce(max(id), 0) FROM event) + (SELECT coalesce(max(id), 0) FROM run)"
    " + (SELECT coalesce(sum(attempts), 0) FROM outbox) + (SELECT count(finished) FROM attempt)"
)


class Watch:
    """A connection that never writes: SQLite's counter moves on it whenever any other connection commits."""

    def __init__(self, engines: Engines) -> None:
        self._engines = engines
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None

    def version(self) -> int:
        """The number as it stands."""
        if not self._engines.is_sqlite:
            with self._engines.reading() as connection:
                return int(connection.execute(text(_GROWING)).scalar_one())
        with self._lock:
            if self._connection is None:
                self._connection = sqlite3.connect(
                    self._engines.where,
                    timeout=BUSY_MILLISECONDS / 1000,
                    isolation_level=None,
                    check_same_thread=False,
                )
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Give the connection back."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
