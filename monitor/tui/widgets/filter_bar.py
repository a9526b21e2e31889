"""The filter line: words as they are typed, what they mean or why they mean nothing, and how much they leave."""

import re

from rich.highlighter import Highlighter
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Label

from commitments.errors import FilterError
from commitments.i18n import _
from monitor.tui.cells import drawable

DEBOUNCE = 0.08  # seconds of rest before what was typed is tried
_KEY = r'-?(?:[^\s"“”「」]+[:：=＝])?'  # a phrase may stand behind a key: 负责="甲 局"
_WORDS = re.compile(rf'{_KEY}"[^"]*"|{_KEY}“[^”]*”|{_KEY}「[^」]*」|\S+')


def split_words(text: str) -> list[str]:
    """Filter words as typed: spaces part them, quotation marks keep a phrase together."""
    return _WORDS.findall(text)


class Fault(Highlighter):
    """Underlines the word that nobody understands."""

    word = ""

    def highlight(self, text: Text) -> None:
        """Every place where the word stands alone."""
        for match in _WORDS.finditer(text.plain):
            if self.word and self.word in (match[0], match[0].lstrip("-－")):
                text.stylize("underline bold red", match.start(), match.end())


class FilterBar(Horizontal):
    """Opens in place of the status line; every pause in typing is tried."""

    class Typed(Message):
        """The words have changed and rested."""

        def __init__(self, words: list[str]) -> None:
            """The words as typed."""
            super().__init__()
            self.words = words

    class Left(Message):
        """Enter: back to the list, the filter stays."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        """Closed."""
        super().__init__(id=id)
        self.display = False
        self._timer: Timer | None = None
        self._fault = Fault()

    def compose(self) -> ComposeResult:
        """The field and what there is to say about it."""
        yield Label("/ ", markup=False)
        yield Input(
            placeholder=_("逾期 单位:财政局 时限<2025-12-31 -类型:任务 …"),
            compact=True,
            select_on_focus=False,
            highlighter=self._fault,
        )
        yield Label("", id="filter-note", markup=False)

    def open(self) -> None:
        """Let the person type."""
        self.display = True
        self.screen.set_focus(self.query_one(Input))  # at once: the letters behind the key are already waiting

    def close(self) -> None:
        """Give the line back."""
        self._stop()
        self.display = False

    def note(self, text: str, *, error: bool = False) -> None:
        """Say how much the words leave, or why nobody understands them."""
        label = self.query_one("#filter-note", Label)
        label.update(f"✗ {drawable(text)}" if error else drawable(text))
        label.set_class(error, "-error")

    def complain(self, error: FilterError) -> None:
        """Say why nobody understands the words, and underline the one it is about."""
        said = "：".join(part for part in (error.where, error.message) if part)
        self.note(f"{said} {error.remedy}", error=True)
        words = split_words(self.text)
        whole = next((word for word in words if error.where and error.where in word), error.where or "")
        self.underline(whole.lstrip("-－"))

    def underline(self, word: str) -> None:
        """Underline one word of the filter, or none."""
        self._fault.word = word
        self.query_one(Input).refresh()

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.query_one(Input).value

    @text.setter
    def text(self, value: str) -> None:
        field = self.query_one(Input)
        with field.prevent(Input.Changed):
            field.value = value

    @on(Input.Changed)
    def _restart(self, event: Input.Changed) -> None:
        event.stop()
        self._stop()
        self._timer = self.set_timer(DEBOUNCE, self._tell)

    @on(Input.Submitted)
    def _leave(self, event: Input.Submitted) -> None:
        event.stop()
        self._tell()
        self.post_message(self.Left())

    def _tell(self) -> None:
        self._stop()
        self.post_message(self.Typed(split_words(self.text)))

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
