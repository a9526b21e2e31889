"""Verdicts to look at again: what shakes one, what settles it, and what was known on an earlier day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from commitments.evidence import Verdict
from commitments.ledger import Ledger
from commitments.ledger.browsing_values import LogFilter
from commitments.ledger.findings_values import Revisit, Unsettled
from commitments.target import Comparator, Quantity
from tests.commitments.builders import a_document_of, a_target, an_evidence, an_extraction

START = datetime(2025, 7, 1, 1, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
MORE = Quantity(Comparator.AT_LEAST, Decimal(5000), "家")


class Clock:
    """An hour goes by with every look at it."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        """What time it is."""
        self.at += HOUR
        return self.at


@pytest.fixture
def clock() -> Clock:
    """Where time stands."""
    return Clock()


@pytest.fixture
def ledger(ledger_url: str, clock: Clock) -> Iterator[Ledger]:
    """A ledger with one target, closed on two pieces of evidence, 1 and 2."""
    with Ledger.open(ledger_url, now=clock) as opened:
        opened.enter(*a_document_of(a_target()), actor="王敏")
        opened.accept([1], actor="王敏")
        for _number in range(2):
            opened.add_evidence(1, an_evidence(), actor="王敏")
        _judge(opened)
        yield opened


def _judge(ledger: Ledger) -> None:
    ledger.judge(1, Verdict.MET, reason="见统计公报", actor="王敏", self_verified=True)


def _causes(ledger: Ledger, until: datetime | None = None) -> dict[int, tuple[Unsettled, ...]]:
    return {number: one.causes for number, one in ledger.revisits(until).items()}


def test_a_verdict_that_nothing_has_shaken_is_left_alone(ledger: Ledger) -> None:
    """Evidence that came later and fell again was never behind it."""
    later = ledger.add_evidence(1, an_evidence(note="又一份"), actor="李航")
    ledger.strike_evidence(later.id, reason="重复", actor="李航")

    assert ledger.revisits() == {}


def test_struck_evidence_shakes_a_verdict_that_still_stands(ledger: Ledger, clock: Clock) -> None:
    """The other piece carries it; a person is to say whether it still does. The day before knew nothing of it."""
    before = clock.at + HOUR
    ledger.strike_evidence(1, reason="口径不符", actor="李航")

    assert ledger.entry(1).closed
    assert ledger.revisits() == {1: Revisit((Unsettled.EVIDENCE,), before)}
    assert ledger.revisits(before) == ledger.revisits(only=[]) == {}
    assert ledger.revisits(only=[1]) == ledger.revisits()


def test_a_verdict_that_fell_with_its_evidence_waits_for_a_new_one(ledger: Ledger, clock: Clock) -> None:
    """It is open again at once; what was known before is told the same after somebody has concluded anew."""
    for number in (1, 2):
        ledger.strike_evidence(number, reason="口径不符", actor="李航")
    fallen = clock.at + HOUR
    assert (ledger.entry(1).closed, _causes(ledger)) == (False, {1: (Unsettled.EVIDENCE,)})
    ledger.add_evidence(1, an_evidence(), actor="李航")
    assert _causes(ledger) == {1: (Unsettled.EVIDENCE,)}

    _judge(ledger)
    assert _causes(ledger) == {}
    assert _causes(ledger, fallen) == {1: (Unsettled.EVIDENCE,)}


def test_taking_the_stroke_back_settles_it(ledger: Ledger) -> None:
    """The evidence stands again, and so does what rests on it."""
    ledger.strike_evidence(1, reason="口径不符", actor="李航")
    ledger.undo(ledger.last_undoable(1), actor="李航")

    assert ledger.revisits() == {}


def test_recordings_that_were_taken_back_shake_it_like_strokes(ledger: Ledger) -> None:
    """Whichever way the evidence went, the verdict fell without anybody looking."""
    told = ledger.lines(ledger.line_ids(LogFilter(actions=("evidence",), target_id=1)))
    for line in told:
        ledger.undo(line.event.id, actor="李航")

    assert not ledger.entry(1).closed
    assert _causes(ledger) == {1: (Unsettled.EVIDENCE,)}


def test_opening_the_target_again_settles_it(ledger: Ledger) -> None:
    """Somebody looked, and took the verdict back."""
    ledger.strike_evidence(1, reason="口径不符", actor="李航")
    ledger.reopen([1], actor="李航", reason="重新核实")

    assert ledger.revisits() == {}


@pytest.mark.parametrize(("changes", "shaken"), [({"value": "5000"}, True), ({"lead": ["省财政厅"]}, False)])
def test_a_correction_of_what_was_judged_shakes_it(ledger: Ledger, changes: dict[str, object], shaken: bool) -> None:
    """Another number, other words, another day; not another unit that answers for it."""
    ledger.edit(1, changes, actor="李航", reason="核对原文")

    assert _causes(ledger) == ({1: (Unsettled.READING,)} if shaken else {})


def test_a_correction_before_the_verdict_does_not(ledger: Ledger) -> None:
    """Whoever concluded knew it."""
    ledger.edit(1, {"value": "5000"}, actor="李航", reason="核对原文")
    ledger.reopen([1], actor="李航", reason="要求变了")
    _judge(ledger)

    assert ledger.revisits() == {}


@pytest.mark.parametrize("take", [True, False])
def test_a_later_reading_that_differs_shakes_it_until_decided(ledger: Ledger, clock: Clock, take: bool) -> None:
    """Kept as it was, all is well; taken over, the verdict speaks of something else now. The past stays as it was."""
    document, extraction = a_document_of(a_target())
    said = an_extraction(replace(extraction.targets[0], quantity=MORE))
    ledger.reread(1, document, said, actor="王敏")
    (asked,) = ledger.differences()
    assert _causes(ledger) == {1: (Unsettled.READING,)}

    undecided = clock.at + HOUR
    ledger.settle_difference(asked.id, take=take, actor="李航")
    assert _causes(ledger) == ({1: (Unsettled.READING,)} if take else {})
    assert _causes(ledger, undecided) == {1: (Unsettled.READING,)}


def test_a_reading_that_differs_from_an_open_target_asks_for_no_verdict(ledger: Ledger) -> None:
    """There is none to look at."""
    ledger.reopen([1], actor="李航", reason="重新核实")
    document, extraction = a_document_of(a_target())
    ledger.reread(1, document, an_extraction(replace(extraction.targets[0], quantity=MORE)), actor="王敏")

    assert ledger.differences()
    assert ledger.revisits() == {}
