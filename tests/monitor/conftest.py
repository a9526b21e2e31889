"""The command as scripts and people call it, in an office of its own."""

import shutil
from pathlib import Path

import pytest

from monitor.cli import main
from tests.monitor.command_line import OPINION, REPLY, SEEDS, Duban, Ran
from tests.monitor.lively import lively, lively_file

__all__ = ["duban", "lively", "lively_file"]


@pytest.fixture
def duban(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Duban:
    """Run the command in an empty office: a config.toml, two of the seeds, today is 2026-11-21."""
    monkeypatch.chdir(tmp_path)
    for name in ("DUBAN_CONFIG", "DUBAN_LEDGER", "DUBAN_USER", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setenv("LANGUAGE", "")  # the command sets it; this lets pytest put it back
    (tmp_path / "config.toml").write_text('language = "zh"\n[sources]\npaths = ["documents"]\n', encoding="utf-8")
    (tmp_path / "documents").mkdir()
    for name in (OPINION, REPLY):
        shutil.copy(SEEDS / name, tmp_path / "documents" / name)

    def run(*arguments: str) -> Ran:
        code = main(["--today", "2026-11-21", "--as", "王敏", *arguments])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run
