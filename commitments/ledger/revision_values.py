"""The frozen values handed out about later readings and responsible units."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from commitments.ledger.findings_values import LinkState


class DifferenceKind(StrEnum):
    """What a later reading says of a target that a person has touched."""

    CHANGED = "changed"
    GONE = "gone"


class Origin(StrEnum):
    """Where a target came from, other than from the first reading of its document."""

    MANUAL = "manual"  # typed in, or marked in the text
    SPLIT = "split"
    MERGE = "merge"
    REREAD = "reread"  # found by a later reading only


@dataclass(frozen=True, slots=True)
class Difference:
    """What a later reading says otherwise of a target that a person has touched."""

    id: int
    target_id: int
    kind: DifferenceKind
    before: Mapping[str, Any]  # column → value as JSON, of what differs
    proposed: Mapping[str, Any]
    state: LinkState


@dataclass(frozen=True, slots=True)
class Reread:
    """What reading a document again did, in numbers of targets."""

    document_id: int
    same: int = 0
    updated: int = 0  # untouched candidates, changed in place
    added: int = 0
    dropped: int = 0  # untouched candidates that the reading no longer finds: sent back
    differing: int = 0  # touched by a person: kept, and shown for decision


@dataclass(frozen=True, slots=True)
class Lineage:
    """One step in the making of a target."""

    target_id: int
    from_id: int | None
    how: Origin


class BodyKind(StrEnum):
    """One unit, or a group that is kept as a group (各市政府)."""

    UNIT = "unit"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Alias:
    """A name under which a unit is written, and when it was so called."""

    name: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A unit in the register."""

    id: int
    name: str
    kind: BodyKind
    parent: str | None
    contact: str
    chats: Mapping[str, str] = field(default_factory=dict)
    names: tuple[Alias, ...] = ()
    merged_into: str | None = None


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A name in the ledger that no unit of the register bears, and whom it may mean."""

    name: str
    targets: int
    likely: str | None = None  # another writing of the same name
    group: bool = False
    akin: tuple[str, ...] = ()  # names that may be short for the same unit, or the same with its region: for people
