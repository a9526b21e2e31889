"""The dead-man's switch: an address is called after a successful day, and somebody else tells when no call comes."""

from monitor.config import Settings
from monitor.notifications.addresses import Lookup, look_up
from monitor.notifications.deadline import PATIENCE, Patience
from monitor.notifications.secrets import Redactor, resolve
from monitor.notifications.snapshot import SnapshotError, take

MOST_BYTES = 64 * 1024


class NoAnswer(Exception):
    """The address did not answer as it should; the text holds neither address nor answer."""


def call(settings: Settings, *, lookup: Lookup = look_up, patience: Patience = PATIENCE) -> None:
    """Call the configured address once; under the same rules of TLS and private networks as channels.

    Args:
        settings: the reference to the address.
        lookup: finds the machines behind a name.
        patience: seconds we wait.

    Raises:
        ChannelBroken: the reference leads nowhere.
        NoAnswer: it could not be reached, must not be, or said no.
    """
    watch = settings.watch
    address = resolve(watch.ping, folder=settings.folder)
    try:
        take(
            address,
            most_bytes=MOST_BYTES,
            allow_private=watch.allow_private,
            patience=patience,
            lookup=lookup,
            most_hops=0,
        )
    except SnapshotError as error:
        raise NoAnswer(Redactor(address).clean(error.message)) from None
