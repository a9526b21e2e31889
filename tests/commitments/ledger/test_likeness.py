"""Likeness: what may be one promise entered twice is offered, strangers are not."""

import pytest

from commitments.evidence import RejectReason
from commitments.ledger import Ledger
from commitments.ledger.likeness import probes_of
from tests.commitments.builders import a_target, enter

SCHOOLS = "新建改扩建公办幼儿园30所，新增学位9000个"


def test_the_same_promise_in_other_words_is_offered_and_a_stranger_is_not(ledger: Ledger) -> None:
    """The likest first; a phrase that all plans share is no likeness."""
    own, twin, _stranger = enter(
        ledger,
        a_target(SCHOOLS),
        a_target("年内新建改扩建公办幼儿园30所，新增学位9000个以上"),
        a_target("新建改扩建农村公路300公里，新增客运班线20条"),
    )

    (found,) = ledger.alike(own)
    assert found.target_id == twin
    assert 0.6 <= found.score <= 1
    assert [one.target_id for one in ledger.alike(twin)] == [own]


def test_what_was_rejected_is_not_offered(ledger: Ledger) -> None:
    """Nobody merges into what is gone."""
    own, twin = enter(ledger, a_target(SCHOOLS), a_target("力争" + SCHOOLS))
    ledger.reject([twin], reason=RejectReason.DUPLICATE, actor="王敏")

    assert ledger.alike(own) == ()
    assert ledger.alike(99) == ()


@pytest.mark.parametrize(
    ("quote", "probes"),
    [("增长5%", []), ("完成老旧小区改造120个", ["成老旧小区"]), ("推进A、B", []), ("", [])],
)
def test_probes_come_from_the_middle_of_long_pieces(quote: str, probes: list[str]) -> None:
    """Short ones stand in every plan."""
    assert probes_of(quote) == probes
