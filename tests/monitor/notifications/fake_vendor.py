"""A server on loopback that answers as vendors do, by script, and keeps every request it received: the oracle."""

import json
import re
import socket
import struct
import threading
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast

from tests.monitor.loopback import Loopback

TOKEN = "b7f3c1d2-token-of-the-robot"
PATH = f"/open-apis/bot/v2/hook/{TOKEN}"
FOOTER = re.compile(r"(R-[0-9A-Z]{4,}) · ")
FEISHU_OK = {"StatusCode": 0, "StatusMessage": "success", "code": 0, "data": {}, "msg": "success"}


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer. `how`: answer, hang (read all, never answer), drip, reset, close, cut (half of the body)."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    how: str = "answer"
    seconds: float = 0.0  # it takes before it answers


def says(value: Any, status: int = 200, **headers: str) -> Reply:
    """An answer in JSON."""
    names = {name.replace("_", "-"): text for name, text in headers.items()}
    body = json.dumps(value, ensure_ascii=False).encode()
    return Reply(status, body, {"Content-Type": "application/json", **names})


OK = says(FEISHU_OK)
HTML = Reply(200, b"<html><body>please log in</body></html>", {"Content-Type": "text/html"})
HANG = Reply(how="hang")
RESET = Reply(how="reset")
CLOSE = Reply(how="close")
CUT = Reply(200, json.dumps(FEISHU_OK).encode(), how="cut")
DRIP = Reply(how="drip")


@dataclass(frozen=True, slots=True)
class Received:
    """One request that came in whole."""

    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        """The body, read."""
        return cast("dict[str, Any]", json.loads(self.body))


class FakeVendor(Loopback):
    """Answers by script; the last answer of the script is repeated for ever."""

    def __init__(self, *script: Reply) -> None:
        """Take the answers in order; OK without a script."""
        self._script = list(script) or [OK]
        self._lock = threading.Lock()
        self.received: list[Received] = []
        self.listen(_handler_of(self), ThreadingHTTPServer)

    @property
    def url(self) -> str:
        """Its address, with a token in it as the vendors' have."""
        return f"http://127.0.0.1:{self.port}{PATH}"

    def then(self, *script: Reply) -> None:
        """Answer by another script from now on."""
        with self._lock:
            self._script = list(script)

    def take(self, received: Received) -> Reply:
        """Keep a request; its answer."""
        with self._lock:
            self.received.append(received)
            return self._script.pop(0) if len(self._script) > 1 else self._script[0]

    def refs(self) -> list[str]:
        """The refs in the footers of the messages received, in order: every copy counts."""
        with self._lock:
            return [ref for got in self.received for ref in FOOTER.findall(got.body.decode())[-1:]]


def _handler_of(vendor: FakeVendor) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if len(body) < int(self.headers["Content-Length"]):  # the sender died half-way: no vendor would take it
                return
            headers = {name.lower(): value for name, value in self.headers.items()}
            _reply(self, vendor.take(Received(self.path, headers, body)), vendor)

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            _reply(self, vendor.take(Received(self.path, headers, b"")), vendor)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
            """Keep quiet."""

    return Handler


def _reply(handler: BaseHTTPRequestHandler, reply: Reply, vendor: FakeVendor) -> None:
    handler.close_connection = True
    if reply.seconds:
        vendor.released.wait(reply.seconds)
    if reply.how == "hang":
        vendor.released.wait(10)
    elif reply.how == "drip":
        _drip(handler, vendor)
    elif reply.how == "reset":
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        handler.connection.close()
    elif reply.how != "close":
        _answer(handler, reply)


def _answer(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    handler.send_response_only(reply.status)
    for name, value in reply.headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(reply.body)))
    with suppress(OSError):  # the sender may be dead by now
        handler.end_headers()
        handler.wfile.write(reply.body[: len(reply.body) // 2] if reply.how == "cut" else reply.body)


def _drip(handler: BaseHTTPRequestHandler, vendor: FakeVendor) -> None:
    """One byte of a header at a time, each well within a read timeout."""
    try:
        for byte in _endless(b"HTTP/1.1 200 OK\r\nX-Slow: ", b"x"):
            handler.wfile.write(byte)
            handler.wfile.flush()
            if vendor.released.wait(0.02):
                return
    except OSError:
        return


def _endless(start: bytes, then: bytes) -> Iterable[bytes]:
    yield from (start[n : n + 1] for n in range(len(start)))
    while True:
        yield then
