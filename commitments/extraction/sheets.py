"""Sheets: tables that lost their lines, whose rows or groups still tell task, owners and term apart."""

import re
from collections.abc import Iterator

from commitments.document import Document, Section, Span
from commitments.extraction.naming import is_bodies
from commitments.extraction.rule import Context
from commitments.extraction.tables import Row as TableRow
from commitments.extraction.tables import tables_of
from commitments.extraction.zh.dates import find_dates
from commitments.target import Due, Owners

Row = tuple[Span, Owners, Span, str, Due]

LINE = re.compile(r"[^\n]+")
WHO = re.compile(r"(?:牵头|责任|承办|主办|配合|协办|实施|主管)(?:单位|部门|科室|处室|主体)")
WHAT = re.compile(r"任务|内容|事项|项目|标准|指标|措施|工作|目标|要求")
COUNTER = re.compile(r"\s*(?:\d{1,3}\s*[.、．]|[（(]\d{1,3}[)）])?\s*")
COUNT = re.compile(r"\s*(\d{1,3})\s*[.、．]?\s*$")
SEPARATOR = re.compile(r"\s*[|｜\t]\s*|\s{2,}|\u3000+")
POINTS = re.compile(r"[（(]\s*\d{1,3}\s*分?\s*[)）]|^[\s\d.、．一二三四五六七八九十（）()]+|[:：\s]+$")
STANDARD = re.compile(r"\s*(?:\d{1,2}\s*[.．、](?!\d)|[（(]\d{1,2}[)）]|[①-⑳])\s*(?=[^\s\d])")
SCORED = re.compile(r"[（(]\s*\d{1,3}(?:\.\d)?\s*分\s*[)）]|[得扣加记计减]\s*\d|。")
POINTS_HEAD = re.compile(r"分值|得分|评分|分数|计分|考核标准|考评")
GIVEN = re.compile(r"[得扣加记计减奖][\d一二三四五]{1,3}(?:\.\d)?\s*分")
EXTRA = re.compile(r"加分|扣分|减分|否决|奖惩")
CASE = re.compile(
    r"(?:获|发生|出现|被|未|因|受到|荣获|对|凡)[^，。；]{2,40}的|[^，。；]{2,30}的[,，]?(?:得|加|扣|计|不得)"
)
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


def standards_of(document: Document) -> tuple[list[Row], list[Span]]:
    """The standards of an assessment sheet with a cell per column, and the stretches its tables take up.

    Each numbered standard is one task, and the last cell that names a body owns it; row numbers, scores and the
    names of groups are none.
    """
    text = document.text
    rows: list[Row] = []
    spans: list[Span] = []
    for block in tables_of(text):
        owner: tuple[tuple[str, ...], Span] | None = None
        owned = [row for row in block if any(is_bodies(cell.of(text)) for cell in row.cells)]
        numbered = [row for row in block if any(STANDARD.match(text, cell.start, cell.end) for cell in row.cells)]
        if not numbered and not is_scored(text, block):
            continue
        spans.append(Span(block[0].span.start, block[-1].span.end))
        for row in block:
            if any(EXTRA.search(cell.of(text)) for cell in row.cells[:2]):
                continue
            bodies = [(names, cell) for cell in row.cells if (names := is_bodies(cell.of(text)))]
            owner = bodies[-1] if bodies else owner
            if owned and owner is None:
                continue
            standard = standard_of(text, row, headed=row is block[0])
            if standard:
                names, named = owner or ((), Span(row.span.start, row.span.start))
                rows.append((standard, Owners(names[:1], names[1:]), named, "standard of a sheet", Due()))
    return rows, spans


def is_scored(text: str, block: tuple[TableRow, ...]) -> bool:
    """Whether the head of a table names points or standards, and a row below it gives points."""
    head, *rows = block
    named = any(POINTS_HEAD.search(cell.of(text)) for cell in head.cells)
    return named and any(GIVEN.search(text, row.span.start, row.span.end) for row in rows)


def standard_of(text: str, row: TableRow, *, headed: bool) -> Span | None:
    """The standard a row states: its numbered cell, else its longest one if that carries points or ends a sentence."""
    cells = [cell for cell in row.cells if cell.end - cell.start > SHORTEST_TASK]
    numbered = next((cell for cell in cells if STANDARD.match(text, cell.start, cell.end)), None)
    cell = numbered or max(cells, key=lambda cell: cell.end - cell.start, default=None)
    if cell is None or (numbered is None and (headed or not SCORED.search(text, cell.start, cell.end))):
        return None
    start, end = cell.start, cell.end
    if counter := STANDARD.match(text, start, end):
        start = counter.end()
    while end > start and text[end - 1] in "；;，, \t\n":
        end -= 1
    return Span(start, end) if end - start >= SHORTEST_TASK else None


def groups_of(document: Document) -> list[Row]:
    """The numbered standards below a line that names nothing but a body, or that give points below any heading."""
    rows: list[Row] = []
    owners: tuple[tuple[str, ...], Span] | None = None
    starts = {section.span.start: section for section in document.sections[1:]}
    for paragraph in document.paragraphs:
        words = POINTS.sub("", POINTS.sub("", paragraph.span.of(document.text)))
        names = is_bodies(words)
        section = starts.get(paragraph.span.start)
        if names:
            owners = (names, paragraph.span)
        elif owners and section and section.rank > 2:  # noqa: PLR2004  below 一、 and (一)
            span = Span(section.heading.start, paragraph.span.end)
            rows.append((span, Owners(owners[0][:1], owners[0][1:]), owners[1], "group of a sheet", Due()))
        elif section and section.rank > 2 and gives_points(document, section, paragraph.span):  # noqa: PLR2004  the same
            start = Span(section.heading.start, section.heading.start)
            rows.append((Span(start.start, paragraph.span.end), Owners(), start, "standard of a sheet", Due()))
    return rows


def gives_points(document: Document, section: Section, span: Span) -> bool:
    """Whether a numbered part is a standard with points of its own, and no list of extra points."""
    text = document.text
    above = document.sections[section.parent or 0].heading.of(text)
    return (
        GIVEN.search(text, span.start, span.end) is not None
        and EXTRA.search(above) is None
        and CASE.match(text, section.heading.start, span.end) is None
    )
