"""Duties: sentences that assign an action to a named body, each of which is one task."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from commitments.document import Document, Span
from commitments.extraction import later as re
from commitments.extraction.assignments import Items
from commitments.extraction.deadlines import is_soon
from commitments.extraction.governing import strength_of
from commitments.extraction.passage import NO_DUE, Clause, Draft, Genre, Mood, Passage
from commitments.extraction.screening import checkable
from commitments.extraction.watching import Watched
from commitments.extraction.zh import negatives
from commitments.extraction.zh.owners import as_subject, find_owners
from commitments.extraction.zh.subjects import acting_subject, helpers
from commitments.target import Kind, Owners, RuleHit

BODY = re.compile(
    r"(?:部门|厅|局|委|办|办公室|政府|公司|集团|中心|法院|检察院|银行|大队|支队|领导小组|指挥部|管委会|委员会|(?<![老公学医剧影])院|联席会议|[)）])$"
)
EVERYBODY = re.compile(
    r"^[各全](?!.*(?:政府|管委会|街道|[)）])$|[省市县区州旗盟乡镇]{1,3}$)|^有关|^相关|(?:有关|相关)(?:部门|单位)$"
)
CARRIED_OUT = re.compile(r"(?:切实|进一步|认真)?(?:加强|落实|强化)")  # a general duty that the next clauses spell out
SHALL = Watched(r"\s*(?:要|应当?|须|必须|会同|按程序|按职责|牵头(?!单位|部门|人|企业|处室))")
OBJECT = (
    r"(?:(?:具体|实施|工作|整改|改革|详细|操作|配套|相关|有关|上述|该)*(?:方案|办法|细则|意见|措施|计划|标准|名单|制度|规定|规程|清单|工作|事宜|事项|政策|文件|预案)"
    r"(?:另行|统一|分别)?)"
)
SOON = r"(?:[\d一二两三四五六七八九十半]{1,3}个?(?:工作)?[月周日天]内|\d{1,2}月(?:底|\d{1,2}日)?前|年底前)"
ITS_OBJECT = re.compile(rf"{OBJECT}\s*由")
BY_WHOM = Watched(
    rf"(?:将|拟)?{OBJECT}?\s*由(?=[^,，。;；]"
    r"{2,40}(?:牵头|负责|正确|确定|依法|按|组织|会同|承担|办理|提交|处理|统筹|审核|制定|研究|将|[,，、]"
    rf"|{SOON}))"
)
WITH = re.compile(r"会同|联合")
# “提出意见,于4月上旬报…”: by then the same thing is to be done.
HANDED_IN = re.compile(r"[底末前旬日月内年](?:统一|正式|全部|及时)?(?:上?报|提交|印发|发布|公布|出台|完成|落实|到位)")
MANNER = re.compile(r"(?:按照?|根据|依据|结合|围绕|通过|以|在|对照|坚持|经|依托|利用|为|针对)")
WHO_LEADS = re.compile(
    r"(?:由)?[^，,。；;]{2,60}(?:(?:牵头|负责|主办)(?:会同[^，,。；;]{2,60})?|会同[^，,。；;]{2,60})|(?:会同|联合)[^，,。；;]{2,60}|[^，,。；;]{2,60}(?:配合|参与|协助)"
)
SEVERAL = re.compile("[；;。]")  # what says more than one thing is not done by the date of one of them
ITEM_RANK = 3
ENTRUSTED = "由…"


def duty_of(
    document: Document,
    genre: Genre,
    passage: Passage,
    items: Items,
) -> Draft | None:
    """The task a sentence assigns, if it stands in no item that is a task already."""
    span, seen = passage.sentence.span, passage.sentence.seen
    told = genre is Genre.PLAN and passage.mood is Mood.PLANNED
    titled = passage.sentence.heading and len(passage.sentence.clauses) == 1  # a whole sentence may stand as a heading
    if titled or not (BY_WHOM.can(seen) or (told and SHALL.can(seen))):
        return None
    if items.at(span.start) is not None or any(items.names_owners(place) for place in (span.start, span.end - 1)):
        return None
    return (ordered(document.text, passage) if told else None) or entrusted(document, passage)


def ordered(text: str, passage: Passage) -> Draft | None:
    """“某局要制定…”: a named body and a verb of duty."""
    for clause in passage.sentence.clauses:
        if not SHALL.can(clause.seen):
            continue
        units = tuple(unit for unit in acting_subject(text, clause.span.start, clause.span.end) if BODY.search(unit))
        at = text.find(units[-1], clause.span.start, clause.span.end) if units else -1
        told = SHALL.pattern.match(text, at + len(units[-1])) if at >= 0 else None
        if told is None or EVERYBODY.search(units[0]):
            continue
        later = [each for each in passage.sentence.clauses if each.span.start > clause.span.start]
        done = CARRIED_OUT.match(text, told.end()) and any(checkable(text, each) for each in later)
        if negatives.VAGUE.first(text[told.end() : clause.span.end], clause.seen) and not done:
            return None
        owners = as_subject(clause.span.of(text), units)
        reach = max((each.span.end for each in later[:1] if WITH.match(text, each.span.start)), default=clause.span.end)
        owners = Owners(owners.lead, owners.support + helpers(text, clause.span.start, reach))
        return task(text, passage, Span(clause.span.start, passage.sentence.span.end), owners, "a body's duty")
    return None


def with_duty(text: str, passage: Passage, duty: Draft, drafts: Sequence[Draft]) -> list[Draft]:
    """A sentence that assigns one dated outcome is a milestone with an owner; otherwise it is a task, and no pledge."""
    beside = [draft for draft in drafts if not duty.quote.start <= draft.quote.start < duty.quote.end]
    drafts = [draft for draft in drafts if draft not in beside]
    return sorted([*beside, *of_duty(text, passage, duty, drafts)], key=lambda draft: draft.quote)


def only_counted(duty: Draft, drafts: Sequence[Draft]) -> list[Draft]:
    """The numbers of a duty that says nothing else, owned by those it names."""
    return [
        replace(draft, owners=duty.owners) if draft.item is None and duty.quote.start <= draft.quote.start else draft
        for draft in drafts
    ]


def of_duty(text: str, passage: Passage, duty: Draft, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of the words that assign a duty, with its owners."""
    outcomes = [draft for draft in drafts if draft.kind is Kind.MILESTONE]
    if outcomes:
        task = before_outcomes(text, passage, duty, outcomes)
        owned = [replace(draft, owners=duty.owners) for draft in drafts if draft.kind is not Kind.PLEDGE]
        return [task, *owned] if task else owned
    rhythm = next((draft.due for draft in drafts if draft.kind is Kind.PLEDGE and draft.due.recurrence), None)
    duty = replace(duty, due=rhythm, own_date=True) if rhythm else duty
    return [duty, *(replace(draft, owners=duty.owners) for draft in drafts if draft.kind is Kind.QUANTIFIED)]


def before_outcomes(text: str, passage: Passage, duty: Draft, outcomes: Sequence[Draft]) -> Draft | None:
    """The part of a duty that asks for something of its own before a later clause dates an outcome, if any does."""
    outcome = min((outcome.quote for outcome in outcomes), key=lambda quote: quote.start)
    if HANDED_IN.search(text, *outcome):
        return None
    first = outcome.start
    before = [c for c in passage.sentence.clauses if duty.quote.start <= c.span.start and c.span.end <= first]
    spelt = duty.hits[0].rule == ENTRUSTED  # “由某局牵头,对…逐项验收,12月底前…”: any words but those on who leads
    asks = (
        checkable(text, c) or (spelt and not (WHO_LEADS.fullmatch(text, *c.span) or MANNER.match(text, *c.span)))
        for c in before
    )
    return replace(duty, quote=Span(duty.quote.start, before[-1].span.end)) if before and any(asks) else None


def only_counts(text: str, passage: Passage, duty: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a duty says no more than who leads and helps, and a number that is a target of its own."""
    counted = [draft.quote for draft in drafts if draft.kind is Kind.QUANTIFIED]
    beside = []
    for clause in passage.sentence.clauses:
        inside = [quote.start for quote in counted if quote.start < clause.span.end and clause.span.start < quote.end]
        rest = text[clause.span.start : min(inside, default=clause.span.end)].strip()
        if clause.span.start >= duty.quote.start and rest:
            beside.append(rest)
    return bool(counted) and all(WHO_LEADS.fullmatch(rest) for rest in beside)


def entrusted(document: Document, passage: Passage) -> Draft | None:
    """“由某局牵头,…”: in a list of steps to come, or with 将."""
    for clause, following in pairwise([*segments(document.text, passage), None]):
        end = following.span.start if following else passage.sentence.span.end
        if clause and (found := entrusted_part(document, passage, Span(clause.span.start, end))):
            return found
    return None


def segments(text: str, passage: Passage) -> list[Clause]:
    """The first clause between each two semicolons, and those that say by whom a paper is drawn up: 具体方案由…."""
    clauses = passage.sentence.clauses
    return [
        clause
        for n, clause in enumerate(clauses)
        if n == 0 or clause.segment != clauses[n - 1].segment or ITS_OBJECT.match(text, *clause.span)
    ]


def entrusted_part(document: Document, passage: Passage, part: Span) -> Draft | None:
    """One part between semicolons; the first may be the start of a whole item."""
    text, sentence = document.text, passage.sentence
    found = BY_WHOM.pattern.match(text, part.start, part.end)
    if found is None or (found.group()[0] not in "将拟" and passage.mood is not Mood.PLANNED):
        return None
    owners = [match.owners for match in find_owners(text, found.end() - 1, part.end)]
    if not owners or not owners[0]:
        return None
    section = document.sections[sentence.section]
    whole = (
        part.start == sentence.span.start
        and section.rank >= ITEM_RANK
        and text[section.span.start : sentence.span.start].strip(section.marker + " ") == ""
    )
    beside = (
        unit for unit in helpers(text, found.end(), part.end) if unit not in (*owners[0].lead, *owners[0].support)
    )
    named = Owners(owners[0].lead, (*owners[0].support, *beside))
    return task(text, passage, Span(part.start, section.span.end) if whole else part, named, ENTRUSTED)


def task(text: str, passage: Passage, span: Span, owners: Owners, rule: str) -> Draft:
    """The draft of a task."""
    strength, hit, _ = strength_of(text, passage, 0, passage.sentence.clauses[0].span.end)
    hits = (RuleHit("owner", rule, span), *((hit,) if hit else ()))
    end = span.end
    while text[end - 1] in "。；; \n":
        end -= 1
    soon = next((match.due for match in passage.dates if span.start <= match.span.start < end and is_soon(match)), None)
    dated = [m.due for m in passage.terms if span.start <= m.span.start < end and m.due.day and not m.due.recurrence]
    soon = dated[0] if len(dated) == 1 and not SEVERAL.search(text, span.start, end) else soon
    return Draft(
        kind=Kind.TASK,
        quote=Span(span.start, end),
        sentence=passage.sentence.number,
        strength=strength,
        due=soon or NO_DUE,
        own_date=soon is not None,
        owners=owners,
        hits=hits,
    )
