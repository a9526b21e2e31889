"""A disk that is really full: a small file system of our own, filled to the last block."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from commitments.attachments import AttachmentError, Attachments
from commitments.errors import LedgerUnavailable
from commitments.ledger import Ledger
from tests.commitments.builders import a_target, enter

NOW = datetime(2025, 7, 1, tzinfo=UTC)
MEGABYTE = 2**20


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """An empty file system of four megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root on Linux")
    call = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    mounted = subprocess.run(call, check=False, capture_output=True, text=True)
    if mounted.returncode != 0:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def _fill(disk: Path) -> Path:
    """A file that takes every block that is left."""
    path = disk / "filling"
    with path.open("wb", buffering=0) as file:
        for size in (MEGABYTE, 4096, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue
    return path


def _remark_until_refused(ledger: Ledger, target_id: int) -> tuple[int, LedgerUnavailable]:
    """How many remarks were taken, and what was said of the next one."""
    for number in range(2000):
        try:
            ledger.remark(target_id, leader="张", said=f"第{number}次" + "抓紧" * 100, actor="王敏")
        except LedgerUnavailable as error:
            return number, error
    pytest.fail("the disk never was full")


def test_a_ledger_on_a_full_disk_keeps_what_was_committed_and_goes_on_when_there_is_room(disk: Path) -> None:
    """Each refusal says so and how to go on; nothing is half there."""
    with Ledger.open(f"sqlite:///{disk}/duban.sqlite3", now=lambda: NOW) as ledger:
        ids = enter(ledger, a_target(), a_target("甲"))
        filling = _fill(disk)
        said, refused = _remark_until_refused(ledger, ids[0])
        assert "磁盘已满" in refused.message
        assert "空间" in refused.remedy
        assert len(ledger.remarks(ids[0])) == said
        filling.unlink()
        ledger.remark(ids[0], leader="张", said="有空间了", actor="王敏")
    with Ledger.open(f"sqlite:///{disk}/duban.sqlite3", now=lambda: NOW) as again:
        assert len(again.remarks(ids[0])) == said + 1
        assert again.audit().sound


def test_a_ledger_that_a_full_disk_stopped_opens_again(disk: Path) -> None:
    """Closed while nothing more could be written: what was committed is read, and written to once there is room."""
    ledger = Ledger.open(f"sqlite:///{disk}/duban.sqlite3", now=lambda: NOW)
    (number,) = enter(ledger, a_target())
    filling = _fill(disk)
    with pytest.raises(LedgerUnavailable):
        enter(ledger, *(a_target(f"第{number}项" * 50) for number in range(500)))
    ledger.close()
    filling.unlink()
    with Ledger.open(f"sqlite:///{disk}/duban.sqlite3", now=lambda: NOW) as again:
        assert [entry.name for entry in again.documents()] == ["工作方案.txt"]
        assert len(again.note_timings(day=date(2025, 7, 1), near_days=30)) == 1
        assert again.accept([number], actor="王敏") == 1
        assert again.audit().sound


def test_a_backup_that_does_not_fit_leaves_no_file(disk: Path, tmp_path: Path) -> None:
    """Neither under its name nor under another."""
    with Ledger.open(f"sqlite:///{tmp_path}/duban.sqlite3", now=lambda: NOW) as ledger:
        enter(ledger, a_target())
        _fill(disk)
        with pytest.raises(LedgerUnavailable) as refused:
            ledger.backup(disk / "copy.sqlite3")

    assert refused.value.remedy
    assert [path.name for path in disk.iterdir()] == ["filling"]


def test_the_store_of_files_on_a_full_disk_keeps_what_it_has(disk: Path) -> None:
    """No half file bears a hash; after room was made the same file goes in."""
    store = Attachments(disk / "evidence")
    kept = store.put_bytes(b"minutes of the meeting" * 100, "minutes.txt")
    filling, large = _fill(disk), b"annual report " * 20_000
    with pytest.raises(AttachmentError) as refused:
        store.put_bytes(large, "report.txt")

    assert "空间" in refused.value.remedy
    assert [path.name for path in store.folder.rglob("*") if path.is_file()] == [kept.sha256]
    assert store.read(kept.sha256) == b"minutes of the meeting" * 100
    filling.unlink()
    assert store.read(store.put_bytes(large, "report.txt").sha256) == large
