"""Connections: where a ledger can be, how it is kept safe, and what is said when it cannot be had."""

import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from commitments.errors import LedgerError, LedgerUnavailable
from commitments.ledger import Ledger, engine, volumes
from commitments.ledger.engine import OLDEST_SQLITE, Engines, check_library, connect
from tests.commitments.builders import a_target, enter

NOW = datetime(2025, 7, 1, tzinfo=UTC)
ROOT = Path(__file__).parents[3]


def _open(url: str) -> Ledger:
    return Ledger.open(url, now=lambda: NOW)


@pytest.fixture
def ledger(sqlite_url: str) -> Iterator[Ledger]:
    """A ledger in a file, whatever else the suite runs on."""
    with _open(sqlite_url) as opened:
        yield opened


def _refusal(url: str) -> LedgerUnavailable:
    with pytest.raises(LedgerUnavailable) as refused:
        _open(url)
    assert refused.value.message
    assert refused.value.remedy
    return refused.value


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    """The first start needs no preparation, whatever the folders are called."""
    path = tmp_path / "新" / "夹 100#" / "duban.sqlite3"
    _open(f"sqlite:///{path}").close()

    assert path.exists()


def test_committed_changes_survive_power_loss_and_others_do_not_wait_long(sqlite_url: str) -> None:
    """Write-ahead log, full synchronisation, foreign keys, five seconds of patience; readers cannot write."""
    engines = connect(sqlite_url)
    with engines.writing() as connection:
        settings = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    with engines.reading() as connection:
        query_only = connection.exec_driver_sql("PRAGMA query_only").scalar()
    engines.dispose()

    assert (settings, query_only) == (["wal", 2, 1, 5000], 1)


def test_a_writer_holds_the_lock_from_its_first_statement(sqlite_url: str) -> None:
    """A second writer waits instead of failing later; a reader does not wait at all."""
    engines = connect(sqlite_url)
    with engines.writing(), closing(sqlite3.connect(engines.where, timeout=0)) as other:
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        with engines.reading() as reader:
            assert reader.exec_driver_sql("SELECT count(*) FROM target").scalar() == 0
    engines.dispose()


def test_a_transaction_that_fails_leaves_nothing(sqlite_url: str) -> None:
    """All or nothing."""
    engines = connect(sqlite_url)
    with pytest.raises(ZeroDivisionError):
        _write_and_fail(engines)
    with engines.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM heartbeat").scalar() == 0
    engines.dispose()


def _write_and_fail(engines: Engines) -> None:
    with engines.writing() as connection:
        connection.exec_driver_sql("INSERT INTO heartbeat (name, at) VALUES ('x', '2025-07-01')")
        raise ZeroDivisionError


def test_a_ledger_that_others_hold_too_long_says_so(ledger: Ledger, sqlite_url: str) -> None:
    """Not a stack trace, and nothing half written."""
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as other:
        other.execute("BEGIN IMMEDIATE")
        with ledger._engines.write.connect() as impatient:  # the next transaction on it does not wait five seconds
            impatient.connection.driver_connection.execute("PRAGMA busy_timeout=1")  # type: ignore[union-attr]
            impatient.rollback()
        with pytest.raises(LedgerUnavailable) as refused:
            enter(ledger, a_target())
        other.rollback()

    assert "占用" in refused.value.message
    assert refused.value.where.endswith("duban.sqlite3")
    assert ledger.documents() == ()


@pytest.mark.parametrize("url", ["", "duban.sqlite3", "mysql://x/y", "sqlite://", "sqlite:///:memory:"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    """It says how addresses are written."""
    assert "sqlite:///" in _refusal(url).remedy


def test_a_folder_is_not_a_ledger(tmp_path: Path) -> None:
    """The address goes down to the file."""
    assert _refusal(f"sqlite:///{tmp_path}").where == str(tmp_path)


def test_a_file_in_the_way_of_the_folder_is_named(tmp_path: Path) -> None:
    """No folder can be made below a file."""
    (tmp_path / "var").write_text("in the way")

    assert _refusal(f"sqlite:///{tmp_path}/var/duban.sqlite3").where == str(tmp_path / "var")


@pytest.mark.parametrize("content", [b"hello", b"SQLite format 3\x00" + b"\x00" * 4096, b"PK\x03\x04" * 999])
def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    """Somebody's letter is not overwritten."""
    path = tmp_path / "letter.doc"
    path.write_bytes(content)

    assert _refusal(f"sqlite:///{path}").where == str(path)
    assert path.read_bytes() == content


def test_another_program_s_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    """No tables of ours in the address book."""
    path = tmp_path / "contacts.sqlite3"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE contact (name TEXT)")

    assert "别的程序" in _refusal(f"sqlite:///{path}").message
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("contact",)]


def test_a_truncated_ledger_says_that_it_is_damaged(ledger: Ledger, tmp_path: Path) -> None:
    """And to restore it, rather than to write on."""
    enter(ledger, *(a_target(f"第{number}项") for number in range(300)))
    ledger.close()
    whole = (tmp_path / "duban.sqlite3").read_bytes()
    (tmp_path / "cut.sqlite3").write_bytes(whole[: len(whole) // 2])

    with pytest.raises(LedgerUnavailable) as refused:
        _read_all(f"sqlite:///{tmp_path}/cut.sqlite3")
    assert "备份" in refused.value.remedy


def _read_all(url: str) -> None:
    with _open(url) as ledger:
        ledger.rows(range(1, 301))
        ledger.events()


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    """No network, wrong port, no driver: one line, and the secret stays out of it."""
    refused = _refusal("postgresql://duban:secret@127.0.0.1:1/duban")

    assert "127.0.0.1:1" in refused.where
    assert "secret" not in f"{refused} {refused.where} {refused.remedy}"


def test_a_library_too_old_for_our_statements_is_named() -> None:
    """Better than a syntax error in the middle of the work."""
    check_library(OLDEST_SQLITE)
    with pytest.raises(LedgerUnavailable, match=r"3\.34\.1") as refused:
        check_library((3, 34, 1))

    assert refused.value.remedy


@pytest.fixture
def everybodys_folder() -> Iterator[Path]:
    """A folder that another account can reach."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o777)
    shutil.rmtree(folder)


def test_what_may_not_be_written_is_named_with_a_remedy(everybodys_folder: Path, migrated_file: Path) -> None:
    """A read-only file, a read-only folder with and without a ledger in it: each says what to mend."""
    paths = [everybodys_folder / name / "duban.sqlite3" for name in ("file", "folder", "new")]
    for path in paths:
        path.parent.mkdir()
        path.parent.chmod(0o777)
    for path in paths[:2]:
        shutil.copyfile(migrated_file, path)
        path.chmod(0o666)
    paths[0].chmod(0o444)
    for path in paths[1:]:
        path.parent.chmod(0o555)
    said = _as_an_ordinary_account(*(f"sqlite:///{path}" for path in paths))

    assert len(said) == 3
    for path, line in zip(paths, said, strict=True):
        assert line.startswith(f"LedgerUnavailable {path.parent}")
        assert "权限" in line


def _as_an_ordinary_account(*urls: str) -> list[str]:
    """What opening says to somebody whom permissions bind; the administrator is bound by none, so he steps down."""
    script = (
        "import os, sys, tempfile; from datetime import UTC, datetime\n"
        "from commitments.errors import LedgerUnavailable; from commitments.ledger import Ledger\n"
        "now = lambda: datetime(2025, 7, 1, tzinfo=UTC)\n"
        "with tempfile.TemporaryDirectory() as folder:\n"
        "    Ledger.open(f'sqlite:///{folder}/x', now=now).close()  # everything is loaded while it can be read\n"
        "os.geteuid() == 0 and os.setuid(65534)\n"
        "for url in sys.argv[1:]:\n"
        "    try: Ledger.open(url, now=now)\n"
        "    except LedgerUnavailable as error: print('LedgerUnavailable', error, error.remedy)\n"
    )
    call = [sys.executable, "-c", script, *urls]
    return subprocess.run(call, capture_output=True, text=True, check=True, cwd=ROOT).stdout.splitlines()


@pytest.mark.parametrize(
    ("mounts", "kind"),
    [
        ("/dev/vda / ext4 rw 0 0\nserver:/data {folder} nfs4 rw 0 0", "nfs4"),
        ("/dev/vda / ext4 rw 0 0\n//server/data {folder} cifs rw 0 0", "cifs"),
        ("server:/ / nfs rw 0 0\n/dev/vdb {folder} ext4 rw 0 0", None),
        ("server:/data {folder}/elsewhere nfs4 rw 0 0\n/dev/vda / ext4 rw 0 0", None),
    ],
)
def test_a_file_on_a_network_disk_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mounts: str, kind: str | None
) -> None:
    """Its locks cannot be trusted; the remedy names what can. What is mounted nearest counts."""
    folder = tmp_path / "share d"
    folder.mkdir()
    listing = tmp_path / "mounts"
    listing.write_text(mounts.format(folder=str(folder).replace(" ", "\\040")), encoding="utf-8")
    monkeypatch.setattr(volumes, "MOUNTS", listing)
    url = f"sqlite:///{folder}/duban.sqlite3"
    if kind is None:
        connect(url).dispose()
        return
    with pytest.raises(LedgerUnavailable, match=kind) as refused:
        connect(url)
    assert "PostgreSQL" in refused.value.remedy
    assert list(folder.iterdir()) == []


def test_the_write_ahead_log_is_cut_back_after_a_large_write(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A large document once does not keep the disk for ever."""
    monkeypatch.setattr(engine, "LONGEST_LOG", 100_000)
    log = Path(sqlite_url.removeprefix("sqlite:///") + "-wal")
    with _open(sqlite_url) as ledger:
        numbers = enter(ledger, *(a_target(f"第{number}项" * 40) for number in range(1600)))
        longest = log.stat().st_size
        for number in numbers[:2]:
            ledger.accept([number], actor="王敏")
        assert longest > 4_100_000  # so many pages that SQLite brings them into the file
        assert log.stat().st_size < 200_000


def test_what_no_server_can_hold_is_refused_by_a_file_too(ledger_url: str) -> None:
    """NUL characters: said where they stand, nothing written, on either database."""
    with _open(ledger_url) as ledger:
        (number,) = enter(ledger, a_target())
        with pytest.raises(LedgerError, match="NUL") as refused:
            ledger.remark(number, leader="张", said="抓\0紧", actor="王敏")
        assert "抓␀紧" in refused.value.where
        with pytest.raises(LedgerError, match="NUL"):
            enter(ledger, a_target("新建\0医院"), name="b.txt")
        assert (len(ledger.documents()), ledger.remarks(number)) == (1, ())
