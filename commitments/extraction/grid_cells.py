"""Cells of grids: how well a cell fits a column, and the columns of a row that lost its empty cells."""

from collections.abc import Sequence
from functools import cache

from commitments.document import Span
from commitments.extraction import later as re
from commitments.extraction.grid_heads import BODIES, STAGES, WORDS, Column
from commitments.extraction.naming import BODY, is_bodies
from commitments.extraction.zh.bodies import split_units

Cells = dict[int, Span]

FIGURE = re.compile(r"(?=\D*\d)[\d.,，%％‰+\-—–~～≥≤<>＜＞〔\[\]〕]+\s?分?")
VALUE = re.compile(
    r"[≥≤＞＜><=＝≧≦不低于少超过至达到约高大小控制在]{0,4}\s?\d[\d.,，]*(?:[%％]?(?:[—–~～至]|-(?=\d[\d.,，]*\s?[一-鿿%％]))\d[\d.,，]*)?\s?[一-鿿%％‰/]{0,8}"
)
MOVED = re.compile(  # 下降5%, 较上年提高2个百分点以上
    r"(?:[较比同][^，,。；;\d]{1,8})?(?:增长|提高|上升|增加|提升|下降|降低|减少|压减|压降)\s?\d[\d.]*\s?(?:[%％]|个?百分点)(?:以上|左右|以内)?"
)
COUNTER = re.compile(r"\d{1,3}[.、．]?|[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.．]?")
NO_ONE = re.compile(r"\s*(?:无|没有|[-—–－/／\\]+)\s*")
EVERYBODY = re.compile(r"各[一-鿿、（）()]{1,20}|[一-鿿]{0,8}(?:单位|部门|乡镇|街道|县区|区县|政府|园区|有关方面)")
TERM_ALONE = re.compile(
    r"\s*(?:20\d\d年?)?(?:[.．/-]?\d{1,2}月?)?(?:[.．/-]?\d{1,2}日?)?[底末]?前?"
    r"(?:完成|动工|开工|启动|封顶|完工|竣工|建成|验收|投入?使用|投用|通车|投产|出台|印发)?\s*"
    r"|全年|常年|常态化?|长期(?:坚持|推进)?|持续(?:推进|坚持)"
)
ACTS = re.compile(  # a task, though it ends in the name of a body that is to be
    r"(?:新|改|扩|迁|续|筹|重|组|创|共)建|建(?:成|立|设(?![局厅委]))|开工|启动|完成|推[进动]|打造|[成设]立|实施|开展|支持|加快|规划建设|.*。\s*\Z"
)
LONGEST_GROUP = 16
LONGEST_TERM = 20
LONGEST_MEASURE = 8
EXACT, LOOSE, NEVER = 3.0, 1.0, -100.0


def aligned(text: str, cells: Sequence[Span], columns: Sequence[Column]) -> Cells:
    """The cells of a row that lost its empty ones, each in the column that it fits best; their order stays."""

    @cache
    def best(cell: int, column: int) -> tuple[float, tuple[int, ...]]:
        if cell == len(cells):
            return 0.0, ()
        if len(columns) - column < len(cells) - cell:
            return NEVER * len(cells), ()
        rest, places = best(cell + 1, column + 1)
        here = fit(text, cells[cell], columns[column]) + rest, (column, *places)
        return max(here, best(cell, column + 1), key=lambda found: found[0])

    _, places = best(0, 0)
    return dict(zip(places, cells, strict=False))


def fit(text: str, cell: Span, column: Column) -> float:
    """How well a cell fits a column."""
    words = cell.of(text).strip()
    if column is Column.REMARK:
        return LOOSE / 2
    if FIGURE.fullmatch(words):
        return EXACT if column in (Column.COUNT, Column.POINTS, Column.VALUE, Column.PERIOD) else LOOSE / 4
    return fit_of_bodies(words) if column in BODIES else fit_of_said(words, column)


def fit_of_said(words: str, column: Column) -> float:
    """How well what is neither a bare figure nor bodies fits a column."""
    if column in (Column.PERIOD, Column.NEXT):
        return LOOSE
    if column is Column.TERM or column in STAGES:
        return EXACT if TERM_ALONE.fullmatch(words) else LOOSE if len(words) <= LONGEST_TERM else NEVER
    if column in (*WORDS, Column.SIZE):
        return fit_of_words(words, column)
    return fit_of_figure(words, column)


def says_what(words: str) -> bool:
    """Whether a cell says what is to be done, and not only a figure or that there is none."""
    words = words.strip()
    return not any(form.fullmatch(words) for form in (FIGURE, VALUE, NO_ONE, TERM_ALONE))


def fit_of_words(words: str, column: Column) -> float:
    """How well words fit a column of groups, tasks or rules of scoring."""
    if names_bodies(words) or TERM_ALONE.fullmatch(words):
        return LOOSE / 4
    short = len(words) <= LONGEST_GROUP
    if column is Column.GROUP:
        return EXACT if short else LOOSE / 4
    return EXACT + (not short) + (column is Column.WHAT) / 4


def names_bodies(words: str) -> bool:
    """Whether a cell names bodies and nothing else."""
    return bool(is_bodies(words)) and ACTS.match(words) is None


def lists_bodies(words: str) -> bool:
    """Whether a cell is one of bodies, be they named by their kind (各项目单位)."""
    return names_bodies(words) or EVERYBODY.fullmatch(words.strip()) is not None


def fit_of_bodies(words: str) -> float:
    """How well words fit a column of bodies."""
    if names_bodies(words) or NO_ONE.fullmatch(words):
        return EXACT + LOOSE
    names = () if ACTS.match(words) else split_units(words, each=True)
    if names and all(BODY.fullmatch(name) or EVERYBODY.fullmatch(name) for name in names):
        return EXACT
    return LOOSE / 4 if len(words) <= LONGEST_GROUP else NEVER


def fit_of_figure(words: str, column: Column) -> float:
    """How well words fit a column of counters, points, figures or measures."""
    if column is Column.VALUE:
        return EXACT if VALUE.fullmatch(words) else LOOSE / 4
    if column is Column.COUNT:
        return EXACT if COUNTER.fullmatch(words) else NEVER
    if len(words) > LONGEST_MEASURE:
        return NEVER
    return EXACT if column is Column.MEASURE else LOOSE / 4
