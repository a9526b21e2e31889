"""The half of the ledger that looks after the ledger itself: is it whole, and what is its seal."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from commitments import lazily
from commitments.errors import LedgerError
from commitments.evidence import StoredFile
from commitments.i18n import _
from commitments.ledger import schema
from commitments.ledger.engine import Engines, connect
from commitments.ledger.records import Audit, Backup, Moved, Seal

if TYPE_CHECKING:
    from commitments.ledger import audit, backups, proofs, transfer
else:
    audit = lazily.module("commitments.ledger.audit")
    backups = lazily.module("commitments.ledger.backups")
    proofs = lazily.module("commitments.ledger.proofs")
    transfer = lazily.module("commitments.ledger.transfer")


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

    def files(self) -> tuple[StoredFile, ...]:
        """Every file that was ever attached, in the order of attaching: the bytes lie in the store."""
        with self._engines.reading() as connection:
            return proofs.select_files(connection)

    def backup(self, path: Path) -> Backup:
        """Write a consistent, checked copy into a new file while others write; `LedgerError` if the file exists."""
        return backups.backup(self._engines, path)


def migrate(source: str, destination: str) -> tuple[Moved, ...]:
    """Copy the ledger at one URL into the empty one at another; every table counted and hashed on both, chain verified.

    Raises:
        LedgerError: the destination is not empty, or something did not arrive as it was. Nothing is written then.
    """
    origin, target = connect(source), connect(destination)
    try:
        for engines in (origin, target):
            schema.bring_up_to_date(engines)
        moved = transfer.transfer(origin, target)
        with target.reading() as connection:
            found = audit.audit(connection)
        if not found.sound:
            raise LedgerError(
                _("记录链不完整：{why}").format(why=found.findings[0].message),
                remedy=_("用 duban audit 查看两边的台账"),
            )
    finally:
        origin.dispose()
        target.dispose()
    return moved
