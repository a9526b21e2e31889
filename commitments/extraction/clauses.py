"""Cut a document's paragraphs into sentences and these into clauses; brackets, quotations and titles stay whole."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from commitments.document import Document, Paragraph, Section, Span
from commitments.extraction.passage import Clause, Sentence

SIGNS = re.compile(r"[\n\t|｜。！？!?；;，,：:|（(《“‘〔\[【）)》”’〕\]】]")
OPENING = "（(《“‘〔[【"
CLOSING = "）)》”’〕]】"
FULL = "。！？!?\t|｜\n"  # a cell of a table ends a sentence as well, and so does its row
CELLS = "\t|｜"
HALF = "；;"
DEEPEST = 320  # an opening sign that is not closed within so many characters was a slip of the pen
MOST_CLAUSES = 120  # a longer sentence is a list without full stops, and is cut
HEADING_SIGNS = 3  # a colon or emphasis behind the words of a heading
EMPTY = " \t\n\u3000\u00a0*#"
BULLETS = EMPTY + "—–-·•●◆■▪◦"
FIRSTLY = re.compile(r"[一二三四五六七八九十]{1,2}[是要]\**(?=[^，,。否])")


def cut(document: Document) -> tuple[Sentence, ...]:
    """All sentences of the document in order."""
    sentences: list[Sentence] = []
    for number, paragraph in enumerate(document.paragraphs):
        for clauses in sentences_of(document.text, body(document, paragraph)):
            span = Span(clauses[0].span.start, clauses[-1].span.end)
            heading = is_heading(document, number, span)
            sentences.append(Sentence(len(sentences), span, number, paragraph.section, clauses, heading))
    return tuple(sentences)


def body(document: Document, paragraph: Paragraph) -> Span:
    """A paragraph without the marker it starts with."""
    section = document.sections[paragraph.section]
    start = paragraph.span.start
    if section.rank and section.span.start == start:
        start = max(start, section.heading.start)
    return Span(start, paragraph.span.end)


def is_heading(document: Document, number: int, span: Span) -> bool:
    """Whether a sentence is a heading with text below it (a run-in heading may state a target itself)."""
    paragraph = document.paragraphs[number]
    after = document.paragraphs[number + 1 : number + 2]
    following = after[0].span.start if after else len(document.text)
    section = document.sections[paragraph.section]
    alone = section.heading.start <= span.start and paragraph.span.end <= section.heading.end + HEADING_SIGNS
    return section.rank > 0 and alone and following < section.span.end


def sentences_of(text: str, span: Span) -> Iterator[tuple[Clause, ...]]:
    """The clauses of one paragraph, grouped by sentence."""
    clauses: list[Clause] = []
    start, segment, item = span.start, 0, 0
    for at in [*outer_signs(text, span), span.end]:
        sign = text[at] if at < span.end else FULL[0]
        item += starts_item(text, start, at)
        if (piece := strip(text, start, at)) is not None:
            clauses.append(Clause(piece, segment, item, sign in "：:"))
        start = at + 1
        segment += sign in HALF
        if sign in FULL or len(clauses) >= MOST_CLAUSES:
            if clauses:
                yield tuple(clauses)
            clauses, segment, item = [], 0, 0


def starts_item(text: str, start: int, end: int) -> bool:
    """Whether a piece opens with 一是 or its like."""
    while start < end and text[start] in EMPTY:
        start += 1
    return FIRSTLY.match(text, start, end) is not None


def outer_signs(text: str, span: Span) -> Iterator[int]:
    """Offsets of the punctuation outside brackets and quotation marks; commas inside numbers are none."""
    depth: list[int] = []
    for found in SIGNS.finditer(text, span.start, span.end):
        at = found.start()
        sign = text[at]
        if sign in OPENING:
            if is_closed(text, at, span.end):
                depth.append(at)
        elif sign in CLOSING:
            if depth:
                depth.pop()
        elif not depth and not within_number(text, at) and (sign != "\n" or ends_row(text, at)):
            yield at


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
    inside = text[at + 1 : close]
    return text[at] not in inside and not any(sign in inside for sign in FULL)  # speech is no name


def within_number(text: str, at: int) -> bool:
    """Whether a sign belongs to 1,200 or 15:30 or 1:1."""
    return text[at] in ",:：" and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def strip(text: str, start: int, end: int) -> Span | None:
    """The span without white space, emphasis, “一是” and half quotation marks at its edges; None if nothing is left."""
    before = BULLETS if text.find("”", start, end) >= 0 else BULLETS + "“"
    after = EMPTY if text.find("“", start, end) >= 0 else EMPTY + "”"
    while start < end:
        if counted := FIRSTLY.match(text, start, end):
            start = counted.end()
        elif text[start] in before:
            start += 1
        else:
            break
    while end > start and text[end - 1] in after:
        end -= 1
    return Span(start, end) if start < end else None


def section_at(sections: tuple[Section, ...], offset: int) -> int:
    """The index of the innermost section that holds an offset."""
    index = bisect_right(sections, offset, key=lambda section: section.span.start) - 1
    while index and sections[index].span.end <= offset:
        index = sections[index].parent or 0
    return max(index, 0)
