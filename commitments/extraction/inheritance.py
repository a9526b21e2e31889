"""Inheritance: dates handed down by titles, headings, goals, list leads and validity clauses (section 4)."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from commitments.document import Document, Span
from commitments.extraction import later as re
from commitments.extraction.deadlines import is_past, past_before
from commitments.extraction.goals import early_horizon, from_goals
from commitments.extraction.horizons import (
    COARSE,
    GOALS,
    HEADING,
    LIST,
    ROW,
    TERM,
    TITLE,
    Horizon,
    Lists,
    Nearest,
    inherited,
    terms,
    too_early,
)
from commitments.extraction.passage import Mood, Passage, Sentence
from commitments.extraction.rule import DateMatch
from commitments.extraction.tables import tables_of
from commitments.extraction.watching import Rules, Watched
from commitments.extraction.zh import cues, headings
from commitments.target import Due, Strength

WHAT = re.compile(r"(?:任务|内容|事项|措施|目标|举措|工作)(?!编号|序号|代码|来源|类别|时限|时间)")
WHEN = re.compile(r"时限|期限|时间|节点|(?:目标|完成|达成|实现|截止)年份?$")
VALIDITY = Watched(r"有效期|实施期限|执行期限|施行至|执行至|实施至")
SEVERAL = re.compile("[，,；;。]")
CONTINUES = re.compile(r"其中|同时|并|届时|此外|另外")
TITLE_AND_SENTENCE = range(2)
SOFT = Rules(  # 力争 and 计划 in a list lead hold for its items; 将重点做好以下工作 only says that they follow
    *(cue for cue in cues.EXPLICIT if cue.strength is Strength.ASPIRATIONAL or cue.name == "plan to")
)


def horizons(document: Document, passages: Sequence[Passage], period: Due | None, told: Lists) -> Nearest:
    """All horizons of a document; `period` is what its own title says."""
    before, since = past_before(document.imprint.reference), period.earliest if period else None
    found = [*told.cells, *told.leads, *from_headings(document, passages, before)]
    found += from_goals(document, passages, before, period) or early_horizon(document, passages, before, since)
    found = [horizon for horizon in found if not too_early(horizon.due, since)]
    whole = Span(0, len(document.text))
    if period and period.day and not (before and period.day < before):
        found.append(Horizon(whole, inherited(period), TITLE, "period in the title"))
    found += [*validity(document, passages, before), *periods(document, passages)]
    return Nearest(found, since)


def whole_term(text: str, passages: Sequence[Passage], item: Span) -> Due:
    """The date that opens the only sentence an item has below its title, and so ends the whole item."""
    first = bisect_left(passages, item.start, key=lambda passage: passage.sentence.span.start)
    inside = [p for p in passages[first : first + 4] if p.sentence.span.start < item.end]
    if len(inside) > 1 and text[inside[-1].sentence.span.start] in "（(":  # who answers
        inside.pop()
    if len(inside) != len(TITLE_AND_SENTENCE) or inside[0].quantities:
        return opening_term(passages[max(first - 1, 0) : first + 2], item)
    dated = [m for m in inside[1].terms if m.due.day]
    if len(dated) != 1:
        return Due()
    ends = len(inside[1].sentence.clauses) == 1  # 欠款9月30日前全部清偿
    return dated[0].due if ends or opens_sentence(inside[1], dated[0]) else Due()


def opening_term(near: Sequence[Passage], item: Span) -> Due:
    """The only date of an item of one sentence, if it opens the item."""
    last = item.end - 1  # the full stop
    ends = [p.sentence.span.end for p in near if item.start < p.sentence.span.end < last]
    if ends:
        return Due()
    dated = [m for p in near for m in p.terms if m.due.day and item.start <= m.span.start < item.end]
    dated = [m for m in dated if not m.due.recurrence]
    return dated[0].due if len(dated) == 1 and dated[0].span.start == item.start else Due()


def only_term(text: str, passages: Sequence[Passage], item: Span) -> Due:
    """The one date of an item that says one thing: “区商务局：督促商户于10月31日前安装报警器”."""
    if SEVERAL.search(text, item.start, item.end - 1):
        return Due()
    first = bisect_left(passages, item.start, key=lambda passage: passage.sentence.span.start)
    near = passages[max(first - 1, 0) : first + 1]
    dated = [m for p in near for m in p.terms if m.due.day and item.start <= m.span.start < item.end]
    return dated[0].due if len(dated) == 1 and not dated[0].due.recurrence else Due()


def leads(document: Document, passages: Sequence[Passage], before: date | None) -> list[Horizon]:
    """A sentence that ends in a colon, or says that a list or goals follow, hands its date to its section's rest."""
    found = []
    for passage, following in zip(passages, [*passages, None][1:], strict=True):
        sentence = passage.sentence
        opens = opens_more(document, passage)
        dated = terms(passage, before) if passage.terms and opens else []
        dated = [match for match in dated if dates_list(sentence, match)]
        dated = dated or (opening_years(passages, sentence.number, before) if opens and not passage.terms else [])
        if not dated or following is None or following.sentence.paragraph == sentence.paragraph:
            continue
        aims = not sentence.leads and headings.AIMS.pattern.search(sentence.span.of(document.text))
        end = list_end(document, sentence)
        level, rule = (GOALS, "stated aims") if aims else (LIST, "list lead")
        near = not aims and not following.sentence.heading
        strength = softened(document.text, sentence) if near else None
        due = inherited(dated[-1].due)
        found.append(Horizon(Span(sentence.span.end, end), due, level, rule, near=near, strength=strength))
    return found


def opening_years(passages: Sequence[Passage], number: int, before: date | None) -> list[DateMatch]:
    """The year that opens the sentence right before a list lead: “2025年，公司计划…。为此，将开展以下工作：”."""
    if number == 0 or passages[number - 1].sentence.paragraph != passages[number].sentence.paragraph:
        return []
    above = passages[number - 1]
    return [m for m in terms(above, before) if m.due.precision in COARSE and opens_sentence(above, m)]


def dates_list(sentence: Sentence, match: DateMatch) -> bool:
    """Whether a date in a list lead opens one of its clauses or stands in the last, where the list is named."""
    starts = [clause.span.start for clause in sentence.clauses]
    return match.span.start in starts or match.span.start >= starts[-1]


def list_end(document: Document, sentence: Sentence) -> int:
    """Where the list that a sentence opens ends: with its section, or where a part begins that ranks above."""
    end = document.sections[sentence.section].span.end
    items = 0
    for section in document.sections:
        if sentence.span.end <= section.span.start < end:
            if 0 < section.rank < items:
                return section.span.start
            items = items or section.rank
    return end


def softened(text: str, sentence: Sentence) -> Strength | None:
    """How firmly a list lead binds, if it says that it only strives or plans."""
    found = cues.first_cue(SOFT, sentence.seen, text, *sentence.span)
    return found[0].strength if found else None


def opens_more(document: Document, passage: Passage) -> bool:
    """Whether a sentence says that a list or what a year's work aims at follows."""
    if passage.mood is Mood.REPORTED or passage.sentence.heading:
        return False
    sentence = passage.sentence
    return sentence.leads or headings.OPENS_MORE.first(sentence.span.of(document.text), sentence.seen) is not None


def lists_of(document: Document, passages: Sequence[Passage]) -> Lists:
    """The rows of terms and the list leads of a document.

    Those leads whose items may be milestones hold until a heading that stands in a line of its own, and in a numbered
    list until a paragraph without a number, which goes into its item.
    """
    alone = [passage.sentence.span.start for passage in passages if passage.sentence.heading]
    cells = term_cells(document, passages)
    told = leads(document, passages, past_before(document.imprint.reference))
    found = [*cells]
    for lead in told:
        if lead.near:
            at = bisect_left(alone, lead.span.start)
            end = min([lead.span.end, *alone[at : at + 1], *unnumbered(document, lead.span)])
            found.append(replace(lead, span=Span(lead.span.start, end)))
    return Lists(cells, told, found)


def unnumbered(document: Document, span: Span) -> list[int]:
    """Where the first paragraph without a number begins in a list whose first item has one."""
    marked = {section.span.start for section in document.sections[1:] if section.marker}
    inside = [each.span.start for each in document.paragraphs if span.start <= each.span.start < span.end]
    plain = [start for start in inside if start not in marked]
    return plain[:1] if inside and inside[0] in marked else []


def term_cells(document: Document, passages: Sequence[Passage]) -> list[Horizon]:
    """The rows of a table whose head names a task and a term, without owners: the term dates the task's cell."""
    starts = [passage.sentence.span.start for passage in passages]
    found = []
    for block in tables_of(document.text):
        head = [cell.of(document.text) for cell in block[0].cells]
        what = next((n for n, words in enumerate(head) if WHAT.search(words)), -1)
        when = next((n for n, words in enumerate(head) if WHEN.search(words)), -1)
        for row in block[1:]:
            if min(what, when) >= 0 and len(row.cells) == len(head):
                at = bisect_left(starts, row.cells[when].start)
                inside = passages[at : at + 1]
                dated = [match.due for p in inside for match in p.dates if match.due.day]
                if dated and inside[0].sentence.span.start < row.cells[when].end:
                    due = inherited(dated[-1])
                    found.append(Horizon(row.cells[what], due, LIST, ROW, near=True))
    return found


def from_headings(document: Document, passages: Sequence[Passage], before: date | None) -> list[Horizon]:
    """A heading that names a date dates all that stands below it."""
    found = []
    for passage in passages:
        section = document.sections[passage.sentence.section]
        staged = (
            passage.sentence.span == section.heading and passage.dates and in_bracket(document.text, section.heading)
        )
        if (passage.sentence.heading or staged) and passage.mood is not Mood.REPORTED:
            dated = terms(passage, before) or [
                match
                for match in passage.dates
                if match.due.day and not match.due.recurrence and not is_past(match, before)
            ]
            if dated:
                due = inherited(dated[-1].due)
                found.append(Horizon(section.span, due, HEADING, "date in the heading"))
    return found


def in_bracket(text: str, heading: Span) -> bool:
    """Whether a run-in title ends in a bracket: “全面实施阶段(2024年7月—2026年6月)”."""
    return heading.start < heading.end and text[heading.end - 1] in ")）"


def periods(document: Document, passages: Sequence[Passage]) -> list[Horizon]:
    """A part called 时间安排 that holds nothing but a period dates the whole paper."""
    named = [
        index
        for index, section in enumerate(document.sections)
        if headings.PERIOD.search(section.heading.of(document.text))
    ]
    parts: dict[int, list[Passage]] = {index: [] for index in named}
    for passage in passages if named else ():
        if passage.sentence.section in parts and not passage.sentence.heading:
            parts[passage.sentence.section].append(passage)
    for inside in parts.values():
        dated = [match for p in inside for match in p.dates if match.due.day and not match.due.recurrence]
        if len(inside) <= len(TITLE_AND_SENTENCE) and len(dated) == 1:
            return [Horizon(Span(0, len(document.text)), inherited(dated[0].due), TITLE, "period of its own part")]
    return []


def validity(document: Document, passages: Sequence[Passage], before: date | None) -> list[Horizon]:
    """“有效期至…” under the text dates what stands above it."""
    for passage in reversed(passages):
        span = passage.sentence.span
        if VALIDITY.search(passage.sentence.seen, document.text, span.start, span.end):
            dated = terms(passage, before)
            if dated:
                return [Horizon(Span(0, span.start), inherited(dated[-1].due), TERM, "term of validity")]
    return []


def opens_sentence(passage: Passage, match: DateMatch) -> bool:
    """Whether a date stands at the head of its sentence and so sets its topic."""
    return match.span.start == passage.sentence.span.start
