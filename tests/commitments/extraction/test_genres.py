"""Whole documents of every kind: what promises, what reports, and what the genre has to do with it."""

import pytest

from commitments.extraction.passage import Genre
from commitments.extraction.voices import genre_of
from commitments.reading import read_text
from commitments.target import Kind
from tests.commitments.extraction.reading_aloud import firm, milestones, numbers, targets, tasks

WORK_REPORT = """政府工作报告
——2024年1月18日在清河市第八届人民代表大会第四次会议上

各位代表：
现在，我代表市人民政府，向大会报告工作，请予审议。
一、2023年工作回顾
地区生产总值完成1268亿元，增长6.2%；新增规上工业企业42家，总数达到386家。新建学校15所。
二、2024年工作总体要求和主要目标
今年发展主要预期目标是：地区生产总值增长6.5%左右；城镇新增就业3万人以上；失业率控制在5.5%以内。
三、2024年重点工作
（一）扩大投资。完成年度投资480亿元以上，确保环城高速10月底建成通车。持续提升环境治理水平。
"""

REPLY = """清河市农业农村局关于市八届人大四次会议第56号建议的答复

张某代表：
您提出的关于发展预制菜产业的建议收悉，现答复如下：
一、关于加大政策支持的建议
近年来，我局出台扶持措施12条，支持建设产业园6个。2023年，全市产值达到48亿元，同比增长22%。
下一步，我局将会同有关部门做好以下工作：一是健全标准。年底前出台5项地方标准。二是培育主体。力争到2025年全市产值突破100亿元。
感谢您对农业农村工作的关心，希望继续提出宝贵意见。
清河市农业农村局
2024年3月1日
"""

PLAN = """清河市“十四五”水利发展规划

一、发展基础
“十三五”期间，累计完成投资23.6亿元，除险加固水库34座。
二、总体要求
（一）指导思想
坚持节水优先，全面提升水安全保障能力。
（二）发展目标
到2025年，基本建成现代水网。农村自来水普及率达到95%以上。
三、重点任务
（一）完善防洪体系。综合治理河道120公里。2024年6月底前完成小型水库安全鉴定。不断提高管理水平。
"""

NEWS = """我市今年新建五十家研发平台
本报讯（记者 赵某）记者从市科技局获悉，去年我市新增高新技术企业320家，总数突破1500家。
今年以来，累计走访企业860家。据介绍，到2025年底，全市高新技术企业将突破2500家。
总投资22亿元的光电产业园正在建设，建成后年产值可达50亿元。
"""

COMPANY = """海岳重工股份有限公司2023年年度报告摘要

一、经营情况
报告期内，公司实现营业收入86.5亿元，同比增长12.3%。截至2023年末，公司总资产213亿元。
二、2024年经营计划
2024年，公司计划实现营业收入100亿元。若钢材价格上涨10%，毛利率将下降2个百分点。
"""


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        (WORK_REPORT, Genre.WORK_REPORT),
        (REPLY, Genre.REPLY),
        (PLAN, Genre.PLAN),
        (NEWS, Genre.NARRATIVE),
        (COMPANY, Genre.NARRATIVE),
        ("清河市科技创新券管理办法\n第一条 为加强管理,制定本办法。", Genre.RULES),
        ("2023年度平安建设考核评分细则\n1.发案率下降10%。", Genre.SHEET),
    ],
)
def test_the_genre_is_told_by_title_or_opening(text: str, genre: Genre) -> None:
    """Titles first, then the words offices open with."""
    assert genre_of(read_text("文件.txt", text)) is genre


def test_a_work_report_promises_in_its_second_part_only() -> None:
    """The review holds dozens of numbers and no target; the year in the heading dates what has no date."""
    assert numbers(WORK_REPORT, given=None) == [
        "change 6.5 % 2024-12-31",
        ">= 30000 人 2024-12-31",
        "<= 5.5 % 2024-12-31",
        ">= 48000000000 元 2024-12-31",
    ]
    assert milestones(WORK_REPORT, given=None) == [("确保环城高速10月底建成通车", "2024-10-31")]


def test_a_reply_promises_from_next_steps_on() -> None:
    """What was done, the petitioner's headings and courtesies are none of its promises."""
    assert numbers(REPLY) == [">= 5 项 2024-12-31", "> 10000000000 元 2025-12-31"]
    assert all(target.start > REPLY.index("下一步") for target in targets(REPLY))


def test_a_plan_promises_by_plain_statement() -> None:
    """The goals date what stands below; the achievements of the plan before are a report."""
    assert numbers(PLAN) == [">= 95 % 2025-12-31", ">= 120 公里 2025-12-31"]
    assert milestones(PLAN) == [
        ("到2025年，基本建成现代水网", "2025-12-31"),
        ("2024年6月底前完成小型水库安全鉴定", "2024-06-30"),
    ]


def test_news_promise_only_with_a_cue_or_a_term_ahead() -> None:
    """Last year's figures, the size of a project and its expected yield are told, not promised."""
    assert numbers(NEWS) == ["> 2500 家 2025-12-31"]


def test_a_company_promises_its_plan_and_not_its_balance_sheet() -> None:
    """A hypothesis of the risk section is no target either."""
    assert numbers(COMPANY, given=None) == [">= 10000000000 元 2024-12-31"]


def test_standing_rules_promise_nothing_by_their_thresholds() -> None:
    """Terms of procedure, conditions, ceilings and the day a rule enters into force are no targets."""
    text = """清河市科技创新券管理办法
第一条 企业应当符合下列条件：研发投入不低于100万元，职工人数不超过500人。
第二条 公示期不少于5个工作日，由市财政局在30日内拨付资金。
第三条 本办法自2024年5月1日起施行，有效期3年。
"""
    assert targets(text) == ()


def test_numbered_items_with_owners_are_tasks() -> None:
    """The whole item with its bracket is the quote, its number is not; numbers inside are targets of their own."""
    text = """清河市促进养老服务若干措施
一、完善网络
1.加快设施建设。新建服务中心15个。（牵头单位：市民政局，责任单位：市财政局、各县区政府）
2.推进医养结合。鼓励医院开设老年病科。（市卫生健康局牵头，市医保局配合，9月底前完成）
3.加强监督。定期检查服务质量。（市市场监管局、市民政局）
"""
    found = tasks(text)

    assert [(lead, support) for _quote, lead, support in found] == [
        (("市民政局",), ("市财政局", "各县区政府")),
        (("市卫生健康局",), ("市医保局",)),
        (("市市场监管局",), ("市民政局",)),
    ]
    assert found[0][0].startswith("加快设施建设。")
    assert found[0][0].endswith("各县区政府）")
    number, second = firm(text)[1], firm(text)[2]
    assert (number.kind, number.owners.lead) == (Kind.QUANTIFIED, ("市民政局",))
    assert str(second.due.day) == "2024-09-30"


def test_lines_of_owners_answer_for_all_items_above_without_owners() -> None:
    """牵头单位 and 责任单位 on lines of their own close a chapter."""
    text = """清河市促进消费若干措施
一、激发活力
（一）促进汽车消费。开展促销活动。
（二）发放消费券。每季度发放消费券50万元。
牵头单位：市商务局
责任单位：各县区政府
二、扩大开放
（三）支持外贸。组织企业参展。
牵头单位：市贸促会
"""
    assert [(quote[:4], lead, support) for quote, lead, support in tasks(text)] == [
        ("促进汽车", ("市商务局",), ("各县区政府",)),
        ("发放消费", ("市商务局",), ("各县区政府",)),
        ("支持外贸", ("市贸促会",), ()),
    ]


def test_a_table_that_lost_its_lines_still_gives_tasks() -> None:
    """Cells of bodies own the row, a cell with a date is its term."""
    rows = "1\n新建农村公路300公里\n市交通运输局\n各县区政府\n2024年11月底\n"
    rows += "2\n整治城市易涝点\n市住房城乡建设局\n\n2024年6月底\n"
    text = f"清河市2024年民生项目分解表\n\n序号\n重点任务\n牵头单位\n责任单位\n完成时限\n{rows}"

    assert tasks(text) == [
        ("新建农村公路300公里", ("市交通运输局",), ("各县区政府",)),
        ("整治城市易涝点", ("市住房城乡建设局",), ()),
    ]
    assert [str(target.due.day) for target in firm(text)] == ["2024-11-30", "2024-11-30", "2024-06-30"]


def test_a_table_of_bars_gives_tasks() -> None:
    """One row, one line: cells between bars."""
    text = """清河市2024年任务分解表
| 序号 | 工作任务 | 责任单位 | 完成时限 |
| 1 | 出台停车管理办法 | 市城管局 | 2024年5月底 |
| 2 | 建成充电桩200个 | 市发展改革委 | 2024年10月底 |
"""
    assert [(quote, lead) for quote, lead, _support in tasks(text)] == [
        ("出台停车管理办法", ("市城管局",)),
        ("建成充电桩200个", ("市发展改革委",)),
    ]


def test_standards_of_an_assessment_sheet_belong_to_the_body_above_them() -> None:
    """Each numbered standard is one task, dated by the year in the title; points are no targets."""
    text = """2023年度平安建设考核评分细则
市公安局（30分）
1.电信诈骗发案率下降10%以上，得10分。
2.命案全部侦破，每有1起未破扣2分。
市司法局（20分）
3.纠纷调解成功率达到98%以上，每低1个百分点扣1分。
"""
    assert [(quote[:4], lead) for quote, lead, _support in tasks(text)] == [
        ("电信诈骗", ("市公安局",)),
        ("命案全部", ("市公安局",)),
        ("纠纷调解", ("市司法局",)),
    ]
    assert {str(target.due.day) for target in firm(text)} == {"2023-12-31"}
    assert not any(target.quantity and target.quantity.unit == "分" for target in targets(text))
