"""The half of the ledger that looks after the ledger itself: is it whole, and what is its seal."""

from collections.abc import Callable, Sequence
from datetime import datetime

from commitments.ledger import audit
from commitments.ledger.engine import Engines
from commitments.ledger.records import Audit, Seal


class Upkeep:
    """What keeps the ledger fit to be believed; part of `Ledger`."""

    _engines: Engines
    _now: Callable[[], datetime]

    def audit(self, kept: Sequence[Seal] = ()) -> Audit:
        """Walk the whole log and compare it with what stands; `kept` are seals noted down earlier."""
        with self._engines.reading() as connection:
            return audit.audit(connection, kept)

    def head(self) -> Seal:
        """The seal of the newest line: printed, it proves later that nothing before it was changed."""
        with self._engines.reading() as connection:
            return audit.head(connection)
