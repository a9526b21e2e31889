"""The real app on a ledger with a past, as tests of dashboard and timeline drive it: one app for many flows."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from commitments.ledger import Ledger
from monitor.clock import Clock
from monitor.config import Settings
from monitor.services import Services
from monitor.tui.app import ReviewApp, built
from monitor.tui.memory import Memory
from monitor.tui.modes import MODES
from monitor.tui.screens.agenda import AgendaScreen
from monitor.tui.screens.narrowing import NarrowingScreen
from monitor.tui.widgets.filter_bar import FilterBar
from monitor.tui.widgets.flash import Flash
from tests.monitor.lively import TODAY
from tests.monitor.tui.desk import ROUNDS

W = TypeVar("W", bound=Widget)


class Charts:
    """The app with its modes; knows when it has come to rest."""

    def __init__(self, ledger: Ledger, app: ReviewApp, pilot: Pilot[None]) -> None:
        self.ledger = ledger
        self.app = app
        self.pilot = pilot

    @property
    def screen(self) -> NarrowingScreen:
        """The dashboard or the timeline, even under a sheet."""
        screens = [screen for screen in self.app.screen_stack if isinstance(screen, NarrowingScreen)]
        assert screens
        return screens[0]

    @property
    def agenda(self) -> AgendaScreen:
        """The ledger's mode."""
        assert isinstance(self.app.screen, AgendaScreen)
        return self.app.screen

    def find(self, kind: type[W], name: str = "") -> W:
        """A widget of the screen."""
        return self.screen.query_one(name, kind) if name else self.screen.query_one(kind)

    async def settle(self) -> None:
        """Wait until workers and timers are done and what they found is drawn.

        One thing leads to the next: list, preview, what is alike, counts. On a busy machine each may come by itself.
        """
        for _ in range(ROUNDS):
            while self._busy():  # noqa: ASYNC110 - nothing announces that workers and timers are done
                await asyncio.sleep(0.004)
            await self.pilot.pause()
            if not self._busy():
                return

    def _busy(self) -> bool:
        if not self.app.is_running:
            return False
        working = any(not worker.is_finished for worker in self.app.workers)
        waiting = self.app.message_queue_size + self.app.screen.message_queue_size
        return working or waiting > 0 or any(_pending(screen) for screen in self.app.screen_stack)

    async def press(self, *keys: str) -> None:
        """Press keys and wait for what follows."""
        for key in keys:
            await self.pilot.press(key)
        await self.settle()

    async def type(self, text: str) -> None:
        """Put text into the field that has the focus."""
        assert isinstance(self.app.focused, Input)
        self.app.focused.value = text
        await self.settle()

    @property
    def said(self) -> str:
        """What the flash line says, nothing when it is silent."""
        flash = self.screen.query_one(Flash)
        return flash.text if flash.display else ""

    def lines(self) -> list[str]:
        """The screen as text, one string per terminal line."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip) for strip in strips]

    @property
    def text(self) -> str:
        """The whole screen as one string."""
        return "\n".join(self.lines())


def _pending(screen: Screen[object]) -> bool:
    """Whether a timer of this screen is about to do something."""
    timers = [getattr(screen, name, None) for name in ("_follow", "_linger", "_counting")]
    timers += [bar._timer for bar in screen.query(FilterBar)]
    return getattr(screen, "writes", 0) > 0 or any(timer is not None for timer in timers)


BARE = "bare"  # a mode without a screen of ours, in which the app waits between two flows
Flow = Callable[[Charts], Awaitable[None]]


class Hall:
    """One running app; every flow starts on a mode with nothing filtered."""

    def __init__(self, ledger: Ledger, folder: Path) -> None:
        clock = Clock(ZoneInfo("Asia/Shanghai"), fixed_today=TODAY)
        self._services = Services(Settings(folder=folder), clock, ledger, "王敏")
        self._runner = asyncio.Runner()
        self._stack = AsyncExitStack()
        self._charts: Charts | None = None

    def play(self, flow: Flow, *, mode: str = "3", size: tuple[int, int] = (120, 36)) -> None:
        """Run one flow."""
        self._runner.run(self._played(flow, mode, size))

    async def _played(self, flow: Flow, mode: str, size: tuple[int, int]) -> None:
        if self._charts is None:
            app = ReviewApp(self._services)
            pilot = await self._stack.enter_async_context(app.run_test(size=size))
            self._charts = Charts(self._services.ledger, app, pilot)
        charts, app = self._charts, self._charts.app
        await self._clear(app)
        if app.size != size:
            await charts.pilot.resize_terminal(*size)
        await charts.press(mode)
        await flow(charts)

    async def _clear(self, app: ReviewApp) -> None:
        """New screens for every flow: a cursor left somewhere is not found there by the next."""
        while len(app.screen_stack) > 1:
            await app.pop_screen()
        app.memory = Memory()
        if BARE not in app._modes:
            app.add_mode(BARE, Screen)
        await app.switch_mode(BARE)
        for made in MODES:
            await app.remove_mode(made.name)
            app.add_mode(made.name, partial(built, made, self._services))

    def close(self) -> None:
        """End the app."""
        self._runner.run(self._stack.aclose())
        self._runner.close()


@contextmanager
def opened(ledger: Ledger, folder: Path) -> Iterator[Hall]:
    """An app on this ledger, with a cursor that does not blink and a flash line that stays."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Input, "_toggle_cursor", lambda self: None)
        patch.setattr("textual._wait.SLEEP_GRANULARITY", 1 / 200)
        patch.setattr("monitor.tui.widgets.flash.SECONDS", 600.0)
        hall = Hall(ledger, folder)
        try:
            yield hall
        finally:
            hall.close()
