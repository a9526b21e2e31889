"""Fixtures of the review screen: a filled ledger, and the app driven on it."""

import asyncio
from zoneinfo import ZoneInfo

import pytest
from textual.widgets import Input

from commitments.ledger import Ledger
from monitor.clock import Clock
from monitor.config import Settings
from monitor.services import Services
from monitor.tui.app import ReviewApp
from tests.monitor.tui.desk import READINGS, TEXT, TODAY, Desk, Drive, Flow, a_document, a_target, enter


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """A ledger with one document: an overdue, a near, an ahead and an undated target."""
    document = a_document(TEXT)
    enter(ledger, document, *(a_target(document, quote, **reading) for quote, reading in READINGS))
    return ledger


@pytest.fixture
def drive(monkeypatch: pytest.MonkeyPatch) -> Drive:
    """Run the app on a ledger through a flow: a fixed day, a fixed actor, a cursor that does not blink."""
    monkeypatch.setattr(Input, "_toggle_cursor", lambda self: None)
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 1 / 200)  # the pilot's pause after each key
    monkeypatch.setattr("monitor.tui.widgets.flash.SECONDS", 600.0)  # a slow machine sees what a fast one sees
    clock = Clock(ZoneInfo("Asia/Shanghai"), fixed_today=TODAY)

    async def driven(ledger: Ledger, flow: Flow, size: tuple[int, int]) -> None:
        services = Services(Settings(), clock, ledger, "王敏")
        desk = Desk(services, ReviewApp(services))
        async with desk.app.run_test(size=size) as pilot:
            desk.pilot = pilot
            await desk.settle()
            await flow(desk)

    def run(ledger: Ledger, flow: Flow, size: tuple[int, int] = (100, 24)) -> None:
        asyncio.run(driven(ledger, flow, size))

    return run
