"""Screening: whether a clause, or a number in it, promises anything, and how firmly."""

import re
from typing import NamedTuple

from commitments.document import Span
from commitments.extraction.governing import STRIVING, Governing, governing_cue, strength_by
from commitments.extraction.passage import PETITION, Clause, Mood, Passage
from commitments.extraction.rule import Negative, QuantityMatch
from commitments.extraction.watching import Watched
from commitments.extraction.zh import cues, negatives
from commitments.target import Comparator, RuleHit, Strength

SHARE = re.compile(
    r"的[一-鿿、]{2,24}?(?:由(?!于)|通(?!过|用|信)|达到|实现|建(?!设|筑)|划入|纳入|完成|覆盖|接入|用上|享有|享受|得到|参加|具备|设有|配备|有(?!关|限|效|机))"
)
SOFT_CUES = frozenset({"shall", "must", "expect", "plan ahead"})  # alone they promise nothing outside a plan
FIRM_CUES = frozenset({"expect", "shall", "must"})  # with a date to come they promise in a review too
AHEAD = frozenset({"strive", "make sure", "plan to", "vow", "go on"})
WIDEST = 400  # characters of a clause that are weighed; longer ones lost their commas
GOAL_SET = re.compile(r"(?:提出|设定|确立|定下|明确|制定)了[^，,]*目标")
SIZES = frozenset({"stock", "project worth", "forecast of worth"})
SIZE_OF_A_PLAN = re.compile(
    r"(?:计划|项目)?总投资|(?:共|总|计)?(?:涉及|惠及|覆盖|(?:总|改造|新增)?建筑面积|改造面积|总面积|总户数)"
)
WON = re.compile(
    r"[^，,。]{0,6}(?:争取|申请|申报|筹集|筹措)[^，,。]{0,20}(?:资金|经费|补助)"
)  # 争取补助资金3000万元: to be had
OUTLOOK = re.compile(r"预计(?:在|到)?[^，,]{0,14}?(?:将|会)(?:突破|超过|达|增[至到]|升[至到])")
SPEAKS_OF = re.compile(r"(?:对于?|凡是?)?(?:已|未)[^，,。；;]{2,12}?的")  # 已完成改造的区域要…
POINTS = next(rule for rule in negatives.NUMBERS if rule.name == "points")
FORECAST = next(rule for rule in negatives.REPORTS if rule.name == "forecast of worth")
PURPOSE = next(rule for rule in negatives.VAGUE if rule.name == "purpose")
REACHING = Watched(r"达到|突破|超过|实现|达|不低于|不少于|以上|完成|到位|增长|提高|降|落地|通车|开工|投产|新获批|新增")


class Judgement(NamedTuple):
    """What the words around a clause or number say: `promises`, how firmly, and by which rules."""

    promises: bool
    strength: Strength
    hits: tuple[RuleHit, ...]
    cue_clause: int | None = None  # the clause of the explicit cue that governs, if it is another one


def rewarded(text: str, passage: Passage) -> frozenset[int]:
    """The clauses of a sentence that set a reward, a penalty or their conditions."""
    if not negatives.REWARD.can(passage.sentence.seen):
        return frozenset()
    clauses = passage.sentence.clauses
    found: set[int] = set()
    for index, clause in enumerate(clauses):
        given = negatives.REWARD.search(clause.seen, text, clause.span.start, clause.span.end)
        if not given or WON.match(text, clause.span.start, clause.span.end):
            continue
        segment = [n for n in range(index + 1) if clauses[n].segment == clause.segment]
        openings = [n for n in segment if negatives.REWARD_OPENING.match(text, clauses[n].span.start)]
        apart = not openings and negatives.REWARD_EACH.match(text, clause.span.start)
        found.update(range(openings[-1] if openings else index if apart else segment[0], index + 1))
    return frozenset(found)


def screened(rule: str, clause: Span) -> Judgement:
    """The judgement on a clause that promises nothing, by some rule."""
    return Judgement(promises=False, strength=Strength.BINDING, hits=(RuleHit("screening", rule, clause),))


def judge_number(
    text: str, passage: Passage, index: int, match: QuantityMatch, *, ahead: bool, past: bool
) -> Judgement:
    """Whether a number in clause `index` is to be reached; `ahead` and `past` say where its date lies."""
    clause, seen = passage.sentence.clauses[index].span, passage.sentence.clauses[index].seen
    if past or willless(passage, ahead=ahead):  # whatever its words, and most numbers of a review are
        return screened(negatives.FACTS[0].name, clause)
    words = clause.of(text)[:WIDEST]
    mask, masked = negatives.masked(text, clause.start, clause.end, match, seen)
    against = negatives.NUMBERS.first(mask, masked)
    if against and against.name in SIZES and sizes_a_plan(text, passage, index, match.span.start):
        against = None
    if against and against.name == "subsidy" and WON.match(text, clause.start, match.span.start):
        against = None
    if against and against.name == "condition" and match.quantity.unit == "%" and reaches_share(text, clause, match):
        against = None
    against = (
        against
        or (POINTS if scores(text, passage, index, match) else None)
        or (FORECAST if follows(text, passage, index, match.span.start) else None)
        or told_as_fact(words, seen)
        or negatives.COURTESY.first(words, seen)
        or (FORECAST if passage.mood is Mood.REPORTED and OUTLOOK.search(words) else None)
    )
    if (
        against is None
        and passage.mood is not Mood.PLANNED
        and not surely_ahead(passage.sentence.seen, text, segment_start(passage, index), match.span.start)
    ):
        against = negatives.REPORTS.first(mask, masked)
    if against:
        return screened(against.name, clause)
    cue = governing_cue(text, passage, index, match.span.end)
    strength, hit, at = strength_by(cue, text, passage, index, match.span.end)
    return Judgement(will(cue, text, passage, index, ahead=ahead), strength, (hit,) if hit else (), at)


def reaches_share(text: str, clause: Span, match: QuantityMatch) -> bool:
    """Whether so many of all are to do or have something: “80%以上的行政村通公交”; not “对80%以上的企业予以奖励”."""
    return SHARE.match(text, match.span.end, clause.end) is not None and not text.startswith(("对", "凡"), clause.start)


def segment_start(passage: Passage, index: int) -> int:
    """Where the part between semicolons that holds a clause begins."""
    clauses = passage.sentence.clauses
    return next(clause.span.start for clause in clauses if clause.segment == clauses[index].segment)


def sizes_a_plan(text: str, passage: Passage, index: int, at: int) -> bool:
    """Whether a clause tells the size of what the clauses before it plan: “计划改造小区46个,涉及居民1.1万户”."""
    start, clause = segment_start(passage, index), passage.sentence.clauses[index].span
    here = Span(max(clause.start, text.rfind("、", clause.start, at) + 1), clause.end)
    counted = any(start <= match.span.start < here.start for match in passage.quantities)
    return (
        counted
        and SIZE_OF_A_PLAN.match(text, here.start, here.end) is not None
        and (
            surely_ahead(passage.sentence.seen, text, start, here.start)
            or (passage.mood is Mood.PLANNED and text.startswith("惠及", here.start))
        )
    )


def scores(text: str, passage: Passage, index: int, match: QuantityMatch) -> bool:
    """Whether a number is points alone (10分), or the threshold of points that the next clause gives (，得5分)."""
    if match.quantity.unit == "分":
        bare = match.span.start == match.number.start and not match.span.of(text).endswith("上")
        if bare or match.quantity.comparator in (Comparator.AT_MOST, Comparator.BELOW):
            return True
    if negatives.GIVES_POINTS.match(text, passage.sentence.clauses[index].span.end) is None:
        return False
    span = passage.sentence.span
    ladder = len(negatives.POINTS_GIVEN.findall(text, span.start, span.end)) > 1
    return ladder or match.span.start == match.number.start


def told_as_fact(words: str, seen: int) -> Negative | None:
    """The rule by which a clause tells of something done; a goal that was set still lies ahead."""
    fact = negatives.FACTS.first(words, seen)
    return None if fact and GOAL_SET.search(words) else fact


def surely_ahead(seen: int, text: str, start: int, until: int) -> bool:
    """Whether 力争, 确保 or 计划 stands before a number: no report speaks so."""
    found = cues.first_cue(cues.EXPLICIT, seen, text, start, until)
    return found is not None and found[0].name in AHEAD


def strives(text: str, passage: Passage, index: int, start: int) -> bool:
    """Whether a clause strives for what a date before `start` dates: no report speaks so (下半年…,力争实现…)."""
    clause = passage.sentence.clauses[index]
    found = cues.first_cue(STRIVING, clause.seen, text, max(clause.span.start, start), clause.span.end)
    return found is not None and found[0].name == "strive"


def expected(seen: int, text: str, start: int, until: int) -> bool:
    """Whether 预计 or 将 stands before a clause with a date to come: it goes on with what is expected."""
    found = cues.first_cue(cues.EXPLICIT, seen, text, start, until)
    return found is not None and found[0].name in {"expect", "will"}


def follows(text: str, passage: Passage, index: int, until: int) -> bool:
    """Whether a number is the effect of a project or of a hypothesis named before it."""
    clauses = passage.sentence.clauses
    start = next(clause.span.start for clause in clauses if clause.segment == clauses[index].segment)
    here = clauses[index].span
    sized = negatives.SIZE.match(text, here.start, here.end) and negatives.WORTH.search(text, start, here.start)
    forecast = negatives.FORECAST.can(passage.sentence.seen) and negatives.FORECAST.pattern.search(text[start:until])
    return bool(sized or forecast)


def will(cue: Governing, text: str, passage: Passage, index: int, *, ahead: bool) -> bool:
    """Whether the mood of the passage, or else the cue that governs, makes a statement a promise."""
    if passage.mood is Mood.PLANNED:
        return True
    if passage.mood_rule == PETITION:
        return False
    explicit = cue is not None and cue[0].name not in SOFT_CUES
    clause, seen = passage.sentence.clauses[index].span, passage.sentence.clauses[index].seen
    explicit = explicit or (
        seen & cues.GOAL.bits == cues.GOAL.bits and cues.GOAL.pattern.search(text, *clause) is not None
    )
    if cue and cue[0].name == "strive for":
        explicit = REACHING.search(passage.sentence.seen, text, cue[1].end, clause.end) is not None
    if passage.mood is Mood.GUARDED:
        return explicit or ahead
    if passage.mood is Mood.SILENT:
        return ahead
    if cue is None and ahead:  # “计划到2026年…达到3%,建成平台15个”: what is dated ahead goes on with the plan
        clauses = passage.sentence.clauses
        start = next(each.span.start for each in clauses if each.segment == clauses[index].segment)
        seen = passage.sentence.seen
        return surely_ahead(seen, text, start, clause.start) or expected(seen, text, start, clause.start)
    of_its_year = cue is not None and cue[0].name == "expect" and text.startswith("全年", cue[1].end)  # a review's
    return ahead and cue is not None and not of_its_year and (explicit or cue[0].name in FIRM_CUES)


def willless(passage: Passage, *, ahead: bool) -> bool:
    """Whether the mood of a passage promises nothing, whichever cue governs: in a petition, or without a date ahead."""
    if passage.mood is Mood.PLANNED:
        return False
    return passage.mood_rule == PETITION or not (ahead or passage.mood is Mood.GUARDED)


def weighed(text: str, passage: Passage, index: int) -> bool:
    """Whether a clause is only what is said to matter: “继续实施该工程,对增加收入具有重要意义”."""
    clauses = passage.sentence.clauses
    behind = [each.span for each in clauses[index + 1 :] if each.segment == clauses[index].segment]
    return any(negatives.MATTERS.match(text, span.start, span.end) for span in behind)


def checkable(text: str, clause: Clause) -> RuleHit | None:
    """The rule by which a clause names an outcome that one can later see; None for a slogan or a gradable phrase."""
    span, seen = clause.span, clause.seen
    told = SPEAKS_OF.match(text, span.start, span.end)
    found = cues.first_cue(cues.OUTCOMES, seen, text, told.end() if told else span.start, span.end)
    if found is None:
        return None
    words = span.of(text)[:WIDEST]
    paper = cues.ON_PAPER.search(seen, words, 0, len(words))
    if (negatives.VAGUE_ON_PAPER if paper else negatives.VAGUE).first(words, seen):
        return None
    return RuleHit("kind", found[0].name, Span(*found[1].span()))


def judge_outcome(text: str, passage: Passage, index: int, *, ahead: bool, past: bool) -> Judgement:
    """Whether a clause promises an outcome that exists or does not."""
    clause, seen = passage.sentence.clauses[index].span, passage.sentence.clauses[index].seen
    outcome = None if past else checkable(text, passage.sentence.clauses[index])
    if outcome is None:
        return screened("nothing to check", clause)
    words = clause.of(text)[:WIDEST]
    against = (
        (FORECAST if follows(text, passage, index, clause.end) else None)
        or (PURPOSE if weighed(text, passage, index) else None)
        or told_as_fact(words, seen)
        or (None if passage.mood is Mood.PLANNED else negatives.REPORTS.first(words, seen))
    )
    if against:
        return screened(against.name, clause)
    cue = governing_cue(text, passage, index, clause.end)
    strength, hit, at = strength_by(cue, text, passage, index, clause.end)
    hits = (outcome, hit) if hit else (outcome,)
    return Judgement(will(cue, text, passage, index, ahead=ahead), strength, hits, at)
