"""Unit files: those in contrib/ are those the command prints, and systemd itself finds no fault with them."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from monitor.cli import main
from monitor.commands.systemd import units

ROOT = Path(__file__).parents[3]


def test_the_files_in_contrib_are_those_that_are_printed() -> None:
    """For the usual places."""
    printed = units(Path("/opt/duban/.venv/bin/duban"), Path("/opt/duban"))

    assert {file.name: file.read_text(encoding="utf-8") for file in (ROOT / "contrib").iterdir()} == printed


def test_the_command_prints_them_for_this_installation(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the program that was called and the folder of the configuration; no ledger is opened."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANGUAGE", "")
    (tmp_path / "config.toml").write_text("", encoding="utf-8")

    assert main(["daemon", "--print-systemd"]) == 0
    said = capsys.readouterr().out
    assert f"WorkingDirectory={tmp_path}" in said
    assert f"ExecStart={Path(sys.executable).parent / 'duban'} --as daemon daemon\n" in said
    assert list(tmp_path.iterdir()) == [tmp_path / "config.toml"]


def test_a_path_with_blanks_and_percent_signs_is_quoted() -> None:
    """As systemd reads them."""
    service = units(Path("/opt/our office/100%/duban"), Path("/srv"))["duban.service"]

    assert 'ExecStart="/opt/our office/100%%/duban" --as daemon daemon\n' in service


def test_systemd_accepts_them_where_it_is_installed(tmp_path: Path) -> None:
    """The sections and keys are known to it; elsewhere every line is at least a comment, a section or an assignment."""
    program = tmp_path / "duban"
    shutil.copy("/bin/true", program)
    files = []
    for name, text in units(program, tmp_path).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        files.append(tmp_path / name)
        lines = [line for line in text.splitlines() if line]
        assert all(line[0] in "#[" or "=" in line for line in lines)
    checker = shutil.which("systemd-analyze")
    if checker:
        checked = subprocess.run([checker, "verify", *files], capture_output=True, text=True, check=False)
        assert "Unknown" not in checked.stderr
