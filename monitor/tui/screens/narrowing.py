"""A screen without a list of its own that is narrowed down by the same filter line, and opens the ledger."""

from abc import abstractmethod
from collections.abc import Sequence
from contextlib import suppress

from textual import events, on

from commitments.errors import FilterError
from commitments.filter import EVERYTHING, Filter, parse_filter
from commitments.i18n import _
from commitments.ledger import Counts
from monitor.tui.figures_provider import FiguresProvider
from monitor.tui.messages import Counted, LedgerMoved
from monitor.tui.modes import LEDGER
from monitor.tui.provider import LedgerProvider
from monitor.tui.screens.working import POLL, WorkingScreen
from monitor.tui.widgets.bars import Bar, counts_words, header_words
from monitor.tui.widgets.filter_bar import FilterBar, split_words
from monitor.tui.widgets.flash import Flash

POLL_SECONDS = 2.0  # seconds between two looks at the ledger's version


class NarrowingScreen(WorkingScreen):
    """Counts of what a filter leaves; the words of a figure are added to it when the ledger is opened."""

    MODE = ""
    figures: FiguresProvider
    provider: LedgerProvider
    words = ""  # the filter as typed, last one that was understood
    asked: Filter = EVERYTHING
    _before: tuple[Filter, str] = (EVERYTHING, "")  # as it was when the filter line was opened
    _version: int | None = None
    _said = ""  # what the header says beside the modes

    @abstractmethod
    def recount(self) -> None:
        """Ask for everything anew."""

    @abstractmethod
    def say_status(self) -> None:
        """Say what is counted."""

    @abstractmethod
    def focus_content(self) -> None:
        """Back from the filter line."""

    def begin(self) -> None:
        """Count for the first time, as this person left it, and look every two seconds whether somebody wrote."""
        known = self.memory.section(self.MODE).get("words")
        if isinstance(known, str):
            with suppress(FilterError):  # another version of the program may have understood it
                self.asked, self.words = parse_filter(split_words(known), today=self.figures.day), known
        self.say_status()
        self.recount()
        self._count()
        self._poll()
        self.set_interval(POLL_SECONDS, self._poll)

    def freshen(self) -> None:
        """Somebody wrote: everything is counted anew."""
        self.recount()
        self._count()

    def remember(self) -> None:
        """The filter is there again next time."""
        self.memory.keep(self.MODE, "words", self.words or None)

    def action_reload(self) -> None:
        """Count anew."""
        self.freshen()
        self.flash(_("已重新计数"))

    def _poll(self) -> None:
        self.ask(POLL, lambda: LedgerMoved(self.figures.data_version()))

    @on(LedgerMoved)
    def _moved_on(self, message: LedgerMoved) -> None:
        known, self._version = self._version, message.version
        if known is not None and known != message.version:
            self.freshen()

    def _count(self) -> None:
        self.ask("counts", lambda: Counted(self.provider.counts(), self.provider.waiting()))

    @on(Counted)
    def _counted(self, message: Counted) -> None:
        self.say_header(message.counts, message.waiting)

    def say_header(self, counts: Counts, waiting: int) -> None:
        """The modes, what presses, the day and who works."""
        self._head(counts_words(counts, waiting))

    def _head(self, said: str) -> None:
        self._said = said
        day, actor = self.figures.day, self.bench.services.actor
        self.query_one("#header", Bar).say(*header_words(self.MODE, said, day, actor, self.size.width))

    @on(events.Resize)
    def _rehead(self) -> None:
        """The header depends on the width."""
        self._head(self._said)

    async def open_ledger(self, words: Sequence[str]) -> None:
        """The ledger with what a figure counts."""
        await self.bench.open_filtered(LEDGER, " ".join([*split_words(self.words), *words]))

    # the filter line

    def look_at(self, words: str) -> None:
        """Count what a filter leaves."""
        self.asked = parse_filter(split_words(words), today=self.figures.day)
        self.words = words
        self.say_status()
        self.recount()

    def action_filter(self) -> None:
        """Type a filter."""
        bar = self.query_one(FilterBar)
        self.query_one(Flash).hush()
        self.query_one("#status").display = False
        bar.text = self.words
        self._before = (self.asked, self.words)
        bar.open()

    @on(FilterBar.Typed)
    def _try_filter(self, message: FilterBar.Typed) -> None:
        """Count what the words leave; words that mean nothing leave the last figures in place."""
        try:
            self.look_at(" ".join(message.words))
        except FilterError as error:
            said = "：".join(part for part in (error.where, error.message) if part)
            self.query_one(FilterBar).note(f"{said} {error.remedy}", error=True)
        else:
            self.query_one(FilterBar).note("")

    @on(FilterBar.Left)
    def _keep_filter(self) -> None:
        if " ".join(split_words(self.query_one(FilterBar).text)) != self.words:
            self.flash(_("筛选没有看懂，仍按上一次的结果显示"), warning=True)
        self._close_filter()

    def _close_filter(self) -> None:
        self.query_one(FilterBar).close()
        self.query_one("#status").display = True
        self.focus_content()
        self.say_status()

    def action_back(self) -> None:
        """Out of the filter line, which becomes what it was."""
        if self.query_one(FilterBar).display:
            self.asked, self.words = self._before
            self.recount()
            self._close_filter()
        self.focus_content()
