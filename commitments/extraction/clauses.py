"""Cut a document's paragraphs into sentences and these into clauses; brackets, quotations and titles stay whole."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeAlias

from commitments.document import Document, Paragraph, Span
from commitments.extraction import grids
from commitments.extraction.passage import Clause, Sentence
from commitments.extraction.watching import Lookout, lookout
from commitments.extraction.zh.dates_apart import MARK, parts_outcomes

OPENING = "（(《“‘〔[【"
CLOSING = "）)》”’〕]】"
FULL = "。！？!?\t|｜\n"  # a cell of a table ends a sentence as well, and so does its row
CELLS = "\t|｜"
HALF = "；;"
COLONS = "：:"
NUMERIC = ",:："  # they may stand within a number
UNSURE = NUMERIC + "\n" + MARK  # they may part nothing
SIGNS = FULL + HALF + COLONS + "，," + MARK + OPENING + CLOSING
DEEPEST = 320  # an opening sign that is not closed within so many characters was a slip of the pen
KEPT = 400  # sentences of a paper whose clauses are kept: all that most papers have, and nothing beside a long one
MOST_CLAUSES = 120  # a longer sentence is a list without full stops, and is cut
HEADING_SIGNS = 3  # a colon or emphasis behind the words of a heading
EMPTY = " \t\n\u3000\u00a0*#"
BULLETS = EMPTY + "—–-·•●◆■▪◦"
NUMERALS = "一二三四五六七八九十"
OPENS_OTHERWISE = frozenset(BULLETS + "“" + NUMERALS)
CLOSES_OTHERWISE = frozenset(EMPTY + "”")
Piece: TypeAlias = tuple[int, int, str, int]  # start, end, the sign that ends it, the patterns that can fire in it
SPOKEN = {sign: re.compile(f"[{FULL}{sign}]") for sign in "“‘"}
FIRSTLY = re.compile(r"[一二三四五六七八九十]{1,2}[是要]\**(?=[^，,。否])")


# The constructors of named tuples cost three times as much, and there is nothing of which there are more.
as_span: Callable[[tuple[int, int]], Span] = partial(tuple.__new__, Span)
as_clause: Callable[[tuple[Span, int, int, bool, int]], Clause] = partial(tuple.__new__, Clause)


def cut(document: Document) -> tuple[Sentence, ...]:
    """All sentences of the document in order."""
    text = document.text
    sentences: list[Sentence] = []
    cutter = Cutter(document)
    cells = grids.cell_starts(text)
    for number, paragraph in enumerate(document.paragraphs):
        titled, section = title_start(document, number), paragraph.section
        for stretch in by_cells(body(document, paragraph), cells):
            found = pieces(text, stretch, stretch.end, cutter.watching)
            for start, end, leads, seen, first, last in sentences_of(text, found):
                if len(sentences) < KEPT and stretch.end == paragraph.span.end:
                    cutter.kept_pieces[len(sentences)] = found[first:last]
                span, begun, at = as_span((start, end)), found[first][0], found[last - 1][1]
                sentences.append(
                    Sentence(len(sentences), span, number, section, start >= titled, leads, seen, begun, at, cutter)
                )
    return tuple(sentences)


def by_cells(stretch: Span, cells: Sequence[int]) -> list[Span]:
    """A paragraph, or the cells of the row that it is: blanks part them as well as a tab does."""
    starts = cells[bisect_right(cells, stretch.start) : bisect_left(cells, stretch.end)]
    if not starts:
        return [stretch]
    ends = [*(start - 1 for start in starts), stretch.end]  # what parts two cells ends the first as a sign does
    return [Span(start, max(start, end)) for start, end in zip([stretch.start, *starts], ends, strict=True)]


class Cutter:
    """Cuts the sentences of a document once more when their clauses are asked for.

    It keeps the clauses of the last one, and of so many others: several steps ask for those of one sentence. Of these
    it also keeps the pieces that they are made of, until they are asked for.
    """

    __slots__ = ("_document", "_kept", "clauses", "kept_pieces", "number", "watching")

    def __init__(self, document: Document) -> None:
        self._document = document
        self.watching = lookout(SIGNS)
        self.number = -1
        self.clauses: tuple[Clause, ...] = ()
        self.kept_pieces: dict[int, list[Piece]] = {}
        self._kept: dict[int, tuple[Clause, ...]] = {}

    def cut(self, sentence: Sentence) -> tuple[Clause, ...]:
        """The clauses of a sentence, as they came out when its whole paragraph was cut."""
        number = sentence.number
        clauses = self._kept.get(number)
        if clauses is None:
            kept = self.kept_pieces.pop(number, None)
            clauses = clauses_of(self._document.text, kept or self.pieces_of(sentence))
            if number < KEPT:
                self._kept[number] = clauses
        self.number, self.clauses = number, clauses
        return clauses

    def pieces_of(self, sentence: Sentence) -> list[Piece]:
        """The pieces of a sentence that were not kept."""
        limit = self._document.paragraphs[sentence.paragraph].span.end
        stretch = Span(sentence.start, min(sentence.end + 1, limit))
        return pieces(self._document.text, stretch, limit, self.watching)


def body(document: Document, paragraph: Paragraph) -> Span:
    """A paragraph without the marker it starts with."""
    section = document.sections[paragraph.section]
    start = paragraph.span.start
    if section.rank and section.span.start == start:
        start = max(start, section.heading.start)
    return Span(start, paragraph.span.end)


def title_start(document: Document, number: int) -> int:
    """Where the heading begins that a paragraph is, with text below it (a run-in heading may state a target itself).

    The end of the text, where no sentence begins, if the paragraph is no heading.
    """
    paragraph, nowhere = document.paragraphs[number], len(document.text)
    section = document.sections[paragraph.section]
    if not section.rank or paragraph.span.end > section.heading.end + HEADING_SIGNS:
        return nowhere
    after = document.paragraphs[number + 1 : number + 2]
    return section.heading.start if (after[0].span.start if after else nowhere) < section.span.end else nowhere


def sentences_of(text: str, found: list[Piece]) -> Iterator[tuple[int, int, bool, int, int, int]]:
    """Start and end of each sentence that pieces of a paragraph make up, whether it ends in a colon, and what it holds.

    That is the patterns that can fire in it; and last which of the pieces it is made of, from the first to before the
    last: cut from the start of the one to the end of the other once more, it falls into its clauses.
    """
    count = overall = opened = closed = first = 0
    leads = False
    for last, (start, at, sign, seen) in enumerate(found, 1):
        overall |= seen
        if start < at and (piece := stripped(text, start, at)):
            opened = opened if count else piece[0]
            closed = piece[1]
            count += 1
            leads = sign in COLONS
        if sign in FULL or count >= MOST_CLAUSES:
            if count:
                yield opened, closed, leads, overall, first, last
            count = overall = 0
            first = last


def clauses_of(text: str, found: list[Piece]) -> tuple[Clause, ...]:
    """The clauses of the one sentence that some pieces make up."""
    clauses: list[Clause] = []
    segment = item = 0
    for start, at, sign, seen in found:
        if start < at and text[start] in OPENS_OTHERWISE:
            item += starts_item(text, start, at)
        if start < at and (piece := stripped(text, start, at)):
            clauses.append(as_clause((piece, segment, item, sign in COLONS, seen)))
        segment += sign in HALF
        if sign in FULL or len(clauses) >= MOST_CLAUSES:
            break
    return tuple(clauses)


def pieces(text: str, span: Span, limit: int, watching: Lookout) -> list[Piece]:
    """The pieces between the signs of a stretch that stand outside brackets, and the patterns that can fire in each.

    The stretch itself ends like a sentence; its brackets may be closed up to the `limit`, its paragraph's end.
    """
    bits, signs, (start, stop) = watching.bits, watching.signs, span
    depth, base, seen = 0, start, watching.always
    found: list[Piece] = []
    for what, place, _end in watching.find(text[base:stop]):
        seen |= bits[what]
        sign = signs[what]
        if not sign:
            continue
        at = base + place
        if sign in OPENING:
            depth += is_closed(text, at, limit)
        elif sign in CLOSING:
            depth -= depth > 0
        elif not depth and not (sign in UNSURE and joins(text, sign, at)):
            found.append((start, at, sign, seen))
            start, seen = at + 1, watching.always
    found.append((start, stop, FULL[0], seen))
    return found


def starts_item(text: str, start: int, end: int) -> bool:
    """Whether a piece opens with 一是 or its like."""
    while start < end and text[start] in EMPTY:
        start += 1
    return FIRSTLY.match(text, start, end) is not None


def ends_row(text: str, at: int) -> bool:
    """Whether a line break parts two rows of cells, and not two halves of one sentence."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at + 1)
    return any(text.find(sign, start, at) >= 0 for sign in CELLS) and any(
        text.find(sign, at, end if end >= 0 else len(text)) >= 0 for sign in CELLS
    )


def is_closed(text: str, at: int, end: int) -> bool:
    """Whether an opening sign has its partner near enough, and no second opening sign stands before it."""
    partner = CLOSING[OPENING.index(text[at])]
    close = text.find(partner, at + 1, min(end, at + DEEPEST))
    if close < 0 or text[at] not in "“‘":
        return close > 0
    return SPOKEN[text[at]].search(text, at + 1, close) is None  # speech is no name


def joins(text: str, sign: str, at: int) -> bool:
    """Whether a sign ends nothing: that of 1,200 or 15:30, a line break within a sentence, and 、 between nouns."""
    if sign == MARK:
        return not parts_outcomes(text, at)
    if sign in NUMERIC:
        return text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()
    return sign == "\n" and not ends_row(text, at)


def stripped(text: str, start: int, end: int) -> Span | None:
    """A piece without what `strip` takes off; mostly that is nothing."""
    if text[start] in OPENS_OTHERWISE:
        return strip(text, start, end)
    return strip_end(text, start, end) if text[end - 1] in CLOSES_OTHERWISE else as_span((start, end))


def strip(text: str, start: int, end: int) -> Span | None:
    """The span without white space, emphasis, “一是” and half quotation marks at its edges; None if nothing is left."""
    before = BULLETS if text.find("”", start, end) >= 0 else BULLETS + "“"
    while start < end:
        if counted := FIRSTLY.match(text, start, end):
            start = counted.end()
        elif text[start] in before:
            start += 1
        else:
            break
    return strip_end(text, start, end) if start < end else None


def strip_end(text: str, start: int, end: int) -> Span | None:
    """The same for a piece that opens with words: only its end is trimmed."""
    after = EMPTY if text.find("“", start, end) >= 0 else EMPTY + "”"
    while end > start and text[end - 1] in after:
        end -= 1
    return Span(start, end) if start < end else None
