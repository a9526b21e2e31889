"""Put the digest of a slot into the outbox: once for every channel and date, whoever asks and however often."""

from collections.abc import Sequence
from datetime import date, datetime

from commitments.i18n import _
from commitments.ledger import Ledger, NewMessage, OutboxMessage, OutboxState
from monitor.config import ChannelSettings, Settings
from monitor.digest import Digest, build_digest
from monitor.notifications import channel_of
from monitor.notifications.message import Message, digest_message, to_document
from monitor.notifications.rendering import paged
from monitor.slots import Slots, missed

JOB = "notify"  # of the run rows; their scope is the channel's name
KIND = "digest"
SILENT = "nothing to say"
COALESCED = "skipped_coalesced"
SHOWN_MISSED = 5

_UNSURE = (OutboxState.UNCERTAIN, OutboxState.SENDING)
_UNSENT = (OutboxState.READY, OutboxState.DEAD, OutboxState.EXPIRED, OutboxState.CANCELLED)


def plan_digest(ledger: Ledger, settings: Settings, *, today: date, slot: date, slots: Slots) -> bool:
    """Write one digest per channel for a slot; whether any channel had not been planned yet.

    A day with nothing late, due or near gets its run row and no message. Slots that nobody took since the last one are
    written off, and named. What of the last digest is still waiting is superseded by this one, which says so.

    Args:
        ledger: the store of record.
        settings: channels, warning window, and whether candidates are told of.
        today: the day the digest speaks of.
        slot: the local date of the slot, the key under which it is planned once.
        slots: the daily slots; the one after `slot` takes over, and nothing of this one is sent after that.
    """
    if all(ledger.last_slot(JOB, each.name) == slot for each in settings.channel):
        return False
    tracked = settings.notify.include == "tracked"
    digest = build_digest(ledger, day=today, near_days=settings.review.near_days, only_tracked=tracked)
    planned = [_plan(ledger, each, digest, slot, slots) for each in settings.channel]
    return any(planned)


def _plan(ledger: Ledger, each: ChannelSettings, digest: Digest, slot: date, slots: Slots) -> bool:
    ledger.register_channel(each.name, each.kind)
    last, newest = last_digest(ledger, each.name), ledger.last_slot(JOB, each.name)
    written_off = missed(slots, slot, lambda day: day == newest)
    notes = (*_missed_words(written_off), *_last_words(last), *_broken_words(ledger, each.name))
    message = digest_message(digest, notes)
    new = () if message is None else _rows(message, each, slot, slots.after(slot))
    if not ledger.plan(JOB, each.name, slot, new, note="" if new else SILENT):
        return False
    for day in written_off:
        ledger.plan(JOB, each.name, day, (), note=COALESCED)
    for row in last:
        if row.state is OutboxState.READY:
            ledger.supersede(row.id, _("由 {day} 的日报取代").format(day=slot.isoformat()))
    return True


def _rows(message: Message, each: ChannelSettings, slot: date, expires_at: datetime | None) -> tuple[NewMessage, ...]:
    return tuple(
        NewMessage(
            dedup_key=f"{KIND}|{each.name}||{slot.isoformat()}|{page.part}",
            channel=each.name,
            kind=KIND,
            owner="",
            document=to_document(page),
            expires_at=expires_at,
        )
        for page in paged(channel_of(each.kind), message)
    )


def last_digest(ledger: Ledger, channel: str) -> tuple[OutboxMessage, ...]:
    """The pages of the newest digest that was planned for a channel; none before the first."""
    rows = [row for row in ledger.outbox() if row.channel == channel and row.kind == KIND]
    newest = max((_slot(row) for row in rows), default="")
    return tuple(row for row in rows if _slot(row) == newest)


def _slot(row: OutboxMessage) -> str:
    return row.dedup_key.split("|")[3]


def _missed_words(days_missed: Sequence[date]) -> tuple[str, ...]:
    if not days_missed:
        return ()
    days = "、".join(day.isoformat() for day in days_missed[-SHOWN_MISSED:])
    return (_("此前 {n} 天没有发出日报：{days}").format(n=len(days_missed), days=days),)


def _last_words(last: Sequence[OutboxMessage]) -> tuple[str, ...]:
    """What became of the last digest, where it may not have arrived."""
    unsure = [row.ref for row in last if row.state in _UNSURE]
    unsent = [row.ref for row in last if row.state in _UNSENT]
    words = []
    if unsure:
        words.append(_("上一期 {refs} 未能确认送达").format(refs="、".join(unsure)))
    if unsent:
        words.append(_("上一期 {refs} 没有送达").format(refs="、".join(unsent)))
    return tuple(words)


def _broken_words(ledger: Ledger, here: str) -> tuple[str, ...]:
    """Channels that cannot say for themselves that they are of no use."""
    names = [channel.name for channel in ledger.channels() if channel.state == "broken" and channel.name != here]
    return (_("通知渠道 {names} 已停用，请管理员检查").format(names="、".join(names)),) if names else ()
