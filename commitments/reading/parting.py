"""Several papers in one file: parted where a new one begins with its own number, or its title, and a salutation."""

import re
from dataclasses import replace

from commitments.document import Place
from commitments.reading.content import SEPARATOR, Content
from commitments.reading.imprint import LONE_DATE, MASTHEAD, NUMBER, SALUTATION, TITLE_END, TITLE_OPEN, plain
from commitments.reading.lines import Line, find_lines

SHORTEST = 150  # characters of a paper
NEAR = 8  # lines between a number and the title and the salutation that belong to it
ABOVE = 4  # lines of masthead and title that may stand above the number
SIGNATORY = re.compile(r"签\s*发\s*人\s*[:：]")


def parted(content: Content) -> list[Content]:
    """The papers of one text, each with its own offsets; the content itself where it holds one.

    A number that stands alone on its line begins a paper if a title is beside it and somebody is called below it: a
    list of numbers in an annex begins none. So does a title right below the date that ends the paper before, if
    somebody is called below it: the title of an annex is followed by its first part.
    """
    lines = find_lines(content.text)
    heads: dict[str, int] = {}  # by number: a form above the text may give it once more
    for at, line in enumerate(lines):
        if (start := _start(content.text, lines, at)) is not None:
            heads.setdefault("".join(plain(line.span.of(content.text)).split()), start)
    starts = list(heads.values()) or _titles(content.text, lines)
    cuts = [0]
    for start in starts[1:]:
        if start - cuts[-1] >= SHORTEST and "。" in content.text[cuts[-1] : start]:  # a form above a text is no paper
            cuts.append(start)
    if len(cuts) == 1 or len(content.text) - cuts[-1] < SHORTEST:
        return [content]
    ends = [*cuts[1:], len(content.text)]
    return [_part(content, number, start, end) for number, (start, end) in enumerate(zip(cuts, ends, strict=True), 1)]


def _start(text: str, lines: tuple[Line, ...], at: int) -> int | None:
    """Where the paper begins whose number stands alone on a line; None for another line."""
    if lines[at].furniture or NUMBER.fullmatch(plain(lines[at].span.of(text))) is None:
        return None
    words = [plain(line.span.of(text)) for line in lines[max(0, at - ABOVE) : at + NEAR]]
    own = min(at, ABOVE)
    if not any(TITLE_END.search(line) for line in words) or not any(
        SALUTATION.search(line) for line in words[own + 1 :]
    ):
        return None
    first = at
    while first > 0 and at - first < ABOVE and _is_head(plain(lines[first - 1].span.of(text))):
        first -= 1
    return lines[first].span.start


def _titles(text: str, lines: tuple[Line, ...]) -> list[int]:
    """Where the papers begin that have no number: at the first line, and at each title below a date."""
    words = [plain(line.span.of(text)) for line in lines]
    found = [
        lines[at].span.start
        for at in range(1, len(lines))
        if LONE_DATE.fullmatch(words[at - 1])
        and TITLE_OPEN.search(words[at])
        and TITLE_END.search(words[at])
        and any(SALUTATION.search(line) for line in words[at + 1 : at + NEAR])
    ]
    return [0, *found] if found else []


def _is_head(words: str) -> bool:
    """Whether a line above the number belongs to the same paper: its masthead or its title."""
    return MASTHEAD.fullmatch(words) is not None or (TITLE_END.search(words) is not None and not words.endswith("。"))


def _part(content: Content, number: int, start: int, end: int) -> Content:
    """One paper; what the file's labels and problems say goes with the first."""
    words = content.text[start:end].rstrip("\n")
    places = [
        Place(max(place.start - start, 0), place.kind, place.label) for place in content.places if place.start < end
    ]
    while len(places) > 1 and places[1].start == 0:
        del places[0]  # places of the papers before; the last of them is where this one begins
    name = f"{content.name}{SEPARATOR}{number}"
    if number == 1:
        return replace(content, name=name, text=words, places=tuple(places))
    return Content(name, words, tuple(places))
