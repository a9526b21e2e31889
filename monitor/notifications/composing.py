"""What a message of the outbox says at this moment: checked again, and in the shape that earlier attempts call for."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from commitments.evidence import Review
from commitments.i18n import _
from commitments.ledger import Ledger, OutboxMessage
from monitor.notifications.message import Message, from_document
from monitor.notifications.muting import muted_ids
from monitor.notifications.rendering import fitted
from monitor.notifications.settling import History
from monitor.notifications.vendor import Channel, encoded


@dataclass(frozen=True, slots=True)
class Composed:
    """One body, unsigned, in the product's shape."""

    payload: Mapping[str, Any]

    @property
    def body(self) -> bytes:
        """The exact bytes, less a signature inside them, which is made at the moment of sending."""
        return encoded(self.payload)

    @property
    def sha(self) -> str:
        """SHA-256 of the body: the attempt keeps it, so that what was sent can be told from what would be."""
        return hashlib.sha256(self.body).hexdigest()


def compose(
    ledger: Ledger, channel: Channel, row: OutboxMessage, past: History, today: date, *, near_days: int = 0
) -> Composed | None:
    """The body that the next attempt at a message would carry; None when nothing is left to say.

    Args:
        ledger: asked what was settled, put to rest or muted meanwhile.
        channel: the product.
        row: the message.
        past: what earlier attempts have taught: its shape, its size, and whether somebody may have seen it.
        today: the day on which it would go.
        near_days: length of the warning window, for mutes that speak of timing.

    Raises:
        KeyError, ValueError, TypeError: the document is not one of ours.
    """
    written = from_document(row.document)
    if past.frozen:
        message = _repeated(channel, written, row.ref)
    else:
        message = still_said(ledger, written, today, near_days=near_days)
    if written.groups and not message.groups:
        return None
    return Composed(_shaped(channel, message, row.ref, past))


def as_written(channel: Channel, row: OutboxMessage, past: History) -> Composed:
    """The body of a message that has left already, as its document and its attempts describe it."""
    message = from_document(row.document)
    return Composed(_shaped(channel, _repeated(channel, message, row.ref) if past.frozen else message, row.ref, past))


def still_said(ledger: Ledger, message: Message, today: date, *, near_days: int = 0) -> Message:
    """The message less what was closed, rejected, put to rest or muted since it was written."""
    ids = list(dict.fromkeys(item.target_id for item in message.items))
    gone = {
        entry.id
        for entry in ledger.rows(ids)
        if entry.closed or entry.review is Review.REJECTED or entry.resting(today)
    }
    return message.without(frozenset(gone | muted_ids(ledger, today, near_days)))


def _repeated(channel: Channel, message: Message, ref: str) -> Message:
    """What somebody may have seen stays as it was; where the vendor cannot tell a repeat, the reader is told."""
    if channel.idempotent:
        return message
    words = _("{ref} 重发：上一次未能确认送达，请勿重复处理").format(ref=ref)
    return replace(message, notes=(words, *message.notes))


def _shaped(channel: Channel, message: Message, ref: str, past: History) -> dict[str, Any]:
    if past.too_large:
        half = channel.weight(channel.payload(message, ref)) / 2
        message = fitted(channel, message, ref, half)
    if past.plain:
        message = fitted(channel, message, ref, plain=True)
    return channel.payload(message, ref, plain=past.plain)
