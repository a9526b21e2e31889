"""Short names for messages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.ledger.refs import ALPHABET, number_of, ref_of


@given(st.integers(0, 2**40))
def test_a_short_name_stands_for_one_number(number: int) -> None:
    """There and back, also typed in small letters or with letters for digits."""
    ref = ref_of(number)

    assert number_of(ref) == number
    assert number_of(f" {ref.lower()} ") == number
    assert number_of(ref.replace("0", "O").replace("1", "l")) == number


def test_short_names_are_short_and_do_not_count() -> None:
    """Four signs for the first million, and neighbours look nothing alike."""
    refs = [ref_of(number) for number in range(1, 2000)]

    assert {len(ref) for ref in refs} == {6}
    assert len(set(refs)) == len(refs)
    assert len({ref[:4] for ref in refs[:20]}) > 15
    assert set("".join(refs)) <= set(ALPHABET) | {"-"}


@pytest.mark.parametrize("typed", ["", "R-", "R-7F", "第一", "R-7F3!", "R-UUUU"])
def test_what_is_no_short_name_stands_for_nothing(typed: str) -> None:
    """A slip is not somebody else's message."""
    assert number_of(typed) is None
