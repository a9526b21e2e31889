"""The sheet that asks which files to take in: paths typed, pasted or dropped; says back how many files they mean."""

import asyncio
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from commitments.i18n import _
from monitor.safe_text import one_line
from monitor.source_settings import SourceSettings
from monitor.sources import files_of
from monitor.tui.actions import Scope, bindings
from monitor.tui.typed_paths import pasted, typed_paths

Files = tuple[str, ...]


class PathInput(Input):
    """A field into which several lines may be pasted: each is a path."""

    def on_paste(self, event: events.Paste) -> None:
        """Put all of it in, not its first line only."""
        event.stop()
        event.prevent_default()
        self.insert_text_at_cursor(pasted(event.text))


class ImportSheet(ModalScreen[Files | None]):
    """Asks for files and folders; the files they mean, None when the person thinks better of it."""

    CSS_PATH = "import_sheet.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.FORM)]
    AUTO_FOCUS = "#paths"

    def __init__(self, sources: SourceSettings, draft: str = "") -> None:
        """Folders are read by the patterns of the sources."""
        super().__init__()
        self._sources = sources
        self._draft = draft
        self._found: Files = ()
        self._asked = 0  # how often something was typed: an answer that comes late is not shown

    def compose(self) -> ComposeResult:
        """Title, field, what it means, keys."""
        with Vertical(classes="sheet"):
            yield Label(_("导入文件"), classes="sheet-title", markup=False)
            with Horizontal(classes="fields"):
                yield Label(_("路径"), markup=False)
                yield PathInput(
                    self._draft, placeholder=_("文件或文件夹；可粘贴、拖入，可写几个"), id="paths", compact=True
                )
            yield Label("", id="meaning", markup=False)
            yield Label(_("⏎ 开始导入  Esc 返回"), classes="sheet-keys", markup=False)

    @on(Input.Changed)
    async def _say_back(self, event: Input.Changed) -> None:
        self._asked += 1
        asked, paths = self._asked, typed_paths(event.value)
        found = await asyncio.to_thread(_meant, paths, self._sources)
        if asked == self._asked and self.is_attached:
            self._found, said, error = found
            self._note(said, error=error)

    @on(Input.Submitted)
    async def action_save(self) -> None:
        """Begin, with every file that is there."""
        paths = typed_paths(self.query_one(Input).value)
        self._asked += 1
        self._found, said, error = await asyncio.to_thread(_meant, paths, self._sources)
        if error or not self._found:
            self._note(said or _("先写文件或文件夹的路径"), error=True)
        else:
            self.dismiss(self._found)

    def action_leave(self) -> None:
        """Think better of it."""
        self.dismiss(None)

    def _note(self, text: str, *, error: bool = False) -> None:
        label = self.query_one("#meaning", Label)
        label.update(one_line(f"✗ {text}" if error else text))
        label.set_class(error, "-error")


def _meant(paths: tuple[Path, ...], sources: SourceSettings) -> tuple[Files, str, bool]:
    """The files that paths mean, that said back, and whether something is wrong with it; in a thread."""
    if not paths:
        return (), "", False
    try:
        missing = [path for path in paths if not path.exists()]
        if missing:
            return (), _("找不到 {path}").format(path=missing[0]), True
        files = tuple(str(file.absolute()) for file in files_of(paths, sources))
    except OSError as error:
        return (), _("读不了这个路径：{why}").format(why=error.strerror), True
    if not files:
        return (), _("文件夹里没有可导入的文件（{patterns}）").format(patterns=" ".join(sources.patterns)), True
    return files, _("→ {n} 份文件").format(n=f"{len(files):,}"), False
