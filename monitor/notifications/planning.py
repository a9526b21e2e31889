"""Put the digests of a slot into the outbox: once for every channel and date, whoever asks and however often."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from commitments.i18n import _
from commitments.ledger import Ledger, NewMessage, OutboxMessage, OutboxState
from monitor.config import Settings
from monitor.digest import Digest, Line
from monitor.notice_settings import ChannelSettings
from monitor.notifications import channel_of
from monitor.notifications.audience import Share, shares
from monitor.notifications.facts import day_for_notices
from monitor.notifications.kinds import DIGEST, ESCALATION
from monitor.notifications.ladder import Rung, climb, to_tell
from monitor.notifications.message import Message, digest_message, digest_title, to_document
from monitor.notifications.muting import muted_ids
from monitor.notifications.opening_words import (
    broken_words,
    calendar_words,
    closed_words,
    last_words,
    missed_words,
    resting_words,
    revisit_words,
)
from monitor.notifications.papers import summary_words, with_papers
from monitor.notifications.poison import sifted
from monitor.notifications.quiet import always_said, openings
from monitor.notifications.rendering import paged
from monitor.notifications.vendor import Channel
from monitor.slots import Slots, missed

LOG = logging.getLogger(__name__)
JOB = "notify"  # of the run rows; their scope is the channel's name
KINDS = (DIGEST, ESCALATION)
MAIL = "email"  # the kind of channel that carries files
SILENT = "nothing to say"
COALESCED = "skipped_coalesced"
MOST_ROWS = 2000  # of the outbox, looked through for the last digest
DAY = timedelta(days=1)


def plan_digest(ledger: Ledger, settings: Settings, *, today: date, slot: date, slots: Slots) -> bool:
    """Write the digests of a slot, one per channel and owner; whether any channel had not been planned yet.

    A day with nothing late, due or near gets its run row and no message, unless the summary of a period is to go out.
    Slots that nobody took since the last one are written off, and named. What of the last digest is still waiting is
    superseded by this one, which says so.

    Args:
        ledger: the store of record.
        settings: channels, routes, the ladder, warning window, and whether candidates are told of.
        today: the day the digest speaks of.
        slot: the local date of the slot, the key under which it is planned once.
        slots: the daily slots; the one after `slot` takes over, and nothing of this one is sent after that.
    """
    if all(ledger.last_slot(JOB, each.name) == slot for each in settings.channel):
        return False
    digest = day_for_notices(ledger, settings, today)
    muted = muted_ids(ledger, today, digest.near_days)
    climb(ledger, settings, digest, slot, muted=muted)
    plan = _Plan(ledger, settings, digest, slot, slots, muted)
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
    muted: frozenset[int]
    known: dict[date, Mapping[int, Rung]] = field(default_factory=dict)  # the stages to tell of, by the last slot told

    def channel(self, each: ChannelSettings) -> bool:
        """Plan one channel; False if it was planned before."""
        ledger, slot = self.ledger, self.slot
        ledger.register_channel(each.name, each.kind)
        last, newest = last_digest(ledger, each.name), ledger.last_slot(JOB, each.name)
        written_off = missed(self.slots, slot, lambda day: day == newest)
        notes = (*missed_words(written_off), *last_words(last), *broken_words(ledger, each.name))
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
        if since not in self.known:  # most channels were told of the same slot last
            self.known[since] = to_tell(self.ledger, since, self.slot)
        rungs = self.known[since]
        for share in shares(self.ledger, self.settings, each, self.digest, rungs):
            closed = closed_words(self.ledger, share.digest, self.slots.instant(since))
            aside = (*resting_words(share.digest, self.muted), *calendar_words(self.settings, self.digest.day))
            message = share_message(share, rungs, (*notes, *closed, *aside), muted=self.muted)
            said = () if message is not None else self._said_anyway(each, share, since, closed)
            if said:
                message = Message(digest_title(share.digest, share.owner), self.digest.day, (), (*notes, *said))
            if message is not None:
                yield share, with_papers(self.settings, share, message, since=since, slot=self.slot)

    def _said_anyway(
        self, each: ChannelSettings, share: Share, since: date, closed: tuple[str, ...]
    ) -> tuple[str, ...]:
        """What is worth a message on a day with nothing late, due or near: usually nothing.

        The end of a story that was told, a verdict that was shaken since, the summary of a period.
        """
        told = self.slots.instant(since)
        again = (line for line in share.digest.revisit if line.entry.id not in self.muted)
        fresh = [line for line in again if line.revisit is not None and line.revisit.since > told]
        mails = each.kind == MAIL
        papers = summary_words(self.settings, share, mails=mails, since=since, slot=self.slot)
        return (*closed, *revisit_words(fresh), *papers)

    def _rows(self, each: ChannelSettings, share: Share, message: Message) -> Iterator[NewMessage]:
        slot = self.slots.instant(self.slot)
        starts = slot + timedelta(seconds=each.offset)
        urgent = share.kind in always_said(self.settings, each)
        opens = starts if urgent else openings(each, self.settings).next_open(starts)
        channel = channel_of(each.kind)
        for page in _pages(channel, message):
            yield NewMessage(
                dedup_key="|".join((share.kind, each.name, share.owner, self.slot.isoformat(), str(page.part))),
                channel=each.name,
                kind=share.kind,
                owner=share.owner,
                document=to_document(page),
                not_before=opens if opens > slot else None,
                expires_at=_later(self.slots.after(self.slot), opens),
            )


def _pages(channel: Channel, message: Message) -> tuple[Message, ...]:
    """The pages of a message; where it cannot be rendered, of what is left of it without the items to blame."""
    try:
        return paged(channel, message)
    except Exception:  # what is left without the items to blame still goes out
        LOG.exception("%s cannot be rendered for %s as it is", message.title, channel.kind)
        return paged(channel, sifted(channel, message))


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
    notes = (*notes, *revisit_words(tuple(line for line in digest.revisit if line.entry.id not in muted)))
    marks = _marks((*share.escalated, *digest.overdue, *digest.due, *digest.near), rungs)
    message = digest_message(
        digest, notes, owner=share.owner, escalated=_kept(share.escalated, day, muted), marks=marks
    )
    if message is None:
        return None
    called = any(item.target_id in rungs and rungs[item.target_id].level for item in message.items)
    return replace(message, mentions=share.mention if called else ())


def _marks(lines: Sequence[Line], rungs: Mapping[int, Rung]) -> Mapping[int, str]:
    """The words of the stages that these lines have newly reached."""
    words: dict[str, str] = {}
    found: dict[int, str] = {}
    for line in lines:
        rung = rungs.get(line.entry.id)
        if rung is not None:
            found[line.entry.id] = words.get(rung.name) or words.setdefault(rung.name, rung.words)
    return found


def _kept(lines: Sequence[Line], day: date, muted: frozenset[int]) -> tuple[Line, ...]:
    """The lines whose reminders do not rest and that nobody muted."""
    return tuple(line for line in lines if not line.entry.resting(day) and line.entry.id not in muted)


def last_digest(ledger: Ledger, channel: str) -> tuple[OutboxMessage, ...]:
    """The pages of the newest digests that were planned for a channel; none before the first."""
    rows = [row for row in ledger.outbox(limit=MOST_ROWS, channel=channel) if row.kind in KINDS]
    newest = max((_slot(row) for row in rows), default="")
    return tuple(row for row in rows if _slot(row) == newest)


def _slot(row: OutboxMessage) -> str:
    return row.dedup_key.split("|")[3]
