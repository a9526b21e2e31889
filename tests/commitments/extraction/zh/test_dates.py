"""Dates are read as officials mean them, whatever the wording."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.document import NO_REFERENCE, Reference, ReferenceBasis
from commitments.extraction.rule import Context, DateMatch, DateRole
from commitments.extraction.zh.dates import find_dates, plan_period
from commitments.target import Basis

REFERENCE = date(2024, 6, 3)  # a Monday
SIGNED = Context(Reference(REFERENCE, ReferenceBasis.SIGNED))
WEAK = Context(Reference(date(2024, 12, 31), ReferenceBasis.NUMBER))
UNDATED = Context(NO_REFERENCE)

CORPUS = {
    "2025-12-31": (
        "到2025年，企业达到9000家",
        "2025年全面完成",
        "2025年底前完成",
        "2025年年底前完成",
        "到2025年末",
        "2025年年内完成",
        "二〇二五年底前完成",
        "２０２５年底前完成",
        "到 2025 年底",
        "明年底前完成",
        "“十四五”末达到",
        "“十四五”期间累计",
        "“十四五”时期",
        "十四五末达到",
        "2023—2025年累计",
        "2023-2025年",
        "2023至2025年",
        "2025年第四季度投产",
        "2025年下半年",
        "2025年12月底前",
        "2024年6月至2025年12月",
    ),
    "2024-12-31": (
        "今年完成",
        "年内建成",
        "年底前开工",
        "全年完成",
        "本年度",
        "到今年底",
        "今年四季度",
        "下半年",
        "12月底前",
    ),
    "2024-06-30": ("上半年完成", "二季度末", "本月底前", "月底前", "6月底前", "本季度末前", "年中前完成", "6月下旬"),
    "2025-03-31": ("明年3月底前", "2025年一季度", "明年一季度末", "3月底前"),
    "2024-06-07": ("本周五前反馈", "周五前报送", "6月7日前"),
    "2024-06-09": ("本周内", "本周末前"),
    "2024-10-10": ("10月上旬召开", "2024年10月上旬", "10月10日"),
    "2027-06-03": ("三年内建成", "用3年时间", "力争用三年左右时间", "未来三年", "2—3年内", "今后两到三年"),
    "2024-09-03": ("3个月内", "三个月内完成", "自印发之日起3个月内"),
    "2025-01-28": ("春节前足额发放", "2025年春节前"),
    "2024-09-30": ("国庆节前", "国庆前", "9月底前", "三季度完成", "前三季度", "9月份"),
    "2029-12-31": ("2030年前实现",),
    "2049-10-01": ("到新中国成立100周年",),
    "2050-12-31": ("到本世纪中叶",),
    "2024-06-18": ("10个工作日内反馈",),  # 10 June was 端午
}
SILENT = (
    "《全面振兴新突破三年行动方案(2023—2025年)》",
    "辽政办发〔2021〕1号",
    "完成1891个，2182家",
    "实施三年行动",
    "纳入“十五五”规划",
    "近三年内未受处罚",
    "联系电话:024-2025-1234",
    "第6条第15款",
    "每人2025元",
    "实现在线办理",
    "周五课堂",
    "三年来",
)
VAGUE = ("尽快", "适时", "近期", "早日", "下一步", "长期", "汛期前", "在完成验收备案后20个工作日内")
RECURRING = {
    "每年培训": ("yearly", "2024-12-31"),
    "每半年评估": ("half-yearly", "2024-06-30"),
    "每季度通报": ("quarterly", "2024-06-30"),
    "每月调度": ("monthly", "2024-06-30"),
    "每周\n\n六检查": ("weekly", "2024-06-09"),
    "每年3月底前公布": ("yearly", "2025-03-31"),
    "每月5日前报送": ("monthly", "2024-06-05"),
    "每十天为一个周期": ("every-10-days", None),
    "每两周": ("every-14-days", None),
}


def dates_of(text: str, context: Context = SIGNED) -> tuple[DateMatch, ...]:
    """All date phrases of a text."""
    return find_dates(text, 0, len(text), context)


@pytest.mark.parametrize(("day", "text"), [(day, text) for day, row in CORPUS.items() for text in row])
def test_one_day_has_many_wordings(day: str, text: str) -> None:
    """Read on 3 June 2024, one phrase and one day."""
    assert [date.fromisoformat(day)] == [found.due.day for found in dates_of(text)]


@pytest.mark.parametrize("text", SILENT)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    """Titles, numbers, names and stretches of the past."""
    assert dates_of(text) == ()


@pytest.mark.parametrize("text", VAGUE)
def test_vague_words_are_kept_without_a_day(text: str) -> None:
    """They also keep a date from being inherited, so they must be seen."""
    (found,) = dates_of(text)

    assert (None, Basis.NONE, text) == (found.due.day, found.due.basis, found.due.text)
    assert DateRole.VAGUE is found.role


@pytest.mark.parametrize(("text", "rhythm"), RECURRING.items())
def test_what_recurs_is_due_at_the_end_of_the_current_period(text: str, rhythm: tuple[str, str | None]) -> None:
    """每十天 has a rhythm and no day."""
    (found,) = dates_of(text)

    assert rhythm == (found.due.recurrence, found.due.day and found.due.day.isoformat())


@pytest.mark.parametrize("text", ["年底前", "三年内", "6月底前", "上半年", "本周五前", "春节前"])
def test_relative_words_need_a_reference_date(text: str) -> None:
    """Without one they give no day, and the reviewer is told why."""
    (found,) = dates_of(text, UNDATED)

    assert (found.due.day, found.due.basis) == (None, Basis.NONE)
    assert found.due.confirm


def test_explicit_words_need_no_reference_date() -> None:
    """A year named is a year known."""
    (found,) = dates_of("2025年6月底前", UNDATED)

    assert (date(2025, 6, 30), Basis.EXPLICIT, "") == (found.due.day, found.due.basis, found.due.confirm)


def test_a_weak_reference_is_said_of_relative_dates_only() -> None:
    """A date that rests on the document number alone should be looked at."""
    relative, explicit = dates_of("年底前完成，2026年底前推广", WEAK)

    assert relative.due.confirm
    assert not explicit.due.confirm


def test_before_a_year_is_the_day_before_it_and_asks_for_confirmation() -> None:
    """Usage wavers between the years."""
    (found,) = dates_of("2030年前实现碳达峰")

    assert date(2029, 12, 31) == found.due.day
    assert found.due.confirm


def test_a_month_gone_by_is_next_years_unless_the_document_ends_sooner() -> None:
    """A plan for this year means this year's months."""
    plan = Context(Reference(date(2024, 6, 3), ReferenceBasis.SIGNED), period_end=date(2024, 12, 31))

    assert [date(2025, 3, 31)] == [found.due.day for found in dates_of("3月底前")]
    assert [date(2024, 3, 31)] == [found.due.day for found in dates_of("3月底前", plan)]


def test_a_month_takes_the_year_that_stands_before_it_in_the_sentence() -> None:
    """2026年3月底前…，6月底前…: both are of 2026; a full stop ends that."""
    days = [found.due.day for found in dates_of("2026年3月底前开工，6月底前完工。6月底前验收。")]

    assert [date(2026, 3, 31), date(2026, 6, 30), date(2024, 6, 30)] == days


def test_two_horizons_are_two_dates() -> None:
    """到2025年…，到2035年… sets a nearer and a further one."""
    assert [date(2025, 12, 31), date(2035, 12, 31)] == [
        found.due.day for found in dates_of("到2025年建成，到2035年领先")
    ]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("到2025年", DateRole.DEADLINE),
        ("截至2023年底", DateRole.AS_OF),
        ("2021年以来", DateRole.SINCE),
        ("“十四五”以来", DateRole.SINCE),
        ("自2024年7月1日起施行", DateRole.START),
        ("较2020年提高", DateRole.BASELINE),
        ("比上年增长", DateRole.BASELINE),
    ],
)
def test_a_date_has_a_role_in_its_sentence(text: str, role: DateRole) -> None:
    """Not every date is a limit."""
    assert [role] == [found.role for found in dates_of(text)]


def test_a_deadline_opens_where_its_period_opens() -> None:
    """The interval the words allow."""
    (found,) = dates_of("2025年三季度")

    assert (date(2025, 7, 1), date(2025, 9, 30), "quarter") == (found.due.earliest, found.due.day, found.due.precision)


def test_working_days_of_an_unannounced_year_are_to_be_confirmed() -> None:
    """The make-up days are not known yet."""
    context = Context(Reference(date(2040, 3, 1), ReferenceBasis.SIGNED))

    assert dates_of("10个工作日内", context)[0].due.confirm


def test_a_title_stays_closed_where_the_stretch_begins_inside_it() -> None:
    """A clause may be cut in the middle of 《…》."""
    text = "印发《2023—2025年行动方案(2025年修订)》，2026年完成"
    start = text.index("行动")

    assert [found.due.text for found in find_dates(text, start, len(text), SIGNED)] == ["2026年"]


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("全面振兴新突破三年行动方案(2023—2025年)", ("2023-01-01", "2025-12-31")),
        ("数字经济发展规划（2021－2025年）", ("2021-01-01", "2025-12-31")),
        ("2021年农村公路实施方案", ("2021-01-01", "2021-12-31")),
        ("“十四五”综合交通规划", ("2021-01-01", "2025-12-31")),
        ("关于促进消费的若干措施", None),
        ("三年行动方案", None),
    ],
)
def test_a_title_may_name_its_period(title: str, period: tuple[str, str] | None) -> None:
    """The document's own title dates what stands below it."""
    found = plan_period(title)

    assert period == (found and (found[0].isoformat(), found[1].isoformat()))


@given(st.text("年月日底前末内到至20245一二三四五十“”《》每周季度上下半旬个工作 \n第今明春节用未来起后", max_size=60))
def test_whatever_the_text_spans_quote_it_and_do_not_overlap(text: str) -> None:
    """No text breaks the reading, and every finding is the words of the document."""
    spans = [(found.span.start, found.span.end, found.due.text) for found in dates_of(text)]

    assert all(text[start:end] == words for start, end, words in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@given(
    st.dates(date(2009, 1, 1), date(2060, 12, 31)), st.sampled_from([text for row in CORPUS.values() for text in row])
)
def test_a_due_date_never_lies_before_its_period_opens(day: date, text: str) -> None:
    """On any reference date an interval is an interval."""
    for found in dates_of(text, Context(Reference(day, ReferenceBasis.SIGNED))):
        assert found.due.day is not None
        assert found.due.earliest is None or found.due.earliest <= found.due.day
