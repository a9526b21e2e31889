"""Keys that arrive faster than the screen: they go to the sheet that was asked for, or nowhere."""

import asyncio
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from textual.events import Key
from textual.widgets import Input

from commitments.evidence import RejectReason, Review
from commitments.ledger import Ledger
from monitor.clock import Clock
from monitor.config import Settings
from monitor.services import Services
from monitor.tui.app import ReviewApp
from monitor.tui.modes import LEDGER, REVIEW
from monitor.tui.screens.working import STRAY
from monitor.tui.widgets.choice_strips import VERDICTS
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


async def typed(desk: Desk, *keys: str) -> None:
    """All keys in one go, as a terminal hands them over when the program was busy."""
    for key in keys:
        desk.app.post_message(Key(key, key if len(key) == 1 else None))
    await desk.settle()


def test_a_sheet_saved_behind_typed_letters_is_closed_before_the_next_key(filled: Ledger, drive: Drive) -> None:
    """R, a number and ^s, three times in one go: each number at its own row, and the keys behind act on the list."""

    async def flow(desk: Desk) -> None:
        await typed(desk, "r", *"11", "ctrl+s", "r", *"22", "ctrl+s", "r", *"33", "ctrl+s", "x", "4", "k", "a")
        seen = [[one.value for one in filled.evidence(number)] for number in (1, 2, 3)]
        assert seen == [[Decimal(11)], [Decimal(22)], [Decimal(33)]]
        assert (filled.entry(4).reject_reason, filled.entry(3).review) == (RejectReason.DUPLICATE, Review.TRACKED)

    drive(filled, flow)


def test_enter_moves_on_before_the_next_letter(filled: Ledger, drive: Drive) -> None:
    """Value, date and link one behind the other; a verdict with its reason, whose digits are no verdicts; a filter."""

    async def flow(desk: Desk) -> None:
        await typed(desk, "r", *"4300", "enter", *"-3d", "enter", *"https://tj.example.cn/1", "ctrl+s")
        (seen,) = filled.evidence(1)
        assert (seen.value, seen.observed_on, seen.link) == (
            Decimal(4300),
            date(2025, 11, 18),
            "https://tj.example.cn/1",
        )
        await typed(desk, "g", "a", "k", "f", "3", *"4in2025", "enter")
        closing = filled.entry(1).waiting
        assert closing is not None
        assert (closing.verdict, closing.reason) == (VERDICTS[2], "4in2025")

    drive(filled, flow)


def test_letters_behind_the_key_of_the_filter_are_letters_and_those_behind_enter_are_keys(
    filled: Ledger, drive: Drive
) -> None:
    """None of them decides anything on the list before; what is wanted of a list not yet read is refused."""

    async def flow(desk: Desk) -> None:
        await typed(desk, "slash", "a", "x", "backspace", "backspace", *"公路", "enter", "asterisk", "a", "enter")
        assert {filled.entry(number).review for number in (1, 2, 3, 4)} == {Review.CANDIDATE}
        assert list(desk.agenda.table.listing.ids) == [3]
        await typed(desk, "asterisk", "a", "enter")
        assert filled.entry(3).review is Review.TRACKED

    drive(filled, flow)


def test_what_is_pasted_cannot_turn_the_line_round(filled: Ledger, drive: Drive) -> None:
    """Marks of direction, escapes and what nobody sees stay behind; words, markup and blanks come in."""

    async def flow(desk: Desk) -> None:
        await desk.press("r")
        field = desk.app.screen.query_one("#note", Input)
        field.focus()
        await desk.write("备注\u202e倒\u202c [b]粗[/b]\x1b[2J\u200b尾")
        assert field.value == "备注倒 [b]粗[/b][2J尾"

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
