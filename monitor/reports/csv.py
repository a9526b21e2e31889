"""The report of the day as CSV: one row for every open target, or for all that a summary tells of.

It is ready for a spreadsheet, and harmless in it.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import TextIO

from monitor.digest import Digest
from monitor.reports.columns import Cell, Column, Words, cells, columns
from monitor.safe_text import cell

BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for the local code page


def render(digest: Digest) -> str:
    """The lines that the digest is about, most urgent first, under a heading row; lines end as RFC 4180 has it."""
    text = io.StringIO(newline="")
    write_table(text, columns(), map(cells, digest.listed))
    return BYTE_ORDER_MARK + text.getvalue()


def write_table(file: TextIO, columns: Sequence[Column], rows: Iterable[Iterable[Cell]]) -> None:
    """Write rows of cells under a heading row, one after the other."""
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([column.heading for column in columns])
    writer.writerows([_written(value) for value in row] for row in rows)


def _written(value: Cell) -> str:
    """Numbers and dates of ours stay numbers and dates, words are neutralised."""
    match value:
        case None:
            return ""
        case Words():
            return cell(value)
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
        case _:
            return str(value)
