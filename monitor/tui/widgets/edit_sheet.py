"""The edit sheet: what was read of a sentence, field by field, under the sentence itself."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from commitments.evidence import Review
from commitments.i18n import _
from monitor.digest import Line
from monitor.safe_text import one_line
from monitor.tui.actions import Scope, bindings
from monitor.tui.cells import drawable
from monitor.tui.drafts import Drafts
from monitor.tui.edit_draft import KINDS, STRENGTHS, EditDraft, draft_of, edit_meaning, may_move_due, read_edit
from monitor.tui.evidence_draft import Unreadable
from monitor.tui.widgets.choice import Choice
from monitor.tui.widgets.unit_input import Known, UnitInput
from monitor.words import word

SENTENCE = 240  # characters of the quote that are shown; the source pane shows all of it


@dataclass(frozen=True, slots=True)
class Edited:
    """The sheet as it was left; `changes` is None when it was closed without saving."""

    draft: EditDraft
    changes: Mapping[str, Any] | None


class EditSheet(ModalScreen[Edited]):
    """Corrects a reading; leaving it keeps the draft."""

    CSS_PATH = "sheets.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.FORM)]
    AUTO_FOCUS = "#metric"
    PLACES: ClassVar[tuple[str, ...]] = (
        *("metric", "comparator", "value", "high", "unit"),
        *("due", "lead", "support", "kind", "strength"),
    )

    def __init__(self, line: Line, *, today: date, drafts: Drafts, known: Known) -> None:
        """Correct one target, beginning with the draft that was left; `known` are the units to offer."""
        super().__init__()
        self._known = known
        self._line = line
        self._today = today
        self._drafts = drafts
        self._fresh = draft_of(line.entry)
        self._draft = drafts.find(EditDraft, line.entry.id, fresh=self._fresh) or self._fresh

    def compose(self) -> ComposeResult:
        """The sentence, ten fields on their lines, and one line that says back what the target would then be."""
        entry, draft = self._line.entry, self._draft
        with Vertical(classes="sheet"):
            title = _("更正 {code}").format(code=entry.code)
            yield Label(title, classes="sheet-title", markup=False)
            yield Label(f"“{one_line(entry.target.quote, SENTENCE)}”", classes="sheet-sentence", markup=False)
            with Horizontal(classes="fields"):
                yield from _field(_("指标"), draft.metric, "metric")
            with Horizontal(classes="fields"):
                yield from _field(_("比较"), draft.comparator, "comparator", ">= > = <= < ~")
                yield from _field(_("数值"), draft.value, "value")
                yield from _field(_("上限"), draft.high, "high")
                yield from _field(_("单位"), draft.unit, "unit")
            with Horizontal(classes="fields"):
                due = _field(_("时限"), draft.due, "due", _("12-31、年底；空为无时限"))
                yield from due if may_move_due(entry) else _fixed_due(self._line)
                yield from self._units(_("牵头"), draft.lead, "lead")
                yield from self._units(_("配合"), draft.support, "support")
            with Horizontal(classes="fields"):
                yield Label(_("类型"), markup=False)
                yield Choice([word(kind) for kind in KINDS], KINDS.index(draft.kind), id="kind")
            with Horizontal(classes="fields"):
                yield Label(_("强度"), markup=False)
                yield Choice([word(one) for one in STRENGTHS], STRENGTHS.index(draft.strength), id="strength")
            yield Label("", id="meaning", markup=False)
            yield Label(self._keys, id="keys", classes="sheet-keys", markup=False)

    def _units(self, label: str, value: str, name: str) -> ComposeResult:
        yield Label(label, markup=False)
        yield UnitInput(value, self._known, id=name)

    @property
    def _keys(self) -> str:
        if self._line.entry.review is Review.CANDIDATE:
            return _("⏎ 下一栏  ^g 跳到某栏  ^s 保存，再定收退  Esc 返回（草稿保留）")
        return _("⏎ 下一栏  ^g 跳到某栏  ^s 保存并转到下一条  Esc 返回（草稿保留）")

    @on(UnitInput.Offered)
    def _offer(self, message: UnitInput.Offered) -> None:
        """While a unit is typed, the line of keys tells which there are."""
        self.query_one("#keys", Label).update(drawable(message.words) or self._keys)

    def on_mount(self) -> None:
        """Say what the reading is now."""
        self._say_back()

    @property
    def draft(self) -> EditDraft:
        """The fields as they stand."""
        typed = {field.id: field.value for field in self.query(Input) if field.id}
        kind, strength = self.query_one("#kind", Choice).picked, self.query_one("#strength", Choice).picked
        assert kind is not None
        assert strength is not None
        return replace(self._fresh, **typed, kind=KINDS[kind], strength=STRENGTHS[strength])

    @on(Input.Changed)
    @on(Choice.Picked)
    def _say_back(self) -> None:
        draft, entry = self.draft, self._line.entry
        self._drafts.keep_typed(entry.id, draft, fresh=self._fresh)
        try:
            self._note(edit_meaning(draft, entry, read_edit(draft, entry, today=self._today)))
        except Unreadable as error:
            self._note(str(error), error=True)

    @on(Input.Submitted)
    def _next_field(self) -> None:
        self.focus_next()

    def action_save(self) -> None:
        """Save what is different, if it can be read."""
        draft = self.draft
        try:
            changes = read_edit(draft, self._line.entry, today=self._today)
        except Unreadable as error:
            self._note(f"✗ {error}", error=True)
            self.set_focus(self.query_one(f"#{error.field}", Input))
            return
        self.dismiss(Edited(draft, changes))

    def action_leave(self) -> None:
        """Close; the draft is kept."""
        self.dismiss(Edited(self.draft, None))

    def _note(self, text: str, *, error: bool = False) -> None:
        label = self.query_one("#meaning", Label)
        label.update(drawable(text))
        label.set_class(error, "-error")


def _field(label: str, value: str, name: str, hint: str = "") -> ComposeResult:
    yield Label(label, markup=False)
    yield Input(value, placeholder=hint, id=name, compact=True)


def _fixed_due(line: Line) -> ComposeResult:
    yield Label(_("时限"), markup=False)
    due = line.entry.due.isoformat() if line.entry.due else _("无时限")
    yield Label(_("{due}（在册，用 d 延期）").format(due=due), markup=False)
