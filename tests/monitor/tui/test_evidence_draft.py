"""What is typed into the evidence sheet, and what it means."""

from datetime import date
from decimal import Decimal

import pytest

from commitments.evidence import Evidence, Grade
from commitments.ledger import Ledger
from monitor.digest import Line
from monitor.tui.evidence_draft import (
    Draft,
    Unreadable,
    default_grade,
    doubts_about,
    meaning,
    parse_value,
    read_draft,
)
from tests.monitor.tui.desk import TODAY

NEAR = 30


def line_of(ledger: Ledger, number: int = 1) -> Line:
    """A target as a screen shows it."""
    entry = ledger.entry(number)
    return Line(entry, entry.timing(TODAY, NEAR), entry.days_left(TODAY))


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("91.5", "91.5"),
        ("1,200", "1200"),
        (" 12万 ", "120000"),
        ("1.5亿", "150000000"),
        ("４５００", "4500"),
        ("4500 个", "4500"),
        ("-3", "-3"),
        (".5", "0.5"),
    ],
)
def test_numbers_are_read_as_people_write_them(typed: str, value: str) -> None:
    """Thousands marks, 万 and 亿, full width, and the unit itself are understood."""
    assert parse_value(typed, "个") == (Decimal(value), None)


@pytest.mark.parametrize("typed", ["abc", "1e9", "NaN", "12 34", "--3", "1/2"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    """A guess would become evidence."""
    with pytest.raises(Unreadable):
        parse_value(typed, "个")


def test_another_unit_is_kept_and_said_back_in_the_target_s(filled: Ledger) -> None:
    """600 kilometres typed in metres; what cannot be converted is refused."""
    assert parse_value("1.5万米", "公里") == (Decimal(15000), "米")

    evidence = read_draft(Draft(value="1.5万米"), line=line_of(filled, 3), today=TODAY)

    assert (evidence.value, evidence.unit) == (Decimal(15000), "米")
    assert meaning(evidence, line_of(filled, 3)).startswith("→ 1.5 万米 = 15 公里  达目标 5%")
    with pytest.raises(Unreadable, match="公里"):
        read_draft(Draft(value="15吨"), line=line_of(filled, 3), today=TODAY)


def test_an_empty_date_is_today_and_an_empty_sheet_is_nothing(filled: Ledger) -> None:
    """A value alone is enough; neither value nor words is not."""
    line = line_of(filled)

    assert read_draft(Draft(value="5"), line=line, today=TODAY) == Evidence(TODAY, Decimal(5))
    assert read_draft(Draft(note="见公报"), line=line, today=TODAY).value is None
    with pytest.raises(Unreadable):
        read_draft(Draft(date="今天"), line=line, today=TODAY)
    with pytest.raises(Unreadable):
        read_draft(Draft(value="5", date="someday"), line=line, today=TODAY)


def test_evidence_older_than_the_promise_needs_its_reason_in_the_note(filled: Ledger) -> None:
    """The note becomes the reason why it counts, and the sheet asks once more."""
    line = line_of(filled)

    with pytest.raises(Unreadable, match="备注"):
        read_draft(Draft(value="5", date="2025-01-09"), line=line, today=TODAY)
    evidence = read_draft(Draft(value="5", date="2025-01-09", note="上年基数"), line=line, today=TODAY)
    assert evidence.override == "上年基数"
    assert list(doubts_about(evidence, line, today=TODAY)) == ["早于承诺日期"]


@pytest.mark.parametrize(
    ("draft", "grade"),
    [
        (Draft(), Grade.DOCUMENT),
        (Draft(link="https://example.org/zfgb/1.pdf"), Grade.DOCUMENT),
        (Draft(link="https://tjj.example.org/2025.html"), Grade.INDEPENDENT),
        (Draft(link="stats.example.org/2025"), Grade.INDEPENDENT),
        (Draft(link="https://example.org/xwzx/5.html"), Grade.ANNOUNCEMENT),
        (Draft(file="acceptance.pdf"), Grade.RECORD),
        (Draft(link="https://[broken", file="a"), Grade.DOCUMENT),
    ],
)
def test_the_weight_follows_the_source_until_somebody_picks_one(draft: Draft, grade: Grade) -> None:
    """News weighs least, statistics most; a link that is none does no harm."""
    assert default_grade(draft) is grade


def test_a_value_below_the_last_one_is_doubted_but_not_when_it_is_older(filled: Ledger) -> None:
    """Catching up on an earlier observation is no step back."""
    filled.add_evidence(1, Evidence(date(2025, 11, 1), Decimal(4200)), actor="李航")
    line = line_of(filled)

    assert list(doubts_about(Evidence(TODAY, Decimal(4300)), line, today=TODAY)) == []
    assert len(list(doubts_about(Evidence(TODAY, Decimal(4100)), line, today=TODAY))) == 1
    assert list(doubts_about(Evidence(date(2025, 10, 1), Decimal(4100)), line, today=TODAY)) == []
    assert len(list(doubts_about(Evidence(date(2025, 12, 1), Decimal(4100)), line, today=TODAY))) == 2


def test_what_was_typed_is_said_back(filled: Ledger) -> None:
    """Value with unit, share of the target, change, and the weekday of the date."""
    filled.add_evidence(1, Evidence(date(2025, 11, 1), Decimal(4200)), actor="李航")

    said = meaning(Evidence(TODAY, Decimal(4500)), line_of(filled))

    assert said == "→ 4500 个  达目标 100%  较上次 +300  2025-11-21 周五"
