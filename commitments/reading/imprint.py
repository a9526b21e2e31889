"""The imprint: title, issuer, document number and dates, and from these the reference date."""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

from commitments.document import NO_REFERENCE, Imprint, Reference, ReferenceBasis, Span
from commitments.folding import as_written, folded
from commitments.reading.content import Hints
from commitments.reading.imprint_days import (
    ALONE,
    OF_A_MONTH,
    PUBLISHED_LABEL,
    end_of_report,
    find_published,
    labelled,
    told_day,
)
from commitments.reading.letterhead import find_subject
from commitments.reading.lines import Line
from commitments.reading.markers import marker_of
from commitments.reading.written_days import DATE, LABELLED_DATE, REPUBLIC, as_date

LONE_DATE = re.compile(
    rf"(?P<before>[^\d〇一二三四五六七八九十]{{0,40}}?)\s*{DATE}\s*(?P<after>[（(]?此件.{{0,12}}|[（(]星期[一二三四五六日天][）)]|于[^。，,]{{2,16}}办公室.{{0,4}})?"
)
CLOSING_DATE = re.compile(rf"(?<=[。）)！])\s*{DATE}$")
# “（2024年1月9日在…会议上）”, “（2025年11月28日某委员会第八次全体会议通过）”
SPOKEN = re.compile(
    rf"[（(—\s]*{DATE}\s*(?:[）)]|在.{{2,50}}会(?:议)?上?.{{0,12}}|.{{4,60}}(?:通过|批准|审议通过|表决通过)[）)]?)"
)
SIGNED_LABEL = re.compile(
    rf"(?:成文日期|成文时间|签发日期|落款日期|发文日期(?=[:：]?\s*(?:中华|民国|1[01]\d年)))\s*[:：]?\s*{LABELLED_DATE}"
)
NUMBER = re.compile(
    r"(?P<number>[\u4e00-\u9fff]{1,14}\s*(?:[〔\[［【〖（(﹝<〈]\s*(?P<year>(?:19|20)\d\d)\s*[〕\]］】〗）)﹞>〉])"
    r"\s*第?\s*[A-Za-z]?[\dXx](?:\s?[\dXx]){0,4}\s*号)"
)
OTHER_NUMBERS = (
    re.compile(
        r"(?P<number>[\u4e00-\u9fff]{1,14}字第\s?(?P<year>1[01]\d)\d{5,9}[A-Z]?号)"
    ),  # of Taiwan: the year leads
    re.compile(
        r"(?P<number>第\s?\d{1,4}[/／](?P<year>20\d\d)\s?号[\u4e00-\u9fff]{0,16}(?:批示|法规|法律|行政命令|公告))"
    ),  # of Macau
    re.compile(
        r"(?P<number>(?:[\u4e00-\u9fff]{2,20}(?:公告|通告|令)\s*)?(?P<year>20\d\d)\s*年\s*第\s*\d{1,4}\s*号(?:公告|通告)?)$"
    ),
    re.compile(r"(?P<number>[\u4e00-\u9fff]{2,20}令\s*第\s*\d{1,4}\s*号)(?P<year>)$"),  # orders are counted on
)
NUMBER_WITHOUT_MARK = re.compile(r"[〔\[［]\s*(?P<year>20\d\d)\s*[〕\]］]\s*第?\s*\d{1,4}\s*号")  # of minutes
LONE_COUNT = re.compile(r"第\s*\d{1,4}\s*号")  # below a masthead that says of what
NUMBER_LABEL = re.compile(r"^(?:发文字号|文\s*号|文件编号)\s*[:：]?\s*")

KINDS = (
    "答复|复函|通知|意见|方案|措施|办法|规定|要点|规划|纲要|计划|报告|公告|通报|决定|决议|批复|函|细则|清单|条例|指引|"
    "标准|方针|蓝图|白皮书|预算案|安排|总结|综述|讲话|公报|指南|制度|预案|责任书|考核表|评分表|分解表|分工表|指标体系|评价体系|指标|摘要|分工|打算|思路"
)
TITLE_END = re.compile(rf"(?:{KINDS})(?:[（(《〔][^。]{{1,40}}[）)》〕])?[*\s]*$")
TITLE_OPEN = re.compile(r"关于|对.+(?:会议|代表|委员|建议|提案|留言)")
ABOUT_ITSELF = re.compile(r"关于(?:本|这份)")  # the chapter that says what the paper is
TITLE_LABEL = re.compile(r"^(?:标\s*题|名\s*称|主\s*旨|文件名称|留言主题)\s*[:：]\s*")
OF_REPLY = re.compile("对关于")
SALUTATION = re.compile(r"[:：]\s*$")
ORGANS = (
    "政府办公厅|政府办公室|政府|办公厅|办公室|委员会|管委会|厅|局|委|部|院|公司|集团|中心|银行|署|处|会|司|大学|学院"
)
ORGAN = rf"[\u4e00-\u9fff（）()、]{{2,30}}?(?:{ORGANS})"
ISSUER_LINE = re.compile(rf"(?:{ORGAN})(?:\s+{ORGAN})*")
MASTHEAD = re.compile(rf"(?P<issuer>{ORGAN})(?:文件|\s{{1,4}}(?:函|令|公告))")
TITLE_ISSUER = re.compile(rf"(?P<issuer>{ORGAN})(?:关于|对)")

HEAD_LINES = 30  # title and number stand among the first lines
LONGEST_TITLE_LINE = 70
LONGEST_SIGNED_LINE = 60


def find_imprint(text: str, lines: tuple[Line, ...], *, given: date | None = None) -> Imprint:
    """What the document says about itself; `given` is used only when it says nothing better.

    Traditional characters are read as simplified ones; title, issuer and number are given back as written.
    """
    plain_text = folded(text)
    found = _found(plain_text, lines, given)
    if plain_text is text:
        return found
    title, issuer, number = (
        words and as_written(words, plain_text, text) for words in (found.title, found.issuer, found.number)
    )
    return replace(found, title=title, issuer=issuer, number=number)


def _found(text: str, lines: tuple[Line, ...], given: date | None) -> Imprint:
    """The imprint of a text in simplified characters."""
    head = head_of(text, lines)
    title = find_title(text, head)
    if title is None or ISSUER_LINE.fullmatch(title):  # who speaks is no title either, if there is a better one
        title = find_subject(text, lines) or title
    number, number_year = find_number(text, head)
    signed, signed_at = find_signed(text, lines)
    published = find_published(text, lines)
    return Imprint(
        title=title,
        issuer=find_issuer(text, lines, signed_at, title),
        number=number,
        signed=signed,
        published=published,
        reference=settle(
            signed, published or told_day(text, lines, head, title), given, number_year, end_of_report(title)
        ),
    )


def hinted(imprint: Imprint, hints: Hints) -> Imprint:
    """The imprint with what only the file's own labels say; a date among them is one of publication."""
    published = imprint.published or hints.published
    reference = imprint.reference
    if imprint.published is None and hints.published and reference.basis is not ReferenceBasis.SIGNED:
        reference = Reference(hints.published, ReferenceBasis.PUBLISHED)
    return replace(
        imprint,
        # A page's own headline is better than one made from what a reply answers.
        title=(hints.title or imprint.title) if OF_REPLY.match(imprint.title or "") else imprint.title or hints.title,
        issuer=imprint.issuer or hints.issuer,
        number=imprint.number or hints.number,
        published=published,
        reference=reference,
    )


def settle(
    signed: date | None, published: date | None, given: date | None, number_year: int | None, reported: date | None
) -> Reference:
    """The reference date: what the text says first, then what the user gave, then the year of the number or title."""
    for day, basis in (
        (signed, ReferenceBasis.SIGNED),
        (published, ReferenceBasis.PUBLISHED),
        (given, ReferenceBasis.GIVEN),
        (date(number_year, 12, 31) if number_year else None, ReferenceBasis.NUMBER),
    ):
        if day:
            return Reference(day, basis)
    return Reference(reported, ReferenceBasis.NUMBER, over=True) if reported else NO_REFERENCE


def head_of(text: str, lines: tuple[Line, ...]) -> list[Line]:
    """The lines above the first one that is prose or the first chapter."""
    head: list[Line] = []
    for line in lines[:HEAD_LINES]:
        words = line.span.of(text)
        if len(words) > LONGEST_TITLE_LINE and not line.furniture and not words.startswith("#"):
            break
        marker = marker_of(text, line)
        if head and marker and marker.count == 1 and marker.rank == 1:
            break
        head.append(line)
    return head


def find_title(text: str, head: list[Line]) -> str | None:
    """The title, put together when it runs over several lines; white space at its breaks is kept as one blank."""
    candidates = []
    for index, line in enumerate(head):
        words = plain(line.span.of(text))
        label = TITLE_LABEL.match(words)
        if label and len(words) > label.end():
            return words[label.end() :]
        if (line.furniture and not label) or SALUTATION.search(words):
            continue
        if ABOUT_ITSELF.match(words) or MASTHEAD.fullmatch(words) or words.endswith("文件"):
            continue
        if TITLE_END.search(words):
            candidates.append(with_lines_above(text, head, index))
    if candidates:
        return max(candidates, key=lambda words: TITLE_OPEN.search(words) is not None)
    first = next((line for line in head if is_name(text, line)), None)
    return plain(first.span.of(text)) if first else None


def is_name(text: str, line: Line) -> bool:
    """Whether a line may be a headline: the author's words, no label, no number, no date."""
    words = line.span.of(text)
    return not (
        line.furniture
        or words.startswith("附件")
        or words.endswith("。")
        or SALUTATION.search(words)
        or NUMBER.fullmatch(words)
        or LONE_DATE.fullmatch(words)
        or any(form.fullmatch(words) for form in (*ALONE, OF_A_MONTH, NUMBER_WITHOUT_MARK))
    )


def with_lines_above(text: str, head: list[Line], index: int) -> str:
    """A title's last line with the lines it goes on from."""
    words = plain(head[index].span.of(text))
    for line in reversed(head[:index]):
        above = plain(line.span.of(text))
        if line.furniture or not TITLE_OPEN.search(above) or TITLE_END.search(above) or NUMBER.search(above):
            break
        words = f"{above}{words}" if not words.startswith("——") else f"{above} {words}"
    return words


def plain(words: str) -> str:
    """A line without Markdown signs."""
    return words.strip("#* \t\u3000")


def find_number(text: str, head: list[Line]) -> tuple[str | None, int | None]:
    """The document's own number and its year: alone on a line of the head, behind its label, or closing the title."""
    for line in head:
        words = NUMBER_LABEL.sub("", plain(line.span.of(text)))
        found = NUMBER.match(words) or (TITLE_END.search(words) and NUMBER.search(words)) or None
        if found and "《" not in words[: found.start()]:
            return re.sub(r"\s", "", found.group("number")), int(found.group("year"))
    for line in head:
        words = NUMBER_LABEL.sub("", plain(line.span.of(text)))
        for pattern in OTHER_NUMBERS:
            if other := pattern.match(words):
                year = int(other.group("year") or 0)
                of_the_republic = REPUBLIC if 0 < year < REPUBLIC else 0
                return re.sub(r"\s", "", other.group("number")), year + of_the_republic or None
    for line in head:
        if lone := NUMBER_WITHOUT_MARK.fullmatch(plain(line.span.of(text))):
            return re.sub(r"\s", "", lone.group()), int(lone.group("year"))
    for above, line in pairwise(head):
        masthead, words = plain(above.span.of(text)), plain(line.span.of(text))
        if LONE_COUNT.fullmatch(words) and masthead.endswith(("令", "公告", "通告")):
            return re.sub(r"\s", "", masthead + words), None
    return None, None


def find_signed(text: str, lines: tuple[Line, ...]) -> tuple[date | None, int | None]:
    """The date under the text (落款) or behind 成文日期, and the index of its line."""
    for index in range(len(lines)):
        found = SIGNED_LABEL.search(labelled(text, lines, index))
        found = found or (SPOKEN.fullmatch(plain(lines[index].span.of(text))) if index < HEAD_LINES else None)
        if found and (day := as_date(found)):
            return day, index
    signatures = [(day, index, near) for index in range(len(lines)) for day, near in signature(text, lines, index)]
    if not signatures:
        return None, None
    day, index, _near = max(signatures, key=lambda found: (found[2], found[1]))
    return day, index


def signature(text: str, lines: tuple[Line, ...], index: int) -> list[tuple[date, bool]]:
    """The date a line consists of or a closing paragraph ends with, and whether an issuer signs it."""
    words = plain(lines[index].span.of(text))
    if lines[index].furniture:
        return []
    closing = CLOSING_DATE.search(words)
    lone = LONE_DATE.fullmatch(words) if len(words) <= LONGEST_SIGNED_LINE else None
    found = lone or closing or split_date(text, lines, index)
    if found and PUBLISHED_LABEL.search(labelled(text, lines, max(0, index - 1)) + words):
        return []
    if found is None or (lone and lone.group("before") and not ISSUER_LINE.fullmatch(lone.group("before").strip())):
        return []
    day = as_date(found)
    above = plain(lines[index - 1].span.of(text)) if index else ""
    signed = bool(lone and lone.group("before")) or ISSUER_LINE.fullmatch(above) is not None
    return [(day, signed)] if day else []


def split_date(text: str, lines: tuple[Line, ...], index: int) -> re.Match[str] | None:
    """A date whose year and day stand on two lines."""
    if index + 1 == len(lines):
        return None
    first = lines[index].span
    both = Span(first.start, lines[index + 1].span.end).of(text)
    found = LONE_DATE.fullmatch(both) if len(both) <= LONGEST_SIGNED_LINE else None
    return found if found and _begins(found) < first.end - first.start else None


def _begins(date: re.Match[str]) -> int:
    """Where the year begins."""
    return max(date.start("year"), date.start("republic"))


def find_issuer(text: str, lines: tuple[Line, ...], signed_at: int | None, title: str | None) -> str | None:
    """Who speaks: the signature, else the masthead, else the title, else a line of the head that names a body."""
    if signed_at:
        lone = LONE_DATE.fullmatch(plain(lines[signed_at].span.of(text)))
        above = (lone.group("before").strip() if lone else "") or plain(lines[signed_at - 1].span.of(text))
        if ISSUER_LINE.fullmatch(above):
            return above
    head = [plain(line.span.of(text)) for line in lines[:HEAD_LINES]]
    mastheads = [found.group("issuer") for words in head if (found := MASTHEAD.fullmatch(words))]
    if mastheads:
        return max(mastheads, key=len)
    if title and (found := TITLE_ISSUER.match(title)):
        return found.group("issuer")
    tail = [plain(line.span.of(text)) for line in lines[-6:]]
    return next((words for words in [*reversed(tail), *head] if ISSUER_LINE.fullmatch(words)), None)
