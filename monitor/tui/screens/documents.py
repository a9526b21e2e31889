"""Mode 5: the documents of the ledger; files are taken in beside the screen, and a document is read again."""

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from commitments.i18n import _
from commitments.ledger.browsing_values import Shelved
from monitor.services import Services
from monitor.tui.actions import Scope, bindings
from monitor.tui.document_words import Row, document_facts, document_fields, unread_facts, unread_words
from monitor.tui.importing import Importing
from monitor.tui.listing import Listing, Section
from monitor.tui.log_filter import spelled
from monitor.tui.memory import Memory
from monitor.tui.modes import DOCUMENTS, LEDGER, REVIEW
from monitor.tui.screens.records import RecordsScreen
from monitor.tui.screens.rereading import Rereading
from monitor.tui.unread import Unread, recalled, remembered, standing
from monitor.tui.widgets.details import Told
from monitor.tui.widgets.import_progress import ImportProgress
from monitor.tui.widgets.import_sheet import Files, ImportSheet
from monitor.tui.widgets.record_table import Field, RecordTable

KEEP_SECONDS = 2.0  # between two notes of what is left of an import
_NUMBERED = re.compile(r"(?:编号|bh|id)[:：=＝]#?(\d{1,9})", re.IGNORECASE)
_APART = re.compile(r"[\s|｜\"“”「」]+")  # what would part the words of a filter


@dataclass(frozen=True, slots=True)
class Asked:
    """Which documents are wanted."""

    words: tuple[str, ...] = ()
    ids: tuple[int, ...] = ()  # only these, all of them if none is named
    pending: bool = False


class DocumentsScreen(RecordsScreen[Asked, Row]):
    """Documents, newest first; above them the files that could not be taken in."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.DOCUMENTS)]
    MODE = DOCUMENTS
    HOME = Scope.DOCUMENTS
    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.DOCUMENTS, Scope.RECORDS, Scope.LIST, Scope.APP)

    def __init__(self, services: Services) -> None:
        """All documents, no import."""
        super().__init__(services, Asked())
        self.importing: Importing | None = None
        self._unread: tuple[Unread, ...] = ()  # left over from imports of this person
        self._shown: tuple[Unread, ...] = ()  # those, and what else could not be read
        self._kept_at = 0.0
        self._memory = Memory()

    def panel(self) -> ComposeResult:
        """How an import is getting on."""
        yield ImportProgress(id="progress")

    def on_mount(self) -> None:
        """Remember what was left of an import when the screen was last closed."""
        self._memory = self.memory
        self._unread = recalled(self._memory.section("import").get("unread"))

    # what is listed

    def read(self, asked: Asked) -> tuple[Listing, str]:
        """Files that are not in the ledger, then documents."""
        ids = self.services.ledger.document_ids(asked.words, pending=asked.pending)
        if asked.ids:
            ids = array("q", (number for number in ids if number in asked.ids))
        cleared = self._memory.section("import").get("cleared")
        known = standing(self.services.ledger, self._unread, cleared if isinstance(cleared, dict) else {})
        unread = self._shown = tuple(one for one in known if _called(one, asked.words))
        first = array("q", (-number for number in range(1, len(unread) + 1)))
        heads = (_("没有收进来  {n} 份").format(n=len(unread)), _("文件  {n} 份").format(n=f"{len(ids):,}"))
        sections = zip(heads if unread else ("", ""), (len(first), len(ids)), strict=True)
        return Listing([Section(*one) for one in sections], first + ids), heads[1]

    def fetch(self, ids: Sequence[int]) -> Sequence[Row]:
        """One page: files by their place, documents out of the ledger."""
        documents = {one.document.id: one for one in self.services.ledger.shelved([n for n in ids if n > 0])}
        unread = self._shown
        rows = (documents.get(n) if n > 0 else unread[-n - 1] if -n <= len(unread) else None for n in ids)
        return tuple(row or Unread("") for row in rows)

    def fields(self, width: int) -> Sequence[Field[Row]]:  # noqa: ARG002 - the table lets narrow ones give way
        """What a list says of a document."""
        return document_fields()

    def banner(self, row: Row) -> tuple[str, str] | None:
        """Files that are not in the ledger take one line of words."""
        return unread_words(row) if isinstance(row, Unread) else None

    def tell(self, row_id: int) -> Told:
        """All there is to say of a document or file."""
        if row_id < 0:
            unread = self._shown
            return unread_facts(unread[-row_id - 1]) if -row_id <= len(unread) else Told()
        found = self.services.ledger.shelved([row_id])
        if not found:
            return Told()
        return document_facts(found[0], self.services.ledger.document_text(row_id), self.services.settings.zone)

    def whole(self) -> str:
        """All documents, or those that wait for somebody."""
        return _("有待核条目或待定差异的文件") if self._asked.pending else _("全部文件，最新收录的在前")

    def hint(self) -> str:
        """What to do when there is nothing."""
        narrowed = self._asked.words or self._asked.ids or self._asked.pending
        return _("没有符合筛选的文件") if narrowed else _("还没有文件：按 i 导入")

    def example(self) -> str:
        """What can be typed."""
        return _("标题、文号、单位、文件名里的词 -不要的词 编号:3 …")

    def understood(self, words: Sequence[str]) -> Asked:
        """Words that documents are called by; a document by its number."""
        numbers = tuple(int(match[1]) for word in words if (match := _NUMBERED.fullmatch(word)))
        plain = tuple(word.strip('"“”「」') for word in words if not _NUMBERED.fullmatch(word))
        return replace(self._asked, words=tuple(word for word in plain if word.strip("-－")), ids=numbers)

    def action_pending(self) -> None:
        """Only documents that wait for somebody, or all again."""
        self.ask_for(replace(self._asked, pending=not self._asked.pending), self._words)

    # where it leads

    @on(RecordTable.Chosen)
    async def _open(self) -> None:
        """Candidates first; a document without any leads to what is in care."""
        if (row := self._document()) is not None:
            await self._open_targets(row, REVIEW if row.document.candidates else LEDGER)

    async def action_to_ledger(self) -> None:
        """What is in care of this document."""
        if (row := self._document()) is not None:
            await self._open_targets(row, LEDGER)

    def _document(self) -> Shelved | None:
        """The document under the cursor; of a file that is not in the ledger it is said that it must come in first."""
        row = self.table.row
        if isinstance(row, Unread):
            self.flash(_("这份文件还没有收进来：按 r 再试"))
        return row if isinstance(row, Shelved) else None

    async def _open_targets(self, row: Shelved, mode: str) -> None:
        if not row.document.targets:
            self.flash(_("这份文件里没有找到条目"))
            return
        parts = [part for part in _APART.split(row.document.name) if part]
        await self.bench.open_filtered(mode, " ".join(spelled("document", part) for part in parts))

    # taking in

    def action_bring_in(self) -> None:
        """Ask for files."""
        if self.importing is not None and self.importing.running:
            self.flash(_("正在导入；等它结束，或按 x 停止"), warning=True)
            return
        self.app.push_screen(ImportSheet(self.services.settings.sources), self._begin)

    def _begin(self, files: Files | None) -> None:
        if files:
            again = set(files)
            self._unread = tuple(one for one in self._unread if one.path not in again)
            self._start(files)

    def action_retry(self) -> None:
        """Once more what is not in the ledger."""
        if self.importing is not None and self.importing.running:
            self.flash(_("正在导入；等它结束，或按 x 停止"), warning=True)
        elif not (again := [one for one in self._shown if one.is_file]):
            self.flash(_("没有要再试的文件"))
        else:
            files = tuple(one.path for one in again)
            self._unread = tuple(one for one in self._unread if one.path not in files)
            self._start(files)

    def _start(self, files: Files) -> None:
        rest = self._unread
        self.importing = importing = Importing(self.services, files, lambda: self._step(importing, rest))
        self.run_worker(importing.run(), group="import", exit_on_error=False)
        self._step(importing, rest)

    def _step(self, importing: Importing, rest: tuple[Unread, ...]) -> None:
        """Something happened: say it, and note what is left, so that nothing is lost whatever comes."""
        if importing.ended or monotonic() - self._kept_at > KEEP_SECONDS:
            self._kept_at = monotonic()
            self._memory.keep("import", "unread", remembered((*rest, *importing.unread)) or None)
        if not self.is_attached or not self.is_running:  # the app is being left
            return
        self.query_one(ImportProgress).say(importing)
        shown = (*rest, *importing.unread) if importing.ended else (*rest, *importing.failed)
        if shown != self._unread or importing.ended:
            self._unread = shown
            self.freshen()

    def action_stop_import(self) -> None:
        """After the file in hand; pressed again, at once."""
        if self.importing is None or not self.importing.running:
            self.flash(_("没有在导入"))
            return
        at_once = self.importing.stopping
        self.importing.stop()
        self.flash(_("已停止导入") if at_once else _("读完手上这份就停；再按一次立即停"))
        self.query_one(ImportProgress).say(self.importing)

    def action_forget_unread(self) -> None:
        """Clear the list of files that are not in the ledger; the files themselves stay where they are."""
        if self.importing is not None and self.importing.running:
            self.flash(_("正在导入；等它结束，或按 x 停止"), warning=True)
            return
        cleared = {one.path: one.message for one in self._shown if one.message}
        self.importing, self._unread = None, ()
        self._memory.keep("import", "unread", None)
        self._memory.keep("import", "cleared", cleared or None)
        self.query_one(ImportProgress).say(None)
        self.load()

    # reading again

    def action_compare(self) -> None:
        """Read the document again beside the screen, and show what that would change."""
        if (row := self._document()) is not None:
            self.flash(_("正在重读 {name}……").format(name=row.document.label))
            self.run_worker(Rereading(self, row.document).run(), group="reread", exclusive=True, exit_on_error=False)


def _called(unread: Unread, words: Sequence[str]) -> bool:
    """Whether the words of a filter name a file, as they name documents; a word with a minus must not."""
    said = f"{unread.path} {unread.message}".casefold()
    return all((word.lstrip("-－").casefold() in said) != word.startswith(("-", "－")) for word in words)


def documents_screen(services: Services) -> DocumentsScreen:
    """Mode 5: the documents."""
    return DocumentsScreen(services)
