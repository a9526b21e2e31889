"""Naming: the phrases, brackets and lines by which an item names its owners."""

from dataclasses import dataclass

from commitments.document import Document, Paragraph, Span
from commitments.extraction import later as re
from commitments.extraction.zh.bodies import ENDINGS, NOT_A_BODY, split_units
from commitments.extraction.zh.owners import (
    FOR_ALL_BELOW,
    NEXT_ITEM,
    assigned,
    find_owners,
    first_leads,
    labelled,
    with_helpers,
)
from commitments.target import Owners

GATE = re.compile(r"[。；;]\s{0,4}[—–―]|单位|负责|牵头|配合|责任部门|主责|主办|部门[:：]|[)）〕】\]]\s*[。；;]?\s*$")
WHO = (
    r"(?:[一-鿿]{0,4}(?:牵头|责任|配合|主办|承办|协办|实施|主管|落实|参与|参加|分工|督办)[一-鿿]{0,4}"
    r"(?:单位|部门|领导|处室|科室|主体|人)|(?:牵头|配合|主办|协办|承办)(?=\s{0,2}[:：]))"
)
WHEN = r"(?:[一-鿿]{0,4}(?:时限|期限|时间|时间节点|节点))"
TERM_SAID = rf"(?P<term>{WHEN}\s*[:：][^。；;\n]{{1,40}})"
TERM_BEFORE = re.compile(rf"(?<=[。；;])\s*{TERM_SAID}[。；;]\s*\Z")
TERM_BEHIND = re.compile(
    rf"[。；;，,\s]*(?:{TERM_SAID}|(?P<done>(?:于|在)?\d{{0,4}}年?[^，,。；;\n]{{0,12}}(?:底|末|日|月|季度|年内|前)[^，,。；;\n]{{0,3}}完成))"
)
DONE = re.compile(r"(?:于|在)[^，,；;、]{2,16}(?:完成|办结|落实)\s*\Z")
LABEL = re.compile(rf"[（(〔【\[]?\s*{WHO}\s*[:：]")
LINE = re.compile(rf"[（(〔【\[]?\s*(?:{WHO}|{WHEN})\s*[:：]")
BRACKET = re.compile(
    r"[（(〔【\[](?P<words>(?:[^（()）〔〕【】\[\]]|[（(〔][^（()）〔〕]{1,40}[)）〕]){2,300})[)）〕】\]]\s*[。；;]?\s*$"
)
DASHED = re.compile(r"(?<=[。；;！])\s{0,4}[—–―]{1,2}\s?(?P<who>[^—–―，,。；;\n]{2,60})[。；;]?\s*\Z")
TIMED = re.compile(
    r"(?:完成|办结|推进|落实|实施)$|时限|期限|时间|[前底内]$|^(?:长期|持续|常态|每)"
    r"|^(?:20\d\d年)?(?:\d{1,2}月|[上下]半年|第?[一二三四]季度|年[底末内])"
)
# “列第一位者为牵头单位，下同”: how the brackets are to be read.
NOTE = re.compile(
    r"\s*(?:[列排][^，,]{0,6}[一首]位?|首位)[^，,]{0,4}(?:为|是)?牵头[^，,]{0,4}|\s*(?:以?下同|以?下均同|不再(?:一一|逐一)?(?:列出|注明))"
)
ALSO = r"(?:[（(〔][^（()）〔〕]{2,20}[)）〕])?"  # another name, the sign on the same door: 市场监管局（知识产权局）
BODY = re.compile(
    rf"(?:{NOT_A_BODY}[一-鿿A-Za-z0-9·]{{1,24}}{ENDINGS}{ALSO}|各[一-鿿、（）()〔〕]{{1,14}}|[一-鿿]{{0,6}}(?:工会|妇联|残联|侨联|科协|文联|工商联))"
)
OFFICE = re.compile(
    r"(?:办事处|工会|妇联|残联|侨联|科协|文联|工商联|管理处|管理所|派出所|检察院|委|厅|局|办|部|政府|部门|公司|中心|管委会|委员会|办公室|集团|银行|分行|支行|总队|大队|支队|中队|海关|报社|电视台|学院|大学|党组|党委|党工委|馆|新区|开发区|园区|院|会|街道|乡镇|(?<=[一-鿿]{2})(?<![学文理工医专本])科|(?<=[一-鿿]{2})[处室])"
    + ALSO
    + "$"
)
ASSIGNING = re.compile("(?<![（(])牵头(?![部单科处])|负责(?![部单科人])|配合(?![部单科])")  # not 各牵头部门
TAIL = "。；;，, \n）)*"
NEXT = re.compile(NEXT_ITEM)
CHAPTER = re.compile(r"[。；;、 \t\u3000]{0,4}(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章节])")
LONGEST_LINE = 400


@dataclass(frozen=True, slots=True)
class Naming:
    """Owners and the words that name them; `for_all` if they help with everything below."""

    span: Span
    owners: Owners
    rule: str
    for_all: bool = False
    paragraphs: int = 1
    chapter_ends: bool = False  # the next chapter begins right behind it, in a text that lost its lines


def line_naming(document: Document, number: int) -> Naming | None:
    """The owners of the lines that consist of nothing else, from one paragraph on; the lines count as one."""
    text = document.text
    last = first = document.paragraphs[number].span
    if not LABEL.match(text, first.start) or first.end - first.start > LONGEST_LINE:
        return None
    count = 1
    for paragraph in document.paragraphs[number + 1 :]:
        if not LINE.match(text, paragraph.span.start):
            break
        last = paragraph.span
        count += 1
    span = Span(first.start, last.end)
    owners = labelled(span.of(text))
    return Naming(span, owners, "lines of owners", paragraphs=count) if owners else None


def closing_namings(text: str, paragraph: Paragraph) -> list[Naming]:
    """The owner phrases of a paragraph that close an item: in brackets, or at its end."""
    start, end = paragraph.span.start, paragraph.span.end
    if not GATE.search(text, start, end):
        return []
    found = []
    for match in find_owners(text, start, end):
        if match.rule == FOR_ALL_BELOW.name:
            found.append(Naming(match.span, match.owners, match.rule, for_all=True))
        else:
            span = match.span if match.bracketed else with_term(text, paragraph, match.span)
            if match.bracketed or closes(text, paragraph, span):
                ends = CHAPTER.match(text, span.end) is not None
                found.append(Naming(span, match.owners, match.rule, chapter_ends=ends))
    if not any(naming.span.end >= end - HEM for naming in found):
        found += bare_bracket(text, paragraph) or behind_a_dash(text, paragraph)
    return found


def behind_a_dash(text: str, paragraph: Paragraph) -> list[Naming]:
    """“…。——县住建局、县司法局” at the end of an item."""
    found = DASHED.search(text, paragraph.span.start, paragraph.span.end)
    names = is_bodies(found["who"].strip()) if found else ()
    return [Naming(Span(*found.span()), first_leads(names), "bodies behind a dash")] if found and names else []


def with_term(text: str, paragraph: Paragraph, span: Span) -> Span:
    """The words that name owners with the term set right before or behind them: “责任单位：X。时限：6月底。”."""
    above = TERM_BEFORE.search(text, paragraph.span.start, span.start)
    below = TERM_BEHIND.match(text, span.end, paragraph.span.end)
    return Span(above.start("term") if above else span.start, below.end() if below else span.end)


HEM = 3  # a full stop and a bracket may follow the owners


def closes(text: str, paragraph: Paragraph, span: Span) -> bool:
    """Whether an owner phrase without brackets stands alone at the end of its paragraph."""
    rest = text[span.end : paragraph.span.end].strip(TAIL)
    before = text[paragraph.span.start : span.start].rstrip()
    named = LABEL.match(text, span.start) is not None
    if rest:  # a text that lost its lines goes on with the next item
        return named and before.endswith(("。", "；", ";")) and NEXT.match(rest) is not None
    return named or before.endswith(("。", "；", ";"))


def bare_bracket(text: str, paragraph: Paragraph) -> list[Naming]:
    """“(市公安局、市司法局)” or “(市数据局牵头,年底前完成)” at the end of an item."""
    found = BRACKET.search(text, paragraph.span.start, paragraph.span.end)
    if found is None or found.start() == paragraph.span.start:
        return []
    parts = re.split(r"[,，;；。]", found["words"])
    parts = [DONE.sub("", part) for part in parts]
    words = "，".join(part for part in parts if not TIMED.search(part.strip()) and not NOTE.fullmatch(part))
    if LABEL.match(words):
        owners = labelled(words)
    elif ASSIGNING.search(words):
        owners = assigned(words)
    else:
        leaders, helpers = with_helpers(words)
        owners = first_leads(split_units(leaders))
        owners = Owners(owners.lead, (*owners.support, *split_units(helpers)))
        bodies = owners.lead and all(BODY.fullmatch(name) for name in (*owners.lead, *owners.support))
        owners = owners if bodies and OFFICE.search(owners.lead[0]) else Owners()
    return [Naming(Span(found.start(), found.end("words") + 1), owners, "bracket of bodies")] if owners else []


def is_bodies(words: str) -> tuple[str, ...]:
    """The bodies a cell or line consists of; nothing if it says anything else."""
    names = split_units(words)
    plain = names and all(BODY.fullmatch(name) and OFFICE.search(name) for name in names)
    return names if plain else ()
