"""The report of the day as a workbook: one sheet for every view, dates as dates, nothing that a spreadsheet runs."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from commitments.i18n import _
from commitments.timing import Timing
from monitor.digest import RECENT_DAYS, Digest, Line
from monitor.reports.charts import Chart, charts
from monitor.reports.columns import Cell, Column, Words, cells, columns
from monitor.reports.periods import period_lists
from monitor.reports.sections import grids, title
from monitor.reports.tables import Grid, figures, helping, leading
from monitor.safe_text import is_formula, visible
from monitor.words import word

LONGEST_SHEET = 2000  # rows; the CSV holds every line
LONGEST_NAME = 31  # characters of a sheet's name
_NO_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", " "))  # what no sheet's name may hold
MOST_CHARACTERS = 32_000  # a cell holds 32,767
MOST_DIGITS = 15  # that a spreadsheet keeps of a number
FIRST_DAY = date(1899, 12, 30)  # from which a spreadsheet counts its days
PICTURE_ROWS = 17  # that a picture covers
PICTURE_COLUMN = 5
# form of a series → kind of picture, and what its line looks like
_DRAWN: Mapping[str, tuple[dict[str, str], dict[str, Any]]] = {
    "bar": ({"type": "column"}, {"fill": {"color": "#1a5580"}}),
    "row": ({"type": "bar"}, {"fill": {"color": "#1a5580"}}),
    "solid": ({"type": "line"}, {"line": {"color": "#1a5580", "width": 2.25}}),
    "dashed": ({"type": "line"}, {"line": {"color": "#9a4608", "width": 2.25, "dash_type": "dash"}}),
}
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_NO_XML = dict.fromkeys((0xFFFE, 0xFFFF), "\ufffd")  # noncharacters, which no XML file may hold


@dataclass(frozen=True, slots=True)
class View:
    """One sheet: its name and its lines."""

    name: str
    lines: Sequence[Line]


def render(digest: Digest) -> bytes:
    """The workbook as bytes, the same for the same digest."""
    import xlsxwriter

    file = io.BytesIO()
    shown = views(digest)
    with xlsxwriter.Workbook(file, _OPTIONS) as book:
        said = title(digest)
        made = datetime.combine(digest.day, time.min, UTC).replace(tzinfo=None)
        book.set_properties({"title": f"{said} {digest.day}", "created": made})
        pen = _Pen(book)
        _overview(book, pen, digest, shown)
        if digest.summary is None:
            _units(book, pen, digest)
        for grid in grids(digest):
            _grid(book, pen, grid)
        _pictures(book, pen, charts(digest))
        for view in shown:
            _sheet(book, pen, view)
    return file.getvalue()


def views(digest: Digest) -> tuple[View, ...]:
    """Every view of the day, in the order of urgency."""
    if digest.document is not None:
        return (View(_("承诺事项"), digest.in_order),)
    if digest.summary is not None and digest.news is not None:
        told = period_lists(digest.summary, digest.news)
        found = [View(_sheet_name(name), lines) for _anchor, name, lines in told]
        return (*found[:1], View(_("待复查"), digest.revisit), *found[1:])
    return (
        View(word(Timing.OVERDUE), digest.overdue),
        View(word(Timing.DUE), digest.due),
        View(_("未来 {n} 天到期").format(n=digest.near_days), digest.near),
        View(_("待复查"), digest.revisit),
        View(word(Timing.UNDATED), digest.undated),
        View(_("证据陈旧"), digest.stale),
        View(_("待核"), digest.unreviewed),
        View(_("近 {n} 天的进展").format(n=RECENT_DAYS), digest.recent),
        View(word(Timing.CLOSED), digest.closed),
        View(_("全部在办"), digest.open_lines),
    )


@lru_cache(maxsize=4096)  # units, documents and states stand in a column again and again
def _harmless(words: str) -> tuple[str, bool]:
    """Words as a cell can hold them, and whether a spreadsheet could take them for a formula."""
    text = visible(words).translate(_NO_XML)[:MOST_CHARACTERS]
    return text, is_formula(text)


class _Pen:
    """Writes cells by what they hold."""

    def __init__(self, book: Any) -> None:
        look = {"valign": "top", "text_wrap": True}
        self.bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter"})
        self.right = book.add_format({"bold": True, "bottom": 1, "align": "right", "valign": "vcenter"})
        self.title = book.add_format({"bold": True, "font_size": 14})
        self._text = book.add_format(look)
        self._quoted = book.add_format({**look, "quote_prefix": True})
        self._day = book.add_format({**look, "num_format": "yyyy-mm-dd", "align": "left"})
        self._number = book.add_format({"valign": "top"})

    def write(self, sheet: Any, row: int, column: int, value: Cell) -> None:
        """Write one cell; nothing is written as nothing."""
        match value:
            case None | "":
                return
            case Words() | str():
                text, is_risky = _harmless(value)
                sheet.write_string(row, column, text, self._quoted if is_risky else self._text)
            case date():
                sheet.write_number(row, column, (value - FIRST_DAY).days, self._day)
            case Decimal() if len(value.as_tuple().digits) > MOST_DIGITS:
                sheet.write_string(row, column, f"{value:f}", self._text)
            case _:
                sheet.write_number(row, column, value, self._number)


def _overview(book: Any, pen: _Pen, digest: Digest, shown: Sequence[View]) -> None:
    sheet = book.add_worksheet(_("概况"))
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 2, 14)
    sheet.write_string(0, 0, f"{visible(title(digest))} {digest.day}", pen.title)
    row = 2
    _heads(sheet, pen, row, _("状态"), _("项数"), _("变化"))
    for figure in figures(digest):
        row += 1
        pen.write(sheet, row, 0, figure.label)
        pen.write(sheet, row, 1, figure.count)
        pen.write(sheet, row, 2, figure.change)
    row += 2
    _heads(sheet, pen, row, _("工作表"), _("项数"), _("表内行数"))
    for view in shown:
        row += 1
        sheet.write_url(row, 0, f"internal:'{view.name}'!A1", string=view.name)
        pen.write(sheet, row, 1, len(view.lines))
        pen.write(sheet, row, 2, min(len(view.lines), LONGEST_SHEET))
    note = _("每张表最多 {n} 行，全部目标见 CSV。").format(n=LONGEST_SHEET)
    sheet.write_string(row + 2, 0, note)


def _heads(sheet: Any, pen: _Pen, row: int, name: str, *counts: str) -> None:
    """Headings of a small table: those of numbers stand over them, at the right."""
    sheet.write_string(row, 0, name, pen.bold)
    sheet.write_row(row, 1, counts, pen.right)


def _units(book: Any, pen: _Pen, digest: Digest) -> None:
    for name, units in ((_("牵头单位逾期"), leading(digest)), (_("配合单位逾期"), helping(digest))):
        sheet = book.add_worksheet(name)
        sheet.set_column(0, 0, 36)
        sheet.set_column(1, 2, 12)
        rows = [(Words(unit.unit), unit.overdue, unit.longest) for unit in units]
        _table(sheet, pen, (_("单位"), _("逾期项数"), _("最长天数")), rows)


def _pictures(book: Any, pen: _Pen, drawn: Sequence[Chart]) -> None:
    """Each picture beside the numbers it is drawn from, by the spreadsheet itself."""
    if not drawn:
        return
    sheet = book.add_worksheet(_("图表"))
    sheet.set_column(0, 0, 30)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    row = 0
    for chart in drawn:
        _picture(book, pen, sheet, chart, row)
        row += max(len(chart.series[0].marks) + 3, PICTURE_ROWS)


def _picture(book: Any, pen: _Pen, sheet: Any, chart: Chart, row: int) -> None:
    kind, _look = _DRAWN[chart.series[0].form]
    picture, first, last = book.add_chart(kind), row + 2, row + 1 + len(chart.series[0].marks)
    sheet.write_string(row, 0, chart.title, pen.title)
    sheet.write_row(row + 1, 0, [chart.headings[0], *(series.name for series in chart.series)], pen.bold)
    for number, series in enumerate(chart.series, start=1):
        for at, mark in enumerate(series.marks, start=first):
            pen.write(sheet, at, 0, Words(mark.label))
            pen.write(sheet, at, number, mark.value)
        cells_of = {"categories": [sheet.name, first, 0, last, 0], "values": [sheet.name, first, number, last, number]}
        picture.add_series({"name": [sheet.name, row + 1, number], **cells_of, **_DRAWN[series.form][1], "gap": 60})
    picture.set_title({"name": chart.title, "name_font": {"size": 12}, "overlay": False})
    picture.set_legend({"position": "bottom"} if len(chart.series) > 1 else {"none": True})
    quiet = {"major_gridlines": {"visible": True, "line": {"color": "#dcd8cf"}}}
    if kind["type"] == "bar":  # names stand at the left, the first at the top
        picture.set_y_axis({"reverse": True, "interval_unit": 1})
        picture.set_x_axis(quiet)
    else:
        is_share = any(mark.shown.endswith("%") for mark in chart.series[0].marks)
        picture.set_y_axis({**quiet, "min": 0, **({"max": 100, "num_format": '0"%"'} if is_share else {})})
    picture.set_size({"width": 640, "height": 300})
    sheet.insert_chart(row, PICTURE_COLUMN, picture, {"description": chart.title})


def _sheet_name(text: str) -> str:
    return text.translate(_NO_NAME)[:LONGEST_NAME]


def _grid(book: Any, pen: _Pen, grid: Grid) -> None:
    """A table of a summary on a sheet of its own; what is a number is written as one."""
    sheet = book.add_worksheet(_sheet_name(grid.title))
    for number, short in enumerate(grid.short):
        sheet.set_column(number, number, 14 if short else 44)
    rows = [[int(cell) if cell.isdecimal() and grid.numbers else Words(cell) for cell in row] for row in grid.rows]
    _table(sheet, pen, grid.headings, rows)


def write_table(path: Path, name: str, columns: Sequence[Column], rows: Iterable[Iterable[Cell]]) -> None:
    """Write one sheet into a workbook of its own, row by row: no more than one is held in memory."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {**_OPTIONS, "in_memory": False, "constant_memory": True}) as book:
        sheet = _laid_out(book, name, columns)
        _table(sheet, _Pen(book), [column.heading for column in columns], rows)


def _sheet(book: Any, pen: _Pen, view: View) -> None:
    sheet = _laid_out(book, view.name, columns())
    _table(sheet, pen, [column.heading for column in columns()], map(cells, view.lines[:LONGEST_SHEET]))


def _laid_out(book: Any, name: str, columns: Sequence[Column]) -> Any:
    """A sheet with its columns as wide as they should be, that fits onto paper."""
    sheet = book.add_worksheet(name)
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    return sheet


def _table(sheet: Any, pen: _Pen, headings: Sequence[str], rows: Iterable[Iterable[Cell]]) -> None:
    """A heading that stays in sight, with a filter on every column, and the rows under it."""
    sheet.write_row(0, 0, headings, pen.bold)
    sheet.freeze_panes(1, 1)
    number = 0
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            pen.write(sheet, number, column, value)
    sheet.autofilter(0, 0, number, len(headings) - 1)
