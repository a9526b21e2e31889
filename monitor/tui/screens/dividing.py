"""How list and pane share the screen: by a key that walks through shares, or by the mouse; each mode keeps its own."""

from abc import abstractmethod

from textual import on

from monitor.tui.screens.working import WorkingScreen
from monitor.tui.widgets.pane import Pane

LIST_ALONE = "-list"
SHARES = ("", "-even", "-reading", LIST_ALONE)  # classes of the screen, from the usual share on
SECTION = "shares"
LEAST = 20  # percent of the screen that list and pane keep, wherever the divider is drawn to


class DividedScreen(WorkingScreen):
    """A list with a pane beside it, or below it where the screen is narrow."""

    drawn: int | None = None  # percent of the width that the list has by the mouse

    @property
    @abstractmethod
    def mode_name(self) -> str:
        """The mode, under whose name the share is remembered."""

    @property
    def share(self) -> str:
        """How the screen is shared now."""
        return next((share for share in SHARES if share and self.has_class(share)), "")

    def divide(self, share: str) -> None:
        """Share the screen another way, now and next time."""
        self._draw(None)
        for one in filter(None, SHARES):
            self.set_class(one == share, one)
        self.memory.keep(SECTION, self.mode_name, share or None)

    def divide_as_before(self) -> None:
        """Share the screen as it was left."""
        known = self.memory.section(SECTION).get(self.mode_name)
        if known in SHARES:
            self.divide(known)
        elif isinstance(known, int):
            self._draw(known)

    @on(Pane.Dragged)
    def _dragged(self, message: Pane.Dragged) -> None:
        """Follow the mouse; where it lets go is remembered in percent, for a terminal of any width."""
        percent = max(LEAST, min(100 - LEAST, round(100 * message.column / max(1, self.size.width))))
        for one in filter(None, SHARES):
            self.remove_class(one)
        self._draw(percent)
        if message.done:
            self.memory.keep(SECTION, self.mode_name, percent)

    def _draw(self, percent: int | None) -> None:
        """Give the list so many percent of the width; None lets the style sheet say it."""
        self.drawn = percent
        wide = percent is not None and self.has_class("-wide")
        self.query_one("#left").styles.width = f"{percent}%" if wide else None
        self.query_one("#preview").styles.width = "1fr" if wide else None

    def redraw(self) -> None:
        """A screen of another width: what is below each other has no divider."""
        self._draw(self.drawn)

    def action_divide(self) -> None:
        """The next share: half each, a third for the list, the list alone, and as usual."""
        self.divide(SHARES[(SHARES.index(self.share) + 1) % len(SHARES)])
