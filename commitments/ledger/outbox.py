"""The outbox: messages planned once, claimed by one sender at a time, then settled, or uncertain when nobody knows.

    ready → sending (no byte out) → sending (bytes out) → delivered | accepted | ready | uncertain | dead
    side exits: superseded, expired, cancelled

Every step is an update that names the state it expects, so that of two senders only one succeeds.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, and_, case, exists, false, func, insert, or_, select, true, update

from commitments.errors import UnknownEntry
from commitments.i18n import _
from commitments.ledger import budgets, channels
from commitments.ledger.budgets import Budget
from commitments.ledger.conditions import Condition
from commitments.ledger.documents import insert_if_absent
from commitments.ledger.hydration import AnyRow
from commitments.ledger.messages import Attempt, Claim, NewMessage, OutboxMessage, OutboxState, Settlement
from commitments.ledger.notice_tables import attempt, outbox, run
from commitments.ledger.own_words import SENDING_BROKEN_OFF, translated
from commitments.ledger.refs import ref_of

SETTLED = frozenset(
    {
        OutboxState.DELIVERED,
        OutboxState.ACCEPTED,
        OutboxState.READY,
        OutboxState.UNCERTAIN,
        OutboxState.DEAD,
    }
)
SUCCESS = frozenset({OutboxState.DELIVERED, OutboxState.ACCEPTED})
LONGEST_VENDOR_MESSAGE = 500


def plan(
    connection: Connection,
    job: str,
    scope: str,
    slot: date,
    messages: Sequence[NewMessage],
    *,
    note: str,
    now: datetime,
) -> bool:
    """Write the run of a slot and its messages; False, and nothing written, if the slot has its run already."""
    channels.require(connection, {message.channel for message in messages})
    values = {"job": job, "scope": scope, "slot_date": slot, "state": "planned", "planned_at": now, "note": note}
    if not insert_if_absent(connection, run, values):
        return False
    this_run = (run.c.job == job, run.c.scope == scope, run.c.slot_date == slot)
    run_id: int = connection.execute(select(run.c.id).where(*this_run)).scalar_one()
    for message in messages:
        insert_if_absent(connection, outbox, _new_message(message, run_id, now))
    return True


def _new_message(message: NewMessage, run_id: int, now: datetime) -> dict[str, Any]:
    return {
        "dedup_key": message.dedup_key,
        "run_id": run_id,
        "channel": message.channel,
        "kind": message.kind,
        "owner": message.owner,
        "document": message.document,
        "state": OutboxState.READY,
        "created_at": now,
        "not_before": message.not_before,
        "expires_at": message.expires_at,
        "attempts": 0,
        "wire": False,
        "note": "",
    }


def last_slot(connection: Connection, job: str, scope: str) -> date | None:
    """The latest date a job was planned for; None if never."""
    latest = select(func.max(run.c.slot_date)).where(run.c.job == job, run.c.scope == scope)
    found: date | None = connection.execute(latest).scalar()
    return found


def claim(connection: Connection, channel: str, *, lease_seconds: int, budget: Budget, now: datetime) -> Claim | None:
    """The right to send the channel's oldest ready message; None if there is none, one is under way, or it rests."""
    if not channels.is_open(connection, channel, now):
        return None
    expire(connection, now)
    if budgets.is_spent(connection, channel, budget, now):
        return None
    its_own = outbox.c.channel == channel
    under_way = exists().where(its_own, outbox.c.state == OutboxState.SENDING)
    may_go = or_(outbox.c.not_before.is_(None), outbox.c.not_before <= now)
    oldest = (
        select(outbox)
        .where(its_own, outbox.c.state == OutboxState.READY, may_go, ~under_way)
        .order_by(outbox.c.id)
        .limit(1)
        .with_for_update()
    )
    row = connection.execute(oldest).one_or_none()
    return None if row is None else _take(connection, row, now, now + timedelta(seconds=lease_seconds))


def _take(connection: Connection, row: AnyRow, now: datetime, lease_until: datetime) -> Claim:
    token, number = token_hex(16), row.attempts + 1
    values = {
        "state": OutboxState.SENDING,
        "attempts": number,
        "lease_token": token,
        "lease_until": lease_until,
        "wire": False,
        "note": "",
    }
    taken = connection.execute(update(outbox).where(outbox.c.id == row.id).values(values).returning(*outbox.c)).one()
    first = {"outbox_id": row.id, "n": number, "channel": row.channel, "started": now, "wire": False}
    connection.execute(insert(attempt), [{**first, "outcome": "", "vendor_code": "", "vendor_message": ""}])
    return Claim(message_of(taken), token, number, lease_until)


def mark_wire(connection: Connection, held: Claim, *, now: datetime) -> bool:
    """Note that bytes may leave from now on; False, and none may, if the lease is no longer ours."""
    ours = and_(_held(held), outbox.c.state == OutboxState.SENDING, outbox.c.lease_until > now)
    if connection.execute(update(outbox).where(ours).values(wire=True)).rowcount != 1:
        return False
    connection.execute(update(attempt).where(_its_attempt(held)).values(wire=True))
    return True


def settle(connection: Connection, held: Claim, settlement: Settlement, *, now: datetime) -> bool:
    """Write what became of an attempt; False if the message was no longer ours. A late success lifts `uncertain`."""
    if settlement.state not in SETTLED:
        raise ValueError(settlement.state)
    lifted = outbox.c.state == OutboxState.UNCERTAIN if settlement.state in SUCCESS else false()
    ours = and_(_held(held), or_(outbox.c.state == OutboxState.SENDING, lifted))
    values = {
        "state": settlement.state,
        "not_before": settlement.retry_at if settlement.state is OutboxState.READY else outbox.c.not_before,
        "lease_until": None,
        "note": _cut(settlement.vendor_message or settlement.vendor_code),
    }
    is_ours = connection.execute(update(outbox).where(ours).values(values)).rowcount == 1
    _finish_attempt(connection, held, settlement, now)
    channels.heed(connection, held.message.channel, settlement)
    return is_ours


def _finish_attempt(connection: Connection, held: Claim, settlement: Settlement, now: datetime) -> None:
    """Complete the record of the attempt; what the reaper supposed gives way to what the sender knows."""
    values = {
        "finished": now,
        "outcome": settlement.outcome,
        "http_status": settlement.http_status,
        "vendor_code": settlement.vendor_code,
        "vendor_message": _cut(settlement.vendor_message),
        "milliseconds": settlement.milliseconds,
        "skew": settlement.skew,
        "body_sha": settlement.body_sha,
    }
    connection.execute(update(attempt).where(_its_attempt(held)).values(values))


def reap(connection: Connection, *, now: datetime) -> tuple[int, int]:
    """Free what a dead sender held: to `ready` if no byte can have left, else to `uncertain`; how many of each."""
    expire(connection, now)
    ended = (outbox.c.state == OutboxState.SENDING, outbox.c.lease_until <= now)
    return (
        _release(connection, and_(*ended, outbox.c.wire == false()), OutboxState.READY, "not_sent", now),
        _release(connection, and_(*ended, outbox.c.wire == true()), OutboxState.UNCERTAIN, "ambiguous", now),
    )


def _release(connection: Connection, ended: Condition, becomes: OutboxState, outcome: str, now: datetime) -> int:
    statement = update(outbox).where(ended).values(state=becomes, lease_until=None, note=SENDING_BROKEN_OFF)
    rows = connection.execute(statement.returning(outbox.c.id, outbox.c.attempts)).all()
    for outbox_id, number in rows:
        its_last = and_(attempt.c.outbox_id == outbox_id, attempt.c.n == number, attempt.c.finished.is_(None))
        connection.execute(update(attempt).where(its_last).values(finished=now, outcome=outcome))
    return len(rows)


def expire(connection: Connection, now: datetime) -> int:
    """Let go of what has waited past its day; how many."""
    late = and_(outbox.c.state == OutboxState.READY, outbox.c.expires_at.is_not(None), outbox.c.expires_at <= now)
    return connection.execute(update(outbox).where(late).values(state=OutboxState.EXPIRED)).rowcount


def defer(connection: Connection, channel: str, until: datetime, exempt: Sequence[str]) -> int:
    """Let what waits on a channel wait until an instant, and let nothing expire before it; how many had to."""
    waiting = and_(outbox.c.channel == channel, outbox.c.state == OutboxState.READY, outbox.c.kind.not_in(exempt))
    sooner = or_(outbox.c.not_before.is_(None), outbox.c.not_before < until)
    lives = case((outbox.c.expires_at <= until, None), else_=outbox.c.expires_at)
    statement = update(outbox).where(waiting, sooner).values(not_before=until, expires_at=lives)
    return connection.execute(statement).rowcount


def move(
    connection: Connection,
    outbox_id: int,
    *,
    expected: Sequence[OutboxState],
    becomes: OutboxState,
    note: str,
    anew: bool = True,
) -> bool:
    """Put a message into another state if it is in one of the expected; `UnknownEntry` if there is none.

    One that becomes ready again may go at once and for ever if `anew`, else within the times it was given.
    """
    here = and_(outbox.c.id == outbox_id, outbox.c.state.in_(expected))
    again = {"not_before": None, "expires_at": None} if becomes is OutboxState.READY and anew else {}
    if connection.execute(update(outbox).where(here).values(state=becomes, note=note, **again)).rowcount == 1:
        return True
    if connection.execute(select(outbox.c.id).where(outbox.c.id == outbox_id)).one_or_none() is None:
        raise UnknownEntry(_("待发箱里没有消息 {ref}").format(ref=ref_of(outbox_id)))
    return False


def select_messages(
    connection: Connection, states: Sequence[OutboxState], limit: int, channel: str = ""
) -> tuple[OutboxMessage, ...]:
    """Messages in these states, or in any if none is named, newest first; of one channel if it is named."""
    statement = select(outbox).order_by(outbox.c.id.desc()).limit(limit)
    if states:
        statement = statement.where(outbox.c.state.in_(states))
    if channel:
        statement = statement.where(outbox.c.channel == channel)
    return tuple(message_of(row) for row in connection.execute(statement))


def select_attempts(connection: Connection, outbox_id: int) -> tuple[Attempt, ...]:
    """Every try at sending one message, first to last."""
    columns = (column for column in attempt.c if column.name != "channel")
    statement = select(*columns).where(attempt.c.outbox_id == outbox_id).order_by(attempt.c.n)
    return tuple(Attempt(**row) for row in connection.execute(statement).mappings())


def select_message(connection: Connection, outbox_id: int) -> OutboxMessage:
    """One message; `UnknownEntry` if there is none."""
    row = connection.execute(select(outbox).where(outbox.c.id == outbox_id)).one_or_none()
    if row is None:
        raise UnknownEntry(_("待发箱里没有消息 {ref}").format(ref=ref_of(outbox_id)))
    return message_of(row)


def latest_skew(connection: Connection) -> tuple[str, float] | None:
    """The channel asked last and how far its clock was from ours, in seconds; None where nobody told."""
    told = select(attempt.c.channel, attempt.c.skew).where(attempt.c.skew.is_not(None))
    row = connection.execute(told.order_by(attempt.c.started.desc()).limit(1)).one_or_none()
    return None if row is None else (row.channel, row.skew)


def message_of(row: AnyRow) -> OutboxMessage:
    """One message from its row."""
    return OutboxMessage(
        id=row.id,
        ref=ref_of(row.id),
        dedup_key=row.dedup_key,
        channel=row.channel,
        kind=row.kind,
        owner=row.owner,
        state=row.state,
        document=row.document,
        attempts=row.attempts,
        created_at=row.created_at,
        not_before=row.not_before,
        expires_at=row.expires_at,
        note=translated(row.note),
    )


def _held(held: Claim) -> Condition:
    return and_(outbox.c.id == held.message.id, outbox.c.lease_token == held.token)


def _its_attempt(held: Claim) -> Condition:
    return and_(attempt.c.outbox_id == held.message.id, attempt.c.n == held.attempt)


def _cut(text: str) -> str:
    return text[:LONGEST_VENDOR_MESSAGE]
