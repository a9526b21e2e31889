"""A message in a channel's own bytes, and cut to the size the channel takes."""

from dataclasses import replace

from monitor.notifications.message import Message, tamed
from monitor.notifications.paging import MAX_PAGES, pages
from monitor.notifications.vendor import Channel, encoded

SAMPLE_REF = "R-0000"  # as long as a real one: sizes are measured before the ledger gives a name


def body(channel: Channel, message: Message, ref: str, *, plain: bool = False) -> bytes:
    """The exact body that would be sent, less a signature inside it, which is made at the moment of sending."""
    return encoded(channel.payload(message, ref, plain=plain))


def paged(channel: Channel, message: Message) -> tuple[Message, ...]:
    """The message in as many pages as the channel needs, three at most; the last one counts what is left out.

    People are called by name, and reports handed over, on the first page only.
    """
    first, *others = _cut(channel, message, SAMPLE_REF, 1.0, MAX_PAGES)
    return (first, *(replace(page, mentions=(), links=(), files=()) for page in others))


def fitted(channel: Channel, message: Message, ref: str, weight: float = 1.0, *, plain: bool = False) -> Message:
    """The message on one page of at most this weight, 1 being all the channel takes; what is left out is counted."""
    (page,) = _cut(channel, message, ref, weight, 1, plain=plain)
    return replace(page, part=message.part, parts=message.parts)


def _cut(
    channel: Channel, message: Message, ref: str, weight: float, most: int, *, plain: bool = False
) -> tuple[Message, ...]:
    def fits(page: Message) -> bool:
        return channel.weight(channel.payload(page, ref, plain=plain)) <= weight

    return pages(tamed(message), fits, most)
