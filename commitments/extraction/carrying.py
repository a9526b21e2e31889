"""Carrying on: the date a sentence takes from an earlier one of its goals, its list, its paragraph or its row."""

import re
from collections.abc import Sequence

from commitments.document import Document
from commitments.extraction.clauses import FIRSTLY
from commitments.extraction.deadlines import is_unread, past_before
from commitments.extraction.goals import Aims
from commitments.extraction.horizons import HEADING, LIST, ROW, TITLE, Lists, Nearest, inherited, terms, too_early
from commitments.extraction.inheritance import opens_sentence
from commitments.extraction.passage import Mood, Passage
from commitments.extraction.rule import DateMatch
from commitments.target import Due

TELLING = re.compile(r"^据|获悉|了解到|(?:说|表示|介绍|透露|指出|称|提出|明确)$")
RUN_ON = re.compile(r"第[一二三四五六七八九十]{1,3}[章节][ \u3000]")  # a heading in a text that lost its lines
CELLS = re.compile(r"[\t|｜]")


def carried(document: Document, passages: Sequence[Passage], lists: Lists, known: Nearest) -> list[Due | None]:
    """For every sentence the date it carries on from an earlier sentence of its goals, its list or its paragraph.

    The year that a list lead, a heading or the title names for all that is said (`known`) is repeated and not set: in
    a report on the work of 2026 “今年” dates what its own sentence says, and makes no milestone of the next sentences.
    """
    before = past_before(document.imprint.reference)
    text = document.text
    aims = Aims(document, passages, before, known.since)
    dues: list[Due | None] = []
    last: Due | None = None
    aim: Due | None = None  # what the goals of a section are dated by, whatever single goals say
    place: tuple[int, int] = (-1, -1)
    counting = of_an_item = False  # whether 一是, 二是 … have begun, and whether the date was set by one of them
    for passage in passages:
        sentence = passage.sentence
        goals = sentence.section in aims.figures
        here, start = (sentence.section, sentence.paragraph), sentence.span.start
        if text[start] == "第" and RUN_ON.match(text, start):
            last = aim = None
        if here[0] != place[0]:
            aim = None
        if here != place and not (last and opens_list(passages, sentence.number)):
            last = aim
        counting = counting and (here == place or (goals and here[0] == place[0]))
        if FIRSTLY.search(text, sentence.start, start + 1):
            last = aim if of_an_item else last
            counting = True
        place = here
        if begins_row(text, passages, sentence.number):
            last = aim
        above = lists.at(start)
        due = above.due if above and above.rule == ROW else last or (above.due if above else None)
        dues.append(due if passage.mood is Mood.PLANNED or (goals and passage.mood is not Mood.REPORTED) else None)
        dated = terms(passage, before) if passage.terms else []
        dated = [match for match in dated if not too_early(match.due, known.since)]
        opens = dated and (opens_sentence(passage, dated[-1]) or opens_telling(text, passage, dated[-1]))
        general = aims.terms(passage, sentence.section)
        if general:
            last = aim = inherited(general[-1].due)
        if dated and (sentence.leads or (opens and not repeated(known, start, dated[-1]))):
            last, of_an_item = inherited(dated[-1].due), counting
        elif passage.dates and any(match.due.day or is_unread(match) for match in passage.dates):
            last = aim
    return dues


def repeated(known: Nearest, at: int, match: DateMatch) -> bool:
    """Whether a date is only that of the list lead, the heading or the title above it."""
    above = known.at(at)
    return above is not None and above.level in (LIST, HEADING, TITLE) and above.due.day == match.due.day


def opens_list(passages: Sequence[Passage], index: int) -> bool:
    """Whether a sentence stands, without a heading between, in the paragraph behind a list lead."""
    sentence, above = passages[index].sentence, passages[index - 1].sentence
    return index > 0 and sentence.section == above.section and above.leads


def begins_row(text: str, passages: Sequence[Passage], index: int) -> bool:
    """Whether a sentence is the first cell of a line of cells: what the line above says does not carry on."""
    start, above = passages[index].sentence.span.start, passages[index - 1].sentence.span.end if index else 0
    if text.find("\n", above, start) < 0:
        return False
    end = text.find("\n", start)
    return CELLS.search(text, start, end if end >= 0 else len(text)) is not None


def opens_telling(text: str, passage: Passage, match: DateMatch) -> bool:
    """Whether nothing but who tells of it stands before a date: “据介绍,“十五五”期间…”."""
    at = passage.clause_at(match.span.start)
    clauses = passage.sentence.clauses
    if at == 0 or match.span.start != clauses[at].span.start:
        return False
    return TELLING.search(clauses[at - 1].span.of(text)) is not None
