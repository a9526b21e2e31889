"""Audit, backup, restore and migrate as an operator calls them."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.monitor.command_line import Duban


def test_audit_prints_the_number_of_events_and_the_head(office: Duban) -> None:
    """The head can be kept, and held against the ledger later."""
    ran = office("audit")
    found = re.search(r"\b(\d+:[0-9a-f]{64})\b", ran.out)

    assert found
    assert (ran.code, "完整" in ran.err) == (0, True)
    office("run")
    assert office("audit", "--kept", found[1]).code == 0
    assert json.loads(office("audit", "--format", "json").out)["findings"] == []
    assert office("audit", "--kept", "abc").code == 2


def test_audit_fails_when_the_ledger_was_changed_behind_its_back(office: Duban, tmp_path: Path) -> None:
    """Exit code 1, and what does not fit on stderr."""
    with closing(sqlite3.connect(tmp_path / "var" / "duban.sqlite3")) as raw:
        raw.executescript("DROP TRIGGER event_refuses_update; UPDATE event SET actor = '赵某' WHERE id = 1;")
    ran = office("audit")

    assert (ran.code, "#1" in ran.err, "Traceback" in ran.err) == (1, True, False)


def test_a_backup_is_restored_in_place_of_the_ledger(office: Duban, tmp_path: Path) -> None:
    """What came after it is gone from the ledger, and kept beside it."""
    made = office("backup", "copy.sqlite3")
    code = json.loads(office("list", "4500家", "--format", "json").out)[0]["id"]
    office("accept", code)

    assert (made.code, "copy.sqlite3" in made.out) == (0, True)
    assert office("backup", "copy.sqlite3").code == 1
    assert office("restore", "copy.sqlite3").code == 1
    assert office("restore", "copy.sqlite3", "--replace").code == 0
    assert json.loads(office("show", code, "--format", "json").out)["review"] == "candidate"
    assert (tmp_path / "var" / "duban.before-restore-1.sqlite3").exists()


def test_a_backup_into_a_folder_is_named_by_the_instant(office: Duban, tmp_path: Path) -> None:
    """What a nightly job wants."""
    (tmp_path / "backups").mkdir()
    assert office("backup", "backups").code == 0

    (made,) = (tmp_path / "backups").iterdir()
    assert re.fullmatch(r"duban-\d{8}-\d{6}\.sqlite3", made.name)


def test_migrate_tells_what_it_moved(office: Duban, tmp_path: Path) -> None:
    """Rows and hash of each table; a second time the destination is not empty."""
    call = ("migrate", "--from", f"sqlite:///{tmp_path}/var/duban.sqlite3", "--to", f"sqlite:///{tmp_path}/b.sqlite3")
    moved = json.loads(office(*call, "--format", "json").out)

    assert {one["table"]: one["rows"] for one in moved}["document"] == 2
    assert all(len(one["sha256"]) == 64 for one in moved)
    assert office(*call).code == 1
    assert office("--ledger", f"sqlite:///{tmp_path}/b.sqlite3", "audit").code == 0


def _with_a_file(office: Duban, tmp_path: Path) -> tuple[str, Path]:
    """A ledger with evidence from a file: the code of its target, and where the file lies."""
    code = json.loads(office("list", "4500家", "--format", "json").out)[0]["id"]
    (tmp_path / "minutes.txt").write_text("会议纪要：已达4600家", encoding="utf-8")
    given = ("--date", "2025-06-30", "--value", "4600", "--file", "minutes.txt", "--override", "补录")
    assert office("evidence", "add", code, *given).code == 0
    (place,) = (path for path in (tmp_path / "var" / "evidence").rglob("*") if path.is_file())
    return code, place


def test_a_backup_carries_the_attached_files_and_a_restore_puts_them_back(office: Duban, tmp_path: Path) -> None:
    """Beside the copy, each named by its content; verified on both ways."""
    _code, place = _with_a_file(office, tmp_path)
    content = place.read_bytes()
    made = office("backup", "copy.sqlite3")
    place.unlink()
    back = office("restore", "copy.sqlite3", "--replace")

    assert (made.code, back.code, "1 份" in made.err, "1 份" in back.err) == (0, 0, True, True)
    assert place.read_bytes() == content
    assert [path.name for path in (tmp_path / "copy.sqlite3.files").rglob("*") if path.is_file()] == [place.name]


def test_a_restore_names_attached_files_that_are_gone_or_altered(office: Duban, tmp_path: Path) -> None:
    """The ledger stands all the same; the exit code tells."""
    _code, place = _with_a_file(office, tmp_path)
    office("backup", "copy.sqlite3")
    (copied,) = (path for path in (tmp_path / "copy.sqlite3.files").rglob("*") if path.is_file())
    copied.chmod(0o640)
    copied.write_text("别的内容", encoding="utf-8")
    place.unlink()
    back = office("restore", "copy.sqlite3", "--replace")

    assert (back.code, "改动过" in back.err, place.exists()) == (1, True, False)
    assert office("audit").code == 0


def test_a_backup_without_files_is_one_file(office: Duban, tmp_path: Path) -> None:
    """For who copies the evidence folder by other means."""
    _with_a_file(office, tmp_path)

    assert office("backup", "copy.sqlite3", "--no-files").code == 0
    assert not (tmp_path / "copy.sqlite3.files").exists()
