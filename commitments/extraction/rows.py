"""Rows: several numbers under one verb, each with its own measure or its own year (分别达到…, 2025年…、2026年…)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from commitments.document import Span
from commitments.extraction.deadlines import Term, binds, is_past
from commitments.extraction.passage import Draft, Passage
from commitments.extraction.rule import DateMatch, DateRole, QuantityMatch
from commitments.extraction.wording import GENERAL, measures

RESPECTIVELY = re.compile(r"分别(?P<verb>(?:[较比与同][^，,。；;、]{2,12}?)?[^，,。；;、\d]{0,14})\Z")
JOINT = re.compile(r"\s?(?:[、，,]|[和及与])\s?(?:[^，,。；;、\d]{0,6})\Z")
BETWEEN_DATES = re.compile(r"\s?(?:[、，,]|[和及与])\s?")
LEAD_IN = re.compile(r"[，,；;。：:]")
BEFORE_END = re.compile(r"\s*(?:并|力争|确保|须|要|务必|应|计划|预计|拟)?(?:于|[赶抢]?在)?")
ENDED = re.compile(
    r"(?:以?前|之前|底|末|内)?(?:全部|全面|基本|如期|按时|保质保量)?"
    r"(?:完成|办结|实现|达到|达标|见效|(?:落实|整改|执行)?到位)(?:任务|目标|工作)?\s*"
)
TOTAL = re.compile(r"累计|共计|总计|合计|总共|[两三四五]年共")
SEASON = "before a season"  # 供暖季前: by when, though no calendar tells the day
COMPARED = re.compile(
    r"(?:较|比|与|同)(?:20\d\d年?|上一?年|去年|前年|“?十[一二三四五]五”?|基期|基准)[^，,。；;]{0,6}\Z"
)
CAPACITY = 60  # characters of a measure that numbers may share


def own_term(text: str, passage: Passage, index: int, match: QuantityMatch, before: date | None) -> Term | None:
    """The date that stands right before a number, where its clause names a date for each of several numbers."""
    clause = passage.sentence.clauses[index].span
    numbers = [other for other in passage.quantities if clause.start <= other.span.start < clause.end]
    dated = [d for d in passage.dates if clause.start <= d.span.start < clause.end and d.due.day and _limits(d)]
    if len(numbers) < 2 or len(dated) < 2:  # noqa: PLR2004  one date or one number is no row
        return None
    since = max([clause.start, *(other.span.end for other in numbers if other.span.end <= match.span.start)])
    near = [d for d in dated if since <= d.span.start and d.span.end <= match.span.start]
    if len(near) != 1 or (dated[0] is not near[0] and not binds(text, passage, dated[0])):
        return None
    return Term(near[0], is_past(near[0], before), own=True, firm=True)


def closing_term(text: str, passage: Passage, index: int, term: Term | None, before: date | None) -> Term | None:
    """The date of the clause that says no more than by when, behind a number: “压缩至3天,9月底前完成”."""
    if term is not None and term.own:
        return term
    clauses = passage.sentence.clauses
    for at in range(index + 1, len(clauses)):
        if clauses[at].segment != clauses[index].segment:
            break
        match = closing_date(text, passage, at)
        if match:
            return Term(match, is_past(match, before), own=True, firm=True)
        counted = any(clauses[at].span.start <= each.span.start < clauses[at].span.end for each in passage.quantities)
        if not counted or any(clauses[at].span.start <= d.span.start < clauses[at].span.end for d in passage.terms):
            break
    return term


def closing_date(text: str, passage: Passage, index: int) -> DateMatch | None:
    """The date of a clause that names nothing but that and an end: “并于9月底前全部完成”."""
    clause = passage.sentence.clauses[index].span
    dated = [d for d in passage.dates if clause.start <= d.span.start < clause.end]
    if len(dated) != 1 or dated[0].due.recurrence or not (_limits(dated[0]) or dated[0].rule == SEASON):
        return None
    before, after = Span(clause.start, dated[0].span.start), Span(dated[0].span.end, clause.end)
    closed = BEFORE_END.fullmatch(text, *before) and ENDED.fullmatch(text, *after)
    return dated[0] if closed else None


def with_closing(text: str, passage: Passage, index: int, draft: Draft) -> Draft:
    """The draft of a number with the clause right behind it that says by when: both are one outcome."""
    clauses = passage.sentence.clauses
    if index + 1 >= len(clauses) or draft.quote.end < clauses[index].span.end:
        return draft
    match = closing_date(text, passage, index + 1)
    same = match is not None and draft.due == match.due
    return replace(draft, quote=Span(draft.quote.start, clauses[index + 1].span.end)) if same else draft


def total_term(text: str, passage: Passage, index: int, term: Term | None) -> Term | None:
    """The span of years that a total is reached in, where each year has its own number (每年…不少于3家，累计…10家)."""
    clause = passage.sentence.clauses[index].span
    if term is None or not term.match.due.recurrence or TOTAL.search(text, clause.start, clause.end) is None:
        return term
    spans = [
        d for d in passage.dates if d.span.end <= clause.start and d.due.day and _limits(d) and not d.due.recurrence
    ]
    return term._replace(match=spans[-1], own=False) if spans else term


def respectively(text: str, passage: Passage, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of a sentence with the measure and the date that each number of a row (分别) has for itself."""
    found = list(drafts)
    numbers = [number_of(draft) for draft in found]
    for group in groups(text, passage):
        clause = passage.sentence.clauses[passage.clause_at(group[0].span.start)].span
        opening = RESPECTIVELY.search(text, clause.start, group[0].span.start)
        if opening is None:
            continue
        names = measures(subject(text, passage, clause, opening.start()), len(group))
        dates = dates_of(text, passage, clause, opening.start(), len(group))
        for place, match in enumerate(group):
            for at, number in enumerate(numbers):
                if number != match.span:
                    continue
                if dates:
                    found[at] = replace(found[at], due=dates[place].due, own_date=True)
                if names and (not dates or len(set(names)) > 1):
                    found[at] = replace(found[at], metric=names[place])
                elif dates and names:
                    found[at] = replace(found[at], metric=names[0])
    return found


def number_of(draft: Draft) -> Span | None:
    """Where the number of a draft stands."""
    return next((hit.span for hit in draft.hits if hit.part == "quantity"), None)


def groups(text: str, passage: Passage) -> list[list[QuantityMatch]]:
    """The numbers of a sentence in rows: those with nothing but a joint between them."""
    rows: list[list[QuantityMatch]] = []
    for match in passage.quantities:
        if rows and JOINT.fullmatch(text, rows[-1][-1].span.end, match.span.start):
            rows[-1].append(match)
        else:
            rows.append([match])
    return [row for row in rows if len(row) > 1]


def subject(text: str, passage: Passage, clause: Span, end: int) -> str:
    """What a row measures: the words of its clause before 分别, behind the dates."""
    compared = COMPARED.search(text, clause.start, end)
    end = compared.start() if compared and compared.end() == end else end
    start = max(
        [clause.start, *(d.span.end for d in passage.dates if clause.start <= d.span.start and d.span.end <= end)]
    )
    words = LEAD_IN.split(text[start:end].replace("\n", ""))[-1]
    return GENERAL.sub("", words).strip(" 的、")[-CAPACITY:]


def dates_of(text: str, passage: Passage, clause: Span, end: int, count: int) -> tuple[DateMatch, ...]:
    """As many dates as there are numbers, in a row before 分别 (2025年、2027年、2030年分别…); none if there are not."""
    dated = [d for d in passage.dates if d.span.end <= end and d.due.day and _limits(d)][-count:]
    joined = all(BETWEEN_DATES.fullmatch(text, one.span.end, other.span.start) for one, other in pairwise(dated))
    near = bool(dated) and dated[-1].span.end >= clause.start - 1
    return tuple(dated) if len(dated) == count and joined and near else ()


def _limits(match: DateMatch) -> bool:
    """Whether a date is a limit or the state at one, not a start or what is compared with."""
    return match.role in (DateRole.DEADLINE, DateRole.AS_OF)
