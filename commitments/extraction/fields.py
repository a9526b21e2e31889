"""Fields: records whose parts stand behind labels (整改目标：… 整改时限：… 责任单位：…), one for each matter.

The bodies that a record names answer for all its measures, and its term dates what has no date of its own.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from commitments.document import Document, Span
from commitments.extraction import later as re
from commitments.extraction.naming import WHEN
from commitments.extraction.tables import trimmed
from commitments.extraction.zh.owners import labelled
from commitments.target import Owners


class Part(Enum):
    """What a field holds."""

    PROBLEM = "problem"
    GOAL = "goal"
    WHAT = "what"
    NAME = "name"  # of the matter: what is to be done only where nothing else says it
    TERM = "term"
    OWNER = "owner"
    OTHER = "other"  # whoever watches, signs or is called: they answer for nothing


BODY = (Part.GOAL, Part.WHAT, Part.NAME)
NAMES: tuple[tuple[Part, re.Pattern[str]], ...] = (
    (
        Part.OTHER,
        re.compile(
            r"[一-鿿]{0,6}(?:领导|责任人|负责人|联系人|联系电话|电话|备注|进展|完成情况|整改情况|分值|得分)[一-鿿]{0,2}"
            r"|[一-鿿]{0,4}(?:督导|督办|督查|验收|销号|监督|监管|考核|考评|包案|审核|把关)[一-鿿]{0,4}(?:单位|部门|组|人)"
        ),
    ),
    (Part.TERM, re.compile(WHEN)),
    (
        Part.OWNER,
        re.compile(
            r"[一-鿿]{0,4}(?:牵头|责任|配合|主办|承办|协办|实施|落实|分工|主责)[一-鿿]{0,4}(?:单位|部门|主体|科室|处室)"
        ),
    ),
    (
        Part.PROBLEM,
        re.compile(r"[一-鿿]{0,8}(?:问题|现状|表现|隐患)(?:描述|表现|清单|来源|[一二三四五六七八九十\d]{1,2})?"),
    ),
    (Part.NAME, re.compile(r"[一-鿿]{0,4}(?:任务|事项|工作|举措)名称")),
    (Part.GOAL, re.compile(r"[一-鿿]{0,4}目标(?!任务)[一-鿿]{0,2}")),
    (Part.WHAT, re.compile(r"[一-鿿]{0,4}(?:措施|举措|任务|内容|事项|要求|标准|办法)[一-鿿]{0,2}")),
)
FIELD = re.compile(
    r"(?:(?<=[\n。；;，,）)])|(?<![\s\S]))[^\S\n]*"
    r"(?:(?:\d{1,2}[.．、]|[（(][一二三四五六七八九十\d]{1,2}[)）]|[一二三四五六七八九十]{1,2}、|[-—•·●])[^\S\n]*)?"
    r"(?P<name>[一-鿿]{2,10}[一二三四五六七八九十\d]{0,2})[ \t]?[:：]"
)
MEASURE = re.compile(
    r"(?:(?<=\n)|(?<=[。；;：:])|(?<![\s\S]))[^\S\n]*"
    r"(?:\d{1,2}[.．、](?!\d(?!0\d\d年|\d?月))|[（(][一二三四五六七八九十\d]{1,2}[)）]"
    r"|[①-⑳]|[一二三四五六七八九十]是)[^\S\n]*"
)
ENDS = "。；;，, \t\u3000\xa0\n"
INDENT = " \t\u3000\xa0"
BRACKET = re.compile(r"[（(〔【\[][^（）()〔〕【】\[\]\n]{2,200}[)）〕】\]]")
SIDES = " \t\u3000\xa0\n；;，,"
SHORTEST = 5


@dataclass(frozen=True, slots=True)
class Field:
    """A label with what stands behind it: `start` is where the label begins."""

    part: Part
    name: str
    start: int
    words: Span


@dataclass(frozen=True, slots=True)
class Record:
    """One matter: what is to be done, who answers for it, where that stands, and the stretch that sets its term."""

    measures: tuple[Span, ...]
    goals: tuple[Span, ...]  # of a matter that has measures too
    owners: Owners
    named: Span
    term: Span | None
    span: Span


def records_of(document: Document) -> Iterator[Record]:
    """The records of a paper that says behind labels what is to be done and who does it."""
    text = document.text
    fields = list(fields_of(document))
    if not ({Part.OWNER} & {field.part for field in fields} and set(BODY) & {field.part for field in fields}):
        return
    for group in groups(document, fields):
        record = record_of(text, group)
        if record:
            yield record


def fields_of(document: Document) -> Iterator[Field]:
    """The labelled fields in order; one reaches to the next, or to the end of its line, its part and its list."""
    text = document.text
    closed = [bracket.span() for bracket in BRACKET.finditer(text)]
    found = [(part, match) for match in FIELD.finditer(text) if (part := part_of(match["name"]))]
    found = [(part, match) for part, match in found if not within(closed, match.start("name"))]
    stops = [*(match.start() for _, match in found), len(text)][1:]
    for (part, match), stop in zip(found, stops, strict=True):
        end = reach(document, part, match.end(), stop)
        yield Field(
            part, match["name"], match.start("name"), trimmed(text, match.end(), end, SIDES if part in BODY else ENDS)
        )


def within(closed: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether a place lies inside a bracket."""
    last = bisect_right(closed, at, key=lambda bracket: bracket[0]) - 1
    return last >= 0 and at < closed[last][1]


def part_of(name: str) -> Part | None:
    """What a field of this name holds; None for what is no field's name."""
    return next((part for part, pattern in NAMES if pattern.fullmatch(name)), None)


def reach(document: Document, part: Part, start: int, stop: int) -> int:
    """Where a field ends: measures run on over their list, all else ends with its line."""
    text = document.text
    line = text.find("\n", start, stop)
    end = stop if line < 0 else line
    while part in BODY and end < stop:
        following = text.find("\n", end + 1, stop)
        following = stop if following < 0 else following
        empty = not text[end:following].strip()
        if text[start:end].strip() and not empty and not MEASURE.match(text, end + 1, following):
            break
        end = following
    return end


def groups(document: Document, fields: Sequence[Field]) -> Iterator[list[Field]]:
    """The fields of each record: a label that comes again begins the next, and so does a problem or a heading."""
    starts = sorted((section.span.start, section.rank) for section in document.sections if section.rank)
    group: list[Field] = []
    rank = 0
    for field in fields:
        parts = {one.part for one in group}
        between = [
            order for start, order in starts if group and group[-1].words.end <= start <= field.start
        ]  # headings between two fields
        again = field.part is not Part.OTHER and any(one.name == field.name for one in group)
        whole = Part.OWNER in parts and bool(parts & set(BODY))
        if group and (again or (whole and (field.part is Part.PROBLEM or any(order <= rank for order in between)))):
            yield group
            group = []
        if not group:
            rank = max((order for start, order in starts if start <= field.start), default=0)
            rank = next((order for start, order in reversed(starts) if start <= field.start), rank)
        group.append(field)
    if group:
        yield group


def record_of(text: str, group: Sequence[Field]) -> Record | None:
    """The record that a group of fields makes, if it names what is to be done and who does it."""
    named = [field for field in group if field.part is Part.OWNER and field.words.start < field.words.end]
    whats = [field for field in group if field.part is Part.WHAT and field.words.start < field.words.end]
    goals = [field for field in group if field.part is Part.GOAL and field.words.start < field.words.end]
    whats = whats or ([] if goals else [f for f in group if f.part is Part.NAME and f.words.start < f.words.end])
    if not named or not (whats or goals):
        return None
    owners = labelled("；".join(text[field.start : field.words.end] for field in named))
    if not owners:
        return None
    term = next((field.words for field in group if field.part is Part.TERM), None)
    measures = tuple(measure for field in whats or goals for measure in parted(text, field.words))
    whole = Span(group[0].start, max(field.words.end for field in group))
    first = Span(named[0].start, named[0].words.end)
    return Record(measures, tuple(field.words for field in goals) if whats else (), owners, first, term, whole)


def parted(text: str, words: Span) -> Iterator[Span]:
    """The numbered measures of a field, else all of it."""
    begin = words.start
    while begin and text[begin - 1] in INDENT:  # a marker counts from the beginning of its line
        begin -= 1
    cuts = list(MEASURE.finditer(text, begin, words.end))
    if not cuts or text[words.start : cuts[0].start()].strip(ENDS):
        cuts_at = [(words.start, words.start), *((cut.start(), cut.end()) for cut in cuts if len(cuts) > 1)]
    else:
        cuts_at = [(cut.start(), cut.end()) for cut in cuts]
    stops = [*(start for start, _ in cuts_at), words.end][1:]
    for (_, start), stop in zip(cuts_at, stops, strict=True):
        span = trimmed(text, start, stop, SIDES)
        if span.end - span.start >= SHORTEST:
            yield span
