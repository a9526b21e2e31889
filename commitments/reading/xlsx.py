"""Workbooks: a sheet after the other, a row a line; numbers and dates as a person would see them."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from commitments.errors import ReadError
from commitments.i18n import _
from commitments.reading.content import Content, Upload
from commitments.reading.grid import Lines, one_cell, with_shared
from commitments.reading.zipped import open_zip

MOST_ROWS = 200_000  # of all sheets together
LARGEST_WHOLE = 20_000_000  # bytes: beyond, merged cells are not looked up


def read_xlsx(upload: Upload) -> tuple[Content, ...]:
    """The visible sheets of one workbook as one document; formulas by their last results.

    Raises:
        ReadError: it is damaged, locked, too large when unfolded, or has too many rows.
    """
    open_zip(upload.data, where=upload.where).close()
    try:
        book = openpyxl.load_workbook(
            io.BytesIO(upload.data), read_only=len(upload.data) > LARGEST_WHOLE, data_only=True, keep_links=False
        )
    except (BadZipFile, KeyError, ValueError, TypeError, InvalidFileException) as error:
        remedy = _("请用原软件打开后另存，再导入")
        raise ReadError(_("文件已损坏，或不是它所称的格式"), where=upload.where, remedy=remedy) from error
    lines = Lines()
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    rows = 0
    for sheet in sheets:
        if len(sheets) > 1:
            lines.add(one_cell(sheet.title))
        for number, cells in with_shared(rows_of(sheet), merged_of(sheet)):
            lines.add_row(cells, sheet=sheet.title if len(sheets) > 1 else "", row=number)
            rows += 1
            if rows > MOST_ROWS:
                message = _("表格超过 {limit} 行").format(limit=MOST_ROWS)
                raise ReadError(message, where=upload.where, remedy=_("请拆分后再导入"))
    return (Content(upload.name, lines.text, tuple(lines.places)),)


def rows_of(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """Number from 1 and cells of every row."""
    for number, row in enumerate(sheet.iter_rows(), sheet.min_row or 1):
        yield number, [cell_words(cell) for cell in row]


def cell_words(cell: Any) -> str:
    """What a person sees in a cell."""
    value = cell.value
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value)
    if isinstance(value, datetime | date):
        return day_words(value)
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, int | float):
        return number_words(value, cell.number_format or "")
    return one_cell(str(value))


def day_words(day: date) -> str:
    """A date as documents write it; a time of day adds nothing to a promise."""
    return f"{day.year}年{day.month}月{day.day}日"


def number_words(value: float, form: str) -> str:
    """A number without the dust of binary fractions; a share as its percentage."""
    if "%" in form:
        return f"{round(value * 100, 6):.10g}%"
    return str(value) if isinstance(value, int) else f"{round(value, 9):.15g}"


def merged_of(sheet: Any) -> dict[tuple[int, int], str]:
    """The words of cells merged downwards, for each cell they cover below the first: by row from 1, column from 0."""
    ranges = getattr(sheet, "merged_cells", None)
    return {
        (row, area.min_col - 1): words
        for area in (ranges.ranges if ranges else ())
        if area.max_row > area.min_row and (words := cell_words(sheet.cell(area.min_row, area.min_col)))
        for row in range(area.min_row + 1, area.max_row + 1)
    }
