"""Units: what can be brought to what, and that nothing is lost on the way."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.units import FAMILIES, UnitMismatch, convert, factor


@pytest.mark.parametrize(
    ("value", "unit", "to", "expected"),
    [
        ("4.6", "万标箱", "标箱", "46000"),
        ("1.25", "万亿元", "亿元", "12500"),
        ("3", "公顷", "亩", "45"),
        ("100", "亩", "公顷", "6.66666666666667"),
        ("12", "千米", "公里", "12"),
        ("5", "‰", "%", "0.5"),
        ("2", "年", "个月", "24"),
        ("0.1", "吨/亩", "公斤/亩", "100"),
        ("7.50", "家", "家", "7.50"),
        ("3", "万家", "家", "30000"),
        ("1.5", None, None, "1.5"),
    ],
)
def test_a_value_is_told_in_another_unit(value: str, unit: str | None, to: str | None, expected: str) -> None:
    """Sizes of one dimension, 万 and 亿 before any unit, and rates by their first part."""
    assert str(convert(Decimal(value), unit, to)) == expected


@pytest.mark.parametrize(
    ("unit", "to"),
    [("%", "百分点"), ("家", "个"), ("元", "美元"), ("天", "工作日"), ("吨/亩", "吨/公顷"), ("吨", None)],
)
def test_different_things_are_never_converted(unit: str, to: str | None) -> None:
    """A percentage is no difference of percentages, and a day no working day."""
    with pytest.raises(UnitMismatch) as refused:
        convert(Decimal(1), unit, to)
    assert refused.value.remedy


@given(st.sampled_from(FAMILIES), st.decimals("-1e9", "1e9", places=4), st.data())
def test_there_and_back_is_the_same_to_fourteen_digits(
    family: dict[str, object], value: Decimal, data: st.DataObject
) -> None:
    """Only what has no exact decimal is rounded, and far behind what anybody reads."""
    unit, to = data.draw(st.sampled_from(sorted(family))), data.draw(st.sampled_from(sorted(family)))
    back = convert(convert(value, unit, to), to, unit)

    assert abs(back - value) <= abs(value) * Decimal("1e-14")


def test_no_unit_stands_in_two_families() -> None:
    """Or its size would depend on luck."""
    names = [unit for family in FAMILIES for unit in family]

    assert len(names) == len(set(names))
    assert factor("亿元", "万元") == 10000
