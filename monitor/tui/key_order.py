"""Keys in the order in which they were typed, however fast: no letter overtakes the key that ends or moves a field.

Textual hands every key to the field, which reads it from a queue of its own; what is no letter, such as Enter or ^s,
travels from there up through the queues of all that holds the field, and acts when it has come to the top. Meanwhile
letters typed behind it would already stand in the field. For the same reason nothing here says `widget.focus()`, which
waits for its turn behind the keys, but `screen.set_focus(widget)`.
"""

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import ModalScreen
from textual.widgets import Input

PATIENCE = 0.5  # seconds for one of them to come to rest; what takes longer is overtaken
ROUNDS = 2  # what a key made a widget say of itself stands in its queue behind the first


def must_wait(app: App[Any], event: events.Key) -> bool:
    """Whether a key may end or move what others are typed into: any but a letter in a field, in fields and sheets."""
    is_field = isinstance(app.focused, Input)
    return (is_field or isinstance(app.screen, ModalScreen)) and not (is_field and event.is_printable)


async def acted(app: App[Any], key: str) -> bool:
    """Do at once what a key is bound to, instead of when it has travelled up; False where it is bound to nothing."""
    found = app.screen.active_bindings.get(key)
    if found is None or not found.enabled:
        return False
    await app.run_action(found.binding.action, found.node)
    return True


async def come_to_rest(app: App[Any]) -> None:
    """Wait until what has the focus, and all that holds it, have done what was asked of them."""
    screen, focused = app.screen, app.focused
    pumps: Iterable[MessagePump] = focused.ancestors_with_self if focused is not None else (screen,)
    for pump in pumps:
        if pump is app or app.screen is not screen:  # the app is waiting here; a sheet that has closed says no more
            return
        for _ in range(ROUNDS):
            rested = asyncio.Event()
            if not pump.call_later(rested.set):
                return
            with suppress(TimeoutError):
                await asyncio.wait_for(rested.wait(), PATIENCE)
