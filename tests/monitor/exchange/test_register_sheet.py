"""An office's own list: rows become targets, and every cell that cannot be read is named."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from commitments.ledger import Ledger
from commitments.target import Comparator, Kind, Owners, Quantity
from monitor.exchange import ExchangeError
from monitor.exchange.register_sheet import BadCell, day_of, read_sheet

MAPPING = {"工作 事项": "quote", "牵头单位": "lead", "配合单位": "support", "完成时限": "due", "目标值": "value"}
HEADINGS = ["序号", "工作\n事项", "牵头单位", "配合单位", "完成时限", "目标值"]
GOOD = [1, "新建养老院", "市民政局", "市财政局、市住建局", "2025年12月", "≥3所"]


def _csv(path: Path, *rows: list[Any]) -> Path:
    lines = [",".join('"' + str(cell) + '"' for cell in row) for row in rows]
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    return path


def _xlsx(path: Path, *rows: list[Any]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, datetime):
                    sheet.write_datetime(number, column, cell, day)
                else:
                    sheet.write(number, column, cell)
    return path


@pytest.mark.parametrize("make", [_csv, _xlsx])
def test_a_row_becomes_a_target(tmp_path: Path, make: Any) -> None:
    """Below a title and the headings, whatever their line breaks."""
    path = make(
        tmp_path / f"台账{'.csv' if make is _csv else '.xlsx'}", ["督办台账", "", "", "", "", ""], HEADINGS, GOOD
    )
    sheet = read_sheet(path, MAPPING)
    (target,) = sheet.extraction.targets

    assert sheet.bad == ()
    assert sheet.document.text[target.start : target.end] == target.quote == "新建养老院"
    assert target.quantity == Quantity(Comparator.AT_LEAST, Decimal(3), "所")
    assert target.owners == Owners(("市民政局",), ("市财政局", "市住建局"))
    assert (target.due.day, target.kind) == (date(2025, 12, 31), Kind.QUANTIFIED)


def test_dates_and_numbers_of_a_workbook_are_taken_as_they_are(tmp_path: Path) -> None:
    """Not through their looks."""
    path = _xlsx(tmp_path / "a.xlsx", HEADINGS, [1, "甲", "", "", datetime(2025, 6, 30), 12.5])  # noqa: DTZ001
    (target,) = read_sheet(path, MAPPING).extraction.targets

    assert target.due.day == date(2025, 6, 30)
    assert target.quantity == Quantity(Comparator.AT_LEAST, Decimal("12.5"), None)


def test_every_bad_cell_is_named_and_its_row_left_out(tmp_path: Path) -> None:
    """Row and column as spreadsheets call them; blank rows are no rows."""
    rows: list[list[Any]] = [
        GOOD,
        [2, "乙", "", "", "尽快", "很多"],
        ["", "", "", "", "", ""],
        [3, "", "市民政局", "", "", ""],
    ]
    sheet = read_sheet(_csv(tmp_path / "a.csv", HEADINGS, *rows), MAPPING)

    assert [(bad.row, bad.column, bad.text) for bad in sheet.bad] == [(3, "E", "尽快"), (3, "F", "很多"), (5, "B", "")]
    assert all(isinstance(bad, BadCell) and bad.why for bad in sheet.bad)
    assert (len(sheet.extraction.targets), sheet.skipped) == (1, 2)


@pytest.mark.parametrize(
    "mapping",
    [{"工作事项": "words"}, {"牵头单位": "lead"}, {"没有的列": "quote"}, {"工作事项": "quote", "期限": "due"}],
)
def test_a_mapping_that_leads_nowhere_is_refused(tmp_path: Path, mapping: dict[str, str]) -> None:
    """With the columns there are."""
    path = _csv(tmp_path / "a.csv", HEADINGS, GOOD)
    with pytest.raises(ExchangeError) as refused:
        read_sheet(path, mapping)
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-12-31", date(2025, 12, 31)),
        ("2025.6.30", date(2025, 6, 30)),
        ("2025年6月30日前", date(2025, 6, 30)),
        ("2025年2月", date(2025, 2, 28)),
        ("2025年底前", date(2025, 12, 31)),
        ("2025", date(2025, 12, 31)),
        ("2025年13月", None),
        ("长期", None),
    ],
)
def test_written_dates_mean_their_last_day(text: str, day: date | None) -> None:
    """What is no date is none."""
    assert day_of(text) == day


def test_what_was_read_can_be_entered(ledger: Ledger, tmp_path: Path) -> None:
    """The quotes stand in the text that is kept."""
    sheet = read_sheet(_csv(tmp_path / "a.csv", HEADINGS, GOOD, [2, "乙", "", "", "", ""]), MAPPING)

    assert ledger.enter(sheet.document, sheet.extraction, actor="王敏").targets == 2


def test_a_bad_cell_is_named_with_its_sheet(tmp_path: Path) -> None:
    """As people say it to each other: the worksheet, then E2."""
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        sheet = book.add_worksheet("2025年台账")
        for number, row in enumerate([HEADINGS, [1, "甲", "", "", "尽快", ""]]):
            sheet.write_row(number, 0, row)
    (bad,) = read_sheet(tmp_path / "a.xlsx", MAPPING).bad

    assert (bad.sheet, bad.cell, bad.heading, bad.text) == ("2025年台账", "E2", "完成时限", "尽快")
    assert "2025年12月" in bad.why
