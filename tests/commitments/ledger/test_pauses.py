"""Acknowledgements, snoozes and remarks: said of a target, deciding nothing."""

from datetime import date

import pytest

from commitments.errors import LedgerError
from commitments.evidence import RejectReason
from commitments.ledger import Ledger
from tests.commitments.builders import a_target, close, enter

DAY = date(2025, 7, 1)


def test_each_unit_acknowledges_once(ledger: Ledger) -> None:
    """Lead and support each sign for themselves; the second time there is nothing to do."""
    ids = enter(ledger, a_target(), a_target("甲"))

    assert ledger.acknowledge(ids, unit="省商务厅", actor="王敏") == 2
    assert ledger.acknowledge(ids, unit="省商务厅", actor="李航") == 0
    assert ledger.acknowledge(ids[:1], unit="省财政厅", actor="李航", note="已转处室") == 1
    assert [(one.unit, one.recorded_by) for one in ledger.entry(ids[0]).acknowledged] == [
        ("省商务厅", "王敏"),
        ("省财政厅", "李航"),
    ]


def test_reminders_rest_until_the_day(ledger: Ledger) -> None:
    """On that day they are due again; the due date has not moved."""
    (number,) = enter(ledger, a_target())
    entry = ledger.snooze(number, date(2025, 7, 15), reason="等批复", day=DAY, actor="王敏")

    assert [entry.resting(date(2025, 7, day)) for day in (1, 14, 15)] == [True, True, False]
    assert (entry.due, entry.times_moved, entry.snoozes) == (date(2025, 12, 31), 0, 1)


def test_there_is_no_fourth_snooze(ledger: Ledger) -> None:
    """Whoever needs more time asks for an extension."""
    (number,) = enter(ledger, a_target())
    for day in (5, 10, 15):
        ledger.snooze(number, date(2025, 7, day), reason="等批复", day=DAY, actor="王敏")

    with pytest.raises(LedgerError, match="3 次") as refused:
        ledger.snooze(number, date(2025, 7, 20), reason="等批复", day=DAY, actor="王敏")
    assert "duban extend" in refused.value.remedy
    assert [one.until.day for one in ledger.snoozes(number)] == [5, 10, 15]


@pytest.mark.parametrize(("until", "reason"), [(DAY, "等批复"), (date(2025, 6, 1), "等批复"), (date(2025, 8, 1), " ")])
def test_a_snooze_needs_a_day_to_come_and_a_reason(ledger: Ledger, until: date, reason: str) -> None:
    """Nobody is silenced for nothing."""
    (number,) = enter(ledger, a_target())
    with pytest.raises(LedgerError):
        ledger.snooze(number, until, reason=reason, day=DAY, actor="王敏")

    assert ledger.entry(number).snoozes == 0


def test_what_is_closed_or_sent_back_has_nothing_to_rest(ledger: Ledger) -> None:
    """Nothing would remind of it anyway."""
    closed, rejected = enter(ledger, a_target(), a_target("甲"))
    close(ledger, closed)
    ledger.reject([rejected], reason=RejectReason.OTHERS, actor="王敏")

    for number in (closed, rejected):
        with pytest.raises(LedgerError):
            ledger.snooze(number, date(2025, 8, 1), reason="等批复", day=DAY, actor="王敏")


def test_a_leaders_remark_is_kept_with_their_name(ledger: Ledger) -> None:
    """And with the name of whoever wrote it down."""
    (number,) = enter(ledger, a_target())
    ledger.remark(number, leader="张副市长", said="请月底前报进展", actor="王敏")

    assert [(one.leader, one.said, one.recorded_by) for one in ledger.remarks(number)] == [
        ("张副市长", "请月底前报进展", "王敏")
    ]
    with pytest.raises(LedgerError):
        ledger.remark(number, leader="张副市长", said=" ", actor="王敏")
