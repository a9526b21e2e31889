"""The daemon's work of a day: each job once per slot, in order, recorded in the ledger."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from commitments.ledger import Ledger
from monitor.clock import Clock
from monitor.config import ReportSettings, Settings, SourceSettings
from monitor.daemon import OFFICE, beats, daily_jobs
from monitor.schedule import Daily
from monitor.services import Services

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

    assert [(beat.name, beat.seconds) for beat in work] == [("plan", 30), ("pump", 5), ("reap", 60), ("heartbeat", 30)]
    for beat in work:
        beat.run()
    assert "daemon" in services.ledger.heartbeats()
