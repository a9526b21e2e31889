"""The guard before the review screen: who enters, from where, how often, with how much."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import aiohttp
import pytest

from monitor.web.uploads import harmless
from tests.monitor.web.server import MOST_BYTES, Served, serving

Story = Callable[[Served, aiohttp.ClientSession], Awaitable[None]]


def play(folder: Path, story: Story, **more: object) -> None:
    """Run a story against a server of its own."""

    async def whole() -> None:
        jar = aiohttp.CookieJar(unsafe=True)  # cookies of an address without a name
        async with serving(folder, **more) as served, aiohttp.ClientSession(cookie_jar=jar) as client:  # type: ignore[arg-type]
            await story(served, client)

    asyncio.run(asyncio.wait_for(whole(), 30))


async def entered(served: Served, client: aiohttp.ClientSession) -> None:
    """Enter by the newest link."""
    async with client.get(served.link()) as answer:
        assert answer.status == 200


async def status(client: aiohttp.ClientSession, method: str, url: str, **more: object) -> int:
    """The status a request is answered with."""
    async with client.request(method, url, allow_redirects=False, **more) as answer:  # type: ignore[arg-type]
        return answer.status


def origin(served: Served) -> dict[str, str]:
    """The header a page of ours sends."""
    return {"Origin": served.place.origin}


def test_nothing_is_shown_to_those_who_did_not_enter(tmp_path: Path) -> None:
    """No page, socket, file, download or upload without the cookie; an invented one does not help."""

    async def story(served: Served, client: aiohttp.ClientSession) -> None:
        url = served.place.public_url
        for path in ("/", "/static/js/textual.js", "/download/x", "/nothing"):
            assert await status(client, "GET", url + path) == 401
        assert await status(client, "GET", f"{url}/ws", headers=origin(served)) == 401
        assert await status(client, "POST", f"{url}/upload", headers=origin(served)) == 401
        assert await status(client, "GET", url, headers={"Cookie": "duban_visit=guess"}) == 401
        assert await status(client, "GET", f"{url}/?token=guess") == 401

    play(tmp_path, story)


def test_a_link_opens_once_and_leaves_a_cookie_no_script_can_read(tmp_path: Path) -> None:
    """The second use is refused; the next link is another one; the token is gone from the address."""

    async def story(served: Served, client: aiohttp.ClientSession) -> None:
        link = served.link()
        async with client.get(link, allow_redirects=False) as answer:
            cookie = answer.headers["Set-Cookie"]
            assert (answer.status, answer.headers["Location"]) == (303, "/")
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        assert await status(client, "GET", link) == 401
        assert served.link() != link
        async with client.get(served.place.public_url) as page:
            words, policy = await page.text(), page.headers["Content-Security-Policy"]
        assert "王敏" in words
        assert "default-src 'none'" in policy
        assert "http://" not in words.replace(served.place.public_url, "")
        assert "https://" not in words

    play(tmp_path, story)


def test_another_host_or_origin_is_refused_even_with_the_cookie(tmp_path: Path) -> None:
    """A name that was made to point here, and a page of somebody else, drive nothing."""

    async def story(served: Served, client: aiohttp.ClientSession) -> None:
        await entered(served, client)
        url = served.place.public_url
        assert await status(client, "GET", url, headers={"Host": "evil.example"}) == 403
        for headers in ({"Origin": "https://evil.example"}, {}):
            assert await status(client, "GET", f"{url}/ws", headers=headers) == 403
            assert await status(client, "POST", f"{url}/upload", headers=headers) == 403

    play(tmp_path, story)


def test_folders_are_not_listed_and_nothing_climbs_out(tmp_path: Path) -> None:
    """The library's files one by one, and only those."""

    async def story(served: Served, client: aiohttp.ClientSession) -> None:
        await entered(served, client)
        url = served.place.public_url
        assert await status(client, "GET", f"{url}/static/js/textual.js") == 200
        assert await status(client, "GET", f"{url}/static/") in {403, 404}
        assert await status(client, "GET", f"{url}/static/..%2f..%2fserver.py") in {403, 404}
        assert await status(client, "GET", f"{url}/download/nothing") == 404

    play(tmp_path, story)


def test_the_screen_starts_without_our_secrets_and_as_the_one_who_entered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only an allow-list of the environment reaches the child; keys go through, nonsense ends the talk."""
    monkeypatch.setenv("FEISHU_URL", "https://secret.example/token")

    async def story(served: Served, client: aiohttp.ClientSession) -> None:
        await entered(served, client)
        async with client.ws_connect(f"{served.place.public_url}/ws?width=100&height=30", headers=origin(served)) as ws:
            told = json.loads((await ws.receive()).data)
            await ws.send_json(["stdin", "a"])
            assert (await ws.receive()).data == b"a"
            await ws.send_json(["ping", "1"])
            assert (await ws.receive()).json() == ["pong", "1"]
            await ws.send_str("nonsense")
            assert (await ws.receive()).type in {aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED}
        assert "FEISHU_URL" not in told
        assert (told["DUBAN_USER"], told["COLUMNS"], told["ROWS"]) == ("王敏", "100", "30")

    play(tmp_path, story)


def test_only_so_many_screens_run_at_once(tmp_path: Path) -> None:
    """One more is refused; it is let in when another has left."""

    async def story(served: Served, client: aiohttp.ClientSession) -> None:
        await entered(served, client)
        url = f"{served.place.public_url}/ws"
        async with client.ws_connect(url, headers=origin(served)) as ws:
            await ws.receive()
            assert await status(client, "GET", url, headers=origin(served)) == 503
        async with asyncio.timeout(10):
            while await status(client, "GET", url, headers=origin(served)) == 503:
                pass

    play(tmp_path, story, seats=1)


def test_a_visit_that_is_idle_too_long_is_over(tmp_path: Path) -> None:
    """Half an hour without a key: the screen is closed and the cookie is worth nothing."""

    async def story(served: Served, client: aiohttp.ClientSession) -> None:
        await entered(served, client)
        async with client.ws_connect(f"{served.place.public_url}/ws", headers=origin(served)) as ws:
            await ws.receive()
            served.seconds.now += 31 * 60
            await ws.send_json(["stdin", "a"])
            assert (await ws.receive()).type in {aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED}
        assert await status(client, "GET", served.place.public_url) == 401

    play(tmp_path, story)


def upload_of(content: bytes, name: str) -> aiohttp.FormData:
    """A form with one file."""
    form = aiohttp.FormData(quote_fields=False)  # as browsers send names
    form.add_field("file", content, filename=name)
    return form


def test_an_upload_is_kept_and_its_path_pasted(tmp_path: Path) -> None:
    """The bytes lie in a folder of their own under a harmless name; the running screen gets the path."""

    async def story(served: Served, client: aiohttp.ClientSession) -> None:
        await entered(served, client)
        url = served.place.public_url
        async with client.ws_connect(f"{url}/ws", headers=origin(served)) as ws:
            await ws.receive()
            form = upload_of(b"evidence", "../../验收 报告$(x).pdf")
            async with client.post(f"{url}/upload", data=form, headers=origin(served)) as answer:
                name = (await answer.json())["name"]
            pasted = (await ws.receive()).data.decode()
        kept = list(served.uploads.rglob("*.pdf"))
        assert name == "验收_报告_(x).pdf"
        assert [path.read_bytes() for path in kept] == [b"evidence"]
        assert pasted == f"\x1b[200~{kept[0]}\x1b[201~"

    play(tmp_path, story)


def test_what_is_too_large_or_no_file_is_refused(tmp_path: Path) -> None:
    """Nothing of it stays."""

    async def story(served: Served, client: aiohttp.ClientSession) -> None:
        await entered(served, client)
        url = f"{served.place.public_url}/upload"
        big = upload_of(b"x" * (MOST_BYTES + 1), "big.bin")
        assert await status(client, "POST", url, data=big, headers=origin(served)) == 413
        assert await status(client, "POST", url, data=b"x", headers=origin(served)) == 400
        assert list(served.uploads.rglob("*.bin")) == []

    play(tmp_path, story)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("a.pdf", "a.pdf"),
        ("..\\..\\a.pdf", "a.pdf"),
        (".bashrc", "bashrc"),
        ("", "file"),
        ("验收\x1b[31m.pdf", "验收_31m.pdf"),
    ],
)
def test_names_of_uploads_are_harmless(name: str, kept: str) -> None:
    """No folder, no hidden file, no escape."""
    assert harmless(name) == kept
