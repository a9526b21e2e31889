"""The command as scripts and people call it, in an office of its own."""

import shutil
from pathlib import Path

import pytest

from monitor.cli import main
from tests.monitor.command_line import OPINION, REPLY, SEEDS, Duban, Ran
from tests.monitor.lively import lively, lively_file
from tests.sharing import made_once

__all__ = ["duban", "lively", "lively_file", "office"]


CONFIG = 'language = "zh"\n[sources]\npaths = ["documents"]\n'
CALL = ("--today", "2026-11-21", "--as", "王敏")


def _furnish(folder: Path) -> None:
    """A config.toml, and two of the seeds."""
    (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
    (folder / "documents").mkdir()
    for name in (OPINION, REPLY):
        shutil.copy(SEEDS / name, folder / "documents" / name)


def _speak_chinese(patch: pytest.MonkeyPatch) -> None:
    """Let nothing of the machine's surroundings have a say."""
    for name in ("DUBAN_CONFIG", "DUBAN_LEDGER", "DUBAN_USER", "LC_ALL", "LC_MESSAGES"):
        patch.delenv(name, raising=False)
    patch.setenv("LANG", "zh_CN.UTF-8")
    patch.setenv("LANGUAGE", "")  # the command sets it; this lets it be put back


@pytest.fixture(scope="session")
def taken_in_file(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Path:
    """A ledger into which the command took the two seeds, and noticed what the calendar says of them."""

    def make(path: Path) -> None:
        folder = tmp_path_factory.mktemp("office")
        _furnish(folder)
        shutil.copyfile(migrated_file, path)
        for word in ("ingest", "sweep"):
            with pytest.MonkeyPatch.context() as patch:
                _speak_chinese(patch)
                main(["--config", str(folder / "config.toml"), "--ledger", f"sqlite:///{path}", *CALL, word])

    return made_once(tmp_path_factory, "taken-in.sqlite3", make)


@pytest.fixture
def office(duban: Duban, tmp_path: Path, taken_in_file: Path) -> Duban:
    """The command in an office whose documents are in the ledger already."""
    (tmp_path / "var").mkdir()
    shutil.copyfile(taken_in_file, tmp_path / "var" / "duban.sqlite3")
    return duban


@pytest.fixture
def duban(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Duban:
    """Run the command in an empty office: a config.toml, two of the seeds, today is 2026-11-21."""
    monkeypatch.chdir(tmp_path)
    _speak_chinese(monkeypatch)
    _furnish(tmp_path)

    def run(*arguments: str) -> Ran:
        code = main([*CALL, *arguments])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run
