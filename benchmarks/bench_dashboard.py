"""Dashboard and timeline at 100,000 targets: `python benchmarks/bench_dashboard.py [TARGETS]` prints what each costs.

Makes a ledger with a past of a few hundred targets, copies its rows until there are enough, and times what the screens
ask of it. The history is copied without its log, so the file is good for nothing else.
"""

import asyncio
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter, process_time, thread_time
from typing import Any
from zoneinfo import ZoneInfo

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from commitments.filter import parse_filter  # noqa: E402 - found through the line above
from commitments.ledger import Ledger  # noqa: E402
from monitor.clock import Clock  # noqa: E402
from monitor.config import Settings  # noqa: E402
from monitor.digest import build_figures  # noqa: E402
from monitor.services import Services  # noqa: E402
from monitor.tui.app import ReviewApp  # noqa: E402
from scripts.sample_ledger import make  # noqa: E402

DAY = date(2025, 11, 21)
NEAR, STALE = 30, 100
ORIGINALS = 1000
KEYS = {  # table → the columns that are ids, each with the table whose ids they are
    "document": {"id": "document"},
    "commitment": {"id": "commitment", "document_id": "document"},
    "target": {"id": "target", "document_id": "document", "commitment_id": "commitment"},
    "owner": {"target_id": "target"},
    "evidence": {"id": "evidence", "target_id": "target"},
    "closing": {"target_id": "target"},
    "extension": {"id": "extension", "target_id": "target"},
}


def multiply(path: Path, copies: int) -> None:
    """Let every target of a ledger file occur so many times, with its owners, evidence, verdict and moves."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous=OFF")
    sizes = {
        table: connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0]  # noqa: S608
        for table, keys in KEYS.items()
        if "id" in keys
    }
    for copy in range(1, copies):
        for table, keys in KEYS.items():
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            values = [_moved(column, keys.get(column), sizes, copy) for column in columns]
            copied = f"SELECT {', '.join(values)} FROM {table} {_first(keys, sizes)}"  # noqa: S608 - our own names
            connection.execute(f"INSERT INTO {table} ({', '.join(columns)}) {copied}")
    connection.commit()
    connection.execute("ANALYZE")
    connection.close()


def _first(keys: dict[str, str], sizes: dict[str, int]) -> str:
    column, table = next(iter(keys.items()))
    return f"WHERE {column} <= {sizes[table]}"


def _moved(column: str, table: str | None, sizes: dict[str, int], copy: int) -> str:
    if table is not None:
        return f"{column} + {sizes[table] * copy}"
    return f"{column} || '-{copy}'" if column == "sha256" else column


def _timed(label: str, work: Callable[[], Any], *, repeat: int = 5) -> None:
    wall, cpu = [], []
    for _ in range(repeat):
        started, burnt = perf_counter(), process_time()
        work()
        wall.append(perf_counter() - started)
        cpu.append(process_time() - burnt)
    print(f"{label:<46} {min(wall) * 1000:>9.1f} ms  {min(cpu) * 1000:>9.1f} ms CPU")


async def _paint(ledger: Ledger) -> None:
    """From the key of a mode to its first figures: the work of the thread that draws."""
    services = Services(Settings(), Clock(ZoneInfo("Asia/Shanghai"), fixed_today=DAY), ledger, "bench")
    app = ReviewApp(services)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause(1)
        for key, mode, known in (("3", "dashboard", "shown"), ("4", "timeline", "counts")):
            started, burnt = perf_counter(), thread_time()
            app.simulate_key(key)
            while app.current_mode != mode or not getattr(app.screen, known, None):  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0.002)
            await asyncio.sleep(0)
            wall, work = perf_counter() - started, thread_time() - burnt
            print(f"{mode + ', first figures on screen':<46} {wall * 1000:>9.1f} ms  {work * 1000:>9.1f} ms CPU")
            await pilot.pause(3)


def main(total: int) -> None:
    """Make the ledger and ask."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.sqlite3"
        made = make(f"sqlite:///{path}", targets=min(total, ORIGINALS), today=DAY)
        multiply(path, max(1, total // made))
        with Ledger.open(f"sqlite:///{path}", now=lambda: datetime(2025, 11, 21, 1, tzinfo=UTC)) as ledger:
            measure(ledger)
            asyncio.run(_paint(ledger))


def measure(ledger: Ledger) -> None:
    """What the screens ask, each alone."""
    at = {"day": DAY, "near_days": NEAR}
    for words in (["review:tracked"], ["review:tracked", "负责=市教育局"], ["review:tracked", "逾期"]):
        asked = parse_filter(words, today=DAY)
        _timed(f"figures, {' '.join(words)}", lambda asked=asked: build_figures(ledger, asked, **at, stale_days=STALE))
    still_open = parse_filter(["review:tracked", "结论:待核查"], today=DAY)
    _timed("days of the calendar", lambda: ledger.due_days(still_open, **at))
    _timed("lanes", lambda: ledger.lanes(still_open, **at))
    one_day = parse_filter(["review:tracked", "结论:待核查", "时限:2025-12-31"], today=DAY)
    _timed("ids of the fullest day", lambda: ledger.ids(one_day, **at))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
