"""Indicators: tables whose rows name a measure, its unit and what it is to be in a year (指标表)."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation

from commitments.document import Document, Reference, ReferenceBasis, Span
from commitments.extraction import grid_cells, grid_levels, grid_projects, grid_tasks, grids
from commitments.extraction import later as re
from commitments.extraction.grid_heads import Column, Head, sort_of
from commitments.extraction.passage import Draft
from commitments.extraction.rule import Context
from commitments.extraction.stacks import NAME, YEAR, stacked
from commitments.extraction.tables import Row, below_remarks, tables_of
from commitments.extraction.zh.quantities import find_quantities
from commitments.target import Basis, Comparator, Due, Kind, Quantity, RuleHit, Strength

NO_CONTEXT = Context()
UNIT = re.compile(r"^(?:计量|指标|度量)?\s?单位$")
NATURE = re.compile(r"属性|性质|类型|类别$")
RATE = re.compile(r"年均|增速|增长|累计|变化")
AIM = re.compile(r"目标|预期|计划|规划|力争|任务")
STATE = re.compile(r"完成|现状|基期|基数|实际|实绩|预计|基准")
VALUE = re.compile(
    r"[\[〔（(【]?\s*(?P<before>≥|≤|＞|＜|>=|<=|>|<|不[低少小]于|不[超高大多][过于出]|约|达到|超过|[高大]于|[低小少]于|控制在|=|＝|\+|-|－)?\s*"
    r"(?P<number>\d[\d,，]*(?:\.\d+)?(?:\s*[-—~～至]\s*\d[\d,，]*(?:\.\d+)?)?)\s*(?P<unit>[万亿千]?[一-鿿%％‰/·]{0,8}?)"
    r"(?P<after>以上|以下|以内|左右|余)?\s*[\]〕）)】]?"
)
WORDS = {
    "≥": "不低于",
    ">=": "不低于",
    "≤": "不超过",
    "<=": "不超过",
    "＞": "超过",
    ">": "超过",
    "＜": "低于",
    "<": "低于",
}
RISING = re.compile(r"(?:增长|提高|提升|增加)(?:率|幅度)?[（(]?[%％]?[)）]?$")
FALLING = re.compile(r"(?:下降|降低|减少|削减|降幅)(?:率|幅度)?[（(]?[%％]?[)）]?$")
# What is done anew each year, be it less than the year before, is no ceiling.
DONE = re.compile(
    r"新[增建改]|改[建造]|建设|建成|引进|培训|输转|完成|整治|治理(?!成本)|举办|开展|争取|投资|造林|开工|竣工"
)
NO_UNIT = "—-－/／ "
IN_NAME = re.compile(r"[（(]\s*(?P<unit>[%％‰万亿千]?[^（()）\d]{0,8})\s*[)）]$")
TITLE = re.compile(r"专栏|^\s*附?表|指标|目标")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a table stand; `aims` pairs a column with its year, `head` says what each one holds."""

    head: Head
    width: int
    name: int
    unit: int | None
    nature: int | None
    base: int | None
    aims: tuple[tuple[int, date, str], ...]


def indicator_drafts(document: Document, context: Context = NO_CONTEXT) -> tuple[list[Draft], list[Span]]:
    """One target for each row and year to come, and the stretches of text that the tables take up."""
    drafts: list[Draft] = []
    spans: list[Span] = []
    levelled = [Span(grid.head.span.end, grid.end) for grid in grids.grids_of(document.text) if grid.head.levelled]
    for block in (*tables_of(document.text), *stacked(document.text)):
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
    if name is None or (levelled and grid_levels.is_reached(text, grid, row)):
        return
    name, sign = grid_levels.name_of(text, name), grid_levels.sign_of(text, grid, row)
    for column in grid_tasks.figure_columns(text, grid.head, row):
        cell = row[column]
        measure = next((row[n].of(text) for n in grid.head.of(Column.MEASURE) if n in row), "")
        measure = measure or grid_projects.unit_of(grid, column)
        named = name.of(text)
        named = grid_projects.measure_of(grid, column, named) if project else named
        quantity = quantity_of(named, measure, sign + cell.of(text), None)
        if quantity is None:
            continue
        if levelled and named.endswith("率") and quantity.comparator is Comparator.CHANGE and quantity.value > 0:
            quantity = replace(quantity, comparator=Comparator.AT_LEAST)  # the noun is what is measured
        cells, owners = grid_tasks.owners_of(text, grid.head, row) or grid_tasks.NOBODY
        due = grid_tasks.year_in_head(grid, column) if project else None
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


def columns_of(document: Document, row: Row) -> Columns | None:
    """The columns a head names: a measure and at least one year that is to come."""
    words = [cell.of(document.text) for cell in row.cells]
    name = next((n for n, word in enumerate(words) if NAME.search(word) and not YEAR.search(word)), None)
    years = [(n, int(found[1]), word) for n, word in enumerate(words) if (found := YEAR.search(word))]
    years = [(n, year, word) for n, year, word in years if not RATE.search(word)]
    if name is None or not years:
        return None
    today = document.imprint.reference.day
    least = today.year if today else min(year for _, year, _ in years) + (len(years) > 1)
    aims = [
        (n, date(year, 12, 31), word.strip("（()） "))
        for n, year, word in years
        if not STATE.search(word) and (AIM.search(word) or (year >= least and year > years[0][1]) or len(years) == 1)
    ]
    aimed = {n for n, _, _ in aims}
    base = next((n for n, _, _ in years if n not in aimed), None)
    unit = next((n for n, word in enumerate(words) if UNIT.search(word)), None)
    nature = next((n for n, word in enumerate(words) if NATURE.search(word) and n > name), None)
    head = Head(tuple(sort_of(word) or Column.REMARK for word in words), 1, row.span)
    return Columns(head, len(words), name, unit, nature, base, tuple(aims)) if aims else None


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
    nature = at[columns.nature].of(text) if columns.nature is not None and columns.nature in at else ""
    unit = at[columns.unit].of(text) if columns.unit is not None and columns.unit in at else ""
    base = number_of(at[columns.base].of(text)) if columns.base is not None and columns.base in at else None
    bodies, owners = grid_tasks.owners_of(text, columns.head, at) or grid_tasks.NOBODY
    found = []
    for column, day, words in columns.aims:
        cell = at[column]
        quantity = quantity_of(name.of(text), unit, cell.of(text), base)
        if quantity is None:
            continue
        found.append(
            Draft(
                kind=Kind.QUANTIFIED,
                quote=Span(name.start, cell.end),
                sentence=-1 - row.span.start,
                strength=Strength.PLANNED if "预期" in nature else Strength.BINDING,
                due=term_of_row(document, context, columns, at, day) or year_of(day, words),
                owners=owners,
                quantity=quantity,
                metric=IN_NAME.sub("", name.of(text)).strip(),
                own_date=True,
                hits=(
                    RuleHit("quantity", "row of indicators", cell),
                    RuleHit("due", "column head", None),
                    *(RuleHit("owner", grid_tasks.ROW, each) for each in bodies[:1]),
                ),
            )
        )
    return found


def year_of(day: date, words: str) -> Due:
    """The year that a column's head names, handed down to its cells."""
    return Due(
        day=day,
        text=words,
        basis=Basis.INHERITED,
        earliest=day.replace(month=1, day=1),
        precision="year",
        anchor="words",
    )


def term_of_row(document: Document, context: Context, columns: Columns, at: grid_cells.Cells, day: date) -> Due | None:
    """The term that a row's own column sets, if it lies in the year that the head of the figure names."""
    of_year = replace(context, reference=Reference(day.replace(month=1, day=1), ReferenceBasis.NUMBER))
    term = grid_tasks.term_of(document, columns.head, at, of_year)
    return term if term.day and term.day.year == day.year else None


def columns_missing(columns: Columns, at: dict[int, Span]) -> bool:
    """Whether a row lacks the cells that count."""
    return any(column not in at for column, _, _ in columns.aims)


def quantity_of(name: str, unit: str, words: str, base: Decimal | None) -> Quantity | None:
    """What a cell says with the unit of its column or of its row's name; None if it says no number."""
    found = VALUE.fullmatch(words.strip())
    if found is None:
        return None
    unit = unit.strip(NO_UNIT)
    in_name = IN_NAME.search(name.strip())
    unit = unit or (in_name["unit"] if in_name else "")
    before = WORDS.get(found["before"] or "", "") or (found["before"] or "").strip("+-－=＝")
    written = f"{before}{found['number']}{found['unit'] or unit}{found['after'] or ''}"
    read = find_quantities(written, 0, len(written))
    quantity = read[0].quantity if read else plain(found["number"], unit)
    if quantity is None:
        return None
    noun = IN_NAME.sub("", name).strip()
    if FALLING.search(noun) or found["before"] in ("-", "－"):
        return replace(quantity, comparator=Comparator.CHANGE, value=-abs(quantity.value))
    rate = found["unit"] in RATES and bool(unit) and unit not in RATES  # 元 … [8%]: a rate of growth
    if RISING.search(noun) or rate:
        return replace(quantity, comparator=Comparator.CHANGE)
    number = number_of(words)
    lower = base is not None and number is not None and number < base and DONE.search(noun) is None
    plainly = quantity.comparator is Comparator.AT_LEAST and not before and not found["after"]
    if plainly and (lower or not quantity.value):
        return replace(quantity, comparator=Comparator.AT_MOST if quantity.value else Comparator.EQUAL)
    return quantity


def number_of(words: str) -> Decimal | None:
    """The bare number of a cell."""
    found = VALUE.fullmatch(words.strip())
    try:
        return Decimal(found["number"].replace(",", "").replace("，", "")) if found else None
    except InvalidOperation:
        return None


def plain(number: str, unit: str) -> Quantity | None:
    """A number whose unit the forms do not know, or that has none."""
    value = number_of(number)
    return None if value is None else Quantity(Comparator.AT_LEAST, value, unit or None)


def title_start(text: str, start: int) -> int:
    """Where the title line right above a table begins, else where the table does."""
    end = start - 1
    above = text.rfind("\n", 0, max(end, 0)) + 1
    words = text[above : max(end, 0)]
    return above if TITLE.search(words) and "。" not in words and len(words) <= LONGEST_TITLE else start


RATES = {"%", "％"}
LONGEST_TITLE = 60


def covered(spans: Sequence[Span], offset: int) -> bool:
    """Whether a place belongs to one of the tables, given in the order of the text."""
    at = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return at >= 0 and offset < spans[at].end
