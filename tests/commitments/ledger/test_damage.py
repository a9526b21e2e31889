"""What happens to the ledger when the machine does not cooperate: killed writers, a full disk."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from commitments.errors import LedgerUnavailable
from commitments.ledger import Ledger
from tests.commitments.builders import a_target, enter

ROOT = Path(__file__).parents[3]
NOW = datetime(2025, 7, 1, tzinfo=UTC)


@pytest.fixture
def ledger(sqlite_url: str) -> Iterator[Ledger]:
    """A ledger in a file, whatever else the suite runs on."""
    with Ledger.open(sqlite_url, now=lambda: NOW) as opened:
        yield opened


def test_a_writer_killed_at_any_statement_leaves_all_or_nothing(sqlite_url: str) -> None:
    """Twenty writers, each killed one statement later than the last: documents are whole or absent."""
    script = (
        "import os, signal, sys; from datetime import UTC, datetime\n"
        "from sqlalchemy import event; from commitments.ledger import Ledger\n"
        "from commitments.ledger import schema, tables\n"
        "from tests.commitments.builders import a_document_of, a_target\n"
        "def write(number):\n"
        "    ledger = Ledger.open(sys.argv[1], now=lambda: datetime(2025, 7, 1, tzinfo=UTC))\n"
        "    left = [number]\n"
        "    def count(*_):\n"
        "        left[0] -= 1\n"
        "        if left[0] == 0: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    event.listen(ledger._engines.write, 'after_cursor_execute', count)\n"
        "    ledger.enter(*a_document_of(*[a_target(lead=['甲局'])] * 20, heading=str(number)), actor='x')\n"
        "ends = []\n"
        "for number in range(1, 21):\n"
        "    child = os.fork()\n"
        "    if child == 0:\n"
        "        write(number)\n"
        "        os._exit(0)\n"
        "    ends.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))\n"
        "print(*ends)\n"
    )
    call = [sys.executable, "-c", script, sqlite_url]
    ends = subprocess.run(call, capture_output=True, text=True, check=True, cwd=ROOT).stdout.split()
    finished = ends.count("0")

    assert 0 < finished < 20
    assert set(ends) == {"0", "-9"}
    with Ledger.open(sqlite_url, now=lambda: NOW) as ledger:
        assert [document.targets for document in ledger.documents()] == [20] * finished
        assert len(ledger.events()) == finished
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_full_disk_loses_nothing_that_was_committed(ledger: Ledger) -> None:
    """What does not fit is refused whole, with the reason; once there is room, work goes on."""
    ids = enter(ledger, a_target())
    _limit_pages(ledger, 1)  # SQLite takes the present size for the least
    with pytest.raises(LedgerUnavailable) as refused:
        enter(ledger, *(a_target(f"第{number}项" * 50) for number in range(200)))
    _limit_pages(ledger, 1_000_000)

    assert "磁盘已满" in refused.value.message
    assert len(ledger.documents()) == 1
    assert ledger.accept(ids, actor="王敏") == 1
    assert len(ledger.note_timings(day=date(2025, 7, 1), near_days=30)) == 1


def _limit_pages(ledger: Ledger, pages: int) -> None:
    """The one writing connection may use so many pages."""
    with ledger._engines.write.connect() as connection:
        connection.execute(text(f"PRAGMA max_page_count={pages}"))
