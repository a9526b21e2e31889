"""Fixtures for every test: a real ledger in a fresh folder, a clock that stands still, and no network but loopback."""

import ipaddress
import shutil
import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from commitments.i18n import use_language
from commitments.ledger import Ledger
from tests.compiling import share_compiled_statements
from tests.sharing import made_once

NOW = datetime(2025, 7, 1, 1, 3, tzinfo=UTC)

settings.register_profile("house", deadline=None, database=None, print_blob=True)
settings.load_profile("house")
share_compiled_statements()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty ledger at head, made once: every test copies it."""
    return made_once(
        tmp_path_factory, "empty.sqlite3", lambda path: Ledger.open(f"sqlite:///{path}", now=lambda: NOW).close()
    )


@pytest.fixture
def sqlite_url(tmp_path: Path, migrated_file: Path) -> str:
    """The address of an empty ledger file of one's own."""
    path = tmp_path / "duban.sqlite3"
    shutil.copyfile(migrated_file, path)
    return f"sqlite:///{path}"


@pytest.fixture
def ledger_url(sqlite_url: str) -> str:
    """The address of an empty ledger of one's own."""
    return sqlite_url


@pytest.fixture
def ledger(ledger_url: str) -> Iterator[Ledger]:
    """An empty ledger, open, in which it is always 2025-07-01 01:03 UTC."""
    with Ledger.open(ledger_url, now=lambda: NOW) as opened:
        yield opened


@pytest.fixture(autouse=True)
def speak_chinese() -> None:
    """Start every test in the language of the source, whatever the test before it chose for the process."""
    use_language("zh")


@pytest.fixture(autouse=True)
def only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that would leave this machine."""
    monkeypatch.setattr(socket.socket, "connect", _guarded(socket.socket.connect))
    monkeypatch.setattr(socket.socket, "connect_ex", _guarded(socket.socket.connect_ex))


def _guarded(connect: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not _is_loopback(address[0]):
            raise RuntimeError(f"a test tried to reach {address[0]}")
        return connect(self, address)

    return guarded


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
