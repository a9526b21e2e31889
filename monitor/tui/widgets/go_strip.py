"""The go-to strip: a code leads to its row, the name of a view to what it holds, the name of a mode to the mode."""

import re
import unicodedata
from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from commitments.i18n import _
from monitor.tui.actions import Scope, bindings
from monitor.tui.cells import drawable

_CODE = re.compile(r"C?0*(\d{1,9})", re.IGNORECASE)


def parse_code(text: str) -> int | None:
    """The id somebody typed: C000417, c417, 417; None if it is none."""
    match = _CODE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return int(match[1]) if match else None


class GoStrip(ModalScreen[int | str | None]):
    """Asks where to go: the id of a target, or a name; None when the person thinks better of it."""

    CSS_PATH = "sheets.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.FORM)]

    def __init__(self, names: Sequence[str]) -> None:
        """Offer the names of views and modes."""
        super().__init__()
        self._names = names

    def compose(self) -> ComposeResult:
        """One field, and what it may lead to."""
        with Vertical(classes="sheet"):
            with Horizontal(classes="fields"):
                yield Label(":", markup=False)
                yield Input(placeholder=_("C000417、视图或界面的名字"), id="code", compact=True)
                yield Label(_("⏎ 跳过去  Esc 返回"), id="hint", markup=False)
            yield Label("", id="names", markup=False)

    def on_mount(self) -> None:
        """Show every name."""
        self._narrow()

    def _begun(self) -> list[str]:
        typed = self.query_one(Input).value.strip()
        return [name for name in self._names if name.startswith(typed)]

    @on(Input.Changed)
    def _narrow(self) -> None:
        self.query_one("#names", Label).update(drawable("  ".join(self._begun())))

    @on(Input.Submitted)
    def action_save(self) -> None:
        """Go there, if it is somewhere."""
        typed = self.query_one(Input).value.strip()
        code, begun = parse_code(typed), self._begun()
        if typed in self._names:
            self.dismiss(typed)
        elif code is not None:
            self.dismiss(code)
        elif typed and begun:
            self.dismiss(begun[0])
        else:
            self.query_one("#hint", Label).update(_("✗ 编号写成 C000417 或 417"))

    def action_leave(self) -> None:
        """Stay."""
        self.dismiss(None)


class NameStrip(ModalScreen[str | None]):
    """Asks for a word: what a view is to be called, what is looked for in a text."""

    CSS_PATH = "sheets.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.FORM)]

    def __init__(self, label: str, hint: str, value: str = "") -> None:
        """`label` says what is asked, `hint` what Enter does."""
        super().__init__()
        self._label, self._hint, self._value = label, hint, value

    def compose(self) -> ComposeResult:
        """One field."""
        with Vertical(classes="sheet"), Horizontal(classes="fields"):
            yield Label(self._label, markup=False)
            yield Input(self._value, id="name", compact=True)
            yield Label(self._hint, markup=False)

    @on(Input.Submitted)
    def action_save(self) -> None:
        """This one; an empty field is an answer too."""
        self.dismiss(self.query_one(Input).value.strip())

    def action_leave(self) -> None:
        """Think better of it."""
        self.dismiss(None)
