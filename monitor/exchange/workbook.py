"""The ledger as a workbook: a sheet to read, then one sheet for each table; long texts in pieces on their own."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from commitments.i18n import _
from monitor.exchange import ExchangeError, Layout, Rows
from monitor.exchange.cells import from_cell, to_cell

MOST_CHARACTERS = 32_000  # a cell holds 32,767
MOST_ROWS = 1_048_576
LONG = "@long"  # the sheet of pieces; a cell that begins so names its text there
READING = "台账"


def write(path: Path, rows: Rows, layout: Layout, *, summary: list[list[str]]) -> int:
    """Write the rows; how many. `ExchangeError` if a table has more rows than a sheet."""
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    count, places, long_texts = 0, dict[str, int](), list[str]()
    with xlsxwriter.Workbook(str(path), options) as book:
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet(READING)
        sheet.freeze_panes(1, 0)
        for number, line in enumerate(summary):
            for column, text in enumerate(line):
                sheet.write_string(number, column, text, bold if number == 0 else None)
        for table, row in rows:
            count += 1
            if table not in places:
                sheet = book.add_worksheet(table)
                sheet.write_row(0, 0, list(row), bold)
            places[table] = at = places.get(table, 0) + 1
            if at >= MOST_ROWS:
                raise ExchangeError(_("一张工作表放不下"), where=table, remedy=_("改用 .jsonl 或 .csv"))
            cells = (to_cell(value, layout[table][column]) for column, value in row.items())
            for column, cell in enumerate(cells):
                if cell:
                    sheet.write_string(at, column, _short(cell, long_texts))
        _write_long(book, long_texts)
    return count


def _short(cell: str, long_texts: list[str]) -> str:
    if len(cell) <= MOST_CHARACTERS and not cell.startswith(LONG):
        return cell
    long_texts.append(cell)
    return f"{LONG}:{len(long_texts)}"


def _write_long(book: Any, long_texts: list[str]) -> None:
    sheet, at = book.add_worksheet(LONG), 0
    for number, text in enumerate(long_texts, start=1):
        for start in range(0, len(text), MOST_CHARACTERS):
            sheet.write_number(at, 0, number)
            # A mark at both ends: blanks there would be lost.
            sheet.write_string(at, 1, "|" + text[start : start + MOST_CHARACTERS] + "|")
            at += 1


def read(path: Path, layout: Layout) -> Rows:
    """The rows of a file."""
    book = opened(path)
    try:
        long_texts = _long_texts(book)
        for sheet in book.worksheets:
            if sheet.title not in {READING, LONG}:
                yield from _sheet(sheet, layout.get(sheet.title, {}), long_texts, str(path))
    finally:
        book.close()


def opened(path: Path) -> Any:
    """A workbook, opened for reading; `ExchangeError` if it is none."""
    import openpyxl

    try:
        return openpyxl.load_workbook(path, read_only=True, data_only=True)
    except OSError as error:
        raise ExchangeError(
            _("读不了：{why}").format(why=error.strerror), where=str(path), remedy=_("核对路径")
        ) from error
    except (BadZipFile, KeyError, ValueError, openpyxl.utils.exceptions.InvalidFileException) as error:
        raise ExchangeError(_("不是 XLSX 文件"), where=str(path), remedy=_("另存为 .xlsx 后再试")) from error


def _long_texts(book: Any) -> Mapping[int, str]:
    found: dict[int, str] = {}
    if LONG in book.sheetnames:
        for number, piece in book[LONG].iter_rows(max_col=2, values_only=True):
            if number is not None:
                found[int(number)] = found.get(int(number), "") + str(piece)[1:-1]
    return found


def _sheet(
    sheet: Any, kinds: Mapping[str, str], long_texts: Mapping[int, str], where: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    lines = sheet.iter_rows(values_only=True)
    columns = [str(cell) for cell in next(lines, ()) if cell is not None]
    for number, cells in enumerate(lines, start=2):
        try:
            yield (
                sheet.title,
                {
                    column: from_cell(_whole(cell, long_texts), kinds.get(column, "text"))
                    for column, cell in zip(columns, cells, strict=False)
                },
            )
        except (ValueError, KeyError) as error:
            place = f"{where}: {sheet.title} {number}"
            raise ExchangeError(_("这一行看不懂"), where=place, remedy=_("用本程序导出的文件，不要改动")) from error


def _whole(cell: Any, long_texts: Mapping[int, str]) -> str:
    text = "" if cell is None else str(cell)
    return long_texts[int(text.partition(":")[2])] if text.startswith(LONG) else text
