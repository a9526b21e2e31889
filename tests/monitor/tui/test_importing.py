"""Files taken in beside the screen: what fails costs only itself, and whatever dies, nothing is lost."""

import asyncio
import io
import json
import os
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from commitments.ledger import Ledger
from monitor.clock import Clock
from monitor.config import DocumentSettings, Settings
from monitor.services import Services
from monitor.tui import beside, child
from monitor.tui.importing import Importing
from monitor.tui.typed_paths import pasted, typed_paths
from monitor.tui.unread import Unread, recalled, remembered

NOTICE = "关于2025年工作的通知\n\n一、到2025年底，新建公园{n}个，由市住建局负责。\n\n某市人民政府\n2025年1月10日\n"
# Speaks as the child does, without reading anything: what is asked of a process that behaves in some way.
FAKE = """
import json, os, sys, time
errand = json.loads(sys.stdin.readline())
def say(**line): print(json.dumps(line), flush=True)
for file in errand["files"]:
    say(**{"is": "begin", "file": file})
    if "dies" in file: print("out of memory", file=sys.stderr); os._exit(9)
    if "waits" in file: sys.stdin.read()
    if "fails" in file: say(**{"is": "failed", "file": file, "message": "m", "where": file, "remedy": "r"})
    else: say(**{"is": "done", "file": file, "documents": 1, "new": 1, "targets": 2, "problems": []})
    if "waits" in file: break
say(**{"is": "end"})
"""


@pytest.fixture
def services(ledger: Ledger, tmp_path: Path) -> Services:
    """A ledger of one's own, and a person."""
    settings = Settings(folder=tmp_path, document=(DocumentSettings(file="b.txt"),))
    return Services(settings, Clock(ZoneInfo("Asia/Shanghai")), ledger, "王敏")


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that costs next to nothing."""
    monkeypatch.setattr(beside, "COMMAND", (sys.executable, "-S", "-c", FAKE))


def _a_notice(folder: Path, name: str, n: int) -> str:
    file = folder / name
    file.write_text(NOTICE.format(n=n), encoding="utf-8")
    return str(file)


def _run(importing: Importing) -> Importing:
    asyncio.run(importing.run())
    return importing


async def _until(importing: Importing, file: str) -> None:
    async with asyncio.timeout(60):
        while importing.current != file or importing.pid is None:  # noqa: ASYNC110 - a process announces nothing to tests
            await asyncio.sleep(0.005)


@pytest.mark.usefixtures("fake")
def test_every_failure_is_kept_with_its_cause_and_remedy(services: Services) -> None:
    """The other files go on."""
    done = _run(Importing(services, ["1", "fails", "2", "fails"], lambda: None))

    assert done.failed == [Unread("fails", "m", "r")]
    assert (done.done, done.new, done.targets, done.unread) == (3, 2, 4, tuple(done.failed))
    assert done.ended
    assert not done.running


@pytest.mark.usefixtures("fake")
def test_a_process_that_dies_again_and_again_is_not_started_for_ever(services: Services) -> None:
    """After three deaths in a row the rest is kept for later."""
    done = _run(Importing(services, ["1", "dies1", "2", "dies2", "dies3", "dies4", "3"], lambda: None))

    assert [one.path for one in done.failed] == ["dies1", "dies2", "dies3", "dies4"]
    assert "out of memory" in done.failed[0].message
    assert "中断" in done.trouble
    assert done.left == ["3"]
    assert done.unread[-1] == Unread("3")


def test_a_process_that_cannot_start_loses_nothing(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said, and every file is left to be tried again."""
    monkeypatch.setattr(beside, "COMMAND", ("/nowhere/python",))
    done = _run(Importing(services, ["1", "2"], lambda: None))
    assert done.left == ["1", "2"]
    assert "No such file" in done.trouble
    monkeypatch.setattr(beside, "COMMAND", (sys.executable, "-S", "-c", "import sys; sys.exit('no module')"))
    done = _run(Importing(services, ["1", "2"], lambda: None))
    assert done.left == ["1", "2"]
    assert "no module" in done.trouble


@pytest.mark.usefixtures("fake")
def test_stopping_waits_for_the_file_in_hand(services: Services) -> None:
    """Asked again, it stops at once; what was not read is left."""

    async def flow(times: int) -> Importing:
        importing = Importing(services, ["1", "waits", "2"], lambda: None)
        running = asyncio.create_task(importing.run())
        await _until(importing, "waits")
        for _ in range(times):
            importing.stop()
        await running
        return importing

    once, twice = asyncio.run(flow(1)), asyncio.run(flow(2))
    assert (once.left, once.failed, once.trouble) == (["2"], [], "")
    assert (twice.left, twice.failed, twice.trouble) == (["waits", "2"], [], "")


@pytest.mark.usefixtures("fake")
def test_a_screen_that_closes_takes_the_process_along(services: Services) -> None:
    """No process goes on when nobody looks any more."""

    async def flow() -> int:
        importing = Importing(services, ["waits"], lambda: None)
        running = asyncio.create_task(importing.run())
        await _until(importing, "waits")
        pid = importing.pid
        assert pid is not None
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        return pid

    pid = asyncio.run(flow())
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_what_is_left_is_remembered_as_json() -> None:
    """And nonsense in the memory is no file."""
    left = (Unread("/a b.txt", "m", "r", "w"), Unread("/c.txt"))

    assert recalled(json.loads(json.dumps(remembered(left)))) == left
    assert recalled(None) == recalled([1, {"path": 3}, {"path": "x"}]) == ()


# the child's own work, without a process


def _errand(**errand: Any) -> dict[str, Any]:
    return {"actor": "王敏", "given": {}, **errand}


def _told(monkeypatch: pytest.MonkeyPatch, said: str = "") -> tuple[list[Mapping[str, Any]], child.Told]:
    lines: list[Mapping[str, Any]] = []
    monkeypatch.setattr(sys, "stdin", io.StringIO(said))
    return lines, lambda line: lines.append(json.loads(json.dumps(line)))


def test_the_child_reads_a_document_again_and_writes_only_when_told(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The comparison comes first; without the word nothing is written."""
    monkeypatch.setattr(child, "_stopped", threading.Event)
    lines, tell = _told(monkeypatch)
    child.take(_errand(files=[_a_notice(tmp_path, "a.txt", 3), str(tmp_path / "none.txt")]), ledger, tell)
    assert [line["is"] for line in lines] == ["begin", "done", "begin", "failed"]
    assert (lines[1]["new"], lines[1]["targets"]) == (1, 1)
    assert "找不到" in lines[3]["message"]
    ledger.edit(1, {"metric": "公园绿地"}, actor="王敏")
    before = ledger.head()

    for said, heard in (("", ["compared"]), ("do\n", ["compared", "reread"])):
        lines, tell = _told(monkeypatch, said)
        child.reread(_errand(document=1, given=None), ledger, tell)
        assert [line["is"] for line in lines] == heard
        (change,) = lines[0]["changes"]
        assert (change["kind"], change["target_id"]) == ("differing", 1)
        assert change["before"]["metric"] == "公园绿地"
        assert (ledger.head() == before) is (said == "")
    assert lines[1]["numbers"]["differing"] == 1


def test_the_child_stops_between_two_files(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When its input has ended it begins no other file."""
    lines, tell = _told(monkeypatch)
    ended = child._stopped()
    assert ended.wait(5)
    monkeypatch.setattr(child, "_stopped", lambda: ended)
    child.take(_errand(files=[_a_notice(tmp_path, "a.txt", 3)]), ledger, tell)
    assert lines == []


def test_a_fault_of_the_program_costs_one_file(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told like any other failure."""

    def broken(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(child, "take_in", broken)
    monkeypatch.setattr(child, "_stopped", threading.Event)
    lines, tell = _told(monkeypatch)
    child.take(_errand(files=[_a_notice(tmp_path, "a.txt", 3)]), ledger, tell)
    assert "a bug" in lines[1]["message"]
    assert lines[1]["remedy"]


def test_the_child_walks_the_chain(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """How many lines there are, and where it is broken."""
    monkeypatch.setattr(child, "_stopped", threading.Event)
    lines, tell = _told(monkeypatch)
    child.take(_errand(files=[_a_notice(tmp_path, "a.txt", 3)]), ledger, tell)
    child.audit(_errand(), ledger, tell)
    assert lines[-1] == {"is": "audited", "events": 1, "problems": [], "uncovered": 0, "uncovered_records": 0}


def test_a_ledger_that_cannot_be_opened_is_told_with_its_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the language of the screen."""
    lines, tell = _told(monkeypatch, json.dumps({"language": "en", "ledger": f"sqlite:///{tmp_path}", "do": "audit"}))
    monkeypatch.setattr(child, "_teller", lambda: tell)
    assert child.main() == 1
    assert lines[0]["is"] == "refused"
    assert "folder" in lines[0]["message"]


# paths as people type them


def test_paths_are_understood_as_typed_pasted_and_dropped(tmp_path: Path) -> None:
    """Spaces in one that exists, quotes, file addresses, several lines; nothing reaches a shell."""
    spaced = tmp_path / "工作 方案.txt"
    spaced.touch()
    other = tmp_path / "b.txt"

    assert typed_paths(f" {spaced} ") == (spaced,)
    assert typed_paths(f"'{spaced}' {other}") == (spaced, other)
    assert typed_paths(str(spaced).replace(" ", "\\ ")) == (spaced,)
    assert typed_paths(spaced.as_uri()) == (spaced,)
    assert typed_paths("~/x")[0] == Path.home() / "x"
    assert typed_paths("'unfinished a") == (Path("'unfinished"), Path("a"))
    assert typed_paths("$(reboot) `x`") == (Path("$(reboot)"), Path("`x`"))
    assert typed_paths("  ") == ()
    assert typed_paths("a\0b") == (Path("a\ufffdb"),)
    assert typed_paths(pasted(f"{spaced}\n{other}\n")) == (spaced, other)
    assert pasted("one line") == "one line"
