"""The whole way in a real browser: enter, review, record evidence, copy, download, upload; nobody else gets in."""

import asyncio
import os
import shutil
import sys
from pathlib import Path
from time import monotonic

import pytest

from commitments.filter import EVERYTHING, parse_filter
from commitments.ledger import Ledger
from monitor.cli import main
from tests.conftest import NOW
from tests.monitor.web.browser import PATIENCE, Browser, browsing
from tests.monitor.web.server import Served, serving

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
# Resolves when the page has said what became of an upload.
SAID = """new Promise(done => { const said = document.getElementById("said");
  new MutationObserver(() => done(said.textContent)).observe(said, {childList: true});
  if (said.textContent) done(said.textContent); })"""
# Whether the terminal ends above the bar with the name and the upload, and does not draw its footer under it.
CLEAR = """document.querySelector(".xterm-screen").getBoundingClientRect().bottom
  <= document.querySelector(".bar").getBoundingClientRect().top"""
ROOT = Path(__file__).parents[3]
PROMISES = "2025年底前，全市新建泵站12座，由市水务局负责。\n2025年底前，新建学校3所，由市教育局负责。"
PLAN = f"清河市水利工作方案\n{PROMISES}\n2025年3月1日\n"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a ledger of two candidates."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    (tmp_path / "config.toml").write_text('[sources]\npaths = ["in"]\n', encoding="utf-8")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "plan.txt").write_text(PLAN, encoding="utf-8")
    assert main(["ingest"]) == 0
    return tmp_path


def test_a_review_in_a_browser(office: Path) -> None:
    """Enter by the link, accept, record a value with ^s, copy a citation, download, upload; the ledger has it all."""
    command = [
        sys.executable,
        "-c",
        f"import sys; sys.path[:0] = [{str(ROOT)!r}]; from monitor.cli import main; sys.exit(main())",
    ]
    asyncio.run(asyncio.wait_for(whole(office, [*command, "--today", "2025-07-01", "review"]), 150))

    with Ledger.open(f"sqlite:///{office}/var/duban.sqlite3", now=lambda: NOW) as ledger:
        day = NOW.date()
        tracked = ledger.entries(parse_filter(["review:tracked"], today=day), day=day, near_days=30)
        assert len(tracked) == 1
        entries = ledger.entries(EVERYTHING, day=day, near_days=30)
        assert [str(one.value) for entry in entries for one in ledger.evidence(entry.id)] == ["9"]
        assert {event.actor for event in ledger.events(target_id=tracked[0].id) if event.action == "accept"} == {"王敏"}


async def whole(office: Path, command: list[str]) -> None:
    """What a reviewer does."""
    assert CHROMIUM is not None
    async with serving(office, command) as served, browsing(CHROMIUM, office / "profile") as browser:
        await browser.open(served.link())
        await browser.until("泵站")
        await browser.sit_down()
        assert await browser.run(CLEAR)
        await browser.press("a")
        await browser.until("已收")
        await recorded(browser)
        assert "2025年底前" in await copied(browser, served)
        assert (await downloaded(browser, office / "downloads")).startswith("<svg")
        await uploaded(browser, served, office)
        assert await foreign(browser, served) == "refused"


async def recorded(browser: Browser) -> None:
    """Record a value: r, the number, ^s."""
    await browser.press("r")
    await browser.until("进展")
    await browser.press("9")
    await browser.press("s", control=True)
    await browser.until("已记")


async def copied(browser: Browser, served: Served) -> str:
    """What y puts into the browser's own clipboard."""
    rights = ["clipboardReadWrite", "clipboardSanitizedWrite"]
    await browser.call("Browser.grantPermissions", permissions=rights, origin=served.place.origin)
    await browser.press("y")
    await browser.until("已复制")
    return str(await browser.run("navigator.clipboard.readText()"))


async def downloaded(browser: Browser, folder: Path) -> str:
    """The picture of the screen, asked for in the palette, as the browser saved it."""
    await browser.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(folder))
    await browser.press("p", control=True)
    await browser.until("找命令")
    await browser.call("Input.insertText", text="截图")
    await browser.until("存成SVG")
    await browser.press("Enter")
    return await asyncio.to_thread(arrived, folder)


def arrived(folder: Path) -> str:
    """The words of the first file that is whole in a folder; fails after a while."""
    until = monotonic() + PATIENCE
    while monotonic() < until:
        whole = [path for path in folder.glob("*") if path.suffix == ".svg" and path.stat().st_size]
        if whole:
            return whole[0].read_text(encoding="utf-8")
    raise AssertionError(f"nothing came into {folder}: {list(folder.glob('*'))}")


async def uploaded(browser: Browser, served: Served, office: Path) -> None:
    """Hand a file to the page's own control; it lies in the folder of uploads."""
    file = office / "验收.txt"
    await asyncio.to_thread(file.write_text, "验收合格", encoding="utf-8")
    root = (await browser.call("DOM.getDocument"))["root"]["nodeId"]
    node = (await browser.call("DOM.querySelector", nodeId=root, selector="#file"))["nodeId"]
    await browser.call("DOM.setFileInputFiles", nodeId=node, files=[str(file)])
    await browser.run(SAID)
    assert [path.name for path in served.uploads.rglob("*.txt")] == ["验收.txt"]


async def foreign(browser: Browser, served: Served) -> str:
    """What a page of somebody else gets when it tries our socket with our visitor's browser."""
    url = f"ws://{served.place.netloc}/ws"
    await browser.open("data:text/html,<title>evil</title>")
    script = f"new Promise(done => {{ const s = new WebSocket({url!r});"
    script += " s.onopen = () => done('open'); s.onerror = () => done('refused'); })"
    return str(await browser.run(script))
