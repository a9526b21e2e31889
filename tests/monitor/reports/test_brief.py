"""The brief of a ledger with a past: news told from the log, pictures with the numbers of the figures."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from commitments.evidence import Evidence, RejectReason, Review, Verdict
from commitments.ledger import Ledger
from commitments.timing import Timing
from monitor.digest import Digest, build_brief
from monitor.reports import FORMATS, render
from monitor.reports.html import render as html
from tests.monitor.lively import TODAY

MONTH_AGO = TODAY - timedelta(days=30)


def _brief(ledger: Ledger, *, day: date = TODAY, since: date = MONTH_AGO) -> Digest:
    moment = datetime(since.year, since.month, since.day, tzinfo=UTC)
    return build_brief(ledger, day=day, near_days=30, stale_days=100, since=since, moment=moment)


@pytest.fixture
def brief(lively: Ledger) -> Digest:
    """The day of the lively ledger, compared with a month before."""
    return _brief(lively)


def _drawn(page: str, chart: str) -> dict[str, list[tuple[str, int]]]:
    """The numbers in a picture, by series: what its data attributes say."""
    (picture,) = re.findall(rf'<svg[^>]*data-chart="{chart}">(.*?)</svg>', page, re.DOTALL)
    groups = re.findall(r'<g class="s\d" data-series="([^"]*)">(.*?)</g>', picture, re.DOTALL)
    return {
        name: [(label, int(value)) for label, value in re.findall(r'data-label="([^"]*)" data-value="(\d+)"', marks)]
        for name, marks in groups
    }


def test_every_picture_shows_the_numbers_of_the_figures(brief: Digest) -> None:
    """Burn-down, rates, loads and slips: the picture, its table and the dashboard never disagree."""
    page, seen = html(brief), brief.figures
    assert seen is not None

    assert _drawn(page, "burn") == {
        "计划": [(f"{one.last:%Y-%m}", one.planned.count) for one in seen.burn],
        "实际": [(f"{one.last:%Y-%m}", one.left.count) for one in seen.burn if one.left],
    }
    assert _drawn(page, "loads")["到期"] == [(f"{one.month:%Y-%m}", one.due.count) for one in seen.loads]
    assert _drawn(page, "on-time")["按期率"] == [
        (f"{one.first:%Y-%m}", round(100 * one.share)) for one in seen.on_time_by_month if one.share is not None
    ]
    assert _drawn(page, "slips")["天"] == [(one.unit, one.days) for one in seen.slips[:12]]


def test_units_and_ages_are_those_of_the_figures(brief: Digest) -> None:
    """Counted from the lines of the report, and by the ledger: the same numbers, leads and helpers apart."""
    page, seen = html(brief), brief.figures
    assert seen is not None
    late = {one.unit: one.overdue.count for one in seen.answering if one.overdue.count}
    helping = {one.unit: one.overdue.count for one in seen.helping if one.overdue.count}

    assert dict(_drawn(page, "leading")["逾期"]).items() <= late.items()
    assert {group.unit: len(group.lines) for group in brief.overdue_by_unit()} == late
    assert {group.unit: len(group.lines) for group in brief.overdue_by_helper()} == helping
    assert [count for _label, count in _drawn(page, "ages")["逾期"]] == [one.overdue.count for one in seen.ages]


def test_stale_lines_are_as_many_as_the_figure_says(brief: Digest) -> None:
    """The list is found by the filter of the number."""
    assert brief.figures is not None
    assert len(brief.stale) == brief.figures.stale.count > 0


def test_the_figures_of_the_earlier_day_are_told_from_the_log(brief: Digest) -> None:
    """Closings since are taken back, dates that moved stand where they stood."""
    news = brief.news
    assert news is not None
    assert news.before is not None
    closed_since = len(news.met) + len(news.met_late) + len(news.settled)

    assert closed_since > 0
    assert news.before.timing[Timing.CLOSED] == brief.counts.timing[Timing.CLOSED] - closed_since
    assert news.before.total == brief.counts.total - brief.counts.rejected
    assert all(line.entry.due is not None and MONTH_AGO <= line.entry.due < TODAY for line in news.overdue)


@pytest.fixture
def today(lively_file: Path, tmp_path: Path) -> Iterator[Ledger]:
    """The lively ledger at noon of its last day."""
    path = shutil.copyfile(lively_file, tmp_path / "today.sqlite3")
    noon = datetime.combine(TODAY, time(12), UTC)
    with Ledger.open(f"sqlite:///{path}", now=lambda: noon, four_eyes=True) as ledger:
        yield ledger


def test_what_happens_now_is_news_and_no_other(today: Ledger) -> None:
    """One verdict and one move: each in its place, and the change of the figures with them."""
    quiet = _brief(today)
    assert quiet.news is not None
    late = next(line.entry.id for line in quiet.overdue if line.reviewed and line.entry.waiting is None)
    ahead = next(line.entry for line in quiet.ahead if line.reviewed)
    assert ahead.due is not None
    moment = datetime.combine(TODAY, time.min, UTC)
    today.judge(late, Verdict.MET_LATE, reason="已验收", actor="王敏", self_verified=True)
    today.extend(ahead.id, ahead.due + timedelta(days=9), reason="招标", approver="周副市长", actor="王敏")

    told = build_brief(today, day=TODAY, near_days=30, stale_days=100, since=TODAY - timedelta(days=1), moment=moment)

    assert told.news is not None
    assert [line.entry.id for line in told.news.met_late] == [late]
    assert [(move.line.entry.id, move.was) for move in told.news.moved] == [(ahead.id, ahead.due)]
    assert told.news.met == told.news.settled == ()
    assert told.news.before is not None
    assert told.news.before.timing[Timing.CLOSED] == quiet.counts.timing[Timing.CLOSED]


def test_every_line_on_paper_names_the_headings_it_stands_under(lively: Ledger) -> None:
    """The place is looked up for lines that are shown, closed ones too."""
    brief = _brief(lively)
    shown = {line.entry.id for line in brief.overdue + brief.closed}

    assert shown <= set(brief.sources)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "pdf"])
def test_the_same_question_gives_the_same_bytes(lively: Ledger, name: str) -> None:
    """No format holds a time of making, or an order that changes."""
    assert render(name, _brief(lively)) == render(name, _brief(lively))


def test_the_day_of_one_unit_holds_its_own_lines_and_news(brief: Digest) -> None:
    """And no figures of everybody's."""
    unit = Counter(unit for line in brief.overdue for unit in line.units).most_common(1)[0][0]

    own = brief.of_unit(unit)

    assert own.figures is None
    assert own.news is not None
    assert all(line.names(unit) for line in own.overdue + own.stale + own.news.overdue)
    assert all(line.entry.review is not Review.REJECTED for line in own.open_lines)


def _much_happens(ledger: Ledger, brief: Digest) -> None:
    """Decisions of every kind, after the report was read."""
    reviewed = [line.entry for line in brief.open_lines if line.reviewed and line.entry.waiting is None]
    dated = [entry for entry in reviewed if entry.due is not None]
    ledger.judge(dated[0].id, Verdict.MET_LATE, reason="已验收", actor="王敏", self_verified=True)
    ledger.judge(dated[1].id, Verdict.MET, reason="已验收", actor="王敏")
    ledger.extend(dated[2].id, TODAY + timedelta(days=99), reason="招标", approver="周副市长", actor="李航")
    ledger.reject([dated[3].id], reason=RejectReason.DUPLICATE, actor="李航")
    ledger.accept([line.entry.id for line in brief.unreviewed][:2], actor="王敏")
    seen = Evidence(observed_on=TODAY, value=None, unit=None, note="来函", link="")
    ledger.add_evidence(dated[4].id, seen, actor="王敏")
    ledger.reopen([brief.closed[0].entry.id], reason="复查", actor="王敏")
    ledger.edit(dated[5].id, {"metric": "另一个指标", "lead": ["市新设局"]}, reason="更正", actor="王敏")


def test_a_past_day_is_told_as_it_was_known_then(today: Ledger) -> None:
    """Whatever is decided afterwards: the report of that day says, in every format, what it said on that day."""
    then = _brief(today)
    _much_happens(today, then)

    moment = datetime(MONTH_AGO.year, MONTH_AGO.month, MONTH_AGO.day, tzinfo=UTC)
    noon = datetime.combine(TODAY, time(12), UTC)
    again = build_brief(today, day=TODAY, near_days=30, stale_days=100, since=MONTH_AGO, moment=moment, until=noon)

    assert again.as_known
    assert again.figures == then.figures
    assert render("json", again) == render("json", then)
    assert render("csv", again) == render("csv", then)
    plain = replace(again, as_known=False, problems=then.problems)
    assert render("markdown", plain) == render("markdown", then)
    assert _brief(today).counts != then.counts


def test_a_young_ledger_says_how_many_targets_are_new(lively: Ledger) -> None:
    """And no change of figures, for there were none."""
    brief = _brief(lively, since=date(2020, 1, 1))
    assert brief.news is not None

    text = render("markdown", brief).decode("utf-8")

    assert f"**新入账 {brief.news.entered}**" in text
    assert brief.news.entered == len(brief.in_order)
    assert "±" not in text


def test_a_day_before_the_ledger_began_is_told_with_what_is_known_now(lively: Ledger) -> None:
    """For trials: a fresh ledger and an old date still give a report."""
    long_ago = datetime(2001, 1, 1, tzinfo=UTC)

    brief = build_brief(
        lively, day=TODAY, near_days=30, stale_days=100, since=MONTH_AGO, moment=long_ago, until=long_ago
    )

    assert not brief.as_known
    assert brief.overdue
