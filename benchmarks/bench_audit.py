"""The audit of a long log: `python benchmarks/bench_audit.py [EVENTS] [URL]`, a million lines in SQLite by default."""

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, process_time

from commitments.ledger import Ledger, log
from commitments.ledger.log import Line

BATCH = 20_000
NOW = datetime(2025, 7, 1, 1, 3, tzinfo=UTC)


def main(total: int, url: str) -> None:
    """Write so many lines as decisions do, then verify them all."""
    with Ledger.open(url, now=lambda: NOW) as ledger:
        started = perf_counter()
        for first in range(0, total, BATCH):
            lines = [_line(number) for number in range(first, min(total, first + BATCH))]
            with ledger._engines.writing() as connection:  # noqa: SLF001 - past the decisions, which would take an hour
                log.append(connection, lines, actor="王敏", now=NOW)
        print(f"append {total} events   {perf_counter() - started:>8.2f} s")
        started, computing = perf_counter(), process_time()
        found = ledger.audit()
        seconds, computed = perf_counter() - started, process_time() - computing  # the same on a quiet machine
        print(f"audit  {found.events} events   {seconds:>8.2f} s   {found.events / seconds:,.0f} events/s")
        print(f"                         {computed:>8.2f} s of computing")
        print(f"sound: {found.sound}   head {found.head}")


def _line(number: int) -> Line:
    states = ("candidate", "tracked")
    before, after = states[number % 2], states[(number + 1) % 2]
    return Line("accept", before={"review": before}, after={"review": after}, reason=f"第{number}次核查，见统计公报")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        default = f"sqlite:///{Path(folder)}/bench.sqlite3"
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000, sys.argv[2] if len(sys.argv) > 2 else default)  # noqa: PLR2004
