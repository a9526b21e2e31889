"""Fetching one page as it is now, for evidence and for sources: the channels' address rules, every hop judged anew."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from types import MappingProxyType

import httpx

from commitments.errors import CommitmentsError
from commitments.i18n import _
from monitor.notifications.addresses import Lookup, look_up, permitted
from monitor.notifications.channel import HTTP_PORTS, MOST_ADDRESSES, NO_KEEP_ALIVE
from monitor.notifications.deadline import PATIENCE, Deadline, Patience, trusted_certificates
from monitor.notifications.secrets import ChannelBroken

MOST_HOPS = 3
_REDIRECTS = (301, 302, 303, 307, 308)
_NAME_LENGTH = 80


class SnapshotError(CommitmentsError):
    """A page that cannot or must not be fetched; `passing` where the same question may be answered a little later."""

    passing = False


class Unreachable(SnapshotError):
    """A site that did not answer, or not to the end."""

    passing = True


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes of one page, where they finally came from, and a name to keep them under."""

    url: str
    content: bytes
    name: str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)  # names in lower case

    @property
    def fine(self) -> bool:
        """Whether the site gave what was asked for."""
        return 200 <= self.status < 300  # noqa: PLR2004  HTTP's successes


def take(
    address: str,
    *,
    most_bytes: int,
    allow_private: bool = False,
    patience: Patience = PATIENCE,
    lookup: Lookup = look_up,
    most_hops: int = MOST_HOPS,
) -> Page:
    """Fetch a page that the site has; raises `SnapshotError`, which names the address and the remedy.

    The arguments are those of `ask`.
    """
    page = ask(
        address,
        most_bytes=most_bytes,
        allow_private=allow_private,
        patience=patience,
        lookup=lookup,
        most_hops=most_hops,
    )
    if not page.fine:
        raise SnapshotError(
            _("网站答复 {status}").format(status=page.status), where=page.url, remedy=_("在浏览器里核对网址")
        )
    return page


def ask(
    address: str,
    *,
    most_bytes: int,
    headers: Mapping[str, str] = MappingProxyType({}),
    allow_private: bool = False,
    patience: Patience = PATIENCE,
    lookup: Lookup = look_up,
    most_hops: int = MOST_HOPS,
) -> Page:
    """What a site answers, whether it has the page or not; raises `SnapshotError` where it cannot or must not be asked.

    Args:
        address: an https address.
        most_bytes: a longer page is refused, not cut: half a page proves nothing.
        headers: sent along, such as If-None-Match.
        allow_private: whether it may lead to this office's own network.
        patience: seconds we wait.
        lookup: finds the machines behind a name.
        most_hops: how many redirects are followed.
    """
    url = _parsed(address)
    for _hop in range(most_hops + 1):
        found = _fetch(url, most_bytes, headers, allow_private=allow_private, patience=patience, lookup=lookup)
        if isinstance(found, Page):
            return found
        url = found
    raise SnapshotError(_("网页转来转去，没有尽头"), where=address, remedy=_("改用最终的网址"))


def _parsed(address: str) -> httpx.URL:
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, ValueError):
        raise SnapshotError(_("这不是网址"), where=address, remedy=_("写成 https://…")) from None
    if url.userinfo:
        raise SnapshotError(_("网址里不能写用户名和密码"), where=url.host, remedy=_("去掉 @ 前面的部分"))
    return url


def _fetch(
    url: httpx.URL,
    most_bytes: int,
    sent: Mapping[str, str],
    *,
    allow_private: bool,
    patience: Patience,
    lookup: Lookup,
) -> Page | httpx.URL:
    """The page, or where it has moved to."""
    where = str(url)
    try:
        port = url.port or HTTP_PORTS.get(url.scheme, 0)
        hosts = permitted(url.scheme, url.host, port, allow_private=allow_private, lookup=lookup)
    except ChannelBroken:
        remedy = _("只取公开的 https:// 网页；内网资料请先下载成文件，再收入或附上")
        raise SnapshotError(_("这个网址不能取"), where=where, remedy=remedy) from None
    except OSError:
        raise SnapshotError(_("域名解析失败"), where=where, remedy=_("核对网址和网络")) from None
    trouble = _("域名没有可用的地址")
    for host in hosts[:MOST_ADDRESSES]:
        try:
            return _exchange(url, host, most_bytes, sent, patience)
        except httpx.ConnectError as error:
            trouble = str(error) or type(error).__name__
        except (httpx.HTTPError, httpx.StreamError, OSError) as error:
            trouble = str(error) or type(error).__name__
            break
    raise Unreachable(
        _("取不到网页：{why}").format(why=trouble), where=where, remedy=_("稍后再试，或下载后用 --file 附上")
    )


def _exchange(
    url: httpx.URL, host: str, most_bytes: int, sent: Mapping[str, str], patience: Patience
) -> Page | httpx.URL:
    """Ask one machine; the name still goes into the Host header and into the TLS check."""
    own = {"Host": url.netloc.decode("ascii"), "Accept-Encoding": "identity", "User-Agent": "duban"}
    headers = {**sent, **own}
    timeout = httpx.Timeout(patience.read, connect=patience.connect, write=patience.write)
    with (
        Deadline(patience.total) as deadline,
        httpx.Client(
            verify=trusted_certificates(),
            trust_env=False,
            follow_redirects=False,
            timeout=timeout,
            limits=NO_KEEP_ALIVE,
        ) as client,
    ):

        def trace(name: str, info: dict[str, object]) -> None:
            if name == "connection.connect_tcp.complete":
                deadline.watch(info["return_value"].get_extra_info("socket"))  # type: ignore[attr-defined]

        extensions = {"trace": trace, "sni_hostname": url.raw_host.decode("ascii")}
        with client.stream("GET", url.copy_with(host=host), headers=headers, extensions=extensions) as response:
            if response.status_code in _REDIRECTS:
                return url.join(response.headers.get("location", ""))
            body = _body(response, str(url), most_bytes) if response.is_success else b""
            name = (PurePosixPath(url.path).name or url.host)[-_NAME_LENGTH:]
            told = {key.lower(): value for key, value in response.headers.items()}
            return Page(str(url), body, name, response.status_code, told)


def _body(response: httpx.Response, where: str, most_bytes: int) -> bytes:
    body = bytearray()
    for chunk in response.iter_raw():
        body += chunk
        if len(body) > most_bytes:
            raise SnapshotError(_("网页太大"), where=where, remedy=_("下载需要的部分后用 --file 附上"))
    return bytes(body)
