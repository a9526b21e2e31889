"""What sending needs from outside, and a channel opened with it: references followed, nothing remembered."""

import os
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from monitor.config import Settings
from monitor.notice_settings import ChannelSettings
from monitor.notifications import channel_of
from monitor.notifications.addresses import Lookup, look_up
from monitor.notifications.carriage import CarriedChannel
from monitor.notifications.channel import HttpChannel, always
from monitor.notifications.deadline import PATIENCE, Patience, trusted_certificates
from monitor.notifications.secrets import ChannelBroken, resolve
from monitor.notifications.vendor import Carried, Parcel, Posted

Now = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What sending needs from outside; tests put loopback, short patience and a kill switch here."""

    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    patience: Patience = PATIENCE
    lookup: Lookup = look_up
    trust: Callable[[], ssl.SSLContext] = trusted_certificates
    stop: Callable[[], bool] = lambda: False  # asked between two messages
    sleep: Callable[[float], object] = time.sleep  # asked for fractions of a second, and two at the most
    step: Callable[[str], object] = always  # told "claim", "connect", "wire", "body", "answer" and "settle"


OUTSIDE = Surroundings()


def configured(settings: Settings, name: str) -> ChannelSettings | None:
    """The channel of this name, if there is one."""
    return next((each for each in settings.channel if each.name == name), None)


def opened(
    each: ChannelSettings, folder: Path, outside: Surroundings = OUTSIDE, *, reports: Path = Path()
) -> HttpChannel | CarriedChannel:
    """The channel with its address and secrets, resolved for one attempt; mails find their files in `reports`.

    Raises:
        ChannelBroken: a reference leads nowhere, or to an address the product cannot be reached by.
    """
    url = resolve(each.url, folder=folder, environ=outside.environ)
    secrets = tuple(resolve(each.secret, folder=folder, environ=outside.environ).split())
    channel = channel_of(each.kind)
    refusal = channel.refusal(url, each.mention)
    if refusal:
        raise ChannelBroken(refusal)
    if isinstance(channel, Carried):
        parcel = Parcel(
            url, secrets, each.sender, each.to, each.allow_private, outside.patience, outside.lookup, outside.trust
        )
        return CarriedChannel(channel, replace(parcel, folder=reports))
    assert isinstance(channel, Posted)
    return HttpChannel(
        channel,
        url=url,
        secrets=secrets,
        allow_private=each.allow_private,
        patience=outside.patience,
        lookup=outside.lookup,
        trust=outside.trust,
    )
