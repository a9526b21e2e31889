"""The flash line: says for a moment what has just been done."""

from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget

from monitor.tui.cells import fit

SECONDS = 4.0


class Flash(Widget):
    """One line over the status line; gone by itself, or as soon as something else is said."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        """Silent."""
        super().__init__(id=id)
        self.text = ""
        self._timer: Timer | None = None

    def say(self, text: str, *, warning: bool = False) -> None:
        """Show one sentence; a warning in another colour and with its sign."""
        self.text = f"⚠ {text}" if warning else text
        self.set_class(warning, "-warning")
        self.display = True
        self.refresh()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(SECONDS, self.hush)

    def hush(self) -> None:
        """Say nothing any more."""
        self.display = False

    def render(self) -> Content:
        """Nothing in it is markup."""
        return Content(fit(self.text, self.size.width))
