"""The modes of the app: what each shows first, and that each stays as it was left."""

import asyncio
from zoneinfo import ZoneInfo

from commitments.ledger import Ledger
from monitor.clock import Clock
from monitor.config import Settings
from monitor.services import Services
from monitor.tui.app import ReviewApp
from monitor.tui.listing import Sort
from monitor.tui.screens.agenda import ledger_screen, review_screen
from tests.monitor.tui.desk import TODAY, Desk, Drive


def test_the_header_counts_what_presses_of_targets_in_care(filled: Ledger, drive: Drive) -> None:
    """Nobody is late with what nobody has accepted; the dashboard counts the same."""

    async def flow(desk: Desk) -> None:
        await desk.app.push_screen(review_screen(desk.services))
        await desk.settle()
        assert "逾期 0 | 临期 0 | 待核 4" in desk.lines()[0]
        await desk.press("a")
        assert "逾期 1 | 临期 0 | 待核 3" in desk.lines()[0]

    drive(filled, flow, size=(120, 36))


def test_the_footer_begins_with_what_is_wanted_in_the_mode(filled: Ledger, drive: Drive) -> None:
    """Candidates are accepted and rejected, what is in care is followed up: both fit into eighty columns."""
    filled.accept([1], actor="李航")

    async def flow(desk: Desk) -> None:
        for made, keys in ((review_screen, "a收  x退  e改  u撤销"), (ledger_screen, "r记进展  f结论  d延期  e改")):
            await desk.app.push_screen(made(desk.services))
            await desk.settle()
            assert desk.lines()[-1].strip().startswith(keys)
            assert "?帮助" in desk.lines()[-1]

    drive(filled, flow, size=(80, 24))


def test_the_queue_holds_candidates_and_the_ledger_what_was_taken_in(filled: Ledger) -> None:
    """1 is sorted by confidence and 2 by urgency; an accepted row moves from one to the other."""
    services = Services(Settings(), Clock(ZoneInfo("Asia/Shanghai"), fixed_today=TODAY), filled, "王敏")
    filled.accept([4], actor="李航")

    async def flow() -> None:
        async with ReviewApp(services).run_test(size=(100, 24)) as pilot:
            desk = Desk(services, pilot.app, pilot)  # type: ignore[arg-type]
            await desk.settle()
            assert list(desk.agenda.table.listing.ids) == [1, 2, 3]
            assert desk.agenda._asked.order is Sort.CONFIDENCE
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
