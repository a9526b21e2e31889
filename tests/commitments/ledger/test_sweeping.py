"""Noticing: every actual change of timing leaves one row, whatever order days and verdicts come in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commitments.evidence import RejectReason, Verdict
from commitments.ledger import Ledger, Transition
from commitments.timing import Timing, timing_of
from tests.commitments.builders import a_target, enter

DAY = date(2025, 7, 1)
NEAR = 30


def test_a_second_sweep_on_the_same_day_changes_nothing(ledger: Ledger) -> None:
    """Noticing is idempotent: the ledger only records change."""
    enter(ledger, a_target(due=date(2025, 6, 30)))
    first = ledger.note_timings(day=DAY, near_days=NEAR)
    before = (ledger.events(), ledger.transitions())

    assert [(change.was, change.now, change.day) for change in first] == [(None, Timing.OVERDUE, DAY)]
    assert ledger.note_timings(day=DAY, near_days=NEAR) == ()
    assert (ledger.events(), ledger.transitions()) == before


@pytest.mark.parametrize(
    ("due", "timing"),
    [
        (None, Timing.UNDATED),
        (DAY - timedelta(days=1), Timing.OVERDUE),
        (DAY, Timing.DUE),
        (DAY + timedelta(days=1), Timing.NEAR),
        (DAY + timedelta(days=NEAR), Timing.NEAR),
        (DAY + timedelta(days=NEAR + 1), Timing.AHEAD),
        (date.max, Timing.AHEAD),
    ],
)
def test_the_database_reads_the_calendar_as_the_program_does(ledger: Ledger, due: date | None, timing: Timing) -> None:
    """The edges of the warning window are the same in SQL and in `timing_of`."""
    (number,) = enter(ledger, a_target(due=due))
    (change,) = ledger.note_timings(day=DAY, near_days=NEAR)

    assert change.now is timing is timing_of(due, DAY, near_days=NEAR)
    assert ledger.entry(number).noticed is timing
    assert ledger.counts(day=DAY, near_days=NEAR).timing[timing] == 1


def test_a_window_longer_than_the_calendar_is_no_trouble(ledger: Ledger) -> None:
    """Days far in the future do not overflow."""
    enter(ledger, a_target(due=date(9999, 12, 31)))

    assert [change.now for change in ledger.note_timings(day=date(9999, 12, 30), near_days=4000)] == [Timing.NEAR]


def test_a_verdict_is_noticed_as_closed_and_reopening_as_what_the_calendar_says(ledger: Ledger) -> None:
    """The verdict is the person's, the transition the calendar's."""
    (number,) = enter(ledger, a_target(due=date(2025, 6, 30)))
    ledger.note_timings(day=DAY, near_days=NEAR)
    ledger.judge(number, Verdict.MISSED, reason="七月完成", actor="王敏")
    closed = ledger.note_timings(day=DAY, near_days=NEAR)
    ledger.reopen([number], actor="王敏", reason="录错了")
    reopened = ledger.note_timings(day=DAY, near_days=NEAR)

    assert [(change.was, change.now) for change in (*closed, *reopened)] == [
        (Timing.OVERDUE, Timing.CLOSED),
        (Timing.CLOSED, Timing.OVERDUE),
    ]


def test_what_was_rejected_is_not_noticed(ledger: Ledger) -> None:
    """It has no timing, and keeps what was last seen of it."""
    (number,) = enter(ledger, a_target(due=date(2025, 6, 30)))
    ledger.reject([number], reason=RejectReason.OTHERS, actor="王敏")

    assert ledger.note_timings(day=DAY, near_days=NEAR) == ()
    assert ledger.entry(number).noticed is None


def test_a_sweep_does_not_make_a_reviewer_s_view_stale(ledger: Ledger) -> None:
    """Nobody loses a form because the clock struck midnight."""
    (number,) = enter(ledger, a_target(due=date(2025, 6, 30)))
    seen = ledger.entry(number).version
    ledger.note_timings(day=DAY, near_days=NEAR)

    assert ledger.accept([number], actor="王敏", expected_version=seen) == 1


def test_a_sweep_that_changed_something_is_one_line_in_the_log(ledger: Ledger) -> None:
    """It says for which day, and how many went where."""
    enter(ledger, a_target(due=date(2025, 6, 30)), a_target("甲", due=None), a_target("乙", due=None))
    ledger.note_timings(day=DAY, near_days=NEAR)

    assert ledger.events(limit=1)[0].after == {"day": "2025-07-01", "overdue": 1, "undated": 2}


def test_transitions_can_be_asked_for_from_a_day_on(ledger: Ledger) -> None:
    """Reports of a day look no further back."""
    enter(ledger, a_target(due=date(2025, 7, 2)))
    ledger.note_timings(day=DAY, near_days=NEAR)
    later = ledger.note_timings(day=date(2025, 7, 2), near_days=NEAR)

    assert ledger.transitions(since=date(2025, 7, 2)) == later
    assert len(ledger.transitions()) == 2


@dataclass
class _Model:
    """What the ledger should have noticed, kept by hand."""

    due: list[date | None]
    closed: set[int] = field(default_factory=set)
    rejected: set[int] = field(default_factory=set)
    noticed: dict[int, Timing] = field(default_factory=dict)
    changes: list[tuple[int, Timing | None, Timing, date]] = field(default_factory=list)

    def sweep(self, day: date) -> None:
        """One row for each place whose timing differs from what was seen last."""
        for place, due in enumerate(self.due):
            now = timing_of(due, day, near_days=NEAR, closed=place in self.closed)
            if place not in self.rejected and self.noticed.get(place) is not now:
                self.changes.append((place, self.noticed.get(place), now, day))
                self.noticed[place] = now


DAYS = st.integers(-60, 60).map(lambda shift: DAY + timedelta(days=shift))
PLACES = st.integers(0, 3)
STEPS = st.one_of(
    st.tuples(st.just("sweep"), DAYS),
    st.tuples(st.sampled_from(["judge", "reject", "reopen"]), PLACES),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(dues=st.lists(st.none() | DAYS, min_size=4, max_size=4), steps=st.lists(STEPS, max_size=12))
def test_any_sequence_leaves_one_transition_per_actual_change(
    ledger: Ledger, dues: list[date | None], steps: list[tuple[str, date | int]]
) -> None:
    """Days forward and back, sweeps, verdicts, rejections: the rows are the model's, no more and no fewer."""
    ids = enter(ledger, *(a_target(f"第{place}项", due=due) for place, due in enumerate(dues)))
    model = _Model(dues)
    actions: dict[str, Callable[[int], None]] = {
        "judge": lambda place: _judge(ledger, model, ids[place], place),
        "reject": lambda place: _reject(ledger, model, ids[place], place),
        "reopen": lambda place: _reopen(ledger, model, ids[place], place),
    }
    for action, argument in steps:
        if isinstance(argument, date):
            model.sweep(argument)
            ledger.note_timings(day=argument, near_days=NEAR)
        else:
            actions[action](argument)

    places = {number: place for place, number in enumerate(ids)}
    recorded = [change for change in ledger.transitions() if change.target_id in places]
    assert sorted(_facts(change, places) for change in recorded) == sorted(
        (place, str(was), now, day) for place, was, now, day in model.changes
    )
    _assert_chained(recorded)


def _facts(change: Transition, places: dict[int, int]) -> tuple[int, str, Timing, date]:
    return (places[change.target_id], str(change.was), change.now, change.day)


def _assert_chained(changes: list[Transition]) -> None:
    """Each change of a target starts where its last one ended."""
    last: dict[int, Timing] = {}
    for change in changes:
        assert change.was is last.get(change.target_id)
        assert change.now is not change.was
        last[change.target_id] = change.now


def _judge(ledger: Ledger, model: _Model, number: int, place: int) -> None:
    if place not in model.rejected:
        ledger.judge(number, Verdict.MISSED, reason="见公报", actor="王敏")
        model.closed.add(place)


def _reject(ledger: Ledger, model: _Model, number: int, place: int) -> None:
    ledger.reject([number], reason=RejectReason.OTHERS, actor="王敏")
    model.rejected.add(place)


def _reopen(ledger: Ledger, model: _Model, number: int, place: int) -> None:
    ledger.reopen([number], actor="王敏", reason="重看")
    if place in model.closed:
        model.closed.discard(place)
    else:
        model.rejected.discard(place)
