"""Sheets of standards and tables of indicators, a cell per column."""

from datetime import date

import pytest

from commitments.target import Comparator, Strength
from tests.commitments.extraction.reading_aloud import milestones, numbers, targets, tasks

SHEET = (
    "临江县2024年度林长制工作考核细则\n"
    "序号\t考核项目\t分值\t考核内容\t评分标准\t说明\n"
    "一、\t部门考核项目\t60\t\t\t各60分考核\n"
    "1\t重点部门\t县林业局\t30\t森林资源保护\t1.建立古树名木台账;\n"
    "2.组织护林员培训，全年不少于4次（20分）\t\n"
    "\t\t\t30\t松材线虫病防治\t清理疫木，未清理1株扣2分（30分）。\t\n"
    "2\t\t县财政局\t60\t资金保障\t1.将管护经费纳入预算（60分）\t\n"
)
INDICATORS = (
    "临江县“十四五”农业发展规划\n（2021年12月20日印发）\n第二节 发展目标\n坚持绿色发展，稳步推进。\n"
    "专栏1 “十四五”时期农业发展主要指标\n"
    "序号\t指标\t单位\t2020年\t2025年\t年均增长\t属性\n"
    "1\t粮食产量\t万吨\t41.3\t43\t—\t约束性\n"
    "2\t耕种收机械化率\t%\t71.2\t78左右\t〔6.8〕\t预期性\n"
    "3\t农药使用量\t吨\t860\t≤800\t—\t预期性\n"
    "4\t万元产值能耗降低\t%\t—\t13.5\t—\t约束性\n"
    "5\t村级公路\t—\t—\t—\t—\t预期性\n"
    "第三节 任务\n一、防洪。新建泵站3座。\n"
)


def test_each_standard_of_a_sheet_is_one_task_of_its_unit() -> None:
    """Row numbers, scores and groups of rows are none; the year in the title dates them."""
    assert tasks(SHEET) == [
        ("建立古树名木台账", ("县林业局",), ()),
        ("组织护林员培训，全年不少于4次", ("县林业局",), ()),
        ("清理疫木，未清理1株扣2分", ("县林业局",), ()),
        ("将管护经费纳入预算", ("县财政局",), ()),
    ]
    assert numbers(SHEET) == [">= 4 次 2024-12-31"]
    assert {t.due.day for t in targets(SHEET)} == {date(2024, 12, 31)}


def test_each_row_of_indicators_is_one_target() -> None:
    """Name, unit and value are cells; the year of the column dates them; base values and titles are none."""
    assert numbers(INDICATORS) == [
        ">= 430000 吨 2025-12-31",
        "~ 78 % 2025-12-31",
        "<= 800 吨 2025-12-31",
        "change -13.5 % 2025-12-31",
        ">= 3 座 2025-12-31",
    ]
    rows = [t for t in targets(INDICATORS) if "\t" in t.quote]
    assert [t.metric for t in rows] == ["粮食产量", "耕种收机械化率", "农药使用量", "万元产值能耗降低"]
    assert [t.strength for t in rows] == [Strength.BINDING, Strength.PLANNED, Strength.PLANNED, Strength.BINDING]
    assert rows[0].quote == "粮食产量\t万吨\t41.3\t43"


@pytest.mark.parametrize(
    "table",
    [
        "| 指标 | 2023年完成 | 2024年目标 |\n|---|---|---|\n|新增就业（人）|9000|9500|\n|失业率（%）|5.6|5.5|\n",
        "指标名称  2023年  2024年目标\n新增就业（人）  9000  9500\n失业率（%）  5.6  5.5\n",
    ],
)
def test_bars_and_gaps_set_cells_apart_as_well(table: str) -> None:
    """A unit may stand in the name; what is to fall is at most its value."""
    found = targets("临江县2024年工作计划\n一、主要目标\n" + table)
    assert [(t.metric, t.quantity and t.quantity.comparator, t.quantity and str(t.quantity.value)) for t in found] == [
        ("新增就业", Comparator.AT_LEAST, "9500"),
        ("失业率", Comparator.AT_MOST, "5.5"),
    ]


def test_a_table_of_past_years_holds_no_targets() -> None:
    """Nothing in it lies ahead."""
    text = "临江县工作总结\n一、情况\n指标\t单位\t2021年\t2022年\n新增就业\t人\t8000\t9000\n失业率\t%\t5.8\t5.6\n"
    assert targets(text) == ()


def test_a_term_in_its_own_column_dates_the_task_of_its_row() -> None:
    """Without owners each row is one milestone, whatever steps its cell names."""
    text = "临江公司2024年度重点工作任务清单\n序号\t任务\t完成时限\n"
    text += "1\t组织调研，完成定岗定编\t2024-05-31\n2\t建立服务规范\t2024-06-30\n"
    assert milestones(text) == [("组织调研，完成定岗定编", "2024-05-31"), ("建立服务规范", "2024-06-30")]
