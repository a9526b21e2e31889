"""Quiet hours and days off: later, never lost."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.ledger import OutboxState
from monitor.notifications.quiet import Openings
from monitor.workdays import Workdays
from tests.monitor.notifications.builders import a_channel
from tests.monitor.notifications.conftest import Office
from tests.monitor.notifications.fake_vendor import OK, FakeVendor, Reply, says

ZONE = ZoneInfo("Asia/Shanghai")
NIGHT = Openings(ZONE, time(22), time(7), Workdays())


def _local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2025-07-01 09:03", "2025-07-01 09:03"),
        ("2025-07-01 06:59", "2025-07-01 07:00"),
        ("2025-07-01 22:00", "2025-07-02 07:00"),
        ("2025-07-04 23:00", "2025-07-07 07:00"),  # Friday night: Monday
        ("2025-07-05 12:00", "2025-07-07 07:00"),  # Saturday
        ("2025-09-30 22:30", "2025-10-09 07:00"),  # over the national holiday
        ("2025-10-11 08:00", "2025-10-11 08:00"),  # a make-up Saturday
    ],
)
def test_the_next_open_instant(now: str, opens: str) -> None:
    """Past the night, past the weekend, past the holiday."""
    assert NIGHT.next_open(_local(now)) == _local(opens)


@given(st.datetimes(datetime(2025, 1, 1), datetime(2025, 12, 1)))  # noqa: DTZ001 - hypothesis wants bounds without a zone
def test_what_opens_stays_open(moment: datetime) -> None:
    """Never earlier than now, and open when it comes."""
    now = moment.replace(tzinfo=UTC)
    opens = NIGHT.next_open(now)

    assert now <= opens <= now + timedelta(days=15)
    assert NIGHT.next_open(opens) == opens


def test_quiet_hours_defer_what_waits_and_lose_nothing(office: Office) -> None:
    """A retry that would fall into the night goes in the morning, even past its day; then it is sent once."""
    office.channels = (a_channel(quiet="22:00-07:00", days_off=True),)
    office.plan()
    with FakeVendor(Reply(429, headers={"Retry-After": "3600"}), OK) as vendor:
        office.send(vendor.url)
        office.clock.forward(hours=13)  # 22:03
        office.send(vendor.url)
        assert len(vendor.received) == 1
        assert office.states() == [OutboxState.READY]
        office.clock.forward(hours=8, minutes=58)  # 07:01
        office.send(vendor.url)
        assert len(vendor.received) == 2
    assert office.states() == [OutboxState.DELIVERED]


def test_a_digest_planned_for_a_quiet_hour_goes_when_it_ends(office: Office) -> None:
    """Its time to go is written down."""
    office.channels = (a_channel(quiet="08:00-10:00"),)
    office.plan()
    (row,) = office.rows()
    with FakeVendor(OK) as vendor:
        office.send(vendor.url)
        assert vendor.received == []
        office.clock.forward(minutes=57)
        office.send(vendor.url)
        assert len(vendor.received) == 1

    assert row.not_before == _local("2025-07-01 10:00")


def test_a_day_off_in_the_offices_own_calendar_defers(office: Office) -> None:
    """Friday evening's retry waits for Monday."""
    office.plan()
    office.clock.time = _local("2025-07-05 09:00").astimezone(UTC)
    with FakeVendor(OK) as vendor:
        office.send(vendor.url)
        assert vendor.received == []
    assert office.today == date(2025, 7, 5)


def test_an_alarm_waits_for_no_quiet_hour(office: Office) -> None:
    """A channel that is of no use is told of at once."""
    office.channels = (a_channel(name="二群", quiet="00:00-23:59"), a_channel(days_off=True))
    office.plan()
    with FakeVendor(says({"code": 19001, "msg": "no such robot"}), OK) as vendor:
        office.send(vendor.url)
        assert len(vendor.received) == 2
        assert "已停用" in vendor.received[1].body.decode()
    kinds = {row.kind: row.state for row in office.rows() if row.channel == "二群"}
    assert kinds == {"digest": OutboxState.READY, "alarm": OutboxState.DELIVERED}
