"""What the ledger hands out about notices: messages, attempts, channels, stages of reminding; frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class OutboxState(StrEnum):
    """Where a message stands (see docs/adr on notices)."""

    READY = "ready"
    SENDING = "sending"
    DELIVERED = "delivered"
    ACCEPTED = "accepted"  # the vendor took it but confirms nothing
    UNCERTAIN = "uncertain"  # bytes left, no trustworthy answer
    DEAD = "dead"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class NewMessage:
    """A message to put into the outbox."""

    dedup_key: str  # unique for ever: kind|channel|owner|slot date|part
    channel: str
    kind: str  # digest …
    owner: str  # "" for everybody on the channel
    document: Mapping[str, Any]  # the neutral message (monitor.notifications.message), JSON-able
    not_before: datetime | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class OutboxMessage:
    """One message in the outbox."""

    id: int
    ref: str  # short name for people, R-7F3K
    dedup_key: str
    channel: str
    kind: str
    owner: str
    state: OutboxState
    document: Mapping[str, Any]
    attempts: int
    created_at: datetime
    not_before: datetime | None
    expires_at: datetime | None
    note: str = ""  # why it is where it is


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to send one message once, until the lease ends."""

    message: OutboxMessage
    token: str
    attempt: int  # 1 for the first
    lease_until: datetime


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try at sending, as recorded."""

    outbox_id: int
    n: int
    started: datetime
    finished: datetime | None
    wire: bool  # whether any byte of the request may have left
    outcome: str  # delivered, accepted, refused, not_sent, ambiguous, ""
    http_status: int | None
    vendor_code: str
    vendor_message: str  # at most 500 characters, secrets removed
    milliseconds: int | None
    skew: float | None = None  # the vendor's clock minus ours, in seconds
    body_sha: str | None = None  # SHA-256 of the body before it was signed, hexadecimal


@dataclass(frozen=True, slots=True)
class Settlement:
    """What became of one attempt, to be written with `Ledger.settle`."""

    state: OutboxState  # delivered, accepted, uncertain, dead, or ready for another try
    outcome: str
    http_status: int | None = None
    vendor_code: str = ""
    vendor_message: str = ""
    milliseconds: int | None = None
    retry_at: datetime | None = None  # with state ready
    pause_channel_until: datetime | None = None  # the vendor asked for a rest
    break_channel: str = ""  # why the channel is of no use until somebody mends it
    skew: float | None = None  # the vendor's clock minus ours, in seconds
    body_sha: str | None = None  # SHA-256 of the body before it was signed, hexadecimal


@dataclass(frozen=True, slots=True)
class ChannelStatus:
    """What the ledger knows of a channel; its address and secret are never in it."""

    name: str
    kind: str
    state: str  # ok, paused, broken
    paused_until: datetime | None = None
    note: str = ""
    secret_fp: str | None = None  # eight hex digits by which people see that a rotated secret was taken up


@dataclass(frozen=True, slots=True)
class NewStage:
    """A stage of reminding that a target has reached."""

    target_id: int
    due_rev: int  # grows when the target is given another due date or is opened again
    stage: str  # U30, D, E1, W2 …
    skipped: bool = False  # overtaken by a later one: recorded, never told


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of reminding as recorded."""

    target_id: int
    due_rev: int
    stage: str
    slot: date  # in which it was noticed
    skipped: bool


@dataclass(frozen=True, slots=True)
class Mute:
    """Targets that nobody is told of until a day, by the words of a filter."""

    id: int
    filter: str  # the words of `duban list`
    until: date  # the first day on which they are told of again
    reason: str
    recorded_by: str
    recorded_at: datetime
    ended_by: str | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """When a worker was last seen, and which process it was."""

    at: datetime
    pid: int | None = None
    host: str | None = None


@dataclass(frozen=True, slots=True)
class NoticeFigures:
    """How the notices stand, counted."""

    messages: Mapping[tuple[str, OutboxState], int]  # by channel and state
    attempts: Mapping[tuple[str, str], int]  # by channel and outcome, under_way for those that have none yet
    waiting_since: datetime | None  # since when the message has waited that has waited longest; None if none may go
    last_runs: Mapping[str, datetime]  # when each job was last planned
