"""Sheets: tables that lost their lines, whose rows or groups still tell task, owners and term apart."""

import re
from collections.abc import Iterator

from commitments.document import Document, Span
from commitments.extraction.naming import is_bodies
from commitments.extraction.rule import Context
from commitments.extraction.zh.dates import find_dates
from commitments.target import Due, Owners

Row = tuple[Span, Owners, Span, str, Due]

LINE = re.compile(r"[^\n]+")
WHO = re.compile(r"(?:牵头|责任|承办|主办|配合|协办|实施|主管)(?:单位|部门|科室|处室|主体)")
WHAT = re.compile(r"任务|内容|事项|项目|标准|指标|措施|工作|目标|要求")
COUNTER = re.compile(r"\s*(?:\d{1,3}\s*[.、．]|[（(]\d{1,3}[)）])?\s*")
COUNT = re.compile(r"\s*(\d{1,3})\s*[.、．]?\s*$")
SEPARATOR = re.compile(r"\s*[|｜\t]\s*|\s{2,}|\u3000+")
LONGEST_CELL = 14  # characters of a column's name
HEADER_LINES = 10
LONGEST_TERM = 20
SHORTEST_TASK = 5


def rows_of(document: Document, context: Context) -> list[Row]:
    """The rows of a table whose head names a task column and an owner column."""
    lines = [Span(*found.span()) for found in LINE.finditer(document.text) if found.group().strip()]
    head = find_head(document.text, lines)
    if head is None:
        return []
    after, leads_first = head
    cells = [split_cells(document.text, row) for row in rows_below(document.text, lines[after:])]
    return [row for cell in cells if (row := read_row(document.text, cell, context, leads_first=leads_first))]


def find_head(text: str, lines: list[Span]) -> tuple[int, bool] | None:
    """Where the rows start, and whether a column for the lead stands before one for the others."""
    for number, line in enumerate(lines):
        columns = [cell.of(text) for cell in split_cells(text, [line])]
        if len(columns) == 1:
            stack = lines[number : number + HEADER_LINES]
            columns = [span.of(text).strip() for span in stack]
            columns = columns[: next((n for n, words in enumerate(columns) if COUNT.match(words)), 0)]
            after = number + len(columns)
        else:
            after = number + 1
        short = bool(columns) and all(len(words) <= LONGEST_CELL for words in columns)
        if short and any(map(WHO.search, columns)) and any(map(WHAT.search, columns)):
            return after, any("牵头" in words or "主办" in words for words in columns)
    return None


def rows_below(text: str, lines: list[Span]) -> Iterator[list[Span]]:
    """The lines of each row: one line with separators, or the lines from one counter to the next."""
    row: list[Span] = []
    expected = 1
    for line in lines:
        words = line.of(text)
        counter = COUNT.match(words)
        if counter and int(counter.group(1)) == expected:
            if row:
                yield row
            row, expected = [], expected + 1
        elif expected > 1:
            row.append(line)
        elif len(split_cells(text, [line])) > 2:  # noqa: PLR2004  a counter or task, a body, and one thing more
            yield [line]
    if row:
        yield row


def split_cells(text: str, row: list[Span]) -> list[Span]:
    """The cells of a row, without what separates them."""
    if len(row) > 1:
        return row
    cells, start = [], row[0].start
    for found in [*SEPARATOR.finditer(text, row[0].start, row[0].end), None]:
        end = found.start() if found else row[0].end
        if text[start:end].strip():
            cells.append(Span(start, end))
        start = found.end() if found else end
    return cells


def read_row(text: str, cells: list[Span], context: Context, *, leads_first: bool) -> Row | None:
    """One row: the longest plain cell is the task, cells of bodies own it, a cell with a date is its term."""
    bodies = [(cell, names) for cell in cells if (names := is_bodies(cell.of(text)))]
    owned = {cell for cell, _names in bodies}
    dues = {}
    for cell in cells:
        if cell.end - cell.start <= LONGEST_TERM and cell not in owned:
            dues[cell] = next((m.due for m in find_dates(text, cell.start, cell.end, context) if m.due.day), None)
    plain = [cell for cell in cells if cell not in owned and not dues.get(cell)]
    task = max(plain, key=lambda cell: cell.end - cell.start, default=None)
    if task is None or not bodies or task.end - task.start < SHORTEST_TASK:
        return None
    first, rest = bodies[0][1], tuple(name for _cell, names in bodies[1:] for name in names)
    owners = Owners(first, rest) if leads_first and rest else Owners(first[:1], (*first[1:], *rest))
    start, end = task.start, task.end
    if counter := COUNTER.match(text, start, end):
        start = counter.end()
    while text[end - 1].isspace():
        end -= 1
    due = next((due for due in dues.values() if due), None) or Due()
    behind = Span(task.end, max(cells[-1].end, task.end))
    named = behind if bodies[0][0].start >= task.end else bodies[0][0]
    return Span(start, end), owners, named, "row of a table", due
