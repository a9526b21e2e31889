"""Out of the list: words into the clipboard, what a filter leaves into a file, a link into the browser; its columns."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from commitments import lazily
from commitments.i18n import _
from monitor.services import Services
from monitor.tui.citation import citation, link_of, row_text
from monitor.tui.log_filter import spelled
from monitor.tui.modes import ACTIVITY, mode_of
from monitor.tui.provider import View
from monitor.tui.screens.exporting import ExportingScreen
from monitor.tui.screens.looking import LookingScreen
from monitor.tui.widgets.agenda_columns import possible, usual

if TYPE_CHECKING:
    from monitor.reports.sheets import Sheet
    from monitor.tui.widgets import option_strips
else:
    option_strips = lazily.module("monitor.tui.widgets.option_strips")

COLUMNS = "columns"


class CarryingScreen(LookingScreen, ExportingScreen):
    """A list whose rows are wanted elsewhere."""

    def __init__(self, services: Services, view: View) -> None:
        """Look at all that a view holds."""
        super().__init__(services, view)
        self._chosen: dict[str, bool] = {}

    def action_copy(self, what: str) -> None:
        """The citation of the target, or its row, into the clipboard of the terminal."""
        if (row := self.row_wanted()) is not None:
            self.app.copy_to_clipboard(citation(row) if what == "citation" else row_text(row))
            self.flash(_("已复制 {code}").format(code=row.entry.code))

    def action_open_link(self) -> None:
        """The address of the newest evidence, in a browser."""
        row = self.row_wanted()
        if row is None:
            return
        link = link_of(row)
        if link is None:
            self.flash(_("最近的证据没有链接"))
        else:
            self.app.open_url(link)
            self.flash(_("已打开 {link}").format(link=link))

    async def action_history(self) -> None:
        """What the log says of the target."""
        if (row := self.row_wanted()) is not None:
            await self.bench.open_filtered(ACTIVITY, spelled("target", row.entry.code))

    # a file

    def action_export(self) -> None:
        """What the filter leaves, or what is marked, as a file."""
        asked, marked = self._asked, self.table.marks
        provider, words = self.provider, self._words or _(self._view.whole)
        title = _(mode_of(self._view.name).title) if self._view.name else _("台账")

        def make() -> "Sheet":
            from monitor.reports.sheets import sheet_of

            ids = marked or provider.ids(asked).ids
            return sheet_of(title, provider.lines(ids), day=provider.day, near_days=provider.near_days)

        count = len(marked) or (len(self.table.listing) if not self._partly else None)
        about = _("已标记的") if marked else words
        said = _("{n} 项").format(n=f"{count:,}") if count is not None else ""
        self.ask_export(f"{about}  {said}".rstrip(), self._view.name or "list", make)

    # columns

    def action_columns(self) -> None:
        """Ask which columns are wanted."""
        names = [_(title) for title in possible(queue=self.table.queue)]
        self.app.push_screen(option_strips.ColumnsStrip(names, self._shown(), self._choose))

    def columns_as_before(self) -> None:
        """Show the columns that this person chose the last time."""
        known = self.memory.section(COLUMNS).get(self._view.name)
        self._take({title: bool(yes) for title, yes in known.items()} if isinstance(known, dict) else {})

    def _choose(self, place: int | None) -> Sequence[bool]:
        """Show or hide a column, and say of each whether it is shown."""
        if place is None:
            self._take({})
        else:
            title = possible(queue=self.table.queue)[place]
            self._take({**self._chosen, title: not self._shown()[place]})
        self.memory.keep(COLUMNS, self._view.name, self._chosen or None)
        return self._shown()

    def _take(self, chosen: dict[str, bool]) -> None:
        self._chosen = chosen
        self.table.choose_columns(chosen)
        self.query_one("#titles").refresh()

    def _shown(self) -> list[bool]:
        """Of each possible column whether it is wanted; one that is may still give way where there is no room."""
        queue = self.table.queue
        known = usual(self.table.size.width, self.size.width, queue=queue)
        return [self._chosen.get(title, title in known) for title in possible(queue=queue)]
