"""Words of comparison around a number: verbs of reaching and change before it, 以上, 以内, 左右 behind it."""

import re
from decimal import Decimal
from typing import NamedTuple

from commitments.extraction.needs import openings
from commitments.extraction.zh.numerals import joined, plain
from commitments.target import Comparator, Quantity

RATES = {"%", "‰", "‱", "百分点", "倍", "基点"}
_OF_GROWTH = re.compile(r"的?(?:同比|年均)?(?:增长(?!速度|率|点|极)|正增长)")
_OF_DECLINE = re.compile(r"的?(?:降幅|下降)")
_SIGN = re.compile(r"(?:同比|环比|上年(?:同期)?|年均|增速)\s?(?P<sign>[+＋－−-])\Z")
_UP_TO = (
    r"(?:提高|提升|增加|增长|扩大|上升|发展|壮大|拓展|扩容|上调|增设|增|扩|升|回升|攀升)[到至]"
    r"|(?:保持|稳定|维持|巩固)在|延长[到至]|达到|达成|(?<!雷)(?<!抵)达|介于"
)
_DOWN_TO = r"(?:降低|下降|压缩|压减|缩短|减少|缩减|精简|压降|下调|缩小|收窄|回落|降|减|缩)[到至]|控制(?:在|到)"
_RISE = r"增长|延长|提高|提升|上升|上涨|扩大|提速|增产|增收|增效|攀升|增"
_FALL = r"下降|降低|减少|压减|缩短|缩减|压缩|压降|降本|节约|节省|精简|下浮|降"
_MORE = r"增加|新增"
_CHANGES = {"增长", "上升", "上涨", "提高"}  # changes with any unit; 提升400亩 and 增加500张 size what is done
BEFORE_WORDS: dict[str, Comparator] = {
    "不低于": Comparator.AT_LEAST,
    "不少于": Comparator.AT_LEAST,
    "不小于": Comparator.AT_LEAST,
    "不得低于": Comparator.AT_LEAST,
    "不得少于": Comparator.AT_LEAST,
    "至少": Comparator.AT_LEAST,
    "最少": Comparator.AT_LEAST,
    "不下": Comparator.AT_LEAST,
    "≥": Comparator.AT_LEAST,
    "≧": Comparator.AT_LEAST,
    ">=": Comparator.AT_LEAST,
    ">": Comparator.ABOVE,
    "＞": Comparator.ABOVE,
    "突破": Comparator.ABOVE,
    "超过": Comparator.ABOVE,
    "超出": Comparator.ABOVE,
    "超": Comparator.ABOVE,
    "高于": Comparator.ABOVE,
    "大于": Comparator.ABOVE,
    "多于": Comparator.ABOVE,
    "逾": Comparator.ABOVE,
    "不超过": Comparator.AT_MOST,
    "不超": Comparator.AT_MOST,
    "不高于": Comparator.AT_MOST,
    "不大于": Comparator.AT_MOST,
    "不多于": Comparator.AT_MOST,
    "不得超过": Comparator.AT_MOST,
    "不得高于": Comparator.AT_MOST,
    "不突破": Comparator.AT_MOST,
    "最多": Comparator.AT_MOST,
    "至多": Comparator.AT_MOST,
    "≤": Comparator.AT_MOST,
    "≦": Comparator.AT_MOST,
    "<=": Comparator.AT_MOST,
    "<": Comparator.BELOW,
    "＜": Comparator.BELOW,
    "低于": Comparator.BELOW,
    "少于": Comparator.BELOW,
    "小于": Comparator.BELOW,
    "不足": Comparator.BELOW,
    "不到": Comparator.BELOW,
    "大约": Comparator.ABOUT,
    "约为": Comparator.ABOUT,
    "约": Comparator.ABOUT,
    "接近": Comparator.ABOUT,
    "将近": Comparator.ABOUT,
    "近": Comparator.ABOUT,
}
AFTER_WORDS: dict[str, Comparator] = {
    "及以上": Comparator.AT_LEAST,
    "或以上": Comparator.AT_LEAST,
    "以上": Comparator.AT_LEAST,
    "以内": Comparator.AT_MOST,
    "之内": Comparator.AT_MOST,
    "及以下": Comparator.AT_MOST,
    "以下": Comparator.AT_MOST,
    "左右": Comparator.ABOUT,
    "上下": Comparator.ABOUT,
    "余": Comparator.ABOUT,
    "多": Comparator.ABOUT,
    "+": Comparator.AT_LEAST,
    "＋": Comparator.AT_LEAST,
}
LONGEST_LEAD_IN = 14
_FIRST = "".join(openings("|".join((_UP_TO, _DOWN_TO, _RISE, _FALL, _MORE, *BEFORE_WORDS))))
"""What a lead-in may begin with, told first because it is looked for from every place before a number."""
# 彩超120台, 商超12家, 签约亿元以上项目: the end of a word compares nothing.
_ENDS_OF_WORDS = {"超": "彩商", "约": "签预违合节"}
_WORDS = "|".join(
    f"(?<![{_ENDS_OF_WORDS[word[0]]}]){word}" if word[0] in _ENDS_OF_WORDS else word
    for word in sorted(BEFORE_WORDS, key=len, reverse=True)
)
_LEAD_IN = re.compile(
    rf"(?=[{re.escape(_FIRST)}]|\Z)(?:(?P<verb>(?P<up>{_UP_TO})|(?P<down>{_DOWN_TO})|(?P<rise>{_RISE})|(?P<fall>{_FALL})|(?P<more>{_MORE}))"
    r"\s*(?:了|(?:预期)?(?:目标)?[为是在]?)\s*)?"
    rf"(?:(?P<word>{_WORDS})\s*[了为]?\s*)?\Z"
)


_LAST_WORDS = frozenset(
    "到至在达成长高升涨大幅速产收效攀增降低少减短缩压本约省简浮加了为是标" + "".join(word[-1] for word in BEFORE_WORDS)
)
"""What a lead-in may end in: without one of these before the number there is none."""


_KINDS = ("up", "down", "rise", "fall", "more")


class LeadIn(NamedTuple):
    """The words right before a number: a verb of reaching or change, and a word of comparison."""

    start: int
    verb: str
    kind: str  # up down rise fall more, or "" without a verb
    word: str


def lead_in(found: re.Match[str]) -> LeadIn:
    """Read backwards from the number of a match."""
    at = found.start()
    last = found.string[at - 1 : at]
    if last not in _LAST_WORDS and not last.isspace():
        return LeadIn(at, "", "", "")
    words = _LEAD_IN.search(found.string, max(0, at - LONGEST_LEAD_IN), at)
    if words is None or words.start() == at:
        return LeadIn(at, "", "", "")
    verb, *said, word = words.groups()
    kind = next(name for name, told in zip(_KINDS, said, strict=True) if told) if verb else ""
    return LeadIn(words.start(), verb or "", kind, word or "")


def group(found: re.Match[str], name: str) -> str:
    """The words of a group; empty if it took no part, or if the pattern has no such group."""
    return (found[name] or "") if name in found.re.groupindex else ""


def after_word(found: re.Match[str]) -> Comparator | None:
    """The comparator that stands behind the number, or inside it (10余家)."""
    word = group(found, "post") or group(found, "odd")
    return AFTER_WORDS.get(joined(word), Comparator.ABOUT) if word else None


def compared(found: re.Match[str], lead: LeadIn) -> Comparator:
    """How a level is compared: a word before the number wins over one behind it, both over the verb."""
    before, after = BEFORE_WORDS.get(lead.word), after_word(found)
    if after in (Comparator.AT_MOST, Comparator.ABOUT) and before in (None, Comparator.ABOUT):
        return after
    default = Comparator.AT_MOST if lead.kind == "down" else Comparator.AT_LEAST
    return before or after or default


def measured(found: re.Match[str], value: Decimal, unit: str | None, high: Decimal | None = None) -> Quantity:
    """A level, a range or a change, as the words around the number decide."""
    lead = lead_in(found)
    relative = unit in RATES
    if lead.kind == "fall" or lead.verb in _CHANGES or (lead.kind in {"rise", "more"} and relative):
        falls = lead.kind == "fall"
        bounds = [plain(-each if falls else each) for each in (value, high) if each is not None]
        return Quantity(Comparator.CHANGE, bounds[0], unit, bounds[1] if high is not None else None)
    if relative and not lead.kind and (sign := _noun_of_change(found)):
        return Quantity(Comparator.CHANGE, plain(value * sign), unit)
    if high is not None:
        return Quantity(Comparator.BETWEEN, plain(value), unit, plain(high))
    return Quantity(compared(found, lead), plain(value), unit)


def _noun_of_change(found: re.Match[str]) -> int:
    """1 for 5%以上的增长 and 同比+5%, -1 for 5%的降幅 and 同比-5%, 0 for a level."""
    text, end = found.string, found.end()
    if signed := _SIGN.search(text, max(0, found.start() - LONGEST_LEAD_IN), found.start()):
        return 1 if signed["sign"] in "+＋" else -1
    return 1 if _OF_GROWTH.match(text, end) else -1 if _OF_DECLINE.match(text, end) else 0
