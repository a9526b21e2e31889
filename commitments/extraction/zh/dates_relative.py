"""Date forms that count from the reference date: weeks and months, festivals, plans, durations, anniversaries."""

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from commitments import holidays, periods
from commitments.document import ReferenceBasis
from commitments.doubts import Doubt, doubt
from commitments.extraction.rule import Context, DateForm
from commitments.extraction.scanner import compile_form, spaced
from commitments.extraction.zh.dates_reading import (
    BEFORE,
    BY,
    BY_HEADS,
    COUNT_HEADS,
    DASH,
    DASHES,
    DAY_FIGURES,
    SECOND_YEAR_FIGURES,
    TIME_HEADS,
    YEAR_FIGURES,
    counted,
    on_day,
    settled,
    unresolved,
    whole,
    year_part,
)
from commitments.extraction.zh.numerals import joined
from commitments.extraction.zh.procedures import AFTER_ISSUE, PAPERS, in_procedure, served_within
from commitments.target import Basis, Due

COUNT = r"(?:\d{1,3}(?!\d)|[一二两三四五六七八九十]{1,3}|半)"
WEEKDAYS = {word: index for index, words in enumerate(("一", "二", "三", "四", "五", "六", "日天末")) for word in words}
PLAN = r"[“\"‘「]?十(?P<plan>[一二三四五六七八九])五[”\"’」]?"
QUOTES = '“"‘「'
MONTHS = {"年": 12, "季度": 3, "月": 1}
DAYS_IN_WEEK = 7
FOUNDED = date(1949, 10, 1)
FOUNDINGS = {"国": FOUNDED, "党": date(1921, 7, 1), "军": date(1927, 8, 1)}
UNITS = r"(?P<unit>年|个月|个半月|半月|个?季度|个?星期|周|个?工作日|个?自然日|[日天])"
LIMITED = r"(?![未无没曾不已均]|累(?!计(?:新|减|投|完|培|建|改|实|增|引|治|修|种|吸|销|发放)))"
WITH_THIS_YEAR = r"\s?[（(](?:含|包括|包含)(?:今|当|本)年度?[)）]"
LONGEST_LEAD_IN = 6
# “争取三年实现”: the word of will makes a count of years a deadline, and is no part of it.
WILLING = (
    r"(?:(?<=力争|争取|力求|努力)|(?<=力争 |争取 )|(?<=确保|计划|预计)(?=[^，,。；;]{1,4}?[年月天日]"
    r"(?:时间)?[内里]?(?:全部|全面|基本)?(?:建成|完成|实现|达到|完工|投产)))"
)
YEARS_OF_A_PLAN = 5
_PLAN_NAMED = re.compile(r"十(?P<plan>[一二三四五六七八九])五[”\"’」]?(?:时期|期间|规划期)(?!以来)[^。；;]{0,40}\Z")
LONGEST_WAY_BACK = 160  # characters in which the years that a span runs through may stand before it
_FROM_YEAR = re.compile(rf"(?:从|自)?(?P<y>{YEAR_FIGURES})\s?年(?:起|开始)[，,]?[^，,。；;\d]{{0,12}}\Z")
_OPENED = re.compile(
    rf"(?:从|自)?(?P<y>{YEAR_FIGURES})\s?年(?:起|开始)[，,]?(?:力争|争取|计划|利用|用|在|的)?"
    r"(?P<n>\d{1,2}|[二两三四五六七八九十])\s?年(?:左右)?(?:的?时间)?(?:之|以)?[，,内里]"
)
LONGEST_PREAMBLE = 6000  # characters at the beginning of a paper in which its goals stand
_BEGUN = re.compile(
    rf"(?:从|自)?(?P<y>{YEAR_FIGURES})\s?年\s?(?P<m>\d{{1,2}})\s?月\s?(?:(?P<d>\d{{1,2}})\s?日\s?)?起的?[，,]?\s?\Z"
)
LONGEST_BEGINNING = 20
_SPAN_OF_YEARS = re.compile(rf"(?P<y>{YEAR_FIGURES})\s?年?{DASH}(?P<y2>{SECOND_YEAR_FIGURES})\s?年")
_SAYS = re.compile(r"\s?[^，,。；;]{0,8}(?:提出|明确|要求|规定|指出|确定|部署)")
_BY_IT = re.compile(r"[，,]?\s?(?:力争|计划|将|拟)?")  # 按照《…三年行动计划（2021—2023年）》，三年内…
_SPAN_BEHIND = re.compile(rf"\s?[（(](?:即)?{_SPAN_OF_YEARS.pattern}")
LONGEST_LEAD_TO_TERM = 80
_IN_FORCE = compile_form(
    r"自«YEAR»年(?P<m>\d{1,2})月(?P<d>\d{1,2})日起(?:正式)?(?:施行|实施|执行|生效)[，,]?\s{0,4}\Z",
    YEAR=f"(?P<y>{YEAR_FIGURES})",
)
_GOAL = re.compile(  # 压缩至2个工作日以内
    r"(?:[至到]|(?:控制|保持|稳定|压缩|缩短|压减)在|不?超过?|不?[低少]于|不足|缩短|压缩|压减|减少|[为达])\Z"
)
_EVENT = re.compile(r"(?:后|(?<![年月])(?<!\d日)起)的?[，,]?\Z")  # …后30日内, …之日起30日内, but not 从今年起
PARTS = {
    "BY": BY,
    "Y": year_part(),
    "CUT": f"(?P<cut>{BEFORE})",
    "D": f"(?P<d>{DAY_FIGURES})",
    "K": COUNT,
    "N": f"(?P<n>{COUNT})",
    "N2": f"(?P<n2>{COUNT})",
    "DASH": DASH,
    "PLAN": spaced(PLAN),
    "UNIT": UNITS,
    "QU": r"[“\"‘「]?",
    "UNQU": r"[”\"’」]?",
}


def _this_month(found: re.Match[str], context: Context) -> Due | None:
    """本月底, 下月底, and 月底 alone, of the reference month."""
    day = context.reference.day
    if day is None:
        return unresolved()
    day = periods.add_months(day, (found["which"] in {"下", "次"}) - (found["which"] == "上"))
    month = periods.month(day.year, day.month)
    if found["d"]:
        number = whole(found["d"])
        return on_day(month.start.replace(day=number), Basis.RELATIVE) if 1 <= number <= month.last.day else None
    if found["part"]:
        number = "初上中下".index(found["part"][0])
        return settled(periods.dekad(day.year, day.month, number or 1), Basis.RELATIVE, "dekad")
    return settled(month, Basis.RELATIVE, "month")


def _this_week(found: re.Match[str], context: Context) -> Due | None:
    """本周内, 下周五: Sunday unless a weekday is named."""
    day = context.reference.day
    if day is None:
        return unresolved()
    week = periods.week(day + timedelta(days=DAYS_IN_WEEK * (found["which"] == "下")))
    if found["day"] is None:
        return settled(week, Basis.RELATIVE, "week")
    return on_day(week.start + timedelta(days=WEEKDAYS[found["day"]]), Basis.RELATIVE)


def _before_weekday(found: re.Match[str], context: Context) -> Due | None:
    """周五前: the first such weekday from the reference on."""
    day = context.reference.day
    if day is None:
        return unresolved()
    return on_day(day + timedelta(days=(WEEKDAYS[found["day"]] - day.weekday()) % DAYS_IN_WEEK), Basis.RELATIVE)


def _winter_and_spring(_found: re.Match[str], context: Context) -> Due | None:
    """今冬明春 ends with March of the year after the winter begins."""
    day = context.reference.day
    if day is None:
        return unresolved()
    year = day.year + (day.month > 3)  # noqa: PLR2004 - up to March the winter of last year still runs
    return on_day(date(year, 3, 31), Basis.RELATIVE, doubt(Doubt.WINTER))


def _plan(found: re.Match[str], _context: Context) -> Due | None:
    """The last day of a five-year plan, or of its first or last year."""
    period = periods.plan(10 + whole(found["plan"]))
    count = whole(found.groupdict().get("years"))
    if count > periods.PLAN_YEARS:
        return None
    if count:
        first = period.start.year if found["side"] in "前头" else period.last.year + 1 - count
        return settled(periods.years(first, first + count - 1), Basis.EXPLICIT, "year")
    if found["opening"]:
        return settled(periods.year(period.start.year), Basis.EXPLICIT, "year")
    if found.groupdict().get("closing"):
        return settled(periods.year(period.last.year), Basis.EXPLICIT, "year")
    return settled(period, Basis.EXPLICIT, "plan-period")


def _since_plan(found: re.Match[str], context: Context) -> Due | None:
    """“十四五”以来: what has been so far."""
    period, day = periods.plan(10 + whole(found["plan"])), context.reference.day
    return on_day(day, Basis.RELATIVE, earliest=min(day, period.start)) if day else unresolved()


def _middle_of_century(found: re.Match[str], _context: Context) -> Due | None:
    """本世纪中叶, 本世纪末."""
    if found["end"]:
        return settled(periods.years(2091, 2100), Basis.EXPLICIT, "year")
    return settled(periods.years(2041, 2050), Basis.EXPLICIT, "year")


def _anniversary(found: re.Match[str], _context: Context) -> Due | None:
    """新中国成立100周年 and the anniversaries of Party and army."""
    founded = FOUNDINGS.get(found["whose"] or "", FOUNDED)
    day = founded.replace(year=founded.year + whole(found["n"]))
    return on_day(day - periods.ONE_DAY if found["cut"] else day, Basis.EXPLICIT)


def _after(found: re.Match[str], day: date) -> Due | None:
    """`day` plus the duration that the phrase names; the larger of two counts."""
    groups = found.groupdict()
    count = counted(groups.get("n2") or found["n"].replace("半", "")) or 0
    unit = found["unit"].removeprefix("个")
    halves = found["n"] == "半" or bool(groups.get("half")) or unit == "半月"
    unit = "月" if unit == "半月" else unit
    if unit in MONTHS:
        months = int(count * MONTHS[unit]) + halves * (6 if unit == "年" else 0)
        last = periods.add_months(day, months) + timedelta(days=15 * (halves and unit == "月"))
        return on_day(last, Basis.RELATIVE, earliest=day)
    if unit == "工作日":
        last = holidays.add_working_days(day, int(count))
        confirm = doubt(Doubt.WORKING_DAYS, year=last.year)
        return on_day(last, Basis.RELATIVE, confirm if holidays.is_provisional(last.year) else "", earliest=day)
    days = {"周": DAYS_IN_WEEK, "星期": DAYS_IN_WEEK}.get(unit, 1) * int(count)
    return on_day(day + timedelta(days=days), Basis.RELATIVE, earliest=day)


def _within(found: re.Match[str], context: Context) -> Due | None:
    """The reference date plus a duration; one that runs from an event gives no date, one that is a goal is none."""
    before = found.string[max(0, found.start() - LONGEST_LEAD_IN) : found.start()].rstrip()
    if _GOAL.search(before):
        return None
    unit = joined(found["unit"]).lstrip("个")
    if _EVENT.search(before) or in_procedure(found.string, found.start(), unit):
        return Due()
    if served_within(found.string, found.start(), found.end(), unit):
        return None
    if begun := _BEGUN.search(found.string, max(0, found.start() - LONGEST_BEGINNING), found.start()):
        return _counted_from(found, begun)
    if last := _last_year(found, context):
        return replace(settled(periods.years(*last), Basis.RELATIVE, "year"), anchor="period")
    return _after_reference(found, context)


def _after_reference(found: re.Match[str], context: Context) -> Due | None:
    """The reference date plus a duration, doubted where the paper has opened a window of as many years elsewhere."""
    if context.reference.day is None:
        return unresolved()
    due, count = _after(found, context.reference.day), counted(found["n"])
    window = _window(found, int(count), context) if due and count and found["unit"] == "年" else None
    return replace(due, confirm=doubt(Doubt.OTHER_WINDOW, day=window)) if due and window else due


def _counted_from(found: re.Match[str], begun: re.Match[str]) -> Due | None:
    """自2025年5月起12个月内: the last day of the span that begins with the month or day named right before it."""
    try:
        first = date(whole(begun["y"]), whole(begun["m"]), whole(begun["d"]) or 1)
    except ValueError:
        return None
    due = _after(found, first)
    return on_day(due.day - periods.ONE_DAY, Basis.EXPLICIT, earliest=first) if due and due.day else None


def _last_year(found: re.Match[str], context: Context) -> tuple[int, int] | None:
    """The years that N年 run through where the words around, or the document's own period, say which is the first."""
    count = counted((found.groupdict().get("n2") or found["n"]).replace("半", "")) or 0
    if found["unit"] != "年" or found.groupdict().get("half") or count != int(count) or count < 1:
        return None
    first = _first_year(found, int(count), context)
    return (first, first + int(count) - 1) if first else None


def _first_year(found: re.Match[str], count: int, context: Context) -> int | None:
    """The year from which the `count` years run: named before or behind them, the present one, or the period's."""
    if found.groupdict().get("counted"):
        return context.reference.day.year if context.reference.day else None
    text, start = found.string, found.start()
    before = text[max(0, start - LONGEST_WAY_BACK) : start]
    named = _PLAN_NAMED.search(before) if count == YEARS_OF_A_PLAN else None
    if since := named or _FROM_YEAR.search(before):
        return periods.plan(10 + whole(since["plan"])).start.year if named else whole(since["y"])
    behind = _SPAN_BEHIND.match(text, found.end())
    if behind is None and found.group().lstrip().startswith(("未来", "今后", "接下来")):
        return None
    spans = [span for span in _SPAN_OF_YEARS.finditer(before) if not _in_passing(before, span)]
    for span in (*filter(None, [behind]), *reversed(spans)):
        if whole(span["y2"]) - whole(span["y"]) + 1 == count:
            return whole(span["y"])
    return _first_of_period(found, count, context)


def _first_of_period(found: re.Match[str], count: int, context: Context) -> int | None:
    """The first year of the document's own period; “用两年时间” in a plan of three years begins when it is written."""
    first, last = context.period_start, context.period_end
    if first is None:
        return None
    spare = last.year - (first.year + count - 1) if last else 0
    return first.year if spare == 0 or (spare > 0 and "内" in found.group()) else None


def _window(found: re.Match[str], count: int, context: Context) -> date | None:
    """The last day of the `count` years that a paper has opened in its goals (2012年起5年内), unless they are over."""
    day = context.reference.day
    opened = _windows(found.string[:LONGEST_PREAMBLE])
    firsts = [first for end, first, years in opened if years == count and end <= found.start()]
    first = next((first for first in firsts if day is None or first + count > day.year), None)
    return periods.years(first, first + count - 1).last if first else None


@lru_cache(maxsize=4)
def _windows(opening: str) -> tuple[tuple[int, int, int], ...]:
    """The spans of years that the first pages of a paper open: where they end, the first year, and how many."""
    return tuple((found.end(), whole(found["y"]), whole(found["n"])) for found in _OPENED.finditer(opening))


def _years_of_the_period(found: re.Match[str], context: Context) -> Due | None:
    """三年累计, 三年培训: the years of the document's own period or of the window it opened, if they are so many."""
    last, day = _last_year(found, context), context.reference.day
    count = counted(found["n"])
    window = _window(found, int(count), context) if last is None and count else None
    last = (window.year - int(count) + 1, window.year) if window and count else last
    if last is None or (day and last[1] < day.year):
        return None
    return replace(settled(periods.years(*last), Basis.RELATIVE, "year"), anchor="period")


def _in_passing(before: str, span: re.Match[str]) -> bool:
    """Whether a span of years only names a paper that does not speak here: 根据《…（2023—2027年）》."""
    close = before.find("》", span.end())
    if close < 0 or before.find("《", span.end(), close) >= 0:
        return False
    if _BY_IT.fullmatch(before, close + 1):
        return False
    return _SAYS.match(before, close + 1) is None or "\n" in before[close:]


def _validity(found: re.Match[str], context: Context) -> Due | None:
    """有效期5年: from the day the paper takes effect, where the words before name it, else from the reference."""
    begun = _IN_FORCE.search(found.string, max(0, found.start() - LONGEST_LEAD_TO_TERM), found.start())
    if begun is None:
        return _within(found, context)
    try:
        first = date(*(whole(begun[name]) for name in ("y", "m", "d")))
    except ValueError:
        return None
    due = _after(found, first)
    last = due.day - periods.ONE_DAY if due and due.day else None
    return on_day(last, Basis.EXPLICIT, earliest=first) if last else None


def _end_of_period(_found: re.Match[str], context: Context) -> Due | None:
    """规划期末: the last day of the period that the document is written for."""
    day = context.period_end
    if day is None:
        return None
    return replace(on_day(day, Basis.RELATIVE, earliest=context.period_start), precision="year", anchor="period")


def _from_now_on(_found: re.Match[str], context: Context) -> Due | None:
    """即日起: the reference date, on which something begins."""
    day = context.reference.day
    return on_day(day, Basis.RELATIVE) if day else unresolved()


def _from_issue(found: re.Match[str], context: Context) -> Due | None:
    """自印发之日起30日内: counted from the reference, which a reviewer should confirm."""
    day = context.reference.day
    due = _after(found, day) if day else None
    if due is None or due.day is None:
        return unresolved()
    return on_day(due.day, Basis.RELATIVE, due.confirm or doubt(Doubt.FROM_REFERENCE), earliest=day)


def _from_event(found: re.Match[str], context: Context) -> Due | None:
    """A duration from an event of unknown day: the words are kept, there is no date, but for the paper's own issue."""
    issued = AFTER_ISSUE.match(found.string, found.start() + 1, found.start("n"))
    return _from_issue(found, context) if issued else Due()


def _no_date(_found: re.Match[str], _context: Context) -> Due | None:
    """Words that look like a date and are none: they are spoken for, and nothing is found."""
    return None


def weak_reference(context: Context) -> str:
    """What the reviewer is told of a relative date that rests on the document number alone."""
    if context.reference.basis is ReferenceBasis.NUMBER:
        return doubt(Doubt.NUMBER_REFERENCE)
    return ""


RELATIVE_FORMS: tuple[DateForm, ...] = (
    DateForm(
        name="this month",
        heads=BY_HEADS + "下本次月这上",
        pattern=compile_form(
            r"«BY»(?:(?P<which>[本下次这]|(?<![以登坐爬踏送扶])上)一?个?月(?!均|薪|租|报|球|亮|台|嫂|子|饼|季)|(?<![\d一二两三四五六七八九十每当份个])(?<![\d一二两三四五六七八九十个]\s)月(?=[底末]|内))"
            r"(?:«D»[日号]|(?P<part>[上中下]旬|初)|底|末|份|内)?(?:«CUT»)?",
            **PARTS,
        ),
        due=_this_month,
        examples=(
            ("本月底前完成验收", "2025-05-31"),
            ("下月底前", "2025-06-30"),
            ("月底前上报", "2025-05-31"),
            ("本月25日前", "2025-05-25"),
            ("下月上旬", "2025-06-10"),
            ("上个月", "2025-04-30"),
        ),
        counterexamples=("三个月内", "6个月底", "每月底", "登上月球", "本月40日前"),
    ),
    DateForm(
        name="this week",
        heads="下本这",
        pattern=compile_form(
            r"(?P<which>[本这下])周(?:内|末|(?P<day>[一二三四五六日天])|(?=完成|前))(?:«CUT»)?", **PARTS
        ),
        due=_this_week,
        examples=(("本周五前反馈意见", "2025-05-23"), ("本周内整改到位", "2025-05-25"), ("下周三", "2025-05-28")),
        counterexamples=("一周年", "周五课堂", "周边"),
    ),
    DateForm(
        name="before a weekday",
        heads="周",
        pattern=compile_form(r"(?<!每)周(?P<day>[一二三四五六日])(?:以|之)?前"),
        due=_before_weekday,
        examples=(("周五前报送", "2025-05-23"),),
        counterexamples=("周五课堂", "每周五前"),
    ),
    DateForm(
        name="winter and spring",
        heads="今",
        pattern=compile_form(r"今冬明春(?:期间)?"),
        due=_winter_and_spring,
        examples=(("今冬明春完成", "2026-03-31"),),
    ),
    DateForm(
        name="five-year plan",
        heads=BY_HEADS + QUOTES + "十",
        pattern=compile_form(
            r"«BY»(?:(?<=在))?«PLAN»(?:规划)?(?:期间|时期|期末|末期|期内|末|底|年?末|规划期末?|期(?!货)|(?P<opening>开局之?年|第一年|首年)|(?P<closing>收官之?年|最后一年)|(?P<side>[前后头])(?P<years>[一二两三四1-4])年)内?(?:«CUT»)?",
            **PARTS,
        ),
        due=_plan,
        examples=(
            ("到“十四五”末，城镇化率达到75%", "2025-12-31"),
            ("十四五末总产值突破千亿元", "2025-12-31"),
            ("“十五五”期间", "2030-12-31"),
            ("“十五五”时期", "2030-12-31"),
            ("较“十三五”末提高5个百分点", "2020-12-31"),
            ("“十四五”规划期内", "2025-12-31"),
            ("“十五五”开局之年", "2026-12-31"),
            ("“十五五”前三年", "2028-12-31"),
            ("“十四五”后两年", "2025-12-31"),
        ),
        counterexamples=("“十五五”规划论证", "纳入“十四五”规划", "十五五规划编制"),
    ),
    DateForm(
        name="done within a five-year plan",
        heads=QUOTES + "十",
        pattern=compile_form(
            r"«PLAN»(?P<opening>)(?=(?:全面|全线)?(?:开工|动工|建成|完工|竣工|通车|投用|投产|启用|新(?:开工|建成?|增|改建|扩建))(?!项目|的)|年均(?:增长|增速|新增|下降)|(?:力争|确保|将|拟|计划)(?=[新建完实达增投]))",
            **PARTS,
        ),
        due=_plan,
        examples=(
            ("南延段力争“十五五”开工", "2030-12-31"),
            ("“十五五”新开工高速公路15条", "2030-12-31"),
            ("“十五五”新增产能300万吨", "2030-12-31"),
            ("“十五五”将新建水库9座", "2030-12-31"),
        ),
        counterexamples=("“十四五”开工项目", "“十五五”新建项目库", "“十五五”规划新增内容"),
    ),
    DateForm(
        name="by a five-year plan",
        heads="到至",
        pattern=compile_form(r"(?P<by>到|至)«PLAN»(?P<opening>)(?!规划|计划|发展|纲要|期|时|末)(?=[，,。；])", **PARTS),
        due=_plan,
        examples=(("到“十五五”，建成", "2030-12-31"),),
    ),
    DateForm(
        name="five-year plan by number",
        heads=BY_HEADS + "第",
        pattern=compile_form(
            r"«BY»第十(?P<plan>[一二三四五六七八九])个五年(?:规划|计划)(?P<opening>)(?:期间|时期|期末|期内|末)", **PARTS
        ),
        due=_plan,
        examples=(("第十五个五年规划期间", "2030-12-31"),),
        counterexamples=("第十五个五年规划纲要",),
    ),
    DateForm(
        name="since a five-year plan",
        heads=QUOTES + "十自从",
        pattern=compile_form(r"(?:自|从)?«PLAN»(?:规划)?(?:时期|期间)?(?:实施)?以来", **PARTS),
        due=_since_plan,
        examples=(("“十四五”以来能耗下降", "2025-05-20"),),
    ),
    DateForm(
        name="middle of the century",
        heads=BY_HEADS + "#二本世",
        tails="世",
        pattern=compile_form(r"«BY»(?:本|[二2]十?[一1]|21)?世纪(?:中叶|(?P<end>末))", **PARTS),
        due=_middle_of_century,
        examples=(("到本世纪中叶", "2050-12-31"), ("到本世纪末", "2100-12-31")),
    ),
    DateForm(
        name="anniversary",
        heads=BY_HEADS + "中人建新",
        pattern=compile_form(
            r"«BY»(?:新中国成立|建(?P<whose>[党国军])|(?:中国共产党|中华人民共和国|人民军队|中国人民解放军)(?:成立|建军))(?P<n>\d{2,3}|一?百)周?年(?P<cut>(?:以|之)?前)?",
            **PARTS,
        ),
        due=_anniversary,
        examples=(("到新中国成立100周年时", "2049-10-01"), ("建军一百年", "2027-08-01"), ("建军百年", "2027-08-01")),
    ),
    DateForm(
        name="within",
        heads=COUNT_HEADS + "今未",
        tails=TIME_HEADS + DASHES,
        pattern=compile_form(
            rf"(?:未来|今后)?(?<![\d第近个])«N»(?:«DASH»«N2»)?«UNIT»(?P<half>半)?(?:左右)?(?:的?时间(?:里|(?:之|以)?内)|(?:之|以)?内){LIMITED}",
            **PARTS,
        ),
        due=_within,
        examples=(
            ("两三年内见效", "2028-05-20"),
            ("自2025年5月起12个月内完成回购", "2026-04-30"),
            ("自2025年6月10日起30日内", "2025-07-09"),
            ("三五年内", "2030-05-20"),
            ("在3年时间里", "2028-05-20"),
            ("三年内建成", "2028-05-20"),
            ("3—5年内", "2030-05-20"),
            ("3个月内完成整改", "2025-08-20"),
            ("30日内答复", "2025-06-19"),
            ("10个工作日内反馈", "2025-06-04"),
            ("并在10个工作日内书面答复", "2025-06-04"),
            ("半年内", "2025-11-20"),
            ("一年半内", "2026-11-20"),
            ("一个半月内", "2025-07-05"),
            ("两个季度内", "2025-11-20"),
            ("三年内（2025—2027年）", "2027-12-31"),
            ("两周内", "2025-06-03"),
            ("5年内累计减碳100万吨", "2030-05-20"),
        ),
        counterexamples=(
            "压缩至80个工作日以内",
            "控制在3天以内",
            "近三年内",
            "第5日内",
            "2年内未受处罚",
            "一年内累计迟到3次",
            "用地备案3个工作日内办结",
            "问题24小时内上报",
        ),
    ),
    DateForm(
        name="in the course of",
        heads=COUNT_HEADS + "今再利接未用",
        tails=TIME_HEADS + DASHES,
        pattern=compile_form(
            rf"(?:未来|今后|接下来的?|{WILLING}|(?<![使专选应采仅只已共])[再利]?用)«N»(?:«DASH»«N2»)?"
            rf"«UNIT»(?P<half>半)?(?!以[上来]|期|龄|级|行动|规划|计划|攻坚|度)(?:左右)?"
            rf"(?P<counted>{WITH_THIS_YEAR})?(?:的?时间)?(?:之|以)?[内里]?{LIMITED}",
            **PARTS,
        ),
        due=_within,
        examples=(
            ("力争用3年时间", "2028-05-20"),
            ("争取三年实现全覆盖", "2028-05-20"),
            ("计划两年完成", "2027-05-20"),
            ("用四年（含今年）时间", "2028-12-31"),
            ("未来五年集聚人才", "2030-05-20"),
            ("用两年左右时间", "2027-05-20"),
            ("今后3—5年", "2030-05-20"),
            ("利用六个月时间", "2025-11-20"),
            ("未来3到5年", "2030-05-20"),
            ("从2024年起，用三年时间", "2026-12-31"),
            ("“十五五”时期主要目标：今后五年", "2030-12-31"),
            ("从今年起，用五年时间", "2030-05-20"),
        ),
        counterexamples=("三年行动", "使用三十年以上的电梯", "三年来", "计划三年滚动"),
    ),
    DateForm(
        name="by the effort of years",
        heads="通经",
        pattern=compile_form(
            r"(?:通过|经过)«N»(?:«DASH»«N2»)?(?P<unit>年|个月)(?P<half>半)?(?:左右)?的?(?:时间)?的?(?:持续|不懈|共同|接续|集中|系统)?的?"
            r"(?:努力|奋斗|建设|攻坚|治理|整治|推进|实施|发展|(?<=时间))",
            **PARTS,
        ),
        due=_within,
        examples=(
            ("力争通过三年努力", "2028-05-20"),
            ("经过5年左右的持续努力", "2030-05-20"),
            ("《行动方案（2024—2026年）》提出，通过三年努力", "2026-12-31"),
        ),
        counterexamples=("通过三年级测试", "经过多年努力"),
    ),
    DateForm(
        name="end of the document's own period",
        heads="到至规计行实",
        pattern=compile_form(
            r"(?:到|至)?(?:(?:规划|计划|行动|实施)期(?:末|满)|(?<=[到至])期末)(?!考|评|余额|账面|存货|测|间)(?:«CUT»)?",
            **PARTS,
        ),
        due=_end_of_period,
        examples=(),
        counterexamples=("期末考试", "规划期限", "到期末"),
    ),
    DateForm(
        name="from now on",
        heads="即从自",
        pattern=compile_form(r"(?:自|从)?即日起(?!至|到)"),
        due=_from_now_on,
        examples=(("即日起开展自查", "2025-05-20"),),
        counterexamples=("即日起至年底",),
    ),
    DateForm(
        name="from the issue",
        heads="自从",
        pattern=compile_form(
            r"(?:自|从)(?:本\w{1,6})?(?:[^\s，,。；;、]{0,8}(?:印发|发布|公布|施行|实施|发文|通知))之日起(?:的)?«N»«UNIT»(?P<half>半)?(?:之|以)?内?",
            **PARTS,
        ),
        due=_from_issue,
        examples=(("自印发之日起6个月内", "2025-11-20"), ("自收到通知之日起30日内答复", "2025-06-19")),
    ),
    DateForm(
        name="after the issue",
        heads="本" + "".join(paper[0] for paper in PAPERS),
        pattern=compile_form(rf"{AFTER_ISSUE.pattern}«N»«UNIT»(?P<half>半)?(?:之|以)?内", **PARTS),
        due=_from_issue,
        examples=(
            ("本方案印发后2个月内", "2025-07-20"),
            ("意见下发之日起，一个月内", "2025-06-20"),
            ("公布日期另定。办法公布后30日内", "2025-06-19"),
        ),
    ),
    DateForm(
        name="years of the document's own period",
        heads=COUNT_HEADS,
        tails="年",
        pattern=compile_form(
            r"(?:(?<=[，,。；;：:、）)\n\s])|(?<=力争|确保|计划|预计)|\A)(?P<n>[2-5２-５二两三四五])(?P<unit>年)(?:内|间)?"
            r"(?=累计|合计|总计|共计|总共|共|培训|培养|新[增建]|改[造建]|完成|投[入放]|发放|引进|治理|安排|筹集|建[成设])",
            **PARTS,
        ),
        due=_years_of_the_period,
        examples=(("2024年起，用3年时间，三年培训护理员9000人次", "2026-12-31"),),
        counterexamples=("三年培训", "三年级改造", "近三年累计"),
    ),
    DateForm(
        name="from an event",
        heads="于从在待自",
        pattern=compile_form(
            r"(?:[在于待]|自(?![有身主然愿己觉我])|从(?![事业严速快]))(?:[^\s，,。；;0-9《》]{2,24}?)"
            r"(?:后|之日起|起)的?«N»«UNIT»(?P<half>半)?(?:之|以)?内",
            **PARTS,
        ),
        due=_from_event,
        examples=(
            ("在本意见印发后30日内", "2025-06-19"),
            ("在完成竣工验收备案后20个工作日内", None),
            ("自受理申请之日起15个工作日内", None),
        ),
        counterexamples=("对自有住房出售后1年内",),
    ),
    DateForm(
        name="term of validity",
        heads="实执有试",
        pattern=compile_form(
            r"(?:有效期|实施期限|执行期限|试行期|有效期限)限?(?:为|是)?«N»(?P<unit>年|个月)(?P<half>半)?", **PARTS
        ),
        due=_validity,
        examples=(
            ("自2025年7月1日起施行，有效期3年", "2028-06-30"),
            ("自印发之日起施行，有效期5年", "2030-05-20"),
            ("有效期为两年", "2027-05-20"),
        ),
        counterexamples=("有效期内",),
    ),
    DateForm(
        name="a stretch that is no deadline",
        heads=COUNT_HEADS + "不从任前居工已最此满缴超过近连",
        tails=TIME_HEADS + DASHES,
        pattern=compile_form(
            r"(?:(?:近|过去|此前|最近|连续|已|满|(?<!今)(?<!之)前|工作|从业|任职|居住|缴纳|超过|不足)的?"
            r"«K»(?:«DASH»«K»)?(?:年|个月|周|天|日)(?:以上)?(?:之|以)?内?"
            r"|«K»年(?:行动|攻坚|规划|计划|倍增|提升|滚动|任期|制|期|级|龄|间|来|以上))",
            **PARTS,
        ),
        due=_no_date,
        examples=(),
        counterexamples=("近三年内", "实施三年行动", "连续五年", "三年行动方案", "五年规划"),
    ),
)
