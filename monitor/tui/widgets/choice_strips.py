"""Small strips at the foot of the screen: a digit picks the reason for a rejection, or the verdict."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from commitments.evidence import RejectReason, Verdict
from commitments.i18n import _
from monitor.digest import Line
from monitor.safe_text import one_line
from monitor.tui.actions import Scope, bindings
from monitor.tui.widgets.agenda_table import promise_words
from monitor.words import word

REASONS = tuple(RejectReason)
VERDICTS = (*(verdict for verdict in Verdict if verdict is not Verdict.OPEN), Verdict.OPEN)


def _digits(count: int) -> list[BindingType]:
    return [Binding(str(n), f"pick({n})", show=False) for n in range(1, count + 1)]


class RejectStrip(ModalScreen[RejectReason | None]):
    """One line: which of the reasons is it? None when the person thinks better of it."""

    CSS_PATH = "sheets.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*_digits(len(REASONS)), *bindings(Scope.FORM)]

    def __init__(self, line: Line) -> None:
        """Ask about one target."""
        super().__init__()
        self._line = line

    def compose(self) -> ComposeResult:
        """The target and the reasons with their digits."""
        with Vertical(classes="sheet"):
            title = _("退回 {code}  {promise}").format(code=self._line.entry.code, promise=promise_words(self._line))
            yield Label(one_line(title), classes="sheet-title", markup=False)
            options = [f"{n} {word(reason)}" for n, reason in enumerate(REASONS, start=1)]
            yield Label("  ".join([*options, _("Esc 不退")]), markup=False)

    def action_pick(self, n: int) -> None:
        """This reason."""
        self.dismiss(REASONS[n - 1])

    def action_save(self) -> None:
        """A strip without fields has nothing to save; a digit decides."""

    def action_leave(self) -> None:
        """Think better of it."""
        self.dismiss(None)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its reason."""

    verdict: Verdict
    reason: str


class JudgeSheet(ModalScreen[Judgement | None]):
    """A digit picks the verdict, then the reason is typed; Enter or ^s concludes."""

    CSS_PATH = "sheets.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *_digits(len(VERDICTS)),
        Binding("down", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
        *bindings(Scope.FORM),
    ]
    AUTO_FOCUS = ""

    def __init__(self, line: Line) -> None:
        """Ask about one target; nothing is picked yet."""
        super().__init__()
        self._line = line
        self._picked: int | None = None

    def compose(self) -> ComposeResult:
        """The target, the verdicts with their digits, the reason."""
        with Vertical(classes="sheet"):
            title = _("下结论 {code}  {promise}").format(code=self._line.entry.code, promise=promise_words(self._line))
            yield Label(one_line(title), classes="sheet-title", markup=False)
            yield Label("", id="verdicts", markup=False)
            yield Input(placeholder=_("理由（必填）"), id="reason", compact=True)
            yield Label("", id="meaning", classes="-error", markup=False)
            yield Label(_("数字选结论  ↑↓ 改选  ⏎ 定案并转到下一条  Esc 返回"), classes="sheet-keys", markup=False)

    def on_mount(self) -> None:
        """Show the verdicts."""
        self._show()

    def action_pick(self, n: int) -> None:
        """This verdict; now the reason."""
        self._picked = n - 1
        self._show()
        self.query_one(Input).focus()

    def action_step(self, by: int) -> None:
        """The next verdict, or the one before."""
        start = -1 if self._picked is None else self._picked
        self.action_pick((start + by) % len(VERDICTS) + 1)

    def on_key(self, event: events.Key) -> None:
        """What is typed right behind the digit belongs into the reason."""
        if self._picked is not None and self.focused is None and event.character is not None and event.is_printable:
            self.query_one(Input).insert_text_at_cursor(event.character)

    @on(Input.Submitted)
    def action_save(self) -> None:
        """Conclude, if there is a verdict and a reason."""
        reason = self.query_one(Input).value.strip()
        if self._picked is None:
            self._note(_("先按数字选结论"))
        elif not reason:
            self._note(_("结论要写理由"))
        else:
            self.dismiss(Judgement(VERDICTS[self._picked], reason))

    def action_leave(self) -> None:
        """Leave it open."""
        self.dismiss(None)

    def _show(self) -> None:
        names = [(n, word(verdict)) for n, verdict in enumerate(VERDICTS, start=1)]
        parts = [f"▸{n} {name}" if n - 1 == self._picked else f" {n} {name}" for n, name in names]
        self.query_one("#verdicts", Label).update(" ".join(parts))

    def _note(self, text: str) -> None:
        self.query_one("#meaning", Label).update(f"✗ {text}")
