"""Looking before sending: the exact bodies that would go out, and one test message to one channel."""

import uuid
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from commitments.i18n import _
from commitments.ledger import Ledger, OutboxState
from monitor.config import Settings
from monitor.digest import Digest, Line
from monitor.notice_settings import ChannelSettings
from monitor.notifications import channel_of
from monitor.notifications.audience import shares
from monitor.notifications.dispatch import still_said
from monitor.notifications.message import Group, Item, Message, from_document
from monitor.notifications.planning import share_message
from monitor.notifications.rendering import SAMPLE_REF, body, paged
from monitor.notifications.secrets import ChannelBroken
from monitor.notifications.surroundings import OUTSIDE, Now, Surroundings, opened
from monitor.notifications.vendor import Fate, Fault, Outcome

TEST_REF = "R-TEST"


@dataclass(frozen=True, slots=True)
class Preview:
    """One body as it would be sent, less a signature inside it; `ref` is a sample where the outbox has none yet."""

    channel: str
    kind: str
    ref: str
    body: str


def dry_run(ledger: Ledger, settings: Settings, digest: Digest, *, channel: str = "") -> tuple[Preview, ...]:
    """What would go out now: what waits for each channel, checked again; where nothing waits, the digest given.

    Nothing is written and nobody is called. Candidates are left out of the digest unless the office wants them told.
    """
    if settings.notify.include == "tracked":
        digest = _tracked(digest)
    found: list[Preview] = []
    for each in settings.channel:
        if channel in ("", each.name):
            found += _waiting(ledger, each, digest.day) or _would_be(ledger, settings, each, digest)
    return tuple(found)


def _tracked(digest: Digest) -> Digest:
    def kept(lines: tuple[Line, ...]) -> tuple[Line, ...]:
        return tuple(line for line in lines if line.reviewed)

    return replace(digest, overdue=kept(digest.overdue), due=kept(digest.due), near=kept(digest.near))


def _waiting(ledger: Ledger, each: ChannelSettings, today: date) -> list[Preview]:
    rows = [row for row in ledger.outbox(OutboxState.READY) if row.channel == each.name]
    found: list[Preview] = []
    for row in reversed(rows):
        written = from_document(row.document)
        message = still_said(ledger, written, today)
        if message.groups or not written.groups:
            found.append(_preview(each, row.ref, message))
    return found


def _would_be(ledger: Ledger, settings: Settings, each: ChannelSettings, digest: Digest) -> list[Preview]:
    """The digests of the day as the routes cut them; stages of reminding are noticed only when they are sent."""
    found = [share_message(share, {}) for share in shares(ledger, settings, each, digest, {})]
    pages = [page for message in found if message is not None for page in paged(channel_of(each.kind), message)]
    return [_preview(each, SAMPLE_REF, page) for page in pages]


def _preview(each: ChannelSettings, ref: str, message: Message) -> Preview:
    return Preview(each.name, each.kind, ref, body(channel_of(each.kind), message, ref).decode("utf-8"))


def send_test(
    each: ChannelSettings,
    *,
    folder: Path,
    today: date,
    now: Now,
    ledger: Ledger | None = None,
    outside: Surroundings = OUTSIDE,
) -> Outcome:
    """Send one test message, once; `message` of the outcome is the raw answer with every secret cut out.

    Args:
        each: the channel.
        folder: where file references start.
        today: the day the message names.
        now: the clock.
        ledger: where a channel that was broken is declared mended when the message was taken.
        outside: environment, patience and the like.

    Raises:
        ConfigError: the channel is of a kind nobody knows.
    """
    try:
        channel = opened(each, folder, outside)
    except ChannelBroken as error:
        return Outcome(Fate.NOT_SENT, Fault.CONFIG, message=str(error))
    payload = channel.channel.payload(_test_message(today), TEST_REF)
    outcome = channel.send(payload, ident=f"msg_{uuid.uuid4().hex}", now=now, step=outside.step)
    if ledger is not None and outcome.succeeded:
        ledger.register_channel(each.name, each.kind)
        ledger.resume_channel(each.name)
    return outcome


def _test_message(today: date) -> Message:
    item = Item(0, "C000000", _("这是一条测试消息，请忽略"), "", today, 0, (), _("渠道测试"))
    return Message(_("督办渠道测试"), today, (Group(_("测试"), (item,)),))
