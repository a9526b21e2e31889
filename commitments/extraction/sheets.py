"""Sheets: tables that lost their lines, whose rows or groups still tell task, owners and term apart."""

from collections.abc import Iterator
from dataclasses import dataclass

from commitments.document import Document, Span
from commitments.extraction import later as re
from commitments.extraction import standards
from commitments.extraction.cell_values import IN_NAME, figure_in
from commitments.extraction.naming import BODY, is_bodies
from commitments.extraction.rule import Context
from commitments.extraction.stacks import YEAR
from commitments.extraction.tables import FEWEST, crowded, merged_rows, row_of, trimmed
from commitments.extraction.tables import Row as TableRow
from commitments.extraction.zh.bodies import split_units
from commitments.extraction.zh.dates import find_dates
from commitments.extraction.zh.owners import first_leads
from commitments.target import Due, Owners

Row = tuple[Span, Owners, Span, str, Due]

LINE = re.compile(r"[^\n]+")
WHO = re.compile(r"(?:牵头|责任|承办|主办|配合|协办|实施|主管)(?:单位|部门|科室|处室|主体)")
WHAT = re.compile(r"任务|内容|事项|项目|标准|指标|措施|工作|目标|要求")
COUNTER = re.compile(r"\s*(?:\d{1,3}\s*[.、．]|[（(]\d{1,3}[)）])?\s*")
COUNT = re.compile(r"\s*(\d{1,3})\s*[.、．]?\s*$")
SEPARATOR = re.compile(r"\s*[|｜\t]\s*|\s{2,}|\u3000+")
BAR = " \t|｜\u3000"  # what may stand at the edges of a cell that has a line of its own
LEADER = re.compile(r"牵头|主办|主责|第一责任")
TERM_ALONE = re.compile(r"\s*(?:\d{4}年)?(?:\d{1,2}月)?[底末]?前?(?:完成)?\s*|全年|长期坚持|持续推进")
TERM = re.compile(r"时限|期限|时间|节点|完成日期")
REMARK = re.compile(r"序号|编号|备注|说明|领导|责任人|联系人|负责人|分值|类别$|来源|文号|问题|隐患|短板|不足")
WHOSE = ("单位", "部门", "乡镇", "街道", "县区", "区县", "政府")
ROW = "row of a table"
NO_ONE = re.compile(r"\s*(?:无|没有|[-—–－/／\\]+)\s*")  # what a cell says that names nobody
LONGEST_CELL = 14  # characters of a column's name
HEADER_LINES = 10
LONGEST_TERM = 20
SHORTEST_TASK = 5


def rows_of(document: Document, context: Context) -> list[Row]:
    """The rows of a table whose head names a task column and an owner column."""
    if WHO.search(document.text) is None:
        return []
    lines = [Span(*found.span()) for found in LINE.finditer(document.text) if found.group().strip()]
    text = document.text
    head = find_head(text, lines)
    for words in crowded(text) if head is None else ():
        lines, head = words, find_head(text, words)
        if head:
            break
    if head is None:
        return []
    after, leads_first = head
    columns = columns_of(text, lines[after - 1])
    if columns:
        rows = [list(row.cells) for row in rows_of_region(text, lines[after:], columns.width)]
        rows = [row for row in rows if not any(n < len(row) and figure_in(row[n].of(text)) for n in columns.figures)]
        read = [
            by_columns(text, columns, cells, context) or read_row(text, filled(cells), context, leads_first=leads_first)
            for cells in rows
        ]
        return [row for row in read if row]
    cells = [split_cells(text, row) for row in rows_below(text, lines[after:])]
    return [row for cell in cells if (row := read_row(text, cell, context, leads_first=leads_first))]


def filled(cells: list[Span]) -> list[Span]:
    """The cells that hold something."""
    return [cell for cell in cells if cell.start < cell.end]


@dataclass(frozen=True, slots=True)
class Columns:
    """What the head of a table says of its columns: places of the tasks, the leads, the other owners and the terms."""

    width: int
    tasks: tuple[int, ...]
    leads: tuple[int, ...]
    others: tuple[int, ...]
    terms: tuple[int, ...]
    leading: bool  # a column names those who lead: all in it do
    figures: tuple[int, ...] = ()  # of a year or in a unit: with a figure there a row is an indicator, and no task


def columns_of(text: str, line: Span) -> Columns | None:
    """The columns of a head with a cell per column; None for a head that lost its separators."""
    words = [cell.of(text) for cell in row_of(text, line).cells]
    if len(words) < FEWEST:
        return None
    leads = tuple(n for n, word in enumerate(words) if LEADER.search(word) and WHO.search(word))
    others = tuple(n for n, word in enumerate(words) if WHO.search(word) and n not in leads)
    terms = tuple(n for n, word in enumerate(words) if TERM.search(word))
    beside = {*leads, *others, *terms}
    tasks = tuple(n for n, word in enumerate(words) if n not in beside and not REMARK.search(word))
    figures = tuple(n for n, word in enumerate(words) if YEAR.search(word) or IN_NAME.search(word))
    return Columns(len(words), tasks, leads or others[:1], others if leads else others[1:], terms, bool(leads), figures)


def rows_of_region(text: str, lines: list[Span], width: int) -> Iterator[TableRow]:
    """The rows below a head, to the end of its table; a broken cell runs on over several lines."""
    start = lines[0].start if lines else len(text)
    end = next((region.end for region in standards.regions(text) if region.start < start < region.end), start)
    return merged_rows(text, Span(start, end), width)


def by_columns(text: str, columns: Columns, cells: list[Span], context: Context) -> Row | None:
    """A row that has all its columns, or lacks only some of the first ones: owners and term stand below their heads."""
    missing = columns.width - len(cells)
    if missing < 0 or missing >= min((*columns.leads, columns.width)):
        return None
    at = {n: cells[n - missing] for n in range(missing, columns.width)}
    named = {n: at[n].of(text) for n in (*columns.leads, *columns.others) if n in at}
    names = {n: () if NO_ONE.fullmatch(words) else split_units(words, each=True) for n, words in named.items()}
    lead = tuple(name for n in columns.leads for name in names.get(n, ()))
    others = tuple(name for n in columns.others for name in names.get(n, ()))
    task = max((at[n] for n in columns.tasks if n in at), key=lambda cell: cell.end - cell.start, default=None)
    if task is None or not (lead or others) or task.end - task.start < SHORTEST_TASK:
        return None
    if not all(BODY.fullmatch(name) or name.startswith("各") or name.endswith(WHOSE) for name in (*lead, *others)):
        return None
    apart = bool(lead and (others or columns.leading))
    owners = Owners(lead, others) if apart else first_leads((*lead, *others))
    dated = (m.due for n in columns.terms if n in at for m in find_dates(text, at[n].start, at[n].end, context))
    counter = COUNTER.match(text, task.start, task.end)
    span = trimmed(text, counter.end() if counter else task.start, task.end)
    first = min(at[n].start for n in names)
    place = Span(max(first, task.end), max(cells[-1].end, task.end)) if first >= task.end else at[min(names)]
    return span, owners, place, ROW, next((due for due in dated if due.day), Due())


def find_head(text: str, lines: list[Span]) -> tuple[int, bool] | None:
    """Where the rows start, and whether a column for the lead stands before one for the others."""
    named = [number for number, line in enumerate(lines) if WHO.search(text, line.start, line.end)]
    near = dict.fromkeys(number for last in named for number in range(max(0, last - HEADER_LINES), last + 1))
    for number in near:
        line = lines[number]
        columns = [cell.of(text) for cell in split_cells(text, [line])]
        if len(columns) == 1:
            if len(columns[0].strip(BAR)) > LONGEST_CELL:
                continue
            stack = lines[number : number + HEADER_LINES]
            columns = [span.of(text).strip(BAR) for span in stack]
            counted = next((n for n, words in enumerate(columns) if COUNT.match(words)), 0)
            plain = next((n for n, words in enumerate(columns) if not is_head_cell(words)), 0)
            columns = columns[: counted or plain]
            after = number + len(columns)
        else:
            after = number + 1
        short = bool(columns) and all(len(words) <= LONGEST_CELL for words in columns)
        if short and any(map(WHO.search, columns)) and any(map(WHAT.search, columns)):
            return after, any("牵头" in words or "主办" in words for words in columns)
    return None


def is_head_cell(words: str) -> bool:
    """Whether a line may be the name of a column."""
    return len(words) <= LONGEST_CELL and any(form.search(words) for form in (WHO, WHAT, TERM, REMARK))


def rows_below(text: str, lines: list[Span]) -> Iterator[list[Span]]:
    """The lines of each row: one line with separators, or the lines from one counter to the next."""
    row: list[Span] = []
    expected = 0
    if not any(COUNT.match(line.of(text).strip(BAR)) for line in lines[:HEADER_LINES]):
        yield from rows_by_owners(text, lines)
        return
    for line in lines:
        words = line.of(text).strip(BAR)
        counter = COUNT.match(words)
        if counter and int(counter.group(1)) in (expected, expected or int(counter.group(1))):
            if row:
                yield row
            row, expected = [], int(counter.group(1)) + 1
        elif expected:
            row.append(trimmed(text, line.start, line.end, BAR))
        elif len(split_cells(text, [line])) > 2:  # noqa: PLR2004  a counter or task, a body, and one thing more
            yield [line]
    if row:
        yield row


def rows_by_owners(text: str, lines: list[Span]) -> Iterator[list[Span]]:
    """The rows of a table that lost its lines and counts nothing: each ends in the cells of its owners and its term."""
    row: list[Span] = []
    owned = False
    for line in lines:
        words = line.of(text)
        if len(split_cells(text, [line])) > 2:  # noqa: PLR2004  a row in a line of its own
            yield [line]
            continue
        beside = bool(is_bodies(words)) or (owned and TERM_ALONE.fullmatch(words) is not None)
        if owned and not beside:
            yield row
            row, owned = [], False
        row.append(trimmed(text, line.start, line.end, BAR))
        owned = owned or beside
    if owned:
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
    return Span(start, end), owners, named, ROW, due
