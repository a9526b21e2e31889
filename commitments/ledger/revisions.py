"""The half of the ledger in which people correct what was read; part of `Ledger`."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from commitments import lazily
from commitments.document import Document
from commitments.ledger.engine import Engines
from commitments.ledger.findings_values import LinkState
from commitments.ledger.records import Loaded
from commitments.ledger.revision_values import Difference, Lineage, Reread
from commitments.target import Extraction, Target

if TYPE_CHECKING:
    from commitments.ledger import decisions, editing, exchange, rereading, settling
else:
    decisions = lazily.module("commitments.ledger.decisions")
    editing = lazily.module("commitments.ledger.editing")
    exchange = lazily.module("commitments.ledger.exchange")
    rereading = lazily.module("commitments.ledger.rereading")
    settling = lazily.module("commitments.ledger.settling")


class Revisions:
    """Correcting, cutting, joining and adding targets; part of `Ledger`."""

    _engines: Engines
    _now: Callable[[], datetime]

    def edit(
        self,
        target_id: int,
        changes: Mapping[str, Any],
        *,
        actor: str,
        reason: str = "",
        expected_version: int | None = None,
    ) -> bool:
        """Correct the reading of a target; False if nothing is different.

        Args:
            target_id: the target.
            changes: column → JSON value, of `editing.EDITABLE`: decimals and dates as text, owners as lists.
            actor: who corrects.
            reason: why.
            expected_version: the version the person saw.

        Raises:
            LedgerError: not for editing; the due date of a target in care, which moves by extension only.
        """
        with self._engines.writing() as connection:
            return editing.edit(
                connection,
                target_id,
                changes,
                reason=reason,
                actor=actor,
                now=self._now(),
                expected_version=expected_version,
            )

    def edit_all(
        self, target_ids: Sequence[int], changes: Mapping[str, Any], *, actor: str, seen: int | None = None
    ) -> tuple[int, ...]:
        """Correct the reading of many targets in one go, as `edit` does of one; those that became different.

        Raises:
            LedgerError: one of them cannot be changed so; nothing was changed.
            StaleEntry: somebody else wrote about one of them since line `seen` of the log; nothing was changed.
        """
        with self._engines.writing() as connection:
            decisions.refuse_overtaken(connection, target_ids, seen=seen, actor=actor)
            now = self._now()
            return tuple(
                number
                for number in dict.fromkeys(target_ids)
                if editing.edit(connection, number, changes, reason="", actor=actor, now=now)
            )

    def split(
        self, target_id: int, pieces: Sequence[str], *, actor: str, expected_version: int | None = None
    ) -> tuple[int, ...]:
        """Cut a target into pieces of its quote; their ids. The whole is sent back and stays on record."""
        with self._engines.writing() as connection:
            return editing.split(
                connection, target_id, pieces, actor=actor, now=self._now(), expected_version=expected_version
            )

    def merge(self, keep_id: int, other_ids: Sequence[int], *, actor: str, seen: int | None = None) -> int:
        """Let one target stand for others; how many it took in.

        `StaleEntry` if somebody else wrote about one of them since line `seen` of the log.
        """
        with self._engines.writing() as connection:
            return editing.merge(connection, keep_id, other_ids, actor=actor, now=self._now(), seen=seen)

    def add_target(self, document_id: int, target: Target, *, actor: str) -> int:
        """Add a target that a person marked in a document's text; its id."""
        with self._engines.writing() as connection:
            return editing.add(connection, document_id, target, actor=actor, now=self._now())

    def type_in(self, document: Document, target: Target, *, actor: str) -> int:
        """Add a target that stands in no document: `document` holds what was typed; its id."""
        with self._engines.writing() as connection:
            return editing.type_in(connection, document, target, actor=actor, now=self._now())

    def reread(self, document_id: int, document: Document, extraction: Extraction, *, actor: str) -> Reread:
        """Compare a later reading, or a corrected text, with the ledger; what a person touched is kept and shown."""
        with self._engines.writing() as connection:
            return rereading.reread(connection, document_id, document, extraction, actor=actor, now=self._now())

    def differences(self, state: LinkState | None = LinkState.OPEN) -> tuple[Difference, ...]:
        """What later readings say otherwise of targets that people touched."""
        with self._engines.reading() as connection:
            return settling.select_differences(connection, state)

    def settle_difference(self, difference_id: int, *, take: bool, actor: str) -> None:
        """Take a later reading over, or keep what is there."""
        with self._engines.writing() as connection:
            settling.settle(connection, difference_id, take=take, actor=actor, now=self._now())

    def lineage(self, target_id: int) -> tuple[Lineage, ...]:
        """Where a target came from, and what was made of it."""
        with self._engines.reading() as connection:
            return editing.select_lineage(connection, target_id)

    # --- the whole of it, as rows

    @contextmanager
    def exported(self) -> Iterator[Iterator[tuple[str, dict[str, Any]]]]:
        """Every row worth carrying away, table name and JSON values by column, from one consistent view."""
        with self._engines.reading() as connection:
            yield exchange.dump(connection)

    def load(self, rows: Iterable[tuple[str, Mapping[str, Any]]]) -> Loaded:
        """Put exported rows into this ledger, which must be empty, all or nothing; its log is then the exported one."""
        with self._engines.writing() as connection:
            return exchange.load(connection, rows)

    @staticmethod
    def exchange_layout() -> dict[str, dict[str, str]]:
        """Table → column → what its cells hold: text, number, flag or json."""
        return exchange.column_kinds()
