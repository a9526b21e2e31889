"""Date forms: phrases that say by when."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from commitments import periods
from commitments.document import Span
from commitments.extraction.rule import Context, DateForm, DateMatch, DateRole
from commitments.extraction.scanner import Scanner, compile_gate, trimmed
from commitments.extraction.zh.dates_calendar import CALENDAR_FORMS
from commitments.extraction.zh.dates_festive import FESTIVE_FORMS, FESTIVE_NAMES
from commitments.extraction.zh.dates_fiscal import FISCAL_FORMS
from commitments.extraction.zh.dates_open import OPEN_FORMS
from commitments.extraction.zh.dates_reading import DASH, YEAR_FIGURES, whole
from commitments.extraction.zh.dates_relative import RELATIVE_FORMS, weak_reference
from commitments.extraction.zh.dates_school import SCHOOL_FORMS
from commitments.extraction.zh.procedures import PAPERS
from commitments.target import Basis, Due

DATE_FORMS: tuple[DateForm, ...] = (
    *CALENDAR_FORMS,
    *SCHOOL_FORMS,
    *FISCAL_FORMS,
    *FESTIVE_FORMS,
    *RELATIVE_FORMS,
    *OPEN_FORMS,
)
_COUNT = r"[\d一二两三四五六七八九十半]"
_TIME = r"个?\s{0,4}(?:[月工自季半]|星\s?期|工\s?作)|世\s?纪"
_NEXT = '一二三四五六七八九十“"‘「今明后本来去上前下年月新建世次第'
_ISSUING = "(?:正式)?[印下发公出][发布台][之后起]"
_NAMED = rf"(?:{'|'.join(FESTIVE_NAMES)}|十[一二三四五六七八九]\s?五)"
_SCANNER = Scanner(
    DATE_FORMS,
    compile_gate(
        (
            "#",
            rf"(?:(?<![\d.].)|(?<=[\n\u3000\xa0\x20]\d\.\d)|(?<=[\n\u3000\xa0\x20]\d\d\.\d)|(?<=\.2)(?=0\d\d\s{{0,4}}年))(?=\d{{0,3}}\s{{0,4}}(?:[年月日号天周季半/／.．\-—–－─~～至到前财会预学Q]|{_TIME}|[、和及]20\d|[两二三四五]年))",
        ),
        (
            "一二两三四五六七八九十半",
            rf"(?=[一二三四五六七八九十〇○零０]{{0,3}}\s{{0,4}}(?:[、年月日号天周季半—至到-]|{_TIME}))",
        ),
        ("截", r"\s?[至止]"),
        ("即", r"日起|时"),
        ("F", r"Y(?=\s?\d)"),
        ("Q", r"(?=[1-4][末底内前])"),
        ("首末", r"(?=季度)"),
        ("到至自从", rf"(?=\s{{0,4}}[#{_NEXT}])".replace("#", r"\d")),
        ("到至", "(?=期末|[规计行实][划动施]期)"),
        ("规计", "划期[末满]"),
        ("行", "动期[末满]"),
        ("自从在于待", rf"(?=[^\s，,。；;、0-9《》]{{2,24}}?[后起]\s{{0,4}}的?\s{{0,4}}{_COUNT})"),
        ("今本来明后去上前次翌同当", r"(?=\s{0,4}年)"),
        ("今明", "(?=[明后][后两三年])"),
        ("年", r"(?<!\d.)(?=[底末终中内前])"),
        ("节", r"(?=日?[以之]?前)"),
        ("双两", r"节|(?=[”\"]?会)"),
        ("全", r"(?=\s?年)"),
        ("当", r"(?=年内|月)"),
        ("今", "[明冬后]|个?(?=财|会计|预算)"),
        ("上下", r"\s?半\s?年|(?=\s?[个一月周季学])"),
        ("第前", r"(?=\s{0,4}[一二三四五六七八九十1-9１-９])"),
        ("本这次", r"(?=\s?[个一月周季世财会预学])"),
        ("月", "(?=[底末内])"),
        ("周", "(?=[一二三四五六日])"),
        ('“"‘「', rf"(?={_NAMED})"),
        *((name[0], rf"(?<={name[0]}){name[1:]}") for name in FESTIVE_NAMES),
        ("十", r"[一二三四五六七八九]\s?五"),
        ("秋春", "季?(?=[新学开入])"),
        ("新", "学|中国"),
        ("建", "[党国军]"),
        ("中", "国共产党|华人民|国人民|长期"),
        ("人", "民军队"),
        ("世", "纪中叶"),
        ("未", "来"),
        ("通经", rf"过(?=的?\s{{0,4}}{_COUNT})"),
        ("接", "下来"),
        ("再利", rf"用(?={_COUNT})"),
        ("用", rf"(?={_COUNT})"),
        ("每", ""),
        ("按逐", "[年季月]"),
        ("尽", "[快早]"),
        ("早", "日"),
        ("近", "期"),
        ("适及", "时"),
        ("择", "[机期]"),
        ("短", "期内"),
        ("条", "件(?:成熟|具备)"),
        ("下", "一?[步阶]|(?=一?个?(?:财|会计年|预算年))"),
        ("长", "期"),
        ("限", "期"),
        ("立", "即"),
        ("有", "效期"),
        ("本", "(?=(?:实施|行动|工作)?[方意通办措规细])"),
        *((paper[0], rf"{paper[1]}(?={_ISSUING})") for paper in PAPERS),
        ("执试", "行期"),
        ("实", "施期"),
        ("土", "壤"),
        ("封上", "冻"),
        ("入", "[冬汛]"),
        ("主", "汛期"),
        ("汛", "期|(?=前|之前|以前)"),
        ("麦", "收"),
        ("高中", "考"),
        ("民", rf"国(?=\s{{0,4}}{_COUNT})"),
        ("供", "[暖热]"),
        ("采", "暖"),
        ("雨", "季"),
        ("春", "耕"),
        ("秋夏", "收"),
        ("暑寒", "假"),
        ("春", "运"),
        ("开", "学"),
        ("近", rf"(?=的?\s{{0,4}}{_COUNT})"),
        ("过", rf"去(?=的?\s{{0,4}}{_COUNT})"),
        ("此最", rf"[前近](?=的?\s{{0,4}}{_COUNT})"),
        ("连", rf"续(?=的?\s{{0,4}}{_COUNT})"),
        ("已满", rf"(?=的?\s{{0,4}}{_COUNT})"),
        ("工", rf"作(?=的?\s{{0,4}}{_COUNT})"),
        ("从", rf"业(?=的?\s{{0,4}}{_COUNT})"),
        ("任", rf"职(?=的?\s{{0,4}}{_COUNT})"),
        ("居", rf"住(?=的?\s{{0,4}}{_COUNT})"),
        ("缴", rf"纳(?=的?\s{{0,4}}{_COUNT})"),
        ("超", rf"过(?=的?\s{{0,4}}{_COUNT})"),
        ("不", rf"足(?=的?\s{{0,4}}{_COUNT})"),
    ),
)
_LONGEST_TITLE = 80
_TITLE = re.compile(r"《[^《》]{0,80}》?")
_PERIOD = re.compile(rf"(?P<y>{YEAR_FIGURES})\s?年?度?{DASH}(?P<y2>{YEAR_FIGURES})\s?年?(?!\d)")
_YEAR = re.compile(rf"(?P<y>{YEAR_FIGURES})\s?年(?!度?\s?施政[报報])")  # 2024年施政报告 looks ahead of its year
_PLAN = re.compile(
    r"[“\"]?十\s?(?P<plan>[一二三四五六七八九])\s?五[”\"]?|第十(?P<spelt>[一二三四五六七八九])个(?:五年|5年)(?:规划|计划)"
)
_BASELINE = re.compile(r"(?:(?:(?:[较比]|相[比较对]|同比|对比)[于之]?)\s?[“\"]?|不?[低少高多]于[我本全]?[省市县区]?)$")
_CEASES = re.compile(r"\s?[，,]?\s?[^，,。；;\d]{0,8}(?:不再(?!生)|停止|停发|停用|禁止|取消)")
_BASE_BEHIND = re.compile(
    r"\s?(?:(?:年度?|同期)?的(?=\d{1,3}(?:\.\d+)?\s?[%％])|的?(?:基础|基数|水平)上|为?基[期准]|为?基数(?!据)|相比|现状)"
)


def find_dates(text: str, start: int, end: int, context: Context) -> tuple[DateMatch, ...]:
    """The date phrases of a stretch of text in order, none overlapping, none inside 《…》.

    `due.text` is the words verbatim; relative phrases have no day if the context has no reference date.
    """
    first = _SCANNER.opening(text, start, end)
    if first == end:
        return ()
    found = _SCANNER.scan(text, first, end, titles(text, start, end))
    return tuple(match for form, words in found if (match := _read(form, words, context)) is not None)


def _read(form: DateForm, found: re.Match[str], context: Context) -> DateMatch | None:
    """What one phrase means, or None if it turns out to be no date."""
    due = form.due(found, context)
    if due is None:
        return None
    span = trimmed(found.string, found.start(), found.end())
    confirm = due.confirm or (weak_reference(context) if due.basis is Basis.RELATIVE else "")
    words = span.of(found.string)
    due = replace(due, text=words, confirm=confirm, anchor=due.anchor or _anchor(found, due, context))
    role = _role(found.string, span, words, due)
    return DateMatch(
        span, form.name, _ceasing(found.string, span, due, context) if role is DateRole.START else due, role
    )


def _ceasing(text: str, span: Span, due: Due, context: Context) -> Due:
    """What is no longer done from a coming year on (2027年起，不再发放) has stopped on the first day of the year."""
    first, today = due.earliest, context.reference.day
    coming = first is not None and due.precision == "year" and (today is None or first > today)
    return replace(due, day=first, precision="day") if coming and _CEASES.match(text, span.end) else due


def _anchor(found: re.Match[str], due: Due, context: Context) -> str | None:
    """What a day was reckoned from: the year in the words or before them in the sentence, or the reference date."""
    if due.day is None:
        return None
    if due.basis is Basis.RELATIVE:
        return context.reference.basis.value
    groups = found.groupdict()
    return "sentence" if "y" in groups and not (groups["y"] or groups.get("w")) else "words"


def _role(text: str, span: Span, words: str, due: Due) -> DateRole:
    """Whether the phrase sets a limit, or only says since when, from when, as of when or compared with when."""
    if words.endswith("以来") or (words.endswith("来") and due.day is not None):
        return DateRole.SINCE
    if _BASELINE.search(text, max(0, span.start - 5), span.start) or _BASE_BEHIND.match(text, span.end):
        return DateRole.BASELINE
    if words.startswith("截"):
        return DateRole.AS_OF
    if words.endswith(("起", "以后", "之后")) or (
        words[0] in "自从" and not any(mark in words for mark in "至到—-–~内")
    ):
        return DateRole.START
    return DateRole.DEADLINE if due.day or due.recurrence else DateRole.VAGUE


def titles(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The stretches inside 《…》, also where the stretch of text begins in the middle of one."""
    opened = text.rfind("《", max(0, start - _LONGEST_TITLE), start)
    if opened >= 0 and text.find("》", opened, start) >= 0:
        opened = -1
    return tuple(Span(*found.span()) for found in _TITLE.finditer(text, start if opened < 0 else opened, end))


def plan_period(title: str) -> tuple[date, date] | None:
    """The first and last day of the period a document's own title names: years, one year, or a five-year plan."""
    for period in _periods(title):
        return period.start, period.last
    return None


def _periods(title: str) -> Iterator[periods.DateRange]:
    """The readings of a title, the most specific first."""
    if (span := _PERIOD.search(title)) and whole(span["y"]) <= whole(span["y2"]):
        yield periods.years(whole(span["y"]), whole(span["y2"]))
    if plan := _PLAN.search(title):
        yield periods.plan(10 + whole(plan["plan"] or plan["spelt"]))
    if year := _YEAR.search(title):
        yield periods.year(whole(year["y"]))
