"""Timing: what the calendar says of a target on a given day. It never says whether the promise was kept."""

from datetime import date
from enum import StrEnum


class Timing(StrEnum):
    """The calendar's word on a target; `closed` once a person gave a verdict."""

    UNDATED = "undated"
    AHEAD = "ahead"
    NEAR = "near"
    DUE = "due"
    OVERDUE = "overdue"
    CLOSED = "closed"


def timing_of(due: date | None, day: date, *, near_days: int, closed: bool = False) -> Timing:
    """Place `day` against the last day still on time.

    Args:
        due: last calendar day on which the target can still be met on time.
        day: the day the question is asked.
        near_days: length in calendar days of the warning window before `due`.
        closed: whether a verdict other than open has been given.
    """
    if closed:
        return Timing.CLOSED
    if due is None:
        return Timing.UNDATED
    left = (due - day).days
    if left < 0:
        return Timing.OVERDUE
    if left == 0:
        return Timing.DUE
    return Timing.NEAR if left <= near_days else Timing.AHEAD
