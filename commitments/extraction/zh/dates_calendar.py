"""Date forms of the calendar: days, months, quarters, half-years and years, named or not, and their ranges."""

import re
from datetime import date

from commitments import periods
from commitments.doubts import Doubt, doubt
from commitments.extraction.rule import Context, DateForm
from commitments.extraction.scanner import compile_form
from commitments.extraction.zh.dates_reading import (
    BEFORE,
    BY,
    BY_HEADS,
    DASH,
    DASHES,
    DAY_FIGURES,
    MONTH_FIGURES,
    MONTH_HEADS,
    SECOND_YEAR_FIGURES,
    YEAR_FIGURES,
    YEAR_HEADS,
    coming,
    cut_short,
    ending,
    eve_of,
    names_year,
    on_day,
    settled,
    unresolved,
    whole,
    year_of,
    year_part,
)
from commitments.extraction.zh.numerals import joined
from commitments.periods import DateRange
from commitments.target import Basis, Due

DEKADS = {"上": 1, "中": 2, "下": 3}
QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "首": 1, "末": 4}
MIDDLE_OF_MONTH = 15
REPUBLIC = 1911
PARTS = {
    "BY": BY,
    "Y": year_part(),
    "Y2": year_part("2"),
    "M": f"(?P<m>{MONTH_FIGURES})",
    "M2": f"(?P<m2>{MONTH_FIGURES})",
    "D": f"(?P<d>{DAY_FIGURES})",
    "D2": f"(?P<d2>{DAY_FIGURES})",
    "DASH": DASH,
    "CUT": f"(?P<cut>{BEFORE})",
    "YF": f"(?P<y>{YEAR_FIGURES})",
    "YF2": f"(?P<y2>{SECOND_YEAR_FIGURES})",
}


def _day(year: int, month: int, day: int) -> date | None:
    """The date, or None if the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _on_day(found: re.Match[str], context: Context) -> Due | None:
    """A day with a year, or the next such day of the calendar year that the reference begins."""
    year = year_of(found, context)
    if year is None:
        return unresolved()
    month, number = whole(found["m"]), whole(found["d"])
    day, after = _day(year.number, month, number), _day(year.number + 1, month, number)
    if day is None:
        return None
    if year.basis is Basis.EXPLICIT or names_year(found) or after is None:
        return on_day(day, year.basis)
    period, confirm = coming(periods.closed(day, day), periods.closed(after, after), context)
    return on_day(period.last, year.basis, confirm)


def _numeric_day(found: re.Match[str], _context: Context) -> Due | None:
    """2025-06-30 and the like."""
    day = _day(whole(found["y"]), whole(found["m"]), whole(found["d"]))
    return on_day(day, Basis.EXPLICIT) if day else None


def _month_part(year: int, found: re.Match[str]) -> tuple[DateRange, str]:
    """The month, or the dekad or half of it that the phrase names, with its precision."""
    month, part = whole(found["m"]), found["part"] and joined(found["part"])
    if part is None:
        return periods.month(year, month), "month"
    if part.endswith("旬"):
        first, last = (periods.dekad(year, month, DEKADS[name]) for name in (part[0], part[-2]))
        return DateRange(first.start, last.stop), "dekad"
    if part[0] == "初":
        return periods.dekad(year, month, 1), "dekad"
    if part[0] == "下":
        return periods.closed(date(year, month, MIDDLE_OF_MONTH + 1), periods.month(year, month).last), "dekad"
    return periods.closed(date(year, month, 1), date(year, month, MIDDLE_OF_MONTH)), "dekad"


def _in_month(found: re.Match[str], context: Context) -> Due | None:
    """A month, a dekad or the middle of one, of the year named or the next such month."""
    year = year_of(found, context)
    if year is None:
        return unresolved()
    (period, precision), (following, _same) = _month_part(year.number, found), _month_part(year.number + 1, found)
    confirm = ""
    if year.basis is Basis.RELATIVE and not names_year(found):
        period, confirm = coming(period, following, context)
    if precision == "month" and cut_short(found):
        return eve_of(period, year.basis, precision)
    return settled(period, year.basis, precision, confirm)


def _numeric_month(found: re.Match[str], _context: Context) -> Due | None:
    """2026.6底前 and the like."""
    return ending(periods.month(whole(found["y"]), whole(found["m"])), Basis.EXPLICIT, "month", found)


def _early_in_year(found: re.Match[str], context: Context) -> Due | None:
    """2027年初: the first quarter, which a reviewer should confirm."""
    year = year_of(found, context)
    if year is None:
        return unresolved()
    return settled(periods.quarter(year.number, 1), year.basis, "quarter", doubt(Doubt.EARLY_IN_YEAR))


def _from_year(found: re.Match[str], context: Context) -> Due | None:
    """2026年以后: the year it begins with."""
    year = year_of(found, context)
    return settled(periods.year(year.number), year.basis, "year") if year else unresolved()


def _in_quarter(found: re.Match[str], context: Context) -> Due | None:
    """A quarter of the year named, else of the reference year; 前三季度 runs from January."""
    year = year_of(found, context)
    if year is None:
        return unresolved()
    number = QUARTERS.get(found["q"] or "") or whole(found["q"])
    period = periods.quarter(year.number, number)
    if found["first"]:
        period = periods.months(year.number, 1, 3 * number)
    return ending(period, year.basis, "quarter", found)


def _this_quarter(found: re.Match[str], context: Context) -> Due | None:
    """本季度, 下季度."""
    day = context.reference.day
    if day is None:
        return unresolved()
    day = periods.add_months(day, 3) if found["next"] else day
    return settled(periods.quarter(day.year, periods.quarter_of(day)), Basis.RELATIVE, "quarter")


def _in_half(found: re.Match[str], context: Context) -> Due | None:
    """上半年, 下半年, 年中 of the year named, else of the reference year."""
    year = year_of(found, context)
    if year is None:
        return unresolved()
    return settled(periods.half(year.number, 2 if found["half"] == "下" else 1), year.basis, "half-year")


def _in_year(found: re.Match[str], context: Context) -> Due | None:
    """A year, its end, or the day before it."""
    year = year_of(found, context)
    return ending(periods.year(year.number), year.basis, "year", found) if year else unresolved()


def _named_year(found: re.Match[str], _context: Context) -> Due | None:
    """One of several years that share their 年."""
    return settled(periods.year(whole(found["y"])), Basis.EXPLICIT, "year")


def _in_year_of_the_republic(found: re.Match[str], _context: Context) -> Due | None:
    """民国114年 is 2025: a year, its month or its day."""
    year = whole(found["n"] or found["bare"]) + REPUBLIC
    if found["q"]:
        return ending(
            periods.quarter(year, QUARTERS.get(found["q"]) or whole(found["q"])), Basis.EXPLICIT, "quarter", found
        )
    if found["m"] is None:
        return ending(periods.year(year), Basis.EXPLICIT, "year", found)
    if found["d"] is None:
        return ending(periods.month(year, whole(found["m"])), Basis.EXPLICIT, "month", found)
    day = _day(year, whole(found["m"]), whole(found["d"]))
    return on_day(day, Basis.EXPLICIT) if day else None


def _this_and_next_year(found: re.Match[str], context: Context) -> Due | None:
    """今明两年, 明后两年, 今明后三年."""
    day = context.reference.day
    if day is None:
        return unresolved()
    after = bool(found["after"])
    last = day.year + 1 + bool(after or found["three"])
    return settled(periods.years(day.year + after, last), Basis.RELATIVE, "year")


def _since_year(found: re.Match[str], context: Context) -> Due | None:
    """From a year up to the reference date: a stretch that has been, dated by its end."""
    year, day = year_of(found, context), context.reference.day
    if year is None or day is None:
        return unresolved()
    return on_day(day, year.basis, earliest=min(day, date(year.number, 1, 1)))


def _year_range(found: re.Match[str], context: Context) -> Due | None:
    """The last year of a range."""
    first, last = year_of(found, context), year_of(found, context, "2")
    if first is None or last is None:
        return unresolved()
    return settled(periods.years(first.number, last.number), last.basis, "year") if first <= last else None


def _month_range(found: re.Match[str], context: Context) -> Due | None:
    """The last month of a range; a second year stands for itself, a missing one follows the first."""
    first = year_of(found, context)
    last = year_of(found, context, "2") if names_year(found, "2") else first
    if first is None or last is None:
        return unresolved()
    begin, end = whole(found["m"]), whole(found["m2"])
    final = last.number + (last.number == first.number and (end < begin or bool(found["then"])))
    stop = periods.month(final, end)
    return settled(DateRange(date(first.number, begin, 1), stop.stop), last.basis, "month")


def _day_range(found: re.Match[str], context: Context) -> Due | None:
    """The last day of a range."""
    first = year_of(found, context)
    last = year_of(found, context, "2") if names_year(found, "2") else first
    if first is None or last is None:
        return unresolved()
    month = whole(found["m"])
    begin = _day(first.number, month, whole(found["d"]))
    end = _day(last.number, whole(found["m2"]) if found["m2"] else month, whole(found["d2"]))
    if begin and end and end < begin and last == first:
        end = periods.add_years(end, 1)
    return on_day(end, last.basis, earliest=begin) if begin and end and begin <= end else None


def _first_months(found: re.Match[str], context: Context) -> Due | None:
    """The first N months of a year."""
    year, count = year_of(found, context), whole(found["n"])
    if year is None:
        return unresolved()
    return (
        settled(periods.months(year.number, 1, count), year.basis, "month") if 1 <= count <= periods.DECEMBER else None
    )


CALENDAR_FORMS: tuple[DateForm, ...] = (
    DateForm(
        name="day",
        heads=MONTH_HEADS,
        tails="年月",
        pattern=compile_form(r"«BY»(?:«Y»)?«M»月«D»[日号](?:(?:\d{1,2}[时点])?(?:«CUT»|起))?", **PARTS),
        due=_on_day,
        examples=(
            ("2025年6月30日前提交总结报告", "2025-06-30"),
            ("6月15日前完成自查", "2025-06-15"),
            ("明年3月1日起施行", "2026-03-01"),
            ("截至2025年12月31日", "2025-12-31"),
            ("二〇二五年七月十四日", "2025-07-14"),
            ("3月1日前报送", "2026-03-01"),
            ("12月31日24时前", "2025-12-31"),
            ("6月1日0时起", "2025-06-01"),
            ("2027年，市本级从7月1日起施行", "2027-07-01"),
        ),
        counterexamples=("第15号", "6月龄", "每人30日"),
    ),
    DateForm(
        name="numeric day",
        heads=BY_HEADS + "#",
        tails="-/.．",
        pattern=compile_form(
            r"«BY»(?P<y>(?<![\d./-])(?:[1１][9９]|[2２][0０])\d{2})(?P<sep>[-/.．])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?![\d./-])«CUT»?",
            **PARTS,
        ),
        due=_numeric_day,
        examples=(("答复时间：2018/6/4", "2018-06-04"), ("2025-06-30前", "2025-06-30"), ("2025.7.1", "2025-07-01")),
        counterexamples=("0411-2025-06-30-1", "2025.13.1", "版本2025.7"),
    ),
    DateForm(
        name="numeric range of days",
        heads="#",
        tails="-/.．",
        pattern=compile_form(
            r"(?P<y>(?<![\d./-])[2２][0０]\d{2})(?P<sep>[-/.．])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})«DASH»"
            r"(?:(?P<y2>[2２][0０]\d{2})(?P=sep))?(?P<m2>\d{1,2})(?P=sep)(?P<d2>\d{1,2})(?![\d./-])",
            **PARTS,
        ),
        due=_day_range,
        examples=(("2025.07.01—2025.12.31", "2025-12-31"), ("2025/6/1至9/30", "2025-09-30")),
        counterexamples=("2025.07.01、2025.12.31",),
    ),
    DateForm(
        name="numeric range of months",
        heads="#",
        tails="/.．" + DASHES,
        pattern=compile_form(
            r"(?P<y>(?<![\d./-])[2２][0０]\d{2})(?P<sep>[/.．])(?P<m>0?[1-9]|1[0-2])(?P<then>)«DASH»"
            r"(?P<y2>[2２][0０]\d{2})(?P=sep)(?P<m2>0?[1-9]|1[0-2])(?![\d./%％亿万-])",
            **PARTS,
        ),
        due=_month_range,
        examples=(("2025.07-2025.12", "2025-12-31"), ("2025/9—2026/6", "2026-06-30")),
        counterexamples=("2025.5-2026.5亿元", "2025.13-2026.1"),
    ),
    DateForm(
        name="numeric month",
        heads=BY_HEADS + "#",
        tails="/.．底末前月-",
        pattern=compile_form(
            r"«BY»(?P<y>(?<![\d./-])[2２][0０]\d{2})[-/.．](?P<m>0?[1-9]|1[0-2])月?(?P<edge>底|末)?(?:«CUT»|(?<=[底末]))",
            **PARTS,
        ),
        due=_numeric_month,
        examples=(("2026.6底前完成", "2026-06-30"), ("2026/09末", "2026-09-30"), ("2026.10前", "2026-09-30")),
        counterexamples=("2026.6亿元", "2026.6"),
    ),
    DateForm(
        name="day range",
        heads=MONTH_HEADS,
        tails="年月",
        pattern=compile_form(
            r"(?:自|从)?(?:«Y»)?«M»月«D»[日号]?起?«DASH»(?:«Y2»)?(?:«M2»月)?«D2»[日号](?:«CUT»)?", **PARTS
        ),
        due=_day_range,
        examples=(
            ("2025年6月1日至2025年12月31日", "2025-12-31"),
            ("6月1日—30日集中开展", "2025-06-30"),
            ("自2025年7月1日起至9月30日", "2025-09-30"),
        ),
    ),
    DateForm(
        name="month",
        heads=MONTH_HEADS,
        tails="年月",
        pattern=compile_form(
            r"«BY»(?:«Y»)?«M»月(?!均|租|薪|度|嫂|龄|报)份?(?:(?P<part>[上中]?[上中下]旬|初|[上下]半月|中(?=[前，,、。;；完]|建成|竣工|投[产运用]|开工|启动|\Z))|(?P<edge>底|末))?末?(?:«CUT»|起)?",
            **PARTS,
        ),
        due=_in_month,
        examples=(
            ("力争9月底前主体完工", "2025-09-30"),
            ("2025年6月底前完成立法调研", "2025-06-30"),
            ("2026年1月底前开工，6月底前完工", "2026-06-30"),
            ("10月上旬召开推进会", "2025-10-10"),
            ("明年6月底前出台", "2026-06-30"),
            ("2023年12月上旬完成核准", "2023-12-10"),
            ("6月中旬", "2025-06-20"),
            ("9月上中旬", "2025-09-20"),
            ("7月下半月", "2025-07-31"),
            ("9月中建成", "2025-09-15"),
            ("2月下旬启动", "2026-02-28"),
            ("3月份完成", "2026-03-31"),
            ("十月底前", "2025-10-31"),
            ("2025年10月前完成", "2025-09-30"),
            ("2024 年 2 月底前", "2024-02-29"),
            ("6月底前2个项目开工", "2025-06-30"),
            ("2026年3月或之前", "2026-03-31"),
        ),
        counterexamples=("3个月内", "12月龄", "5.6月"),
    ),
    DateForm(
        name="month range",
        heads=MONTH_HEADS,
        tails="年月份起" + DASHES,
        pattern=compile_form(
            r"(?:自|从)?(?:«Y»)?«M»月?份?起?«DASH»(?:«Y2»|(?P<then>[次翌])年)?«M2»月(?!均|租|薪|度|龄)份?[底末]?(?:«CUT»)?",
            **PARTS,
        ),
        due=_month_range,
        examples=(
            ("2024年6月至2025年12月开展专项整治", "2025-12-31"),
            ("6—9月组织排查", "2025-09-30"),
            ("今年11月至次年3月", "2026-03-31"),
            ("11月至3月", "2026-03-31"),
        ),
    ),
    DateForm(
        name="quarter",
        heads=MONTH_HEADS + "第首末",
        tails="年季、",
        pattern=compile_form(
            r"«BY»(?:«Y»)?(?:(?P<first>前)|第)?(?:[一二三]、)?(?P<q>[一二三四首末1-4１-４])(?:(?<=前.)个)?季度(?P<edge>末|底|内)?(?:«CUT»)?",
            **PARTS,
        ),
        due=_in_quarter,
        examples=(
            ("第三季度完成设备安装", "2025-09-30"),
            ("2025年第四季度投产达效", "2025-12-31"),
            ("今年一季度末", "2025-03-31"),
            ("2026年的第一季度", "2026-03-31"),
            ("前三季度", "2025-09-30"),
            ("二、三季度开展", "2025-09-30"),
            ("2026年首季度", "2026-03-31"),
            ("前三个季度", "2025-09-30"),
        ),
        counterexamples=("四季分明", "每季度", "1个季度内", "两个季度"),
    ),
    DateForm(
        name="this quarter",
        heads="本下",
        pattern=compile_form(r"(?:本|(?P<next>下))一?个?季度[末底内]?(?:«CUT»)?", **PARTS),
        due=_this_quarter,
        examples=(("本季度末前完成清零", "2025-06-30"), ("下季度启动", "2025-09-30")),
    ),
    DateForm(
        name="half-year",
        heads=YEAR_HEADS + "下",
        tails="年",
        pattern=compile_form(r"«BY»(?:«Y»)?(?P<half>上|下)半年[末底内]?(?:«CUT»)?", **PARTS),
        due=_in_half,
        examples=(
            ("上半年完成投资60亿元", "2025-06-30"),
            ("2026年下半年建成", "2026-12-31"),
            ("明年上半年", "2026-06-30"),
        ),
        counterexamples=("半年内",),
    ),
    DateForm(
        name="middle of the year",
        heads=YEAR_HEADS + "年",
        tails="年",
        pattern=compile_form(
            r"«BY»(?:(?:«Y»)?(?<![\d每])年中(?:(?:以|之)?前|或(?:之前|以前|更早)|(?=完成|，|,|建成|开工|\Z))|«YM»中(?:前|«DONE»))(?P<half>)",
            **PARTS,
        ),
        due=_in_half,
        examples=(
            ("年中前完成中期评估", "2025-06-30"),
            ("2026年年中前投运", "2026-06-30"),
            ("2028年年中或之前完成", "2028-06-30"),
        ),
        counterexamples=("2025年中央一号文件", "年中无休"),
    ),
    DateForm(
        name="middle of a year",
        heads=YEAR_HEADS,
        tails="年",
        pattern=compile_form(
            r"«BY»«Y»中(?P<half>)(?:(?:以|之)?前(?!后)|(?=(?:正式|全面|全线|基本)?(?:完[工成]|竣工|建成|投[产运用]|开[工通放业]|启[用动]|落成|交付|推出|通车|上线)))",
            **PARTS,
        ),
        due=_in_half,
        examples=(("2027年中建成", "2027-06-30"), ("明年中前完成", "2026-06-30")),
        counterexamples=("2025年中央一号文件", "在2025年中，我们", "2025年中期评估"),
    ),
    DateForm(
        name="end of the year",
        heads=YEAR_HEADS + "年",
        tails="年底末终",
        pattern=compile_form(
            r"«BY»(?:«Y»年?|(?<![\d一二三四五六七八九十两几数多每当同年])年)(?P<edge>底|末|终(?!考核|评|总结|奖|述职|决算|检查))(?:«CUT»)?",
            **PARTS,
        ),
        due=_in_year,
        examples=(
            ("到2025年底，吞吐量达到4亿吨", "2025-12-31"),
            ("2025年年底前完成", "2025-12-31"),
            ("二〇二五年底前完成", "2025-12-31"),
            ("２０２５年底前", "2025-12-31"),
            ("截至 2024 年底", "2024-12-31"),
            ("确保年底前开工", "2025-12-31"),
            ("到今年底", "2025-12-31"),
            ("26年底前", "2026-12-31"),
            ("明年年底前", "2026-12-31"),
            ("年底前3家企业投产", "2025-12-31"),
            ("2027年4月，同年年底前完成", "2027-12-31"),
            ("2026年3月开工，当年底前封顶", "2026-12-31"),
        ),
        counterexamples=("三年底线", "年终考核"),
    ),
    DateForm(
        name="year",
        heads=YEAR_HEADS,
        tails="年",
        pattern=compile_form(
            r"«BY»«Y»(?!版|级|均|代|薪|货|产(?![值业品能出量])|鉴|报|以来|来|前后|学|龄)(?:度|年?内|全年|期间)?(?:«CUT»|起)?",
            **PARTS,
        ),
        due=_in_year,
        examples=(
            ("到2025年，企业达到9000家", "2025-12-31"),
            ("2030年前实现碳达峰", "2029-12-31"),
            ("2024年度完成投资计划", "2024-12-31"),
            ("明年力争完成投资", "2026-12-31"),
            ("争取今年达到4.6万标箱", "2025-12-31"),
            ("2025年年内", "2025-12-31"),
            ("本年度内办结", "2025-12-31"),
            ("\n3.2026年，建成文化公园", "2026-12-31"),
            ("后年建成", "2027-12-31"),
            ("2027年前5家企业入驻", "2026-12-31"),
            ("2030年或之前达到20万个", "2030-12-31"),
            ("2030年或更早达峰", "2030-12-31"),
        ),
        counterexamples=("2182家", "〔2021〕1号", "5年以上年均", "今后年均", "2021年版"),
    ),
    DateForm(
        name="year of a row",
        heads=BY_HEADS + "#",
        tails="、和及两二三四五",
        pattern=compile_form(
            r"«BY»«YF»(?=(?:、«YEAR»){0,5}[、和及](?:«YEAR»)(?:[两二三四五]?年)|(?<=、.{4})[两二三四五]年)",
            YEAR=SECOND_YEAR_FIGURES,
            **PARTS,
        ),
        due=_named_year,
        examples=(("2025、2027、2030年分别达到50家", "2025-12-31"), ("2025、2026、2027三年", "2027-12-31")),
        counterexamples=("2025、2026家企业", "2025、26年"),
    ),
    DateForm(
        name="year of the Republic",
        heads=BY_HEADS + "民#",
        tails="年",
        pattern=compile_form(
            r"«BY»(?:民国(?P<n>\d{2,3}|[一二三四五六七八九十百零○〇]{2,5})年|(?<![\d.])(?P<bare>1[01]\d)年(?=\s?(?:年?底|末|度(?!过)|\d{1,2}月|第[一二三四1-4]季)))"
            r"度?(?:第(?P<q>[一二三四1-4])季度?|«M»月份?(?:«D»[日号])?)?(?P<edge>年?底|末)?(?:«CUT»)?",
            **PARTS,
        ),
        due=_in_year_of_the_republic,
        examples=(
            ("民国114年底前完成", "2025-12-31"),
            ("民国一百十五年六月底前", "2026-06-30"),
            ("于115年6月30日前", "2026-06-30"),
            ("115年度达成", "2026-12-31"),
            ("115年第3季完成", "2026-09-30"),
        ),
        counterexamples=("建校110年来", "百年底蕴"),
    ),
    DateForm(
        name="around a year",
        heads=YEAR_HEADS,
        tails="年",
        pattern=compile_form(r"«BY»«Y»前后", **PARTS),
        due=_in_year,
        examples=(("2030年前后", "2030-12-31"),),
    ),
    DateForm(
        name="this year",
        heads="年全当",
        pattern=compile_form(
            r"(?:(?<![\d一二两三四五六七八九十百几数多半每])(?<![\d一二两三四五六七八九十几数半]\s)年内(?!涝)|(?<!\d)全年(?!龄|无休|级|候|性|免费)|(?<![一二两三四五六七八九十])当年内)(?:«CUT»)?",
            **PARTS,
        ),
        due=_in_year,
        examples=(("年内培育企业300家", "2025-12-31"), ("全年完成投资60亿元", "2025-12-31")),
        counterexamples=("三年内", "3 年内", "全年龄段"),
    ),
    DateForm(
        name="this and next year",
        heads="今明",
        pattern=compile_form(r"(?:今明(?:两|(?P<three>后三))年|明(?P<after>后)两?年)内?"),
        due=_this_and_next_year,
        examples=(("今明两年完成", "2026-12-31"), ("明后两年再建5座", "2027-12-31"), ("今明后三年", "2027-12-31")),
    ),
    DateForm(
        name="since a year",
        heads=YEAR_HEADS + "年",
        tails="年",
        pattern=compile_form(r"(?:自|从)?(?:«Y»(?:«M»月)?|(?<=今)年)份?(?:底|初)?(?:以来|来(?![临到自源年]))", **PARTS),
        due=_since_year,
        examples=(("2021年以来累计完成", "2025-05-20"), ("今年以来", "2025-05-20")),
    ),
    DateForm(
        name="from a year on",
        heads=YEAR_HEADS,
        tails="年",
        pattern=compile_form(r"(?:自|从)?«Y»(?:底|初)?(?:以|之)后", **PARTS),
        due=_from_year,
        examples=(("2026年以后", "2026-12-31"),),
        counterexamples=("今年后半程",),
    ),
    DateForm(
        name="early in the year",
        heads=YEAR_HEADS,
        tails="年",
        pattern=compile_form(
            r"«BY»«Y»年?初(?!步|期|心|始|级|中|小|次|显|见|衷|具|定|创|审|评|稿|加工|冬|夏|春|秋|以来)(?:(?:以|之)?前|或(?:之前|以前|更早))?",
            **PARTS,
        ),
        due=_early_in_year,
        examples=(("2027年初建成投运", "2027-03-31"), ("明年年初前", "2026-03-31"), ("到2026年初", "2026-03-31")),
        counterexamples=("2025年初步建成", "2025年初中招生", "2021年初以来"),
    ),
    DateForm(
        name="range of years",
        heads="#一二自从",
        tails="年度" + DASHES,
        pattern=compile_form(r"(?:自|从)?«YF»年?度?«DASH»«YF2»年(?:度|年?底|年?末|期间)?(?:«CUT»)?(?!学)", **PARTS),
        due=_year_range,
        examples=(
            ("2023-2025年累计完成投资", "2025-12-31"),
            ("2023—2025年", "2025-12-31"),
            ("2023年至2025年", "2025-12-31"),
        ),
        counterexamples=("2025-2023年",),
    ),
    DateForm(
        name="first months of a year",
        heads=YEAR_HEADS,
        tails="年前",
        pattern=compile_form(r"(?:«Y»)?(?:1|一)?前(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,2})个月", **PARTS),
        due=_first_months,
        examples=(("今年前5个月", "2025-05-31"), ("2024年前十个月", "2024-10-31")),
    ),
)
