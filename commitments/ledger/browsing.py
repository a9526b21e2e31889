"""The part of the ledger that is looked through row by row: documents, log, outbox; part of `Ledger`."""

from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from commitments import lazily
from commitments.document import Document
from commitments.ledger import log
from commitments.ledger.browsing_values import Comparison, LogFilter, Logged, Shelved, Tally
from commitments.ledger.engine import Engines
from commitments.ledger.messages import OutboxMessage, OutboxState
from commitments.target import Extraction

if TYPE_CHECKING:
    from commitments.ledger import chronicle, comparing, posting, shelf
else:
    chronicle = lazily.module("commitments.ledger.chronicle")
    comparing = lazily.module("commitments.ledger.comparing")
    posting = lazily.module("commitments.ledger.posting")
    shelf = lazily.module("commitments.ledger.shelf")


class Browsing:
    """Ids in the order they are shown, then rows by page; part of `Ledger`."""

    _engines: Engines
    _now: Callable[[], datetime]

    @property
    def url(self) -> str:
        """The address that opens this ledger again, password and all: for a child process, never for a screen."""
        return self._engines.write.url.render_as_string(hide_password=False)

    # --- documents

    def document_ids(self, words: Sequence[str] = (), *, pending: bool = False) -> "array[int]":
        """Ids of documents, the newest first: all these words in title, number, issuer or file name."""
        with self._engines.reading() as connection:
            return shelf.select_document_ids(connection, words, pending=pending)

    def shelved(self, ids: Sequence[int]) -> tuple[Shelved, ...]:
        """These documents with what became of their targets; ids that nobody has are left out."""
        with self._engines.reading() as connection:
            return shelf.select_shelved(connection, ids)

    def compare(self, document_id: int, document: Document, extraction: Extraction, *, actor: str) -> Comparison:
        """What `reread` would do with the same arguments; nothing is written."""
        with self._engines.writing() as connection:
            found = comparing.compare(connection, document_id, document, extraction, actor=actor, now=self._now())
            connection.rollback()
        return found

    # --- the log

    def line_ids(self, asked: LogFilter, *, limit: int | None = None) -> "array[int]":
        """Ids of the lines of the log that are wanted, the newest first."""
        with self._engines.reading() as connection:
            return chronicle.select_line_ids(connection, asked, limit)

    def lines(self, ids: Sequence[int]) -> tuple[Logged, ...]:
        """These lines of the log with what they are about; ids that nobody has are left out."""
        with self._engines.reading() as connection:
            return chronicle.select_lines(connection, ids)

    def newest_line(self) -> int:
        """The number of the newest line, 0 for an empty log."""
        with self._engines.reading() as connection:
            return log.newest(connection)

    def overtaking(self, target_ids: Collection[int], *, seen: int, actor: str) -> tuple[Logged, ...]:
        """What others than `actor` wrote last about each of these targets since line `seen`, in the order of ids."""
        with self._engines.reading() as connection:
            found = log.overtaken(connection, target_ids, seen=seen, actor=actor)
            return chronicle.select_lines(connection, [found[number] for number in sorted(found)])

    def changes(self) -> Mapping[int, tuple[int, datetime]]:
        """Target id → how often its words, date or end were changed, and when last; those never changed are left out.

        The number only grows: it is what calendars call a sequence.
        """
        with self._engines.reading() as connection:
            return chronicle.select_changes(connection)

    def added_since(self, moment: datetime) -> frozenset[int]:
        """The targets that later readings of documents known before have added since an aware moment."""
        with self._engines.reading() as connection:
            return chronicle.select_added(connection, moment)

    def actors(self) -> tuple[str, ...]:
        """Everybody who ever wrote, by name."""
        with self._engines.reading() as connection:
            return chronicle.select_actors(connection)

    # --- the outbox

    def message_ids(
        self, states: Sequence[OutboxState] = (), words: Sequence[str] = ()
    ) -> tuple[tuple[str, "array[int]"], ...]:
        """Ids of messages by channel: what needs hands first, then what waits, then the newest.

        Args:
            states: only these, any if none is named.
            words: all of them in channel, short name, kind, unit or note.
        """
        with self._engines.reading() as connection:
            return posting.select_message_ids(connection, states, words)

    def messages(self, ids: Sequence[int]) -> tuple[OutboxMessage, ...]:
        """These messages; ids that nobody has are left out."""
        with self._engines.reading() as connection:
            return posting.select_some(connection, ids)

    def tallies(self) -> tuple[Tally, ...]:
        """How many messages of each channel stand where."""
        with self._engines.reading() as connection:
            return posting.select_tallies(connection)
