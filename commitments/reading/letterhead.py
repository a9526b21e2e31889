"""What papers carry beside title, number and dates: index, who signed, to whom it went, which proposal it answers."""

import re

from commitments.document import Letterhead
from commitments.folding import folded
from commitments.reading.lines import Line

HEAD_LINES = 40
LONGEST_ADDRESSEE = 90  # characters
INDEX = re.compile(r"索\s*引\s*号\s*[:：]?\s*(?P<value>(?=[^\s]*\d)[\w/〔〕\[\]()（）-]{4,40})")
SIGNATORY = re.compile(
    r"签\s*发(?:\s*人)?\s*[:：]\s*(?P<value>[^\s:：，。;；、]{2,12}(?:[、，,\s]\s*[\u4e00-\u9fff·]{2,4}(?=$|[、，,\s]))*)",
    re.MULTILINE,
)
COPIED = re.compile(r"^[（(]?(?:抄\s*[送报告]|分\s*送)(?:单位|机关)?\s*[:：]\s*(?P<value>.{2,400}?)(?P<end>[。.）)]*)$")
UNFINISHED = ("，", ",", "、", "；", ";")
BETWEEN = re.compile(r"[、，,;；]\s*")
ADDRESSEE = re.compile(r"(?:尊敬的)?(?P<value>[^。！？:：|\t]{2,88}?)\s*[:：]")
# A line that ends in a colon but calls nobody.
LABELS = re.compile(
    r"如下|以下|下列|答复|意见$|选择|时间|日期|(?<![关属级])单位$|来源|编辑|号$|标题|名称|主题|方式|电话|问$|答$|[\d]"
)
CALLED = re.compile(
    r"代表|委员|同志|先生|女士|网友|党派|政府|委|厅|局|办|部|院|会|公司|集团|银行|中心|学校|大学|单位|机构|企业|各[市县区省处室]"
)
NAMED = r"(?P<kind>建议|提案|议案)"
SORT = r"(?:重点|优秀|代表|委员|政协|人大|平时|闭会期间|集体|党派|界别|联名)?"
PROPOSALS = (
    re.compile(
        r"第\s*[（(]?\s*(?P<number>[A-Za-z]?\d{1,12})\s*[）)]?(?:\s*[、，,]\s*(?:第\s*)?[A-Za-z]?\d{1,12}){0,20}\s*号\s*"
        rf"(?:[（(〔][^（()）〔〕\n]{{1,20}}[)）〕])?\s*{SORT}{NAMED}"
    ),
    re.compile(rf"{NAMED}[^\n。]{{0,6}}?[（(〔]\s*第?\s*(?P<number>[A-Za-z]?\d{{1,12}})\s*号\s*[)）〕]"),
    re.compile(rf"{NAMED}\s*第\s*(?P<number>[A-Za-z]?\d{{1,12}})\s*号"),
    re.compile(rf"{NAMED}(?:编\s*号|案\s*号|序\s*号|号)\s*[:：]\s*第?\s*(?P<number>[A-Za-z]?\d{{1,12}})"),
)

_OPEN, _CLOSE = "[“‘《「]", "[”’》」]"
_COUNTED = r"(?:第?\s*[A-Za-z]?\d{1,12}\s*号)"
ANSWERED = re.compile(
    rf"提出的?{_COUNTED}?(?:{_OPEN}?关于(?P<about>[^。；;\n《》]{{2,80}}?)|{_OPEN}?(?P<named>[^，。；;\n《》]{{4,60}}?)(?=的|{_CLOSE}))"
    rf"{_CLOSE}?的?{_COUNTED}?(?P<kind>建议|提案|议案){_CLOSE}?"
    rf"(?:\s*[（(〔][^）)〕]{{1,40}}[）)〕])?{_CLOSE}?[，,\s]*(?:已|均|均已|我.{{1,8}}已)?(?:收悉|收到|由我|我[局委厅办会市县区]|现将|现答复)"
)


def find_letterhead(text: str, lines: tuple[Line, ...]) -> Letterhead:
    """The labelled parts of a paper's head and foot; what is not there is None or empty.

    Traditional characters are read as simplified ones; names are given back as written.
    """
    plain = folded(text)
    head = plain[: lines[min(len(lines), HEAD_LINES) - 1].span.end] if lines else ""
    signatory = value_of(SIGNATORY.search(head), text)
    return Letterhead(
        index=value_of(INDEX.search(head), text),
        signatory="、".join(name for name in re.split(r"[、，,\s]+", signatory) if name) if signatory else None,
        copied_to=copied_of(plain, text, lines),
        addressee=addressee_of(plain, text, lines),
        proposal=proposal_of(head),
    )


def value_of(found: re.Match[str] | None, text: str) -> str | None:
    """What stands behind a label, as the text writes it."""
    return text[found.start("value") : found.end("value")].strip() if found else None


def copied_of(plain: str, text: str, lines: tuple[Line, ...]) -> tuple[str, ...]:
    """The bodies behind 抄送 or 抄报, in the order written, over as many lines as they take."""
    names: list[str] = []
    goes_on = False
    for line in lines:
        start, words = line.span.start, line.span.of(plain)
        found = COPIED.match(words)
        if found or goes_on:
            said = text[start + found.start("value") : start + found.end("value")] if found else line.span.of(text)
            names += [name.strip(" \u3000。.") for name in BETWEEN.split(said)]
            goes_on = words.endswith(UNFINISHED)
    return tuple(dict.fromkeys(name for name in names if name))


def addressee_of(plain: str, text: str, lines: tuple[Line, ...]) -> str | None:
    """Who is called in the line of its own that opens a letter or a notice (主送)."""
    for line in lines[:HEAD_LINES]:
        words, written = line.span.of(plain).strip("#* "), line.span.of(text).strip("#* ")
        if line.furniture or len(words) > LONGEST_ADDRESSEE:
            continue
        found = ADDRESSEE.fullmatch(words)
        if found and CALLED.search(found["value"]) and not LABELS.search(found["value"]):
            return value_of(found, written)
    return None


def proposal_of(head: str) -> str | None:
    """The proposal a reply answers, as “第1431318号建议”."""
    for form in PROPOSALS:
        if found := form.search(head):
            return f"第{found['number']}号{found['kind']}"
    return None


def find_subject(text: str, lines: tuple[Line, ...]) -> str | None:
    """What a reply without a title answers: 您提出的关于…的建议收悉 becomes 对关于…的建议的答复."""
    for line in lines[:HEAD_LINES]:
        if found := ANSWERED.search(line.span.of(text)):
            subject = (found["about"] or found["named"]).removesuffix("的")
            return f"对关于{subject}的{found['kind']}的答复"
    return None
