"""The frozen values handed out to those who look through documents, log and outbox row by row."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from commitments.errors import Problem
from commitments.ledger.entries import CountedDocument, Event
from commitments.ledger.messages import OutboxState
from commitments.ledger.revision_values import Reread


@dataclass(frozen=True, slots=True)
class Shelved:
    """One document with what became of its targets."""

    document: CountedDocument
    tracked: int = 0  # of its targets, taken into care
    rejected: int = 0
    problems: tuple[Problem, ...] = ()
    differences: int = 0  # what a later reading says otherwise of targets that people touched, not yet decided


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which lines of the log are wanted; all that is given must hold."""

    actors: tuple[str, ...] = ()  # parts of a name, any of them
    actions: tuple[str, ...] = ()  # any of these
    target_id: int | None = None
    document_id: int | None = None  # of the document itself, or of one of its targets
    since: datetime | None = None  # aware
    before: datetime | None = None  # aware, not included
    words: tuple[str, ...] = ()  # all of them in reason, before or after


@dataclass(frozen=True, slots=True)
class Logged:
    """One line of the log, what it is about, and whether it can be taken back."""

    event: Event
    promise: str = ""  # metric, else quote, of its target
    document: str = ""  # what people call the document
    undoable: bool = False  # of a kind that can be undone, and was not yet
    undone: bool = False


class ChangeKind(StrEnum):
    """What a later reading would do with one target."""

    UPDATED = "updated"  # untouched by people: follows
    ADDED = "added"
    DROPPED = "dropped"  # untouched, not found any more: sent back
    DIFFERING = "differing"  # touched by a person: kept, and asked about


@dataclass(frozen=True, slots=True)
class Change:
    """One target as it stands and as a later reading has it; columns of what differs, values as JSON."""

    kind: ChangeKind
    quote: str  # as it would be read, or as it was where it is found no more
    target_id: int | None = None  # None for one that would be added
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What reading a document again would do; nothing was written."""

    numbers: Reread
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """The messages of one channel by state."""

    channel: str
    states: Mapping[OutboxState, int]
