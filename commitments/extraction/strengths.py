"""Strength of a task, whose item holds several verbs (section 7)."""

from commitments.document import Span
from commitments.extraction import later as re
from commitments.extraction.naming import BRACKET
from commitments.extraction.zh import cues
from commitments.target import Strength

BINDING_WORDS = re.compile(r"确保|必须|务必|完成(?!的|情况)|实现(?!的)")
# Whom a rule is for, what is there already, what something rests on.
ABOUT = re.compile(r"(?:^|[。；;，,\n])\s*(?:对|凡|已)[^，,。；;]*|在[^，,。；;]{2,30}(?:基础上|前提下|情况下|过程中)")
ADVERBS = (
    r"(?:[一二三四五六七八九十]是)?(?:[与和同][一-鿿、]{2,30}?(?:共同|一起|协同))?"
    r"(?:积极|共同|协助|配合|加快|加力|大力|同步|有序|深入|持续|继续|稳步|全力|全面|统筹|合作|协同|鼓励|重点|扎实|切实|快速|进一步|依法|着力|有计划|有步骤|协调)*"
)
MOVES = r"(?:推进|推动|支持|鼓励|探索)"
MAIN_CLAUSE = r"(?:^|[。；;，,\n\t|｜])\s*" + ADVERBS
OPENING = re.compile(r"(?:^|[。；;\n])\s*(?:\d{1,2}[.．、]\s*)?" + ADVERBS + MOVES)
LEADING = re.compile(MAIN_CLAUSE + MOVES)
PLANNING = re.compile(MAIN_CLAUSE + r"(?:谋划|规划|计划|拟)")


def task_strength(text: str, span: Span) -> Strength:
    """确保, 必须, 完成, 实现, 要 bind; else 力争, 争取; else a main clause that moves others; else plain verbs."""
    words = ABOUT.sub("", BRACKET.sub("", span.of(text)))
    shall = next(cue for cue in cues.EXPLICIT if cue.name == "shall")
    if BINDING_WORDS.search(words) or any(hit.group() == "要" for hit in shall.pattern.finditer(words)):
        return Strength.BINDING
    explicit = [cue for cue in cues.EXPLICIT if cue.strength is Strength.ASPIRATIONAL and cue.pattern.search(words)]
    if explicit:
        return Strength.ASPIRATIONAL
    if OPENING.search(words) or LEADING.search(words):
        return Strength.DIRECTIONAL
    if PLANNING.search(words):
        return Strength.PLANNED
    return Strength.BINDING
