"""Mode 5: documents with what became of them; files taken in; a document read again, first looked at, then decided."""

import os
import signal
import sys
import threading
from array import array
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from commitments.errors import Problem
from commitments.evidence import Review
from commitments.filter import EVERYTHING
from commitments.ledger import Ledger
from commitments.ledger.records import Receipt
from commitments.target import Extraction
from monitor.tui import beside
from monitor.tui.memory import Memory
from monitor.tui.modes import LEDGER, REVIEW
from monitor.tui.screens.comparison import ComparisonScreen
from monitor.tui.screens.documents import DocumentsScreen, documents_screen
from monitor.tui.widgets.import_sheet import ImportSheet
from tests.commitments.builders import a_document, a_target
from tests.monitor.tui.desk import TODAY
from tests.monitor.tui.records import Led, Look, RecordDesk, meant
from tests.monitor.tui.test_importing import FAKE, NOTICE

NUMBERS = {"document_id": 1, "same": 1, "updated": 1, "added": 1, "dropped": 1, "differing": 1}
CHANGES: list[dict[str, Any]] = [
    {
        "kind": "differing",
        "target_id": 1,
        "quote": "新增学位4500个",
        "before": {"value": "4500"},
        "after": {"value": "45"},
    },
    {"kind": "updated", "target_id": 2, "quote": "改造120个", "before": {"unit": "个"}, "after": {"unit": "栋"}},
    {"kind": "dropped", "target_id": 3, "quote": "新改建 [b]公路[/b]", "before": {}, "after": {"review": "rejected"}},
    {"kind": "added", "target_id": None, "quote": "开工5个", "before": {}, "after": {"due": "2026-06-30"}},
]
# A process that compares as told, and waits for the word.
REREADS = f"""
import json, sys
json.loads(sys.stdin.readline())
def say(**line): print(json.dumps(line), flush=True)
say(**{{"is": "compared", "numbers": {NUMBERS!r}, "changes": {CHANGES!r}}})
if sys.stdin.readline().strip() == "do": say(**{{"is": "reread", "numbers": {NUMBERS!r}}})
say(**{{"is": "end"}})
"""


def _speaks(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    monkeypatch.setattr(beside, "COMMAND", (sys.executable, "-S", "-c", script))


def _documents(desk: RecordDesk) -> DocumentsScreen:
    screen = desk.screen
    assert isinstance(screen, DocumentsScreen)
    return screen


@pytest.fixture
def two(filled: Ledger) -> Ledger:
    """The filled ledger and a poor second document; one target is in care."""
    filled.accept([1], actor="李航")
    poor = a_document(
        "[b]空话[/b] \x1b[31m",
        name="空 话.txt",
        title="另一份",
        number=None,
        problems=(Problem("空话", "没有日期", "补上"),),
    )
    filled.enter(poor, Extraction(()), actor="李航")
    return filled


def test_a_document_tells_what_became_of_it(two: Ledger, look: Look) -> None:
    """Found, waiting, in care, problems; the details have the remedy and the text, harmless."""

    async def flow(desk: RecordDesk) -> None:
        assert "另一份" in desk.lines()[3]
        assert "没有日期" in desk.told
        assert "补上" in desk.told
        assert "[b]空话[/b]" in desk.screen_text
        assert "\x1b" not in desk.screen_text
        await desk.press("j")
        assert desk.lines()[4].split("▏")[0].split()[-3:] == ["4", "3", "1"]
        assert "4 项：待核 3，在册 1，已退 0" in desk.told
        assert "一、教育" in desk.told

    look(documents_screen, two, flow)


def test_enter_opens_the_targets_and_t_those_in_care(two: Ledger, look: Look, led: Led) -> None:
    """One key: candidates in the review, what is in care in the ledger; a document without any says so."""

    async def flow(desk: RecordDesk) -> None:
        await desk.press("enter")
        assert "没有找到条目" in desk.said
        await desk.press("j", "enter", "t")
        two.accept([2, 3, 4], actor="李航")
        desk.screen.freshen()
        await desk.settle()
        await desk.press("enter")

    look(documents_screen, two, flow)
    assert [name for name, _words in led] == [REVIEW, LEDGER, LEDGER]
    assert {tuple(meant(two, words)) for _name, words in led} == {(1, 2, 3, 4)}


def test_a_name_with_spaces_and_bars_leads_to_its_document_alone(filled: Ledger, look: Look, led: Led) -> None:
    """Whatever would part the words of a filter is in it."""
    text = "到2026年底，新建公园12个"
    document = a_document(text, name='甲 “乙|丙" 丁.txt')
    filled.enter(document, Extraction((a_target(text, document=document.name, quantity=None),)), actor="李航")

    async def flow(desk: RecordDesk) -> None:
        await desk.press("enter")

    look(documents_screen, filled, flow)
    assert meant(filled, led[0][1]) == [5]


def test_documents_are_found_by_words_number_and_what_waits(two: Ledger, look: Look) -> None:
    """/ and p; both together."""

    async def flow(desk: RecordDesk) -> None:
        await desk.press("slash")
        await desk.write("另一份")
        assert list(desk.screen.table.listing.ids) == [2]
        await desk.press("escape", "p")
        assert list(desk.screen.table.listing.ids) == [1]
        await desk.press("p", "slash")
        await desk.write("编号:2")
        await desk.press("enter")
        assert list(desk.screen.table.listing.ids) == [2]
        desk.screen.look_at("-另一份")
        await desk.settle()
        assert list(desk.screen.table.listing.ids) == [1]

    look(documents_screen, two, flow)


def test_what_any_run_could_not_read_is_told_with_place_cause_and_remedy(filled: Ledger, look: Look) -> None:
    """As `duban documents --problems` has it; c clears it until something else is wrong with it."""
    page, feed = "/来文/坏.pdf", "https://example.org/feed"
    broken = Receipt(page, 1, 1, "", "1", problem=Problem(f"{page} 第3页", "页面损坏", "重新扫描"))
    filled.keep_receipts([broken, Receipt(feed, 0, 0, "", "1", problem=Problem(feed, "连不上", "稍后再试"))])
    filled.keep_receipts([Receipt("/来文/好.txt", 1, 1, "", "1", documents=(1,))])
    memory = Memory()

    async def flow(desk: RecordDesk) -> None:
        assert "没有收进来  2 份" in desk.lines()[3]
        assert "✗ 坏.pdf  页面损坏" in desk.lines()[4]
        for words in ("文件 /来文/坏.pdf", "位置 /来文/坏.pdf 第3页", "原因 页面损坏", "办法 重新扫描"):
            assert words in desk.told
        await desk.press("j")
        assert "duban run" in desk.told
        desk.screen.look_at("坏")
        await desk.settle()
        assert "没有收进来  1 份" in desk.lines()[3]
        desk.screen.look_at("")
        await desk.settle()
        await desk.press("c")
        assert "没有收进来" not in desk.screen_text
        filled.keep_receipts([replace(broken, problem=Problem(page, "加了密码", "先去掉密码"))])
        desk.screen.freshen()
        await desk.settle()
        assert "加了密码" in desk.lines()[4]

    look(documents_screen, filled, flow, memory=memory)


def test_a_killed_process_is_told_of_and_nothing_is_lost(filled: Ledger, look: Look, tmp_path: Path) -> None:
    """i, paths, Enter: a real process enters what it can; killed over one file, it is started again for the others.

    The file before stays entered, the one after is still read; the one in hand is named with the signal, the one that
    is no text with its remedy; another day the screen still knows both.
    """
    first, stuck, binary, last = (tmp_path / name for name in ("来 文.txt", "b.txt", "c.txt", "d.txt"))
    first.write_text(NOTICE.format(n=3), encoding="utf-8")
    binary.write_bytes(b"\x00\x01")
    last.write_text(NOTICE.format(n=4), encoding="utf-8")
    os.mkfifo(stuck)  # reading it waits for ever
    memory = Memory()

    async def flow(desk: RecordDesk) -> None:
        await desk.press("i")
        await desk.write("\n".join(map(str, (first, stuck, binary, last))))
        await desk.until(lambda: "→ 4 份文件" in desk.screen_text)
        await desk.press("enter")
        screen = _documents(desk)
        await desk.until(lambda: screen.importing is not None and screen.importing.current == str(stuck))
        assert screen.importing is not None
        assert screen.importing.pid is not None
        assert memory.section("import")["unread"]
        os.kill(screen.importing.pid, signal.SIGKILL)
        await desk.until(lambda: screen.importing is not None and screen.importing.ended)
        assert "导入完成 4/4" in desk.screen_text
        assert "没有收进来  2 份" in desk.lines()[3]
        assert "✗ b.txt  读这份文件时导入进程中断" in desk.lines()[4]
        assert "SIGKILL" in desk.told
        await desk.press("j")
        assert "另存为 UTF-8" in desk.told
        for key in ("R", "t", "enter"):
            screen.flash("")
            await desk.press(key)
            assert desk.said == "这份文件还没有收进来：按 r 再试"

    look(documents_screen, filled, flow, memory=memory)
    assert [one.name for one in filled.documents()] == ["notice.txt", "来 文.txt", "d.txt"]

    async def again(desk: RecordDesk) -> None:
        assert "✗ b.txt" in desk.lines()[4]
        await desk.press("c")
        assert "没有收进来" not in desk.screen_text
        assert list(memory.section("import")["cleared"]) == [str(stuck), str(binary)]

    look(documents_screen, filled, again, memory=memory)


def test_while_an_import_runs_people_work_on(
    filled: Ledger, look: Look, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its progress is seen, keys are answered, x stops it, r goes on with what is left."""
    _speaks(monkeypatch, FAKE)
    for name in ("1.txt", "2waits.txt", "3.txt"):
        (tmp_path / name).touch()

    async def flow(desk: RecordDesk) -> None:
        screen = _documents(desk)
        await desk.press("i")
        await desk.write(str(tmp_path / "1.txt") + "\n" + str(tmp_path / "2waits.txt") + "\n" + str(tmp_path / "3.txt"))
        await desk.press("enter")
        await desk.until(lambda: screen.importing is not None and "waits" in screen.importing.current)
        assert "正在导入 1/3  ▓▓▓▓▓░" in desk.screen_text
        assert "2waits.txt" in desk.screen_text
        await desk.press("slash", "escape", "i")
        assert "正在导入" in desk.said
        assert not desk.asked
        await desk.press("x")
        importing = screen.importing
        assert importing is not None
        await desk.until(lambda: importing.ended)
        assert "已停止，还有 1 份没有读" in desk.screen_text
        assert "░ 3.txt  还没有读" in desk.screen_text
        await desk.press("r")
        await desk.until(lambda: screen.importing is not importing and screen.importing.ended)  # type: ignore[union-attr]
        assert "没有收进来" not in desk.screen_text

    look(documents_screen, filled, flow)


def test_a_path_that_leads_nowhere_is_said_before_anything_starts(filled: Ledger, look: Look, tmp_path: Path) -> None:
    """An empty folder too; Esc leaves everything as it is."""
    (tmp_path / "empty").mkdir()

    async def flow(desk: RecordDesk) -> None:
        await desk.press("i", "enter")
        await desk.until(lambda: "先写文件" in desk.screen_text)
        await desk.write(str(tmp_path / "none.txt"))
        await desk.press("enter")
        await desk.until(lambda: "找不到" in desk.screen_text)
        sheet = desk.app.screen
        assert isinstance(sheet, ImportSheet)
        sheet.query_one("#paths").value = str(tmp_path / "empty")  # type: ignore[attr-defined]
        await desk.press("enter")
        await desk.until(lambda: "没有可导入的文件" in desk.screen_text)
        await desk.press("escape", "x", "r")
        assert "没有要再试的文件" in desk.said
        assert _documents(desk).importing is None

    look(documents_screen, filled, flow)


@pytest.fixture
def endless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A folder `disk` with one file, which takes as long to look through as the test wants."""
    disk, found, look_into = tmp_path / "disk", threading.Event(), os.scandir
    disk.mkdir()
    (disk / "1.txt").touch()

    def slowly(folder: str | Path = ".") -> Any:
        if str(folder) == str(disk):
            found.wait(timeout=20)  # a screen that waits for it fails, instead of waiting for ever
        return look_into(folder)

    monkeypatch.setattr(os, "scandir", slowly)
    yield found
    found.set()


def test_a_whole_disk_named_on_the_way_keeps_nobody_waiting(
    filled: Ledger, look: Look, tmp_path: Path, endless: threading.Event
) -> None:
    """What is typed towards a path may mean all there is: that is said, typing goes on, and the end is what counts."""
    (tmp_path / "disk2").mkdir()
    (tmp_path / "disk2" / "2.txt").touch()

    async def flow(desk: RecordDesk) -> None:
        await desk.press("i")
        await desk.write(str(tmp_path / "disk"))
        assert "正在查看…" in desk.screen_text
        await desk.press("2")
        assert f"{tmp_path / 'disk2'}" in desk.screen_text.replace("\n", "")
        await desk.until(lambda: "→ 1 份文件" in desk.screen_text)
        await desk.press("backspace", "escape")
        assert not desk.asked
        assert not endless.is_set()

    look(documents_screen, filled, flow, size=(200, 24))


def test_enter_before_all_is_found_begins_when_it_is(
    filled: Ledger, look: Look, tmp_path: Path, endless: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody has to press it twice; from the start on it is said that something is under way."""
    _speaks(monkeypatch, "import sys; sys.stdin.read()")

    async def flow(desk: RecordDesk) -> None:
        await desk.press("i")
        await desk.write(str(tmp_path / "disk"))
        await desk.press("enter")
        assert "正在查看…" in desk.screen_text
        endless.set()
        await desk.until(lambda: not desk.asked)
        importing = _documents(desk).importing
        assert importing is not None
        assert importing.files == (str(tmp_path / "disk" / "1.txt"),)
        assert "正在启动 0/1" in desk.screen_text
        await desk.press("x", "x")
        await desk.until(lambda: importing.ended)

    look(documents_screen, filled, flow)


def test_reading_again_shows_the_difference_first(filled: Ledger, look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    """R shows every change; Esc leaves the ledger as it was."""
    _speaks(monkeypatch, REREADS)
    before = filled.head()

    async def flow(desk: RecordDesk) -> None:
        await desk.press("R")
        await desk.until(lambda: isinstance(desk.app.screen, ComparisonScreen))
        for words in ("跟着更新 1", "待定差异 1", "数值 4500 → 45", "新改建 [b]公路[/b]", "C000002", "开工5个"):
            assert words in desk.screen_text
        await desk.press("escape")
        await desk.until(lambda: not desk.asked)
        assert desk.said == "没有改动"
        await desk.until(lambda: all(worker.is_finished for worker in desk.app.workers))

    look(documents_screen, filled, flow)
    assert filled.head() == before


def test_what_people_touched_is_decided_one_by_one(filled: Ledger, look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    """R, space, a: the reading is taken over and the question settled; without a choice it stays a question."""
    _speaks(monkeypatch, REREADS)
    document = filled.documents()[0]
    filled.edit(1, {"metric": "学位"}, actor="王敏")
    again = a_document(filled.document_text(1), name=document.name)
    filled.reread(1, again, Extraction(()), actor="王敏")
    (asked,) = filled.differences()
    assert asked.target_id == 1

    async def flow(desk: RecordDesk) -> None:
        for keys, said in ((("a",), "已按新读法更新"), (("space", "space", "a"), "处理差异 1 条")):
            await desk.press("R")
            await desk.until(lambda: desk.asked)
            await desk.press(*keys)
            await desk.until(lambda: all(worker.is_finished for worker in desk.app.workers))
            assert said in desk.said

    look(documents_screen, filled, flow)
    assert filled.differences() == ()
    assert filled.entry(1).review is Review.CANDIDATE
    assert filled.entry(1).target.metric == "学位"


def test_a_reading_without_a_difference_and_one_that_dies_are_told(
    filled: Ledger, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is asked, and nothing was changed."""
    same = REREADS.replace(repr(CHANGES), "[]")

    async def flow(desk: RecordDesk) -> None:
        for script, said in ((same, "重读没有差异"), ("import sys; sys.exit(3)", "退出码 3")):
            _speaks(monkeypatch, script)
            await desk.press("R")
            await desk.until(lambda: all(worker.is_finished for worker in desk.app.workers))
            assert said in desk.said

    look(documents_screen, filled, flow)


def test_nothing_yet_says_what_to_do(ledger: Ledger, look: Look) -> None:
    """An empty ledger leads to the import."""

    async def flow(desk: RecordDesk) -> None:
        assert "按 i 导入" in desk.screen_text
        await desk.press("enter", "R", "t", "j")
        assert list(desk.screen.table.listing.ids) == []

    look(documents_screen, ledger, flow)
    assert ledger.ids(EVERYTHING, day=TODAY, near_days=30) == array("q")
