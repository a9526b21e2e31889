"""`duban web`: the review screen in a browser, on this machine."""

import click

from commitments.i18n import _
from monitor.commands.output import complain, say
from monitor.errors import ConfigError
from monitor.session import Session

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@click.command(
    short_help=_("在浏览器里打开核查界面"),
    help=_("提供核查界面的网页，按 ^C 停止；每人凭自己的链接进入，链接只能用一次。"),
)
@click.option("--host", default="127.0.0.1", show_default=True, help=_("监听的地址"))
@click.option("--port", type=click.IntRange(1, 65535), default=8321, show_default=True)
@click.option("--public-url", help=_("浏览器看到的地址，例如反向代理的 https://…"))
@click.option("--allow-remote", is_flag=True, help=_("允许本机以外访问；前面要有做 TLS 的反向代理"))
@click.option("--user", "users", multiple=True, help=_("给谁一个链接，可写多次；默认是 --as 的人"))
@click.option("--seats", type=click.IntRange(1, 50), default=4, show_default=True, help=_("同时打开的界面最多几个"))
@click.pass_obj
def web(
    session: Session,
    *,
    host: str,
    port: int,
    public_url: str | None,
    allow_remote: bool,
    users: tuple[str, ...],
    seats: int,
) -> int:
    """Serve the review screen until ^C; everybody enters by a link of their own that can be used once."""
    if not allow_remote and host not in LOOPBACK:
        remedy = _(
            "去掉 --host 只在本机使用；确需远程访问时，用 --allow-remote 和 --public-url，并在前面放做 TLS 的反向代理"
        )
        complain(ConfigError(_("不对外开放"), where=host, remedy=remedy))
        return 2
    try:
        from aiohttp.web import run_app

        from monitor.web.logins import Logins
        from monitor.web.seat import review_command
        from monitor.web.server import Desk, Place
    except ModuleNotFoundError as error:
        complain(ConfigError(_("没有装网页组件"), where=error.name or "", remedy=_("运行 pip install 'duban[web]'")))
        return 2
    shown = f"[{host}]" if ":" in host else host
    place = Place(host, port, (public_url or f"http://{shown}:{port}").rstrip("/"))

    def tell(actor: str, token: str) -> None:
        say(_("{actor} 的链接（只能用一次）：{url}").format(actor=actor, url=f"{place.public_url}/?token={token}"))

    settings = session.settings
    logins = Logins(users or (session.actor,), tell=tell)
    desk = Desk(
        review_command(session.options()),
        place,
        logins,
        uploads=settings.path(settings.evidence.folder) / "uploads",
        most_bytes=settings.evidence.max_megabytes << 20,
        most_seats=seats,
    )
    run_app(desk.application(), host=host, port=port, print=lambda *_words: None, access_log=None)
    return 0
