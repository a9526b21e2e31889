"""The fault matrix: what is guaranteed for each fault, proved here or where docs/reliability.md says."""

import ast
import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from commitments.evidence import Verdict
from commitments.ledger import OutboxState
from monitor.config import ScheduleSettings
from monitor.notifications.dispatch import dispatch
from monitor.notifications.planning import plan_digest
from monitor.schedule import Beat, beat_once
from monitor.slots import slots
from tests.commitments.builders import ACTOR, an_evidence
from tests.monitor.notifications.builders import SECRET, WHSEC, a_channel, outside
from tests.monitor.notifications.conftest import Office
from tests.monitor.notifications.fake_vendor import FEISHU_OK, OK, FakeVendor, Reply, says

ROOT = Path(__file__).parents[3]
TABLE = ROOT / "docs" / "reliability.md"

DOOMED = """
import os, signal, sys
from sqlalchemy import event
from commitments.ledger import Ledger
from monitor.notifications.dispatch import dispatch
from monitor.notifications.planning import plan_digest
from tests.monitor.notifications.builders import AT_NINE, DAY, NOW, a_channel, outside, settings_with

url, vendor, work, words, when = sys.argv[1:]
ledger, settings = Ledger.open(url, now=lambda: NOW), settings_with(a_channel())
seen = []

def die(*_):
    if seen:
        os.kill(os.getpid(), signal.SIGKILL)

def look(connection, cursor, statement, *_):
    if words in statement:
        seen.append(statement)

event.listen(ledger._engines.write, "after_cursor_execute", look)
if when == "before":
    event.listen(ledger._engines.write, "commit", die)
if work == "plan":
    plan_digest(ledger, settings, today=DAY, slot=DAY, slots=AT_NINE)
else:
    dispatch(ledger, settings, lambda: NOW, outside=outside(vendor))
die()
"""


@pytest.mark.parametrize(
    ("work", "words", "when", "planned"),
    [
        ("plan", "INSERT INTO run", "before", False),  # 1
        ("plan", "INSERT INTO run", "after", True),  # 2
        ("send", "INSERT INTO attempt", "before", True),  # 3
        ("send", "SET wire=", "before", True),  # 5: connected, the mark not yet committed
    ],
)
def test_killed_before_a_commit_or_after_it_everything_is_sent_once(
    office: Office, ledger_url: str, work: str, words: str, when: str, *, planned: bool
) -> None:
    """Nothing half planned, nothing sent by the dead, one copy by the next."""
    if work == "send":
        office.plan()
    with FakeVendor(OK) as vendor:
        call = [sys.executable, "-c", DOOMED, ledger_url, vendor.url, work, words, when]
        assert subprocess.run(call, cwd=ROOT, check=False).returncode == -signal.SIGKILL
        assert vendor.received == []
        assert bool(office.rows()) is planned
        office.plan()
        office.send(vendor.url)
        office.clock.forward(seconds=121)
        office.send(vendor.url)
        (row,) = office.rows()

        assert vendor.refs() == [row.ref]
    assert row.state is OutboxState.DELIVERED


def test_a_storm_of_kills_loses_and_doubles_nothing(ledger_url: str) -> None:
    """A short round; `make chaos` kills five hundred on each database."""
    call = [sys.executable, "benchmarks/chaos_notices.py", ledger_url, "8"]
    said = subprocess.run(
        call, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False, timeout=120
    )

    assert said.returncode == 0, said.stdout + said.stderr
    assert "lost 0 doubled 0 left 0" in said.stdout


def test_a_locked_ledger_costs_a_beat_and_no_more(office: Office, sqlite_url: str) -> None:
    """The beat fails and is logged; the next one works."""
    if not office.ledger._engines.is_sqlite:
        return  # the server lets writers wait for rows, not for the ledger
    office.plan()
    with FakeVendor(OK) as vendor, closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as other:
        pump = Beat("pump", 5, lambda: office.send(vendor.url))
        with office.ledger._engines.write.connect() as impatient:
            impatient.connection.driver_connection.execute("PRAGMA busy_timeout=1")  # type: ignore[union-attr]
            impatient.rollback()
        other.execute("BEGIN IMMEDIATE")
        assert beat_once(pump) is False
        other.rollback()

        assert beat_once(pump) is True
        assert len(vendor.received) == 1


def test_dingtalk_rests_ten_minutes_and_sends_one_digest_afterwards(office: Office) -> None:
    """What it refuses for ten minutes anyway is not hammered."""
    office.channels = (a_channel(kind="dingtalk"),)
    office.plan()
    limited = says({"status": 1111, "wait": 5, "errcode": 130101, "errmsg": "send too fast"})
    with FakeVendor(limited, says({"errcode": 0, "errmsg": "ok"})) as vendor:
        office.send(vendor.url)
        office.clock.forward(minutes=9, seconds=59)
        office.send(vendor.url)
        assert len(vendor.received) == 1
        office.clock.forward(seconds=2)
        office.send(vendor.url)
        assert len(vendor.received) == 2
    assert office.states() == [OutboxState.DELIVERED]


REFUSALS = {
    "feishu": [{"code": 19021, "msg": "sign match fail"}, {"code": 19024, "msg": "Key Words Not Found"}],
    "dingtalk": [{"errcode": 310000, "errmsg": "ip not in whitelist"}, {"errcode": 300005, "errmsg": "token"}],
    "wecom": [{"errcode": 60020, "errmsg": "not allow to access from your ip"}, {"errcode": 93000, "errmsg": "key"}],
}


@pytest.mark.parametrize(("kind", "said"), [(kind, said) for kind, all_of in REFUSALS.items() for said in all_of])
def test_a_refusal_inside_a_success_is_never_delivery(office: Office, kind: str, said: dict[str, object]) -> None:
    """HTTP 200 with an error code: the channel is broken, another one tells of it, the message waits."""
    office.channels = (a_channel(kind=kind), a_channel(name="二群"))
    office.plan()
    with FakeVendor(says(said), says(FEISHU_OK)) as vendor:
        office.send(vendor.url)
        words = vendor.received[-1].body.decode()

    states = {(row.channel, row.kind): row.state for row in office.rows()}
    assert states[("督办群", "digest")] is OutboxState.READY
    assert states[("二群", "alarm")] is OutboxState.DELIVERED
    assert "通知渠道 督办群 已停用" in words


@pytest.mark.parametrize("reply", [Reply(404), Reply(410), says({"code": 19001, "msg": "no such robot"})])
def test_after_the_repair_of_a_revoked_token_the_newest_digest_goes(office: Office, reply: Reply) -> None:
    """The old one waits while the channel is broken, and is superseded by that of the next day."""
    office.plan()
    with FakeVendor(reply, OK) as vendor:
        office.send(vendor.url)
        office.clock.forward(days=1)
        office.plan()
        office.ledger.resume_channel("督办群")
        office.send(vendor.url)
        assert len(vendor.received) == 2
        assert "没有送达" in vendor.received[1].body.decode()
    assert office.states()[1:] == [OutboxState.DELIVERED]
    assert office.states()[0] in (OutboxState.SUPERSEDED, OutboxState.EXPIRED)


def test_editing_the_time_zone_or_the_hour_sends_at_most_one_digest_a_date(office: Office) -> None:
    """The key is the local date."""
    office.plan()
    for zone, hour in (("Asia/Tokyo", "09:03"), ("Europe/Berlin", "00:01"), ("Asia/Shanghai", "08:00")):
        office.more = {"timezone": zone, "schedule": ScheduleSettings(notify_at=hour)}
        plan = slots(hour, ZoneInfo(zone))
        day = plan.latest(office.clock.time)
        assert day is not None
        plan_digest(office.ledger, office.settings, today=day, slot=day, slots=plan)
    dates = [row.dedup_key for row in office.rows()]

    assert len(dates) == len(set(dates)) == 1


def test_a_closed_item_drops_out_between_two_tries(office: Office) -> None:
    """And with nothing left the message is superseded."""
    office.plan()
    with FakeVendor(says({"code": 55, "msg": "busy"}, 500)) as vendor:
        office.send(vendor.url)
        received = len(vendor.received)
        seen = office.ledger.add_evidence(office.targets[0], an_evidence(), actor=ACTOR)
        office.ledger.accept_evidence(seen.id, actor=ACTOR)
        office.ledger.judge(office.targets[0], Verdict.MET, reason="已验收", actor=ACTOR)
        office.clock.forward(hours=1)
        office.send(vendor.url)
        assert len(vendor.received) == received
    assert office.states() == [OutboxState.SUPERSEDED]


@pytest.mark.parametrize("kind", ["feishu", "webhook"])
def test_a_rotated_secret_is_taken_up_at_the_next_attempt(office: Office, kind: str) -> None:
    """References are followed anew each time; a missing one breaks the channel without a crash."""
    office.channels = (a_channel(kind=kind),)
    office.plan()
    fine = OK if kind == "feishu" else Reply(204)
    with FakeVendor(fine) as vendor:
        around = outside(vendor.url, secret=SECRET if kind == "feishu" else WHSEC)
        gone = replace(around, environ={"ROBOT_URL": vendor.url})
        dispatch(office.ledger, office.settings, office.clock.now, outside=gone)
        assert vendor.received == []
        assert office.ledger.channels()[0].state == "broken"
        office.ledger.resume_channel("督办群")
        dispatch(office.ledger, office.settings, office.clock.now, outside=around)
        assert len(vendor.received) == 1
    assert office.states() == [OutboxState.DELIVERED]


def _rows() -> dict[int, str]:
    text = TABLE.read_text(encoding="utf-8")
    return {int(number): cell for number, cell in re.findall(r"^\| (\d+) \|.*\| ([^|]+) \|$", text, re.MULTILINE)}


def test_every_fault_has_its_row() -> None:
    """A test by name, or the word “missing”."""
    assert list(_rows()) == list(range(1, 47))
    assert [number for number, cell in _rows().items() if "::" not in cell and "missing" not in cell] == []


def test_every_test_the_table_names_is_there() -> None:
    """A test that was renamed or removed proves nothing any more."""
    named = {found for cell in _rows().values() for found in re.findall(r"`(\S+?)::(\w+)`", cell)}
    there = {
        (file, node.name)
        for file in {file for file, _name in named}
        for node in ast.walk(ast.parse((ROOT / "tests" / file).read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }

    assert named
    assert named - there == set()
