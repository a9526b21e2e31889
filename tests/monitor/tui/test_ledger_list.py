"""The list of what is in care: its sections fold, and what presses is said in a number."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from commitments.evidence import Evidence, Verdict
from commitments.filter import parse_filter
from commitments.i18n import use_language
from commitments.ledger import Ledger
from monitor.clock import Clock
from monitor.config import Settings
from monitor.services import Services
from monitor.tui.figures_provider import FiguresProvider
from monitor.tui.screens.agenda import ledger_screen, review_screen
from monitor.tui.screens.help import HelpScreen, help_lines
from monitor.tui.urgency import urgency_of
from monitor.tui.widgets.flash import Flash
from monitor.tui.widgets.source_view import SourceView
from monitor.tui.widgets.tiles import TilesCard
from tests.monitor.tui.charts import Charts, opened
from tests.monitor.tui.desk import TODAY, Desk, Drive

WIDE = (120, 36)


async def in_ledger(desk: Desk) -> None:
    """Open the second mode on the bare stage."""
    await desk.app.push_screen(ledger_screen(desk.services))
    await desk.settle()


def heads(desk: Desk) -> list[str]:
    """The heads in view, the one under the cursor with its sign."""
    return [line[:16].strip() for line in desk.lines() if line.lstrip(" ").startswith(("▿", "▹"))]


def test_enter_on_the_head_of_a_section_folds_it_and_o_still_opens_the_source(filled: Ledger, drive: Drive) -> None:
    """⏎ on the head puts the rows away and brings them back, on a row it opens the source, as o does."""
    filled.accept([1, 2, 3], actor="李航")

    async def flow(desk: Desk) -> None:
        await in_ledger(desk)
        assert heads(desk) == ["▿ 逾期  1 项", "▿ 临期  1 项", "▿ 未到期  1 项"]
        await desk.press("k", "enter")
        assert heads(desk)[0] == "▹ 逾期  1 项"
        assert not any("新增学位" in line[:60] for line in desk.lines()[3:])
        assert "-/3" in desk.lines()[1]
        await desk.press("a", "o", "o")  # nothing to decide on, nothing to read
        assert desk.agenda.table.row_id is None
        await desk.press("enter", "j", "o")
        assert desk.agenda.table.row_id == 1
        assert desk.agenda.query_one(SourceView).has_focus
        await desk.press("escape", "enter")
        assert desk.agenda.query_one(SourceView).has_focus
        await desk.press("escape", "question_mark", "pagedown")
        assert isinstance(desk.app.screen, HelpScreen)
        assert "在分组标题上收起或展开" in desk.screen_text

    drive(filled, flow, size=WIDE)


WANTS_A_ROW = ("a", "x", "r", "f", "d", "e", "m", "S", "z", "b", "t", "c", "X", "y", "Y", "O", "l", "o")


def test_what_wants_a_row_says_so_on_a_head(filled: Ledger, drive: Drive) -> None:
    """One line, no sheet, nothing written; a mark stays where it is too."""
    filled.accept([1, 2, 3], actor="李航")

    async def flow(desk: Desk) -> None:
        await in_ledger(desk)
        await desk.press("k")
        for key in WANTS_A_ROW:
            desk.agenda.query_one(Flash).display = False
            await desk.press(key)
            assert "先选一条：这是分组标题" in desk.said, key
            assert desk.app.screen is desk.agenda, key
            await desk.press("j", "k", "space")
            assert desk.agenda.table.head, key
            assert desk.agenda.table.marked == 0, key

    lines = filled.newest_line()
    drive(filled, flow, size=WIDE)
    assert filled.newest_line() == lines


def test_what_was_folded_is_folded_the_next_time_and_a_code_opens_it(filled: Ledger, drive: Drive) -> None:
    """The cursor waits on the head; `:1` leads into what was put away."""
    filled.accept([1, 2], actor="李航")

    async def flow(desk: Desk) -> None:
        await in_ledger(desk)
        await desk.press("k", "enter")
        desk.agenda.remember()
        await desk.app.pop_screen()
        await in_ledger(desk)
        assert heads(desk)[0] == "▹ 逾期  1 项"
        await desk.press("colon", "1", "enter")
        assert (heads(desk)[0], desk.agenda.table.row_id) == ("▿ 逾期  1 项", 1)

    drive(filled, flow, size=WIDE)


@pytest.fixture
def shaken(filled: Ledger) -> Ledger:
    """Two targets closed; of what the first one rests on one piece was struck since."""
    filled.accept([1, 2], actor="李航")
    for number in (1, 1, 2):
        filled.add_evidence(number, Evidence(date(2025, 11, 1), Decimal(4600)), actor="李航")
    for number in (1, 2):
        filled.judge(number, Verdict.MET, reason="统计公报", actor="李航", self_verified=True)
    filled.strike_evidence(1, reason="口径不符", actor="李航")
    return filled


def test_a_verdict_to_be_looked_at_again_says_so_in_list_and_detail(shaken: Ledger, drive: Drive) -> None:
    """待复查 in place of the verdict, the cause beside it; a verdict that nothing shook stands as it did."""

    async def flow(desk: Desk) -> None:
        await in_ledger(desk)
        await desk.press("G", "g")
        rows = [line[:60] for line in desk.lines() if "C00000" not in line[:10]]
        assert sum("? 待复查" in line for line in rows) == 1
        assert sum("☑ 已兑现" in line for line in rows) == 1
        desk.agenda.table.go_to(1)
        await desk.settle()
        assert "待复查 所依证据已作废（" in desk.screen_text
        desk.agenda.table.go_to(2)
        await desk.settle()
        assert "所依证据已作废" not in desk.screen_text

    drive(shaken, flow, size=WIDE)


def test_the_dashboard_counts_what_is_to_be_looked_at_again(shaken: Ledger, tmp_path: Path) -> None:
    """A tile that opens the ledger with just these; of a filter that leaves none of them there is no tile."""

    async def flow(charts: Charts) -> None:
        assert "待复查" in charts.text
        (tile,) = [one for one in charts.find(TilesCard)._tiles if one.label == "待复查"]
        assert tile.number.figure is not None
        assert (tile.number.text, tile.number.figure.words) == ("1", ("id:C000001",))

    with opened(shaken, tmp_path) as hall:
        hall.play(flow, mode="3")
    services = Services(Settings(), Clock(ZoneInfo("Asia/Shanghai"), fixed_today=TODAY), shaken, "王敏")
    assert FiguresProvider(services).revisits(parse_filter(["id:2"], today=TODAY)) is None


def test_what_presses_is_a_number_whose_parts_stand_beside_it(filled: Ledger, drive: Drive) -> None:
    """The ramp to the due day, what it is late by, how firmly it was promised, no evidence; closed ones have none."""
    filled.accept([1, 2, 3], actor="李航")

    async def flow(desk: Desk) -> None:
        await in_ledger(desk)
        assert "紧迫" in desk.lines()[2]
        overdue, near, ahead = (line[:60] for line in desk.lines() if "☐ 在册" in line[:60])
        assert ("15.7" in overdue, "13.9" in near, " 5.0" in ahead) == (True, True, True)
        assert "紧迫 15.7 = 时限10.0 + 逾期0.7 + 约束2.0 + 无近证3.0" in desk.screen_text
        filled.add_evidence(1, Evidence(date(2025, 11, 20), Decimal(4600)), actor="李航")
        filled.judge(1, Verdict.MET_LATE, reason="公报", actor="李航", self_verified=True)
        desk.agenda.freshen()
        await desk.settle()
        assert "紧迫 " not in "\n".join(line[60:] for line in desk.lines())

    drive(filled, flow, size=(160, 36))


def test_the_ledger_can_be_put_in_the_order_of_what_presses(filled: Ledger, drive: Drive) -> None:
    """`s` once: the number of the column decides, what has none comes last; candidates have no such order."""
    filled.accept([1, 2, 3, 4], actor="李航")
    filled.add_evidence(2, Evidence(date(2025, 11, 20), Decimal(4)), actor="李航")
    filled.extend(3, date(2025, 12, 2), reason="土地手续", approver="市政府办", actor="李航")
    filled.add_evidence(1, Evidence(date(2025, 11, 20), Decimal(4600)), actor="李航")
    filled.judge(1, Verdict.MET_LATE, reason="公报", actor="李航", self_verified=True)

    async def flow(desk: Desk) -> None:
        await in_ledger(desk)
        assert list(desk.agenda.table.listing.ids) == [2, 3, 4, 1]
        await desk.press("s")
        assert desk.said == "按紧迫排列"
        rows = desk.agenda.provider.rows(desk.agenda.table.listing.ids)
        totals = [found.total if (found := urgency_of(row)) else 0.0 for row in rows]
        assert [row.entry.id for row in rows] == [3, 2, 4, 1]
        assert totals == sorted(totals, reverse=True)
        desk.agenda.look_at("结论:已兑现|逾期兑现")
        await desk.settle()
        assert list(desk.agenda.table.listing.ids) == [1]

    drive(filled, flow, size=WIDE)
    filled.undo(filled.last_undoable(4), actor="李航")

    async def queue(desk: Desk) -> None:
        await desk.app.push_screen(review_screen(desk.services))
        await desk.settle()
        for said in ("时限", "文件顺序", "可信度"):
            await desk.press("s")
            assert desk.said == f"按{said}排列"

    drive(filled, queue)


def test_help_says_the_keys_of_the_ledger_in_both_languages() -> None:
    """What the registry has, the overlay says."""
    words = {
        "在分组标题上收起或展开": "on the head of a section",
    }
    said = "\n".join(line.plain for line in help_lines())
    use_language("en")
    english = "\n".join(line.plain for line in help_lines())
    use_language("zh")

    assert [one for one in words if one not in said] == []
    assert [one for one in words.values() if one not in english] == []
