"""Grids: sheets with a head, whose columns part the group of a row from its task, points, bodies and term."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from commitments.document import Span
from commitments.extraction import later as re
from commitments.extraction.grid_cells import (
    ACTS,
    COUNTER,
    EXACT,
    LOOSE,
    TERM_ALONE,
    Cells,
    aligned,
    fit,
    lists_bodies,
    says_what,
)
from commitments.extraction.grid_heads import BLANKS, BODIES, WIDEST, Column, Head, head_at, head_of_lines
from commitments.extraction.tables import BARS, GAPS, NUMBERED, RULER, indented, pieces, separator, trimmed

NAMED = re.compile(r"单位|部门|科室|分值|权重|标准分|责任主体|级指标|级绩效指标|进度|[工成产]时间")
LINE = re.compile(r"[^\n]+")
REMARK = re.compile(r"\s*(?:注|备注|说明|附注|附件|附表)\s*\d*\s*(?:[:：]|\Z)")
GROUP = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.．]?)?[一-鿿、（）()\d分]{2,24}\s*")
YEARS_AIM = re.compile(r"(?:20\d\d年度?|年度|全年)(?:目标|计划|任务|指标)")
CLOSED = "。；;"
OPEN_END = "，,、（("
LONGEST_BREAK = 40  # characters of a line that a cell runs on into
LONGEST_LABEL = 48  # characters of a line that may be the name of a column, with blanks and a bracket
FEWEST_ROWS = 2  # of a sheet without another sign


@dataclass(slots=True)
class Grid:
    """The rows below one head: for each its cells by column."""

    head: Head
    rows: list[Cells] = field(default_factory=list)
    end: int = 0


@lru_cache(maxsize=1)
def grids_of(text: str) -> tuple[Grid, ...]:
    """The sheets of a text in order; several steps ask for those of one text."""
    if NAMED.search(text) is None:
        return ()
    lines = [Span(*found.span()) for found in LINE.finditer(text) if found.group().strip()]
    found: list[Grid] = []
    at = 0
    while at < len(lines):
        head = head_at(text, lines[at : at + 2]) or stacked_head(text, lines, at)
        at += head.lines if head else 1
        if head:
            grid = Grid(head, end=head.span.end)
            at += (fill_by_lines if head.by_lines else fill)(text, lines[at:], grid)
            if grid.rows:
                found.append(settled(text, grid))
    return tuple(found)


def settled(text: str, grid: Grid) -> Grid:
    """A sheet whose columns of aims are read by their cells: most of them words, they say what is to be done."""
    head = grid.head
    for n in head.of(Column.VALUE) if head.names and not head.levelled else ():
        cells = [row[n].of(text) for row in grid.rows if n in row]
        if YEARS_AIM.fullmatch(head.names[n].strip()) and 2 * sum(map(says_what, cells)) > len(cells):
            head = replace(head, columns=(*head.columns[:n], Column.WHAT, *head.columns[n + 1 :]))
    return grid if head is grid.head else replace(grid, head=head)


def assesses(text: str) -> bool:
    """Whether a text is a sheet that gives points or names who assesses."""
    return any(grid.head.assesses and len(grid.rows) >= FEWEST_ROWS for grid in grids_of(text))


def spans_of(text: str) -> list[Span]:
    """The stretches of text that the sheets take up which assess: nothing beside their tasks is a target."""
    return [Span(grid.head.span.start, grid.end) for grid in grids_of(text) if grid.head.assesses]


def cell_starts(text: str) -> list[int]:
    """Where the cells of sheets begin that stand side by side, in order: each is read by itself."""
    grids = (grid for grid in grids_of(text) if not grid.head.by_lines)
    return sorted({cell.start for grid in grids for row in grid.rows for cell in row.values()})


def beside_tasks(text: str) -> list[Span]:
    """What no target stands in: heads of sheets, how large a project will be, nothing but the term of a row."""
    cells = [
        (row[n], sort)
        for grid in grids_of(text)
        for row in grid.rows
        for sort in (Column.SIZE, Column.TERM)
        for n in grid.head.of(sort)
        if n in row
    ]
    heads = [grid.head.span for grid in grids_of(text)]
    return heads + [cell for cell, sort in cells if sort is Column.SIZE or TERM_ALONE.fullmatch(text, *cell)]


def stacked_head(text: str, lines: Sequence[Span], at: int) -> Head | None:
    """The head that has a line for each cell and begins with this line."""
    if lines[at].end - lines[at].start > LONGEST_LABEL:
        return None
    return head_of_lines(text, [trimmed(text, *line) for line in lines[at : at + WIDEST + 1]])


def fill(text: str, lines: Sequence[Span], grid: Grid) -> int:
    """Read the rows whose cells stand side by side; the number of lines they take up."""
    width = len(grid.head.columns)
    cells: list[Span] = []
    for number, line in enumerate(lines):
        words = line.of(text)
        row = cells_of(text, line, grid.head)
        alone = sum(cell.start < cell.end for cell in row) == 1 and (len(row) == 1 or lists_more(text, cells, row[-1]))
        if REMARK.match(words) or head_at(text, lines[number : number + 2]):
            add(text, grid, cells)
            return number
        if not row:
            continue
        if alone and not runs_on(text, cells, row[-1], width):
            add(text, grid, cells)
            cells = []
            if not GROUP.fullmatch(words):
                return number
            grid.rows.append(dict.fromkeys(grid.head.of(Column.GROUP)[:1] or (-1,), row[-1]))
        elif cells and (alone or fills(text, cells, row, width)):
            first = next(cell for cell in row if cell.start < cell.end)
            cells = [*cells[:-1], Span(cells[-1].start, first.end), *row[row.index(first) + 1 :]]
        else:
            add(text, grid, cells)
            cells = list(row)
        grid.end = line.end
    add(text, grid, cells)
    return len(lines)


def cells_of(text: str, line: Span, head: Head) -> list[Span]:
    """The cells of a line, empty ones kept; the bars at its edges part none where the head has them too."""
    words = line.of(text)
    sign = separator(words) or (BLANKS if head.spaced else None)
    if sign is None or (sign is GAPS and (indented(words) or separator(head.span.of(text)) is not GAPS)):
        return [trimmed(text, line.start, line.end)]
    if sign is BARS and RULER.fullmatch(words):
        return []
    cells = list(pieces(text, line, sign))
    return cells[1:-1] if sign is BARS and head.framed else cells


def runs_on(text: str, cells: Sequence[Span], line: Span, width: int) -> bool:
    """Whether a line without separators belongs to the last cell above: the row lacks cells, or lists more bodies."""
    if not cells or line.end - line.start > LONGEST_BREAK:
        return False
    return lists_more(text, cells, line) or (len(cells) < width and text[cells[-1].end - 1] not in "。；;")


def lists_more(text: str, cells: Sequence[Span], line: Span) -> bool:
    """Whether a line names bodies and stands below a cell of bodies."""
    return bool(cells) and lists_bodies(cells[-1].of(text)) and lists_bodies(line.of(text))


def fills(text: str, cells: Sequence[Span], row: Sequence[Span], width: int) -> bool:
    """Whether a line with cells goes on with the last cell above and brings the rest of its row."""
    first = row[0]
    if first.start == first.end or COUNTER.fullmatch(first.of(text)) or len(cells) >= width:
        return False
    return len(cells) + len(row) - 1 == width


def fill_by_lines(text: str, lines: Sequence[Span], grid: Grid) -> int:
    """Read the rows that have a line for each cell; the number of lines they take up."""
    columns = grid.head.columns
    counted = columns[0] is Column.COUNT
    cells: list[Span] = []
    last, expected = -1, 1
    for number, raw in enumerate(lines):
        line = trimmed(text, *raw)
        words = line.of(text)
        if REMARK.match(words) or stacked_head(text, lines, number):
            add(text, grid, cells)
            return number
        opens = counted and is_count(words, expected)
        column = next((n for n in range(last + 1, len(columns)) if fit(text, line, columns[n]) >= EXACT), None)
        if cells and not opens and goes_on(text, cells[-1], line, beyond=column is None):
            cells[-1] = Span(cells[-1].start, line.end)
        elif opens or (column is None and (not counted or one_more(text, cells, line, columns, last))) or not cells:
            add(text, grid, cells)
            cells, expected = [line], expected + opens
            last = next((n for n, sort in enumerate(columns) if fit(text, line, sort) >= EXACT), 0)
        elif column is None and is_full(columns, cells, last):
            add(text, grid, cells)
            ahead = [below.of(text).strip() for below in lines[number + 1 : number + WIDEST]]
            if not any(is_count(one, expected) for one in ahead):
                return number
            if is_count(ahead[0], expected):
                grid.rows.append(dict.fromkeys(grid.head.of(Column.GROUP)[:1] or (-1,), line))
            cells = []
        else:
            cells.append(line)
            last = last if column is None else column
        grid.end = line.end
    add(text, grid, cells)
    return len(lines)


def is_count(words: str, expected: int) -> bool:
    """Whether a cell is the counter that is to come."""
    return words.rstrip(".、．") == str(expected)


def is_full(columns: Sequence[Column], cells: Sequence[Span], last: int) -> bool:
    """Whether a row has its last column that counts, and a line more belongs to none."""
    named = [n for n, column in enumerate(columns) if column in (*BODIES, Column.TERM)]
    return bool(named) and last >= named[-1] and (len(cells) >= len(columns) or columns[-1] is not Column.REMARK)


def one_more(text: str, cells: Sequence[Span], line: Span, columns: Sequence[Column], last: int) -> bool:
    """Whether a line is one more task below the same counter, and the row above has its last cells."""
    what = columns.index(Column.WHAT) if Column.WHAT in columns else last
    return what < last and len(cells) > FEWEST_ROWS and ACTS.match(text, *line) is not None


def goes_on(text: str, above: Span, line: Span, *, beyond: bool) -> bool:
    """Whether a line belongs to the cell above: that breaks off, or both name bodies and no column for more is left."""
    parts = NUMBERED.match(text, *line) is not None and NUMBERED.match(text, *above) is not None
    if text[above.end - 1] in OPEN_END or (parts and text[above.end - 1] in CLOSED):
        return True
    return beyond and lists_more(text, [above], line)


def add(text: str, grid: Grid, cells: Sequence[Span]) -> None:
    """Note a row, each cell in its column."""
    columns = grid.head.columns
    filled = [cell for cell in cells if cell.start < cell.end]
    if not filled:
        return
    straight = {n: cell for n, cell in enumerate(cells[: len(columns)]) if cell.start < cell.end}
    kept = len(cells) == len(columns) or (len(cells) < len(columns) and cells[0].start == cells[0].end)
    least = 0.0 if kept else EXACT - LOOSE  # a row may lack its last cells
    if len(straight) == len(filled) and all(fit(text, cell, columns[n]) > least for n, cell in straight.items()):
        grid.rows.append(straight)
        return
    if grid.head.spaced:
        filled = joined(text, filled, len(columns))
    if len(filled) <= len(columns):
        grid.rows.append(aligned(text, filled, columns))


def joined(text: str, cells: Sequence[Span], width: int) -> list[Span]:
    """The words of a row that only blanks part, with neighbours put together that are one cell of words."""
    found = list(cells)
    while len(found) > width:
        plain = [fit(text, cell, Column.WHAT) >= EXACT for cell in found]
        at = next((n for n in range(len(found) - 1) if plain[n] and plain[n + 1]), None)
        if at is None:
            break
        found[at : at + 2] = [Span(found[at].start, found[at + 1].end)]
    return found
