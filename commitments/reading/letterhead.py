"""What papers carry beside title, number and dates: index, who signed, to whom it went, which proposal it answers."""

import re

from commitments.document import Letterhead
from commitments.reading.lines import Line

HEAD_LINES = 40
LONGEST_ADDRESSEE = 90  # characters
INDEX = re.compile(r"索\s*引\s*号\s*[:：]?\s*(?P<value>(?=[^\s]*\d)[\w/〔〕\[\]()（）-]{4,40})")
SIGNATORY = re.compile(r"签\s*发\s*人\s*[:：]\s*(?P<value>[^\s:：，。;；]{2,12})")
COPIED = re.compile(r"^抄\s*[送报]\s*[:：]\s*(?P<value>.{2,400}?)[。.]?$")
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
PROPOSALS = (
    re.compile(rf"第\s*(?P<number>[A-Za-z]?\d{{1,12}})\s*号\s*{NAMED}"),
    re.compile(rf"{NAMED}[^\n。]{{0,6}}?[（(〔]\s*第?\s*(?P<number>[A-Za-z]?\d{{1,12}})\s*号\s*[)）〕]"),
    re.compile(rf"{NAMED}\s*第\s*(?P<number>[A-Za-z]?\d{{1,12}})\s*号"),
)


def find_letterhead(text: str, lines: tuple[Line, ...]) -> Letterhead:
    """The labelled parts of a paper's head and foot; what is not there is None or empty."""
    head = text[: lines[min(len(lines), HEAD_LINES) - 1].span.end] if lines else ""
    return Letterhead(
        index=value_of(INDEX.search(head)),
        signatory=value_of(SIGNATORY.search(head)),
        copied_to=copied_of(text, lines),
        addressee=addressee_of(text, lines),
        proposal=proposal_of(head),
    )


def value_of(found: re.Match[str] | None) -> str | None:
    """What stands behind a label."""
    return found.group("value").strip() if found else None


def copied_of(text: str, lines: tuple[Line, ...]) -> tuple[str, ...]:
    """The bodies behind 抄送 or 抄报, in the order written."""
    found = (COPIED.match(line.span.of(text)) for line in lines)
    names = (name.strip() for match in found if match for name in BETWEEN.split(match.group("value")))
    return tuple(dict.fromkeys(name for name in names if name))


def addressee_of(text: str, lines: tuple[Line, ...]) -> str | None:
    """Who is called in the line of its own that opens a letter or a notice (主送)."""
    for line in lines[:HEAD_LINES]:
        words = line.span.of(text).strip("#* ")
        if line.furniture or len(words) > LONGEST_ADDRESSEE:
            continue
        found = ADDRESSEE.fullmatch(words)
        if found and CALLED.search(found["value"]) and not LABELS.search(found["value"]):
            return found["value"]
    return None


def proposal_of(head: str) -> str | None:
    """The proposal a reply answers, as “第1431318号建议”."""
    for form in PROPOSALS:
        if found := form.search(head):
            return f"第{found['number']}号{found['kind']}"
    return None
