"""Verdicts and evidence: what people conclude, and what they saw."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from commitments.document import Span


class Review(StrEnum):
    """Whether a reviewer has taken an extracted target into the ledger's care."""

    CANDIDATE = "candidate"
    TRACKED = "tracked"
    REJECTED = "rejected"


class Verdict(StrEnum):
    """What a person concluded; anything but open closes the entry (销号)."""

    OPEN = "open"
    MET = "met"
    MET_LATE = "met_late"
    PARTLY = "partly"
    MISSED = "missed"
    WITHDRAWN = "withdrawn"
    UNMEASURABLE = "unmeasurable"


class RejectReason(StrEnum):
    """Why a candidate is no target; the first letters are what the review screen offers as digits."""

    NOT_A_COMMITMENT = "not_a_commitment"  # fact, background, slogan
    ALREADY_DONE = "already_done"  # a result, not a promise
    NOT_CHECKABLE = "not_checkable"
    DUPLICATE = "duplicate"
    OTHERS = "others"  # what somebody else is asked to do
    WRONG_READING = "wrong_reading"  # right sentence, wrong cut


class Grade(StrEnum):
    """How much a piece of evidence weighs, the lightest first. An announcement alone closes nothing."""

    ANNOUNCEMENT = "announcement"  # news, a speech, a plan to act
    DOCUMENT = "document"  # an official document issued
    RECORD = "record"  # a record of implementation: acceptance certificate, contract, payment, site record
    INDEPENDENT = "independent"  # a figure from somebody who does not answer for the target: statistics, audit

    @property
    def weight(self) -> int:
        """Its place in the row, 0 for the lightest."""
        return list(Grade).index(self)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file in the store of attachments: its hash is its name there."""

    sha256: str
    size: int  # bytes
    media_type: str
    name: str  # what the person who attached it called it


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document in the ledger."""

    document_id: int
    span: Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """An observation, with a date and a source, that speaks for or against one target, as a person enters it."""

    observed_on: date
    value: Decimal | None = None  # in `unit`
    note: str = ""
    link: str = ""
    unit: str | None = None  # None: the target's unit
    grade: Grade = Grade.DOCUMENT
    passage: Passage | None = None
    file: StoredFile | None = None
    override: str = ""  # why it counts although it is older than the promise
