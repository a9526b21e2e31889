"""The timeline: days are as loaded as the ledger says, and a date moves only as an extension with its reason."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion
from textual.widgets import Input

from commitments.filter import parse_filter
from commitments.ledger import Ledger
from commitments.periods import add_months
from monitor.tui.glyphs import ramp, use_ascii
from monitor.tui.screens.timeline import TimelineScreen
from monitor.tui.widgets.calendar import MonthGrid, YearGrid, heat, short_count
from monitor.tui.widgets.columns import ColumnsCard
from monitor.tui.widgets.date_sheet import ExtensionSheet
from monitor.tui.widgets.evidence_sheet import EvidenceSheet
from monitor.tui.widgets.lanes import LanesCard
from tests.monitor.lively import TODAY
from tests.monitor.tui.charts import Charts, Hall, opened

SIZES = ((80, 24), (120, 36))
ODD = ((40, 12), (101, 29), (20, 6))


def _timeline(charts: Charts) -> TimelineScreen:
    screen = charts.screen
    assert isinstance(screen, TimelineScreen)
    return screen


def _due(ledger: Ledger, *words: str) -> Counter[date]:
    """Open targets in care by due date, from the entries themselves."""
    asked = parse_filter(["review:tracked", "verdict:open", *words], today=TODAY)
    return Counter(entry.due for entry in ledger.entries(asked, day=TODAY, near_days=30) if entry.due)


def _fullest(ledger: Ledger) -> date:
    """A day after today with as many targets as any."""
    counts = _due(ledger)
    return max((day for day in counts if day > TODAY), key=lambda day: (counts[day], day))


def test_every_day_has_its_number_and_opens_it(hall: Hall) -> None:
    """The month is what the entries say; one key goes to a day of another month, Enter opens as many rows."""

    async def flow(charts: Charts) -> None:
        expected = _due(charts.ledger)
        assert _timeline(charts).counts == expected
        day = _fullest(charts.ledger)
        charts.find(MonthGrid).went(day)
        await charts.settle()
        assert f"{day.year}年{day.month}月" in charts.text
        assert f"· {expected[day]} 项到期" in charts.text
        assert len(_timeline(charts).table.listing) == expected[day]
        await charts.press("enter")
        assert charts.app.current_mode == "ledger"
        assert len(charts.agenda.table.listing) == expected[day]
        await charts.press("4")
        assert charts.find(MonthGrid).day == day

    hall.play(flow, mode="4")


def test_keys_walk_through_days_weeks_months_and_years(hall: Hall) -> None:
    """Arrows and brackets over the edges of months and years, the same day in every view; t comes back."""

    async def flow(charts: Charts) -> None:
        grid = charts.find(MonthGrid)
        seen = []
        for key in ("right", "j", "k", "h", "G", "right", "g", "left", "right_square_bracket", "left_square_bracket"):
            await charts.press(key)
            seen.append(f"{grid.day:%m-%d}")
        assert seen == ["11-22", "11-29", "11-22", "11-21", "11-30", "12-01", "12-01", "11-30", "12-30", "11-30"]
        await charts.press("y", "right_square_bracket", "j", "right")
        assert charts.find(YearGrid).day == grid.day == date(2026, 12, 31)
        assert "2026-12-31 周四" in charts.text
        await charts.press("y", "t")
        assert grid.day == TODAY
        assert _timeline(charts).look == "month"

    hall.play(flow, mode="4")


def test_lanes_are_units_by_months(hall: Hall) -> None:
    """v: the number in a cell is what the ledger finds for that unit and month; arrows move the months at the edge."""

    async def flow(charts: Charts) -> None:
        await charts.press("v")
        lanes = charts.find(LanesCard)
        while (number := lanes.chosen()) is None:
            await charts.press("l")
        assert number.figure is not None
        unit, first = lanes._lanes[0][0], lanes.months[lanes._column]
        expected = _due(charts.ledger, f"负责={unit}", f"时限:{first:%Y-%m}")
        assert number.figure.count == sum(expected.values()) > 0
        await charts.press("enter")
        assert len(charts.agenda.table.listing) == number.figure.count
        await charts.press("4", *["l"] * 12)
        assert lanes.months[0] > TODAY
        await charts.press("right_square_bracket", "t")
        assert lanes.months[0] == TODAY.replace(day=1)
        totals = [sum(months.get(month, 0) for month in lanes.months) for _, months in lanes._lanes]
        assert totals == sorted(totals, reverse=True)

    hall.play(flow, mode="4")


def test_the_year_strip_counts_the_months(hall: Hall) -> None:
    """A column for each month of the year in view; it opens the month."""

    async def flow(charts: Charts) -> None:
        strip = charts.find(ColumnsCard, "#strip")
        expected = _due(charts.ledger)
        months = [sum(n for day, n in expected.items() if (day.year, day.month) == (2025, m)) for m in range(1, 13)]
        found = [column.number.figure.count for column in strip._series[0].columns if column.number.figure]
        assert found == months
        strip.focus()
        await charts.press("G", "enter")
        assert len(charts.agenda.table.listing) == months[11]

    hall.play(flow, mode="4")


def test_a_filter_narrows_calendar_list_and_lanes(hall: Hall) -> None:
    """Only what the filter leaves is counted, and the ledger opens with the filter."""

    async def flow(charts: Charts) -> None:
        await charts.press("slash")
        assert isinstance(charts.app.focused, Input)
        await charts.type("负责:住房")
        await charts.press("enter")
        assert _timeline(charts).counts == _due(charts.ledger, "负责:住房")
        charts.find(MonthGrid).went(max(_timeline(charts).counts))
        await charts.press("enter")
        assert "负责:住房 结论:待核查" in charts.text
        assert len(charts.agenda.table.listing) == _timeline_count(charts)

    def _timeline_count(charts: Charts) -> int:
        days = _due(charts.ledger, "负责:住房")
        return days[max(days)]

    hall.play(flow, mode="4")


def test_moving_a_date_is_an_extension_with_a_reason(lively: Ledger, tmp_path: Path) -> None:
    """Tab, ⇧→, Enter, reason, Enter, approver, ^s: it leaves its day, and the log has the reason; u brings it back.

    A late date is first moved to today; on an empty day there is nothing to move.
    """
    day, late = _fullest(lively), min(_due(lively))

    async def flow(charts: Charts) -> None:
        timeline = _timeline(charts)
        charts.find(MonthGrid).went(day)
        await charts.settle()
        await charts.press("tab")
        target_id, rows = timeline.table.row_id, len(timeline.table.listing)
        assert target_id is not None
        await charts.press("shift+right")
        assert isinstance(charts.app.screen, ExtensionSheet)
        assert charts.app.screen.query_one("#day", Input).value == (day + timedelta(days=1)).isoformat()
        await charts.press("ctrl+s")
        assert "按数字选理由" in charts.text
        await charts.press("enter", "2", "enter")
        await charts.type("周副市长")
        await charts.press("ctrl+s")
        assert lively.entry(target_id).due == day + timedelta(days=1)
        (moved,) = [move for move in lively.extensions(target_id) if move.new_due == day + timedelta(days=1)]
        assert (moved.reason, moved.approver, moved.recorded_by) == ("资金未到位", "周副市长", "王敏")
        assert len(timeline.table.listing) == rows - 1
        assert timeline.counts[day + timedelta(days=1)] >= 1
        assert "已延期" in charts.said
        await charts.press("u")
        assert lively.entry(target_id).due == day
        assert len(timeline.table.listing) == rows
        charts.find(MonthGrid).went(late)
        await charts.settle()
        await charts.press("shift+right")
        assert charts.app.screen.query_one("#day", Input).value == TODAY.isoformat()
        await charts.press("escape")
        charts.find(MonthGrid).went(late - timedelta(days=400))
        await charts.settle()
        await charts.press("shift+left")
        assert "没有可改期的条目" in charts.said

    with opened(lively, tmp_path) as hall:
        hall.play(flow, mode="4")


def test_evidence_is_recorded_on_the_timeline(lively: Ledger, tmp_path: Path) -> None:
    """The key and a value, about the target of the day; where there is none, that is said."""
    day = _fullest(lively)

    async def flow(charts: Charts) -> None:
        timeline = _timeline(charts)
        charts.find(MonthGrid).went(day)
        await charts.settle()
        await charts.press("tab")
        target_id = timeline.table.row_id
        assert target_id is not None
        known = len(lively.evidence(target_id))
        await charts.press("r", "7")
        assert isinstance(charts.app.screen, EvidenceSheet)
        await charts.press("ctrl+s", "ctrl+s")
        assert len(lively.evidence(target_id)) == known + 1
        assert "已记进展" in charts.said
        await charts.press("u")
        assert len(lively.evidence(target_id)) == known
        charts.find(MonthGrid).went(day - timedelta(days=4000))
        await charts.settle()
        await charts.press("r")
        assert charts.said == "先选一条"
        await charts.press("question_mark")
        assert "记一条进展证据" in charts.text

    with opened(lively, tmp_path) as hall:
        hall.play(flow, mode="4")


async def _seen(charts: Charts, size: tuple[int, int], *keys: str) -> list[str]:
    """The screen at a size after some keys, each line exactly as wide as the terminal."""
    await charts.pilot.resize_terminal(*size)
    await charts.press(*keys)
    seen = charts.lines()
    assert {cell_len(line) for line in seen} == {size[0]}
    assert len(seen) == size[1]
    return [line.rstrip() for line in seen[1:-1]]  # header and keys belong to all modes


def test_the_timeline_is_as_it_was(hall: Hall, snapshot: SnapshotAssertion) -> None:
    """Month, year and lanes at both sizes, line by line, with glyphs and without; odd sizes keep their frame."""
    seen: list[str] = []

    async def flow(charts: Charts) -> None:
        charts.find(MonthGrid).went(date(2025, 12, 31))
        for size in SIZES:
            for plain in (False, True):
                use_ascii(on=plain)
                charts.screen.refresh(layout=True)
                for keys in ((), ("y",), ("v",)):
                    seen.extend(await _seen(charts, size, *keys))
                await charts.press("v")
            use_ascii(on=False)
        for size in ODD:
            await _seen(charts, size, "v", "G", "l")
            await _seen(charts, size, "y", "right_square_bracket")
            await _seen(charts, size, "y")

    try:
        hall.play(flow, mode="4")
    finally:
        use_ascii(on=False)

    assert "\n".join(seen) == snapshot


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(1, 10**6))
def test_heat_rises_with_the_load(one: int, other: int, most: int) -> None:
    """More is never drawn as less; nothing is blank, something never, the most is full."""
    most = max(one, other, most)
    steps = ramp("heat")
    low, high = sorted((one, other))

    assert steps.index(heat(low, most)) <= steps.index(heat(high, most))
    assert (heat(low, most) == " ") == (low == 0)
    assert heat(most, most) == steps[-1]


@given(st.integers(0, 10**7))
def test_a_count_fits_its_day(count: int) -> None:
    """The cell of a day keeps its width, however much falls due on it."""
    assert len(short_count(min(count, 999_999))) <= 4
    assert short_count(count).rstrip("k").isdigit()


def test_a_day_is_found_where_it_is_drawn(hall: Hall) -> None:
    """Where a click lands is the day that is drawn there, in the month, in one week and in the year."""

    async def flow(charts: Charts) -> None:
        grid, year = charts.find(MonthGrid), charts.find(YearGrid)
        for day in (date(2025, 11, 3), date(2025, 11, 30), date(2025, 11, 1)):
            line, column = next(
                (y, x) for y in range(grid.lines) for x in range(grid.size.width) if grid.date_at(x, y) == day
            )
            drawn = grid.paint(line, grid.size.width)
            text = "".join(segment.text for segment in drawn)
            assert f"{day.day}" in text[column : column + 5]
        assert grid.date_at(0, 0) is None
        await charts.pilot.click(grid, offset=(3, 3 + 2))
        await charts.settle()
        assert grid.day == date(2025, 11, 3)
        await charts.press("y")
        days = {year.date_at(x, y) for y in range(year.lines) for x in range(year.size.width)} - {None}
        first, last = date(2025, 1, 1), date(2026, 12, 31)
        assert days == {first + timedelta(days=n) for n in range((last - first).days + 1)}
        assert add_months(first, 24) == last + timedelta(days=1)

    hall.play(flow, mode="4")
