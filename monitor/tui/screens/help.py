"""The help screen: every key with what it does, read from the registry of actions."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Label, Static

from commitments.i18n import _
from monitor.tui.actions import SCOPE_TITLES, Action, key_name, of
from monitor.tui.cells import fit

KEYS_WIDTH = 16


class HelpScreen(ModalScreen[None]):
    """Lies over the list; any of its closing keys goes back."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,fullwidth_question_mark,enter", "close", show=False)
    ]
    AUTO_FOCUS = "#help"

    def compose(self) -> ComposeResult:
        """One block per scope."""
        with VerticalScroll(id="help"):
            yield Label(_("按键（^ 表示 Ctrl；输入法开着时，字母可配 Ctrl）"), classes="help-title", markup=False)
            yield Static(Content("\n").join(help_lines()))
            yield Label(_("Esc 返回"), classes="help-keys", markup=False)

    def action_close(self) -> None:
        """Back to the list."""
        self.dismiss()


def help_lines() -> list[Content]:
    """The whole registry, one action a line, under the title of its scope."""
    lines: list[Content] = []
    for scope, title in SCOPE_TITLES.items():
        lines.append(Content.styled(_(title), "bold $accent"))
        lines.extend(_line(action) for action in of(scope))
    return lines


def _line(action: Action) -> Content:
    keys = " ".join(key_name(key) for key in action.keys)
    return Content.assemble("  ", (fit(keys, KEYS_WIDTH), "bold"), _(action.long))
