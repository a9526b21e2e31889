"""Reports of 100,000 targets: `python benchmarks/bench_report.py [TARGETS] [FILE]` prints what each format costs.

Makes a ledger with a past as `bench_dashboard.py` does (or takes FILE, made earlier), then renders each format
in a process of its own: seconds of processor time from opening the ledger to the finished file, its size, and the most
memory held.
"""

import os
import resource
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import process_time

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from commitments.ledger import Ledger  # noqa: E402 - found through the line above
from monitor.digest import build_brief  # noqa: E402
from monitor.reports import FORMATS, render, shows_places  # noqa: E402

DAY = date(2025, 11, 21)
YESTERDAY = DAY - timedelta(days=1)


def main(words: list[str]) -> None:
    """Make the ledger if need be, and measure each format."""
    if len(words) == 2 and words[0] in FORMATS:  # noqa: PLR2004 - a call of our own, for one format
        _measure(*words)
        return
    targets = int(words[0]) if words else 100_000
    with tempfile.TemporaryDirectory() as folder:
        file = Path(words[1]) if len(words) > 1 else Path(folder) / "report.sqlite3"
        if not file.exists():
            _make(file, targets)
        for name in FORMATS:
            subprocess.run([sys.executable, __file__, name, str(file)], check=True, env={**os.environ, "LANGUAGE": ""})


def _make(file: Path, targets: int) -> None:
    from bench_dashboard import ORIGINALS, multiply

    from scripts.sample_ledger import make

    made = make(f"sqlite:///{file}", targets=min(ORIGINALS, targets), today=DAY)
    multiply(file, max(targets // made, 1))


def _measure(name: str, file: str) -> None:
    start = process_time()
    moment = datetime(YESTERDAY.year, YESTERDAY.month, YESTERDAY.day, 0, 30, tzinfo=UTC)
    with Ledger.open(f"sqlite:///{file}", now=lambda: datetime(2025, 11, 21, tzinfo=UTC)) as ledger:
        brief = build_brief(
            ledger, day=DAY, near_days=30, stale_days=100, since=YESTERDAY, moment=moment, places=shows_places([name])
        )
    read = process_time() - start
    size = len(render(name, brief))
    took = process_time() - start
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:9} read {read:5.1f} s, all {took:5.1f} s, {size / 1e6:6.2f} MB, {held:4.0f} MB held")


if __name__ == "__main__":
    main(sys.argv[1:])
