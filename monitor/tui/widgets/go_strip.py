"""The go-to strip: a code typed as people write it leads to its row."""

import re
import unicodedata
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from commitments.i18n import _
from monitor.tui.actions import Scope, bindings

_CODE = re.compile(r"C?0*(\d{1,9})", re.IGNORECASE)


def parse_code(text: str) -> int | None:
    """The id somebody typed: C000417, c417, 417; None if it is none."""
    match = _CODE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return int(match[1]) if match else None


class GoStrip(ModalScreen[int | None]):
    """Asks for a code; None when the person thinks better of it."""

    CSS_PATH = "sheets.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.FORM)]

    def compose(self) -> ComposeResult:
        """One field."""
        with Vertical(classes="sheet"), Horizontal(classes="fields"):
            yield Label(_("编号"), markup=False)
            yield Input(placeholder="C000417", id="code", compact=True)
            yield Label(_("⏎ 跳过去  Esc 返回"), id="hint", markup=False)

    @on(Input.Submitted)
    def action_save(self) -> None:
        """Go there, if it is a code."""
        found = parse_code(self.query_one(Input).value)
        if found is None:
            self.query_one("#hint", Label).update(_("✗ 编号写成 C000417 或 417"))
        else:
            self.dismiss(found)

    def action_leave(self) -> None:
        """Stay."""
        self.dismiss(None)
