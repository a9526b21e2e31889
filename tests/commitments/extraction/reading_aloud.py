"""What a text promises, said in a line per target: the shape the extraction tests compare."""

from datetime import date

from commitments.extraction import extract
from commitments.reading import read_text
from commitments.target import Kind, Target

GIVEN = date(2024, 3, 1)


def targets(text: str, *, given: date | None = GIVEN) -> tuple[Target, ...]:
    """All targets of a text."""
    return extract(read_text("文件.txt", text, given=given)).targets


def firm(text: str, *, given: date | None = GIVEN) -> list[Target]:
    """The targets of the firm kinds."""
    return [target for target in targets(text, given=given) if target.kind is not Kind.PLEDGE]


def numbers(text: str, *, given: date | None = GIVEN) -> list[str]:
    """“comparator value unit due” of every number to be reached."""
    return [
        f"{t.quantity.comparator} {t.quantity.value:f} {t.quantity.unit} {t.due.day}"
        for t in targets(text, given=given)
        if t.quantity
    ]


def milestones(text: str, *, given: date | None = GIVEN) -> list[tuple[str, str]]:
    """(quote, due) of every milestone."""
    return [(t.quote, str(t.due.day)) for t in targets(text, given=given) if t.kind is Kind.MILESTONE]


def tasks(text: str, *, given: date | None = GIVEN) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """(quote, lead, support) of every task."""
    found = targets(text, given=given)
    return [(t.quote, t.owners.lead, t.owners.support) for t in found if t.kind is Kind.TASK]
