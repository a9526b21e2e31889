"""The rows that tell of what documents report and repeat: results, suggested evidence, restated promises."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, Float, Index, Text, UniqueConstraint
from sqlmodel import Field

from commitments.ledger.columns import EnumText, ExactDecimal, JsonText
from commitments.ledger.findings_values import LinkState
from commitments.ledger.tables import METADATA, NEVER_REUSE_IDS, Row
from commitments.target import Comparator


class ResultRow(Row, table=True):
    """One number that a document reports as reached."""

    __tablename__ = "result"
    __table_args__ = (Index("ix_result_document", "document_id", "start_offset"), NEVER_REUSE_IDS)

    id: int | None = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="document.id")
    quote: str = Field(sa_column=Column(Text, nullable=False))
    start_offset: int
    end_offset: int
    metric: str | None
    comparator: Comparator | None = Field(sa_column=Column(EnumText(Comparator)))
    value: Decimal | None = Field(sa_column=Column(ExactDecimal))
    value_high: Decimal | None = Field(sa_column=Column(ExactDecimal))
    unit: str | None = Field(index=True)
    as_of: date | None
    as_of_text: str | None
    lead: list[Any] = Field(sa_column=Column(JsonText, nullable=False))
    support: list[Any] = Field(sa_column=Column(JsonText, nullable=False))


class SuggestionRow(Row, table=True):
    """A result that may be evidence for a target; once refused it never comes back, because the pair is unique."""

    __tablename__ = "suggestion"
    __table_args__ = (
        UniqueConstraint("target_id", "result_id"),
        Index("ix_suggestion_queue", "state", "score"),
        NEVER_REUSE_IDS,
    )

    id: int | None = Field(default=None, primary_key=True)
    target_id: int = Field(foreign_key="target.id")
    result_id: int = Field(foreign_key="result.id", index=True)
    score: float = Field(sa_column=Column(Float(53), nullable=False))
    why: list[Any] = Field(sa_column=Column(JsonText, nullable=False))
    state: LinkState = Field(sa_column=Column(EnumText(LinkState), nullable=False))
    evidence_id: int | None = Field(foreign_key="evidence.id")
    decided_by: str | None
    decided_at: datetime | None


class RestatementRow(Row, table=True):
    """The same promise in two documents, and what the later one says otherwise."""

    __tablename__ = "restatement"
    __table_args__ = (
        UniqueConstraint("earlier_id", "later_id"),
        Index("ix_restatement_queue", "state", "score"),
        NEVER_REUSE_IDS,
    )

    id: int | None = Field(default=None, primary_key=True)
    earlier_id: int = Field(foreign_key="target.id")
    later_id: int = Field(foreign_key="target.id", index=True)
    score: float = Field(sa_column=Column(Float(53), nullable=False))
    changes: list[Any] = Field(sa_column=Column(JsonText, nullable=False))  # [what, before, after]
    state: LinkState = Field(sa_column=Column(EnumText(LinkState), nullable=False))
    decided_by: str | None
    decided_at: datetime | None


result = METADATA.tables["result"]
suggestion = METADATA.tables["suggestion"]
restatement = METADATA.tables["restatement"]
