"""Channels and workers: which channel may be used, and who was last seen alive."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime

from sqlalchemy import Connection, and_, or_, select, update

from commitments.errors import UnknownEntry
from commitments.i18n import _
from commitments.ledger.documents import insert_if_absent
from commitments.ledger.messages import ChannelStatus, Heartbeat, Settlement
from commitments.ledger.notice_tables import channel, heartbeat

OK, PAUSED, BROKEN = "ok", "paused", "broken"


def register(connection: Connection, name: str, kind: str) -> None:
    """Make a channel known; one that is known keeps its state."""
    values = {"name": name, "kind": kind, "state": OK, "paused_until": None, "note": ""}
    if not insert_if_absent(connection, channel, values):
        connection.execute(update(channel).where(channel.c.name == name, channel.c.kind != kind).values(kind=kind))


def require(connection: Connection, names: AbstractSet[str]) -> None:
    """Raise `UnknownEntry` for a channel that was never registered."""
    known = set(connection.execute(select(channel.c.name)).scalars())
    for name in sorted(names - known):
        raise _unknown(name)


def is_open(connection: Connection, name: str, now: datetime) -> bool:
    """Whether it may be used now; a rest that is over ends here. Holds the row, so that one sender asks at a time."""
    row = connection.execute(select(channel).where(channel.c.name == name).with_for_update()).one_or_none()
    if row is None:
        raise _unknown(name)
    if row.state == PAUSED and row.paused_until is not None and row.paused_until <= now:
        resume(connection, name)
        return True
    return bool(row.state == OK)


def heed(connection: Connection, name: str, settlement: Settlement) -> None:
    """Rest a channel as its vendor asked, or take it out of use until a person mends it."""
    if settlement.break_channel:
        values = {"state": BROKEN, "paused_until": None, "note": settlement.break_channel}
        connection.execute(update(channel).where(channel.c.name == name).values(values))
        return
    until = settlement.pause_channel_until
    if until is not None:
        sooner = or_(channel.c.state == OK, channel.c.paused_until < until)  # a person's pause has no end to move
        statement = update(channel).where(channel.c.name == name, channel.c.state != BROKEN, sooner)
        connection.execute(statement.values(state=PAUSED, paused_until=until))


def pause(connection: Connection, names: AbstractSet[str], note: str) -> int:
    """Let channels rest until a person resumes them; how many did not rest already. Broken ones stay broken."""
    require(connection, names)
    resting = and_(channel.c.state == PAUSED, channel.c.paused_until.is_(None))
    statement = update(channel).where(channel.c.name.in_(names), channel.c.state != BROKEN, ~resting)
    return connection.execute(statement.values(state=PAUSED, paused_until=None, note=note)).rowcount


def resume(connection: Connection, name: str) -> None:
    """Put a channel back into use; `UnknownEntry` if there is none."""
    statement = update(channel).where(channel.c.name == name).values(state=OK, paused_until=None, note="")
    if connection.execute(statement).rowcount == 0:
        raise _unknown(name)


def select_channels(connection: Connection) -> tuple[ChannelStatus, ...]:
    """Every channel that was registered, by name."""
    statement = select(channel).order_by(channel.c.name)
    return tuple(ChannelStatus(**row) for row in connection.execute(statement).mappings())


def note_secret(connection: Connection, name: str, secret_fp: str) -> None:
    """Keep the fingerprint a channel was last opened with."""
    connection.execute(update(channel).where(channel.c.name == name).values(secret_fp=secret_fp))


def beat(connection: Connection, name: str, now: datetime, *, pid: int | None, host: str | None) -> None:
    """Note that a worker is alive."""
    values = {"at": now, "pid": pid, "host": host}
    if not insert_if_absent(connection, heartbeat, {"name": name, **values}):
        connection.execute(update(heartbeat).where(heartbeat.c.name == name).values(values))


def select_heartbeat(connection: Connection, name: str) -> Heartbeat | None:
    """When a worker was last seen, and where; None if it never was."""
    row = connection.execute(select(heartbeat).where(heartbeat.c.name == name)).one_or_none()
    return None if row is None else Heartbeat(row.at, row.pid, row.host)


def select_heartbeats(connection: Connection) -> Mapping[str, datetime]:
    """When each worker was last seen."""
    return {row.name: row.at for row in connection.execute(select(heartbeat))}


def _unknown(name: str) -> UnknownEntry:
    return UnknownEntry(_("没有登记名为 {name} 的通知渠道").format(name=name), remedy=_("在配置里写上这个渠道"))
