"""The jump overlay: a letter on every pane and field; pressing it goes there."""

from typing import ClassVar, Protocol, runtime_checkable

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Label

LETTERS = "asdfghjklqwertyuiopzxcvbnm"


@runtime_checkable
class Placed(Protocol):
    """A screen whose fields keep their letters, whether all of them are there or not."""

    PLACES: ClassVar[tuple[str, ...]]  # ids of what can have the focus, in the order of the letters


class JumpScreen(ModalScreen[Widget | None]):
    """Lies over a screen; None when another key was pressed."""

    CSS_PATH = "jump.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,ctrl+g", "stay", show=False)]

    def __init__(self, below: Screen[object]) -> None:
        """Give a letter to everything on that screen that can have the focus."""
        super().__init__()
        places = [widget for widget in below.focus_chain if widget.region]
        if isinstance(below, Placed):
            letters = dict(zip(below.PLACES, LETTERS, strict=False))
            self._places = {letters[place.id]: place for place in places if place.id in letters}
        else:
            self._places = dict(zip(LETTERS, places, strict=False))

    def compose(self) -> ComposeResult:
        """A letter at the corner of each."""
        for letter, widget in self._places.items():
            label = Label(f" {letter} ", classes="jump-letter", markup=False)
            corner = widget.region.offset
            label.absolute_offset = Offset(corner.x, corner.y)
            yield label

    def on_key(self, event: events.Key) -> None:
        """A letter goes to its place; anything else stays."""
        event.stop()
        self.dismiss(self._places.get(event.character or ""))

    def action_stay(self) -> None:
        """Stay."""
        self.dismiss(None)
