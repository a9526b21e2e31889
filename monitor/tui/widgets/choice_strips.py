"""Small strips at the foot of the screen: a digit picks the reason for a rejection, or the verdict."""

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
from monitor.tui.cells import drawable
from monitor.tui.decisions import Judgement
from monitor.tui.drafts import Drafts
from monitor.tui.row_words import promise_words, proposal_words
from monitor.words import word

REASONS = tuple(RejectReason)
VERDICTS = (*(verdict for verdict in Verdict if verdict is not Verdict.OPEN), Verdict.OPEN)
DIGITS = frozenset(str(n) for n in range(1, len(VERDICTS) + 1))


def _digits(count: int) -> list[BindingType]:
    return [Binding(str(n), f"pick({n})", show=False, priority=True) for n in range(1, count + 1)]


class RejectStrip(ModalScreen[RejectReason | None]):
    """One line: which of the reasons is it? None when the person thinks better of it."""

    CSS_PATH = "sheets.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*_digits(len(REASONS)), *bindings(Scope.FORM)]

    def __init__(self, about: str) -> None:
        """Ask about one target, or many; `about` says which."""
        super().__init__()
        self._about = about

    def compose(self) -> ComposeResult:
        """What is sent back, and the reasons with their digits."""
        with Vertical(classes="sheet"):
            title = _("退回 {about}").format(about=self._about)
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


class BulkStrip(ModalScreen[bool]):
    """Asks before many are decided at once; the question names the count, Enter does it."""

    CSS_PATH = "sheets.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "save", show=False), *bindings(Scope.FORM)]

    def __init__(self, about: str) -> None:
        """`about` says what is done to how many."""
        super().__init__()
        self._about = about

    def compose(self) -> ComposeResult:
        """The question and its keys."""
        with Vertical(classes="sheet"):
            yield Label(_("{about}？").format(about=self._about), classes="sheet-title", markup=False)
            yield Label(_("⏎ 照办  Esc 不办"), classes="sheet-keys", markup=False)

    def action_save(self) -> None:
        """Do it."""
        self.dismiss(True)  # noqa: FBT003 - the answer

    def action_leave(self) -> None:
        """Think better of it."""
        self.dismiss(False)  # noqa: FBT003 - the answer


class JudgeSheet(ModalScreen[Judgement | None]):
    """A digit picks the verdict, then the reason is typed; Enter or ^s concludes.

    Where another person's verdict waits, it stands picked already, and Enter confirms it.
    """

    CSS_PATH = "sheets.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *_digits(len(VERDICTS)),
        Binding("down", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("enter", "save", show=False),
        *bindings(Scope.FORM),
    ]
    AUTO_FOCUS = ""

    def __init__(self, line: Line, *, actor: str, drafts: Drafts) -> None:
        """Ask about one target, beginning with what was left or did not pass."""
        super().__init__()
        draft = drafts.find(Judgement, line.entry.id)
        self._drafts = drafts
        self._line = line
        self._waiting = line.entry.waiting
        self._others = self._waiting is not None and self._waiting.proposed_by != actor
        self._typing = False  # whether digits are digits of the reason by now
        self._reason = draft.reason if draft else ""
        self._picked = VERDICTS.index(draft.verdict) if draft else self._preset()

    def _preset(self) -> int | None:
        return VERDICTS.index(self._waiting.verdict) if self._waiting is not None and self._others else None

    def compose(self) -> ComposeResult:
        """The target, what was proposed, the verdicts with their digits, the reason."""
        with Vertical(classes="sheet"):
            title = _("下结论 {code}  {promise}").format(code=self._line.entry.code, promise=promise_words(self._line))
            yield Label(one_line(title), classes="sheet-title", markup=False)
            if self._waiting is not None:
                yield Label(drawable(proposal_words(self._waiting)), classes="sheet-standing", markup=False)
            yield Label("", id="verdicts", markup=False)
            wanted = _("补充说明（可不写）") if self._others else _("理由（必填）")
            yield Input(self._reason, placeholder=wanted, id="reason", compact=True)
            yield Label("", id="meaning", classes="-error", markup=False)
            keys = (
                _("⏎ 确认并销号  数字另选  Esc 返回")
                if self._others
                else _("数字选结论  ↑↓ 改选  ⏎ 定案并转到下一条  Esc 返回")
            )
            yield Label(keys, classes="sheet-keys", markup=False)

    def on_mount(self) -> None:
        """Show the verdicts."""
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Behind the verdict, and in the field, digits are digits of the reason."""
        is_reason = self._typing or self.focused is not None
        return not (action == "pick" and is_reason) and super().check_action(action, parameters)

    def action_pick(self, n: int) -> None:
        """This verdict; now the reason."""
        self._picked = n - 1
        self._typing = True
        self._show()
        self.set_focus(self.query_one(Input))

    def action_step(self, by: int) -> None:
        """The next verdict, or the one before."""
        start = -1 if self._picked is None else self._picked
        self.action_pick((start + by) % len(VERDICTS) + 1)

    def on_key(self, event: events.Key) -> None:
        """What is typed right behind the digit belongs into the reason."""
        chooses = not self._typing and event.key in DIGITS
        if chooses or self._picked is None or self.focused is not None or not event.is_printable:
            return
        event.stop()
        self._typing = True
        field = self.query_one(Input)
        field.insert_text_at_cursor(event.character or "")
        self.set_focus(field)

    @on(Input.Changed)
    def _keep(self) -> None:
        if self._picked is not None:
            judgement = Judgement(VERDICTS[self._picked], self.query_one(Input).value)
            self._drafts.keep(self._line.entry.id, judgement, fresh=Judgement(judgement.verdict, ""))

    @on(Input.Submitted)
    def action_save(self) -> None:
        """Conclude, if there is a verdict, and a reason where it is one's own."""
        reason = self.query_one(Input).value.strip()
        if self._picked is None:
            self._note(_("先按数字选结论"))
        elif not reason and self._picked != self._preset():
            self._note(_("结论要写理由"))
        else:
            self.dismiss(Judgement(VERDICTS[self._picked], reason))

    def action_leave(self) -> None:
        """Leave it as it is."""
        self.dismiss(None)

    def _show(self) -> None:
        names = [(n, self._word(verdict)) for n, verdict in enumerate(VERDICTS, start=1)]
        parts = [f"▸{n} {name}" if n - 1 == self._picked else f" {n} {name}" for n, name in names]
        self.query_one("#verdicts", Label).update(" ".join(parts))

    def _word(self, verdict: Verdict) -> str:
        return _("不同意") if verdict is Verdict.OPEN and self._waiting is not None else word(verdict)

    def _note(self, text: str) -> None:
        self.query_one("#meaning", Label).update(f"✗ {text}")
