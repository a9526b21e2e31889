"""Which clock decides: where hosts share a server, the server's own, so that none frees another's lease early."""

from datetime import UTC, datetime

from sqlalchemy import Connection, func, select


def server_instant(connection: Connection) -> datetime:
    """This very instant by the server's clock, aware, UTC; it goes on within a transaction, unlike now()."""
    found: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
    return found.astimezone(UTC)
