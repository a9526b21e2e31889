"""The rows that notices live in: planned runs, channels, messages, attempts, stages of reminding, mutes, heartbeats."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, Column, Index, UniqueConstraint
from sqlmodel import Field

from commitments.ledger.columns import EnumText, JsonText
from commitments.ledger.messages import OutboxState
from commitments.ledger.tables import METADATA, NEVER_REUSE_IDS, Row


class RunRow(Row, table=True):
    """One planned run of a job for one local date: the key that makes planning happen once."""

    __tablename__ = "run"
    __table_args__ = (UniqueConstraint("job", "scope", "slot_date"), NEVER_REUSE_IDS)

    id: int | None = Field(default=None, primary_key=True)
    job: str
    scope: str
    slot_date: date
    state: str
    planned_at: datetime
    note: str


class ChannelRow(Row, table=True):
    """A named channel and whether it may be used; its address and secret stay in the configuration."""

    __tablename__ = "channel"

    name: str = Field(primary_key=True)
    kind: str
    state: str  # ok, paused, broken
    paused_until: datetime | None
    note: str
    secret_fp: str | None = None  # fingerprint of address and secret at the last attempt


class OutboxRow(Row, table=True):
    """One message to send, and where it stands."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_waiting", "channel", "state", "id"), NEVER_REUSE_IDS)

    id: int | None = Field(default=None, primary_key=True)
    dedup_key: str = Field(unique=True)
    run_id: int | None = Field(foreign_key="run.id", index=True)
    channel: str = Field(foreign_key="channel.name")
    kind: str
    owner: str
    document: dict[str, Any] = Field(sa_column=Column(JsonText, nullable=False))
    state: OutboxState = Field(sa_column=Column(EnumText(OutboxState), nullable=False))
    created_at: datetime
    not_before: datetime | None
    expires_at: datetime | None
    attempts: int
    lease_token: str | None
    lease_until: datetime | None
    wire: bool = Field(sa_column=Column(Boolean, nullable=False))
    note: str


class AttemptRow(Row, table=True):
    """One try at sending one message."""

    __tablename__ = "attempt"
    __table_args__ = (Index("ix_attempt_budget", "channel", "started"),)

    outbox_id: int = Field(foreign_key="outbox.id", primary_key=True)
    n: int = Field(primary_key=True)
    channel: str  # repeats the message's: budgets are counted per channel
    started: datetime
    finished: datetime | None
    wire: bool = Field(sa_column=Column(Boolean, nullable=False))
    outcome: str
    http_status: int | None
    vendor_code: str
    vendor_message: str
    milliseconds: int | None
    skew: float | None  # the vendor's clock minus ours, in seconds
    body_sha: str | None = None  # SHA-256 of the body before it was signed


class NoticeEventRow(Row, table=True):
    """One stage of reminding that a target has reached; `due_rev` grows when the target starts anew."""

    __tablename__ = "notice_event"
    __table_args__ = (UniqueConstraint("target_id", "due_rev", "stage"), NEVER_REUSE_IDS)

    id: int | None = Field(default=None, primary_key=True)
    target_id: int = Field(foreign_key="target.id")
    due_rev: int
    stage: str
    slot_date: date = Field(index=True)  # the slot in which it was noticed
    skipped: bool = Field(sa_column=Column(Boolean, nullable=False))  # overtaken by a later stage, never told
    at: datetime


class HeartbeatRow(Row, table=True):
    """When a worker last showed that it is alive, and which process on which machine it was."""

    __tablename__ = "heartbeat"

    name: str = Field(primary_key=True)
    at: datetime
    pid: int | None = None
    host: str | None = None


class MuteRow(Row, table=True):
    """Targets that nobody is told of for a while, by the words of a filter; ended, never deleted."""

    __tablename__ = "mute"
    __table_args__ = (NEVER_REUSE_IDS,)

    id: int | None = Field(default=None, primary_key=True)
    filter: str
    until: date  # the first day on which they are told of again
    reason: str
    recorded_by: str
    recorded_at: datetime
    ended_by: str | None
    ended_at: datetime | None


run = METADATA.tables["run"]
channel = METADATA.tables["channel"]
outbox = METADATA.tables["outbox"]
attempt = METADATA.tables["attempt"]
heartbeat = METADATA.tables["heartbeat"]
mute = METADATA.tables["mute"]
notice_event = METADATA.tables["notice_event"]
