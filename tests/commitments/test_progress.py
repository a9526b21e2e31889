"""Progress: arithmetic on observed values, aware of which way is better and of the calendar."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.progress import Aim, Direction, Observed, Progress, direction_of, meets, progress_of
from commitments.target import Comparator, Quantity

START, DUE = date(2025, 1, 1), date(2025, 12, 31)


def _quantity(comparator: Comparator, value: str, unit: str | None = "家", high: str | None = None) -> Quantity:
    return Quantity(comparator, Decimal(value), unit, Decimal(high) if high else None)


def _progress(
    quantity: Quantity,
    *values: tuple[date, str],
    day: date = date(2025, 7, 1),
    baseline: str | None = None,
    stale_days: int = 100,
) -> Progress:
    seen = [Observed(on, Decimal(value)) for on, value in values]
    aim = Aim(quantity, START, DUE, Decimal(baseline) if baseline else None)
    return progress_of(aim, seen, day=day, stale_days=stale_days)


@pytest.mark.parametrize(
    ("comparator", "value", "high", "met", "unmet"),
    [
        (Comparator.AT_LEAST, "20", None, "20", "19.9"),
        (Comparator.ABOVE, "20", None, "20.1", "20"),
        (Comparator.AT_MOST, "3", None, "3", "3.1"),
        (Comparator.BELOW, "3", None, "2.9", "3"),
        (Comparator.EQUAL, "100", None, "100", "99.9"),
        (Comparator.ABOUT, "5.5", None, "5.4", "5"),
        (Comparator.BETWEEN, "3", "5", "5", "5.1"),
        (Comparator.RANK, "5", None, "3", "6"),
        (Comparator.ORDER, "100000000000", None, "120000000000", "90000000000"),
    ],
)
def test_every_comparator_knows_when_it_is_met(
    comparator: Comparator, value: str, high: str | None, met: str, unmet: str
) -> None:
    """At the bound and beside it."""
    quantity = _quantity(comparator, value, high=high)

    assert (meets(quantity, Decimal(met)), meets(quantity, Decimal(unmet))) == (True, False)


def test_a_change_is_measured_from_its_baseline() -> None:
    """Up or down; without a baseline nothing can be said."""
    up, down = _quantity(Comparator.CHANGE, "5", "百分点"), _quantity(Comparator.CHANGE, "-13.5", "%")

    assert meets(up, Decimal(65)) is None
    assert (meets(up, Decimal(65), baseline=Decimal(60)), meets(up, Decimal(64), baseline=Decimal(60))) == (True, False)
    assert meets(down, Decimal("86.5"), baseline=Decimal(100)) is True
    assert (direction_of(up), direction_of(down)) == (Direction.UP, Direction.DOWN)


def test_pace_and_gap_are_told_on_the_way_up() -> None:
    """Half the year gone, a third of the way done."""
    found = _progress(_quantity(Comparator.AT_LEAST, "4500"), (date(2025, 6, 30), "3500"), baseline="3000")

    assert (found.share, found.gap, found.reached) == (Fraction(1, 3), Decimal(1000), False)
    assert found.expected is not None
    assert round(found.expected) == 3746
    assert found.behind is not None
    assert round(found.behind) == 246
    assert found.pace == (Observed(START, Decimal(3000)), Observed(DUE, Decimal(4500)))
    days = (START - timedelta(days=9), date(2025, 7, 1), DUE + timedelta(days=9))
    assert [found.expected_on(day) for day in days] == [Decimal(3000), found.expected, Decimal(4500)]


def test_lower_is_better_turns_everything_round() -> None:
    """A rate that must fall is behind when it is too high."""
    found = _progress(_quantity(Comparator.AT_MOST, "3", "%"), (date(2025, 6, 30), "4.8"), baseline="5")

    assert (found.direction, found.gap, found.share) == (Direction.DOWN, Decimal("1.8"), Fraction(1, 10))
    assert found.behind is not None
    assert found.behind > 0


def test_a_range_counts_from_its_nearer_bound() -> None:
    """And has no pace."""
    quantity = _quantity(Comparator.BETWEEN, "3", "%", "5")

    assert _progress(quantity, (START, "6")).gap == Decimal(1)
    assert _progress(quantity, (START, "2")).gap == Decimal(1)
    assert _progress(quantity, (START, "4")).gap == Decimal(0)
    assert _progress(quantity, (START, "6")).expected is None


def test_the_recent_trend_is_drawn_to_the_goal() -> None:
    """A hundred a month from 4000 on reaches 4500 in five months; a falling line never does."""
    quantity = _quantity(Comparator.AT_LEAST, "4500")
    rising = [(START + timedelta(days=30 * n), str(3700 + 100 * n)) for n in range(4)]
    falling = [(START + timedelta(days=30 * n), str(3700 - n)) for n in range(4)]

    assert _progress(quantity, *rising).projected == START + timedelta(days=90 + 150)
    assert _progress(quantity, *falling).projected is None
    assert _progress(quantity, *rising[:1]).projected is None
    assert _progress(quantity, (START, "4600"), (DUE, "9999")).projected == START


def test_only_the_past_counts_and_the_last_word_of_a_day() -> None:
    """Whatever the order of recording."""
    quantity = _quantity(Comparator.AT_LEAST, "10")
    found = _progress(quantity, (date(2025, 8, 1), "9"), (date(2025, 2, 1), "3"), (date(2025, 2, 1), "4"))

    assert found.series == (Observed(date(2025, 2, 1), Decimal(4)),)


@pytest.mark.parametrize(("seen", "stale"), [("2025-03-23", False), ("2025-03-22", True), (None, True)])
def test_silence_makes_progress_stale(seen: str | None, stale: bool) -> None:
    """A hundred days after the last observation, or after the start where there is none."""
    values = [(date.fromisoformat(seen), "1")] if seen else []

    assert _progress(_quantity(Comparator.AT_LEAST, "10"), *values).stale is stale


def test_a_limit_that_must_be_crossed_is_not_reached_by_standing_at_it() -> None:
    """“Below 0” with 0 observed today is expected tomorrow, not today."""
    aim = Aim(Quantity(Comparator.BELOW, Decimal(0), "%"), START, DUE)
    seen = [Observed(START, Decimal("0.01")), Observed(START + timedelta(days=1), Decimal(0))]

    assert progress_of(aim, seen, day=DUE, stale_days=30).projected == START + timedelta(days=2)


@given(
    st.sampled_from(list(Comparator)),
    st.decimals("-1e6", "1e6", places=2),
    st.lists(st.tuples(st.dates(START, DUE), st.decimals("-1e6", "1e6", places=2)), max_size=6),
    st.none() | st.decimals("-1e6", "1e6", places=2),
    st.dates(START - timedelta(days=400), DUE + timedelta(days=400)),
)
def test_any_values_get_an_answer(
    comparator: Comparator,
    value: Decimal,
    values: list[tuple[date, Decimal]],
    baseline: Decimal | None,
    day: date,
) -> None:
    """Nothing is divided by zero, and what is reached has nothing missing."""
    aim = Aim(Quantity(comparator, value, "%", value + 1), START, DUE, baseline)
    found = progress_of(aim, [Observed(on, seen) for on, seen in values], day=day, stale_days=30)

    assert found.latest is None or found.latest.day <= day
    if found.reached and found.gap is not None and comparator is not Comparator.ABOUT:
        assert found.gap <= 0
    if found.projected is not None and not found.reached and found.latest is not None:
        assert found.projected > found.latest.day
