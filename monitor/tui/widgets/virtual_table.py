"""A list of any length: only ids in memory, rows read by page, finished lines kept; a move repaints two lines."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import ClassVar, Generic, TypeVar

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from monitor.tui.actions import Scope, bindings
from monitor.tui.cells import fit
from monitor.tui.listing import Listing, Section, nothing

Row = TypeVar("Row")

PAGE = 40  # rows asked for at a time: about one screenful
PAGES_KEPT = 32
STRIPS_KEPT = 1024


class VirtualTable(ScrollView, Generic[Row], can_focus=True):
    """Rows under section heads, with a cursor that rests on rows only. Subclasses paint one line at a time."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.LIST)]

    class Moved(Message):
        """The cursor lies on another row, or the rows are others."""

    class Chosen(Message):
        """Enter or a double click on the row under the cursor."""

    def __init__(self, fetch: Callable[[Sequence[int]], Sequence[Row]], *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        """Start empty; `fetch` gives the rows of some ids, in their order."""
        super().__init__(id=id)
        self.listing = nothing()
        self.hint = ""  # what stands in place of the rows when there are none
        self.cursor = 0  # index of a row
        self._fetch = fetch
        self._pages: LRUCache[int, Sequence[Row]] = LRUCache(PAGES_KEPT)
        self._strips: LRUCache[tuple[int, bool, bool], Strip] = LRUCache(STRIPS_KEPT)
        self._width = 0

    @abstractmethod
    def paint_head(self, section: Section, width: int) -> Strip:
        """One line that heads a section."""

    @abstractmethod
    def paint_row(self, row: Row, width: int, *, cursor: bool) -> Strip:
        """One line for a row; `cursor` when it is the one acted upon."""

    # what is shown

    def show(self, listing: Listing, *, keep: int | None = None) -> None:
        """Swap the rows in whole; the cursor goes to row id `keep` if it is there, else stays near where it was."""
        self.listing = listing
        found = None if keep is None else listing.find(keep)
        self.cursor = found if found is not None else max(0, min(self.cursor, len(listing) - 1))
        self.forget()
        self._fit()
        self._scroll_to_cursor()
        self.post_message(self.Moved())

    def show_from(self, line: int) -> None:
        """Scroll so that this line is the first in view, as long as the cursor stays in it."""
        height = self.scrollable_content_region.height
        where = self.listing.line_of(self.cursor) if len(self.listing) else 0
        top = max(where - height + 1, min(line, where), 0)
        self.scroll_to(y=top, animate=False, immediate=True)

    def forget(self) -> None:
        """Read rows anew when they are next painted; only those in view are."""
        self._pages.clear()
        self._strips.clear()
        self.refresh()

    @property
    def row_id(self) -> int | None:
        """The id under the cursor, None in an empty list."""
        return self.listing.ids[self.cursor] if len(self.listing) else None

    @property
    def row(self) -> Row | None:
        """The row under the cursor, None in an empty list."""
        return self.row_at(self.cursor) if len(self.listing) else None

    def row_at(self, index: int) -> Row | None:
        """A row, from its page; the page is read if it is not at hand. None if it could not be read."""
        number, place = divmod(index, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._pages[number] = self._fetch(self.listing.page(number, PAGE))
        return page[place] if place < len(page) else None

    # painting

    def render_line(self, y: int) -> Strip:
        """One line of the viewport."""
        line = self.scroll_offset.y + y
        if line >= self.listing.lines:
            said = self.hint if not y and not len(self.listing) else ""
            return Strip([Segment(fit(said, self._width), self.rich_style)])
        what = self.listing.at(line)
        cursor = what == self.cursor
        key = (line, cursor, self.has_focus)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._paint(what, cursor=cursor)
        return strip

    def _paint(self, what: Section | int, *, cursor: bool) -> Strip:
        if isinstance(what, Section):
            strip = self.paint_head(what, self._width)
        elif (row := self.row_at(what)) is None:
            strip = Strip.blank(self._width, self.rich_style)
        else:
            strip = self.paint_row(row, self._width, cursor=cursor)
        return strip.adjust_cell_length(self._width, self.rich_style)

    def on_resize(self) -> None:
        """Lines depend on the width."""
        if self._width != self.scrollable_content_region.width:
            self._strips.clear()
        self._fit()
        self._scroll_to_cursor()

    def notify_style_update(self) -> None:
        """Lines depend on the theme."""
        super().notify_style_update()
        self._strips.clear()

    def on_focus(self) -> None:
        """The cursor line looks different with the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor line looks different without the focus."""
        self.refresh()

    def _fit(self) -> None:
        self._width = self.scrollable_content_region.width
        self.virtual_size = Size(self._width, self.listing.lines)

    # moving

    def go(self, index: int) -> None:
        """Put the cursor on a row, as near as the list allows; repaints two lines unless the list must scroll."""
        index = max(0, min(index, len(self.listing) - 1))
        if not len(self.listing) or index == self.cursor:
            return
        before, self.cursor = self.cursor, index
        for changed in (before, index):
            self.refresh_line(self.listing.line_of(changed))
        self._scroll_to_cursor()
        self.post_message(self.Moved())

    def go_to(self, row_id: int) -> None:
        """Put the cursor on the row with this id, if it is in the list."""
        index = self.listing.find(row_id)
        if index is not None:
            self.go(index)

    def _scroll_to_cursor(self) -> None:
        height = self.scrollable_content_region.height
        if not len(self.listing) or not height:
            return
        line = self.listing.line_of(self.cursor)
        top = line - 1 if self.listing.heads_row(self.cursor) else line  # a section's head stays with its first row
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, immediate=True)
        elif line >= self.scroll_offset.y + height:
            self.scroll_to(y=line - height + 1, animate=False, immediate=True)

    def action_move(self, rows: int) -> None:
        """Go some rows down (or up)."""
        self.go(self.cursor + rows)

    def action_page(self, pages: int) -> None:
        """Go some screenfuls down (or up)."""
        self.go(self.cursor + pages * max(1, self.scrollable_content_region.height - 1))

    def action_edge(self, end: int) -> None:
        """Go to the first or the last row."""
        self.go(len(self.listing) - 1 if end else 0)

    def action_choose(self) -> None:
        """Say that the row under the cursor is wanted."""
        if len(self.listing):
            self.post_message(self.Chosen())

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor, a double click chooses."""
        line = self.scroll_offset.y + event.y
        what = self.listing.at(line) if 0 <= line < self.listing.lines else None
        if isinstance(what, int):
            self.go(what)
            if event.chain > 1:
                self.action_choose()
