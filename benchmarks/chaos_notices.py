"""SIGKILL without end: two senders on one outbox, killed at random, and what the vendor received is the judge.

    python benchmarks/chaos_notices.py LEDGER_URL [KILLS [SEED]]

Prints kills, messages, sent once, uncertain, lost and doubled; ends with 1 if anything was lost or doubled in silence.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta

from commitments.ledger import Ledger, NewMessage, OutboxState
from monitor.config import Settings
from monitor.notice_settings import ChannelSettings
from monitor.notifications import channel_of
from monitor.notifications.deadline import trusted_certificates
from monitor.notifications.dispatch import dispatch
from monitor.notifications.message import Message, to_document
from monitor.notifications.surroundings import Surroundings
from tests.monitor.notifications.fake_vendor import OK, FakeVendor

START = datetime(2025, 7, 1, 1, 3, tzinfo=UTC)
DAY = date(2025, 7, 1)
PACE = 60  # seconds of the office for one of ours: a lease of two minutes ends after two seconds
CHANNELS = tuple(
    ChannelSettings(name=f"群{n}", kind="feishu", url="env:ROBOT_URL", allow_private=True, on_uncertain="hold")
    for n in range(8)
)
SETTINGS = Settings(channel=CHANNELS)
SHORTEST_LIFE = 0.1
LONGEST_LIFE = 1.2  # seconds a sender lives
WORKERS = 2


class Hurried:
    """A clock on which every process agrees and an hour takes a minute."""

    def __init__(self, started: float) -> None:
        self.started = started

    def __call__(self) -> datetime:
        """What it shows."""
        return START + timedelta(seconds=(time.clock_gettime(time.CLOCK_MONOTONIC) - self.started) * PACE)


def main(url: str, kills: int = 500, seed: int = 1) -> int:
    """Plan as many messages as there will be kills, let senders die over them, count what arrived."""
    started = time.clock_gettime(time.CLOCK_MONOTONIC)
    clock = Hurried(started)
    with Ledger.open(url, now=clock) as ledger:
        _plan(ledger, kills)
        with FakeVendor(OK) as vendor:
            words = [sys.executable, __file__, "sender", url, vendor.url, str(kills // WORKERS), repr(started)]
            senders = [subprocess.Popen([*words, str(seed + n)]) for n in range(WORKERS)]
            codes = [sender.wait() for sender in senders]
            print(f"received from senders that were killed: {len(vendor.received)}")
            clock.started -= 600 / PACE  # every lease has ended
            for _ in range(5):
                dispatch(ledger, SETTINGS, clock, outside=_around(vendor.url))
                clock.started -= 60 / PACE  # budgets are by the minute
            copies = Counter(vendor.refs())
        return _judge(ledger, copies, kills) or max(codes)


def _plan(ledger: Ledger, number: int) -> None:
    for channel in CHANNELS:
        ledger.register_channel(channel.name, channel.kind)
    messages = [
        NewMessage(f"chaos|{n}", CHANNELS[n % len(CHANNELS)].name, "chaos", "", to_document(Message(f"第{n}条", DAY)))
        for n in range(number)
    ]
    ledger.plan("chaos", "", DAY, messages)


def _judge(ledger: Ledger, copies: Counter[str], kills: int) -> int:
    rows = ledger.outbox(limit=kills)
    states = Counter(row.state for row in rows)
    lost = [row.ref for row in rows if row.state is OutboxState.DELIVERED and copies[row.ref] == 0]
    doubled = [row.ref for row in rows if copies[row.ref] > 1]
    left = len(rows) - states[OutboxState.DELIVERED] - states[OutboxState.UNCERTAIN]
    print(
        f"kills {kills} messages {len(rows)} delivered {states[OutboxState.DELIVERED]} "
        f"uncertain {states[OutboxState.UNCERTAIN]} lost {len(lost)} doubled {len(doubled)} left {left}"
    )
    return 1 if lost or doubled or left else 0


def _around(url: str) -> Surroundings:
    return Surroundings(environ={"ROBOT_URL": url})


def sender(url: str, vendor: str, kills: int, started: float, seed: int) -> int:
    """Fork a sender, let it live for a moment, kill it; so many times."""
    chance = random.Random(seed)  # noqa: S311 - chaos, not secrecy
    clock = Hurried(started)
    _warm_up(url, clock)
    for _ in range(kills):
        child = os.fork()
        if child == 0:
            _send_for_ever(url, vendor, clock)
        time.sleep(chance.uniform(SHORTEST_LIFE, LONGEST_LIFE))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return 0


def _warm_up(url: str, clock: Hurried) -> None:
    """Load before forking whatever a sender would load first: it is to die over messages, not over imports."""
    Ledger.open(url, now=clock).close()
    channel_of("feishu")
    trusted_certificates()


def _send_for_ever(url: str, vendor: str, clock: Hurried) -> None:
    with Ledger.open(url, now=clock) as ledger:
        while True:
            dispatch(ledger, SETTINGS, clock, outside=_around(vendor))


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments[0] == "sender":
        sys.exit(sender(arguments[1], arguments[2], int(arguments[3]), float(arguments[4]), int(arguments[5])))
    sys.exit(main(arguments[0], *map(int, arguments[1:])))
