"""Verdicts and evidence: what people conclude, and what they saw."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class Evidence:
    """An observation, with a date and a source, that speaks for or against one target, as a person enters it."""

    observed_on: date
    value: Decimal | None = None  # in the target's unit
    note: str = ""
    link: str = ""
