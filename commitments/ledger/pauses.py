"""What people say of a target without deciding on it: note taken (签收), reminders rested, a leader's remark (批示)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select

from commitments.codes import code_of
from commitments.errors import LedgerError
from commitments.evidence import Verdict
from commitments.i18n import _
from commitments.ledger import decisions, log
from commitments.ledger.decisions import locked, refuse_rejected
from commitments.ledger.documents import insert_if_absent
from commitments.ledger.life_tables import acknowledgement, remark, snooze
from commitments.ledger.log import Line

MOST_SNOOZES = 3


def acknowledge(
    connection: Connection, target_ids: Sequence[int], *, unit: str, note: str, actor: str, now: datetime
) -> int:
    """Record that a unit took note of targets; how many it had not yet taken note of."""
    lines = []
    for row in locked(connection, target_ids, None):
        refuse_rejected(row)
        values = {"target_id": row.id, "unit": unit.strip(), "note": note, "recorded_by": actor, "recorded_at": now}
        if insert_if_absent(connection, acknowledgement, values):
            decisions.write(connection, row.id, {})
            lines.append(Line("acknowledge", row.id, after={"acknowledged": unit.strip()}, reason=note))
    log.append(connection, lines, actor=actor, now=now)
    return len(lines)


def rest(
    connection: Connection, target_id: int, until: date, *, reason: str, day: date, actor: str, now: datetime
) -> int:
    """Rest reminders until a day; the id of the snooze. `LedgerError` without reason, or after the third time."""
    if not reason.strip():
        raise LedgerError(_("暂缓提醒要写明理由"), remedy=_("补上理由，例如等待批复"))
    if until <= day:
        raise LedgerError(_("暂缓要到今天以后的日子"), remedy=_("写一个晚于 {day} 的日期").format(day=day))
    row = locked(connection, [target_id], None)[0]
    refuse_rejected(row)
    if row.verdict is not Verdict.OPEN:
        raise LedgerError(_("条目 {code} 已销号，不再提醒").format(code=code_of(target_id)))
    standing = (snooze.c.target_id == target_id, ~snooze.c.struck)
    if connection.execute(select(func.count()).where(*standing)).scalar_one() >= MOST_SNOOZES:
        raise LedgerError(
            _("条目 {code} 已暂缓 {n} 次，不能再缓").format(code=code_of(target_id), n=MOST_SNOOZES),
            remedy=_("需要更多时间的，按程序延期（duban extend）"),
        )
    return _add(connection, snooze, "snooze", row.id, {"until": until, "reason": reason.strip()}, actor, now)


def note(connection: Connection, target_id: int, *, leader: str, said: str, actor: str, now: datetime) -> int:
    """Keep what a leader noted on a target; its id. `LedgerError` for an empty note."""
    if not said.strip() or not leader.strip():
        raise LedgerError(_("批示要写明谁说了什么"))
    row = locked(connection, [target_id], None)[0]
    return _add(connection, remark, "remark", row.id, {"leader": leader.strip(), "said": said.strip()}, actor, now)


def _add(
    connection: Connection, table: Table, action: str, target_id: int, values: dict[str, Any], actor: str, now: datetime
) -> int:
    row = {"target_id": target_id, **values, "recorded_by": actor, "recorded_at": now}
    number: int = connection.execute(insert(table).values(row).returning(table.c.id)).scalar_one()
    decisions.write(connection, target_id, {})
    after = decisions.plain({**values, action: number})
    reason = after.pop("reason", "")
    log.append(connection, [Line(action, target_id, after=after, reason=reason)], actor=actor, now=now)
    return number
