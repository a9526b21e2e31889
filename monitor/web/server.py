"""The web server of `duban web`: textual-serve's pieces behind a guard that refuses before anything runs."""

import asyncio
import json
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

import textual_serve
from aiohttp import BodyPartReader, WSMsgType, web
from textual_serve.download_manager import DownloadManager

from commitments.i18n import _
from monitor.web.logins import Logins, Visit
from monitor.web.seat import Seat
from monitor.web.uploads import keep

COOKIE = "duban_visit"
STATIC = Path(textual_serve.__file__).parent / "static"
PAGE = Path(__file__).with_name("page.html")
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
VISIT = web.RequestKey("visit", Visit)
LARGEST_MESSAGE = 1 << 20  # bytes of one web socket message: a long paste
WIDEST, HIGHEST = 500, 200


@dataclass(frozen=True, slots=True)
class Place:
    """Where the server listens and by which address browsers know it."""

    host: str
    port: int
    public_url: str

    @property
    def origin(self) -> str:
        """Scheme, host and port as a browser sends them."""
        parts = urlsplit(self.public_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def netloc(self) -> str:
        """The one Host header that is answered."""
        return urlsplit(self.public_url).netloc


class Desk:
    """Serves one page, its web socket, downloads and uploads to those who entered by a link."""

    def __init__(
        self, argv: Sequence[str], place: Place, logins: Logins, *, uploads: Path, most_bytes: int, most_seats: int = 4
    ) -> None:
        """Remember what to start for each browser.

        Args:
            argv: the command of the review screen.
            place: where browsers find us.
            logins: who may enter.
            uploads: the folder of uploaded files.
            most_bytes: of one upload.
            most_seats: screens that may run at once.
        """
        self._argv = tuple(argv)
        self._place = place
        self._logins = logins
        self._uploads = uploads
        self._most_bytes = most_bytes
        self._most_seats = most_seats
        self._seats = 0
        self._downloads = DownloadManager()

    def application(self) -> web.Application:
        """The routes behind the guard."""
        app = web.Application(middlewares=[self._guard], client_max_size=self._most_bytes + LARGEST_MESSAGE)
        app.add_routes(
            [
                web.get("/", self._page),
                web.get("/ws", self._socket),
                web.get("/download/{key}", self._download),
                web.post("/upload", self._upload),
                web.static("/static", STATIC, show_index=False),
            ]
        )
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Exact host, our own origin where something is done, a cookie or a one-time link; else refused."""
        if request.headers.get("Host") != self._place.netloc:
            return _refused(403, _("地址不对"))
        acts = request.path == "/ws" or request.method not in {"GET", "HEAD"}
        if acts and request.headers.get("Origin") != self._place.origin:
            return _refused(403, _("来源不对"))
        if request.path == "/" and (token := request.query.get("token")):
            return self._entered(token)
        visit = self._logins.visit(request.cookies.get(COOKIE, ""))
        if visit is None:
            return _refused(401, _("请用终端里打印的链接进入；每个链接只能用一次"))
        request[VISIT] = visit
        try:
            response = await handler(request)
        except web.HTTPException as error:
            return _refused(error.status, error.reason)
        return response

    def _entered(self, token: str) -> web.StreamResponse:
        cookie = self._logins.enter(token)
        if cookie is None:
            return _refused(401, _("链接已经用过，或不是这次启动的；请用终端里最新的链接"))
        response = web.Response(status=303, headers={"Location": "/", "Referrer-Policy": "no-referrer"})
        secure = self._place.origin.startswith("https://")
        response.set_cookie(COOKIE, cookie, httponly=True, samesite="Strict", secure=secure, path="/")
        return response

    async def _page(self, request: web.Request) -> web.StreamResponse:
        nonce = secrets.token_urlsafe(16)
        scheme = "wss" if self._place.origin.startswith("https://") else "ws"
        socket = f"{scheme}://{self._place.netloc}/ws"
        policy = "; ".join(
            (
                f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; connect-src 'self' {socket}",
                "style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:",
                "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            )
        )
        words = Template(PAGE.read_text(encoding="utf-8")).substitute(
            nonce=nonce,
            socket=escape(socket),
            title=escape(_("督办 · 核查")),
            actor=escape(request[VISIT].actor),
            upload=escape(_("上传文件")),
            uploaded=escape(_("已上传，路径已填入")),
            failed=escape(_("没有上传：")),
            ended=escape(_("会话已结束。没写完的内容已存为草稿。")),
            again=escape(_("重新打开")),
        )
        headers = {
            "Content-Security-Policy": policy,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
        }
        return web.Response(text=words, content_type="text/html", headers=headers)

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        if self._seats >= self._most_seats:
            return _refused(503, _("同时打开的界面已到上限"))
        self._seats += 1
        try:
            return await self._seated(request)
        finally:
            self._seats -= 1

    async def _seated(self, request: web.Request) -> web.StreamResponse:
        visit = request[VISIT]
        socket = web.WebSocketResponse(heartbeat=15, max_msg_size=LARGEST_MESSAGE)
        await socket.prepare(request)
        seat = Seat(
            self._argv,
            actor=visit.actor,
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=socket.close,
            download_manager=self._downloads,
        )
        await seat.start(_bounded(request, "width", 80, WIDEST), _bounded(request, "height", 24, HIGHEST))
        visit.upload = lambda path: asyncio.ensure_future(seat.paste(path))
        try:
            await self._listen(socket, seat, visit)
        finally:
            visit.upload = None
            await seat.leave()
        return socket

    async def _listen(self, socket: web.WebSocketResponse, seat: Seat, visit: Visit) -> None:
        """Hand on what the browser sends, until it leaves, says something else, or its visit is over."""
        async for message in socket:
            if message.type != WSMsgType.TEXT:
                continue
            if self._logins.visit_is_over(visit):
                await socket.close()
                return
            match _envelope(message.data):
                case ["stdin", str() as words]:
                    self._logins.touch(visit)
                    await seat.send_bytes(words.encode())
                case ["resize", {"width": int() as width, "height": int() as height}]:
                    await seat.set_terminal_size(min(max(width, 1), WIDEST), min(max(height, 1), HIGHEST))
                case ["ping", data]:
                    await socket.send_json(["pong", data])
                case ["blur", *_rest]:
                    await seat.blur()
                case ["focus", *_rest]:
                    await seat.focus()
                case _other:
                    await socket.close()
                    return

    async def _download(self, request: web.Request) -> web.StreamResponse:
        key = request.match_info["key"]
        try:
            told = await self._downloads.get_download_metadata(key)
        except KeyError:
            return _refused(404, _("没有这个下载"))
        response = web.StreamResponse(headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"})
        response.content_type = "application/octet-stream"
        response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{_percent(told.file_name)}"
        await response.prepare(request)
        async for chunk in self._downloads.download(key):
            await response.write(chunk)
        await response.write_eof()
        return response

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        visit = request[VISIT]
        if not request.content_type.startswith("multipart/"):
            return _refused(400, _("没有文件"))
        part = await (await request.multipart()).next()
        if not isinstance(part, BodyPartReader) or not part.filename:
            return _refused(400, _("没有文件"))
        path = await keep(part, self._uploads, self._most_bytes)
        if path is None:
            return _refused(413, _("文件太大，上限 {most} MB").format(most=self._most_bytes // (1 << 20)))
        self._logins.touch(visit)
        if visit.upload is not None:
            visit.upload(str(path))
        return web.json_response({"name": path.name})


def _refused(status: int, words: str) -> web.Response:
    """A plain answer that runs nothing and loads nothing."""
    headers = {"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff"}
    return web.Response(status=status, text=words, headers=headers)


def _bounded(request: web.Request, name: str, default: int, most: int) -> int:
    words = request.query.get(name, "")
    return min(max(int(words), 1), most) if words.isascii() and words.isdigit() and len(words) < 5 else default  # noqa: PLR2004


def _envelope(data: str) -> object:
    try:
        return json.loads(data)
    except ValueError:
        return None


def _percent(name: str) -> str:
    from urllib.parse import quote

    return quote(name, safe="")
