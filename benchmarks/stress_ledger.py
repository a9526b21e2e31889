"""Several processes on one ledger: `python benchmarks/stress_ledger.py [URL] [SECONDS] [PROCESSES]`.

Every process decides on the same few targets as fast as it can. At the end nothing may be lost: each counted
observation is there once, the log is whole, and no process was ever told that the ledger is busy.
"""

import hashlib
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from multiprocessing import get_context
from time import monotonic

from commitments.document import Document, Imprint
from commitments.errors import LedgerError, LedgerUnavailable, StaleEntry
from commitments.evidence import Evidence, RejectReason, Verdict
from commitments.ledger import Ledger
from commitments.target import Due, Extraction, Kind, Owners, Strength, Target

DAY = date(2025, 7, 1)
NOW = datetime(2025, 7, 1, 1, 3, tzinfo=UTC)
TARGETS = 12


@dataclass(frozen=True)
class Report:
    """What one process did, what it was told in vain, and how long it waited at most, in seconds."""

    done: Counter[str]
    failures: list[str]
    longest: float


def main(url: str, seconds: float, processes: int) -> int:
    """Fill a ledger, let the processes loose on it, and check what they leave; 0 if nothing was lost."""
    with Ledger.open(url, now=lambda: NOW) as ledger:
        ledger.enter(*_document("一", *(f"第{number}项任务" for number in range(TARGETS))), actor="stress")
    with ProcessPoolExecutor(processes, mp_context=get_context("fork")) as pool:
        reports = list(pool.map(work, [url] * processes, [seconds] * processes, range(processes)))
    done = sum((report.done for report in reports), Counter[str]())
    longest = max(report.longest for report in reports)
    failures = [said for report in reports for said in report.failures]
    print(f"{processes} processes, {seconds:g} s: {sum(done.values())} calls, longest wait {longest:.2f} s")
    print("  " + ", ".join(f"{name} {number}" for name, number in sorted(done.items())))
    return _check(url, done, failures)


def _document(name: str, *quotes: str) -> tuple[Document, Extraction]:
    """A document of one line a target."""
    text, start, targets = "\n".join([name, *quotes]), len(name) + 1, []
    for quote in quotes:
        given = {"due": Due(DAY), "owners": Owners(("甲局",)), "strength": Strength.PLANNED}
        targets.append(Target(name, quote, Kind.TASK, quote, start, start + len(quote), **given))
        start += len(quote) + 1
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Document(name, text, sha256, Imprint(title=name), (), ()), Extraction(tuple(targets))


def _check(url: str, done: Counter[str], failures: list[str]) -> int:
    with Ledger.open(url, now=lambda: NOW) as ledger:
        found = ledger.audit()
        counted = [int(seen.value or 0) for seen in ledger.evidence(1)]
        lost = done["count"] - len(set(counted))
    print(f"  counted {len(counted)} of {done['count']}, lost {lost}; events {found.events}, sound {found.sound}")
    for said in [*failures, *(one.message for one in found.findings)][:10]:
        print(f"  FAILURE {said}")
    is_whole = sorted(counted) == list(range(1, done["count"] + 1))
    return 0 if is_whole and found.sound and not failures else 1


def work(url: str, seconds: float, seed: int) -> Report:
    """One process: decide until the time is up, and report."""
    dice = random.Random(seed)  # noqa: S311 - the same run again, not a secret
    done, failures, longest = Counter[str](), list[str](), 0.0
    actor, end = f"p{seed}", monotonic() + seconds
    with Ledger.open(url, now=lambda: NOW) as ledger:
        while monotonic() < end:
            name, act = dice.choice(list(_ACTS.items()))
            started = monotonic()
            try:
                act(ledger, dice, actor)
                done[name] += 1
            except StaleEntry:
                done["stale"] += 1
            except LedgerUnavailable as error:
                failures.append(f"{name}: {error}")
            except LedgerError:
                done["refused"] += 1
            longest = max(longest, monotonic() - started)
    return Report(done, failures, longest)


def _count(ledger: Ledger, _dice: random.Random, actor: str) -> None:
    """Read, add one, save against the version that was read: a lost update would count twice."""
    seen = ledger.entry(1)
    value = Decimal(1) + (seen.latest.value or 0 if seen.latest else 0)
    # Values must grow with the days, so that the newest is the largest.
    day = DAY + timedelta(days=int(value))
    ledger.add_evidence(1, Evidence(day, value), actor=actor, expected_version=seen.version)


def _any(dice: random.Random) -> int:
    return dice.randrange(2, TARGETS + 1)


def _extend(ledger: Ledger, dice: random.Random, actor: str) -> None:
    due = DAY + timedelta(days=dice.randrange(2000))
    ledger.extend(_any(dice), due, reason="压力", approver="张", actor=actor)


def _undo(ledger: Ledger, dice: random.Random, actor: str) -> None:
    ledger.undo(ledger.last_undoable(_any(dice)), actor=actor)


def _sweep(ledger: Ledger, dice: random.Random, _actor: str) -> None:
    ledger.note_timings(day=DAY + timedelta(days=dice.randrange(2000)), near_days=30)


def _reject(ledger: Ledger, dice: random.Random, actor: str) -> None:
    ledger.reject([_any(dice)], reason=RejectReason.OTHERS, actor=actor)


def _enter(ledger: Ledger, dice: random.Random, actor: str) -> None:
    document, extraction = _document(f"第{dice.randrange(50)}份", "一项任务")
    ledger.enter(replace(document, name=f"{actor}.txt"), extraction, actor=actor)


_ACTS: dict[str, Callable[[Ledger, random.Random, str], object]] = {
    "count": _count,
    "accept": lambda ledger, dice, actor: ledger.accept([_any(dice), _any(dice)], actor=actor),
    "reject": _reject,
    "judge": lambda ledger, dice, actor: ledger.judge(_any(dice), Verdict.MISSED, reason="未报", actor=actor),
    "reopen": lambda ledger, dice, actor: ledger.reopen([_any(dice)], reason="再看", actor=actor),
    "extend": _extend,
    "undo": _undo,
    "sweep": _sweep,
    "enter": _enter,
    "beat": lambda ledger, _dice, actor: ledger.beat(actor),
    "look": lambda ledger, _dice, _actor: ledger.counts(day=DAY, near_days=30),
}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        given = [*sys.argv[1:], *("", "30", "8")[len(sys.argv) - 1 :]]
        sys.exit(main(given[0] or f"sqlite:///{folder}/stress.sqlite3", float(given[1]), int(given[2])))
