"""Keys that arrive faster than the screen: they go to the sheet that was asked for, or nowhere."""

import asyncio
from zoneinfo import ZoneInfo

import pytest
from textual.widgets import Input

from commitments.evidence import Review
from commitments.ledger import Ledger
from monitor.clock import Clock
from monitor.config import Settings
from monitor.services import Services
from monitor.tui.app import ReviewApp
from monitor.tui.modes import LEDGER, REVIEW
from monitor.tui.screens.working import STRAY
from tests.monitor.tui.desk import TODAY, Desk, Drive, Flow


@pytest.mark.parametrize(("key", "field"), [("r", "value"), ("b", "lead"), ("e", "metric"), ("colon", "code")])
def test_what_is_typed_right_behind_the_key_stands_in_the_sheet(
    filled: Ledger, drive: Drive, key: str, field: str
) -> None:
    """Every letter and digit of it, however slowly the sheet opens."""

    async def flow(desk: Desk) -> None:
        await desk.burst(key, *"9a1x")
        assert desk.app.screen.query_one(f"#{field}", Input).value.endswith("9a1x")

    drive(filled, flow)


def _modes(ledger: Ledger, flow: Flow) -> None:
    """The app with all its modes, begun in the first."""
    services = Services(Settings(), Clock(ZoneInfo("Asia/Shanghai"), fixed_today=TODAY), ledger, "王敏")

    async def run() -> None:
        async with ReviewApp(services).run_test(size=(100, 24)) as pilot:
            desk = Desk(services, pilot.app, pilot)  # type: ignore[arg-type]
            await desk.settle()
            await flow(desk)

    asyncio.run(run())


def test_a_digit_meant_for_a_strip_that_did_not_open_changes_no_mode(ledger: Ledger) -> None:
    """On an empty list a key says why, and its digits go nowhere; a digit behind another key changes the mode."""

    async def flow(desk: Desk) -> None:
        for key in ("x", "m", "f", "r"):
            await desk.burst(key)
            assert desk.said == "先选一条"
            await desk.burst(*"32")
            assert desk.app.current_mode == REVIEW
            assert desk.said == "前一个键没有起作用，2 也不算"
        await desk.burst("x", "j")
        await desk.press("2")
        assert desk.app.current_mode == LEDGER

    _modes(ledger, flow)


def test_a_digit_behind_a_decision_is_a_mode(filled: Ledger) -> None:
    """Only what was refused leaves a digit behind, and not for long."""

    async def flow(desk: Desk) -> None:
        await desk.press("a", "2")
        assert desk.app.current_mode == LEDGER
        assert filled.entry(1).review is Review.TRACKED
        desk.agenda.expect_strays()
        desk.agenda._strays_until -= STRAY
        await desk.press("1")
        assert desk.app.current_mode == REVIEW

    _modes(filled, flow)
