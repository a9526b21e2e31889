"""Spans of years, rows of tables and owner phrases, in sentences of every subject area."""

from datetime import date

import pytest

from tests.commitments.extraction.reading_aloud import numbers, tasks


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("水环境治理五年行动方案（2023—2027年）", "三年内，新建管网320公里。", ">= 320 公里 2025-12-31"),
        ("水环境治理五年行动方案（2023—2027年）", "五年内，培育企业40家。", ">= 40 家 2027-12-31"),
        ("乡村振兴实施方案", "从2024年起，用三年时间建设示范村60个。", ">= 60 个 2026-12-31"),
        ("托育服务发展实施方案", "实施期限：2024—2026年。两年内新增托位800个。", ">= 800 个 2025-12-31"),
        ("全民健身实施意见", "两年内新建球场15座。", ">= 15 座 2026-03-01"),
    ],
)
def test_years_are_counted_from_the_first_year_that_the_text_names(title: str, text: str, expected: str) -> None:
    """N年内 ends with the last of N calendar years where the first is known, else N years after the reference."""
    assert expected in numbers(f"{title}\n\n一、主要任务\n{text}\n")


def test_a_row_takes_the_date_of_its_own_term() -> None:
    """The numbers of a row never carry on from the row above."""
    text = (
        "2024年重点工作任务分解表\n\n序号\t工作任务\t目标\t牵头单位\t配合单位\t完成时限\n"
        "1\t城市更新\t改造小区12个，加装电梯30部\t县住建局\t县财政局\t2024年6月底\n"
        "2\t能源供应\t新建变电站2座\t县发改局\t县供电公司\t2024年11月底\n"
    )
    assert numbers(text) == [">= 12 个 2024-06-30", ">= 30 部 2024-06-30", ">= 2 座 2024-11-30"]


@pytest.mark.parametrize(
    ("bracket", "lead", "support"),
    [
        ("（市教育局会同市财政局、市人社局）", ("市教育局",), ("市财政局", "市人社局")),
        ("[市水利局、市财政局]", ("市水利局",), ("市财政局",)),
        ("（市发展改革委（牵头），市工信局、市商务局）", ("市发展改革委",), ("市工信局", "市商务局")),
        ("（主办：县水利局；协办：县财政局）", ("县水利局",), ("县财政局",)),
        ("（市体育局牵头，市文旅局按职责分工负责。完成时限：2024年12月）", ("市体育局",), ("市文旅局",)),
        ("（市商务局、市邮政局等部门和单位按职责分工负责）", ("市商务局",), ("市邮政局",)),
        ("（由县文化馆、县图书馆负责实施）", ("县文化馆",), ("县图书馆",)),
    ],
)
def test_a_closing_bracket_names_lead_and_support(
    bracket: str, lead: tuple[str, ...], support: tuple[str, ...]
) -> None:
    """会同, square brackets, (牵头), 主办 and a second sentence in the bracket tell who leads and who helps."""
    text = f"关于发展县域经济的实施意见\n\n一、重点任务\n（一）建设物流基地。推进物流枢纽建设。{bracket}\n"
    assert [(found_lead, found_support) for _, found_lead, found_support in tasks(text, given=date(2024, 3, 1))] == [
        (lead, support)
    ]
