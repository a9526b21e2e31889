"""The daemon: beats onto APScheduler's interval triggers, a watchdog for clocks and threads, and an orderly end."""

import logging
import os
import queue
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import FrameType
from typing import NoReturn

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers import SchedulerNotRunningError
from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.interval import IntervalTrigger

from monitor.daily import JobsFailed
from monitor.logs import told
from monitor.supervisor import ALIVE, READY, STOPPING

LOG = logging.getLogger(__name__)
STOPPED = 0
BROKEN = 70  # sysexits' EX_SOFTWARE: the supervisor is to start us again
JUMP_SECONDS = 5.0  # how far wall and monotonic clock may drift apart between two looks
LATE_BEATS = 3


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds between the watchdog's looks, and seconds granted to the step in hand when we are asked to stop."""

    look: float = 5.0
    finish: float = 40.0


@dataclass(frozen=True, slots=True)
class Beat:
    """Work to be done every `seconds`, never twice at once; it finds out for itself whether there is any."""

    name: str
    seconds: float
    run: Callable[[], object]


def beat_once(beat: Beat) -> bool:
    """Run one beat; whatever it raises is logged and answered with False, because the next beat must come."""
    try:
        beat.run()
    except JobsFailed as failure:
        LOG.warning("beat %s: failed: %s", beat.name, failure)
        return False
    except Exception:  # the next beat must come
        LOG.exception("beat %s failed", beat.name)
        return False
    return True


def run_once(beats: Sequence[Beat]) -> tuple[str, ...]:
    """Run every beat once, in order, as cron does instead of the daemon; the names of those that failed."""
    return tuple(beat.name for beat in beats if not beat_once(beat))


class Pulse:
    """The beats on a scheduler of their own thread. Job store in memory: all state is in the ledger."""

    def __init__(self, beats: Sequence[Beat], *, now: Callable[[], datetime], on_death: Callable[[], None]) -> None:
        """Lay the beats on their triggers; the first of each comes at once.

        Args:
            beats: what to run; names are unique.
            now: the wall clock.
            on_death: called when the scheduler's thread ends, for whatever reason.
        """
        self._now = now
        self._on_death = on_death
        self._beats = {beat.name: beat for beat in beats}
        self._finished: dict[str, float] = {}
        self._running: set[str] = set()
        self.scheduler = BlockingScheduler(
            timezone=UTC,
            executors={"default": ThreadPoolExecutor(len(beats))},  # a slow beat delays no other
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        for beat in beats:
            trigger = IntervalTrigger(seconds=beat.seconds, timezone=UTC)
            self.scheduler.add_job(self._run, trigger, args=(beat,), id=beat.name, name=beat.name, next_run_time=now())
        self._thread = threading.Thread(target=self._live, name="scheduler", daemon=True)

    def start(self) -> None:
        """Begin to beat."""
        moment = time.monotonic()
        self._finished = dict.fromkeys(self._beats, moment)
        self._thread.start()

    def _live(self) -> None:
        try:
            self.scheduler.start()
        except Exception:  # a thread has nobody above it who would hear
            LOG.exception("the scheduler died")
        finally:  # a scheduler whose thread is gone still calls itself running
            self._on_death()

    def _run(self, beat: Beat) -> None:
        self._running.add(beat.name)
        try:
            beat_once(beat)
        finally:
            self._finished[beat.name] = time.monotonic()
            self._running.discard(beat.name)

    @property
    def is_alive(self) -> bool:
        """Whether the scheduler's thread still runs; the library itself would always say so."""
        return self._thread.is_alive()

    def late(self, moment: float) -> tuple[str, ...]:
        """The beats that are not running and have not run for three of their intervals."""
        return tuple(
            name
            for name, beat in self._beats.items()
            if name not in self._running and moment - self._finished[name] > LATE_BEATS * beat.seconds
        )

    def nudge(self, names: Sequence[str]) -> None:
        """Let these beats run now: their triggers are computed from a wall clock that has moved."""
        for name in names:
            try:
                self.scheduler.modify_job(name, next_run_time=self._now())
            except JobLookupError:
                LOG.warning("beat %s is gone", name)

    def nudge_all(self) -> None:
        """Let every beat run now."""
        self.nudge(tuple(self._beats))

    def stop(self, patience: float) -> bool:
        """Start nothing more and wait for what is running; False if it took longer than `patience` seconds."""
        ending = threading.Thread(target=self._shut_down, name="ending", daemon=True)
        ending.start()
        ending.join(patience)
        return not ending.is_alive()

    def _shut_down(self) -> None:
        with suppress(SchedulerNotRunningError):  # it died before it ran
            self.scheduler.shutdown(wait=True)


@dataclass(slots=True)
class Watchdog:
    """Looks at both clocks and at every beat; frees what a jump of the wall clock or a sleep has frozen."""

    pulse: Pulse
    now: Callable[[], datetime]
    monotonic: Callable[[], float] = time.monotonic
    say: Callable[[str], object] = lambda _state: None
    _wall: datetime = field(init=False)
    _moment: float = field(init=False)

    def __post_init__(self) -> None:
        """Take the first reading."""
        self._wall, self._moment = self.now(), self.monotonic()

    def look(self) -> None:
        """Compare with the reading before; nudge every beat after a jump, else the late ones."""
        wall, moment = self.now(), self.monotonic()
        jump = (wall - self._wall).total_seconds() - (moment - self._moment)
        self._wall, self._moment = wall, moment
        if abs(jump) > JUMP_SECONDS:
            LOG.warning("the clock jumped by %.0f s", jump, extra=told(seconds=jump))
            self.pulse.nudge_all()
        elif late := self.pulse.late(moment):
            LOG.warning("late beats: %s", ", ".join(late))
            self.pulse.nudge(late)

    def keep_looking(self, stopping: threading.Event, seconds: float) -> None:
        """Look every so often until `stopping` is set."""
        while not stopping.wait(seconds):
            try:
                self.look()
                if self.pulse.is_alive:
                    self.say(ALIVE)
            except Exception:  # who watches the others must not die of one look
                LOG.exception("the watchdog stumbled")


def serve(
    beats: Sequence[Beat],
    *,
    now: Callable[[], datetime],
    stopping: threading.Event,
    patience: Patience = Patience(),
    die: Callable[[int], NoReturn] = os._exit,
    say: Callable[[str], object] = lambda _state: None,
) -> int:
    """Beat until SIGTERM or SIGINT, then finish the step in hand.

    Args:
        beats: what to run.
        now: the wall clock, aware.
        stopping: set when the end has come; beats that work in steps look at it between two of them.
        patience: how often the watchdog looks, and how long the step in hand may take.
        die: ends the process when the step in hand does not end; its thread would hold back an ordinary exit.
        say: told, for a supervisor, when the beats have begun, that all is well with every look, and of the end.

    Returns:
        0 after a signal, 70 when the scheduler died and a supervisor should start us again.
    """
    ends: queue.SimpleQueue[int] = queue.SimpleQueue()  # its put() may be called from a signal handler, unlike a lock
    pulse = Pulse(beats, now=now, on_death=lambda: ends.put(BROKEN))
    watchdog = Watchdog(pulse, now, say=say)
    watching = threading.Thread(
        target=watchdog.keep_looking, args=(stopping, patience.look), name="watchdog", daemon=True
    )
    with _signals_to(ends):
        pulse.start()
        watching.start()
        say(READY)
        code = _first(ends)
        stopping.set()
        say(STOPPING)
        LOG.info("stopping with exit code %d", code)
        if not pulse.stop(patience.finish):
            LOG.error("the step in hand did not end within %.0f s", patience.finish)
            logging.shutdown()
            die(BROKEN)
    return code


def _first(ends: "queue.SimpleQueue[int]") -> int:
    """The first reason to end; waits in short turns, because some systems deliver signals only between them."""
    while True:
        try:
            return ends.get(timeout=1.0)
        except queue.Empty:
            continue


@contextmanager
def _signals_to(ends: "queue.SimpleQueue[int]") -> Iterator[None]:
    """Turn SIGTERM and SIGINT into a reason to end, where this thread may do so."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def ask(_number: int, _frame: FrameType | None) -> None:
        ends.put(STOPPED)

    before = {number: signal.signal(number, ask) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
