"""The daemon: beats, daily jobs, jumps of the clock, and an orderly end."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

import pytest

from monitor.clock import Clock
from monitor.daily import BEATS_OF_REST, Daily, JobsFailed
from monitor.schedule import (
    BROKEN,
    STOPPED,
    Beat,
    Patience,
    Pulse,
    Watchdog,
    run_once,
    serve,
)
from monitor.slots import DailyJob, slots

OFFICE = ZoneInfo("Asia/Shanghai")
TEN = datetime(2025, 7, 1, 2, 0, tzinfo=UTC)
WAIT = 10.0  # seconds nobody waits unless something is broken
REAL = Clock(OFFICE)


@dataclass
class Book:
    """A daily job that keeps a book of the dates it did, as the ledger would."""

    name: str = "report"
    did: list[date] = field(default_factory=list)
    trouble: bool = False
    tried: int = 0

    @property
    def job(self) -> DailyJob:
        """The job."""
        return DailyJob(self.name, slots("09:03", OFFICE), lambda day: day in self.did, self.run)

    def run(self, day: date) -> None:
        """Do it, or fail."""
        self.tried += 1
        if self.trouble:
            raise RuntimeError("disk full")
        self.did.append(day)


def test_a_due_job_is_done_once() -> None:
    """However often the beat comes."""
    book = Book()
    daily = Daily([book.job], lambda: TEN)
    daily.tick()
    daily.tick()

    assert book.did == [date(2025, 7, 1)]


def test_a_job_that_records_nothing_is_still_done_once_a_day_by_one_daemon() -> None:
    """A ledger whose newest date lies ahead of today must not make the daemon work without end."""
    book = Book()
    daily = Daily([DailyJob("report", book.job.slots, lambda _day: False, book.run)], lambda: TEN)
    daily.tick()
    daily.tick()

    assert book.tried == 1


def test_a_failing_job_stops_no_other_and_rests_before_it_is_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    """One bad report neither blocks the notices nor fills the log twice a minute."""
    bad, good = Book("bad", trouble=True), Book("good")
    daily = Daily([bad.job, good.job], lambda: TEN)
    with pytest.raises(JobsFailed, match=r"^bad$"):
        daily.tick()
    for _ in range(BEATS_OF_REST):
        daily.tick()
    assert (bad.tried, good.did) == (1, [date(2025, 7, 1)])
    bad.trouble = False
    daily.tick()

    assert bad.did == [date(2025, 7, 1)]
    assert "disk full" in caplog.text


def test_one_pass_does_every_beat_and_names_those_that_failed() -> None:
    """What cron calls instead of the daemon."""
    bad, good, pumped = Book("bad", trouble=True), Book("good"), list[str]()
    daily = Daily([bad.job, good.job], lambda: TEN)
    failed = run_once(
        [Beat("plan", 30, daily.tick), Beat("broken", 5, _fail), Beat("pump", 5, lambda: pumped.append("sent"))]
    )

    assert failed == ("plan", "broken")
    assert (good.did, pumped) == ([date(2025, 7, 1)], ["sent"])


def _fail() -> None:
    raise RuntimeError("no ledger")


@dataclass
class Counter:
    """A beat that counts and can be waited for."""

    count: int = 0
    changed: threading.Condition = field(default_factory=threading.Condition)

    def run(self) -> None:
        """Count."""
        with self.changed:
            self.count += 1
            self.changed.notify_all()

    def reached(self, n: int) -> bool:
        """Wait for the n-th time."""
        with self.changed:
            return self.changed.wait_for(lambda: self.count >= n, WAIT)


def _started(*beats: Beat, now: Callable[[], datetime] = REAL.now) -> tuple[Pulse, threading.Event]:
    died = threading.Event()
    pulse = Pulse(beats, now=now, on_death=died.set)
    pulse.start()
    return pulse, died


def test_beats_come_at_once_and_again_and_survive_their_own_failures() -> None:
    """A beat that raises comes back; the others do not notice."""
    counter, failing = Counter(), Counter()

    def fail() -> None:
        failing.run()
        raise RuntimeError("no ledger")

    pulse, died = _started(Beat("good", 0.01, counter.run), Beat("bad", 0.01, fail))
    assert counter.reached(3)
    assert failing.reached(3)
    assert not died.is_set()
    assert pulse.stop(WAIT)


def test_a_slow_beat_delays_no_other_and_never_runs_twice_at_once() -> None:
    """An ingest of an hour does not hold back the sending."""
    slow, quick, release = Counter(), Counter(), threading.Event()

    def dawdle() -> None:
        slow.run()
        release.wait(WAIT)

    pulse, _died = _started(Beat("slow", 0.01, dawdle), Beat("quick", 0.01, quick.run))
    assert slow.reached(1)
    assert quick.reached(5)
    assert slow.count == 1
    release.set()
    assert pulse.stop(WAIT)


def test_stopping_waits_for_the_step_in_hand() -> None:
    """And says so when it takes too long."""
    begun, release = threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        release.wait(WAIT)

    pulse, _died = _started(Beat("work", 60, work))
    assert begun.wait(WAIT)
    assert pulse.stop(0.05) is False
    release.set()


@pytest.mark.parametrize("jump", [timedelta(hours=8), timedelta(hours=-1)])
def test_a_jump_of_the_clock_nudges_every_beat(jump: timedelta) -> None:
    """Asleep for a night, or the clock put back: the next look sets things going."""
    counter = Counter()
    pulse, _died = _started(Beat("plan", 3600, counter.run))
    assert counter.reached(1)
    wall = [TEN]
    watchdog = Watchdog(pulse, lambda: wall[0], monotonic=lambda: 100.0)
    watchdog.look()
    assert counter.count == 1
    wall[0] = TEN + jump
    watchdog.look()

    assert counter.reached(2)
    assert pulse.stop(WAIT)


def test_a_late_beat_is_nudged() -> None:
    """Three intervals without a sign, and no jump to explain it."""
    counter = Counter()
    pulse, _died = _started(Beat("plan", 3600, counter.run))
    assert counter.reached(1)
    moments = [0.0, 10.0**9]
    start = REAL.now()
    walls = [start, start + timedelta(seconds=10.0**9)]
    watchdog = Watchdog(pulse, lambda: walls.pop(0), monotonic=lambda: moments.pop(0))
    watchdog.look()

    assert counter.reached(2)
    assert pulse.stop(WAIT)


def _never(code: int) -> NoReturn:
    raise AssertionError(code)


def _kill_the_scheduler() -> None:
    """Let its thread die at its next turn, as an error inside the library would."""
    threads: list[Any] = [thread for thread in threading.enumerate() if thread.name == "scheduler"]
    for thread in threads:
        thread._target.__self__.scheduler._process_jobs = None


def test_a_daemon_whose_scheduler_died_returns_seventy() -> None:
    """So that a supervisor starts it again: the library itself would still call itself running."""
    stopping = threading.Event()
    code = serve([Beat("kill", 0.01, _kill_the_scheduler)], now=REAL.now, stopping=stopping, die=_never)

    assert code == BROKEN
    assert stopping.is_set()


def test_a_signal_ends_the_daemon_with_zero() -> None:
    """Both that a terminal and that a supervisor sends; the handlers found before are put back."""
    before = signal.getsignal(signal.SIGTERM)
    for number in (signal.SIGTERM, signal.SIGINT):
        stopping, finished = threading.Event(), Counter()

        def work(number: int = number, stopping: threading.Event = stopping, finished: Counter = finished) -> None:
            os.kill(os.getpid(), number)
            stopping.wait(WAIT)  # the step in hand goes on until it is told
            finished.run()

        code = serve([Beat("work", 60, work)], now=REAL.now, stopping=stopping, die=_never)

        assert (code, finished.count) == (STOPPED, 1)
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_step_that_never_ends_does_not_hold_the_daemon_for_ever() -> None:
    """After the patience granted, the process is ended from outside its threads."""
    release, codes = threading.Event(), list[int]()

    class Ended(Exception):
        pass

    def die(code: int) -> NoReturn:
        codes.append(code)
        raise Ended

    def hang() -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        release.wait(WAIT)

    with pytest.raises(Ended):
        serve(
            [Beat("hang", 60, hang)],
            now=REAL.now,
            stopping=threading.Event(),
            patience=Patience(look=60, finish=0.05),
            die=die,
        )
    release.set()

    assert codes == [BROKEN]


DAEMON = """
import sys, threading, pathlib
from zoneinfo import ZoneInfo
from monitor.clock import Clock
from monitor.schedule import Beat, serve
book = pathlib.Path(sys.argv[1])
stopping = threading.Event()
def work():
    with book.open("a") as file:
        file.write("begun\\n")
    print("ready", flush=True)
    stopping.wait(10)
    with book.open("a") as file:
        file.write("finished\\n")
sys.exit(serve([Beat("work", 60, work)], now=Clock(ZoneInfo("UTC")).now, stopping=stopping))
"""


def test_a_real_process_finishes_its_step_on_sigterm_and_exits_with_zero(tmp_path: Path) -> None:
    """As systemd would stop it."""
    book = tmp_path / "book"
    with subprocess.Popen([sys.executable, "-c", DAEMON, str(book)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.terminate()

        assert process.wait(WAIT) == 0
    assert book.read_text() == "begun\nfinished\n"
