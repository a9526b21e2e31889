"""Shares: tables that part a target among counties, offices or years, with a row or a column for each of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from commitments.document import Document, Span
from commitments.extraction import later as re
from commitments.extraction.captions import PLANNED, TOLD, title_above, unit_above
from commitments.extraction.cell_values import IN_NAME, figure_in, quantity_of, year_due
from commitments.extraction.grid_cells import NO_ONE
from commitments.extraction.grid_heads import BODIES, Column, sort_of
from commitments.extraction.grid_tasks import ROW, TOTAL
from commitments.extraction.indicator_heads import AIM, STATE, UNIT
from commitments.extraction.passage import Draft
from commitments.extraction.stacks import NAME, YEAR
from commitments.extraction.tables import Row
from commitments.extraction.zh.bodies import split_units
from commitments.target import Due, Kind, Owners, RuleHit, Strength

PLACES = re.compile(
    r"[各县市区旗州盟乡镇街道、（）()/]{1,12}(?:名称|别)?|地区|(?:责任|承担|下达)?单位(?:名称)?|区域|辖区"
)
YEARS = re.compile(r"年份|年度|时间|规划年")
PLACE = re.compile(
    r"(?!全[省市县区]|合计|总计)"
    r"(?:[一-鿿]{1,10}(?:县|区|市|州|旗|盟|镇|乡|街道|管委会|新城|农场)|[一-鿿]{2,12}(?:公司|局|中心|集团))(?:[（(][^（()）]*[)）])?"
)
PLACED = re.compile(r"预算|决算|补助|经费|名额|编制|资金(?:分配|安排|下达)")  # what is given out is no target
# “某市2025年校舍改造任务分解表”: what it shares out stands between.
FRAME = re.compile(
    r"^附?[件表]\s?\d{0,2}\s*[:：.、]?|^[^\d]{0,14}20\d\d年(?:度)?|(?:目标|任务|计划|指标|年度|工作|分解|下达|安排|清单|数|表|[（(].*)+$"
)
SHARED = re.compile(r"(?:20\d\d年?度?)?(?:目标|任务|计划|指标|下达|分解|年度){1,3}(?:数|值|量)?")
FEWEST_ROWS = 2
MOST_FIGURES = 0.5  # of the cells below a name, for it to be one of figures


@dataclass(frozen=True, slots=True)
class Shared:
    """How a table shares out: the column of names, those of figures with what they measure, and the year of all."""

    names: int
    figures: tuple[tuple[int, str, str], ...]  # the column, what it measures or whose it is, its unit
    by_column: bool  # a column for each body, a row for each measure
    unit: int | None
    due: Due
    by_year: bool  # a row for each year
    bodies: tuple[int, ...]  # the columns that name who answers for a row


def share_drafts(document: Document, block: Sequence[Row]) -> list[Draft]:
    """The targets of a table that shares something out; none of any other."""
    shared = shared_in(document, block) if len(block) > FEWEST_ROWS else None
    if shared is None:
        return []
    rows = [row for row in block[1:] if len(row.cells) > shared.figures[-1][0]]  # it may lack its remark
    return [draft for row in rows for draft in drafts_of(document, shared, block[0], row)]


def shared_in(document: Document, block: Sequence[Row]) -> Shared | None:
    """What the head of a table and its title say of the shares below; None where it shares nothing out."""
    text, head = document.text, block[0]
    words = [cell.of(text) for cell in head.cells]
    places = [n for n, word in enumerate(words) if PLACE.fullmatch(word) and sort_of(word) is None]
    measured = [n for n, word in enumerate(words) if IN_NAME.search(word)]
    named = next(
        (
            n
            for n, word in enumerate(words)
            if n not in measured and (NAME.search(word) or sort_of(word) is Column.WHAT)
        ),
        None,
    )
    shares = (n for n, word in enumerate(words) if PLACES.fullmatch(word) or YEARS.fullmatch(word))
    by_row = None if named is not None else next(shares, None)
    bodies = tuple(n for n, word in enumerate(words) if sort_of(word) in BODIES)
    if (
        named is None and by_row is None and bodies and len(measured) > 1
    ):  # 产业链 | 牵头部门 | 签约项目（个） | 资金（亿元）
        by_row = next((n for n, word in enumerate(words) if n not in measured and sort_of(word) is None), None)
    by_column = named is not None and len(places) > 1
    if by_row is None and not by_column:
        return None
    title = title_above(text, head.span.start)
    if not PLANNED.search(title) or TOLD.search(title) or PLACED.search(title):
        return None
    names = named if by_column and named is not None else by_row or 0
    chosen = places if by_column else [n for n in range(names + 1, len(words)) if is_aim(words[n], words)]
    figures = tuple((n, *measure(words[n], title, by_column)) for n in chosen if holds_figures(text, block, n))
    unit = next((n for n, word in enumerate(words) if UNIT.search(word)), None) if by_column else None
    by_year = YEARS.fullmatch(words[names]) is not None
    return Shared(names, figures, by_column, unit, due_of(title), by_year, bodies) if figures else None


def is_aim(word: str, words: Sequence[str]) -> bool:
    """Whether a column says what is to be reached: not what was, and no body, term or remark."""
    aimed = any(YEAR.search(one) and AIM.search(one) for one in words)
    other = sort_of(word) not in (None, Column.VALUE, Column.WHAT, Column.GROUP)
    return not (other or STATE.search(word) or (aimed and YEAR.search(word) and not AIM.search(word)))


def holds_figures(text: str, block: Sequence[Row], column: int) -> bool:
    """Whether most cells below a name are figures."""
    cells = [row.cells[column].of(text) for row in block[1:] if column < len(row.cells)]
    cells = [cell for cell in cells if cell and not NO_ONE.fullmatch(cell)]
    return sum(figure_in(cell) is not None for cell in cells) > MOST_FIGURES * len(cells)


def measure(word: str, title: str, by_column: bool) -> tuple[str, str]:
    """What a column measures, with its unit: its name, or what the title shares out where it only says 目标."""
    in_name = IN_NAME.search(word)
    plain, unit = IN_NAME.sub("", word), in_name["unit"] if in_name else ""
    if by_column or not SHARED.fullmatch(plain):
        return word, unit
    subject = title
    while (shorter := FRAME.sub("", subject)) != subject:
        subject = shorter
    return subject or plain, unit


def owners_of(text: str, shared: Shared, row: Row, body: str) -> Owners:
    """Who answers for a figure: the bodies that the row names, else the one that the row or column is for."""
    named = tuple(unit for n in shared.bodies for unit in split_units(row.cells[n].of(text), each=True))
    if named:
        return Owners(named[:1], named[1:])
    return Owners() if shared.by_year else Owners((body,))


def due_of(title: str) -> Due:
    """The end of the year that a title names."""
    year = YEAR.search(title)
    return year_due(int(year[1]), title) if year else Due()


def drafts_of(document: Document, shared: Shared, head: Row, row: Row) -> Iterator[Draft]:
    """The figures of one row, each for the body of its row or column."""
    text, name = document.text, row.cells[shared.names]
    words = name.of(text)
    if not words or TOTAL.match(words) or NO_ONE.fullmatch(words):
        return
    for column, said, own in shared.figures:
        cell = row.cells[column]
        metric, body = (words, said) if shared.by_column else (said, words)
        due = due_of(words) if shared.by_year else shared.due
        gone = due.day and document.imprint.reference.day and due.day < document.imprint.reference.day
        unit = row.cells[shared.unit].of(text) if shared.unit is not None else own
        unit = unit or ("" if IN_NAME.search(metric) else unit_above(text, head.span.start, metric))
        quantity = quantity_of(metric, unit, cell.of(text), None)
        if quantity is None or TOTAL.match(body) or (shared.by_year and (gone or due.day is None)):
            continue
        hit = ("due" if shared.by_year else "owner", ROW, head.cells[column] if shared.by_column else name)
        yield Draft(
            kind=Kind.QUANTIFIED,
            quote=Span(name.start, cell.end),
            sentence=-1 - row.span.start,
            strength=Strength.BINDING,
            due=due,
            owners=owners_of(text, shared, row, body),
            quantity=quantity,
            metric=(words if shared.bodies and not shared.by_column else "") + IN_NAME.sub("", metric).strip(),
            own_date=due.day is not None,
            hits=(RuleHit("quantity", "row of indicators", cell), RuleHit(*hit)),
        )
