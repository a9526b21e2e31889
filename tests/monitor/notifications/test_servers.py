"""A PostgreSQL of one's own that is restarted while a message is on its way, and daemons whose clocks disagree."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from commitments.errors import LedgerUnavailable
from commitments.ledger import Ledger, NewMessage, OutboxState
from tests.monitor.movable_clock import MovableClock
from tests.monitor.notifications.builders import DAY, outside
from tests.monitor.notifications.conftest import Office
from tests.monitor.notifications.fake_vendor import OK, FakeVendor
from tests.postgresql import NEEDS_SERVER

ROOT = Path(__file__).parents[3]
PLACES = ("/usr/lib/postgresql", "/usr/local/pgsql", "/opt/homebrew/opt")
NOBODY_ROOT = "postgres"  # the server refuses to run as root


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server that may be stopped as roughly as one likes."""

    control: str
    data: Path
    port: int

    @property
    def url(self) -> str:
        """Its address."""
        return f"postgresql://duban@127.0.0.1:{self.port}/postgres"

    def tell(self, *words: str) -> None:
        """Start, stop, restart; waits until it is done."""
        _run(self.control, "-D", str(self.data), "-s", "-w", "-l", str(self.data / "log"), *words)


def _run(*words: str) -> None:
    as_other = ["runuser", "-u", NOBODY_ROOT, "--"] if os.geteuid() == 0 else []
    subprocess.run([*as_other, *words], check=True, capture_output=True, cwd="/", timeout=60)


def _programs() -> Path | None:
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += [file.parent for place in PLACES for file in Path(place).glob("*/bin/initdb")]
    return next((folder for folder in folders if (folder / "pg_ctl").exists()), None)


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A new server on a free port of this machine."""
    programs = _programs()
    if programs is None:
        pytest.skip("no initdb and pg_ctl here")
    if os.geteuid() == 0 and shutil.which("runuser") is None:
        pytest.skip("the server refuses to run as root, and there is no runuser")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = Path(tmp_path_factory.mktemp("server"))
    data = Path("/tmp") / f"duban-{folder.parent.name}-{port}" if os.geteuid() == 0 else folder / "data"
    try:
        _run(
            str(programs / "initdb"),
            "-D",
            str(data),
            "-U",
            "duban",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "-N",
            "--no-instructions",
        )
        made = Server(str(programs / "pg_ctl"), data, port)
        with (data / "postgresql.conf").open("a", encoding="utf-8") as settings:
            settings.write(
                f"port = {port}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\nfsync = off\n"
            )
        made.tell("start")
        try:
            yield made
        finally:
            made.tell("-m", "immediate", "stop")
    finally:
        shutil.rmtree(data, ignore_errors=True)


@pytest.fixture
def served(server: Server, clock: MovableClock) -> Iterator[Office]:
    """An office whose ledger is on that server; it is late with one thing and has planned its digest."""
    with Ledger.open(server.url, now=clock.now) as ledger:
        office = Office(ledger, clock)
        office.owe("高新技术企业达到4500家")
        office.plan()
        yield office


def test_a_server_that_is_restarted_while_a_message_is_on_its_way(served: Office, server: Server) -> None:
    """The outcome is written down once it is back; if it stays away the message is in doubt, and not sent again."""
    with FakeVendor(OK) as vendor:

        def restart(step: str) -> None:
            if step == "body":
                server.tell("-m", "immediate", "restart")

        served.send(vendor.url, replace(outside(vendor.url), step=restart))
        assert served.states() == [OutboxState.DELIVERED]
        assert len(vendor.received) == 1
        served.clock.forward(days=1)
        served.plan()

        def stop(step: str) -> None:
            if step == "body":
                server.tell("-m", "immediate", "stop")

        with pytest.raises(LedgerUnavailable):
            served.send(vendor.url, replace(outside(vendor.url), step=stop))
        server.tell("start")
        served.clock.forward(seconds=121)
        served.send(vendor.url)

        assert vendor.refs() == [row.ref for row in served.rows()]
    assert served.states() == [OutboxState.DELIVERED, OutboxState.UNCERTAIN]


AHEAD = """
import sys
from datetime import UTC, datetime, timedelta
import time_machine
from commitments.ledger import Ledger

def wall():
    return datetime.now(UTC)

with time_machine.travel(datetime.now(UTC) + timedelta(minutes=float(sys.argv[2]))):
    with Ledger.open(sys.argv[1], now=wall, server_time=True) as ledger:
        print(*ledger.reap(), round((wall() - ledger.now()).total_seconds() / 60))
"""


@NEEDS_SERVER
@pytest.mark.parametrize("minutes", [10, -10])
def test_a_daemon_whose_clock_is_wrong_frees_nobody_s_lease(postgresql_url: str, minutes: int) -> None:
    """The server's clock decides: another host, ten minutes off, sees the lease as it is."""

    def wall() -> datetime:
        return datetime.now(UTC)  # noqa: TID251 - the host's own

    with Ledger.open(postgresql_url, now=wall, server_time=True) as ledger:
        ledger.register_channel("督办群", "feishu")
        ledger.plan("x", "", DAY, [NewMessage("k", "督办群", "digest", "", {})])
        claim = ledger.claim("督办群", lease_seconds=120)
        assert claim is not None
        call = [sys.executable, "-c", AHEAD, postgresql_url, str(minutes)]
        said = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=True).stdout

        assert said.split() == ["0", "0", str(minutes)]
        assert ledger.mark_wire(claim) is True
        lease = (claim.lease_until - ledger.now()).total_seconds()
    assert 60 < lease <= 120


def test_a_file_has_one_host_and_takes_its_clock(sqlite_url: str, clock: MovableClock) -> None:
    """Whatever was asked for."""
    with Ledger.open(sqlite_url, now=clock.now, server_time=True) as ledger:
        assert ledger.now() == clock.time
        clock.forward(minutes=10)
        assert ledger.now() == clock.time


STOPPED = """
import os, signal, sys
from dataclasses import replace
from commitments.ledger import Ledger
from monitor.notifications.dispatch import dispatch
from tests.monitor.notifications.builders import NOW, a_channel, outside, settings_with

url, vendor, last = sys.argv[1:]

def reached(step):
    if step == last:
        os.kill(os.getpid(), signal.SIGSTOP)

with Ledger.open(url, now=lambda: NOW) as ledger:
    result = dispatch(ledger, settings_with(a_channel()), lambda: NOW, outside=replace(outside(vendor), step=reached))
    print(len(result.sent))
"""


@pytest.mark.parametrize(
    ("last", "copies", "between", "after"),
    [
        (
            "connect",
            1,
            OutboxState.DELIVERED,
            OutboxState.DELIVERED,
        ),  # another sent it; this one may not
        ("answer", 1, OutboxState.UNCERTAIN, OutboxState.DELIVERED),  # a success that comes late lifts the doubt
    ],
)
def test_a_worker_asleep_beyond_its_lease_wakes_and_does_no_harm(
    office: Office, ledger_url: str, last: str, copies: int, between: OutboxState, after: OutboxState
) -> None:
    """SIGSTOP as a suspended machine would, another daemon two minutes later, SIGCONT."""
    office.plan()
    with FakeVendor(OK) as vendor:
        call = [sys.executable, "-c", STOPPED, ledger_url, vendor.url, last]
        with subprocess.Popen(call, cwd=ROOT, stdout=subprocess.PIPE, text=True) as sleeper:
            _pid, status = os.waitpid(sleeper.pid, os.WUNTRACED)
            assert os.WIFSTOPPED(status)
            office.clock.forward(seconds=130)
            office.send(vendor.url)
            assert office.states() == [between]
            sleeper.send_signal(signal.SIGCONT)
            assert sleeper.wait(20) == 0

        assert len(vendor.received) == copies
    assert office.states() == [after]


ASLEEP = """
import sys, threading, time
from datetime import UTC, datetime, timedelta
from pathlib import Path
import time_machine
from commitments.ledger import Ledger
from monitor.clock import Clock
from monitor.daemon import beats
from monitor.schedule import Beat, Patience, serve
from monitor.services import Services
from tests.monitor.notifications.builders import AT_NINE, a_channel, settings_with

url, folder = sys.argv[1:]
clock = Clock(AT_NINE.zone)
with time_machine.travel(datetime(2025, 7, 1, 0, 0, tzinfo=UTC)) as traveller:  # eight in the office
    with Ledger.open(url, now=clock.now) as ledger:
        services = Services(settings_with(a_channel(), folder=Path(folder)), clock, ledger, "daemon")
        work = beats(services, stop=lambda: False)
        fast = tuple(Beat(beat.name, 0.3, beat.run) for beat in work)
        def wake():
            sys.stdin.readline()
            traveller.shift(timedelta(hours=8))

        threading.Thread(target=wake, daemon=True).start()
        sys.exit(serve(fast, now=clock.now, stopping=threading.Event(), patience=Patience(look=0.05, finish=20)))
"""


def test_a_machine_asleep_over_the_hour_sends_when_it_wakes_once(
    office: Office, sqlite_url: str, ledger_url: str, tmp_path: Path
) -> None:
    """The wall clock jumps eight hours, the monotonic one does not: the slot slept over is made good at once."""
    with FakeVendor(OK) as vendor:
        environ = {**os.environ, "ROBOT_URL": vendor.url, "ROBOT_SECRET": "x"}
        with subprocess.Popen(
            [sys.executable, "-c", ASLEEP, ledger_url, str(tmp_path)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            env=environ,
            text=True,
        ) as daemon:
            try:
                assert _until(lambda: "daemon" in office.ledger.heartbeats())
                assert vendor.received == []
                assert daemon.stdin is not None
                daemon.stdin.write("the lid is opened\n")
                daemon.stdin.flush()
                assert _until(lambda: bool(vendor.received))
            finally:
                daemon.terminate()
                code = daemon.wait(30)
        assert (code, len(vendor.received)) == (0, 1)
    assert [row.dedup_key for row in office.rows()] == ["digest|督办群||2025-07-01|1"]
    assert office.states() == [OutboxState.DELIVERED]


def _until(true: object, seconds: float = 30.0) -> bool:
    """Whether something becomes true before nobody would wait any longer."""
    assert callable(true)
    end, turn = time.monotonic() + seconds, threading.Event()
    while time.monotonic() < end:
        if true():
            return True
        turn.wait(0.02)
    return False
