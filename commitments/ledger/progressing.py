"""Progress of one target, from the evidence that counts."""

from datetime import date

from sqlalchemy import Connection

from commitments.ledger.proofs import promised_on
from commitments.ledger.queries import select_entries, select_evidence
from commitments.progress import Aim, Observed, Progress, progress_of


def progress(connection: Connection, target_id: int, *, day: date, stale_days: int) -> Progress | None:
    """Where a target with a number stands on `day`; None for one without.

    The newest value observed up to the day of the promise is its baseline.
    """
    entry = select_entries(connection, [target_id])[0]
    quantity = entry.target.quantity
    if quantity is None:
        return None
    seen = [
        Observed(one.observed_on, one.value)
        for one in select_evidence(connection, target_id)
        if one.counts and one.value is not None
    ]
    start = promised_on(connection, target_id)
    before = [one.value for one in seen if start is not None and one.day <= start]
    aim = Aim(quantity, start, entry.due, before[-1] if before else None)
    return progress_of(aim, seen, day=day, stale_days=stale_days)
