"""Sheets, items and owner phrases that a second round of unseen papers brought up, in words of our own."""

from collections.abc import Sequence

import pytest

from tests.commitments.extraction.reading_aloud import numbers, targets, tasks

TITLE = "2024年乡镇乡村振兴工作考核目标\n"
HEAD = ("考核项目", "考核内容及目标", "分值", "牵头考核单位")
ROWS = (
    ("一、控制指标", "粮食播种面积不低于32万亩", "10", "县农业农村局"),
    ("", "坚决守住耕地红线，不发生耕地撂荒", "15", "县自然资源局"),
    ("二、基础工作", "建成高标准农田1.2万亩", "8", "县农业农村局、县财政局"),
    ("", "11月底前完成农村改厕3500户", "12", "县乡村振兴局"),
)
SAID = [
    ("粮食播种面积不低于32万亩", ("县农业农村局",)),
    ("坚决守住耕地红线，不发生耕地撂荒", ("县自然资源局",)),
    ("建成高标准农田1.2万亩", ("县农业农村局", "县财政局")),
    ("11月底前完成农村改厕3500户", ("县乡村振兴局",)),
]
COUNTED = [">= 320000 亩 2024-12-31", ">= 12000 亩 2024-12-31", ">= 3500 户 2024-11-30"]
ORDERS: dict[str, tuple[int, ...]] = {
    "as it is": (0, 1, 2, 3),
    "bodies first": (3, 0, 1, 2),
    "points first": (2, 0, 1, 3),
    "points last": (0, 1, 3, 2),
    "no groups": (1, 2, 3),
}


def table(rows: Sequence[Sequence[str]], sign: str) -> str:
    """Rows whose cells a sign parts."""
    return "".join(sign.join(row) + "\n" for row in rows)


def sheet(order: Sequence[int], sign: str, *, counted: bool = False) -> str:
    """The sheet with its columns in an order, with a counter before them or without."""
    rows = [[row[n] for n in order] for row in (HEAD, *ROWS)]
    counters = ["序号", *map(str, range(1, len(rows)))]
    return TITLE + table([[count, *row] for count, row in zip(counters, rows, strict=True)] if counted else rows, sign)


def owned(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """(quote, all owners) of every task."""
    return [(quote.replace("\n", ""), (*lead, *support)) for quote, lead, support in tasks(text, given=None)]


@pytest.mark.parametrize("counted", [False, True])
@pytest.mark.parametrize("sign", ["\t", "|", " | ", "  ", "    ", "\u3000"])
@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
def test_a_sheet_is_read_by_its_head_whatever_the_order_of_its_columns(
    order: tuple[int, ...], sign: str, counted: bool
) -> None:
    """Each standard is one task of the body in its row, its number a target, its term the year in the title."""
    text = sheet(order, sign, counted=counted)
    assert owned(text) == SAID
    assert numbers(text, given=None) == COUNTED


@pytest.mark.parametrize("sign", ["\t", "|", "  "])
@pytest.mark.parametrize(
    "head",
    [
        ("类别", "考核指标", "权重", "考评部门"),
        ("考核项目", "目标任务", "标准分", "责任单位"),
        ("考核类别", "考核要点", "分值（分）", "数据提供单位"),
        ("考核项目", "工作要求", "分值", "被考核单位"),
    ],
)
def test_columns_have_many_names(head: Sequence[str], sign: str) -> None:
    """Whoever assesses, answers or hands in the figures stands in the column of bodies."""
    text = TITLE + table([head, *ROWS], sign)
    assert owned(text) == SAID


def test_who_answers_stands_before_who_assesses() -> None:
    """Where both have a column, the assessor is not the one to ask; 牵头 makes all in its cell lead."""
    rows = [("考核内容", "分值", "责任单位", "考核单位"), *((*row[1:], "县委督查室") for row in ROWS)]
    assert owned(TITLE + table(rows, "\t")) == SAID
    chief = tasks(TITLE + table([HEAD, *ROWS], "\t"))[2]
    assert chief[1:] == (("县农业农村局", "县财政局"), ())


@pytest.mark.parametrize("title", ["2024年度县直单位目标管理\n", "2024年工作考核目标\n", "关于下达2024年任务的通知\n"])
@pytest.mark.parametrize("sign", ["\t", "  "])
def test_a_sheet_without_bodies_is_still_a_sheet(sign: str, title: str) -> None:
    """Points alone show that something is asked for; nobody is invented, whatever the paper is called."""
    text = title + table([row[:3] for row in (HEAD, *ROWS)], sign)
    assert owned(text) == [(quote, ()) for quote, _ in SAID]
    assert numbers(text, given=None) == COUNTED


@pytest.mark.parametrize("sign", ["\t", "|", "    "])
def test_a_head_in_two_rows_and_merged_cells(sign: str) -> None:
    """责任单位 stands above 牵头单位 and 配合单位; a body that stands once for its group holds for all of it."""
    head = [("序号", "考核项目", "考核内容", "责任单位", ""), ("", "", "", "牵头单位", "配合单位")]
    rows = [(str(n), *row[:2], row[3], "各乡镇") for n, row in enumerate(ROWS, 1)]
    assert tasks(TITLE + table([*head, *rows], sign))[2][1:] == (("县农业农村局", "县财政局"), ("各乡镇",))
    merged = [HEAD, ROWS[0], (*ROWS[1][:3], ""), *ROWS[2:]]
    if sign != "    ":  # wide gaps do not show which cell is empty
        assert [who for _, who in owned(TITLE + table(merged, sign))][:2] == [("县农业农村局",)] * 2


@pytest.mark.parametrize(
    ("words", "broken"),
    [("不低于32", "不\n低于32"), ("县农业农村局、县", "县农业农村局、\n县"), ("改厕35", "改\n厕35")],
)
@pytest.mark.parametrize("sign", ["\t", "|", "  "])
def test_a_row_goes_on_in_the_next_line(sign: str, words: str, broken: str) -> None:
    """A cell that breaks off is one cell with the line below it."""
    assert owned(sheet(ORDERS["as it is"], sign).replace(words, broken)) == SAID


@pytest.mark.parametrize("sign", ["\t", "|"])
def test_each_sheet_of_a_paper_is_read_and_the_items_between_them(sign: str) -> None:
    """A remark or a new head ends a sheet; extra points, totals and rules of scoring are no tasks."""
    scored = ("考核内容", "分值", "评分标准", "考核单位")
    first = [
        scored,
        *((quote, "10", "每少一项扣2分，扣完为止。", row[3]) for row, (quote, _) in zip(ROWS, SAID, strict=True)),
    ]
    extra = [("加分项", "获得市级以上表彰的，加2分", "5", "县委办"), ("合计", "", "100", "")]
    second = [HEAD, ("一、其他", "完成营造林800亩", "5", "县林业局"), *extra]
    text = (
        f"关于印发2024年考核办法的通知\n附件1\n{table(first, sign)}注：本表由县委办负责解释。\n"
        "二、其他工作\n1.各乡镇开展自查自评。（牵头单位：县委督查室，配合单位：县委办）\n"
        f"附件2\n{table(second, sign)}"
    )
    expected = [*SAID, ("各乡镇开展自查自评。（牵头单位：县委督查室，配合单位：县委办）", ("县委督查室", "县委办"))]
    assert owned(text) == [*expected, ("完成营造林800亩", ("县林业局",))]


@pytest.mark.parametrize("counted", [False, True])
@pytest.mark.parametrize("order", [ORDERS["as it is"], ORDERS["bodies first"], ORDERS["no groups"]])
def test_a_line_for_each_cell(order: tuple[int, ...], counted: bool) -> None:
    """Empty cells are lost: the sort of what stands there tells the column."""
    text = sheet(order, "\n", counted=counted).replace("\n\n", "\n")
    assert owned(text) == SAID
    assert numbers(text, given=None) == COUNTED


def test_single_blanks_part_the_cells_below_a_head_that_counts() -> None:
    """Copied from a screen, a sheet may keep no more than that."""
    text = TITLE + table([("序号", *HEAD[1:]), *((str(n), *row[1:]) for n, row in enumerate(ROWS, 1))], " ")
    assert owned(text) == SAID


def test_a_task_that_is_never_done_has_no_day() -> None:
    """长期坚持 in the column of terms keeps its words; a term beside it dates its row alone."""
    rows = [
        ("工作任务", "责任单位", "完成时限"),
        ("开展农村人居环境整治", "县农业农村局", "长期坚持"),
        ("修订防汛应急预案并报备", "县应急局", "6月底前"),
    ]
    found = targets("2024年重点工作任务清单\n" + table(rows, "\t"))
    assert [(t.due.text, str(t.due.day)) for t in found] == [("长期坚持", "None"), ("6月底前", "2024-06-30")]


def test_numbered_standards_of_a_cell_are_a_task_each() -> None:
    """3.6月底前 is the third of them."""
    rows = [
        ("考核内容", "分值", "考核单位"),
        ("1.建立健全河长制组织体系；2.整治突出问题20处以上；", "12", "县河长办"),
        ("3.6月底前更新公示牌", "8", "县水利局"),
    ]
    text = "2024年度考核表\n" + table(rows, "\t")
    assert [quote for quote, _ in owned(text)] == [
        "建立健全河长制组织体系",
        "整治突出问题20处以上",
        "6月底前更新公示牌",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2024年考核结果\n单位\t得分\t名次\n县农业农村局\t95\t1\n县林业局\t93\t2\n",
        "2024年培训安排\n序号\t内容\t时间\n1\t政策解读\t上午\n2\t业务培训\t下午\n",
        "联系单位名单\n序号\t单位\t联系人\t电话\n1\t县农业农村局\t张某\t123\n2\t县林业局\t李某\t456\n",
    ],
)
def test_other_tables_are_no_sheets(text: str) -> None:
    """Results, programmes and lists of people ask for nothing."""
    assert tasks(text) == []


PLAN = "2024年优化营商环境工作要点\n一、提升服务效能\n"


def read(sentence: str) -> list[tuple[str, str, str, str]]:
    """(kind, due, leads, supports) of every target of one item in a plan."""
    found = targets(f"{PLAN}1.{sentence}\n二、加大金融支持\n1.改善服务。\n")
    return [(t.kind, str(t.due.day), " ".join(t.owners.lead), " ".join(t.owners.support)) for t in found]


@pytest.mark.parametrize(
    ("sentence", "due", "lead", "support"),
    [
        ("开展收费整治。牵头单位：市商务局；配合单位：市财政局。时限：持续推进。", "None", "市商务局", "市财政局"),
        ("开展收费整治。责任单位：市商务局、市财政局。完成时限：2024年6月。", "2024-06-30", "市商务局", "市财政局"),
        ("开展收费整治。完成时限：10月底前。责任单位：市市场监管局。", "2024-10-31", "市市场监管局", ""),
        ("开展收费整治。主办单位：市市场监管局；协办单位：市财政局", "2024-12-31", "市市场监管局", "市财政局"),
        ("开展收费整治。（市市场监管局牵头，长期坚持）", "None", "市市场监管局", ""),
        ("开展收费整治。由人民银行县支行牵头，市财政局按职责分工负责。", "2024-12-31", "人民银行县支行", "市财政局"),
        ("开展收费整治。由市财政局负责，各县（区）政府配合。", "2024-12-31", "市财政局", "各县（区）政府"),
        ("开展收费整治。由市发展改革委牵头，市财政局等部门参与。", "2024-12-31", "市发展改革委", "市财政局"),
    ],
)  # fmt: skip
def test_an_item_is_one_task_of_those_it_names_without_brackets(
    sentence: str, due: str, lead: str, support: str
) -> None:
    """The term beside the owners is its own; what never ends has none; the quote is the whole item."""
    assert read(sentence) == [("task", due, lead, support)]
    quote = tasks(f"{PLAN}1.{sentence}\n二、加大金融支持\n1.改善服务。\n")[0][0]
    assert quote == sentence.rstrip("。")


def test_a_number_in_such_an_item_has_its_owners() -> None:
    """新增首贷户 is counted for whoever the next sentence names."""
    found = read("新增首贷户不少于2000户。由人民银行临江市分行牵头，临江金融监管分局、市金融办按职责分工负责。")
    assert {row[2:] for row in found} == {("人民银行临江市分行", "临江金融监管分局 市金融办")}
    assert {row[0] for row in found} == {"task", "quantified"}


@pytest.mark.parametrize(
    "sentence",
    [
        "市市场监管局牵头，会同市税务局、市财政局，将开办时间压缩至0.5个工作日，9月底前完成。",
        "将开办时间压缩至0.5个工作日，9月底前完成，由市市场监管局负责，市税务局、市财政局等部门配合。",
    ],
)
def test_a_number_and_the_clause_that_says_by_when_are_one_target(sentence: str) -> None:
    """Whoever leads, whoever helps and the deadline belong to the number: no task and no milestone beside it."""
    assert read(sentence) == [("quantified", "2024-09-30", "市市场监管局", "市税务局 市财政局")]


def test_a_clause_with_more_than_a_deadline_is_an_outcome_of_its_own() -> None:
    """9月底前出台办法 does not date the number before it."""
    text = PLAN + "1.年内改造企业100家，9月底前出台奖补办法。\n"
    assert numbers(text) == [">= 100 家 2024-12-31"]
    assert [str(t.due.day) for t in targets(text)] == ["2024-12-31", "2024-09-30"]


@pytest.mark.parametrize(
    ("sentence", "lead", "support"),
    [
        ("各县（市、区）、各部门要在5月底前建成站点20个", "各县（市、区） 各部门", ""),
        ("各市（州）、县（市、区）要在5月底前建成站点20个", "各市（州） 县（市、区）", ""),
        ("省发展改革委（省能源局）要在5月底前建成站点20个", "省发展改革委（省能源局）", ""),
        ("江河集团公司要在5月底前建成站点20个", "江河集团公司", ""),
        ("各级人民法院要在5月底前建成站点20个", "各级人民法院", ""),
        ("各高校要在5月底前建成站点20个", "各高校", ""),
        ("国家发展改革委、财政部等部门联合建成站点20个", "国家发展改革委", "财政部"),
        ("教育局会由今年起建成站点20个", "教育局", ""),
        ("缺水地区力争建成站点20个", "", ""),
        ("我局将会同市发展改革委建成站点20个", "", "市发展改革委"),
        ("首批单位于5月底前建成站点20个", "", ""),
    ],
)
def test_whoever_acts_in_a_sentence_answers_for_its_number(sentence: str, lead: str, support: str) -> None:
    """A kind of places is nobody, and so is the issuer; whom it acts with helps."""
    found = [t for t in targets(f"2024年工作方案\n一、主要任务\n{sentence}。\n") if t.quantity]
    assert [(" ".join(t.owners.lead), " ".join(t.owners.support)) for t in found] == [(lead, support)]


def test_a_marker_of_a_paragraph_stands_before_the_subject_in_either_script() -> None:
    """二十七、醫管局將於…: the bureau is named as the paper writes it."""
    items = "二十七、醫管局將於2025年把輪候時間縮短10%。\n二十八、環境局會在2030年把車位增至20萬個。\n"
    text = f"行政長官2024年施政報告\n{items}"
    assert [t.owners.lead for t in targets(text)] == [("醫管局",), ("環境局",)]


def test_a_duty_with_a_rhythm_keeps_it() -> None:
    """每月25日前报送 is no outcome with a day, and yet due again and again."""
    found = targets("2024年工作方案\n一、有关要求\n各县（市、区）、各部门要于每月25日前报送进展情况。\n")
    assert [(t.kind, t.due.recurrence, t.owners.lead) for t in found] == [
        ("task", "monthly", ("各县（市、区）", "各部门"))
    ]


@pytest.mark.parametrize(
    ("sentence", "due", "lead", "support"),
    [
        ("完善保障。县卫健局牵头，县教育局、县发改局配合。", "2024-12-31", "县卫健局", "县教育局 县发改局"),
        ("完善保障。县商务局负责，县财政局配合，10月底前完成。", "2024-10-31", "县商务局", "县财政局"),
        ("完善保障。（省应急厅会同省气象局于2024年9月底前完成）", "2024-09-30", "省应急厅", "省气象局"),
        ("完善保障。（责任单位：市医保局、市民政局[列第一位者为牵头单位]）", "2024-12-31", "市医保局", "市民政局"),
        (
            "完善保障。责任领导：张某；责任单位：县发改局；责任人：李某；完成时限：11月底。",
            "2024-11-30",
            "县发改局",
            "",
        ),
    ],
)
def test_clerks_name_owners_in_many_ways(sentence: str, due: str, lead: str, support: str) -> None:
    """Sentences, brackets and notes beside them; persons are no units."""
    assert read(sentence) == [("task", due, lead, support)]


@pytest.mark.parametrize("sign", ["\t", " | ", "    "])
def test_a_column_of_figures_sets_them_for_the_bodies_of_its_rows(sign: str) -> None:
    """目标值 makes each row one number with the measure of its own column, its owners and its term; 分值 sets none."""
    rows = [
        ("序号", "指标名称", "单位", "目标值", "责任单位", "完成时限"),
        ("1", "新建社区养老服务站", "个", "12", "区民政局", "2024年10月底"),
        ("2", "适老化改造户数", "户", "≥350", "区民政局、区残联", "11月底前"),
        ("3", "低保动态调整及时率", "%", "98", "各街道办事处", "全年"),
    ]
    found = targets("2024年度街道民政工作目标任务表\n" + table(rows, sign))
    assert [(t.kind, t.metric, str(t.due.day), t.owners.lead, t.owners.support) for t in found] == [
        ("quantified", "新建社区养老服务站", "2024-10-31", ("区民政局",), ()),
        ("quantified", "适老化改造户数", "2024-11-30", ("区民政局",), ("区残联",)),
        ("quantified", "低保动态调整及时率", "2024-12-31", ("各街道办事处",), ()),
    ]
    assert [number.rsplit(" ", 1)[0] for number in numbers("2024年度街道民政工作目标任务表\n" + table(rows, sign))] == [
        ">= 12 个",
        ">= 350 户",
        ">= 98 %",
    ]


@pytest.mark.parametrize("sign", ["\t", "|"])
def test_rows_may_lack_their_last_cells_and_say_what_is_taken_away(sign: str) -> None:
    """Short names beside 考核标准 are no tasks; “，未修订扣5分” is no part of one."""
    rows = [
        ("考核指标", "考核内容", "考核标准", "分值", "考核部门", "得分"),
        ("一、组织保障（20分）", "1.健全机制", "6月底前修订管护制度，未修订扣5分", "10", "县水利局"),
        ("", "2.经费保障", "落实管护经费120万元", "10", "县财政局"),
        ("二、加分项", "3.创新", "经验获市级以上推广的，加5分", "5", "县河长办"),
    ]
    assert owned("2024年度河湖管护考核评分表\n" + table(rows, sign)) == [
        ("6月底前修订管护制度", ("县水利局",)),
        ("落实管护经费120万元", ("县财政局",)),
    ]


def test_figures_with_a_line_for_each_cell() -> None:
    """A measure has its own column, be it 亿元 or a sign."""
    head = ("考核指标", "计量单位", "权重", "目标值", "考核部门")
    rows = [head, ("利润总额", "亿元", "30", "15.6", "财务部"), ("研发投入强度", "%", "15", "3.5", "科技部")]
    found = targets("某集团2025年度经营业绩考核责任书\n" + table(rows, "\n"))
    assert [(t.metric, t.owners.lead) for t in found] == [("利润总额", ("财务部",)), ("研发投入强度", ("科技部",))]
    assert numbers("某集团2025年度经营业绩考核责任书\n" + table(rows, "\n")) == [
        ">= 1560000000 元 2025-12-31",
        ">= 3.5 % 2025-12-31",
    ]


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("省水利厅（省防汛抗旱指挥部办公室）要完成灌区改造12处", "省水利厅（省防汛抗旱指挥部办公室）"),
        ("国家金融监督管理总局省监管局要完成灌区改造12处", "国家金融监督管理总局省监管局"),
        ("各市（地）要完成灌区改造12处", "各市（地）"),
    ],
)
def test_a_body_that_only_counts_something_has_one_target(sentence: str, lead: str) -> None:
    """X要完成12处 is its number alone: a task would say the same again."""
    found = targets(f"2024年工作方案\n一、主要任务\n{sentence}。\n")
    assert [(t.kind, " ".join(t.owners.lead)) for t in found] == [("quantified", lead)]


@pytest.mark.parametrize("sign", ["\t", "|", "   "])
def test_indicators_of_a_year_have_the_bodies_and_terms_of_their_rows(sign: str) -> None:
    """The column 责任单位 is no unit of measure; a term of the row beats the year of the column."""
    head = ("序号", "指标名称", "2024年完成值", "2025年目标值", "指标属性", "完成时限", "责任单位", "分值")
    rows = [
        head,
        ("1", "小麦播种面积（万亩）", "21.2", "≥21.5", "约束性", "2025年6月底", "县农业农村局", "8"),
        ("2", "户用厕所新改建（座）", "900", "700", "约束性", "10月底", "各乡镇政府、县水务局", "6"),
        ("3", "集中供水率（%）", "95.1", "96以上", "预期性", "全年", "县水务局", "6"),
    ]
    text = "某县2025年度工作目标责任书\n" + table(rows, sign)
    assert numbers(text) == [">= 215000 亩 2025-06-30", ">= 700 座 2025-10-31", ">= 96 % 2025-12-31"]
    assert [(t.owners.lead, t.owners.support) for t in targets(text)] == [
        (("县农业农村局",), ()),
        (("各乡镇政府",), ("县水务局",)),
        (("县水务局",), ()),
    ]


@pytest.mark.parametrize("signs", ["〔〕", "【】", "（）", "[]"])
def test_owners_stand_in_brackets_of_every_shape(signs: str) -> None:
    """Corner brackets close an item as round ones do."""
    bracket = signs[0] + "牵头单位：市港航局；配合单位：市海关、各州〔市〕政府" * (signs != "〔〕") + signs[1]
    bracket = bracket if signs != "〔〕" else "〔牵头单位：市港航局；配合单位：市海关〕"
    said = tasks(f"2024年工作方案\n一、主要任务\n（一）建设码头。开工建设北港码头，新增泊位6个。{bracket}\n")
    helpers = ("市海关",) if signs == "〔〕" else ("市海关", "各州〔市〕政府")
    assert [(lead, support) for _, lead, support in said] == [(("市港航局",), helpers)]


def said(text: str) -> list[tuple[str, str, str]]:
    """(quote, due, all owners) of every task, the full stop left out."""
    found = [t for t in targets(text, given=None) if t.kind == "task"]
    return [(t.quote.rstrip("。"), str(t.due.day), " ".join((*t.owners.lead, *t.owners.support))) for t in found]


PUT_RIGHT = "某县督查反馈问题整改方案\n2024年5月20日\n"
MEASURES = "1.新建污水处理站4座。\n2.2024年8月底前封闭料棚。\n"
FEET = "整改时限：2025年6月底\n责任单位：县住建局、各乡镇政府\n责任领导：赵某\n督导单位：县水利局\n"
BODIES = "县住建局 各乡镇政府"


@pytest.mark.parametrize(
    "text",
    [
        f"（一）污水直排。\n整改目标：污水处理率达到85%。\n整改措施：\n{MEASURES}{FEET}",
        f"（一）污水直排\n{FEET}整改目标：污水处理率达到85%。\n整改措施：\n{MEASURES}",
        f"问题一：污水直排。\n整改目标：污水处理率达到85%。\n整改措施：{MEASURES}{FEET}",
    ],
    ids=["owners last", "owners first", "problems counted"],
)
def test_the_bodies_of_a_record_own_all_its_measures(text: str) -> None:
    """Each measure is a task; the goal has the same owners and term; whoever watches answers for nothing."""
    more = (
        text.replace("污水直排", "料场扬尘")
        .replace("（一）", "（二）")
        .replace("问题一", "问题二")
        .replace("4座", "6座")
    )
    tasked = [("新建污水处理站4座", "2025-06-30", BODIES), ("2024年8月底前封闭料棚", "2024-08-31", BODIES)]
    again = [("新建污水处理站6座", "2025-06-30", BODIES), tasked[1]]
    assert said(PUT_RIGHT + text + more) == [*tasked, *again]
    counted = [t for t in targets(PUT_RIGHT + text, given=None) if t.metric == "污水处理率"]
    assert [(str(t.due.day), t.owners.lead, t.owners.support) for t in counted] == [
        ("2025-06-30", ("县住建局",), ("各乡镇政府",))
    ]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (
            "1.问题：设施老化。整改措施：更换消防栓；整改时限：2024年9月底前；责任单位：区消防队、区住建局；责任人：赵某。",
            [("更换消防栓", "2024-09-30", "区消防队 区住建局")],
        ),
        (
            "（一）设施老化。现有栓230个。\n整改措施：更换消防栓，力争9月建成。（责任单位：区住建局；完成时限：2024年9月30日）",
            [("更换消防栓，力争9月建成。（责任单位：区住建局；完成时限：2024年9月30日）", "2024-09-30", "区住建局")],
        ),
        (
            "考核内容：新建农村公路60公里\n责任单位：县交通局\n考核内容：建立巡查台账\n分工单位：县水务局",
            [("新建农村公路60公里", "None", "县交通局"), ("建立巡查台账", "None", "县水务局")],
        ),
        (
            "一、议事规则不全\n整改目标：修订议事规则。\n整改时限：立行立改，长期坚持\n责任单位：县政府办牵头，县司法局配合",
            [("修订议事规则", "None", "县政府办 县司法局")],
        ),
    ],
)
def test_fields_stand_in_lines_or_behind_semicolons(record: str, expected: list[tuple[str, str, str]]) -> None:
    """No quote holds a label or the field behind it."""
    assert said(PUT_RIGHT + record + "\n") == expected


def test_what_is_never_done_keeps_the_words_that_say_so() -> None:
    """立行立改，长期坚持 is no day."""
    found = targets(
        PUT_RIGHT + "一、规则不全\n整改措施：修订规则。\n整改时限：立行立改，长期坚持\n责任单位：县政府办\n"
    )
    assert [(t.due.day, t.due.text) for t in found] == [(None, "立行立改，长期坚持")]


def test_problems_and_progress_in_a_table_are_no_tasks() -> None:
    """存在问题 says what is amiss, 进展 what has been."""
    rows = [
        ("序号", "存在问题", "整改措施", "整改时限", "责任单位"),
        ("1", "会议制度执行很不严格", "修订会议规则", "2024年7月15日前", "县政府办"),
    ]
    assert said(PUT_RIGHT + table(rows, "\t")) == [("修订会议规则", "2024-07-15", "县政府办")]
    told = [
        ("议题", "目标", "目标年", "2023年进展"),
        ("包装", "可回收包装占比达到90%", "2028年", "占比达到61%"),
        ("用水", "吨产品耗水降至3吨以下", "2025年", "耗水降至4吨以下"),
    ]
    assert [(t.metric, str(t.due.day)) for t in targets("可持续发展报告\n一、工作目标\n" + table(told, "\t"))] == [
        ("可回收包装占比", "2028-12-31"),
        ("吨产品耗水", "2025-12-31"),
    ]


PROJECTS = [
    (
        "序号",
        "项目名称",
        "建设内容及规模",
        "总投资（亿元）",
        "2025年计划投资（亿元）",
        "2025年形象进度",
        "牵头领导",
        "责任单位",
    ),
    ("1", "东港大桥", "全长3公里", "28.6", "9.5", "6月底前主桥合龙，12月底前建成通车", "李某", "东港市政府"),
    ("2", "县医院提升", "床位800张", "16", "5", "主体结构封顶", "王某", "县卫健局、县住建局"),
]


@pytest.mark.parametrize("sign", ["\t", "|", "   ", "\n"])
def test_the_year_of_a_project_is_its_target_and_its_size_is_none(sign: str) -> None:
    """What is invested in the year and how far the work comes, for the body of the row; no leader answers."""
    found = targets("2025年重点项目推进计划\n" + table(PROJECTS, sign), given=None)
    assert [(t.metric, f"{t.quantity.value:f}", str(t.due.day)) for t in found if t.quantity] == [
        ("东港大桥计划投资", "950000000", "2025-12-31"),
        ("县医院提升计划投资", "500000000", "2025-12-31"),
    ]
    assert [(t.quote, str(t.due.day)) for t in found if t.kind == "milestone"] == [
        ("6月底前主桥合龙", "2025-06-30"),
        ("12月底前建成通车", "2025-12-31"),
    ]
    assert {t.owners.lead for t in found} == {("东港市政府",), ("县卫健局",)}
    assert said("2025年重点项目推进计划\n" + table(PROJECTS, sign)) == [
        ("6月底前主桥合龙，12月底前建成通车", "2025-12-31", "东港市政府"),
        ("主体结构封顶", "2025-12-31", "县卫健局 县住建局"),
    ]


@pytest.mark.parametrize("sign", ["\t", " | ", "   "])
def test_a_project_begins_and_ends_when_its_row_says(sign: str) -> None:
    """What was begun already is no milestone."""
    rows = [
        ("项目名称", "建设规模", "开工时间", "竣工时间", "责任单位"),
        ("北环快速路", "全长12公里", "2023年5月", "2025年6月", "市住建局"),
        ("城西水厂", "日供水10万吨", "2025年3月", "2026年12月底", "市水务局"),
    ]
    found = targets("某市重大项目清单\n2024年12月20日\n" + table(rows, sign), given=None)
    assert [(t.kind, str(t.due.day), t.owners.lead) for t in found] == [
        ("milestone", "2025-06-30", ("市住建局",)),
        ("milestone", "2025-03-31", ("市水务局",)),
        ("milestone", "2026-12-31", ("市水务局",)),
    ]


def test_the_work_of_a_project_is_its_task_where_nothing_else_is_said() -> None:
    """Without a column for the year or its stages 建设内容 is what is to be done."""
    rows = [
        ("项目名称", "建设内容", "责任单位", "完成时限"),
        ("智慧停车", "新建停车位500个", "市城管局", "2025年9月底"),
    ]
    text = "2025年重点项目任务分解表\n" + table([*rows, rows[1]], "\t")
    assert said(text)[0] == ("新建停车位500个", "2025-09-30", "市城管局")


DUTIES_OF = "某县防汛工作方案\n2024年3月5日\n一、部门职责\n"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("县水利局：负责水库度汛，完善预案。", [("县水利局：负责水库度汛，完善预案", "None", "县水利局")]),
        ("（一）县水利局。负责水库度汛，完善预案。", [("县水利局。负责水库度汛，完善预案", "None", "县水利局")]),
        (
            "县商务局：督促商户于2024年10月31日前安装报警器。",
            [("县商务局：督促商户于2024年10月31日前安装报警器", "2024-10-31", "县商务局")],
        ),
        (
            "县住建局负责城区排涝；县气象局、县水文局负责监测预警。",
            [
                ("县住建局负责城区排涝", "None", "县住建局"),
                ("县气象局、县水文局负责监测预警", "None", "县气象局 县水文局"),
            ],
        ),
        ("（三）县财政局要及时拨付资金。", [("县财政局要及时拨付资金", "None", "县财政局")]),
        (
            "市直各部门：按照职责分工，做好值班值守。",
            [("市直各部门：按照职责分工，做好值班值守", "None", "市直各部门")],
        ),
        ("联系单位：县水利局负责答复。", []),
        ("办公室设在县水利局。", []),
    ],
)
def test_a_line_of_a_list_of_duties_is_a_task_of_its_body(line: str, expected: list[tuple[str, str, str]]) -> None:
    """Whoever opens the line, or the part between semicolons, answers for it."""
    assert said(f"{DUTIES_OF}{line}\n") == expected


def test_the_numbers_of_a_duty_have_its_body() -> None:
    """A dated number in such a line is a target of its own."""
    found = targets(f"{DUTIES_OF}县监管局：负责气瓶监管，2024年12月底前检查8家充装站。\n", given=None)
    assert [(str(t.due.day), t.owners.lead) for t in found if t.quantity] == [("2024-12-31", ("县监管局",))]


@pytest.mark.parametrize(
    ("sentence", "lead", "support"),
    [
        ("各省级水利部门、能源部门组织电站于2024年9月底前复核电站12座。", "各省级水利部门 能源部门", ""),
        ("各子公司、分公司要在2024年9月底前压减法人15户。", "各子公司 分公司", ""),
        (
            "各市（地）、县（市、区）党委和政府要在2024年9月底前建成专班3个。",
            "各市（地） 县（市、区）党委和政府",
            "",
        ),
        ("平山煤矿要在2024年9月底前治理边坡12处。", "平山煤矿", ""),
        ("滨海电厂要在2024年9月底前改造机组2台。", "滨海电厂", ""),
        ("县财政每年安排专项资金300万元。", "县财政", ""),
        ("国家能源局会同财政部于2024年6月底前建成系统3套。", "国家能源局", "财政部"),
    ],
)
def test_kinds_of_bodies_lead_together(sentence: str, lead: str, support: str) -> None:
    """各A、B act side by side; mines, power plants and the purse of a county are bodies too."""
    found = [t for t in targets(f"2024年工作方案\n一、主要任务\n{sentence}\n") if t.quantity]
    assert [(" ".join(t.owners.lead), " ".join(t.owners.support)) for t in found] == [(lead, support)]


def test_bodies_behind_a_dash_close_an_item() -> None:
    """“…。——县住建局、县司法局” owns the item before it."""
    text = "2024年工作方案\n一、主要任务\n（一）修订城建条例。——县住建局、县司法局\n（二）新建社区——花园里。\n"
    assert said(text) == [("修订城建条例。——县住建局、县司法局", "2024-12-31", "县住建局 县司法局")]


@pytest.mark.parametrize(
    "sentence",
    [
        "到2027年，产值能耗和产值水耗分别比2024年下降12%、10%。",
        "到2027年，产值能耗、产值水耗较2024年分别下降12%和10%。",
        "到2027年，产值能耗、产值水耗较上年分别下降12%和10%。",
    ],
)
def test_each_number_of_a_row_has_its_measure_whatever_it_is_compared_with(sentence: str) -> None:
    """What a change is counted from is no part of what is measured."""
    assert [t.metric for t in targets(f"2024年工作方案\n一、工作目标\n{sentence}\n")] == ["产值能耗", "产值水耗"]


def test_a_paper_is_drawn_up_by_whom_the_clause_says() -> None:
    """“具体方案由县金融办一个月内提出” is a task of that office."""
    text = "2024年工作方案\n一、主要任务\n设立专项资金，具体方案由县金融办牵头商县财政局研究提出。\n"
    assert said(text) == [("具体方案由县金融办牵头商县财政局研究提出", "2024-12-31", "县金融办 县财政局")]


def test_a_whole_sentence_that_stands_as_a_heading_may_charge_somebody() -> None:
    """Minutes number their sentences as chapters are numbered."""
    text = "2024年工作方案\n一、同意设立基金，规模3亿元，具体办法由市金融办一个月内提出。\n二、同意建桥。\n"
    assert [(quote, owners) for quote, _, owners in said(text)] == [("具体办法由市金融办一个月内提出", "市金融办")]


LEVELS = ("一级指标", "二级指标", "三级指标", "指标值", "分值")
MEASURED = (
    ("产出指标", "数量指标", "培训教师人数", "≥1200人次", "20"),
    ("", "质量指标", "培训合格率", "95%以上", "10"),
    ("", "", "是否建立学员档案", "是", "5"),
    ("", "时效指标", "培训完成时间", "2025年11月底前", "5"),
    ("", "成本指标", "人均培训成本", "≤400元/人", "10"),
    ("效益指标", "社会效益指标", "重大责任事故发生数", "0起", "20"),
    ("满意度指标", "服务对象满意度", "参训教师满意度", "95%", "10"),
)
REACHED = [
    ">= 1200 人次 2025-12-31",
    ">= 95 % 2025-12-31",
    "<= 400 元/人 2025-12-31",
    "= 0 起 2025-12-31",
    ">= 95 % 2025-12-31",
]


@pytest.mark.parametrize("sign", ["\t", "|", " | "])
@pytest.mark.parametrize("columns", [(0, 1, 2, 3, 4), (0, 1, 2, 3), (1, 2, 3), (0, 1, 4, 2, 3)])
def test_indicators_in_levels_set_a_figure_a_row_and_no_tasks(columns: tuple[int, ...], sign: str) -> None:
    """Every row with a number under 指标值 is a target of the year above the table; points, 是 and 否 are none."""
    rows = [[row[n] for n in columns] for row in (LEVELS, *MEASURED)]
    text = "乡村教师培训项目支出绩效目标表\n（2025年度）\n" + table(rows, sign)
    assert numbers(text, given=None) == REACHED
    assert tasks(text, given=None) == []
    assert [str(found.due.day) for found in targets(text, given=None) if found.kind == "milestone"] == ["2025-11-30"]


def test_indicators_take_their_sign_and_measure_from_columns_of_their_own() -> None:
    """性质 holds the sign, 度量单位 the measure; a month behind the name is the term."""
    text = "2024年部门整体绩效目标申报表\n" + table(
        (
            ("一级指标", "二级指标", "三级指标", "绩效指标性质", "绩效指标值", "绩效度量单位", "权重"),
            ("产出指标", "数量指标", "新建村级卫生室", "≥", "35", "个", "10"),
            ("", "成本指标", "项目总成本", "≤", "260", "万元", "10"),
            ("", "时效指标", "资金支付进度（9月）", "＝", "75", "%", "10"),
            ("", "质量指标", "制度建设", "定性", "健全", "", "10"),
        ),
        "\t",
    )
    assert numbers(text, given=None) == [">= 35 个 2024-12-31", "<= 2600000 元 2024-12-31", ">= 75 % 2024-09-30"]


@pytest.mark.parametrize("sign", ["\t", "|", "  ", "\n"])
def test_indicators_in_levels_have_the_year_of_the_title_be_it_with_a_line_for_each_cell(sign: str) -> None:
    """A group stands in its first row only; what was reached the year before is no target."""
    rows = (
        ("一级指标", "二级指标", "三级指标", "上年指标值", "本年指标值"),
        ("产出指标", "数量指标", "开展巡查次数", "20次", "≥24次"),
        ("", "质量指标", "问题整改率", "95%", "≥98%"),
        ("效益指标", "社会效益指标", "群众满意度", "88%", "90%"),
    )
    kept = [row if sign != "\n" else tuple(cell for cell in (*row[:3], row[4]) if cell) for row in rows]
    text = "2025年部门预算项目绩效目标表\n" + table(kept, sign)
    assert numbers(text, given=None) == [">= 24 次 2025-12-31", ">= 98 % 2025-12-31", ">= 90 % 2025-12-31"]
    assert tasks(text, given=None) == []


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1000-1200人", "between 1000 人"),
        ("高于95%", "> 95 %"),
        ("小于3%", "< 3 %"),
        ("=100%", ">= 100 %"),
        ("控制在50万元以内", "<= 500000 元"),
        ("约300户", "~ 300 户"),
        ("2.5万个", ">= 25000 个"),
    ],
)
def test_values_are_written_in_many_ways(written: str, read: str) -> None:
    """A sign or a word before the figure, a range, a bound behind it."""
    text = f"2025年项目绩效目标表\n一级指标\t二级指标\t三级指标\t目标值\n产出指标\t数量指标\t保障情况\t{written}\n"
    assert numbers(text, given=None) == [f"{read} 2025-12-31"]


def test_a_table_that_says_what_was_reached_looks_back() -> None:
    """A self-assessment has the value of the year beside what came of it."""
    text = "2024年度项目支出绩效自评表\n" + table(
        (
            ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
            ("产出指标", "数量指标", "养护公路里程", "≥120公里", "126公里", "10", "10"),
            ("", "质量指标", "优良路率", "≥85%", "88%", "10", "10"),
        ),
        "\t",
    )
    assert numbers(text, given=None) == []


AMISS = ("序号", "反馈问题", "整改措施", "整改时限", "责任单位", "配合单位")
MENDED = (
    ("1", "12处矿山未修复，修复率仅为40%", "完成12处矿山修复", "2024年6月底前", "县资源局", "县林业局"),
    ("2", "3个乡镇未建立巡查台账", "建立巡查台账，每月巡查不少于2次", "2024年4月15日前", "各乡镇人民政府", "无"),
    ("3", "违法占地27宗", "对违法建筑依法拆除", "年底前", "县资源局牵头，县城管局配合", ""),
    ("4", "档案管理不规范", "健全档案管理制度", "立行立改", "牵头单位：县档案馆；责任单位：县委办", ""),
)


@pytest.mark.parametrize("sign", ["\t", "|", " | ", "\n"])
@pytest.mark.parametrize("named", ["反馈问题", "问题", "督查发现问题", "存在问题及不足"])
def test_what_is_amiss_is_no_target_and_each_measure_is_a_task(named: str, sign: str) -> None:
    """The column of problems states facts; the measure has the owners and the term of its row."""
    rows = [row if sign != "\n" else tuple(cell for cell in row if cell) for row in (AMISS, *MENDED)]
    text = "县督察反馈问题整改清单\n2024年3月5日\n" + table(rows, sign).replace("反馈问题" + sign, named + sign)
    assert [(quote, lead, support) for quote, lead, support in tasks(text, given=None)] == [
        ("完成12处矿山修复", ("县资源局",), ("县林业局",)),
        ("建立巡查台账，每月巡查不少于2次", ("各乡镇人民政府",), ()),
        ("对违法建筑依法拆除", ("县资源局",), ("县城管局",)),
        ("健全档案管理制度", ("县档案馆",), ("县委办",)),
    ]
    assert numbers(text, given=None) == [">= 12 处 2024-06-30", ">= 2 次 2024-03-31"]


def test_a_step_of_a_measure_without_a_day_of_its_own_is_no_milestone() -> None:
    """A rhythm of one part dates no other part."""
    text = "整改方案\n2023年9月25日\n" + table(
        (
            ("问题", "整改措施", "整改时限", "责任单位"),
            ("滤芯陈旧", "更换滤芯238套，每半年检测水质1次，检测结果在校内公示", "2023年10月下旬", "县水利局"),
        ),
        "\t",
    )
    assert [found.kind for found in targets(text, given=None)] == ["quantified", "task", "quantified"]


def test_what_measures_are_to_come_to_has_the_owners_of_the_row() -> None:
    """A column of goals beside the measures holds numbers, and no tasks of its own."""
    text = "问题整改表\n" + table(
        (
            ("存在问题", "整改目标", "整改措施", "责任单位", "完成时限"),
            ("有8个小区未接入管网", "8个小区全部接入", "新建管网15公里", "市住建局", "2024年9月底"),
            ("5家企业未装设备", "培育示范企业5家", "逐家约谈负责人", "市环境局", "2024年5月31日"),
        ),
        " | ",
    )
    assert [quote for quote, _, _ in tasks(text, given=None)] == ["新建管网15公里", "逐家约谈负责人"]
    assert {found.owners.lead for found in targets(text, given=None)} == {("市住建局",), ("市环境局",)}


SHARED_OUT = "县人民政府办公室关于印发2025年重点工作分工方案的通知\n"


@pytest.mark.parametrize(
    ("bracket", "lead", "support", "due"),
    [
        ("县商务局、县林业局，3月底前启动建设，11月底前建成", ("县商务局",), ("县林业局",), "2025-11-30"),
        ("县应急局会同县气象局，6月底前完成初稿，9月底前印发", ("县应急局",), ("县气象局",), "2025-09-30"),
        ("县城管局，各乡镇〔街道〕，第三季度完成", ("县城管局",), ("各乡镇〔街道〕",), "2025-09-30"),
        (
            "县住建局牵头，各市、县〔市、区〕政府按职责分工负责。列第一位者为牵头单位，下同",
            ("县住建局",),
            ("各市、县〔市、区〕政府",),
            "2025-12-31",
        ),
        ("县住建局、县财政局；首位为牵头单位", ("县住建局",), ("县财政局",), "2025-12-31"),
    ],
)
def test_a_bracket_of_owners_may_set_terms_and_say_how_it_is_to_be_read(
    bracket: str, lead: tuple[str, ...], support: tuple[str, ...], due: str
) -> None:
    """The last term is the task's; a note names nobody; bodies are never cut inside 〔〕."""
    said = f"建设物流中心3个，改造老旧农贸市场。（{bracket}）"
    found = targets(f"{SHARED_OUT}1. {said}\n", given=None)
    assert [(t.owners.lead, t.owners.support, str(t.due.day)) for t in found] == [(lead, support, due)] * 2


WATER_PLAN = "关于推进农村供水规范化建设的实施方案\n2026年1月10日\n一、重点任务\n"


@pytest.mark.parametrize(
    ("said", "lead"),
    [
        ("7个旗县区全部建立供水管护机制。", ("7个旗县区",)),
        ("12个乡镇要在2026年底前建成水厂20座。", ("12个乡镇",)),
        ("每个设区市要在2026年底前建成1个示范基地。", ("每个设区市",)),
        ("每个县（市、区）每年至少培育2家龙头企业。", ("每个县（市、区）",)),
        ("二级以上医院要在2026年底前全部开设老年医学科。", ("二级以上医院",)),
        ("各县市区要在2026年6月底前制定实施方案。", ("各县市区",)),
        ("省级以上开发区要在2026年底前完成区域评估。", ("省级以上开发区",)),
        ("市属各高校2026年新增学位3000个。", ("市属各高校",)),
        ("集体经济薄弱村年收入要达到20万元以上。", ()),
        ("重点实验室要在2026年底前达到50家。", ()),
        ("优先在偏远地区、集体经济薄弱村新建棚室5万个。", ()),
        ("与某大学共建联合实验室，中试线于2026年四季度投产。", ()),
        ("本次某村拟调整地块4个，2026年底前完成。", ()),
    ],
)
def test_bodies_of_one_kind_lead_what_all_of_them_or_so_many_shall_do(said: str, lead: tuple[str, ...]) -> None:
    """A class of bodies is named in full; villages and laboratories are nobody."""
    assert {found.owners.lead for found in targets(WATER_PLAN + said, given=None)} == {lead}


def test_the_number_of_those_who_act_is_no_target_beside_their_share() -> None:
    """7个县区全部…: all of them."""
    assert numbers(WATER_PLAN + "2027年底前，7个旗县区全部建立供水管护机制。", given=None) == [">= 100 % 2027-12-31"]


@pytest.mark.parametrize(
    ("said", "lead"),
    [
        ("据市商务局负责人介绍，一季度进出口增长12%。该局还计划于3月底前出台若干措施。", ("市商务局",)),
        ("市交通局近日召开会议。该局将在年内新建农村公路120公里。", ("市交通局",)),
        ("云岭集团去年营收增长8%。该公司计划今年投资12亿元建设新基地。", ("云岭集团",)),
        ("“我们将加强服务。”市商务局局长表示，该局还计划于3月底前出台若干措施。", ("市商务局",)),
        ("去年进出口增长12%。该局还计划于3月底前出台若干措施。", ()),
    ],
)
def test_that_body_is_the_last_of_its_sort_that_the_paragraph_names(said: str, lead: tuple[str, ...]) -> None:
    """该局 in a story."""
    found = targets(f"口岸进出口额创新高\n2025年3月12日\n{said}\n", given=None)
    assert [each.owners.lead for each in found] == [lead]


@pytest.mark.parametrize(
    ("said", "task", "outcome"),
    [
        (
            "市水利局会同市财政局建立评估机制，2028年开展中期评估。",
            "市水利局会同市财政局建立评估机制",
            "2028年开展中期评估",
        ),
        (
            "由市督查室牵头，市财政局配合，对整改情况逐项验收，12月25日前形成验收报告。",
            "由市督查室牵头，市财政局配合，对整改情况逐项验收",
            "12月25日前形成验收报告",
        ),
        ("由市督查室牵头，市财政局配合，12月25日前形成验收报告。", None, "12月25日前形成验收报告"),
        ("由市督查室牵头，根据核查情况，12月25日前形成验收报告。", None, "12月25日前形成验收报告"),
        ("市民政局要提出奖励意见，于4月上旬报市政府审定。", None, "于4月上旬报市政府审定"),
    ],
)
def test_what_a_body_shall_do_stands_beside_the_dated_outcome_of_a_later_clause(
    said: str, task: str | None, outcome: str
) -> None:
    """Without an action of its own the duty only says who answers for the outcome."""
    found = targets(WATER_PLAN + said, given=None)
    assert [quote for quote, _, _ in tasks(WATER_PLAN + said, given=None)] == ([task] if task else [])
    assert [each.quote for each in found if each.kind == "milestone"] == [outcome]
    assert len({each.owners for each in found}) == 1


def test_the_rhythm_of_one_measure_is_not_that_of_the_next_behind_a_semicolon() -> None:
    """Within a record the next measure has the term of the record."""
    text = (
        "优化服务整改台账\n2025年3月1日\n1. 问题：窗口办理慢。\n整改目标：办理时限压缩50%。\n"
        "整改措施：开展作风整治，每季度通报1次；设置帮办岗位12个。\n整改时限：2025年10月底前\n责任单位：市政务局\n"
    )
    assert numbers(text, given=None) == ["change -50 % 2025-10-31", ">= 1 次 2025-03-31", ">= 12 个 2025-10-31"]
