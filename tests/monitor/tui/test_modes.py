"""The modes of the app: what each shows first, and that each stays as it was left."""

import asyncio
from zoneinfo import ZoneInfo

from commitments.ledger import Ledger, Order
from monitor.clock import Clock
from monitor.config import Settings
from monitor.services import Services
from monitor.tui.app import ReviewApp
from tests.monitor.tui.desk import TODAY, Desk


def test_the_queue_holds_candidates_and_the_ledger_what_was_taken_in(filled: Ledger) -> None:
    """1 is sorted by confidence and 2 by urgency; an accepted row moves from one to the other."""
    services = Services(Settings(), Clock(ZoneInfo("Asia/Shanghai"), fixed_today=TODAY), filled, "王敏")
    filled.accept([4], actor="李航")

    async def flow() -> None:
        async with ReviewApp(services).run_test(size=(100, 24)) as pilot:
            desk = Desk(services, pilot.app, pilot)  # type: ignore[arg-type]
            await desk.settle()
            assert list(desk.agenda.table.listing.ids) == [1, 2, 3]
            assert desk.agenda._asked.order is Order.CONFIDENCE
            assert "[1 核查]" in desk.lines()[0]
            assert "可信" in desk.lines()[2]
            await desk.press("j", "a", "enter", "2")
            assert list(desk.agenda.table.listing.ids) == [2, 4]
            assert "[2 台账]" in desk.lines()[0]
            await desk.press("slash", "1")
            assert "[2 台账]" in desk.lines()[0]
            await desk.press("escape", "G", "1")
            assert list(desk.agenda.table.listing.ids) == [1, 3]
            assert desk.agenda.table.row_id == 3
            await desk.press("2")
            assert desk.agenda.table.row_id == 4
            await desk.press("x", "1", "R")
            assert list(desk.agenda.table.listing.ids) == [2]

    asyncio.run(flow())
