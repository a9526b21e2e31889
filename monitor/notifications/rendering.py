"""A message in a channel's own bytes, and cut to the size the channel takes."""

from dataclasses import replace

from monitor.notifications.message import MAX_PAGES, Message, pages
from monitor.notifications.vendor import Channel, encoded

SAMPLE_REF = "R-0000"  # as long as a real one: sizes are measured before the ledger gives a name
SIGNATURE_ROOM = 256  # bytes that signing may add


def body(channel: Channel, message: Message, ref: str, *, plain: bool = False) -> bytes:
    """The exact body that would be sent, less a signature inside it, which is made at the moment of sending."""
    return encoded(channel.payload(message, ref, plain=plain))


def paged(channel: Channel, message: Message) -> tuple[Message, ...]:
    """The message in as many pages as the channel needs, three at most; the last one counts what is left out."""
    return _cut(channel, message, SAMPLE_REF, channel.largest, MAX_PAGES)


def fitted(channel: Channel, message: Message, ref: str, limit: int) -> Message:
    """The message on one page of at most `limit` bytes; what is left out is counted."""
    (page,) = _cut(channel, message, ref, limit, 1)
    return replace(page, part=message.part, parts=message.parts)


def _cut(channel: Channel, message: Message, ref: str, limit: int, most: int) -> tuple[Message, ...]:
    def fits(page: Message) -> bool:
        return len(body(channel, page, ref)) + SIGNATURE_ROOM <= limit

    return pages(message, fits, most)
