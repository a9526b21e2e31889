"""The program in a real terminal, as a person starts it: it paints, takes keys, writes, and leaves all as it was."""

import fcntl
import os
import pty
import select
import shutil
import struct
import subprocess
import sys
import termios
from pathlib import Path
from time import monotonic
from typing import IO, Any

import pytest

from commitments.evidence import Review
from commitments.ledger import Ledger
from monitor.cli import main
from tests.conftest import NOW

PATIENCE = 120.0  # seconds, on a machine that does much else


class Terminal:
    """A pseudo-terminal with a program in it."""

    def __init__(self, arguments: list[str], environ: dict[str, str], **elsewhere: IO[bytes]) -> None:
        self._fd, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        command = [sys.executable, "-m", "monitor", *arguments]
        streams: dict[str, Any] = {"stdin": inner, "stdout": inner, "stderr": inner, **elsewhere}
        self._program = subprocess.Popen(command, env=environ, start_new_session=True, **streams)
        os.close(inner)
        self.seen = ""

    def wait_for(self, words: str) -> None:
        """Read until these words have been drawn."""
        ends = monotonic() + PATIENCE
        while words not in self.seen:
            assert monotonic() < ends, self.seen[-2000:]
            ready, _, _ = select.select([self._fd], [], [], 1.0)
            if ready:
                self.seen += os.read(self._fd, 65536).decode("utf-8", errors="replace")

    def press(self, keys: str) -> None:
        """Type."""
        self.seen = ""
        os.write(self._fd, keys.encode())

    def close(self) -> int:
        """Read to the end; the exit code."""
        try:
            while data := os.read(self._fd, 65536):
                self.seen += data.decode("utf-8", errors="replace")
        except OSError:  # the other end is closed
            pass
        os.close(self._fd)
        return self._program.wait()


def test_a_session_in_a_terminal(filled_file: Path, tmp_path: Path) -> None:
    """Start, accept one, leave: the ledger has it under the name given, the memory is where it belongs."""
    path = tmp_path / "ledger.sqlite3"
    shutil.copyfile(filled_file, path)
    environ = {**os.environ, "XDG_STATE_HOME": str(tmp_path / "state"), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
    url = f"sqlite:///{path}"
    terminal = Terminal(["--ledger", url, "--today", "2025-11-21", "--as", "王敏", "review", "--ascii"], environ)
    try:
        terminal.wait_for("4500")
        terminal.press("a")
        terminal.wait_for("C000001")
        terminal.press("q")
    finally:
        code = terminal.close()

    assert code == 0
    assert "\x1b[?1049l" in terminal.seen  # the screen that was there before is back
    assert [file.name[:10] for file in (tmp_path / "state" / "duban").glob("*.json")] == ["review-王敏-"]
    with Ledger.open(url, now=lambda: NOW) as ledger:
        assert ledger.entry(1).review is Review.TRACKED
        assert ledger.events(target_id=1)[0].actor == "王敏"


@pytest.mark.parametrize("said", ['accept = "x"'])
def test_a_key_map_that_cannot_be_is_said_before_the_screen_opens(
    filled_file: Path, tmp_path: Path, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In one line on standard error, with exit code 2."""
    keys = tmp_path / "keys.toml"
    keys.write_text(said, encoding="utf-8")
    shutil.copyfile(filled_file, tmp_path / "ledger.sqlite3")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    assert main(["--ledger", f"sqlite:///{tmp_path}/ledger.sqlite3", "review", "--keymap", str(keys)]) == 2
    assert "accept" in capsys.readouterr().err


@pytest.mark.parametrize(("stream", "said"), [("stdin", "标准输入却不是终端"), ("stderr", "去掉 2> 之类的重定向")])
def test_without_a_terminal_the_screen_does_not_begin(
    filled_file: Path, tmp_path: Path, stream: str, said: str
) -> None:
    """Where errors go into a file, the terminal says so all the same: an empty screen tells nobody anything."""
    environ = {**os.environ, "XDG_STATE_HOME": str(tmp_path / "state"), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
    shutil.copyfile(filled_file, tmp_path / "ledger.sqlite3")
    arguments = ["--ledger", f"sqlite:///{tmp_path}/ledger.sqlite3", "--lang", "zh", "review"]
    with (tmp_path / "elsewhere").open("w+b") as file:
        terminal = Terminal(arguments, environ, **{stream: file})
        code = terminal.close()

    assert code == 2
    assert said in terminal.seen
    assert "\x1b[?1049h" not in terminal.seen
