"""A strip that asks what became of a message about which the program cannot know; a digit decides."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from commitments.i18n import _
from monitor.safe_text import one_line
from monitor.tui.actions import Scope, bindings
from monitor.words import N_


class Way(StrEnum):
    """What becomes of a message."""

    DELIVERED = "delivered"
    RESEND = "resend"
    CANCEL = "cancel"


WAYS: tuple[tuple[Way, str], ...] = (
    (Way.DELIVERED, N_("已收到")),
    (Way.RESEND, N_("没到，再发")),
    (Way.CANCEL, N_("不再发")),
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """What was decided, and why."""

    way: Way
    note: str


class ResolveStrip(ModalScreen[Resolved | None]):
    """Digits decide at once; the note may be written before, with Tab."""

    CSS_PATH = "resolve_strip.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.FORM)]
    AUTO_FOCUS = ""

    def __init__(self, about: str) -> None:
        """`about` says which message."""
        super().__init__()
        self._about = about

    def compose(self) -> ComposeResult:
        """Which message, the ways with their digits, the note."""
        with Vertical(classes="sheet"):
            yield Label(one_line(_("处理 {about}").format(about=self._about)), classes="sheet-title", markup=False)
            ways = [f"{n} {_(words)}" for n, (_way, words) in enumerate(WAYS, start=1)]
            yield Label("  ".join([*ways, _("Esc 返回")]), id="ways", markup=False)
            with Horizontal(classes="fields"):
                yield Label(_("理由"), markup=False)
                yield Input(placeholder=_("可不写；Tab 到这里，写完按 ⏎ 再按数字"), id="note", compact=True)

    def on_key(self, event: events.Key) -> None:
        """A digit decides, unless it is part of the note."""
        if self.focused is None and event.character in {str(n) for n in range(1, len(WAYS) + 1)}:
            event.stop()
            way, _words = WAYS[int(event.character) - 1]
            self.dismiss(Resolved(way, self.query_one(Input).value.strip()))

    @on(Input.Submitted)
    def action_save(self) -> None:
        """The note is written: now the digit."""
        self.set_focus(None)

    def action_leave(self) -> None:
        """Leave it as it is."""
        self.dismiss(None)
