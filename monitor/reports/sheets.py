"""A list as a file of its own: CSV, a workbook or JSON by the name's ending, row by row, whole or not at all."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from commitments.i18n import _
from monitor.digest import Line
from monitor.errors import ReportError
from monitor.reports import csv, whole, xlsx
from monitor.reports.columns import Cell, Column, cells, columns
from monitor.reports.records import entry_record
from monitor.safe_text import escaped


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells for formats that are tables, the same and more as an object for programs."""

    cells: Sequence[Cell]
    record: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A heading, columns, and rows that may be read while they are written."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Row]


def sheet_of(name: str, lines: Iterable[Line], *, day: date, near_days: int) -> Sheet:
    """Targets as a sheet: the columns of the report of the day, the objects of `duban list --format json`."""
    rows = (Row(tuple(cells(line)), entry_record(line.entry, day=day, near_days=near_days)) for line in lines)
    return Sheet(name, columns(), rows)


def save(sheet: Sheet, path: Path) -> int:
    """Write a sheet into a file, replacing what was there in one step; missing folders are made.

    Returns:
        How many rows there were.

    Raises:
        ReportError: the ending names no format, or the file cannot be written; what was there is untouched.
    """
    write = WRITERS.get(path.suffix.lower())
    if write is None:
        remedy = _("文件名以这些结尾：{endings}").format(endings=" ".join(WRITERS))
        raise ReportError(_("看不出格式"), where=path.name, remedy=remedy)
    written = 0

    def counted() -> Iterator[Row]:
        nonlocal written
        for row in sheet.rows:
            written += 1
            yield row

    with whole(path) as unfinished:
        write(unfinished, Sheet(sheet.name, sheet.columns, counted()))
    return written


def _csv(path: Path, sheet: Sheet) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(csv.BYTE_ORDER_MARK)
        csv.write_table(file, sheet.columns, (row.cells for row in sheet.rows))


def _xlsx(path: Path, sheet: Sheet) -> None:
    xlsx.write_table(path, sheet.name, sheet.columns, (row.cells for row in sheet.rows))


def _json(path: Path, sheet: Sheet) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("[")
        for number, row in enumerate(sheet.rows):
            file.write((",\n" if number else "\n") + escaped(json.dumps(row.record, ensure_ascii=False)))
        file.write("\n]\n")


WRITERS: Mapping[str, Callable[[Path, Sheet], None]] = {".csv": _csv, ".xlsx": _xlsx, ".json": _json}
