"""Which machine an address may lead to: looked up once, judged, and connected to without asking again."""

import ipaddress
import socket
from collections.abc import Callable

from commitments.i18n import _
from monitor.notifications.secrets import ChannelBroken

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Lookup = Callable[[str, int], tuple[str, ...]]
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def look_up(host: str, port: int) -> tuple[str, ...]:
    """The addresses of a host, in the order in which the system would try them.

    Raises:
        OSError: the name cannot be resolved.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # a label too long or empty
        raise OSError(error) from None
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def permitted(scheme: str, host: str, port: int, *, allow_private: bool, lookup: Lookup = look_up) -> tuple[str, ...]:
    """The addresses we may connect to, each as it stands in a URL's host.

    Over https every public address; private ones, and plain http to them, only where the channel allows it.

    Raises:
        ChannelBroken: no address is permitted; the text names no address.
        OSError: the name cannot be resolved.
    """
    if not host or (scheme != "https" and not (allow_private and scheme == "http")):
        raise ChannelBroken(_("渠道地址必须是 https://"))
    found = lookup(host, port)
    fine = tuple(text for text in found if _fine(_address(text), scheme, allow_private=allow_private))
    if found and not fine:
        raise ChannelBroken(_("渠道地址指向内网；确实需要时，在该渠道写 allow_private = true"))
    return fine


def _address(text: str) -> IPAddress:
    return ipaddress.ip_address(text.partition("%")[0])


def _fine(address: IPAddress, scheme: str, *, allow_private: bool) -> bool:
    if is_public(address):
        return scheme == "https"
    return allow_private and not (address.is_multicast or address.is_unspecified)


def is_public(address: IPAddress) -> bool:
    """Whether an address, or the IPv4 address wrapped in it, is out on the open network."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast
