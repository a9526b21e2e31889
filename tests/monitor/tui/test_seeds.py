"""The review screen on the real documents that come with the project."""

from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from commitments.evidence import Review
from commitments.intake import take_in
from commitments.ledger import Ledger
from monitor.tui.widgets.source_view import SourceView
from tests.monitor.tui.desk import Desk, Drive

SEEDS = Path(__file__).parents[3] / "seeds"


@pytest.fixture
def seeded(ledger: Ledger) -> Ledger:
    """The five documents, read, extracted and entered."""
    take_in(sorted(SEEDS.glob("*.txt")), ledger, given=lambda _: date(2023, 10, 1), actor="录入")
    return ledger


def test_every_target_can_be_read_beside_its_sentence(seeded: Ledger, drive: Drive) -> None:
    """Walking down the list: the marked words are the quote, whatever the document, and no line breaks its frame."""

    async def flow(desk: Desk) -> None:
        table, source = desk.agenda.table, desk.agenda.query_one(SourceView)
        count = len(table.listing)
        assert count > 50
        for index in range(0, count, count // 6):
            table.go(index)
            await desk.settle()
            assert table.row is not None
            assert source.marked == table.row.entry.target.quote
            assert ">" in "".join(source.render_line(y).text[0] for y in range(source.size.height))
            assert {cell_len(line) for line in desk.lines()} == {120}

    drive(seeded, flow, size=(120, 36))


def test_a_short_session_is_in_the_ledger_afterwards(seeded: Ledger, drive: Drive) -> None:
    """Accept, reject, record: four rows down, everything is written."""
    done: list[int] = []

    async def flow(desk: Desk) -> None:
        done.extend(desk.agenda.table.listing.ids[:4])
        await desk.press("a", "a", "x", "3", "r", "7", "ctrl+s")
        assert desk.agenda.table.cursor == 4

    drive(seeded, flow, size=(80, 24))

    reviews = [entry.review for entry in seeded.rows(done)]
    assert reviews == [Review.TRACKED, Review.TRACKED, Review.REJECTED, Review.CANDIDATE]
    assert len(seeded.evidence(done[3])) == 1
