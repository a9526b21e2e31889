"""What every server of the tests has in common: a port of its own on loopback, and an end."""

import threading
from http.server import ThreadingHTTPServer
from socketserver import BaseRequestHandler, ThreadingTCPServer
from types import TracebackType
from typing import Self

Kind = type[ThreadingTCPServer] | type[ThreadingHTTPServer]


class Loopback:
    """A server that answers within its `with` block; who takes part in it says how by `listen`."""

    released: threading.Event  # ends what hangs
    _server: ThreadingTCPServer | ThreadingHTTPServer

    def listen(self, handler: type[BaseRequestHandler], kind: Kind = ThreadingTCPServer) -> None:
        """Take a free port; requests that come before the block begins wait."""
        self.released = threading.Event()
        self._server = kind(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.server_address[1])
