"""Progress of many targets at once."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from commitments.evidence import Evidence
from commitments.ledger import Ledger
from commitments.target import Comparator, Quantity
from tests.commitments.builders import a_target, enter

DAY = date(2025, 7, 1)


def test_a_page_of_targets_shows_the_progress_each_of_them_shows_alone(ledger: Ledger) -> None:
    """Only accepted values count; a target without a number has no progress."""
    goal = Quantity(Comparator.AT_LEAST, Decimal(100), "个")
    ids = enter(ledger, a_target("甲", quantity=goal), a_target("乙", quantity=goal), a_target("丙", quantity=None))
    ledger.add_evidence(ids[0], Evidence(DAY, Decimal(40)), actor="王敏")
    ledger.add_evidence(ids[0], Evidence(DAY, Decimal(60)), actor="王敏", accepted=False)

    each = ledger.progress_of_each(ledger.rows(ids), day=DAY, stale_days=90)

    assert each == {number: ledger.progress(number, day=DAY, stale_days=90) for number in ids[:2]}
    assert [progress.share for progress in each.values()] == [Fraction(2, 5), None]
