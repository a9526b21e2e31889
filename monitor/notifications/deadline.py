"""How long we wait and whom we believe: an end to every conversation, and the certificates we trust."""

import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from types import TracebackType
from typing import Self


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds we wait; `total` stays well below the lease, so that no answer comes after the right to send ended."""

    connect: float = 5.0
    write: float = 10.0
    read: float = 20.0
    total: float = 40.0


PATIENCE = Patience()


@cache
def trusted_certificates() -> ssl.SSLContext:
    """The system's certificates, read once: each reading takes a twentieth of a second."""
    return ssl.create_default_context()


class Deadline:
    """Ends a conversation after `seconds`, however slowly the far side drips: read timeouts only bound each read."""

    def __init__(self, seconds: float) -> None:
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self._socket: socket.socket | None = None

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        self._timer.join()
        if self._socket is not None:
            self._socket.close()

    def watch(self, connected: socket.socket) -> None:
        """Keep a second handle on the connection: the first may be inside TLS when the time is up."""
        self._socket = connected.dup()

    def _end(self) -> None:
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)
