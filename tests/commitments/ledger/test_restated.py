"""Restated promises in the ledger: found at intake, shown with both quotes, decided once."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from commitments.errors import StaleEntry, UnknownEntry
from commitments.intake import take_in
from commitments.ledger import Ledger
from commitments.ledger.findings_values import LinkState
from commitments.target import Comparator, Quantity
from tests.commitments.builders import a_target, enter

ROOT = Path(__file__).parents[3]
FIRST = a_target("新建改扩建社区养老服务设施120处", quantity=Quantity(Comparator.AT_LEAST, Decimal(120), "处"))
LATER = a_target(
    "力争新建改扩建社区养老服务设施100处",
    quantity=Quantity(Comparator.AT_LEAST, Decimal(100), "处"),
    due=date(2026, 12, 31),
)


def _both(ledger: Ledger) -> tuple[int, int]:
    (one,), (two,) = enter(ledger, FIRST, name="a.txt"), enter(ledger, LATER, name="b.txt")
    assert ledger.link_restatements([2]) == 1
    return one, two


def test_a_moved_goalpost_is_a_visible_revision(ledger: Ledger) -> None:
    """Both targets stay; the link says what moved."""
    one, two = _both(ledger)
    (found,) = ledger.restatements()

    assert (found.earlier_id, found.later_id, found.state) == (one, two, LinkState.OPEN)
    assert found.changes == (("number", ">= 120 处", ">= 100 处"), ("due", "2025-12-31", "2026-12-31"))
    assert ledger.restatements(target_id=two) == (found,)
    assert ledger.entry(one).due == date(2025, 12, 31)


def test_a_decided_pair_is_not_found_again(ledger: Ledger) -> None:
    """Confirmed or refused, by name; the log of both targets tells."""
    one, two = _both(ledger)
    (found,) = ledger.restatements()
    decided = ledger.decide_restatement(found.id, same=False, actor="李航", reason="两回事")

    assert decided.state is LinkState.REFUSED
    assert ledger.link_restatements([1, 2]) == 0
    assert ledger.restatements() == ()
    assert [ledger.events(target_id=number, limit=1)[0].action for number in (one, two)] == ["not_restated"] * 2
    with pytest.raises(StaleEntry):
        ledger.decide_restatement(found.id, same=True, actor="王敏")
    with pytest.raises(UnknownEntry):
        ledger.decide_restatement(99, same=True, actor="王敏")


def test_silence_is_not_abandonment(ledger: Ledger) -> None:
    """A later document without the promise changes nothing about it."""
    (one,) = enter(ledger, FIRST, name="a.txt")
    before = ledger.entry(one)
    enter(ledger, a_target("推进政务服务一网通办", quantity=None), name="b.txt")
    ledger.link_restatements([2])

    assert ledger.restatements() == ()
    assert ledger.entry(one) == before


def test_the_seeds_hold_one_promise_said_twice(ledger: Ledger) -> None:
    """And nothing that is not one is linked."""
    take_in(sorted((ROOT / "seeds").glob("*.txt")), ledger, given=lambda _path: None, actor="王敏")
    found = [
        tuple((entry.document.name[:3], entry.target.start) for entry in ledger.rows([one.earlier_id, one.later_id]))
        for one in ledger.restatements()
    ]

    assert found == [(("002", 4272), ("003", 5797))]
