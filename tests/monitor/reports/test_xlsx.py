"""The workbook: a sheet for each view, real dates, filters, and no cell that a spreadsheet would run."""

import io
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.utils import range_boundaries

from monitor.digest import Digest
from monitor.reports import xlsx
from monitor.reports.charts import charts
from tests.commitments.builders import a_target
from tests.monitor.builders import a_digest, a_document_entry, a_full_day, an_entry, an_observation

FORMULAS = ["=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\n=1", " =1", "＝1+1", "　=1", "\r=1"]


def _book(digest: Digest) -> Any:
    return openpyxl.load_workbook(io.BytesIO(xlsx.render(digest)))


def _rows(sheet: Any) -> list[dict[str, Any]]:
    headings, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def test_there_is_a_sheet_for_each_view_with_its_lines() -> None:
    """In the order of the digest, under a heading that stays in sight and filters."""
    digest = a_full_day()
    book = _book(digest)

    assert [row["编号"] for row in _rows(book["逾期"])] == [line.entry.code for line in digest.overdue]
    assert len(_rows(book["全部在办"])) == len(digest.open_lines)
    for view in xlsx.views(digest):
        assert book[view.name].freeze_panes == "B2"
        assert book[view.name].auto_filter.ref.startswith("A1:")


def test_pictures_are_drawn_from_the_numbers_beside_them() -> None:
    """The spreadsheet draws them itself, so that a picture cannot disagree with its table or with the other formats."""
    digest = a_full_day()
    sheet = _book(digest)["图表"]

    places = [one.val.numRef.f.rpartition("!")[2] for picture in sheet._charts for one in picture.series]
    drawn = [[row[0] for row in sheet.iter_rows(**_bounds(place), values_only=True)] for place in places]

    told = [series for chart in charts(digest) for series in chart.series]
    assert told
    assert drawn == [[mark.value for mark in one.marks] for one in told]


def _bounds(place: str) -> dict[str, int]:
    names = ("min_col", "min_row", "max_col", "max_row")
    return dict(zip(names, range_boundaries(place), strict=True))


def test_dates_are_dates_and_numbers_are_numbers() -> None:
    """So that a spreadsheet can sort and reckon with them."""
    row = _rows(_book(a_full_day())["逾期"])[1]

    assert row["完成时限"] == datetime(2025, 10, 31)  # noqa: DTZ001 - as the library reads a day
    assert row["剩余天数"] == -21
    assert row["最新进展值"] == 82


def test_no_cell_is_a_formula() -> None:
    """Words of documents are text, and stay text when somebody edits the cell: they carry the mark of text."""
    entries = []
    for number, words in enumerate(FORMULAS, start=1):
        document = a_document_entry(title=words, number=words, issuer=words)
        target = a_target(words, metric=words, lead=(words,), support=(words,))
        heard = an_observation(note=words, value=None)
        entries.append(an_entry(target, id=number, document=document, latest=heard))
    book = _book(a_digest(*entries))

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]

    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    risky = [cell for cell in cells if isinstance(cell.value, str) and cell.value.strip()[:1] in tuple("=+-@＝")]
    assert {cell.value.strip() for cell in risky} >= {words.strip() for words in FORMULAS}
    assert all(cell.quotePrefix for cell in risky)


@settings(max_examples=3, deadline=None)
@given(st.lists(st.text(st.characters(), max_size=20), min_size=20, max_size=60))
@example(["_x0041_", "\ufffe", "\uffff", "\x00\x0b", "\ud800"])
def test_any_words_at_all_make_a_workbook_that_opens(texts: list[str]) -> None:
    """No character of a document can damage the file."""
    entries = [
        an_entry(a_target(f"甲{words}乙", due=date(2025, 1, 1)), id=number)
        for number, words in enumerate(texts, start=1)
    ]
    rows = _rows(_book(a_digest(*entries))["逾期"])

    assert len(rows) == len(texts)
    assert all(row["原文"].startswith("甲") and row["原文"].endswith("乙") for row in rows)


def test_the_same_day_is_the_same_workbook() -> None:
    """Byte for byte: no time of making is in it."""
    assert xlsx.render(a_full_day()) == xlsx.render(a_full_day())


def test_a_long_view_is_cut_and_the_first_sheet_says_how_far(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest is in the CSV."""
    monkeypatch.setattr(xlsx, "LONGEST_SHEET", 2)
    digest = a_digest(*(an_entry(a_target(due=None), id=number) for number in range(1, 6)))

    book = _book(digest)

    assert len(_rows(book["无时限"])) == 2
    assert ("无时限", 5, 2) in list(book["概况"].iter_rows(values_only=True))
