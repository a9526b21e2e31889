"""Tables of projects: what each row lets be invested in the year, and when it lets the work begin and end."""

from collections.abc import Iterator

from commitments.document import Document, Span
from commitments.extraction import captions, grid_cells, grid_levels, grid_tasks, grids
from commitments.extraction import later as re
from commitments.extraction.grid_heads import STAGES, Column
from commitments.extraction.passage import Draft
from commitments.extraction.rule import Context
from commitments.target import Kind, RuleHit, Strength

UNIT = re.compile(r"[（(]\s*(?P<unit>[^（()）\d]{1,8})\s*[)）]\s*$")


def name_column(grid: grids.Grid) -> int:
    """The column that names what a row is about."""
    projects = grid.head.of(Column.PROJECT)
    return projects[0] if projects else grid_tasks.task_column(grid)


def unit_of(text: str, grid: grids.Grid, column: int) -> str:
    """The unit that the head of a column sets (计划投资（亿元）), or a line above the sheet (单位：亿元)."""
    name = grid.head.names[column] if grid.head.names else ""
    found = UNIT.search(name)
    return found["unit"] if found else captions.unit_above(text, grid.head.span.start, name)


def measure_of(grid: grids.Grid, column: int, project: str) -> str:
    """What a figure of a project measures: the name of the project, and that of the column without year and unit."""
    name = UNIT.sub("", grid_tasks.YEAR.sub("", grid.head.names[column])) if grid.head.names else ""
    return f"{project}{name}"


def stages_of(document: Document, context: Context, grid: grids.Grid, row: grid_cells.Cells) -> Iterator[Draft]:
    """The months in which a row lets its project begin and end, if they lie ahead."""
    text, name = document.text, row.get(name_column(grid))
    staged = [(row[n], grid_tasks.term_in(text, row[n], context)) for n in grid.head.of(*STAGES) if n in row]
    staged += grid_levels.stages_of(document, context, grid, row)
    today = document.imprint.reference.day or context.period_start
    for cell, due in staged:
        if name is None or due.day is None or (today and due.day < today):
            continue
        cells, owners = grid_tasks.owners_of(text, grid.head, row) or grid_tasks.NOBODY
        yield Draft(
            kind=Kind.MILESTONE,
            quote=Span(min(name.start, cell.start), max(name.end, cell.end)),
            sentence=-1 - cell.start,
            strength=Strength.PLANNED,
            due=due,
            owners=owners,
            own_date=True,
            hits=(
                RuleHit("due", "stage of a project", cell),
                *(RuleHit("owner", grid_tasks.ROW, each) for each in cells[:1]),
            ),
        )
