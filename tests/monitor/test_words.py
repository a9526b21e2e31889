"""One word for one thing: every member of every enumeration has its word, and none is taken for another."""

from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum

import pytest

from commitments.evidence import Grade, RejectReason, Review, Verdict
from commitments.i18n import use_language
from commitments.ledger import OutboxState
from commitments.ledger.findings_values import Revisit, Unsettled
from commitments.target import Basis, Comparator, Kind, Quantity, Strength
from commitments.timing import Timing
from monitor.words import _WORDS, cause_words, quantity_words, revisit_words, value_words, word

ENUMERATIONS: list[type[StrEnum]] = [
    *(Timing, Kind, Strength, Basis, Review, Verdict, RejectReason, Grade, OutboxState),
    Unsettled,
]
MEMBERS = [member for enumeration in ENUMERATIONS for member in enumeration]


@pytest.mark.parametrize("member", MEMBERS, ids=repr)
def test_every_member_has_a_word(member: StrEnum) -> None:
    """No state is ever shown by its code name."""
    assert word(member) not in ("", member.value)


def test_no_two_members_collide_in_the_table() -> None:
    """Members are strings: `Verdict.OPEN == "open"`, so equal values of two enumerations would share one word."""
    assert len({member.value for member in MEMBERS}) == len(MEMBERS)
    assert len(_WORDS) == len(MEMBERS)


@pytest.mark.parametrize("enumeration", ENUMERATIONS)
def test_no_two_members_of_an_enumeration_share_a_word(enumeration: type[StrEnum]) -> None:
    """A reader can tell them apart."""
    words = [word(member) for member in enumeration]

    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("comparator", "value", "unit", "said"),
    [
        (Comparator.AT_LEAST, "4500", "家", "≥ 4500 家"),
        (Comparator.AT_LEAST, "46000", "标箱", "≥ 4.6 万标箱"),
        (Comparator.ABOVE, "450000000000", "元", "> 4500 亿元"),
        (Comparator.EQUAL, "0", None, "= 0"),
        (Comparator.AT_MOST, "2.5", "%", "≤ 2.5 %"),
        (Comparator.BELOW, "10", "天", "< 10 天"),
        (Comparator.ABOUT, "12345", "人", "≈ 12345 人"),
        (Comparator.RANK, "5", "名", "前 5 名"),
        (Comparator.ORDER, "100000000000", "元", "1000 亿元级"),
        (Comparator.CHANGE, "5", "%", "+5 %"),
        (Comparator.CHANGE, "-10", "%", "-10 %"),
    ],
)
def test_a_quantity_reads_as_people_write_it(comparator: Comparator, value: str, unit: str | None, said: str) -> None:
    """Large round numbers in 万 and 亿, never a power of ten."""
    assert quantity_words(Quantity(comparator, Decimal(value), unit)) == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [("3", "5", "3—5 家"), ("30000", "50000", "3—5 万家"), ("5000", "10000", "5000 家—1 万家")],
)
def test_a_range_names_its_unit_once_where_both_ends_share_it(low: str, high: str, said: str) -> None:
    """“3—5 家”, but never a 万 that belongs to one end only."""
    quantity = Quantity(Comparator.BETWEEN, Decimal(low), "家", Decimal(high))

    assert quantity_words(quantity) == said


@pytest.mark.parametrize("comparator", list(Comparator))
def test_every_comparator_has_its_wording(comparator: Comparator) -> None:
    """A quantity without words would be an empty cell in a report."""
    quantity = Quantity(comparator, Decimal(7), "项", Decimal(9) if comparator is Comparator.BETWEEN else None)

    assert "7" in quantity_words(quantity)


def test_an_observed_value_is_written_like_a_promised_one() -> None:
    """A reviewer compares 310 亿元 with 300 亿元, not with a row of zeros."""
    assert value_words(Decimal(31_000_000_000), "元") == "310 亿元"
    assert value_words(Decimal("91.5"), "%") == "91.5 %"
    assert value_words(Decimal(46_000), None) == "4.6 万"


def test_why_a_verdict_is_shaken_is_told_in_the_language_in_use() -> None:
    """Both causes with the day of the first, parted as people write it; nothing where nothing shook it."""
    shaken = Revisit((Unsettled.EVIDENCE, Unsettled.READING), datetime(2025, 11, 18, 9, tzinfo=UTC))

    assert revisit_words(shaken) == "所依证据已作废、承诺的读法有变（2025-11-18 起）"
    assert (cause_words(None), revisit_words(None)) == ("", "")
    use_language("en")
    assert ", " in cause_words(shaken)
    assert "、" not in revisit_words(shaken)
