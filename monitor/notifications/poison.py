"""One target that cannot be put into words must not silence the others: it is set aside, logged and named."""

import logging
from dataclasses import replace

from monitor.notifications.message import Group, Message, aside_words
from monitor.notifications.rendering import SAMPLE_REF
from monitor.notifications.vendor import Channel, encoded

LOG = logging.getLogger(__name__)


def sifted(channel: Channel, message: Message) -> Message:
    """The message less the items that this product's own shape cannot hold; they are named in a note.

    Nothing is rendered twice where all is well. What is wrong with the rest of the message is raised as it is.
    """
    if _holds(channel, message):
        return message
    bare = replace(message, groups=())
    aside: list[str] = []
    groups: list[Group] = []
    for group in message.groups:
        sound = []
        for item in group.items:
            if _holds(channel, replace(bare, groups=(Group(group.heading, (item,)),))):
                sound.append(item)
            else:
                LOG.error("%s cannot be shown on %s and is set aside", item.code, channel.kind)
                aside.append(item.code)
        groups.append(replace(group, items=tuple(sound), more=group.more + len(group.items) - len(sound)))
    return replace(message, groups=tuple(groups), notes=(*message.notes, *aside_words(aside)))


def _holds(channel: Channel, message: Message) -> bool:
    try:
        encoded(channel.payload(message, SAMPLE_REF))
    except Exception:  # noqa: BLE001 - whatever a renderer stumbles over
        return False
    return True
