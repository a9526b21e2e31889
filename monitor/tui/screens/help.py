"""The help screen: every key with what it does, read from the registry of actions."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Label, Static

from commitments.i18n import _
from monitor.tui.actions import SCOPE_TITLES, Action, Scope, key_name, of
from monitor.tui.cells import fit

KEYS_WIDTH = 16


class HelpScreen(ModalScreen[None]):
    """Lies over the list; any of its closing keys goes back."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,fullwidth_question_mark,enter", "close", show=False)
    ]
    AUTO_FOCUS = "#help"

    def __init__(self, scopes: Sequence[Scope] = tuple(Scope)) -> None:
        """Tell of some scopes, the nearest first."""
        super().__init__()
        self._scopes = scopes

    def compose(self) -> ComposeResult:
        """One block per scope."""
        with VerticalScroll(id="help"):
            yield Label(_("按键（^ 表示 Ctrl；输入法开着时，字母可配 Ctrl）"), classes="help-title", markup=False)
            yield Static(Content("\n").join(help_lines(self._scopes)))
            yield Label(_("Esc 返回"), classes="help-keys", markup=False)

    def action_close(self) -> None:
        """Back to the list."""
        self.dismiss()


def help_lines(scopes: Sequence[Scope] = tuple(Scope)) -> list[Content]:
    """The actions of some scopes, one a line, under the title of their scope."""
    lines: list[Content] = []
    for scope in scopes:
        lines.append(Content.styled(_(SCOPE_TITLES[scope]), "bold $accent"))
        lines.extend(_line(action) for action in of(scope))
    return lines


def _line(action: Action) -> Content:
    keys = " ".join(key_name(key) for key in action.taken)
    return Content.assemble("  ", (fit(keys, KEYS_WIDTH), "bold"), _(action.long))
