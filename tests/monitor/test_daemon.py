"""The daemon's work of a day: each job once per slot, in order, recorded in the ledger."""

import os
import socket
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from commitments.ledger import Ledger, NewMessage
from monitor.clock import Clock
from monitor.config import Settings
from monitor.daemon import OFFICE, beats, daily_jobs, keep_house, show_life
from monitor.daily import BEATS_OF_REST, Daily, JobsFailed
from monitor.jobs import intake_job
from monitor.notice_settings import MetricsSettings, WatchSettings
from monitor.publish_settings import PublishSettings
from monitor.report_settings import ReportSettings
from monitor.services import Services
from monitor.source_settings import SourceSettings
from tests.monitor.notifications.fake_vendor import TOKEN, FakeVendor, Reply

ZONE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class StillClock(Clock):
    """A clock that always shows the same instant."""

    instant: datetime = datetime(2025, 7, 1, 1, 0, tzinfo=UTC)  # 09:00 in Shanghai

    def now(self) -> datetime:
        """The instant it was set to."""
        return self.instant


@pytest.fixture
def services(ledger: Ledger, tmp_path: Path) -> Services:
    """An office with one document, at nine in the morning."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "plan.txt").write_text("二、主要任务\n2025年6月底前，新建学校12所。\n", encoding="utf-8")
    settings = Settings(
        folder=tmp_path, sources=SourceSettings(paths=("in",)), reports=ReportSettings(folder="out", formats=("csv",))
    )
    return Services(settings, StillClock(ZONE), ledger, "daemon")


def test_by_nine_the_documents_are_in_and_the_report_is_written(services: Services, tmp_path: Path) -> None:
    """Both morning jobs have run and stand in the ledger under their date."""
    Daily(daily_jobs(services), services.clock.now).tick()

    assert len(services.ledger.documents()) == 1
    assert "12所" in (tmp_path / "out" / "2025-07-01.csv").read_text(encoding="utf-8-sig")
    assert [services.ledger.last_slot(job, OFFICE) for job in ("ingest", "report")] == [date(2025, 7, 1)] * 2


def test_what_is_for_those_outside_is_written_after_the_report_and_follows_the_ledger(
    services: Services, tmp_path: Path
) -> None:
    """Calendar, feed and site in one morning; the next morning the calendar has the date that was moved."""
    published = (
        PublishSettings(kind="calendar", to="due.ics", filter="类型:task|quantified"),
        PublishSettings(kind="feed", to="changes.atom", address="https://example.org/p"),
        PublishSettings(kind="site", to="site", title="公开"),
    )
    office = replace(services, settings=replace(services.settings, publish=published))
    intake_job(office)
    office.ledger.accept([1], actor="王敏")

    Daily(daily_jobs(office), office.clock.now).tick()
    before = (tmp_path / "due.ics").read_text(encoding="utf-8")
    office.ledger.extend(1, date(2025, 9, 30), reason="推迟", approver="张", actor="王敏")
    tomorrow = replace(office, clock=StillClock(ZONE, instant=datetime(2025, 7, 2, 1, 0, tzinfo=UTC)))
    Daily(daily_jobs(tomorrow), tomorrow.clock.now).tick()
    after = (tmp_path / "due.ics").read_text(encoding="utf-8")

    assert "DTSTART;VALUE=DATE:20250630" in before
    assert "DTSTART;VALUE=DATE:20250930" in after
    assert before.count("BEGIN:VEVENT") == after.count("BEGIN:VEVENT") == 1
    assert "时限由 2025-06-30 改为 2025-09-30" in (tmp_path / "changes.atom").read_text(encoding="utf-8")
    assert "公开" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert not list(tmp_path.rglob("*.part"))


def test_summaries_are_written_when_their_period_is_over(services: Services, tmp_path: Path) -> None:
    """A working Tuesday, the first of July: June at once, last week made good, no year. Never twice."""
    reports = replace(services.settings.reports, periods=("week", "month", "year"))
    office = replace(services, settings=replace(services.settings, reports=reports))

    Daily(daily_jobs(office), office.clock.now).tick()
    (tmp_path / "out" / "2025-06.csv").unlink()
    Daily(daily_jobs(office), office.clock.now).tick()

    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == ["2025-07-01.csv", "2025-W26.csv"]
    slots = {name: office.ledger.last_slot(f"report-{name}", OFFICE) for name in reports.periods}
    assert slots == {"week": date(2025, 6, 30), "month": date(2025, 7, 1), "year": None}


def test_a_second_daemon_finds_nothing_left_to_do(services: Services, tmp_path: Path) -> None:
    """The ledger decides: after a restart the report of the day is not written again."""
    Daily(daily_jobs(services), services.clock.now).tick()
    (tmp_path / "out" / "2025-07-01.csv").unlink()
    Daily(daily_jobs(services), services.clock.now).tick()

    assert not (tmp_path / "out" / "2025-07-01.csv").exists()


def test_work_that_failed_leaves_its_slot_open(services: Services, tmp_path: Path) -> None:
    """A report folder that cannot be made: the next daemon tries again."""
    (tmp_path / "out").write_text("in the way", encoding="utf-8")
    job = next(job for job in daily_jobs(services) if job.name == "report")
    with pytest.raises(Exception, match="out"):
        job.run(date(2025, 7, 1))

    assert services.ledger.last_slot("report", OFFICE) is None


def test_the_daemon_beats_as_the_design_says(services: Services) -> None:
    """Names and rhythms in seconds; every beat runs without a channel configured."""
    work = beats(services, stop=lambda: False)

    assert [(beat.name, beat.seconds) for beat in work] == [
        ("plan", 30),
        ("pump", 5),
        ("reap", 60),
        ("heartbeat", 30),
        ("housekeep", 3600),
    ]
    for beat in work:
        beat.run()
    assert "daemon" in services.ledger.heartbeats()


@pytest.fixture
def watched(services: Services, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Services, FakeVendor]]:
    """The same office, with a dead-man's switch and a file of figures."""
    with FakeVendor(Reply(200, b"OK")) as vendor:
        monkeypatch.setenv("PING_URL", vendor.url)
        settings = replace(
            services.settings,
            watch=WatchSettings(ping="env:PING_URL", allow_private=True),
            metrics=MetricsSettings(textfile="figures/duban.prom"),
        )
        yield replace(services, settings=settings), vendor


def test_a_successful_day_is_reported_to_whoever_watches_once(watched: tuple[Services, FakeVendor]) -> None:
    """However often the beat comes, and not again by a second daemon."""
    services, vendor = watched
    for _ in range(2):
        Daily(daily_jobs(services), services.ledger.now).tick()

    assert len(vendor.received) == 1


def test_a_day_with_something_left_to_send_is_not_reported(watched: tuple[Services, FakeVendor]) -> None:
    """The call that does not come is the alarm; when all has gone it is made up for."""
    services, vendor = watched
    services.ledger.register_channel("督办群", "feishu")
    services.ledger.plan("x", "", date(2025, 7, 1), [NewMessage("k", "督办群", "digest", "", {})])
    daily = Daily(daily_jobs(services), services.ledger.now)
    daily.tick()
    assert vendor.received == []
    services.ledger.cancel(1, actor="王敏")
    for _ in range(BEATS_OF_REST + 1):
        daily.tick()

    assert len(vendor.received) == 1


@pytest.mark.parametrize("reply", [Reply(500), Reply(404), Reply(302, b"", {"Location": "/login"})])
def test_a_call_that_did_not_get_through_is_made_again(
    watched: tuple[Services, FakeVendor], caplog: pytest.LogCaptureFixture, reply: Reply
) -> None:
    """After a rest; the log holds no part of the address, and no redirect is followed."""
    services, vendor = watched
    vendor.then(reply, Reply(200))
    daily = Daily(daily_jobs(services), services.ledger.now)
    with pytest.raises(JobsFailed, match="ping"):
        daily.tick()
    assert len(vendor.received) == 1
    for _ in range(BEATS_OF_REST + 1):
        daily.tick()

    assert len(vendor.received) == 2
    assert TOKEN not in caplog.text


def test_life_is_shown_with_name_and_figures(watched: tuple[Services, FakeVendor]) -> None:
    """Which process on which host, and the figures beside it."""
    services, _vendor = watched
    show_life(services)
    seen = services.ledger.worker("daemon")

    assert seen is not None
    assert (seen.pid, seen.host) == (os.getpid(), socket.gethostname())
    text = (services.settings.folder / "figures" / "duban.prom").read_text(encoding="utf-8")
    assert 'duban_heartbeat_timestamp_seconds{worker="daemon"} 1751331780' in text


def test_a_long_absence_is_said(services: Services, ledger_url: str, caplog: pytest.LogCaptureFixture) -> None:
    """Longer than a day and a half."""
    with Ledger.open(ledger_url, now=lambda: services.ledger.now() - timedelta(hours=37)) as earlier:
        earlier.beat("daemon")
    show_life(services)
    show_life(services)

    assert caplog.text.count("nobody was here for 37 hours") == 1


@pytest.mark.parametrize(("instant", "warned"), [((2027, 1, 4), [2027]), ((2025, 11, 3), []), ((2026, 11, 2), [2027])])
def test_a_calendar_that_runs_out_is_said_weekly(
    services: Services, caplog: pytest.LogCaptureFixture, instant: tuple[int, int, int], warned: list[int]
) -> None:
    """From November on next year's as well."""
    then = replace(services, clock=StillClock(ZONE, instant=datetime(*instant, 4, tzinfo=UTC)))
    keep_house(then)
    keep_house(then)
    said = [record.args for record in caplog.records if "provisional" in record.getMessage()]

    assert said == [(year,) for year in warned]
