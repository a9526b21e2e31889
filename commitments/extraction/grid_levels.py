"""Tables of indicators in levels (一级指标, 二级指标): what stands beside a figure, and its date."""

from collections.abc import Iterator

from commitments.document import Document, Span
from commitments.extraction import grid_tasks
from commitments.extraction import later as re
from commitments.extraction.cell_values import year_due
from commitments.extraction.grid_cells import Cells
from commitments.extraction.grid_heads import Column
from commitments.extraction.grids import Grid
from commitments.extraction.rule import Context
from commitments.target import Due

REACHED = re.compile(r".*(?:完成值|完成数|实际值|实绩|完成情况)")
FIGURE = re.compile(r"[^\d]{0,4}\d")
SIGN = re.compile(r"[≥≤＞＜><=＝≧≦]|大于等于|小于等于|等于|大于|小于")
SIGNS = {
    "大于等于": "≥",
    "小于等于": "≤",
    "≧": "≥",
    "≦": "≤",
    "大于": ">",
    "小于": "<",
}
OF_YEAR = re.compile(
    r"(?<![^\n])[ \t\u3000]*[（(]?\s*(20\d\d)\s*年度?\s*[)）]?"
    r"(?:[ \t\u3000]*(?![^\n])|(?=[^\n]{0,24}(?:目标|绩效)[^\n]{0,8}表(?![^\n])))"
)
IN_BRACKET = re.compile(r"[（(][^（()）]*\d[^（()）]*[)）]\s*$")
LABEL = re.compile(r"\s*指标\s?\d{1,2}\s*[:：.、]\s*")


def is_reached(text: str, grid: Grid, row: Cells) -> bool:
    """Whether a row also says what has come of it: it looks back."""
    names = grid.head.names
    return any(n < len(names) and REACHED.fullmatch(names[n]) and FIGURE.match(row[n].of(text)) for n in row)


def sign_of(text: str, grid: Grid, row: Cells) -> str:
    """The sign that a cell of its own sets before the figure: 指标性质 ≥."""
    words = (row[n].of(text).strip() for n in grid.head.of(Column.REMARK) if n in row)
    found = next((word for word in words if SIGN.fullmatch(word)), "")
    return SIGNS.get(found, found)


def stages_of(document: Document, context: Context, grid: Grid, row: Cells) -> Iterator[tuple[Span, Due]]:
    """The cells of values that name a day by which something is to be done (培训完成时间: 11月底前)."""
    for n in grid.head.of(Column.VALUE) if grid.head.levelled and not is_reached(document.text, grid, row) else ():
        if n in row and grid_tasks.DAY.fullmatch(document.text, *row[n]):
            yield row[n], grid_tasks.term_in(document.text, row[n], context)


def name_of(text: str, name: Span) -> Span:
    """The name of an indicator without its counter (指标1：)."""
    label = LABEL.match(text, name.start, name.end)
    return Span(label.end(), name.end) if label else name


def due_of(document: Document, context: Context, grid: Grid, name: Span) -> Due:
    """When an indicator is to be reached: by the date in brackets behind its name, else in the year above."""
    text = document.text
    bracket = IN_BRACKET.search(text, name.start, name.end)
    due = grid_tasks.term_in(text, Span(*bracket.span()), context) if bracket else Due()
    above = list(OF_YEAR.finditer(text, 0, grid.head.span.start)) if due.day is None else []
    return year_due(int(above[-1][1]), above[-1][0].strip(" \t\u3000（()）")) if above else due
