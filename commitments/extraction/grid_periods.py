"""Periods of grids: how far each row is to come by the end of a quarter, a half-year or some months."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from commitments.document import Document, Span
from commitments.extraction.captions import TOLD, title_above
from commitments.extraction.grid_cells import Cells, says_what
from commitments.extraction.grid_heads import Column
from commitments.extraction.grid_tasks import NOBODY, ROW, YEAR, Task, owners_of, term_of
from commitments.extraction.grids import Grid
from commitments.extraction.rule import Context
from commitments.extraction.zh.dates import find_dates
from commitments.target import Basis, Due, Owners


def of_year(context: Context, words: Sequence[str]) -> Context:
    """The context with the year that the first of some words names: months and quarters are those of that year."""
    year = next((int(match[1]) for each in words if (match := YEAR.search(each))), None)
    return context.in_year(year) if year else context


def period_due(document: Document, context: Context, grid: Grid, column: int) -> Due | None:
    """The end of the period that a column is named after, if it lies ahead, handed down to its cells; else None."""
    above = title_above(document.text, grid.head.span.start)
    if grid.head.columns[column] is not Column.PERIOD or not grid.head.names or TOLD.search(above):
        return None
    name, today = grid.head.names[column], document.imprint.reference.day
    found = find_dates(name, 0, len(name), of_year(context, (name, above)))
    day = next((match.due for match in found if match.due.day and not (today and match.due.day < today)), None)
    return replace(day, text=name, basis=Basis.INHERITED, recurrence=None) if day else None


def steps_of(document: Document, context: Context, grids: Sequence[Grid]) -> Iterator[Task]:
    """What cells say of periods and of next steps: with the owners of their row, by its end or the row's term."""
    for grid in grids:
        columns = grid.head.of(Column.PERIOD)
        dues = {n: due for n in columns if (due := period_due(document, context, grid, n))}
        following = grid.head.of(Column.NEXT)
        carried = NOBODY
        for row in grid.rows if dues or following else ():
            carried = owners_of(document.text, grid.head, row) or carried
            term = term_of(document, grid.head, row, context) if following else Due()
            yield from steps_in(document.text, row, dues | dict.fromkeys(following, term), carried)


def steps_in(text: str, row: Cells, dues: dict[int, Due], carried: tuple[tuple[Span, ...], Owners]) -> Iterator[Task]:
    """The steps of one row."""
    cells, owners = carried
    for n, due in dues.items():
        if n in row and says_what(row[n].of(text)):
            yield row[n], owners, next(iter(cells), Span(row[n].end, row[n].end)), ROW, due
