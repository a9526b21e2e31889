"""Progress of targets, from the evidence that counts."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Connection

from commitments.ledger.entries import Entry
from commitments.ledger.promises import promised_on
from commitments.ledger.queries import select_counting_evidence, select_entries
from commitments.progress import Aim, Observed, Progress, progress_of


def progress(connection: Connection, target_id: int, *, day: date, stale_days: int) -> Progress | None:
    """Where a target with a number stands on `day`; None for one without.

    The newest value observed up to the day of the promise is its baseline.
    """
    entries = select_entries(connection, [target_id])
    return progress_of_each(connection, entries, day=day, stale_days=stale_days).get(target_id)


def progress_of_each(
    connection: Connection, entries: Sequence[Entry], *, day: date, stale_days: int, until: datetime | None = None
) -> Mapping[int, Progress]:
    """Target id → where it stands on `day`, for those entries that have a number; by what counted before `until`."""
    counted = [entry for entry in entries if entry.target.quantity is not None]
    evidence = select_counting_evidence(connection, [entry.id for entry in counted], until=until)
    found = {}
    for entry in counted:
        told = evidence.get(entry.id, ())
        seen = [Observed(one.observed_on, one.value) for one in told if one.value is not None]
        heard = max((one.observed_on for one in told if one.observed_on <= day), default=None)
        found[entry.id] = progress_of(_aim(entry, seen, heard), seen, day=day, stale_days=stale_days)
    return found


def _aim(entry: Entry, seen: Sequence[Observed], heard: date | None) -> Aim:
    assert entry.target.quantity is not None
    start = promised_on(entry.document)
    before = [one.value for one in seen if start is not None and one.day <= start]
    return Aim(entry.target.quantity, start, entry.due, before[-1] if before else None, heard)
