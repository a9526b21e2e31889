"""Strips at the foot of the screen in which a digit picks: the format of an export, the columns of the list."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from commitments.i18n import _
from monitor.safe_text import one_line
from monitor.tui.actions import Scope, bindings
from monitor.tui.glyphs import glyph

FORMATS = (".csv", ".xlsx", ".json")


class ExportStrip(ModalScreen[str | None]):
    """Which format? The ending of the file; None when the person thinks better of it."""

    CSS_PATH = "sheets.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"pick({n})", show=False, priority=True) for n in range(1, len(FORMATS) + 1)),
        *bindings(Scope.FORM),
    ]

    def __init__(self, about: str) -> None:
        """`about` says what is exported."""
        super().__init__()
        self._about = about

    def compose(self) -> ComposeResult:
        """What is exported, and the formats with their digits."""
        with Vertical(classes="sheet"):
            title = _("导出 {about}").format(about=self._about)
            yield Label(one_line(title), classes="sheet-title", markup=False)
            options = [f"{n} {ending[1:].upper()}" for n, ending in enumerate(FORMATS, start=1)]
            yield Label("  ".join([*options, _("Esc 不导出")]), markup=False)

    def action_pick(self, n: int) -> None:
        """This format."""
        self.dismiss(FORMATS[n - 1])

    def action_save(self) -> None:
        """A strip without fields has nothing to save; a digit decides."""

    def action_leave(self) -> None:
        """Think better of it."""
        self.dismiss(None)


class ColumnsStrip(ModalScreen[None]):
    """Digits show and hide columns while the list stands in sight."""

    CSS_PATH = "sheets.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("0", "usual", show=False),
        Binding("enter", "leave", show=False),
        *bindings(Scope.FORM),
    ]

    def __init__(
        self, names: Sequence[str], shown: Sequence[bool], choose: Callable[[int | None], Sequence[bool]]
    ) -> None:
        """Offer the columns.

        Args:
            names: of all columns, nine at the most.
            shown: whether each is shown now.
            choose: shows or hides the column of a place, all as usual for None; says of each whether it is shown.
        """
        super().__init__()
        self._names = names
        self._choose = choose
        self._first = shown

    def compose(self) -> ComposeResult:
        """The columns with their digits, and how to leave."""
        with Vertical(classes="sheet"):
            yield Label(_("清单里的列"), classes="sheet-title", markup=False)
            yield Label(self._said(self._first), id="columns", markup=False)
            yield Label(_("数字显示或隐去一列  0 恢复原样  ⏎ 好了"), classes="sheet-keys", markup=False)

    def show(self, shown: Sequence[bool]) -> None:
        """Say which are shown now."""
        self.query_one("#columns", Label).update(self._said(shown))

    def _said(self, shown: Sequence[bool]) -> str:
        signs = (glyph("done") if one else " " for one in shown)
        parts = [f"{n}{sign}{name}" for n, (sign, name) in enumerate(zip(signs, self._names, strict=True), start=1)]
        return " ".join(parts)

    def on_key(self, event: events.Key) -> None:
        """A digit is a column."""
        if event.character in {str(n) for n in range(1, len(self._names) + 1)}:
            event.stop()
            self.show(self._choose(int(event.character) - 1))

    def action_usual(self) -> None:
        """The columns that everybody has."""
        self.show(self._choose(None))

    def action_save(self) -> None:
        """What is shown is kept already."""
        self.dismiss(None)

    def action_leave(self) -> None:
        """Back to the list."""
        self.dismiss(None)
