"""Quantity forms: phrases that say how much, with the words of comparison around them."""

import re
from dataclasses import replace
from decimal import Decimal

from commitments.document import Span
from commitments.extraction.rule import QuantityForm, QuantityMatch
from commitments.extraction.scanner import Scanner, compile_form, compile_gate, trimmed
from commitments.extraction.zh.comparisons import (
    BEFORE_WORDS,
    LONGEST_LEAD_IN,
    after_word,
    group,
    lead_in,
    measured,
)
from commitments.extraction.zh.numerals import FIGURES, HAN, SCALE, parse_number, parse_percent, plain
from commitments.extraction.zh.units import CLASSES, DURATIONS, PER, UNITS, base_unit, unit_pattern
from commitments.target import Comparator, Quantity

HUNDRED = Decimal(100)
_ENTERING = re.compile(r"(?:进入|跻身|迈入|挺进|进军|冲刺|入围|位列|保持)[^，,。；;]*\Z")
SMALL_SHARES = {"千分之": "‰", "万分之": "‱"}
SCALES = "十百千万亿"
_SCALES = frozenset(SCALES)
DASHES = "-—–－─~～至到"
TIME_TAILS = "".join({word[0] for word in DURATIONS})
NOTHING = "，,。；;、）) \n以左上余多及或之+＋大"
UNIT_TAILS = SCALES + "余多来" + "".join({word[0] for word in UNITS})
HAN_HEADS = "一二两三四五六七八九十百千万亿"
_PROMPT = {"分钟", "秒", "小时"}
_SERVED = re.compile(
    r"(?:快速|及时|完成|全部|基本)?(?:响应|到达|抵达|赶到|出车|出警|出动|处置|修复|恢复|送达|直达|通达|办结|接通|反馈|答复|回应|上门|救援|就位|到位|出具|办好|办理)"
)
_SHORT = {"工作日", "日", "天", "小时", "分钟"}


_PAIR = re.compile(
    r"(?P<before>[十百]?)(?P<low>[一二两三四五六七八])(?P<high>[二两三四五六七八九])(?P<scale>[十百千万亿]*)"
)
_NEIGHBOURS = {"一二", "一两", "两三", "二三", "三四", "三五", "四五", "五六", "六七", "七八", "八九"}


def _number(words: str) -> Decimal | None:
    """The value of a numeral that may stand alone: not the bare scale of 百家 or 万户."""
    words = "".join(words.split())
    return (
        None
        if words in {"百", "千", "万", "亿", "百万", "千百", "千万"} and words[0] not in "0123456789"
        else parse_number(words)
    )


def _count(found: re.Match[str]) -> Quantity | None:
    """A number with its unit; 一个 is an article unless a word of comparison makes it a number."""
    words = _joined(found["n"])
    pair = _PAIR.fullmatch(words)
    if pair and pair["low"] + pair["high"] in _NEIGHBOURS:
        low, high = (parse_number(pair["before"] + pair[name] + pair["scale"]) for name in ("low", "high"))
        return measured(found, low, base_unit(found["unit"]), high) if low and high else None
    value, unit = _number(found["n"]), base_unit(found["unit"])
    more = _joined(group(found, "more"))
    if value is not None and more:  # 1500余万元
        value *= parse_number(f"1{more}") or 1
    if value is None:
        return _round(found)
    if _SCALES.issuperset(words) and _PASSING.search(found.string, max(0, found.start() - 2), found.start()):
        return Quantity(Comparator.ABOVE, plain(value), unit)
    if unit in CLASSES and not _reached(found):
        return None
    if _names_something(found, unit) or (found["n"].strip() == "一" and not _one_counts(found)):
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
        return _RHYTHM.search(text, max(0, start - LONGEST_RHYTHM), start) is not None or bool(lead_in(found).word)
    return found["unit"] != "批" and bool(lead_in(found).word or after_word(found))


def _range(found: re.Match[str]) -> Quantity | None:
    """Two numbers with one unit; a scale word behind the second counts for both (3—5万)."""
    low, high = parse_number(found["n"]), parse_number(found["n2"])
    if low is None or high is None:
        return None
    scale = re.search(SCALE, found["n2"])
    if scale and not re.search(SCALE, found["n"]):
        low *= (parse_number("1" + scale.group()) or 1) if low < high else 1
    return measured(found, low, base_unit(found["unit"]), high) if low < high else None


def _bare(found: re.Match[str]) -> Quantity | None:
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


def _round_sum(found: re.Match[str]) -> Quantity | None:
    """产值突破千亿, 迈上万亿台阶: a round sum that is reached; money where the words before it say so."""
    value, lead = parse_number(_joined(found["n"])), lead_in(found)
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
    value = parse_number("一" + _joined(found["n"]))
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


def _level(found: re.Match[str]) -> Quantity | None:
    """收入比缩小到2.1: a level without a unit, only where a word of reaching or comparison stands before it."""
    value, lead = parse_number(found["n"]), lead_in(found)
    if (
        value is None
        or not (lead.kind in {"up", "down"} or lead.word)
        or (_YEAR_LIKE.fullmatch(found["n"]) and not found.string.startswith("大关", found.end()))
    ):
        return None
    return measured(found, value, None)


def _ratio_to_one(found: re.Match[str]) -> Quantity | None:
    """达到2.8∶1: so many times the other."""
    value, lead = parse_number(found["n"]), lead_in(found)
    named = _RATIO.search(found.string, max(0, found.start() - LONGEST_LEAD_IN), found.start())
    return measured(found, value, "倍") if value and (lead.kind in {"up", "down"} or lead.word or named) else None


def _reached(found: re.Match[str]) -> bool:
    """Whether the words around a number make it a level rather than the name of a class of things."""
    lead = lead_in(found)
    behind = found.string[found.end() : found.end() + 1]
    return lead.kind in {"up", "down"} or bool(lead.word or found["post"]) or behind in {"", *"，,。；;、）)"}


def _percent(found: re.Match[str]) -> Quantity | None:
    """百分之六十, 三成, 一半, 三分之一, 1/3."""
    words = "".join(found["n"].split())
    for spoken, sign in SMALL_SHARES.items():
        if words.startswith(spoken):
            part = parse_number(words.removeprefix(spoken))
            return None if part is None else measured(found, part, sign)
    value = HUNDRED if words in {"百分百", "百分之百"} else parse_percent(words)
    return None if value is None else measured(found, value, "%")


def _percent_range(found: re.Match[str]) -> Quantity | None:
    """百分之五至百分之八."""
    low, high = (parse_percent("".join(found[name].split())) for name in ("n", "n2"))
    return measured(found, low, "%", high) if low is not None and high is not None and low < high else None


def _halved(_found: re.Match[str]) -> Quantity | None:
    """减半."""
    return Quantity(Comparator.CHANGE, -HUNDRED / 2, "%")


def _two_digits(found: re.Match[str]) -> Quantity | None:
    """两位数增长: by ten in a hundred or more; as a level where a rate is what is measured."""
    verb = found["growth"] and not found.string[: found.start()].endswith(("增速", "增幅", "增长率", "保持在"))
    return Quantity(Comparator.CHANGE if verb else Comparator.AT_LEAST, Decimal(10), "%")


def _some_tens(found: re.Match[str]) -> Quantity | None:
    """十几个, 二十几家."""
    value = parse_number(found["n"])
    return Quantity(Comparator.ABOUT, plain(value), base_unit(found["unit"])) if value else None


def _places_gained(found: re.Match[str]) -> Quantity | None:
    """前移2位, 提升3个位次."""
    value = parse_number(found["n"])
    return Quantity(Comparator.CHANGE, plain(-value if found["fall"] else value), "位") if value else None


def _over_half(_found: re.Match[str]) -> Quantity | None:
    """过半."""
    return Quantity(Comparator.ABOVE, HUNDRED / 2, "%")


def _whole(_found: re.Match[str]) -> Quantity | None:
    """全覆盖, 全部."""
    return Quantity(Comparator.AT_LEAST, HUNDRED, "%")


def _zero(_found: re.Match[str]) -> Quantity | None:
    """零增长."""
    return Quantity(Comparator.EQUAL, Decimal(0), None)


def _doubled(found: re.Match[str]) -> Quantity | None:
    """翻一番 is a change by 100 %, 翻两番 by 300 %."""
    times = int(parse_number(found["n"] or "一") or 1) if "n" in found.groupdict() else 1
    return Quantity(Comparator.CHANGE, (2**times - 1) * HUNDRED, "%")


def _order(found: re.Match[str]) -> Quantity | None:
    """千亿级: an order of magnitude in 元."""
    value = parse_number(found["n"])
    return None if value is None else Quantity(Comparator.ORDER, plain(value), "元")


def _rank(found: re.Match[str]) -> Quantity | None:
    """前5名, 居第3位."""
    value = parse_number(found["n"])
    unit = found["unit"] or ("名" if found["front"] else "位")
    return Quantity(Comparator.RANK, plain(value), "名" if unit == "强" else unit) if value else None


def _magnitude(found: re.Match[str]) -> Quantity | None:
    """近百家, 上千人, 数百个, 几十项, 百余场."""
    value = parse_number(found["n"])
    if value is None:
        return None
    about = found["lead"] == "近" or bool(found["odd"])
    return Quantity(Comparator.ABOUT if about else Comparator.AT_LEAST, plain(value), base_unit(found["unit"]))


def _within(found: re.Match[str]) -> Quantity | None:
    """A span of time that something is cut down to or must not exceed."""
    value = parse_number(found["n"])
    lead = lead_in(found)
    unit = DURATIONS[_joined(found["unit"])]
    word = BEFORE_WORDS.get(lead.word)
    least = unit in _SHORT and (lead.kind == "up" or word is Comparator.AT_LEAST)  # 体育活动不少于2小时
    limit = lead.kind == "down" or word in (Comparator.AT_MOST, Comparator.BELOW)
    if value is None or not (
        limit or least or lead.kind in {"fall", "rise"} or _follows_event(found) or _prompt(found, unit)
    ):
        return None
    if lead.kind in {"fall", "rise"}:
        return Quantity(Comparator.CHANGE, plain(-value if lead.kind == "fall" else value), unit)
    return Quantity(word or (Comparator.AT_LEAST if least else Comparator.AT_MOST), plain(value), unit)


def _prompt(found: re.Match[str], unit: str) -> bool:
    """Whether something is to follow within minutes or hours: 3分钟内响应, 2小时内到达现场."""
    within = (found["post"] or "").endswith("内")
    return within and unit in _PROMPT and _SERVED.match(found.string, found.end()) is not None


def _follows_event(found: re.Match[str]) -> bool:
    """Whether the time runs from an event (备案后20个工作日内), which makes it a limit and not a date."""
    before = found.string[max(0, found.start() - 2) : found.start()].rstrip("的")
    return (
        before.endswith(("后", "起"))
        and (found["post"] or "").endswith("内")
        and DURATIONS[_joined(found["unit"])] in _SHORT
    )


def _joined(words: str) -> str:
    """The words without the white space that breaks put into them."""
    return "".join(words.split())


def _years(found: re.Match[str]) -> Quantity | None:
    """A number of years or an age that is reached, never a stretch of time or an age that only qualifies."""
    value, lead = parse_number(found["n"]), lead_in(found)
    text, start = found.string, found.start()
    older = lead.kind == "rise" and found["unit"].endswith("岁")  # 预期寿命提高1岁
    lasting = bool(lead.word) and _LASTING.search(text, max(0, start - LONGEST_RHYTHM), start) is not None
    reached = (lead.kind in {"up", "down"} or older or lasting) and value is not None
    return measured(found, value, found["unit"][-1]) if reached and value else None


def _among_best(found: re.Match[str]) -> Quantity | None:
    """进入全国百强: a rank; 世界500强 is a name."""
    value = parse_number(found["n"])
    before = found.string[max(0, found.start() - LONGEST_LEAD_IN) : found.start()]
    return Quantity(Comparator.RANK, plain(value), "名") if value and _ENTERING.search(before) else None


def _none(_found: re.Match[str]) -> Quantity | None:
    """Words with a number that measure nothing: they are spoken for."""
    return None


_BREAK = r"[^\S\t]?"
_CLEAR = r"(?<![A-Za-z\d.第〔\[])(?<!\d[+＋/:：,-])(?<!第\s)(?<!N[+＋])"
_ODD = rf"(?:(?P<odd>[余多来])(?P<more>{SCALE})?)?"
_POST = r"(?P<post>及以上|或以上|以上|以内|之内|及以下|以下|左右|上下|余|多(?![元维方样种层级渠业功场])|[+＋](?!\d))?"
_PER = (
    rf"(?:{_BREAK}[/／]{_BREAK}(?:{PER})(?:[/／·](?:{PER}))?(?![A-Za-z])"
    rf"|{_BREAK}[/／]{_BREAK}[\u4e00-\u9fff]{{1,4}}?(?=[，,。；;、）)以左的]|$)|{_BREAK}[(（][\u4e00-\u9fff][)）])?"
)
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
_LASTING = re.compile(r"(?:寿命|年限|时间|时限|周期|期限)[^，,。；;、]*\Z")  # “轮候时间不超过5年”
_DIGITS = frozenset("一二两三四五六七八九")
_YEAR_LIKE = re.compile(r"(?:19|20)\d\d")
_RATIO = re.compile(r"比[例值重]?(?:为|是)?\Z")
_ROUND = frozenset(["名", "场", "家", "户", "个", "项", "所", "支", "台", "辆", "件"])
_ROUND_MEASURES = frozenset(["吨", "千瓦", "亩", "平方米", "立方米", "标箱", "人次", "千瓦时", "公里", "人"])
_REACHED = re.compile(r"(?:新增|增加|净增|再增|突破|超过?|达到?|形成|实现|完成|跨越|迈上|跨上|站上)\Z")
_ROUND_SUM = 10**7
_CROSSING = re.compile(r"(?:迈上|跨上|跨越|跨过|跃上|站上|登上|迈向|冲刺|冲击|跨入|迈入)\Z")
LONGEST_RHYTHM = 24
_RHYTHM = re.compile(r"(?:每(?:年|半年|季度?|个?月|周|学期|两年|三年)|全年|年内|年度)[^，,。；;]*\Z")
_LONGEST_VERB = 4
_PASSING = re.compile(r"(?:(?<![通经超不度渡胜越跨路见])过|(?<![打爆侦识攻告])破)\Z")
_DONE = re.compile(
    "(?:"
    "带动|引进|引育|培训|培育|培养|选派|选树|选聘|吸引|引导|组织|服务|走访|惠及|支持|帮助|新增|新建|建设|建成|打造|举办|开展|招引|招聘|集聚|汇聚|资助|派出|遴选"
    "|推动|扶持|创建|完成|实施|推广|投放|改造|组建|覆盖|帮扶|慰问|推出|发动|动员|轮训|储备|认定|奖励|表彰|聘请|邀请|输送|下派|评选|选拔|为|对|让|使|促|助"
    r")\Z"
)


PARTS = {
    "CLEAR": _CLEAR,
    "F": FIGURES + rf"(?:{_BREAK}{SCALE}(?:\d+{SCALE})?)?",
    "FS": FIGURES + rf"{_BREAK}{SCALE}",
    "HAN": HAN,
    "ODD": _ODD,
    "UNIT": f"(?P<unit>{unit_pattern()}{_PER})",
    "HUNIT": f"(?P<unit>{unit_pattern(han=True)}{_PER})",
    "FIRST": "(?:%|％|‰|个?百分点|[个家户人名项件处所座台套辆场次亩吨米倍元](?!次)|公里|千瓦|人次|标箱)",
    "SIZE": "(?:吨|千瓦时?|[兆吉]瓦时?|标准?箱|TEU|[立平]方米|亩|元|人|户|辆|[千兆]伏安|公?斤|克|公?里|米|张|头)",
    "POST": _POST,
    "DASH": rf"{_BREAK}(?:[-—–－─~～]{{1,2}}|至|到){_BREAK}",
    "TIME": f"(?P<unit>{'|'.join(DURATIONS)})",
    "FIG": FIGURES,
    "SMALL": r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})",
}

QUANTITY_FORMS: tuple[QuantityForm, ...] = (
    QuantityForm(
        name="count or measure",
        heads="#",
        tails=UNIT_TAILS,
        pattern=compile_form(r"«CLEAR»(?P<n>«F»)«ODD»«UNIT»«POST»", **PARTS),
        quantity=_count,
        examples=(
            ("达到4.6万标箱", ">= 46000 标箱"),
            ("突破900列", "> 900 列"),
            ("吞吐量达到4亿吨以上", ">= 400000000 吨"),
            ("本地配套率力争达到60%", ">= 60 %"),
            ("不少于50万元", ">= 500000 元"),
            ("涨幅2%左右", "~ 2 %"),
            ("增速保持在10%以上", ">= 10 %"),
            ("控制在5.5%以内", "<= 5.5 %"),
            ("控制在3%左右", "~ 3 %"),
            ("开展1900 余次会商", "~ 1900 次"),
            ("增长5%左右", "change 5 %"),
            ("同比+5.3%", "change 5.3 %"),
            ("环比-2.8%", "change -2.8 %"),
            ("实现5%以上的增长", "change 5 %"),
            ("提高2个百分点", "change 2 百分点"),
            ("能耗下降10%以上", "change -10 %"),
            ("同比增长5倍", "change 5 倍"),
            ("发放租赁补贴14万户(人)", ">= 140000 户"),
            ("新增50台（套）", ">= 50 台"),
            ("降至0.5吨标准煤/万元", "<= 0.5 吨标准煤/万元"),
            ("推进500个文体旅项目", ">= 500 个"),
            ("装机容量达到3000万千瓦", ">= 30000000 千瓦"),
            ("1,200家", ">= 1200 家"),
            ("３００个", ">= 300 个"),
            ("负债率不超过60%", "<= 60 %"),
            ("低于3%", "< 3 %"),
            ("至少确定1个项目", ">= 1 个"),
            ("开通100条线路", ">= 100 条"),
            ("服务500家电子企业", ">= 500 家"),
            ("完成35项目标任务", ">= 35 项"),
            ("召开2次会议", ">= 2 次"),
            ("建设3个年产10万吨的项目", ">= 3 个"),
            ("发放贷款1500余万元", "~ 15000000 元"),
            ("合格率>90%", "> 90 %"),
            ("损耗率＜3%", "< 3 %"),
            ("产能扩大2倍", "change 2 倍"),
            ("增幅不低于8%", ">= 8 %"),
        ),
        counterexamples=(
            "2025年",
            "6月30日",
            "第15条",
            "〔2021〕1号",
            "世界500强",
            "5G基站",
            "9+6",
            "PM2.5",
            "3个月内",
            "4A级",
        ),
    ),
    QuantityForm(
        name="count in Chinese numerals",
        heads=HAN_HEADS,
        pattern=compile_form(r"«CLEAR»(?P<n>«HAN»)«ODD»«HUNIT»«POST»", **PARTS),
        quantity=_count,
        examples=(
            ("打造三个千亿级产业集群", ">= 3 个"),
            ("实现千亿元", ">= 100000000000 元"),
            ("新建十二所学校", ">= 12 所"),
            ("不少于一名", ">= 1 名"),
            ("二十余家", "~ 20 家"),
            ("培育三五家企业", "between 3..5 家"),
            ("新建七八十个站点", "between 70..80 个"),
            ("带动万名青年返乡创业", ">= 10000 名"),
            ("举办百场招聘活动", ">= 100 场"),
            ("走访千家企业", ">= 1000 家"),
            ("举办活动百余场", "~ 100 场"),
            ("保有量突破百万辆", "> 1000000 辆"),
            ("上市公司过百家", "> 100 家"),
            ("新增千万吨产能", ">= 10000000 吨"),
            ("每季度召开一次联席会议", ">= 1 次"),
            ("年吞吐量突破百万标箱", "> 1000000 标箱"),
        ),
        counterexamples=(
            "一批项目",
            "一个平台",
            "开展一次普查",
            "千家万户",
            "第三批",
            "三个月内",
            "两个维护",
            "五大安全",
            "亿元以上项目",
            "走进千家万户",
            "百家争鸣",
            "百年老店",
            "建设750千伏输变电工程",
            "建设百万吨炼化项目",
        ),
    ),
    QuantityForm(
        name="range",
        heads="#",
        tails=UNIT_TAILS + DASHES,
        pattern=compile_form(r"«CLEAR»(?P<n>«F»)«FIRST»?«DASH»(?P<n2>«F»)«UNIT»«POST»", **PARTS),
        quantity=_range,
        examples=(
            ("培育3—5家", "between 3..5 家"),
            ("增速达到6%-8%", "between 6..8 %"),
            ("投资3—5亿元", "between 300000000..500000000 元"),
            ("生产总值增长4.5-5%", "change 4.5..5 %"),
        ),
        counterexamples=("2023—2025年", "1—9月"),
    ),
    QuantityForm(
        name="range in Chinese numerals",
        heads=HAN_HEADS,
        pattern=compile_form(
            r"«CLEAR»(?P<n>[一二两三四五六七八九十]+)(?:至|到)(?P<n2>[一二三四五六七八九十]+)«HUNIT»«POST»", **PARTS
        ),
        quantity=_range,
        examples=(("建设三至五个园区", "between 3..5 个"),),
    ),
    QuantityForm(
        name="percent in words",
        heads="#" + HAN_HEADS,
        tails="/／成",
        pattern=compile_form(
            r"«CLEAR»(?P<n>百分之[一二三四五六七八九十百零点]+|百分百"
            r"|[一二三四五六七八九十]+分之[一二三四五六七八九十]+(?!\d)"
            r"|[千万]分之(?:[一二三四五六七八九十点]+|\d+(?:\.\d+)?)|[一二两三四五六七八九]成[半一二三四五六七八九]?(?=[以左，,。；;、的]|\Z)|\d{1,2}[/／]\d{1,2}(?=[以，,。；;、的]|\Z))«POST»",
            **PARTS,
        ),
        quantity=_percent,
        examples=(
            ("达到百分之六十", ">= 60 %"),
            ("三分之二以上", ">= 66.67 %"),
            ("超过三成", "> 30 %"),
            ("百分之百", ">= 100 %"),
            ("达到八成五", ">= 85 %"),
            ("控制在千分之五以内", "<= 5 ‰"),
            ("控制在万分之0.8以内", "<= 0.8 ‱"),
        ),
        counterexamples=("三成立", "五成员", "百分制"),
    ),
    QuantityForm(
        name="range of percents in words",
        heads="百",
        pattern=compile_form(
            r"«CLEAR»(?P<n>百分之[一二三四五六七八九十零点]+)«DASH»(?P<n2>百分之[一二三四五六七八九十百零点]+)«POST»",
            **PARTS,
        ),
        quantity=_percent_range,
        examples=(("增速保持在百分之五至百分之八", "between 5..8 %"),),
        counterexamples=("百分之五、百分之八",),
    ),
    QuantityForm(
        name="halving",
        heads="减",
        pattern=compile_form(r"减半(?!征|收|执行|缴|计|补|发|价|优惠|免)"),
        quantity=_halved,
        examples=(("办理时限减半", "change -50 %"),),
        counterexamples=("减半征收房产税", "减半收费"),
    ),
    QuantityForm(
        name="two digits",
        heads="两",
        pattern=compile_form(r"两位数(?:以上)?的?(?:(?P<growth>增长|增幅)|(?=[，,。；;、]|\Z))"),
        quantity=_two_digits,
        examples=(("工业投资实现两位数增长", "change 10 %"), ("增速保持两位数，", ">= 10 %")),
        counterexamples=("两位数字",),
    ),
    QuantityForm(
        name="some tens",
        heads="二三四五六七八九十",
        pattern=compile_form(r"«CLEAR»(?P<n>[二三四五六七八九]?十)几«HUNIT»", **PARTS),
        quantity=_some_tens,
        examples=(("培育十几家骨干企业", "~ 10 家"), ("建设二十几个站点", "~ 20 个")),
        counterexamples=("几十年", "十几年"),
    ),
    QuantityForm(
        name="places gained",
        heads="进前提上晋后下",
        pattern=compile_form(
            r"(?:进位|前移|前进|提升|上升|晋升|晋位|(?P<fall>后移|下降|下滑))了?(?P<n>«SMALL»)个?(?:位次|名次|位(?!数|置|于))",
            **PARTS,
        ),
        quantity=_places_gained,
        examples=(("综合排名前移2位", "change 2 位"), ("全省排名提升3个位次", "change 3 位")),
        counterexamples=("提升3个百分点", "进位制"),
    ),
    QuantityForm(
        name="half",
        heads="一半",
        pattern=compile_form(r"(?P<n>一半|半数)«POST»", **PARTS),
        quantity=_percent,
        examples=(("数量不少于一半", ">= 50 %"), ("半数以上", ">= 50 %")),
    ),
    QuantityForm(
        name="over half",
        heads="过",
        pattern=compile_form(r"过半(?!年|载|个)"),
        quantity=_over_half,
        examples=(("占比过半", "> 50 %"),),
        counterexamples=("过半年",),
    ),
    QuantityForm(
        name="all",
        heads="全",
        pattern=compile_form(
            r"(?<![健安齐完示])全(?:覆盖|部(?!门|队|件|长|(?:责任|成员|相关|有关)?单位|(?:建成|投产|达产|完工|竣工|投用|完成)(?:投产|达产)?(?:之|以)?后))"
        ),
        quantity=_whole,
        examples=(("实现全覆盖", ">= 100 %"), ("全部完成", ">= 100 %")),
        counterexamples=("安全部门", "健全覆盖城乡的体系"),
    ),
    QuantityForm(
        name="zero",
        heads="零清为至归降",
        pattern=compile_form(
            r"(?:(?<!动态)|(?<=家庭动态)|(?<=违建动态)|(?<=建设动态)|(?<=欠薪动态)|(?<=积案动态))清零(?!行动|专项|攻坚|工作|工程|计划|方案|政策|机制)|(?<=[率数量故亡诉件例额])(?:降)?[为至归]零|归零(?!行动|工程)|零[”\"」]?(?:增长|新增|伤亡|死亡|事故|发生|排放|直排|投诉|感染|反弹|输入|积压|延误|纠纷|上访|返贫|缺陷|失误|违规|违纪|案件|举报|库存|拖欠|审批|收费|突破口)(?!行动|专项)"
        ),
        quantity=_zero,
        examples=(
            ("实现零增长", "= 0"),
            ("确保零事故", "= 0"),
            ("实现“零”增长", "= 0"),
            ("劣五类断面清零", "= 0"),
            ("重大火灾死亡人数为零", "= 0"),
        ),
        counterexamples=("清零行动", "动态清零", "零距离服务", "零售额", "零的突破", "零碳园区"),
    ),
    QuantityForm(
        name="doubling",
        heads="倍翻高多增提扩",
        pattern=compile_form(
            r"翻(?P<n>[一两二三])?番|(?:高出|多出|增加|提高|扩大|增长|提升|翻)了?一倍(?!以上|多)|倍增(?!计划|行动|工程|方案|器)"
        ),
        quantity=_doubled,
        examples=(
            ("总量翻一番", "change 100 %"),
            ("产值翻番", "change 100 %"),
            ("收入翻两番", "change 300 %"),
            ("实现倍增", "change 100 %"),
            ("年均投入高出一倍", "change 100 %"),
        ),
        counterexamples=("倍增计划",),
    ),
    QuantityForm(
        name="order of magnitude",
        heads="#" + HAN_HEADS,
        tails=SCALES + "级量产园企县镇赛元",
        pattern=compile_form(
            r"«CLEAR»(?P<n>(?:\d+|[一二两三四五六七八九])?(?:万亿|千亿|百亿|十亿|亿|千万))元?(?:量?级(?!别)|(?=产业集群|产业园|产业链|级|产业|园区|集群|企业|县|镇|赛道))",
            **PARTS,
        ),
        quantity=_order,
        examples=(
            ("打造万亿级石化产业集群", "order 1000000000000 元"),
            ("建设千亿级园区", "order 100000000000 元"),
            ("规模达到千亿量级", "order 100000000000 元"),
            ("五千亿级", "order 500000000000 元"),
            ("培育百亿企业", "order 10000000000 元"),
        ),
        counterexamples=("千亿元", "县级"),
    ),
    QuantityForm(
        name="rank",
        heads="前",
        pattern=compile_form(
            r"(?:(?P<front>前)(?P<n>«SMALL»)(?:(?P<unit>[名位强])|(?=[，,。；;、的]|行列|\Z)))(?!年|个|季|期|批|次|届)",
            **PARTS,
        ),
        quantity=_rank,
        examples=(("进入全国前5名", "rank<= 5 名"), ("跻身全省前三", "rank<= 3 名"), ("前十强", "rank<= 10 名")),
        counterexamples=("前三季度", "前5个月", "前三年", "前列"),
    ),
    QuantityForm(
        name="place",
        heads="第",
        pattern=compile_form(
            r"(?P<front>)(?<=[居列排至到全国省市为球界第部区])第(?P<n>«SMALL»)(?P<unit>[名位])?(?![\d批次届条款章节期轮季个者方类产任大书时代线医人中小实初高幼年阶步责要])",
            **PARTS,
        ),
        quantity=_rank,
        examples=(
            ("居全国第3位", "rank<= 3 位"),
            ("位居全省第一", "rank<= 1 位"),
            ("升至第2名", "rank<= 2 名"),
            ("居中部第3位", "rank<= 3 位"),
        ),
        counterexamples=("第三批", "全国第一批", "全省第一季度", "国第一中学"),
    ),
    QuantityForm(
        name="magnitude",
        heads="上几成数近",
        pattern=compile_form(
            r"(?P<lead>(?<![迈跨跃站登])上|[近数几成])(?P<n>[十百千万亿]+)(?P<odd>余)?«HUNIT»", **PARTS
        ),
        quantity=_magnitude,
        examples=(("近百家企业", "~ 100 家"), ("上千人", ">= 1000 人"), ("数百个", ">= 100 个")),
        counterexamples=("上百度", "几十年"),
    ),
    QuantityForm(
        name="first of several with one unit",
        heads="#",
        tails=SCALES + "、，,和及与个",
        pattern=compile_form(r"«CLEAR»(?P<n>«F»)个?(?=(?:[、，,]«F»个?){0,12}[、和及与]«F»«UNIT»)", **PARTS),
        quantity=_count,
        examples=(
            ("提高2、2.1和1.5个百分点", "change 2 百分点"),
            ("分别提高2个、3个百分点", "change 2 百分点"),
        ),
        counterexamples=("10000元、5000元",),
    ),
    QuantityForm(
        name="number without unit",
        heads="#",
        tails=SCALES,
        pattern=compile_form(r"«CLEAR»(?P<n>«FS»)(?P<odd>余)?(?![年月日号级\d.．%])«POST»", **PARTS),
        quantity=_bare,
        examples=(
            ("标识注册量12亿", ">= 1200000000"),
            ("惠及7.5万创业主体", ">= 75000"),
            ("解决融资需求876亿", ">= 87600000000 元"),
            ("为60万困难群众提供保障", ">= 600000 人"),
            ("全省20万以上在校学生", ">= 200000 人"),
            ("拨付3000万专项资金", ">= 30000000 元"),
            ("GDP突破5000亿", "> 500000000000 元"),
        ),
    ),
    QuantityForm(
        name="round sum",
        heads=HAN_HEADS,
        pattern=compile_form(
            r"«CLEAR»(?P<n>[一二两三四五六七八九十百千万亿]{0,3}(?:万亿|亿|千万))(?:元(?=大关|台阶|门槛|俱乐部))?"
            r"(?=大关|新?台阶|门槛|俱乐部|规模|[，,。；;、）)]|以上|左右|\Z)«POST»",
            **PARTS,
        ),
        quantity=_round_sum,
        examples=(
            ("规上工业总产值突破千亿", "> 100000000000 元"),
            ("地区生产总值迈上万亿台阶", ">= 1000000000000 元"),
            ("常住人口突破千万", "> 10000000"),
            ("旅游收入突破两千亿大关", "> 200000000000 元"),
        ),
        counterexamples=("百亿级企业", "数以亿计", "打造千亿产业", "“亿元村”，"),
    ),
    QuantityForm(
        name="years reached",
        heads="#",
        tails="周岁年",
        pattern=compile_form(r"«CLEAR»(?P<n>\d{1,3}(?:\.\d{1,2})?)(?P<unit>周?岁|年)«POST»", **PARTS),
        quantity=_years,
        examples=(
            ("人均预期寿命提高到79岁", ">= 79 岁"),
            ("平均受教育年限达到11.5年", ">= 11.5 年"),
            ("人均预期寿命达78.5岁", ">= 78.5 岁"),
            ("人均预期寿命再提高1.5岁", "change 1.5 岁"),
            ("平均预期寿命超过80岁", "> 80 岁"),
            ("轮候时间不超过5年", "<= 5 年"),
        ),
        counterexamples=("60周岁以上老人", "用3年", "10年期"),
    ),
    QuantityForm(
        name="limit of time",
        heads="#半" + HAN_HEADS,
        tails=TIME_TAILS,
        pattern=compile_form(r"«CLEAR»(?P<n>\d{1,3}(?:\.\d)?|«SMALL»|半)«TIME»(?P<post>以内|之内|内|以下)?", **PARTS),
        quantity=_within,
        examples=(
            ("压缩至2个工作日", "<= 2 工作日"),
            ("办理时间不超过30分钟", "<= 30 分钟"),
            ("备案后20个工作日内", "<= 20 工作日"),
            ("缩短3天", "change -3 天"),
            ("压缩到0.5个工作日内", "<= 0.5 工作日"),
            ("每天综合体育活动不少于2小时", ">= 2 小时"),
            ("办理时限压缩至5天", "<= 5 天"),
            ("确保3分钟内响应", "<= 3 分钟"),
            ("抢修人员2小时内到达现场", "<= 2 小时"),
        ),
        counterexamples=("3个月内完成", "30日内答复", "公示5天"),
    ),
    QuantityForm(
        name="among the best",
        heads="#百",
        tails="强",
        pattern=compile_form(
            r"«CLEAR»(?P<n>\d{1,3}|百)强(?P<front>)(?P<unit>)(?=[，,。；;、]|行列|县|市|城市|区|镇|乡镇|园区|企业(?!名单)|\Z)",
            **PARTS,
        ),
        quantity=_among_best,
        examples=(
            ("进入全国城市30强", "rank<= 30 名"),
            ("跻身全国百强", "rank<= 100 名"),
            ("进入全国百强县行列", "rank<= 100 名"),
        ),
        counterexamples=("引进世界500强企业", "签约500强"),
    ),
    QuantityForm(
        name="size that only qualifies",
        heads="#" + HAN_HEADS,
        tails=SCALES + "美元亩千平吨人公户米",
        pattern=compile_form(
            r"«CLEAR»(?:«F»|«HAN»)(?=[^，,。；;]{1,9}?以\s?上)(?:美?元|亩|千瓦|平方米|公里|吨|人|户|米)(?:及|或)?以上(?:\([^()]{1,6}\)|（[^（）]{1,6}）)?的?(?=[^，,。；;、\d]{0,8}(?:项目|企业|工程|园区|产业|单体|主体|大户|场站|自然村|行政村|村组|村屯|乡镇|社区|小区|城市|县城|灌区|水库|河流|道路))",
            **PARTS,
        ),
        quantity=_none,
        examples=(),
        counterexamples=("新签约亿元以上项目", "10亿元以上的工业项目", "30户以上自然村通硬化路"),
    ),
    QuantityForm(
        name="level without unit",
        heads="#",
        tails=NOTHING,
        pattern=compile_form(
            r"«CLEAR»(?P<n>«FIG»)(?![\d.．]|[,，]\d{3}(?!\d))«POST»(?=[，,。；;、）)\n]|大关|\Z)", **PARTS
        ),
        quantity=_level,
        examples=(
            ("城乡居民收入比缩小到2.1", "<= 2.1"),
            ("空气质量综合指数降至4.5以下", "<= 4.5"),
            ("群众满意度得分不低于95，", ">= 95"),
            ("注册企业突破2000大关", "> 2000"),
        ),
        counterexamples=("编号为95", "到2025", "第3，", "见附件2"),
    ),
    QuantityForm(
        name="ratio",
        heads="#",
        tails=":：∶",
        pattern=compile_form(r"«CLEAR»(?P<n>\d{1,3}(?:\.\d{1,2})?)[:：∶]1(?![\d.:：∶])«POST»", **PARTS),
        quantity=_ratio_to_one,
        examples=(("农产品加工业产值与农业总产值之比达到2.8∶1", ">= 2.8 倍"), ("城乡收入比为2.2:1", ">= 2.2 倍")),
        counterexamples=("上午9:1", "按1:1配套"),
    ),
    QuantityForm(
        name="size that names a class",
        heads="#" + HAN_HEADS,
        pattern=compile_form(r"«CLEAR»(?:«F»|«HAN»)«SIZE»级(?!别)", **PARTS),
        quantity=_none,
        examples=(),
        counterexamples=("建设30万吨级码头2个", "百万千瓦级风电基地", "5000吨级航道"),
    ),
    QuantityForm(
        name="reach of a circle",
        heads="#半" + HAN_HEADS,
        pattern=compile_form(
            r"«CLEAR»(?:«F»|«HAN»|半)(?:米|公里|个?小时|分钟|刻钟)(?:[\u4e00-\u9fff]{0,8}?圈(?!子)|范围|半径|服务半径|覆盖率|见方|跑(?!步)|赛跑)",
            **PARTS,
        ),
        quantity=_none,
        examples=(),
        counterexamples=("站点500米覆盖率", "15分钟生活圈", "1小时交通圈", "5公里范围内", "10分钟便民服务圈"),
    ),
    QuantityForm(
        name="last of a row",
        heads="后末倒",
        pattern=compile_form(r"(?:倒数|后|末)第?(?:«SMALL»)[名位](?!次)", **PARTS),
        quantity=_none,
        examples=(),
        counterexamples=("排名后三位的县区", "退出全国后十位", "倒数第一名", "末3位"),
    ),
    QuantityForm(
        name="row of house numbers",
        heads="#",
        tails="、，,",
        pattern=compile_form(
            r"«CLEAR»\d{1,3}(?:[、，,]\d{1,3}){1,12}[和及]?(?:\d{1,3})?(?:栋|幢|号|单元|层|楼|标段|地块)", **PARTS
        ),
        quantity=_none,
        examples=(),
        counterexamples=("1、7、8栋", "3、5号楼"),
    ),
    QuantityForm(
        name="session",
        heads="#第" + HAN_HEADS,
        tails=SCALES + "届",
        pattern=compile_form(
            r"(?:第|«CLEAR»)(?:«HAN»|«F»)届(?:[\u4e00-\u9fff]{0,10}?第?«HAN»[次中](?:全体)?(?:会议|全会))?", **PARTS
        ),
        quantity=_none,
        examples=(),
        counterexamples=("十四届人大三次会议", "十九届二中全会"),
    ),
    QuantityForm(
        name="name with a number",
        heads="#百千",
        tails="强AaGg周岁",
        pattern=compile_form(
            r"«CLEAR»(?:\d+|[百千])强(?!度|化|调)|«CLEAR»\d[AaGg](?![A-Za-z])级?|«CLEAR»\d{1,2}(?:周)?岁", **PARTS
        ),
        quantity=_none,
        examples=(),
        counterexamples=("世界500强", "5G基站", "4A级", "60周岁"),
    ),
)
_AFTER_HAN = "".join(
    {word[0] for word, unit in UNITS.items() if unit.han}
    | set(TIME_TAILS + "分成以余级量元产园企县镇赛至到届强、大台新门俱规左，,。；;）)")
)
_SCANNER = Scanner(
    QUANTITY_FORMS,
    compile_gate(
        ("#", r"(?<![\d.].)"),
        (
            HAN_HEADS,
            rf"(?<![{HAN_HEADS}].)(?=[{HAN_HEADS}零〇点]{{0,20}}\s{{0,4}}[余多来几]?\s{{0,4}}[万亿]?(?:[{_AFTER_HAN}]|\Z))",
        ),
        ("全", "(?=[覆部])"),
        ("清归为至", "零"),
        ("降", "[为至]零"),
        ("零", '(?=[”"」]?[增新伤死事发排直投感反输积延纠上返缺失违案举库拖审收突])'),
        ("翻", "[一两二三番]"),
        ("倍", "增"),
        ("高多", "出(?=了?一倍)"),
        ("增", "[加长](?=了?一倍)"),
        ("提", "[高升](?=了?一倍)"),
        ("扩", "大(?=了?一倍)"),
        ("前第", r"(?=\s?[\d一二三四五六七八九十])"),
        ("过", "半"),
        ("后末", r"(?=\s?[第\d一二三四五六七八九十])"),
        ("倒", "数"),
        ("半", r"数|(?=个?\s?小时)"),
        ("近上数几成", "(?=[十百千万亿])"),
        ("一", "半"),
        ("减", "半"),
        ("进前提上晋后下", r"[位移进升降滑]了?(?=\s{0,4}[\d一二两三四五六七八九十])"),
    ),
)
_NAMES = re.compile(r"《[^《》]{0,80}》|[“「](?!零[^”」]{0,3}[”」])[^”」，。；,;%％]{1,12}[”」]")
_JOINT = re.compile(r"[、，,和及与]\s*\Z")


def find_quantities(text: str, start: int, end: int) -> tuple[QuantityMatch, ...]:
    """The quantities of a stretch of text in order, none overlapping, none inside 《…》 or a short quoted name.

    A number without a word of comparison is read as `>=`; its span then holds the number and its unit alone.
    """
    first = _SCANNER.opening(text, start, end)
    if first == end:
        return ()
    names = tuple(Span(*name.span()) for name in _NAMES.finditer(text, start, end))
    found: list[QuantityMatch] = []
    for form, words in _SCANNER.scan(text, first, end, names):
        quantity = form.quantity(words)
        if quantity is not None:
            found.append(_carried(_match(form, words, quantity, start), found, text))
    return tuple(found)


def _match(form: QuantityForm, words: re.Match[str], quantity: Quantity, start: int) -> QuantityMatch:
    """The match with the words of comparison before it taken in."""
    text, lead = words.string, lead_in(words)
    number = Span(*words.span("n" if group(words, "n") else 0))
    span = trimmed(text, max(start, lead.start), words.end())
    return QuantityMatch(span, number, form.name, quantity, lead.verb)


def _carried(match: QuantityMatch, earlier: list[QuantityMatch], text: str) -> QuantityMatch:
    """In a row of numbers (不低于10000元、5000元) those without words of their own take the first one's."""
    if not earlier or match.span.start != match.number.start:
        return match
    last, quantity = earlier[-1], match.quantity
    between = text[last.span.end : match.span.start]
    if not _JOINT.fullmatch(between) or last.quantity.unit != quantity.unit or quantity.high is not None:
        return match
    comparator, value = last.quantity.comparator, quantity.value
    if comparator is Comparator.CHANGE:
        value = value.copy_sign(last.quantity.value)
    elif quantity.comparator is not Comparator.AT_LEAST or comparator in (
        Comparator.RANK,
        Comparator.ORDER,
        Comparator.BETWEEN,
    ):
        return match
    return match._replace(quantity=replace(quantity, comparator=comparator, value=value), verb=last.verb)
