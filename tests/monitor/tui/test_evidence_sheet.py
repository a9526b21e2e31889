"""What is typed into the evidence sheet, and what it means."""

from datetime import date
from decimal import Decimal

import pytest

from commitments.evidence import Evidence
from commitments.ledger import Ledger
from monitor.digest import Line
from monitor.tui.widgets.evidence_sheet import Draft, Unreadable, doubts_about, meaning, parse_value, read_draft
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
    assert parse_value(typed, "个") == Decimal(value)


@pytest.mark.parametrize("typed", ["abc", "1e9", "NaN", "12 34", "--3", "1/2"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    """A guess would become evidence."""
    with pytest.raises(Unreadable):
        parse_value(typed, "个")


def test_an_empty_date_is_today_and_an_empty_sheet_is_nothing() -> None:
    """A value alone is enough; neither value nor words is not."""
    assert read_draft(Draft(value="5"), unit=None, today=TODAY) == Evidence(TODAY, Decimal(5))
    assert read_draft(Draft(note="见公报"), unit=None, today=TODAY).value is None
    with pytest.raises(Unreadable):
        read_draft(Draft(date="今天"), unit=None, today=TODAY)
    with pytest.raises(Unreadable):
        read_draft(Draft(value="5", date="someday"), unit=None, today=TODAY)


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
