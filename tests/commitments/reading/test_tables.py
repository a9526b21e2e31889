"""Spreadsheets and delimited tables: a row a line, each cell with its name."""

import csv
import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.document import Place, PlaceKind
from commitments.errors import ReadError
from commitments.extraction import extract
from commitments.reading import read
from commitments.reading.content import Upload
from commitments.reading.delimited import read_delimited
from commitments.reading.grid import Lines, column_name, is_heading_row
from commitments.reading.xlsx import MOST_ROWS, read_xlsx

HEADINGS = ["序号", "工作任务", "目标", "责任单位", "完成时限"]


def a_book() -> tuple[Any, Any]:
    """A register of tasks with a title row, merged owner cells, a date and a share; and its sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["清河市2027年重点工作分工表"])
    sheet.append(HEADINGS)
    sheet.append([1, "水利", "新建泵站12座", "市水务局", date(2027, 12, 31)])
    sheet.append([2, "水利", "改造管网300公里", None, datetime(2027, 6, 30, 8, 0)])  # noqa: DTZ001  cells have no zone
    sheet.append([3, "环保", 0.85, "市生态环境局", "2027年底"])
    sheet["C5"].number_format = "0%"
    sheet.merge_cells("D3:D4")
    sheet.merge_cells("A1:E1")
    return book, sheet


def saved(book: Any, path: Path) -> Path:
    """The file of a workbook."""
    book.save(path)
    return path


def test_a_workbook_is_read_as_a_person_sees_it(tmp_path: Path) -> None:
    """Dates, shares and merged owners are written out, and cells know their names."""
    document = read(saved(a_book()[0], tmp_path / "a.xlsx"))

    assert document.text.split("\n") == [
        "清河市2027年重点工作分工表",
        "\t".join(HEADINGS),
        "1\t水利\t新建泵站12座\t市水务局\t2027年12月31日",
        "2\t水利\t改造管网300公里\t市水务局\t2027年6月30日",
        "3\t环保\t85%\t市生态环境局\t2027年底",
    ]
    assert document.place_at(document.text.index("改造")) == Place(document.text.index("改造"), PlaceKind.CELL, "C4")


def test_a_row_of_a_register_is_a_target_with_owner_and_date(tmp_path: Path) -> None:
    """Quantity, owner and date come from the cells of one row."""
    found = [target for target in extract(read(saved(a_book()[0], tmp_path / "a.xlsx"))).targets if target.quantity]

    assert [(str(t.quantity.value), t.owners.lead, str(t.due.day)) for t in found if t.quantity][:2] == [
        ("12", ("市水务局",), "2027-12-31"),
        ("300", ("市水务局",), "2027-06-30"),
    ]


def test_sheets_are_named_and_hidden_ones_left_out(tmp_path: Path) -> None:
    """Each sheet begins with its name when there are several; what is hidden was not published."""
    book, sheet = a_book()
    sheet.title = "分工"
    book.create_sheet("附表").append(["说明"])
    book.create_sheet("底稿").append(["草稿"])
    book["底稿"].sheet_state = "hidden"
    document = read(saved(book, tmp_path / "a.xlsx"))

    assert document.text.startswith("分工\n清河市")
    assert document.text.endswith("\n附表\n说明")
    assert document.places[-1] == Place(document.text.rindex("说明"), PlaceKind.CELL, "附表!A1")


def test_formulas_are_never_computed(tmp_path: Path) -> None:
    """A formula whose result was not saved is an empty cell, not its source."""
    book = openpyxl.Workbook()
    book.active.append(["任务", "=1+1", '=WEBSERVICE("http://127.0.0.1/x")'])

    assert read(saved(book, tmp_path / "a.xlsx")).text == "任务"


def test_a_table_without_end_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """More rows than the limit are named, with what to do."""
    monkeypatch.setattr("commitments.reading.xlsx.MOST_ROWS", 3)
    data = saved(a_book()[0], tmp_path / "a.xlsx").read_bytes()

    with pytest.raises(ReadError, match="超过 3 行"):
        read_xlsx(Upload("a.xlsx", data, "a.xlsx"))
    assert MOST_ROWS > 100_000


@pytest.mark.parametrize(("separator", "encoding"), [(",", "gb18030"), ("\t", "utf-8"), (";", "utf-8-sig")])
def test_delimited_tables_are_read_in_every_dress(separator: str, encoding: str, tmp_path: Path) -> None:
    """Separator and encoding are told by the text; a quoted cell may hold both separator and line break."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(
        [HEADINGS, ["1", "水利", f"新建{separator}泵站\n12座", "市水务局", "2027年底"]]
    )
    (tmp_path / "a.csv").write_bytes(out.getvalue().encode(encoding))
    document = read(tmp_path / "a.csv")

    within = " " if separator == "\t" else separator
    assert document.text.split("\n")[1] == f"1\t水利\t新建{within}泵站 12座\t市水务局\t2027年底"
    assert document.place_at(document.text.index("市水务局")) == Place(
        document.text.index("市水务局"), PlaceKind.CELL, "D2"
    )


def test_an_endless_quoted_cell_is_refused() -> None:
    """A quote that never closes swallows the file; the line is named."""
    with pytest.raises(ReadError, match="第 1 行"):
        read_delimited(Upload("a.csv", ('"' + "甲" * 1_000_001).encode(), "a.csv"))


def test_columns_are_named_as_spreadsheets_name_them() -> None:
    """After Z comes AA, after ZZ comes AAA."""
    assert [column_name(number) for number in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_a_row_of_headings_is_told_from_a_row_of_tasks() -> None:
    """Short words that name columns, and mostly such."""
    assert is_heading_row(HEADINGS)
    assert is_heading_row(["任务", "", "责任单位"])
    assert not is_heading_row(["1", "水利", "新建泵站12座", "市水务局"])
    assert not is_heading_row(["清河市2027年重点任务责任分工表"])


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cc", "Zs", "Zl", "Zp"]), max_size=5), max_size=5),
        max_size=6,
    )
)
def test_a_place_is_where_its_cell_begins(rows: list[list[str]]) -> None:
    """Whatever the cells hold, the text at a place starts with the words of the cell it names."""
    lines = Lines()
    for number, row in enumerate(rows, 1):
        lines.add_row(row, sheet="", row=number)
    words = {
        f"{column_name(at)}{number}": cell for number, row in enumerate(rows, 1) for at, cell in enumerate(row) if cell
    }

    assert {place.label for place in lines.places} == set(words)
    assert all(lines.text.startswith(words[place.label], place.start) for place in lines.places)
