"""The sweep over a million targets, beside a raw scan of the same rows: `python benchmarks/bench_sweep.py [N]`."""

import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import Any

from commitments.document import Document, Imprint
from commitments.ledger import Ledger
from commitments.target import Basis, Due, Extraction, Kind, Strength, Target

DAY = date(2025, 7, 1)
NOW = datetime(2025, 7, 1, 1, 3, tzinfo=UTC)
SEED = 1000
QUOTE = "新建一处公共服务设施"


def main(total: int) -> None:
    """Fill a ledger past its own door, then sweep it on several days."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.sqlite3"
        with Ledger.open(f"sqlite:///{path}", now=lambda: NOW) as ledger:
            ledger.enter(*_document(), actor="bench")
            _multiply(path, total)
            scan = _timed(f"plain sqlite3: scan of {total} rows", lambda: _scan(path))
            for label, day in (
                ("sweep, first: every row is new", DAY),
                ("sweep, same day: nothing new", DAY),
                ("sweep, next day", DAY + timedelta(days=1)),
                ("sweep, a month later", DAY + timedelta(days=31)),
            ):
                changes: list[int] = []
                seconds = _timed(label, lambda day=day, changes=changes: changes.append(_sweep(ledger, day)))
                print(f"{'':<40} {changes[0]} changes, {seconds / scan:.2f} × scan")


def _sweep(ledger: Ledger, day: date) -> int:
    return len(ledger.note_timings(day=day, near_days=30))


def _document() -> tuple[Document, Extraction]:
    """One document whose dates lie from half a year back to a year and a half ahead."""
    lines = [f"{QUOTE}{number}" for number in range(SEED)]
    text, start, targets = "\n".join(lines), 0, []
    for number, line in enumerate(lines):
        due = Due(DAY + timedelta(days=number * 7919 % 730 - 180), "2025年底", Basis.EXPLICIT)
        end = start + len(line)
        targets.append(Target("b.txt", str(number), Kind.TASK, line, start, end, Strength.PLANNED, due=due))
        start = end + 1
    digest = sha256(text.encode()).hexdigest()
    return Document("b.txt", text, digest, Imprint(title="方案"), (), ()), Extraction(tuple(targets))


def _multiply(path: Path, total: int) -> None:
    """Copy the rows until there are enough; what stands in them is all a sweep looks at."""
    with closing(sqlite3.connect(path)) as raw:
        columns = [row[1] for row in raw.execute("PRAGMA table_xinfo(target)") if row[6] == 0 and row[1] != "id"]
        names = ", ".join(columns)
        for _ in range(total // SEED - 1):
            statement = f"INSERT INTO target ({names}) SELECT {names} FROM target WHERE id <= {SEED}"  # noqa: S608
            raw.execute(statement)
        raw.commit()


def _scan(path: Path) -> int:
    """Fetch what a sweep must look at of every row: the least that anybody can do."""
    with closing(sqlite3.connect(path)) as raw:
        return len(raw.execute("SELECT id, due, standing, noticed FROM target").fetchall())


def _timed(label: str, work: Callable[[], Any]) -> float:
    started = perf_counter()
    work()
    seconds = perf_counter() - started
    print(f"{label:<40} {seconds:>8.2f} s")
    return seconds


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
