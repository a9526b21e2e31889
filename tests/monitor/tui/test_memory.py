"""What the screen remembers: drafts over a crash, the place where one was, one's own views; a broken file is no end."""

import asyncio
import json
import stat
from collections.abc import Awaitable, Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from textual.widgets import Input

from commitments.evidence import Grade
from commitments.ledger import Ledger
from monitor.clock import Clock
from monitor.config import Settings
from monitor.services import Services
from monitor.tui.app import Look, ReviewApp
from monitor.tui.drafts import Drafts
from monitor.tui.evidence_draft import Draft
from monitor.tui.listing import Sort
from monitor.tui.memory import Memory, memory_of, state_folder
from monitor.tui.views import NamedFilter, drop_view, save_view, view_named, views_of
from tests.monitor.tui.desk import TODAY, Desk, Drive

Flow = Callable[[Desk], Awaitable[None]]
USUAL = Look()


def opened(ledger: Ledger, memory: Memory, flow: Flow, look: Look = USUAL) -> ReviewApp:
    """Run one session of its own with this memory, to its end or to wherever the flow breaks off."""
    services = Services(Settings(), Clock(ZoneInfo("Asia/Shanghai"), fixed_today=TODAY), ledger, "王敏")
    app = ReviewApp(services, memory, look)

    async def run() -> None:
        async with app.run_test(size=(100, 30)) as pilot:
            desk = Desk(services, app, pilot)
            await desk.settle()
            await flow(desk)

    asyncio.run(run())
    return app


def test_the_next_session_begins_where_the_last_one_ended(filled: Ledger, tmp_path: Path) -> None:
    """Mode, filter, order, row, marks, theme and a draft that nobody saved; all of it in one file of one's own."""
    file = tmp_path / "state" / "memory.json"

    async def first(desk: Desk) -> None:
        await desk.press("r", "4", "2")  # the sheet is left open, as when the line breaks
        assert json.loads(file.read_text(encoding="utf-8"))["drafts"]["Draft:1"]["value"] == "42"
        await desk.press("escape", "2", "slash")
        await desk.write("状态:待核")
        await desk.press("enter", "s", "G", "space")
        desk.app.wear("contrast")
        await desk.press("q")

    async def second(desk: Desk) -> None:
        screen = desk.app.screen
        assert desk.app.current_mode == "ledger"
        assert desk.app.theme == "contrast"
        assert (screen._words, screen._asked.order) == ("状态:待核", Sort.URGENCY)  # type: ignore[attr-defined]
        assert desk.agenda.table.row_id == desk.agenda.table.listing.ids[-1]
        assert desk.agenda.table.marks == [4]
        await desk.press("1", "r")
        assert desk.app.screen.query_one("#value", Input).value == "42"
        await desk.press("ctrl+s")
        assert "drafts" not in file.read_text(encoding="utf-8") or not Memory(file).section("drafts")

    opened(filled, Memory(file), first)
    opened(filled, Memory(file), second)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert opened(filled, Memory(file), _nothing, Look("light", insisted=True)).theme == "light"


async def _nothing(_desk: Desk) -> None:
    """Look, and leave."""


@pytest.mark.parametrize("said", ["", "{", "[]", '{"format": 99}', "\x00" * 40, "[" * 100_000])
def test_a_file_that_nobody_can_read_is_laid_aside(tmp_path: Path, said: str) -> None:
    """Work begins afresh, and what was there can be looked at."""
    file = tmp_path / "memory.json"
    file.write_text(said, encoding="utf-8")
    memory = Memory(file)

    assert memory.section("drafts") == {}
    assert file.with_suffix(".broken").read_text(encoding="utf-8") == said
    memory.keep("screen", "mode", "ledger")
    assert Memory(file).section("screen") == {"mode": "ledger"}


def test_values_that_make_no_sense_are_left_out(filled: Ledger, tmp_path: Path) -> None:
    """A memory of another version, or one edited by hand, costs its own entries, nothing else."""
    file = tmp_path / "memory.json"
    told = {
        "format": 1,
        "screen": {"mode": "no such mode", "theme": "no such theme"},
        "mode:review": {"words": "lad:x", "order": "up", "row": "one", "marks": ["x", 2], "top": None},
        "drafts": {"Draft:1": {"value": 5, "grade": "heavy"}, "Draft:2": {"value": "7", "colour": "red"}},
        "views": "none",
    }
    file.write_text(json.dumps(told), encoding="utf-8")

    async def flow(desk: Desk) -> None:
        assert desk.app.current_mode == "review"
        assert list(desk.agenda.table.listing.ids) == [1, 2, 3, 4]
        assert desk.agenda.table.marks == [2]
        await desk.press("r")
        assert desk.app.screen.query_one("#value", Input).value == ""
        await desk.press("escape", "j", "r")
        assert desk.app.screen.query_one("#value", Input).value == "7"

    assert opened(filled, Memory(file), flow).theme == "dark"


def test_two_sessions_of_one_person_keep_each_other_s_words(tmp_path: Path) -> None:
    """Each changes its own entries only."""
    file = tmp_path / "memory.json"
    one, other = Memory(file), Memory(file)
    one.keep("drafts", "a", "1")
    other.keep("drafts", "b", "2")
    one.keep("drafts", "c", "3")
    one.keep("drafts", "c", None)

    assert Memory(file).section("drafts") == {"a": "1", "b": "2"}


def test_a_folder_that_cannot_be_written_costs_the_next_session_only(tmp_path: Path) -> None:
    """What was kept is there as long as the program runs."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    memory = Memory(tmp_path / "file" / "memory.json")
    memory.keep("drafts", "a", "1")
    memory.keep("drafts", "b", "2")

    assert memory.failed
    assert memory.section("drafts") == {"a": "1", "b": "2"}


def test_every_person_and_every_ledger_has_a_memory_of_its_own(tmp_path: Path) -> None:
    """A name that is no file name is no way out of the folder."""
    files = {
        memory_of(tmp_path, actor=actor, ledger=ledger)._file
        for actor in ("王敏", "../../etc/x", "a/b", "a_b")
        for ledger in ("sqlite:///a", "sqlite:///b")
    }

    assert len(files) == 8
    assert {file.parent for file in files if file} == {tmp_path}
    assert state_folder({"XDG_STATE_HOME": "/s"}) == Path("/s/duban")
    assert state_folder({"XDG_STATE_HOME": "relative", "HOME": "/h"}).parts[-3:] == (".local", "state", "duban")


def test_drafts_come_back_as_what_they_were() -> None:
    """With their words of ours; like a fresh one they are forgotten."""
    drafts = Drafts(Memory())
    draft = Draft(value="3", date="-3d", grade=Grade.RECORD)
    drafts.keep(1, draft, fresh=Draft())
    assert drafts.find(Draft, 1) == draft
    drafts.keep(1, Draft(), fresh=Draft())
    assert drafts.find(Draft, 1) is None


def test_views_are_named_and_found_by_the_head_of_their_name() -> None:
    """One's own come first; what two names begin with is neither."""
    memory = Memory()
    save_view(memory, "逾期学位", "逾期 学位")
    views = views_of("ledger", memory)

    assert view_named("逾期", views) == NamedFilter("逾期", "逾期")
    assert view_named("逾期学", views) == NamedFilter("逾期学位", "逾期 学位", own=True)
    assert view_named("", views) is None
    assert view_named("逾", views) is None
    assert (drop_view(memory, "逾期学位"), drop_view(memory, "逾期学位")) == (True, False)


def test_a_filter_is_saved_under_a_name_and_found_again(filled: Ledger, drive: Drive) -> None:
    """W and a name; ] walks to it, : goes to it, the palette offers it; without a filter W forgets it."""

    async def flow(desk: Desk) -> None:
        await desk.press("W")
        assert desk.said == "没有自存的视图：先按 / 筛选"
        await desk.press("slash")
        await desk.write("bm:财政")
        await desk.press("enter", "W")
        await desk.write("财政的")
        await desk.press("enter")
        assert "‹财政的›" in desk.lines()[1] or "已存视图" in desk.said
        await desk.press("right_square_bracket")
        assert len(desk.agenda.table.listing) == 4
        await desk.press("left_square_bracket")
        assert list(desk.agenda.table.listing.ids) == [1]
        await desk.press("right_square_bracket", "colon")
        await desk.write("财政")
        await desk.press("enter")
        assert list(desk.agenda.table.listing.ids) == [1]
        await desk.press("right_square_bracket", "W")
        assert "删除视图（财政的）" in desk.screen_text
        await desk.write("财政的")
        await desk.press("enter")
        assert [view.name for view in desk.agenda.views() if view.own] == []

    drive(filled, flow)
