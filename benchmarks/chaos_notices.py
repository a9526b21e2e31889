"""SIGKILL without end: two senders on one outbox, killed in every phase, and what the vendor received is the judge.

    python benchmarks/chaos_notices.py [DATABASE [KILLS [SEED]]]

DATABASE is sqlite, postgresql (a new database on the server the tests use), or the address of an empty ledger. Prints
the kills by phase, and messages sent, lost, doubled and uncertain; ends with 1 if anything was lost or doubled in
silence.
"""

import json
import mmap
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from tempfile import TemporaryDirectory

from commitments.ledger import Ledger, NewMessage, OutboxMessage, OutboxState
from monitor.config import Settings
from monitor.notice_settings import ChannelSettings
from monitor.notifications import channel_of
from monitor.notifications.deadline import trusted_certificates
from monitor.notifications.dispatch import dispatch
from monitor.notifications.message import Message, to_document
from monitor.notifications.surroundings import Surroundings
from tests.monitor.notifications.fake_vendor import OK, FakeVendor
from tests.postgresql import a_database

START = datetime(2025, 7, 1, 1, 3, tzinfo=UTC)
DAY = date(2025, 7, 1)
PACE = 120  # seconds of the office for one of ours: a lease of two minutes ends after one second
WORKERS = 2
PER_KILL = 4  # messages: so many that there is always something in flight
ANSWERS_AFTER = 0.004  # seconds the vendor takes
LONGEST_LIFE = 1.0  # seconds a sender has to come to the phase it is to die in
LONGEST_LAG = 0.004  # seconds from there to the kill, at random
AT_RANDOM = 0.2  # of the kills come at any moment, whatever is going on
WANTED = (1, 2, 2, 2, 3, 3, 3, 3, 4, 5, 6)  # phases to die in, the shortest most often: a kill comes late for them
PHASES = ("open", "claim", "connect", "wire", "body", "answer", "settle")  # each lasts until the next
FEISHU = [
    ChannelSettings(name=f"群{n}", kind="feishu", url="env:ROBOT_URL", allow_private=True, on_uncertain="hold")
    for n in range(24)
]
WEBHOOKS = [ChannelSettings(name=f"系统{n}", kind="webhook", url="env:ROBOT_URL", allow_private=True) for n in range(8)]
SETTINGS = Settings(channel=(*FEISHU, *WEBHOOKS))
KINDS = {each.name: each.kind for each in SETTINGS.channel}


class Hurried:
    """A clock on which every process agrees and an hour takes half a minute."""

    def __init__(self, started: float) -> None:
        self.started = started

    def __call__(self) -> datetime:
        """What it shows."""
        return START + timedelta(seconds=(time.clock_gettime(time.CLOCK_MONOTONIC) - self.started) * PACE)


def main(database: str = "sqlite", kills: int = 500, seed: int = 1) -> int:
    """Plan more messages than there will be kills, let senders die over them, count what arrived."""
    began = time.monotonic()
    with _a_ledger(database) as url:
        started = time.clock_gettime(time.CLOCK_MONOTONIC)
        clock = Hurried(started)
        with Ledger.open(url, now=clock) as ledger:
            _plan(ledger, kills * PER_KILL)
            with FakeVendor(replace(OK, seconds=ANSWERS_AFTER)) as vendor:
                phases, codes = _storm(url, vendor.url, kills, started, seed)
                during = len(vendor.received)
                vendor.then(OK)
                _drain(ledger, clock, vendor.url)
                copies = _copies(vendor)
            print(f"{database.partition(':')[0]}: {sum(phases.values())} kills in {time.monotonic() - began:.0f} s")
            print("by phase: " + " ".join(f"{phase} {phases[phase]}" for phase in PHASES))
            print(f"received from senders that were killed: {during}")
            return _judge(ledger, copies, kills * PER_KILL) or max(codes)


@contextmanager
def _a_ledger(database: str) -> Iterator[str]:
    if database == "sqlite":
        with TemporaryDirectory() as folder:
            yield f"sqlite:///{folder}/chaos.sqlite3"
    elif database == "postgresql":
        with a_database() as url:
            yield url
    else:
        yield database


def _plan(ledger: Ledger, number: int) -> None:
    for channel in SETTINGS.channel:
        ledger.register_channel(channel.name, channel.kind)
    names = [channel.name for channel in SETTINGS.channel]
    messages = [
        NewMessage(f"chaos|{n}", names[n % len(names)], "chaos", "", to_document(Message(f"第{n}条", DAY)))
        for n in range(number)
    ]
    ledger.plan("chaos", "", DAY, messages)


def _storm(url: str, vendor: str, kills: int, started: float, seed: int) -> tuple[Counter[str], list[int]]:
    """Let two senders be killed so many times; the kills by phase, and how the two ended themselves."""
    words = [sys.executable, __file__, "sender", url, vendor, str(kills // WORKERS), repr(started)]
    senders = [subprocess.Popen([*words, str(seed + n)], stdout=subprocess.PIPE, text=True) for n in range(WORKERS)]
    phases: Counter[str] = Counter()
    for sender in senders:
        said, _nothing = sender.communicate()
        phases.update(json.loads(said or "{}"))
    return phases, [sender.returncode for sender in senders]


def _drain(ledger: Ledger, clock: Hurried, url: str) -> None:
    """A sender that nobody kills, an hour later: every lease has ended. It takes turns: budgets are by the minute."""
    clock.started -= 3600 / PACE
    waiting = (OutboxState.READY, OutboxState.SENDING)
    for _ in range(1000):
        dispatch(ledger, SETTINGS, clock, outside=_around(url, lambda _step: None))
        if not ledger.outbox(*waiting, limit=1) and not _doubtful_webhooks(ledger):
            return
        clock.started -= 60 / PACE


def _doubtful_webhooks(ledger: Ledger) -> bool:
    """Whether any is left whose doubt is resolved by sending the same again."""
    return any(KINDS[row.channel] == "webhook" for row in ledger.outbox(OutboxState.UNCERTAIN, limit=10_000))


def _copies(vendor: FakeVendor) -> Counter[str]:
    """How often each message was received; copies under one id are one, where the receiver keeps ids."""
    copies: Counter[str] = Counter()
    seen: set[str] = set()
    for ref, got in zip(vendor.refs(), vendor.received, strict=True):
        ident = got.headers.get("webhook-id", "")
        copies[ref] += ident not in seen
        seen |= {ident} - {""}
    return copies


def _judge(ledger: Ledger, copies: Counter[str], number: int) -> int:
    rows = ledger.outbox(limit=number)
    states = Counter(row.state for row in rows)
    lost = [row.ref for row in rows if row.state is OutboxState.DELIVERED and copies[row.ref] == 0]
    doubled = [row.ref for row in rows if copies[row.ref] > 1]
    left = len(rows) - states[OutboxState.DELIVERED] - states[OutboxState.UNCERTAIN]
    arrived = sum(copies[row.ref] for row in _uncertain(rows))
    print(
        f"messages {len(rows)} delivered {states[OutboxState.DELIVERED]} uncertain {states[OutboxState.UNCERTAIN]} "
        f"(arrived {arrived}) lost {len(lost)} doubled {len(doubled)} left {left}"
    )
    return 1 if lost or doubled or left else 0


def _uncertain(rows: tuple[OutboxMessage, ...]) -> Iterator[OutboxMessage]:
    return (row for row in rows if row.state is OutboxState.UNCERTAIN)


def _around(url: str, step: Callable[[str], object]) -> Surroundings:
    return Surroundings(environ={"ROBOT_URL": url}, step=step, sleep=lambda seconds: time.sleep(seconds / PACE))


def sender(url: str, vendor: str, kills: int, started: float, seed: int) -> int:
    """Fork a sender, wait until it is in the phase it is to die in, kill it; so many times. Prints where each died."""
    chance = random.Random(seed)  # noqa: S311 - chaos, not secrecy
    clock, board = Hurried(started), mmap.mmap(-1, 1)  # on the board stands the phase the sender is in
    _warm_up(url, clock)
    died: Counter[str] = Counter()
    for _ in range(kills):
        board[0] = 0
        child = os.fork()
        if child == 0:
            _send_for_ever(url, vendor, clock, board, chance.random())
        _wait(board, chance)
        os.kill(child, signal.SIGKILL)
        _pid, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            return 2
        died[PHASES[board[0]]] += 1
    print(json.dumps(died))
    return 0


def _wait(board: mmap.mmap, chance: random.Random) -> None:
    """Until the sender has come to a phase drawn by lot, or its time is up."""
    if chance.random() < AT_RANDOM:
        time.sleep(chance.uniform(0.0, LONGEST_LIFE / 2))
        return
    wanted, end = chance.choice(WANTED), time.monotonic() + LONGEST_LIFE
    rounds = chance.randrange(1, 4)  # not always with the first message
    while rounds and time.monotonic() < end:
        while board[0] != wanted and time.monotonic() < end:
            time.sleep(0.0002)
        rounds -= 1
        while rounds and board[0] == wanted and time.monotonic() < end:
            time.sleep(0.0002)
    time.sleep(chance.uniform(0.0, LONGEST_LAG) * chance.randrange(2))


def _warm_up(url: str, clock: Hurried) -> None:
    """Load before forking whatever a sender would load first: it is to die over messages, not over imports."""
    Ledger.open(url, now=clock).close()
    for kind in set(KINDS.values()):
        channel_of(kind)
    trusted_certificates()


def _send_for_ever(url: str, vendor: str, clock: Hurried, board: mmap.mmap, seed: float) -> None:
    def noted(step: str) -> None:
        board[0] = PHASES.index(step)

    order = list(SETTINGS.channel)
    random.Random(seed).shuffle(order)  # noqa: S311 - so that senders do not all begin with one channel
    with Ledger.open(url, now=clock) as ledger:
        while True:
            dispatch(ledger, replace(SETTINGS, channel=tuple(order)), clock, outside=_around(vendor, noted))


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments[:1] == ["sender"]:
        sys.exit(sender(arguments[1], arguments[2], int(arguments[3]), float(arguments[4]), int(arguments[5])))
    sys.exit(main(*arguments[:1], *map(int, arguments[1:])))
