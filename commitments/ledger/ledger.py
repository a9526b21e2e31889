"""The only door to the database: every method is one short transaction, and hands out frozen values."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Self

from commitments import lazily
from commitments.document import Document, Letterhead, Place
from commitments.errors import LedgerError, Problem
from commitments.evidence import RejectReason
from commitments.filter import Filter
from commitments.ledger import listing, queries, schema
from commitments.ledger.browsing import Browsing
from commitments.ledger.counting import Counting
from commitments.ledger.engine import Engines, connect
from commitments.ledger.entries import (
    CountedDocument,
    Counts,
    Entered,
    Entry,
    Event,
    Order,
    Pressure,
    Transition,
)
from commitments.ledger.findings import Findings
from commitments.ledger.life import Life
from commitments.ledger.notices import Notices
from commitments.ledger.receipts import Receipts
from commitments.ledger.register import Register
from commitments.ledger.revisions import Revisions
from commitments.ledger.stillness import still
from commitments.ledger.upkeep import Upkeep
from commitments.ledger.watch import Watch
from commitments.target import Extraction

if TYPE_CHECKING:
    from commitments.ledger import decisions, documents, restated, sweeping, turns
else:
    decisions = lazily.module("commitments.ledger.decisions")
    documents = lazily.module("commitments.ledger.documents")
    restated = lazily.module("commitments.ledger.restated")
    sweeping = lazily.module("commitments.ledger.sweeping")
    turns = lazily.module("commitments.ledger.turns")


class Ledger(Browsing, Counting, Findings, Life, Notices, Receipts, Register, Revisions, Upkeep):
    """The store of record. Threads may share one; processes open their own on the same file."""

    def __init__(
        self, engines: Engines, now: Callable[[], datetime], *, four_eyes: bool = False, server_time: bool = False
    ) -> None:
        self.four_eyes = four_eyes
        self._engines = engines
        self._now = now
        self._server_time = server_time and not engines.is_sqlite
        self._watch = Watch(engines)

    @classmethod
    def open(cls, url: str, *, now: Callable[[], datetime], four_eyes: bool = False, server_time: bool = False) -> Self:
        """Open `sqlite:///file` or `postgresql://…`, created and migrated if need be.

        Args:
            url: address of the ledger; a missing folder or file is made.
            now: gives this instant, aware, UTC; every record is stamped with it.
            four_eyes: whether a verdict needs a second person before it closes a target.
            server_time: let a server's own clock decide about slots, leases and budgets: daemons on several hosts then
                agree, whatever their clocks show. A file has one host and takes `now`.

        Raises:
            LedgerUnavailable: it cannot be opened or written; says where and what to do.
            SchemaMismatch: another version of the program wrote it.
        """
        engines = connect(url)
        try:
            schema.bring_up_to_date(engines)
        except BaseException:
            engines.dispose()
            raise
        return cls(engines, now, four_eyes=four_eyes, server_time=server_time)

    def close(self) -> None:
        """Give every connection back; calling it twice is harmless."""
        self._watch.close()
        self._engines.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def still(self) -> Iterator[Self]:
        """This ledger as it stands now, whatever others write meanwhile: for several questions about one moment."""
        with still(self._engines) as engines:
            yield type(self)(engines, self._now, four_eyes=self.four_eyes)

    # --- documents

    def enter(self, document: Document, extraction: Extraction, *, actor: str) -> Entered:
        """Add a document and its targets, all or nothing; a known text changes nothing but its list of names."""
        with self._engines.writing() as connection:
            return documents.enter(connection, document, extraction, actor=actor, now=self._now())

    def enter_all(self, pairs: Iterable[tuple[Document, Extraction]], *, actor: str) -> Sequence[Entered | LedgerError]:
        """Add several documents in one transaction, and link what they say again with where it was said before.

        In place of one that cannot be entered stands why.
        """
        with self._engines.writing() as connection:
            found = documents.enter_all(connection, pairs, actor=actor, now=self._now())
            fresh = [one.document_id for one in found if isinstance(one, Entered) and not one.known]
            restated.find(connection, fresh)
            return found

    def documents(self) -> tuple[CountedDocument, ...]:
        """Every document with its counts, in the order of entering."""
        with self._engines.reading() as connection:
            return queries.select_documents(connection)

    def document_text(self, document_id: int) -> str:
        """The text of one document, as it was read; `UnknownEntry` if there is none."""
        with self._engines.reading() as connection:
            return queries.select_document_text(connection, document_id)

    def problems(self) -> tuple[Problem, ...]:
        """What was wrong with the documents when they were read, in the order of entering."""
        with self._engines.reading() as connection:
            return queries.select_problems(connection)

    def document_places(self, document_id: int) -> tuple[Place, ...]:
        """Where in its file the text of a document stands; empty for formats without pages, cells or parts."""
        with self._engines.reading() as connection:
            return queries.select_places(connection, document_id)

    def bodies(self, document_ids: Sequence[int]) -> Mapping[int, tuple[str, tuple[Place, ...]]]:
        """The texts of some documents with their places; ids that nobody has are left out."""
        with self._engines.reading() as connection:
            return queries.select_bodies(connection, document_ids)

    def document_letterhead(self, document_id: int) -> Letterhead:
        """Index, signatory, addressee, copies and proposal of a document; empty where it has none."""
        with self._engines.reading() as connection:
            return queries.select_letterhead(connection, document_id)

    def document_quotes(self, document_id: int) -> tuple[tuple[int, int, int], ...]:
        """Target id, start and end of each target not rejected, in the order of the text."""
        with self._engines.reading() as connection:
            return queries.select_quotes(connection, document_id)

    # --- reading

    def ids(
        self,
        filter: Filter,  # noqa: A002
        *,
        day: date,
        near_days: int,
        order: Order = Order.DUE,
        limit: int | None = None,
    ) -> "array[int]":
        """Ids of all targets that meet the filter, or the first `limit`, in order: cheap even for the whole ledger."""
        with self._engines.reading() as connection:
            return listing.select_ids(connection, filter, day=day, near_days=near_days, order=order, limit=limit)

    def pressures(self, asked: Filter, *, day: date, near_days: int) -> list[Pressure]:
        """What the open targets in care press by, of those that meet the filter, in no order."""
        with self._engines.reading() as connection:
            return listing.select_pressures(connection, asked, day=day, near_days=near_days)

    def rows(self, ids: Sequence[int]) -> tuple[Entry, ...]:
        """The entries with these ids, in the order asked; `UnknownEntry` if nobody has one of them."""
        with self._engines.reading() as connection:
            return queries.select_entries(connection, ids)

    def entries(
        self,
        filter: Filter,  # noqa: A002
        *,
        day: date,
        near_days: int,
        order: Order = Order.DUE,
        limit: int | None = None,
    ) -> tuple[Entry, ...]:
        """The entries that meet the filter, in order, from one consistent view."""
        with self._engines.reading() as connection:
            found = listing.select_ids(connection, filter, day=day, near_days=near_days, order=order, limit=limit)
            return queries.select_entries(connection, found)

    def entry(self, target_id: int) -> Entry:
        """One entry; `UnknownEntry` if there is none."""
        return self.rows([target_id])[0]

    def counts(self, *, day: date, near_days: int) -> Counts:
        """How many targets stand where on `day`."""
        with self._engines.reading() as connection:
            return queries.select_counts(connection, day=day, near_days=near_days)

    def events(self, *, target_id: int | None = None, limit: int = 200) -> tuple[Event, ...]:
        """The newest lines of the log, newest first; those of one target include the entering of its document."""
        with self._engines.reading() as connection:
            return queries.select_events(connection, target_id, limit)

    def data_version(self) -> int:
        """A number that changes when anybody, this process included, has written."""
        return self._watch.version()

    # --- deciding

    def accept(
        self, target_ids: Sequence[int], *, actor: str, expected_version: int | None = None, seen: int | None = None
    ) -> int:
        """Take targets into care; how many were not already.

        `StaleEntry` if one has another version than was expected, or if somebody else wrote about one since line
        `seen` of the log; nothing was changed then.
        """
        return self._decide(target_ids, decisions.accept, "accept", actor, "", expected_version, seen)

    def reject(
        self,
        target_ids: Sequence[int],
        *,
        reason: RejectReason,
        actor: str,
        note: str = "",
        expected_version: int | None = None,
        seen: int | None = None,
    ) -> int:
        """Send targets back: they leave every list by timing; how many changed. `StaleEntry` as with `accept`."""
        return self._decide(target_ids, decisions.rejection(reason), "reject", actor, note, expected_version, seen)

    def _decide(
        self,
        target_ids: Sequence[int],
        change: "decisions.Change",
        action: str,
        actor: str,
        reason: str,
        expected_version: int | None,
        seen: int | None,
    ) -> int:
        with self._engines.writing() as connection:
            return decisions.decide(
                connection,
                target_ids,
                change,
                action=action,
                actor=actor,
                now=self._now(),
                reason=reason,
                expected_version=expected_version,
                seen=seen,
            )

    # --- the sweep

    def note_timings(self, *, day: date, near_days: int) -> tuple[Transition, ...]:
        """Record what timing changed since the last sweep; a second call for the same day returns nothing."""
        with self._engines.writing() as connection:
            turns.lengthen(connection, day=day, actor=sweeping.ACTOR, now=self._now())
            return sweeping.note_timings(connection, day=day, near_days=near_days, now=self._now())

    def transitions(self, *, since: date | None = None) -> tuple[Transition, ...]:
        """Changes of timing noticed for `since` and later days, oldest first."""
        with self._engines.reading() as connection:
            return queries.select_transitions(connection, since)
