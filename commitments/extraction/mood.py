"""How statements are meant: the genre of a document, the mood of its sections, and of each sentence in them."""

import re
from collections.abc import Sequence
from datetime import date

from commitments.document import Document
from commitments.extraction.passage import Genre, Mood, Sentence
from commitments.extraction.zh import cues, headings

YEAR = re.compile(r"(?<!\d)(20\d\d|19\d\d)\s*年(?!来)")
TITLE = "title"  # the rule by which the title itself is silent
OPENING = 1500  # characters at the start of a text in which a genre shows itself
PLAIN_MOOD = {
    Genre.PLAN: Mood.PLANNED,
    Genre.SHEET: Mood.PLANNED,
    Genre.WORK_REPORT: Mood.GUARDED,
    Genre.REPLY: Mood.GUARDED,
    Genre.RULES: Mood.REPORTED,
    Genre.NARRATIVE: Mood.GUARDED,
}


def genre_of(document: Document) -> Genre:
    """What sort of document this is: by its title, else by its opening, else by its structure."""
    title = document.imprint.title or ""
    opening = document.text[:OPENING]
    if headings.OPENINGS[0][1].search(opening):
        return Genre.REPLY
    for genre, pattern in headings.TITLES:
        if pattern.search(title):
            return genre
    for genre, pattern in headings.OPENINGS:
        if pattern.search(opening):
            return genre
    return Genre.PLAN if len(document.sections) > headings.PLAN_NUMBERS else Genre.NARRATIVE


def section_moods(document: Document, genre: Genre) -> tuple[tuple[Mood, str], ...]:
    """The mood of every section and the rule that gave it; a section without a word of its own keeps its parent's."""
    moods: list[tuple[Mood, str]] = []
    for section in document.sections:
        if section.parent is None:
            moods.append((PLAIN_MOOD[genre], f"genre: {genre.value}"))
            continue
        above = moods[section.parent]
        words = section.heading.of(document.text)
        own = heading_mood(words, section.rank, genre, document.imprint.reference.day)
        kept = above[0] is Mood.REPORTED and not headings.TURNING.search(words)
        moods.append(above if own is None or kept else own)
    return tuple(moods)


def heading_mood(words: str, rank: int, genre: Genre, reference: date | None) -> tuple[Mood, str] | None:
    """The mood a heading gives to what stands below it, if it gives one."""
    if genre is Genre.RULES or rank > headings.REPORTED_HEADING_RANK:
        return None
    years = [int(year) for year in YEAR.findall(words)]
    past = bool(years) and reference is not None and max(years) < reference.year
    if past:
        return Mood.REPORTED, "past year in the heading"
    if genre is Genre.REPLY and words.startswith(headings.ASKED):
        return Mood.GUARDED, "the petitioner's words"
    if headings.GOALS.search(words):
        return Mood.PLANNED, "goals"
    return next(((mood, rule.name) for mood, rule in headings.HEADINGS if rule.pattern.search(words)), None)


def sentence_moods(document: Document, sentences: Sequence[Sentence], genre: Genre) -> list[tuple[Mood, str]]:
    """The mood of every sentence: its section's, unless its own words or the words before it turn the page."""
    by_section = section_moods(document, genre)
    if genre is Genre.PLAN and len(by_section) > 1:
        by_section = ((Mood.SILENT, "preamble"), *by_section[1:])
    title = "".join((document.imprint.title or "").split())
    moods: list[tuple[Mood, str]] = []
    turned: dict[int, tuple[Mood, str]] = {}  # section → mood since “下一步”
    paragraph, looking_back = -1, False
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            paragraph, looking_back = sentence.paragraph, False
        words = sentence.span.of(document.text)
        if "".join(words.split()) in title:
            moods.append((Mood.SILENT, TITLE))
            continue
        mood = turned.get(sentence.section, by_section[sentence.section])
        if headings.ONWARD.pattern.search(words):
            mood = turned[sentence.section] = (Mood.PLANNED, headings.ONWARD.name)
            looking_back = False
        elif headings.BACKWARD.pattern.search(words):
            looking_back = True
            mood = (Mood.REPORTED, headings.BACKWARD.name)
        elif looking_back and cues.first_cue(cues.TURNING, words, 0, len(words)):
            looking_back = False
        elif looking_back and mood[0] is not Mood.PLANNED:
            mood = (Mood.REPORTED, headings.BACKWARD.name)
        moods.append(mood)
    return moods


def announced_from(text: str, sentence: Sentence) -> int | None:
    """The offset from which a sentence tells what a paper demands."""
    found = headings.ANNOUNCED.pattern.search(sentence.span.of(text))
    return sentence.span.start + found.end() if found else None


def told_from(text: str, sentence: Sentence) -> int:
    """The offset up to which a sentence only says who tells of a paper, and not who acts."""
    found = headings.ANNOUNCED.pattern.search(sentence.span.of(text))
    return sentence.span.start + found.end() if found and "《" in found.group() else sentence.span.start
