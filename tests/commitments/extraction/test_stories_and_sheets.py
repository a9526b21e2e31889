"""Stories about plans, assessment sheets, tables with broken cells, duties and goals that were set."""

from datetime import date

import pytest

from commitments.target import Strength
from tests.commitments.extraction.reading_aloud import firm, milestones, numbers, targets, tasks

STORY = date(2025, 3, 1)


@pytest.mark.parametrize(
    "text",
    [
        "据统计，2024年我市水利投资是20亿元。",
        "业内人士预计，2030年全球销量将突破5000万辆。",
        "水利建设必将直接带动工程机械的需求，伴随着工程的陆续开工，行业将迎来发展新机遇。",
        "2月16日，市政府新闻办举办新闻发布会。",
        "新校区规划占地4万平方米（60亩），计划容纳学生1200名。",
        "考核排名后三位的县区由市政府约谈。",
    ],
)
def test_a_story_promises_nothing_by_reports_and_forecasts(text: str) -> None:
    """Reports, forecasts, sizes and the day of an event are no targets."""
    assert not firm(f"新港开港记\n本报讯（记者 某某）记者从市水利局获悉，近日会议召开。\n{text}\n", given=STORY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("未来五年，市水利投入将达80亿元。", ">= 8000000000 元 2030-03-01"),
        ("公司提出了“2030年单位产品能耗降低20%”的中期目标。", "change -20 % 2030-12-31"),
        ("年内将再确定3至6个合作项目。", "between 3 个 2025-12-31"),
        ("力争今后三年年均投入高出一倍。", "change 100 % 2028-03-01"),
    ],
)
def test_a_story_promises_by_will_and_horizon(text: str, expected: str) -> None:
    """将, 力争 and goals that were set promise in a story too."""
    found = numbers(f"新港开港记\n本报讯（记者 某某）记者从市水利局获悉，近日会议召开。\n{text}\n", given=STORY)
    assert found == [expected]


def test_a_headline_that_the_text_says_again_is_no_target_of_its_own() -> None:
    """The number is taken once, where the text below the headline says it."""
    text = "本报讯 记者获悉两则消息。\n明年新区拟投资19亿元建设水厂\n明年，新区拟投资19亿元建设水厂，供水10万人。\n"
    assert next(t.quote for t in firm(text, given=STORY)).startswith("明年，新区拟投资19亿元")


def test_the_standards_of_a_sheet_run_over_broken_lines() -> None:
    """Each numbered standard is one task of the body named last, without what it is worth."""
    text = (
        "2024年度护林工作目标管理考核细则\n序号\t考核项目\t分值\t考核内容\t评分标准\n"
        "一、\t通用项目（全部责任单位）\t10\n1\t组织领导\t10\t调整领导小组，上报责任人\n"
        "及联系人，建立工作群\t1.年内专题研究至少3次，\n查看会议记录（5分，少一次扣1分）\n2.建立巡查台账（5分）。\n"
        "二、\t部门项目\t20\n2\t县林业局\t20\t防控疫病\t1.确保林木覆盖率达60%以上，否则不得分（10分）；\n"
        "2.与县水利局共同推进河岸造林（10分）。\n"
    )
    assert tasks(text) == [
        ("年内专题研究至少3次，\n查看会议记录", ("全部责任单位",), ()),
        ("建立巡查台账", ("全部责任单位",), ()),
        ("确保林木覆盖率达60%以上，否则不得分", ("县林业局",), ()),
        ("与县水利局共同推进河岸造林", ("县林业局",), ("县水利局",)),
    ]
    assert numbers(text) == [">= 3 次 2024-12-31", ">= 60 % 2024-12-31"]


def test_points_and_their_thresholds_are_no_targets() -> None:
    """得2分, 奖20分, 扣1分 and the numbers they reward measure nothing to be reached."""
    text = (
        "2024年度招商工作考核细则\n一、引资（满分40分）\n1.签约项目每个得2分，超额完成10%奖20分。\n"
        "2.满意度90%—95%得15分，80%以下得5分，每低1个百分点扣1分。\n"
    )
    assert numbers(text) == []


def test_a_table_with_broken_cells_and_columns_of_people() -> None:
    """The head tells the columns: a leader is no unit, the term is the row's own, a broken cell is one cell."""
    text = (
        "2024年重点任务分解表\n序号\t目标任务\t分管领导\t牵头单位\t责任单位\t完成时限\n"
        "80\t新增托位400个，\n公办园占比达到60%\t某某\t县教育局\t县各有关单位\t2024年8月底\n"
        "81\t改造能源站2座\t某某\t县发改局、县住建局\t县财政局\t2024年10月底\n"
    )
    assert [(lead, support) for _, lead, support in tasks(text)] == [
        (("县教育局",), ("县各有关单位",)),
        (("县发改局", "县住建局"), ("县财政局",)),
    ]
    assert numbers(text) == [">= 400 个 2024-08-31", ">= 60 % 2024-08-31", ">= 2 座 2024-10-31"]


@pytest.mark.parametrize(
    ("sentence", "leads"),
    [
        ("县（区）民政部门或乡镇人民政府要加强管理人员培训，建立人员管理制度。", ("县（区）民政部门", "乡镇人民政府")),
        ("各县（区）人民政府要落实属地责任，结合实际制定实施方案。", ("各县（区）人民政府",)),
        ("各部门要高度重视，切实加强领导。", None),
        ("市财政部门要做好资金保障工作，对奖励资金按原文件执行。", None),
    ],
)
def test_a_duty_needs_a_government_or_office_and_something_to_do(sentence: str, leads: tuple[str, ...] | None) -> None:
    """General words alone assign nothing; what the next clauses spell out does."""
    found = tasks(f"关于发展养老服务的若干措施\n一、加强管理\n{sentence}\n")
    assert [lead for _, lead, _ in found] == ([leads] if leads else [])


def test_a_date_behind_a_semicolon_does_not_reach_the_next_part() -> None:
    """Only a date that opens its part carries over a semicolon."""
    text = "各位代表：\n2025年工作安排\n启动新院区建设；二中扩建项目6月底前投入使用；建成公园15个。\n"
    assert numbers(text, given=STORY) == [">= 15 个 2025-12-31"]
    assert [due for _, due in milestones(text, given=STORY)][-1] == "2025-06-30"


def test_expected_goals_and_rows_of_numbers_keep_their_strength() -> None:
    """将 governs a row of counted works; 扶持 is no mere support."""
    text = "关于提案的答复\n您提出的提案收悉。现答复如下：\n下一步，2025年我市将新建冰场2座，改造雪道15条。\n"
    assert [t.strength for t in targets(text, given=STORY) if t.quantity] == [Strength.PLANNED] * 2


def test_indicators_whose_rows_fell_apart_are_read_by_their_counters() -> None:
    """A line for each cell: as many as the head has make a row."""
    text = (
        "青溪县水利发展规划（2021—2025年）\n第一章 目标\n专栏1 主要指标\n序号\n指标名称\n单位\n2020年\n2025年\n属性\n"
        "1\n自来水普及率\n%\n88\n95\n预期性\n2\n新增供水能力\n万立方米\n—\n3200\n约束性\n第二章 任务\n新建泵站3座。\n"
    )
    assert numbers(text) == [">= 95 % 2025-12-31", ">= 32000000 立方米 2025-12-31", ">= 3 座 2025-12-31"]


@pytest.mark.parametrize(
    ("bracket", "lead", "support"),
    [
        ("(校外监管科牵头;各县区教育局)", ("校外监管科",), ("各县区教育局",)),
        ("(职业教育科，2024年11月底前)", ("职业教育科",), ()),
        ("(人事科、基础教育科)", ("人事科",), ("基础教育科",)),
    ],
)
def test_sections_of_an_office_own_an_item(bracket: str, lead: tuple[str, ...], support: tuple[str, ...]) -> None:
    """A closing bracket may name the sections of one office."""
    text = f"市教育局2024年工作要点\n一、重点任务\n1.扩大学位供给。新增学位200个。{bracket}\n2.其他。\n"
    assert [(found, helps) for _, found, helps in tasks(text)] == [(lead, support)]


def test_who_acts_together_helps() -> None:
    """会同 and 联合 behind the acting body name who supports it."""
    text = "关于发展体育的若干措施\n一、任务\n市体育局要会同市教育局、市财政局制定细则，于2025年6月底前出台。\n"
    assert [(t.owners.lead, t.owners.support) for t in firm(text, given=STORY)] == [
        (("市体育局",), ("市教育局", "市财政局"))
    ]


@pytest.mark.parametrize("text", ["缴存比例为10%—24%。", "贷款额度50万元。", "项目总投资92亿元，装机容量140万千瓦。"])
def test_terms_of_a_scheme_and_sizes_of_a_project_are_no_targets(text: str) -> None:
    """What one must pay in, may borrow or build is no number to be reached."""
    assert numbers(f"关于支持缴存的若干措施\n一、办法\n{text}\n") == []


def test_what_a_meeting_demands_is_planned_and_what_it_reviews_is_not() -> None:
    """会议强调,…要… binds to the end of its paragraph; 会议指出,…实现… is a report."""
    text = (
        "北岭集团召开年中会议\n本网讯 6月30日，集团召开年中会议。\n会议指出，上半年集团实现收入412亿元。\n"
        "会议强调，下半年要确保完成营业收入800亿元，全年降本增效不少于6亿元。\n"
    )
    assert numbers(text, given=date(2024, 7, 2)) == [">= 80000000000 元 2024-12-31", ">= 600000000 元 2024-12-31"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("您在建议中提出，应在3年内新增停车位1万个。", []),
        ("根据您的建议，2025年我局将新建停车场12处。", [">= 12 处 2025-12-31"]),
    ],
)
def test_a_reply_does_not_promise_what_it_was_asked_for(sentence: str, expected: list[str]) -> None:
    """What the petitioner proposes is told; what the office does on it is promised."""
    text = f"关于第56号建议的答复\n王某代表：\n您提出的建议收悉。现答复如下：\n{sentence}\n"
    assert numbers(text, given=STORY) == expected


@pytest.mark.parametrize(
    "table",
    [
        (
            "重点任务\n牵头单位\n责任单位\n建成邮轮母港，新引进品牌100个。\n市商务委\n市财政局，有关区县政府\n"
            "建成夜市50个。\n市城管局\n市公安局\n"
        ),
        (
            "序号 重点任务 牵头单位 责任单位 1 建成邮轮母港，新引进品牌100个 市商务委 市财政局，有关区县政府 "
            "2 建成夜市50个 市城管局 市公安局\n"
        ),
    ],
)
def test_a_table_that_lost_its_rows_or_its_lines_still_tells_its_owners(table: str) -> None:
    """The cells of bodies end each row, or a counter begins it."""
    text = f"2021年重点任务分工表\n{table}"
    assert [(lead, support) for _, lead, support in tasks(text)] == [
        (("市商务委",), ("市财政局", "有关区县政府")),
        (("市城管局",), ("市公安局",)),
    ]


def test_owners_between_items_of_one_long_line() -> None:
    """A text that lost its lines still parts items at their markers, and owners close those above them."""
    text = (
        "清河市促进消费若干措施\n一、激发活力(一)促进汽车消费。开展促销活动。(二)发放消费券。每季度发放消费券50万元。"
        "牵头单位:市商务局,责任单位:各县区政府二、扩大开放(三)支持外贸。组织企业参展。牵头单位:市贸促会三、其他\n"
    )
    assert [(lead, support) for _, lead, support in tasks(text)] == [
        (("市商务局",), ("各县区政府",)),
        (("市商务局",), ("各县区政府",)),
        (("市贸促会",), ()),
    ]


@pytest.mark.parametrize(
    ("bracket", "support"),
    [
        ("（责任单位：市商务委、市税务局等市级有关部门，各区县政府）", ("市税务局", "各区县政府")),
        ("（市商务委牵头，有关部门、各县区按职责分工抓好落实）", ("各县区",)),
        ("（2024年底前完成，市商务委牵头，市财政局配合）", ("市财政局",)),
        (
            "（责任单位：市商务委，有关区县〔自治县，含高新区、经开区，下同〕政府）",
            ("有关区县〔自治县，含高新区、经开区，下同〕政府",),
        ),
    ],
)
def test_lists_of_owners_keep_brackets_and_drop_what_names_nobody(bracket: str, support: tuple[str, ...]) -> None:
    """Nested brackets stay whole; 等有关部门, terms and duties are no names."""
    text = f"关于发展县域经济的实施意见\n\n一、重点任务\n（一）建设物流基地。推进物流枢纽建设。{bracket}\n"
    assert [(lead, helps) for _, lead, helps in tasks(text)] == [(("市商务委",), support)]


@pytest.mark.parametrize("sign", ["\t", " | ", "\n", "  "])
def test_a_sheet_is_read_whatever_parts_its_cells(sign: str) -> None:
    """Points tell the standards where rows fell apart; a rhythm in one standard dates no other."""
    rows = (
        "序号#考核项目#分值#评分标准#考核单位\n1#制度#20#1.每周巡河不少于1次（10分）；2.建立巡河台账（10分）。#县河长办\n"
        "2#整治#30#1.完成河道清障15处，未完成不得分（15分）；2.设施配套率达到95%（15分）。#县农粮局\n"
        "3#宣传#10#1.组织宣传活动（5分）；2.上报工作信息（5分）；3.建立举报机制（5分）。#县河长办\n"
    )
    text = "石山县2018年度河长制工作考核细则\n" + rows.replace("#", sign)
    found = [t for t in firm(text, given=date(2018, 6, 1)) if not t.quantity]
    assert [t.quote[:4] for t in found] == [
        "每周巡河",
        "建立巡河",
        "完成河道",
        "设施配套",
        "组织宣传",
        "上报工作",
        "建立举报",
    ]
    assert {str(t.due.day) for t in found} == {"2018-12-31"}


def test_goals_whose_heading_runs_on_still_date_the_tasks_below() -> None:
    """“一、总体目标到2025年,…二、重点任务…” in one line."""
    text = (
        "培育消费中心城市实施方案\n为培育消费中心，制定本方案。一、总体目标到2025年，零售总额达到180亿元。二、重点任务"
        "（一）实施集聚工程。新引进首店200家。（牵头单位：市商务委）（二）发展夜间经济。建成夜市50个。（责任单位：市城管局）\n"
    )
    assert numbers(text, given=date(2021, 9, 20)) == [
        ">= 18000000000 元 2025-12-31",
        ">= 200 家 2025-12-31",
        ">= 50 个 2025-12-31",
    ]


def test_the_figures_of_a_firm_part_last_year_from_this_one() -> None:
    """A year that is over dates a report; 计划 and 预计 before what comes promise in a sober account too."""
    text = (
        "东岭矿业分析\n企业名称\t东岭矿业集团\t成立日期\t1999-05-06\n"
        "白石矿的选厂预计于2024年三季度建成。北坡铜矿资源量铜25万吨，2023年矿产铜12万吨，2024年计划矿产铜13万吨。\n"
        "年产20万吨电解铝厂计划于2024年年底投产。\n"
    )
    assert numbers(text, given=date(2024, 4, 30)) == [">= 130000 吨 2024-12-31"]
    assert [due for _, due in milestones(text, given=date(2024, 4, 30))] == ["2024-09-30", "2024-12-31"]


def test_goals_below_a_lead_whose_colon_stands_alone() -> None:
    """A story about a paper lists its goals below 目标是, whatever broke the line; it is no set of rules."""
    text = (
        "省里发文了！加强这项工作\n近日，省政府印发了《关于加强引资工作的指导意见》。\n目标是\n：\n"
        "● 引资实现新突破\n“十四五”期间，从省外引进内资项目50个，累计实际利用外资10亿美元，亩均税收达到37万元以上。\n"
        + "继续完善各项制度"
        * 200
    )
    assert numbers(text, given=date(2022, 2, 8)) == [
        ">= 50 个 2025-12-31",
        ">= 1000000000 美元 2025-12-31",
        ">= 370000 元 2025-12-31",
    ]


def test_a_row_says_its_task_once_and_knows_doors_with_two_signs() -> None:
    """The name of the group in the cell before the task is none; 无 names nobody; a second name stays."""
    text = (
        "2026年工作任务分解表\n序号\t工作举措\t具体任务\t牵头单位\t配合单位\t完成时限\n"
        "1\t建设中试平台。\t编制平台建设导则，明确建设标准和运行规则。\t市场监管局（知识产权局）、市数据局\t无\t2026年9月\n"
        "2\t建设中试平台。\t遴选中试平台10个左右，组织现场观摩。\t市经信局\t市发展改革委、市场监管局（知识产权局）\t2026年6月\n"
    )
    found = targets(text, given=date(2026, 1, 5))
    assert [(t.kind.value, t.owners.lead, t.owners.support) for t in found] == [
        ("task", ("市场监管局（知识产权局）", "市数据局"), ()),
        ("quantified", ("市经信局",), ("市发展改革委", "市场监管局（知识产权局）")),
        ("task", ("市经信局",), ("市发展改革委", "市场监管局（知识产权局）")),
    ]
