"""Voices: the genre of a document, and the mood that its headings give to what stands below them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from commitments.document import Document
from commitments.extraction import grids
from commitments.extraction.passage import Genre, Mood
from commitments.extraction.zh import headings

YEAR = re.compile(r"(?<!\d)(20\d\d|19\d\d)\s*年(?!来)")
SCORED = 6000  # characters in which a sheet gives points again and again
OPENING = 1500  # characters at the start of a text in which a genre shows itself
NOWHERE = -1
PLAIN_MOOD = {
    Genre.PLAN: Mood.PLANNED,
    Genre.SHEET: Mood.PLANNED,
    Genre.WORK_REPORT: Mood.GUARDED,
    Genre.REPLY: Mood.GUARDED,
    Genre.RULES: Mood.REPORTED,
    Genre.NARRATIVE: Mood.GUARDED,
}


@dataclass(frozen=True, slots=True)
class Voice:
    """A mood, the rule that gave it and the offset where it was given; `NOWHERE` if only the genre gave it."""

    mood: Mood
    rule: str
    at: int


def genre_of(document: Document) -> Genre:
    """What sort of document this is: by its title, else by its opening, else by its structure."""
    title = document.imprint.title or ""
    opening = document.text[:OPENING]
    if headings.OPENINGS[0][1].search(opening):
        return Genre.REPLY
    if len(headings.POINTS.findall(document.text, 0, SCORED)) >= headings.POINTS_OF_A_SHEET:
        return Genre.SHEET
    for genre, pattern in headings.TITLES:
        if pattern.search(title):
            return Genre.NARRATIVE if genre is Genre.PLAN and is_told(opening) else genre
    if grids.assesses(document.text):
        return Genre.SHEET
    for genre, pattern in headings.OPENINGS:
        if pattern.search(opening):
            return genre
    return Genre.PLAN if len(document.sections) > headings.PLAN_NUMBERS else Genre.NARRATIVE


def is_told(opening: str) -> bool:
    """Whether a paper that is called a plan is a story about one: somebody heard, reported or was told."""
    return headings.TOLD.search(opening) is not None and headings.ORDERED.search(opening) is None


def section_moods(document: Document, genre: Genre) -> tuple[Voice, ...]:
    """The mood of every section and what gave it; a section without a word of its own keeps its parent's."""
    moods: list[Voice] = []
    for section in document.sections:
        if section.parent is None:
            moods.append(Voice(PLAIN_MOOD[genre], f"genre: {genre.value}", NOWHERE))
            continue
        above = moods[section.parent]
        words = section.heading.of(document.text)
        rank = section.rank if section.marker else 1  # a headline stands on its own
        own = heading_mood(words, rank, genre, document.imprint.reference.day)
        if own is None and genre is Genre.WORK_REPORT and section.parent == 0:
            own = follows_plan(document, moods)
        kept = above.mood is Mood.REPORTED and not headings.TURNING.search(words)
        moods.append(above if own is None or kept else Voice(*own, section.span.start))
    return tuple(moods)


def heading_mood(words: str, rank: int, genre: Genre, reference: date | None) -> tuple[Mood, str] | None:
    """The mood a heading gives to what stands below it, if it gives one."""
    if genre is Genre.RULES or rank > headings.REPORTED_HEADING_RANK:
        return None
    if genre is Genre.REPLY and words.startswith(headings.ASKED):
        return Mood.GUARDED, "the petitioner's words"
    years = [int(year) for year in YEAR.findall(words)]
    past = bool(years) and reference is not None and max(years) < reference.year
    if past:
        return Mood.REPORTED, "past year in the heading"
    if genre is Genre.REPLY and headings.HANDLED.search(words):
        return Mood.GUARDED, "what was done and will be"
    if headings.GOALS.search(words):
        return Mood.PLANNED, "goals"
    orders = headings.IMPERATIVE.match(words) is not None
    told = ((mood, rule.name) for mood, rule in headings.HEADINGS if rule.pattern.search(words))
    return next((found for found in told if not (orders and found[0] is Mood.REPORTED)), None)


def follows_plan(document: Document, moods: Sequence[Voice]) -> tuple[Mood, str] | None:
    """The mood of a chapter of a work report behind that on the year's work: it plans as well (三、加强自身建设)."""
    chapters = (voice for voice, section in zip(moods, document.sections, strict=False) if section.parent == 0)
    return (Mood.PLANNED, "behind the year's plan") if any(v.mood is Mood.PLANNED for v in chapters) else None
