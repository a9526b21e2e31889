"""The rows that tell which files were taken in, and as what: so that a long intake goes on where it stopped."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Table
from sqlmodel import Field

from commitments.ledger.columns import JsonText
from commitments.ledger.tables import METADATA, Row


class ReceiptRow(Row, table=True):
    """One file or address, as it was when it was last read."""

    __tablename__ = "receipt"

    place: str = Field(primary_key=True)  # absolute path, or address
    size: int = Field(sa_column=Column(BigInteger, nullable=False))  # bytes
    stamp: int = Field(sa_column=Column(BigInteger, nullable=False))  # time of change, nanoseconds
    sha256: str  # of the bytes
    reader: str  # the version of the program that read it, and the date it was given
    documents: list[Any] = Field(sa_column=Column(JsonText, nullable=False))  # ids; empty for a failure
    problem: list[Any] = Field(sa_column=Column(JsonText, nullable=False))  # where, message, remedy; empty when read
    read_at: datetime
    etag: str | None = None  # of an address: what the site calls this version
    modified: str | None = None  # of an address: its Last-Modified, as sent
    final: str | None = None  # of an address: where its redirects led


receipt: Table = METADATA.tables["receipt"]
