"""What the words of a filter mean."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.errors import FilterError
from commitments.filter import (
    EVERYTHING,
    Among,
    ConfidenceIs,
    Contains,
    DayIs,
    DueIs,
    Field,
    IdIs,
    MovedIs,
    NamedIs,
    Term,
    Test,
    Unheard,
    parse_filter,
)
from commitments.periods import DateRange, closed, month, quarter, year
from commitments.timing import Timing
from commitments.typed_days import typed_days

TODAY = date(2025, 7, 1)


def _one(word: str) -> Test:
    (term,) = parse_filter([word], today=TODAY).terms
    assert not term.negated
    return term.test


@pytest.mark.parametrize("timing", Timing)
def test_each_timing_is_a_word_of_its_own(timing: Timing) -> None:
    """The commonest questions need no key."""
    assert _one(timing.value) == Among(Field.TIMING, (timing.value,))


@pytest.mark.parametrize(
    ("word", "test"),
    [
        ("逾期", Among(Field.TIMING, ("overdue",))),
        ("临期", Among(Field.TIMING, ("near",))),
        ("OVERDUE", Among(Field.TIMING, ("overdue",))),
        ("kind:quantified", Among(Field.KIND, ("quantified",))),
        ("类型：量化", Among(Field.KIND, ("quantified",))),
        ("类型:量化|里程碑", Among(Field.KIND, ("quantified", "milestone"))),
        ("verdict:open", Among(Field.VERDICT, ("open",))),
        ("结论:已兑现", Among(Field.VERDICT, ("met",))),
        ("review:tracked", Among(Field.REVIEW, ("tracked",))),
        ("强度:约束", Among(Field.STRENGTH, ("binding",))),
        ("lead:省商务厅", Contains(Field.LEAD, ("省商务厅",))),
        ("牵头:商务|财政", Contains(Field.LEAD, ("商务", "财政"))),
        ("unit:财政", Contains(Field.UNIT, ("财政",))),
        ("单位=财政", Contains(Field.UNIT, ("财政",))),
        ("doc:〔2025〕1号", Contains(Field.DOCUMENT, ("〔2025〕1号",))),
        ("文件:工作方案", Contains(Field.DOCUMENT, ("工作方案",))),
        ("id:C000417", IdIs((417,))),
        ("id:417|c000418", IdIs((417, 418))),
        ("可信>=.9", ConfidenceIs(">=", 0.9)),
        ("due<2025-12-31", DueIs("<", closed(date(2025, 12, 31), date(2025, 12, 31)))),
        ("due≤2025-12", DueIs("<=", month(2025, 12))),
        ("期限:2025Q4", DueIs("=", quarter(2025, 4))),
        ("期限＞2025", DueIs(">", year(2025))),
        ("养老", Contains(Field.WORDS, ("养老",))),
        ("养老|托育", Contains(Field.WORDS, ("养老", "托育"))),
        ("比例2:1", Contains(Field.WORDS, ("比例2:1",))),
        ("2:1", Contains(Field.WORDS, ("2:1",))),
        ("https://example.org/a", Contains(Field.WORDS, ("https://example.org/a",))),
        ('"目标：提升"', Contains(Field.WORDS, ("目标：提升",))),
        ("“overdue”", Contains(Field.WORDS, ("overdue",))),
        ("-", Contains(Field.WORDS, ("-",))),
        ("负责:财政|教育", Contains(Field.ANSWERS, ("财政", "教育"))),
        ("负责=市财政局", NamedIs(Field.ANSWERS, ("市财政局",))),
        ("helps＝甲局|乙局", NamedIs(Field.HELPS, ("甲局", "乙局"))),
        ('配合="甲|乙 局"', NamedIs(Field.HELPS, ("甲|乙 局",))),
        ("负责=无", NamedIs(Field.ANSWERS, ("",))),
        ("负责=“无”", NamedIs(Field.ANSWERS, ("无",))),
        ("原定<=2025-12", DayIs(Field.ORIGINAL, "<=", month(2025, 12))),
        ("销号:2025Q4", DayIs(Field.CLOSED, "=", quarter(2025, 4))),
        ("证据<2025", DayIs(Field.EVIDENCE, "<", year(2025))),
        ("证据:无", Unheard()),
        ("动过<2025", DayIs(Field.TOUCHED, "<", year(2025))),
        ("延期>=1", MovedIs(">=", 1)),
    ],
)
def test_a_word_means(word: str, test: Test) -> None:
    """English and Chinese keys, alternatives, quotation marks, and everything else as plain text."""
    assert _one(word) == test


def test_words_add_up_and_a_dash_negates() -> None:
    """The terms stand in the order they were typed; blank words are none."""
    words = parse_filter(["-overdue", " 养老 ", "", "-lead:财政"], today=TODAY)

    assert words.terms == (
        Term(Among(Field.TIMING, ("overdue",)), negated=True),
        Term(Contains(Field.WORDS, ("养老",))),
        Term(Contains(Field.LEAD, ("财政",)), negated=True),
    )


def test_no_word_is_everything() -> None:
    """A filter is a value: equal if it says the same."""
    assert parse_filter([], today=TODAY) == EVERYTHING
    assert hash(parse_filter(["养老"], today=TODAY)) == hash(parse_filter(["养老"], today=TODAY))


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2025-12-31", date(2025, 12, 31), date(2025, 12, 31)),
        ("2025-2", date(2025, 2, 1), date(2025, 2, 28)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2025Q4", date(2025, 10, 1), date(2025, 12, 31)),
        ("q1", date(2025, 1, 1), date(2025, 3, 31)),
        ("今天", TODAY, TODAY),
        ("today", TODAY, TODAY),
        ("明天", date(2025, 7, 2), date(2025, 7, 2)),
        ("昨天", date(2025, 6, 30), date(2025, 6, 30)),
        ("+2w", date(2025, 7, 15), date(2025, 7, 15)),
        ("-3d", date(2025, 6, 28), date(2025, 6, 28)),
        ("+1m", date(2025, 8, 1), date(2025, 8, 1)),
        ("+1年", date(2026, 7, 1), date(2026, 7, 1)),
        ("月底", date(2025, 7, 31), date(2025, 7, 31)),
        ("上月底", date(2025, 6, 30), date(2025, 6, 30)),
        ("季末", date(2025, 9, 30), date(2025, 9, 30)),
        ("年底", date(2025, 12, 31), date(2025, 12, 31)),
        ("本周", date(2025, 6, 30), date(2025, 7, 6)),
        ("本月", date(2025, 7, 1), date(2025, 7, 31)),
        ("今年", date(2025, 1, 1), date(2025, 12, 31)),
        ("明年", date(2026, 1, 1), date(2026, 12, 31)),
        ("去年", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_a_typed_date_means(typed: str, first: date, last: date) -> None:
    """Absolute, named and relative dates are stretches of days."""
    days = typed_days(typed, today=TODAY)

    assert (days.start, days.last) == (first, last)


@pytest.mark.parametrize("typed", ["", "foo", "2025-02-30", "2025-13", "0000", "+9999y", "9999-12-31", "昨", "12-31"])
def test_a_date_nobody_understands_is_named(typed: str) -> None:
    """The error quotes it and shows how dates are written."""
    with pytest.raises(FilterError) as refused:
        typed_days(typed, today=TODAY)

    assert refused.value.where == typed
    assert "2025-12-31" in refused.value.remedy


@pytest.mark.parametrize(
    ("word", "nearest"),
    [("laed:商务厅", "lead"), ("牵投:商务厅", "牵头"), ("kind:quantifed", "quantified"), ("verdict:mett", "met")],
)
def test_a_slip_is_named_with_what_was_meant_and_what_there_is(word: str, nearest: str) -> None:
    """Unknown keys and values: the word, the nearest known one, and the list."""
    with pytest.raises(FilterError) as refused:
        parse_filter(["养老", word], today=TODAY)

    assert refused.value.where == word
    assert f"是不是 {nearest}？" in refused.value.remedy
    assert refused.value.remedy.count(" ") > 3


@pytest.mark.parametrize(
    "word",
    [
        "延期>=一",
        "延期:-1",
        "负责=",
        "负责<甲局",
        "证据:旧",
        "lead:",
        "lead<3",
        "id:x",
        "id:C000417x",
        "可信>高",
        "due<foo",
        "kind:|",
        "|",
        "目标：提升",
        "状态<待核",
    ],
)
def test_what_makes_no_sense_is_refused_with_a_remedy(word: str) -> None:
    """Nothing is searched for that was not meant."""
    with pytest.raises(FilterError) as refused:
        parse_filter([word], today=TODAY)

    assert refused.value.remedy


@given(st.lists(st.text(max_size=12), max_size=4))
def test_any_typing_is_either_a_filter_or_a_filter_error(words: list[str]) -> None:
    """No keystroke crashes the screen."""
    with suppress(FilterError):
        assert len(parse_filter(words, today=TODAY).terms) <= len(words)


def test_a_stretch_of_days_is_half_open() -> None:
    """The type that dates come in is the calendar's own."""
    assert typed_days("2025-12", today=TODAY) == DateRange(date(2025, 12, 1), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("bm:财政局", "部门:财政局"),
        ("zt:待核", "状态:待核"),
        ("qx<2025-12-31", "期限<2025-12-31"),
        ("-kx>=0.9", "-可信>=0.9"),
    ],
)
def test_the_first_letters_of_a_key_are_the_key(short: str, long: str) -> None:
    """Who types 部门 with an input method and who types bm mean the same."""
    assert parse_filter([short], today=TODAY) == parse_filter([long], today=TODAY)
