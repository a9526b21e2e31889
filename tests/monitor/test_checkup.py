"""`duban doctor`: what it finds well, what not, and the remedy it names."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from commitments.ledger import OutboxState, Settlement
from monitor.checkup import Finding, checkup
from monitor.clock import Clock
from monitor.config import Settings
from monitor.notice_settings import MetricsSettings, WatchSettings
from monitor.session import Session
from tests.monitor.command_line import Duban
from tests.monitor.notifications.builders import a_channel, outside, patience_with
from tests.monitor.notifications.conftest import Office, bare_office, clock, office
from tests.monitor.notifications.fake_vendor import HANG, FakeVendor, says

__all__ = ["bare_office", "clock", "office"]  # fixtures

Check = Callable[[], dict[str, Finding]]


@pytest.fixture
def check(office: Office, ledger_url: str, tmp_path: Path) -> Check:
    """Every finding by what was checked, on the office's ledger and by the real clock."""

    def run() -> dict[str, Finding]:
        settings = replace(office.settings, folder=tmp_path)
        session = Session(settings, Clock(Settings().zone), ledger_url=ledger_url, actor="王敏")
        try:
            return {finding.what: finding for finding in checkup(session)}
        finally:
            session.close()

    return run


def test_an_office_in_order_is_well(office: Office, check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing sent yet, nobody asked for the time."""
    monkeypatch.setenv("ROBOT_URL", "https://hooks.example/x")
    monkeypatch.setenv("ROBOT_SECRET", "x")
    office.plan()
    found = check()

    assert [found[what].well for what in ("通知", "发送", "时钟", "守护进程", "磁盘")] == [True] * 5
    assert found["发送"].says == "待发 1 · 未确认 0 · 未发成 0"


def test_a_channel_that_cannot_work_is_named(office: Office, check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reference that leads nowhere, a retired address."""
    monkeypatch.delenv("ROBOT_URL", raising=False)
    assert "env:ROBOT_URL" in check()["通知"].remedy
    office.channels = (a_channel(kind="teams", secret=""),)
    monkeypatch.setenv("ROBOT_URL", "https://contoso.webhook.office.com/webhookb2/x")

    assert "已停用的 Teams" in check()["通知"].remedy


def test_doubt_dead_letters_and_broken_channels_are_told(office: Office, check: Check) -> None:
    """Each with the command that deals with it."""
    office.channels = (a_channel(), a_channel(name="二群"), a_channel(name="三群"))
    office.plan()
    with FakeVendor(HANG, says({"code": 19001, "msg": "no such robot"}), HANG) as vendor:
        office.send(vendor.url, outside(vendor.url, patience=patience_with(HANG)))
    claim = office.ledger.claim("三群", lease_seconds=60)
    if claim is not None:
        office.ledger.settle(claim, Settlement(OutboxState.DEAD, "refused"))
    remedy = check()["发送"].remedy

    assert "二群 已停用" in remedy
    assert "uncertain" in remedy


@pytest.mark.parametrize(("date", "well"), [("01:04:00", True), ("01:13:00", False), ("00:53:00", False)])
def test_a_wrong_clock_is_told(office: Office, check: Check, date: str, *, well: bool) -> None:
    """Five minutes are worth a word; signatures die at an hour."""
    office.plan()
    with FakeVendor(says({"code": 0}, Date=f"Tue, 01 Jul 2025 {date} GMT")) as vendor:
        office.send(vendor.url)
    found = check()["时钟"]

    assert found.well is well
    assert ("NTP" in found.remedy) is not well


def test_a_daemon_that_is_silent_is_told(office: Office, check: Check) -> None:
    """It shows itself twice a minute."""
    office.ledger.beat("daemon")
    assert check()["守护进程"].well is False
    office.clock.time = Clock(Settings().zone).now() + timedelta(0)
    office.ledger.beat("daemon")

    assert check()["守护进程"].well is True


def test_who_was_seen_last_is_named(office: Office, check: Check) -> None:
    """Two daemons on two machines can be told apart."""
    office.clock.time = Clock(Settings().zone).now()
    office.ledger.beat("daemon", pid=4711, host="duban-1")

    assert "duban-1，进程 4711" in check()["守护进程"].says


def test_those_who_watch_are_looked_after(office: Office, check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    """A switch that cannot be called and figures that cannot be written are named, without the address."""
    assert (check()["旁人看守"].well, check()["旁人看守"].says) == (True, "未配置")
    office.more = {"watch": WatchSettings(ping="env:PING_URL"), "metrics": MetricsSettings(textfile="gone/duban.prom")}
    monkeypatch.delenv("PING_URL", raising=False)
    found = check()["旁人看守"]
    assert (found.well, found.says) == (False, "每日报平安、指标文件")
    assert "env:PING_URL" in found.remedy
    assert "gone 不可写" in found.remedy
    monkeypatch.setenv("PING_URL", "https://hc.example/uuid-of-the-switch")
    office.more["metrics"] = MetricsSettings(textfile="duban.prom")

    assert check()["旁人看守"].well is True


def test_each_finding_is_told_with_the_colon_of_the_language(duban: Duban) -> None:
    """Name and finding are parted as people write it."""
    assert "✓ 时区：" in duban("doctor").out
    assert "✓ Time zone: " in duban("--lang", "en", "doctor").out
