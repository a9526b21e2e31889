"""The screens of documents, activity and outbox on a real ledger, as tests drive them."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from textual.screen import ModalScreen
from textual.widgets import Input

from commitments.filter import parse_filter
from commitments.ledger import Ledger
from monitor.clock import Clock
from monitor.config import Settings
from monitor.services import Services
from monitor.tui.app import ReviewApp, built
from monitor.tui.memory import Memory
from monitor.tui.modes import MODES
from monitor.tui.screens.records import RecordsScreen
from monitor.tui.widgets.details import Details
from monitor.tui.widgets.filter_bar import FilterBar, split_words
from monitor.tui.widgets.flash import Flash
from tests.monitor.tui.desk import BARE, TODAY, Desk, Stage

Led = list[tuple[str, str]]
LONG = frozenset({"import", "looking", "reread", "verify"})  # workers that go on while people work


@dataclass
class RecordDesk(Desk):
    """One of the three screens, and what it says."""

    @property
    def screen(self) -> RecordsScreen[Any, Any]:
        """The screen, even under a sheet."""
        return next(screen for screen in reversed(self.app.screen_stack) if isinstance(screen, RecordsScreen))

    def _busy(self) -> bool:
        if not self.app.is_running:
            return False
        screens = [screen for screen in self.app.screen_stack if isinstance(screen, RecordsScreen)]
        timers = [timer for one in screens for timer in (one._follow, one.query_one(FilterBar)._timer)]
        working = any(not worker.is_finished for worker in self.app.workers if worker.group not in LONG)
        waiting = self.app.message_queue_size + self.app.screen.message_queue_size
        waiting += sum(one.writes + one.message_queue_size for one in screens)
        return working or waiting > 0 or any(timer is not None for timer in timers)

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait for what a process beside the screen does, then for what follows on the screen."""
        async with asyncio.timeout(60):
            while not holds():  # noqa: ASYNC110 - a process announces nothing to tests
                await asyncio.sleep(0.01)
        await self.settle()

    @property
    def asked(self) -> bool:
        """Whether a sheet or another question is open."""
        return isinstance(self.app.screen, ModalScreen)

    @property
    def said(self) -> str:
        """What the flash line says, nothing when it is silent."""
        flash = self.screen.query_one(Flash)
        return flash.text if flash.display else ""

    @property
    def told(self) -> str:
        """Everything that stands in the details."""
        told = self.screen.query_one(Details).told
        return "\n".join([*(f"{fact.label} {fact.words}" for fact in told.facts), told.heading, told.body])


@pytest.fixture
def led(monkeypatch: pytest.MonkeyPatch) -> Led:
    """Note where a screen leads, mode and filter, instead of going there, which costs more than all the rest."""
    found: Led = []

    async def note(_app: ReviewApp, name: str, words: str) -> None:
        found.append((name, words))

    monkeypatch.setattr(ReviewApp, "open_filtered", note)
    return found


def meant(ledger: Ledger, words: str) -> list[int]:
    """The targets that filter words mean."""
    asked = parse_filter(split_words(words), today=TODAY)
    return sorted(ledger.ids(asked, day=TODAY, near_days=30))


RecordFlow = Callable[[RecordDesk], Awaitable[None]]
Look = Callable[..., None]  # (factory, ledger, flow, size=(100, 24), settings=…)
Factory = Callable[[Services], RecordsScreen[Any, Any]]


@pytest.fixture
def look(stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Look:
    """Run one of the screens on a ledger through a flow: a fixed day, a fixed actor, a cursor that does not blink."""
    monkeypatch.setattr(Input, "_toggle_cursor", lambda self: None)
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 1 / 200)  # the pilot's pause after each key
    monkeypatch.setattr("monitor.tui.widgets.flash.SECONDS", 600.0)  # a slow machine sees what a fast one sees
    monkeypatch.setattr("monitor.tui.screens.records.POLL_SECONDS", 600.0)  # tests ask when they want to know
    monkeypatch.setattr("monitor.tui.screens.records.FOLLOW", 0.002)

    def run(
        factory: Factory,
        ledger: Ledger,
        flow: RecordFlow,
        size: tuple[int, int] = (100, 24),
        *,
        settings: Settings = Settings(),  # noqa: B008 - frozen
        memory: Memory | None = None,
    ) -> None:
        clock = Clock(ZoneInfo("Asia/Shanghai"), fixed_today=TODAY)
        services = Services(replace(settings, folder=tmp_path), clock, ledger, "王敏")

        async def set_screen(app: ReviewApp, services: Services, size: tuple[int, int]) -> None:
            app.services, app.memory = services, memory or Memory()
            if app.size != size:
                assert stage._pilot is not None
                await stage._pilot.resize_terminal(*size)
            for mode in MODES:  # so that one screen can lead to another
                app.add_mode(mode.name, partial(built, mode, services))
            await app.push_screen(factory(services))

        async def flowing(desk: Desk) -> None:
            mine = RecordDesk(services, desk.app, desk.pilot)
            await mine.settle()
            await flow(mine)
            if desk.app.current_mode != BARE:
                await desk.app.switch_mode(BARE)
            for mode in MODES:
                await desk.app.remove_mode(mode.name)

        monkeypatch.setattr(stage, "_set", set_screen)
        stage.play(services, flowing, size, alone=False)

    return run
