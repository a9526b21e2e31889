"""How statements are meant: the genre of a document, the mood of its sections, and of each sentence in them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from commitments.document import Document
from commitments.extraction.passage import PETITION, Genre, Mood, Sentence
from commitments.extraction.voices import NOWHERE, Voice, section_moods
from commitments.extraction.zh import cues, headings, negatives
from commitments.extraction.zh.numerals import joined

TOLD_YEAR = re.compile(r"(?<![比较以从自\d])(20\d\d|19\d\d)\s*年(?!来|的?(?:基础|水平|基数|底数))")
TITLE = "title"  # the rule by which the title itself, and the headlines of a story, are silent
PREAMBLE = "preamble"
WEIGHED = 2000  # characters of a paragraph that are weighed
ENOUGH = 2  # words of will that outweigh the mood of a genre


def sentence_moods(document: Document, sentences: Sequence[Sentence], genre: Genre) -> Iterator[tuple[Mood, str]]:
    """The mood of every sentence: its section's, unless its own words or the words before it turn the page."""
    by_section = section_moods(document, genre)
    if genre is Genre.PLAN and len(by_section) > 1:
        silent = Voice(Mood.SILENT, PREAMBLE, NOWHERE)
        by_section = (silent, *by_section[1:])
    title = joined(document.imprint.title or "")
    seen: dict[int, int] = {}
    for sentence in sentences:
        seen[sentence.paragraph] = seen.get(sentence.paragraph, 0) | sentence.seen
    page = Page(document, by_section, genre, seen)
    return (page.mood(sentence, title) for sentence in sentences)


@dataclass
class Page:
    """What a reader keeps in mind from one sentence to the next: turns taken and the paragraph that looks back."""

    document: Document
    by_section: tuple[Voice, ...]
    genre: Genre
    seen: dict[int, int]  # by paragraph, the patterns that can fire in it
    turns: list[tuple[Voice, int]] = field(default_factory=list)  # and how far they hold
    paragraph: int = -1
    looking_back: bool = False
    review: bool = False  # the paragraph opens with years past, and is a review wherever it stands
    weighed: int = NOWHERE  # the paragraph whose words are weighed where nothing else tells
    weights: dict[int, Voice | None] = field(default_factory=dict)
    remedies: dict[int, int] = field(default_factory=dict)  # by section, where it turns to what is done
    onward: bool = False  # a story's paragraph has named a plan and its horizon

    @cached_property
    def narrative(self) -> bool:
        """Whether the document tells a story."""
        return self.genre is Genre.NARRATIVE

    @cached_property
    def answers(self) -> bool:
        """Whether the document answers somebody."""
        return self.genre is Genre.REPLY

    @cached_property
    def puts_right(self) -> bool:
        """Whether the document says how what was found wrong is put right."""
        return headings.PUT_RIGHT.search(self.document.imprint.title or "") is not None

    def mood(self, sentence: Sentence, title: str) -> tuple[Mood, str]:
        """The mood of the next sentence and the rule that gave it."""
        words = sentence.span.of(self.document.text)
        if sentence.paragraph != self.paragraph:
            self.paragraph, self.looking_back, self.review = sentence.paragraph, False, False
            opens = True
        else:
            opens = False
        if self.answers or not opens:
            self.weighed = sentence.paragraph
        if (words[0] in title and joined(words) in title) or (opens and self.is_headline(sentence)):
            return Mood.SILENT, TITLE
        voice = self.voice(sentence)
        if (self.answers and quotes_petition(sentence, words)) or headings.SUGGESTED.match(words):
            voice = Voice(Mood.GUARDED, PETITION, NOWHERE)
        elif rule := turning(words, voice.mood, sentence.seen):
            turn = Voice(Mood.PLANNED, rule, sentence.span.start)
            self.turns.append((turn, self.reach(sentence, words)))
            self.looking_back = False
            return turn.mood, rule
        if looks_back(self.document.text, sentence):
            self.looking_back = True
            self.review = opens and headings.YEARS_PAST.match(words) is not None
            return Mood.REPORTED, headings.BACKWARD.name
        ahead = (self.looking_back or self.narrative or self.answers) and (
            cues.first_cue(cues.TURNING, sentence.seen, words, 0, len(words)) or headings.TERM.match(words)
        )
        tells = self.narrative or (self.answers and voice.rule != PETITION)
        if tells and self.goes_on(sentence, words, voice, opens=opens, ahead=bool(ahead)):
            return Mood.PLANNED, "goes on with what is planned"
        if self.looking_back and ahead:
            self.looking_back = self.review = False
        elif self.looking_back and (voice.mood is not Mood.PLANNED or self.review):
            return Mood.REPORTED, headings.BACKWARD.name
        return voice.mood, voice.rule

    def is_headline(self, sentence: Sentence) -> bool:
        """Whether a short line of a story heads the next paragraph, which says it again; full lines stand beside it."""
        if not self.narrative:
            return False
        text, paragraphs, number = self.document.text, self.document.paragraphs, sentence.paragraph
        if sentence.end - sentence.start > headings.LONGEST_HEADLINE or not 0 < number < len(paragraphs) - 1:
            return False
        above, here, below = (each.span.of(text) for each in paragraphs[number - 1 : number + 2])
        full = above[-1] in "。！”" and below[-1] in "。！”" and len(below) > len(here)
        return full and headings.HEADLINE.fullmatch(here) is not None

    def states_problem(self, sentence: Sentence) -> bool:
        """Whether a sentence stands before the line of its section that says what is done about it (整改措施：)."""
        if sentence.section not in self.remedies:
            span = self.document.sections[sentence.section].span
            found = headings.REMEDY.search(self.document.text, span.start, span.end)
            self.remedies[sentence.section] = found.start() if found else NOWHERE
        return sentence.span.start < self.remedies[sentence.section]

    def goes_on(self, sentence: Sentence, words: str, voice: Voice, *, opens: bool, ahead: bool) -> bool:
        """Whether a story goes on with the plan that an earlier sentence of its paragraph named with its horizon.

        A reply speaks of its own plans from the first word of will on.
        """
        known = self.onward and not opens
        self.onward = known
        if not (known or ahead):
            return False
        past = headings.PAST.search(sentence.seen, words, 0, len(words)) is not None or self.tells_past_year(words)
        if self.answers:
            past = past or headings.FINDINGS.search(words) is not None
            self.onward = (known or ahead) and not past
        else:
            self.onward = known or (ahead and not past and headings.HORIZON.search(words) is not None)
        return known and not past and voice.mood is Mood.GUARDED

    def tells_past_year(self, words: str) -> bool:
        """Whether a sentence tells of a year that is over, other than to compare with it."""
        day = self.document.imprint.reference.day
        return day is not None and any(int(year) < day.year for year in TOLD_YEAR.findall(words))

    def reach(self, sentence: Sentence, words: str) -> int:
        """How far a turn holds: to the end of its section, in a story mostly to that of its paragraph."""
        paragraphs, text = self.document.paragraphs, self.document.text
        if self.genre is Genre.NARRATIVE:
            last = sentence.paragraph
            while last + 1 < len(paragraphs) and headings.ITEM.match(text, paragraphs[last + 1].span.start):
                last += 1
            if last > sentence.paragraph or headings.LASTING.search(words) is None:
                return paragraphs[last if headings.LASTING.search(words) else sentence.paragraph].span.end
        return self.document.sections[sentence.section].span.end

    def voice(self, sentence: Sentence) -> Voice:
        """The voice a sentence stands in: its section's, that of the last turn, or what its paragraph weighs."""
        if self.puts_right and self.states_problem(sentence):
            return Voice(Mood.REPORTED, "the problem to be put right", NOWHERE)
        voice = self.by_section[sentence.section]
        while self.turns and self.turns[-1][1] <= sentence.span.start:
            self.turns.pop()
        if self.turns and self.turns[-1][0].at > voice.at:
            voice = self.turns[-1][0]
        untold = (self.answers or voice.at == NOWHERE) and voice.mood is Mood.GUARDED and self.weighed != NOWHERE
        return (self.weight() or voice) if untold else voice

    def weight(self) -> Voice | None:
        """What the paragraph last weighed says, worked out once."""
        if self.weighed not in self.weights:
            words = self.document.paragraphs[self.weighed].span.of(self.document.text)
            voice = answered(words) if self.answers else weigh(words, self.seen[self.weighed])
            self.weights = {self.weighed: voice}
        return self.weights[self.weighed]


def quotes_petition(sentence: Sentence, words: str) -> bool:
    """Whether a sentence of a reply is what somebody asked for: “您提出…”, or the heading 关于“三年内…”的建议."""
    return headings.PETITION.match(words) is not None or (sentence.heading and words.startswith(headings.ASKED))


def turning(words: str, mood: Mood, seen: int) -> str | None:
    """The rule by which a sentence turns to what lies ahead; in a review only “下一步” and its like do."""
    turned = headings.TURNED.first(words, seen)
    if turned is None or (turned is headings.LEAD and mood is Mood.REPORTED):
        return None
    if turned is not headings.ONWARD and negatives.FACTS.first(words, seen):
        return None
    return turned.name


def weigh(words: str, seen: int) -> Voice | None:
    """What a paragraph's own words say where no heading tells: planned, if they speak of will and of nothing past."""
    words = words[:WEIGHED]
    if not headings.AHEAD.can(seen) or headings.PAST.search(seen, words, 0, len(words)):
        return None
    ahead = sum(1 for _ in islice(headings.AHEAD.pattern.finditer(words), ENOUGH))
    return Voice(Mood.PLANNED, "words of will alone", NOWHERE) if ahead >= ENOUGH else None


def answered(words: str) -> Voice | None:
    """What an item of a reply says: planned, if it speaks more than once of what is to come and of nothing past."""
    words = words[:WEIGHED]
    if not (headings.ITEM.match(words) and headings.OWN_WILL.search(words)):
        return None
    if headings.PAST.pattern.search(words) or headings.FINDINGS.search(words):
        return None
    ahead = sum(1 for _ in islice(headings.PROMISING.finditer(words), ENOUGH))
    return Voice(Mood.PLANNED, "words of will alone", NOWHERE) if ahead >= ENOUGH else None


def announced_from(text: str, sentence: Sentence) -> int | None:
    """The offset from which a sentence tells what a paper demands."""
    if sentence.seen & headings.ANNOUNCED.bits != headings.ANNOUNCED.bits:
        return None
    found = headings.ANNOUNCED.pattern.search(sentence.span.of(text))
    return sentence.span.start + found.end() if found else None


def demanded(text: str, sentence: Sentence) -> bool:
    """Whether a meeting or its speaker says what is to be done."""
    return headings.MEETING.can(sentence.seen) and headings.MEETING.pattern.search(sentence.span.of(text)) is not None


def looks_back(text: str, sentence: Sentence) -> bool:
    """Whether a sentence opens with a word of what has been (目前, 截至)."""
    return headings.BACKWARD.bits & sentence.seen == headings.BACKWARD.bits and (
        headings.BACKWARD.pattern.search(sentence.span.of(text)) is not None
    )


def told_from(text: str, sentence: Sentence) -> int:
    """The offset up to which a sentence only says who tells of a paper, and not who acts."""
    if sentence.seen & headings.ANNOUNCED.bits != headings.ANNOUNCED.bits:
        return sentence.span.start
    found = headings.ANNOUNCED.pattern.search(sentence.span.of(text))
    return sentence.span.start + found.end() if found and "《" in found.group() else sentence.span.start
