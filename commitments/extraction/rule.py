"""What a rule is: a name, a pattern, a production, and the examples that prove it; and what a match of one is.

Rules live in tables under `extraction.zh`. A table is a tuple; adding a rule is adding an item to it. All facts from
outside the sentence arrive in a `Context`; no rule asks the clock. Patterns run on the document's own text with
`pattern.finditer(text, start, end)`, so every span is an offset into the document.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from commitments.document import NO_REFERENCE, Reference, ReferenceBasis, Span
from commitments.extraction.watching import watch
from commitments.target import Due, Owners, Quantity, Strength


@dataclass(frozen=True, slots=True)
class Context:
    """What a production may know beyond the words it matched."""

    reference: Reference = NO_REFERENCE
    period_end: date | None = None  # last day of the period the document is written for, if it names one
    period_start: date | None = None  # and its first day

    def in_year(self, year: int) -> "Context":
        """The same where a year is told: months and quarters are those of that year."""
        return replace(self, reference=Reference(date(year, 1, 1), ReferenceBasis.NUMBER))


@dataclass(frozen=True, slots=True, kw_only=True)
class DateForm:
    """A phrase that says by when. Productions answer None for "no date after all"."""

    name: str
    pattern: re.Pattern[str]
    heads: str = ""  # the characters it may begin with, `#` for any digit; empty: any
    tails: str = ""  # the characters that may follow the figures it begins with; empty: any
    due: Callable[[re.Match[str], Context], Due | None]
    examples: tuple[tuple[str, str | None], ...]  # (text, ISO due date) read against 2025-05-20
    counterexamples: tuple[str, ...] = ()  # texts in which this form must not fire


class DateRole(StrEnum):
    """What a date phrase does in its sentence."""

    DEADLINE = "deadline"  # 到2025年, 年底前, 每季度
    AS_OF = "as-of"  # 截至2024年底: the state on a day; with a day to come also a limit
    SINCE = "since"  # 2021年以来: a stretch that has been; the day is the reference date
    START = "start"  # 自7月1日起
    BASELINE = "baseline"  # 较2020年提高: what is compared with
    VAGUE = "vague"  # 尽快, or a phrase whose day cannot be worked out


class DateMatch(NamedTuple):
    """A date phrase in the text."""

    span: Span
    rule: str
    due: Due  # basis explicit or relative; never inherited here
    role: DateRole = DateRole.DEADLINE


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityForm:
    """A phrase that says how much."""

    name: str
    pattern: re.Pattern[str]
    heads: str = ""  # the characters it may begin with, `#` for any digit; empty: any
    tails: str = ""  # the characters that may follow the figures it begins with; empty: any
    quantity: Callable[[re.Match[str]], Quantity | None]
    examples: tuple[tuple[str, str], ...]  # (text, "comparator value unit"), e.g. ("达到4.6万标箱", ">= 46000 标箱")
    counterexamples: tuple[str, ...] = ()


class QuantityMatch(NamedTuple):
    """A quantity in the text. `span` covers comparator words, number and unit; `number` the digits alone."""

    span: Span
    number: Span
    rule: str
    quantity: Quantity
    verb: str = ""  # the word of change or reaching just before it: 增长, 达到, 突破 …, "" if none


@dataclass(frozen=True, slots=True)
class OwnerMatch:
    """A phrase that names who answers. `bracketed` for a closing “(牵头单位:…)” that owns its whole item."""

    span: Span
    rule: str
    owners: Owners
    bracketed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words that show will or plan (提示语)."""

    name: str
    pattern: re.Pattern[str]
    strength: Strength
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...] = ()
    bits: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Have the pattern watched for."""
        object.__setattr__(self, "bits", watch(self.pattern))


@dataclass(frozen=True, slots=True, kw_only=True)
class Negative:
    """Words that show that a clause promises nothing: a fact, a slogan, a request, a name."""

    name: str
    pattern: re.Pattern[str]
    reason: str  # for `--explain`, in plain words
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...] = ()
    bits: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Have the pattern watched for."""
        object.__setattr__(self, "bits", watch(self.pattern))
