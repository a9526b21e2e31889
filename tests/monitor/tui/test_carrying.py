"""Out of the list: the filter as a file, the columns a person wants, the share of the screen, the log of a row."""

import csv
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
from rich.cells import cell_len

from commitments.evidence import Evidence, Verdict
from commitments.ledger import Ledger
from monitor.tui.screens.activity import activity_screen
from monitor.tui.widgets.pane import Pane
from tests.monitor.tui.desk import Desk, Drive
from tests.monitor.tui.records import Led, Look, RecordDesk


def written(folder: Path, name: str) -> Path:
    """The one file of an export."""
    (path,) = (folder / "var").glob(f"duban-{name}-*")
    return path


def test_what_a_filter_leaves_is_carried_away_in_two_keys(filled: Ledger, drive: Drive, tmp_path: Path) -> None:
    """As CSV, as a workbook, as JSON: the same targets; marks come first."""

    async def flow(desk: Desk) -> None:
        desk.agenda.look_at("单位:局")
        await desk.press("E", "1")
        path = written(tmp_path, "list")
        with path.open(encoding="utf-8-sig") as file:
            rows = list(csv.reader(file))
        assert [row[0] for row in rows[1:]] == ["C000001", "C000002", "C000003"]
        assert "已导出 3 行" in desk.said
        path.unlink()
        await desk.press("j", "space", "E", "2")
        path = written(tmp_path, "list")
        sheet = openpyxl.load_workbook(path).active
        assert [row[0] for row in sheet.iter_rows(values_only=True)] == ["编号", "C000002"]
        assert sheet["C2"].is_date
        path.unlink()
        await desk.press("E", "3")
        found = json.loads(written(tmp_path, "list").read_text("utf-8"))
        assert [(one["id"], one["due"]) for one in found] == [("C000002", "2025-12-01")]
        await desk.press("U", "E", "escape")

    drive(filled, flow)


def test_a_file_says_which_verdicts_are_to_be_looked_at_again(filled: Ledger, drive: Drive, tmp_path: Path) -> None:
    """As `duban list --out` does; a verdict that nothing shook says nothing."""
    filled.accept([1, 2], actor="李航")
    for number in (1, 1, 2):
        filled.add_evidence(number, Evidence(date(2025, 11, 1), Decimal(4600)), actor="李航")
    for number in (1, 2):
        filled.judge(number, Verdict.MET, reason="统计公报", actor="李航", self_verified=True)
    filled.strike_evidence(1, reason="口径不符", actor="李航")

    async def flow(desk: Desk) -> None:
        desk.agenda.look_at("结论:已兑现")
        await desk.press("E", "1")

    drive(filled, flow)
    with written(tmp_path, "list").open(encoding="utf-8-sig") as file:
        again = {row["编号"]: row["待复查"] for row in csv.DictReader(file)}
    assert again == {"C000001": "所依证据已作废（2025-07-01 起）", "C000002": ""}


def test_a_file_that_cannot_be_written_is_told_of(filled: Ledger, drive: Drive, tmp_path: Path) -> None:
    """With its place and a remedy; nothing half is left."""
    (tmp_path / "var").write_text("in the way")

    async def flow(desk: Desk) -> None:
        await desk.press("E", "1")
        assert str(tmp_path / "var") in desk.screen_text.replace("\n", "").replace(" ", "").replace("│", "")
        assert "办法" in desk.screen_text

    drive(filled, flow, size=(160, 24))


def test_the_log_is_carried_away_too(filled: Ledger, look: Look, tmp_path: Path) -> None:
    """What the filter of the log leaves, newest first."""
    filled.accept([2], actor="王敏")

    async def flow(desk: RecordDesk) -> None:
        desk.screen.look_at("动作:收")
        await desk.press("E", "3")
        (line,) = json.loads(written(tmp_path, "activity").read_text("utf-8"))
        assert (line["actor"], line["action"], line["target"]) == ("王敏", "accept", "C000002")

    look(activity_screen, filled, flow)


def test_columns_come_and_go_by_a_digit_and_are_remembered(filled: Ledger, drive: Drive) -> None:
    """The list shows it at once; 0 brings the usual ones back."""

    async def flow(desk: Desk) -> None:
        titles = desk.lines()[2]
        await desk.press("w", "1", "7")
        assert titles.split()[:2] == ["状态", "紧迫"]
        assert desk.lines()[2].split()[:3] == ["编号", "状态", "时限"]
        assert "C000001" in desk.lines()[4]
        assert desk.app.memory.section("columns") == {"": {"编号": True, "文件": True}}
        await desk.press("0", "enter")
        assert desk.lines()[2] == titles
        assert desk.app.memory.section("columns") == {}

    drive(filled, flow, size=(160, 24))


def test_the_screen_is_shared_as_a_person_likes_it(filled: Ledger, drive: Drive) -> None:
    """Half each, more for the source, the list alone, and back; p and | speak of the same share."""

    async def flow(desk: Desk) -> None:
        widths = []
        for _ in range(4):
            await desk.press("vertical_line")
            widths.append(desk.agenda.query_one("#left").size.width)
        assert widths == [50, 33, 100, 60]
        await desk.press("p")
        assert desk.agenda.share == "-list"
        await desk.press("vertical_line")
        assert desk.agenda.query_one("#preview").size.width > 0

    drive(filled, flow)


def test_the_palette_offers_what_the_screen_has(filled: Ledger, drive: Drive) -> None:
    """Actions of the list on the list, those of the log on the log, those of the app on both."""

    async def flow(desk: Desk) -> None:
        offered = [
            {command.title for command in desk.app.get_system_commands(screen)}
            for screen in (desk.agenda, activity_screen(desk.services))
        ]
        accept, check, leave = (
            "收入台账，转到下一条",
            "核对整条记录链是否连续、未被改动",
            "退出；所有决定都已写入台账",
        )
        assert [{accept, check, leave} & titles for titles in offered] == [{accept, leave}, {check, leave}]

    drive(filled, flow)


def test_the_log_of_a_row_is_a_key_away(filled: Ledger, drive: Drive, led: Led) -> None:
    """And so is what is not in the list."""

    async def flow(desk: Desk) -> None:
        await desk.press("j", "l")
        desk.agenda.look_at("单位:市教育局")
        await desk.press("colon", "4", "enter")

    drive(filled, flow)

    assert led == [("activity", "目标:C000002"), ("review", "id:C000004")]


def test_the_divider_is_drawn_with_the_mouse_and_stays_there(filled: Ledger, drive: Drive) -> None:
    """Pressed on the edge, moved, let go: remembered in percent; `|` takes it back, a narrow screen has none."""

    async def flow(desk: Desk) -> None:
        pilot, pane = desk.pilot, desk.agenda.query_one(Pane)
        assert pilot is not None
        usual = pane.region.x
        await pilot.mouse_down(desk.agenda, offset=(usual, 10))
        await pilot.hover(desk.agenda, offset=(50, 10))
        await pilot.mouse_up(desk.agenda, offset=(50, 10))
        await desk.settle()
        assert (usual, pane.region.x) == (72, 50)
        assert desk.app.memory.section("shares") == {"": 42}
        assert {cell_len(line) for line in desk.lines()} == {120}
        await pilot.mouse_down(desk.agenda, offset=(70, 10))  # not on the edge
        await pilot.mouse_up(desk.agenda, offset=(90, 10))
        await pilot.resize_terminal(80, 24)
        await desk.settle()
        assert pane.region.x == 0
        await pilot.resize_terminal(120, 36)
        await desk.settle()
        assert pane.region.x == 50
        await desk.press("o")
        assert pane.region.width == 120
        await desk.press("escape", "vertical_line")
        assert (pane.region.x, desk.app.memory.section("shares")) == (60, {"": "-even"})

    drive(filled, flow, size=(120, 36))
