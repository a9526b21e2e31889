"""Recurring targets: rows for each turn, missed ones that stay, rules that change only what nobody touched."""

from datetime import date
from decimal import Decimal

import pytest

from commitments.errors import LedgerError, StaleEntry, UnknownEntry
from commitments.evidence import Evidence, Verdict
from commitments.ledger import Ledger
from commitments.recurrence import Rule
from commitments.timing import Timing
from tests.commitments.builders import a_target, enter

DAY = date(2025, 7, 1)
QUARTERS = Rule("quarterly", date(2025, 3, 31), date(2026, 6, 30))


@pytest.fixture
def number(ledger: Ledger) -> int:
    """A target that falls due each quarter."""
    (number,) = enter(ledger, a_target(due=date(2026, 12, 31)))
    ledger.recur(number, QUARTERS, day=DAY, actor="王敏")
    return number


def scheduled(ledger: Ledger, number: int) -> list[str]:
    """The turns as people write them."""
    return [turn.scheduled.isoformat() for turn in ledger.occurrences(number)]


def test_a_rule_makes_a_row_for_each_turn(ledger: Ledger, number: int) -> None:
    """From the first to the last, those already past too: they were missed."""
    assert scheduled(ledger, number) == [
        "2025-03-31",
        "2025-06-30",
        "2025-09-30",
        "2025-12-31",
        "2026-03-31",
        "2026-06-30",
    ]
    assert ledger.rule(number) == QUARTERS


def test_a_missed_turn_keeps_the_target_overdue_until_it_is_decided(ledger: Ledger, number: int) -> None:
    """However many days go by; then the next one is in force. The target itself stays open."""
    assert ledger.entry(number).due == date(2025, 3, 31)
    assert ledger.entry(number).timing(date(2026, 1, 1), 30) is Timing.OVERDUE
    ledger.judge_occurrence(number, Verdict.MISSED, reason="一季度未报", actor="王敏")
    ledger.judge_occurrence(number, Verdict.MISSED, reason="二季度未报", actor="王敏")
    entry = ledger.entry(number)

    assert (entry.due, entry.closed, entry.timing(DAY, 30)) == (date(2025, 9, 30), False, Timing.AHEAD)
    assert (entry.original_due, entry.times_moved) == (date(2026, 12, 31), 0)
    assert ledger.audit().sound


def test_a_turn_is_met_on_evidence_of_its_own(ledger: Ledger, number: int) -> None:
    """What was seen before the turn before says nothing of this one."""
    ledger.add_evidence(number, Evidence(date(2025, 6, 30), Decimal(4100)), actor="王敏")
    ledger.judge_occurrence(number, Verdict.MET, reason="一季度", actor="王敏")
    ledger.judge_occurrence(number, Verdict.MET, reason="二季度", actor="王敏")
    with pytest.raises(LedgerError, match="2025-09-30"):
        ledger.judge_occurrence(number, Verdict.MET, reason="三季度", actor="王敏")
    ledger.add_evidence(number, Evidence(date(2025, 9, 1), Decimal(4200)), actor="王敏")

    assert ledger.judge_occurrence(number, Verdict.MET, reason="三季度", actor="王敏").decided_by == "王敏"


def test_one_turn_can_be_decided_out_of_order(ledger: Ledger, number: int) -> None:
    """The earlier one stays overdue."""
    ledger.judge_occurrence(number, Verdict.MISSED, reason="未报", actor="王敏", scheduled=date(2025, 6, 30))

    assert [turn.scheduled.month for turn in ledger.occurrences(number) if not turn.open] == [6]
    assert ledger.entry(number).due == date(2025, 3, 31)
    with pytest.raises(UnknownEntry):
        ledger.judge_occurrence(number, Verdict.MISSED, reason="未报", actor="王敏", scheduled=date(2025, 7, 31))


def test_another_rule_changes_only_untouched_future_turns(ledger: Ledger, number: int) -> None:
    """Past ones, decided ones and moved ones stay as they are, with their numbers."""
    kept = {turn.id: turn for turn in ledger.occurrences(number)}
    for _ in range(2):
        ledger.judge_occurrence(number, Verdict.MISSED, reason="未报", actor="王敏")
    ledger.extend(number, date(2025, 10, 31), reason="顺延", approver="张", actor="王敏")
    ledger.recur(number, Rule("half-yearly", date(2025, 6, 30), date(2026, 12, 31)), day=DAY, actor="李航")

    assert scheduled(ledger, number) == [
        "2025-03-31",
        "2025-06-30",
        "2025-09-30",
        "2025-12-31",
        "2026-06-30",
    ]
    assert all(turn.id in kept for turn in ledger.occurrences(number)[:3])
    assert ledger.occurrences(number)[2].due == date(2025, 10, 31)
    assert ledger.entry(number).due == date(2025, 10, 31)


def test_an_extension_of_a_recurring_target_moves_one_turn(ledger: Ledger, number: int) -> None:
    """The next one is counted from where the rule puts it, not from where this one moved to."""
    ledger.extend(number, date(2025, 4, 30), reason="顺延", approver="张", actor="王敏")
    first = ledger.occurrences(number)[0]
    ledger.judge_occurrence(number, Verdict.MISSED, reason="未报", actor="王敏")

    assert (first.scheduled, first.due) == (date(2025, 3, 31), date(2025, 4, 30))
    assert (ledger.entry(number).due, ledger.entry(number).times_moved) == (date(2025, 6, 30), 1)


def test_sweeps_lengthen_a_rule_without_end(ledger: Ledger) -> None:
    """A rule does not die at a new year; a second sweep adds nothing."""
    (number,) = enter(ledger, a_target())
    ledger.recur(number, Rule("yearly", date(2025, 12, 31)), day=DAY, actor="王敏")
    before = scheduled(ledger, number)
    for day in (DAY, date(2026, 1, 1), date(2026, 1, 1), date(2029, 12, 31)):
        ledger.note_timings(day=day, near_days=30)

    assert before == ["2025-12-31"]
    assert scheduled(ledger, number) == [f"{year}-12-31" for year in range(2025, 2031)]
    assert ledger.entry(number).due == date(2025, 12, 31)
    assert ledger.audit().sound


def test_when_all_turns_are_decided_the_target_still_asks_for_its_verdict(ledger: Ledger) -> None:
    """Turns do not close the target; the last date stands."""
    (number,) = enter(ledger, a_target())
    ledger.recur(number, Rule("yearly", date(2024, 12, 31), date(2024, 12, 31)), day=DAY, actor="王敏")
    ledger.judge_occurrence(number, Verdict.MISSED, reason="未报", actor="王敏")
    entry = ledger.entry(number)

    assert (entry.due, entry.verdict, entry.timing(DAY, 30)) == (date(2024, 12, 31), Verdict.OPEN, Timing.OVERDUE)
    with pytest.raises(UnknownEntry):
        ledger.judge_occurrence(number, Verdict.MISSED, reason="未报", actor="王敏")


def test_a_turn_is_decided_by_two(ledger: Ledger, number: int) -> None:
    """The first verdict is a proposal, the same one by somebody else confirms it; until then the turn stays overdue."""
    ledger.four_eyes = True
    proposed = ledger.judge_occurrence(number, Verdict.MISSED, reason="一季度未报", actor="王敏")
    again = ledger.judge_occurrence(number, Verdict.MISSED, reason="一季度仍未报", actor="王 敏")

    assert (proposed.open, proposed.proposed, proposed.decided_by) == (True, Verdict.MISSED, "王敏")
    assert (again.open, again.reason) == (True, "一季度仍未报")
    assert ledger.entry(number).due == date(2025, 3, 31)
    decided = ledger.judge_occurrence(number, Verdict.MISSED, reason="属实", actor="李航")
    assert (decided.open, decided.proposed, decided.confirmed_by) == (False, None, "李航")
    assert (decided.reason, decided.decided_by) == ("一季度仍未报", "王 敏")
    assert ledger.entry(number).due == date(2025, 6, 30)
    with pytest.raises(LedgerError):
        ledger.judge_occurrence(number, Verdict.UNMEASURABLE, reason="再议", actor="张", scheduled=date(2025, 3, 31))
    assert ledger.audit().sound


def test_another_verdict_on_a_turn_is_another_proposal(ledger: Ledger, number: int) -> None:
    """Two people who disagree have decided nothing; one alone may, and the record says so."""
    ledger.four_eyes = True
    ledger.judge_occurrence(number, Verdict.MISSED, reason="未报", actor="王敏")
    other = ledger.judge_occurrence(number, Verdict.UNMEASURABLE, reason="口径变了", actor="李航")

    assert (other.open, other.proposed, other.decided_by) == (True, Verdict.UNMEASURABLE, "李航")
    alone = ledger.judge_occurrence(number, Verdict.MISSED, reason="未报", actor="王敏", self_verified=True)
    assert (alone.open, alone.decided_by, alone.confirmed_by) == (False, "王敏", None)


def test_what_was_said_of_a_turn_is_undone_step_by_step(ledger: Ledger, number: int) -> None:
    """The confirmation first, then the proposal: each puts back exactly what stood before."""
    ledger.four_eyes = True
    before = ledger.occurrences(number)
    ledger.judge_occurrence(number, Verdict.MISSED, reason="未报", actor="王敏")
    proposed = ledger.occurrences(number)
    first = ledger.last_undoable(number)
    ledger.judge_occurrence(number, Verdict.MISSED, reason="属实", actor="李航")
    with pytest.raises(StaleEntry):
        ledger.undo(first, actor="张")
    ledger.undo(ledger.last_undoable(number), actor="张")
    assert ledger.occurrences(number) == proposed
    ledger.undo(ledger.last_undoable(number), actor="张")

    assert ledger.occurrences(number) == before
    assert ledger.entry(number).due == date(2025, 3, 31)
    assert ledger.audit().sound


def test_a_changed_rule_can_be_undone(ledger: Ledger, number: int) -> None:
    """The turns ahead are those of the old rule again; what was decided stays decided."""
    ledger.judge_occurrence(number, Verdict.MISSED, reason="未报", actor="王敏")
    days, due = scheduled(ledger, number), ledger.entry(number).due
    ledger.recur(number, Rule("monthly", date(2025, 7, 31), date(2025, 12, 31)), day=DAY, actor="李航")
    assert scheduled(ledger, number) != days
    ledger.undo(ledger.last_undoable(number), actor="张")

    assert (scheduled(ledger, number), ledger.entry(number).due) == (days, due)
    assert ledger.rule(number) == QUARTERS
    assert ledger.events(target_id=number, limit=1)[0].action == "undo"
    assert ledger.audit().sound


def test_a_first_rule_can_be_undone_until_a_turn_is_decided(ledger: Ledger, number: int) -> None:
    """Then there are no turns, and the due date is the one read from the text."""
    given = ledger.last_undoable(number)
    ledger.judge_occurrence(number, Verdict.MISSED, reason="未报", actor="王敏")
    with pytest.raises(StaleEntry):
        ledger.undo(given, actor="李航")
    ledger.undo(ledger.last_undoable(number), actor="李航")
    ledger.undo(given, actor="李航")

    assert (ledger.occurrences(number), ledger.rule(number)) == ((), None)
    assert ledger.entry(number).due == date(2026, 12, 31)


def test_a_correction_leaves_the_turn_in_force(ledger: Ledger, number: int) -> None:
    """Whatever is corrected of the reading, the original date too: the due date is that of the earliest open turn."""
    ledger.edit(number, {"unit": "户"}, actor="王敏")
    assert ledger.entry(number).due == date(2025, 3, 31)
    ledger.edit(number, {"original_due": "2027-12-31"}, actor="王敏")

    assert (ledger.entry(number).due, ledger.entry(number).original_due) == (date(2025, 3, 31), date(2027, 12, 31))
    assert ledger.audit().sound
    ledger.undo(ledger.last_undoable(number), actor="王敏")
    assert (ledger.entry(number).due, ledger.entry(number).original_due) == (date(2025, 3, 31), date(2026, 12, 31))
    assert ledger.audit().sound


def test_pieces_of_what_recurs_have_no_turns(ledger: Ledger, number: int) -> None:
    """They fall due when the whole did at first, and the log says so."""
    pieces = ledger.split(number, ["高新技术企业", "4500家"], actor="王敏")

    assert [ledger.entry(piece).due for piece in pieces] == [date(2026, 12, 31)] * 2
    assert ledger.audit().sound


def test_an_undone_move_keeps_no_turn_alive(ledger: Ledger, number: int) -> None:
    """Another rule takes the turn away, and so does undoing the first one; the move stays on record."""
    ledger.recur(number, Rule("quarterly", date(2025, 9, 30), date(2026, 6, 30)), day=date(2025, 1, 1), actor="王敏")
    ledger.extend(number, date(2025, 10, 31), reason="征地", approver="张某", actor="王敏")
    ledger.undo(ledger.last_undoable(number), actor="王敏")
    yearly = Rule("yearly", date(2025, 12, 31), date(2026, 12, 31))
    ledger.recur(number, yearly, day=date(2025, 1, 1), actor="王敏")

    assert scheduled(ledger, number) == ["2025-12-31"]
    assert [(move.struck, move.occurrence_id) for move in ledger.extensions(number)] == [(True, None)]
    assert ledger.audit().sound


def test_a_turn_that_was_moved_away_and_back_stays(ledger: Ledger, number: int) -> None:
    """Somebody has touched it, though it is due again on its own day."""
    ledger.judge_occurrence(number, Verdict.MISSED, reason="未报", actor="王敏")
    ledger.judge_occurrence(number, Verdict.MISSED, reason="未报", actor="王敏")
    for day in (date(2025, 10, 31), date(2025, 9, 30)):
        ledger.extend(number, day, reason="征地", approver="张某", actor="王敏")
    ledger.recur(number, Rule("yearly", date(2025, 12, 31), date(2026, 12, 31)), day=DAY, actor="王敏")

    assert scheduled(ledger, number) == ["2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31"]
    assert ledger.audit().sound
