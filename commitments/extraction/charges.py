"""Charges: lines that open with a body and say what it answers for (区住建局：负责…), as a list of duties has them."""

from collections.abc import Iterator
from typing import NamedTuple

from commitments.document import Document, Section, Span
from commitments.extraction import later as re
from commitments.extraction.naming import closing_namings, is_bodies
from commitments.extraction.tables import trimmed
from commitments.extraction.zh.owners import as_subject
from commitments.extraction.zh.subjects import acting_subject, helpers
from commitments.target import Owners

DUTIES = re.compile(r"分工|(?:部门|单位|工作|主要|具体)职责|职责(?:任务|划分|清单)|责任(?:落实|划分|清单|单位)")
VERBS = (
    r"(?:牵头|负责|要|应|须|督促|指导|组织|会同|配合|协助|做好|落实|统筹|加强|抓好|制定|承担|按照?|依法|严格|开展|推进|推动|建立|完善|积极|切实|加快|加大"
    r"|强化|全面|定期|及时|于\s?\d|\d{4}年|\d{1,2}月|每[年月季半周]|具体|主要|完成|新[建增]|实施|对|将|结合|充分|认真|进一步|持续)"
)
LINE = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]{1,2}\s*|[-—•●·]\s*)?(?P<who>[^:：。；;\n]{2,60})(?P<sign>[:：。])\s*(?P<what>"
    rf"{VERBS}[^\n]{{5,}})"
)
SEGMENT = re.compile(r"[^；;。\n]+")
CHARGED = re.compile(rf"(?=[^，,。；;\n]{{2,60}}?{VERBS})")
LABELS = re.compile(
    r"(?:牵头|责任|配合|主办|承办|协办|主管|成员|组长|分工|实施|落实|督导|参与|参加|支持)(?:单位|部门|机构)|联系|抄送|主送|来源"
)


class Charge(NamedTuple):
    """What a body answers for, and where it is named."""

    span: Span
    owners: Owners
    named: Span


def charges_of(document: Document) -> Iterator[Charge]:
    """The lines of a plan that charge a body; under a heading of duties also the parts between semicolons."""
    text = document.text
    for paragraph in document.paragraphs:
        span = paragraph.span
        below = under_duties(document, document.sections[paragraph.section])
        found = LINE.match(text, *span)
        if found and (found["sign"] != "。" or below) and not LABELS.search(found["who"]):
            owners = charged(found["who"])
            if owners and not closing_namings(text, paragraph):
                yield Charge(trimmed(text, found.start("who"), span.end), owners, Span(*found.span("who")))
                continue
        if below and not closing_namings(text, paragraph):
            yield from segments_of(text, span)


def charged(words: str) -> Owners:
    """The bodies that a line opens with; nobody where it opens with anything else."""
    words = words.strip()
    return as_subject(words, is_bodies(words) or acting_subject(f"{words}：", 0, len(words) + 1))


def under_duties(document: Document, section: Section) -> bool:
    """Whether a part stands below a heading that says that duties follow."""
    while not DUTIES.search(document.text, *section.heading):
        if section.parent is None:
            return False
        section = document.sections[section.parent]
    return True


def segments_of(text: str, span: Span) -> Iterator[Charge]:
    """The parts of a line between semicolons that each begin with a body and its duty: 区住建局负责…."""
    for segment in SEGMENT.finditer(text, *span):
        part = trimmed(text, *segment.span())
        if not CHARGED.match(text, *part):
            continue
        comma = re.search("[，,]", part.of(text))
        end = part.start + comma.start() if comma else part.end
        names = acting_subject(text, part.start, end)
        opens = names and text.find(names[0], part.start, end) - part.start <= MARK
        after = text.find(names[-1], part.start, end) + len(names[-1]) if names else end
        if opens and re.match(VERBS, text[after:end]) and is_bodies("、".join(names)):
            beside = tuple(name for name in helpers(text, part.start, end) if name not in names)
            start = text.find(names[0], part.start, end)
            owners = as_subject(text[start:end], names)
            part = Span(start, part.end)
            yield Charge(part, Owners(owners.lead, owners.support + beside), Span(part.start, after))


MARK = 4  # characters of the sign that counts a line
