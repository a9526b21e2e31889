"""The rows that tell of a target's life beside the target itself: closing, pauses, moves, occurrences."""

from datetime import date, datetime

from sqlalchemy import Boolean, Column, Index, UniqueConstraint, text
from sqlmodel import Field

from commitments.evidence import Verdict
from commitments.ledger.columns import EnumText
from commitments.ledger.tables import METADATA, NEVER_REUSE_IDS, Row


def _flag() -> Column[bool]:
    return Column(Boolean, nullable=False, server_default=text("false"))


class ClosingRow(Row, table=True):
    """How a target is being closed or was: one row while a verdict waits for a second person or stands."""

    __tablename__ = "closing"

    target_id: int = Field(foreign_key="target.id", primary_key=True)
    verdict: Verdict = Field(sa_column=Column(EnumText(Verdict), nullable=False))
    reason: str
    proposed_by: str
    proposed_at: datetime
    confirmed_by: str | None  # none while it waits, and for what was self-verified
    confirmed_at: datetime | None
    self_verified: bool = Field(sa_column=_flag())
    superseded_by: int | None = Field(foreign_key="target.id")


class AcknowledgementRow(Row, table=True):
    """A unit took note of a target (签收)."""

    __tablename__ = "acknowledgement"

    target_id: int = Field(foreign_key="target.id", primary_key=True)
    unit: str = Field(primary_key=True)  # "" for the target as a whole
    note: str
    recorded_by: str
    recorded_at: datetime


class SnoozeRow(Row, table=True):
    """Reminders about a target rest until a day."""

    __tablename__ = "snooze"
    __table_args__ = (Index("ix_snooze_target", "target_id", "id"), NEVER_REUSE_IDS)

    id: int | None = Field(default=None, primary_key=True)
    target_id: int = Field(foreign_key="target.id")
    until: date
    reason: str
    recorded_by: str
    recorded_at: datetime
    struck: bool = Field(sa_column=_flag())  # undone: it neither counts nor holds


class RemarkRow(Row, table=True):
    """What a leader noted on a target (批示)."""

    __tablename__ = "remark"
    __table_args__ = (Index("ix_remark_target", "target_id", "id"), NEVER_REUSE_IDS)

    id: int | None = Field(default=None, primary_key=True)
    target_id: int = Field(foreign_key="target.id")
    leader: str
    said: str
    recorded_by: str
    recorded_at: datetime
    struck: bool = Field(sa_column=_flag())


class OccurrenceRow(Row, table=True):
    """One turn of a recurring target: when the rule puts it, by when it is due, and what became of it."""

    __tablename__ = "occurrence"
    __table_args__ = (
        UniqueConstraint("target_id", "scheduled"),
        Index("ix_occurrence_due", "target_id", "due", "id"),
        NEVER_REUSE_IDS,
    )

    id: int | None = Field(default=None, primary_key=True)
    target_id: int = Field(foreign_key="target.id")
    scheduled: date
    due: date
    verdict: Verdict = Field(sa_column=Column(EnumText(Verdict), nullable=False))
    reason: str
    decided_by: str | None  # who decided, or proposed
    decided_at: datetime | None
    proposed: Verdict | None = Field(sa_column=Column(EnumText(Verdict)))  # waits for a second person
    confirmed_by: str | None


class RecurrenceRow(Row, table=True):
    """The rule by which the occurrences of a target are made."""

    __tablename__ = "recurrence"

    target_id: int = Field(foreign_key="target.id", primary_key=True)
    every: str  # values of recurrence.Every, or every-N-days
    first: date
    until: date | None
    recorded_by: str
    recorded_at: datetime


class ExtensionRow(Row, table=True):
    """One move of a due date."""

    __tablename__ = "extension"
    __table_args__ = (Index("ix_extension_target", "target_id", "id"), NEVER_REUSE_IDS)

    id: int | None = Field(default=None, primary_key=True)
    target_id: int = Field(foreign_key="target.id")
    occurrence_id: int | None = Field(foreign_key="occurrence.id")
    old_due: date | None
    new_due: date
    days: int | None  # moved by; none where there was no date before
    reason: str
    approver: str
    source: str
    document_id: int | None = Field(foreign_key="document.id")
    recorded_by: str
    recorded_at: datetime
    struck: bool = Field(sa_column=_flag())


closing = METADATA.tables["closing"]
acknowledgement = METADATA.tables["acknowledgement"]
snooze = METADATA.tables["snooze"]
remark = METADATA.tables["remark"]
occurrence = METADATA.tables["occurrence"]
recurrence = METADATA.tables["recurrence"]
extension = METADATA.tables["extension"]
