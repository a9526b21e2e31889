"""A field for names of units: what it may become is told while it is typed, and the arrows put it in."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from commitments.errors import CommitmentsError
from commitments.i18n import _
from monitor.tui.unit_names import clean, offers, unknown, with_name

SHOWN = 12  # names in a line; typing narrows them
Known = Callable[[], Sequence[str]]  # every name in use, the most frequent first; read in a thread


class UnitInput(Input):
    """Offers known units once they are read; any other name may be typed all the same."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "take(1)", show=False),
        Binding("up", "take(-1)", show=False),
    ]

    class Offered(Message):
        """What the field may become has changed, or it was left."""

        def __init__(self, words: str) -> None:
            """One line, empty where there is nothing to offer."""
            super().__init__()
            self.words = words

    def __init__(self, value: str, known: Known, *, id: str) -> None:  # noqa: A002 - Textual's word
        """Begin with a value."""
        super().__init__(value, placeholder=_("多个用、隔开"), id=id, compact=True)
        self._read = known
        self._typed = value
        self._known: tuple[str, ...] = ()
        self._offers: tuple[str, ...] = ()
        self._at: int | None = None  # which of them stands in the field
        self._taken = ""  # the field with it

    def on_mount(self) -> None:
        """Read the names beside the screen."""
        self.run_worker(self._learn(), exit_on_error=False)

    async def _learn(self) -> None:
        with suppress(CommitmentsError):  # without them the field is a field
            self._known = clean(await asyncio.to_thread(self._read))
            self._narrow()

    def action_take(self, by: int) -> None:
        """Put the next of the offered names in, or the one before."""
        if self._offers:
            start = -1 if self._at is None and by > 0 else self._at or 0
            self._at = (start + by) % len(self._offers)
            self._taken = with_name(self._typed, self._offers[self._at])
            self.value = self._taken
            self.cursor_position = len(self.value)
            self._tell()

    @on(Input.Changed)
    def _narrow(self) -> None:
        if self._at is None or self.value != self._taken:
            self._typed, self._at = self.value, None
            self._offers = offers(self._known, self.value)
        self._tell()

    def on_focus(self) -> None:
        """Offer."""
        self.post_message(self.Offered(self._words()))

    def on_blur(self) -> None:
        """Offer nothing while somebody types elsewhere."""
        self.post_message(self.Offered(""))

    def _tell(self) -> None:
        if self.has_focus:
            self.post_message(self.Offered(self._words()))

    def _words(self) -> str:
        if not self._known:
            return ""
        if self._offers:
            shown = self._offers[self._at or 0 :][:SHOWN]
            return ("↓ " if self._at is None else "▸ ") + "  ".join(shown)
        new = unknown(self._known, self.value)
        return _("台账里还没有：{names}").format(names="、".join(new)) if new else ""
