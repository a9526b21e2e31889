"""The ledger as CSV: one section for each table, headed by its columns."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from commitments.i18n import _
from monitor.exchange import ExchangeError, Layout, Rows
from monitor.exchange.cells import from_cell, to_cell

HEAD = "#"  # begins the first cell of a section's heading


def write(path: Path, rows: Rows, layout: Layout, *, summary: list[list[str]]) -> int:  # noqa: ARG001 - for people
    """Write the rows, table by table as they come; how many."""
    count, current = 0, ""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        for table, row in rows:
            count += 1
            if table != current:
                writer.writerow([HEAD + table, *row])
                current = table
            kinds = layout[table]
            writer.writerow([table, *(to_cell(value, kinds[column]) for column, value in row.items())])
    return count


def read(path: Path, layout: Layout) -> Rows:
    """The rows of a file."""
    csv.field_size_limit(2**31 - 1)  # a document is one cell
    columns: list[str] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for number, cells in enumerate(csv.reader(file, strict=True), start=1):
                if cells and cells[0].startswith(HEAD):
                    columns = cells[1:]
                elif cells:
                    kinds = layout.get(cells[0], {})
                    yield cells[0], _row(columns, cells[1:], kinds, f"{path}:{number}")
    except OSError as error:
        raise ExchangeError(
            _("读不了：{why}").format(why=error.strerror), where=str(path), remedy=_("核对路径")
        ) from error
    except (csv.Error, UnicodeDecodeError) as error:
        raise ExchangeError(_("不是合法的 CSV"), where=str(path), remedy=_("用本程序导出的文件")) from error


def _row(columns: list[str], cells: list[str], kinds: Mapping[str, str], where: str) -> dict[str, Any]:
    try:
        return {column: from_cell(cell, kinds.get(column, "text")) for column, cell in zip(columns, cells, strict=True)}
    except ValueError as error:
        raise ExchangeError(_("这一行看不懂"), where=where, remedy=_("用本程序导出的文件，不要改动")) from error
