"""Indicators: tables whose rows name a measure, its unit and what it is to be in a year (指标表)."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from commitments.document import Document, Span
from commitments.extraction import grid_cells, grid_levels, grid_periods, grid_projects, grid_tasks, grids
from commitments.extraction import later as re
from commitments.extraction.cell_values import (
    COUNTED,
    IN_NAME,
    added,
    growth_of,
    number_of,
    quantity_of,
    rate_of,
    year_due,
)
from commitments.extraction.grid_heads import Column
from commitments.extraction.indicator_heads import Columns, columns_of
from commitments.extraction.passage import Draft
from commitments.extraction.rule import Context
from commitments.extraction.shares import share_drafts
from commitments.extraction.spaced import spaced
from commitments.extraction.stacks import stacked
from commitments.extraction.tables import Row, below_remarks, tables_of
from commitments.target import Comparator, Due, Kind, Quantity, RuleHit, Strength

NO_CONTEXT = Context()
TITLE = re.compile(r"专栏|^\s*附?表|指标|目标")


def indicator_drafts(document: Document, context: Context = NO_CONTEXT) -> tuple[list[Draft], list[Span]]:
    """One target for each row and year to come, and the stretches of text that the tables take up."""
    drafts: list[Draft] = []
    spans: list[Span] = []
    levelled = [Span(grid.head.span.end, grid.end) for grid in grids.grids_of(document.text) if grid.head.levelled]
    for block in (*tables_of(document.text), *stacked(document.text), *spaced(document.text)):
        shares = [] if covered(levelled, block[0].span.start) else share_drafts(document, block)
        if shares:
            drafts += shares
            spans.append(Span(block[0].span.start, below_remarks(document.text, block[-1].span.end)))
            continue
        for number, row in enumerate(block):
            columns = None if covered(levelled, row.span.start) else columns_of(document, row)
            if columns:
                rows = block[number + 1 :]
                drafts += [draft for row in rows for draft in row_drafts(document, context, columns, row)]
                end = below_remarks(document.text, block[-1].span.end)
                spans.append(Span(title_start(document.text, row.span.start), end))
                break
    for grid in grids.grids_of(document.text):
        if not covered(sorted(spans), grid.head.span.start):
            found = [draft for row in grid.rows for draft in figure_drafts(document, context, grid, row)]
            found += [draft for row in grid.rows for draft in grid_projects.stages_of(document, context, grid, row)]
            drafts += found
            spans += [Span(grid.head.span.start, grid.end)] * bool(found)
    return drafts, spans


def figure_drafts(document: Document, context: Context, grid: grids.Grid, row: grid_cells.Cells) -> Iterator[Draft]:
    """The figure that a row of a sheet sets (目标值), for the bodies and by the term of the row."""
    text, name = document.text, row.get(grid_projects.name_column(grid))
    project, levelled = bool(grid.head.of(Column.PROJECT)), grid.head.levelled
    if name is None or grid_tasks.TOTAL.match(text, *name) or (levelled and grid_levels.is_reached(text, grid, row)):
        return
    name, sign = grid_levels.name_of(text, name), grid_levels.sign_of(text, grid, row)
    for column in grid_tasks.figure_columns(text, grid.head, row):
        cell = row[column]
        measure = next((row[n].of(text) for n in grid.head.of(Column.MEASURE) if n in row), "")
        measure = measure or grid_projects.unit_of(text, grid, column)
        named = name.of(text)
        named = grid_projects.measure_of(grid, column, named) if project else named
        quantity = quantity_of(named, measure, sign + cell.of(text), None)
        if quantity is None:
            continue
        if levelled and named.endswith("率") and quantity.comparator is Comparator.CHANGE and quantity.value > 0:
            quantity = replace(quantity, comparator=Comparator.AT_LEAST)  # the noun is what is measured
        cells, owners = grid_tasks.owners_of(text, grid.head, row) or grid_tasks.NOBODY
        due = grid_periods.period_due(document, context, grid, column)
        if due is None and grid.head.columns[column] is Column.PERIOD:
            continue
        due = due or (grid_tasks.year_in_head(grid, column) if project else None)
        due = due or grid_tasks.term_of(document, grid.head, row, context)
        due = grid_levels.due_of(document, context, grid, name) if levelled and due.day is None else due
        yield Draft(
            kind=Kind.QUANTIFIED,
            quote=Span(min(name.start, cell.start), max(name.end, cell.end)),
            sentence=-1 - name.start,
            strength=Strength.PLANNED if project else Strength.BINDING,
            due=due,
            owners=owners,
            quantity=quantity,
            metric=IN_NAME.sub("", named).strip(),
            own_date=due.day is not None or due.text is not None,
            hits=(
                RuleHit("quantity", "row of indicators", cell),
                *(RuleHit("owner", grid_tasks.ROW, each) for each in cells[:1]),
            ),
        )


def row_drafts(document: Document, context: Context, columns: Columns, row: Row) -> list[Draft]:
    """The targets of one row; a row that lacks its first cells is set against the right edge."""
    text, cells = document.text, row.cells
    missing = columns.width - len(cells)
    if missing < 0 or len(cells) <= columns.width // 2:
        return []
    at = {n: cells[n - missing] for n in range(missing, columns.width)} if missing else dict(enumerate(cells))
    name = at.get(columns.name)
    if name is None or name.start == name.end or columns_missing(columns, at):
        return []
    name = Span(counted.end(), name.end) if (counted := COUNTED.match(text, *name)) else name
    nature = at[columns.nature].of(text) if columns.nature is not None and columns.nature in at else ""
    bodies, owners = grid_tasks.owners_of(text, columns.head, at) or grid_tasks.NOBODY
    return [
        Draft(
            kind=Kind.QUANTIFIED,
            quote=Span(name.start, figure.cell.end),
            sentence=-1 - row.span.start,
            strength=Strength.PLANNED if "预期" in nature else Strength.BINDING,
            due=term_of_row(document, context, columns, at, figure.day) or year_due(figure.day.year, figure.words),
            owners=owners,
            quantity=figure.quantity,
            metric=IN_NAME.sub("", "".join(name.of(text).split("\n"))).strip() + figure.more,
            own_date=True,
            hits=(
                RuleHit("quantity", figure.rule, figure.cell),
                RuleHit("due", "column head", None),
                *(RuleHit("owner", grid_tasks.ROW, each) for each in bodies[:1]),
            ),
        )
        for figure in figures_of(text, columns, at, name.of(text))
    ]


class Figure(NamedTuple):
    """What a cell of a row sets, and for which year; `more` is what the head adds to the name of the row."""

    cell: Span
    day: date
    words: str
    quantity: Quantity
    rule: str = "row of indicators"
    more: str = ""


def figures_of(text: str, columns: Columns, at: grid_cells.Cells, name: str) -> list[Figure]:
    """The figures of a row, with the year of each; where no year has one, what the whole period adds or lets grow."""
    unit = at[columns.unit].of(text) if columns.unit is not None and columns.unit in at else ""
    base = at[columns.base].of(text) if columns.base is not None and columns.base in at else ""
    found = [
        Figure(at[n], day, words, added(quantity, name, at[n].of(text), base))
        for n, day, words in columns.aims
        if (quantity := quantity_of(name, unit, at[n].of(text), number_of(base)))
    ]
    found += [
        Figure(at[n], day, words, *growth)
        for n, day, words in columns.yearly
        if n in at and (growth := growth_of(at[n].of(text), words))
    ]
    _, last, words = columns.aims[-1]
    rates = ((at[n], rate_of(name, unit, at[n].of(text), head)) for n, head in columns.rates if n in at)
    of_period = [Figure(cell, last, words, quantity, "indicator of a period") for cell, quantity in rates if quantity]
    return found or of_period[:1]


def term_of_row(document: Document, context: Context, columns: Columns, at: grid_cells.Cells, day: date) -> Due | None:
    """The term that a row's own column sets, if it lies in the year that the head of the figure names."""
    term = grid_tasks.term_of(document, columns.head, at, context.in_year(day.year))
    return term if term.day and term.day.year == day.year else None


def columns_missing(columns: Columns, at: dict[int, Span]) -> bool:
    """Whether a row lacks the cells that count."""
    return any(column not in at for column, _, _ in columns.aims)


def title_start(text: str, start: int) -> int:
    """Where the title line right above a table begins, else where the table does."""
    end = start - 1
    above = text.rfind("\n", 0, max(end, 0)) + 1
    words = text[above : max(end, 0)]
    return above if TITLE.search(words) and "。" not in words and len(words) <= LONGEST_TITLE else start


LONGEST_TITLE = 60


def covered(spans: Sequence[Span], offset: int) -> bool:
    """Whether a place belongs to one of the tables, given in the order of the text."""
    at = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return at >= 0 and offset < spans[at].end
