"""Seven hundred wordings of dates and quantities, each read by hand once: what they mean must not drift.

The tables stand beside this file. They were made from the language, not from the texts the rules are scored on.
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from commitments.document import Reference, ReferenceBasis
from commitments.extraction.rule import Context
from commitments.extraction.zh import dates
from commitments.folding import folded
from commitments.language import find_quantities

HERE = Path(__file__).parent
CONTEXT = Context(Reference(date(2025, 5, 20), ReferenceBasis.SIGNED))
Row = tuple[str, ...]


def table(name: str) -> dict[str, list[Row]]:
    """The findings expected of each text; an empty list where there are none."""
    found: dict[str, list[Row]] = {}
    for line in (HERE / name).read_text(encoding="utf-8").splitlines()[1:]:
        text, *row = line.split("\t")
        found.setdefault(text, [])
        if row[0] != "-":
            found[text].append(tuple(row))
    return found


DATES, QUANTITIES = table("date_expressions.tsv"), table("quantity_expressions.tsv")


def cells(row: Iterable[object]) -> Row:
    """Values as the tables write them."""
    return tuple("-" if cell in (None, "") else str(cell) for cell in row)


@pytest.mark.parametrize("text", DATES)
def test_a_wording_of_time_means_what_it_meant(text: str) -> None:
    """Words, interval, precision, kind, anchor, rhythm and doubt."""
    plain = folded(text)
    read = [
        cells(
            (
                found.span.of(text),
                found.due.earliest,
                found.due.day,
                found.due.precision,
                found.role,
                found.due.anchor,
                found.due.recurrence,
                found.due.confirm.partition(" ")[0],
            )
        )
        for found in dates.find_dates(plain, 0, len(plain), CONTEXT)
    ]

    assert read == DATES[text]


@pytest.mark.parametrize("text", QUANTITIES)
def test_a_wording_of_quantity_means_what_it_meant(text: str) -> None:
    """Words, comparator, value, upper value and unit."""
    read = [
        cells((text[found.start : found.end], found.comparator, found.value, found.high, found.unit))
        for found in find_quantities(text)
    ]

    assert read == QUANTITIES[text]


def test_the_tables_are_as_large_as_they_claim() -> None:
    """Losing a file would lose its tests silently."""
    assert len(DATES) >= 400
    assert len(QUANTITIES) >= 295
