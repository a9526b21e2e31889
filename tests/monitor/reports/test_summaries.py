"""Summaries of a week, a month or a year, and the review of one document: one digest, the same again later."""

import csv
import io
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest

from commitments.evidence import Verdict
from commitments.i18n import use_language
from commitments.ledger import Extension, Ledger
from commitments.timing import Timing
from monitor.clock import Clock
from monitor.config import Settings
from monitor.digest import Digest, Grain, News, Shift, Source, Summary, brief, period_of
from monitor.reports import render
from monitor.reports.periods import period_grids
from monitor.reports.review import by_heading, review_grids
from monitor.reports.sections import grids, sections, title
from monitor.services import Services
from tests.commitments.builders import ACTOR, a_target
from tests.conftest import NOW
from tests.monitor.builders import DAY, a_digest, a_document_entry, an_entry, an_observation
from tests.monitor.lively import TODAY

LAST_MONTH = date(TODAY.year, TODAY.month, 1) - timedelta(days=1)


@pytest.fixture
def office(lively_file: Path, tmp_path: Path) -> Iterator[Services]:
    """The lively ledger months after its last day; today is asked for by each test."""
    path = shutil.copyfile(lively_file, tmp_path / "later.sqlite3")
    later = datetime.combine(TODAY + timedelta(days=90), time(12), UTC)
    with Ledger.open(f"sqlite:///{path}", now=lambda: later, four_eyes=True) as ledger:
        settings = Settings()
        yield Services(settings, Clock(settings.zone, TODAY), ledger, "王敏")


def _on(office: Services, day: date) -> Services:
    return replace(office, clock=Clock(office.settings.zone, day))


def test_the_paper_for_a_unit_knows_where_its_lines_stand_however_late_they_come(
    office: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is looked up for a unit are its own lines, not those of everybody's report that happen to be its own."""
    monkeypatch.setattr(brief, "LOOKED_AT", 1)
    last = office.brief().overdue[-1]

    own = office.unit_brief(last.units[0])

    assert office.brief().overdue[0].entry.id != own.overdue[0].entry.id
    assert own.overdue[0].entry.id in own.sources


def test_what_shows_no_places_does_not_look_them_up(office: Services) -> None:
    """And says the same without them."""
    placed, bare = office.brief(), office.brief(places=False)

    assert placed.sources
    assert not bare.sources
    assert render("csv", placed) == render("csv", bare)
    assert render("json", placed) == render("json", bare)
    assert render("xlsx", placed) == render("xlsx", bare)


def test_a_summary_counts_what_the_figures_count(office: Services) -> None:
    """The rate of the month is that of the picture; every target that came due is in one column."""
    digest = _on(office, LAST_MONTH).brief(grain=Grain.MONTH)
    assert digest.summary is not None
    assert digest.figures is not None
    now, before = (digest.summary.tally(lines) for lines in (digest.summary.came, digest.summary.came_before))

    rates = [one.share for one in digest.figures.on_time_by_month]
    assert [before.share, now.share] == rates[-2:]
    assert now.number == now.met + now.met_late + now.other + now.aside + now.late > 0
    assert now.ahead == 0


def test_a_summary_is_the_same_whatever_happens_later(office: Services) -> None:
    """Evidence, verdicts and moves of today change no report of last month, in any format."""
    past = _on(office, LAST_MONTH)
    then = past.brief(grain=Grain.MONTH)
    before = {name: render(name, then) for name in ("markdown", "html", "json", "csv")}
    lines = [line.entry for line in then.overdue if line.reviewed and line.entry.waiting is None]
    office.ledger.judge(lines[0].id, Verdict.MET_LATE, reason="已验收", actor="王敏", self_verified=True)
    office.ledger.extend(lines[1].id, TODAY + timedelta(days=99), reason="招标", approver="周副市长", actor="李航")
    for one in office.ledger.evidence_accepted(past._midnight(LAST_MONTH.replace(day=1)))[:2]:
        office.ledger.strike_evidence(one.id, reason="记错", actor="李航")

    again = past.brief(grain=Grain.MONTH)

    assert {name: render(name, again) for name in before} == before
    assert again.name == f"{LAST_MONTH:%Y-%m}"


def test_a_review_of_a_document_counts_each_promise_under_one_heading(office: Services) -> None:
    """The rows add up to the last one, and what is left open has a line that says why."""
    digest = office.document_brief("1", grain=Grain.YEAR)
    counts, left, _again, moved = grids(digest)
    open_codes = [line.entry.code for line in digest.in_order if not line.entry.closed]
    assert digest.summary is not None

    assert sum(len(lines) for _name, lines in by_heading(digest)) == len(digest.in_order)
    assert int(counts.rows[-1][1]) == len(digest.in_order)
    assert [row[0] for row in left.rows] == open_codes
    assert all(row[-1] for row in left.rows if row[2] != "")
    assert [row[0] for row in moved.rows] == [shift.line.entry.code for shift in digest.summary.shifts]
    assert set(digest.progress) <= {line.entry.id for line in digest.in_order if line.entry.target.quantity}
    assert len(digest.progress) > 0


def _a_week() -> Digest:
    """A week in which one thing was kept, one moved, one heard of, one promised."""
    kept = an_entry(a_target("甲事", due=DAY - timedelta(days=2), lead=("甲局",)), id=1, verdict=Verdict.MET)
    late = an_entry(a_target("乙事", due=DAY - timedelta(days=1), lead=("乙局",)), id=2)
    moved = an_entry(a_target("丙事", due=DAY + timedelta(days=300), lead=("甲局",)), id=3, original_due=DAY)
    digest = a_digest(kept, late, moved)
    by_id = {line.entry.id: line for line in digest.in_order}
    move = Extension(1, 3, DAY, moved.due or DAY, 300, "招标流标", "周副市长", "", None, None, ACTOR, NOW, struck=False)
    summary = Summary(
        period=period_of(Grain.WEEK, DAY),
        through=DAY - timedelta(days=1),
        came=(by_id[1], by_id[2]),
        came_before=(),
        ahead=(),
        shifts=(Shift(by_id[3], move),),
        heard=(by_id[2],),
        trails={2: (an_observation(target_id=2, note="来函"),)},
    )
    news = News(DAY, None, (by_id[2],), (by_id[1],), (), (), (), (by_id[3],))
    return replace(digest, summary=summary, news=news)


@pytest.mark.parametrize("name", ["markdown", "html"])
def test_a_week_tells_what_came_due_moved_and_was_heard(name: str) -> None:
    """With both dates of what moved, its reason, and the weight of what was heard."""
    text = render(name, _a_week()).decode("utf-8")

    assert "督办周报 · 2025 年第 47 周" in text
    for words in ("2025-11-21 → 2026-09-17（+300 天，招标流标，周副市长 批准）", "来函（正式文件，", "50%"):
        assert words in text
    assert "自 2025-11-21 的日报以来" not in text


def test_programs_get_the_period_by_codes_and_spreadsheets_as_sheets() -> None:
    """JSON names every list; the workbook has a sheet for each table and list; the CSV has the lines told of, once."""
    week = _a_week()
    use_language("en")
    assert "Verdict  met" in openpyxl.load_workbook(io.BytesIO(render("xlsx", week))).sheetnames
    use_language("zh")
    told = json.loads(render("json", week))["period"]
    book = openpyxl.load_workbook(io.BytesIO(render("xlsx", week)))
    rows = list(csv.reader(io.StringIO(render("csv", week).decode("utf-8-sig"))))

    assert (told["name"], told["due"]["on_time"], told["came"]) == ("2025-W47", 0.5, ["C000001", "C000002"])
    assert told["moved"][0] | {"reason": ""} == {
        "id": "C000003",
        "from": "2025-11-21",
        "to": "2026-09-17",
        "days": 300,
        "reason": "",
        "approver": "周副市长",
    }
    assert [one["grade"] for one in told["evidence"]["C000002"]] == ["document"]
    assert book["本期概况"]["B2"].value == 2
    assert [row[0].value for row in book["本期到期"].rows] == ["编号", "C000001", "C000002"]
    assert sorted(row[0] for row in rows[1:]) == ["C000001", "C000002", "C000003"]


def test_a_unit_sees_its_own_share_of_the_period() -> None:
    """Its row alone, its moves, and nothing of the others."""
    own = _a_week().of_unit("甲局")
    assert own.summary is not None
    assert own.news is not None

    _overview, units = period_grids(own, own.summary, own.news)

    assert [row[:3] for row in units.rows] == [("甲局", "1", "1")]
    assert title(own) == "督办周报 · 2025 年第 47 周 · 甲局"
    assert "乙局" not in render("markdown", own).decode("utf-8")


def test_a_review_stands_under_the_widest_headings_that_divide_it() -> None:
    """Where all promises share one heading, the headings below it are taken."""
    paths = {1: "一、任务 › （一）路", 2: "一、任务 › （二）桥", 3: "一、任务 › （二）桥 › 1."}
    week = replace(_a_week(), sources={number: Source(None, path) for number, path in paths.items()})
    own = week.of_document(a_document_entry(), {})
    assert own.summary is not None
    assert own.news is not None

    counts, left, _again, moved = review_grids(own, own.summary, own.news)

    assert [row[:2] for row in counts.rows] == [
        ("一、任务 › （一）路", "1"),
        ("一、任务 › （二）桥", "2"),
        ("合计", "3"),
    ]
    assert [row[-1] for row in counts.rows] == ["100%", "0%", "50%"]
    assert [row[0] for row in left.rows] == ["C000002", "C000003"]
    assert left.rows[0][-1] == "没有进展证据；请责任单位说明进展和逾期原因"
    assert moved.rows[0][2].startswith("2025-11-21 → 2026-09-17")
    (section,) = sections(own)
    assert section.count == 3
    assert [line.timing for line in own.in_order] == [Timing.CLOSED, Timing.OVERDUE, Timing.AHEAD]
