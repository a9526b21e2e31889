"""Where on a web page the prose is: blocks are weighed by their words, and those there to be clicked weigh nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

_PARTS = (
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form header hr"
)
_LISTED = "html legend li main ol p pre section summary table tbody td tfoot th thead tr ul h1 h2 h3 h4 h5 h6"
BLOCKS = frozenset((*_PARTS.split(), *_LISTED.split(), "ucaptitle", "ucapcontent", "founder-content"))
INLINE = frozenset(("b", "font", "span", "strong"))  # old pages put whole texts into them
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "ucaptitle"))
CELLS = frozenset(("td", "th"))
HAN = re.compile(r"[㐀-鿿]")
# What the form above a document tells of it: number, offices, days, and how it is filed.
_TOLD = (
    r"发文字号|文\s*号|文件编号|发文机关|发文单位|发布机构|发布机关|发布单位|制发机关|公开主体|成文日期|成文时间|发文日期|生成日期|"
    r"发布日期|发布时间|公开日期|签发人|标\s*题|名\s*称|文件名称|信息名称"
)
_FILED = (
    r"索\s*引\s*号|主题分类|主题词|关键词|体裁分类|体裁|组配分类|信息分类|信息类别|服务对象|公文种类|所属机构|责任部门|报送单位|信息来源|"
    r"公开方式|公开程序|公开时限|公开范围|公开形式|生效日期|实施日期|失效日期|废止日期|有\s*效\s*性|有效期|内容概述|备注"
)
LABEL = re.compile(rf"({_TOLD}|{_FILED})\s*[:：]?\s*")
FEWEST_LABELS = 3  # two are a caption
LONGEST_FORM = 600  # characters
LONGEST_FIELD = 45  # characters of label and value, on average: with more there is prose beside the form
LINK_WEIGHT = 4
LINKED = 0.6  # of a block's characters: with more in links it is navigation
SHARE = 0.75  # of the weight of its parent: a child with so much of it is where the words are
SHORT_CELL = 400  # characters: a longer cell is a layout table's, and its paragraphs stand alone


@dataclass(slots=True)
class Weight:
    """The Han characters of a stretch of the tree, those of them in links, and what it weighs as prose."""

    all: int = 0
    linked: int = 0
    prose: int = 0


def weigh(root: LexborNode) -> dict[int, Weight]:
    """Weigh every element from `root` down, by its memory id. No recursion: a page may be a thousand deep."""
    weights: dict[int, Weight] = {}
    stack: list[tuple[LexborNode, bool, bool]] = [(root, root.tag == "a", False)]
    while stack:
        node, in_link, done = stack.pop()
        if done:
            _sum_up(node, weights)
            continue
        own = sum(
            len(HAN.findall(child.text(deep=False))) for child in node.iter(include_text=True) if child.tag == "-text"
        )
        weights[node.mem_id] = Weight(own, own if in_link else 0)
        stack.append((node, in_link, True))
        stack += [(child, in_link or child.tag == "a", False) for child in node.iter(include_text=False)]
    return weights


def _sum_up(node: LexborNode, weights: dict[int, Weight]) -> None:
    """Add what is below an element; a menu below it takes nothing from the prose beside it."""
    weight = weights[node.mem_id]
    words, linked, prose = weight.all, weight.linked, 0
    for child in node.iter(include_text=False):
        below = weights[child.mem_id]
        weight.all += below.all
        weight.linked += below.linked
        if child.tag in BLOCKS:
            prose += below.prose
        else:
            words += below.all
            linked += below.linked
    weight.prose = 0 if is_form(node, weight) else prose + max(0, words - LINK_WEIGHT * linked)


def main_of(body: LexborNode, weights: dict[int, Weight]) -> LexborNode:
    """The innermost block that still holds nearly all of the prose."""
    node = body
    while True:
        within = [child for child in node.iter(include_text=False) if child.tag in BLOCKS or child.tag in INLINE]
        best = max(within, key=lambda child: _score(child, weights), default=None)
        share = SHARE * _score(node, weights)
        if best is None or share <= 0 or _score(best, weights) < share or best.tag == "p":
            return node
        if best.tag == "table" and is_data(best):
            return node
        node = best


def _score(node: LexborNode, weights: dict[int, Weight]) -> int:
    weight = weights[node.mem_id]
    return weight.prose if node.tag in BLOCKS else weight.all - LINK_WEIGHT * weight.linked


def is_data(table: LexborNode) -> bool:
    """Whether a table holds rows of short cells, rather than the layout of a page."""
    parts = [part for part in table.iter(include_text=False) if part.tag in {"thead", "tbody", "tfoot", "tr"}]
    rows = [row for part in parts for row in ([part] if part.tag == "tr" else part.iter(include_text=False))]
    cells = [[cell for cell in row.iter(include_text=False) if cell.tag in CELLS] for row in rows]
    short = [row for row in cells if len(row) > 1 and all(len(cell.text()) <= SHORT_CELL for cell in row)]
    return len(rows) > 1 and len(short) * 2 > len(rows)


def is_navigation(node: LexborNode, weights: dict[int, Weight]) -> bool:
    """Whether a block is there to be clicked, not read."""
    weight = weights.get(node.mem_id)
    return weight is not None and weight.all > 0 and weight.linked > LINKED * weight.all and node.tag not in HEADINGS


def is_form(node: LexborNode, weight: Weight) -> bool:
    """Whether a block is the form that tells number, office and days of a document (索引号 …)."""
    if node.tag not in BLOCKS or not FEWEST_LABELS * 4 <= weight.all <= LONGEST_FORM:
        return False
    words = node.text(separator=" ")
    return len(words) < LONGEST_FORM * 4 and _labelled(" ".join(words.split()))


def _labelled(words: str) -> bool:
    labels = len(set(LABEL.findall(words)))
    return labels >= FEWEST_LABELS and len(words) < min(LONGEST_FORM, LONGEST_FIELD * labels)


def fields_of(forms: Sequence[LexborNode]) -> list[tuple[str, str]]:
    """Label and value of each field of the first form."""
    for form in forms:
        words = " ".join(form.text(separator=" ").split())
        if _labelled(words):
            parts = LABEL.split(words)
            found = zip(parts[1::2], parts[2::2], strict=False)
            return [("".join(label.split()), value.strip()) for label, value in found if value.strip()]
    return []
