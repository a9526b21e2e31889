"""Strength of a task, whose item holds several verbs (section 7)."""

import re

from commitments.document import Span
from commitments.extraction.zh import cues
from commitments.target import Strength

BINDING_WORDS = re.compile(r"确保|必须|务必|完成(?!的)|实现(?!的)")
ABOUT = re.compile(r"(?:^|[。；;，,\n])\s*(?:对|凡|已)[^，,。；;]*")  # whom a rule is for, what is there already
MAIN_CLAUSE = (
    r"(?:^|[。；;，,\n])\s*(?:[一二三四五六七八九十]是)?"
    r"(?:积极|共同|加快|大力|有序|深入|持续|稳步|全力|全面|统筹|合作|协同|鼓励|重点|扎实|切实|快速|进一步|依法|着力)*"
)
LEADING = re.compile(MAIN_CLAUSE + r"(?:推进|推动|支持|鼓励|探索)")
PLANNING = re.compile(MAIN_CLAUSE + r"(?:谋划|规划|计划|拟)")


def task_strength(text: str, span: Span) -> Strength:
    """确保, 必须, 完成, 实现, 要 bind; else 力争, 争取; else a main clause that moves others; else plain verbs."""
    words = ABOUT.sub("", span.of(text))
    shall = next(cue for cue in cues.EXPLICIT if cue.name == "shall")
    if BINDING_WORDS.search(words) or any(hit.group() == "要" for hit in shall.pattern.finditer(words)):
        return Strength.BINDING
    explicit = [cue for cue in cues.EXPLICIT if cue.strength is Strength.ASPIRATIONAL and cue.pattern.search(words)]
    if explicit:
        return Strength.ASPIRATIONAL
    if PLANNING.search(words):
        return Strength.PLANNED
    return Strength.DIRECTIONAL if LEADING.search(words) else Strength.BINDING
