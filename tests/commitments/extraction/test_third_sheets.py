"""Sheets whose columns, lines and rows stand otherwise than most: what their cells say decides."""

import pytest

from commitments.target import Kind
from tests.commitments.extraction.reading_aloud import firm, milestones, numbers, targets, tasks

YEARS = (
    "临江区2024年度重点工作分解表\n（2024年3月5日印发）\n\n"
    "序号\t重点工作\t年度目标\t牵头单位\t配合单位\t完成时限\n"
    "一、企业培育\n"
    "1\t壮大企业\t新增规上企业12家，完成技改投资3亿元\t区工信局\t区财政局\t11月底\n"
    "2\t修补路网\t推进迎宾路改造，打通断头路\t区住建局\t区城管局\t10月底\n"
    "3\t扩大就业\t力争新增就业900人\t区人社局\t各街道\t12月底\n"
    "注：本表纳入考核，每项未完成扣1分。\n"
)


def test_a_column_of_aims_that_holds_sentences_says_what_is_to_be_done() -> None:
    """Name and aim are one task, and the row's bodies and term are those of the numbers in it."""
    assert tasks(YEARS) == [
        ("壮大企业\t新增规上企业12家，完成技改投资3亿元", ("区工信局",), ("区财政局",)),
        ("修补路网\t推进迎宾路改造，打通断头路", ("区住建局",), ("区城管局",)),
        ("扩大就业\t力争新增就业900人", ("区人社局",), ("各街道",)),
    ]
    assert numbers(YEARS) == [">= 12 家 2024-11-30", ">= 300000000 元 2024-11-30", ">= 900 人 2024-12-31"]
    assert all(target.owners.lead for target in targets(YEARS))


def test_a_tab_opens_a_main_clause_of_a_task() -> None:
    """The strength of a row is that of what its aim says, not of the name beside it."""
    found = [target.strength.value for target in targets(YEARS) if target.kind is Kind.TASK]
    assert found == ["binding", "directional", "aspirational"]


def test_a_column_of_aims_that_holds_figures_still_sets_them() -> None:
    """The cells decide, not the name alone."""
    text = "2024年度工作目标表\n序号\t指标\t年度目标\t责任单位\t完成时限\n1\t新增床位\t300张\t区卫健局\t9月底\n"
    text += "2\t改造站房\t8座\t区水利局\t12月底\n"
    assert numbers(text) == [">= 300 张 2024-09-30", ">= 8 座 2024-12-31"]
    assert tasks(text) == []


def test_a_remark_below_a_sheet_promises_nothing() -> None:
    """Nor do the numbered lines that go on with it, nor when the paper was issued."""
    text = YEARS + "备注：1.完成率按年底数据计算。\n2.12月底前未完成的扣2分。\n"
    assert numbers(text) == numbers(YEARS)
    assert milestones(text) == []


LINES = (
    "平川县2024年民生实事任务分解表\n\n序号\n\n{name}\n\n责任单位\n\n完成时限\n\n"
    "1\n\n启动建设滨河公园和县图书馆。\n\n县水务局\n\n县住建局\n\n11月底前\n\n"
    "2\n\n建成县残疾人服务中心。\n\n县残联\n\n5月底前动工\n\n"
    "3\n\n开工建设养护院。\n\n县民政局\n\n6月底前\n\n迁建县档案中心。\n\n9月投入使用\n\n"
    "4\n\n新建菜市场2个。\n\n县商务局\n\n12月底前\n\n分享到：\n"
)


@pytest.mark.parametrize("name", ["民生实事", "实事项目", "事项名称", "为民办实事项目"])
def test_what_is_to_be_done_may_be_called_a_matter(name: str) -> None:
    """Each row is a task, a row below the same counter is one more of the same body; what follows is no cell."""
    text = LINES.format(name=name)
    assert [(t.quote, t.owners.lead, t.owners.support, str(t.due.day)) for t in firm(text)] == [
        ("启动建设滨河公园和县图书馆", ("县水务局",), ("县住建局",), "2024-11-30"),
        ("建成县残疾人服务中心", ("县残联",), (), "2024-05-31"),
        ("开工建设养护院", ("县民政局",), (), "2024-06-30"),
        ("迁建县档案中心", ("县民政局",), (), "2024-09-30"),
        ("新建菜市场2个", ("县商务局",), (), "2024-12-31"),
        ("新建菜市场2个", ("县商务局",), (), "2024-12-31"),
    ]


def test_the_name_of_a_group_parts_the_rows_of_a_sheet_in_lines() -> None:
    """It belongs to neither row."""
    text = "2024年工作清单\n序号\n工作任务\n责任单位\n完成时限\n一、水利\n1\n完成河道清淤。\n县水务局\n6月底前\n"
    text += "二、教育\n2\n完成校舍加固。\n县教育局\n8月底前\n"
    assert tasks(text) == [("完成河道清淤", ("县水务局",), ()), ("完成校舍加固", ("县教育局",), ())]


def test_a_table_of_a_company_sets_its_years_whatever_its_rows_are_called() -> None:
    """Signs bound, counts of 0 are to stay 0, and what was reached is none."""
    text = (
        "某公司2023年度社会责任报告\n（2024年4月20日发布）\n表1 目标及进展\n"
        "议题\t2023年实绩\t2024年目标\t2030年目标\n绿电比例\t30%\t35%\t90%\n"
        "单位产品用水量（吨/件）\t5.1\t≤4.8\t<4\n重伤及以上事故（起）\t0\t0\t0\n"
    )
    assert sorted(numbers(text)) == [
        "< 4 吨/件 2030-12-31",
        "<= 4.8 吨/件 2024-12-31",
        "= 0 起 2024-12-31",
        "= 0 起 2030-12-31",
        ">= 35 % 2024-12-31",
        ">= 90 % 2030-12-31",
    ]


PERIOD = (
    "平川县国民经济规划纲要\n（2021年2月1日）\n第二章 目标\n{said}\n专栏1 主要指标\n"
    "类别\t指标\t2020年\t2025年\t年均/累计\t属性\n"
    "发展\t1.研发投入强度（%）\t2.1*\t2.6\t—\t预期性\n"
    "\t2.城镇调查失业率（%）\t5.3\t—\t<5.6、力争更低\t预期性\n"
    "\t3.人均预期寿命（岁）\t78.2\t—\t〔1.5〕\t预期性\n"
    "\t4.城镇新增就业（人）\t—\t—\t〔9000〕\t预期性\n"
    "\t5.万元产值能耗降低（%）\t—\t—\t〔12〕\t约束性\n"
    "\t6.粮食总产量（万吨）\t—\t>31\t—\t约束性\n"
    "注：①〔〕内是五年的合计。②加*者是2019年的数。③2020年研发投入强度增长0.2%为预计数。\n第三章 任务\n"
)


def test_what_a_period_adds_is_read_where_no_year_has_a_figure() -> None:
    """It is due with the last year; the counter of a row is no part of its name; remarks below hold no targets."""
    text = PERIOD.format(said="坚持绿色发展。")
    assert numbers(text) == [
        ">= 2.6 % 2025-12-31",
        "< 5.6 % 2025-12-31",
        "change 1.5 岁 2025-12-31",
        ">= 9000 人 2025-12-31",
        "change -12 % 2025-12-31",
        "> 310000 吨 2025-12-31",
    ]
    assert targets(text)[0].metric == "研发投入强度"


def test_a_number_in_a_sentence_and_in_a_row_is_that_of_the_row() -> None:
    """The table says it more definitely: with its unit, and whether it binds."""
    found = targets(PERIOD.format(said="到2025年，研发投入强度达到2.6%。"))
    assert [target.quote for target in found if target.metric == "研发投入强度"] == ["研发投入强度（%）\t2.1*\t2.6"]


SPACED = (
    "平川县水利发展规划\n（2021年11月3日印发）\n第二章 主要目标\n专栏1 主要指标\n"
    "序号 指标 单位 2020 年 2025 年 年均增长 [累计] 属性\n"
    "一、供水\n"
    "1 规模化供水 人口覆盖率 % 41 60 — 预期性\n"
    "2 年用水总量 亿立方米 12.9 ≤12.5 — 约束性\n"
    "3 万元产值用水量\n下降 % — — [16] 约束性\n"
    "— 12 —\n"
    "4 5级以上堤防达标率 % 72.5 > 80 — 预期性\n"
    "5 灌溉水利用系数 - 0.55 0.57 — 约束性\n"
    "注：[ ]内为五年累计数。\n第三章 任务\n"
)


def test_single_blanks_part_the_cells_of_indicators_as_well() -> None:
    """A name may hold blanks or run over two lines, and pages and groups stand between the rows."""
    assert numbers(SPACED) == [
        ">= 60 % 2025-12-31",
        "<= 1250000000 立方米 2025-12-31",
        "change -16 % 2025-12-31",
        "> 80 % 2025-12-31",
        ">= 0.57 None 2025-12-31",
    ]
    assert [target.metric for target in targets(SPACED)][::2] == [
        "规模化供水 人口覆盖率",
        "万元产值用水量下降",
        "灌溉水利用系数",
    ]
    assert {target.strength.value for target in targets(SPACED)} == {"planned", "binding"}


def test_single_blanks_part_cells_without_a_counter() -> None:
    """A group may stand before the first name of its rows; the same figure in two rows is that of both."""
    text = (
        "平川县教育规划\n（2021年11月3日印发）\n表1 主要指标\n类别 指标名称 2020年现状 2025年目标 属性\n"
        "学前教育 1.学前三年毛入园率（%） 88.1 93 预期性\n2.普惠性幼儿园覆盖率（%） 79 88 约束性\n"
        "高中教育 3.高中阶段毛入学率（%） 91.5* 93 预期性\n\n"
        "主要指标 2020年 2025年\n每千人口床位数（张） 6.1 7.2\n单位产值能耗降低（%） 〔21〕 〔18.5〕\n"
    )
    assert [(t.metric, t.quantity and f"{t.quantity.value:f}") for t in targets(text)] == [
        ("学前三年毛入园率", "93"),
        ("普惠性幼儿园覆盖率", "88"),
        ("高中阶段毛入学率", "93"),
        ("每千人口床位数", "7.2"),
        ("单位产值能耗降低", "-18.5"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "本规划主要指标 到 2025年 全面完成，各项任务落实。",
        "主要指标 2020年 2025年",
        "指标解读 记者 2025年 3月",
    ],
)
def test_a_line_with_blanks_and_no_rows_is_no_table(line: str) -> None:
    """Rows make a table, not a head alone."""
    assert numbers(f"平川县规划说明\n（2024年2月3日）\n{line}\n以上内容请各单位知悉。\n") == []


ITEMS = (
    "平川县2024年度乡镇绩效考核细则\n一、经济发展（30分）\n"
    "1.招商引资（8分）。全年引进到位资金3亿元以上，每少一项扣2分。{owner}县投资促进局{end}\n"
    "2.粮食安全（10分）。耕地撂荒率控制在1%以内，得10分；每超0.5个百分点扣1分。{owner}县农业农村局、县水利局{end}\n"
    "二、平安建设（20分）\n3.信访稳定（10分）。信访事项办结率达到98%以上；发生越级上访的扣2分。{owner}县信访局{end}\n"
)


@pytest.mark.parametrize(("owner", "end"), [("责任单位：", ""), ("\n责任单位：", ""), ("（责任单位：", "）")])
def test_an_item_that_gives_points_may_name_its_owner_at_its_end(owner: str, end: str) -> None:
    """In its own line or right below: the task and the numbers in it are that body's."""
    found = targets(ITEMS.format(owner=owner, end=end))
    assert [(t.kind.value, t.owners.lead, t.owners.support) for t in found] == [
        ("task", ("县投资促进局",), ()),
        ("quantified", ("县投资促进局",), ()),
        ("task", ("县农业农村局",), ("县水利局",)),
        ("quantified", ("县农业农村局",), ("县水利局",)),
        ("task", ("县信访局",), ()),
        ("quantified", ("县信访局",), ()),
    ]


def test_the_name_of_a_column_is_no_milestone() -> None:
    """完成时限 in a head promises nothing, though a year above it dates what stands below."""
    text = "数字经济工作任务清单\n一、目标\n2025年：培育企业30家。\n\n序号\t任务内容\t牵头单位\t配合单位\t完成时限\n"
    text += "一、数据\n1\t建成数据交易平台。\t省数据局\t无\t2025年12月\n"
    assert milestones(text) == []
    assert tasks(text) == [("建成数据交易平台", ("省数据局",), ())]


QUARTERS = (
    "2025年度重点工作{kind}表\n（2025年1月8日）\n序号\t事项\t一季度\t上半年\t前三季度\t全年\t责任单位\n"
    "1\t工业增加值增速（%）\t6\t6.5\t6.8\t7\t市工信局\n2\t签约项目（个）\t8\t20\t—\t40\t市投促局\n"
)


def test_each_period_of_a_row_has_its_figure_and_its_end() -> None:
    """The year is that of the title, the bodies those of the row; an empty cell sets nothing."""
    text = QUARTERS.format(kind="目标任务")
    assert numbers(text, given=None) == [
        ">= 6 % 2025-03-31",
        ">= 6.5 % 2025-06-30",
        ">= 6.8 % 2025-09-30",
        ">= 7 % 2025-12-31",
        ">= 8 个 2025-03-31",
        ">= 20 个 2025-06-30",
        ">= 40 个 2025-12-31",
    ]
    assert {target.owners.lead for target in targets(text, given=None)} == {("市工信局",), ("市投促局",)}


def test_figures_of_periods_that_tell_what_was_done_are_no_targets() -> None:
    """The title says that the sheet looks back."""
    assert numbers(QUARTERS.format(kind="完成情况统计"), given=None) == []


def test_what_a_cell_of_a_period_says_is_due_at_its_end() -> None:
    """For the body of the row; the matter itself is the task, due with the year."""
    text = (
        "2025年十件民生实事进度安排表\n（2025年1月8日）\n序号\t实事项目\t一季度\t二季度\t三季度\t四季度\t责任单位\n"
        "1\t新建社区食堂6个\t完成选址\t建成2个\t建成4个\t建成6个\t区民政局\n"
        "2\t改造老旧小区20个\t—\t开工10个\t开工20个\t完工15个以上\t区住建局\n"
    )
    assert [each.rsplit(" ", 1)[1] for each in numbers(text, given=None)] == [
        "2025-12-31",
        "2025-06-30",
        "2025-09-30",
        "2025-12-31",
        "2025-12-31",
        "2025-06-30",
        "2025-09-30",
        "2025-12-31",
    ]
    assert tasks(text) == [("新建社区食堂6个", ("区民政局",), ()), ("改造老旧小区20个", ("区住建局",), ())]
    assert {target.owners.lead for target in targets(text) if target.quantity} == {("区民政局",), ("区住建局",)}


def test_a_line_above_a_sheet_sets_the_unit_of_its_sums() -> None:
    """And the row of the sum total is no project."""
    text = (
        "2025年重点项目清单\n（2025年1月8日）\n单位：万元\n序号\t项目名称\t建设规模\t总投资\t2025年计划投资\t2025年形象进度\t责任单位\n"
        "1\t城北客运站\t占地60亩\t21000\t9000\t年底前投入使用\t市交通局\n合计\t\t\t21000\t9000\t\t\n"
    )
    assert numbers(text, given=None) == [">= 90000000 元 2025-12-31"]


def test_measures_beside_a_column_of_progress_keep_their_numbers() -> None:
    """The parts of a cell stay together, and the aim of a row is that of its bodies."""
    text = (
        "问题整改清单\n（2024年2月3日）\n序号\t反馈问题\t整改目标\t整改措施\t牵头单位\t配合单位\t整改时限\t进展情况\n"
        "1\t项目闲置\t盘活率达到90%以上\t（1）6月底前完成清查。（2）建立台账。\t县发展改革局\t各乡镇\t2024年12月底\t已清查3个\n"
    )
    assert [(t.kind.value, t.owners.lead, str(t.due.day)) for t in firm(text)] == [
        ("quantified", ("县发展改革局",), "2024-12-31"),
        ("milestone", ("县发展改革局",), "2024-06-30"),
        ("task", ("县发展改革局",), "2024-12-31"),
    ]


def shares(text: str) -> list[tuple[str | None, str, tuple[str, ...]]]:
    """(metric, “value unit due”, lead) of every number."""
    found = targets(text)
    return [
        (t.metric, f"{t.quantity.value:f} {t.quantity.unit} {t.due.day}", t.owners.lead) for t in found if t.quantity
    ]


def test_a_table_with_a_row_for_each_county_shares_its_targets_out() -> None:
    """Each figure is that of its county, in the year of the title; a sum total is no county."""
    text = "2024年就业目标任务分解表\n单位：人\n县（区）\t城镇新增就业\t城镇调查失业率（%）\n"
    text += "青山区\t6200\t≤5.5\n白水县\t3800\t—\n合计\t10000\t—\n"
    assert shares(text) == [
        ("城镇新增就业", "6200 人 2024-12-31", ("青山区",)),
        ("城镇调查失业率", "5.5 % 2024-12-31", ("青山区",)),
        ("城镇新增就业", "3800 人 2024-12-31", ("白水县",)),
    ]


def test_what_is_shared_out_may_stand_in_the_title_alone() -> None:
    """The year before is no target, and a row may lack its remark."""
    text = "附件2\n平川市2024年度校舍改造任务分解表\n县（市、区）\t2023年完成（户）\t2024年目标（户）\t备注\n"
    text += "青山区\t2100\t2600\t含扩建\n白水县\t900\t1200\n"
    assert shares(text) == [
        ("校舍改造", "2600 户 2024-12-31", ("青山区",)),
        ("校舍改造", "1200 户 2024-12-31", ("白水县",)),
    ]


def test_a_table_with_a_column_for_each_county_shares_its_targets_out() -> None:
    """The column of the whole city belongs to none of them."""
    text = "2024年主要指标分解计划表\n指标名称\t单位\t青山区\t白水县\t全市\n粮食播种面积\t万亩\t32.5\t60.1\t92.6\n"
    text += "新增绿色食品\t个\t5\t8\t13\n"
    assert shares(text) == [
        ("粮食播种面积", "325000 亩 2024-12-31", ("青山区",)),
        ("粮食播种面积", "601000 亩 2024-12-31", ("白水县",)),
        ("新增绿色食品", "5 个 2024-12-31", ("青山区",)),
        ("新增绿色食品", "8 个 2024-12-31", ("白水县",)),
    ]


@pytest.mark.parametrize("title", ["2024年各县招商引资完成情况通报", "2024年补助资金分配计划表", "2024年各县概况"])
def test_a_table_of_counties_that_plans_nothing_holds_no_targets(title: str) -> None:
    """Its title looks back, gives money out or says nothing of the kind."""
    assert shares(f"{title}\n县区\t数额（万元）\t面积（亩）\n青山区\t30\t210\n白水县\t20\t190\n") == []


def test_the_growth_of_a_year_to_come_is_a_target_of_its_own() -> None:
    """增速 is a noun and is measured, 增长 is a change; growth and aims of years gone by are none."""
    head = "指标名称\t计量单位\t2023年目标\t2023年实际\t2023年增速\t2024年计划\t2024年{growth}\t属性\n"
    text = "平川市2024年发展计划主要指标\n（2024年1月25日批准）\n" + head
    text += "生产总值\t亿元\t1300\t1286.4\t5.6\t1370\t6.5左右\t预期性\n"
    text += "单位能耗\t吨/万元\t0.4\t0.41\t-3.2\t完成下达任务\t—\t约束性\n"
    assert [target.metric for target in targets(text.format(growth="增速"))] == ["生产总值", "生产总值增速"]
    assert numbers(text.format(growth="增速")) == [">= 137000000000 元 2024-12-31", "~ 6.5 % 2024-12-31"]
    assert numbers(text.format(growth="增长")) == [">= 137000000000 元 2024-12-31", "change 6.5 % 2024-12-31"]


def test_the_name_of_a_matter_is_its_task_only_where_nothing_else_says_it() -> None:
    """Beside 目标任务 it is a name."""
    fields = "任务名称：和美乡村建设\n{aim}完成时限：2024年10月底\n责任单位：县农业农村局\n"
    named = "平川县2024年任务台账\n" + fields.format(aim="目标任务：新建示范村8个。\n")
    alone = "平川县2024年任务台账\n" + fields.format(aim="")
    assert [quote.strip("。") for quote, *_ in tasks(named)] == ["新建示范村8个"]
    assert tasks(alone) == [("和美乡村建设", ("县农业农村局",), ())]


def test_the_parts_of_a_cell_stay_one_task_with_their_numbers() -> None:
    """What its first part promises is the task's own, and its bodies answer for it."""
    text = "整改清单\n（2024年2月3日）\n序号\t问题\t整改措施\t责任单位\t整改时限\n"
    text += "1\t台账不全\t（1）建立台账50本。（2）开展检查。\t县水利局\t2024年6月底\n"
    assert tasks(text) == [("（1）建立台账50本。（2）开展检查", ("县水利局",), ())]
    assert {target.owners.lead for target in targets(text)} == {("县水利局",)}


def test_what_comes_next_is_promised_beside_the_task() -> None:
    """For the body of the row, by its own days; how things stand is no target, and a long-term row has no day."""
    text = (
        "2024年督查事项台账\n（2024年3月31日）\n序号|督查事项|目标要求|完成时限|责任单位|进展情况|下一步打算\n"
        "1|积水点整治|完成12处积水点整治|5月31日前|市城管局|已完成7处|4月底前再完成3处\n"
        "2|投诉办理|办结率达到100%|长期|市营商局|一季度办结率98%|持续推进\n"
    )
    assert [(t.quote, t.owners.lead, str(t.due.day)) for t in firm(text)] == [
        ("积水点整治|完成12处积水点整治", ("市城管局",), "2024-05-31"),
        ("完成12处积水点整治", ("市城管局",), "2024-05-31"),
        ("4月底前再完成3处", ("市城管局",), "2024-04-30"),
        ("投诉办理|办结率达到100%", ("市营商局",), "None"),
        ("办结率达到100%", ("市营商局",), "None"),
    ]


def test_an_indicator_with_a_body_in_its_row_is_no_task() -> None:
    """A cell may say by how much it is to move."""
    text = "公司2024年责任目标\n| 指标 | 2023年基准 | 2024年目标 | 责任部门 |\n| --- | --- | --- | --- |\n"
    text += "| 绿电占比 | 22% | ≥30% | 能源部 |\n| 单位能耗（吨/件） | 0.18 | 下降5% | 生产部 |\n"
    text += "| 重大事故 | 0 | 0 | 安监部 |\n"
    assert tasks(text) == []
    assert numbers(text) == [">= 30 % 2024-12-31", "change -5 % 2024-12-31", "= 0 None 2024-12-31"]
    assert [target.owners.lead for target in targets(text)] == [("能源部",), ("生产部",), ("安监部",)]


def test_a_project_with_all_its_columns_keeps_each_in_its_place() -> None:
    """What was spent is no target; the money of the year, the begin and the end are, if they lie ahead."""
    text = (
        "2024年政府投资项目计划表\n（2024年2月3日）\n单位：万元\n\n"
        "序号\t项目名称\t建设性质\t建设内容\t总投资\t截至2023年底完成投资\t2024年投资计划\t资金来源\t开工时间\t竣工时间\t责任单位\t备注\n"
        "（一）续建\n1\t滨江路改造\t续建\t改造道路4.2公里\t12000\t5000\t4000\t财政资金\t2023年9月\t2024年6月\t区住建局\t\n"
        "（二）新建\n2\t智慧停车\t新建\t建设泊位2000个\t3000\t0\t1500\t自筹\t2024年5月\t2025年3月\t区城管局\t\n"
    )
    assert [
        (t.kind.value, t.quantity and f"{t.quantity.value:f}", str(t.due.day), *t.owners.lead) for t in targets(text)
    ] == [
        ("quantified", "40000000", "2024-12-31", "区住建局"),
        ("milestone", None, "2024-06-30", "区住建局"),
        ("quantified", "15000000", "2024-12-31", "区城管局"),
        ("milestone", None, "2024-05-31", "区城管局"),
        ("milestone", None, "2025-03-31", "区城管局"),
    ]


def test_the_years_of_building_are_the_term_of_a_row() -> None:
    """The last of them, where no column sets a nearer day."""
    text = "“十四五”重大工程表\n（2021年2月3日）\n序号\t项目名称\t建设规模及内容\t建设年限\t总投资（亿元）\t责任单位\n"
    text += "1\t城际铁路西延线\t新建铁路42公里\t2022—2025\t86\t市发展改革委\n"
    text += "2\t东湖水厂\t扩建水厂1座\t2023—2024年\t7.5\t市水务局\n"
    assert [(t.owners.lead, str(t.due.day)) for t in firm(text, given=None) if t.kind is Kind.TASK] == [
        (("市发展改革委",), "2025-12-31"),
        (("市水务局",), "2024-12-31"),
    ]


def test_the_work_of_a_year_is_due_in_it_however_long_is_built() -> None:
    """The head of the column names the year."""
    text = "重点项目清单\n（2024年2月3日）\n序号\t项目名称\t建设规模\t建设年限\t2024年形象进度\t责任单位\n"
    text += "1\t改线工程\t全长18公里\t2023—2026\t路基完工，桥墩全部浇筑\t市交通局\n"
    assert {(t.owners.lead, str(t.due.day)) for t in firm(text, given=None)} == {(("市交通局",), "2024-12-31")}


def test_the_lines_of_a_cell_with_numbered_parts_stay_together() -> None:
    """And so do bodies that only their kind names, though each has a line of its own."""
    text = (
        "2024年重点工作分解方案\n（2024年2月3日）\n序号\n工作任务\n具体措施\n责任单位\n完成时限\n"
        "1\n实施重点项目\n1.建立调度机制；\n2.年底前完成投资46亿元。\n县发展改革局\n各项目单位\n12月底\n"
        "2\n招商引资\n签约项目30个\n县投资促进局\n11月底\n"
    )
    assert [(t.owners.lead, t.owners.support, str(t.due.day)) for t in targets(text)] == [
        (("县发展改革局",), ("各项目单位",), "2024-12-31"),
        (("县发展改革局",), ("各项目单位",), "2024-12-31"),
        (("县投资促进局",), (), "2024-11-30"),
        (("县投资促进局",), (), "2024-11-30"),
    ]


def test_a_line_above_the_levels_of_a_sheet_in_lines_is_none_of_its_columns() -> None:
    """The first row keeps its figure."""
    text = (
        "2024年度部门整体支出绩效目标表\n绩效指标\n一级指标\n二级指标\n三级指标\n年度指标值\n"
        "产出指标\n数量指标\n营造林面积\n≥8万亩\n质量指标\n造林成活率\n≥85%\n"
    )
    assert numbers(text) == [">= 80000 亩 2024-12-31", ">= 85 % 2024-12-31"]


def test_a_row_that_says_it_is_done_promises_nothing() -> None:
    """是否完成 and 整改情况 tell; days may be written with dots and slashes."""
    text = (
        "隐患整改清单\n（2024年2月3日）\n序号\t隐患描述\t整改措施\t责任单位\t责任人\t完成时限\t是否完成\n"
        "1\t通道堵塞\t清理通道，划设标线\t平安物业公司\t陈某\t2024年3月15日\t是\n"
        "2\t器材过期\t更换灭火器，建立台账\t惠民商贸公司\t林某\t2024.4.10\t否\n"
        "3\t电线老化\t重新敷设线路，加装护套\t县第一中学\t何某\t2024/5/31\t否\n"
    )
    assert [(t.quote, t.owners.lead, str(t.due.day)) for t in firm(text)] == [
        ("更换灭火器，建立台账", ("惠民商贸公司",), "2024-04-10"),
        ("重新敷设线路，加装护套", ("县第一中学",), "2024-05-31"),
    ]


def test_a_row_for_each_year_sets_what_is_to_be_reached_in_it() -> None:
    """Years gone by tell where things stood, and nobody leads."""
    text = "附表1\n学前教育发展目标\n年份\t在园幼儿数（万人）\t普惠率（%）\n2022年\t3.2\t84\n"
    text += "2024年\t3.0\t88\n2025年\t2.9\t90\n"
    assert shares(text) == [
        ("在园幼儿数", "30000 人 2024-12-31", ()),
        ("普惠率", "88 % 2024-12-31", ()),
        ("在园幼儿数", "29000 人 2025-12-31", ()),
        ("普惠率", "90 % 2025-12-31", ()),
    ]


def test_a_row_whose_year_holds_words_is_no_part_of_the_next_name() -> None:
    """It sets no figure, and ends where its nature is told."""
    text = "平川省就业规划\n（2022年1月5日印发）\n专栏1 主要指标\n指标 单位 2020年 2025年 累计 属性\n"
    text += "劳动生产率增长 % 3.1 高于生产总值增长 — 预期性\n开展技能培训 万人次 — — 〔500〕 约束性\n"
    assert [(t.metric, t.quantity and f"{t.quantity.value:f}") for t in targets(text)] == [("开展技能培训", "5000000")]


def test_a_cell_ends_before_the_next_one_where_a_single_blank_parts_them() -> None:
    """What is measured is read from its own cell, and no letter of the bodies beside it."""
    text = "2024年工作清单\n序号 工作任务 牵头单位 完成时限\n1 完成沟渠建设3万米 县水利局 11月底\n"
    text += "2 改造校舍6处 县教育局 9月底\n"
    assert [target.metric for target in targets(text) if target.quantity] == ["完成沟渠建设", "改造校舍"]


def test_a_row_for_each_chain_has_its_office_and_its_figures() -> None:
    """产业链 | 牵头部门 | 项目（个） | 资金（亿元）: each figure is the office's, by the year of the title."""
    text = (
        "某市2024年招商行动方案\n一、目标\n新增企业9家。\n附件：2024年重点产业链招商目标分解表\n"
        "产业链\t牵头部门\t新签约项目（个）\t到位资金（亿元）\n装备制造\t市工信局\t60\t95\n锂电材料\t市科技局\t35\t88\n"
    )
    found = [target for target in targets(text) if target.owners.lead]
    assert [(t.metric, f"{t.quantity.value:f}", t.owners.lead, str(t.due.day)) for t in found if t.quantity] == [
        ("装备制造新签约项目", "60", ("市工信局",), "2024-12-31"),
        ("装备制造到位资金", "9500000000", ("市工信局",), "2024-12-31"),
        ("锂电材料新签约项目", "35", ("市科技局",), "2024-12-31"),
        ("锂电材料到位资金", "8800000000", ("市科技局",), "2024-12-31"),
    ]
