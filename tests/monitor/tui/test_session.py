"""A session at the desk, key by key: what each piece of work costs besides the words that are typed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from commitments.evidence import Evidence, RejectReason, Review, Verdict
from commitments.ledger import Ledger
from monitor.tui.screens.agenda import ledger_screen, review_screen
from tests.monitor.tui.desk import Desk, Drive


@dataclass(frozen=True)
class Typed:
    """Words that are typed; they are not counted."""

    words: str


@dataclass(frozen=True)
class Work:
    """A piece of work: what is pressed, how many keys that may be, and what the ledger says afterwards."""

    press: tuple[str | Typed, ...]
    keys: int
    done: Callable[[Ledger], bool]
    mode: str = "review"
    row: int = 1


WORK = {
    "accept": Work(("a",), 1, lambda ledger: ledger.entry(1).review is Review.TRACKED),
    "accept with a proposed date": Work(
        ("a", "enter"), 2, lambda ledger: ledger.entry(2).review is Review.TRACKED, row=2
    ),
    "reject": Work(("x", "4"), 2, lambda ledger: ledger.entry(1).reject_reason is RejectReason.DUPLICATE),
    "correct one field": Work(
        ("e", "ctrl+g", "d", Typed("4600"), "ctrl+s"),
        4,
        lambda ledger: "4600" in str(ledger.entry(1).target.quantity),
    ),
    "accept all that a filter leaves": Work(
        ("slash", Typed("bm:财政局 可信>=.95"), "enter", "asterisk", "a", "enter"),
        5,
        lambda ledger: ledger.entry(1).review is Review.TRACKED and ledger.entry(3).review is Review.CANDIDATE,
    ),
    "hand over": Work(
        ("b", Typed("市政府办公室"), "enter"),
        2,
        lambda ledger: ledger.entry(1).target.owners.lead == ("市政府办公室",),
    ),
    "evidence, value only": Work(
        ("r", Typed("4300"), "ctrl+s"), 2, lambda ledger: ledger.evidence(1)[-1].value == Decimal(4300), mode="ledger"
    ),
    "evidence with date and link": Work(
        ("r", Typed("4300"), "enter", Typed("上月底"), "enter", Typed("https://tj.example.cn/1"), "ctrl+s"),
        4,
        lambda ledger: ledger.evidence(1)[0].observed_on == date(2025, 10, 31),
        mode="ledger",
    ),
    "confirm a verdict": Work(
        ("f", "enter"), 2, lambda ledger: ledger.entry(1).verdict is Verdict.PARTLY, mode="confirming"
    ),
    "extend": Work(
        ("d", Typed("+1m"), "enter", "2", "enter", Typed("刘副市长"), "ctrl+s"),
        5,
        lambda ledger: ledger.entry(1).due == date(2025, 12, 21),
        mode="ledger",
    ),
    "find what is overdue": Work(
        ("right_square_bracket",), 1, lambda ledger: ledger.entry(1).review is Review.TRACKED, mode="ledger"
    ),
}


@pytest.mark.parametrize("name", WORK)
def test_every_piece_of_work_takes_the_keys_it_may(filled: Ledger, drive: Drive, name: str) -> None:
    """Counted as pressed; afterwards it is in the ledger under one's name, and u undoes it."""
    work = WORK[name]
    if work.mode != "review":
        filled.accept([1], actor="李航")
    if work.mode == "confirming":
        filled.add_evidence(1, Evidence(date(2025, 11, 1), Decimal(4200)), actor="李航")
        filled.judge(1, Verdict.PARTLY, reason="统计公报", actor="李航")
    before = len(filled.events())

    async def flow(desk: Desk) -> None:
        await desk.app.push_screen((review_screen if work.mode == "review" else ledger_screen)(desk.services))
        await desk.settle()
        desk.agenda.table.go_to(work.row)
        await desk.settle()
        pressed = 0
        for step in work.press:
            if isinstance(step, Typed):
                await desk.write(step.words)
            else:
                await desk.press(step)
                pressed += 1
        assert pressed <= work.keys
        assert work.done(desk.ledger), desk.said
        written = desk.ledger.events()[: len(desk.ledger.events()) - before]
        assert {event.actor for event in written} <= {"王敏"}
        if written:
            await desk.press("u")
            assert desk.ledger.events()[0].action == "undo"

    drive(filled, flow, size=(120, 36))
