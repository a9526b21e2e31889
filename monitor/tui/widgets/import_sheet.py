"""The sheet that asks which files to take in: paths typed, pasted or dropped; says back how many files they mean."""

import asyncio
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
from monitor.tui.actions import Scope, bindings
from monitor.tui.path_search import Meant, PathSearch
from monitor.tui.typed_paths import pasted

Files = tuple[str, ...]
TELL_EVERY = 0.3  # seconds between two words on a long search


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
        self._search: PathSearch | None = None  # while it runs
        self._begin = False  # as soon as the search has ended

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
    def _say_back(self, event: Input.Changed) -> None:
        self._look(event.value)

    @on(Input.Submitted)
    def action_save(self) -> None:
        """Begin with every file that is there, once all are found."""
        self._begin = True
        if self._search is None:
            self._look(self.query_one(Input).value, begin=True)

    def action_leave(self) -> None:
        """Think better of it."""
        self.dismiss(None)

    def on_unmount(self) -> None:
        """Nobody waits for the answer any more."""
        if self._search is not None:
            self._search.stop()

    def _look(self, text: str, *, begin: bool = False) -> None:
        """Look for the files of a text beside the screen; what was typed before is not looked for any further."""
        if self._search is not None:
            self._search.stop()
        self._begin = begin
        self._search = search = PathSearch(text, self._sources)
        self.run_worker(self._told(search), group="looking", exclusive=True, exit_on_error=False)

    async def _told(self, search: PathSearch) -> None:
        """Say how far the search is, then what it found."""
        finding = asyncio.ensure_future(asyncio.to_thread(search.run))
        while not finding.done():
            self._note(_so_far(search))
            await asyncio.wait([finding], timeout=TELL_EVERY)
        self._search = None
        self._answer(finding.result())

    def _answer(self, meant: Meant) -> None:
        if self._begin and meant.files:
            self.dismiss(meant.files)
        elif self._begin:
            self._note(meant.words or _("先写文件或文件夹的路径"), error=True)
        else:
            self._note(meant.words, error=meant.wrong)

    def _note(self, text: str, *, error: bool = False) -> None:
        label = self.query_one("#meaning", Label)
        label.update(one_line(f"✗ {text}" if error else text))
        label.set_class(error, "-error")


def _so_far(search: PathSearch) -> str:
    if not search.folders:
        return _("正在查看…")
    return _("正在查看… 已看 {n} 个文件夹").format(n=f"{search.folders:,}")
