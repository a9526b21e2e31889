"""The CSV report: one row for every open line, and no cell that a spreadsheet would run."""

import csv
import io
from datetime import timedelta
from decimal import Decimal

import pytest
from syrupy.assertion import SnapshotAssertion

from commitments.evidence import Verdict
from monitor.digest import Digest
from monitor.reports.csv import BYTE_ORDER_MARK, render
from tests.commitments.builders import a_target
from tests.monitor.builders import DAY, a_digest, a_document_entry, a_full_day, an_entry, an_observation

FORMULAS = ["=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\n=1", " =1", "＝1+1", "　=1", "\r=1"]


def _rows(digest: Digest) -> list[dict[str, str]]:
    text = render(digest).removeprefix(BYTE_ORDER_MARK)
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_report_of_a_full_day_is_the_golden_file(golden_csv: SnapshotAssertion) -> None:
    """Every column: a change shows in the diff of the stored file."""
    assert render(a_full_day()).replace("\r\n", "\n") == golden_csv


def test_excel_is_told_that_this_is_unicode() -> None:
    """Without the mark Excel reads UTF-8 Chinese as rubbish."""
    assert render(a_digest()).startswith(BYTE_ORDER_MARK)


def test_every_open_line_is_one_row_and_closed_ones_are_none() -> None:
    """The most overdue come first, the undated last."""
    entries = [
        an_entry(a_target(due=DAY - timedelta(days=3)), id=1),
        an_entry(a_target(due=DAY + timedelta(days=90)), id=2),
        an_entry(a_target(due=None), id=3),
        an_entry(id=4, verdict=Verdict.MET),
    ]

    rows = _rows(a_digest(*entries))

    assert [(row["编号"], row["剩余天数"]) for row in rows] == [("C000001", "-3"), ("C000002", "90"), ("C000003", "")]


@pytest.mark.parametrize("words", FORMULAS)
def test_no_cell_is_a_formula(words: str) -> None:
    """Words of documents and of people are marked as text wherever they stand."""
    document = a_document_entry(title=words, number=words, issuer=words)
    target = a_target(words, metric=words, lead=(words,), support=(words,))
    rows = _rows(a_digest(an_entry(target, document=document, latest=an_observation(note=words, value=None))))

    assert rows
    risky = [cell for cell in rows[0].values() if cell.strip()[:1] in tuple("=+-@＝") and cell != rows[0]["剩余天数"]]
    assert risky == []


def test_breaks_commas_and_quotes_stay_in_their_cell() -> None:
    """A quote over two lines is still one cell."""
    words = '一、第一行,"引号"\n第二行'

    (row,) = _rows(a_digest(an_entry(a_target(words))))

    assert row["原文"] == words


def test_an_exact_value_stays_exact() -> None:
    """Evidence is a decimal, never a float or a power of ten."""
    seen = an_observation(value=Decimal("123456789012345678.90"))

    (row,) = _rows(a_digest(an_entry(latest=seen)))

    assert row["最新进展值"] == "123456789012345678.90"
