"""Has anybody written?"""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from commitments.ledger import Ledger
from tests.commitments.builders import a_target, an_evidence, enter

NOW = datetime(2025, 7, 1, tzinfo=UTC)

WRITES: tuple[Callable[[Ledger], object], ...] = (
    lambda ledger: enter(ledger, a_target("又一项")),
    lambda ledger: ledger.accept([1], actor="王敏"),
    lambda ledger: ledger.add_evidence(1, an_evidence(), actor="王敏"),
    lambda ledger: ledger.note_timings(day=date(2025, 7, 1), near_days=30),
    lambda ledger: ledger.plan("report", "", date(2025, 7, 1), []),
)


@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize("own", [True, False])
def test_a_write_is_seen_whoever_made_it(
    ledger: Ledger, ledger_url: str, write: Callable[[Ledger], object], own: bool
) -> None:
    """By this connection, or by another process's."""
    enter(ledger, a_target())
    before = ledger.data_version()
    if own:
        write(ledger)
    else:
        with Ledger.open(ledger_url, now=lambda: NOW) as other:
            write(other)

    assert ledger.data_version() != before


def test_reading_is_no_writing(ledger: Ledger, ledger_url: str) -> None:
    """A screen that only looks does not make others repaint; nor does opening."""
    enter(ledger, a_target())
    before = ledger.data_version()
    with Ledger.open(ledger_url, now=lambda: NOW) as other:
        other.documents()
    ledger.entry(1)
    ledger.accept([], actor="王敏")

    assert ledger.data_version() == before


def test_closing_twice_is_harmless(ledger: Ledger) -> None:
    """Every way out may close."""
    ledger.data_version()
    ledger.close()
    ledger.close()
