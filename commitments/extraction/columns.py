"""Columns: assessment sheets with a line for each cell, whose last column names the body that scores or answers."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from commitments.document import Document, Span
from commitments.extraction import later as re
from commitments.extraction.grid_heads import AMISS
from commitments.extraction.grid_tasks import is_done
from commitments.extraction.grids import grids_of
from commitments.extraction.naming import is_bodies
from commitments.extraction.standards import CASE, EXTRA, NUMBERED, SHORTEST, Standard, bare, parted, standards_of
from commitments.extraction.tables import LINE, below_remarks, tables_of, trimmed
from commitments.target import Due, Owners

COUNTING = re.compile(r"序\s?号|编\s?号")
WHAT = re.compile(r"(?:指标|标准|内容|要求|任务|细则|办法|事项)$")
WHO = re.compile(r"(?:负责|责任|牵头|主管|考核|考评|评分|配合|评价)[一-鿿]{0,4}(?:部门|单位|科室|处室|主体)$")
COUNTER = re.compile(r"\d{1,3}(?:\.\d)?\s?分?|[（(]?[一二三四五六七八九十]{1,3}(?:[)）][、.．]?|[、.．])")
# “(上报信息,)得2分”: from there on a cell says what is given and taken.
GRANTED = re.compile(r"[，,。；;、]?\s*(?:可?得|计|记|[加扣减])\s*\d{1,3}(?:\.\d)?\s*分")
PENALTY = re.compile(r"[^，,。；;\n]{2,40}[扣减加奖]\s*\d{1,3}(?:\.\d)?\s*分\s*[。；;]?\Z")
HELPER = re.compile(r"[一-鿿]{2,12}(?:[站所队台院校馆局办委部会]|中心|公司|单位)")
TOLD = re.compile(  # what is or has been
    rf"{AMISS}|.*(?:进展|进度情况|完成情况|现状|实绩|实际完成|成效|上年|基期)[一-鿿值]{{0,2}}"
)
WIDEST = 10  # lines of a head
LONGEST_HEAD = 12  # characters of a column's name
FEWEST = 3  # rows of a sheet


class Sheet(NamedTuple):
    """The standards of one sheet and the stretch of text that it takes up."""

    found: list[Standard]
    span: Span


class Cell(NamedTuple):
    """Neighbouring lines of one sort: a counter or points (`C`), words (`T`), or bodies (`O`)."""

    sort: str
    lines: list[Span]


def column_sheet(document: Document) -> Sheet | None:
    """The sheet of a document whose rows fell into lines and end in who scores them; None where there is none.

    A row is a counter, a name, its points, the standards, and the bodies, of which the first leads.
    """
    text = document.text
    lines = [line for found in LINE.finditer(text) if (line := trimmed(text, *found.span())).start < line.end]
    head = head_end(text, lines)
    if not head:
        return None
    cells = list(sorted_lines(text, lines[head:]))
    found: list[Standard] = []
    rows = 0
    for at in range(len(cells) - 3):
        kinds = "".join(cell.sort for cell in cells[at : at + 4])
        if kinds != "CTCT" or len(cells[at + 2].lines) > 1:
            continue
        rows += 1
        owners = cells[at + 4].lines if at + 4 < len(cells) and cells[at + 4].sort == "O" else []
        name = cells[at + 1].lines
        if not EXTRA.search(text, name[0].start, name[-1].end):
            found += standards_of_row(text, cells[at + 3].lines, owners)
    ends = [cell.lines[-1].end for cell in cells if cell.sort == "O"]
    end = max([*ends, *(span.end for span, *_ in found)], default=0)
    return Sheet(found, Span(lines[head - 1].start, end)) if rows >= FEWEST and found else None


def head_end(text: str, lines: Sequence[Span]) -> int:
    """The number of lines up to the end of a head whose column of bodies stands behind that of standards; else 0."""
    for first, line in enumerate(lines):
        if not COUNTING.fullmatch(text, line.start, line.end):
            continue
        named = [one.of(text) for one in lines[first : first + WIDEST]]
        named = named[: next((n for n, words in enumerate(named) if len(words) > LONGEST_HEAD), len(named))]
        who = next((n for n, words in enumerate(named) if WHO.search(words)), 0)
        what = next((n for n, words in enumerate(named) if WHAT.search(words)), who)
        if what < who:
            return first + who + 1
    return 0


def sorted_lines(text: str, lines: Sequence[Span]) -> Iterator[Cell]:
    """The lines of a sheet, neighbours of one sort together."""
    last: Cell | None = None
    for line in lines:
        sort = sort_of(text, line, after=last.sort if last else "")
        if last and last.sort == sort:
            last.lines.append(line)
            continue
        if last:
            yield last
        last = Cell(sort, [line])
    if last:
        yield last


def sort_of(text: str, line: Span, *, after: str) -> str:
    """Whether a line is a counter, bodies or words; below a body a short name is one more body."""
    words = line.of(text)
    if COUNTER.fullmatch(words):
        return "C"
    return "O" if is_bodies(words) or (after == "O" and HELPER.fullmatch(words)) else "T"


def standards_of_row(text: str, lines: Sequence[Span], owned: Sequence[Span]) -> Iterator[Standard]:
    """The standards of a row: its numbered pieces, else all its words, without what they are worth."""
    names = tuple(name for line in owned for name in is_bodies(line.of(text)) or (line.of(text),))
    named = Span(owned[0].start, owned[-1].end) if owned else Span(lines[-1].end, lines[-1].end)
    pieces: list[Span] = []
    for part in (part for line in lines for part in parted(text, line)):
        if pieces and not NUMBERED.match(text, part.start, part.end):
            pieces[-1] = Span(pieces[-1].start, part.end)
        else:
            pieces.append(part)
    for piece in pieces:
        opens = NUMBERED.match(text, piece.start, piece.end)
        start = opens.end() if opens else piece.start
        if CASE.match(text, start, piece.end) or PENALTY.match(text, start, piece.end):
            continue
        granted = GRANTED.search(text, start, piece.end)
        span = bare(text, Span(start, granted.start() if granted else piece.end))
        if span.end - span.start >= SHORTEST:
            yield span, Owners(names[:1], names[1:]), named, "standard of a sheet", Due()


def taken(document: Document) -> list[Span]:
    """The stretches of text that the sheets of a document take up, in order."""
    column = column_sheet(document)
    return sorted([*standards_of(document).spans, *([column.span] if column else [])])


def told(text: str) -> list[Span]:
    """The cells that say what is or has been (进展, 存在问题), rows that are done, and the remarks below sheets."""
    found = []
    for block in tables_of(text):
        names = [cell.of(text) for cell in block[0].cells]
        past = [n for n, name in enumerate(names) if len(name) <= LONGEST_HEAD and TOLD.fullmatch(name)]
        rows = [row for row in block[1:] if len(row.cells) == len(names)] if past else []
        found += [row.cells[n] for row in rows for n in past if row.cells[n].start < row.cells[n].end]
    for grid in grids_of(text):
        past = [n for n, name in enumerate(grid.head.names) if grid.head.by_lines and TOLD.fullmatch(name)]
        for row in grid.rows:
            found += row.values() if is_done(text, grid.head, row) else [row[n] for n in past if n in row]
        below = Span(grid.end, below_remarks(text, grid.end))
        found += [below] if below.start < below.end else []
    return found
