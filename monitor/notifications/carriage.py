"""Products that are not reached by one HTTP POST: they carry a message themselves, under the same promises."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from monitor.notifications.channel import LeaseLost, always
from monitor.notifications.secrets import ChannelBroken, Redactor, fingerprint
from monitor.notifications.vendor import VENDOR_WORDS, Carried, Fate, Fault, Outcome, Parcel
from monitor.safe_text import one_line


@dataclass(frozen=True, slots=True)
class CarriedChannel:
    """A product with a way of its own. The parcel's address and secrets live only as long as this value."""

    channel: Carried
    parcel: Parcel = field(repr=False)

    @property
    def redactor(self) -> Redactor:
        """What cuts this channel's address and secrets out of a text."""
        return Redactor(self.parcel.address, self.parcel.secrets)

    @property
    def fingerprint(self) -> str:
        """By what people see which address and secret were used, without learning them."""
        return fingerprint("\n".join((self.parcel.address, *self.parcel.secrets)))

    def send(
        self,
        payload: Mapping[str, Any],
        *,
        ident: str,
        now: Callable[[], datetime],
        wire: Callable[[], bool] = always,
        step: Callable[[str], object] = always,
    ) -> Outcome:
        """Make one attempt, as `HttpChannel.send` does; never raises for what the far side does."""
        started = time.monotonic()

        def leave() -> None:
            if not wire():
                raise LeaseLost
            step("wire")

        try:
            parcel = replace(self.parcel, payload=payload, ident=ident, now=now, leave=leave)
            outcome = self.channel.carry(parcel)
        except LeaseLost:
            outcome = Outcome(Fate.NOT_SENT, Fault.LEASE)
        except ChannelBroken as error:  # only raised while nothing has left
            outcome = Outcome(Fate.NOT_SENT, Fault.CONFIG, message=str(error))
        spent = int((time.monotonic() - started) * 1000)
        words = one_line(self.redactor.clean(outcome.message), VENDOR_WORDS)
        return replace(outcome, message=words, milliseconds=spent)
