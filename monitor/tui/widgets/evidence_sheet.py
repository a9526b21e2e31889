"""The evidence sheet: value, date, note, link at the foot of the screen, the list still in sight."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from commitments.evidence import Evidence
from commitments.i18n import _
from commitments.target import Comparator
from monitor.digest import Line
from monitor.safe_text import one_line
from monitor.tui.actions import Scope, bindings
from monitor.tui.cells import drawable
from monitor.tui.typed_dates import parse_typed_date
from monitor.tui.widgets.agenda_table import promise_words
from monitor.tui.widgets.bars import day_words
from monitor.words import value_words

_NUMBER = re.compile(r"([+-]?\d+(?:\.\d+)?|[+-]?\.\d+)\s*([百千万亿]*)")
_TENS = {"百": 2, "千": 3, "万": 4, "亿": 8}
FIELDS = ("value", "date", "note", "link")
LESS_IS_MORE = frozenset({Comparator.AT_MOST, Comparator.BELOW, Comparator.RANK})


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the fields, as typed."""

    value: str = ""
    date: str = ""
    note: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """The sheet as it was left; `evidence` is None when it was closed without saving."""

    draft: Draft
    evidence: Evidence | None


class Unreadable(ValueError):
    """A field that says nothing anybody understands; the message is for the person."""


def parse_value(text: str, unit: str | None) -> Decimal | None:
    """The number somebody typed, in the target's unit: 91.5, 1,200, 12万, 70%; None for an empty field.

    Raises:
        Unreadable: it is no number.
    """
    words = unicodedata.normalize("NFKC", text).replace(",", "").strip()
    if not words:
        return None
    match = _NUMBER.fullmatch(words.removesuffix(unit or "").strip())
    if match is None:
        raise Unreadable(_("观测值要写数字：{text}").format(text=text))
    try:
        return Decimal(match[1]).scaleb(sum(_TENS[char] for char in match[2]))
    except InvalidOperation as error:
        raise Unreadable(_("观测值太大：{text}").format(text=text)) from error


def read_draft(draft: Draft, *, unit: str | None, today: date) -> Evidence:
    """What a draft means; an empty date is today.

    Raises:
        Unreadable: a field makes no sense, or nothing was entered at all.
    """
    day = parse_typed_date(draft.date, today=today) if draft.date.strip() else today
    if day is None:
        raise Unreadable(_("看不懂日期 {text}：可写 今天、-3d、11-18、2025-11-18、上月底").format(text=draft.date))
    value = parse_value(draft.value, unit)
    if value is None and not draft.note.strip() and not draft.link.strip():
        raise Unreadable(_("还没有内容：观测值、备注、链接至少写一项"))
    return Evidence(observed_on=day, value=value, note=draft.note.strip(), link=draft.link.strip())


def doubts_about(evidence: Evidence, line: Line, *, today: date) -> Iterator[str]:
    """What makes an observation unlikely; each wants a second ^s."""
    latest, quantity = line.entry.latest, line.entry.target.quantity
    if evidence.observed_on > today:
        yield _("日期在将来（{day}）").format(day=evidence.observed_on)
    if latest is None or latest.value is None or evidence.value is None or evidence.observed_on < latest.observed_on:
        return
    last = value_words(latest.value, latest.unit)
    if quantity is not None and quantity.comparator in LESS_IS_MORE:
        if evidence.value > latest.value:
            yield _("观测值大于上次（{last}）").format(last=last)
    elif evidence.value < latest.value:
        yield _("观测值小于上次（{last}）").format(last=last)


def unit_of(line: Line) -> str | None:
    """The unit in which the target is counted."""
    quantity = line.entry.target.quantity
    return quantity.unit if quantity else None


def meaning(evidence: Evidence, line: Line) -> str:
    """What was typed, said back: value with share of the target and change, day with its weekday."""
    parts = []
    quantity, latest = line.entry.target.quantity, line.entry.latest
    if evidence.value is not None:
        parts.append(value_words(evidence.value, unit_of(line)))
        if quantity is not None and quantity.value > 0 and quantity.comparator not in LESS_IS_MORE:
            parts.append(_("达目标 {share}").format(share=f"{evidence.value / quantity.value:.0%}"))
        if latest is not None and latest.value is not None:
            change = evidence.value - latest.value
            sign = "+" if change >= 0 else ""
            parts.append(_("较上次 {change}").format(change=sign + value_words(change, None)))
    parts.append(day_words(evidence.observed_on))
    return "→ " + "  ".join(parts)


class EvidenceSheet(ModalScreen[Filled]):
    """Asks for one observation; leaving it keeps the draft."""

    CSS_PATH = "sheets.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.FORM)]
    AUTO_FOCUS = "#value"

    def __init__(self, line: Line, *, today: date, draft: Draft) -> None:
        """Ask about one target, beginning with a draft."""
        super().__init__()
        self._line = line
        self._today = today
        self._draft = draft
        self._unit = unit_of(line)
        self._confirmed: Draft | None = None  # what a first ^s has warned about

    def compose(self) -> ComposeResult:
        """Title, four fields on two lines, and one line that says back what was typed."""
        with Vertical(classes="sheet"):
            title = _("记进展 {code}  {promise}").format(code=self._line.entry.code, promise=promise_words(self._line))
            yield Label(one_line(title), classes="sheet-title", markup=False)
            with Horizontal(classes="fields"):
                yield Label(_("观测值"), markup=False)
                yield Input(self._draft.value, id="value", compact=True)
                yield Label(drawable(self._unit or ""), id="unit", markup=False)
                yield Label(_("日期"), markup=False)
                yield Input(self._draft.date, placeholder=_("今天（可写 -3d、11-18、上月底）"), id="date", compact=True)
            with Horizontal(classes="fields"):
                yield Label(_("备注"), markup=False)
                yield Input(self._draft.note, id="note", compact=True)
                yield Label(_("链接"), markup=False)
                yield Input(self._draft.link, placeholder="https://", id="link", compact=True)
            yield Label("", id="meaning", markup=False)
            yield Label(_("⏎ 下一栏  ^s 保存并转到下一条  Esc 返回（草稿保留）"), classes="sheet-keys", markup=False)

    def on_mount(self) -> None:
        """Say what an empty sheet would mean."""
        self._say_back()

    @property
    def draft(self) -> Draft:
        """The fields as they stand."""
        return Draft(*(self.query_one(f"#{name}", Input).value for name in FIELDS))

    @on(Input.Changed)
    def _say_back(self) -> None:
        try:
            self._note(meaning(read_draft(self.draft, unit=self._unit, today=self._today), self._line))
        except Unreadable as error:
            self._note(str(error) if self.draft != Draft() else "")

    @on(Input.Submitted)
    def _next_field(self) -> None:
        self.focus_next()

    def on_key(self, event: events.Key) -> None:
        """Digits typed before the field had the focus belong into it."""
        if self.focused is None and event.character is not None and event.is_printable:
            self.query_one("#value", Input).insert_text_at_cursor(event.character)

    def action_save(self) -> None:
        """Save; what looks unlikely has to be confirmed by saving again."""
        draft = self.draft
        try:
            evidence = read_draft(draft, unit=self._unit, today=self._today)
        except Unreadable as error:
            self._note(f"✗ {error}", error=True)
            return
        doubts = [] if draft == self._confirmed else list(doubts_about(evidence, self._line, today=self._today))
        if doubts:
            self._confirmed = draft
            self._note(_("⚠ {doubts}：再按 ^s 确认").format(doubts="；".join(doubts)), error=True)
            return
        self.dismiss(Filled(draft, evidence))

    def action_leave(self) -> None:
        """Close; the draft is handed back."""
        self.dismiss(Filled(self.draft, None))

    def _note(self, text: str, *, error: bool = False) -> None:
        label = self.query_one("#meaning", Label)
        label.update(drawable(text))
        label.set_class(error, "-error")
