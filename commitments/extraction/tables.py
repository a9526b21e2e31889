"""Tables: lines whose cells are set apart by tabs, bars or wide gaps, with the lines that belong to them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from commitments.document import Span

LINE = re.compile(r"[^\n]+")
BARS = re.compile(r"[|｜]")
TABS = re.compile(r"\t")
GAPS = re.compile(r" {2,}|\u3000+")
RULER = re.compile(r"[\s|｜:：+—-]+")
EDGE = " \t\u3000\u00a0\r\x0b\x0c\x85\u2002\u2003\u2009"
FEWEST = 3  # cells of a row: two columns are a list with remarks


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; cells may be empty. A line without separators is a row of one cell."""

    span: Span
    cells: tuple[Span, ...]


@lru_cache(maxsize=1)
def tables_of(text: str) -> tuple[tuple[Row, ...], ...]:
    """The blocks of neighbouring lines of which at least two are rows, in order; several steps ask for one text."""
    blocks: list[list[Row]] = [[]]
    for found in LINE.finditer(text):
        if not blocks[-1] and separator(found.group()) is None:
            continue
        row = row_of(text, Span(*found.span()))
        if blocks[-1] and len(row.cells) > 1 and strays(text, blocks[-1], row):
            row = Row(row.span, (trimmed(text, row.span.start, row.span.end),))
        if not row.cells:  # the ruler below the head of a Markdown table
            continue
        if len(row.cells) >= FEWEST:
            blocks[-1].append(row)
        elif blocks[-1] and text[row.span.start : row.span.end].strip():
            if goes_on(text, blocks[-1], row):
                blocks[-1].append(row)
            else:
                blocks.append([])
    return tuple(tuple(block) for block in blocks if sum(len(row.cells) >= FEWEST for row in block) > 1)


HEADING = re.compile(
    r"\s*(?:第[一二三四五六七八九十百零\d]{1,4}[章节条编篇]|[（(]?[一二三四五六七八九十]{1,3}[)）、.．]\s)"
)


def strays(text: str, block: list[Row], row: Row) -> bool:
    """Whether blanks that seem to part cells only stand in a heading (第三章　…) or before a paragraph."""
    words = row.span.of(text)
    if len(row.cells) < FEWEST and words.rstrip().endswith("。") and not row.cells[0].of(text):
        return True
    if separator(words) is not GAPS:
        return False
    return (
        separator(block[0].span.of(text)) is not GAPS
        or indented(words)
        or words.rstrip().endswith("。")
        or HEADING.match(words) is not None
    )


NUMBERED = re.compile(r"\s*(?:[0-9０-９]{1,2}\s*[.．、]|[（(][0-9０-９一二三四五六七八九十]{1,2}[)）]|[①-⑳])")
CATEGORY = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十]{1,2}[)）]?[、.．]?)?[一-鿿]{2,12}\s*")


def goes_on(text: str, block: list[Row], row: Row) -> bool:
    """Whether a line without separators is the next numbered part of the cell above, or names a group of rows."""
    words = row.span.of(text)
    if NUMBERED.match(words):
        return NUMBERED.match(block[-1].cells[-1].of(text)) is not None or any(
            NUMBERED.match(cell.of(text)) and cell.end - cell.start > FEWEST for cell in block[-1].cells
        )
    return len(row.cells) > 1 or CATEGORY.fullmatch(words) is not None


REMARK = re.compile(r"\s*[（(]?(?:注|备注|附注|说明|填表说明)\s*\d?\s*[:：]")


def below_remarks(text: str, end: int) -> int:
    """Where the remarks right below a table end: they explain it and promise nothing; `end` where there are none."""
    begun = False
    for line in LINE.finditer(text, end):
        words = line.group()
        if not words.strip():
            continue
        if not REMARK.match(words) and not (begun and NUMBERED.match(words)):
            break
        end, begun = line.end(), True
    return end


def indented(words: str) -> bool:
    """Whether wide blanks stand only before a line, as before a paragraph, and not in place of an empty cell."""
    paragraph = words.startswith("\u3000") or words.rstrip().endswith("。")
    return paragraph and GAPS.search(words.strip(EDGE)) is None


def row_of(text: str, line: Span) -> Row:
    """The cells of a line, kept when empty between tabs or bars, so that columns keep their places."""
    words = line.of(text)
    sign = separator(words)
    if sign is None:
        return Row(line, (trimmed(text, line.start, line.end),))
    if sign is BARS and RULER.fullmatch(words):
        return Row(line, ())
    cells = list(pieces(text, line, sign))
    if sign is BARS:
        cells = cells[not cells[0].of(text).strip() : len(cells) - (not cells[-1].of(text).strip())]
    return Row(line, tuple(cells))


def separator(words: str) -> re.Pattern[str] | None:
    """What parts the cells of a line, if it has any."""
    if "\t" in words:
        return TABS
    if "|" in words or "｜" in words:
        return BARS
    return GAPS if "  " in words or "\u3000" in words else None


def pieces(text: str, line: Span, sign: re.Pattern[str]) -> Iterator[Span]:
    """The stretches between separators, without white space at their edges."""
    start = line.start
    for found in [*sign.finditer(text, line.start, line.end), None]:
        end = found.start() if found else line.end
        yield trimmed(text, start, end)
        start = found.end() if found else end


def trimmed(text: str, start: int, end: int, edge: str = EDGE) -> Span:
    """The stretch without white space, or without what `edge` names, at its edges."""
    while start < end and text[start] in edge:
        start += 1
    while end > start and text[end - 1] in edge:
        end -= 1
    return Span(start, end)


def merged_rows(text: str, region: Span, width: int = 0) -> Iterator[Row]:
    """The rows of a table whose cells may be broken over several lines: a short line goes on with the row above.

    Where the `width` of the table is known, a line without a counter also does if it fills the row above.
    """
    cells: list[Span] = []
    for found in LINE.finditer(text, region.start, region.end):
        read = row_of(text, Span(*found.span()))
        if not any(cell.start < cell.end for cell in read.cells):
            continue
        fills = cells and len(cells) + len(read.cells) - 1 == width and not COUNTER.fullmatch(read.cells[0].of(text))
        if begins_row(text, read) and not fills:
            if cells:
                yield Row(Span(cells[0].start, cells[-1].end), tuple(cells))
            cells = list(read.cells)
        elif cells and not NUMBERED.match(text, read.cells[0].start):
            cells[-1] = Span(cells[-1].start, read.cells[0].end)
            cells += read.cells[1:]
        else:
            cells += read.cells
    if cells:
        yield Row(Span(cells[0].start, cells[-1].end), tuple(cells))


COUNTER = re.compile(r"\d{0,3}|[一二三四五六七八九十]{1,3}[、.．]?")


def begins_row(text: str, row: Row) -> bool:
    """Whether a line is the first one of its row: it has cells enough, or begins with a counter or an empty cell."""
    return len(row.cells) >= FEWEST or (len(row.cells) > 1 and COUNTER.fullmatch(row.cells[0].of(text)) is not None)


TOKEN = re.compile(r"\S+")
COUNTING = re.compile(r"(?<!\S)(?:序号|编号)(?!\S)")
MOST_PIECES = 8  # a line with more words is a table that lost its rows


def crowded(text: str) -> Iterator[list[Span]]:
    """The words of each line that holds a whole table: its head begins with a counter, and blanks part its cells."""
    read = 0
    for counting in COUNTING.finditer(text):
        if counting.start() < read:
            continue
        start, end = text.rfind("\n", 0, counting.start()) + 1, text.find("\n", counting.end())
        read = end if end >= 0 else len(text)
        words = [Span(*word.span()) for word in TOKEN.finditer(text, start, read)]
        if len(words) > MOST_PIECES:
            first = next((n for n, word in enumerate(words) if word.of(text) in ("序号", "编号")), 0)
            yield words[first:]
