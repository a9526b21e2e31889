"""Cases that a third round of papers brought up, in words of our own."""

from tests.commitments.extraction.reading_aloud import firm, milestones, numbers, targets, tasks

PLAN = "关于加强工作的实施方案\n一、主要任务\n"
REPLY = "关于某提案的答复\n尊敬的委员：\n您提出的《关于加强工作的提案》收悉。现答复如下：\n一、关于污染治理\n"


def test_a_will_in_the_clause_of_the_date_governs_what_is_done() -> None:
    """计划用两年时间 says when and how firmly; the next clause says what."""
    text = REPLY + "2022年以来，我县清退面积2万亩。计划用两年时间，完成剩余设施的改造任务。\n"
    [target] = firm(text)
    assert (target.quote, str(target.due.day), target.strength.value) == (
        "计划用两年时间，完成剩余设施的改造任务",
        "2026-03-01",
        "planned",
    )


def test_days_from_each_discovery_are_no_day() -> None:
    """What is to be put right so many days after it is found has no date of its own."""
    text = PLAN + "建立巡查制度，每季度开展一次联合检查，发现问题限期15日内整改到位。\n"
    assert milestones(text) == []
    assert [target.due.recurrence for target in firm(text)] == ["quarterly"]


def test_what_others_are_advised_to_do_is_asked() -> None:
    """建议某市政府…，确保… is no promise of who writes; the share of 建议 that are dealt with is."""
    asked = REPLY + "下一步，我厅将加强指导。建议有关市县政府加大投入，确保配套比例不低于50%。\n"
    assert numbers(asked) == []
    assert numbers(PLAN + "人大代表建议、政协委员提案办结率100%。\n") == [">= 100 % None"]


def test_a_part_of_so_many_is_one_number() -> None:
    """The whole is counted, the part is promised."""
    assert numbers(PLAN + "到2024年底，完成反馈的38项问题中的30项。\n") == [">= 30 项 2024-12-31"]


def test_years_to_come_are_not_the_year_before_them() -> None:
    """未来三年, where nothing tells from when, takes no date from the sentence above it."""
    text = "某公司报告\n2024年，我们将新增岗位40个。未来三年，公司将再投入500万元。\n"
    assert numbers(text, given=None) == [">= 40 个 2024-12-31", ">= 5000000 元 None"]


def test_the_line_of_owners_is_no_duty() -> None:
    """责任单位：…牵头 with the line of the term behind it orders nothing."""
    text = (
        "某市督察反馈问题整改方案\n一、整改任务\n（一）部分矿山修复滞后。\n整改目标：完成27座废弃矿山生态修复。\n"
        "责任单位：市资源局牵头，市林业局、各县人民政府配合\n整改时限：2025年12月底前，立行立改并长期坚持\n"
    )
    assert {quote for quote, _, _ in tasks(text)} == {"完成27座废弃矿山生态修复。"}
    assert {str(target.due.day) for target in firm(text)} == {"2025-12-31"}


def test_each_of_two_rates_has_its_number() -> None:
    """The 及 of 普及率 joins nothing."""
    found = targets(PLAN + "到2027年，数字工具普及率、关键工序数控化率分别超过90%、75%。\n")
    assert [target.metric for target in found] == ["数字工具普及率", "关键工序数控化率"]


def test_what_is_measured_is_the_thing_and_not_who_acts() -> None:
    """The measure drops the verb, the speaker and the number beside it."""
    text = (
        "办好十件民生实事。\n力争引进超10亿元项目2个、5亿元项目5个。\n"
        "2024年，我们将为每名员工提供不少于40小时的培训。\n到2025年帮助100所乡村学校改善条件。\n"
    )
    assert [target.metric for target in targets(PLAN + text)] == [
        "民生实事",
        "超10亿元项目",
        "5亿元项目",
        "培训",
        "乡村学校改善条件",
    ]


def test_the_chapter_on_the_report_is_not_its_title() -> None:
    """关于本报告 stands below the title and tells no year; the title does."""
    text = "某公司2023年可持续发展报告（节选）\n\n关于本报告\n本报告介绍公司。\n· 2050年实现净零排放\n"
    assert numbers(text, given=None) == ["= 0 None 2050-12-31"]
