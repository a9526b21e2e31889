"""Strips at the foot of the screen for corrections: settle a date, hand over, merge with a similar one, cut apart."""

import re
from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from commitments.i18n import _
from monitor.digest import Line
from monitor.safe_text import one_line
from monitor.tui.actions import Scope, bindings
from monitor.tui.cells import drawable, fit
from monitor.tui.edit_draft import units_in
from monitor.tui.proposals import Proposal
from monitor.tui.row_words import promise_words, state_words
from monitor.tui.typed_dates import parse_typed_date
from monitor.tui.widgets.unit_input import Known, UnitInput
from monitor.words import day_words

CUT = "|"
SHORTEST = 4  # characters of a piece that is proposed
_EDGES = " ，,；;、。.｜|"
_CLAUSE_ENDS = re.compile(r"(?<=[，；;])")


class Strip(ModalScreen[object]):
    """A line or two at the foot of the screen, with one field; None when the person thinks better of it."""

    CSS_PATH = "sheets.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.FORM)]
    AUTO_FOCUS = "Input"

    def action_leave(self) -> None:
        """Think better of it."""
        self.dismiss(None)

    def action_save(self) -> None:
        """Do it, if the field can be read."""
        raise AssertionError

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_save()

    def note(self, text: str, *, error: bool = False) -> None:
        """Say back what was typed, or what is wrong with it."""
        label = self.query_one("#meaning", Label)
        label.update(drawable(text))
        label.set_class(error, "-error")

    @property
    def typed(self) -> str:
        """What stands in the field."""
        return self.query_one(Input).value.strip()


class DueStrip(Strip):
    """Settles the date with which a target is taken into care: a one-element tuple of the day, or of None."""

    def __init__(self, line: Line, proposal: Proposal, *, today: date) -> None:
        """Propose a date."""
        super().__init__()
        self._line, self._proposal, self._today = line, proposal, today

    def compose(self) -> ComposeResult:
        """What is asked, the proposed day, what it rests on."""
        with Vertical(classes="sheet"):
            title = _("收 {code}，时限定为？{why}").format(code=self._line.entry.code, why=self._proposal.why)
            yield Label(one_line(title), classes="sheet-title", markup=False)
            with Horizontal(classes="fields"):
                yield Label(_("时限"), markup=False)
                yield Input(self._proposal.day.isoformat(), id="day", compact=True)
                yield Label("", id="meaning", markup=False)
            yield Label(_("⏎ 照此收入  改写后再 ⏎  清空再 ⏎ 不定时限  Esc 不收"), classes="sheet-keys", markup=False)

    @on(Input.Changed)
    def _say_back(self) -> None:
        day = parse_typed_date(self.typed, today=self._today)
        if self.typed:
            self.note(f"→ {day_words(day)}" if day else _("看不懂日期"), error=day is None)
        else:
            self.note(_("→ 不定时限"))

    def action_save(self) -> None:
        """This day, or none."""
        day = parse_typed_date(self.typed, today=self._today)
        if day is not None or not self.typed:
            self.dismiss((day,))


class AssignStrip(Strip):
    """Hands targets over to other units: their names."""

    def __init__(self, about: str, lead: Sequence[str], known: Known) -> None:
        """`about` says which; `lead` answers now; `known` are the units to offer."""
        super().__init__()
        self._about, self._lead, self._known = about, lead, known

    def compose(self) -> ComposeResult:
        """What is handed over, and to whom."""
        with Vertical(classes="sheet"):
            yield Label(one_line(_("转派 {about}").format(about=self._about)), classes="sheet-title", markup=False)
            with Horizontal(classes="fields"):
                yield Label(_("牵头单位"), markup=False)
                yield UnitInput("、".join(self._lead), self._known, id="lead")
                yield Label("", id="meaning", markup=False)
            yield Label("", id="names", markup=False)
            yield Label(_("⏎ 转派  ↓ 选已有的单位  Esc 不转"), classes="sheet-keys", markup=False)

    @on(UnitInput.Offered)
    def _offer(self, message: UnitInput.Offered) -> None:
        self.query_one("#names", Label).update(drawable(message.words))

    def action_save(self) -> None:
        """These units."""
        found = units_in(self.typed)
        if found:
            self.dismiss(found)
        else:
            self.note(_("✗ 要写单位"), error=True)


class MergeStrip(ModalScreen[int | None]):
    """Offers similar targets by digit: the id of the one that is to stand for both."""

    CSS_PATH = "sheets.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"pick({n})", show=False, priority=True) for n in range(1, 10)),
        *bindings(Scope.FORM),
    ]

    def __init__(self, line: Line, alike: Sequence[tuple[Line, float]]) -> None:
        """Merge one target into another one."""
        super().__init__()
        self._line, self._alike = line, alike

    def compose(self) -> ComposeResult:
        """One's own words, then a line for each that is like them."""
        with Vertical(classes="sheet"):
            title = _("把 {code} 并入哪一条？  {promise}").format(
                code=self._line.entry.code, promise=promise_words(self._line)
            )
            yield Label(one_line(title), classes="sheet-title", markup=False)
            for n, (line, score) in enumerate(self._alike, start=1):
                yield Label(_choice(n, line, score), markup=False)
            yield Label(_("数字选定  Esc 不并"), classes="sheet-keys", markup=False)

    def action_pick(self, n: int) -> None:
        """This one."""
        if n <= len(self._alike):
            self.dismiss(self._alike[n - 1][0].entry.id)

    def action_save(self) -> None:
        """A strip without fields has nothing to save; a digit decides."""

    def action_leave(self) -> None:
        """Think better of it."""
        self.dismiss(None)


def _choice(n: int, line: Line, score: float) -> str:
    entry = line.entry
    due = entry.due.isoformat() if entry.due else _("无时限")
    likeness = f"{score:.2f}".removeprefix("0")
    words = (entry.code, likeness, state_words(line), due, promise_words(line), entry.document.label)
    return fit(one_line(f"{n} " + "  ".join(words)), 400).rstrip()


class SplitStrip(Strip):
    """Cuts a quote apart: the pieces, word for word."""

    def __init__(self, line: Line) -> None:
        """Propose to cut where a clause ends."""
        super().__init__()
        self._line = line

    def compose(self) -> ComposeResult:
        """The quote with its cuts, and how many pieces that makes."""
        quote = self._line.entry.target.quote
        with Vertical(classes="sheet"):
            title = _("拆分 {code}：在要断开处写 |").format(code=self._line.entry.code)
            yield Label(title, classes="sheet-title", markup=False)
            yield Input(proposed_cuts(quote), id="pieces", compact=True)
            yield Label("", id="meaning", markup=False)
            yield Label(_("⏎ 拆开  Esc 不拆"), classes="sheet-keys", markup=False)

    @on(Input.Changed)
    def _say_back(self) -> None:
        pieces = pieces_of(self.typed)
        words = "  ".join(f"{n} {one_line(piece)}" for n, piece in enumerate(pieces, start=1))
        self.note(_("→ {n} 段：{words}").format(n=len(pieces), words=words), error=len(pieces) < 2)  # noqa: PLR2004

    def action_save(self) -> None:
        """These pieces, if they are the words of the quote."""
        pieces, quote, at = pieces_of(self.typed), self._line.entry.target.quote, 0
        found: list[str] = []
        for piece in pieces:
            start = quote.replace("\n", " ").find(piece, at)
            if start < 0:
                self.note(_("✗ 原文里没有：{piece}").format(piece=one_line(piece)), error=True)
                return
            at = start + len(piece)
            found.append(quote[start:at])
        if len(found) < 2:  # noqa: PLR2004 - one piece is no split
            self.note(_("✗ 至少要有两段"), error=True)
        else:
            self.dismiss(found)


def proposed_cuts(quote: str) -> str:
    """A quote with a cut behind every clause that is long enough to stand alone."""
    parts: list[str] = []
    for part in _CLAUSE_ENDS.split(quote.replace("\n", " ")):
        if parts and (len(part) < SHORTEST or len(parts[-1]) < SHORTEST):
            parts[-1] += part
        else:
            parts.append(part)
    return CUT.join(parts)


def pieces_of(text: str) -> list[str]:
    """The pieces between the cuts, without the marks at their ends."""
    return [piece for part in re.split(r"[|｜]", text) if (piece := part.strip(_EDGES))]
