"""The rows that tell of later readings, of where targets came from, and of the units that answer for them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Index, UniqueConstraint
from sqlmodel import Field

from commitments.ledger.columns import EnumText, JsonText
from commitments.ledger.findings_values import LinkState
from commitments.ledger.revision_values import BodyKind, DifferenceKind, Origin
from commitments.ledger.tables import METADATA, NEVER_REUSE_IDS, Row


class DifferenceRow(Row, table=True):
    """What a later reading says otherwise of a target that a person has touched; asked once."""

    __tablename__ = "difference"
    __table_args__ = (
        UniqueConstraint("target_id", "fingerprint"),
        Index("ix_difference_queue", "state", "id"),
        NEVER_REUSE_IDS,
    )

    id: int | None = Field(default=None, primary_key=True)
    target_id: int = Field(foreign_key="target.id")
    document_id: int = Field(foreign_key="document.id")  # the document of the later reading
    kind: DifferenceKind = Field(sa_column=Column(EnumText(DifferenceKind), nullable=False))
    fingerprint: str
    before: dict[str, Any] = Field(sa_column=Column(JsonText, nullable=False))
    proposed: dict[str, Any] = Field(sa_column=Column(JsonText, nullable=False))
    state: LinkState = Field(sa_column=Column(EnumText(LinkState), nullable=False))
    found_at: datetime
    decided_by: str | None
    decided_at: datetime | None


class LineageRow(Row, table=True):
    """Where a target came from, other than from the first reading of its document."""

    __tablename__ = "lineage"
    __table_args__ = (NEVER_REUSE_IDS,)

    id: int | None = Field(default=None, primary_key=True)
    target_id: int = Field(foreign_key="target.id", index=True)
    from_id: int | None = Field(foreign_key="target.id", index=True)
    how: Origin = Field(sa_column=Column(EnumText(Origin), nullable=False))


class CorrectionRow(Row, table=True):
    """A document that takes the place of another one in the ledger."""

    __tablename__ = "correction"

    document_id: int = Field(foreign_key="document.id", primary_key=True)
    corrects_id: int = Field(foreign_key="document.id", index=True)


class BodyRow(Row, table=True):
    """A unit, or a group of units that is kept as a group."""

    __tablename__ = "body"
    __table_args__ = (NEVER_REUSE_IDS,)

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    kind: BodyKind = Field(sa_column=Column(EnumText(BodyKind), nullable=False))
    parent_id: int | None = Field(foreign_key="body.id", index=True)
    contact: str
    chats: dict[str, Any] = Field(sa_column=Column(JsonText, nullable=False))  # channel → id there
    merged_into: int | None = Field(foreign_key="body.id")


class BodyNameRow(Row, table=True):
    """A name under which a unit is written, and when it was so called."""

    __tablename__ = "body_name"
    __table_args__ = (UniqueConstraint("body_id", "name"), NEVER_REUSE_IDS)

    id: int | None = Field(default=None, primary_key=True)
    body_id: int = Field(foreign_key="body.id")
    name: str = Field(index=True)
    since: date | None
    until: date | None


difference = METADATA.tables["difference"]
lineage = METADATA.tables["lineage"]
correction = METADATA.tables["correction"]
body = METADATA.tables["body"]
body_name = METADATA.tables["body_name"]
