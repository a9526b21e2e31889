"""Put the digests of a slot into the outbox: once for every channel and date, whoever asks and however often."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from commitments.i18n import _
from commitments.ledger import Ledger, NewMessage, OutboxMessage, OutboxState
from monitor.config import Settings
from monitor.digest import Digest, Line, build_digest
from monitor.notice_settings import ChannelSettings
from monitor.notifications import channel_of
from monitor.notifications.audience import Share, shares
from monitor.notifications.kinds import DIGEST, ESCALATION
from monitor.notifications.ladder import Rung, climb, to_tell
from monitor.notifications.message import Message, digest_message, digest_title, to_document
from monitor.notifications.quiet import openings
from monitor.notifications.rendering import paged
from monitor.slots import Slots, missed

JOB = "notify"  # of the run rows; their scope is the channel's name
KINDS = (DIGEST, ESCALATION)
SILENT = "nothing to say"
COALESCED = "skipped_coalesced"
SHOWN_MISSED = 5
SHOWN_CLOSED = 20
MOST_ROWS = 2000  # of the outbox, looked through for the last digest
DAY = timedelta(days=1)

_UNSURE = (OutboxState.UNCERTAIN, OutboxState.SENDING)
_UNSENT = (OutboxState.READY, OutboxState.DEAD, OutboxState.EXPIRED, OutboxState.CANCELLED)


def plan_digest(ledger: Ledger, settings: Settings, *, today: date, slot: date, slots: Slots) -> bool:
    """Write the digests of a slot, one per channel and owner; whether any channel had not been planned yet.

    A day with nothing late, due or near gets its run row and no message. Slots that nobody took since the last one are
    written off, and named. What of the last digest is still waiting is superseded by this one, which says so.

    Args:
        ledger: the store of record.
        settings: channels, routes, the ladder, warning window, and whether candidates are told of.
        today: the day the digest speaks of.
        slot: the local date of the slot, the key under which it is planned once.
        slots: the daily slots; the one after `slot` takes over, and nothing of this one is sent after that.
    """
    if all(ledger.last_slot(JOB, each.name) == slot for each in settings.channel):
        return False
    tracked = settings.notify.include == "tracked"
    digest = build_digest(ledger, day=today, near_days=settings.review.near_days, only_tracked=tracked)
    climb(ledger, settings, digest, slot)
    plan = _Plan(ledger, settings, digest, slot, slots)
    planned = [plan.channel(each) for each in settings.channel]
    return any(planned)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is planned for one slot."""

    ledger: Ledger
    settings: Settings
    digest: Digest
    slot: date
    slots: Slots

    def channel(self, each: ChannelSettings) -> bool:
        """Plan one channel; False if it was planned before."""
        ledger, slot = self.ledger, self.slot
        ledger.register_channel(each.name, each.kind)
        last, newest = last_digest(ledger, each.name), ledger.last_slot(JOB, each.name)
        written_off = missed(self.slots, slot, lambda day: day == newest)
        notes = (*_missed_words(written_off), *_last_words(last), *_broken_words(ledger, each.name))
        new = [row for message in self._messages(each, newest, notes) for row in self._rows(each, *message)]
        if not ledger.plan(JOB, each.name, slot, new, note="" if new else SILENT):
            return False
        for day in written_off:
            ledger.plan(JOB, each.name, day, (), note=COALESCED)
        for row in last:
            if row.state is OutboxState.READY:
                ledger.supersede(row.id, _("由 {day} 的日报取代").format(day=slot.isoformat()))
        return True

    def _messages(
        self, each: ChannelSettings, newest: date | None, notes: tuple[str, ...]
    ) -> Iterator[tuple[Share, Message]]:
        since = newest if newest is not None else self.slot - DAY
        rungs = to_tell(self.ledger, since, self.slot)
        for share in shares(self.ledger, self.settings, each, self.digest, rungs):
            closed = _closed_words(self.ledger, share.digest, self.slots.instant(since))
            aside = (*_resting_words(share.digest), *_calendar_words(self.settings, self.digest.day))
            message = share_message(share, rungs, (*notes, *closed, *aside))
            if message is None and closed:  # the end of a story that was told is worth a line of its own
                message = Message(digest_title(share.digest, share.owner), self.digest.day, (), (*notes, *closed))
            if message is not None:
                yield share, message

    def _rows(self, each: ChannelSettings, share: Share, message: Message) -> Iterator[NewMessage]:
        starts = self.slots.instant(self.slot)
        opens = openings(each, self.settings).next_open(starts)
        for page in paged(channel_of(each.kind), message):
            yield NewMessage(
                dedup_key="|".join((share.kind, each.name, share.owner, self.slot.isoformat(), str(page.part))),
                channel=each.name,
                kind=share.kind,
                owner=share.owner,
                document=to_document(page),
                not_before=opens if opens > starts else None,
                expires_at=_later(self.slots.after(self.slot), opens),
            )


def _later(expires_at: datetime | None, opens: datetime) -> datetime | None:
    """When a message is no longer worth sending; never before it may be sent at all."""
    return None if expires_at is None or expires_at <= opens else expires_at


def share_message(
    share: Share, rungs: Mapping[int, Rung], notes: tuple[str, ...] = (), *, muted: frozenset[int] = frozenset()
) -> Message | None:
    """What one owner is told; None for silence.

    Args:
        share: the lines.
        rungs: the stages of reminding that targets have newly reached, which are marked.
        notes: lines to open with.
        muted: targets that nobody is told of.
    """
    day = share.digest.day
    kept = {name: _kept(getattr(share.digest, name), day, muted) for name in ("overdue", "due", "near", "ahead")}
    climbed = tuple(line for line in kept.pop("ahead") if line.entry.id in rungs)
    digest = replace(share.digest, overdue=kept["overdue"], due=kept["due"], near=kept["near"] + climbed)
    marks = {target_id: rung.words for target_id, rung in rungs.items()}
    message = digest_message(
        digest, notes, owner=share.owner, escalated=_kept(share.escalated, day, muted), marks=marks
    )
    if message is None:
        return None
    called = any(item.target_id in rungs and rungs[item.target_id].level for item in message.items)
    return replace(message, mentions=share.mention if called else ())


def _kept(lines: Sequence[Line], day: date, muted: frozenset[int]) -> tuple[Line, ...]:
    """The lines whose reminders do not rest and that nobody muted."""
    return tuple(line for line in lines if not line.entry.resting(day) and line.entry.id not in muted)


def last_digest(ledger: Ledger, channel: str) -> tuple[OutboxMessage, ...]:
    """The pages of the newest digests that were planned for a channel; none before the first."""
    rows = [row for row in ledger.outbox(limit=MOST_ROWS) if row.channel == channel and row.kind in KINDS]
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


def _closed_words(ledger: Ledger, digest: Digest, since: datetime) -> tuple[str, ...]:
    """One line for what was reminded of and has been closed since."""
    closed = [line.entry for line in digest.closed if (at := _closed_at(line)) is not None and at > since]
    told = {stage.target_id for stage in ledger.stages([entry.id for entry in closed])}
    codes = [entry.code for entry in closed if entry.id in told]
    if not codes:
        return ()
    more = "…" if len(codes) > SHOWN_CLOSED else ""
    return (_("已办结 {n} 项：{codes}").format(n=len(codes), codes="、".join(codes[:SHOWN_CLOSED]) + more),)


def _closed_at(line: Line) -> datetime | None:
    closing = line.entry.closing
    return None if closing is None else closing.confirmed_at or closing.proposed_at


def _resting_words(digest: Digest) -> tuple[str, ...]:
    lines = digest.overdue + digest.due + digest.near
    n = sum(line.entry.resting(digest.day) for line in lines)
    return (_("另有 {n} 项暂缓提醒").format(n=n),) if n else ()


def _calendar_words(settings: Settings, day: date) -> tuple[str, ...]:
    """Years within reach whose make-up days nobody has published."""
    years = sorted({day.year, (day + settings.review.near_days * DAY).year})
    provisional = "、".join(str(year) for year in years if settings.workdays.is_provisional(year))
    return (_("{years} 年调休安排尚未公布，工作日暂按法定节假日计").format(years=provisional),) if provisional else ()
