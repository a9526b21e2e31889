"""Fixtures of the review screen: a filled ledger, and the app driven on it.

Starting the app costs more than most flows: one app serves all tests of a process, each on screens of its own.
"""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from textual.widgets import Input

from commitments.ledger import Ledger
from monitor.clock import Clock
from monitor.config import Settings
from monitor.services import Services
from tests.conftest import NOW
from tests.monitor.tui.charts import Hall, opened
from tests.monitor.tui.desk import READINGS, TEXT, TODAY, Desk, Drive, Flow, Stage, a_document, a_target, enter
from tests.monitor.tui.records import led, look

__all__ = ["led", "look"]


@pytest.fixture(scope="session")
def filled_file(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Path:
    """A ledger file with one document: an overdue, a near, an ahead and an undated target; every test copies it."""
    path = tmp_path_factory.mktemp("tui") / "filled.sqlite3"
    shutil.copyfile(migrated_file, path)
    with Ledger.open(f"sqlite:///{path}", now=lambda: NOW) as opened:
        document = a_document(TEXT)
        enter(opened, document, *(a_target(document, quote, **reading) for quote, reading in READINGS))
    return path


@pytest.fixture
def filled(tmp_path: Path, filled_file: Path) -> Iterator[Ledger]:
    """The filled ledger, one's own, closing with two persons."""
    path = tmp_path / "filled.sqlite3"
    shutil.copyfile(filled_file, path)
    with Ledger.open(f"sqlite:///{path}", now=lambda: NOW, four_eyes=True) as opened:
        yield opened


@pytest.fixture(scope="session")
def hall(lively_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """The app that all tests of dashboard and timeline share, on a ledger with a past that they only read."""
    path = tmp_path_factory.mktemp("hall") / "lively.sqlite3"
    shutil.copyfile(lively_file, path)
    with Ledger.open(f"sqlite:///{path}", now=lambda: NOW) as ledger, opened(ledger, path.parent) as shared:
        yield shared


@pytest.fixture(scope="session")
def stage() -> Iterator[Stage]:
    """The app that all tests share, started by the first of them."""
    with asyncio.Runner() as runner:
        shared = Stage(runner)
        yield shared
        shared.close()


@pytest.fixture
def drive(stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Drive:
    """Run the app on a ledger through a flow: a fixed day, a fixed actor, a cursor that does not blink."""
    monkeypatch.setattr(Input, "_toggle_cursor", lambda self: None)
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 1 / 200)  # the pilot's pause after each key
    monkeypatch.setattr("monitor.tui.widgets.flash.SECONDS", 600.0)  # a slow machine sees what a fast one sees
    monkeypatch.setattr("monitor.tui.screens.agenda.POLL_SECONDS", 600.0)  # tests look for themselves
    for name in ("FOLLOW", "LINGER", "COUNT_REST"):
        monkeypatch.setattr(f"monitor.tui.screens.reading.{name}", 0.002)
    clock = Clock(ZoneInfo("Asia/Shanghai"), fixed_today=TODAY)

    def run(
        ledger: Ledger, flow: Flow, size: tuple[int, int] = (100, 24), *, actor: str = "王敏", alone: bool = False
    ) -> None:
        services = Services(Settings(folder=tmp_path), clock, ledger, actor)

        async def flowing(desk: Desk) -> None:
            await desk.settle()
            await flow(desk)

        stage.play(services, flowing, size, alone=alone)

    return run
