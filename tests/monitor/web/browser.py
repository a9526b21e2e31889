"""A real headless Chromium, driven over its own debugging protocol: keys, uploads, downloads, the clipboard."""

import asyncio
import base64
import json
import re
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

PATIENCE = 30.0  # seconds for anything to happen, on a machine that is busy with other tests
BINARY = 2  # the kind of web socket frame that carries what is drawn
CONTROL = re.compile(r"\x1b(?:\[[0-9;?<>=$]*[A-Za-z]|\][^\x07]*\x07|[()][A-Z0-9]|.)")
KEYS = {"Enter": (13, "\r"), "Escape": (27, ""), "Tab": (9, ""), "ArrowDown": (40, "")}


class Browser:
    """One page of a running browser."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._count = 0
        self._drawn = ""

    async def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Call the debugging protocol and wait for its answer."""
        self._count += 1
        await self._socket.send_json({"id": self._count, "method": method, "params": parameters})
        async with asyncio.timeout(PATIENCE):
            while True:
                answer = await self._heard()
                if answer.get("id") == self._count:
                    if "error" in answer:
                        raise RuntimeError(f"{method}: {answer['error']}")
                    found: dict[str, Any] = answer["result"]
                    return found

    async def _heard(self) -> dict[str, Any]:
        """The next message of the browser; what the terminal was sent is kept, for it is drawn on a canvas."""
        message: dict[str, Any] = json.loads((await self._socket.receive()).data)
        if message.get("method") == "Network.webSocketFrameReceived":
            frame = message["params"]["response"]
            if frame["opcode"] == BINARY:
                self._drawn += CONTROL.sub("", base64.b64decode(frame["payloadData"]).decode("utf-8", "replace"))
        return message

    async def run(self, script: str) -> Any:
        """What an expression of the page comes to; promises are awaited."""
        told = await self.call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True, userGesture=True
        )
        if "exceptionDetails" in told:
            raise RuntimeError(told["exceptionDetails"].get("exception", {}).get("description", script))
        return told["result"].get("value")

    async def open(self, url: str) -> None:
        """Go to an address."""
        await self.call("Page.navigate", url=url)

    async def until(self, words: str) -> None:
        """Wait until the terminal was sent these words since the last call; fails with what it was sent instead."""
        try:
            async with asyncio.timeout(PATIENCE):
                while words not in "".join(self._drawn.split()):
                    await self._heard()
        except TimeoutError:
            raise AssertionError(f"{words!r} did not appear; drawn: {self._drawn[-3000:]}") from None
        self._drawn = ""

    async def sit_down(self) -> None:
        """Give the terminal the keyboard, as a click into it would."""
        await self.call("Emulation.setFocusEmulationEnabled", enabled=True)
        await self.run("document.querySelector('.xterm-helper-textarea').focus()")

    async def picture(self) -> bytes:
        """A picture of the page, as PNG."""
        told = await self.call("Page.captureScreenshot")
        return base64.b64decode(told["data"])

    async def press(self, key: str, *, control: bool = False) -> None:
        """Press one key."""
        code, text = KEYS[key] if key in KEYS else (ord(key.upper()), key)
        told = {"key": key, "windowsVirtualKeyCode": code, "modifiers": 2 if control else 0}
        if not control and text:
            told["text"] = text
        await self.call("Input.dispatchKeyEvent", type="keyDown", **told)
        await self.call("Input.dispatchKeyEvent", type="keyUp", **told)


@asynccontextmanager
async def browsing(program: str, folder: Path) -> AsyncIterator[Browser]:
    """A browser with a profile of its own, ended when the block is."""
    options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", "--window-size=1280,800"]
    command = [program, *options, "--no-first-run", f"--user-data-dir={folder}", "about:blank"]
    process = await asyncio.create_subprocess_exec(*command, stdout=DEVNULL, stderr=PIPE)
    assert process.stderr is not None
    try:
        port = await _port(process.stderr)
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/json/list") as answer:
                page = next(one for one in await answer.json() if one["type"] == "page")
            async with session.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                browser = Browser(socket)
                await browser.call("Page.enable")
                await browser.call("Network.enable")
                yield browser
    finally:
        process.kill()
        await process.wait()


async def _port(told: asyncio.StreamReader) -> int:
    """The port the browser says it listens on."""
    async with asyncio.timeout(PATIENCE):
        async for line in told:
            if found := re.search(rb"DevTools listening on ws://127\.0\.0\.1:(\d+)/", line):
                return int(found[1])
    raise RuntimeError("the browser did not start")
