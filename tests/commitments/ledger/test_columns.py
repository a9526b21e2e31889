"""Values as text and back."""

from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite
from sqlalchemy.types import TypeDecorator

from commitments.ledger.columns import EnumText, ExactDecimal, JsonText, to_json
from commitments.timing import Timing

DIALECT = sqlite.dialect()
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=9,
)


def _there_and_back(column: TypeDecorator[Any], value: Any) -> Any:
    stored = column.bind_processor(DIALECT)(value)  # type: ignore[misc]
    assert stored is None or isinstance(stored, str)
    return column.result_processor(DIALECT, None)(stored)  # type: ignore[misc]


@given(st.none() | st.decimals(allow_nan=False, allow_infinity=False))
def test_a_decimal_keeps_every_digit(value: Decimal | None) -> None:
    """Also trailing zeros, exponents and the sign of nothing."""
    back = _there_and_back(ExactDecimal(), value)

    assert (back, str(back)) == (value, str(value))


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_refused(value: str) -> None:
    """A target has a number or none."""
    with pytest.raises(ValueError, match=value.lstrip("s-")):
        _there_and_back(ExactDecimal(), Decimal(value))


@pytest.mark.parametrize("member", [*Timing, None])
def test_a_member_comes_back_as_itself(member: Timing | None) -> None:
    """Not as a string that looks like it."""
    assert _there_and_back(EnumText(Timing), member) is member


def test_a_stranger_among_members_is_refused() -> None:
    """Neither a word nor the member of another enumeration."""

    class Other(StrEnum):
        SOON = "soon"

    with pytest.raises(KeyError):
        _there_and_back(EnumText(Timing), Other.SOON)


@given(PLAIN)
def test_a_structure_comes_back_equal(value: Any) -> None:
    """Lists and mappings of plain values."""
    assert _there_and_back(JsonText(), value) == value


@given(st.dictionaries(st.text(), st.integers()))
def test_the_same_value_is_the_same_text(value: dict[str, int]) -> None:
    """Whatever order it was built in, so that it can be hashed."""
    assert to_json(value) == to_json(dict(reversed(value.items())))


def test_chinese_stays_readable() -> None:
    """Somebody will look into the file with other tools."""
    assert to_json({"b": "逾期", "a": 1}) == '{"a":1,"b":"逾期"}'
