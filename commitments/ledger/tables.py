"""The rows of the ledger: document → commitment → target → evidence, and what happened to them. Never seen outside."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, Computed, Float, Index, Integer, MetaData, Table, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from commitments.document import ReferenceBasis
from commitments.evidence import Grade, RejectReason, Review, Verdict
from commitments.ledger.columns import EnumText, ExactDecimal, JsonText
from commitments.target import Basis, Comparator, Kind, Strength
from commitments.timing import Timing

# Named constraints, because a later migration can only change what has a name.
METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
NEVER_REUSE_IDS = {"sqlite_autoincrement": True}

# 0 open, 1 closed by a verdict, 2 rejected. The database computes it, so no code path can forget to.
STANDING = "CASE WHEN review = 'rejected' THEN 2 WHEN verdict <> 'open' THEN 1 ELSE 0 END"


class Row(SQLModel):
    """What every row has in common: the one collection of tables. Rows are never made, so nothing is built for that."""

    metadata = METADATA
    model_config = {"defer_build": True}


class DocumentRow(Row, table=True):
    """One document, known by the hash of its text."""

    __tablename__ = "document"
    __table_args__ = (NEVER_REUSE_IDS,)

    id: int | None = Field(default=None, primary_key=True)
    sha256: str = Field(unique=True)
    name: str
    title: str | None
    issuer: str | None
    number: str | None
    signed: date | None
    published: date | None
    reference: date | None
    reference_basis: ReferenceBasis = Field(sa_column=Column(EnumText(ReferenceBasis), nullable=False))
    body: str = Field(sa_column=Column(Text, nullable=False))
    problems: list[Any] = Field(sa_column=Column(JsonText, nullable=False))
    letterhead: dict[str, Any] = Field(sa_column=Column(JsonText, nullable=False, server_default="{}"))
    places: list[Any] = Field(sa_column=Column(JsonText, nullable=False, server_default="[]"))
    added_at: datetime
    added_by: str


class DocumentNameRow(Row, table=True):
    """A file name under which a document came; the first one is on the document itself too."""

    __tablename__ = "document_name"

    document_id: int = Field(foreign_key="document.id", primary_key=True)
    name: str = Field(primary_key=True)
    added_at: datetime


class CommitmentRow(Row, table=True):
    """One promise of one document; its targets are the things to check."""

    __tablename__ = "commitment"
    __table_args__ = (UniqueConstraint("document_id", "label"), NEVER_REUSE_IDS)

    id: int | None = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="document.id")
    label: str


class TargetRow(Row, table=True):
    """One target: what was read (never altered) and where it stands (altered by decisions and sweeps only).

    `document_id` repeats the commitment's, so that reading order is one index.
    """

    __tablename__ = "target"
    __table_args__ = (
        Index("ix_target_agenda", "standing", "due", "id"),
        Index("ix_target_order", "standing", text("(due IS NULL)"), "due", "id"),
        Index("ix_target_rank", "id", "standing", "due"),
        Index("ix_target_reading_order", "document_id", "start_offset", "end_offset", "id"),
        Index("ix_target_document_review", "document_id", "review"),
        Index("ix_target_queue", "review", "confidence"),
        Index(
            "ix_target_tally",
            *("review", "standing", "due", "verdict", "times_moved", "original_due", "document_id"),
        ),
        NEVER_REUSE_IDS,
    )

    id: int | None = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="document.id")
    commitment_id: int = Field(foreign_key="commitment.id", index=True)
    kind: Kind = Field(sa_column=Column(EnumText(Kind), nullable=False))
    quote: str = Field(sa_column=Column(Text, nullable=False))
    start_offset: int
    end_offset: int
    strength: Strength = Field(sa_column=Column(EnumText(Strength), nullable=False))
    metric: str | None
    comparator: Comparator | None = Field(sa_column=Column(EnumText(Comparator)))
    value: Decimal | None = Field(sa_column=Column(ExactDecimal))
    value_high: Decimal | None = Field(sa_column=Column(ExactDecimal))
    unit: str | None
    original_due: date | None
    due_text: str | None
    due_basis: Basis = Field(sa_column=Column(EnumText(Basis), nullable=False))
    recurrence: str | None
    due_earliest: date | None
    due_precision: str | None
    due_confirm: str
    confidence: float = Field(sa_column=Column(Float(53), nullable=False))
    doubts: list[str] = Field(sa_column=Column(JsonText, nullable=False))
    rules: list[Any] = Field(sa_column=Column(JsonText, nullable=False))

    due: date | None
    times_moved: int = Field(default=0, sa_column=Column(Integer, nullable=False, server_default=text("0")))
    review: Review = Field(sa_column=Column(EnumText(Review), nullable=False))
    reject_reason: RejectReason | None = Field(sa_column=Column(EnumText(RejectReason)))
    verdict: Verdict = Field(sa_column=Column(EnumText(Verdict), nullable=False))
    verdict_reason: str
    noticed: Timing | None = Field(sa_column=Column(EnumText(Timing)))
    version: int
    standing: int | None = Field(sa_column=Column(Integer, Computed(STANDING, persisted=True)))


class OwnerRow(Row, table=True):
    """A unit named with a target, as written, in the order of the text."""

    __tablename__ = "owner"

    target_id: int = Field(foreign_key="target.id", primary_key=True)
    role: str = Field(primary_key=True)  # lead, support
    position: int = Field(primary_key=True)
    name: str = Field(index=True)


class EvidenceFileRow(Row, table=True):
    """An attached file, known by the hash of its bytes; the bytes lie in the file store."""

    __tablename__ = "evidence_file"

    sha256: str = Field(primary_key=True)
    size: int
    media_type: str
    added_at: datetime
    added_by: str


class EvidenceRow(Row, table=True):
    """One observation about one target; struck, never deleted."""

    __tablename__ = "evidence"
    __table_args__ = (Index("ix_evidence_newest", "target_id", "observed_on", "id"), NEVER_REUSE_IDS)

    id: int | None = Field(default=None, primary_key=True)
    target_id: int = Field(foreign_key="target.id")
    observed_on: date
    value: Decimal | None = Field(sa_column=Column(ExactDecimal))
    unit: str | None
    note: str
    link: str
    recorded_by: str
    recorded_at: datetime
    grade: Grade = Field(sa_column=Column(EnumText(Grade), nullable=False))
    stated_value: Decimal | None = Field(sa_column=Column(ExactDecimal))  # as the source says it, in its own unit
    stated_unit: str | None
    document_id: int | None = Field(foreign_key="document.id", index=True)
    span_start: int | None
    span_end: int | None
    file_sha256: str | None = Field(foreign_key="evidence_file.sha256", index=True)
    file_name: str
    override: str  # why evidence older than the promise counts all the same
    accepted_by: str | None
    accepted_at: datetime | None
    struck_by: str | None
    struck_at: datetime | None
    strike_reason: str


class EventRow(Row, table=True):
    """One line of the log; triggers refuse to change or remove it."""

    __tablename__ = "event"
    __table_args__ = (Index("ix_event_target", "target_id", "id"), NEVER_REUSE_IDS)

    id: int | None = Field(default=None, primary_key=True)
    at: datetime
    actor: str
    action: str
    target_id: int | None = Field(foreign_key="target.id")
    document_id: int | None = Field(foreign_key="document.id", index=True)
    before: dict[str, Any] = Field(sa_column=Column(JsonText, nullable=False))
    after: dict[str, Any] = Field(sa_column=Column(JsonText, nullable=False))
    reason: str
    hash: str = Field(default="", sa_column_kwargs={"server_default": text("''")})  # see chain.link
    readings: str = Field(sa_column=Column(Text, nullable=False, server_default=text("''")))  # see vouching.vouch


class ChainRow(Row, table=True):
    """The one row that says how long the log is and with which seal it ends: a cut end does not go unnoticed."""

    __tablename__ = "chain"

    id: int | None = Field(default=None, primary_key=True)
    events: int
    last_event: int  # the id of the newest line
    head: str  # its seal


class TransitionRow(Row, table=True):
    """A change of timing, as a sweep noticed it."""

    __tablename__ = "transition"
    __table_args__ = (Index("ix_transition_target", "target_id", "id"), NEVER_REUSE_IDS)

    id: int | None = Field(default=None, primary_key=True)
    target_id: int = Field(foreign_key="target.id")
    was: Timing | None = Field(sa_column=Column(EnumText(Timing)))
    now: Timing = Field(sa_column=Column(EnumText(Timing), nullable=False))
    day: date = Field(index=True)
    at: datetime


def _table(name: str) -> Table:
    return METADATA.tables[name]


document = _table("document")
document_name = _table("document_name")
commitment = _table("commitment")
target = _table("target")
owner = _table("owner")
evidence = _table("evidence")
evidence_file = _table("evidence_file")
event = _table("event")
chain = _table("chain")
transition = _table("transition")
