"""What a number with or without a unit says: counts, ranges, round numbers, levels and ratios."""

import re
from dataclasses import replace
from decimal import Decimal

from commitments.extraction.zh.comparisons import LONGEST_LEAD_IN, after_word, group, lead_in, measured
from commitments.extraction.zh.numerals import SCALE, joined, parse_number, plain
from commitments.extraction.zh.units import CLASSES, base_unit
from commitments.target import Comparator, Quantity

_SCALES = frozenset("十百千万亿")
_PAIR = re.compile(
    r"(?P<before>[十百]?)(?P<low>[一二两三四五六七八])(?P<high>[二两三四五六七八九])(?P<scale>[十百千万亿]*)"
)
_NEIGHBOURS = {"一二", "一两", "两三", "二三", "三四", "三五", "四五", "五六", "六七", "七八", "八九"}
_MONEY = re.compile(
    r"(?:生产总值|GDP|总额|总产|成交|交易|进出口|出口|余额|市值|资产|支出|财政|存款|保费|销售|经济总量|投资|资金|融资|产值|收入|贷款|营收|规模|增加值|需求|税收|额|基金|债券|利润)[^，,。；;]{0,6}\Z"
)
_MONEY_NEXT = re.compile(
    r"(?:[\u4e00-\u9fff]{0,4}?)(?:资金|贷款|投资|装修款|补助款|补偿款|欠款|货款|善款|经费|补贴|补助|融资|债券|税收|产值|注册资本)"
)
_PEOPLE_NEXT = re.compile(
    r"(?:以上|左右|余|多)?[\u4e00-\u9fff]{0,8}?(?:群体|人口|学生|学子|青年|青少年|劳动力|劳动者|职工|员工|居民|群众|村民|市民|农民|孕产妇|老年人|老人|儿童"
    r"|妇女|残疾人|毕业生|军人|消费者|旅客|游客|人才|党员|干部|教师|医生|护士|志愿者|从业者|人员|工人|患者|新市民|技工|专家|农户人|移民|少年|幼儿|师生|侨胞|牧民|渔民|粉丝)"
)
_UNITS_OF_NOUNS = {"人数": "人", "人口": "人", "就业": "人", "户数": "户", "人次": "人次", "人次数": "人次"}
_COUNTED_BEFORE = re.compile(rf"(?P<noun>{'|'.join(_UNITS_OF_NOUNS)})[^，,。；;、]{{0,6}}\Z")
_DIGITS = frozenset("一二两三四五六七八九")
_YEAR_LIKE = re.compile(r"(?:19|20)\d\d")
_RATIO = re.compile(r"比[例值重]?(?:为|是)?\Z")
_ROUND = frozenset(["名", "场", "家", "户", "个", "项", "所", "支", "台", "辆", "件"])
_ROUND_MEASURES = frozenset(["吨", "千瓦", "亩", "平方米", "立方米", "标箱", "人次", "千瓦时", "公里", "人"])
_REACHED = re.compile(r"(?:新增|增加|净增|再增|突破|超过?|达到?|形成|实现|完成|跨越|迈上|跨上|站上)\Z")
_ROUND_SUM = 10**7
_CROSSING = re.compile(r"(?:迈上|跨上|跨越|跨过|跃上|站上|登上|迈向|冲刺|冲击|跨入|迈入)\Z")
_FAR = 24
_RHYTHM = re.compile(r"(?:每(?:年|半年|季度?|个?月|周|学期|两年|三年)|全年|年内|年度)[^，,。；;]*\Z")
_MOST_POINTS = 100
_HALF = Decimal("0.5")
_HALVED = {"年": "年", "月": "个月", "时": "小时"}
_LONGEST_VERB = 4
_PASSING = re.compile(r"(?:(?<![通经超不度渡胜越跨路见])过|(?<![打爆侦识攻告])破)\Z")
_DONE = re.compile(
    "(?:"
    "带动|引进|引育|培训|培育|培养|选派|选树|选聘|吸引|引导|组织|服务|走访|惠及|支持|帮助|新增|新建|建设|建成|打造|举办|开展|招引|招聘|集聚|汇聚|资助|派出|遴选"
    "|推动|扶持|创建|完成|实施|推广|投放|改造|组建|覆盖|帮扶|慰问|推出|发动|动员|轮训|储备|认定|奖励|表彰|聘请|邀请|输送|下派|评选|选拔|为|对|让|使|促|助"
    r")\Z"
)


def _number(words: str) -> Decimal | None:
    """The value of a numeral that may stand alone: not the bare scale of 百家 or 万户."""
    words = joined(words)
    return (
        None
        if words in {"百", "千", "万", "亿", "百万", "千百", "千万"} and words[0] not in "0123456789"
        else parse_number(words)
    )


def counted(found: re.Match[str]) -> Quantity | None:
    """A number with its unit; 一个 is an article unless a word of comparison makes it a number."""
    words = joined(found["n"])
    pair = _PAIR.fullmatch(words)
    if pair and pair["low"] + pair["high"] in _NEIGHBOURS:
        low, high = (parse_number(pair["before"] + pair[name] + pair["scale"]) for name in ("low", "high"))
        return measured(found, low, base_unit(found["unit"]), high) if low and high else None
    value, unit = _number(found["n"]), base_unit(found["unit"])
    more = joined(group(found, "more"))
    if value is not None and more:  # 1500余万元
        value *= parse_number(f"1{more}") or 1
    if value is None:
        return _round(found)
    if _SCALES.issuperset(words) and _PASSING.search(found.string, max(0, found.start() - 2), found.start()):
        return Quantity(Comparator.ABOVE, plain(value), unit)
    if unit in CLASSES and not _reached(found):
        return None
    ran_together = unit == "百分点" and value > _MOST_POINTS  # cells of a table that lost its rules: 45>504个百分点
    if ran_together or _names_something(found, unit) or (found["n"].strip() == "一" and not _one_counts(found)):
        return None
    return measured(found, value, unit)


def _names_something(found: re.Match[str], unit: str | None) -> bool:
    """Whether the words only look like a number: “三元、鼎盛等企业”, “十四届七次全会”."""
    text = found.string
    firm = unit == "元" and found["n"].strip() in _DIGITS and text[found.end() : found.end() + 1] in {"、", "等", "集"}
    return firm or (unit == "次" and text[max(0, found.start() - 1) : found.start()] == "届")


def _one_counts(found: re.Match[str]) -> bool:
    """Whether 一 is a number and no article: 至少一个, 每季度开展一次."""
    if found["unit"] == "次":
        text, start = found.string, found.start()
        return _RHYTHM.search(text, max(0, start - _FAR), start) is not None or bool(lead_in(found).word)
    return found["unit"] != "批" and bool(lead_in(found).word or after_word(found))


def ranged(found: re.Match[str]) -> Quantity | None:
    """Two numbers with one unit; a scale word behind the second counts for both (3—5万)."""
    low, high = parse_number(found["n"]), parse_number(found["n2"])
    if low is None or high is None:
        return None
    scale = re.search(SCALE, found["n2"])
    if scale and not re.search(SCALE, found["n"]):
        low *= (parse_number("1" + scale.group()) or 1) if low < high else 1
    return measured(found, low, base_unit(found["unit"]), high) if low < high else None


def bounded(found: re.Match[str]) -> Quantity | None:
    """A level between two bounds: 介于5%和6%之间, 不低于1亿元且不超过2亿元."""
    low, high = parse_number(found["n"]), parse_number(found["n2"])
    if low is None or high is None or low >= high:
        return None
    return Quantity(Comparator.BETWEEN, plain(low), base_unit(found["unit"]), plain(high))


def cases_among(found: re.Match[str]) -> Quantity | None:
    """9/10万: so many cases among a hundred or a thousand thousand people, which stay in the unit as ‰ does."""
    value = parse_number(found["n"])
    return None if value is None else measured(found, value, "/百万" if found["base"] == "百万" else "/10万")


def unitless(found: re.Match[str]) -> Quantity | None:
    """A number with 万 or 亿 and no unit; money where the word before it says so."""
    value = parse_number(found["n"])
    if value is None:
        return None
    text, end = found.string, found.end()
    if _MONEY.search(text, max(0, found.start() - LONGEST_LEAD_IN), found.start()) or _MONEY_NEXT.match(text, end):
        return measured(found, value, "元")
    if _PEOPLE_NEXT.match(text, end):
        return measured(found, value, "人")
    named = _COUNTED_BEFORE.search(text, max(0, found.start() - LONGEST_LEAD_IN), found.start())
    return measured(found, value, _UNITS_OF_NOUNS[named["noun"]] if named else None)


def round_sum(found: re.Match[str]) -> Quantity | None:
    """产值突破千亿, 迈上万亿台阶: a round sum that is reached; money where the words before it say so."""
    value, lead = parse_number(joined(found["n"])), lead_in(found)
    text, start = found.string, found.start()
    crossing = _CROSSING.search(text, max(0, start - LONGEST_LEAD_IN), start)
    if value is None or value < _ROUND_SUM or not (crossing or lead.kind == "up" or lead.word):
        return None
    money = _MONEY.search(text, max(0, start - 2 * LONGEST_LEAD_IN), start)
    quantity = measured(found, value, "元" if money else None)
    return replace(quantity, comparator=Comparator.AT_LEAST) if crossing and not lead.word else quantity


def _round(found: re.Match[str]) -> Quantity | None:
    """万名青年: a round number without a figure, behind a verb that does something with them."""
    text, start, unit = found.string, found.start(), base_unit(found["unit"])
    value = parse_number("一" + joined(found["n"]))
    if value is None or text[found.end() : found.end() + 1] in {"万", "计", "级"}:
        return None
    if found["odd"] or lead_in(found).word:  # 百余场, 突破百万辆
        return measured(found, value, unit)
    if _PASSING.search(text, max(0, start - 2), start):  # 过百家
        return Quantity(Comparator.ABOVE, plain(value), unit)
    if unit in _ROUND_MEASURES and not found["post"]:
        reached = _REACHED.search(text, max(0, start - _LONGEST_VERB), start)
        return measured(found, value, unit) if reached else None
    if unit not in _ROUND:
        return None
    return measured(found, value, unit) if _DONE.search(text, max(0, start - _LONGEST_VERB), start) else None


def level(found: re.Match[str]) -> Quantity | None:
    """收入比缩小到2.1: a level without a unit, only where a word of reaching or comparison stands before it."""
    value, lead = parse_number(found["n"]), lead_in(found)
    if (
        value is None
        or not (lead.kind in {"up", "down"} or lead.word)
        or (_YEAR_LIKE.fullmatch(found["n"]) and not found.string.startswith("大关", found.end()))
    ):
        return None
    return measured(found, value, None)


def ratio_to_one(found: re.Match[str]) -> Quantity | None:
    """达到2.8∶1: so many times the other."""
    value, lead = parse_number(found["n"]), lead_in(found)
    named = _RATIO.search(found.string, max(0, found.start() - LONGEST_LEAD_IN), found.start())
    return measured(found, value, "倍") if value and (lead.kind in {"up", "down"} or lead.word or named) else None


def half_more(found: re.Match[str]) -> Quantity | None:
    """四年半, 三个半月: half a unit more than the number says, where it is reached, kept or changed by."""
    value, lead = parse_number(found["n"]), lead_in(found)
    if value is None or not (lead.kind or lead.word):
        return None
    value, unit = value + _HALF, _HALVED[joined(found["unit"] or found["smaller"])[-1]]
    if lead.kind in {"fall", "rise"}:
        return Quantity(Comparator.CHANGE, plain(-value if lead.kind == "fall" else value), unit)
    return measured(found, value, unit)


def _reached(found: re.Match[str]) -> bool:
    """Whether the words around a number make it a level rather than the name of a class of things."""
    lead = lead_in(found)
    behind = found.string[found.end() : found.end() + 1]
    return lead.kind in {"up", "down"} or bool(lead.word or found["post"]) or behind in {"", *"，,。；;、）)"}
