"""The one-line bars: what day it is and what presses, what is shown, and which keys apply."""

from datetime import date

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from commitments.i18n import _
from commitments.ledger import Counts
from commitments.timing import Timing
from monitor.tui.actions import Scope, footer
from monitor.tui.cells import drawable, fit
from monitor.tui.modes import MODES, Mode
from monitor.tui.provider import PRESSING
from monitor.words import day_words, word

HEADER_EDGES = 4  # cells that the header leaves free: its padding, and a gap


def counts_words(counts: Counts, waiting: int) -> str:
    """The header: what presses of the targets in care, and what waits for somebody, in words."""
    parts = [
        f"{word(timing)} {counts.timing[timing]:,}"
        for timing in PRESSING
        if counts.timing[timing] or timing is not Timing.DUE
    ]
    parts.append(_("待核 {n}").format(n=f"{counts.candidates:,}"))
    if waiting:
        parts.append(_("待确认 {n}").format(n=f"{waiting:,}"))
    return " | ".join(parts)


def modes_words(name: str, *, narrow: bool = False, close: bool = False) -> str:
    """The modes with their keys, the one of this name marked; without a name what the program is called.

    A `narrow` header names the one in view only, and leaves the room to the counts; in a `close` one all names stand
    side by side.
    """
    if not name:
        return _("督办") + "  "
    if narrow:
        return " ".join(_marked(mode) if mode.name == name else mode.key for mode in MODES) + "  "
    if close:
        return " ".join(_marked(mode) if mode.name == name else f"{mode.key}{_(mode.title)}" for mode in MODES) + "  "
    said = [(f"{mode.key} {_(mode.title)}", mode.name == name) for mode in MODES]
    return " ".join(f"[{words}]" if marked else f" {words} " for words, marked in said) + "  "


def _marked(mode: Mode) -> str:
    return f"[{mode.key} {_(mode.title)}]"


def header_words(name: str, said: str, day: date, actor: str, width: int) -> tuple[str, str]:
    """The header of a mode in `width` cells: modes and what presses on the left, day and person on the right.

    Where there is no room, first the gaps between the modes give way, then the names of the others, then the year,
    then day and person.
    """
    when = f"{day_words(day)}  {actor}"
    full, narrow = modes_words(name) + said, modes_words(name, narrow=True) + said
    close = modes_words(name, close=True) + said
    for left, right in ((full, when), (close, when), (narrow, when), (narrow, f"{day:%m-%d}  {actor}")):
        if cell_len(drawable(left)) + cell_len(drawable(right)) + HEADER_EDGES <= width:
            return left, right
    return narrow, ""


class Bar(Widget):
    """One line of text with something on the left and something on the right."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        """Empty."""
        super().__init__(id=id)
        self._left = ""
        self._right = ""

    def say(self, left: str, right: str = "") -> None:
        """Say something else; the right part gives way when there is no room for both."""
        self._left, self._right = drawable(left), drawable(right)
        self.refresh()

    def render(self) -> Content:
        """Exactly as wide as the bar; nothing in it is markup."""
        width = self.size.width
        room = width - cell_len(self._right) - 1
        if room < cell_len(self._left) and room < width // 2:
            return Content(fit(self._left, width))
        return Content(fit(self._left, room) + " " + self._right if self._right else fit(self._left, width))


class KeyBar(Widget):
    """The keys that apply, with their words, out of the registry."""

    def __init__(self, *scopes: Scope, mode: str = "", id: str | None = None) -> None:  # noqa: A002 - Textual's word
        """Show the actions of some scopes, as they are wanted in a mode."""
        super().__init__(id=id)
        self._scopes = scopes
        self._mode = mode

    def render(self) -> Content:
        """As many keys as there is room for."""
        width = self.size.width
        parts: list[Content] = []
        used = 0
        for key, name in footer(*self._scopes, mode=self._mode):
            used += cell_len(key) + cell_len(name) + 2
            if used > width:
                break
            parts.append(Content.assemble((key, "bold $accent"), (f"{name}", "")))
        return Content("  ").join(parts)
