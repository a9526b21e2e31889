"""Cases that papers nobody here had seen before brought up, in words of our own."""

from datetime import date

from tests.commitments.extraction.reading_aloud import firm, milestones, numbers, tasks


def test_an_item_keeps_its_date_to_itself() -> None:
    """What 一是 dates ends where 二是 begins; what stands before the first item dates them all."""
    text = (
        "关于加强工作的实施方案\n一、主要任务\n"
        "一是今年年底前制定出台判断标准，规范使用管理秩序。二是制定《纠纷裁决办法》，开展纠纷调解工作。\n"
        "到2026年底，完成以下工作：一是建成服务中心3个。二是建成调解室9个。\n"
    )
    assert milestones(text) == [("今年年底前制定出台判断标准", "2024-12-31")]
    assert numbers(text) == [">= 3 个 2026-12-31", ">= 9 个 2026-12-31"]


def test_every_span_of_a_row_is_cut_down() -> None:
    """One verb, several limits; 左右 makes one a rough one."""
    text = (
        "工作方案\n一、工作目标\n到2025年底，转让、变更和复审周期分别压缩至2.5个月、11个月和8个月，"
        "公告周期压缩至3周左右。\n"
    )
    assert numbers(text) == [
        "<= 2.5 个月 2025-12-31",
        "<= 11 个月 2025-12-31",
        "<= 8 个月 2025-12-31",
        "~ 3 周 2025-12-31",
    ]


def test_goals_behind_the_name_of_a_paper_and_a_colon() -> None:
    """The report of a paper opens with 近日, and yet tells what the paper demands."""
    text = (
        "新闻一则\n近日，市政府出台《关于治理污染的实施意见》，明确今后三年目标任务：到2025年，"
        "优良天数比率达到67.4%，全部消除黑臭水体。\n"
    )
    assert numbers(text) == [">= 67.4 % 2025-12-31", ">= 100 % 2025-12-31"]


def test_an_analysis_of_a_market_promises_little() -> None:
    """Assumptions, taxes and papers of last year are no targets, however many numbered parts it has."""
    text = (
        "行业管理和市场分析\n一、需求\n1)甲;2)乙;3)丙\n二、政策\n某省去年发布五年规划。\n三、空间\n"
        "假设废物占比为4%，估计实际产量近2亿吨，与年鉴差额超过3000万吨。\n四、其他\n五、其他\n六、其他\n七、其他\n"
    )
    assert firm(text) == []


def test_a_share_of_all_is_to_have_something() -> None:
    """The share of things that do or have something is a target, a share that gives a right is none."""
    text = "工作方案\n一、工作目标\n到2025年，50%以上的专利由企业申请，培育5家以上年销售收入过百亿元的企业。\n"
    assert numbers(text) == [">= 50 % 2025-12-31", ">= 5 家 2025-12-31"]


def test_whoever_stands_before_the_word_lead_leads() -> None:
    """责任单位：A、B牵头，各有关单位分工负责; a heading above the item has no owners of its own."""
    text = (
        "2025年工作要点\n1. 加快培育新动能\n1. 发展显示产业\n加强新型显示应用，推动更新设备。\n"
        "责任单位：市工信局、广电局牵头，各有关单位分工负责\n"
        "2. 推进协同创新\n完善创新网络，支持企业组建联合体。\n"
        "责任单位：市科技局牵头，各县区人民政府结合实际落实\n"
    )
    assert [(quote.split("\n")[0], lead, support) for quote, lead, support in tasks(text, given=date(2025, 3, 1))] == [
        ("发展显示产业", ("市工信局", "广电局"), ()),
        ("推进协同创新", ("市科技局",), ("各县区人民政府",)),
    ]


def test_cells_that_ran_together_give_no_figure() -> None:
    """45, >50 and 4个百分点 without their rules: no number rather than 504 points."""
    text = "规划\n一、主要指标\n到2025年，河段优良的比例（%）45>504个百分点。\n"
    assert numbers(text) == []
