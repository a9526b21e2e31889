"""What a supervisor hears: ready, alive as long as the scheduler is, stopping; where none listens, nothing breaks."""

import os
import signal
import socket
import threading
from pathlib import Path
from typing import NoReturn

import pytest

from monitor.clock import Clock
from monitor.config import Settings
from monitor.schedule import Beat, Patience, serve
from monitor.supervisor import ALIVE, READY, SOCKET, STOPPING, notify_supervisor

NOW = Clock(Settings().zone).now


@pytest.fixture
def ear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> socket.socket:
    """A datagram socket as systemd keeps one."""
    heard = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    heard.settimeout(10)
    heard.bind(str(tmp_path / "notify"))
    monkeypatch.setenv(SOCKET, str(tmp_path / "notify"))
    return heard


def _never(code: int) -> NoReturn:
    raise AssertionError(code)


def test_a_daemon_says_that_it_is_ready_alive_and_stopping(ear: socket.socket) -> None:
    """In this order; the sign of life comes with the watchdog's looks."""
    heard: list[str] = []

    def listen() -> None:
        while not heard or heard[-1] != STOPPING:
            heard.append(ear.recv(100).decode())
            if heard[-1] == ALIVE and heard.count(ALIVE) == 1:
                os.kill(os.getpid(), signal.SIGTERM)

    listener = threading.Thread(target=listen)
    listener.start()
    serve(
        [Beat("work", 60, lambda: None)],
        now=NOW,
        stopping=threading.Event(),
        patience=Patience(look=0.01, finish=10),
        die=_never,
        say=notify_supervisor,
    )
    listener.join(10)
    ear.close()

    assert heard[0] == READY
    assert ALIVE in heard
    assert heard[-1] == STOPPING


@pytest.mark.parametrize("address", ["", "/nobody/listens/here", "@duban-nobody-listens", "nonsense"])
def test_where_nobody_listens_nothing_happens(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """An ear that is gone must not end the work."""
    monkeypatch.setenv(SOCKET, address)

    assert notify_supervisor(READY) is False
