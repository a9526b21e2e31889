"""Headlines: lines without a number that head a part of a text, such as “2026年重点工作” alone on its line."""

import re
from dataclasses import replace

from commitments.document import Span
from commitments.reading.lines import Line
from commitments.reading.markers import EMPHASIS, LOWEST, Marker

# A headline ends in one of the nouns by which official papers name their parts.
PART = (
    r"(?:工作|任务|目标|指标|措施|举措|安排|计划|打算|思路|部署|展望|设想|回顾|总结|成效|成绩|进展|情况|问题|困难|形势|挑战|"
    r"背景|要求|原则|思想|保障|步骤|重点|内容|时间|期限|时限|对象|范围|分工|领导|依据|意义|方向|做法|实事|行动|愿景)"
)
HEADLINE = re.compile(
    rf"{EMPHASIS}(?!要|须|应|将|现|为|请|在)(?![^\n]{{0,24}}(?:以下|下列|如下))[^\s。！？!?；;：:，,、|｜…]{{0,28}}?{PART}(?:[（(][^（()）]{{1,12}}[)）])?[*\s]*[:：]?"
)
SPOKEN_END = "。！？!?；;：:…”）)*"
PROSE = re.compile(r"[，。；、：,;:！!]")
SHORTEST, TOP, BELOW = 4, 0.5, 0.25


def is_headline(text: str, above: Line | None, line: Line, below: Line) -> bool:
    """Whether a line names a part: short, alone behind the end of a sentence, with prose or a list right below."""
    if above is None or line.span.end - line.span.start < SHORTEST:
        return False
    if text[above.span.end - 1] not in SPOKEN_END and not HEADLINE.fullmatch(text, above.span.start, above.span.end):
        return False
    if HEADLINE.fullmatch(text, line.span.start, line.span.end) is None:
        return False
    opens = PROSE.search(text, below.span.start, below.span.end) or HEADLINE.fullmatch(
        text, below.span.start, below.span.end
    )
    return opens is not None


def headline_marker(text: str, above: Line | None, line: Line) -> Marker:
    """A marker without words; its rank is settled when all markers are known. One right below another is part of it."""
    nested = above is not None and HEADLINE.fullmatch(text, above.span.start, above.span.end) is not None
    return Marker(Span(line.span.start, line.span.start), "", BELOW if nested else 0)


def ranked(markers: list[Marker]) -> list[Marker]:
    """The markers with a rank for every headline: above the list it opens, else below the items it stands between."""
    found: list[Marker] = []
    rank = TOP
    for marker in reversed(markers):
        if marker.words:
            if marker.rank < LOWEST:
                rank = marker.rank - TOP if marker.count == 1 else marker.rank + TOP
            found.append(marker)
        else:
            found.append(replace(marker, rank=min(rank, LOWEST - 1) + marker.rank))
    return found[::-1]
