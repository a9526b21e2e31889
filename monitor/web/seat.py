"""One running review screen, driven by one browser: started without a shell, with nothing of the server's secrets."""

import asyncio
import contextlib
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from typing import Any

from textual_serve.app_service import AppService

# What a child needs of the server's environment; everything else, such as the secrets of chat channels, stays here.
ALLOWED = frozenset(
    (
        "PATH",
        "HOME",
        "LANG",
        "LANGUAGE",
        "TZ",
        "TMPDIR",
        "SYSTEMROOT",
        "USERPROFILE",
        "XDG_STATE_HOME",
        "XDG_CONFIG_HOME",
    )
)
ALLOWED_OPENINGS = ("LC_", "PG")  # PostgreSQL's own variables: the child opens the ledger itself
FAREWELL = 10.0  # seconds a screen has to end
PASTE_OPENS, PASTE_ENDS = b"\x1b[200~", b"\x1b[201~"


class Seat(AppService):
    """The process behind one web socket."""

    def __init__(self, argv: Sequence[str], *, actor: str, **more: Any) -> None:
        """Remember what to start and for whom; `more` is the library's."""
        super().__init__("", **more)
        self._argv = tuple(argv)
        self._actor = actor

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        known = {
            name: value for name, value in os.environ.items() if name in ALLOWED or name.startswith(ALLOWED_OPENINGS)
        }
        drawing = {
            name: value
            for name, value in super()._build_environment(width, height).items()
            if name.startswith(("TEXTUAL_", "TERM_PROGRAM")) or name in {"COLUMNS", "ROWS"}
        }
        return {**known, **drawing, "DUBAN_USER": self._actor, "PYTHONUTF8": "1"}

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        self._process = await asyncio.create_subprocess_exec(
            *self._argv, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=self._build_environment(width, height)
        )
        assert self._process.stdin is not None
        self._stdin = self._process.stdin
        return self._process

    async def leave(self) -> None:
        """End the screen: by asking it, which lets it keep drafts, and by force where it does not answer."""
        with contextlib.suppress(TimeoutError, ConnectionError):
            await asyncio.wait_for(self.stop(), FAREWELL)
        process = self._process
        if process is not None and process.returncode is None:
            process.kill()
        if process is not None:
            await process.wait()

    async def paste(self, words: str) -> None:
        """Hand words to the screen as if they had been pasted."""
        await self.send_bytes(PASTE_OPENS + words.encode() + PASTE_ENDS)


def review_command(options: Sequence[str]) -> list[str]:
    """The command that shows the review screen, with the global options of this call."""
    return [sys.executable, "-m", "monitor", *options, "review"]
