"""The pane beside a list of records: labelled facts, then a text as it is, all wrapped by cells; nothing is markup."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from monitor.tui.cells import drawable, fit, wrap

MOST_LABEL = 17  # cells of the column of labels at most


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and words; a fact without label goes on where the one before ended, one without words is a blank line."""

    label: str
    words: str
    look: str = ""  # a component class without its prefix: good, warning, bad, dim, bold


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one record; `body` is a text as it is, with a line for each of its own."""

    facts: tuple[Fact, ...] = ()
    heading: str = ""  # over the body
    body: str = ""


Drawn = tuple[str, str, str]  # label, words, look: of one line of the pane


def drawn(told: Told, width: int) -> list[Drawn]:
    """Everything that is told as lines of at most `width` cells."""
    label_width = min(MOST_LABEL, 1 + max((cell_len(fact.label) for fact in told.facts), default=0))
    lines = [line for fact in told.facts for line in _wrapped(fact, label_width, max(width, label_width + 2))]
    if told.heading:
        lines += [("", "", ""), ("", fit(told.heading, width).rstrip(), "head")]
    if told.body:
        shown = drawable(told.body)
        lines += [("", shown[start:end], "") for start, end in wrap(shown, max(width, 2))]
    return lines


def _wrapped(fact: Fact, label_width: int, width: int) -> Iterator[Drawn]:
    shown = drawable(fact.words)
    for n, (start, end) in enumerate(wrap(shown, width - label_width)):
        yield fit(fact.label if n == 0 else "", label_width), shown[start:end], fact.look


class Details(ScrollView, can_focus=True):
    """Scrolls by itself; what is told of another record starts at its top."""

    COMPONENT_CLASSES = {  # noqa: RUF012 - Textual declares it so
        "details--label",
        "details--head",
        "details--good",
        "details--warning",
        "details--bad",
        "details--dim",
        "details--bold",
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        """Nothing to say yet."""
        super().__init__(id=id)
        self.told = Told()
        self._lines: Sequence[Drawn] = ()
        self._width = 0

    @property
    def line_width(self) -> int:
        """How many cells a line may take, 0 while nothing is seen."""
        return self.scrollable_content_region.width

    def show(self, told: Told, wrapped: tuple[int, Sequence[Drawn]] | None = None, *, stay: bool = False) -> None:
        """Tell of another record, or the same one again.

        Args:
            told: what is told.
            wrapped: the lines of it and the width they were wrapped for, where a thread has done that already.
            stay: leave the reader where he is.
        """
        self.told = told
        self._arrange(wrapped)
        if not stay:
            self.scroll_to(y=0, animate=False, immediate=True)

    @property
    def _height(self) -> int:
        """Lines to scroll through; another number lays the whole screen out anew, so what fits takes the pane's."""
        return max(len(self._lines), self.scrollable_content_region.height)

    def _arrange(self, wrapped: tuple[int, Sequence[Drawn]] | None = None) -> None:
        width = self.line_width
        known = wrapped is not None and wrapped[0] == width
        self._lines = wrapped[1] if known and wrapped is not None else drawn(self.told, width) if width else ()
        self._width = width
        self.virtual_size = Size(width, self._height)
        self.refresh()

    def on_resize(self) -> None:
        """Lines depend on the width."""
        if self._width != self.line_width or self.virtual_size.height != self._height:
            self._arrange()

    def scroll_lines(self, lines: int) -> None:
        """Scroll down (or up) without moving the focus."""
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, immediate=True)

    def render_line(self, y: int) -> Strip:
        """One line of the viewport."""
        width, number = self.scrollable_content_region.width, self.scroll_offset.y + y
        if number >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        label, words, look = self._lines[number]
        parts = [Segment(label, self._style("label")), Segment(words, self._style(look))]
        return Strip(parts).adjust_cell_length(width, self.rich_style)

    def _style(self, look: str) -> Style:
        return self.get_component_rich_style(f"details--{look}") if look else self.rich_style
