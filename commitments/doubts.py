"""Doubts about a reading: kept as a code with what it speaks of, and worded only where a person reads it.

A ledger outlives the language it was filled in, and the wording of the day: it keeps `day-before day=2029-12-31`.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from commitments.i18n import N_, _


class Doubt(StrEnum):
    """Why a reviewer should look at a target before relying on it."""

    NO_DUE = "no-due"
    VAGUE_DUE = "vague-due"
    NO_REFERENCE = "no-reference"
    WEAK_REFERENCE = "weak-reference"
    NUMBER_REFERENCE = "number-reference"
    FAR_ABOVE = "far-above"
    SEVERAL_LEADS = "several-leads"
    NO_METRIC = "no-metric"
    DAY_BEFORE = "day-before"
    NEXT_YEAR = "next-year"
    WINTER = "winter-and-spring"
    WORKING_DAYS = "working-days"
    FROM_REFERENCE = "from-reference"
    TERM_BEGINS = "term-begins"
    TERM_ENDS = "term-ends"
    FISCAL_YEAR = "fiscal-year"
    EARLY_IN_YEAR = "early-in-year"
    SESSIONS = "sessions"
    LOCAL_SESSIONS = "local-sessions"
    WHICH_FESTIVAL = "which-festival"
    OTHER_WINDOW = "other-window"


WORDS: Mapping[Doubt, str] = {
    Doubt.NO_DUE: N_("没有完成时限"),
    Doubt.VAGUE_DUE: N_("时限用语没有确定的日期"),
    Doubt.NO_REFERENCE: N_("文件没有基准日，推算不出时限"),
    Doubt.WEAK_REFERENCE: N_("基准日依据不足"),
    Doubt.NUMBER_REFERENCE: N_("基准日只由文号或标题的年份推定，请核对时限"),
    Doubt.FAR_ABOVE: N_("时限承接自较远的上文"),
    Doubt.SEVERAL_LEADS: N_("有多个牵头单位"),
    Doubt.NO_METRIC: N_("未能确定所量的指标"),
    Doubt.DAY_BEFORE: N_("“前”字之前没有“底”，按前一日计为 {day}，请确认"),
    Doubt.NEXT_YEAR: N_("所写月份早于基准日，按次年计，请确认"),
    Doubt.WINTER: N_("“今冬明春”按至 3 月底计，请确认"),
    Doubt.WORKING_DAYS: N_("{year} 年的调休安排未公布，工作日按周一至周五计"),
    Doubt.FROM_REFERENCE: N_("起算日按基准日计，请确认"),
    Doubt.TERM_BEGINS: N_("学期开学日期各地不一，按 {month} 月 {day} 日计，请确认"),
    Doubt.TERM_ENDS: N_("学期放假日期各地不一，按 {month} 月 {day} 日计，请确认"),
    Doubt.FISCAL_YEAR: N_("财政年度按 {first} 至 {last} 计，请确认"),
    Doubt.EARLY_IN_YEAR: N_("“年初”按至 3 月底计，请确认"),
    Doubt.SESSIONS: N_("两会会期每年、各地不一，按 {day} 前计，请确认"),
    Doubt.LOCAL_SESSIONS: N_("地方两会会期各地不一，请填写时限"),
    Doubt.WHICH_FESTIVAL: N_("没有写明是哪个节日，按 {day} 前计，请确认"),
    Doubt.OTHER_WINDOW: N_("年限按基准日起算；全文目标以 {day} 为期，请确认"),
}
_CODES = frozenset(code.value for code in Doubt)
_SENTENCES = {sentence: code for code, sentence in WORDS.items()}
_OF_OTHER_FIELDS = frozenset({Doubt.SEVERAL_LEADS, Doubt.NO_METRIC})


def doubt(code: Doubt, **facts: date | int) -> str:
    """A doubt as it is kept: its code and what it speaks of."""
    return " ".join([code.value, *(f"{name}={value}" for name, value in facts.items())])


def code_in(kept: str) -> Doubt | None:
    """The code of a doubt as it is kept, be it a sentence of an older ledger; None for one nobody knows."""
    code = kept.split(" ", maxsplit=1)[0]
    return Doubt(code) if code in _CODES else _SENTENCES.get(kept)


def is_of_date(kept: str) -> bool:
    """Whether a doubt is about how the due date was read, so that a person who settles the date has answered it."""
    code = code_in(kept)
    return code is not None and code not in _OF_OTHER_FIELDS


def worded(kept: str) -> str:
    """A kept doubt in words of the language in use; what older ledgers keep as a sentence stays that sentence."""
    code, *facts = kept.split(" ")
    if code not in _CODES:
        return _(kept)
    words = _(WORDS[Doubt(code)])
    for fact in facts:
        name, _equals, value = fact.partition("=")
        words = words.replace(f"{{{name}}}", value)
    return words
