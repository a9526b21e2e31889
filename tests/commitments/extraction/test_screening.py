"""Screening: sentences that look like promises and are none, and sentences that are."""

import pytest

from tests.commitments.extraction.reading_aloud import firm, milestones, numbers

PLAN = "清河市工业发展实施方案\n一、主要任务\n（一）壮大产业。{}。\n（二）其他。无。"
NEWS = "清河见闻\n本报讯（记者 钱某）{}。"

PROMISED = [
    ("新建泵站12座", ">= 12 座 None"),
    ("力争引进企业30家", ">= 30 家 None"),
    ("确保达标率100%", ">= 100 % None"),
    ("规上工业增加值增长8%左右", "change 8 % None"),
    ("将办理时间压缩至3个工作日", "<= 3 工作日 None"),
    ("对300个小区开展改造", ">= 300 个 None"),
    ("推动产值突破200亿元", "> 20000000000 元 None"),
    ("进入全省前3名", "rank<= 3 名 None"),
    ("发放租赁补贴1000户", ">= 1000 户 None"),
]

NO_PROMISES = [
    "已建成泵站12座",
    "截至目前,累计引进企业30家",
    "近年来,新建泵站12座",
    "去年新建泵站12座",
    "新建了12座泵站",
    "圆满完成12座泵站建设任务",
    "依托5个国家级园区发展会展业",
    "围绕22个重点产业集群招商",
    "总投资12亿元",
    "占地300亩",
    "对年产值超过2亿元的企业予以重点服务",
    "每户奖励8万元",
    "给予最高50万元的补助",
    "按设备总额的10%给予补贴",
    "对旅客超过300人的旅行社,每人奖励10元",
    "提供最高额度30万元的贷款",
    "若价格上涨10%,成本将增加2亿元",
    "项目建成后,年产值可达50亿元",
    "上述6个项目由县级统筹",
    "得8分",
]


@pytest.mark.parametrize(("words", "promised"), PROMISED)
def test_a_number_to_reach_is_a_target_of_a_plan(words: str, promised: str) -> None:
    """In a plan the plain statement is enough."""
    assert numbers(PLAN.format(words)) == [promised]


@pytest.mark.parametrize("words", NO_PROMISES)
def test_a_number_that_is_not_to_be_reached_is_no_target(words: str) -> None:
    """Facts, stock, sizes, rewards, conditions and effects stay out, even in a plan."""
    assert numbers(PLAN.format(words)) == []


@pytest.mark.parametrize(
    "words",
    [
        "新建泵站12座",
        "全市有泵站12座",
        "全年接待游客120万人次",
        "产值达到30亿元",
        "争取上级资金3亿元",
        "预计带动就业500人",
    ],
)
def test_a_plain_number_in_the_news_is_a_report(words: str) -> None:
    """Without a cue of will, a newspaper tells what is."""
    assert numbers(NEWS.format(words)) == []


@pytest.mark.parametrize(
    "words",
    [
        "我市计划新建泵站12座",
        "力争新建泵站12座",
        "到2026年新建泵站12座",
        "明年将新建泵站12座",
        "2026年底前新建泵站12座",
    ],
)
def test_a_cue_or_a_term_ahead_makes_a_promise_of_it(words: str) -> None:
    """Will, plan or a limit to come."""
    assert [number.split(" 座")[0] for number in numbers(NEWS.format(words))] == [">= 12"]


@pytest.mark.parametrize(
    "words",
    [
        "到2025年,治理能力显著提升",
        "到2025年,营商环境更加优化",
        "到2025年,改革取得实质性进展",
        "2024年底前,确保各项目标任务落到实处",
        "2023年6月底前完成整改",
        "2025年是规划收官之年",
        "到2025年,为全市发展奠定坚实基础",
    ],
)
def test_what_nobody_can_check_is_no_milestone(words: str) -> None:
    """Degrees, empty objects, purposes, and days gone by."""
    assert firm(PLAN.format(words)) == []


@pytest.mark.parametrize(
    ("words", "quote", "due"),
    [
        ("到2025年,基本建成物流枢纽", "到2025年,基本建成物流枢纽", "2025-12-31"),
        ("6月底前出台实施细则", "6月底前出台实施细则", "2024-06-30"),
        ("推进二期建设,确保年底前投产", "推进二期建设,确保年底前投产", "2024-12-31"),
        ("对未验收的项目,9月底前完成竣工验收", "对未验收的项目,9月底前完成竣工验收", "2024-09-30"),
    ],
)
def test_a_dated_outcome_is_a_milestone(words: str, quote: str, due: str) -> None:
    """A clause that is all date and verb takes along what it is about."""
    assert milestones(PLAN.format(words)) == [(quote, due)]


def test_two_horizons_in_one_sentence_give_two_milestones() -> None:
    """Each outcome has the date it stands under."""
    words = "到2025年,建成枢纽一期,启动二期工程,到2030年,全面建成枢纽"

    assert [due for _quote, due in milestones(PLAN.format(words))] == ["2025-12-31", "2025-12-31", "2030-12-31"]


def test_what_a_paper_demands_is_planned_wherever_it_is_told() -> None:
    """The news about a plan promise what the plan says."""
    text = NEWS.format("市政府印发《水网建设方案》。《水网建设方案》提出,新建泵站12座。修缮堤防30公里")

    assert numbers(text) == [">= 12 座 None", ">= 30 公里 None"]
