"""The frozen values handed out about what documents report and repeat."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from commitments.target import Result


class LinkState(StrEnum):
    """What a person made of a pair the program found."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class Unsettled(StrEnum):
    """Why a verdict is to be looked at again."""

    EVIDENCE = "evidence"  # what it rested on was struck
    READING = "reading"  # what it speaks of is read otherwise since, or a later reading says so


@dataclass(frozen=True, slots=True)
class Revisit:
    """A target whose verdict is to be looked at again (待复查)."""

    causes: tuple[Unsettled, ...]
    since: datetime  # aware, UTC: when the first of them came


@dataclass(frozen=True, slots=True)
class ReportedResult:
    """One result in the ledger."""

    id: int
    document_id: int
    document_label: str
    day: date | None  # the day it speaks of: said in the text, else the document's reference date
    result: Result


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A result that may be evidence for a target, with the reasons."""

    id: int
    target_id: int
    result: ReportedResult
    score: float  # 0…1: orders the queue, proves nothing
    why: tuple[tuple[str, str], ...]  # (metric | unit | place | owner | later, the words in common)
    state: LinkState
    evidence_id: int | None = None


@dataclass(frozen=True, slots=True)
class Restatement:
    """The same promise in two documents, and what differs: number, due, strength."""

    id: int
    earlier_id: int
    later_id: int
    score: float
    changes: tuple[tuple[str, Any, Any], ...]  # (number | due | strength, before, after); empty: said again as it was
    state: LinkState


@dataclass(frozen=True, slots=True)
class Alike:
    """Another target that may be the same promise."""

    target_id: int
    score: float  # 0…1: orders a choice, proves nothing
