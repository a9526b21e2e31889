"""What the date tables share: fragments of patterns, and how a phrase is held against the reference date."""

import re
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from commitments import periods
from commitments.doubts import Doubt, doubt
from commitments.extraction.rule import Context
from commitments.extraction.zh.numerals import joined, parse_number
from commitments.periods import DateRange
from commitments.target import Basis, Due

_OF_AN_ITEM = r"(?<=[^\d./]\d\.)|(?<=[^\d./]\d\d\.)|(?<=^\d\.)"  # “3.2026年”: the third item begins with a year
YEAR_FIGURES = (
    rf"(?:(?:(?<![\d./])|{_OF_AN_ITEM})(?<!\d[,-])(?:[1１][9９]|[2２][0０])\d{{2}}(?!\d)"
    r"|[一二][九〇○零０][〇○零一二三四五六七八九]{2})"
)
SECOND_YEAR_FIGURES = YEAR_FIGURES.replace(r"(?<!\d[,-])", "")
SHORT_YEAR = r"(?<![\d./第近])[2２]\d(?=\s{0,4}年\s{0,4}(?:年?[底末](?!蕴)|\d{1,2}\s?月|第?[一二三四]季度|[上下]半年))"
CENTURY = 2000
FOLLOWING = "次翌"  # the year after the one spoken of
SAME = "同当"  # that year itself
RELATIVE_YEAR = r"(?:今|本|(?<!年)来|明|(?<!今)后|去|(?<![以之年])上|(?<![提以之年])前)(?=年(?!均))"
_BEFORE_MONTH = (
    r"(?:(?<![\d.个第十一二三四五六七八九])|(?<=[\n\u3000\xa0 ]\d\.)|(?<=[\n\u3000\xa0 ]\d\d\.))"  # “5.12月”: item five
)
MONTH_FIGURES = rf"{_BEFORE_MONTH}(?:[1１][0-2０-２]|[0０]?[1-9１-９]|十[一二]?|[一二三四五六七八九])(?!\d)"
DAY_FIGURES = r"(?:\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
DASH = r"\s?(?:[-—–－─~～]{1,2}|至|到)\s?"
BY = r"(?:(?P<by>截[至止](?:到|至)?|即日起至|(?<![达遇得找])到|至|自|从)\s{0,4})?"
_ROW = r"\s?(?:\d{1,3}|[一二两三四五六七八九十]{1,3})\s?"
# “年底前3家企业” ends with 前; “2025年前三季度” and “年底进入前3名” begin a row with it.
BEFORE = (
    rf"(?:(?<=[底末日号])前(?![列沿后往身景]|期[^间]|{_ROW}[名位强])"
    rf"|(?:以|之)?前(?![列沿后往来期身景]|提(?![交出供升高前请报])|{_ROW}(?:[名位强大批期届轮次年月季周天日]|个\s?(?:半?[月年季]|星期|交易|工作|自然)|[，,。；;、的]|\Z))"
    r"|或(?:之前|以前|更早)|(?:以|之)内)"
)
"""What ends a deadline. With 或之前 the period itself is still in time, with 前 alone its eve is the last day."""
BY_HEADS = "到至截即自从"
YEAR_HEADS = BY_HEADS + "#一二今明本来后去上前次翌同当"
MONTH_HEADS = YEAR_HEADS + "三四五六七八九十"
COUNT_HEADS = "#一二三四五六七八九十两半"
DASHES = "-—–－─~～至到"
TIME_HEADS = "年个月星周工自日天"
LONGEST_SENTENCE = 160
SENTENCE_ENDS = "。！？!?\n"
_STANDING_YEAR = re.compile(
    rf"(?P<y>{YEAR_FIGURES}|[今明后])\s?年(?=\s?(?:[，,]|第?[一二三四1-4]季度|[上下]半年|(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s?月|年?[底末]))"
)
WORD_YEARS = {
    "今": 0,
    "本": 0,
    "明": 1,
    "来": 1,
    "后": 2,
    "去": -1,
    "上": -1,
    "前": -2,
    "次": 1,
    "翌": 1,
    "同": 0,
    "当": 0,
}


class Year(NamedTuple):
    """A year and whether the words named it themselves."""

    number: int
    basis: Basis


PART_OF_YEAR = r"(?=第?[一二三四1-4]季度|[上下]半年|\d{1,2}月)"


def year_part(tag: str = "") -> str:
    """The fragment for a named or relative year with its 年; its groups are `y` and `w`, followed by `tag`."""
    figures = f"{SECOND_YEAR_FIGURES if tag else YEAR_FIGURES}|{SHORT_YEAR}"
    words = (
        RELATIVE_YEAR
        if tag
        else rf"{RELATIVE_YEAR}|[{FOLLOWING}](?=年)|(?<![不相])同(?=年(?![龄级期比]))|当(?=年(?:年?[底末]|\d|[上下]半))"
    )
    return rf"(?:(?P<y{tag}>{figures})|(?P<w{tag}>{words}))\s{{0,4}}年(?:的{PART_OF_YEAR})?"


def year_of(found: re.Match[str], context: Context, tag: str = "") -> Year | None:
    """The year the words name, else the one standing before them in the sentence, else counted from the reference."""
    groups = found.groupdict()
    if figures := groups.get(f"y{tag}"):
        number = whole(figures)
        return Year(number if number >= CENTURY // 2 else number + CENTURY, Basis.EXPLICIT)
    word, day = groups.get(f"w{tag}"), context.reference.day
    if (not word or word in FOLLOWING + SAME) and (standing := standing_year(found, day)):
        return standing._replace(number=standing.number + ((word or SAME) in FOLLOWING))
    return Year(day.year + WORD_YEARS.get(word or "", 0), Basis.RELATIVE) if day else None


def standing_year(found: re.Match[str], day: date | None) -> Year | None:
    """The year last named as a date of its own in the same sentence (明年3月底前…，6月底前…), if one is."""
    text, stop = found.string, found.start()
    earliest = max(stop - LONGEST_SENTENCE, 0)
    start = max(earliest, *(text.rfind(mark, earliest, stop) for mark in SENTENCE_ENDS))
    years = _STANDING_YEAR.findall(text, start, stop)
    if not years or (years[-1] in WORD_YEARS and day is None):
        return None
    if day and years[-1] in WORD_YEARS:
        return Year(day.year + WORD_YEARS[years[-1]], Basis.RELATIVE)
    return Year(whole(years[-1]), Basis.EXPLICIT)


def names_year(found: re.Match[str], tag: str = "") -> bool:
    """Whether the phrase carries a year, in figures or as 今年."""
    groups = found.groupdict()
    return bool(groups.get(f"y{tag}") or groups.get(f"w{tag}"))


def counted(words: str) -> int | Decimal | None:
    """The number of a count of time; of 两三 and 三五 the larger."""
    words = joined(words)
    if len(words) == len("两三") and set(words) <= set("一二两三四五六七八九"):
        words = words[-1]
    return parse_number(words)


def whole(words: str | None) -> int:
    """The whole number a numeral stands for; 0 if it is none."""
    return int(parse_number(words or "") or 0)


def settled(period: DateRange, basis: Basis, precision: str, confirm: str = "") -> Due:
    """A due date on the last day of a period."""
    return Due(day=period.last, basis=basis, earliest=period.start, precision=precision, confirm=confirm)


def on_day(day: date, basis: Basis, confirm: str = "", *, earliest: date | None = None) -> Due:
    """A due date on one day."""
    return Due(day=day, basis=basis, earliest=earliest or day, precision="day", confirm=confirm)


def unresolved() -> Due:
    """The answer to a relative phrase in a document without a reference date."""
    return Due(confirm=doubt(Doubt.NO_REFERENCE))


def eve_of(period: DateRange, basis: Basis, precision: str) -> Due:
    """The day before a period, for 前 without 底 or 末: it may also have been meant to include the period."""
    day, before = period.start - periods.ONE_DAY, periods.preceding(period)
    return Due(
        day=day, basis=basis, earliest=before.start, precision=precision, confirm=doubt(Doubt.DAY_BEFORE, day=day)
    )


def ending(period: DateRange, basis: Basis, precision: str, found: re.Match[str]) -> Due:
    """The last day of a period, or the day before it where the phrase says 前 without 底 or 末."""
    return eve_of(period, basis, precision) if cut_short(found) else settled(period, basis, precision)


def cut_short(found: re.Match[str]) -> bool:
    """Whether a phrase says 前 without 底, 末 or 或, and so leaves its own period out."""
    groups = found.groupdict()
    cut = joined(groups.get("cut") or "")
    return cut.endswith("前") and not cut.startswith("或") and not groups.get("edge")


def coming(period: DateRange, following: DateRange, context: Context) -> tuple[DateRange, str]:
    """The period itself, or the following one if the reference lies past it; with a word to the reviewer if it moved.

    A document whose own period ends sooner means this year's.
    """
    day = context.reference.day
    if day is None or period.stop > day.replace(day=1):
        return period, ""
    if context.period_end is not None and following.last > context.period_end:
        return period, ""
    return following, doubt(Doubt.NEXT_YEAR)
