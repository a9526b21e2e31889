"""Goals: the year that the goals of a paper, or its first “到…年”, set for all that stands below them."""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from datetime import date

from commitments.document import Document, Section, Span
from commitments.extraction import later as re
from commitments.extraction.clauses import FIRSTLY
from commitments.extraction.horizons import COARSE, GOALS, Horizon, inherited, terms, too_early
from commitments.extraction.passage import Mood, Passage
from commitments.extraction.rule import DateMatch, DateRole
from commitments.extraction.zh import headings
from commitments.target import Due

PART = re.compile("其中|分年度|分阶段|年度目标")
CELLS = re.compile(r"[\t|｜]| {2,}|\u3000")
COLUMN_YEAR = re.compile(r"(?<!\d)(?P<y>20\d\d)\s?年")
BY_THEN = re.compile(r"(?:力争|争取|确保|努力)?[到至]")
AFTER = re.compile(r"\s?[,，:：、]")
FINE = re.compile(r"[月日周季节]|半年")
ALONE = re.compile(r"日$")  # a day that is a sentence by itself signs the paper
BESIDE = re.compile(r"[\t|｜]")
NEAREST_YEARS = 4  # characters between 2024年起 and 用三年时间
LONGEST_HEAD = 5  # characters behind the year that names a column
NEAREST_PART = 200  # characters between 其中 and the date of the part
CHAPTERS = 3  # goals stand in one of the first chapters; deeper ones are goals of their chapter
EARLY = 0.3  # a document without a goals section names its horizon in its first third


class Aims:
    """The goals sections of a document, and which of their dates hold for all goals and so for what stands below."""

    def __init__(
        self, document: Document, passages: Sequence[Passage], before: date | None, since: date | None
    ) -> None:
        self.document, self.passages = document, passages
        self.before, self.since = before, since
        self.figures = {  # where the first number of each stands
            index: first_figure(self.part(index))
            for index, section in enumerate(document.sections)
            if holds_goals(document.text, section)
        }

    def part(self, index: int) -> Sequence[Passage]:
        """The sentences of a section and of those below it."""
        first, last = (
            bisect_left(self.passages, offset, key=lambda passage: passage.sentence.span.start)
            for offset in self.document.sections[index].span
        )
        return self.passages[first:last]

    def terms(self, passage: Passage, index: int) -> list[DateMatch]:
        """The dates of a sentence that hold for all goals of a section."""
        if index not in self.figures or not passage.terms or passage.mood is Mood.REPORTED:
            return []
        document = self.document
        return [
            match
            for match in terms(passage, self.before)
            if not too_early(match.due, self.since)
            and not sets_out(document, match)
            and not of_a_part(document.text, match)
            and is_general_term(document, index, passage, match, self.figures[index])
        ]


def from_goals(
    document: Document, passages: Sequence[Passage], before: date | None, period: Due | None
) -> list[Horizon]:
    """The nearest horizon of a goals section, for all that stands below it.

    Where a plan sets stages, a paragraph for each, on the way to the end of the `period` in its own title, what stands
    below is due at that end.
    """
    found = []
    since = period.earliest if period else None
    general = [number for number, section in enumerate(document.sections) if section.parent == 0][:CHAPTERS]
    aims = Aims(document, passages, before, since)
    for index in aims.figures:
        if index == 0:
            continue
        section = document.sections[index]
        told = [(passage, match) for passage in aims.part(index) for match in aims.terms(passage, index)]
        dated = [match for _, match in told]
        if dated:
            today = document.imprint.reference.day or date.min
            ahead = [match.due for match in dated if match.due.day and match.due.day >= today]
            stages = {p.sentence.paragraph for p, m in told if not heads_column(document.text, p.sentence.span, m)}
            closing = [due for due in ahead if len(stages) > 1 and period and due.day == period.day]
            due = min(closing or ahead or [match.due for match in dated], key=lambda due: due.day or date.max)
            span = Span(section.span.start, reach(document, index, general))
            found.append(Horizon(span, inherited(due), GOALS, "nearest horizon of the goals"))
    return found


def first_figure(inside: Sequence[Passage]) -> int:
    """Where the first number of a section stands that is none of a date."""
    for passage in inside:
        dates = [match.span for match in passage.dates]
        for match in passage.quantities if not passage.sentence.heading else ():
            if not any(span.start <= match.number.start < span.end for span in dates):
                return match.span.start
    return inside[-1].sentence.span.end if inside else 0


def is_general_term(document: Document, index: int, passage: Passage, match: DateMatch, figure: int) -> bool:
    """Whether a date holds for all goals of a section: it opens them, or begins a stage (到2030年).

    The date of one goal among others (10.6月底前完成改造480座) is its own, whether the goals stand in items, in rows or
    between semicolons.
    """
    text, (start, end) = document.text, match.span
    sentence = passage.sentence
    words = match.span.of(text)
    if sentence.heading or start < document.sections[sentence.section].heading.end:
        return sentence.section == index or (is_rough(match, words) and not passage.quantities)
    stage = is_rough(match, words) and start in [clause.span.start for clause in sentence.clauses]
    if heads_column(text, sentence.span, match):
        return is_rough(match, words)
    if is_item(document, index, passage, start):
        return (stage and BY_THEN.match(words) is not None) or opens_window(passage, match)
    apart = AFTER.match(text, end) is not None
    if start >= figure:
        return stage and (apart or BY_THEN.match(words) is not None)
    if match.span == sentence.span and not sentence.leads and ALONE.search(words):
        return False
    return is_rough(match, words) or apart or sentence.clauses[-1].segment == sentence.clauses[0].segment


def opens_window(passage: Passage, match: DateMatch) -> bool:
    """Whether a date closes the years that begin the sentence: “2023年起5年内，…”, “从2024年起，用三年时间…”."""
    begins = next((each for each in passage.dates if each.role is DateRole.START), None)
    if begins is None or begins.span.start != passage.sentence.clauses[0].span.start:
        return False
    return match.due.anchor == "period" and 0 <= match.span.start - begins.span.end <= NEAREST_YEARS


def heads_column(text: str, cell: Span, match: DateMatch) -> bool:
    """Whether a date opens a short cell of the first row of a table, as the year does that names a column."""
    short = match.span.start == cell.start and cell.end - match.span.end <= LONGEST_HEAD
    around = text[max(0, cell.start - 1) : cell.start] + text[cell.end : cell.end + 1]
    line = text.rfind("\n", 0, cell.start)
    above = text[text.rfind("\n", 0, max(line, 0)) + 1 : max(line, 0)]
    return short and BESIDE.search(around) is not None and BESIDE.search(above) is None


def is_rough(match: DateMatch, words: str) -> bool:
    """Whether a date names years and nothing finer, as a horizon does."""
    return FINE.search(words) is None and (match.due.precision in COARSE or "年" in words)


def is_item(document: Document, index: int, passage: Passage, start: int) -> bool:
    """Whether a date stands in one item of a section: a numbered paragraph, 一是, or the row of a table."""
    text, sentence = document.text, passage.sentence
    if sentence.section != index and document.sections[sentence.section].marker:
        return True
    if sentence.clauses[passage.clause_at(start)].item or FIRSTLY.search(text, sentence.start, sentence.span.start + 1):
        return True
    line = text.rfind("\n", 0, start) + 1
    end = text.find("\n", start)
    return BESIDE.search(text, line, end if end >= 0 else len(text)) is not None


def holds_goals(text: str, section: Section) -> bool:
    """Whether a section is called goals; in a text that lost its lines the word runs on into the first sentence."""
    start, end = section.heading
    if start < end and headings.GOALS.search(text[start:end]):
        return True
    first = start if start < end else section.span.start + len(section.marker)
    return headings.GOALS_RUN_ON.match(text, first) is not None


def sets_out(document: Document, match: DateMatch) -> bool:
    """Whether a date heads the column of a table that tells the present state: the first of several years.

    Where the day of the document is known, that tells which years are past.
    """
    text, start = document.text, match.span.start
    if document.imprint.reference.day is not None:
        return False
    end = text.find("\n", start)
    row = text[text.rfind("\n", 0, start) + 1 : end if end >= 0 else len(text)].strip()  # an indent parts no cells
    years = {found["y"] for found in COLUMN_YEAR.finditer(row)} if CELLS.search(row) else set()
    return len(years) > 1 and match.due.day is not None and str(match.due.day.year) == min(years)


def of_a_part(text: str, match: DateMatch) -> bool:
    """Whether a date stands in a sentence or clause that goes into a part of the goals: “其中,2024年达到850家”."""
    low = max(0, match.span.start - NEAREST_PART)
    start = max(text.rfind(sign, low, match.span.start) for sign in "。；;\n")
    return PART.search(text, max(start, low), match.span.start) is not None


def reach(document: Document, index: int, general: Collection[int]) -> int:
    """How far goals hold: those of the first chapters to the end of the document, those of a later one to its end."""
    top = index
    while document.sections[top].parent:
        top = document.sections[top].parent or 0
    above = document.sections[index].parent
    if headings.DISTANT.search(document.sections[index].heading.of(document.text)):
        return document.sections[index].span.end
    while above:
        if holds_goals(document.text, document.sections[above]):
            return document.sections[index].span.end
        above = document.sections[above].parent
    whole = top in general or document.sections[index].parent == 0
    return len(document.text) if whole else document.sections[top].span.end


def early_horizon(
    document: Document, passages: Sequence[Passage], before: date | None, since: date | None
) -> list[Horizon]:
    """Without a goals section: the first “到…年” that opens a clause before the measures or in the general part."""
    limit = len(document.text) * EARLY
    for passage in passages:
        if passage.sentence.span.start > limit:
            break
        start = passage.sentence.span.start
        beside = BESIDE.search(document.text, document.text.rfind("\n", 0, start) + 1, start)  # a cell dates its row
        if beside or (passage.sentence.section and not is_general(document, passage.sentence.section)):
            continue
        for match in terms(passage, before):
            starts = [clause.span.start for clause in passage.sentence.clauses]
            words = document.text[match.span.start : match.span.end + 1]
            late = not too_early(match.due, since)
            if late and match.span.start in starts and words.startswith("到") and words.endswith(("，", ",")):
                span = Span(passage.sentence.span.end, len(document.text))
                return [Horizon(span, inherited(match.due), GOALS, "first horizon of the document")]
    return []


def is_general(document: Document, index: int) -> bool:
    """Whether a section says what the paper as a whole is for; a measure among others dates only itself."""
    above: int | None = index
    while above:
        if headings.GENERAL.search(document.sections[above].heading.of(document.text)):
            return True
        above = document.sections[above].parent
    return False
