"""The list of one day: who answers, what was promised, how far it is; the day itself needs no column."""

from rich.segment import Segment
from textual.strip import Strip

from commitments.i18n import _
from monitor.tui.cells import fit
from monitor.tui.glyphs import glyph
from monitor.tui.provider import Row
from monitor.tui.row_words import promise_words, state_words
from monitor.tui.widgets.agenda_columns import SHORT_PROGRESS
from monitor.tui.widgets.agenda_table import AgendaTable

UNITS = 16  # cells
LEAST_PROMISE = 20  # cells below which progress gives way


class DayTable(AgendaTable):
    """Targets that are due on the same day."""

    def paint_row(self, row: Row, width: int, *, cursor: bool) -> Strip:
        """One target; a proposed verdict is said before the promise."""
        base = self._base(row, cursor=cursor)
        units = min(UNITS, max(6, width // 4))
        progress = SHORT_PROGRESS.cells
        promise = width - 2 - units - 1 - progress - 1
        if promise < LEAST_PROMISE:
            promise, progress = promise + progress + 1, 0
        words = promise_words(row)
        if row.entry.waiting is not None:
            words = f"{state_words(row)}  {words}"
        lead = glyph("cursor") if cursor else " "
        segments = [
            Segment(f"{lead} ", base),
            Segment(fit("、".join(row.units) or _("未写明"), units) + " ", base),
            Segment(fit(words, max(1, promise)), base),
        ]
        if progress:
            segments.append(Segment(" " + fit(SHORT_PROGRESS.cell(row), progress), base))
        return Strip(segments)
