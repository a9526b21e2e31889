"""How list and pane share the screen: a key walks through the shares, and each mode keeps its own."""

from abc import abstractmethod

from monitor.tui.screens.working import WorkingScreen

LIST_ALONE = "-list"
SHARES = ("", "-even", "-reading", LIST_ALONE)  # classes of the screen, from the usual share on
SECTION = "shares"


class DividedScreen(WorkingScreen):
    """A list with a pane beside it, or below it where the screen is narrow."""

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
        for one in filter(None, SHARES):
            self.set_class(one == share, one)
        self.memory.keep(SECTION, self.mode_name, share or None)

    def divide_as_before(self) -> None:
        """Share the screen as it was left."""
        known = self.memory.section(SECTION).get(self.mode_name)
        if known in SHARES:
            self.divide(known)

    def action_divide(self) -> None:
        """The next share: half each, a third for the list, the list alone, and as usual."""
        self.divide(SHARES[(SHARES.index(self.share) + 1) % len(SHARES)])
