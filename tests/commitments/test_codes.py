"""Codes of targets: six digits at least, and more where a ledger has grown beyond them."""

from datetime import date

import pytest

from commitments.codes import code_of
from commitments.filter import Filter, IdIs, Term, parse_filter


@pytest.mark.parametrize(("number", "code"), [(1, "C000001"), (417, "C000417"), (1_234_567, "C1234567")])
def test_a_code_is_read_back_by_a_filter(number: int, code: str) -> None:
    """What is shown can be typed."""
    assert code_of(number) == code
    assert parse_filter([f"id:{code}"], today=date(2025, 7, 1)) == Filter((Term(IdIs((number,))),))
