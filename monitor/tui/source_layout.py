"""A document cut into lines for one width, and where a character of it came to lie."""

from bisect import bisect_right
from dataclasses import dataclass

from monitor.tui.cells import drawable, wrap


@dataclass(frozen=True, slots=True)
class Layout:
    """A text cut into lines of at most `width` cells."""

    text: str  # drawable, offsets as in the document
    width: int
    lines: list[tuple[int, int]]

    def line_of(self, offset: int) -> int:
        """The line on which a character lies."""
        return max(0, bisect_right(self.lines, (offset, len(self.text) + 1)) - 1)


def lay_out(text: str, width: int) -> Layout:
    """Wrap a document; characters that would act on the terminal are shown as U+FFFD."""
    shown = drawable(text)
    return Layout(shown, width, wrap(shown, width))
