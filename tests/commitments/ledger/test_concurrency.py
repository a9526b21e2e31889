"""Several at once: threads that share a ledger, processes that share a file, two people on one entry."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from commitments.evidence import Evidence
from commitments.filter import EVERYTHING
from commitments.ledger import Ledger
from tests.commitments.builders import a_target, enter

ROOT = Path(__file__).parents[3]
DAY = date(2025, 7, 1)


def test_threads_of_one_process_share_a_ledger(ledger: Ledger) -> None:
    """Workers of the screen read and write at once; every write arrives, every read is whole."""
    (number,) = enter(ledger, a_target())

    def work(thread: int) -> None:
        for step in range(8):
            ledger.add_evidence(number, Evidence(DAY, note=f"{thread}.{step}"), actor=str(thread))
            assert len(ledger.rows(ledger.ids(EVERYTHING, day=DAY, near_days=30))) == 1
            ledger.data_version()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))

    assert {seen.note for seen in ledger.evidence(number)} == {f"{t}.{s}" for t in range(4) for s in range(8)}
    assert ledger.entry(number).version == 1 + 32
    assert len(ledger.events(target_id=number)) == 1 + 32


def test_two_processes_on_one_entry_never_lose_an_update(ledger: Ledger, ledger_url: str) -> None:
    """Each saves against the version it read, and reads again when somebody was faster."""
    (number,) = enter(ledger, a_target())
    script = (
        "import sys; from datetime import UTC, date, datetime; from decimal import Decimal\n"
        "from commitments.errors import StaleEntry; from commitments.evidence import Evidence\n"
        "from commitments.ledger import Ledger\n"
        "ledger = Ledger.open(sys.argv[1], now=lambda: datetime(2025, 7, 1, tzinfo=UTC))\n"
        "done = 0\n"
        "while done < 25:\n"
        "    seen = ledger.entry(int(sys.argv[2]))\n"
        "    value = Evidence(date(2025, 7, 1), Decimal(1) + (seen.latest.value if seen.latest else 0))\n"
        "    try: ledger.add_evidence(seen.id, value, actor='x', expected_version=seen.version)\n"
        "    except StaleEntry: continue\n"
        "    done += 1\n"
    )
    call = [sys.executable, "-c", script, ledger_url, str(number)]
    workers = [subprocess.Popen(call, cwd=ROOT) for _ in range(2)]

    assert [worker.wait(timeout=60) for worker in workers] == [0, 0]
    assert sorted(int(seen.value or 0) for seen in ledger.evidence(number)) == list(range(1, 51))
    assert ledger.entry(number).version == 51


def test_eight_processes_lose_nothing_and_none_is_turned_away(ledger_url: str) -> None:
    """Everybody decides on the same few targets; `benchmarks/stress_ledger.py` does the same for half a minute."""
    call = [sys.executable, "benchmarks/stress_ledger.py", ledger_url, "1", "8"]
    said = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)

    assert (said.returncode, "FAILURE" in said.stdout) == (0, False), said.stdout + said.stderr
    assert "sound True" in said.stdout
