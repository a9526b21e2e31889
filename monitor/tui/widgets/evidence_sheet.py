"""The evidence sheet: value, date, source and weight at the foot of the screen, the list still in sight."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from commitments.evidence import Evidence
from commitments.i18n import _
from monitor.digest import Line
from monitor.safe_text import one_line
from monitor.tui.actions import Scope, bindings, key_of
from monitor.tui.cells import drawable
from monitor.tui.drafts import Drafts
from monitor.tui.evidence_draft import (
    GRADES,
    Draft,
    Unreadable,
    default_grade,
    doubts_about,
    meaning,
    read_draft,
    unit_of,
)
from monitor.tui.glyphs import glyph
from monitor.tui.row_words import promise_words
from monitor.tui.widgets.choice import Choice
from monitor.tui.widgets.picker import PickerScreen, clean_path
from monitor.words import word


@dataclass(frozen=True, slots=True)
class Filled:
    """The sheet as it was left; `evidence` is None when it was closed without saving."""

    draft: Draft
    evidence: Evidence | None


class EvidenceSheet(ModalScreen[Filled]):
    """Asks for one observation; leaving it keeps the draft."""

    CSS_PATH = "sheets.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.EVIDENCE), *bindings(Scope.FORM)]
    AUTO_FOCUS = "#value"

    def __init__(self, line: Line, *, today: date, drafts: Drafts) -> None:
        """Ask about one target, beginning with the draft that was left."""
        super().__init__()
        self._line = line
        self._today = today
        self._drafts = drafts
        self._draft = drafts.find(Draft, line.entry.id) or Draft()
        self._grade = self._draft.grade  # None while it follows the link
        self._also_closing = self._draft.closing
        self._confirmed: Draft | None = None  # what a first ^s has warned about

    def compose(self) -> ComposeResult:
        """Title, six fields on three lines, and one line that says back what was typed."""
        with Vertical(classes="sheet"):
            title = _("记进展 {code}  {promise}").format(code=self._line.entry.code, promise=promise_words(self._line))
            yield Label(one_line(title), classes="sheet-title", markup=False)
            with Horizontal(classes="fields"):
                yield from _field(_("观测值"), self._draft.value, "value")
                yield Label(drawable(unit_of(self._line) or ""), id="unit", markup=False)
                yield from _field(_("日期"), self._draft.date, "date", _("今天（可写 -3d、11-18、上月底）"))
            with Horizontal(classes="fields"):
                yield from _field(_("链接"), self._draft.link, "link", "https://")
                yield from _field(_("附件"), self._draft.file, "file", _("文件路径"))
            with Horizontal(classes="fields"):
                yield Label(_("分量"), markup=False)
                yield Choice([word(grade) for grade in GRADES], id="grade")
                yield from _field(_("备注"), self._draft.note, "note")
            yield Label("", id="meaning", markup=False)
            with Horizontal(classes="fields"):
                yield Label("", id="closing", markup=False)
                keys = _("⏎ 下栏  ^s 保存  ^o 文件  ^g 跳栏  Esc 返回(留草稿)")
                yield Label(keys, classes="sheet-keys", markup=False)

    def on_mount(self) -> None:
        """Say what an empty sheet would mean."""
        self._say_back()

    @property
    def draft(self) -> Draft:
        """The fields as they stand."""
        typed = {field.id: field.value for field in self.query(Input) if field.id}
        typed["file"] = clean_path(typed["file"])
        return Draft(**typed, grade=self._grade, closing=self._also_closing)

    @on(Choice.Picked)
    def _weigh(self) -> None:
        picked = self.query_one(Choice).picked
        self._grade = None if picked is None else GRADES[picked]
        self._say_back()

    @on(Input.Changed)
    def _say_back(self) -> None:
        self._drafts.keep(self._line.entry.id, self.draft, fresh=Draft())
        self.query_one(Choice).pick(GRADES.index(self._grade or default_grade(self.draft)))
        sign = glyph("closed_well" if self._also_closing else "tracked")
        self.query_one("#closing", Label).update(
            _("{sign} 同时申请办结({key})").format(sign=sign, key=key_of("close_too"))
        )
        try:
            said = meaning(read_draft(self.draft, line=self._line, today=self._today), self._line)
            self._note(said + file_words(self.draft.file))
        except Unreadable as error:
            self._note(str(error) if self.draft != Draft() else "")

    @on(Input.Submitted)
    def _next_field(self) -> None:
        self.focus_next()

    def action_close_too(self) -> None:
        """Apply for closing with the same evidence, or not."""
        self._also_closing = not self._also_closing
        self._say_back()

    def action_pick_file(self) -> None:
        """Look for the file among folders."""
        typed = Path(clean_path(self.query_one("#file", Input).value)).expanduser()
        folder = typed if typed.is_dir() else typed.parent
        self.app.push_screen(PickerScreen(folder if typed.name and folder.is_dir() else Path.cwd()), self._picked)

    def _picked(self, path: str | None) -> None:
        if path is not None:
            self.query_one("#file", Input).value = path

    def on_key(self, event: events.Key) -> None:
        """Digits typed before the field had the focus belong into it."""
        if self.focused is None and event.character is not None and event.is_printable:
            self.query_one("#value", Input).insert_text_at_cursor(event.character)

    def action_save(self) -> None:
        """Save; what looks unlikely has to be confirmed by saving again."""
        draft = self.draft
        try:
            evidence = read_draft(draft, line=self._line, today=self._today)
        except Unreadable as error:
            self._note(f"✗ {error}", error=True)
            self.set_focus(self.query_one(f"#{error.field}", Input))
            return
        doubts = [] if draft == self._confirmed else self._doubts(evidence)
        if doubts:
            self._confirmed = draft
            self._note(_("⚠ {doubts}：再按 ^s 确认").format(doubts="；".join(doubts)), error=True)
            return
        self.dismiss(Filled(draft, evidence))

    def _doubts(self, evidence: Evidence) -> list[str]:
        return list(doubts_about(evidence, self._line, today=self._today, closing=self._also_closing))

    def action_leave(self) -> None:
        """Close; the draft is handed back."""
        self.dismiss(Filled(self.draft, None))

    def _note(self, text: str, *, error: bool = False) -> None:
        label = self.query_one("#meaning", Label)
        label.update(drawable(text))
        label.set_class(error, "-error")


def file_words(typed: str) -> str:
    """What is known of the file before it is saved: its size, or that it is not there."""
    if not typed:
        return ""
    path = Path(typed).expanduser()
    try:
        size = path.stat().st_size if path.is_file() else None
    except OSError:
        size = None
    if size is None:
        return _("  ⚠ 找不到附件")
    return _("  附件 {name} {size}").format(name=path.name, size=_size_words(size))


def _size_words(size: int) -> str:
    return f"{size / 1024:,.1f} KB" if size >= 1024 else _("{n} 字节").format(n=size)  # noqa: PLR2004 - a KB


def _field(label: str, value: str, name: str, hint: str = "") -> ComposeResult:
    yield Label(label, markup=False)
    yield Input(value, placeholder=hint, id=name, compact=True)
