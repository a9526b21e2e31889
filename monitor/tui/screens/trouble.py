"""The trouble screen: what went wrong, where, and what to do; never a traceback."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from commitments.errors import CommitmentsError
from commitments.i18n import _
from monitor.tui.cells import drawable


class TroubleScreen(ModalScreen[None]):
    """Shows one error until it is waved away."""

    CSS_PATH = "trouble.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,q,space", "wave", show=False)]

    def __init__(self, error: CommitmentsError) -> None:
        """The error as it was raised."""
        super().__init__()
        self._error = error

    def compose(self) -> ComposeResult:
        """Message, place and remedy, each only if there is one."""
        with Vertical(id="trouble"):
            yield Label(_("✗ 出了问题"), classes="trouble-title", markup=False)
            yield Label(drawable(self._error.message), markup=False)
            if self._error.where:
                yield Label(drawable(_("位置：{where}").format(where=self._error.where)), markup=False)
            if self._error.remedy:
                yield Label(drawable(_("办法：{remedy}").format(remedy=self._error.remedy)), markup=False)
            yield Label(_("⏎ 知道了"), classes="trouble-keys", markup=False)

    def action_wave(self) -> None:
        """Back to work."""
        self.dismiss()
