"""A process beside the screen, for work that would make keys wait; started by asyncio, which Textual does not disturb.

`multiprocessing` cannot start inside a running app, because the app has replaced the standard streams; a program of its
own can, and costs nothing while nobody needs it.
"""

import asyncio
import contextlib
import json
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from commitments.i18n import _, language_in_use
from monitor.safe_text import one_line
from monitor.services import Services

Line = Mapping[str, Any]
COMMAND = (sys.executable, "-m", "monitor.tui.child")
LONGEST_LINE = 1 << 26  # bytes; a comparison of ten thousand targets is one line
LAST_WORDS = 120  # characters of what it said last


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process came to its end; `words` say why when it had not finished, else nothing."""

    finished: bool
    words: str = ""


class Beside:
    """One process with one errand; the screen hears it line by line."""

    def __init__(self, services: Services, do: str, **errand: Any) -> None:
        """Prepare an errand on the ledger of these services; it starts with `run`."""
        own = {"do": do, "ledger": services.ledger.url, "language": language_in_use(), "actor": services.actor}
        self._errand = {**own, **errand}
        self._process: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int | None:
        """The process while it runs."""
        running = self._process is not None and self._process.returncode is None
        return self._process.pid if running and self._process is not None else None

    async def run(self, heard: Callable[[Line], None]) -> Ended:
        """Start the process and hand on every line it says, until it ends; a task that is cancelled kills it."""
        pipe = asyncio.subprocess.PIPE
        try:
            process = await asyncio.create_subprocess_exec(
                *COMMAND,
                stdin=pipe,
                stdout=pipe,
                stderr=pipe,
                limit=LONGEST_LINE,
                start_new_session=True,  # Ctrl+C in the terminal is the screen's business
            )
        except OSError as error:
            return Ended(finished=False, words=error.strerror or type(error).__name__)
        self._process = process
        assert process.stdout is not None
        assert process.stderr is not None
        said = asyncio.create_task(process.stderr.read())
        self.say(json.dumps(self._errand))
        finished = False
        try:
            async for raw in process.stdout:
                line: Line = json.loads(raw)
                finished = finished or line["is"] == "end"
                heard(line)
            code = await process.wait()
            return Ended(finished, "" if finished else _how(code, await said))
        finally:
            self.stop()
            self.kill()
            await asyncio.gather(process.wait(), said, return_exceptions=True)

    def say(self, line: str) -> None:
        """A line for the process; one that is gone already does not hear it."""
        if self._process is not None and self._process.stdin is not None:
            with contextlib.suppress(OSError, RuntimeError):
                self._process.stdin.write(line.encode("ascii") + b"\n")

    def stop(self) -> None:
        """Let it finish what it has in hand, and end."""
        if self._process is not None and self._process.stdin is not None:
            with contextlib.suppress(OSError, RuntimeError):
                self._process.stdin.close()

    def kill(self) -> None:
        """End it at once; what it had entered stays entered."""
        if self._process is not None and self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()


def _how(code: int, said: bytes) -> str:
    """Why a process ended that had not finished: the signal or the exit code, and its last words."""
    lines = said.decode("utf-8", "replace").strip().splitlines()
    last = f"：{one_line(lines[-1], LAST_WORDS)}" if lines else ""
    if code < 0:
        return _("信号 {name}").format(name=signal.Signals(-code).name) + last
    return _("退出码 {code}").format(code=code) + last
