"""A field that is answered with one digit: all its answers in sight on one line."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from monitor.tui.cells import fit


class Choice(Widget, can_focus=True):
    """Digits pick, the arrows change, Enter goes on to the next field."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("enter", "go_on", show=False),
    ]

    class Picked(Message):
        """Somebody has answered."""

    def __init__(
        self,
        words: Sequence[str],
        picked: int | None = None,
        *,
        words_go_to: Input | None = None,
        id: str | None = None,  # noqa: A002 - Textual's word
    ) -> None:
        """Offer these answers; `picked` is the index of the one that stands; letters typed here go on elsewhere."""
        super().__init__(id=id)
        self._words_go_to = words_go_to
        self._words = words
        self.picked = picked

    def pick(self, index: int | None) -> None:
        """Let this answer stand."""
        self.picked = index
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """A digit is an answer."""
        if event.character in {str(n) for n in range(1, len(self._words) + 1)}:
            event.stop()
            self.pick(int(event.character) - 1)
            self.post_message(self.Picked())
        elif self._words_go_to is not None and event.is_printable and event.character and event.character.isalpha():
            event.stop()
            self.screen.set_focus(self._words_go_to)
            self._words_go_to.insert(event.character, len(self._words_go_to.value))

    def action_step(self, by: int) -> None:
        """The next answer, or the one before."""
        start = -1 if self.picked is None else self.picked
        self.pick((start + by) % len(self._words))
        self.post_message(self.Picked())

    def action_go_on(self) -> None:
        """On to the next field."""
        self.screen.focus_next()

    def on_focus(self) -> None:
        """The field looks different with the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """The field looks different without the focus."""
        self.refresh()

    def render(self) -> Content:
        """The answers with their digits, the one that stands marked."""
        parts = [f"{'▸' if n == self.picked else ' '}{n + 1} {word}" for n, word in enumerate(self._words)]
        return Content(fit("".join(parts), self.size.width))
