"""What is due when, by fixed clocks: sleep, outage, clocks put back and forward, summer time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.slots import Slots, due, missed, slots

OFFICE = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
NINE = slots("09:03", OFFICE)
WORKING_DAYS = slots("09:03", OFFICE, weekends=False)
TUESDAY = date(2025, 7, 1)


def _at(text: str, zone: ZoneInfo = OFFICE) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def _done(*days: date) -> Callable[[date], bool]:
    return lambda day: day in days


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2025-07-01 09:02:59", None),  # yesterday's is done
        ("2025-07-01 09:03:00", TUESDAY),
        ("2025-07-01 23:59:59", TUESDAY),
    ],
)
def test_a_slot_is_due_from_its_minute_to_the_end_of_its_day(now: str, day: date | None) -> None:
    """A machine that slept over 09:03 does the work when it wakes."""
    assert due(NINE, _at(now), _done(date(2025, 6, 30))) == day


def test_what_is_done_is_not_due() -> None:
    """Whoever did it."""
    assert due(NINE, _at("2025-07-01 10:00"), _done(TUESDAY)) is None


def test_yesterdays_slot_is_worth_doing_for_half_a_day() -> None:
    """An evening job slept over is done in the small hours; a morning job of yesterday is not done before today's."""
    evening = slots("18:00", OFFICE)

    assert due(evening, _at("2025-07-02 05:59"), _done()) == TUESDAY
    assert due(evening, _at("2025-07-02 06:01"), _done()) is None
    assert due(NINE, _at("2025-07-02 08:00"), _done()) is None


def test_a_slot_may_last_longer() -> None:
    """What comes once a week is worth making good for days."""
    weekly = replace(NINE, weekends=False, works=lambda day: day.weekday() == 0, lasts=timedelta(days=6))

    assert due(weekly, _at("2025-07-04 10:00"), _done()) == date(2025, 6, 30)
    assert due(weekly, _at("2025-07-04 10:00"), _done(date(2025, 6, 30))) is None
    assert due(weekly, _at("2025-07-07 08:00"), _done()) is None


def test_after_five_days_off_only_the_newest_is_due_and_the_others_are_missed() -> None:
    """One digest, not five."""
    done = _done(date(2025, 6, 25))

    assert due(NINE, _at("2025-07-01 10:00"), done) == TUESDAY
    assert missed(NINE, TUESDAY, done) == tuple(date(2025, 6, day) for day in range(26, 31))


def test_days_without_a_slot_are_not_missed() -> None:
    """Nobody works on Saturday and Sunday, and Monday does not speak of them."""
    monday = date(2025, 7, 7)

    assert WORKING_DAYS.latest(_at("2025-07-06 12:00")) == date(2025, 7, 4)
    assert due(WORKING_DAYS, _at("2025-07-06 12:00"), _done()) is None
    assert missed(WORKING_DAYS, monday, _done(date(2025, 7, 3))) == (date(2025, 7, 4),)


def test_where_nothing_was_ever_done_nothing_was_missed() -> None:
    """A new installation does not begin with an apology."""
    assert missed(NINE, TUESDAY, _done()) == ()


def test_a_clock_put_back_makes_nothing_due_again() -> None:
    """The date is the key, not the instant."""
    done = _done(TUESDAY, date(2025, 6, 30))

    assert due(NINE, _at("2025-07-01 09:03"), done) is None
    assert due(NINE, _at("2025-06-30 23:00"), done) is None


def test_a_clock_that_ran_ahead_only_spends_its_day() -> None:
    """When it is right again, today is still due."""
    assert due(NINE, _at("2025-07-01 10:00"), _done(date(2026, 7, 1))) == TUESDAY


def test_a_slot_in_the_skipped_hour_comes_once_an_hour_later() -> None:
    """Berlin, 29 March 2026: 02:30 does not exist."""
    night = slots("02:30", BERLIN)

    assert night.instant(date(2026, 3, 29)) == _at("2026-03-29 03:30", BERLIN)
    assert due(night, _at("2026-03-29 03:29", BERLIN), _done(date(2026, 3, 28))) is None
    assert due(night, _at("2026-03-29 03:30", BERLIN), _done(date(2026, 3, 28))) == date(2026, 3, 29)


def test_a_slot_in_the_doubled_hour_comes_the_first_time_only() -> None:
    """Berlin, 25 October 2026: 02:30 comes twice."""
    night = slots("02:30", BERLIN)
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)

    assert night.instant(date(2026, 10, 25)) == first
    assert due(night, first, _done(date(2026, 10, 24))) == date(2026, 10, 25)
    assert due(night, first + timedelta(hours=1), _done(date(2026, 10, 25))) is None


def test_an_empty_time_is_never_due() -> None:
    """The setting switches the job off."""
    off = slots("", OFFICE)

    assert due(off, _at("2025-07-01 10:00"), _done()) is None
    assert off.after(TUESDAY) is None
    assert missed(off, TUESDAY, _done(date(2025, 6, 20))) == ()


def test_the_next_slot_skips_closed_days() -> None:
    """What Friday leaves unsent may wait until Monday takes over."""
    assert WORKING_DAYS.after(date(2025, 7, 4)) == _at("2025-07-07 09:03")


def test_a_time_that_is_none_is_refused() -> None:
    """The configuration checks first; this is the second look."""
    with pytest.raises(ValueError, match="hour"):
        slots("25:00", OFFICE)


@given(
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"]),
    st.lists(st.timedeltas(timedelta(0), timedelta(hours=40)), max_size=30),
)
def test_however_time_passes_no_date_is_done_twice(at: object, zone: str, steps: list[timedelta]) -> None:
    """And what is done was due: never before its instant."""
    plan = Slots(at, ZoneInfo(zone))  # type: ignore[arg-type]
    now, did = datetime(2026, 3, 20, tzinfo=UTC), list[date]()
    for step in steps:
        now += step
        day = due(plan, now, lambda day: day in did)
        if day is not None:
            assert plan.instant(day) <= now
            did.append(day)

    assert len(did) == len(set(did))
    assert did == sorted(did)
