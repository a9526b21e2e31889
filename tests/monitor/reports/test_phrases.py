"""What a report says of one line: sentences that every format shares."""

from datetime import date
from decimal import Decimal

import pytest

from commitments.evidence import Review, Verdict
from commitments.target import Basis, Due
from monitor.reports.phrases import document_words, due_words, facts, recurrence_words, state_words
from tests.commitments.builders import a_target
from tests.monitor.builders import DAY, a_document_entry, a_line, an_entry, an_observation


@pytest.mark.parametrize(
    ("due", "said"),
    [(date(2025, 11, 20), "逾期 1 天"), (DAY, "今日到期"), (date(2025, 11, 22), "还有 1 天"), (None, "无时限")],
)
def test_where_a_line_stands_is_said_in_days(due: date | None, said: str) -> None:
    """Calendar days, the due day itself still on time."""
    assert state_words(a_line(an_entry(a_target(due=due)))) == said


def test_a_verdict_is_said_instead_of_days() -> None:
    """A closed line is not late any more."""
    assert state_words(a_line(an_entry(a_target(due=date(2020, 1, 1)), verdict=Verdict.PARTLY))) == "部分兑现"


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (Due(date(2025, 12, 31), "2025年", Basis.EXPLICIT), "2025-12-31（“2025年”）"),
        (Due(date(2025, 12, 31), "年底前", Basis.RELATIVE), "2025-12-31（“年底前”，按基准日推算）"),
        (Due(date(2025, 12, 31), None, Basis.INHERITED), "2025-12-31（承上文）"),
        (
            Due(date(2025, 12, 31), "每季度", Basis.RELATIVE, "quarterly"),
            "2025-12-31（“每季度”，按基准日推算，每季度）",
        ),
        (Due(None, "适时", Basis.NONE), "未写明（“适时”）"),
        (Due(), "未写明"),
    ],
)
def test_a_due_date_is_said_with_the_words_it_was_read_from(due: Due, said: str) -> None:
    """A reader sees why the date is what it is."""
    assert due_words(an_entry(a_target(due=due))) == said


def test_a_moved_date_says_what_it_was() -> None:
    """An extension never hides the first promise."""
    entry = an_entry(a_target(due=date(2025, 12, 31)), original_due=date(2025, 6, 30))

    assert due_words(entry) == "2025-12-31（“2025年”，原定 2025-06-30）"


@pytest.mark.parametrize(
    ("recurrence", "said"),
    [(None, ""), ("yearly", "每年"), ("half-yearly", "每半年"), ("monthly", "每月"), ("every-10-days", "每 10 天")],
)
def test_a_recurrence_is_said_in_words(recurrence: str | None, said: str) -> None:
    """Not as the code that the record holds."""
    assert recurrence_words(recurrence) == said


@pytest.mark.parametrize(
    ("title", "number", "issuer", "said"),
    [
        ("行动方案", "某政发〔2025〕1号", "某省", "《行动方案》（某政发〔2025〕1号）"),
        ("《行动方案》", None, "某省", "《行动方案》"),
        (None, "某政发〔2025〕1号", "某省", "某政发〔2025〕1号（工作方案.txt）"),
        (None, None, "某省发展改革委", "某省发展改革委 2025-05-20（工作方案.txt）"),
        ("跨行\n的标题", None, None, "《跨行 的标题》"),
    ],
)
def test_a_document_is_cited_as_well_as_it_can_be(
    title: str | None, number: str | None, issuer: str | None, said: str
) -> None:
    """Title and number, else number, else who and when; a bare file name only as the last resort."""
    assert document_words(a_document_entry(title=title, number=number, issuer=issuer)) == said


def test_who_answers_and_who_helps_are_told_apart() -> None:
    """And where nobody is named, the issuing body is, as what it is."""
    both = a_target(lead=("甲局", "乙局"), support=("丙局",))

    assert facts(a_line(an_entry(both))).units == "牵头 甲局、乙局；责任/配合 丙局"
    assert facts(a_line(an_entry(a_target()))).units == "发文单位 某省人民政府办公厅"
    assert facts(a_line(an_entry(a_target(), document=a_document_entry(issuer=None)))).units == "未写明责任单位"


def test_doubts_are_shown_until_somebody_has_reviewed_them() -> None:
    """Afterwards the reviewer has answered them."""
    target = a_target(doubts=("没有基准日", "有多个牵头单位"))

    assert facts(a_line(an_entry(target, review=Review.CANDIDATE))).doubts == "没有基准日；有多个牵头单位"
    assert facts(a_line(an_entry(target, review=Review.TRACKED))).doubts == ""


def test_evidence_says_what_when_and_by_whom() -> None:
    """A number without its source is no evidence."""
    seen = an_observation(value=Decimal("82.50"), note="月报", link="某厅函〔2025〕3号")

    said = facts(a_line(an_entry(latest=seen))).evidence

    assert said == "2025-11-18 82.50 家，月报，某厅函〔2025〕3号（王敏 记）"
