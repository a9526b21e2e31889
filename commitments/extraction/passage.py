"""What the steps of extraction hand to one another: sentences, clauses, moods and drafts of targets."""

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple, Protocol

from commitments.document import Span
from commitments.extraction.rule import DateMatch, QuantityMatch
from commitments.target import Due, Kind, Owners, Quantity, RuleHit, Strength

NO_DUE = Due()
NOBODY = Owners()
PETITION = "asked for"  # the rule by which a sentence only says what somebody else wishes


class Genre(Enum):
    """What sort of document speaks: it decides how a statement without a cue is meant."""

    REPLY = "reply"  # 建议、提案、留言答复
    PLAN = "plan"  # 意见、方案、措施、规划、要点: the imperative is cue enough
    WORK_REPORT = "work report"  # 政府工作报告: a review first, then the plan of the year
    SHEET = "sheet"  # 考核细则、任务清单
    RULES = "rules"  # 办法、条例: standing rules, whose numbers are thresholds and terms of procedure
    NARRATIVE = "narrative"  # news, company reports and everything else: only an explicit cue promises


class Mood(Enum):
    """How the statements of a passage are meant (section 2)."""

    PLANNED = "planned"  # a plain statement binds
    GUARDED = "guarded"  # only an explicit cue of will promises anything
    REPORTED = "reported"  # a review of the past: a cue alone is not enough, a future date is needed
    SILENT = "silent"  # principles, purposes, salutations: only a dated goal counts


class Clause(NamedTuple):
    """The smallest piece between commas; `span` leaves out the punctuation at its end."""

    span: Span
    segment: int  # counts the semicolons before it in its sentence
    item: int  # counts the “一是”, “二是” before it in its sentence
    leads: bool  # ends in a colon: what follows is its list
    seen: int  # the patterns that can fire in it, as `watching` tells


class Cutter(Protocol):
    """What cuts a sentence into clauses when they are asked for, and remembers those it cut last."""

    number: int  # the sentence it cut last
    clauses: tuple[Clause, ...]  # and its clauses

    def cut(self, sentence: "Sentence") -> tuple[Clause, ...]:
        """The clauses of a sentence, at least one."""


@dataclass(slots=True, eq=False)
class Sentence:
    """One sentence; `heading` if it stands in a heading without text of its own.

    A long paper has more clauses than anything else, and most are never looked at: only those of its first sentences
    are kept.
    """

    number: int
    span: Span
    paragraph: int
    section: int
    heading: bool
    leads: bool  # its last clause ends in a colon: what follows is its list
    seen: int  # the patterns that can fire anywhere in it
    start: int  # what is cut reaches from here, before whatever was trimmed,
    end: int  # to the sign that ends it
    cutter: Cutter

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Its clauses in order, at least one."""
        cutter = self.cutter
        return cutter.clauses if cutter.number == self.number else cutter.cut(self)


def _opening(clause: Clause) -> int:
    """Where a clause begins."""
    return clause.span.start


class Passage(NamedTuple):
    """A sentence with everything the forms found in it."""

    sentence: Sentence
    mood: Mood
    mood_rule: str
    dates: tuple[DateMatch, ...] = ()
    quantities: tuple[QuantityMatch, ...] = ()
    terms: tuple[DateMatch, ...] = ()  # those dates that set a term, rather than describing the noun behind them

    def clause_at(self, offset: int) -> int:
        """The index of the clause that holds an offset, else of the last one before it."""
        clauses = self.sentence.clauses
        return max(0, bisect_right(clauses, offset, key=_opening) - 1) if len(clauses) > 1 else 0


@dataclass(frozen=True, slots=True)
class Draft:
    """A target before dates and owners are handed down to it."""

    kind: Kind
    quote: Span
    sentence: int
    strength: Strength
    due: Due = NO_DUE
    owners: Owners = NOBODY
    quantity: Quantity | None = None
    metric: str | None = None
    item: int | None = None  # the task whose item it stands in
    own_date: bool = False  # its date, or the word that it has none (尽快), stands in its own sentence
    hits: tuple[RuleHit, ...] = field(default=())
