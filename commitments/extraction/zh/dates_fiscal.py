"""Date forms of the books: fiscal years and their quarters, quarters as Q3 or 第三季, ranges of quarters."""

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
    RELATIVE_YEAR,
    SHORT_YEAR,
    YEAR_FIGURES,
    YEAR_HEADS,
    ending,
    names_year,
    settled,
    unresolved,
    whole,
    year_of,
    year_part,
)
from commitments.periods import DateRange
from commitments.target import Basis, Due

QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "首": 1, "末": 4}
JANUARY, APRIL = 1, 4
CENTURY = 2000
QUARTER_MONTHS = 3
# Hong Kong keeps its books from April to March; a text says so by its money, its name or its first day.
_FROM_APRIL = re.compile(
    r"香港|港元|港币|港幣|今个财政年度|20\d\d\s?[-—–－/／至]\s?\d\d(?:财政)?年度|4\s?月\s?1\s?日[^。\n]{0,12}(?:财政|预算)年度|(?:财政|预算)年度[^。\n]{0,12}4\s?月\s?1\s?日"
)
PARTS = {
    "BY": BY,
    "Y": year_part(),
    "Y2": year_part("2"),
    "YQ": rf"(?:(?P<y>{YEAR_FIGURES}|{SHORT_YEAR})|(?P<w>{RELATIVE_YEAR}))",
    "YF": rf"(?P<fy>{YEAR_FIGURES})",
    "BOOKS": r"(?:财年|(?:财政|财务|会计|预算)年度|年度(?=的?(?:财政|施政|政府)?预算))",
    "QUARTER": r"(?:的?第?(?P<q>[一二三四1-4])个?季度?)?",
    "EDGE": "(?P<edge>末|底|终)?",
    "CUT": f"(?P<cut>{BEFORE})",
    "DASH": DASH,
}


def _books(found: re.Match[str], first: int, opens: int) -> Due:
    """A fiscal year that opens with a month of the year `first`, or the quarter of it that the phrase names."""
    start = date(first, opens, 1)
    year = DateRange(start, periods.add_years(start, 1))
    period, precision = year, "year"
    if number := QUARTERS.get(found.groupdict().get("q") or "") or whole(found.groupdict().get("q")):
        begin = periods.add_months(start, QUARTER_MONTHS * (number - 1))
        period, precision = DateRange(begin, periods.add_months(begin, QUARTER_MONTHS)), "quarter"
    return settled(period, Basis.EXPLICIT, precision, doubt(Doubt.FISCAL_YEAR, first=year.start, last=year.last))


def _fiscal_year(found: re.Match[str], _context: Context) -> Due | None:
    """FY2026 and 2026财年 are the calendar year unless two years are named: then April to March."""
    if found["n"]:
        year = whole(found["n"])
        return _books(found, year if year >= CENTURY else year + CENTURY, JANUARY)
    first, second = whole(found["fy"]), whole(found["fy2"])
    if not found["fy2"]:
        return _books(found, first, JANUARY)
    return _books(found, first, APRIL) if second in {first + 1, (first + 1) % 100} else None


def _two_years(found: re.Match[str], _context: Context) -> Due | None:
    """2025-27年: the years themselves. 2025-26年度, two in a row, is a fiscal year of Hong Kong, April to March."""
    first, second = whole(found["fy"]), whole(found["fy2"])
    second += first - first % 100
    if second <= first:
        return None
    if second == first + 1 and (found["books"] or _FROM_APRIL.search(found.string)):
        return _books(found, first, APRIL)
    return settled(periods.years(first, second), Basis.EXPLICIT, "year")


def _this_fiscal_year(found: re.Match[str], context: Context) -> Due | None:
    """本财政年度, 下个财年: the calendar year, or April to March where the text says so."""
    day = context.reference.day
    if day is None:
        return unresolved()
    opens = APRIL if _FROM_APRIL.search(found.string) else JANUARY
    first = day.year - (day.month < opens) + (found["which"] == "下")
    start = date(first, opens, 1)
    year = DateRange(start, periods.add_years(start, 1))
    return settled(year, Basis.RELATIVE, "year", doubt(Doubt.FISCAL_YEAR, first=year.start, last=year.last))


def _quarter(found: re.Match[str], context: Context) -> Due | None:
    """Q3 and 第三季 of the year named, else of the reference year."""
    year = year_of(found, context)
    if year is None:
        return unresolved()
    number = QUARTERS.get(found["q"]) or whole(found["q"])
    return ending(periods.quarter(year.number, number), year.basis, "quarter", found)


def _quarter_range(found: re.Match[str], context: Context) -> Due | None:
    """From one quarter to another; a second year stands for itself, a missing one follows the first."""
    first = year_of(found, context)
    last = year_of(found, context, "2") if names_year(found, "2") else first
    if first is None or last is None:
        return unresolved()
    begin, end = (QUARTERS.get(found[name]) or whole(found[name]) for name in ("q", "q2"))
    if (first.number, begin) >= (last.number, end):
        return None
    period = DateRange(periods.quarter(first.number, begin).start, periods.quarter(last.number, end).stop)
    return settled(period, last.basis, "quarter")


FISCAL_FORMS: tuple[DateForm, ...] = (
    DateForm(
        name="fiscal year",
        heads=BY_HEADS + "#一二F",
        tails="年财会预/／" + DASHES,
        pattern=compile_form(
            r"«BY»(?:(?<![A-Za-z])FY(?P<n>(?:20)?\d{2})(?!\d)|«YF»年?(?:[-—–－/／至](?P<fy2>(?:20)?\d{2}|[二三四五六七八九][〇○零一二三四五六七八九])年?)?«BOOKS»)"
            r"«QUARTER»«EDGE»(?:内|期间)?(?:«CUT»)?",
            **PARTS,
        ),
        due=_fiscal_year,
        examples=(
            ("FY2026末完成系统切换", "2026-12-31"),
            ("2026财年营业收入增长5%", "2026-12-31"),
            ("2026财政年度第二季度", "2026-06-30"),
            ("2025/26财政年度内推出", "2026-03-31"),
            ("2025-26财年第一季度", "2025-06-30"),
            ("2025-26年度财政预算案提出", "2026-03-31"),
            ("2027-28财政年度或之前", "2028-03-31"),
        ),
        counterexamples=("2026年财政收入", "2025年度财务报告", "2024/26财政年度"),
    ),
    DateForm(
        name="two years in short",
        heads=BY_HEADS + "#一二",
        tails="/／" + DASHES,
        pattern=compile_form(
            r"«BY»«YF»(?:[-—–－/／]|至)(?P<fy2>[2-9]\d|[二三四五六七八九][〇○零一二三四五六七八九])年(?P<books>度(?!过))?(?:末|底|内|期间)?(?:«CUT»)?(?!学)",
            **PARTS,
        ),
        due=_two_years,
        examples=(
            ("2025-27年推进", "2027-12-31"),
            ("2026－27年度内推行", "2027-03-31"),
            ("二零二七至二八年度", "2028-03-31"),
            ("香港2025-26年的拨款", "2026-03-31"),
        ),
        counterexamples=("2025-26学年", "2025-06-30", "2027-26年"),
    ),
    DateForm(
        name="this fiscal year",
        heads=BY_HEADS + "本下今",
        pattern=compile_form(
            r"«BY»(?P<which>本|下|今)一?个?(?:财年|(?:财政|会计|预算)年度)(?:末|底|内)?(?:«CUT»)?", **PARTS
        ),
        due=_this_fiscal_year,
        examples=(
            ("本财政年度内完成", "2025-12-31"),
            ("下个财年", "2026-12-31"),
            ("香港特区政府于本财政年度内拨款", "2026-03-31"),
        ),
        counterexamples=("本年度财政预算",),
    ),
    DateForm(
        name="quarter as a letter",
        heads=YEAR_HEADS + "Q",
        tails="年Q",
        pattern=compile_form(
            r"«BY»(?:«YQ»年?(?=Q)|(?<![A-Za-z\d])(?=Q[1-4][末底内前]))Q(?P<q>[1-4])(?![\dA-Za-z])(?P<edge>末|底|内)?(?:«CUT»)?",
            **PARTS,
        ),
        due=_quarter,
        examples=(
            ("2026年Q1完成", "2026-03-31"),
            ("今年Q3", "2025-09-30"),
            ("2026年Q2末前", "2026-06-30"),
            ("Q4前交付", "2025-09-30"),
        ),
        counterexamples=("Q345钢", "2025年Q345B钢材"),
    ),
    DateForm(
        name="quarter in short",
        heads=YEAR_HEADS,
        tails="年",
        pattern=compile_form(
            r"«BY»«Y»(?:第|(?=[首末]))(?P<q>[一二三四1-4首末])季(?![节风赛播军鲜候目])(?P<edge>度?[末底内]|度)?(?:«CUT»)?",
            **PARTS,
        ),
        due=_quarter,
        examples=(("2026年第三季完成", "2026-09-30"), ("明年首季推出", "2026-03-31"), ("2026年末季前", "2026-09-30")),
        counterexamples=("2025年四季如春", "第三季节目"),
    ),
    DateForm(
        name="range of quarters",
        heads=YEAR_HEADS + "第三二首",
        tails="年季" + DASHES,
        pattern=compile_form(
            r"(?:自|从)?(?:«Y»)?第?(?P<q>[一二三四1-4])季?度?«DASH»(?:«Y2»)?第?(?P<q2>[一二三四1-4])季度[末底]?(?:«CUT»)?",
            **PARTS,
        ),
        due=_quarter_range,
        examples=(
            ("三季度至四季度", "2025-12-31"),
            ("2025年三季度—2026年一季度", "2026-03-31"),
            ("2026年第二至第三季度", "2026-09-30"),
        ),
        counterexamples=("四季度至三季度",),
    ),
)
