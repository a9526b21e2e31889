"""Heads of grids: the names of a sheet's columns, in one row, in two, or in a line each, and what each column holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from commitments.document import Span
from commitments.extraction import later as re
from commitments.extraction.tables import BARS, pieces, separator


class Column(Enum):
    """What the cells of a column hold."""

    COUNT = "count"
    GROUP = "group"
    WHAT = "what"
    PROJECT = "project"  # the name of what is built
    SIZE = "size"  # what it will be: no target of the year
    OUTCOME = "outcome"  # how far it is to come
    BEGIN = "begin"
    FINISH = "finish"
    NEXT = "next"  # what will be done next, beside the task
    PERIOD = "period"  # how far it is to come by the end of a quarter or half-year
    SCORING = "scoring"  # how points are given and taken
    POINTS = "points"
    VALUE = "value"  # the figure to be reached
    MEASURE = "measure"
    TERM = "term"
    LEAD = "lead"
    OWNER = "owner"
    HELPER = "helper"
    CHIEF = "chief assessor"
    ASSESSOR = "assessor"
    SOURCE = "source"  # who hands in the figures
    REMARK = "remark"


BODIES = (Column.LEAD, Column.OWNER, Column.HELPER, Column.CHIEF, Column.ASSESSOR, Column.SOURCE)
WORDS = (Column.GROUP, Column.WHAT, Column.SCORING, Column.PROJECT, Column.OUTCOME)
STAGES = (Column.BEGIN, Column.FINISH)
WHOSE = r"(?:单位|部门|科室|处室|股室|主体|机构|处所|镇街)[及与和（(]?"
AMISS = (
    r"[一-鿿]{0,8}(?:问题|短板|不足|隐患|现象)(?:描述|表现|情况|内容|清单|点)?"
    r"(?:[及和与、](?:问题|不足|原因|隐患|表现|现象))?"
)

# Tried in order on the name of a column; the first that fires decides.
NAMES: tuple[tuple[Column, re.Pattern[str]], ...] = (
    (Column.COUNT, re.compile(r"序号|编号|序|号")),
    (Column.MEASURE, re.compile(r"(?:绩效)?(?:计量|指标|度量)?单位")),
    (Column.SOURCE, re.compile(rf"[一-鿿]{{0,4}}(?:数据|提供|来源|报送|填报|采集)[一-鿿]{{0,4}}{WHOSE}")),
    (
        Column.REMARK,
        re.compile(
            r"(?:计划|项目|估算|概算)?(?:总投资|投资总额|投资规模|投资估算)|建设(?:地点|地址|年限|起止年限|性质|周期)|所在地|累计(?:完成)?投资"
            r"|.*(?:备注|说明|领导|责任人|联系|负责人|来源|文号|自评|实得|扣分原因|(?:完成|进展|进度|整改|落实|推进|办理|销号)情况|进展|类型|佐证|依据|材料)"
            rf"|{AMISS}|[一-鿿]{{0,6}}(?:现状|原因|表现)|(?:截[至止]|到目前|是否).*|"
            r"(?:考核)?得分|数据项\d{0,2}|指标(?:解释|方向)|运算符号?|.*(?:理由|原因分析)[一-鿿]{0,6}|[一-鿿]{0,4}(?:性质|属性)|.*(?:完成值|完成数|实际值|实绩|(?:上年|上一年度?|去年|往年|历史|前[一两三]年)[一-鿿]{0,8}|基期值?|基数|基准值?|现状值?)"
        ),
    ),
    (Column.POINTS, re.compile(r"[一-鿿]{0,4}(?:分值|权重|分数|标准分|满分|基本分|基础分|赋分|总分)|配?分")),
    (Column.OWNER, re.compile(rf"被(?:考核|考评|评价|检查)[一-鿿]{{0,2}}{WHOSE}|(?:考核|考评|评价)对象")),
    (Column.CHIEF, re.compile(rf"牵头(?:考核|考评|评分|评价)[一-鿿]{{0,2}}{WHOSE}")),
    (
        Column.ASSESSOR,
        re.compile(r"[一-鿿]{0,4}(?:考核|考评|评分|评价|评估|评定|打分|赋分|测评|督查|验收)" rf"[一-鿿]{{0,4}}{WHOSE}"),
    ),
    (Column.LEAD, re.compile(rf"[一-鿿]{{0,4}}(?:牵头|主办|主责|第一责任)[一-鿿、]{{0,4}}{WHOSE}")),
    (
        Column.HELPER,
        re.compile(rf"[一-鿿]{{0,4}}(?:配合|协办|协同|协作|参与|参加|协助)[一-鿿、]{{0,4}}{WHOSE}"),
    ),
    (
        Column.OWNER,
        re.compile(rf"[一-鿿、]{{0,8}}(?:责任|承办|实施|主管|落实|负责|完成|执行|建设)[一-鿿]{{0,4}}{WHOSE}|责任主体"),
    ),
    (
        Column.SCORING,
        re.compile(
            r"[一-鿿]{0,4}(?:评分|计分|评价|打分|赋分|记分|考核|考评|扣分|得分|加分|自查|检查|测评|验收|督查)(?:标准|办法|细则|方法|方式|规则|说明)?"
            r"(?:及(?:标准|办法|细则|方法|方式|说明))?"
        ),
    ),
    (Column.NEXT, re.compile(r"下一?步[一-鿿]{0,8}")),
    (
        Column.PERIOD,
        re.compile(
            r"(?:20\d\d年)?(?:第?[一二三四1-4]季度|[上下]半年|前三季度|1[-—–~～至][369]月|全年|年底)[末底]?(?:工作|推进|形象|阶段)?"
            r"(?:目标值?|计划数?|进度|任务|安排|节点)?(?<!全年目标)(?<!全年计划)(?<!全年任务)"
        ),
    ),
    (Column.PROJECT, re.compile(r"(?:建设|重点|重大)?(?:项目|工程)名称")),
    (
        Column.SIZE,
        re.compile(
            r"(?:主要|项目)?(?:建设)?(?:规模|内容)[及与和、](?:建设)?(?:规模|内容)|(?:主要|项目)?建设(?:内容|规模)|项目概况"
        ),
    ),
    (
        Column.OUTCOME,
        re.compile(
            r"(?:20\d\d年度?|年度|当年|本年度?|全年|年底)?[一-鿿]{0,4}(?:形象进度|工程进度|建设进度|进度目标|建设目标|推进目标|节点目标|进度计划)(?:要求|目标|安排)?"
        ),
    ),
    (Column.BEGIN, re.compile(r"(?:计划|拟|预计|力争)?(?:新?开工|启动)(?:建设)?(?:时间|日期|年月|节点)")),
    (
        Column.FINISH,
        re.compile(
            r"(?:计划|拟|预计|力争)?(?:竣工|建成|完工|投产|通车|投用|交付|建成投产|竣工投产)(?:时间|日期|年月|节点)"
        ),
    ),
    (Column.TERM, re.compile(r".*(?:时限|期限|时间|节点|进度|日期)[一-鿿]{0,2}")),
    (
        Column.VALUE,
        re.compile(
            r".*(?:目标值|指标值|目标数|任务数|计划数|任务量|计划值|年度值|数值|数量)|(?:20\d\d年|年度|全年)(?:目标|计划|任务|指标)"
            r"|(?:20\d\d年度?|年度|当年|本年度?|全年)?(?:计划|拟|目标)?(?:完成)?投资(?:计划|目标|额|任务)?"
        ),
    ),
    (Column.WHAT, re.compile(r"[一-鿿]{0,6}实事(?:项目|事项)?")),
    (Column.GROUP, re.compile(r"[一-鿿]{0,4}(?:类别|类型|分类|板块|领域|方面|项目|维度|对象)|一级指标|类")),
    (
        Column.WHAT,
        re.compile(r".*(?:内容|任务|标准|目标|措施|要求|事项|指标|工作|要点|举措|项目|名称|细则)[一-鿿]{0,2}"),
    ),
)
AIMED = re.compile(r"(?:20\d\d年度?|年度|全年|当年)(?:工作|建设|推进|主要|重点)?(?:目标|任务)(?:任务|要求)?")
LEVEL = re.compile(r"(?:绩效)?[一二三四]级(?:绩效)?指标(?:名称)?")
UNLEVELLED = re.compile(r"(?:年度)?绩效(?:目标|指标)")
FIRST_LEVEL = re.compile(
    r"(?:产出|效益|效果|满意度|投入|过程|决策|管理|成本|履职|运行)[一-鿿]{0,4}(?:指标)?"
)  # of a row
BRACKET = re.compile(r"\s|[（(][^（()）]*[)）]$")
IN_BRACKETS = re.compile(r"[（(][^（()）]{1,6}[)）]")
NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．]")
BLANKS = re.compile(r"[ \u3000]+")
EDGES = re.compile(r"\s*[|｜].*[|｜]\s*")
LONGEST_NAME = 14  # characters of a column's name
WIDEST = 12
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Head:
    """The columns of a sheet, the lines that name them, and the stretch of text that these take up."""

    columns: tuple[Column, ...]
    lines: int
    span: Span
    by_lines: bool = False  # a line for each cell
    framed: bool = False  # bars stand at the edges as well
    spaced: bool = False  # nothing but single blanks parts the cells
    names: tuple[str, ...] = ()  # as written, of a head in one row

    @property
    def levelled(self) -> bool:
        """Whether the sheet sets values for indicators in levels: what has no figure there is no task."""
        return bool(levels(self.names)) and Column.VALUE in self.columns

    @property
    def assesses(self) -> bool:
        """Whether the sheet gives points or names who assesses."""
        return any(column in (Column.POINTS, Column.CHIEF, Column.ASSESSOR) for column in self.columns)

    def of(self, *sorts: Column) -> tuple[int, ...]:
        """The places of the columns of some sorts."""
        return tuple(n for n, column in enumerate(self.columns) if column in sorts)


def sort_of(words: str) -> Column | None:
    """What a column of this name holds; None for what is no column's name."""
    name = BRACKET.sub("", BRACKET.sub("", words))
    if not name or len(name) > LONGEST_NAME or NUMBERED.match(name):
        return None
    return next((sort for sort, pattern in NAMES if pattern.fullmatch(name)), None)


def head_at(text: str, lines: Sequence[Span]) -> Head | None:
    """The head whose cells stand side by side in the first of these lines, or in the first two."""
    if not lines or (separator(lines[0].of(text)) is None and not is_spaced(lines[0].of(text))):
        return None
    spaced = separator(lines[0].of(text)) is None
    framed = EDGES.fullmatch(lines[0].of(text)) is not None
    names = names_of(text, lines[0], framed=framed)
    columns = sorts_of(names)
    if columns is None:
        return None
    count = 1
    below = names_of(text, lines[1], framed=framed) if len(lines) > 1 else []
    if below and all(not name or sort_of(name) or IN_BRACKETS.fullmatch(name) for name in below):
        columns = with_second_row(columns, [sort_of(name) for name in below])
        count += 1
    span = Span(lines[0].start, lines[count - 1].end)
    columns, known = with_sizes(columns, names), tuple(names) if count == 1 else ()
    return Head(columns, count, span, framed=framed, spaced=spaced, names=known) if makes_head(columns, names) else None


def with_sizes(columns: Sequence[Column], names: Sequence[str]) -> tuple[Column, ...]:
    """The columns of a head: how large a project is sets a task only where nothing says how far it is to come."""
    columns = with_levels(columns, names)
    if Column.PROJECT in columns and len(names) == len(columns):
        pairs = zip(columns, names, strict=True)
        columns = [Column.OUTCOME if AIMED.fullmatch(name) else column for column, name in pairs]
    built = Column.PROJECT in columns and bool({*columns} & {Column.OUTCOME, Column.VALUE, *STAGES})
    plain = {
        Column.SIZE: Column.WHAT,
        Column.PROJECT: Column.WHAT,
        Column.BEGIN: Column.REMARK,
        Column.FINISH: Column.TERM,
    }
    return tuple(columns) if built else tuple(plain.get(column, column) for column in columns)


def with_levels(columns: Sequence[Column], names: Sequence[str]) -> tuple[Column, ...]:
    """The columns of a head of indicators in levels that sets their values: the last level is what is measured."""
    places = levels(names)
    if not places or len(names) != len(columns) or Column.VALUE not in columns:
        return tuple(columns)
    named = {n for n in range(places[-1] + 1, len(columns)) if columns[n] is Column.WHAT}
    groups = places if named else places[:-1]
    above = {n for n in range(places[0]) if columns[n] is Column.WHAT}
    return tuple(Column.GROUP if n in groups or n in above else column for n, column in enumerate(columns))


def levels(names: Sequence[str]) -> list[int]:
    """Where the levels of indicators stand in a head: 一级指标, 二级指标."""
    return [n for n, name in enumerate(names) if LEVEL.fullmatch(BRACKET.sub("", name))]


def is_spaced(words: str) -> bool:
    """Whether a line is the head of a sheet whose cells single blanks part: a counter opens it."""
    names = words.split()
    return len(names) > FEWEST and len(names[0]) <= FEWEST and sort_of(names[0]) is Column.COUNT


def names_of(text: str, line: Span, *, framed: bool) -> list[str]:
    """The words of the cells of a line, without those outside a frame of bars."""
    sign = separator(line.of(text)) or (BLANKS if is_spaced(line.of(text)) else None)
    cells = [cell.of(text) for cell in pieces(text, line, sign)] if sign else [line.of(text).strip()]
    return cells[1:-1] if framed and sign is BARS else cells


def head_of_lines(text: str, lines: Sequence[Span]) -> Head | None:
    """The head whose cells stand below each other, a line for each."""
    columns: list[Column] = []
    if len(lines) > 1 and LEVEL.fullmatch(lines[1].of(text)) and UNLEVELLED.fullmatch(lines[0].of(text)):
        return None  # 绩效指标 stands above all columns
    for line in lines[:WIDEST]:
        sort = sort_of(line.of(text)) if separator(line.of(text).strip()) is None else None
        if sort is None or (Column.VALUE in columns and FIRST_LEVEL.fullmatch(line.of(text).strip())):
            break
        columns.append(sort)
    if len(columns) > FEWEST and columns[-1] in WORDS and columns[-2] not in WORDS and makes_head(columns[:-1]):
        columns.pop()  # 控制指标: the name of the first group
    names = [line.of(text) for line in lines[: len(columns)]]
    if len(columns) <= FEWEST or not makes_head(columns, names):
        return None
    last = Span(lines[0].start, lines[len(columns) - 1].end)
    found = without_umbrella(with_sizes(columns, names))
    known = tuple(names) if len(found) == len(names) else ()
    return Head(found, len(columns), last, by_lines=True, names=known)


def without_umbrella(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns without 责任单位 where 牵头单位 and 配合单位 stand below it."""
    parted = {Column.LEAD, Column.HELPER} <= set(columns)
    return tuple(column for column in columns if not (parted and column is Column.OWNER))


def sorts_of(names: Sequence[str]) -> tuple[Column, ...] | None:
    """What the columns of these names hold; a column without a name is one more of remarks."""
    found = [sort_of(name) if name else Column.REMARK for name in names]
    named = sum(bool(name) for name in names)
    if named < FEWEST or None in found:
        return None
    return tuple(sort for sort in found if sort)


def with_second_row(columns: tuple[Column, ...], below: Sequence[Column | None]) -> tuple[Column, ...]:
    """The columns of a head in two rows: the names below part the column above them."""
    if len(below) == len(columns):
        return tuple(under or above for above, under in zip(columns, below, strict=True))
    parts = [sort for sort in below if sort]
    above = next((n for n, column in enumerate(columns) if column in BODIES), None)
    if above is None or not parts or any(sort not in BODIES for sort in parts):
        return columns
    return (*columns[:above], *parts, *columns[above + 1 :])


def makes_head(columns: Sequence[Column], names: Sequence[str] = ()) -> bool:
    """Whether columns name what is to be done, and who does it or what it is worth; or the values of indicators."""
    sorts = set(columns)
    worth = len(columns) > FEWEST and bool(sorts & {Column.POINTS, Column.OUTCOME, *STAGES})
    worth = worth or columns.count(Column.PERIOD) > 1
    worth = worth or (Column.VALUE in sorts and bool(levels(names)))
    return bool(sorts & set(WORDS)) and (worth or bool(sorts & set(BODIES)))
