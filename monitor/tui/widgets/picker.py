"""Picks a file: a folder's entries, narrowed by what is typed, Enter goes in or picks."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar
from urllib.parse import unquote, urlsplit

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from commitments.i18n import _
from monitor.tui.cells import drawable

MOST = 500  # entries shown of a folder; typing narrows the rest
UP = ".."


def clean_path(text: str) -> str:
    """A path as people paste it: without quotation marks, out of a file:// address, escaped blanks as blanks."""
    words = text.strip()
    if len(words) > 1 and words[0] == words[-1] and words[0] in "'\"":
        return words[1:-1]
    if words.startswith("file://"):
        return unquote(urlsplit(words).path)
    return words if os.sep == "\\" else words.replace("\\ ", " ")


def entries_of(folder: Path, typed: str) -> list[str]:
    """Folders, then files, whose names hold what is typed; hidden ones only when asked for by a dot."""
    names = sorted(_names(folder), key=lambda name: (not name.endswith("/"), name.casefold()))
    wanted = typed.casefold()
    return [name for name in names if wanted in name.casefold() and (typed.startswith(".") or not name.startswith("."))]


def _names(folder: Path) -> Iterator[str]:
    try:
        with os.scandir(folder) as found:
            for entry in found:
                yield entry.name + ("/" if entry.is_dir() else "")
    except OSError:  # no such folder, or none of ours: there is nothing to show
        return


class PickerScreen(ModalScreen[str | None]):
    """The path that was picked; None when the person thinks better of it."""

    CSS_PATH = "picker.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
    ]
    AUTO_FOCUS = "Input"

    def __init__(self, folder: Path) -> None:
        """Begin in a folder."""
        super().__init__()
        self._folder = folder
        self._shown: list[str] = []

    def compose(self) -> ComposeResult:
        """Where one is, what is typed, what is there."""
        with Vertical(id="picker"):
            yield Label("", id="folder", markup=False)
            yield Input(placeholder=_("输入几个字缩小范围"), compact=True)
            yield OptionList(compact=True)
            yield Label(_("输入筛选  ↑↓ PgUp PgDn 选  ⏎ 进入或选定  Esc 返回"), classes="picker-keys", markup=False)

    def on_mount(self) -> None:
        """Show the folder."""
        self.query_one(OptionList).can_focus = False
        self._fill()

    @on(Input.Changed)
    def _fill(self) -> None:
        typed = self.query_one(Input).value.strip()
        self._shown = [UP, *entries_of(self._folder, typed)[:MOST]]
        self.query_one("#folder", Label).update(drawable(str(self._folder)))
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(Content(drawable(name))) for name in self._shown)
        options.highlighted = 1 if len(self._shown) > 1 else 0

    def action_move(self, step: int) -> None:
        """The next entry, or the one before."""
        options = self.query_one(OptionList)
        options.highlighted = ((options.highlighted or 0) + step) % len(self._shown)

    def action_page(self, pages: int) -> None:
        """A screenful further down, or up, as far as there are entries."""
        options = self.query_one(OptionList)
        step = pages * max(1, options.scrollable_content_region.height - 1)
        options.highlighted = max(0, min((options.highlighted or 0) + step, len(self._shown) - 1))

    @on(Input.Submitted)
    def _choose(self) -> None:
        self._open(self._shown[self.query_one(OptionList).highlighted or 0])

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._open(self._shown[event.option_index])

    def _open(self, name: str) -> None:
        if name == UP:
            self._folder = self._folder.parent
        elif name.endswith("/"):
            self._folder = self._folder / name.rstrip("/")
        else:
            self.dismiss(str(self._folder / name))
            return
        self.query_one(Input).value = ""
        self._fill()

    def action_leave(self) -> None:
        """Think better of it."""
        self.dismiss(None)
