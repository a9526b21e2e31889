"""A list of any length: only ids in memory, rows read by page, finished lines kept; a move repaints two lines."""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
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
    """Rows under section heads, with a cursor on a row, or on a head where sections fold. Subclasses paint lines."""

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
        self.head = ""  # key of the section on whose head the cursor rests; `cursor` is its first row then
        self.foldable = False  # whether sections fold, and the cursor stops on their heads
        self._folded: set[str] = set()  # keys of sections, also of those that have no rows now
        self._fetch = fetch
        self._pages: LRUCache[int, Sequence[Row]] = LRUCache(PAGES_KEPT)
        self._strips: LRUCache[tuple[int, bool, bool], Strip] = LRUCache(STRIPS_KEPT)
        self._width = 0

    @abstractmethod
    def paint_head(self, section: Section, width: int, *, cursor: bool) -> Strip:
        """One line that heads a section; `cursor` when it rests there."""

    @abstractmethod
    def paint_row(self, row: Row, width: int, *, cursor: bool) -> Strip:
        """One line for a row; `cursor` when it is the one acted upon."""

    # what is shown

    def show(self, listing: Listing, *, keep: int | None = None) -> None:
        """Swap the rows in whole; the cursor goes to row id `keep` if it is there, else stays near where it was."""
        self.listing = listing.fold(self._folded)
        found = None if keep is None else listing.find(keep)
        self.cursor = found if found is not None else max(0, min(self.cursor, len(listing) - 1))
        self._settle_on_head(stay=found is None)
        self.forget()
        self._fit()
        self._scroll_to_cursor()
        self.post_message(self.Moved())

    def show_from(self, line: int) -> None:
        """Scroll so that this line is the first in view, as long as the cursor stays in it."""
        height = self.scrollable_content_region.height
        where = self._line if len(self.listing) else 0
        top = max(where - height + 1, min(line, where), 0)
        self.scroll_to(y=top, animate=False, immediate=True)

    def forget(self) -> None:
        """Read rows anew when they are next painted; only those in view are."""
        self._pages.clear()
        self._strips.clear()
        self.refresh()

    @property
    def row_id(self) -> int | None:
        """The id under the cursor, None in an empty list and on a head."""
        return self.listing.ids[self.cursor] if len(self.listing) and not self.head else None

    @property
    def row(self) -> Row | None:
        """The row under the cursor, None in an empty list and on a head."""
        return self.row_at(self.cursor) if len(self.listing) and not self.head else None

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
        cursor = line == self._line
        key = (line, cursor, self.has_focus)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._paint(what, cursor=cursor)
        return strip

    def _paint(self, what: Section | int, *, cursor: bool) -> Strip:
        if isinstance(what, Section):
            strip = self.paint_head(what, self._width, cursor=cursor)
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

    # folding

    @property
    def folded(self) -> list[str]:
        """The keys of the sections that are folded."""
        return sorted(self._folded)

    def fold(self, keys: Iterable[str]) -> None:
        """Fold these sections, and no others; a cursor among rows that are put away comes to rest on their head."""
        self._folded = set(keys)
        self.listing = self.listing.fold(self._folded)
        self._settle_on_head(stay=True)
        self._strips.clear()
        self._fit()
        self._scroll_to_cursor()
        self.refresh()

    def _settle_on_head(self, *, stay: bool) -> None:
        """Rest on a head where the rows are put away, or (`stay`) where the cursor rested on it before."""
        held = self.listing.head_of(self.head) if self.head and stay else None
        section = self.listing.section_of(self.cursor) if len(self.listing) else None
        if held is not None:
            self.cursor = held[1]
        elif section is not None and self.listing.is_folded(section.key):
            self._rest_on(section)
        else:
            self.head = ""

    def _rest_on(self, section: Section) -> None:
        found = self.listing.head_of(section.key)
        assert found is not None
        self.head, self.cursor = section.key, found[1]

    # moving

    @property
    def _line(self) -> int:
        """The line of the cursor; that of the head on which it rests."""
        if not len(self.listing):
            return -1
        line = self.listing.line_of(self.cursor)
        return line - 1 if self.head and not self.listing.is_folded(self.head) else line

    def go(self, index: int) -> None:
        """Put the cursor on a row, as near as the list allows; a section that was folded over it opens."""
        index = max(0, min(index, len(self.listing) - 1))
        if not len(self.listing) or (index == self.cursor and not self.head):
            return
        key = self.listing.section_of(index).key
        if self.listing.is_folded(key):
            self.head = ""
            self.fold(self._folded - {key})
        self._put(index, "")

    def _put(self, index: int, head: str) -> None:
        """Move the cursor; repaints two lines unless the list must scroll."""
        before = self._line
        self.cursor, self.head = index, head
        for changed in (before, self._line):
            self.refresh_line(changed)
        self._scroll_to_cursor()
        self.post_message(self.Moved())

    def go_to(self, row_id: int) -> None:
        """Put the cursor on the row with this id, if it is in the list."""
        index = self.listing.find(row_id)
        if index is not None:
            self.go(index)

    def go_to_line(self, line: int) -> None:
        """Put the cursor on what lies there, a row or a head, as near as the list allows."""
        line = max(0, min(line, self.listing.lines - 1))
        if not len(self.listing) or line == self._line:
            return
        what = self.listing.at(line)
        if isinstance(what, int):
            self._put(what, "")
        elif (found := self.listing.head_of(what.key)) is not None:
            self._put(found[1], what.key)

    def advance(self) -> None:
        """On to the next row, over heads and what is folded; stays where there is none."""
        listing, index = self.listing, self.cursor if self.head else self.cursor + 1
        while index < len(listing) and listing.is_folded(key := listing.section_of(index).key):
            found = listing.head_of(key)
            assert found is not None
            index = found[1] + listing.section_of(index).count
        if index < len(listing):
            self.go(index)

    def _scroll_to_cursor(self) -> None:
        height = self.scrollable_content_region.height
        if not len(self.listing) or not height:
            return
        line = self._line
        heads = not self.head and self.listing.heads_row(self.cursor)
        top = line - 1 if heads else line  # a section's head stays with its first row
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, immediate=True)
        elif line >= self.scroll_offset.y + height:
            self.scroll_to(y=line - height + 1, animate=False, immediate=True)

    def action_move(self, rows: int) -> None:
        """Go some rows down (or up); where sections fold, heads are stops too."""
        if self.foldable:
            self.go_to_line(self._line + rows)
        else:
            self.go(self.cursor + rows)

    def action_page(self, pages: int) -> None:
        """Go some screenfuls down (or up)."""
        self.action_move(pages * max(1, self.scrollable_content_region.height - 1))

    def action_edge(self, end: int) -> None:
        """Go to the first or the last row, or to the head it is folded under."""
        if len(self.listing):
            line = self.listing.line_of(len(self.listing) - 1 if end else 0)
            self.go_to_line(line)

    def action_choose(self) -> None:
        """Say that the row under the cursor is wanted; on a head fold its section, or open it again."""
        if self.head:
            self.fold(self._folded ^ {self.head})
        elif len(self.listing):
            self.post_message(self.Chosen())

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor, a double click chooses; a click on a head folds its section."""
        line = self.scroll_offset.y + event.y
        what = self.listing.at(line) if 0 <= line < self.listing.lines else None
        if what is None or (isinstance(what, Section) and not self.foldable):
            return
        self.go_to_line(line)
        if event.chain > 1 or isinstance(what, Section):
            self.action_choose()
