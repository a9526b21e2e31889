"""One POST, once: pinned to a judged address, watched at the wire, and reported as what truly may have happened."""

import logging
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import httpx

from commitments.i18n import _
from monitor.notifications.addresses import Lookup, look_up, permitted
from monitor.notifications.deadline import PATIENCE, Deadline, Patience, trusted_certificates
from monitor.notifications.secrets import ChannelBroken, Redactor, fingerprint
from monitor.notifications.vendor import VENDOR_WORDS, Answer, Fate, Fault, Letter, Outcome, Posted, clock_skew
from monitor.safe_text import one_line

MOST_BYTES = 64 * 1024  # of an answer that we read
MOST_ADDRESSES = 3  # of a host that we try
MOST_CAUSES = 10
HTTP_PORTS = {"http": 80, "https": 443}

for _name in ("httpx", "httpcore"):  # at INFO and DEBUG they write the address, which is a password
    logging.getLogger(_name).setLevel(logging.WARNING)


class LeaseLost(Exception):
    """The right to send was gone when the first byte was about to leave."""


def always(_step: str = "") -> bool:
    """Permission for sends that nobody else could make: a test message has no row and no lease."""
    return True


@dataclass(frozen=True, slots=True)
class HttpChannel:
    """A chat product at its address. The address and the secrets live only as long as this value."""

    channel: Posted
    url: str = field(repr=False)
    secrets: tuple[str, ...] = field(default=(), repr=False)
    allow_private: bool = False
    patience: Patience = PATIENCE
    lookup: Lookup = look_up
    trust: Callable[[], ssl.SSLContext] = trusted_certificates

    @property
    def redactor(self) -> Redactor:
        """What cuts this channel's address and secrets out of a text."""
        return Redactor(self.url, self.secrets)

    @property
    def fingerprint(self) -> str:
        """By what people see which address and secret were used, without learning them."""
        return fingerprint("\n".join((self.url, *self.secrets)))

    def send(
        self,
        payload: Mapping[str, Any],
        *,
        ident: str,
        now: Callable[[], datetime],
        wire: Callable[[], bool] = always,
        step: Callable[[str], object] = always,
    ) -> Outcome:
        """Make one attempt; never raises for what the network or the far side does.

        Args:
            payload: the body, in the product's shape, unsigned.
            ident: the message's id, the same on every attempt.
            now: the clock, read for the signature.
            wire: asked when the connection stands and before any byte leaves; False stops with nothing sent.
            step: told "connect", "wire", "body" and "answer" as they pass.
        """
        started = time.monotonic()
        try:
            letter = self._sealed(payload, ident, now())
            outcome = self._deliver(letter, now, wire, step)
        except ChannelBroken as error:  # only raised while nothing has left
            outcome = Outcome(Fate.NOT_SENT, Fault.CONFIG, message=str(error))
        spent = int((time.monotonic() - started) * 1000)
        message, code = self._words(outcome.message), self._words(outcome.code)
        return replace(outcome, message=message, code=code, milliseconds=spent)

    def _sealed(self, payload: Mapping[str, Any], ident: str, now: datetime) -> Letter:
        try:
            return self.channel.seal(payload, ident=ident, secrets=self.secrets, now=now)
        except ValueError as error:
            raise ChannelBroken(str(error)) from None

    def _words(self, text: str) -> str:
        return one_line(self.redactor.clean(text), VENDOR_WORDS)

    def _deliver(
        self, letter: Letter, now: Callable[[], datetime], wire: Callable[[], bool], step: Callable[[str], object]
    ) -> Outcome:
        url = self._parsed()
        try:
            port = url.port or HTTP_PORTS.get(url.scheme, 0)
            hosts = permitted(url.scheme, url.host, port, allow_private=self.allow_private, lookup=self.lookup)
        except OSError:
            return Outcome(Fate.NOT_SENT, Fault.NETWORK, message=_("域名解析失败"))
        outcome = Outcome(Fate.NOT_SENT, Fault.NETWORK, message=_("域名没有可用的地址"))
        for host in hosts[:MOST_ADDRESSES]:
            outcome = self._attempt(_Try(wire, step), url, host, letter, now)
            if outcome.fault not in (Fault.NETWORK, Fault.TLS) or outcome.fate is not Fate.NOT_SENT:
                break
        return outcome

    def _parsed(self) -> httpx.URL:
        try:
            url = httpx.URL(self.url)
        except (httpx.InvalidURL, ValueError):
            raise ChannelBroken(_("渠道地址不是合法的网址")) from None
        if url.userinfo:
            raise ChannelBroken(_("渠道地址里不能写用户名和密码"))
        return url

    def _attempt(
        self, attempt: "_Try", url: httpx.URL, host: str, letter: Letter, now: Callable[[], datetime]
    ) -> Outcome:
        try:
            answer = replace(self._exchange(attempt, url, host, letter), at=now())
        except LeaseLost:
            return Outcome(Fate.NOT_SENT, Fault.LEASE)
        except (httpx.HTTPError, httpx.StreamError, OSError) as error:
            why = f"{type(error).__name__}: {error}"
            if attempt.left:
                return Outcome(Fate.AMBIGUOUS, Fault.NETWORK, message=why)
            return Outcome(Fate.NOT_SENT, Fault.TLS if _is_tls(error) else Fault.NETWORK, message=why)
        attempt.step("answer")
        return replace(self.channel.accept(answer), http_status=answer.status, skew=clock_skew(answer))

    def _exchange(self, attempt: "_Try", url: httpx.URL, host: str, letter: Letter) -> Answer:
        """Send to one address; the name still goes into the Host header and into the TLS check."""
        patience = self.patience
        headers = {
            "Host": url.netloc.decode("ascii"),
            "Content-Type": "application/json; charset=utf-8",
            "Accept-Encoding": "identity",
            "Connection": "close",
            "User-Agent": "duban",
            **letter.headers,
        }
        extensions = {"trace": attempt.trace, "sni_hostname": url.raw_host.decode("ascii")}
        if letter.query:  # only then: some addresses carry a signature over their own spelling
            url = url.copy_merge_params(letter.query)
        timeout = httpx.Timeout(patience.read, connect=patience.connect, write=patience.write)
        with (
            Deadline(patience.total) as attempt.deadline,
            httpx.Client(
                verify=self.trust(),
                trust_env=False,
                follow_redirects=False,
                timeout=timeout,
                limits=NO_KEEP_ALIVE,
            ) as client,
            client.stream(
                "POST", url.copy_with(host=host), content=letter.body, headers=headers, extensions=extensions
            ) as response,
        ):
            return _answer(response)


NO_KEEP_ALIVE = httpx.Limits(max_keepalive_connections=0)


def _is_tls(error: BaseException | None) -> bool:
    """Whether an error comes from a far side that could not prove who it is."""
    seen = 0
    while error is not None and seen < MOST_CAUSES:
        if isinstance(error, ssl.SSLError):
            return True
        error, seen = error.__cause__ or error.__context__, seen + 1
    return False


def _answer(response: httpx.Response) -> Answer:
    """The answer with at most `MOST_BYTES` of its body; a cut body is an answer too, marked as not whole."""
    body = bytearray()
    whole = True
    try:
        for chunk in response.iter_raw():
            body += chunk
            if len(body) > MOST_BYTES:
                whole = False
                break
    except (httpx.HTTPError, OSError):
        whole = False
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Answer(response.status_code, bytes(body[:MOST_BYTES]), headers, whole)


class _Try:
    """What happens on one connection, as httpcore's trace events tell it."""

    __slots__ = ("_wire", "deadline", "left", "step")

    def __init__(self, wire: Callable[[], bool], step: Callable[[str], object]) -> None:
        self._wire = wire
        self.step = step
        self.left = False  # whether any byte of the request may have left
        self.deadline: Deadline | None = None

    def trace(self, name: str, info: Mapping[str, Any]) -> None:
        """Follow the connection; raising here stops the request before its first byte."""
        if name == "connection.connect_tcp.complete" and self.deadline is not None:
            self.deadline.watch(info["return_value"].get_extra_info("socket"))
            self.step("connect")
        elif name == "http11.send_request_headers.started":
            if not self._wire():
                raise LeaseLost
            self.left = True
            self.step("wire")
        elif name == "http11.send_request_body.complete":
            self.step("body")
