"""Several articles on one web page: marked as such, or items of a list, each with a title and words of its own."""

import re
from collections import defaultdict

from selectolax.lexbor import LexborNode

from commitments.reading.prose import BLOCKS, HAN, HEADINGS, SHARE, Weight

SHORTEST = 20  # Han characters that are not to be clicked: less is an entry of a menu
SHORTEST_TITLE = 6  # Han characters
FEWEST_ITEMS = 3  # blocks that look alike: two may be two columns
DAY = re.compile(r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}")
# The titles of parts of one paper are counted; those of papers are not.
_COUNT = r"[一二三四五六七八九十\d]{1,3}"
COUNTED = re.compile(rf"\s*(?:第?{_COUNT}\s*[、.．章节条部]|[（(]{_COUNT}[)）]|附)")


def articles_of(body: LexborNode, main: LexborNode, weights: dict[int, Weight]) -> list[LexborNode]:
    """The blocks of a page that are papers of their own; empty where it holds one."""
    marked = [node for node in body.css("article") if title_of(node) and weights[node.mem_id].prose >= SHORTEST]
    marked = [node for node in marked if not any(node.mem_id != one.mem_id and _within(node, one) for one in marked)]
    if len(marked) > 1 and _is_most(marked, body, weights):
        return marked
    node: LexborNode | None = main
    while node is not None:
        alike: defaultdict[tuple[str | None, str], list[LexborNode]] = defaultdict(list)
        for child in node.iter(include_text=False):
            if child.tag in BLOCKS and weights[child.mem_id].prose >= SHORTEST:
                alike[child.tag, child.attributes.get("class") or ""].append(child)
        for found in alike.values():
            if len(found) >= FEWEST_ITEMS and all(map(_is_item, found)) and _is_most(found, body, weights):
                return found
        within = [child for child in node.iter(include_text=False) if child.tag in BLOCKS]
        node = next((child for child in within if _is_most([child], body, weights)), None)
    return []


def title_of(node: LexborNode) -> str | None:
    """The title of a block: its first heading, else its first link; None for one that is counted or has none."""
    named = node.css_first(", ".join(sorted(HEADINGS))) or node.css_first("a")
    words = " ".join(named.text().split()) if named is not None else ""
    return words if len(HAN.findall(words)) >= SHORTEST_TITLE and not COUNTED.match(words) else None


def _is_item(node: LexborNode) -> bool:
    """Whether a block stands for a paper: it has a title, and tells its day or leads to the paper."""
    return title_of(node) is not None and (DAY.search(node.text()) is not None or node.css_first("a") is not None)


def _is_most(nodes: list[LexborNode], body: LexborNode, weights: dict[int, Weight]) -> bool:
    return sum(weights[node.mem_id].prose for node in nodes) >= SHARE * weights[body.mem_id].prose


def _within(node: LexborNode, other: LexborNode) -> bool:
    """Whether a block lies in another one."""
    above = node.parent
    while above is not None and above.mem_id != other.mem_id:
        above = above.parent
    return above is not None
