"""The frozen values the ledger hands out; rows of the database never leave `commitments.ledger`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from commitments.codes import code_of
from commitments.evidence import Grade, Passage, RejectReason, Review, Verdict
from commitments.ledger.records import Acknowledgement, Closing
from commitments.target import Strength, Target
from commitments.timing import Timing, timing_of


class Order(StrEnum):
    """The order in which entries are handed out."""

    DUE = "due"  # overdue, due, near, ahead, undated, closed, rejected; within that by due date, then id
    DOCUMENT = "document"  # by document, then in the order of its text
    CONFIDENCE = "confidence"  # the surest reading first


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """One document in the ledger."""

    id: int
    name: str  # the file name it was first taken in under
    title: str | None
    issuer: str | None
    number: str | None
    signed: date | None
    published: date | None
    reference: date | None
    reference_basis: str  # values of document.ReferenceBasis
    sha256: str

    @property
    def label(self) -> str:
        """What people call it: its title, else its number, else its file."""
        return self.title or self.number or self.name


@dataclass(frozen=True, slots=True)
class CountedDocument(DocumentEntry):
    """One document with what takes long to read, and is not read with every target: its date lies behind its text."""

    added_at: datetime  # aware, UTC
    targets: int
    candidates: int  # of these, not yet reviewed


@dataclass(frozen=True, slots=True)
class Observation:
    """One piece of evidence as recorded: never altered or deleted, but accepted, or struck."""

    id: int
    target_id: int
    observed_on: date
    value: Decimal | None
    unit: str | None
    note: str
    link: str
    recorded_by: str
    recorded_at: datetime  # aware, UTC
    grade: Grade = Grade.DOCUMENT
    stated_value: Decimal | None = None  # as the source says it, where its unit is not the target's
    stated_unit: str | None = None
    passage: Passage | None = None
    file_sha256: str | None = None
    file_name: str = ""
    override: str = ""  # why it counts although it is older than the promise
    accepted_by: str | None = None
    accepted_at: datetime | None = None
    struck_by: str | None = None
    struck_at: datetime | None = None
    strike_reason: str = ""

    @property
    def counts(self) -> bool:
        """Whether somebody vouches for it and nobody struck it."""
        return self.accepted_at is not None and self.struck_at is None

    def counted_at(self, moment: datetime) -> bool:
        """Whether it counted just before an aware moment, as far as the ledger still knows."""
        accepted = self.accepted_at is not None and self.accepted_at < moment
        return accepted and (self.struck_at is None or self.struck_at >= moment)


@dataclass(frozen=True, slots=True)
class Entry:
    """One target in the ledger, as it stands."""

    id: int
    target: Target  # as extracted; `target.due.day` is the original due date
    document: DocumentEntry
    review: Review
    verdict: Verdict
    due: date | None  # the due date in force
    original_due: date | None
    times_moved: int
    noticed: Timing | None  # the timing the last sweep saw; None before the first sweep
    latest: Observation | None  # the newest evidence that counts, by observed_on, then id
    reject_reason: RejectReason | None
    verdict_reason: str
    version: int  # grows with every change; hand it back when saving
    closing: Closing | None = None  # how it is being closed or was
    acknowledged: tuple[Acknowledgement, ...] = ()
    snoozed_until: date | None = None  # of the last snooze; it may have passed
    snoozes: int = 0

    @property
    def code(self) -> str:
        """The name people call it by and can type: C000417."""
        return code_of(self.id)

    @property
    def closed(self) -> bool:
        """Whether a person gave a verdict."""
        return self.verdict is not Verdict.OPEN

    @property
    def waiting(self) -> Closing | None:
        """The verdict that waits for a second person; None if there is none."""
        return self.closing if self.closing is not None and not self.closed else None

    @property
    def self_verified(self) -> bool:
        """Whether one person alone closed it."""
        return self.closed and self.closing is not None and self.closing.self_verified

    @property
    def days_moved(self) -> int:
        """How far the due date in force is from the original one, in days."""
        return 0 if self.due is None or self.original_due is None else (self.due - self.original_due).days

    def resting(self, day: date) -> bool:
        """Whether reminders rest on `day`."""
        return self.snoozed_until is not None and day < self.snoozed_until

    def timing(self, day: date, near_days: int) -> Timing:
        """What the calendar says on `day`."""
        return timing_of(self.due, day, near_days=near_days, closed=self.closed)

    def days_left(self, day: date) -> int | None:
        """Calendar days from `day` to the due date; negative when overdue, None without a due date."""
        return None if self.due is None else (self.due - day).days


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the append-only log: who did what to which entry, and what it said before and after."""

    id: int
    at: datetime  # aware, UTC
    actor: str
    action: str  # enter, accept, reject, reopen, evidence, judge, timing …
    target_id: int | None
    document_id: int | None
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    reason: str


class Transition(NamedTuple):  # not a dataclass: the first sweep of a ledger makes one for every target
    """A change of timing that a sweep noticed, recorded once."""

    id: int
    target_id: int
    was: Timing | None
    now: Timing
    day: date  # the day the sweep was asked about
    at: datetime  # aware, UTC


class Pressure(NamedTuple):  # not a dataclass: an order by it is asked for of the whole ledger
    """What an open target in care presses by."""

    target_id: int
    due: date | None
    strength: Strength
    times_moved: int
    measured: bool  # whether it has a number to reach
    seen: date | None  # the day of the newest evidence that counts


@dataclass(frozen=True, slots=True)
class Counts:
    """How many targets stand where on a day; what is rejected has no timing."""

    timing: Mapping[Timing, int]  # every timing is a key
    candidates: int
    tracked: int
    rejected: int

    @property
    def closed(self) -> int:
        """Those with a verdict."""
        return self.timing[Timing.CLOSED]

    @property
    def total(self) -> int:
        """Every target in the ledger, rejected ones too."""
        return self.candidates + self.tracked + self.rejected


@dataclass(frozen=True, slots=True)
class Entered:
    """What taking one document in did."""

    document_id: int
    known: bool  # the same text was in the ledger already; nothing changed
    targets: int  # targets added
    first_name: str  # the name under which this text first came; differs from the new name for a renamed copy
