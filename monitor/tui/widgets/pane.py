"""The pane beside a list: its left edge is the divider, and can be drawn to another column with the mouse."""

from textual import events
from textual.containers import Vertical
from textual.message import Message


class Pane(Vertical):
    """What stands beside the list."""

    class Dragged(Message):
        """The divider was drawn to a column of the screen; `done` when it was let go."""

        def __init__(self, column: int, *, done: bool) -> None:
            """Where it lies now, counted from 0."""
            super().__init__()
            self.column, self.done = column, done

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        """Nobody holds the divider."""
        super().__init__(id=id)
        self._held = False

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the divider, where there is one."""
        if self.styles.border_left[0] and event.screen_x == self.region.x:
            event.stop()
            self._held = True
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Draw it along."""
        if self._held:
            event.stop()
            self.post_message(self.Dragged(int(event.screen_x), done=False))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let it go."""
        if self._held:
            event.stop()
            self._held = False
            self.release_mouse()
            self.post_message(self.Dragged(int(event.screen_x), done=True))
