"""Assessment sheets with a line for each cell, whose last column names who scores."""

import pytest

from tests.commitments.extraction.reading_aloud import firm, tasks

SHEET = """2024年度护林工作目标管理考核细则
序号
考核项目
分值
考核指标
负责考核部门
一、
夯实基础
20
1
完善“三个到位”
4
健全护林组织体系，
落实巡查责任。
县林长办
2
强化宣传
7
1.利用各类媒体开展护林宣传，营造
良好氛围，得3分。
2.协助推进护林站建设，得4分，未完成按比例扣分
3.瞒报、漏报火情每发生一次扣3分
县委宣传部
县林业工作站
3
防火
9
4月底前修订防火预案。
县应急局
二、
奖扣分项目
7
1.先进经验获省通报表扬的，奖5分。
2.按时上报信息，得2分
县林长办
"""
BELOW = [
    ("健全护林组织体系，\n落实巡查责任", ("县林长办",), ()),
    ("利用各类媒体开展护林宣传，营造\n良好氛围", ("县委宣传部",), ("县林业工作站",)),
    ("协助推进护林站建设", ("县委宣传部",), ("县林业工作站",)),
    ("4月底前修订防火预案", ("县应急局",), ()),
]


def test_whoever_stands_below_a_standard_answers_for_it_where_the_last_column_names_bodies() -> None:
    """Names of rows, points, penalties and extra points are no standards; the first body leads."""
    assert tasks(SHEET) == BELOW


def test_nothing_beside_its_standards_is_a_target_of_such_a_sheet() -> None:
    """The name of a row counts nothing and a penalty promises nothing."""
    assert {target.quote for target in firm(SHEET)} == {quote for quote, _, _ in BELOW}


@pytest.mark.parametrize(
    ("lost", "left"),
    [("县应急局\n", ("4月底前修订防火预案", (), ())), ("县林业工作站\n", ("协助推进护林站建设", ("县委宣传部",), ()))],
)
def test_a_row_without_a_body_takes_none_from_its_neighbours(
    lost: str, left: tuple[str, tuple[str, ...], tuple[str, ...]]
) -> None:
    """Where the last cell is empty, nobody answers; one body alone has no helper."""
    assert left in tasks(SHEET.replace(lost, ""))


def test_the_only_date_of_a_standard_is_its_term_where_it_opens_it() -> None:
    """What names no date is due with the year of the title; a rhythm is none."""
    assert [str(t.due.day) for t in firm(SHEET)] == [*["2024-12-31"] * 3, "2024-04-30"]
    weekly = firm(SHEET.replace("4月底前修订防火预案", "每周上报防火信息"))
    assert {str(t.due.day) for t in weekly} == {"2024-12-31"}
