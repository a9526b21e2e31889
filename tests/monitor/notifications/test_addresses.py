"""Where a channel may lead."""

import pytest

from monitor.notifications.addresses import permitted
from monitor.notifications.secrets import ChannelBroken


def _ask(*found: str, scheme: str = "https", allow_private: bool = False) -> tuple[str, ...]:
    return permitted(scheme, "hooks.example", 443, allow_private=allow_private, lookup=lambda _host, _port: found)


def test_public_addresses_over_https_are_fine() -> None:
    """In the order in which they were found."""
    assert _ask("2606:4700::1111", "1.1.1.1") == ("2606:4700::1111", "1.1.1.1")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "172.16.5.4",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - an address to be refused
        "224.0.0.1",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "::",
    ],
)
def test_inner_addresses_are_refused_in_every_disguise(address: str) -> None:
    """Loopback, private, link-local (cloud metadata), shared, multicast, and the same wrapped in IPv6."""
    with pytest.raises(ChannelBroken, match="allow_private"):
        _ask(address)


def test_a_name_that_leads_both_ways_only_leads_out() -> None:
    """The private one of two addresses is never tried."""
    assert _ask("10.0.0.1", "1.1.1.1") == ("1.1.1.1",)


def test_plain_http_only_reaches_private_addresses_and_only_where_allowed() -> None:
    """A token never crosses the open network in clear."""
    assert _ask("127.0.0.1", scheme="http", allow_private=True) == ("127.0.0.1",)
    with pytest.raises(ChannelBroken, match="https"):
        _ask("127.0.0.1", scheme="http")
    with pytest.raises(ChannelBroken):
        _ask("1.1.1.1", scheme="http", allow_private=True)


def test_other_schemes_and_empty_hosts_are_refused() -> None:
    """A file or a nameless machine is no chat product."""
    with pytest.raises(ChannelBroken):
        _ask("1.1.1.1", scheme="file", allow_private=True)
    with pytest.raises(ChannelBroken):
        permitted("https", "", 443, allow_private=True, lookup=lambda _host, _port: ("1.1.1.1",))
