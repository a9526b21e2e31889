"""Date forms of schools: terms, school years, and the days on which terms begin."""

import re
from datetime import date
from typing import NamedTuple

from commitments import periods
from commitments.doubts import Doubt, doubt
from commitments.extraction.rule import Context, DateForm
from commitments.extraction.scanner import compile_form
from commitments.extraction.zh.dates_reading import (
    BEFORE,
    BY,
    DASH,
    DASHES,
    YEAR_FIGURES,
    YEAR_HEADS,
    names_year,
    on_day,
    settled,
    unresolved,
    whole,
    year_of,
    year_part,
)
from commitments.target import Basis, Due

SEPTEMBER, MARCH, FEBRUARY, JANUARY = 9, 3, 2, 1
PARTS = {
    "BY": BY,
    "Y": year_part(),
    "YF": f"(?P<y>{YEAR_FIGURES})",
    "DASH": DASH,
    "CUT": f"(?P<cut>{BEFORE})",
    "SEASON": r"(?:(?P<autumn>秋)|春)季?",
    "WITHIN": r"(?:期?末|期间|内|结束)?",
}


class SchoolTerm(NamedTuple):
    """A term: the school year it belongs to, by its first year, and which of the two it is."""

    year: int
    second: bool

    def due(self, basis: Basis) -> Due:
        """Its last day, as that of any other stretch of time: what is promised for it may be done until then.

        Schools break up in the second half of January and in July, on a day that differs from place to place. The
        end of the month is sure to lie behind it, and a reviewer should confirm the day.
        """
        first, last = (
            (date(self.year + 1, FEBRUARY, 1), date(self.year + 1, 7, 31))
            if self.second
            else (date(self.year, SEPTEMBER, 1), date(self.year + 1, JANUARY, 31))
        )
        return settled(
            periods.closed(first, last), basis, "half-year", doubt(Doubt.TERM_ENDS, month=last.month, day=last.day)
        )

    def following(self) -> "SchoolTerm":
        """The next one."""
        return SchoolTerm(self.year + self.second, not self.second)


def _term_of(day: date) -> SchoolTerm:
    """The term in which a day lies; a holiday goes with the term before it."""
    if day.month >= SEPTEMBER:
        return SchoolTerm(day.year, second=False)
    return SchoolTerm(day.year - 1, second=day.month > JANUARY)


def _before_autumn(found: re.Match[str], context: Context) -> Due | None:
    """Before the autumn term begins: the last day of August; 新学期 is the next term of either kind."""
    year = year_of(found, context)
    if year is None:
        return unresolved()
    day = context.reference.day
    if found["any"] and day and not names_year(found) and not _term_of(day).second:
        return _eve_of_spring(day.year + (day.month > MARCH), Basis.RELATIVE)
    return on_day(date(year.number, 8, 31), year.basis, doubt(Doubt.TERM_BEGINS, month=8, day=31))


def _before_spring(found: re.Match[str], context: Context) -> Due | None:
    """Before the spring term begins: the last day of the next February."""
    year = year_of(found, context)
    if year is None:
        return unresolved()
    passed = not names_year(found) and context.reference.day is not None and context.reference.day.month >= MARCH
    return _eve_of_spring(year.number + passed, year.basis)


def _eve_of_spring(year: int, basis: Basis) -> Due:
    """The last day of February."""
    last = periods.month(year, FEBRUARY).last
    return on_day(last, basis, doubt(Doubt.TERM_BEGINS, month=FEBRUARY, day=last.day))


def _opening(found: re.Match[str], context: Context) -> Due | None:
    """When a term begins: the first day of September or of March."""
    year = year_of(found, context)
    if year is None:
        return unresolved()
    first = date(year.number, SEPTEMBER if found["autumn"] else MARCH, 1)
    if not names_year(found) and context.reference.day and first < context.reference.day:
        first = periods.add_years(first, 1)
    return on_day(first, year.basis, doubt(Doubt.TERM_BEGINS, month=first.month, day=1))


def _term(found: re.Match[str], context: Context) -> Due | None:
    """The autumn or the spring term of a year, else the one under way or the next."""
    year, day = year_of(found, context), context.reference.day
    if year is None:
        return unresolved()
    term = SchoolTerm(year.number, second=False) if found["autumn"] else SchoolTerm(year.number - 1, second=True)
    due = term.due(year.basis)
    if not names_year(found) and day and due.day and due.day < day:
        return SchoolTerm(term.year + 1, term.second).due(year.basis)
    return due


def _term_of_school_year(found: re.Match[str], _context: Context) -> Due | None:
    """2025—2026学年第一学期."""
    first = whole(found["y"])
    if found["next"] and whole(found["next"]) not in {first + 1, (first + 1) % 100}:
        return None
    return SchoolTerm(first, second=found["second"] is not None).due(Basis.EXPLICIT)


def _this_term(found: re.Match[str], context: Context) -> Due | None:
    """本学期, 下学期, 新学期: the last is the one that is about to begin, or has just begun."""
    day = context.reference.day
    if day is None:
        return unresolved()
    term = _term_of(day)
    begun = day.month in {SEPTEMBER, FEBRUARY}
    ahead = found["which"] == "下" or (found["which"] == "新" and not begun)
    return (term.following() if ahead else term).due(Basis.RELATIVE)


def _school_year(found: re.Match[str], _context: Context) -> Due | None:
    """A school year ends on 31 August."""
    first = whole(found["y"])
    if found["second"] and whole(found["second"]) not in {first + 1, (first + 1) % 100}:
        return None
    return settled(periods.closed(date(first, 9, 1), date(first + 1, 8, 31)), Basis.EXPLICIT, "year")


def _this_school_year(found: re.Match[str], context: Context) -> Due | None:
    """本学年, 新学年, 下一学年."""
    day = context.reference.day
    if day is None:
        return unresolved()
    first = _term_of(day).year
    first += found["which"] == "下" or (found["which"] == "新" and day.month != SEPTEMBER)
    return settled(
        periods.closed(date(first, SEPTEMBER, 1), date(first + 1, 8, 31)),
        Basis.RELATIVE,
        "year",
        doubt(Doubt.TERM_ENDS, month=8, day=31),
    )


SCHOOL_FORMS: tuple[DateForm, ...] = (
    DateForm(
        name="school year",
        heads="#一二",
        tails="年学/／" + DASHES,
        pattern=compile_form(
            r"«YF»年?(?:(?:«DASH»|[/／])(?P<second>(?:[2２][0０])?\d{2})年?)?"
            r"学年(?:度)?(?!论文|设计|项目)«WITHIN»",
            **PARTS,
        ),
        due=_school_year,
        examples=(("2024—2025学年", "2025-08-31"), ("2026/27学年", "2027-08-31"), ("2026学年度", "2027-08-31")),
        counterexamples=("2024—2027学年", "2025年学年论文"),
    ),
    DateForm(
        name="term of a school year",
        heads="#一二",
        tails="年学/／" + DASHES,
        pattern=compile_form(
            r"«YF»年?(?:(?:«DASH»|[/／])(?P<next>(?:[2２][0０])?\d{2})年?)?学年度?(?:(?:第[一1]|上|秋季)|(?P<second>第[二2]|下|春季))学期«WITHIN»(?:«CUT»)?",
            **PARTS,
        ),
        due=_term_of_school_year,
        examples=(
            ("2025—2026学年第一学期", "2026-01-31"),
            ("2025/26学年下学期结束前", "2026-07-31"),
            ("2025学年度第二学期", "2026-07-31"),
        ),
        counterexamples=("2025—2028学年第一学期",),
    ),
    DateForm(
        name="school term",
        heads=YEAR_HEADS + "秋春",
        tails="年",
        pattern=compile_form(
            r"«BY»(?:«Y»)?«SEASON»学期(?!(?:开学|入学|开始)?(?:以|之)?前|起|[开入]学|以来|来临)«WITHIN»(?:«CUT»)?",
            **PARTS,
        ),
        due=_term,
        examples=(
            ("力争2025年秋季学期开始招生", "2026-01-31"),
            ("2026年春季学期投入使用", "2026-07-31"),
            ("今年秋季学期", "2026-01-31"),
            ("春季学期结束前", "2025-07-31"),
        ),
        counterexamples=("秋季学期前", "秋季招聘", "春季运动会"),
    ),
    DateForm(
        name="opening of a term",
        heads=YEAR_HEADS + "秋春",
        tails="年",
        pattern=compile_form(
            r"(?:自|从|由)?(?:«Y»)?«SEASON»(?:新?学期(?:起|[开入]学)|[开入]学)(?!(?:以|之)?[前后])(?:时|起|之际)?",
            **PARTS,
        ),
        due=_opening,
        examples=(
            ("2025年秋季开学投入使用", "2025-09-01"),
            ("自2026年春季学期起", "2026-03-01"),
            ("秋季学期开学时", "2025-09-01"),
        ),
        counterexamples=("秋季开学前", "春季学期", "秋季开学后"),
    ),
    DateForm(
        name="this term",
        heads="本这下新",
        pattern=compile_form(
            r"(?P<which>[本这下新])一?个?学期(?!(?:[开入]学|开始)?(?:以|之)?前)«WITHIN»(?:«CUT»)?", **PARTS
        ),
        due=_this_term,
        examples=(("本学期内完成", "2025-07-31"), ("下学期启用", "2026-01-31"), ("新学期投入使用", "2026-01-31")),
        counterexamples=("新学期前", "每学期"),
    ),
    DateForm(
        name="this school year",
        heads="本这下新",
        pattern=compile_form(
            r"(?P<which>[本这下新])一?个?学年度?(?!(?:[开入]学|开始)?(?:以|之)?前)«WITHIN»(?:«CUT»)?", **PARTS
        ),
        due=_this_school_year,
        examples=(("本学年内", "2025-08-31"), ("新学年起", "2026-08-31"), ("下一学年", "2026-08-31")),
        counterexamples=("新学年开学前",),
    ),
    DateForm(
        name="before the autumn term",
        heads=YEAR_HEADS + "新秋下",
        tails="年月",
        pattern=compile_form(
            r"(?:«Y»)?(?:[9９]月份?(?:秋季?)?(?:新?学期)?开学|秋季?(?:新?学期(?:开学|入学|开始)?|开学|入学)|(?P<any>(?:新|下一?个?)学[期年](?:开学|入学|开始)?))(?:以|之)?前",
            **PARTS,
        ),
        due=_before_autumn,
        examples=(
            ("2025年秋季学期开学前完成", "2025-08-31"),
            ("2025年9月开学前完成", "2025-08-31"),
            ("秋季开学前投入使用", "2025-08-31"),
            ("秋季学期前", "2025-08-31"),
            ("新学期开学前", "2025-08-31"),
        ),
        counterexamples=("春季学期开学前", "秋季前"),
    ),
    DateForm(
        name="before the spring term",
        heads=YEAR_HEADS + "春",
        tails="年",
        pattern=compile_form(r"(?:«Y»)?春季?(?:新?学期(?:开学|入学|开始)?|开学|入学)(?:以|之)?前", **PARTS),
        due=_before_spring,
        examples=(("2026年春季学期开学前", "2026-02-28"), ("春季开学前", "2026-02-28")),
        counterexamples=("秋季开学前", "春季前"),
    ),
)
