"""The source document: its own wrapping by cells, the quote centred and marked, the other quotes dim."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import BindingType
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from commitments.document import Span
from monitor.tui.actions import Scope, bindings
from monitor.tui.source_layout import Layout, lay_out

GUTTER = ">"  # stands beside the lines of the quote, for eyes and terminals that see no colour
LAYOUTS_KEPT = 8
AT_ONCE = 20_000  # characters that are wrapped in the time a key may take; longer texts are for a thread


def _start(span: Span) -> int:
    return span.start


class SourceView(ScrollView, can_focus=True):
    """A read-only document, scrolled to one quote."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"source--quote", "source--other", "source--hit", "source--gutter"}

    class Unwrapped(Message):
        """A long document has not been wrapped for the width in use: somebody else has to do it."""

    class LineWanted(Message):
        """Somebody wants to go to a line by its number."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.SOURCE)]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        """Start without a document."""
        super().__init__(id=id)
        self._key = 0
        self._text = ""
        self._quote = Span(0, 0)
        self._others: Sequence[Span] = ()
        self._longest = 0
        self._hits: list[Span] = []  # what was found in the text
        self._at: tuple[int, int] | None = None  # the place last gone to, and the line it brought to the top
        self._styles: dict[str, Style] = {}  # by component class, "" for the text itself; looking them up is dear
        self._layout = lay_out("", 2)
        self._layouts: LRUCache[tuple[int, int], Layout] = LRUCache(LAYOUTS_KEPT)

    def show(self, key: int, text: str, quote: Span, others: Sequence[Span] = ()) -> None:
        """Show a document with one quote in the middle.

        Args:
            key: names the document, so that its wrapping is kept.
            text: the document as it is; nothing in it is markup.
            quote: the words to mark and centre.
            others: quotes to mark dimly, in the order of the text; `quote` may be among them.
        """
        same = (key, quote) == (self._key, self._quote)
        if key != self._key:
            self._hits, self._at = [], None
        self._key, self._text, self._quote = key, text, quote
        if others is not self._others:
            self._others = others
            self._longest = max((span.end - span.start for span in others), default=0)
        self._arrange(centre=not same)

    def find(self, word: str) -> int:
        """Mark every place where a word stands, and go to the first one at or below the view; how many there are."""
        text, wanted = self._layout.text, word.casefold()
        folded = text.casefold()
        if not wanted or len(folded) != len(text):  # a few letters grow when folded: look for them as they are
            folded, wanted = text, word
        self._hits = [Span(m.start(), m.end()) for m in re.finditer(re.escape(wanted), folded)] if wanted else []
        self.refresh()
        if self._hits:
            self.hit(0)
        return len(self._hits)

    def hit(self, step: int) -> tuple[int, int]:
        """Go to the next place found, or quote of the document, or the one before; its number, and how many there are.

        What is next counts from the middle of the view; after the last one comes the first again.
        """
        places = self._hits or self._others
        if not places:
            return 0, 0
        middle = self.scroll_offset.y + self.scrollable_content_region.height // 2
        if self._at is not None and self._at[1] == self.scroll_offset.y:
            number = (self._at[0] + step) % len(places)
        else:
            lines = [self._layout.line_of(span.start) for span in places]
            number = (bisect_right(lines, middle) if step >= 0 else bisect_left(lines, middle) - 1) % len(places)
        self._centre(places[number])
        self._at = (number, self.scroll_offset.y)
        return number + 1, len(places)

    @property
    def line_count(self) -> int:
        """How many lines the document has, as its author broke them."""
        return self._text.count("\n") + 1

    def show_line(self, number: int) -> int:
        """Bring the line of the document of this number, counted from 1, to the middle; the number of that reached."""
        number = max(1, min(number, self.line_count))
        start = 0
        for _line in range(number - 1):
            start = self._text.index("\n", start) + 1
        self._centre(Span(start, start + 1))
        return number

    def action_go_to_line(self) -> None:
        """Ask for the number."""
        self.post_message(self.LineWanted())

    @property
    def marked(self) -> str:
        """The words that are marked, as they are drawn."""
        return self._quote.of(self._layout.text)

    @property
    def line_width(self) -> int:
        """How many cells a line of the document may take."""
        return max(2, self.scrollable_content_region.width - len(GUTTER))

    def knows(self, key: int) -> bool:
        """Whether this document has been wrapped for the width in use."""
        return (key, self.line_width) in self._layouts

    def keep(self, key: int, layout: Layout) -> None:
        """Take over a wrapping that was made elsewhere, for long documents in a thread."""
        self._layouts[(key, layout.width)] = layout

    def _arrange(self, *, centre: bool = True) -> None:
        width = self.line_width
        if not self.size:  # hidden: nothing to wrap for
            return
        layout = self._layouts.get((self._key, width))
        if layout is None and len(self._text) > AT_ONCE:
            self.post_message(self.Unwrapped())
            return
        if layout is None:
            layout = lay_out(self._text, width)
            self.keep(self._key, layout)
        self._layout = layout
        self._measure(Size(width + len(GUTTER), len(layout.lines)))
        if centre:  # a reader who has scrolled stays where he is while the same quote is shown again
            self._centre(self._quote)
        self.refresh()

    def _measure(self, size: Size) -> None:
        """How far there is to scroll. Nothing moves for it: the bar is always there, so the screen keeps its layout."""
        self.set_reactive(SourceView.virtual_size, size)
        self.vertical_scrollbar.window_virtual_size = size.height

    def _centre(self, span: Span) -> None:
        first, last = self._layout.line_of(span.start), self._layout.line_of(max(0, span.end - 1))
        height = self.scrollable_content_region.height
        top = first if last - first >= height else (first + last - height + 1) // 2
        self.scroll_to(y=max(0, top), animate=False, immediate=True)

    def on_resize(self) -> None:
        """Lines depend on the width, the middle on the height."""
        self._arrange()

    def scroll_lines(self, lines: int) -> None:
        """Scroll down (or up) without moving the focus."""
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, immediate=True)

    def notify_style_update(self) -> None:
        """Lines depend on the theme, and on the focus."""
        super().notify_style_update()
        self._styles.clear()

    def _style(self, name: str = "") -> Style:
        if name not in self._styles:
            self._styles[name] = self.get_component_rich_style(name) if name else self.rich_style
        return self._styles[name]

    def render_line(self, y: int) -> Strip:
        """One line of the viewport."""
        line = self.scroll_offset.y + y
        width = self.scrollable_content_region.width
        if line >= len(self._layout.lines):
            return Strip.blank(width, self._style())
        start, end = self._layout.lines[line]
        strip = Strip([self._gutter(start, end), *self._segments(start, end)])
        return strip.adjust_cell_length(width, self._style())

    def _gutter(self, start: int, end: int) -> Segment:
        inside = self._quote.start < end and start < self._quote.end
        if not inside:
            return Segment(" ", self._style())
        return Segment(GUTTER, self._style("source--gutter"))

    def _segments(self, start: int, end: int) -> Iterator[Segment]:
        """The line cut where a mark begins or ends; the quote lies over the other quotes."""
        near = ((span, "source--other") for span in _touching(self._others, start, end, self._longest))
        hits = ((span, "source--hit") for span in _touching(self._hits, start, end, self._longest_hit))
        spans = [*hits, (self._quote, "source--quote"), *near]
        edges = {start, end}
        for span, _ in spans:
            edges.update(edge for edge in (span.start, span.end) if start < edge < end)
        stops = sorted(edges)
        for left, right in pairwise(stops):
            names = [name for span, name in spans if span.start <= left < span.end]
            style = self._style(names[0] if names else "")
            yield Segment(self._layout.text[left:right], style)

    @property
    def _longest_hit(self) -> int:
        return self._hits[0].end - self._hits[0].start if self._hits else 0


def _touching(spans: Sequence[Span], start: int, end: int, longest: int) -> list[Span]:
    """The spans that touch a line; they are many in a long document, so only those that could reach it are tried."""
    first = bisect_right(spans, start - longest, key=_start)
    last = bisect_left(spans, end, lo=first, key=_start)
    return [span for span in spans[first:last] if start < span.end]
