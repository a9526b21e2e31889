"""Mutes: targets of which nobody is told until a day, by the words of a filter; each begun and ended in the log."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from commitments.errors import LedgerError, UnknownEntry
from commitments.i18n import _
from commitments.ledger import log, vouched_records
from commitments.ledger.log import Line
from commitments.ledger.messages import Mute
from commitments.ledger.notice_tables import mute
from commitments.ledger.vouched_records import MUTE


def begin(connection: Connection, words: str, until: date, *, reason: str, day: date, actor: str, now: datetime) -> int:
    """Mute what the words of a filter find, until a day; the number of the mute. `LedgerError` without a reason."""
    if not words.strip():
        raise LedgerError(_("静默要写明范围"), remedy=_("写上过滤条件，例如 lead:省商务厅"))
    if not reason.strip():
        raise LedgerError(_("静默要写明理由"), remedy=_("补上理由，例如机构改革期间"))
    if until <= day:
        raise LedgerError(_("静默要到今天以后的日子"), remedy=_("写一个晚于 {day} 的日期").format(day=day))
    values: dict[str, Any] = {"filter": words.strip(), "until": until, "reason": reason.strip()}
    row = {**values, "recorded_by": actor, "recorded_at": now, "ended_by": None, "ended_at": None}
    number: int = connection.execute(insert(mute).values(row).returning(mute.c.id)).scalar_one()
    after = {"mute": number, "filter": values["filter"], "until": until.isoformat()}
    readings = vouched_records.vouch(connection, MUTE, number)
    line = Line("mute", after=after, reason=values["reason"], readings=readings)
    log.append(connection, [line], actor=actor, now=now)
    return number


def end(connection: Connection, number: int, *, actor: str, now: datetime) -> bool:
    """End a mute before its day; False if it had been ended. `UnknownEntry` if there is none."""
    open_one = (mute.c.id == number, mute.c.ended_at.is_(None))
    if connection.execute(update(mute).where(*open_one).values(ended_by=actor, ended_at=now)).rowcount == 1:
        readings = vouched_records.vouch(connection, MUTE, number)
        line = Line("unmute", after={"mute": number}, readings=readings)
        log.append(connection, [line], actor=actor, now=now)
        return True
    if connection.execute(select(mute.c.id).where(mute.c.id == number)).one_or_none() is None:
        raise UnknownEntry(_("没有编号为 {n} 的静默").format(n=number), remedy="duban mute list")
    return False


def select_mutes(connection: Connection, day: date | None) -> tuple[Mute, ...]:
    """The mutes in force on a day, or every one there ever was, oldest first."""
    statement = select(mute).order_by(mute.c.id)
    if day is not None:
        statement = statement.where(mute.c.until > day, mute.c.ended_at.is_(None))
    return tuple(Mute(**row) for row in connection.execute(statement).mappings())
