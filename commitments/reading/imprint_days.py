"""The days of an imprint that no office signed: of publication, of a story's press, of the year a report is on."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date

from commitments.reading.lines import Line
from commitments.reading.written_days import DATE, DAY, LABELLED_DATE, MONTH, YEAR, as_date, small

CLOCK = r"(?:\s*[T　]?\s*\d{1,2}[:：]\d{1,2}(?:[:：]\d{1,2})?)?"
PUBLISHED_LABEL = re.compile(
    r"(?:(?:发布|发稿|发表|更新|刊[发登])(?:日期|时间|于)|(?:印发|答复)(?:日期|时间)?|发文日期|公开日期|出版日期|公布日期|见报(?:日期|时间)|"
    rf"(?:^|(?<=[\s　|｜]))日\s*期)\s*[:：]?\s*{LABELLED_DATE}{CLOCK}"
)
# Words of the label, looked for first: nearly no line holds one.
PUBLISHING = re.compile("发[布稿表文]|更新|刊[发登]|印发|答复|公开日期|出版|公布日期|见报|日\\s*期")
PRINTED = re.compile(rf"{DATE}\s*印发")
PRESS = r"(?:报|网|社|刊|台|客户端|频道|杂志|公众号|融媒体?|媒体|周刊|新闻|传媒|在线|日报社|发布)"
SOURCE = re.compile(r"(?:(?<!数据|资料|图片|电力|收入|资金)来源|稿源|转自|摘自|原载|出处|作者|记者|编辑|责编)\s*[:：]")
# “（江州日报2024年8月15日第3版）” behind the last words of a story, or below its title
IN_BRACKETS = re.compile(
    rf"[（(【\[](?:原载|转自|摘自|据|(?:来源|稿源|转自|摘自)[:：])?\s*[^（()）\d。]{{1,24}}?{PRESS}[》〉”]?\s*[，,]?\s*{DATE}{CLOCK}"
    r"[^（()）。]{0,20}[）)】\]]\s*$"
)
# “江州日报 2024-08-15 10:21” in a line of its own, either of the two first
LEAF = r"\s*(?:[（(]?星期[一二三四五六日天][）)]?)?\s*(?:第?\s*\d{1,3}\s*版)?"
BEHIND_PRESS = re.compile(
    rf"[^\d，。：:]{{0,16}}{PRESS}[》〉”]?\s*(?:(?:记者|通讯员|作者)[^\d，。：:]{{1,12}})?{DATE}{CLOCK}{LEAF}"
)
BEFORE_PRESS = re.compile(rf"{DATE}{CLOCK}\s*[^\d，。：:]{{0,16}}{PRESS}{LEAF}")
WITH_CLOCK = re.compile(rf"{DATE}\s*\d{{1,2}}[:：]\d{{1,2}}(?:[:：]\d{{1,2}})?")
ALONE = (BEHIND_PRESS, BEFORE_PRESS, WITH_CLOCK)
# “新华社北京8月15日电”: mostly without a year, which the head or the foot of the page may name
DATELINE = re.compile(
    rf"[（(【\[]?[\u4e00-\u9fff]{{2,20}}?\s?(?:20\d\d\s*年\s*)?{MONTH}\s*月\s*{DAY}\s*日\s*(?:电|讯)(?![力子信网梯动商])"
)
OF_A_PAGE = re.compile(rf"{PRESS}|版权|©|第\s*\d+\s*期|20\d\d[-/.]\d")
HEAD, FOOT = 10, 6  # lines among which a page says where and when it appeared
LONGEST = 90  # characters of such a line

# “（2024年7月）” below the title, or the month alone under the text: all that some papers say of when they were written
OF_A_MONTH = re.compile(rf"[（(]?\s*{YEAR}\s*年\s*{MONTH}\s*月\s*[)）]?")
SPOKEN_TITLE = re.compile("纪要|记录|实录|答问|问答|答记者问|讲话|致辞|发言|访谈|发布会|座谈会")
SPOKEN_ON = re.compile(rf"(?:(?:会议|讲话|发布|座谈|访谈|召开)?时\s*间|(?:会议|讲话)?日\s*期)\s*[:：]\s*{DATE}")
MINUTES_TITLE = re.compile("纪要|会议记录")
# “2024年9月12日上午，副市长陈某某主持召开专题会议，…”
MET_ON = re.compile(
    rf"{DATE}\s*(?:[（(]?(?:星期|周)[一二三四五六日天][）)]?)?(?:上午|下午|晚上?|中午)?[^。；;]{{0,80}}?(?:主持|召开|举行)[^。；;]{{0,60}}?会"
)
SIGNATURE = 2  # lines between the text and its date
OPENING = 14  # lines among which minutes begin

_YEAR_WORDS = r"(?P<year>[2２][0０][\d０-９]{2}|二[〇○零][一二三四五六七八九〇○零]{2})"
_ON = r"(?:社会责任|ESG|可持续发展|环境、社会[及和与](?:公司|企业)?(?:治理|管治)(?:[（(]ESG[）)])?)报告"
_REPORT = re.compile(
    rf"{_YEAR_WORDS}\s*(?:[-—–/／](?P<second>\d{{2}}|20\d\d)\s*)?年?(?:第?(?P<quarter>[一三])季度?报告?|(?P<half>半年度报告|半年报|中期报告?)|"
    rf"度?(?:年度报告|年报|(?<=年度)报告|(?<=年)报(?!告))|度?[^，,。；;：:\d]{{0,24}}?(?:年度报告|{_ON}))"
    r"(?:[（(【《〔][^。]{1,20}[)）】》〕])?(?:摘要|全文|正文)?[*\s]*$"
)
_QUARTER_ENDS = {"一": (3, 31), "三": (9, 30)}
CENTURY = 100


def find_published(text: str, lines: tuple[Line, ...]) -> date | None:
    """The day behind 发布日期, 印发日期 and their like, else the one that a story's press names.

    Of several the earliest: later ones are reprints.
    """
    days = []
    for index in range(len(lines)):
        words = labelled(text, lines, index)
        if PUBLISHING.search(words) is None:  # told apart first, because nearly no line holds one of the words
            continue
        found = PUBLISHED_LABEL.search(words) or PRINTED.search(words)
        if found and (day := as_date(found)):
            days.append(day)
    return min(days, default=None) or min(pressed(text, lines), default=None) or day_of_line(text, lines)


def labelled(text: str, lines: tuple[Line, ...], index: int) -> str:
    """A line, with the next one when it is a bare label whose value stands below."""
    words = lines[index].span.of(text)
    if words.endswith((":", "：")) and index + 1 < len(lines):
        return words + lines[index + 1].span.of(text)
    return words


def pressed(text: str, lines: tuple[Line, ...]) -> Iterator[date]:
    """The days that stand beside the name of a paper, a site or a source, in the head and the foot of a text."""
    for line in (*lines[:HEAD], *lines[HEAD:][-FOOT:]):
        words = line.span.of(text)
        found = IN_BRACKETS.search(words)
        if found is None and len(words) <= LONGEST:
            found = next((hit for form in ALONE if (hit := form.fullmatch(words))), None)
            found = found or (re.search(DATE, words) if SOURCE.search(words) else None)
        if found and (day := as_date(found)):
            yield day


def told_day(text: str, lines: tuple[Line, ...], head: Sequence[Line], title: str | None) -> date | None:
    """The day on which minutes say that was met, or words were spoken; else the last day of the month of a paper.

    A paper that names no more than its month is read against the last day of it: written by then it was, and what it
    calls 今年, 年内 or 下半年 is the same on any of its days.
    """
    return day_of_meeting(text, lines, title or "") or month_of_paper(text, lines, head)


def day_of_meeting(text: str, lines: tuple[Line, ...], title: str) -> date | None:
    """The day behind 时间 below the title of what was spoken, or the one that opens the first sentence of minutes."""
    forms = [form for form, of in ((SPOKEN_ON, SPOKEN_TITLE), (MET_ON, MINUTES_TITLE)) if of.search(title)]
    for line in lines[:OPENING] if forms else ():
        words = line.span.of(text).strip()
        if found := next((hit for form in forms if (hit := form.match(words))), None):
            return as_date(found)
    return None


def month_of_paper(text: str, lines: tuple[Line, ...], head: Sequence[Line]) -> date | None:
    """The last day of the month that stands alone in a line of the head, or under the text and who signs it."""
    last = len(lines) - 1
    ends = [text[line.span.end - 1] for line in lines[max(0, last - SIGNATURE) : last]]
    for line in (*head, *(lines[-1:] if "。" in ends else ())):
        found = OF_A_MONTH.fullmatch(line.span.of(text).strip("#* \t\u3000"))
        first = as_date(found, day=1) if found and not line.furniture else None
        if first:
            return first.replace(day=monthrange(first.year, first.month)[1])
    return None


def day_of_line(text: str, lines: tuple[Line, ...]) -> date | None:
    """The day of a dateline (新华社北京8月15日电), with its own year or the only one that the page's edges name."""
    found = next((hit for line in lines[:HEAD] if (hit := DATELINE.match(line.span.of(text)))), None)
    if found is None:
        return None
    if whole := re.search(DATE, found.group()):
        return as_date(whole)
    edges = [line.span.of(text) for line in (*lines[:HEAD], *lines[HEAD:][-FOOT:])]
    edges = [words for words in edges if len(words) <= LONGEST and OF_A_PAGE.search(words)]
    years = {int(year) for words in edges for year in re.findall(r"(?<!\d)20\d\d(?!\d)", words)}
    if len(years) != 1:
        return None
    try:
        return date(years.pop(), small(found["month"]), small(found["day"]))
    except ValueError:
        return None


def end_of_report(title: str | None) -> date | None:
    """The last day of the year, half-year or fiscal year that an annual report is on, told by its title."""
    found = _REPORT.search(title or "")
    if found is None:
        return None
    first = small(found["year"])
    if found["second"]:
        follows = int(found["second"]) % CENTURY == (first + 1) % CENTURY
        return date(first + 1, 3, 31) if follows else None
    if found["quarter"]:
        return date(first, *_QUARTER_ENDS[found["quarter"]])
    return date(first, 6, 30) if found["half"] else date(first, 12, 31)
