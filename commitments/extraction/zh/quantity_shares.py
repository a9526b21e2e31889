"""What the other forms of quantity say: shares, changes, ranks, magnitudes and spans of time."""

import re
from decimal import Decimal

from commitments.extraction.zh.comparisons import BEFORE_WORDS, LONGEST_LEAD_IN, lead_in, measured
from commitments.extraction.zh.numerals import joined, parse_number, parse_percent, plain
from commitments.extraction.zh.procedures import served_within, since_issue
from commitments.extraction.zh.units import DURATIONS, base_unit
from commitments.target import Comparator, Quantity

HUNDRED = Decimal(100)
_ENTERING = re.compile(r"(?:进入|跻身|迈入|挺进|进军|冲刺|入围|位列|保持)[^，,。；;]*\Z")
SMALL_SHARES = {"千分之": "‰", "万分之": "‱"}
_WIDEST_ROW = 60
_LIMITS = re.compile(
    r"(?:压缩|缩短|缩减|压减|控制|不超过|降)[^，,。；;\d]{0,8}(?:\d{1,3}(?:\.\d)?个?(?:工作日|月|天|日|小时|分钟|年|周)(?:[、和及]|以及)){1,8}\Z"
)
_FROM_DAY = re.compile(r"\d\s?[月日]起\Z")  # 自6月10日起30日内 is a date
_SHORT = {"工作日", "日", "天", "小时", "分钟"}
_FAR = 24  # characters before a number in which the noun it measures is looked for
_LASTING = re.compile(r"(?:寿命|年限|时间|时限|周期|期限)[^，,。；;、]*\Z")  # “轮候时间不超过5年”


def percent(found: re.Match[str]) -> Quantity | None:
    """百分之六十, 三成, 一半, 三分之一, 1/3."""
    words = joined(found["n"])
    for spoken, sign in SMALL_SHARES.items():
        if words.startswith(spoken):
            part = parse_number(words.removeprefix(spoken))
            return None if part is None else measured(found, part, sign)
    value = HUNDRED if words in {"百分百", "百分之百"} else parse_percent(words)
    return None if value is None else measured(found, value, "%")


def percent_range(found: re.Match[str]) -> Quantity | None:
    """百分之五至百分之八."""
    low, high = (parse_percent(joined(found[name])) for name in ("n", "n2"))
    return measured(found, low, "%", high) if low is not None and high is not None and low < high else None


def halved(_found: re.Match[str]) -> Quantity | None:
    """减半."""
    return Quantity(Comparator.CHANGE, -HUNDRED / 2, "%")


def two_digits(found: re.Match[str]) -> Quantity | None:
    """两位数增长: by ten in a hundred or more; as a level where a rate is what is measured."""
    verb = found["growth"] and not found.string[: found.start()].endswith(("增速", "增幅", "增长率", "保持在"))
    return Quantity(Comparator.CHANGE if verb else Comparator.AT_LEAST, Decimal(10), "%")


def some_tens(found: re.Match[str]) -> Quantity | None:
    """十几个, 二十几家."""
    value = parse_number(found["n"])
    return Quantity(Comparator.ABOUT, plain(value), base_unit(found["unit"])) if value else None


def places_gained(found: re.Match[str]) -> Quantity | None:
    """前移2位, 提升3个位次."""
    value = parse_number(found["n"])
    return Quantity(Comparator.CHANGE, plain(-value if found["fall"] else value), "位") if value else None


def over_half(_found: re.Match[str]) -> Quantity | None:
    """过半."""
    return Quantity(Comparator.ABOVE, HUNDRED / 2, "%")


def whole(_found: re.Match[str]) -> Quantity | None:
    """全覆盖, 全部."""
    return Quantity(Comparator.AT_LEAST, HUNDRED, "%")


def zero(_found: re.Match[str]) -> Quantity | None:
    """零增长."""
    return Quantity(Comparator.EQUAL, Decimal(0), None)


def doubled(found: re.Match[str]) -> Quantity | None:
    """翻一番 is a change by 100 %, 翻两番 by 300 %."""
    times = int(parse_number(found["n"] or "一") or 1) if "n" in found.groupdict() else 1
    return Quantity(Comparator.CHANGE, (2**times - 1) * HUNDRED, "%")


def order_of_magnitude(found: re.Match[str]) -> Quantity | None:
    """千亿级: an order of magnitude in 元."""
    value = parse_number(found["n"])
    return None if value is None else Quantity(Comparator.ORDER, plain(value), "元")


def ranked(found: re.Match[str]) -> Quantity | None:
    """前5名, 居第3位."""
    value = parse_number(found["n"])
    unit = found["unit"] or ("名" if found["front"] else "位")
    return Quantity(Comparator.RANK, plain(value), "名" if unit == "强" else unit) if value else None


def magnitude(found: re.Match[str]) -> Quantity | None:
    """近百家, 上千人, 数百个, 几十项, 百余场."""
    value = parse_number(found["n"])
    if value is None:
        return None
    about = found["lead"] == "近" or bool(found["odd"])
    return Quantity(Comparator.ABOUT if about else Comparator.AT_LEAST, plain(value), base_unit(found["unit"]))


def within_time(found: re.Match[str]) -> Quantity | None:
    """A span of time that something is cut down to or must not exceed."""
    value = parse_number(found["n"])
    lead = lead_in(found)
    unit = DURATIONS[joined(found["unit"])]
    word = BEFORE_WORDS.get(lead.word)
    least = unit in _SHORT and (lead.kind == "up" or word is Comparator.AT_LEAST)  # 体育活动不少于2小时
    limit = lead.kind == "down" or word in (Comparator.AT_MOST, Comparator.BELOW) or _in_row_of_limits(found)
    if value is None or not (
        limit or least or lead.kind in {"fall", "rise"} or _follows_event(found) or _prompt(found, unit)
    ):
        return None
    if lead.kind in {"fall", "rise"}:
        return Quantity(Comparator.CHANGE, plain(-value if lead.kind == "fall" else value), unit)
    about = Comparator.ABOUT if found["post"] in {"左右", "上下"} else None
    return Quantity(word or about or (Comparator.AT_LEAST if least else Comparator.AT_MOST), plain(value), unit)


def _in_row_of_limits(found: re.Match[str]) -> bool:
    """Whether the spans right before this one are cut down to: 分别压缩至1.5个月、12个月."""
    return _LIMITS.search(found.string, max(0, found.start() - _WIDEST_ROW), found.start()) is not None


def _prompt(found: re.Match[str], unit: str) -> bool:
    """Whether something is to follow, or a case to be settled, within a span: 3分钟内响应, 备案3个工作日内办结."""
    within = (found["post"] or "").endswith("内")
    return within and served_within(found.string, found.start(), found.end(), unit)


def _follows_event(found: re.Match[str]) -> bool:
    """Whether the time runs from an event (备案后20个工作日内), which makes it a limit and not a date."""
    before = found.string[max(0, found.start() - 4) : found.start()].rstrip("的")
    return (
        before.endswith(("后", "起"))
        and _FROM_DAY.search(before) is None
        and not since_issue(found.string, found.start())
        and (found["post"] or "").endswith("内")
        and DURATIONS[joined(found["unit"])] in _SHORT
    )


def years_reached(found: re.Match[str]) -> Quantity | None:
    """A number of years or an age that is reached, never a stretch of time or an age that only qualifies."""
    value, lead = parse_number(found["n"]), lead_in(found)
    text, start = found.string, found.start()
    older = lead.kind == "rise" and found["unit"].endswith("岁")  # 预期寿命提高1岁
    lasting = bool(lead.word) and _LASTING.search(text, max(0, start - _FAR), start) is not None
    reached = (lead.kind in {"up", "down"} or older or lasting) and value is not None
    return measured(found, value, found["unit"][-1]) if reached and value else None


def among_best(found: re.Match[str]) -> Quantity | None:
    """进入全国百强: a rank; 世界500强 is a name."""
    value = parse_number(found["n"])
    before = found.string[max(0, found.start() - LONGEST_LEAD_IN) : found.start()]
    return Quantity(Comparator.RANK, plain(value), "名") if value and _ENTERING.search(before) else None


def nothing(_found: re.Match[str]) -> Quantity | None:
    """Words with a number that measure nothing: they are spoken for."""
    return None
