"""The virtual table: a hundred thousand rows of which it asks for a screenful."""

import asyncio
from array import array
from collections.abc import Awaitable, Callable, Sequence

import pytest
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.strip import Strip

from monitor.tui.listing import Listing, Section
from monitor.tui.widgets.virtual_table import PAGE, VirtualTable

MANY = 100_000


class NumberTable(VirtualTable[str]):
    """Rows that say their number."""

    painted = 0

    def paint_head(self, section: Section, width: int, *, cursor: bool) -> Strip:
        """The name of the section."""
        return Strip([Segment(f"== {section.key} {section.count}")])

    def paint_row(self, row: str, width: int, *, cursor: bool) -> Strip:
        """The row, with the cursor before it."""
        self.painted += 1
        return Strip([Segment(f"{'>' if cursor else ' '}{row}")])


class Source:
    """Rows that count how often they are asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def __call__(self, ids: Sequence[int]) -> Sequence[str]:
        """One string per id."""
        self.asked.extend(ids)
        return [f"row {number}" for number in ids]


class TableApp(App[None]):
    """The table alone, 20 lines high."""

    CSS = "NumberTable { overflow-x: hidden; overflow-y: scroll; }"

    def __init__(self, table: NumberTable) -> None:
        super().__init__()
        self.table = table

    def compose(self) -> ComposeResult:
        """Nothing but the table."""
        yield self.table

    def on_mount(self) -> None:
        """Keys go to the table."""
        self.table.focus()


def sections(*counts: int) -> Listing:
    """A listing of sections a, b, c… with ids counting from 1."""
    ids = array("q", range(1, sum(counts) + 1))
    return Listing([Section(chr(97 + n), count) for n, count in enumerate(counts)], ids)


def driven(flow: Callable[[Pilot[None], NumberTable, Source], Awaitable[None]]) -> None:
    """Run a flow on a fresh table."""

    async def run() -> None:
        source = Source()
        table = NumberTable(source)
        async with TableApp(table).run_test(size=(40, 20)) as pilot:
            await flow(pilot, table, source)

    asyncio.run(run())


def shown(table: NumberTable) -> list[str]:
    """The lines in view, without what fills them up."""
    return [table.render_line(y).text.rstrip() for y in range(table.size.height)]


def test_a_hundred_thousand_rows_cost_one_page() -> None:
    """Showing a list reads what is in view, not the list."""

    async def flow(pilot: Pilot[None], table: NumberTable, source: Source) -> None:
        table.show(sections(MANY // 2, MANY // 2))
        await pilot.pause()

        assert shown(table)[:3] == ["== a 50000", ">row 1", " row 2"]
        assert len(source.asked) == PAGE
        assert table.virtual_size.height == MANY + 2

    driven(flow)


def test_the_last_row_is_one_page_away() -> None:
    """Jumping to the end reads the end, nothing between."""

    async def flow(pilot: Pilot[None], table: NumberTable, source: Source) -> None:
        table.show(sections(MANY))
        await pilot.press("G")
        await pilot.pause()

        assert shown(table)[-1] == f">row {MANY}"
        assert len(source.asked) <= 3 * PAGE

    driven(flow)


def test_a_step_within_the_view_paints_two_lines_and_reads_nothing() -> None:
    """The line that was left, and the line that was reached."""

    async def flow(pilot: Pilot[None], table: NumberTable, source: Source) -> None:
        table.show(sections(MANY))
        await pilot.pause()
        asked, painted = len(source.asked), table.painted
        await pilot.press("j")
        await pilot.pause()

        assert shown(table)[1:4] == [" row 1", ">row 2", " row 3"]
        assert (len(source.asked), table.painted) == (asked, painted + 2)

    driven(flow)


def test_the_cursor_steps_over_heads_and_the_first_row_keeps_its_head_in_sight() -> None:
    """Heads are for reading, rows are for acting."""

    async def flow(pilot: Pilot[None], table: NumberTable, source: Source) -> None:
        table.show(sections(2, 40))
        await pilot.press("j", "j")
        assert table.row == "row 3"
        await pilot.press("G", "g")
        await pilot.pause()
        assert shown(table)[:2] == ["== a 2", ">row 1"]

    driven(flow)


@pytest.mark.parametrize(
    ("keys", "row"), [("j j k", "row 2"), ("pagedown", "row 20"), ("k", "row 1"), ("down up", "row 1")]
)
def test_keys_move_the_cursor_and_stop_at_the_ends(keys: str, row: str) -> None:
    """The usual keys of lists."""

    async def flow(pilot: Pilot[None], table: NumberTable, source: Source) -> None:
        table.show(sections(100))
        await pilot.press(*keys.split())
        assert table.row == row

    driven(flow)


def test_other_rows_leave_the_cursor_on_its_row() -> None:
    """A filter or another order does not lose the place, unless the row is gone."""

    async def flow(pilot: Pilot[None], table: NumberTable, source: Source) -> None:
        table.show(sections(100))
        table.go(50)
        table.show(Listing([Section("", 3)], array("q", [7, 51, 9])), keep=table.row_id)
        assert table.row == "row 51"
        table.show(Listing([Section("", 2)], array("q", [7, 9])), keep=51)
        assert table.row == "row 9"
        table.show(sections(0), keep=9)
        assert table.row is None
        await pilot.press("j", "G", "enter")

    driven(flow)


def test_forgetting_reads_only_what_is_in_view() -> None:
    """When somebody else wrote, the rows on screen are read anew and no others."""

    async def flow(pilot: Pilot[None], table: NumberTable, source: Source) -> None:
        table.show(sections(MANY))
        await pilot.press("G")
        await pilot.pause()
        source.asked.clear()
        table.forget()
        await pilot.pause()

        assert 20 <= len(source.asked) <= 2 * PAGE
        assert min(source.asked) > MANY - 2 * PAGE

    driven(flow)


def test_a_click_moves_and_rows_that_cannot_be_read_stay_blank() -> None:
    """The mouse is welcome, and a refusing ledger is no crash."""

    async def flow(pilot: Pilot[None], table: NumberTable, source: Source) -> None:
        table.show(sections(100))
        await pilot.pause()
        await pilot.click(NumberTable, offset=(3, 5))
        assert table.row == "row 5"
        table._fetch = lambda ids: ()
        table.forget()
        assert shown(table)[1] == ""

    driven(flow)


def test_a_section_folds_on_its_head_and_opens_again() -> None:
    """Enter on a head puts the rows away; the cursor steps from head to head, and to the end of what is left."""

    async def flow(pilot: Pilot[None], table: NumberTable, source: Source) -> None:
        table.foldable = True
        table.show(sections(2, 3))
        await pilot.press("k", "enter")
        assert (table.row, table.row_id, shown(table)[:3]) == (None, None, ["== a 2", "== b 3", " row 3"])
        await pilot.press("j", "j")
        assert table.row == "row 3"
        await pilot.press("g", "enter")
        assert (table.folded, shown(table)[1:3]) == ([], [" row 1", " row 2"])
        await pilot.press("j", "j", "j", "enter", "G")
        assert (table.head, table.folded, shown(table)[3]) == ("b", ["b"], "== b 3")

    driven(flow)


def test_what_is_folded_stays_so_until_somebody_goes_there() -> None:
    """New rows change nothing about it; going to one of its rows opens it, going on to the next row passes over it."""

    async def flow(pilot: Pilot[None], table: NumberTable, source: Source) -> None:
        table.foldable = True
        table.show(sections(2, 3, 2))
        table.fold(["b"])
        table.go(1)
        table.advance()
        assert table.row == "row 6"
        table.advance()
        table.advance()
        assert table.row == "row 7"
        table.show(sections(2, 3, 2), keep=4)
        assert (table.head, table.row_id) == ("b", None)
        table.go_to(4)
        assert (table.head, table.row, table.folded) == ("", "row 4", [])
        table.fold(["b", "gone"])
        assert table.head == "b"
        table.show(sections(2))
        assert (table.head, table.row, table.folded) == ("", "row 2", ["b", "gone"])

    driven(flow)


def test_a_click_on_a_head_folds_where_sections_fold() -> None:
    """Where they do not, nothing happens."""

    async def flow(pilot: Pilot[None], table: NumberTable, source: Source) -> None:
        table.show(sections(2, 3))
        await pilot.click(NumberTable, offset=(3, 3))
        assert (table.row, table.folded) == ("row 1", [])
        table.foldable = True
        await pilot.click(NumberTable, offset=(3, 3), times=1)
        await pilot.pause()
        assert table.folded == ["b"]

    driven(flow)
