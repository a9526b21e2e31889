"""Reading for the agenda, in threads: the list, the counts, what stands beside the row; answers come as messages."""

from abc import abstractmethod
from collections.abc import Sequence
from functools import partial

from textual import on
from textual.timer import Timer

from commitments.document import Span
from commitments.errors import CommitmentsError
from commitments.evidence import Review
from commitments.i18n import _
from monitor.services import Services
from monitor.tui.listing import Sort
from monitor.tui.messages import Counted, LedgerMoved, Lingered, Listed, Previewed, Trouble
from monitor.tui.provider import FIRST, Query, Row, View
from monitor.tui.screens.correcting import CorrectingScreen
from monitor.tui.screens.working import POLL
from monitor.tui.source_layout import lay_out
from monitor.tui.widgets.agenda_table import AgendaTable
from monitor.tui.widgets.bars import Bar, counts_words, header_words
from monitor.tui.widgets.facts import Facts
from monitor.tui.widgets.filter_bar import FilterBar
from monitor.tui.widgets.source_view import SourceView
from monitor.words import N_

WIDE = 100  # columns from which list and preview stand beside each other
FOLLOW = 0.05  # seconds the cursor rests before the preview follows: longer than a key held down takes to repeat
LINGER = 0.25  # seconds it rests before anybody looks for similar targets
COUNT_REST = 0.4  # seconds after a write before the counts of the header are taken: once for a flurry of decisions
ORDERS = {
    Sort.DUE: N_("时限"),
    Sort.URGENCY: N_("紧迫"),
    Sort.DOCUMENT: N_("文件顺序"),
    Sort.CONFIDENCE: N_("可信度"),
}


class ReadingScreen(CorrectingScreen):
    """A list of targets with a preview that follows the cursor."""

    def __init__(self, services: Services, view: View) -> None:
        """Look at what a view holds, in its order."""
        super().__init__(services)
        self._view = view
        self._asked = Query(order=view.order, view=view)
        self._words = ""  # the filter as typed, last one that was understood
        self._version: int | None = None
        self._follow: Timer | None = None
        self._counts = ""  # what presses, in words
        self._linger: Timer | None = None
        self._counting: Timer | None = None
        self._in_view: Query | None = None  # what the list in view answers
        self._partly = False  # whether the list shows its first rows only, so far

    @property
    def table(self) -> AgendaTable:
        """The list."""
        return self.query_one("#list", AgendaTable)

    def is_list_there(self, *, whole: bool = False) -> bool:
        """A key that overtakes the list must not fall on a row, or on all rows, of the one before."""
        if self._in_view == self._asked and not (whole and self._partly):
            return True
        self.flash(_("清单还在读取，请再按一次"), warning=True)
        return False

    def _load(self, keep: int | None = None) -> None:
        asked = self._asked
        self.ask("ids", lambda: self._read_list(asked, keep))

    def _read_list(self, asked: Query, keep: int | None) -> Listed:
        """In a thread: the first rows as soon as they are known, unless the cursor belongs further down."""
        line = self.provider.newest_line()
        first = self.provider.first(asked)
        if len(first) < FIRST:
            return Listed(asked, first, keep=keep, line=line)
        if keep is not None and first.find(keep) is None and self.provider.holds(asked, keep):
            return Listed(asked, self.provider.ids(asked), keep=keep, line=line)
        return Listed(asked, first, keep=keep, whole=False, line=line)

    def _read_on(self, asked: Query, line: int | None) -> None:
        """The first rows have been on the screen for a moment: now all of them, which would have competed with that."""
        if asked == self._asked and self._partly:
            self.ask("ids", lambda: Listed(asked, self.provider.ids(asked), keep=None, line=line))

    @abstractmethod
    def say_status(self) -> None:
        """Say what is shown."""

    def load_again(self, *, keep: int | None) -> None:
        """Read the list anew; what was decided stays dim where it still is."""
        self._load(keep=keep)

    def count_soon(self) -> None:
        """Take the counts of the header in a moment: after the first paint, and once for a flurry of decisions."""
        if self._counting is None:
            self._counting = self.set_timer(COUNT_REST, self._count)

    def _count(self) -> None:
        self._counting = None
        self.ask("counts", lambda: Counted(self.provider.counts(), self.provider.waiting()))

    def _poll(self) -> None:
        self.ask(POLL, lambda: LedgerMoved(self.provider.data_version(), self.provider.newest_line()))

    def _rows(self, ids: Sequence[int]) -> Sequence[Row]:
        """One page for the table: an indexed read of some forty rows; no rows where the ledger refuses."""
        try:
            return self.provider.rows(ids)
        except CommitmentsError as error:
            self.post_message(Trouble(error))
            return ()

    @on(Listed)
    def _listed(self, message: Listed) -> None:
        if message.query != self._asked:  # an answer that came too late
            return
        self.table.decided.clear()
        keep = self.table.row_id if self._partly else message.keep
        self._in_view, self._partly = message.query, not message.whole
        narrowed = message.query.filter.terms
        self.table.hint = _("没有符合筛选的条目：按 Esc 看全部") if narrowed else _(self._view.empty)
        if message.line is not None:
            self.table.read_at(message.line)
        self.table.show(message.listing, keep=keep)
        if message.whole:
            self.query_one(FilterBar).note(_("{n} 项").format(n=f"{len(message.listing):,}"))
        else:
            self.set_timer(FOLLOW, partial(self._read_on, message.query, message.line))

    @on(Counted)
    def _counted(self, message: Counted) -> None:
        self._counts = counts_words(message.counts, message.waiting)
        self.say_header()

    def say_header(self) -> None:
        """The modes, what presses, what day it is and who is at work."""
        day, actor = self.provider.day, self.decisions.actor
        self.query_one("#header", Bar).say(*header_words(self._view.name, self._counts, day, actor, self.size.width))

    @on(LedgerMoved)
    def _moved_on(self, message: LedgerMoved) -> None:
        """Somebody wrote: read the rows in view anew, leave their order alone."""
        known, self._version = self._version, message.version
        if known is not None and known != message.version:
            if message.line is not None:
                self.table.read_at(message.line)
            self.freshen()

    def freshen(self) -> None:
        """Read the rows in view anew, and what stands beside them."""
        self.provider.forget()
        self.table.forget()
        self.count_soon()
        self._look()

    @on(AgendaTable.Moved)
    def _follow_cursor(self) -> None:
        self.say_status()
        for timer in (self._follow, self._linger):
            if timer is not None:
                timer.stop()
        self._linger = None
        self._follow = self.set_timer(FOLLOW, self._look)

    @on(SourceView.Unwrapped)
    def _look(self) -> None:
        self._follow = None
        if self.has_class("-list"):
            return
        line, source = self.table.row, self.query_one(SourceView)
        if line is None:
            self._seen = None
            self.query_one(Facts).show(None)
            source.show(0, "", Span(0, 0))
        else:
            known = source.knows(line.entry.document.id) or not source.size
            self.ask("preview", partial(self._read_preview, line.entry.id, None if known else source.line_width))

    def _read_preview(self, target_id: int, width: int | None) -> Previewed:
        """In a thread: a long document takes longer to wrap than a key may wait."""
        preview = self.provider.preview(target_id)
        return Previewed(preview, None if width is None else lay_out(preview.text, width))

    @on(Previewed)
    def _previewed(self, message: Previewed) -> None:
        preview, source = message.preview, self.query_one(SourceView)
        self._seen = preview
        target, document = preview.line.entry.target, preview.line.entry.document.id
        self.query_one(Facts).show(preview)
        if message.layout is not None:
            source.keep(document, message.layout)
        source.show(document, preview.text, Span(target.start, target.end), preview.quotes)
        if preview.line.entry.review is Review.CANDIDATE:
            self._linger = self.set_timer(LINGER, self._look_longer)

    def _look_longer(self) -> None:
        self._linger = None
        if (seen := self._seen) is not None:
            self.ask("alike", lambda: Lingered(self.provider.with_alike(seen)))

    @on(Lingered)
    def _lingered(self, message: Lingered) -> None:
        if message.preview.alike and self._seen is not None and message.preview.line == self._seen.line:
            self._seen = message.preview
            self.query_one(Facts).show(message.preview)
