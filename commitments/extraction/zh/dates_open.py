"""Date forms without one deadline: what recurs, what is vague, and names that only look like dates."""

import re
from datetime import timedelta

from commitments import periods
from commitments.extraction.rule import Context, DateForm
from commitments.extraction.scanner import compile_form
from commitments.extraction.zh.dates_reading import (
    BEFORE,
    DAY_FIGURES,
    MONTH_FIGURES,
    YEAR_HEADS,
    whole,
    year_part,
)
from commitments.periods import DateRange
from commitments.target import Basis, Due

QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
DAYS = {"天": 1, "日": 1, "周": 7, "星期": 7, "旬": 10, "半月": 15}
PARTS = {
    "M": f"(?P<m>{MONTH_FIGURES})",
    "D": f"(?P<d>{DAY_FIGURES})",
    "CUT": f"(?P<cut>{BEFORE})",
    "N": r"(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3})",
}


def _recurring(period: DateRange, precision: str, recurrence: str) -> Due:
    """The end of the current period, and how often it comes round."""
    return Due(day=period.last, basis=Basis.RELATIVE, recurrence=recurrence, earliest=period.start, precision=precision)


def _every_period(found: re.Match[str], context: Context) -> Due | None:
    """每年, 每半年, 每季度, 每月, 每周: the period that the reference lies in."""
    word, day = found["every"], context.reference.day
    if day and context.reference.over:  # a report on a year that is over speaks of the next
        day += periods.ONE_DAY
    label = {"年": "yearly", "半": "half-yearly", "季": "quarterly", "月": "monthly"}.get(word[0], "weekly")
    if day is None:
        return Due(recurrence=label)
    period, precision = {
        "yearly": (periods.year(day.year), "year"),
        "half-yearly": (periods.half(day.year, periods.half_of(day)), "half-year"),
        "quarterly": (periods.quarter(day.year, periods.quarter_of(day)), "quarter"),
        "monthly": (periods.month(day.year, day.month), "month"),
        "weekly": (periods.week(day), "week"),
    }[label]
    return _recurring(period, precision, label)


def _every_year_by(found: re.Match[str], context: Context) -> Due | None:
    """每年6月底前: the next such day from the reference on."""
    day = context.reference.day
    if day is None:
        return Due(recurrence="yearly")
    period, precision = _within_year(found, day.year)
    if period.last < day:
        period, precision = _within_year(found, day.year + 1)
    return _recurring(period, precision, "yearly")


def _within_year(found: re.Match[str], year: int) -> tuple[DateRange, str]:
    """The part of the year that the phrase names, with its precision."""
    if found["m"] and found["d"]:
        month = periods.month(year, whole(found["m"]))
        last = month.start.replace(day=min(max(whole(found["d"]), 1), month.last.day))
        return periods.closed(last, last), "day"
    if found["m"]:
        return periods.month(year, whole(found["m"])), "month"
    if found["q"]:
        return periods.quarter(year, QUARTERS.get(found["q"]) or whole(found["q"])), "quarter"
    if found["half"]:
        return periods.half(year, 1 if found["half"] == "上" else 2), "half-year"
    return periods.year(year), "year"


def _every_month_by(found: re.Match[str], context: Context) -> Due | None:
    """每月15日前: the next such day from the reference on."""
    day = context.reference.day
    if day is None:
        return Due(recurrence="monthly")
    month = periods.month(day.year, day.month)
    last = month.start + timedelta(days=min(whole(found["d"]) or month.last.day, month.last.day) - 1)
    if last < day:
        last = periods.add_months(last, 1)
    return _recurring(periods.closed(last, last), "day", "monthly")


def _every_quarter_by(found: re.Match[str], context: Context) -> Due | None:
    """每季度首月10日前, 每季度末月25日前: the next such day from the reference on."""
    day = context.reference.day
    if day is None:
        return Due(recurrence="quarterly")
    for start in (periods.quarter(day.year, periods.quarter_of(day)).start, periods.add_months(day, 3)):
        quarter = periods.quarter(start.year, periods.quarter_of(start))
        month = quarter.last if found["last"] else quarter.start
        month_end = periods.month(month.year, month.month).last
        last = month_end.replace(day=min(whole(found["d"]) or month_end.day, month_end.day))
        if last >= day:
            break
    return _recurring(periods.closed(last, last), "day", "quarterly")


def _every_month_in_part(found: re.Match[str], context: Context) -> Due | None:
    """每月下旬: the next such third of a month from the reference on."""
    day = context.reference.day
    if day is None:
        return Due(recurrence="monthly")
    number = "上中下".index(found["part"]) + 1
    dekad = periods.dekad(day.year, day.month, number)
    if dekad.last < day:
        following = periods.add_months(day, 1)
        dekad = periods.dekad(following.year, following.month, number)
    return _recurring(dekad, "dekad", "monthly")


def _every_some_days(found: re.Match[str], _context: Context) -> Due | None:
    """每十天: no day of its own, only the rhythm; months and years in between have no label."""
    one = found["one"]
    days = DAYS[one.replace("个", "")] if one else DAYS.get(found["unit"].removeprefix("个"), 0) * whole(found["n"])
    return Due(recurrence=f"every-{days}-days") if days else None


def _vague(_found: re.Match[str], _context: Context) -> Due | None:
    """Vague words name no day; they are kept, because they also keep a date from being inherited."""
    return Due()


def _no_date(_found: re.Match[str], _context: Context) -> Due | None:
    """Words that look like a date and are none: they are spoken for, and nothing is found."""
    return None


OPEN_FORMS: tuple[DateForm, ...] = (
    DateForm(
        name="every period",
        heads="按每逐",
        pattern=compile_form(
            r"(?:每一?个?|[按逐])(?P<every>年度|(?<=每)年|(?<=每个)年|(?<=每一)年|半年|季度?末?|(?<=[每按逐])月|(?<=每个)月|月度"
            r"|(?<=每)周[一二三四五六日末]?|星期[一二三四五六日]?)(?:(?<=年)«M»月[和、及至]«M2»月)?(?!均|薪|租|度考|\s?\d[\d.]{0,6}\s?万?元)",
            M=MONTH_FIGURES,
            M2=MONTH_FIGURES,
        ),
        due=_every_period,
        examples=(
            ("每年培训1000人次", "2025-12-31"),
            ("每季度通报一次", "2025-06-30"),
            ("每半年评估一次", "2025-06-30"),
            ("每月调度", "2025-05-31"),
            ("每周\n\n六带队检查", "2025-05-25"),
            ("于每年4月和9月组织排查", "2025-12-31"),
            ("按季度发布", "2025-06-30"),
            ("按月通报", "2025-05-31"),
        ),
        counterexamples=("每户补助", "年年增长", "按年龄分组"),
    ),
    DateForm(
        name="once a period",
        heads="一半",
        pattern=compile_form(
            r"(?:一个?|(?=半年))(?P<every>半年|年|季度?|月|周)一(?=[次调通评考研总报督会清更公结兑排检])"
        ),
        due=_every_period,
        examples=(
            ("一季度一调度", "2025-06-30"),
            ("一月一通报", "2025-05-31"),
            ("半年一评估", "2025-06-30"),
            ("一年一考核", "2025-12-31"),
        ),
        counterexamples=("一季度一举扭亏", "一年一度"),
    ),
    DateForm(
        name="every year by",
        heads="每",
        pattern=compile_form(
            r"每年(?:度)?的?(?:(?:«M»月份?(?:«D»[日号])?[底末]?(?:«CUT»|(?<=[底末日号])))|第?(?P<q>[一二三四1-4])季度末?(?:以|之)?前?|(?P<half>上|下)半年|年?(?:底|末)(?:以|之)?前?)",
            **PARTS,
        ),
        due=_every_year_by,
        examples=(
            ("每年6月底前公布", "2025-06-30"),
            ("每年3月31日前报送", "2026-03-31"),
            ("每年年底前", "2025-12-31"),
            ("每年一季度", "2026-03-31"),
            ("每年底", "2025-12-31"),
            ("每年的12月20日前", "2025-12-20"),
        ),
    ),
    DateForm(
        name="every month by",
        heads="每",
        pattern=compile_form(r"每个?月的?(?:«D»[日号]|月?(?P<edge>底|末))(?:«CUT»)?", **PARTS),
        due=_every_month_by,
        examples=(
            ("每月15日前报送进度", "2025-06-15"),
            ("每月底前", "2025-05-31"),
            ("每月的25日前", "2025-05-25"),
            ("每月月底前", "2025-05-31"),
        ),
    ),
    DateForm(
        name="every quarter by",
        heads="每",
        pattern=compile_form(
            r"每个?季度?的?(?:(?P<last>末月?|最后一个月|第三个月)|首月|第一个月|初)(?:«D»[日号])?(?:«CUT»)", **PARTS
        ),
        due=_every_quarter_by,
        examples=(
            ("每季度首月10日前报送", "2025-07-10"),
            ("每季度末月25日前", "2025-06-25"),
            ("每季度末前", "2025-06-30"),
        ),
        counterexamples=("每季度末", "每季度通报"),
    ),
    DateForm(
        name="every month in part",
        heads="每",
        pattern=compile_form(r"每个?月的?(?P<part>[上中下])旬(?:«CUT»)?", **PARTS),
        due=_every_month_in_part,
        examples=(("每月下旬调度", "2025-05-31"), ("每月上旬", "2025-06-10")),
    ),
    DateForm(
        name="every so many days",
        heads="每",
        pattern=compile_form(
            r"每隔?(?:«N»(?P<unit>个?月|[天日年周]|个?星期)(?:为?一?个?周期)?|一?个?(?P<one>旬|半个?月))", **PARTS
        ),
        due=_every_some_days,
        examples=(
            ("每十天为一个周期", None),
            ("每两周调度一次", None),
            ("每7天巡查", None),
            ("每旬巡查一次", None),
            ("每半个月调度", None),
        ),
        counterexamples=("每三年", "每6个月"),
    ),
    DateForm(
        name="vague",
        heads="下中即及尽择早未立近适长限短条",
        pattern=compile_form(
            r"尽快|尽早|早日|近期(?!目标|需求|规划|以来)|适时|择机|下一?步|下一?阶段|未来(?=[，,]|将|我|一段|一个)|(?<![中近超])长期(?!交|拖|以来|护理|性|稳定|贷款|规划|未|停|存|从事|化|趋势|照护|投资|目标)"
            r"|及时(?![率性度])|限期(?![^，,。；;、]{0,8}率)|短期内|择期|条件(?:成熟|具备)[时后]|即时(?!通|配)|立即|中长期(?!规划|贷款|资金|投资)"
        ),
        due=_vague,
        examples=(
            ("尽快确定合作事项", None),
            ("适时开展评估", None),
            ("下一步，我厅将", None),
            ("长期坚持", None),
            ("早日建成", None),
            ("择期召开", None),
            ("条件成熟后推广", None),
        ),
        counterexamples=(
            "未来产业",
            "长期以来",
            "长期护理保险",
            "即时通信",
            "及时率≥99%",
            "报送及时性",
            "限期整改完成率",
        ),
    ),
    DateForm(
        name="year of an undertaking",
        heads="第",
        pattern=compile_form(r"第[一二三四五六]年(?![级度龄轮代])"),
        due=_vague,
        examples=(("第一年完成3个", None), ("第三年验收", None)),
        counterexamples=("第三年度", "第二年级"),
    ),
    DateForm(
        name="before a season",
        heads=YEAR_HEADS + "上主供入土封开春汛秋采雨麦高中夏暑寒",
        tails="年",
        pattern=compile_form(
            r"(?:«Y»度?)?(?:土壤)?(?:封冻|上冻|入冬|入汛|主?汛期|供[暖热][期季]?|采暖[季期]|雨季|春耕|夏收|秋收|麦收|暑假|寒假|春运|开学|高考|中考|汛)(?:到来|来临|开始)?(?:以|之)?前",
            Y=year_part(),
        ),
        due=_vague,
        examples=(
            ("在土壤封冻之前完成", None),
            ("汛期前完成清淤", None),
            ("供暖期前", None),
            ("汛前完成清淤", None),
            ("高考前完成整治", None),
            ("2026年汛期来临前", None),
            ("暑假前完工", None),
        ),
    ),
    DateForm(
        name="plan by name",
        heads='“"‘十',
        pattern=compile_form(r"[“\"‘]?十[一二三四五六七八九]五[”\"’]?(?:发展|总体|专项)?(?:规划(?!期|末)|计划|纲要)"),
        due=_no_date,
        examples=(),
        counterexamples=("纳入“十五五”规划", "“十四五”规划纲要"),
    ),
)
