"""Reporting: the numbers a document says were reached, offered as evidence for open targets (section 6)."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from commitments.document import Document, Span
from commitments.extraction.deadlines import looks_back, past_before, term_of
from commitments.extraction.passage import Draft, Mood, Passage
from commitments.extraction.rule import DateRole, QuantityMatch
from commitments.extraction.wording import metric_of, sub_clause, with_date
from commitments.extraction.zh import negatives, results
from commitments.extraction.zh.dates import plan_period
from commitments.periods import add_years
from commitments.target import Basis, Comparator, Due, Quantity, Result, RuleHit

EARLY = 4  # months of a new year in which 过去一年 still is the old one
FINE = {"day", "dekad", "month", "quarter"}
LONGEST_MARKER = 5
ITEM = re.compile(r"(?:[一二三四五六七八九十]是|[（(][一二三四五六七八九十]{1,2}[）)])\s?\Z")
WHOLE_YEAR = re.compile("全年")
NAMED_YEAR = re.compile("[今本明后去上前次翌]年|20\\d\\d")


class Quotes:
    """The quotes of all promises of a document."""

    def __init__(self, quotes: Sequence[Span]) -> None:
        ordered = sorted(quotes)
        self._starts = [quote.start for quote in ordered]
        self._reach = list(accumulate((quote.end for quote in ordered), max))

    def overlap(self, span: Span) -> bool:
        """Whether a clause is, or lies in, one of them."""
        above = bisect_left(self._starts, span.end) - 1
        return above >= 0 and self._reach[above] > span.start


def results_of(document: Document, passages: Iterable[Passage], drafts: Sequence[Draft]) -> tuple[Result, ...]:
    """The reported results of a document in the order of the text: numbers, and outcomes without one."""
    promised = {hit.span for draft in drafts for hit in draft.hits if hit.part == "quantity"}
    quotes = Quotes([draft.quote for draft in drafts])
    found: list[Result] = []
    place = (-1, -1)
    opening: Passage | None = None  # the passage whose heading tells of a day, looked up when it is needed
    last = NOTHING
    for passage in passages:
        before, place = place, place_of(document, passage, place)
        told = told_of(document, passage)
        if told.day:
            last, opening = told, None
        elif place != before:
            opening = passage
        if not (passage.quantities or results.OUTCOME.can(passage.sentence.seen)):
            continue
        if opening:
            last, opening = heading_told(document, opening), None
        here = [
            result_of(document, passage, match, last)
            for match in passage.quantities
            if match.span not in promised and reported(document, passage, match)
        ]
        here = with_measures(here)
        here += outcomes_of(document, passage, quotes, last)
        found += sorted(here, key=lambda result: (result.start, result.end))
    return tuple(found)


class Told(NamedTuple):
    """The day that a paragraph, or one item (二是…) of it, reports on, and the words that say so."""

    day: date | None
    words: str | None


NOTHING = Told(None, None)


def place_of(document: Document, passage: Passage, last: tuple[int, int]) -> tuple[int, int]:
    """The paragraph of a sentence and the item of it (一是, 二是) that it stands in, the place before being known."""
    sentence = passage.sentence
    if last[0] != sentence.paragraph:
        return sentence.paragraph, sentence.number
    start = sentence.span.start
    begins = ITEM.search(document.text, max(0, start - LONGEST_MARKER), start) is not None
    return (sentence.paragraph, sentence.number) if begins else last


def told_of(document: Document, passage: Passage) -> Told:
    """The last day that a sentence reports on, for the sentences of its paragraph that name none."""
    if not (passage.dates or results.PAST_YEAR.can(passage.sentence.seen)):
        return NOTHING
    today = document.imprint.reference.day
    for match in reversed(passage.dates):
        day = match.due.day
        if match.role in (DateRole.DEADLINE, DateRole.AS_OF) and day and (today is None or day <= today):
            return Told(day, match.due.text)
    span = passage.sentence.span
    year = results.PAST_YEAR.search(passage.sentence.seen, document.text, span.start, span.end)
    if year and today:
        ended = date(today.year - 1, 12, 31)
        return Told(ended if today.month <= EARLY else today, year.group())
    return NOTHING


def heading_told(document: Document, passage: Passage) -> Told:
    """The year of a review whose heading names it (2024年工作回顾)."""
    number: int | None = passage.sentence.section
    while number:
        section = document.sections[number]
        words = section.heading.of(document.text)
        period = plan_period(words) if results.REVIEW.search(words) else None
        today = document.imprint.reference.day
        if period and (today is None or period[1] <= today):
            return Told(period[1], words.strip())
        number = section.parent
    return NOTHING


def with_measures(found: Sequence[Result]) -> list[Result]:
    """A number without a measure of its own (…2350亿元、增长6.2%) speaks of the measure before it."""
    named: list[Result] = []
    for result in found:
        metric = result.metric or (named[-1].metric if named else None)
        named.append(replace(result, metric=metric))
    return named


def outcomes_of(document: Document, passage: Passage, quotes: Quotes, last: Told) -> list[Result]:
    """The clauses of a passage that tell of an outcome reached, without a number."""
    if passage.sentence.heading or not results.OUTCOME.can(passage.sentence.seen):
        return []
    return [
        outcome_of(document, passage, index, hit, last)
        for index, clause in enumerate(passage.sentence.clauses)
        if results.OUTCOME.can(clause.seen)
        and (hit := reached(document, passage, index))
        and not quotes.overlap(clause.span)
    ]


def reached(document: Document, passage: Passage, index: int) -> Span | None:
    """The words of a clause that tell of an outcome reached; None if it tells of none."""
    text, clause, seen = document.text, passage.sentence.clauses[index].span, passage.sentence.clauses[index].seen
    if any(clause.start <= match.span.start < clause.end for match in passage.quantities):
        return None
    hit = results.OUTCOME.search(seen, text, clause.start, clause.end)
    if (
        hit is None
        or results.NOT_YET.search(text, clause.start, clause.end)
        or results.ASIDE.search(text[hit.start() : clause.end])
    ):
        return None
    words, before = clause.of(text), past_before(document.imprint.reference)
    if negatives.VAGUE.first(words, seen) or negatives.COURTESY.first(words, seen):
        return None
    term = term_of(text, passage, index, before)
    if term is not None and term.dated and not term.past:
        return None
    told = passage.mood in (Mood.REPORTED, Mood.GUARDED) or (term is not None and term.past and term.dated)
    done = negatives.FACTS.first(words, seen) or results.DONE.search(text, clause.start, clause.end)
    return Span(*hit.span()) if told or done else None


def outcome_of(document: Document, passage: Passage, index: int, hit: Span, last: Told) -> Result:
    """One outcome with the day it speaks of."""
    clause = passage.sentence.clauses[index].span
    quote = Span(with_date(passage, index, clause.start), clause.end)
    day, words = as_of(document, passage, index, last)
    return Result(
        document=document.name,
        quote=quote.of(document.text),
        start=quote.start,
        end=quote.end,
        as_of=day,
        as_of_text=words,
        rules=(RuleHit("kind", "outcome reached", hit),),
    )


def reported(document: Document, passage: Passage, match: QuantityMatch) -> bool:
    """Whether a number is told as reached."""
    text, before = document.text, past_before(document.imprint.reference)
    index = passage.clause_at(match.span.start)
    clause, seen = passage.sentence.clauses[index].span, passage.sentence.clauses[index].seen
    told = looks_back(passage, index, before) or negatives.FACTS.first(clause.of(text), seen) is not None
    if not told:
        term = term_of(text, passage, index, before)
        told = term is not None and term.past
    if not told and passage.mood in (Mood.GUARDED, Mood.REPORTED):
        told = results.REACHED.search(text, clause.start, clause.end) is not None and not (
            results.FORECAST.search(text, clause.start, match.span.start)
        )
    if not told:
        return False
    mask, masked = negatives.masked(text, clause.start, clause.end, match, seen)
    return not (negatives.NUMBERS.first(mask, masked) or negatives.COURTESY.first(mask, masked))


def result_of(document: Document, passage: Passage, match: QuantityMatch, last: Told) -> Result:
    """One reported number with the day it speaks of."""
    text = document.text
    index = passage.clause_at(match.span.start)
    piece = sub_clause(text, passage, index, match)
    quote = Span(with_date(passage, index, piece.start), max(piece.end, match.span.end))
    day, words = as_of(document, passage, index, last)
    return Result(
        document=document.name,
        quote=quote.of(text),
        start=quote.start,
        end=quote.end,
        metric=metric_of(text, piece, match, passage.dates),
        quantity=as_reached(match.quantity),
        as_of=day,
        as_of_text=words,
        rules=(RuleHit("quantity", match.rule, match.span),),
    )


def as_reached(quantity: Quantity) -> Quantity:
    """“达到9家” as a report is exactly nine."""
    return replace(quantity, comparator=Comparator.EQUAL) if quantity.comparator is Comparator.AT_LEAST else quantity


def as_of(document: Document, passage: Passage, index: int, last: Told) -> tuple[date | None, str | None]:
    """The day a clause reports on and the words that say so: its own, else those that its paragraph carries on from."""
    text, sentence = document.text, passage.sentence
    end = sentence.clauses[index].span.end
    today = document.imprint.reference.day
    dated = [m for m in passage.dates if m.span.start < end and m.due.day and m.role is not DateRole.BASELINE]
    if dated and dated[-1].role is not DateRole.SINCE:
        return gone_by(dated[-1].due, today, last), dated[-1].due.text
    now = results.NOW.search(sentence.seen, text, sentence.span.start, end)
    if now:
        return today, now.group()
    return (last.day, last.words) if last.day else (None, dated[-1].due.text if dated else None)


def gone_by(due: Due, today: date | None, last: Told) -> date | None:
    """The day itself; of a day without a year the last that has gone by, 全年 being the year told of before."""
    day = due.day
    if day is None or due.basis is not Basis.RELATIVE:
        return day
    if last.day and due.precision == "year" and WHOLE_YEAR.match(due.text or "") and last.day < day:
        return last.day
    unnamed = NAMED_YEAR.search(due.text or "") is None
    return add_years(day, -1) if unnamed and today and day > today and due.precision in FINE else day
