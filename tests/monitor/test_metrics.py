"""The figures for Prometheus: named by its conventions, right, and never half written."""

import re
from pathlib import Path

import pytest

from commitments.ledger import OutboxState
from monitor.metrics import Family, rendered, write_metrics
from tests.monitor.notifications.builders import DAY, a_channel, outside, patience_with
from tests.monitor.notifications.conftest import Office, bare_office, clock, office
from tests.monitor.notifications.fake_vendor import HANG, OK, FakeVendor, says

__all__ = ["bare_office", "clock", "office"]  # fixtures
SAMPLE = re.compile(r'duban_[a-z_]+(\{[a-z]+="(?:[^"\\\n]|\\.)*"(,[a-z]+="(?:[^"\\\n]|\\.)*")*\})? -?[0-9.e+-]+')


def _written(office: Office) -> str:
    path = office.folder / "figures" / "duban.prom"
    write_metrics(path, office.ledger, office.ledger.counts(day=DAY, near_days=30))
    assert [file.name for file in path.parent.iterdir()] == ["duban.prom"]
    return path.read_text(encoding="utf-8")


def test_what_was_sent_what_waits_and_what_is_broken_is_counted(office: Office) -> None:
    """Messages by state, attempts by outcome, channels by state, and how long the oldest has waited."""
    office.channels = (a_channel(), a_channel(name="二群"), a_channel(name="三群"))
    office.plan()
    with FakeVendor(OK, HANG, says({"code": 19001, "msg": "no such robot"})) as vendor:
        office.send(vendor.url, outside(vendor.url, patience=patience_with(HANG)))
    office.ledger.beat("daemon")
    office.clock.forward(seconds=90)
    lines = _written(office).splitlines()

    assert 'duban_messages{channel="督办群",state="delivered"} 1' in lines
    assert 'duban_messages{channel="二群",state="uncertain"} 1' in lines
    assert 'duban_attempts_total{channel="二群",outcome="ambiguous"} 1' in lines
    assert 'duban_channel_state{channel="三群",state="broken"} 1' in lines
    assert "duban_oldest_waiting_seconds 90" in lines
    assert 'duban_targets{timing="overdue"} 1' in lines
    assert OutboxState.READY in office.states()


def test_every_line_is_of_the_format(office: Office) -> None:
    """Each family with help and type; counters end in _total, instants in _timestamp_seconds; one value a line."""
    office.channels = (a_channel(name='a "quoted" \\ name'),)
    office.plan()
    text = _written(office)
    names = re.findall(r"^# TYPE (\S+) (gauge|counter)$", text, re.MULTILINE)

    assert text.endswith("\n")
    assert [name for name, kind in names if (kind == "counter") != name.endswith("_total")] == []
    assert re.findall(r"^# HELP (\S+) .", text, re.MULTILINE) == [name for name, _kind in names]
    assert [line for line in text.splitlines() if not line.startswith("#") and not SAMPLE.fullmatch(line)] == []
    assert r'channel="a \"quoted\" \\ name"' in text


def test_a_label_cannot_start_a_line_of_its_own() -> None:
    """Names come out of the configuration, and may hold anything."""
    family = Family("duban_x", "gauge", "x", (({"channel": 'a\nduban_fake 1\\"'}, 1),))

    assert rendered([family]).splitlines()[2:] == [r'duban_x{channel="a\nduban_fake 1\\\""} 1']


def test_figures_that_cannot_be_written_leave_the_old_ones(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing beside them."""
    before = _written(office)

    def no(_file: int, _mode: int) -> None:
        raise OSError("no")

    monkeypatch.setattr("os.fchmod", no)
    with pytest.raises(OSError, match="no"):
        _written(office)
    folder: Path = office.folder / "figures"

    assert [file.read_text(encoding="utf-8") for file in folder.iterdir()] == [before]
