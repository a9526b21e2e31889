"""Dates and numerals as county reports, plans, replies, company reports and papers of Hong Kong write them."""

from datetime import date

import pytest

from commitments.document import Reference, ReferenceBasis
from commitments.extraction.rule import Context
from commitments.extraction.zh.dates import find_dates
from commitments.extraction.zh.quantities import find_quantities
from commitments.folding import folded
from commitments.reading import read_text
from commitments.reading.markers import number
from commitments.target import Kind
from tests.commitments.extraction.reading_aloud import firm, milestones, numbers

SPRING = date(2025, 5, 20)


def dues(text: str, *, day: date | None = SPRING) -> list[str]:
    """“words day” of each date phrase, with a question mark where a reviewer is to confirm it."""
    reference = Reference(day, ReferenceBasis.SIGNED if day else ReferenceBasis.NONE)
    plain = folded(text)
    found = find_dates(plain, 0, len(plain), Context(reference))
    return [f"{match.span.of(text)} {match.due.day}{'?' if match.due.confirm else ''}" for match in found]


def amounts(text: str) -> list[str]:
    """“comparator value unit” of each number."""
    plain = folded(text)
    quantities = [match.quantity for match in find_quantities(plain, 0, len(plain))]
    return [f"{each.comparator} {each.value:f} {each.unit}" for each in quantities]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年底前4家医院开诊", ["年底前 2025-12-31"]),
        ("9月底前2条公交线路开通", ["9月底前 2025-09-30"]),
        ("2027年前6座水厂投运", ["2027年前 2026-12-31?"]),
        ("12月20日前两批设备进场", ["12月20日前 2025-12-20"]),
        ("2026年前三季度完成", ["2026年前三季度 2026-09-30"]),
        ("2026年前5个月完成", ["2026年前5个月 2026-05-31"]),
        ("力争年底前进入前三名", ["年底前 2025-12-31"]),
    ],
)
def test_a_number_right_behind_qian_counts_things_and_is_no_rank(text: str, expected: list[str]) -> None:
    """“年底前3家” is a deadline and a count; “前三季度” and “前三名” begin with their 前."""
    assert dues(text) == expected


def test_what_is_counted_behind_a_deadline_is_named_without_its_last_word() -> None:
    """The deadline takes its 前 along."""
    (target,) = firm("关于产业园建设的实施方案\n\n一、重点任务\n年底前4家企业入驻。\n", given=SPRING)
    assert (target.due.day, target.due.text, target.metric) != (date(2025, 12, 31), "年底", "前")
    assert (target.due.day, target.due.text) == (date(2025, 12, 31), "年底前")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在2035年或之前碳中和", ["2035年或之前 2035-12-31"]),
        ("於2028年或以前完成", ["2028年或以前 2028-12-31"]),
        ("2026年6月或之前提交", ["2026年6月或之前 2026-06-30"]),
        ("2027年第二季或之前", ["2027年第二季或之前 2027-06-30"]),
        ("2030年之前", ["2030年之前 2029-12-31?"]),
    ],
)
def test_or_before_includes_the_period_itself(text: str, expected: list[str]) -> None:
    """“2030年或之前” is met on its last day."""
    assert dues(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2027－28年度推出", ["2027－28年度 2028-03-31?"]),
        ("2026-27財政年度內完成", ["2026-27財政年度內 2027-03-31?"]),
        ("2025至26年度", ["2025至26年度 2026-03-31?"]),
        ("2025-28年", ["2025-28年 2028-12-31"]),
        ("2025年第四季", ["2025年第四季 2025-12-31"]),
    ],
)
def test_two_years_in_a_row_in_short_are_a_fiscal_year(text: str, expected: list[str]) -> None:
    """Hong Kong's books run from April to March; a longer span is one of calendar years."""
    assert dues(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("由4 800個增至10 500個", [">= 4800 个", ">= 10500 个"]),
        ("撥款1 250 000元", [">= 1250000 元"]),
        ("增加約3\u2009000名護理員", ["~ 3000 名"]),
        ("2026 300公里", [">= 300 公里"]),
        ("2025年 120家", [">= 120 家"]),
        ("新增1 20家", [">= 20 家"]),
        ("第4\t500户", [">= 500 户"]),
        ("12 5000户", [">= 5000 户"]),
    ],
)
def test_a_blank_groups_thousands_and_parts_all_else(text: str, expected: list[str]) -> None:
    """Groups of exactly three figures behind one of at most three; a tab parts two cells, a year is a year."""
    assert amounts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("平均輪候時間縮短至五年半", ["<= 5.5 年"]),
        ("工期压缩至两个半月以内", ["<= 2.5 个月"]),
        ("建设周期缩短1年半", ["change -1.5 年"]),
        ("车程控制在2个半小时以内", ["<= 2.5 小时"]),
        ("三个半月后复查", []),
    ],
)
def test_half_a_year_or_a_month_more(text: str, expected: list[str]) -> None:
    """四年半 is four and a half, where it is reached."""
    assert amounts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("两年半内建成", ["两年半内 2027-11-20"]),
        ("1年半内完成", ["1年半内 2026-11-20"]),
        ("三个半月内清零", ["三个半月内 2025-09-04"]),
        ("争取两年内清零", ["两年内 2027-05-20"]),
        ("力争三年实现全覆盖", ["三年 2028-05-20"]),
        ("预计三年建成", ["三年 2028-05-20"]),
        ("计划三年滚动实施", []),
    ],
)
def test_a_duration_is_told_without_the_word_of_will(text: str, expected: list[str]) -> None:
    """争取, 力争, 确保 say how firmly, and are no part of the date."""
    assert dues(text) == expected


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("力争2026年秋季学期开始招生", SPRING, ["2026年秋季学期 2027-01-31?"]),
        ("2026年春季学期投入使用", SPRING, ["2026年春季学期 2026-07-31?"]),
        ("春季学期完成", date(2025, 9, 10), ["春季学期 2026-07-31?"]),
        ("2026年秋季开学前交付", SPRING, ["2026年秋季开学前 2026-08-31?"]),
        ("2026年秋季开学启用", SPRING, ["2026年秋季开学 2026-09-01?"]),
        ("自2026年秋季学期起实施", SPRING, ["自2026年秋季学期起 2026-09-01?"]),
        ("2026—2027学年第一学期", SPRING, ["2026—2027学年第一学期 2027-01-31?"]),
        ("2026/27學年下學期", SPRING, ["2026/27學年下學期 2027-07-31?"]),
        ("新学期开学前完工", SPRING, ["新学期开学前 2025-08-31?"]),
        ("新学期开学前完工", date(2025, 11, 3), ["新学期开学前 2026-02-28?"]),
        ("下学期开学前完工", date(2026, 1, 8), ["下学期开学前 2026-02-28?"]),
        ("本学期内完成", SPRING, ["本学期内 2025-07-31?"]),
        ("下学期启用", SPRING, ["下学期 2026-01-31?"]),
        ("新学年投入使用", SPRING, ["新学年 2026-08-31?"]),
        ("新学年投入使用", None, ["新学年 None?"]),
    ],
)
def test_terms_of_schools_end_with_their_last_month(text: str, day: date | None, expected: list[str]) -> None:
    """A term is a stretch of time as a quarter is; when it begins and ends differs, so a reviewer confirms the day."""
    assert dues(text, day=day) == expected


PLAN_TABLE = (
    "专栏1 主要指标\n序号\t指标名称\t单位\t2025年\t2030年\t属性\n1\t森林覆盖率\t%\t41.2\t43\t约束性\n"
    "2\t湿地保护率\t%\t52\t58\t预期性\n"
)
GOALS = "第二章 规划目标\n到2030年，生态质量稳步提升，自然岸线保有率达到36%。\n" + PLAN_TABLE
MEASURES = "第三章 重点任务\n新建苗圃6处，修复矿山22座。\n"


@pytest.mark.parametrize(
    "title",
    ["平川市“十五五”生态保护修复规划", "平川市生态保护修复规划（2026—2030年）", "平川市生态保护修复规划"],
)
def test_the_base_year_of_a_table_is_no_horizon(title: str) -> None:
    """2025 beside 2030 in the head of a table tells where the plan sets out from."""
    found = numbers(f"{title}\n\n{GOALS}{MEASURES}", given=None)
    assert ">= 6 处 2030-12-31" in found
    assert ">= 22 座 2030-12-31" in found


@pytest.mark.parametrize(
    "goal",
    [
        "能耗强度较2025年下降12%，到2030年绿电占比达到40%。",
        "以2025年为基期，到2030年绿电占比达到40%。",
        "与2025年相比能耗下降12%，到2030年绿电占比达到40%。",
        "2025年，全市绿电占比将达到31%。到2030年绿电占比达到40%。",
    ],
)
def test_no_year_before_a_plan_begins_dates_what_stands_below(goal: str) -> None:
    """A baseline, and the last year before the plan, are no goals of it."""
    text = f"平川市“十五五”能源发展规划\n\n第二章 发展目标\n{goal}\n{MEASURES}"
    assert ">= 6 处 2030-12-31" in numbers(text, given=None)


def test_two_goals_of_a_plan_in_one_table_both_lie_ahead_of_its_day() -> None:
    """Where the day of the paper is known, the nearest year that has not passed holds."""
    text = f"平川市生态保护修复规划\n\n{GOALS}{MEASURES}"
    assert ">= 6 处 2025-12-31" in numbers(text, given=date(2023, 5, 1))
    assert ">= 6 处 2030-12-31" in numbers(text, given=date(2026, 5, 1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("垃圾回收利用率每年提高3个百分点，县城建成区达到45%。", [">= 45 % None"]),
        ("每年新增绿地20公顷，绿化覆盖率提高到42%。", [">= 42 % None"]),
    ],
)
def test_a_rhythm_is_no_deadline_of_a_level(text: str, expected: list[str]) -> None:
    """每年 says how often one thing comes round; what another clause says is reached is reached once."""
    levels = [
        target
        for target in firm(f"关于环境整治的实施方案\n\n一、重点任务\n{text}\n")
        if "达到" in target.quote or "提高到" in target.quote
    ]
    assert [
        f"{t.quantity.comparator} {t.quantity.value:f} {t.quantity.unit} {t.due.day}" for t in levels if t.quantity
    ] == expected
    assert not any(target.due.recurrence for target in levels)


def test_a_rhythm_is_handed_on_to_what_is_counted() -> None:
    """每年 dates the numbers that are counted behind it."""
    found = firm("关于技能培训的实施方案\n\n一、重点任务\n每年举办培训班12期，学员600人次以上。\n")
    assert [target.due.recurrence for target in found] == ["yearly", "yearly"]


STORY = "平川公园建设观察\n{head}本报记者 周某\n记者了解到，今年全县计划新建公园3座，明年再建2座。{tail}\n"


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        ("发布时间：2024-08-15 10:21\n", ""),
        ("日期：2024-08-15\n", ""),
        ("（2024年8月15日）\n", ""),
        ("稿源：平川新闻网 2024-08-15 08:00\n", ""),
        ("2024-08-15 10:21:05 平川日报\n", ""),
        ("平川日报客户端 记者 周某 2024-08-15\n", ""),
        ("平川网2024年8月15日电 ", ""),
        ("平川网8月15日电 ", "\n版权所有 © 2024 平川网"),
        ("", "（平川日报2024年8月15日）"),
        ("", "\n（来源：平川晚报 2024-08-15）"),
        ("", "（原载《平川日报》2024年8月15日第3版）"),
    ],
)
def test_a_story_was_published_on_the_day_its_press_names(head: str, tail: str) -> None:
    """Below the title, in a line of its own or in a bracket at the end."""
    document = read_text("a.txt", STORY.format(head=head, tail=tail))
    assert document.imprint.reference.day == date(2024, 8, 15)
    assert document.imprint.title == "平川公园建设观察"


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        ("平川网8月15日电 ", ""),
        ("", "\n注：数据来源：国家统计局网站，2023年1月17日"),
        ("近日，《平川日报》2023年5月3日报道了公园建设。\n", ""),
    ],
)
def test_a_day_that_only_a_source_or_a_sentence_names_is_not_that_of_the_story(head: str, tail: str) -> None:
    """A dateline without a year, the source of figures and a story told about date nothing."""
    assert read_text("a.txt", STORY.format(head=head, tail=tail)).imprint.reference.day is None


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("平川股份有限公司2023年年度报告（节选）", date(2023, 12, 31)),
        ("平川集团2023年度社会责任报告", date(2023, 12, 31)),
        ("2023年环境、社会及管治（ESG）报告", date(2023, 12, 31)),
        ("2023/24年報", date(2024, 3, 31)),
        ("平川股份有限公司2024年半年度报告摘要", date(2024, 6, 30)),
        ("平川股份有限公司2024年第三季度报告", date(2024, 9, 30)),
        ("2024年政府工作报告", None),
        ("关于2023年年度报告问询函的回复", None),
    ],
)
def test_a_report_on_a_year_is_read_against_its_last_day(title: str, day: date | None) -> None:
    """The year of its title is a weak reference, as that of a number is, and it is over."""
    reference = read_text("a.txt", f"{title}\n公司经营稳健。\n").imprint.reference
    assert (reference.day, reference.weak, reference.over) == (day, True, day is not None)


def test_what_a_report_dates_in_its_own_year_is_past() -> None:
    """公司于2023年10月启动… is told in a report on 2023; 2024 lies ahead."""
    text = (
        "平川股份有限公司2023年度报告\n\n经营计划\n公司于2023年10月启动扩产，计划新增产能8万吨。\n"
        "2024年，公司计划实现营业收入90亿元。明年计划新开门店20家。\n"
    )
    found = numbers(text, given=None)
    assert ">= 9000000000 元 2024-12-31" in found
    assert ">= 20 家 2024-12-31" in found
    assert not any("2023" in words for words in found)


def test_a_plan_cited_in_passing_dates_no_span_of_years() -> None:
    """五年内 without a day to count from has no date, whatever plan of five years another sentence names."""
    cited = "根据《平川市旅游业规划（2023—2027年）》，平川将新增民宿300家。"
    text = f"平川旅游观察\n本报记者 周某\n{cited}\n平川承诺，五年内新建景区6处。\n"
    assert ">= 6 处 None" in numbers(text, given=None)
    assert ">= 300 家 None" in numbers(text, given=None)
    assert ">= 6 处 2029-03-01" in numbers(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "加快推进北线隧道，2026年底前双线贯通、2027年建成通车。",
            [("2026年底前双线贯通", "2026-12-31"), ("2027年建成通车", "2027-12-31")],
        ),
        (
            "污水处理厂一期6月底前完工、二期12月底前投运。",
            [("污水处理厂一期6月底前完工", "2024-06-30"), ("二期12月底前投运", "2024-12-31")],
        ),
        ("2026年、2027年建成通车。", [("2026年、2027年建成通车", "2027-12-31")]),
    ],
)
def test_two_outcomes_with_a_date_each_are_two_milestones(text: str, expected: list[tuple[str, str]]) -> None:
    """The 、 between them parts two clauses; between two years it parts none."""
    assert milestones(f"关于重大工程建设的实施方案\n\n一、重点任务\n{text}\n") == expected


def test_two_counts_with_a_date_each_are_due_on_their_own() -> None:
    """2026年建成…、2027年建成…."""
    text = "关于充电设施的实施方案\n\n一、重点任务\n2026年建成充电桩300个、2027年建成换电站12座。\n"
    assert numbers(text) == [">= 300 个 2026-12-31", ">= 12 座 2027-12-31"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("政府會在2028年或以前建成資料庫，並在2031年停止受理書面申請。", ["2028-12-31", "2031-12-31"]),
        ("医院将于2026年启用新院区。", ["2026-12-31"]),
    ],
)
def test_a_year_behind_zai_or_yu_is_that_of_what_is_done(text: str, expected: list[str]) -> None:
    """The year of the clause before is not handed on over one that the clause names itself."""
    assert [due for _, due in milestones(f"關於電子政務的實施方案\n\n一、重點任務\n{text}\n")] == expected


def test_an_address_is_not_due_in_the_year_of_its_title() -> None:
    """The policy address of October 2024 looks ahead of 2024."""
    text = "行政長官2024年施政報告\n2024年10月16日\n一、未來，我們會把長者服務券增至12 000張。\n"
    assert numbers(text, given=None) == [">= 12000 张 None"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("明年3月挂网、年底完成招标", ["明年3月 2026-03-31", "年底 2026-12-31"]),
        ("今年6月底前开工，年底前完工", ["今年6月底前 2025-06-30", "年底前 2025-12-31"]),
        ("2027年中投运", ["2027年中 2027-06-30"]),
        ("在2027年中，我们将努力", ["2027年 2027-12-31"]),
        ("2026年元旦开业", ["2026年元旦 2026-01-01"]),
        ("明年国庆假期开放", ["明年国庆假期 2026-10-07"]),
        ("2026年国庆节前开放", ["2026年国庆节前 2026-09-30"]),
        ("二零二六至二七財政年度內推出", ["二零二六至二七財政年度內 2027-03-31?"]),
        ("香港政府會在今個財政年度推出", ["今個財政年度 2026-03-31?"]),
    ],
)
def test_the_year_spoken_of_and_the_part_of_it(text: str, expected: list[str]) -> None:
    """年底 behind 明年3月 is that of next year; 年中, 元旦 and 假期 are parts of the year that they name."""
    assert dues(text) == expected


def test_years_of_account_are_no_things_counted() -> None:
    """未來五個財政年度."""
    assert amounts("未來五個財政年度供應約189 000個單位") == ["~ 189000 个"]
    assert amounts("连续三个学期达标") == []


def test_an_outcome_right_behind_a_quarter_is_due_in_it() -> None:
    """上半年 of the outcome before is not handed on over 三季度."""
    found = milestones(
        "平川县2026年工作要点\n\n一、重点任务\n热电厂争取上半年点火，三季度并网。\n", given=date(2026, 1, 8)
    )
    assert found == [("热电厂争取上半年点火", "2026-06-30"), ("三季度并网", "2026-09-30")]


def test_the_end_of_the_period_is_that_of_the_document() -> None:
    """到期末 is said of the years that the title names."""
    text = "节水行动计划（2026—2030年）\n\n一、重点任务\n到规划期末，新建节水型小区90个。\n"
    assert numbers(text, given=date(2026, 3, 1)) == [">= 90 个 2030-12-31"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2028年5月1日起施行，並於同年年底前檢討", ["2028年5月1日起 2028-05-01", "同年年底前 2028-12-31"]),
        ("2027年4月进场，当年底前封顶", ["2027年4月 2027-04-30", "当年底前 2027-12-31"]),
        ("同年龄段儿童", []),
        ("明后两年再建5座", ["明后两年 2027-12-31"]),
        ("今明后三年", ["今明后三年 2027-12-31"]),
        ("4年内累计投入9亿元", ["4年内 2029-05-20"]),
        ("一年内累计缺勤3次的", []),
    ],
)
def test_the_same_year_the_next_two_and_a_sum_over_years(text: str, expected: list[str]) -> None:
    """同年 is the year last spoken of; what is brought about 累计 lies ahead, an offence is a condition."""
    assert dues(text) == expected


def test_from_a_year_on_every_year_comes_round() -> None:
    """2026年起每年: yearly, and for the first time by the end of that year."""
    for text, first in (("2026年起每年新增托位200个。", "2026-12-31"), ("每年新增托位200个。", "2024-12-31")):
        (target,) = firm(f"托育服务发展实施方案\n\n一、重点任务\n{text}\n")
        assert (target.due.recurrence, str(target.due.day)) == ("yearly", first)


def test_a_bare_year_with_an_adverb_is_not_passed_over() -> None:
    """用三年时间 of the clause before does not reach beyond 2026年先行…."""
    text = "茶产业发展实施方案\n\n一、重点任务\n用三年时间改造茶园5万亩，2026年先行改造6000亩。\n"
    assert ">= 6000 亩 2026-12-31" in numbers(text)


def test_the_number_of_an_item_is_no_part_of_its_month() -> None:
    """“2.11月底前”: item two, November."""
    text = "惠民工程实施方案\n\n一、重点任务\n1.新建停车场4处。\n2.11月底前新建公厕9座。\n"
    assert ">= 9 座 2024-11-30" in numbers(text)


def test_a_stage_is_due_when_its_bracket_says() -> None:
    """第一阶段（…—3月）完成… is not dated by the title."""
    text = "排查整治实施方案（2026年）\n\n一、重点任务\n第一阶段（2026年1月—4月）整治隐患60处。\n"
    assert numbers(text) == [">= 60 处 2026-04-30"]


def test_a_sum_over_the_years_does_not_come_round() -> None:
    """每年投入…，三年共建成…: the years named before are its term."""
    text = "康养实施方案\n\n一、重点任务\n2026—2028年，每年投入500万元，三年共建成驿站30个。\n"
    assert ">= 30 个 2028-12-31" in numbers(text)


def test_an_item_may_begin_with_a_span_of_months() -> None:
    """“3.5至8月”: item three; the item above keeps its own outcome."""
    text = "整治实施方案\n\n一、重点任务\n1.新建公厕4处。\n2.工期两年，2026年12月竣工。\n3.5至8月新建停车场6处。\n"
    assert milestones(text) == [("工期两年，2026年12月竣工", "2026-12-31")]
    assert ">= 6 处 2024-08-31" in numbers(text)


def test_the_year_in_the_bracket_of_a_part_of_a_plan_is_its_own() -> None:
    """近期（2028年） is not dated by the goals above."""
    text = (
        "交通实施方案\n\n一、发展目标\n到2027年，公路里程达到520公里。\n二、重点任务\n近期（2028年）新建停车场7处。\n"
    )
    assert ">= 7 处 2028-12-31" in numbers(text)


GOALS_OF_A_YEAR = (
    "平川县2024年度目标管理责任书\n\n一、工作目标\n{goals}\n二、重点任务\n1.新建苗圃6处。\n2024年2月20日\n"
)


@pytest.mark.parametrize(
    "goals",
    [
        "1．固定资产投资完成4亿元；\n2．新增绿地30公顷；\n3．6月底前改造管网12公里，10月底前通过验收。",
        "1．6月底前改造管网12公里；\n2．固定资产投资完成4亿元；\n3．新增绿地30公顷。",
        "（1）固定资产投资完成4亿元\n（2）6月底前改造管网12公里\n（3）新增绿地30公顷",
        "固定资产投资完成4亿元；6月底前改造管网12公里；新增绿地30公顷。",
        "一是固定资产投资完成4亿元。二是6月底前改造管网12公里。三是新增绿地30公顷。",
        "序号\t指标\t目标\n1\t固定资产投资\t完成4亿元\n2\t管网\t6月底前改造12公里\n3\t绿地\t新增30公顷",
        "固定资产投资完成4亿元；\n6月底前改造管网12公里；\n新增绿地30公顷。",
        "固定资产投资完成4亿元。6月底前改造管网12公里。新增绿地30公顷。",
    ],
)
def test_the_date_of_one_goal_is_not_that_of_the_others(goals: str) -> None:
    """Goals in items, behind 一是, in rows, between semicolons: the year of the title dates those without a date."""
    found = numbers(GOALS_OF_A_YEAR.format(goals=goals), given=None)
    assert ">= 12 公里 2024-06-30" in found
    assert ">= 400000000 元 2024-12-31" in found
    assert ">= 6 处 2024-12-31" in found


@pytest.mark.parametrize(
    ("goals", "expected"),
    [
        ("到2027年：\n1．新增绿地30公顷；\n2．2025年底前建成泵站8座；\n3．新建公园9个。", "2027-12-31"),
        ("到2027年，生态明显好转，新增绿地30公顷。其中2025年底前建成泵站8座。新建公园9个。", "2027-12-31"),
        ("力争2026年底前，新增绿地30公顷，新建公园9个。2025年底前建成泵站8座。", "2026-12-31"),
        ("通过三年努力，环境明显改善。新增绿地30公顷，新建公园9个。5月底前建成泵站8座。", "2027-02-20"),
        ("（一）近期目标。到2026年，新建公园9个。\n（二）远期目标。到2030年，泵站达到20座。", "2026-12-31"),
        ("2024年9月底前，新建公园9个，环境明显改善。", "2024-09-30"),
    ],
)
def test_the_horizon_of_goals_is_what_is_said_of_all_of_them(goals: str, expected: str) -> None:
    """Their lead, their opening sentence or a stage; what stands below takes the nearest."""
    text = f"平川县环境整治方案\n\n一、工作目标\n{goals}\n二、重点任务\n1.新建苗圃6处。\n2024年2月20日\n"
    found = numbers(text, given=None)
    assert f">= 9 个 {expected}" in found
    assert f">= 6 处 {expected}" in found


@pytest.mark.parametrize(
    "text",
    [
        "今年将新建水库5座，加固泵站12座。",
        "全年计划新建水库5座，加固泵站12座。",
        "水务局称，年底前将新建水库5座，加固泵站12座。",
        "平川将在6月底前新建水库5座，加固泵站12座。",
        "五年内将新建水库5座，加固泵站12座。",
    ],
)
def test_numbers_of_one_date_that_cannot_be_read_stay_undated_alike(text: str) -> None:
    """Which year 今年 is nothing tells: no clause of its sentence takes the year of another sentence."""
    story = f"平川水利观察\n本报记者 周某\n2026年全市计划投资30亿元。{text}\n"
    assert numbers(story, given=None) == [">= 3000000000 元 2026-12-31", ">= 5 座 None", ">= 12 座 None"]
    assert not any("None" in found for found in numbers(story, given=date(2026, 3, 1)))


@pytest.mark.parametrize("word", ["适时", "尽快"])
def test_a_duty_at_a_time_to_be_chosen_is_handed_no_date(word: str) -> None:
    """The term of the goals does not bind what is done 适时."""
    text = (
        "平川县专利工作方案\n\n一、工作目标\n2024年底前，专利盘点全面完成。\n二、重点任务\n"
        f"（一）强化评估。县市场监管局会同县教育局{word}开展评估，将结果报县政府。\n"
        "（二）强化培训。县市场监管局会同县教育局开展培训，将结果报县政府。\n2024年2月1日\n"
    )
    assert [(t.due.text, t.due.day) for t in firm(text, given=None) if t.kind is Kind.TASK] == [
        (word, None),
        ("2024年底前", date(2024, 12, 31)),
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("平川县污染整改方案\n（2024年7月）\n一、目标\n年底前完成18项。\n", date(2024, 7, 31)),
        ("平川县污染整改方案\n二〇二四年二月\n一、目标\n年底前完成18项。\n", date(2024, 2, 29)),
        ("平川县污染整改方案\n一、目标\n年底前完成18项。\n2024年7月\n", date(2024, 7, 31)),
        ("平川县污染整改方案\n（2024年7月）\n一、目标\n年底前完成18项。\n2024年7月12日\n", date(2024, 7, 12)),
        ("平川县污染整改方案\n（2023—2025年）\n一、目标\n年底前完成18项。\n", None),
        ("平川县污染整改方案\n一、目标\n2024年7月\n完成18项。\n年底前验收。\n" * 6, None),
        ("县政府常务会议纪要\n2024年9月12日上午，县长周某主持召开常务会议。\n一、同意。\n", date(2024, 9, 12)),
        ("专题会议纪要\n〔2024〕36号\n2024年9月12日，周某在县政府召开专题会。\n一、同意。\n", date(2024, 9, 12)),
        ("专题会议纪要\n〔2024〕36号\n一、同意。\n", date(2024, 12, 31)),
        ("平川发展情况\n2024年9月12日上午，县长周某主持召开常务会议。\n一、同意。\n", None),
        ("在全县经济工作会议上的讲话\n时间：2025年3月18日\n同志们：\n今年新建公园5座。\n", date(2025, 3, 18)),
        ("新闻发布会实录\n发布时间：2025年3月18日\n今年新建公园5座。\n", date(2025, 3, 18)),
        ("科技节活动方案\n时间：2025年3月18日\n地点：文化广场\n新建公园5座。\n", None),
    ],
)
def test_the_month_of_a_paper_and_the_day_of_what_was_spoken(text: str, day: date | None) -> None:
    """A month is its last day; minutes say when was met, speeches when they were held; an event lies ahead."""
    assert read_text("a.txt", text).imprint.reference.day == day


MEASURES_OF_A_PLAN = "平川县工作方案\n\n一、工作目标\n到2030年，环境明显好转。\n二、重点任务\n（一）{}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026年起，每年新增托位200个。", [(date(2026, 12, 31), "yearly")]),
        ("自2026年起每年新增托位200个。", [(date(2026, 12, 31), "yearly")]),
        (
            "2026—2028年，每年培训1000人次，三年共3000人次。",
            [(date(2026, 12, 31), "yearly"), (date(2028, 12, 31), None)],
        ),
        ("2026年，新增托位200个，每年培训1000人次。", [(date(2026, 12, 31), None), (date(2024, 12, 31), "yearly")]),
        ("铁路2026年内、最迟2027年一季度建成通车。", [(date(2027, 3, 31), None)]),
        ("更换锅炉12台，赶在供暖季前完成。", [(None, None)]),
        ("“十五五”新开工公路15条。", [(date(2030, 12, 31), None)]),
        ("疫情报告及时率达到99%。", [(date(2030, 12, 31), None)]),
        ("限期整改完成率达到99%。", [(date(2030, 12, 31), None)]),
    ],
)
def test_rhythms_that_begin_later_limits_after_limits_and_words_that_are_no_dates(
    text: str, expected: list[tuple[date | None, str | None]]
) -> None:
    """Two clauses of one date: 2026年起，每年; the later of 内 and 最迟; 及时率 has no term of its own."""
    assert [(t.due.day, t.due.recurrence) for t in firm(MEASURES_OF_A_PLAN.format(text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("造价不低于1亿元且不超过2亿元", ["between 100000000 元"]),
        ("引进不少于6家、不多于9家", ["between 6 家"]),
        ("引进不少于6家，但不得多于9家", ["between 6 家"]),
        ("引进6家、不超过9家", [">= 6 家", "<= 9 家"]),
        ("湿度介于40%和60%之间", ["between 40 %"]),
        ("孕产妇死亡率控制在9/10万和4.5‰以下", ["<= 9 /10万", "<= 4.5 ‰"]),
        ("单价3/10万元", []),
    ],
)
def test_two_bounds_of_one_number_and_cases_among_so_many(text: str, expected: list[str]) -> None:
    """Both bounds are one level; what is counted among 10万 keeps that as its unit."""
    assert amounts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（一）用地备案3个工作日内办结。", ["<= 3 工作日 2030-12-31"]),
        ("（一）每年新建驿站6个，报装申请2个工作日内办结。", [">= 6 个 2024-12-31", "<= 2 工作日 2030-12-31"]),
        ("（一）报修30分钟内响应、24小时内处置，满意度达到92%。", ["<= 30 分钟 ", "<= 24 小时 ", ">= 92 % "]),
        ("（一）3个工作日内新建驿站6个。", [">= 6 个 2024-03-06"]),
    ],
)
def test_a_span_in_which_a_case_is_settled_is_a_level_of_service(text: str, expected: list[str]) -> None:
    """备案3个工作日内办结 holds whenever a case comes up; it dates neither itself nor what follows."""
    found = numbers(MEASURES_OF_A_PLAN.replace("（一）{}", "{}").format(text))
    assert all(any(each.startswith(start) for each in found) for start in expected)
    assert not any("2024-03-02" in each for each in found)


def test_years_counted_by_a_plan_cited_right_before_are_those_of_the_plan() -> None:
    """按照《…三年行动计划（2023—2025年）》,三年内…."""
    cited = "按照《平川县停车设施三年行动计划（2023—2025年）》，三年内全县将新增泊位900个。"
    assert numbers(MEASURES_OF_A_PLAN.format(cited)) == [">= 900 个 2025-12-31"]


def test_the_year_of_a_row_is_not_that_of_the_next() -> None:
    """A year below the first row of a table of goals is the term of its row."""
    text = (
        "平川县节水方案\n\n一、工作目标\n领域\t目标\t年份\n耗水\t降至3.2吨以下\t2025年\n采购\t覆盖率达到95%\t2026年\n"
        "二、重点任务\n（一）新建苗圃6处。\n"
    )
    assert ">= 6 处 None" in numbers(text)


def test_two_outcomes_of_one_thing_have_a_date_each() -> None:
    """力争2026年核准、2029年投产."""
    assert milestones(MEASURES_OF_A_PLAN.format("外送通道工程力争2026年核准、2029年投产。")) == [
        ("外送通道工程力争2026年核准", "2026-12-31"),
        ("2029年投产", "2029-12-31"),
    ]


def test_what_is_kept_at_zero_is_a_number() -> None:
    """保持为零."""
    assert amounts("空白点保持为零") == ["= 0 None"]


def test_no_body_begins_with_a_piece_of_a_date() -> None:
    """未来两年公司: the years are none of its name."""
    text = (
        "平川县任务清单\n\n一、未来两年公司将新建门店30家。\n二、未来三年县水利局将新建泵站9座。\n"
        "三、三年内市区将新增泊位900个。\n四、两年内县教育局要新建学校3所。\n"
    )
    assert [target.owners.lead for target in firm(text)] == [(), ("县水利局",), (), ("县教育局",)]


def test_items_are_counted_beyond_a_hundred() -> None:
    """一百二十一、 is a marker like any other, and no part of what the item says."""
    text = "平川县任务清单\n\n一百二十、新建公园5座\n一百二十一、新建泵站9座\n一百二十二、举办百、千场活动\n"
    document = read_text("a.txt", text)
    assert [section.marker for section in document.sections[1:]] == ["一百二十、", "一百二十一、", "一百二十二、"]
    assert [target.metric for target in firm(text)][:2] == ["新建公园", "新建泵站"]
    assert [number(words) for words in ("十", "二十一", "一百", "一百零五", "一百二十一", "１２")] == [
        10,
        21,
        100,
        105,
        121,
        12,
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新水厂2026年底前供水。", "2026-12-31"),
        ("数据中心2026年投入运作。", "2026-12-31"),
        ("应急广播信号2027年覆盖全县。", "2027-12-31"),
    ],
)
def test_what_comes_into_service_is_an_outcome(text: str, expected: str) -> None:
    """供水, 投入运作 and 覆盖全县 can be seen to be so or not."""
    assert milestones(MEASURES_OF_A_PLAN.format(text)) == [(text[:-1], expected)]


def test_a_measure_does_not_begin_with_what_joins_clauses() -> None:
    """當中 and 並於 are no part of a name; 三年合计 closes it."""
    text = "未來三年，增加床位500張，當中2027年增加120張，並於2028年底前增至1 200張。"
    assert [target.metric for target in firm(MEASURES_OF_A_PLAN.format(text))] == ["增加床位"] * 3
    (total,) = firm(MEASURES_OF_A_PLAN.format("2026—2028年培训民警三年合计900人次。"))
    assert total.metric == "培训民警"


PLAN_OF_FIVE_YEARS = "平川县“十五五”水利发展规划\n\n一、发展目标\n到2030年，水网基本建成。\n二、重点任务\n（一）{}\n"


@pytest.mark.parametrize(
    "text",
    [
        "国庆前改造旱厕800户。",
        "明年上半年完成招标，下半年新建泵站9座。",
        "2026年汛前清淤20公里。",
        "年底前新建泵站9座。",
        "用三年时间分批建设，第一年新建泵站9座。",
    ],
)
def test_what_is_dated_within_a_year_nobody_names_is_not_due_with_the_plan(text: str) -> None:
    """A plan of five years without a day of its own: 下半年 is none of its years, and 第一年 not its last."""
    assert {target.due.day for target in firm(PLAN_OF_FIVE_YEARS.format(text), given=None) if target.quantity} == {None}


def test_the_one_year_of_a_title_is_that_of_its_months() -> None:
    """A title that names one year tells which June is meant."""
    text = "平川县2026年水利工作要点\n\n一、重点任务\n（一）6月底前新建泵站9座。\n"
    assert numbers(text, given=None) == [">= 9 座 2026-06-30"]


def test_a_task_of_one_clause_is_due_when_the_clause_is() -> None:
    """欠款9月30日前全部清偿, with who answers behind the full stop; one of several things does not date the item."""
    text = (
        "平川县2023年工作要点\n\n（一）清理欠款。拖欠企业账款9月30日前全部清偿。（县工信局牵头）\n"
        "（二）优化服务。事项9月30日前全部上网，群众少跑腿。（县政务局牵头）\n2023年3月1日\n"
    )
    dues = [target.due.day for target in firm(text, given=None) if target.kind is Kind.TASK]
    assert dues == [date(2023, 9, 30), date(2023, 12, 31)]


def test_the_name_of_a_stage_is_no_outcome() -> None:
    """（二）组织实施阶段（2025年4月—2026年10月）。 dates what is done in it."""
    text = "平川县方案\n\n一、步骤\n（一）组织实施阶段（2025年4月—2026年10月）。各镇新建投放点5处。\n"
    assert milestones(text) == []
    assert numbers(text) == [">= 5 处 2026-10-31"]


def test_an_item_inside_a_paragraph_may_begin_with_a_month() -> None:
    """1、…；2、8月底前…；3、…."""
    text = "平川县2025年方案\n\n（一）民生指标\n1、新增就业3000人；2、8月底前改造学校7所；3、新建公园9个。\n"
    assert [(t.metric, t.due.day) for t in firm(text, given=None)] == [
        ("新增就业", date(2025, 12, 31)),
        ("改造学校", date(2025, 8, 31)),
        ("新建公园", date(2025, 12, 31)),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公司计划自2025年5月起12个月内完成回购，金额不低于5000万元。", date(2026, 4, 30)),
        ("自2025年6月10日起90日内，新建泵站9座。", date(2025, 9, 7)),
        ("水厂工程2028年年中或之前新建泵站9座。", date(2028, 6, 30)),
    ],
)
def test_a_span_that_begins_with_a_month_ends_when_it_has_run(text: str, expected: date) -> None:
    """From when is no deadline where by when stands beside it, for what follows either."""
    found = firm(f"平川县水利方案\n\n一、重点任务\n{text}\n")
    assert {target.due.day for target in found} == {expected}


def test_the_years_that_the_goals_open_date_what_has_no_date_below() -> None:
    """从2019年起，用5年时间 dates the goals and what has no date; 五年内 counts from the day of the paper."""
    text = (
        "平川市科技意见\n\n一、总体目标\n1.目标。从2019年起，用5年时间，建成人才强市。\n二、重点任务\n"
        "2.五年内引进博士300名。\n3.选拔骨干60名。\n4.三年内建设实验室9个。\n2019年8月1日\n"
    )
    assert numbers(text, given=None) == [">= 300 名 2024-08-01", ">= 60 名 2023-12-31", ">= 9 个 2022-08-01"]


PLAN_OF_THREE_YEARS = "平川市养老服务方案（2024—2026年）\n\n一、重点任务\n（一）{}\n平川市人民政府\n2024年4月29日\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年改造住房2000户，三年累计改造住房8000户。", [">= 2000 户 2024-12-31", ">= 8000 户 2026-12-31"]),
        ("每年开班12期，三年培训护理员9000人次。", [">= 12 期 2024-12-31", ">= 9000 人次 2026-12-31"]),
        ("2025年底前，新建护理站6个。力争用两年时间，建成示范院4家。", [">= 6 个 2025-12-31", ">= 4 家 2026-04-29"]),
        ("两年培训护理员9000人次。", [">= 9000 人次 2026-12-31"]),
    ],
)
def test_a_count_of_years_is_that_of_the_plan_if_it_is_as_long(text: str, expected: list[str]) -> None:
    """三年培训 in a plan of three years runs with it; 用两年时间 begins on the day of the paper."""
    assert numbers(PLAN_OF_THREE_YEARS.format(text), given=None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026年起，全县每年投入不低于200万元。", (date(2026, 12, 31), "yearly")),
        ("到2028年，全县每年新建农田5万亩。", (date(2028, 12, 31), "yearly")),
        ("全县每年新建农田5万亩。", (date(2024, 12, 31), "yearly")),
        ("2027年起，每年6月底前改造桥梁12座。", (date(2027, 6, 30), "yearly")),
        ("2027年起每季度抽检食品30批次。", (date(2027, 3, 31), "quarterly")),
        ("2027年起，每旬抽检食品30批次。", (None, "every-10-days")),
    ],
)
def test_a_rhythm_is_due_when_it_begins_or_when_its_level_is_reached(
    text: str, expected: tuple[date | None, str]
) -> None:
    """到2028年，每年5万亩: by then a year brings so much, which cannot be checked before."""
    (target,) = firm(MEASURES_OF_A_PLAN.format(text))
    assert (target.due.day, target.due.recurrence) == expected


def test_a_year_at_the_head_of_a_clause_is_its_date() -> None:
    """What is done in 2027 is not due with 2026, whether a noun or an annual value stands behind the year."""
    text = (
        "平川工业提速\n\n本报讯（记者 王平）近日，记者走访化工园。到2026年产值要突破50亿元，2027年厂区绿化率80%。\n"
        "2026年污水厂开工，2027年管网一期工程基本建成。\n（平川日报2025年6月3日）\n"
    )
    assert numbers(text, given=None) == ["> 5000000000 元 2026-12-31", ">= 80 % 2027-12-31"]
    assert milestones(text, given=None) == [
        ("2026年污水厂开工", "2026-12-31"),
        ("2027年管网一期工程基本建成", "2027-12-31"),
    ]


def test_no_earlier_date_is_carried_into_a_clause_that_begins_with_a_later_year() -> None:
    """2027年拆迁腾空的地块 is described by its year and not due in 2026; an earlier year may describe what is due."""
    text = "2026年底前建成泵站，2027年腾空的地块全部供水。到2028年，2025年腾空的地块全部供水。"
    due = {target.quote: target.due.day for target in firm(MEASURES_OF_A_PLAN.format(text))}
    assert due["2026年底前建成泵站"] == date(2026, 12, 31)
    assert due.get("2027年腾空的地块全部供水") != date(2026, 12, 31)
    assert due["到2028年，2025年腾空的地块全部供水"] == date(2028, 12, 31)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本方案印发后2个月内制定细则", ["本方案印发后2个月内 2025-07-20?"]),
        ("各镇要在本通知下发后30日内", ["在本通知下发后30日内 2025-06-19?"]),
        ("方案印发之日起，三个月内", ["方案印发之日起，三个月内 2025-08-20?"]),
        ("省方案印发后2个月内", ["2个月内 None"]),
        ("每旬巡查不少于1次", ["每旬 None"]),
        ("每月每半个月调度1次", ["每月 2025-05-31", "每半个月 None"]),
        ("问题2小时内上报、24小时内办完", []),
        ("从2027年起，不再收取押金", ["从2027年起 2027-01-01"]),
        ("2027年起全面停止发放纸质证", ["2027年起 2027-01-01"]),
        ("从2027年起，推行电子证", ["从2027年起 2027-12-31"]),
        ("从2025年起，不再收取押金", ["从2025年起 2025-12-31"]),
        ("2025年9月开学前完成", ["2025年9月开学前 2025-08-31?"]),
        ("9月秋季开学前完成", ["9月秋季开学前 2025-08-31?"]),
        ("接到举报后1小时内核查，5日内办结", ["5日内 None"]),
        ("发现隐患时立即处置，3天内反馈", ["立即 None", "3天内 None"]),
        ("接到通知，5日内报送", ["5日内 2025-05-25"]),
    ],
)
def test_terms_count_from_what_they_name_and_never_in_hours(text: str, expected: list[str]) -> None:
    """What another body's paper starts, and what comes round every ten days, has no day; hours are procedure."""
    assert dues(text) == expected


def test_a_rhythm_of_ten_days_is_its_own_and_no_hour_is_a_day() -> None:
    """每旬 does not take over 每月, and a warning within two hours is no milestone of tomorrow."""
    text = "一、重点任务\n县级路长每月巡路不少于1次，乡级路长每旬不少于1次。\n重大问题2小时内上报。\n"
    found = firm(f"平川县值守方案\n\n{text}")
    assert [(t.due.day, t.due.recurrence) for t in found][:2] == [
        (found[0].due.day, "monthly"),
        (None, "every-10-days"),
    ]
    assert all(t.due.day is None or t.due.recurrence for t in found)


def test_the_time_of_a_stage_in_its_heading_dates_what_stands_below() -> None:
    """（二）集中整改阶段（2025年10月11日至12月10日）, on a line of its own or before its text."""
    text = (
        "平川县整治方案\n\n一、步骤\n（一）动员阶段（2025年9月20日至10月10日）\n各镇摸底商户300家。\n"
        "（二）集中整改阶段（2025年10月11日至12月10日）。整改隐患120处，建立台账。\n"
        "（三）验收阶段（12月11日—12月31日）\n县局抽查门店200家。\n平川县人民政府\n2025年9月15日\n"
    )
    assert numbers(text, given=None) == [">= 300 家 2025-10-10", ">= 120 处 2025-12-10", ">= 200 家 2025-12-31"]
    assert not any("阶段" in quote for quote, _day in milestones(text, given=None))
