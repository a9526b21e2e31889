"""The pane of facts beside the list: everything known of the target under the cursor, or one line of it."""

from collections.abc import Iterator

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from monitor.tui.cells import drawable, fit, wrap
from monitor.tui.fact_words import Fact, facts, summary
from monitor.tui.provider import Preview


class Facts(Widget):
    """The facts of the row under the cursor; one line when `compact`, for small screens."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        """Nothing to say yet."""
        super().__init__(id=id)
        self._preview: Preview | None = None
        self._tallest = (0, 1)  # for a width: lines given so far; nothing below moves because one row has less to say
        self._known: tuple[int, list[Content]] | None = None  # a width, and the lines for it
        self.compact = False

    def show(self, preview: Preview | None) -> None:
        """Speak of another row."""
        before = self._tallest
        self._preview = preview
        self._known = None
        self.refresh(layout=self._lines_given(self.size.width) != before)

    def _lines_given(self, width: int) -> tuple[int, int]:
        """The width, and as many lines as any row needed at that width."""
        needed = max(1, len(self._lines(width)))
        known = self._tallest[1] if self._tallest[0] == width and not self.compact else 1
        self._tallest = (width, max(known, needed))
        return self._tallest

    def set_compact(self, compact: bool) -> None:
        """One line, or all of them."""
        if compact != self.compact:
            self.compact = compact
            self._known, self._tallest = None, (0, 1)
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's call
        """As many lines as the words of this row need, or of one before it."""
        return self._lines_given(width)[1]

    def render(self) -> Content:
        """The facts, wrapped by cells; nothing in them is markup."""
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        if self._known is None or self._known[0] != width:
            self._known = (width, self._said(width))
        return self._known[1]

    def _said(self, width: int) -> list[Content]:
        if self._preview is None or width <= 0:
            return []
        if self.compact:
            return [Content.styled(fit(summary(self._preview), width), "bold")]
        known = list(facts(self._preview))
        label_width = 1 + max(cell_len(label) for label, _words, _style in known)
        return [line for fact in known for line in _wrapped(fact, label_width, width)]


def _wrapped(fact: Fact, label_width: int, width: int) -> Iterator[Content]:
    label, words, style = fact
    shown = drawable(words)
    for n, (start, end) in enumerate(wrap(shown, width - label_width)):
        head = fit(label if n == 0 else "", label_width)
        yield Content.assemble((head, "dim"), (shown[start:end], style))
