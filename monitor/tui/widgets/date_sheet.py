"""Another day and why: the sheet in which a due date is moved, or reminders are rested."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from commitments.i18n import _
from monitor.digest import Line
from monitor.safe_text import one_line
from monitor.tui.actions import Scope, bindings
from monitor.tui.cells import drawable
from monitor.tui.decisions import Move
from monitor.tui.drafts import Drafts
from monitor.tui.row_words import promise_words
from monitor.tui.typed_dates import parse_typed_date
from monitor.tui.widgets.choice import Choice
from monitor.words import N_, day_words

OTHER = N_("其他")
EXTENSION_REASONS = (N_("手续未结"), N_("资金未到位"), N_("外部变化"), N_("上级调整"), N_("方案调整"), OTHER)
SNOOZE_REASONS = (N_("等待批复"), N_("等待数据发布"), N_("等待对方答复"), OTHER)


@dataclass(frozen=True, slots=True)
class MoveDraft:
    """What stands in the fields, as typed; `picked` is the index of the reason."""

    day: str = ""
    picked: int | None = None
    approver: str = ""
    note: str = ""


class RestDraft(MoveDraft):
    """The same of a rest; a target may have drafts of both."""


@dataclass(frozen=True, slots=True)
class MoveFilled:
    """The sheet as it was left; `move` is None when it was closed without saving."""

    draft: MoveDraft
    fresh: MoveDraft  # what an untouched sheet holds
    move: Move | None


class DateSheet(ModalScreen[MoveFilled]):
    """What extensions and snoozes ask alike: a day, typed as people type, a reason by digit, a note."""

    CSS_PATH = "sheets.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.FORM)]
    AUTO_FOCUS = "#day"
    REASONS: ClassVar[tuple[str, ...]] = ()
    APPROVED: ClassVar[bool] = False  # whether somebody must have allowed it

    DRAFT: ClassVar[type[MoveDraft]] = MoveDraft  # what a draft of this sheet is kept as

    def __init__(self, line: Line, *, today: date, drafts: Drafts, approver: str = "") -> None:
        """Ask about one target, beginning with the draft that was left; `approver` allowed the last one."""
        super().__init__()
        self._line = line
        self._today = today
        self._drafts = drafts
        self._fresh = self.DRAFT(approver=approver if self.APPROVED else "")
        self._draft = drafts.find(self.DRAFT, line.entry.id) or self._fresh

    def title_words(self) -> str:
        """What is to be decided."""
        raise AssertionError

    @property
    def start(self) -> date:
        """The day from which +1m counts."""
        return self._today

    def compose(self) -> ComposeResult:
        """Title, day, reasons, who allowed it, note, and one line that says back what was typed."""
        note = Input(self._draft.note, id="note", compact=True, select_on_focus=False)
        with Vertical(classes="sheet"):
            title = f"{self.title_words()} {self._line.entry.code}  {promise_words(self._line)}"
            yield Label(one_line(title), classes="sheet-title", markup=False)
            with Horizontal(classes="fields"):
                yield Label(_("日期"), markup=False)
                yield Input(self._draft.day, placeholder=_("+1m、+2w、12-31、年底"), id="day", compact=True)
                yield Label("", id="meaning", markup=False)
            with Horizontal(classes="fields"):
                yield Label(_("理由"), markup=False)
                yield Choice([_(reason) for reason in self.REASONS], self._draft.picked, words_go_to=note, id="why")
            with Horizontal(classes="fields"):
                if self.APPROVED:
                    yield Label(_("批准人"), markup=False)
                    yield Input(self._draft.approver, id="approver", compact=True)
                yield Label(_("说明"), markup=False)
                yield note
            yield Label(
                _("⏎ 下一栏  数字选理由  ^s 保存并转到下一条  Esc 返回（草稿保留）"), classes="sheet-keys", markup=False
            )

    def on_mount(self) -> None:
        """Say what the draft means."""
        self._say_back()

    @property
    def draft(self) -> MoveDraft:
        """The fields as they stand."""
        approver = self.query_one("#approver", Input).value if self.APPROVED else ""
        note = self.query_one("#note", Input).value
        return self.DRAFT(self.query_one("#day", Input).value, self.query_one(Choice).picked, approver, note)

    @property
    def day(self) -> date | None:
        """The day somebody typed, if it is one."""
        return parse_typed_date(self.draft.day, today=self.start)

    def day_meaning(self, day: date) -> str:
        """What the day means, said back."""
        return f"→ {day_words(day)}"

    @on(Choice.Picked)
    def _keep(self) -> None:
        self._drafts.keep(self._line.entry.id, self.draft, fresh=self._fresh)

    @on(Input.Changed)
    def _say_back(self) -> None:
        self._keep()
        day, typed = self.day, self.draft.day
        if day is not None:
            self._note(self.day_meaning(day))
        else:
            self._note(_("看不懂日期") if typed else "", error=bool(typed))

    @on(Input.Submitted)
    def _next_field(self) -> None:
        self.focus_next()

    def action_save(self) -> None:
        """Save, if all is said that must be."""
        missing = self._missing()
        if missing:
            self._note(f"✗ {missing}", error=True)
            return
        draft, day = self.draft, self.day
        assert day is not None
        reason = "" if draft.picked is None else _(self.REASONS[draft.picked])
        words = "：".join(part for part in (reason, draft.note.strip()) if part)
        self.dismiss(MoveFilled(draft, self._fresh, Move(day, words, draft.approver.strip())))

    def _missing(self) -> str:
        draft = self.draft
        other = draft.picked is not None and self.REASONS[draft.picked] == OTHER
        if self.day is None:
            return _("先写日期")
        if (draft.picked is None or other) and not draft.note.strip():
            return _("“其他”要写说明") if other else _("按数字选理由，或写说明")
        if self.APPROVED and not draft.approver.strip():
            return _("要写批准人")
        return ""

    def action_leave(self) -> None:
        """Close; the draft is handed back."""
        self.dismiss(MoveFilled(self.draft, self._fresh, None))

    def _note(self, text: str, *, error: bool = False) -> None:
        label = self.query_one("#meaning", Label)
        label.update(drawable(text))
        label.set_class(error, "-error")


class ExtensionSheet(DateSheet):
    """Moves a due date: the only way it moves."""

    REASONS = EXTENSION_REASONS
    APPROVED = True

    def title_words(self) -> str:
        """With the date in force."""
        due = self._line.entry.due
        return _("延期（现 {due}）").format(due=due.isoformat() if due else _("无时限"))

    @property
    def start(self) -> date:
        """From the date in force, or from today where that has passed: nobody extends into the past."""
        due = self._line.entry.due
        return self._today if due is None else max(due, self._today)

    def day_meaning(self, day: date) -> str:
        """With the days that it moves."""
        due, said = self._line.entry.due, super().day_meaning(day)
        return said if due is None else said + _("  移动 {n} 天").format(n=f"{(day - due).days:+}")


class SnoozeSheet(DateSheet):
    """Rests the reminders of a target; its due date stays."""

    REASONS = SNOOZE_REASONS
    DRAFT = RestDraft

    def title_words(self) -> str:
        """What rests."""
        return _("暂缓提醒到")
