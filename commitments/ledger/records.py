"""What the ledger hands out about the life of a target and about itself: frozen values, no rows."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from commitments.errors import Problem
from commitments.evidence import Verdict


@dataclass(frozen=True, slots=True)
class Seal:
    """The hash with which the log ended at one line: kept elsewhere, it proves later that nothing before it changed."""

    event: int  # 0 for an empty log
    hash: str  # 64 hexadecimal digits

    def __str__(self) -> str:
        """As it is printed and typed, 417:9f86d0… ."""
        return f"{self.event}:{self.hash}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that an audit did not find as it should be, in a sentence."""

    event: int | None  # the line of the log, where it is about one
    message: str


@dataclass(frozen=True, slots=True)
class Audit:
    """What walking the whole log came to."""

    events: int
    head: Seal  # as computed
    findings: tuple[Finding, ...]
    uncovered: int = 0  # targets whose readings no line vouches for: entered before lines did
    uncovered_records: int = 0  # documents, units, evidence and so on, of which the same is true

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


@dataclass(frozen=True, slots=True)
class Closing:
    """How a target is being closed, or was."""

    verdict: Verdict
    reason: str
    proposed_by: str
    proposed_at: datetime  # aware, UTC
    confirmed_by: str | None = None  # the second person
    confirmed_at: datetime | None = None
    self_verified: bool = False  # closed by one person alone, and openly so
    superseded_by: int | None = None  # the target that took its place

    @property
    def waiting(self) -> bool:
        """Whether a second person must still confirm it."""
        return self.confirmed_by is None and not self.self_verified


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """A unit took note of a target (签收)."""

    unit: str  # "" for the target as a whole
    note: str
    recorded_by: str
    recorded_at: datetime  # aware, UTC


@dataclass(frozen=True, slots=True)
class Snooze:
    """Reminders rest until a day, for a reason."""

    id: int
    until: date  # the first day on which reminders are due again
    reason: str
    recorded_by: str
    recorded_at: datetime  # aware, UTC


@dataclass(frozen=True, slots=True)
class Remark:
    """What a leader noted on a target (批示)."""

    id: int
    leader: str
    said: str
    recorded_by: str
    recorded_at: datetime  # aware, UTC


@dataclass(frozen=True, slots=True)
class Extension:
    """One move of a due date: the only way it ever moves."""

    id: int
    target_id: int
    old_due: date | None
    new_due: date
    days: int | None  # negative when it moved forward; none where there was no date before
    reason: str
    approver: str
    source: str  # the document that allowed it, as its title, number or link
    document_id: int | None  # the same, where it is in the ledger
    occurrence_id: int | None  # the turn of a recurring target whose date moved
    recorded_by: str
    recorded_at: datetime  # aware, UTC
    struck: bool  # undone


@dataclass(frozen=True, slots=True)
class Slippage:
    """How far the due dates of one unit have moved."""

    unit: str  # a leading unit as written; "" for targets that name none
    targets: int  # of these, how many were moved
    moves: int
    days: int


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One turn of a recurring target."""

    id: int
    target_id: int
    scheduled: date  # where the rule puts it
    due: date  # by when; moved only by an extension
    verdict: Verdict
    reason: str
    decided_by: str | None  # who gave the verdict, or proposed one
    decided_at: datetime | None
    proposed: Verdict | None = None  # waits for a second person
    confirmed_by: str | None = None  # the second person; None for what one person decided alone

    @property
    def open(self) -> bool:
        """Whether it is not decided: once its day has passed it stays overdue."""
        return self.verdict is Verdict.OPEN


@dataclass(frozen=True, slots=True)
class Moved:
    """One table that was copied: how many rows, and the hash of all of them."""

    table: str
    rows: int
    hash: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """What taking an exported ledger in came to."""

    targets: int
    documents: int
    events: int
    head: Seal  # the same as of the ledger that was exported


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the ledger in one file."""

    path: Path
    size: int  # bytes
    events: int
    head: Seal


@dataclass(frozen=True, slots=True)
class Restored:
    """What restoring came to."""

    events: int
    head: Seal  # of the copy, before the line that tells of the restoring
    uncertain: int  # messages that were on their way when the copy was made: nobody knows whether they went out
    kept: Path | None  # where the ledger that stood here before was put


@dataclass(frozen=True, slots=True)
class Receipt:
    """One file or address as it was when it was last read (收文登记); `problem` is set if, and only if, it failed."""

    place: str  # absolute path, or address
    size: int  # bytes
    stamp: int  # time of change, nanoseconds
    sha256: str  # of the bytes
    reader: str  # the version of the program that read it, and the date it was given
    documents: tuple[int, ...] = ()  # the documents it became
    problem: Problem | None = None
    etag: str | None = None  # of an address: what the site calls this version
    modified: str | None = None  # of an address: its Last-Modified, as sent
    final: str | None = None  # of an address: where its redirects led
