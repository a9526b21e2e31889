"""Date forms that end before a festival, a holiday that is not named, or the sessions of the congresses."""

import re
from datetime import date, timedelta

from commitments import holidays, periods
from commitments.doubts import Doubt, doubt
from commitments.extraction.rule import Context, DateForm
from commitments.extraction.scanner import compile_form
from commitments.extraction.zh.dates_reading import YEAR_HEADS, names_year, on_day, unresolved, year_of, year_part
from commitments.target import Basis, Due

ALSO = {"十一": "国庆", "劳动节": "五一", "儿童节": "六一", "建党节": "七一", "建军节": "八一", "青年节": "五四"}
FESTIVE_NAMES = (*holidays.FESTIVALS, *ALSO)
NAMES = "|".join(name for name in FESTIVE_NAMES if name != "十一")
FESTIVAL = rf"(?:{NAMES})|(?<![第二三四五六七八九百])十一(?=[”\"」]|国庆|长假|黄金周|假期)"
QUOTES = '“"‘「'
HEADS = "".join(sorted({name[0] for name in FESTIVE_NAMES}))
OPENING = (3, 4)  # the first meeting of the yearly sessions in Beijing
LONG_HOLIDAYS = ("春节", "国庆")
DAYS_OFF = ("元旦", "春节", "清明", "五一", "端午", "中秋", "国庆")
_LOCAL = re.compile(r"(?:(?<!全)[省市县区州盟旗]|自治区|地方|各级|各地)(?:级|本级)?[“\"]?\Z")
PARTS = {"Y": year_part(), "QU": r"[“\"‘「]?", "UNQU": r"[”\"’」]?", "NAMES": f"(?:{NAMES})"}


def _feast(words: str, year: int | None, day: date) -> date | None:
    """The festival in a year, or the next one after a day."""
    name = ALSO.get(words, words)
    return holidays.next_festival(name, day) if year is None else holidays.festival(name, year)


def _before_festival(found: re.Match[str], context: Context) -> Due | None:
    """The day before the next such festival, or before that of the year named; of two the earlier counts."""
    year, day = year_of(found, context), context.reference.day
    if year is None or (day is None and year.basis is Basis.RELATIVE):
        return unresolved()
    named = names_year(found) or day is None
    names = [words for words in (found["festival"], found["other"]) if words]
    feasts = [_feast(words, year.number if named else None, day or date.min) for words in names]
    known = [feast for feast in feasts if feast is not None]
    return on_day(min(known) - periods.ONE_DAY, year.basis if named else Basis.RELATIVE) if known else Due()


def _at_festival(found: re.Match[str], context: Context) -> Due | None:
    """2026年元旦, 明年国庆假期: the day itself, or the last of the days off."""
    year = year_of(found, context)
    if year is None:
        return unresolved()
    name = ALSO.get(found["festival"], found["festival"])
    day = holidays.festival(name, year.number)
    if day is None:
        return Due()
    longest = 7 if name in LONG_HOLIDAYS else 3
    last = day + timedelta(days=longest - 1) if found["off"] else day
    return on_day(last, year.basis, earliest=day)


def _before_some_holiday(found: re.Match[str], context: Context) -> Due | None:
    """节前, 双节前, 年前: the next that it may be, which a reviewer should confirm."""
    day = context.reference.day
    if day is None:
        return unresolved()
    years = range(day.year, day.year + 3)
    if found["year"]:
        feasts = [holidays.next_festival("春节", day)]
    elif found["two"]:  # 中秋 and 国庆, or 元旦 and 春节
        autumn = [min(filter(None, (holidays.festival(name, year) for name in ("中秋", "国庆")))) for year in years]
        feasts = [*autumn, *(holidays.festival("元旦", year) for year in years)]
    else:
        feasts = [holidays.next_festival(name, day) for name in DAYS_OFF]
    last = min(feast for feast in feasts if feast and feast > day) - periods.ONE_DAY
    return on_day(last, Basis.RELATIVE, doubt(Doubt.WHICH_FESTIVAL, day=last))


def _before_sessions(found: re.Match[str], context: Context) -> Due | None:
    """The day before the national sessions open; those of a province or a city meet when they please."""
    if _LOCAL.search(found.string, max(0, found.start() - 4), found.start()) or found["local"]:
        return Due(confirm=doubt(Doubt.LOCAL_SESSIONS))
    year, day = year_of(found, context), context.reference.day
    if year is None:
        return unresolved()
    number = year.number
    if not names_year(found) and day and date(number, *OPENING) <= day:
        number += 1
    last = date(number, *OPENING) - periods.ONE_DAY
    return on_day(last, year.basis, doubt(Doubt.SESSIONS, day=last))


FESTIVE_FORMS: tuple[DateForm, ...] = (
    DateForm(
        name="before a festival",
        heads=YEAR_HEADS + QUOTES + HEADS,
        tails="年",
        pattern=compile_form(
            rf"(?:«Y»)?«QU»(?P<festival>{FESTIVAL})«UNQU»"
            r"(?:(?:[、和]|及)?«QU»(?P<other>«NAMES»)«UNQU»)?"
            r"(?:国际)?(?:劳动|建党|建军|儿童|妇女|青年)?(?:节日?|“?两节”?|长假|假期|黄金周)*(?:来临|到来)?(?:之|以)?前夕?(?!后)",
            **PARTS,
        ),
        due=_before_festival,
        examples=(
            ("春节前足额发放", "2026-02-16"),
            ("国庆节前建成通车", "2025-09-30"),
            ("“五一”前完成", "2026-04-30"),
            ("“十一”前开园", "2025-09-30"),
            ("元旦前", "2025-12-31"),
            ("中秋节前", "2025-10-05"),
            ("端午节前", "2025-05-30"),
            ("2026年春节前", "2026-02-16"),
            ("元旦、春节前", "2025-12-31"),
            ("除夕前", "2026-02-15"),
            ("元宵节前", "2026-03-02"),
            ("重阳节前", "2025-10-28"),
            ("教师节前兑现", "2025-09-09"),
            ("六一儿童节前", "2025-05-31"),
        ),
        counterexamples=("春节期间", "国庆前后", "第二十一前"),
    ),
    DateForm(
        name="at a festival of a year",
        heads=YEAR_HEADS,
        tails="年",
        pattern=compile_form(
            rf"«Y»«QU»(?P<festival>{FESTIVAL})«UNQU»节?日?(?![路街桥村广镇小中大])(?P<off>期间|假期|长假|黄金周)?(?:当[天日])?",
            **PARTS,
        ),
        due=_at_festival,
        examples=(
            ("2026年元旦开业", "2026-01-01"),
            ("明年“五一”开园", "2026-05-01"),
            ("2025年国庆假期推出", "2025-10-07"),
        ),
        counterexamples=("国庆开园", "2026年五一路改造"),
    ),
    DateForm(
        name="before a holiday not named",
        heads="节双两年",
        pattern=compile_form(
            r"(?:[双两](?P<two>节)|(?:(?<![\u4e00-\u9fff\d\s])|(?<=[在于保争须要]))(?:(?P<year>年)|节))日?(?:之|以)?前"
            r"(?![后提夕列期沿景往来三五十身\d])",
        ),
        due=_before_some_holiday,
        examples=(("确保节前发放到位", "2025-05-30"), ("双节前完成排查", "2025-09-30"), ("年前结清工资", "2026-02-16")),
        counterexamples=("环节前置", "三年前", "关节前", "2030 年前", "年前后"),
    ),
    DateForm(
        name="before the sessions",
        heads=YEAR_HEADS + '全两“"',
        tails="年",
        pattern=compile_form(
            r"(?:«Y»)?(?:全国|(?P<local>[省市县区州]|自治区|地方|各级)(?:级|本级)?)?«QU»两会«UNQU»(?:召开|开幕)?(?:之|以)?前(?!后)",
            **PARTS,
        ),
        due=_before_sessions,
        examples=(
            ("全国两会前办结", "2026-03-03"),
            ("明年“两会”召开前", "2026-03-03"),
            ("省两会前答复", None),
            ("2026年市两会前", None),
        ),
        counterexamples=("两会期间", "两会前后"),
    ),
)
