"""Dates and quantities in Chinese text for other programs: no clock, no files, plain frozen values."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from commitments.document import NO_REFERENCE, Reference, ReferenceBasis
from commitments.extraction.rule import Context, DateRole
from commitments.extraction.zh import dates, quantities
from commitments.folding import folded
from commitments.target import Comparator

__all__ = ["Comparator", "DateRole", "FoundDate", "FoundQuantity", "find_dates", "find_quantities"]


@dataclass(frozen=True, slots=True)
class FoundDate:
    """One date expression: `text[start:end]` is its words, `first` and `last` the days it runs from and to.

    Both days are None for vague words (尽快) and for relative ones (年底前) without a reference. For 每年 and its like
    `recurrence` is yearly, half-yearly, quarterly, monthly, weekly or every-N-days, and the days are those of the
    period that the reference lies in.
    """

    start: int
    end: int
    first: date | None
    last: date | None
    precision: str | None  # day dekad week month quarter half-year year plan-period
    kind: DateRole
    rule: str
    recurrence: str | None = None
    anchor: str | None = None  # words sentence given period: what the days were reckoned from
    doubt: str = ""  # the code of `commitments.doubts` that says why a person should look at it, and its facts


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """One quantity: `text[start:end]` is its words, those of comparison included; `value` is in the base `unit`.

    `high` is the upper end of a range. A number that stands without a word of comparison is `>=`.
    """

    start: int
    end: int
    value: Decimal
    high: Decimal | None
    unit: str | None
    comparator: Comparator
    rule: str


def find_dates(text: str, reference: date | None = None) -> tuple[FoundDate, ...]:
    """Every date expression of a text in order, none overlapping, past ones and vague ones too.

    `reference` is the day against which 今年, 年底前 or 三年内 are read, usually that on which the text was written.
    Names of papers (《…》) hold no dates. Traditional characters are read as simplified ones.
    """
    plain = folded(text)
    context = Context(Reference(reference, ReferenceBasis.GIVEN) if reference else NO_REFERENCE)
    return tuple(
        FoundDate(
            start=match.span.start,
            end=match.span.end,
            first=match.due.earliest or match.due.day,
            last=match.due.day,
            precision=match.due.precision,
            kind=match.role,
            rule=match.rule,
            recurrence=match.due.recurrence,
            anchor=match.due.anchor,
            doubt=match.due.confirm,
        )
        for match in dates.find_dates(plain, 0, len(plain), context)
    )


def find_quantities(text: str) -> tuple[FoundQuantity, ...]:
    """Every quantity of a text in order, none overlapping; ordinals, dates and names (5G, 世界500强) are none."""
    plain = folded(text)
    return tuple(
        FoundQuantity(
            start=match.span.start,
            end=match.span.end,
            value=match.quantity.value,
            high=match.quantity.high,
            unit=match.quantity.unit,
            comparator=match.quantity.comparator,
            rule=match.rule,
        )
        for match in quantities.find_quantities(plain, 0, len(plain))
    )
