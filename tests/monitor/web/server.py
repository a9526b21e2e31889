"""The web server of the review screen on a free port of loopback."""

import socket
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

from monitor.web.logins import Logins
from monitor.web.server import Desk, Place

MOST_BYTES = 50_000
# A screen that only tells its environment, in the library's framing.
TELLING = """
import json, os, sys
words = json.dumps(dict(os.environ)).encode()
sys.stdout.buffer.write(b"__GANGLION__\\n" + b"D" + len(words).to_bytes(4, "big") + words)
sys.stdout.flush()
while sys.stdin.buffer.read(1):
    kind = sys.stdin.buffer.read(4)
    body = sys.stdin.buffer.read(int.from_bytes(kind, "big"))
    if b"quit" in body:
        break
    sys.stdout.buffer.write(b"D" + len(body).to_bytes(4, "big") + body)
    sys.stdout.flush()
"""


class Seconds:
    """Time that a test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """The time as it stands."""
        return self.now


@dataclass(slots=True)
class Served:
    """A running server: its address, the links it printed, its clock."""

    place: Place
    uploads: Path
    links: list[tuple[str, str]] = field(default_factory=list)
    seconds: Seconds = field(default_factory=Seconds)

    def link(self, actor: str = "王敏") -> str:
        """The newest link of a person."""
        return f"{self.place.public_url}/?token={[token for who, token in self.links if who == actor][-1]}"


@asynccontextmanager
async def serving(
    folder: Path,
    argv: Sequence[str] = (sys.executable, "-c", TELLING),
    *,
    actors: Sequence[str] = ("王敏",),
    seats: int = 2,
) -> AsyncIterator[Served]:
    """The server, as `duban web` makes it, until the block ends."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port = bound.getsockname()[1]
        served = Served(Place("127.0.0.1", port, f"http://127.0.0.1:{port}"), folder / "uploads")
        logins = Logins(actors, clock=served.seconds, tell=lambda actor, token: served.links.append((actor, token)))
        desk = Desk(argv, served.place, logins, uploads=served.uploads, most_bytes=MOST_BYTES, most_seats=seats)
        runner = web.AppRunner(desk.application(), shutdown_timeout=20)
        await runner.setup()
        await web.SockSite(runner, bound).start()
        try:
            yield served
        finally:
            await runner.cleanup()
