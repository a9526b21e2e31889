"""Undo: one more event that puts back what stood, or a refusal when something rests on it."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commitments.errors import LedgerError, StaleEntry, UnknownEntry
from commitments.evidence import RejectReason, Review, Verdict
from commitments.ledger import Entry, Ledger
from commitments.recurrence import Rule
from commitments.timing import Timing
from tests.commitments.builders import a_target, an_evidence, close, enter

DAY = date(2025, 7, 1)
Decision = Callable[[Ledger, int], object]

DECISIONS: dict[str, Decision] = {
    "accept": lambda ledger, number: ledger.accept([number], actor="王敏"),
    "reject": lambda ledger, number: ledger.reject([number], reason=RejectReason.OTHERS, actor="王敏"),
    "judge": lambda ledger, number: ledger.judge(number, Verdict.MISSED, reason="未报", actor="王敏"),
    "extend": lambda ledger, number: ledger.extend(
        number, date(2026, 3, 31), reason="征地", approver="张", actor="王敏"
    ),
    "snooze": lambda ledger, number: ledger.snooze(number, date(2025, 8, 1), reason="等", day=DAY, actor="王敏"),
    "acknowledge": lambda ledger, number: ledger.acknowledge([number], unit="甲局", actor="王敏"),
    "remark": lambda ledger, number: ledger.remark(number, leader="张", said="抓紧", actor="王敏"),
    "evidence": lambda ledger, number: ledger.add_evidence(number, an_evidence(), actor="王敏"),
}


def standing(entry: Entry) -> tuple[object, ...]:
    """All that decisions change, the version aside."""
    return (
        *(entry.review, entry.reject_reason, entry.verdict, entry.verdict_reason, entry.due, entry.times_moved),
        *(entry.closing, entry.acknowledged, entry.snoozed_until, entry.snoozes, entry.latest),
    )


@pytest.mark.parametrize("decision", DECISIONS)
def test_every_decision_can_be_undone_and_leaves_both_lines(ledger: Ledger, decision: str) -> None:
    """What stands is as before; the log says that it was done and that it was undone."""
    (number,) = enter(ledger, a_target())
    before = standing(ledger.entry(number))
    DECISIONS[decision](ledger, number)
    assert standing(ledger.entry(number)) != before or decision == "remark"
    ledger.undo(ledger.last_undoable(number), actor="李航", reason="点错了")

    assert standing(ledger.entry(number)) == before
    assert ledger.remarks(number) == ()
    done, undone = reversed(ledger.events(target_id=number)[:2])
    assert (done.action, undone.action, undone.after["undoes"]) == (decision, "undo", done.id)
    assert (undone.actor, undone.reason) == ("李航", "点错了")
    assert ledger.audit().sound


def test_what_is_undone_is_not_undone_again(ledger: Ledger) -> None:
    """Whoever wants it back decides anew."""
    (number,) = enter(ledger, a_target())
    ledger.accept([number], actor="王敏")
    event = ledger.last_undoable(number)
    ledger.undo(event, actor="王敏")

    with pytest.raises(LedgerError):
        ledger.undo(event, actor="王敏")
    with pytest.raises(LedgerError):
        ledger.last_undoable(number)


def test_undoing_goes_back_step_by_step(ledger: Ledger) -> None:
    """The newest first, each found by itself."""
    (number,) = enter(ledger, a_target())
    ledger.accept([number], actor="王敏")
    close(ledger, number)
    steps = []
    for _ in range(3):
        ledger.undo(ledger.last_undoable(number), actor="李航")
        entry = ledger.entry(number)
        steps.append((entry.verdict, entry.latest is not None, entry.review))

    assert steps == [
        (Verdict.OPEN, True, Review.TRACKED),
        (Verdict.OPEN, False, Review.TRACKED),
        (Verdict.OPEN, False, Review.CANDIDATE),
    ]


def test_a_decision_on_which_another_rests_stays(ledger: Ledger) -> None:
    """Undoing the first of two extensions would leave a date that nobody decided."""
    (number,) = enter(ledger, a_target())
    DECISIONS["extend"](ledger, number)
    first = ledger.last_undoable(number)
    ledger.extend(number, date(2026, 6, 30), reason="再延", approver="张", actor="王敏")

    with pytest.raises(StaleEntry):
        ledger.undo(first, actor="李航")
    assert ledger.entry(number).due == date(2026, 6, 30)


def test_undoing_the_evidence_opens_what_rested_on_it(ledger: Ledger) -> None:
    """A verdict does not outlive its evidence, whichever way that goes."""
    (number,) = enter(ledger, a_target())
    close(ledger, number)
    event = next(one.id for one in ledger.events(target_id=number) if one.action == "evidence")
    ledger.undo(event, actor="李航")

    assert ledger.entry(number).verdict is Verdict.OPEN
    assert ledger.evidence(number, struck=True)[0].struck_by == "李航"


def test_a_strike_can_be_undone(ledger: Ledger) -> None:
    """The evidence counts again."""
    (number,) = enter(ledger, a_target())
    recorded = ledger.add_evidence(number, an_evidence(), actor="王敏")
    ledger.strike_evidence(recorded.id, reason="口径有误", actor="李航")
    ledger.undo(ledger.last_undoable(number), actor="王敏")

    assert ledger.entry(number).latest == recorded


def test_a_decided_turn_can_be_undone(ledger: Ledger) -> None:
    """It is open again, and in force."""
    (number,) = enter(ledger, a_target())
    ledger.recur(number, Rule("yearly", date(2024, 12, 31), date(2026, 12, 31)), day=DAY, actor="王敏")
    ledger.judge_occurrence(number, Verdict.MISSED, reason="未报", actor="王敏")
    ledger.undo(ledger.last_undoable(number), actor="李航")

    assert all(turn.open for turn in ledger.occurrences(number))
    assert ledger.entry(number).due == date(2024, 12, 31)


def test_entering_sweeping_and_what_never_was_cannot_be_undone(ledger: Ledger) -> None:
    """Documents stay, and the calendar goes its way."""
    (number,) = enter(ledger, a_target())
    ledger.note_timings(day=DAY, near_days=30)
    for event in ledger.events():
        with pytest.raises(LedgerError):
            ledger.undo(event.id, actor="李航")
    with pytest.raises(UnknownEntry):
        ledger.undo(999, actor="李航")
    assert ledger.entry(number).noticed is Timing.AHEAD


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([*DECISIONS, "undo", "reopen", "sweep"]), max_size=12))
def test_any_sequence_of_decisions_keeps_the_chain_whole_and_the_axes_apart(ledger: Ledger, steps: list[str]) -> None:
    """Review, verdict and timing: no decision on one writes another; the log agrees with what stands."""
    (number,) = enter(ledger, a_target())
    for step in steps:
        before = ledger.entry(number)
        try:
            _take(ledger, number, step)
        except LedgerError:  # refused: then nothing may have changed
            assert ledger.entry(number) == before
            continue
        after = ledger.entry(number)
        if step in {"accept", "reject"}:
            assert (after.verdict, after.due) == (before.verdict, before.due)
        if step in {"judge", "extend", "snooze", "evidence", "sweep"}:
            assert after.review is before.review
        if step != "sweep":
            assert after.noticed is before.noticed
        if step == "sweep":
            assert (after.verdict, after.due, after.version) == (before.verdict, before.due, before.version)
    assert ledger.audit().sound


def _take(ledger: Ledger, number: int, step: str) -> None:
    match step:
        case "undo":
            ledger.undo(ledger.last_undoable(number), actor="李航")
        case "reopen":
            ledger.reopen([number], reason="再看", actor="李航")
        case "sweep":
            ledger.note_timings(day=date(2026, 1, 1), near_days=30)
        case _:
            DECISIONS[step](ledger, number)


def test_many_decisions_are_taken_back_in_one_go(ledger: Ledger) -> None:
    """What somebody has built on stays as it is and is told; the rest is as it was before."""
    enter(ledger, *(a_target(quote=f"新建学校{n}所", start=n * 20) for n in range(1, 4)))
    ledger.accept([1, 2, 3], actor="王敏")
    lines = [line.id for line in ledger.events() if line.action == "accept"]
    ledger.reject([2], reason=RejectReason.OTHERS, actor="李航")

    left = ledger.undo_all(lines, actor="王敏", reason="误收")

    assert [ledger.events(target_id=2)[1].id] == list(left)
    assert [ledger.entry(number).review for number in (1, 2, 3)] == [
        Review.CANDIDATE,
        Review.REJECTED,
        Review.CANDIDATE,
    ]
    assert {line.at for line in ledger.events() if line.action == "undo"} == {ledger.events(target_id=1)[0].at}
