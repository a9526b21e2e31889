"""A disk that is full or loses power, on a file system of its own: nothing is sent that is not written down."""

import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from commitments.errors import LedgerUnavailable
from commitments.ledger import Ledger, OutboxState
from monitor.notifications.surroundings import Surroundings
from tests.monitor.movable_clock import MovableClock
from tests.monitor.notifications.builders import NOW, a_channel, outside
from tests.monitor.notifications.conftest import Office
from tests.monitor.notifications.fake_vendor import OK, FakeVendor

ROOM = 4 * 1024 * 1024  # bytes of the small disk


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of four megabytes, in memory."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    if mount is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root may mount a file system")
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", folder], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip(f"no file system can be mounted here: {made.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


@pytest.fixture
def small(disk: Path, migrated_file: Path, clock: MovableClock) -> Iterator[Office]:
    """An office whose ledger is on the small disk; it is late with one thing."""
    shutil.copyfile(migrated_file, disk / "duban.sqlite3")
    with Ledger.open(f"sqlite:///{disk}/duban.sqlite3", now=clock.now) as ledger:
        office = Office(ledger, clock, folder=disk)
        office.owe("高新技术企业达到4500家")
        yield office


def _fill(folder: Path, *, leave: int = 0) -> None:
    """Take every byte of the disk, as a log that ran wild would."""
    free = shutil.disk_usage(folder).free - leave
    with (folder / "wild.log").open("ab", buffering=0) as file:
        while free > 0:
            try:
                free -= file.write(b"x" * min(free, 65536))
            except OSError:
                break


def _room_again(folder: Path) -> None:
    (folder / "wild.log").unlink()


def _at(step: str, act: Callable[[], None]) -> Callable[[str], None]:
    """Do something once, when a send has come to a step."""
    done = threading.Event()

    def reached(name: str) -> None:
        if name == step and not done.is_set():
            done.set()
            act()

    return reached


def _stepping(reached: Callable[[str], None]) -> Surroundings:
    return replace(outside(""), step=reached)


def test_a_full_disk_at_planning_plans_nothing_and_all_of_it_when_there_is_room(small: Office, disk: Path) -> None:
    """The transaction fails whole, with the reason."""
    _fill(disk)
    with pytest.raises(LedgerUnavailable, match="磁盘已满"):
        _use_up(small)
    with pytest.raises(LedgerUnavailable, match="磁盘已满"):
        small.plan()
    assert small.rows() == ()
    _room_again(disk)

    assert small.plan() is True
    assert len(small.rows()) == 1


def _use_up(office: Office) -> None:
    """Write until the last page that was set aside is taken."""
    for n in range(4000):
        office.ledger.remark(office.targets[0], leader="张", said=f"抓紧{n}" * 200, actor="王敏")


def test_a_full_disk_at_the_claim_sends_nothing(small: Office, disk: Path) -> None:
    """What cannot be claimed cannot be sent; later it goes once."""
    small.plan()
    _fill(disk)
    with pytest.raises(LedgerUnavailable, match="磁盘已满"):
        _use_up(small)
    with FakeVendor(OK) as vendor:
        with pytest.raises(LedgerUnavailable, match="磁盘已满"):
            small.send(vendor.url)
        assert vendor.received == []
        _room_again(disk)
        small.send(vendor.url)

        assert vendor.refs() == [small.rows()[0].ref]
    assert small.states() == [OutboxState.DELIVERED]


def test_room_kept_free_lets_an_outcome_be_written_on_a_full_disk(small: Office, disk: Path) -> None:
    """The disk fills up while the vendor is asked; the daemon had made room beforehand."""
    assert small.ledger.reserve() is True
    small.plan()
    with FakeVendor(OK) as vendor:
        small.send(vendor.url, _stepping(_at("body", lambda: _fill(disk))))

        assert vendor.refs() == [small.rows()[0].ref]
    assert shutil.disk_usage(disk).free == 0
    assert small.states() == [OutboxState.DELIVERED]


def test_without_room_the_outcome_is_uncertain_and_not_forgotten(small: Office, disk: Path) -> None:
    """Nothing can be written any more: the lease ends, and the message is in doubt, not sent again."""
    small.plan()

    def fill() -> None:
        _fill(disk)
        with pytest.raises(LedgerUnavailable, match="磁盘已满"):
            _use_up(small)

    with FakeVendor(OK) as vendor:
        with pytest.raises(LedgerUnavailable, match="磁盘已满"):
            small.send(vendor.url, _stepping(_at("body", fill)))
        _room_again(disk)
        small.clock.forward(seconds=121)
        small.send(vendor.url)

        assert vendor.refs() == [small.rows()[0].ref]
    assert small.states() == [OutboxState.UNCERTAIN]


@pytest.mark.parametrize(
    ("step", "becomes"),
    [("claim", OutboxState.READY), ("wire", OutboxState.UNCERTAIN), ("settle", OutboxState.DELIVERED)],
)
def test_a_power_cut_leaves_what_was_committed(
    sqlite_url: str, tmp_path: Path, clock: MovableClock, step: str, becomes: OutboxState
) -> None:
    """The files as they lie on the disk at that moment, opened on another machine: every mark is in them."""
    source, after = Path(sqlite_url.removeprefix("sqlite:///")), tmp_path / "after"
    after.mkdir()

    def cut() -> None:
        for ending in ("", "-wal"):  # the -shm is memory: a power cut takes it
            shutil.copyfile(f"{source}{ending}", f"{after / source.name}{ending}")

    with Ledger.open(sqlite_url, now=clock.now) as ledger, FakeVendor(OK) as vendor:
        office = Office(ledger, clock)
        office.owe("高新技术企业达到4500家")
        office.plan()
        office.send(vendor.url, _stepping(_at(step, cut)))
        assert office.states() == [OutboxState.DELIVERED]
        (row,) = office.rows()
    with Ledger.open(f"sqlite:///{after / source.name}", now=lambda: NOW + timedelta(seconds=121)) as survivor:
        survivor.reap()
        (found,) = survivor.outbox()

        assert (found.ref, found.state) == (row.ref, becomes)
        assert survivor.audit().sound


def test_every_commit_is_forced_to_the_disk(sqlite_url: str) -> None:
    """Less than FULL may forget the last commits when the power goes: messages sent twice."""
    with Ledger.open(sqlite_url, now=lambda: NOW) as ledger, ledger._engines.writing() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


def test_room_is_kept_in_the_write_ahead_log(sqlite_url: str) -> None:
    """A hundred and twenty-eight kilobytes at the least, and nothing of it shows."""
    with Ledger.open(sqlite_url, now=lambda: NOW) as ledger:
        assert ledger.reserve() is True
        assert Path(sqlite_url.removeprefix("sqlite:///") + "-wal").stat().st_size >= 128 * 1024
        assert dict(ledger.heartbeats()) == {}
        ledger.register_channel(a_channel().name, "feishu")
