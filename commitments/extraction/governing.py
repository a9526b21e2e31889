"""Governing: the word of will that governs a place in a sentence, and how firmly it binds."""

import re
from typing import TypeAlias

from commitments.document import Span
from commitments.extraction.passage import Clause, Passage
from commitments.extraction.rule import Cue
from commitments.extraction.watching import Rules
from commitments.extraction.zh import cues
from commitments.target import RuleHit, Strength

Governing: TypeAlias = tuple[Cue, Span, int] | None

CARRIED = frozenset({"strive", "make sure", "plan to", "will", "plan ahead", "vow", "expect"})
SOFTENED = frozenset({"shall", "will", "plan to"})
NEXT_WORDS = 6  # characters between 要 and 力争
FURTHEST = 40  # clauses back to the cue that governs a place
OWN_VERB = re.compile(rf"(?:积极|加快|大力|稳步|有序|深入|持续|高标准|高水平|高质量)*{cues.VERBS}")
HURRIED = re.compile(r"积极|加[快强大]|大力|稳步|有序|深入|持续|统筹|优化|完善|健全|强化|着力|继续|全面")
STRIVING = Rules(*(cue for cue in cues.EXPLICIT if cue.strength is Strength.ASPIRATIONAL))


def governing_cue(text: str, passage: Passage, index: int, until: int) -> Governing:
    """The explicit cue that governs a place: before it in its clause, else in an earlier clause of its list."""
    clauses = passage.sentence.clauses
    seen = clauses[index].seen
    own = cues.first_cue(cues.EXPLICIT, seen, text, clauses[index].span.start, until)
    if own and own[0].name in SOFTENED:  # 要力争, 将努力
        own = cues.first_cue(STRIVING, seen, text, own[1].end(), min(until, own[1].end() + NEXT_WORDS)) or own
    if own:
        return own[0], Span(*own[1].span()), index
    for before in range(index - 1, max(-1, index - FURTHEST), -1):
        clause = clauses[before]
        if clause.segment != clauses[index].segment and not clause.leads:
            break
        opens = acts(text, clauses[before + 1])
        if opens and not (ends_dated(passage, clause) or runs_on(text, passage, before + 1)):
            break
        found = cues.first_cue(cues.EXPLICIT, clause.seen, text, clause.span.start, clause.span.end)
        if found and (found[0].name in CARRIED or clause.leads):
            return found[0], Span(*found[1].span()), before
    return None


def ends_dated(passage: Passage, clause: Clause) -> bool:
    """Whether a clause only says by when the next one is done: “计划用两年时间,完成…”."""
    return any(match.span.end == clause.span.end for match in passage.dates)


def runs_on(text: str, passage: Passage, index: int) -> bool:
    """Whether a clause only adds one more number to a row: “将新建冰场2座,改造雪道15条,…”."""
    clauses = passage.sentence.clauses
    here, above = clauses[index].span, clauses[index - 1].span
    seen = clauses[index].seen
    if any(cues.first_cue(table, seen, text, *here) for table in (cues.EXPLICIT, cues.LEADING)):
        return False
    if HURRIED.match(text, here.start, here.end):
        return False
    counted = [match.span.start for match in passage.quantities]
    governed = cues.first_cue(cues.EXPLICIT, clauses[index - 1].seen, text, *above)
    runs = [any(span.start <= at < span.end for at in counted) for span in (here, above)]
    return runs[0] and (runs[1] or (governed is not None and governed[0].name in CARRIED))


def acts(text: str, clause: Clause) -> bool:
    """Whether a clause starts with a verb or cue of its own, so that nothing before it governs it."""
    span = clause.span
    cue = cues.first_cue(cues.EXPLICIT, clause.seen, text, span.start, min(span.end, span.start + 4))
    return cue is not None or OWN_VERB.match(text, span.start, span.end) is not None


def strength_of(text: str, passage: Passage, index: int, until: int) -> tuple[Strength, RuleHit | None, int | None]:
    """How firmly a clause binds: an explicit cue wins, then the leading verb, else the plain verb, which binds."""
    return strength_by(governing_cue(text, passage, index, until), text, passage, index, until)


def strength_by(
    explicit: Governing, text: str, passage: Passage, index: int, until: int
) -> tuple[Strength, RuleHit | None, int | None]:
    """The same where the explicit cue that governs is known."""
    clause = passage.sentence.clauses[index]
    leading = cues.first_cue(cues.LEADING, clause.seen, text, clause.span.start, until)
    if explicit and (explicit[2] == index or leading is None):
        cue, span, at = explicit
        return cue.strength, RuleHit("cue", cue.name, span), at if at != index else None
    if leading:
        cue, hit = leading
        return cue.strength, RuleHit("cue", cue.name, Span(*hit.span())), None
    return Strength.BINDING, None, None
