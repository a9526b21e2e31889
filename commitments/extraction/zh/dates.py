"""Date forms: phrases that say by when."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from commitments import periods
from commitments.document import Span
from commitments.extraction.rule import Context, DateForm, DateMatch, DateRole
from commitments.extraction.scanner import Scanner, trimmed
from commitments.extraction.zh.dates_calendar import CALENDAR_FORMS
from commitments.extraction.zh.dates_open import OPEN_FORMS
from commitments.extraction.zh.dates_reading import DASH, YEAR_FIGURES, whole
from commitments.extraction.zh.dates_relative import RELATIVE_FORMS, weak_reference
from commitments.holidays import FESTIVALS
from commitments.target import Basis, Due

DATE_FORMS: tuple[DateForm, ...] = (*CALENDAR_FORMS, *RELATIVE_FORMS, *OPEN_FORMS)
_SCANNER = Scanner(
    DATE_FORMS,
    re.compile(
        r"(?<![\d.])\d(?=\d{0,3}\s{0,4}[年月日号天周个小工季星世半/.．\-—–－─~～至到前])"
        r"|[一二两三四五六七八九十半](?=[一二三四五六七八九十〇○零０]{0,3}\s{0,4}[、年月日号天周个小工季星世半—至到-])"
        r"|(?:截\s?[至止]|即日起至|[到至自从])(?=\s{0,4}[\d一二十“\"‘「今明后本来去上前下年月新建世次第]|\s{0,4}[\u4e00-\u9fff]{1,14}(?:后|起))"
        r"|[在于待](?=[^，,。；;\n《》]{2,24}(?:后|起))"
        r"|[今本来明后去上前](?=\s{0,4}年)|(?<!\d)年(?=\s{0,4}[底末终中内])|全(?=\s?年)|当(?=年内)|今明|今冬"
        r"|[上下]\s?半\s?年|[第前](?=\s{0,4}[一二三四五六七八九十1-9１-９])|[本这下次](?=\s?[个一月周季])|月(?=[底末内])|周(?=[一二三四五六日])"
        rf"|[“\"‘「]?(?:{'|'.join(FESTIVALS)}|十[一二三四五六七八九]\s?五)|秋季?(?=[新学开入])|新学|新中国|建[党国军]|中国共产党|中华人民|中国人民|人民军队|世纪中叶"
        r"|未来|今后|接下来|力争|争取|[再利]?用(?=[\d一二两三四五六七八九十半])|每|按[年季月]"
        r"|尽[快早]|早日|近期|适时|择机|下一?[步阶]|长期|及时|限期|即时|立即|中长期|(?:有效|执行|试行|实施)期"
        r"|土壤|封冻|上冻|入[冬汛]|主?汛期|供[暖热]|采暖|雨季|春耕|秋收|开学"
        r"|(?:近|过去|此前|最近|连续|[已满]|工作|从业|任职|居住|缴纳|超过|不足)(?=的?\s{0,4}[\d一二两三四五六七八九十半])"
    ),
)
_LONGEST_TITLE = 80
_TITLE = re.compile(r"《[^《》]{0,80}》?")
_PERIOD = re.compile(rf"(?P<y>{YEAR_FIGURES})\s?年?度?{DASH}(?P<y2>{YEAR_FIGURES})\s?年?(?!\d)")
_YEAR = re.compile(rf"(?P<y>{YEAR_FIGURES})\s?年")
_PLAN = re.compile(r"[“\"]?十\s?(?P<plan>[一二三四五六七八九])\s?五[”\"]?")
_BASELINE = re.compile(r"(?:[较比]|相比|同比|对比)\s?[“\"]?$")


def find_dates(text: str, start: int, end: int, context: Context) -> tuple[DateMatch, ...]:
    """The date phrases of a stretch of text in order, none overlapping, none inside 《…》.

    `due.text` is the words verbatim; relative phrases have no day if the context has no reference date.
    """
    found = _SCANNER.scan(text, start, end, titles(text, start, end))
    return tuple(match for form, words in found if (match := _read(form, words, context)) is not None)


def _read(form: DateForm, found: re.Match[str], context: Context) -> DateMatch | None:
    """What one phrase means, or None if it turns out to be no date."""
    due = form.due(found, context)
    if due is None:
        return None
    span = trimmed(found.string, found.start(), found.end())
    confirm = due.confirm or (weak_reference(context) if due.basis is Basis.RELATIVE else "")
    words = span.of(found.string)
    return DateMatch(span, form.name, replace(due, text=words, confirm=confirm), _role(found.string, span, words, due))


def _role(text: str, span: Span, words: str, due: Due) -> DateRole:
    """Whether the phrase sets a limit, or only says since when, from when, as of when or compared with when."""
    if words.endswith("以来") or (words.endswith("来") and due.day is not None):
        return DateRole.SINCE
    if _BASELINE.search(text, max(0, span.start - 4), span.start):
        return DateRole.BASELINE
    if words.startswith("截"):
        return DateRole.AS_OF
    if words.endswith("起") or (words[0] in "自从" and not any(mark in words for mark in "至到—-–~内")):
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
        yield periods.plan(10 + whole(plan["plan"]))
    if year := _YEAR.search(title):
        yield periods.year(whole(year["y"]))
