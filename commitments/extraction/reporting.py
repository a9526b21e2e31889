"""Reporting: the numbers a document says were reached, offered as evidence for open targets (section 6)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from commitments.document import Document, Span
from commitments.extraction.deadlines import looks_back, past_before, term_of
from commitments.extraction.passage import Draft, Mood, Passage
from commitments.extraction.rule import DateRole, QuantityMatch
from commitments.extraction.wording import metric_of, sub_clause, with_date
from commitments.extraction.zh import negatives, results
from commitments.target import Comparator, Quantity, Result, RuleHit


def results_of(document: Document, passages: Sequence[Passage], drafts: Sequence[Draft]) -> tuple[Result, ...]:
    """The reported results of a document in the order of the text."""
    promised = {hit.span for draft in drafts for hit in draft.hits if hit.part == "quantity"}
    return tuple(
        result_of(document, passage, match)
        for passage in passages
        for match in passage.quantities
        if match.span not in promised and reported(document, passage, match)
    )


def reported(document: Document, passage: Passage, match: QuantityMatch) -> bool:
    """Whether a number is told as reached."""
    text, before = document.text, past_before(document.imprint.reference)
    index = passage.clause_at(match.span.start)
    clause, seen = passage.sentence.clauses[index].span, passage.sentence.clauses[index].seen
    mask, masked = negatives.masked(text, clause.start, clause.end, match, seen)
    if negatives.NUMBERS.first(mask, masked) or negatives.COURTESY.first(mask, masked):
        return False
    term = term_of(text, passage, index, before)
    back = looks_back(passage, index, before) or (term is not None and term.past)
    fact = negatives.FACTS.first(clause.of(text), seen) is not None
    if passage.mood is Mood.PLANNED or passage.mood is Mood.SILENT:
        return fact or back
    return fact or back or results.REACHED.search(text, clause.start, clause.end) is not None


def result_of(document: Document, passage: Passage, match: QuantityMatch) -> Result:
    """One reported number with the day it speaks of."""
    text = document.text
    index = passage.clause_at(match.span.start)
    piece = sub_clause(text, passage, index, match)
    quote = Span(with_date(passage, index, piece.start), max(piece.end, match.span.end))
    day, words = as_of(document, passage, index)
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


def as_of(document: Document, passage: Passage, index: int) -> tuple[date | None, str | None]:
    """The day a clause reports on and the words that say so."""
    text, sentence = document.text, passage.sentence
    end = sentence.clauses[index].span.end
    dated = [m for m in passage.dates if m.span.start < end and m.due.day and m.role is not DateRole.BASELINE]
    if dated and dated[-1].role is not DateRole.SINCE:
        return dated[-1].due.day, dated[-1].due.text
    now = results.NOW.search(text, sentence.span.start, end)
    return (document.imprint.reference.day, now.group()) if now else (None, dated[-1].due.text if dated else None)
