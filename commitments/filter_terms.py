"""What a filter is made of: frozen tests of one target each, which must all hold."""

from dataclasses import dataclass
from enum import StrEnum

from commitments.periods import DateRange


class Field(StrEnum):
    """What a filter word looks at."""

    TIMING = "timing"
    DUE = "due"
    LEAD = "lead"
    UNIT = "unit"  # lead or support
    KIND = "kind"
    STRENGTH = "strength"
    VERDICT = "verdict"
    REVIEW = "review"
    DOCUMENT = "doc"
    ID = "id"
    CONFIDENCE = "confidence"
    ANSWERS = "answers"  # the leads, else whoever is named, else the issuing body
    HELPS = "helps"  # a supporting unit beside a lead
    ORIGINAL = "original"  # the due date as promised
    MOVED = "moved"  # how often the due date was moved
    CLOSED = "closed"  # the day of the verdict, UTC
    EVIDENCE = "evidence"  # when something was last heard
    TOUCHED = "touched"  # when a person last did something with it
    WORDS = "words"  # quote, metric, units and notes


class Stage(StrEnum):
    """Where a target stands between two verdicts."""

    WAITING = "waiting"  # one person gave a verdict, a second one has not confirmed it yet


@dataclass(frozen=True, slots=True)
class Among:
    """The field holds one of these values."""

    field: Field
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contains:
    """The field's text contains one of these words, upper and lower case alike."""

    field: Field
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DueIs:
    """The due date in force lies before, in, or after a stretch of days; an undated target never does."""

    sign: str  # < <= = >= >
    days: DateRange


@dataclass(frozen=True, slots=True)
class ConfidenceIs:
    """The extractor's confidence is below, at or above a number."""

    sign: str
    value: float


@dataclass(frozen=True, slots=True)
class IdIs:
    """The target is one of these."""

    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NamedIs:
    """The unit is called exactly so, as written; an empty name means that nobody is named."""

    field: Field  # ANSWERS, HELPS
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DayIs:
    """Another day of the target's life lies before, in, or after a stretch of days.

    Of EVIDENCE, < and <= mean silence: nothing that counts was observed since, and the promise is older than that. Of
    TOUCHED they mean that nobody did anything since, and that it was there before.
    """

    field: Field  # ORIGINAL, CLOSED, EVIDENCE, TOUCHED
    sign: str  # < <= = >= >
    days: DateRange


@dataclass(frozen=True, slots=True)
class MovedIs:
    """The due date was moved fewer, as many or more times."""

    sign: str
    times: int


@dataclass(frozen=True, slots=True)
class Unheard:
    """No evidence counts for the target."""


Test = Among | Contains | DueIs | ConfidenceIs | IdIs | NamedIs | DayIs | MovedIs | Unheard


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a filter."""

    test: Test
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """Terms that must all hold."""

    terms: tuple[Term, ...] = ()


EVERYTHING = Filter(())
