"""Summaries go out on their slot whatever the day holds: the clock is moved through weeks in which nothing is due."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from commitments.ledger import Ledger
from monitor.clock import Clock
from monitor.config import Settings
from monitor.daemon import daily_jobs
from monitor.daily import Daily
from monitor.notifications.message import Message, from_document
from monitor.report_settings import ReportSettings
from monitor.services import Services
from tests.commitments.builders import a_target, enter
from tests.monitor.notifications.builders import a_channel
from tests.postgresql import migrated, on_each_database, postgresql_database, postgresql_url

__all__ = ["migrated", "on_each_database", "postgresql_database", "postgresql_url"]
ZONE = ZoneInfo("Asia/Shanghai")
FRIDAY = date(2025, 6, 27)
BASE = "https://reports.example"


@dataclass(frozen=True)
class _Moved(Clock):
    """Half past nine on a day."""

    day: date = FRIDAY

    def now(self) -> datetime:
        """In UTC."""
        return datetime(self.day.year, self.day.month, self.day.day, 1, 30, tzinfo=UTC)


@dataclass
class _Weeks:
    """An office that lives from day to day."""

    services: Services

    def live(self, first: date, last: date) -> dict[date, list[Message]]:
        """Let the daemon look twice on every day; what was planned on each that was not silent."""
        known, found = set[int](), dict[date, list[Message]]()
        for number in range((last - first).days + 1):
            day = first + timedelta(days=number)
            office = replace(self.services, clock=_Moved(ZONE, day=day))
            self.services.ledger._now = office.clock.now
            for _look in range(2):
                Daily(daily_jobs(office), office.clock.now).tick()
            rows = [row for row in office.ledger.outbox() if row.id not in known]
            known |= {row.id for row in rows}
            if rows:
                found[day] = [from_document(row.document) for row in rows]
        return found


@pytest.fixture
def weeks(ledger_url: str, tmp_path: Path) -> Iterator[_Weeks]:
    """One target, due in years; reports of weeks and months; a chat that can follow a link."""
    settings = Settings(
        folder=tmp_path,
        channel=(a_channel(),),
        reports=ReportSettings(folder="out", formats=("csv",), periods=("week", "month"), base_url=BASE),
    )
    with Ledger.open(ledger_url, now=_Moved(ZONE).now) as ledger:
        numbers = enter(ledger, a_target(due=date(2030, 12, 31)))
        ledger.accept(numbers, actor="王敏")
        yield _Weeks(Services(settings, _Moved(ZONE), ledger, "daemon"))


def _links(said: dict[date, list[Message]]) -> dict[date, list[str]]:
    return {
        day: [link.removeprefix(f"{BASE}/") for message in messages for link in message.links]
        for day, messages in said.items()
    }


def test_a_week_and_a_month_go_out_on_a_day_that_holds_nothing(weeks: _Weeks, tmp_path: Path) -> None:
    """The last week on Monday, June on the first of July, each once; the other days are silent."""
    said = weeks.live(FRIDAY, FRIDAY + timedelta(days=12))

    assert _links(said) == {
        date(2025, 6, 30): ["2025-06-30.csv", "2025-W26.csv"],
        date(2025, 7, 1): ["2025-07-01.csv", "2025-06.csv"],
        date(2025, 7, 7): ["2025-07-07.csv", "2025-W27.csv"],
    }
    assert [message.notes for message in said[date(2025, 6, 30)]] == [("定期报告 2025-W26",)]
    assert all(not message.groups for messages in said.values() for message in messages)
    assert (tmp_path / "out" / "2025-W26.csv").is_file()


def test_a_machine_that_was_off_on_monday_makes_it_good_once(weeks: _Weeks) -> None:
    """On Wednesday, when it is back: the week and the month, then silence again."""
    weeks.live(FRIDAY, FRIDAY)
    said = weeks.live(date(2025, 7, 2), date(2025, 7, 4))

    assert _links(said) == {date(2025, 7, 2): ["2025-07-02.csv", "2025-W26.csv", "2025-06.csv"]}


def test_what_is_written_after_the_digest_goes_with_the_next_one(weeks: _Weeks) -> None:
    """Reports at a quarter past nine, digests at three past: the week is told of on Tuesday, and only then."""
    settings = weeks.services.settings
    schedule = replace(settings.schedule, report_at="09:15", notify_at="09:03")
    weeks.services = replace(weeks.services, settings=replace(settings, schedule=schedule))

    assert _links(weeks.live(FRIDAY, date(2025, 7, 4))) == {
        date(2025, 7, 1): ["2025-07-01.csv", "2025-W26.csv"],
        date(2025, 7, 2): ["2025-07-02.csv", "2025-06.csv"],
    }


@pytest.mark.parametrize("reports", [{"base_url": ""}, {"periods": ()}])
def test_where_nothing_can_be_linked_the_day_stays_silent(weeks: _Weeks, reports: dict[str, object]) -> None:
    """A message that leads nowhere is noise."""
    settings = weeks.services.settings
    changed = replace(settings, reports=replace(settings.reports, **reports))  # type: ignore[arg-type]
    weeks.services = replace(weeks.services, settings=changed)

    assert weeks.live(FRIDAY, date(2025, 7, 4)) == {}


def test_a_mail_carries_the_summary_as_a_file(weeks: _Weeks) -> None:
    """Without an address; a chat beside it stays silent."""
    settings = weeks.services.settings
    mail = a_channel(name="邮件", kind="email")
    reports = replace(settings.reports, base_url="", attach=("csv",))
    changed = replace(settings, reports=reports, channel=(*settings.channel, mail))
    weeks.services = replace(weeks.services, settings=changed)

    said = weeks.live(FRIDAY, date(2025, 6, 30))

    assert [message.files for message in said[date(2025, 6, 30)]] == [("2025-06-30.csv", "2025-W26.csv")]
    assert list(said) == [date(2025, 6, 30)]
