"""Room kept free: a write-ahead log that has been long once can take small commits when the disk is full."""

from datetime import datetime

from sqlalchemy import delete, insert

from commitments.ledger.engine import Engines
from commitments.ledger.notice_tables import heartbeat

BYTES = 128 * 1024
ROW = "reserve"  # of the heartbeats: written and taken back at once


def reserve(engines: Engines, now: datetime) -> bool:
    """Make the write-ahead log of a file at least 128 KB long; False where there is no such file, or no room for it.

    What is written and taken back leaves free pages in the file itself too, so that a checkpoint needs no new ones.
    The log keeps its length until the last connection closes.
    """
    if not engines.is_sqlite:
        return False
    with engines.writing() as connection:
        connection.execute(insert(heartbeat).values(name=ROW, at=now, pid=None, host="0" * BYTES))
    with engines.writing() as connection:
        connection.execute(delete(heartbeat).where(heartbeat.c.name == ROW))
    raw = engines.write.raw_connection()  # a checkpoint cannot run inside the transaction others begin with
    try:
        busy: int = raw.cursor().execute("PRAGMA wal_checkpoint(RESTART)").fetchone()[0]
    finally:
        raw.close()
    return not busy
