"""The steps of extraction in order."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from commitments.document import Document, Span
from commitments.extraction import (
    answering,
    assignments,
    carrying,
    columns,
    duties,
    grids,
    horizons,
    indicators,
    inheritance,
    mood,
    sheets,
)
from commitments.extraction.anchors import Anchor, context_of, title_period
from commitments.extraction.assembly import drafts_of
from commitments.extraction.bench import Bench
from commitments.extraction.clauses import cut
from commitments.extraction.deadlines import is_past, is_unread_due, past_before, with_terms
from commitments.extraction.finishing import finish
from commitments.extraction.passage import NO_DUE, Draft, Genre, Mood, Passage
from commitments.extraction.reporting import results_of
from commitments.extraction.rule import Context
from commitments.extraction.strengths import task_strength
from commitments.extraction.voices import genre_of
from commitments.extraction.watching import Watched
from commitments.extraction.zh.dates import find_dates
from commitments.extraction.zh.quantities import find_quantities
from commitments.target import Basis, Due, Extraction, Kind, RuleHit, Strength

DATED = re.compile(r"[\d０-９年月季周旬底内前]")
SOON = Watched(
    "[一二三四五六七八九十]五|尽快|尽早|早日|适时|择机|择期|近期|长期|未来|及时|限期|条件成熟|条件具备"
)  # dates without a calendar word
MOST_NUMBERS = 200  # of one sentence: more are a table that lost its lines
COUNTED = re.compile(r"[\d０-９一二两三四五六七八九十百千万亿半全零翻倍]")


def run(document: Document) -> Extraction:
    """Everything found in one document, in the order of the text."""
    genre = genre_of(document)
    period = title_period(document, genre)
    context = context_of(document, period)
    passages = read_passages(document, genre, context)
    items = assignments.find_items(document, genre, context)
    passages = answering.entrusted_before(passages, items)
    lists = inheritance.lists_of(document, passages)
    known = inheritance.horizons(document, passages, period, lists)
    carried = carrying.carried(document, passages, lists, known)
    bench = Bench.of(document, items, period.earliest if period else None)
    figures, tables = indicators.indicator_drafts(document, context)
    read = sorted(tables)
    tables = sorted([*read, *(each for each in sheets_of(document, genre) if not indicators.covered(read, each.start))])
    drafts = [
        *item_tasks(document, passages, items),
        *figures,
        *sentence_drafts(bench, genre, zip(passages, carried, strict=True), lists, tables),
    ]
    drafts = hand_down(document, items, drafts, known)
    results = results_of(document, given_up(passages), drafts)
    return Extraction(finish(document, drafts), results)


def given_up(passages: list[Passage]) -> Iterator[Passage]:
    """The passages in order, each forgotten once the next is asked for: of a long paper they are most of the memory."""
    passages.reverse()
    while passages:
        yield passages.pop()


def read_passages(document: Document, genre: Genre, context: Context) -> list[Passage]:
    """Every sentence with its mood, its dates and its quantities."""
    text, sentences = document.text, cut(document)
    anchor = Anchor(document, context)
    moods = mood.sentence_moods(document, sentences, genre)
    passages = []
    for sentence, (meant, rule) in zip(sentences, moods, strict=True):
        if rule == mood.TITLE:
            passages.append(Passage(sentence, meant, rule))
            continue
        start, end = sentence.span.start, sentence.span.end
        against = anchor.at(sentence)
        dated = DATED.search(text, start, end) or SOON.can(sentence.seen)
        dates = find_dates(text, start, end, against) if dated else ()
        numbers = find_quantities(text, start, end)[:MOST_NUMBERS] if COUNTED.search(text, start, end) else ()
        passage = Passage(sentence, meant, rule, dates, numbers)
        passages.append(with_terms(text, passage) if dates else passage)
    return announced(document, passages)


def announced(document: Document, passages: Sequence[Passage]) -> list[Passage]:
    """What a paper demands is planned, whoever tells of it, to the end of the paragraph; not that of a past year."""
    text, found, before = document.text, [], past_before(document.imprint.reference)
    since = -1
    for passage in passages:
        if passage.mood in (Mood.GUARDED, Mood.REPORTED):
            old = passage.dates and all(is_past(match, before) for match in passage.dates)
            demands = mood.announced_from(text, passage.sentence) is not None or mood.demanded(text, passage.sentence)
            if demands:
                since = -1 if old else passage.sentence.paragraph
            elif mood.looks_back(text, passage.sentence):
                since = -1
            if since == passage.sentence.paragraph:
                passage = passage._replace(mood=Mood.PLANNED, mood_rule="a paper demands")  # noqa: PLW2901  the planned twin
        found.append(passage)
    return found


def item_tasks(document: Document, passages: Sequence[Passage], items: Sequence[assignments.Item]) -> list[Draft]:
    """One task for each item with owners; its date is set beside the owners, or is that of all it says."""
    dues = [term_of_item(document.text, passages, item) for item in items]
    return [
        Draft(
            kind=Kind.TASK,
            quote=item.span,
            sentence=-1,
            strength=task_strength(document.text, item.span),
            due=due,
            owners=item.owners,
            own_date=due.day is not None or due.text is not None,
            item=number,
            hits=(RuleHit("owner", item.rule, item.named),),
        )
        for number, (item, due) in enumerate(zip(items, dues, strict=True))
        if item.task
    ]


def term_of_item(text: str, passages: Sequence[Passage], item: assignments.Item) -> Due:
    """The date set beside the owners of an item, else that of all it says; a measure of a record has one of its own."""
    own = item.rule == assignments.RECORD or not item.termed
    due = inheritance.whole_term(text, passages, item.span) if own else NO_DUE
    due = inheritance.only_term(text, passages, item.span) if item.rule == assignments.CHARGE and not due.day else due
    return due if due.day or not item.termed else item.due


def sentence_drafts(
    bench: Bench,
    genre: Genre,
    carried: Iterable[tuple[Passage, Due | None]],
    lists: horizons.Lists,
    tables: Sequence[Span],
) -> list[Draft]:
    """What the sentences state, each with the owners it names itself and the date that is `carried` on to it."""
    document, items = bench.document, bench.items
    found: list[Draft] = []
    for passage, due in carried:
        start = passage.sentence.span.start
        if indicators.covered(tables, start) and not within(items, passage):
            continue
        duty = duties.duty_of(document, genre, passage, items)
        drafts = drafts_of(bench, passage, due)
        if duty:
            counts = duties.only_counts(document.text, passage, duty, drafts)
            drafts = (
                duties.only_counted(duty, drafts) if counts else duties.with_duty(document.text, passage, duty, drafts)
            )
        drafts = [draft for draft in drafts if not beside_items(document.text, tables, items, draft)]
        if not drafts:
            continue
        drafts = [as_its_list(lists, draft) for draft in answering.with_subjects(document.text, passage, drafts)]
        found += as_its_row(lists, passage, drafts)
    return found


def sheets_of(document: Document, genre: Genre) -> list[Span]:
    """The stretches of sheets in which nothing beside their tasks is a target."""
    sheets = [*grids.spans_of(document.text), *(columns.taken(document) if genre is Genre.SHEET else [])]
    beside = [*columns.told(document.text), *grids.beside_tasks(document.text)]
    return [*sheets, *(cell for cell in beside if not any(covers(one, cell) for one in sheets))]


def within(items: assignments.Items, passage: Passage) -> bool:
    """Whether a clause of a sentence belongs to an item; the number that opens a standard does not."""
    spans = [clause.span for clause in passage.sentence.clauses]
    return any(items.at(place) is not None for span in spans for place in (span.start, span.end - 1))


def beside_items(text: str, tables: Sequence[Span], items: assignments.Items, draft: Draft) -> bool:
    """Whether a sentence of a sheet states something outside its standards: in the name of a row, or of a case."""
    if any(items.at(place) is not None for place in (draft.quote.start, draft.quote.end - 1)):
        return False
    named = draft.quantity is None and items.opens_row(text, draft.quote.start)
    return named or indicators.covered(tables, draft.quote.start)


def as_its_list(lists: horizons.Lists, draft: Draft) -> Draft:
    """A plain statement in a list binds no more firmly than the words that open the list."""
    lead = lists.at(draft.quote.start)
    spoken = any(hit.part == "cue" and hit.rule != "stated goal" for hit in draft.hits)
    plain = draft.strength is Strength.BINDING and not spoken
    return replace(draft, strength=lead.strength) if lead and lead.strength and plain else draft


def as_its_row(lists: horizons.Lists, passage: Passage, drafts: list[Draft]) -> list[Draft]:
    """The steps named in one cell of a table of terms are one milestone."""
    row = lists.at(passage.sentence.span.start)
    if row is None or row.rule != horizons.ROW or any(draft.kind is not Kind.MILESTONE for draft in drafts):
        return drafts
    return [replace(draft, quote=passage.sentence.span) for draft in drafts[:1]]


def unread(document: Document, due: Due) -> bool:
    """Whether a date within the year was named but no reference date tells which year that is."""
    return is_unread_due(due) and document.imprint.reference.day is None


def of_its_row(item: assignments.Item, draft: Draft) -> Draft:
    """A draft of a row with no words, and no date, of the cells beside it: the row may have lost its edges."""
    if item.rule != sheets.ROW:
        return draft
    start, end = max(draft.quote.start, item.span.start), min(draft.quote.end, item.span.end)
    quote = Span(start, end) if start < end else draft.quote
    outside = any(hit.part == "due" and hit.span and not covers(item.span, hit.span) for hit in draft.hits)
    return replace(draft, quote=quote, own_date=draft.own_date and not outside)


def of_another_part(text: str, draft: Draft) -> bool:
    """Whether the rhythm of a draft stands before a semicolon: it is that of what is done there."""
    place = next((hit.span for hit in draft.hits if hit.part == "due" and hit.span), None)
    if draft.due.recurrence is None or place is None:
        return False
    return any(sign in text[place.end : draft.quote.start] for sign in "；;")


def covers(whole: Span, part: Span) -> bool:
    """Whether a stretch lies inside another."""
    return whole.start <= part.start and part.end <= whole.end


def hand_down(
    document: Document, items: Sequence[assignments.Item], drafts: Sequence[Draft], known: horizons.Nearest
) -> list[Draft]:
    """Dates from titles, headings, goals and leads; owners from items."""
    found = []
    for draft in drafts:
        if draft.item is not None and draft.kind is not Kind.TASK:
            item = items[draft.item]
            undated = not draft.own_date or draft.due.basis is Basis.INHERITED
            if draft.kind is Kind.MILESTONE and undated and item.rule == sheets.ROW and item.task:
                continue  # a step of the task, and no day of its own
            draft = of_its_row(item, draft)  # noqa: PLW2901  the clipped twin
            hits = (*draft.hits, RuleHit("owner", item.rule, item.named))
            draft = replace(draft, owners=item.owners, hits=hits)  # noqa: PLW2901  the owned twin
            if item.termed and (not draft.own_date or of_another_part(document.text, draft)):
                draft = replace(draft, due=horizons.inherited(item.due), own_date=True)  # noqa: PLW2901  the same
        if draft.own_date and not unread(document, draft.due):
            found.append(draft)
            continue
        horizon = known.at(draft.quote.start)
        if horizon and not (draft.own_date and horizon.level == horizons.GOALS):
            hits = (*draft.hits, RuleHit("due", horizon.rule, None))
            draft = replace(draft, due=horizon.due, hits=hits)  # noqa: PLW2901  the dated twin
        found.append(draft)
    return found
