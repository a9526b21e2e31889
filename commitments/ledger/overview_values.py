"""What the ledger counts for dashboards and reports: plain numbers by due date, by day, by unit."""

from dataclasses import dataclass
from datetime import date

from commitments.evidence import Verdict


@dataclass(frozen=True, slots=True)
class Standing:
    """How many targets share a due date in force and a verdict; `moved` of them had another date before."""

    due: date | None
    verdict: Verdict
    targets: int
    moved: int


@dataclass(frozen=True, slots=True)
class UnitLoad:
    """What one unit has open."""

    unit: str  # as written; "" where nobody is named
    open: int
    overdue: int
    oldest: date | None  # the earliest due date among the overdue ones


@dataclass(frozen=True, slots=True)
class UnitSlip:
    """How far the dates of one unit have moved."""

    unit: str  # as written; "" where nobody is named
    targets: int  # of these, how many were moved
    moves: int
    days: int


@dataclass(frozen=True, slots=True)
class Overview:
    """All that a dashboard counts, from one consistent view of the ledger."""

    standings: tuple[Standing, ...]
    promised: tuple[tuple[date, int], ...]  # original due date → targets, in order
    closed: tuple[tuple[date, int], ...]  # day of the verdict, UTC → targets, in order
    answering: tuple[UnitLoad, ...]  # the most overdue first
    helping: tuple[UnitLoad, ...]
    slips: tuple[UnitSlip, ...]  # by who answers, the furthest first
    waiting: int  # verdicts that wait for a second person
    silent: int  # open targets of which nothing was heard since the day asked about
    unheard: int  # open targets without evidence that counts


@dataclass(frozen=True, slots=True)
class Lane:
    """How many open targets of one unit are due on one day; `unit` is "" where nobody is named."""

    unit: str
    due: date
    targets: int
