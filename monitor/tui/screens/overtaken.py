"""Somebody else was faster with some of many: what they wrote, row by row, before anything is written over it."""

from collections.abc import Sequence
from typing import ClassVar
from zoneinfo import ZoneInfo

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from commitments.i18n import _
from commitments.ledger.browsing_values import Logged
from monitor.safe_text import one_line
from monitor.tui.cells import drawable
from monitor.tui.log_words import action_words, change_words, subject_words
from monitor.tui.two_versions import Share, who_and_when

MOST = 6  # rows that are told one by one


class OvertakenScreen(ModalScreen[Share | None]):
    """Asks whether to write over what others wrote, beside it, or not at all."""

    CSS_PATH = "conflict.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "choose('all')", show=False),
        Binding("2", "choose('rest')", show=False),
        Binding("escape", "leave", show=False),
    ]

    def __init__(self, lines: Sequence[Logged], *, mine: str, total: int, zone: ZoneInfo) -> None:
        """Tell of what others did.

        Args:
            lines: the newest line of the log of each target that somebody else has changed.
            mine: what one meant to write, in words.
            total: on how many.
            zone: of the office, by whose clock the others are told of.
        """
        super().__init__()
        self._lines, self._mine, self._total, self._zone = lines, mine, total, zone

    def compose(self) -> ComposeResult:
        """Who did what, one's own words, the three ways out."""
        with Vertical(id="conflict"):
            title = _("{total} 项里有 {n} 项刚被别人改过").format(total=f"{self._total:,}", n=f"{len(self._lines):,}")
            yield Label(title, classes="conflict-title", markup=False)
            for line in self._lines[:MOST]:
                yield Label(drawable(subject_words(line)), markup=False)
                said = f"  {who_and_when(line.event, self._zone)}  {action_words(line.event.action)}："
                change = change_words(line.event.before, line.event.after)
                yield Label(drawable(said + one_line(change)), classes="conflict-theirs", markup=False)
            if len(self._lines) > MOST:
                yield Label(_("另有 {n} 项").format(n=f"{len(self._lines) - MOST:,}"), markup=False)
            yield Label(drawable(_("我要写：{words}").format(words=self._mine)), classes="conflict-mine", markup=False)
            keys = _("1 连同这些都写入  2 只写其余的  Esc 都不写")
            yield Label(keys, classes="conflict-keys", markup=False)

    def action_choose(self, what: str) -> None:
        """This way."""
        self.dismiss(Share(what))

    def action_leave(self) -> None:
        """Nothing is written."""
        self.dismiss(None)
