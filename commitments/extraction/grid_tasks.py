"""Tasks of grids: what each row of a sheet asks for, who answers for it, and by when."""

from collections.abc import Iterator, Sequence

from commitments.document import Document, Span
from commitments.extraction import later as re
from commitments.extraction.cell_values import year_due
from commitments.extraction.fields import MEASURE
from commitments.extraction.grid_cells import LONGEST_GROUP, MOVED, NO_ONE, VALUE, Cells, lists_bodies
from commitments.extraction.grid_heads import AMISS, BODIES, STAGES, WORDS, Column, Head
from commitments.extraction.grids import Grid
from commitments.extraction.naming import LABEL
from commitments.extraction.rule import Context
from commitments.extraction.standards import CASE, EXTRA, SHORTEST, bare, parted
from commitments.extraction.zh.bodies import split_units
from commitments.extraction.zh.dates import find_dates
from commitments.extraction.zh.owners import assigned, first_leads, labelled
from commitments.target import Basis, Due, Owners

Task = tuple[Span, Owners, Span, str, Due]

ROW = "row of a table"
# “…，未完成扣2分”: from there on a cell says what is given and taken.
GRANTED = re.compile(r"[，,。；;]\s*[^，,。；;\n]{0,30}[扣加减奖记计得]\s*\d{1,3}(?:\.\d)?\s*分")
LED = re.compile(r"(?<![（(])牵头(?=[，,；;]|\Z)")
TOTAL = re.compile(r"\s*(?:合\s?计|总\s?计|小\s?计|总\s?分)")
PENALTY = re.compile(r"[^，,。；;\n]{2,40}[扣减加奖]\s*\d{1,3}(?:\.\d)?\s*分\s*[。；;]?\Z")
STEADY = re.compile(  # it is never done, or at once
    r"(?:(?:(?:长期|持续|常态化?|常年|全程)(?:坚持|推进|开展|落实|实施|整改|整治|保持)?|立[行说查]立改|即[知查]即改|边[查学]边改|立即(?:整改|落实|执行))"
    r"[，,、；]?并?)+(?<![，,、；并])"
)
YEAR = re.compile(r"(?<!\d)(20\d\d)年?度?")  # in the name of a column
YEARS = re.compile(r"(?:项目)?(?:建设|实施)(?:起止)?(?:年限|周期|期限|年度)|起止(?:年限|时间)")
MONTH = re.compile("月|\\d[.．/]\\d")
DAY = re.compile(r"(?:20\d\d\s?年)?(?:\d{1,2}\s?月)?(?:\d{1,2}\s?日)?(?<=[年月日])[底末]?(?:之|以)?前?(?:完成)?")
# What is to be done, and beside it what is amiss or what is to come of it.
MEASURES = re.compile(r"[一-鿿]{0,6}(?:措施|举措|办法)")
AIMS = re.compile(rf"{AMISS}|[一-鿿]{{0,6}}目标")
AIM = re.compile(
    r"(?:20\d\d年度?|年度|全年|当年|本年度?)(?:工作|主要|重点)?(?:目标(?:任务)?|计划|任务)(?:要求)?"
    r"|(?:工作|具体|预期|主要|阶段性?)?目标(?:任务)?(?:要求)?"
)
PROGRESS = re.compile(r"是否.{0,4}(?:完成|整改|销号|办结)|(?:进展|完成|整改|落实|办理|销号)情况$|进展$")
DONE = re.compile(r"是|√|(?:已(?:经|全部)?|全部|均已)(?:完成|办结|销号|整改)(?:整改|销号|到位|完成)?[。；]?")
SHORT_TASK = 8
NO_COLUMN = -2  # says what is to be done
NOBODY: tuple[tuple[Span, ...], Owners] = ((), Owners())


def tasks_of(document: Document, context: Context, grids: Sequence[Grid], *, assessed: bool) -> list[Task]:
    """The tasks of the sheets that assess, or of the others."""
    chosen = (grid for grid in grids if grid.head.assesses == assessed)
    return [task for grid in chosen for task in standards_of(document, context, grid)]


def standards_of(document: Document, context: Context, grid: Grid) -> Iterator[Task]:
    """The tasks of a sheet: of one that assesses, each numbered standard of a cell is one."""
    text, head = document.text, grid.head
    what = NO_COLUMN if head.levelled else task_column(grid)
    first = next(iter(head.of(*WORDS)), what)
    group, carried = "", NOBODY
    counted = head.of(Column.COUNT) if any(n in row for row in grid.rows for n in head.of(Column.COUNT)) else ()
    for row in grid.rows:
        named = [n for n in row if n < what and (n < 0 or head.columns[n] in WORDS)]
        group = " ".join(row[n].of(text) for n in named) or group
        merged = counted and len(row) > 1 and not any(n in row for n in counted)
        opens = bool(named) and named[0] <= first and not merged
        carried = owners_of(text, head, row) or (NOBODY if opens else carried)
        task = row.get(what)
        if (
            task is None
            or what < 0
            or (figure_columns(text, head, row) and head.columns[what] is not Column.OUTCOME)
            or is_done(text, head, row)
            or EXTRA.search(group)
            or TOTAL.match(text, task.start, task.end)
        ):
            continue
        if len(row) == 1 and task.end - task.start <= LONGEST_GROUP:  # the name of a group
            group = task.of(text)
            continue
        cells, owners = carried
        task = with_aim(grid, what, row)
        term = term_of(document, head, row, context)
        term = term if term.day or term.text else year_in_head(grid, what) or built_by(text, head, row) or term
        for span in stated(text, task, apart=head.assesses):
            yield span, owners, place_of(span, task, cells, beside(head, row)), ROW, term


def is_done(text: str, head: Head, row: Cells) -> bool:
    """Whether a row says of itself that it is done: 是否完成 是, 整改情况 已完成."""
    told = (n for n, name in enumerate(head.names) if n in row and PROGRESS.search(name))
    return any(DONE.fullmatch(row[n].of(text).strip()) for n in told)


def with_aim(grid: Grid, what: int, row: Cells) -> Span:
    """What a row asks for: beside the name of a task the cell with what it is to come to belongs to it."""
    head = grid.head
    for name, aim in ((what - 1, what), (what, what + 1)):
        paired = not head.assesses and name >= 0 and aim < len(head.names) and name in row and aim in row
        if paired and head.columns[name] is head.columns[aim] is Column.WHAT and AIM.fullmatch(head.names[aim]):
            return Span(row[name].start, row[aim].end)
    return row[what]


def goals_of(document: Document, context: Context, grids: Sequence[Grid]) -> Iterator[Task]:
    """What the measures of a row are to come to, if a column of its own says so: with the row's owners and term."""
    for grid in grids:
        what, text = task_column(grid), document.text
        aims = [n for n, name in enumerate(grid.head.names) if n != what and AIMS.fullmatch(name)]
        if what < 0 or what >= len(grid.head.names) or not MEASURES.fullmatch(grid.head.names[what]):
            continue
        for row in grid.rows:
            cells, owners = owners_of(text, grid.head, row) or NOBODY
            for n in aims:
                if n in row and grid.head.columns[n] is Column.WHAT and owners and not is_done(text, grid.head, row):
                    yield (
                        row[n],
                        owners,
                        place_of(row[n], row[n], cells, row),
                        ROW,
                        term_of(document, grid.head, row, context),
                    )


def figure_columns(text: str, head: Head, row: Cells) -> list[int]:
    """The columns in which a row sets a figure for what it names; points are none."""
    cells = ((n, row[n].of(text).strip()) for n in head.of(Column.VALUE, Column.PERIOD) if n in row)
    return [n for n, words in cells if (VALUE.fullmatch(words) or MOVED.fullmatch(words)) and not DAY.fullmatch(words)]


def sets_no_task(text: str, grid: Grid, row: Cells) -> bool:
    """Whether a row sets a figure or the stages of a project, or is done: there is no task beside them."""
    return bool(figure_columns(text, grid.head, row) or grid.head.of(*STAGES)) or is_done(text, grid.head, row)


def task_column(grid: Grid) -> int:
    """The column that says what is to be done: the one with most words; how points are given only if no other does."""
    if grid.head.of(Column.PROJECT):
        return next(iter(grid.head.of(Column.OUTCOME)), NO_COLUMN)
    served = [
        n for n, name in enumerate(grid.head.names) if MEASURES.fullmatch(name) and grid.head.columns[n] is Column.WHAT
    ]
    if served and any(AIMS.fullmatch(name) for name in grid.head.names):
        return served[0]
    words = words_in(grid, *((Column.WHAT,) if grid.head.levelled else (Column.WHAT, Column.GROUP)))
    scoring = words_in(grid, Column.SCORING)
    longest = max(words, key=words.__getitem__, default=None)
    short = longest is None or words[longest] <= SHORT_TASK * len(grid.rows)
    if short and scoring and max(scoring.values()) > SHORT_TASK * len(grid.rows):
        return max(scoring, key=scoring.__getitem__)
    return 0 if longest is None else longest


def words_in(grid: Grid, *sorts: Column) -> dict[int, int]:
    """How much is written in each column of some sorts."""
    return {n: sum(row[n].end - row[n].start for row in grid.rows if n in row) for n in grid.head.of(*sorts)}


def stated(text: str, task: Span, *, apart: bool) -> Iterator[Span]:
    """What a cell asks for, without its number and without what it is worth."""
    for piece in parted(text, task) if apart else (task,):
        granted = GRANTED.search(text, piece.start, piece.end)
        span = bare(text, Span(piece.start, granted.start() if granted else piece.end))
        if not apart and MEASURE.search(text, span.start, span.end):  # the first of several parts keeps its number
            span = Span(piece.start, span.end)
        if apart and CASE.match(text, span.start, span.end):
            continue
        if PENALTY.match(text, span.start, span.end):
            continue
        if span.end - span.start >= SHORTEST:
            yield span


def owners_of(text: str, head: Head, row: Cells) -> tuple[tuple[Span, ...], Owners] | None:
    """The cells of a row that name who answers for it, and whom; None where none does."""
    named: dict[Column, tuple[str, ...]] = {}
    cells: list[Span] = []
    for n, cell in row.items():
        words = cell.of(text)
        if n < 0 or head.columns[n] not in BODIES or NO_ONE.fullmatch(words):
            continue
        apart = named_apart(words)
        for sort, names in (
            ((Column.LEAD, apart.lead), (Column.HELPER, apart.support))
            if apart
            else ((head.columns[n], names_in(words)),)
        ):
            named[sort] = named.get(sort, ()) + names
        cells.append(cell)
    lead, owner, helper = (named.get(sort, ()) for sort in (Column.LEAD, Column.OWNER, Column.HELPER))
    if not (lead or owner or helper):
        lead = named.get(Column.CHIEF, ())
        owner = named.get(Column.ASSESSOR) or (() if lead else named.get(Column.SOURCE, ()))
    if lead:
        found = Owners(lead, tuple(name for name in (*owner, *helper) if name not in lead))
    elif owner and helper:
        found = Owners(owner, tuple(name for name in helper if name not in owner))
    else:
        found = first_leads(owner or helper)
    return (tuple(cells), found) if found else None


def named_apart(words: str) -> Owners:
    """The owners of a cell that itself tells who leads (牵头单位：A；责任单位：B, or A牵头，B配合); else none."""
    line = "".join(words.split("\n"))
    if LABEL.match(line):
        return labelled(line)
    return assigned(line) if LED.search(line) else Owners()


def names_in(words: str) -> tuple[str, ...]:
    """The bodies of a cell; where it is broken between two, each line lists its own."""
    lines = [line for line in words.split("\n") if line.strip()]
    return split_units("、".join(lines) if all(map(lists_bodies, lines)) else words, each=True)


def year_in_head(grid: Grid, column: int) -> Due | None:
    """The year that the head of a column names, handed down to its cells."""
    found = YEAR.search(grid.head.names[column]) if grid.head.names else None
    return year_due(int(found[1]), found.group()) if found else None


def term_of(document: Document, head: Head, row: Cells, context: Context) -> Due:
    """The term that the row's own column sets."""
    terms = (term_in(document.text, row[n], context) for n in head.of(Column.TERM) if n in row)
    return next((due for due in terms if due.day or due.text), Due())


def built_by(text: str, head: Head, row: Cells) -> Due | None:
    """The last of the years that a row's own column gives to building (建设年限)."""
    spans = (n for n, name in enumerate(head.names) if n in row and YEARS.fullmatch(name))
    return next((due for n in spans if (due := last_year(row[n].of(text)))), None)


def last_year(words: str) -> Due | None:
    """The end of the last of the years in which something is built (2022—2025)."""
    found = list(YEAR.finditer(words))
    if not found or MONTH.search(words):
        return None
    return year_due(max(int(year[1]) for year in found), words, Basis.EXPLICIT)


def term_in(text: str, span: Span, context: Context) -> Due:
    """The term that a stretch sets; of what is never done the words alone."""
    dues = [match.due for match in find_dates(text, span.start, span.end, context)]
    steady = STEADY.search(text, span.start, span.end)
    words = Due(text=steady.group()) if steady else Due()
    return next((due for due in dues if due.day), None) or (words if steady else next(iter(dues), words))


def last_term_in(text: str, span: Span, context: Context) -> Due:
    """The last of the terms that a bracket of owners sets: “…，6月底前出台，12月底前完成”."""
    days = [match.due for match in find_dates(text, span.start, span.end, context) if match.due.day]
    last = max(days, key=lambda due: str(due.day), default=None)
    return last if last and len(days) > 1 else term_in(text, span, context)


def beside(head: Head, row: Cells) -> Cells:
    """The cells of a row up to those behind its bodies that say more of what is to be done."""
    last = max((n for n in head.of(*BODIES) if n in row), default=0)
    more = next((n for n in head.of(Column.PERIOD, Column.NEXT, Column.VALUE) if n > last), len(head.columns))
    return {n: cell for n, cell in row.items() if n < more}


def place_of(span: Span, task: Span, cells: Sequence[Span], row: Cells) -> Span:
    """The stretch of a row that names its owners: all behind the task, else the cell before it."""
    if not cells:
        return Span(span.end, span.end)
    last = max(cell.end for cell in row.values())
    if cells[0].start >= task.end:
        return Span(min(cell.start for cell in cells), last)
    return cells[0]
