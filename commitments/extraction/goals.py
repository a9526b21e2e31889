"""Goals: the year that the goals of a paper, or its first “到…年”, set for all that stands below them."""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from datetime import date

from commitments.document import Document, Section, Span
from commitments.extraction import later as re
from commitments.extraction.horizons import GOALS, Horizon, inherited, terms, too_early
from commitments.extraction.passage import Mood, Passage
from commitments.extraction.rule import DateMatch
from commitments.extraction.zh import headings

PART = re.compile("其中")
CELLS = re.compile(r"[\t|｜]| {2,}|\u3000")
COLUMN_YEAR = re.compile(r"(?<!\d)(?P<y>20\d\d)\s?年")
NEAREST_PART = 200  # characters between 其中 and the date of the part
CHAPTERS = 3  # goals stand in one of the first chapters; deeper ones are goals of their chapter
EARLY = 0.3  # a document without a goals section names its horizon in its first third


def from_goals(
    document: Document, passages: Sequence[Passage], before: date | None, since: date | None
) -> list[Horizon]:
    """The nearest horizon of a goals section, for all that stands below it."""
    found = []
    starts = [passage.sentence.span.start for passage in passages]
    general = [number for number, section in enumerate(document.sections) if section.parent == 0][:CHAPTERS]
    for index, section in enumerate(document.sections):
        if index == 0 or not holds_goals(document.text, section):
            continue
        first, last = (bisect_left(starts, offset) for offset in section.span)
        inside = passages[first:last]
        dated = [match for p in inside if p.terms and p.mood is not Mood.REPORTED for match in terms(p, before)]
        dated = [match for match in dated if not too_early(match.due, since) and not sets_out(document, match)]
        dated = [match for match in dated if not of_a_part(document.text, match)]
        if dated:
            today = document.imprint.reference.day or date.min
            ahead = [match.due for match in dated if match.due.day and match.due.day >= today]
            due = min(ahead or [match.due for match in dated], key=lambda due: due.day or date.max)
            span = Span(section.span.start, reach(document, index, general))
            found.append(Horizon(span, inherited(due), GOALS, "nearest horizon of the goals"))
    return found


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
    row = text[text.rfind("\n", 0, start) + 1 : end if end >= 0 else len(text)]
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
        if passage.sentence.section and not is_general(document, passage.sentence.section):
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
