"""A worker that is killed at a named step; arguments: address of the ledger, of the vendor, kind, step."""

import os
import signal
import sys
from dataclasses import replace

from commitments.ledger import Ledger
from monitor.notifications.dispatch import dispatch
from tests.monitor.notifications.builders import NOW, SECRET, WHSEC, a_channel, outside, settings_with


def main(ledger_url: str, url: str, kind: str, last: str) -> None:
    """Serve the outbox until the step at which the power goes."""

    def reached(step: str) -> None:
        if step == last:
            os.kill(os.getpid(), signal.SIGKILL)

    around = outside(url, secret=WHSEC if kind == "webhook" else SECRET)
    around = replace(around, step=reached)
    with Ledger.open(ledger_url, now=lambda: NOW) as ledger:
        dispatch(ledger, settings_with(a_channel(kind=kind)), lambda: NOW, outside=around)


if __name__ == "__main__":
    main(*sys.argv[1:])
