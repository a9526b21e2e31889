"""Verdicts to look at again stand in every view of the day, and in none before they were shaken."""

import csv
import io
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest

from commitments.evidence import Evidence, Grade, Verdict
from commitments.ledger import Entry, Ledger
from monitor.clock import Clock
from monitor.config import Settings
from monitor.digest import Digest, Grain
from monitor.reports import render
from monitor.reports.pdf import _data
from monitor.reports.sections import grids, sections
from monitor.reports.tables import figures
from monitor.services import Services
from tests.monitor.lively import TODAY
from tests.monitor.movable_clock import MovableClock

WHY = "所依证据已作废"
NEXT = "请对照现有证据和原文，重新核定结论"
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def office(lively_file: Path, tmp_path: Path, clock: MovableClock) -> Iterator[Services]:
    """The lively ledger on its last day and after."""
    path = shutil.copyfile(lively_file, tmp_path / "again.sqlite3")
    with Ledger.open(f"sqlite:///{path}", now=clock.now, four_eyes=True) as ledger:
        settings = Settings()
        yield Services(settings, Clock(settings.zone, TODAY), ledger, "王敏")


@pytest.fixture
def shaken(office: Services, clock: MovableClock) -> Entry:
    """A target closed on two proofs, of which one was struck a day later."""
    ledger, wanted = office.ledger, office.brief().overdue
    entry = next(line.entry for line in wanted if line.reviewed and line.units and line.entry.waiting is None)
    seen = Evidence(TODAY, note="验收报告", grade=Grade.DOCUMENT)
    proofs = [ledger.add_evidence(entry.id, seen, actor="王敏") for _number in range(2)]
    ledger.judge(entry.id, Verdict.MET, reason="已验收", actor="王敏", self_verified=True)
    clock.forward(days=1)
    ledger.strike_evidence(proofs[0].id, reason="张冠李戴", actor="李航")
    return ledger.entry(entry.id)


def _on(office: Services, day: date) -> Services:
    return replace(office, clock=Clock(office.settings.zone, day))


@pytest.fixture
def digest(office: Services, shaken: Entry) -> Digest:
    """The day on which it was struck."""
    return _on(office, TOMORROW).brief()


def test_the_headline_counts_them_and_how_many_are_new(office: Services, digest: Digest, shaken: Entry) -> None:
    """One more than the report of the working day before had; that one, asked for again, has none."""
    (figure,) = (one for one in figures(digest) if one.name == "revisit")
    earlier = _on(office, TODAY).brief()

    assert (figure.label, figure.count, figure.change) == ("待复查", 1, 1)
    assert [line.entry.id for line in digest.revisit] == [shaken.id]
    assert earlier.revisit == ()


@pytest.mark.parametrize("name", ["markdown", "html"])
def test_pages_say_why_and_what_is_needed(digest: Digest, shaken: Entry, name: str) -> None:
    """In a section of their own."""
    page = render(name, digest).decode()
    (section,) = (one for one in sections(digest) if one.anchor == "revisit")

    assert section.count == 1
    assert section.groups[0].lines[0].facts.code == shaken.code
    assert f"{WHY}（{TOMORROW} 起）" in page
    assert NEXT in page


def test_paper_spreadsheets_and_programs_have_them_as_well(digest: Digest, shaken: Entry) -> None:
    """PDF, workbook, CSV and JSON: the same target, the same reason."""
    paper = next(one for one in _data(digest, "")["sections"] if one["title"] == "待复查")
    rows = [row for row in csv.reader(io.StringIO(render("csv", digest).decode("utf-8-sig"))) if row[0] == shaken.code]
    book = openpyxl.load_workbook(io.BytesIO(render("xlsx", digest)))
    record = json.loads(render("json", digest))

    assert ["待复查", f"{WHY}（{TOMORROW} 起）"] in paper["groups"][0]["lines"][0]["details"]
    assert [row[-2] for row in rows] == [f"{WHY}（{TOMORROW} 起）"]
    assert [cell.value for cell in book["待复查"]["A"]] == ["编号", shaken.code]
    assert record["views"]["revisit"] == [shaken.code]
    assert record["revisit"] == {shaken.code: {"causes": ["evidence"], "since": TOMORROW.isoformat()}}
    assert record["change"]["revisit"] == 1


@pytest.mark.parametrize("grain", list(Grain))
def test_summaries_list_them(office: Services, digest: Digest, shaken: Entry, grain: Grain) -> None:
    """Of the week, the month and the year."""
    summed_up = _on(office, digest.day).brief(grain=grain)
    (section,) = (one for one in sections(summed_up) if one.anchor == "revisit")

    assert section.groups[0].lines[0].facts.code == shaken.code
    assert shaken.code in [line.entry.code for line in summed_up.listed]


def test_the_paper_for_a_unit_asks_it_to_answer(office: Services, digest: Digest, shaken: Entry) -> None:
    """And no other unit is asked."""
    line = digest.revisit[0]
    own = _on(office, digest.day).unit_brief(line.units[0])
    other = next(one.unit for one in digest.overdue_by_unit() if not line.names(one.unit))

    assert shaken.code in render("markdown", own).decode()
    assert [section.anchor for section in sections(own) if section.anchor == "revisit"]
    assert digest.of_unit(other).revisit == ()


def test_the_review_of_a_year_has_them_in_a_table(office: Services, digest: Digest, shaken: Entry) -> None:
    """Under the document that promised it."""
    review = _on(office, digest.day).document_brief(str(shaken.document.id), grain=Grain.YEAR)
    (table,) = (grid for grid in grids(review) if grid.name == "revisit")

    assert [(row[0], row[2]) for row in table.rows] == [(shaken.code, "已兑现")]
    assert table.rows[0][3] == f"{WHY}（{TOMORROW} 起）；{NEXT}"
