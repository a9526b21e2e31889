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
