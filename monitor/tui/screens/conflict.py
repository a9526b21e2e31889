"""Somebody else was faster: what was seen, what stands now, and what one meant to write, side by side."""

from enum import StrEnum
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Label

from commitments.i18n import _
from commitments.ledger import Entry
from monitor.safe_text import one_line
from monitor.tui.cells import drawable, fit
from monitor.tui.two_versions import Difference, differences


class Choice(StrEnum):
    """What becomes of one's own change."""

    MINE = "mine"
    THEIRS = "theirs"
    EDIT = "edit"


class ConflictScreen(ModalScreen[Choice | None]):
    """Asks whether to write anyway, to leave it, or to look at one's own words again; None decides nothing."""

    CSS_PATH = "conflict.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "choose('mine')", show=False),
        Binding("2", "choose('theirs')", show=False),
        Binding("escape", "stay", show=False),
        Binding("3,e", "choose('edit')", show=False),
    ]

    def __init__(self, seen: Entry, now: Entry, *, mine: str, by: str, editable: bool) -> None:
        """Compare what was seen with what stands now.

        Args:
            seen: the entry as it was looked at.
            now: the entry as it stands.
            mine: what one meant to write, in words.
            by: who wrote it, and when.
            editable: whether there is a sheet to go back to.
        """
        super().__init__()
        self._seen, self._now, self._mine, self._by = seen, now, mine, by
        self._editable = editable

    def compose(self) -> ComposeResult:
        """Who it was, both versions, one's own words, the three ways out."""
        with Vertical(id="conflict"):
            title = _("{code} 刚被别人改过：{by}").format(code=self._now.code, by=self._by)
            yield Label(drawable(title), classes="conflict-title", markup=False)
            yield Versions(differences(self._seen, self._now), self._mine)
            keys = _("1 按我的写入  2 用现在的，放弃我的")
            yield Label(keys + (_("  3 再改一改") if self._editable else ""), classes="conflict-keys", markup=False)

    def action_choose(self, what: str) -> None:
        """This way."""
        choice = Choice(what)
        if choice is not Choice.EDIT or self._editable:
            self.dismiss(choice)

    def action_stay(self) -> None:
        """Write nothing, and keep what was typed."""
        self.dismiss(None)


class Versions(Widget):
    """Three columns: what, as it was seen, as it stands; below them what one meant to write."""

    def __init__(self, told: tuple[Difference, ...], mine: str) -> None:
        """Show some differences."""
        super().__init__()
        self._told = told
        self._mine = mine

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's call
        """A line for each, the heads and one's own words."""
        return len(self._told) + 3

    def render(self) -> Content:
        """Nothing in it is markup."""
        labels = [one.what for one in self._told] + [_("我要写")]
        first = max(map(cell_len, labels)) + 1
        half = max(4, (self.size.width - first - 1) // 2)
        lines = [_line(first, half, "", _("我看到的"), _("现在台账里的"), "bold")]
        lines += [_line(first, half, one.what, one.seen, one.now, "") for one in self._told]
        if not self._told:
            lines.append(Content(fit(_("内容相同，只是版本变了"), self.size.width)))
        lines.append(Content(""))
        mine = fit(one_line(self._mine), max(0, self.size.width - first))
        lines.append(Content.assemble((fit(labels[-1], first), "dim"), (mine, "bold $accent")))
        return Content("\n").join(lines)


def _line(first: int, half: int, what: str, seen: str, now: str, style: str) -> Content:
    left, right = fit(one_line(seen), half - 1), fit(one_line(now), half)
    return Content.assemble((fit(what, first), "dim"), (left, style), " ", (right, style or "$text-warning"))
