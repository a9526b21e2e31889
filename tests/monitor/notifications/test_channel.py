"""One POST and what truly may have happened, against a server that misbehaves in every way vendors and networks do."""

import logging
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta

import pytest

from commitments.errors import LedgerUnavailable
from monitor.notifications.channel import HttpChannel, always
from monitor.notifications.deadline import Patience
from monitor.notifications.feishu import Feishu
from monitor.notifications.vendor import Fate, Fault, Outcome
from monitor.notifications.webhook import Webhook
from tests.monitor.notifications.builders import AMPLE, NOW, SECRET, a_message, patience_with
from tests.monitor.notifications.fake_vendor import (
    CLOSE,
    CUT,
    DRIP,
    HANG,
    HTML,
    OK,
    RESET,
    TOKEN,
    FakeVendor,
    Reply,
    says,
)


def _send(
    url: str,
    *,
    wire: Callable[[], bool] = always,
    step: Callable[[str], object] = always,
    allow_private: bool = True,
    patience: Patience = AMPLE,
    now: Callable[[], datetime] = lambda: NOW,
) -> Outcome:
    channel = HttpChannel(Feishu(), url=url, secrets=(SECRET,), allow_private=allow_private, patience=patience)
    payload = channel.channel.payload(a_message(), "R-7F3K")
    return channel.send(payload, ident="msg_1", now=now, wire=wire, step=step)


def test_a_message_arrives_signed_in_chinese_and_over_a_connection_of_its_own() -> None:
    """UTF-8 as it is, no keep-alive, no compression asked for."""
    with FakeVendor(OK) as vendor:
        outcome = _send(vendor.url)
        (got,) = vendor.received

    assert (outcome.fate, outcome.http_status, outcome.code) == (Fate.DELIVERED, 200, "0")
    assert "督办日报".encode() in got.body
    assert got.json["timestamp"] == str(int(NOW.timestamp()))
    assert got.headers["connection"] == "close"
    assert got.headers["accept-encoding"] == "identity"
    assert got.headers["content-type"] == "application/json; charset=utf-8"


def test_every_attempt_is_signed_afresh() -> None:
    """A cached timestamp dies after an hour."""
    ticks = iter(range(0, 7200, 600))
    with FakeVendor(OK) as vendor:
        for _ in range(2):
            _send(vendor.url, now=lambda: NOW + timedelta(seconds=next(ticks)))
        first, second = (got.json for got in vendor.received)

    assert first["timestamp"] != second["timestamp"]
    assert first["sign"] != second["sign"]


@pytest.mark.parametrize(
    ("reply", "fate", "fault"),
    [
        (HANG, Fate.AMBIGUOUS, Fault.NETWORK),
        (RESET, Fate.AMBIGUOUS, Fault.NETWORK),
        (CLOSE, Fate.AMBIGUOUS, Fault.NETWORK),
        (CUT, Fate.AMBIGUOUS, Fault.SERVER),
        (HTML, Fate.AMBIGUOUS, Fault.SERVER),
        (Reply(200, b"x" * 200_000), Fate.AMBIGUOUS, Fault.SERVER),
        (Reply(504), Fate.AMBIGUOUS, Fault.SERVER),
        (Reply(302, b"", {"Location": "/login"}), Fate.REFUSED, Fault.CONFIG),
        (says({}, 429, Retry_After="120"), Fate.REFUSED, Fault.RATE),
        (says({"code": 9499, "msg": "too many request"}, 400), Fate.REFUSED, Fault.RATE),
        (says({"code": 19024, "msg": "Key Words Not Found"}), Fate.REFUSED, Fault.CONFIG),
        (says({"code": 55, "msg": "busy"}, 500), Fate.REFUSED, Fault.SERVER),
    ],
)
def test_what_the_far_side_does_is_named_for_what_may_have_happened(reply: Reply, fate: Fate, fault: Fault) -> None:
    """Whatever comes after the first byte without a trustworthy answer is ambiguous, and nothing is followed."""
    with FakeVendor(reply) as vendor:
        outcome = _send(vendor.url, patience=patience_with(reply))

        assert (outcome.fate, outcome.fault) == (fate, fault)
        assert len(vendor.received) == 1


def test_a_server_that_drips_is_cut_off_in_time() -> None:
    """Each byte comes in time, the whole never would: the total limit ends it, as ambiguous."""
    patience = Patience(connect=1.0, write=1.0, read=1.0, total=0.2)
    with FakeVendor(DRIP) as vendor:
        started = time.monotonic()
        outcome = _send(vendor.url, patience=patience)

    assert (outcome.fate, outcome.fault) == (Fate.AMBIGUOUS, Fault.NETWORK)
    assert time.monotonic() - started < 3


def test_a_closed_port_is_not_sent_and_never_asks_for_the_wire() -> None:
    """Refused before the first byte: free to try again."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
    steps: list[str] = []
    outcome = _send(f"http://127.0.0.1:{port}/hook", step=steps.append)

    assert (outcome.fate, outcome.fault) == (Fate.NOT_SENT, Fault.NETWORK)
    assert steps == []


def test_a_failed_tls_handshake_is_not_sent() -> None:
    """A server that speaks no TLS, or has no certificate we trust, gets nothing."""
    with FakeVendor(OK) as vendor:
        outcome = _send(vendor.url.replace("http://", "https://"))

        assert (outcome.fate, outcome.fault) == (Fate.NOT_SENT, Fault.TLS)
        assert vendor.received == []


def test_the_name_is_checked_in_tls_though_the_address_is_dialled() -> None:
    """The server hears the configured name while the connection goes to the address that was judged."""
    heard: list[str | None] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.sni_callback = lambda _socket, name, _context: heard.append(name)
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        listener = threading.Thread(target=_shake_hands, args=(server, context))
        listener.start()
        channel = HttpChannel(
            Feishu(),
            url=f"https://hooks.example:{server.getsockname()[1]}/hook",
            allow_private=True,
            patience=AMPLE,
            lookup=lambda _host, _port: ("127.0.0.1",),
        )
        outcome = channel.send({}, ident="msg_1", now=lambda: NOW)
        listener.join()

    assert heard == ["hooks.example"]
    assert outcome.fate is Fate.NOT_SENT


def _shake_hands(server: socket.socket, context: ssl.SSLContext) -> None:
    connection, _peer = server.accept()
    with closing(connection):
        try:
            context.wrap_socket(connection, server_side=True)
        except OSError:  # it has no certificate: the name is all this server wants
            return


def test_a_lost_lease_stops_the_request_with_no_byte_out() -> None:
    """The wire is asked when the connection stands; a no is obeyed."""
    with FakeVendor(OK) as vendor:
        outcome = _send(vendor.url, wire=lambda: False)

        assert (outcome.fate, outcome.fault) == (Fate.NOT_SENT, Fault.LEASE)
        assert vendor.received == []


def test_trouble_in_the_ledger_at_the_wire_stops_the_request_too() -> None:
    """A mark that could not be written is no permission, and the trouble is passed on."""

    def locked() -> bool:
        raise LedgerUnavailable("locked")

    with FakeVendor(OK) as vendor:
        with pytest.raises(LedgerUnavailable):
            _send(vendor.url, wire=locked)

        assert vendor.received == []


def test_the_wire_is_marked_before_and_the_answer_told_after() -> None:
    """The order on which every promise rests."""
    steps: list[str] = []
    with FakeVendor(OK) as vendor:

        def wire() -> bool:
            steps.append(f"asked, {len(vendor.received)} received")
            return True

        _send(vendor.url, wire=wire, step=steps.append)

    assert steps == ["connect", "asked, 0 received", "wire", "body", "answer"]


def test_an_unknown_name_is_not_sent() -> None:
    """Names that cannot be resolved may be resolved later."""

    def fails(_host: str, _port: int) -> tuple[str, ...]:
        raise OSError

    channel = HttpChannel(Feishu(), url="https://hooks.invalid/x", patience=AMPLE, lookup=fails)
    outcome = channel.send({}, ident="msg_1", now=lambda: NOW)

    assert (outcome.fate, outcome.fault) == (Fate.NOT_SENT, Fault.NETWORK)


def test_a_dead_address_gives_way_to_the_next() -> None:
    """A host with two addresses is reached by the one that lives; what was tried sent nothing."""
    with FakeVendor(OK) as vendor:
        channel = HttpChannel(
            Feishu(),
            url=vendor.url.replace("127.0.0.1", "hooks.example"),
            allow_private=True,
            patience=AMPLE,
            lookup=lambda _host, _port: ("127.9.9.9", "127.0.0.1"),
        )
        outcome = channel.send({"a": 1}, ident="msg_1", now=lambda: NOW)

        assert outcome.fate is Fate.DELIVERED
        assert [got.headers["host"] for got in vendor.received] == [f"hooks.example:{vendor.port}"]


def test_no_second_address_is_tried_once_a_byte_has_left() -> None:
    """Ambiguity on the first address must not become a copy on the second."""
    with FakeVendor(RESET, OK) as vendor:
        channel = HttpChannel(
            Feishu(),
            url=vendor.url,
            allow_private=True,
            patience=AMPLE,
            lookup=lambda _host, _port: ("127.0.0.1", "127.0.0.1"),
        )
        outcome = channel.send({"a": 1}, ident="msg_1", now=lambda: NOW)

        assert outcome.fate is Fate.AMBIGUOUS
        assert len(vendor.received) == 1


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/x",
        "https://127.0.0.1:9/x",
        "https://user:word@hooks.example/x",
        "https://hooks.example:port/x",
        "not an address",
        "ftp://hooks.example/x",
        "https:///x",
    ],
)
def test_an_address_that_may_not_be_called_breaks_the_channel(url: str) -> None:
    """Inner machines, plain http and nonsense are faults of configuration, told without the address."""
    outcome = _send(url, allow_private=False)

    assert (outcome.fate, outcome.fault) == (Fate.NOT_SENT, Fault.CONFIG)
    assert "127.0.0.1" not in outcome.message
    assert "hooks" not in outcome.message


def test_a_malformed_secret_breaks_the_channel_before_anybody_is_called() -> None:
    """The complaint holds no secret."""
    with FakeVendor(OK) as vendor:
        channel = HttpChannel(Webhook(), url=vendor.url, secrets=("whsec_oops",), allow_private=True)
        outcome = channel.send({}, ident="msg_1", now=lambda: NOW)

        assert (outcome.fate, outcome.fault) == (Fate.NOT_SENT, Fault.CONFIG)
        assert "oops" not in outcome.message
        assert vendor.received == []


def test_the_vendors_words_come_back_without_our_secrets(caplog: pytest.LogCaptureFixture) -> None:
    """A vendor that repeats our token, and a library that would log it, both fail to leak it."""
    caplog.set_level(logging.DEBUG)
    with FakeVendor(says({"code": 19001, "msg": f"token {TOKEN} of {SECRET}\x1b[31m\nunknown"})) as vendor:
        outcome = _send(vendor.url)
        _send(vendor.url.replace("http://", "https://"))

    assert outcome.message == "token *** of ***\ufffd[31m unknown"
    assert TOKEN not in caplog.text
    assert TOKEN not in repr(HttpChannel(Feishu(), url=vendor.url, secrets=(SECRET,)))


def test_the_environments_proxy_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where messages go is decided by the configuration alone."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    with FakeVendor(OK) as vendor:
        assert _send(vendor.url).fate is Fate.DELIVERED


def test_a_clock_that_is_off_is_measured_by_the_vendors_date() -> None:
    """Theirs minus ours, in seconds."""
    with FakeVendor(says({"code": 0}, Date="Tue, 01 Jul 2025 03:03:00 GMT")) as vendor:
        assert _send(vendor.url).skew == 7200.0
