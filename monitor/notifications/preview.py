"""The exact bodies as they would go over the wire: what `duban notify --dry-run` prints and the outbox screen shows.

For screens: `preview(ledger, settings, message, today=…)` gives the body of one message of the outbox in any state, and
`previews(ledger, settings, digest)` all that would go out now. Both names and what they take are kept stable. Neither
writes anything, follows a reference to a secret, or calls anybody.
"""

import json
from dataclasses import dataclass, replace
from datetime import date, timedelta

from commitments.ledger import Ledger, OutboxMessage, OutboxState
from monitor.config import Settings
from monitor.digest import Digest, Line
from monitor.notice_settings import ChannelSettings
from monitor.notifications import channel_of
from monitor.notifications.audience import shares
from monitor.notifications.composing import as_written, compose
from monitor.notifications.message import Message
from monitor.notifications.muting import muted_ids
from monitor.notifications.papers import with_papers
from monitor.notifications.planning import share_message
from monitor.notifications.rendering import SAMPLE_REF, body, paged
from monitor.notifications.settling import history

MOST_ROWS = 2000
AHEAD = frozenset({OutboxState.READY, OutboxState.SENDING, OutboxState.EXPIRED, OutboxState.DEAD})


@dataclass(frozen=True, slots=True)
class Preview:
    """One body as it goes over the wire, less a signature in it; `ref` is a sample where the outbox has none yet."""

    channel: str
    kind: str
    ref: str
    body: str  # "" when nothing is left to say: the message would be superseded
    as_sent: bool | None = None  # whether the last attempt carried this very body; None where none was recorded

    @property
    def indented(self) -> str:
        """The body for people: the same JSON, one value a line."""
        return json.dumps(json.loads(self.body), ensure_ascii=False, indent=2) if self.body else ""


def preview(ledger: Ledger, settings: Settings, message: OutboxMessage, *, today: date) -> Preview:
    """The exact body of one message of the outbox.

    For one that has yet to go it is what the next attempt would carry: closed, rested and muted targets are left out,
    and what earlier attempts have taught of shape and size is heeded. For one that has left it is what was written.

    Args:
        ledger: where the message is.
        settings: the channels; a message of one that is configured no more takes the kind the ledger knows.
        message: the message, in any state.
        today: the day on which it would go.

    Raises:
        ConfigError: the channel is of a kind nobody knows.
        KeyError, ValueError, TypeError: its document is not one of ours.
    """
    kind = _kind(ledger, settings, message.channel)
    channel, attempts = channel_of(kind), ledger.attempts(message.id)
    ahead = message.state in AHEAD
    past = history(attempts, message.attempts + 1 if ahead else message.attempts)
    near_days = settings.review.near_days
    found = (
        compose(ledger, channel, message, past, today, near_days=near_days)
        if ahead
        else as_written(channel, message, past)
    )
    recorded = attempts[-1].body_sha if attempts else None
    as_sent = None if recorded is None or found is None else recorded == found.sha
    return Preview(message.channel, kind, message.ref, found.body.decode("utf-8") if found else "", as_sent)


def previews(ledger: Ledger, settings: Settings, digest: Digest, *, channel: str = "") -> tuple[Preview, ...]:
    """What would go out now: what waits for each channel, checked again; where nothing waits, the digest given.

    Args:
        ledger: where messages wait.
        settings: channels and routes.
        digest: the day; candidates are left out unless the office wants them told of.
        channel: name of the only channel to look at; "" for all.
    """
    if settings.notify.include == "tracked":
        digest = _tracked(digest)
    found: list[Preview] = []
    for each in settings.channel:
        if channel in ("", each.name):
            found += _waiting(ledger, settings, each, digest.day) or _would_be(ledger, settings, each, digest)
    return tuple(found)


def _kind(ledger: Ledger, settings: Settings, name: str) -> str:
    kinds = {status.name: status.kind for status in ledger.channels()}
    kinds |= {each.name: each.kind for each in settings.channel}
    return kinds.get(name, "")


def _tracked(digest: Digest) -> Digest:
    def kept(lines: tuple[Line, ...]) -> tuple[Line, ...]:
        return tuple(line for line in lines if line.reviewed)

    return replace(digest, overdue=kept(digest.overdue), due=kept(digest.due), near=kept(digest.near))


def _waiting(ledger: Ledger, settings: Settings, each: ChannelSettings, today: date) -> list[Preview]:
    rows = ledger.outbox(OutboxState.READY, limit=MOST_ROWS, channel=each.name)
    found = (preview(ledger, settings, row, today=today) for row in reversed(rows))
    return [one for one in found if one.body]


def _would_be(ledger: Ledger, settings: Settings, each: ChannelSettings, digest: Digest) -> list[Preview]:
    """The digests of the day as the routes cut them; stages of reminding are noticed only when they are sent."""
    muted, day = muted_ids(ledger, digest.day, digest.near_days), digest.day
    found = [(share, share_message(share, {}, muted=muted)) for share in shares(ledger, settings, each, digest, {})]
    told = (
        with_papers(settings, share, message, since=day - timedelta(days=1), slot=day)
        for share, message in found
        if message is not None
    )
    return [_sample(each, page) for message in told for page in paged(channel_of(each.kind), message)]


def _sample(each: ChannelSettings, message: Message) -> Preview:
    return Preview(each.name, each.kind, SAMPLE_REF, body(channel_of(each.kind), message, SAMPLE_REF).decode("utf-8"))
