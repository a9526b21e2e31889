"""A document read again: what that would change, before anything is changed; taken over, or left."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from commitments.codes import code_of
from commitments.i18n import _
from commitments.ledger.browsing_values import ChangeKind
from monitor.safe_text import one_line
from monitor.tui.document_words import KINDS, numbers_words, reading_words
from monitor.tui.glyphs import glyph
from monitor.tui.log_words import changes
from monitor.tui.screens.record_messages import one_run
from monitor.tui.widgets.details import Details, Fact, Told
from monitor.tui.widgets.record_table import Field, RecordTable, RecordTitles
from monitor.words import N_


class Choice(StrEnum):
    """What becomes of a target that a person has touched."""

    LATER = "later"
    TAKE = "take"
    KEEP = "keep"


_CHOICES: Mapping[Choice, tuple[str, str]] = {
    Choice.LATER: ("candidate", N_("以后再定")),
    Choice.TAKE: ("done", N_("采用新读法")),
    Choice.KEEP: ("rejected", N_("保留原样")),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One change, as the process told it, and what is to become of it."""

    id: int
    kind: ChangeKind
    target_id: int | None
    quote: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    choice: Choice

    @property
    def code(self) -> str:
        """The target's code; nothing for a new one."""
        return "" if self.target_id is None else code_of(self.target_id)

    @property
    def words(self) -> str:
        """What changes, on one line."""
        match self.kind:
            case ChangeKind.ADDED:
                return one_line(self.quote)
            case ChangeKind.DROPPED:
                return one_line(self.quote)
            case ChangeKind.DIFFERING if not self.after:
                return _("不再认为是承诺")
            case _:
                return reading_words(self.before, self.after)


Decided = Mapping[int, Choice]  # target id → what becomes of it


class ComparisonScreen(ModalScreen[Decided | None]):
    """The changes, one a line; what people have touched is decided one by one. None when all is left as it is."""

    CSS_PATH = "comparison.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "take_over", show=False),
        Binding("space", "choose", show=False),
        Binding("tab", "app.focus_next", show=False),
        Binding("escape", "leave", show=False),
    ]
    AUTO_FOCUS = "#changes"

    def __init__(self, title: str, numbers: Mapping[str, int], found: Sequence[Mapping[str, Any]]) -> None:
        """Show what a reading would do, as `monitor.tui.child` tells it."""
        super().__init__()
        self._title = title
        self._numbers = numbers
        self._found = found
        self._choices: dict[int, Choice] = {}

    def compose(self) -> ComposeResult:
        """Title and numbers, the changes, the one under the cursor in full, keys."""
        with Vertical(id="comparison"):
            yield Label(one_line(_("重读 {title}").format(title=self._title)), classes="title", markup=False)
            yield Label(_("尚未改动台账：{numbers}").format(numbers=numbers_words(self._numbers)), markup=False)
            table: RecordTable[Row] = RecordTable(self._rows, _fields, id="changes")
            yield RecordTitles(table, id="titles")
            yield table
            yield Details(id="change")
            keys = _("a 照此更新  空格 换处理（待定差异）  Esc 不改")
            yield Label(keys, classes="keys", markup=False)

    def on_mount(self) -> None:
        """List the changes."""
        self._table.show(one_run(array("q", range(len(self._found)))))

    @property
    def _table(self) -> RecordTable[Row]:
        return self.query_one("#changes", RecordTable)

    def _rows(self, ids: Sequence[int]) -> Sequence[Row]:
        return tuple(self._row(number) for number in ids)

    def _row(self, number: int) -> Row:
        told = self._found[number]
        return Row(
            number,
            ChangeKind(told["kind"]),
            told["target_id"],
            told["quote"],
            told["before"],
            told["after"],
            self._choices.get(number, Choice.LATER),
        )

    @on(RecordTable.Moved)
    def _tell(self) -> None:
        row = self._table.row
        if row is not None:
            facts = [Fact(_("原文"), row.quote, "bold")]
            facts += [Fact(label, f"{was or '-'} → {now}") for label, was, now in changes(row.before, row.after)]
            self.query_one("#change", Details).show(Told(tuple(facts)))

    @on(RecordTable.Chosen)
    def action_choose(self) -> None:
        """The next of three ways for a target that a person has touched."""
        row = self._table.row
        if row is not None and row.kind is ChangeKind.DIFFERING:
            every = list(Choice)
            self._choices[row.id] = every[(every.index(row.choice) + 1) % len(every)]
            self._table.forget()

    def action_take_over(self) -> None:
        """Let the ledger follow, and settle what was decided."""
        rows = self._rows(range(len(self._found)))
        self.dismiss({row.target_id: row.choice for row in rows if row.target_id is not None})

    def action_leave(self) -> None:
        """Leave the ledger as it is."""
        self.dismiss(None)


def _fields(_width: int) -> Sequence[Field[Row]]:
    return (
        Field(N_("处理"), 16, _kind, style=_look),
        Field(N_("目标"), 8, lambda row: row.code, 20),
        Field(N_("变化"), 0, lambda row: row.words),
    )


def _kind(row: Row) -> str:
    if row.kind is ChangeKind.DIFFERING:
        sign, words = _CHOICES[row.choice]
        return f"{glyph(sign)} {_(words)}"
    return _(KINDS[row.kind])


def _look(row: Row) -> str:
    looks = {ChangeKind.DIFFERING: "warning", ChangeKind.DROPPED: "bad", ChangeKind.ADDED: "good"}
    return f"record--{looks[row.kind]}" if row.kind in looks else ""
