"""Progress of many targets at once."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from commitments.evidence import Evidence
from commitments.ledger import Ledger
from commitments.target import Comparator, Quantity
from tests.commitments.builders import a_target, enter
from tests.conftest import NOW

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


def test_what_counted_at_a_moment_is_told_later_too(sqlite_url: str) -> None:
    """Evidence that came afterwards is left out; what was struck afterwards counted then."""
    goal = Quantity(Comparator.AT_LEAST, Decimal(100), "个")
    clock = iter(NOW + timedelta(hours=hours) for hours in range(100))
    with Ledger.open(sqlite_url, now=lambda: next(clock)) as ledger:
        (number,) = ids = enter(ledger, a_target("甲", quantity=goal))
        first = ledger.add_evidence(number, Evidence(DAY, Decimal(40)), actor="王敏")
        then = next(clock)
        ledger.add_evidence(number, Evidence(DAY, Decimal(60)), actor="王敏")
        ledger.strike_evidence(first.id, reason="记错", actor="王敏")

        known = ledger.progress_of_each(ledger.rows(ids), day=DAY, stale_days=90, until=then)
        accepted = [[one.value for one in ledger.evidence_accepted(NOW, until)] for until in (then, None)]

        assert known[number].share == Fraction(2, 5)
        assert [[one.value for one in ledger.evidence_of_each(ids, until=until)[number]] for until in (then, None)] == [
            [Decimal(40)],
            [Decimal(60)],
        ]
        assert accepted == [[Decimal(40)], [Decimal(60)]]
