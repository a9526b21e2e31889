"""Assembly: the matches of a sentence become drafts of targets."""

import re
from collections.abc import Sequence
from dataclasses import replace

from commitments.document import Document, Span
from commitments.extraction.bench import Bench
from commitments.extraction.deadlines import Term, describes, term_of
from commitments.extraction.governing import acts
from commitments.extraction.mood import announced_from
from commitments.extraction.passage import NO_DUE, Draft, Mood, Passage
from commitments.extraction.rows import closing_term, own_term, respectively, total_term, with_closing
from commitments.extraction.rule import DateRole, QuantityMatch
from commitments.extraction.screening import Judgement, judge_number, judge_outcome, rewarded, strives
from commitments.extraction.wording import metric_of, says_again, several, sub_clause, with_date, with_noun, with_object
from commitments.extraction.zh import cues, pledges
from commitments.target import Due, Kind, RuleHit, Strength

BACK_REFERENCE = re.compile(r"(?:该|此|上述|以上|前述|本)(?:项|类|些)?(?:工作|任务|事项|目标|措施|项目|工程|问题)")
MOVING = re.compile(
    r"加[快力强大]|统筹|深[度入化]|积极|实施|推进|推动|持续|大力|继续|支持|聚力|着力|全面|扎实|稳步|鼓励|培育|发展|提高|提升"
)
CHANGED = re.compile(
    "扩[大展]到|调整为|改为|不再|必须|一律|停止|取消|禁止|启用|恢复|全面(?:实行|推行|施行|实施|开放|执行)|正式(?:实行|推行|施行|实施|运行|开放|上线|执行|启用)"
)
DONE_BY_ALL = re.compile("[完建达实]成?|投|开|竣|[、，,]|到位|整改|[和及与]")
# “制定细则，并报办公室备案”: a step of the outcome before it.
ITS_STEP = re.compile("并(?:同步|及时)?(?:上?报|抄送|将[^，,。；;]{0,12}(?:通报|报送|反馈|抄送|公布))")
COMPARED = re.compile(r"(?:同比|环比|[较比](?:上年|去年|20\d\d年))$")
ALL = "全部"
UNNAMED = re.compile("一批|若干")
TOPIC = re.compile(
    r"(?:对于?|针对)[^,，]*的[一-鿿]{2,12}|(?:对于?|针对|关于|凡是?)[^,，]*的[一-鿿]{0,16}(?:项目|企业|单位|人员|地区|问题|情况|的)"
    r"|逾期[^,，]*的?|(?:对[^,，]{0,12})?未(?:按|如|能|在|完|达|通)[^,，]*的"
    r"|对于?[^,，开展实施进行推建立给予加完]{2,30}(?:户|人员|群体|对象)"
    r"|[^,，。；;]{0,16}阶段\s?[（(][^（()）]{4,40}[)）]"  # the name of a stage
)


def drafts_of(bench: Bench, passage: Passage, carried: Due | None) -> list[Draft]:
    """The targets one sentence states: its numbers first, then the outcomes of its other clauses."""
    numbers = number_drafts(bench, passage, carried) if passage.quantities else []
    taken = [counted_in(passage, draft) for draft in numbers]
    outcomes = [] if passage.sentence.heading else outcome_drafts(bench, passage, carried, taken)
    found = [*numbers, *outcomes]
    return sorted(found, key=lambda draft: draft.quote) if len(found) > 1 else found


def counted_in(passage: Passage, draft: Draft) -> Span:
    """The clause that states a number, with the one right before it where the quote begins there and no date stands."""
    clauses = passage.sentence.clauses
    at = passage.clause_at(draft.quote.end - 1)
    above = clauses[max(at - 1, 0)].span
    dated = any(above.start <= match.span.start < above.end for match in passage.dates if match.due.day)
    begins = at > 0 and above.start <= draft.quote.start < above.end and not dated
    return Span(clauses[at - begins].span.start, clauses[at].span.end)


def number_drafts(bench: Bench, passage: Passage, carried: Due | None) -> list[Draft]:
    """One draft for each number of a sentence that is to be reached."""
    text = bench.document.text
    found: list[Draft] = []
    rewards = rewarded(text, passage)
    for match in passage.quantities:
        index = passage.clause_at(match.span.start)
        if index in rewards or bench.items.names_owners(match.span.start) or says_again(text, passage, match):
            continue
        if match.span.of(text) == ALL and (
            (found and counts_before(passage, index, found[-1])) or measured_behind(text, passage, index, match)
        ):
            continue
        clause = passage.sentence.clauses[index].span
        counted = not acts(text, passage.sentence.clauses[index]) and text.find("年均", clause.start, clause.end) < 0
        term = own_term(text, passage, index, match, bench.before(passage)) or term_of(
            text, passage, index, bench.before(passage), counted=counted
        )
        term = closing_term(text, passage, index, total_term(text, passage, index, term), bench.before(passage))
        past = bench.past(passage, index, term)
        ahead = term is not None and term.dated and not past and (bench.ahead(term) or passage.mood is Mood.SILENT)
        judged = judge_number(text, passage, index, match, ahead=ahead, past=past)
        if judged.promises:
            draft = number_draft(bench, passage, index, match, term, judged, found)
            draft = with_closing(text, passage, index, draft)
            if term is None and carried:
                draft = replace(draft, due=carried, own_date=True)
            found += [replace(draft, metric=metric) for metric in several(draft.quote.of(text), draft.metric)]
    return respectively(text, passage, found)


def measured_behind(text: str, passage: Passage, index: int, match: QuantityMatch) -> bool:
    """Whether 全部 only says of whom a number behind it is told: “全部村集体收入超20万元”."""
    clause = passage.sentence.clauses[index].span
    behind = [other.span for other in passage.quantities if match.span.end < other.span.start < clause.end]
    return bool(behind) and DONE_BY_ALL.search(text, match.span.end, behind[0].start) is None


def counts_before(passage: Passage, index: int, draft: Draft) -> bool:
    """Whether a clause has said how many: in “256个项目年底前全部复工” 全部 is no number of its own."""
    clause = passage.sentence.clauses[index].span
    counted = draft.quantity is not None and draft.quantity.unit != "%"
    return counted and clause.start <= draft.quote.start < clause.end and clause.end <= draft.quote.end


def number_draft(
    bench: Bench,
    passage: Passage,
    index: int,
    match: QuantityMatch,
    term: Term | None,
    judged: Judgement,
    earlier: Sequence[Draft],
) -> Draft:
    """The draft of one number, its quote from the cue that governs it."""
    text = bench.document.text
    piece = sub_clause(text, passage, index, match)
    start = with_noun(text, passage, index, piece, match)
    if judged.cue_clause is not None and not passage.sentence.clauses[judged.cue_clause].leads:
        cue_start = passage.sentence.clauses[judged.cue_clause].span.start
        start = min(start, with_date(passage, judged.cue_clause, cue_start))
    elif earlier and bare(text, piece, match):
        start = min(start, earlier[-1].quote.start)
        judged = judged._replace(strength=earlier[-1].strength)
    hits = (*judged.hits, RuleHit("quantity", match.rule, match.span), *date_hits(term))
    metric = metric_of(text, piece, match, passage.dates)
    if not (earlier and bare(text, piece, match)):
        metric = metric or metric_of(text, Span(min(start, piece.start), piece.end), match, passage.dates)
    if metric and earlier and earlier[-1].metric and metric.startswith("占"):  # 研发经费增长10%,占生产总值比重达到2.5%
        metric = earlier[-1].metric + metric
    return Draft(
        kind=Kind.QUANTIFIED,
        quote=Span(start, max(piece.end, match.span.end)),
        sentence=passage.sentence.number,
        strength=judged.strength,
        due=term.match.due if term else NO_DUE,
        quantity=match.quantity,
        metric=metric or (earlier[-1].metric if earlier else None),
        item=bench.items.at(match.span.start),
        own_date=term is not None,
        hits=hits,
    )


def bare(text: str, piece: Span, match: QuantityMatch) -> bool:
    """Whether a number stands in its piece with nothing before it but “…各”, or what it is compared with."""
    words = COMPARED.sub("", text[piece.start : match.span.start].strip(" 、"))
    return not words or words.endswith("各")


def outcome_drafts(bench: Bench, passage: Passage, carried: Due | None, taken: Sequence[Span]) -> list[Draft]:
    """Milestones and pledges: clauses without a number that state an outcome one can check."""
    spoken = passage.mood is not Mood.SILENT and passage.mood is not Mood.REPORTED
    dated = bool(passage.terms) or carried is not None  # else none is a milestone
    plain = passage.mood is Mood.PLANNED
    seen = passage.sentence.seen
    if not (seen & cues.OUTCOMES.bits and (dated or (spoken and pledges.can(seen, plain=plain)))):
        return []
    text = bench.document.text
    found = []
    rewards = rewarded(text, passage)
    for index, clause in enumerate(passage.sentence.clauses):
        if not clause.seen & cues.OUTCOMES.bits:
            continue
        pledging = spoken and pledges.can(clause.seen, plain=plain)
        if not (dated or pledging) or index in rewards or bench.items.names_owners(clause.span.start):
            continue
        if any(quote.start < clause.span.end and clause.span.start < quote.end for quote in taken):
            continue
        term = term_of(text, passage, index, bench.before(passage))
        past = bench.past(passage, index, term)
        draft = milestone(bench, passage, index, term, carried, past=past) if dated else None
        if draft is None and pledging:
            draft = pledge(bench, passage, index, term, past=past)
        if draft:
            found.append(draft)
    return [draft for draft in found if not any(covers(other.quote, draft.quote) for other in found)]


def covers(whole: Span, part: Span) -> bool:
    """Whether a quote lies inside a longer one."""
    return whole != part and whole.start <= part.start and part.end <= whole.end


def milestone(
    bench: Bench, passage: Passage, index: int, term: Term | None, carried: Due | None, *, past: bool
) -> Draft | None:
    """A clause with a date of its own, or one it carries on from, and a definite outcome."""
    dated = term is not None and term.dated and not term.match.due.recurrence
    due = term.match.due if term and dated else carried if term is None else None
    if due is None:
        return None
    text, clause = bench.document.text, passage.sentence.clauses[index].span
    begins = term is not None and term.match.role is DateRole.START
    unchanged = begins and CHANGED.search(text, clause.start, clause.end) is None
    told = (term is None or not term.own) and any(
        clause.start <= m.span.start < clause.end and describes(text, m) for m in passage.dates
    )
    step = term is not None and not term.own and ITS_STEP.match(text, *clause)
    if told or unchanged or step or announces(text, passage, clause):
        return None
    ahead = term is None or bench.ahead(term) or strives(text, passage, index, term.match.span.end)
    judged = judge_outcome(text, passage, index, ahead=ahead, past=past)
    carried_on = term is None or not term.own
    if not judged.promises or is_topic(text, clause) or (term is None and under_way(text, clause, judged)):
        return None
    ended = any(hit.rule == "brought to an end" for hit in judged.hits)
    if carried_on and not ended and UNNAMED.search(text, clause.start, clause.end):
        return None
    if term is not None and not term.own and term.match.span.of(text).startswith("全年"):
        return None
    return Draft(
        kind=Kind.MILESTONE,
        quote=Span(with_antecedent(bench, passage, with_object(text, passage, index, term)), clause.end),
        sentence=passage.sentence.number,
        strength=judged.strength,
        due=due,
        item=bench.items.at(clause.start),
        own_date=True,
        hits=(*judged.hits, *date_hits(term)),
    )


def under_way(text: str, clause: Span, judged: Judgement) -> bool:
    """Whether a clause without a date of its own moves something along and does not say that it will be done."""
    ended = any(hit.rule == "brought to an end" for hit in judged.hits)
    return not ended and (judged.strength is Strength.DIRECTIONAL or MOVING.match(text, clause.start) is not None)


def with_antecedent(bench: Bench, passage: Passage, start: int) -> int:
    """The start of a quote; “该项工作于6月底前完成” takes along the sentence that says which work."""
    document = bench.document
    if start != passage.sentence.span.start or not BACK_REFERENCE.match(document.text, start):
        return start
    paragraph = document.paragraphs[passage.sentence.paragraph].span
    before = document.text.rfind("。", paragraph.start, start - 1)
    section = document.sections[passage.sentence.section]
    first = max(paragraph.start, section.heading.end + 1 if section.heading.end > section.heading.start else 0)
    start = max(first, before + 1)
    while document.text[start].isspace():
        start += 1
    return start


def pledge(bench: Bench, passage: Passage, index: int, term: Term | None, *, past: bool) -> Draft | None:
    """A clause without number or date that names one definite outcome; parts of a task's item are none."""
    text = bench.document.text
    clause = passage.sentence.clauses[index].span
    seen = passage.sentence.clauses[index].seen
    form = pledges.first(seen, text, clause.start, clause.end, plain=passage.mood is Mood.PLANNED)
    if form is None or any(bench.items.at(place) is not None for place in (clause.start, clause.end - 1)):
        return None
    if in_item_title(bench.document, passage) or announces(text, passage, clause):
        return None
    judged = judge_outcome(text, passage, index, ahead=False, past=past)
    screened = any(hit.part == "screening" for hit in judged.hits)
    if screened or (passage.mood is Mood.PLANNED and not judged.promises):
        return None
    return Draft(
        kind=Kind.PLEDGE,
        quote=clause,
        sentence=passage.sentence.number,
        strength=judged.strength,
        due=term.match.due if term and term.own else NO_DUE,
        own_date=term is not None and term.own,
        hits=(*judged.hits, RuleHit("kind", form, clause), *date_hits(term)),
    )


def in_item_title(document: Document, passage: Passage) -> bool:
    """Whether a sentence is the run-in title of an item that goes on: “1.建设物流枢纽。加快…”."""
    section = document.sections[passage.sentence.section]
    span = passage.sentence.span
    titled = section.heading.start <= span.start and span.end <= section.heading.end
    return titled and section.span.end > span.end + 1


def announces(text: str, passage: Passage, clause: Span) -> bool:
    """Whether a clause only tells of the paper that demands what follows."""
    found = announced_from(text, passage.sentence)
    return found is not None and clause.end - 1 <= found <= clause.end + 4


def is_topic(text: str, clause: Span) -> bool:
    """Whether a clause only names what the next one is about: “对年底未验收的项目,”."""
    return TOPIC.fullmatch(text, clause.start, clause.end) is not None


def date_hits(term: Term | None) -> tuple[RuleHit, ...]:
    """The date's part of the trail."""
    return (RuleHit("due", term.match.rule, term.match.span),) if term else ()
