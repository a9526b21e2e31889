"""The dashboard: what it shows is what is counted, and every number opens the ledger with what it counts."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from commitments.evidence import Verdict
from commitments.i18n import use_language
from commitments.ledger import Ledger
from monitor.digest import Figure, Figures, narrowing
from monitor.tui.glyphs import use_ascii
from monitor.tui.screens.dashboard import DashboardScreen
from monitor.tui.widgets.card import BarRow, BarsCard, Card, Number, bar
from monitor.tui.widgets.columns import Column, ColumnsCard, Series
from monitor.tui.widgets.filter_bar import FilterBar, split_words
from monitor.tui.widgets.tiles import TilesCard
from tests.commitments.builders import a_target, enter
from tests.monitor.tui.charts import Charts, Hall, opened

HOSTILE = (
    "\x1b[31m红局\x1b[0m",
    "\u202e局倒",
    "[bold]局[/]",
    "零\u200b宽\u200b局",
    "很长" * 40 + "局",
    "𠮷野家局",
    "e\u0301局",
)


def _figures(charts: Charts) -> Figures:
    screen = charts.screen
    assert isinstance(screen, DashboardScreen)
    assert isinstance(screen.shown, Figures)
    return screen.shown


def test_a_number_opens_as_many_rows(hall: Hall) -> None:
    """Cards of each kind: Enter, and the ledger says the same number."""

    async def flow(charts: Charts) -> None:
        for name in ("#headline", "#slips", "#burn", "#weeks"):
            card = charts.screen.query_one(name)
            assert isinstance(card, Card)
            card.focus()
            await charts.press("g")
            number = card.chosen()
            assert number is not None
            assert number.figure is not None
            await charts.press("enter")
            assert charts.app.current_mode == "ledger", name
            assert len(charts.agenda.table.listing) == number.figure.count, name
            await charts.press("3")

    hall.play(flow)


def test_the_worst_unit_is_three_keys_away(hall: Hall) -> None:
    """3, Tab, Enter: the overdue targets of the unit with most of them; - leads back."""

    async def flow(charts: Charts) -> None:
        worst = _figures(charts).answering[0]
        await charts.press("2")
        await charts.press("3", "tab", "enter")
        assert charts.app.current_mode == "ledger"
        assert len(charts.agenda.table.listing) == worst.overdue.count > 1
        assert f"负责={worst.unit}" in charts.text
        await charts.press("minus")
        assert charts.app.current_mode == "dashboard"

    hall.play(flow)


def test_every_number_in_view_is_the_figure_behind_it(hall: Hall) -> None:
    """What is written is what is counted; the digest's own tests prove that its filter lists as many."""

    async def flow(charts: Charts) -> None:
        figures = _figures(charts)
        assert [row.numbers[0].figure for row in charts.find(BarsCard, "#answering")._rows] == [
            unit.overdue for unit in figures.answering
        ]
        for card in charts.screen.query(BarsCard):
            for row in card._rows:
                for number in row.numbers[: 2 - (card.id == "slips")]:
                    assert number.figure is not None
                    assert number.text == f"{number.figure.count:,}"
        for chart in charts.screen.query(ColumnsCard):
            for series in chart._series:
                for column in series.columns:
                    assert column.number.figure is not None
                    assert f"{column.number.figure.count:,}" in column.said
        for tile in charts.find(TilesCard)._tiles:
            assert tile.number.figure is not None
            assert f"{tile.number.text}" in charts.text

    hall.play(flow)


def test_arrows_walk_over_the_numbers(hall: Hall) -> None:
    """Right goes from overdue to open, down to the next unit, in a chart to the next month, in the headline along."""

    async def flow(charts: Charts) -> None:
        figures = _figures(charts)
        await charts.press("right", "right", "left")
        number = charts.find(TilesCard).chosen()
        assert number is not None
        assert number.figure == figures.timings[next(t for t in figures.timings if t == "due")]
        await charts.press("tab", "l")
        units = charts.find(BarsCard, "#answering")
        assert units.chosen() == Number(f"{figures.answering[0].open.count:,}", figures.answering[0].open)
        await charts.press("j", "h")
        assert units.chosen() == Number(f"{figures.answering[1].overdue.count:,}", figures.answering[1].overdue)
        await charts.press("G", "j", "l", "l")
        assert units.chosen() == Number(f"{figures.answering[-1].open.count:,}", figures.answering[-1].open)
        await charts.press("g", "k", "h", "h")
        chart = charts.find(ColumnsCard, "#burn")
        chart.focus()
        assert (chosen := chart.chosen()) is not None
        assert chosen.figure == figures.burn[11].planned
        await charts.press("j")
        assert (chosen := chart.chosen()) is not None
        assert chosen.figure == figures.burn[11].left
        await charts.press("k", "right", "j")
        assert (chosen := chart.chosen()) is not None
        assert chosen.figure == figures.burn[11].left

    hall.play(flow)


def test_a_filter_narrows_every_figure_and_stays_when_the_ledger_is_opened(hall: Hall) -> None:
    """/ and words: all cards count what they leave; nonsense leaves the last figures; next time they are there."""

    async def flow(charts: Charts) -> None:
        whole = _figures(charts)
        await charts.press("slash")
        await charts.type("负责:教育")
        some = _figures(charts)
        assert 0 < some.total.count < whole.total.count
        await charts.type("负责:教育 类别:甲")
        assert _figures(charts) == some
        assert "没有这个筛选项" in charts.text
        await charts.type("负责:教育")
        await charts.press("enter")
        assert "口径：负责:教育" in charts.lines()[1]
        charts.find(BarsCard, "#states").focus()
        await charts.press("G", "k", "k", "k", "k", "k", "enter")
        met = some.verdicts[Verdict.MET]
        assert len(charts.agenda.table.listing) == met.count
        assert "负责:教育 结论:已兑现" in charts.text
        tomorrow = DashboardScreen(charts.app.services)
        await charts.app.push_screen(tomorrow)
        await charts.settle()
        assert tomorrow.words == "负责:教育"
        assert tomorrow.shown == some
        await charts.app.pop_screen()
        await charts.press("3", "slash")
        await charts.type("")
        await charts.press("escape")
        assert _figures(charts) == some
        assert charts.find(FilterBar).display is False

    hall.play(flow)


def test_a_double_click_opens_and_a_click_points(hall: Hall) -> None:
    """The mouse does what the keys do."""

    async def flow(charts: Charts) -> None:
        card = charts.find(BarsCard, "#states")
        await charts.pilot.click(card, offset=(card.size.width - 2, 4))
        await charts.settle()
        number = card.chosen()
        assert number is not None
        assert number.figure == list(_figures(charts).timings.values())[1]
        await charts.pilot.click(card, offset=(card.size.width - 2, 4), times=2)
        await charts.settle()
        assert charts.app.current_mode == "ledger"

    hall.play(flow)


SIZES = ((80, 24), (120, 36))
ODD = ((40, 12), (101, 29), (20, 6))


async def _seen(charts: Charts, size: tuple[int, int], *keys: str) -> list[str]:
    """The screen at a size after some keys, each line exactly as wide as the terminal."""
    await charts.pilot.resize_terminal(*size)
    await charts.press(*keys)
    seen: list[str] = []
    while (drawn := charts.lines()) != seen:  # the cards are laid out anew once the scroll bar has come or gone
        seen = drawn
        await charts.pilot.pause()
    assert {cell_len(line) for line in seen} == {size[0]}
    assert len(seen) == size[1]
    return [line.rstrip() for line in seen[1:-1]]  # header and keys belong to all modes


def test_the_dashboard_is_as_it_was(hall: Hall, snapshot: SnapshotAssertion) -> None:
    """Line by line at both sizes, with another card in focus, and without a glyph; odd sizes keep their frame."""
    seen: list[str] = []

    async def flow(charts: Charts) -> None:
        for size in SIZES:
            seen.extend(await _seen(charts, size))
            seen.extend(await _seen(charts, size, "tab", "tab", "l"))
            use_ascii()
            charts.screen.refresh(layout=True)
            plain = await _seen(charts, size, "tab")
            assert {char for char in "".join(plain) if not char.isascii() and not char.isalnum()} <= set("：，。（）、")
            seen.extend(plain)
            use_ascii(on=False)
            charts.find(TilesCard).focus()
        for size in ODD:
            await _seen(charts, size, "tab", "G", "l")

    try:
        hall.play(flow)
    finally:
        use_ascii(on=False)

    assert "\n".join(seen) == snapshot


def test_in_english(lively: Ledger, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """The second language says the same numbers."""
    use_language("en")
    seen: list[str] = []

    async def flow(charts: Charts) -> None:
        for size in SIZES:
            seen.extend(await _seen(charts, size))

    with opened(lively, tmp_path) as english:
        english.play(flow)

    assert "overdue" in seen[1]
    assert "\n".join(seen) == snapshot


def test_an_empty_ledger_and_hostile_names_are_drawn(ledger: Ledger, tmp_path: Path) -> None:
    """Nothing to count is said in words; what somebody enters meanwhile is counted, and moves no cursor or column."""

    async def empty(charts: Charts) -> None:
        assert "没有延期" in charts.text
        assert {cell_len(line) for line in charts.lines()} == {120}
        await charts.press("tab", "enter", "j", "l")
        before = _figures(charts)
        charts.screen._poll()
        await charts.settle()
        assert _figures(charts) is before
        targets = [a_target(f"第{n}项", lead=[name], due=date(2025, 11, 1)) for n, name in enumerate(HOSTILE)]
        ledger.accept(enter(ledger, *targets), actor="王敏")
        charts.screen._poll()
        await charts.settle()
        assert _figures(charts).total.count == len(HOSTILE)
        text = charts.text
        assert not set(text) & set("\x1b\u202e\u200b")
        assert "[bold]局[/]" in text
        assert {cell_len(line) for line in charts.lines()} == {120}
        await charts.press("enter")
        assert len(charts.agenda.table.listing) == 1

    with opened(ledger, tmp_path) as hall:
        hall.play(empty)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30)
NOTHING = Figure(0, ())


def test_any_words_fit_any_width(hall: Hall) -> None:
    """Labels of whatever width and script, numbers of whatever length: a line is as wide as its card, to the cell."""

    async def flow(charts: Charts) -> None:
        bars = BarsCard("单位", most=5)
        columns = ColumnsCard("按月", tall=2)
        await charts.screen.mount(bars, columns)

        @given(st.lists(st.tuples(WORDS, st.integers(0, 10**9)), min_size=1, max_size=6), st.integers(12, 130))
        def fits(rows: list[tuple[str, int]], width: int) -> None:
            numbers = [(label, Number(f"{count:,}", NOTHING)) for label, count in rows]
            bars.show(
                [BarRow(label, Fraction(1, n + 1), (number, number)) for n, (label, number) in enumerate(numbers)]
            )
            made = tuple(Column(Fraction(1, n + 1), number, label) for n, (label, number) in enumerate(numbers))
            columns.show([Series("计划", made), Series("实际", made[:1])], [f"{n + 1}" for n in range(len(made))])
            for card in (bars, columns):
                for y in range(card.lines):
                    strip = card.paint(y, width).adjust_cell_length(width)
                    assert strip.cell_length == cell_len("".join(segment.text for segment in strip)) == width

        fits()
        await bars.remove()
        await columns.remove()

    hall.play(flow)


@given(st.fractions(-1, 2), st.integers(1, 80))
def test_a_bar_is_as_long_as_its_share(share: Fraction, cells: int) -> None:
    """To an eighth of a cell, never longer than there is room, and whatever is more than nothing is seen."""
    drawn = bar(share, cells)

    assert cell_len(drawn) == cells
    assert bool(drawn.strip()) == (share > 0)
    assert (drawn == "█" * cells) == (share >= 1)


@pytest.mark.parametrize("name", ["甲局", "甲 局", "甲|乙", "无", '甲" 局', "“甲” 局", "", "甲\u3000局"])
def test_the_words_of_a_figure_pass_through_the_filter_line(name: str) -> None:
    """Names with spaces and marks are still one word when the ledger is opened with them."""
    words = ["逾期", narrowing.answered_by(name), narrowing.still_open()]

    assert split_words(" ".join(words)) == words
