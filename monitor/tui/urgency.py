"""How much a row of the list presses."""

from commitments.evidence import Review
from monitor.tui.pressing import Urgency, urgency
from monitor.tui.provider import Row


def urgency_of(row: Row) -> Urgency | None:
    """How much an open target in care presses; None for candidates and what is closed."""
    entry = row.entry
    if entry.closed or entry.review is not Review.TRACKED:
        return None
    return urgency(
        row.days,
        entry.target.strength,
        near_days=row.near_days,
        is_silent=entry.latest is None or (row.progress is not None and row.progress.stale),
        times_moved=entry.times_moved,
    )
