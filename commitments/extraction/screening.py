"""Screening: whether a clause, or a number in it, promises anything, and how firmly."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from commitments.document import Span
from commitments.extraction.passage import Mood, Passage
from commitments.extraction.rule import Cue, Negative, QuantityMatch
from commitments.extraction.zh import cues, negatives
from commitments.target import Comparator, RuleHit, Strength

SOFT_CUES = frozenset({"shall", "must", "expect", "plan ahead"})  # alone they promise nothing outside a plan
AHEAD = frozenset({"strive", "make sure", "plan to", "vow"})
CARRIED = frozenset({"strive", "make sure", "plan to", "will", "plan ahead", "vow", "expect"})
SOFTENED = frozenset({"shall", "will", "plan to"})
STRIVING = tuple(cue for cue in cues.EXPLICIT if cue.strength is Strength.ASPIRATIONAL)
NEXT_WORDS = 6  # characters between 要 and 力争
FURTHEST = 40  # clauses back to the cue that governs a place
WIDEST = 400  # characters of a clause that are weighed; longer ones lost their commas
OWN_VERB = re.compile(rf"(?:积极|加快|大力|稳步|有序|深入|持续|高标准|高水平|高质量)*{cues.VERBS}")
GOAL_SET = re.compile(r"(?:提出|设定|确立|定下|明确|制定)了[^，,]*目标")
HURRIED = re.compile(r"积极|加[快强大]|大力|稳步|有序|深入|持续|统筹|优化|完善|健全|强化|着力|继续|全面")
POINTS = next(rule for rule in negatives.NUMBERS if rule.name == "points")
FORECAST = next(rule for rule in negatives.REPORTS if rule.name == "forecast of worth")
REACHING = re.compile(
    r"达到|突破|超过|实现|达|不低于|不少于|以上|完成|到位|增长|提高|降|落地|通车|开工|投产|新获批|新增"
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the words around a clause or number say: `promises`, how firmly, and by which rules."""

    promises: bool
    strength: Strength
    hits: tuple[RuleHit, ...]
    cue_clause: int | None = None  # the clause of the explicit cue that governs, if it is another one


def fired(table: Iterable[Negative], words: str) -> Negative | None:
    """The first negative of a table that fires on some words."""
    return next((rule for rule in table if rule.pattern.search(words)), None)


def rewarded(text: str, passage: Passage) -> frozenset[int]:
    """The clauses of a sentence that set a reward, a penalty or their conditions."""
    clauses = passage.sentence.clauses
    found: set[int] = set()
    for index, clause in enumerate(clauses):
        if not negatives.REWARD.search(text, clause.span.start, clause.span.end):
            continue
        segment = [n for n in range(index + 1) if clauses[n].segment == clause.segment]
        openings = [n for n in segment if negatives.REWARD_OPENING.match(text, clauses[n].span.start)]
        found.update(range(openings[-1] if openings else segment[0], index + 1))
    return frozenset(found)


def governing_cue(text: str, passage: Passage, index: int, until: int) -> tuple[Cue, Span, int] | None:
    """The explicit cue that governs a place: before it in its clause, else in an earlier clause of its list."""
    clauses = passage.sentence.clauses
    own = cues.first_cue(cues.EXPLICIT, text, clauses[index].span.start, until)
    if own and own[0].name in SOFTENED:  # 要力争, 将努力
        own = cues.first_cue(STRIVING, text, own[1].end(), min(until, own[1].end() + NEXT_WORDS)) or own
    if own:
        return own[0], Span(*own[1].span()), index
    for before in range(index - 1, max(-1, index - FURTHEST), -1):
        clause = clauses[before]
        if clause.segment != clauses[index].segment and not clause.leads:
            break
        if acts(text, clauses[before + 1].span) and not runs_on(text, passage, before + 1):
            break
        found = cues.first_cue(cues.EXPLICIT, text, clause.span.start, clause.span.end)
        if found and (found[0].name in CARRIED or clause.leads):
            return found[0], Span(*found[1].span()), before
    return None


def runs_on(text: str, passage: Passage, index: int) -> bool:
    """Whether a clause only adds one more number to a row: “将新建冰场2座,改造雪道15条,…”."""
    clauses = passage.sentence.clauses
    here, above = clauses[index].span, clauses[index - 1].span
    if cues.first_cue(cues.EXPLICIT, text, here.start, here.end) or cues.first_cue(
        cues.LEADING, text, here.start, here.end
    ):
        return False
    if HURRIED.match(text, here.start, here.end):
        return False
    counted = [match.span.start for match in passage.quantities]
    governed = cues.first_cue(cues.EXPLICIT, text, above.start, above.end)
    runs = [any(span.start <= at < span.end for at in counted) for span in (here, above)]
    return runs[0] and (runs[1] or (governed is not None and governed[0].name in CARRIED))


def acts(text: str, span: Span) -> bool:
    """Whether a clause starts with a verb or cue of its own, so that nothing before it governs it."""
    cue = cues.first_cue(cues.EXPLICIT, text, span.start, min(span.end, span.start + 4))
    return cue is not None or OWN_VERB.match(text, span.start, span.end) is not None


def strength_of(text: str, passage: Passage, index: int, until: int) -> tuple[Strength, RuleHit | None, int | None]:
    """How firmly a clause binds: an explicit cue wins, then the leading verb, else the plain verb, which binds."""
    clause = passage.sentence.clauses[index].span
    explicit = governing_cue(text, passage, index, until)
    leading = cues.first_cue(cues.LEADING, text, clause.start, until)
    if explicit and (explicit[2] == index or leading is None):
        cue, span, at = explicit
        return cue.strength, RuleHit("cue", cue.name, span), at if at != index else None
    if leading:
        cue, hit = leading
        return cue.strength, RuleHit("cue", cue.name, Span(*hit.span())), None
    return Strength.BINDING, None, None


def judge_number(
    text: str, passage: Passage, index: int, match: QuantityMatch, *, ahead: bool, past: bool
) -> Judgement:
    """Whether a number in clause `index` is to be reached; `ahead` and `past` say where its date lies."""
    clause = passage.sentence.clauses[index].span
    words = clause.of(text)[:WIDEST]
    mask = negatives.masked(text, clause.start, clause.end, match)
    strength, hit, at = strength_of(text, passage, index, match.span.end)
    hits = (hit,) if hit else ()
    against = (
        fired(negatives.NUMBERS, mask)
        or (POINTS if scores(text, passage, index, match) else None)
        or (FORECAST if follows(text, passage, index, match.span.start) else None)
        or (negatives.FACTS[0] if past else None)
        or told_as_fact(words)
        or fired(negatives.COURTESY, words)
    )
    if against is None and passage.mood is not Mood.PLANNED and not surely_ahead(text, clause.start, match.span.start):
        against = fired(negatives.REPORTS, mask)
    if against:
        return Judgement(promises=False, strength=strength, hits=(RuleHit("screening", against.name, clause),))
    return Judgement(will(text, passage, index, match.span, ahead=ahead), strength, hits, at)


def scores(text: str, passage: Passage, index: int, match: QuantityMatch) -> bool:
    """Whether a number is points alone (10分), or the threshold of points that the next clause gives (，得5分)."""
    if match.quantity.unit == "分":
        bare = match.span.start == match.number.start and not match.span.of(text).endswith("上")
        if bare or match.quantity.comparator in (Comparator.AT_MOST, Comparator.BELOW):
            return True
    return negatives.GIVES_POINTS.match(text, passage.sentence.clauses[index].span.end) is not None


def told_as_fact(words: str) -> Negative | None:
    """The rule by which a clause tells of something done; a goal that was set still lies ahead."""
    return None if GOAL_SET.search(words) else fired(negatives.FACTS, words)


def surely_ahead(text: str, start: int, until: int) -> bool:
    """Whether 力争, 确保 or 计划 stands before a number: no report speaks so."""
    found = cues.first_cue(cues.EXPLICIT, text, start, until)
    return found is not None and found[0].name in AHEAD


def expected(text: str, start: int, until: int) -> bool:
    """Whether 预计 or 将 stands before a clause with a date to come: it goes on with what is expected."""
    found = cues.first_cue(cues.EXPLICIT, text, start, until)
    return found is not None and found[0].name in {"expect", "will"}


def follows(text: str, passage: Passage, index: int, until: int) -> bool:
    """Whether a number is the effect of a project or of a hypothesis named before it."""
    clauses = passage.sentence.clauses
    start = next(clause.span.start for clause in clauses if clause.segment == clauses[index].segment)
    here = clauses[index].span
    sized = negatives.WORTH.search(text, start, here.start) and negatives.SIZE.match(text, here.start, here.end)
    return sized is not None or negatives.FORECAST.search(text[start:until]) is not None


def will(text: str, passage: Passage, index: int, span: Span, *, ahead: bool) -> bool:
    """Whether the mood of the passage, or else a cue, makes a statement a promise."""
    if passage.mood is Mood.PLANNED:
        return True
    cue = governing_cue(text, passage, index, span.end)
    explicit = cue is not None and cue[0].name not in SOFT_CUES
    clause = passage.sentence.clauses[index].span
    explicit = explicit or cues.GOAL.pattern.search(text, clause.start, clause.end) is not None
    if cue and cue[0].name == "strive for":
        explicit = REACHING.search(text, cue[1].end, clause.end) is not None
    if passage.mood is Mood.GUARDED:
        return explicit or ahead
    if passage.mood is Mood.SILENT:
        return ahead
    if cue is None and ahead:  # “计划到2026年…达到3%,建成平台15个”: what is dated ahead goes on with the plan
        clauses = passage.sentence.clauses
        start = next(each.span.start for each in clauses if each.segment == clauses[index].segment)
        return surely_ahead(text, start, clause.start) or expected(text, start, clause.start)
    return ahead and cue is not None and (explicit or cue[0].name == "expect")


def checkable(text: str, span: Span) -> RuleHit | None:
    """The rule by which a clause names an outcome that one can later see; None for a slogan or a gradable phrase."""
    words = span.of(text)[:WIDEST]
    paper = cues.ON_PAPER.search(words)
    if fired(negatives.VAGUE[1:] if paper else negatives.VAGUE, words):
        return None
    found = cues.first_cue(cues.OUTCOMES, text, span.start, span.end)
    return RuleHit("kind", found[0].name, Span(*found[1].span())) if found else None


def judge_outcome(text: str, passage: Passage, index: int, *, ahead: bool, past: bool) -> Judgement:
    """Whether a clause promises an outcome that exists or does not."""
    clause = passage.sentence.clauses[index].span
    words = clause.of(text)[:WIDEST]
    outcome = checkable(text, clause)
    strength, hit, at = strength_of(text, passage, index, clause.end)
    against = (
        (FORECAST if follows(text, passage, index, clause.end) else None)
        or told_as_fact(words)
        or (None if passage.mood is Mood.PLANNED else fired(negatives.REPORTS, words))
    )
    if outcome is None or past or against:
        name = against.name if against else "nothing to check"
        return Judgement(promises=False, strength=strength, hits=(RuleHit("screening", name, clause),))
    hits = (outcome, hit) if hit else (outcome,)
    return Judgement(will(text, passage, index, clause, ahead=ahead), strength, hits, at)
