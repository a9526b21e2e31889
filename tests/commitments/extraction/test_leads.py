"""Leads: what the sentence above a list, a part with a period, or an earlier clause gives to what follows."""

from datetime import date

from commitments.target import Strength
from tests.commitments.extraction.reading_aloud import firm, milestones, numbers, targets

SPRING = date(2024, 3, 1)


def strengths(text: str) -> list[tuple[str, Strength]]:
    """(quote, strength) of every target."""
    return [(t.quote, t.strength) for t in targets(text)]


def test_the_year_of_a_list_lead_dates_all_items() -> None:
    """Up to the last item, and what has no number is a milestone there."""
    text = "各位代表！今年我们要办好民生实事。\n1.养老。新增护理床位600张。\n2.医疗。将罕见病用药纳入医保。\n"
    text += "3.交通。改造危桥9座。\n"
    assert numbers(text) == [">= 600 张 2024-12-31", ">= 9 座 2024-12-31"]
    assert milestones(text) == [("将罕见病用药纳入医保", "2024-12-31")]


def test_a_heading_with_a_year_dates_pledges_but_makes_no_milestones() -> None:
    """Between a heading and its items there may be more headings."""
    text = "各位代表：\n一、2024年重点工作\n（一）抓项目\n建成滨河水厂。新建泵站3座。\n"
    assert numbers(text) == [">= 3 座 2024-12-31"]
    assert milestones(text) == []
    assert [(t.quote, t.due.day) for t in targets(text) if not t.quantity] == [("建成滨河水厂", date(2024, 12, 31))]


def test_the_goals_of_the_year_date_what_the_report_goes_on_to_say() -> None:
    """“今年主要预期目标是…” reaches the chapters below it."""
    text = "各位代表：\n今年主要预期目标是：粮食产量30万吨以上。\n抓好三个方面工作。\n（一）抓项目。新建泵站3座。\n"
    assert numbers(text) == [">= 300000 吨 2024-12-31", ">= 3 座 2024-12-31"]


def test_a_lead_that_strives_softens_its_items() -> None:
    """An item with a cue of its own keeps it."""
    text = "“十五五”时期，要努力实现以下目标：\n一是工业。产值达到90亿元。\n二是农业。确保粮食产量达到30万吨。\n"
    assert strengths(text) == [
        ("产值达到90亿元", Strength.ASPIRATIONAL),
        ("确保粮食产量达到30万吨", Strength.BINDING),
    ]


def test_stated_aims_bind_unless_their_own_clause_strives() -> None:
    """“争取更好结果” is no target and softens nothing; 预期目标 are goals like others."""
    text = "各位代表：\n今年主要{}目标是：产值增长6%左右，在实际工作中争取更好结果，新增就业2万人，力争外贸增长8%。\n"
    for word in ("工作", "预期"):
        found = [t.strength for t in targets(text.format(word))]
        assert found == [Strength.BINDING, Strength.BINDING, Strength.ASPIRATIONAL]


def test_an_explicit_plan_wins_over_plain_verbs() -> None:
    """“今年计划…” is a plan, not a year's budget."""
    assert strengths("下一步，今年计划在城南新建公厕20座。")[0][1] is Strength.PLANNED


def test_the_date_of_a_part_is_not_that_of_the_next_whole() -> None:
    """“其中6月底前…” dates the part alone."""
    text = "关于整治的实施方案\n一、任务\n今年新建公厕20座，其中6月底前建成5座，改造车站3座。"
    assert numbers(text)[-1] == ">= 3 座 2024-12-31"


def test_two_dated_outcomes_of_one_sentence_are_two_targets() -> None:
    """The second does not swallow the first."""
    text = "关于整治的实施方案\n一、任务\n滨河大道年内主线贯通，明年6月底前全面完工。"
    assert [due for _, due in milestones(text)] == ["2024-12-31", "2025-06-30"]


def test_a_period_in_a_part_of_its_own_dates_the_plan() -> None:
    """“三、活动时间 …” says when all of it is done."""
    text = "关于开展入户走访的实施方案\n一、活动内容\n入户走访率达到100%。\n"
    text += "二、活动时间\n2024年3月1日至2024年4月30日。\n三、要求\n各村要抓好落实。\n"
    assert numbers(text) == [">= 100 % 2024-04-30"]


def test_the_capacity_of_a_plant_sizes_it() -> None:
    """Its start is the milestone."""
    text = "海岳股份有限公司2023年年度报告\n二、2024年经营计划\n年产5万吨特种铝材项目力争二季度末投料试车。\n"
    assert [(t.quote, t.strength) for t in firm(text)] == [
        ("年产5万吨特种铝材项目力争二季度末投料试车", Strength.ASPIRATIONAL)
    ]


def test_what_others_forecast_and_what_shareholders_get_are_no_targets() -> None:
    """Nor is either a milestone."""
    text = "海岳股份有限公司2023年年度报告\n二、发展计划\n"
    text += "根据行业协会预测，到2026年市场规模将达到900亿元，年均增速保持在9%以上。\n"
    text += "公司拟向全体股东每10股派发现金红利2.5元（含税）。\n"
    assert [t.quantity for t in firm(text)] == []


def test_the_foot_of_a_notice_is_no_milestone() -> None:
    """It only says when it was printed."""
    assert targets("关于开展普查的通知\n各科室：\n请遵照执行。\n临江市政府办公室 2024年10月19日印发\n") == ()


def test_a_plan_told_in_a_review_goes_on_with_its_date() -> None:
    """Within one sentence; the results beside it stay results."""
    text = "关于巡视整改进展情况的通报\n一、整改落实情况\n研发投入强度达到2.8%。"
    text += "计划到2026年研发投入强度达到3.2%以上，建成平台15个。\n"
    assert numbers(text) == [">= 3.2 % 2026-12-31", ">= 15 个 2026-12-31"]
    assert targets(text)[0].metric == "研发投入强度"


GOALS_OF_TWO_TERMS = (
    "“十五五”时期的主要目标任务\n“十五五”时期，要努力实现以下目标任务：\n"
    "一是产业更强。产值达到90亿元。城镇调查失业率控制在5%左右。污染物排放完成国家下达控制目标。\n"
    "二是民生更好。人均预期寿命达到79岁。\n{}年重点工作\n{}"
)


def test_a_list_ends_where_a_part_begins_that_ranks_above_its_items() -> None:
    """The goals of the five years do not date the year's, and a number promised for both days counts twice."""
    text = GOALS_OF_TWO_TERMS.format(2026, "主要预期目标是：产值增长6%左右；城镇调查失业率控制在5%左右。\n")
    assert numbers(text, given=date(2026, 1, 28)) == [
        ">= 9000000000 元 2030-12-31",
        "~ 5 % 2030-12-31",
        ">= 79 岁 2030-12-31",
        "change 6 % 2026-12-31",
        "~ 5 % 2026-12-31",
    ]


def test_outcomes_among_goals_bind_as_the_numbers_beside_them_do() -> None:
    """A list that strives softens 完成…目标 too; expected goals bind without a number as well."""
    text = GOALS_OF_TWO_TERMS.format(2026, "今年主要预期目标是：产值增长6%左右；污染物排放完成国家下达减排目标。\n")
    found = [(t.quote, t.strength) for t in targets(text, given=date(2026, 1, 28)) if "污染物" in t.quote]
    assert found == [
        ("污染物排放完成国家下达控制目标", Strength.ASPIRATIONAL),
        ("污染物排放完成国家下达减排目标", Strength.BINDING),
    ]


def test_who_is_named_in_brackets_makes_a_task_no_firmer() -> None:
    """Numbers in the names of owners promise nothing, and a main clause that moves others outweighs what it plans."""
    text = "关于帮扶的实施方案\n一、任务\n"
    text += "（一）采购。落实采购政策，鼓励职工购买农产品。（市财政局、17个市级帮扶集团负责）\n"
    text += "（二）流通。健全流通网络，推进村级站点建设。规划布局冷链设施。（市商务委负责）\n"
    assert [t.strength for t in firm(text)] == [Strength.DIRECTIONAL, Strength.DIRECTIONAL]


def test_what_a_project_costs_is_no_part_of_when_it_is_done() -> None:
    """“项目估算总投资9亿元，预计明年上半年建成投产” promises the second clause alone."""
    text = "关于项目建设的实施方案\n一、任务\n项目估算总投资9.2亿元，预计明年上半年建成投产。\n"
    assert milestones(text) == [("预计明年上半年建成投产", "2025-06-30")]


def test_what_matters_is_no_promise() -> None:
    """“…时期继续实施…，对…具有重要意义” only says why."""
    text = "关于帮扶的实施方案\n一、任务\n2026年全面建成帮扶体系，对促进增收具有重要意义。\n"
    assert firm(text) == []
    assert len(firm(text.replace("，对促进增收具有重要意义", ""))) == 1


def test_what_a_paper_of_a_past_year_demanded_is_no_promise_of_the_reply() -> None:
    """A paper without a year still demands; 按照…的要求 demands nothing."""
    text = "关于建议的答复\n您提出的建议收悉，现答复如下：\n{}让每位学生掌握2项运动技能。\n"
    told = {
        "市政府《体育工作意见》要求，健全制度，": [">= 2 项 None"],
        "2021年，市政府《体育工作意见》要求，健全制度，": [],
        "按照《体育工作意见》的要求，健全制度，": [],
    }
    for opening, expected in told.items():
        assert numbers(text.format(opening)) == expected


def test_this_year_goes_on_is_a_promise_in_a_reply() -> None:
    """“2024年，继续实施…” is to come; what was gone on with last year is not."""
    text = "关于建议的答复\n您提出的建议收悉，现答复如下：\n{}年，继续实施老旧小区改造85个。\n"
    assert numbers(text.format(2024)) == [">= 85 个 2024-12-31"]
    assert numbers(text.format(2022)) == []


def test_a_chapter_in_a_text_without_lines_takes_no_date_from_the_goals_before_it() -> None:
    """What it builds is dated by the title alone, and no milestone; whom it speaks of is nothing."""
    text = "清河市农业“十四五”规划（2021—2025年）\n第一节　发展目标到2025年确保建成示范区。到2035年，全面建成示范市。"
    text += "第二章　任务巩固成果，设立过渡期。对脱贫不稳定户、边缘易致贫户，开展检查。\n"
    assert [due for _, due in milestones(text, given=date(2021, 8, 1))] == ["2025-12-31", "2035-12-31"]


def test_striving_in_the_half_year_to_come_is_a_promise_in_a_story() -> None:
    """What is told of the half year past is not."""
    text = "本报讯 日前，市国资委主任表示，上半年运行好于预期，下半年要突出重点，力争总体效益实现正增长。\n"
    assert milestones(text, given=date(2021, 8, 15)) == [("力争总体效益实现正增长", "2021-12-31")]
