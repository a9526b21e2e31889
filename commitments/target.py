"""Targets: the single checkable things that a document promises, and the results that it reports."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from commitments.document import Span


class Kind(StrEnum):
    """What makes a target checkable (commitments.md section 2)."""

    QUANTIFIED = "quantified"  # a number to reach
    MILESTONE = "milestone"  # a dated outcome
    TASK = "task"  # an action assigned to named units
    PLEDGE = "pledge"  # explicit will, no number, no date of its own


class Strength(StrEnum):
    """How firmly the words bind the speaker (section 3)."""

    BINDING = "binding"
    PLANNED = "planned"
    ASPIRATIONAL = "aspirational"
    DIRECTIONAL = "directional"


class Comparator(StrEnum):
    """How an observed value is held against the target's value (section 3)."""

    AT_LEAST = ">="
    ABOVE = ">"
    EQUAL = "="
    AT_MOST = "<="
    BELOW = "<"
    ABOUT = "~"
    BETWEEN = "between"
    RANK = "rank<="
    ORDER = "order"
    CHANGE = "change"


class Basis(StrEnum):
    """What a due date rests on (section 4)."""

    EXPLICIT = "explicit"  # names a year itself
    RELATIVE = "relative"  # needs the reference date
    INHERITED = "inherited"  # from a heading, a goals paragraph or the title
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number to reach, normalised to its base unit; `high` only with `between`."""

    comparator: Comparator
    value: Decimal
    unit: str | None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """By when, in which words, and how sure.

    `earliest` opens the interval the words allow and `day` closes it. `confirm` is the
    `doubts.Doubt` with its facts that says why the date should be looked at; empty when nothing speaks against it.
    `anchor` names what the day was reckoned from: the year in the `words` or the `sentence`, the document's reference
    date (`signed`, `published`, `given`, `number`) or the first year of its `period`.
    """

    day: date | None = None
    text: str | None = None
    basis: Basis = Basis.NONE
    recurrence: str | None = None  # yearly half-yearly quarterly monthly weekly every-N-days
    earliest: date | None = None
    precision: str | None = None  # day dekad month quarter half-year year plan-period
    confirm: str = ""
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Owners:
    """Who answers (牵头) and who helps (责任、配合), as written, in the order of the text."""

    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anybody is named."""
        return bool(self.lead or self.support)


class RuleHit(NamedTuple):
    """One rule that had a part in a reading: the explain trail."""

    part: str  # cue, due, quantity, metric, owner, strength, kind, screening
    rule: str  # the rule's name
    span: Span | None  # the words it matched, if it matched any


@dataclass(frozen=True, slots=True)
class Target:
    """One target of one document (section 3). `document.text[start:end] == quote`."""

    document: str  # file name
    commitment: str  # groups the targets of one commitment within the document
    kind: Kind
    quote: str
    start: int
    end: int
    strength: Strength
    metric: str | None = None
    quantity: Quantity | None = None
    due: Due = Due()
    owners: Owners = Owners()
    confidence: float = 0.5  # 0…1, from the rules that fired; orders the review queue, proves nothing
    doubts: tuple[str, ...] = ()  # for the reviewer, as `doubts` keeps them: no date, weak reference, two owners …
    rules: Sequence[RuleHit] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Result:
    """A number or outcome that the document reports as reached (section 6): a candidate for evidence."""

    document: str
    quote: str
    start: int
    end: int
    metric: str | None = None
    quantity: Quantity | None = None
    as_of: date | None = None
    as_of_text: str | None = None
    owners: Owners = Owners()
    rules: tuple[RuleHit, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one document, in the order of the text."""

    targets: tuple[Target, ...]
    results: tuple[Result, ...] = ()
