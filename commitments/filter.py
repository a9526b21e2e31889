"""Filters: the words people type to narrow the ledger down, as a frozen value that knows no SQL."""

import difflib
import re
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from commitments.errors import FilterError
from commitments.evidence import Review, Verdict
from commitments.filter_terms import (
    EVERYTHING,
    Among,
    ConfidenceIs,
    Contains,
    DayIs,
    DueIs,
    Field,
    Filter,
    IdIs,
    MovedIs,
    NamedIs,
    Stage,
    Term,
    Test,
    Unheard,
)
from commitments.i18n import _, language_in_use
from commitments.target import Kind, Strength
from commitments.timing import Timing
from commitments.typed_days import typed_days

__all__ = [
    "EVERYTHING",
    "Among",
    "ConfidenceIs",
    "Contains",
    "DayIs",
    "DueIs",
    "Field",
    "Filter",
    "IdIs",
    "MovedIs",
    "NamedIs",
    "Stage",
    "Term",
    "Test",
    "Unheard",
    "parse_filter",
]

_KEYED = re.compile(r"(?P<key>[^\W\d_]+)(?P<sign><=|>=|[:：=＝<＜>＞≤≥])(?P<value>.*)", re.DOTALL)
_SIGNS = {":": "=", "：": "=", "＝": "=", "＜": "<", "＞": ">", "≤": "<=", "≥": ">="}
_QUOTES = {'"': '"', "“": "”", "「": "」"}
_CODE = re.compile(r"[Cc]?0*(\d{1,18})")
_TIMING_WORDS = {
    **{timing.value: timing for timing in Timing},
    "无时限": Timing.UNDATED,
    "无期限": Timing.UNDATED,
    "未到期": Timing.AHEAD,
    "临期": Timing.NEAR,
    "到期": Timing.DUE,
    "今日到期": Timing.DUE,
    "逾期": Timing.OVERDUE,
    "销号": Timing.CLOSED,
    "已销号": Timing.CLOSED,
}
_KIND_WORDS = {
    **{kind.value: kind for kind in Kind},
    "量化": Kind.QUANTIFIED,
    "量化目标": Kind.QUANTIFIED,
    "里程碑": Kind.MILESTONE,
    "任务": Kind.TASK,
    "承诺": Kind.PLEDGE,
}
_STRENGTH_WORDS = {
    **{strength.value: strength for strength in Strength},
    "约束": Strength.BINDING,
    "计划": Strength.PLANNED,
    "力争": Strength.ASPIRATIONAL,
    "导向": Strength.DIRECTIONAL,
}
_VERDICT_WORDS: Mapping[str, StrEnum] = {
    **{verdict.value: verdict for verdict in Verdict},
    "waiting": Stage.WAITING,
    "待确认": Stage.WAITING,
    "待核查": Verdict.OPEN,
    "已兑现": Verdict.MET,
    "逾期兑现": Verdict.MET_LATE,
    "部分兑现": Verdict.PARTLY,
    "未兑现": Verdict.MISSED,
    "已调整": Verdict.WITHDRAWN,
    "无法衡量": Verdict.UNMEASURABLE,
}
_REVIEW_WORDS = {
    **{review.value: review for review in Review},
    "待核": Review.CANDIDATE,
    "在册": Review.TRACKED,
    "已退": Review.REJECTED,
}
_ENUMERATIONS: Mapping[Field, Mapping[str, StrEnum]] = {
    Field.TIMING: _TIMING_WORDS,
    Field.KIND: _KIND_WORDS,
    Field.STRENGTH: _STRENGTH_WORDS,
    Field.VERDICT: _VERDICT_WORDS,
    Field.REVIEW: _REVIEW_WORDS,
}
_KEYS = {
    **{field.value: field for field in Field if field is not Field.WORDS},
    "时限状态": Field.TIMING,
    "时限": Field.DUE,
    "期限": Field.DUE,
    "到期": Field.DUE,
    "牵头": Field.LEAD,
    "单位": Field.UNIT,
    "部门": Field.UNIT,
    "类型": Field.KIND,
    "强度": Field.STRENGTH,
    "结论": Field.VERDICT,
    "核查": Field.REVIEW,
    "状态": Field.REVIEW,
    "文件": Field.DOCUMENT,
    "编号": Field.ID,
    "可信": Field.CONFIDENCE,
    "负责": Field.ANSWERS,
    "配合": Field.HELPS,
    "原定": Field.ORIGINAL,
    "延期": Field.MOVED,
    "销号": Field.CLOSED,
    "证据": Field.EVIDENCE,
    "动过": Field.TOUCHED,
}
# The first letters of how keys are pronounced, for hands that do not want to switch to Chinese for a word.
_INITIALS = {
    "sx": Field.DUE, "qx": Field.DUE, "dq": Field.DUE, "yd": Field.ORIGINAL, "yq": Field.MOVED, "qt": Field.LEAD,
    "dw": Field.UNIT, "bm": Field.UNIT, "fz": Field.ANSWERS, "ph": Field.HELPS, "lx": Field.KIND, "qd": Field.STRENGTH,
    "jl": Field.VERDICT, "hc": Field.REVIEW, "zt": Field.REVIEW, "wj": Field.DOCUMENT, "bh": Field.ID,
    "kx": Field.CONFIDENCE, "xh": Field.CLOSED, "zj": Field.EVIDENCE,
    "dg": Field.TOUCHED,
}  # fmt: skip
_UNITS = frozenset({Field.ANSWERS, Field.HELPS})
_EXACTLY = frozenset("=＝")  # 负责=财政局 is that unit alone, 负责:财政局 every unit with that in its name
_NOTHING = frozenset({"无", "none"})


def parse_filter(words: Sequence[str], *, today: date) -> Filter:
    """The filter that `words` mean together; relative dates are read against `today`; raises `FilterError`."""
    return Filter(tuple(_term(word.strip(), today) for word in words if word.strip()))


def _term(word: str, today: date) -> Term:
    negated = len(word) > 1 and word[0] in "-－"
    return Term(_test(word[1:] if negated else word, today), negated)


def _test(word: str, today: date) -> Test:
    literal = _unquoted(word)
    if literal is not None:
        return Contains(Field.WORDS, (literal,))
    if word == "待确认":
        return Among(Field.VERDICT, (Stage.WAITING.value,))
    if word.casefold() in _TIMING_WORDS:
        return Among(Field.TIMING, (_TIMING_WORDS[word.casefold()].value,))
    keyed = _KEYED.fullmatch(word)
    if keyed is None or keyed["value"].startswith("//"):  # an address is no key
        return Contains(Field.WORDS, _alternatives(word, word))
    key = keyed["key"].casefold()
    field = _KEYS.get(key) or _INITIALS.get(key)
    if field is None:
        raise _unknown(word, keyed["key"], _KEYS, _("没有这个筛选项"))
    sign, value = keyed["sign"], keyed["value"].strip()
    if field in _UNITS and sign in _EXACTLY and value:
        return NamedIs(field, _names(word, value))
    return _keyed_test(word, field, _SIGNS.get(sign, sign), value, today)


def _keyed_test(word: str, field: Field, sign: str, value: str, today: date) -> Test:
    if not value:
        raise FilterError(_("筛选项后面没有内容"), where=word, remedy=_("要查带冒号的原文，请给它加上引号"))
    measured = _measured_test(word, field, sign, value, today)
    if measured is not None:
        return measured
    if sign != "=":
        raise FilterError(
            _("这个筛选项不能比较大小"), where=word, remedy=_("改用冒号，例如 {key}:…").format(key=field.value)
        )
    values = _alternatives(word, value)
    if field is Field.ID:
        return IdIs(tuple(_identifier(word, part) for part in values))
    if field in _ENUMERATIONS:
        return Among(field, tuple(_member(word, part, _ENUMERATIONS[field]) for part in values))
    return Contains(field, tuple(_unquoted(part) or part for part in values))


def _measured_test(word: str, field: Field, sign: str, value: str, today: date) -> Test | None:
    """The tests that know less and more; None for the fields that do not."""
    match field:
        case Field.DUE:
            return DueIs(sign, typed_days(value, today=today))
        case Field.CONFIDENCE:
            return ConfidenceIs(sign, _number(word, value))
        case Field.MOVED:
            return MovedIs(sign, _times(word, value))
        case Field.EVIDENCE if value in _NOTHING:
            return Unheard()
        case Field.ORIGINAL | Field.CLOSED | Field.EVIDENCE | Field.TOUCHED:
            return DayIs(field, sign, typed_days(value, today=today))
        case _:
            return None


def _unquoted(word: str) -> str | None:
    """The words inside quotation marks, if that is all there is."""
    inside = word[1:-1]
    return inside if len(word) > 2 and _QUOTES.get(word[0]) == word[-1] else None  # noqa: PLR2004 - two marks


def _alternatives(word: str, value: str) -> tuple[str, ...]:
    parts = tuple(part for part in re.split(r"[|｜]", value) if part)
    if not parts:
        raise FilterError(_("竖线两边没有内容"), where=word, remedy=_("写成 甲|乙；要查竖线本身，请加上引号"))
    return parts


def _number(word: str, value: str) -> float:
    try:
        return float(value)
    except ValueError as error:
        raise FilterError(_("这里要写 0 到 1 之间的数"), where=word, remedy=_("例如 可信>=0.9")) from error


def _times(word: str, value: str) -> int:
    if not value.isdecimal():
        raise FilterError(_("这里要写次数"), where=word, remedy=_("例如 延期>=1"))
    return min(int(value), 10**9)


def _names(word: str, value: str) -> tuple[str, ...]:
    """Units by their whole names; a name in quotation marks may hold spaces and bars."""
    whole = _unquoted(value)
    names = (whole,) if whole is not None else tuple(_unquoted(part) or part for part in _alternatives(word, value))
    return tuple("" if name in _NOTHING and whole is None else name for name in names)


def _identifier(word: str, value: str) -> int:
    match = _CODE.fullmatch(value)
    if match is None:
        raise FilterError(_("这不是条目编号"), where=word, remedy=_("编号写成 C000417 或 417"))
    return int(match[1])


def _member(word: str, value: str, members: Mapping[str, StrEnum]) -> str:
    member = members.get(value.casefold())
    if member is None:
        raise _unknown(word, value, members, _("没有这个取值"))
    return member.value


def _unknown(word: str, part: str, known: Mapping[str, object], message: str) -> FilterError:
    """What is not known, with the nearest name, and the names there are: one for each thing, in the language in use."""
    nearest = difflib.get_close_matches(part.casefold(), known, n=1, cutoff=0.5)
    english = language_in_use() != "zh"
    spoken: dict[object, str] = {}
    for name, meant in known.items():
        if name.isascii() == english:
            spoken.setdefault(meant, name)
    listing = _("可用的有：{known}").format(known=" ".join(spoken.values()))
    hint = _("是不是 {nearest}？").format(nearest=nearest[0]) if nearest else ""
    return FilterError(message, where=word, remedy=f"{hint} {listing}".lstrip())
