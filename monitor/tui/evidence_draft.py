"""What is typed into the evidence sheet, and what it means."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from commitments.evidence import Evidence, Grade, Verdict
from commitments.i18n import _
from commitments.ledger.promises import promised_on
from commitments.progress import meets
from commitments.target import Comparator
from commitments.units import convert, factor
from monitor.digest import Line
from monitor.tui.gauge import percent
from monitor.tui.typed_dates import parse_typed_date
from monitor.words import day_words, value_words

_NUMBER = re.compile(r"([+-]?\d+(?:\.\d+)?|[+-]?\.\d+)\s*([百千万亿]*)(\D.*)?")
_TENS = {"百": 2, "千": 3, "万": 4, "亿": 8}
LESS_IS_MORE = frozenset({Comparator.AT_MOST, Comparator.BELOW, Comparator.RANK})
GRADES = tuple(Grade)
_FIGURES = re.compile(r"^(?:stats?|tjj|tj|data)\.")  # hosts of statistics
_NEWS = re.compile(r"news|xwfb|xwzx|xinwen|mp\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the fields, as typed; `grade` is None while nobody picked one."""

    value: str = ""
    date: str = ""
    link: str = ""
    file: str = ""
    grade: Grade | None = None
    note: str = ""
    closing: bool = False  # whether saving it is to apply for closing too


class Unreadable(ValueError):
    """A field that says nothing anybody understands; the message is for the person, `field` where to mend it."""

    def __init__(self, message: str, *, field: str = "value") -> None:
        """Say what is wrong, and in which field."""
        super().__init__(message)
        self.field = field


def parse_value(text: str, unit: str | None) -> tuple[Decimal, str | None] | None:
    """The number somebody typed, and its unit where it is another one than the target's; None for an empty field.

    91.5, 1,200, 12万, 70%, and 450亩 where the target counts 公顷.

    Raises:
        Unreadable: it is no number, or its unit tells something else.
    """
    words = unicodedata.normalize("NFKC", text).replace(",", "").strip()
    if not words:
        return None
    match = _NUMBER.fullmatch(words.removesuffix(unit or "").strip())
    if match is None:
        raise Unreadable(_("观测值要写数字：{text}").format(text=text))
    stated = (match[3] or "").strip() or None
    if stated is not None and factor(stated, unit) is None:
        raise Unreadable(_("观测值要写数字，单位要能换算成{unit}：{text}").format(unit=unit or "", text=text))
    try:
        return Decimal(match[1]).scaleb(sum(_TENS[char] for char in match[2])), stated
    except InvalidOperation as error:
        raise Unreadable(_("观测值太大：{text}").format(text=text)) from error


def default_grade(draft: Draft) -> Grade:
    """What evidence weighs as long as nobody says it: read off its link, else off there being a file."""
    link = draft.link.strip().partition("//")[2] or draft.link.strip()
    if _FIGURES.match(link):
        return Grade.INDEPENDENT
    if _NEWS.search(link):
        return Grade.ANNOUNCEMENT
    return Grade.RECORD if draft.file.strip() and not link else Grade.DOCUMENT


def read_draft(draft: Draft, *, line: Line, today: date) -> Evidence:
    """What a draft means; an empty date is today.

    Raises:
        Unreadable: a field makes no sense, or nothing was entered at all.
    """
    day = parse_typed_date(draft.date, today=today) if draft.date.strip() else today
    if day is None:
        raise Unreadable(
            _("看不懂日期 {text}：可写 今天、-3d、11-18、2025-11-18、上月底").format(text=draft.date), field="date"
        )
    value, unit = parse_value(draft.value, unit_of(line)) or (None, None)
    note, link = draft.note.strip(), draft.link.strip()
    if value is None and not note and not link and not draft.file.strip():
        raise Unreadable(_("还没有内容：观测值、链接、附件、备注至少写一项"))
    override = _override(note, day, line)
    grade = draft.grade or default_grade(draft)
    return Evidence(observed_on=day, value=value, note=note, link=link, unit=unit, grade=grade, override=override)


def _override(note: str, day: date, line: Line) -> str:
    """Why evidence older than the promise counts: what the note says."""
    promised = promised_on(line.entry.document)
    if promised is None or day >= promised:
        return ""
    if not note:
        raise Unreadable(_("早于承诺日期 {day}：在备注里写明为何仍可采用").format(day=promised), field="note")
    return note


def doubts_about(evidence: Evidence, line: Line, *, today: date, closing: bool = False) -> Iterator[str]:
    """What makes an observation unlikely, or (`closing`) too little to close on; each wants a second ^s."""
    if closing:
        yield from _too_little(evidence, line)
    latest, quantity, value = line.entry.latest, line.entry.target.quantity, _in_unit(evidence, line)
    if evidence.observed_on > today:
        yield _("日期在将来（{day}）").format(day=evidence.observed_on)
    if evidence.override:
        yield _("早于承诺日期")
    if latest is None or latest.value is None or value is None or evidence.observed_on < latest.observed_on:
        return
    last = value_words(latest.value, latest.unit)
    if quantity is not None and quantity.comparator in LESS_IS_MORE:
        if value > latest.value:
            yield _("观测值大于上次（{last}）").format(last=last)
    elif value < latest.value:
        yield _("观测值小于上次（{last}）").format(last=last)


def _too_little(evidence: Evidence, line: Line) -> Iterator[str]:
    quantity, value = line.entry.target.quantity, _in_unit(evidence, line)
    if quantity is not None and value is not None and meets(quantity, value) is False:
        yield _("观测值未达目标")
    if evidence.grade is Grade.ANNOUNCEMENT:
        yield _("仅凭公告不能办结")


def closing_verdict(evidence: Evidence, line: Line) -> Verdict:
    """What evidence that reaches the target makes of it: met, or met late where it was observed after the due date."""
    due = line.entry.due
    return Verdict.MET_LATE if due is not None and evidence.observed_on > due else Verdict.MET


def unit_of(line: Line) -> str | None:
    """The unit in which the target is counted."""
    quantity = line.entry.target.quantity
    return quantity.unit if quantity else None


def _in_unit(evidence: Evidence, line: Line) -> Decimal | None:
    """The observed value in the target's unit."""
    if evidence.value is None or evidence.unit is None:
        return evidence.value
    return convert(evidence.value, evidence.unit, unit_of(line))


def meaning(evidence: Evidence, line: Line) -> str:
    """What was typed, said back: value with share of the target and change, day with its weekday."""
    parts = []
    quantity, latest, value = line.entry.target.quantity, line.entry.latest, _in_unit(evidence, line)
    if value is not None:
        other = evidence.value is not None and evidence.unit is not None
        typed = [value_words(evidence.value, evidence.unit)] if other and evidence.value is not None else []
        parts.append(" = ".join([*typed, value_words(value, unit_of(line))]))
        if quantity is not None and quantity.value > 0 and quantity.comparator not in LESS_IS_MORE:
            parts.append(_("达目标 {share}").format(share=percent(Fraction(value) / Fraction(quantity.value))))
        if latest is not None and latest.value is not None:
            change = value - latest.value
            sign = "+" if change >= 0 else ""
            parts.append(_("较上次 {change}").format(change=sign + value_words(change, None)))
    parts.append(day_words(evidence.observed_on))
    return "→ " + "  ".join(parts)
