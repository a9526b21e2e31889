"""What is typed into the sheet that corrects a reading, and what of it is different."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from commitments.evidence import Review
from commitments.i18n import _
from commitments.ledger import Entry
from commitments.target import Comparator, Kind, Quantity, Strength
from monitor.safe_text import one_line, visible
from monitor.tui.evidence_draft import Unreadable, parse_value
from monitor.tui.glyphs import signs
from monitor.tui.typed_dates import parse_typed_date
from monitor.words import quantity_words, word

KINDS, STRENGTHS = tuple(Kind), tuple(Strength)
_SEPARATORS = re.compile(r"[、，,；;\s]+")
_COMPARATORS = {
    **{comparator.value: comparator for comparator in Comparator},
    "": Comparator.AT_LEAST, "≥": Comparator.AT_LEAST, "不少于": Comparator.AT_LEAST, "不低于": Comparator.AT_LEAST,
    "以上": Comparator.AT_LEAST, "超过": Comparator.ABOVE, "≤": Comparator.AT_MOST, "不超过": Comparator.AT_MOST,
    "以内": Comparator.AT_MOST, "低于": Comparator.BELOW, "≈": Comparator.ABOUT, "左右": Comparator.ABOUT,
    "==": Comparator.EQUAL, "等于": Comparator.EQUAL, "区间": Comparator.BETWEEN, "前": Comparator.RANK,
    "增减": Comparator.CHANGE, "级": Comparator.ORDER,
}  # fmt: skip


WORDS = ("metric", "unit", "lead", "support")  # fields with words of the document: untouched they stay as they are


@dataclass(frozen=True, slots=True)
class EditDraft:
    """What stands in the fields, as typed."""

    metric: str = ""
    comparator: str = ""
    value: str = ""
    high: str = ""
    unit: str = ""
    due: str = ""
    lead: str = ""
    support: str = ""
    kind: Kind = Kind.QUANTIFIED
    strength: Strength = Strength.BINDING


def draft_of(entry: Entry) -> EditDraft:
    """The fields as the ledger has them, with what would move a cursor made visible: they are drawn as they are."""
    target, quantity = entry.target, entry.target.quantity
    return EditDraft(
        metric=one_line(target.metric or ""),
        comparator=quantity.comparator.value if quantity else "",
        value=f"{quantity.value:f}" if quantity else "",
        high=f"{quantity.high:f}" if quantity and quantity.high is not None else "",
        unit=one_line(quantity.unit or "") if quantity else "",
        due=entry.original_due.isoformat() if entry.original_due else "",
        lead=one_line("、".join(target.owners.lead)),
        support=one_line("、".join(target.owners.support)),
        kind=target.kind,
        strength=target.strength,
    )


def may_move_due(entry: Entry) -> bool:
    """Whether the due date is still a reading; in care it moves by extension only."""
    return entry.review is Review.CANDIDATE and not entry.times_moved


def read_edit(draft: EditDraft, entry: Entry, *, today: date) -> Mapping[str, Any]:
    """What a draft changes, as JSON values by column; empty when it changes nothing.

    Raises:
        Unreadable: a field makes no sense, or a number has not all its parts.
    """
    before, quantity = draft_of(entry), _quantity(draft)
    said: dict[str, Any] = {
        "metric": draft.metric.strip() or None,
        "comparator": quantity.comparator.value if quantity else None,
        "value": f"{quantity.value:f}" if quantity else None,
        "value_high": f"{quantity.high:f}" if quantity and quantity.high is not None else None,
        "unit": quantity.unit if quantity else None,
        "lead": units_in(draft.lead),
        "support": units_in(draft.support),
        "kind": draft.kind.value,
        "strength": draft.strength.value,
    }
    if may_move_due(entry) and draft.due.strip() != before.due:
        said["original_due"] = _day(draft.due, today)
    kept = {name for name in WORDS if getattr(draft, name) == getattr(before, name)}
    known = _known(entry)
    return {name: value for name, value in said.items() if name not in kept and value != known.get(name, "unknown")}


def _known(entry: Entry) -> Mapping[str, Any]:
    target, quantity = entry.target, entry.target.quantity
    return {
        "metric": target.metric,
        "comparator": quantity.comparator.value if quantity else None,
        "value": f"{quantity.value:f}" if quantity else None,
        "value_high": f"{quantity.high:f}" if quantity and quantity.high is not None else None,
        "unit": quantity.unit if quantity else None,
        "lead": list(target.owners.lead),
        "support": list(target.owners.support),
        "kind": target.kind.value,
        "strength": target.strength.value,
    }


def units_in(text: str) -> list[str]:
    """The names of units in a field, parted by 、 or a blank, each once."""
    return list(dict.fromkeys(part for part in _SEPARATORS.split(text.strip()) if part))


def _quantity(draft: EditDraft) -> Quantity | None:
    unit = draft.unit.strip() or None
    value, high = _number(draft.value, unit), _number(draft.high, unit)
    if value is None:
        if high is not None:
            raise Unreadable(_("有上限就要有数值"))
        return None
    written = unicodedata.normalize("NFKC", draft.comparator).strip()
    comparator = Comparator.BETWEEN if high is not None and not written else _COMPARATORS.get(written)
    if comparator is None:
        raise Unreadable(
            _("看不懂比较 {text}：可写 >= > = <= < ~ between rank<=").format(text=written), field="comparator"
        )
    if (comparator is Comparator.BETWEEN) != (high is not None):
        raise Unreadable(_("区间要有数值和上限，其他比较没有上限"), field="high")
    if high is not None and high < value:
        raise Unreadable(_("上限小于数值"), field="high")
    return Quantity(comparator, value, unit, high)


def _number(text: str, unit: str | None) -> Decimal | None:
    try:
        found = parse_value(text, unit)
    except (Unreadable, InvalidOperation) as error:
        raise Unreadable(_("这里要写数字：{text}").format(text=text)) from error
    return None if found is None else found[0]


def _day(text: str, today: date) -> str | None:
    if not text.strip():
        return None
    day = parse_typed_date(text, today=today)
    if day is None:
        raise Unreadable(_("看不懂日期 {text}：可写 12-31、2025-12-31、年底").format(text=text), field="due")
    return day.isoformat()


def edit_meaning(draft: EditDraft, entry: Entry, changes: Mapping[str, Any]) -> str:
    """What the target would then say, read back in one line."""
    quantity = _quantity(draft)
    due = changes.get("original_due", entry.due.isoformat() if entry.due else None) or _("无时限")
    lead = "、".join(units_in(draft.lead)) or _("未写明")
    promise = " ".join(
        part for part in (draft.metric.strip(), signs(quantity_words(quantity)) if quantity else "") if part
    )
    parts = (promise or word(draft.kind), due, lead, word(draft.kind), word(draft.strength))
    return visible("→ " + " | ".join(parts)) + ("" if changes else _("（没有改动）"))
