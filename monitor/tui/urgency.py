"""How much a target presses, as one number and its parts: for eyes that look for the next thing to chase.

The number orders nothing and decides nothing; the list stays in the order of its due dates.
"""

from dataclasses import astuple, dataclass

from commitments.evidence import Review
from commitments.target import Strength
from monitor.tui.provider import Row

MOST_DUE = 10.0  # on the due day, and after it
MOST_LATE = 6.0  # besides, from so many days late on: LATE_DAYS
LATE_DAYS = 60
RAMP = 3  # warning windows before the due day in which it begins to press
MOST_SILENT = 3.0  # where nobody has recorded anything that counts, or nothing for `stale_days`
BY_STRENGTH = {Strength.BINDING: 2.0, Strength.PLANNED: 1.5, Strength.ASPIRATIONAL: 1.0, Strength.DIRECTIONAL: 0.5}
BY_MOVE, MOST_MOVED = 0.5, 2.0  # for each time that the date was moved


@dataclass(frozen=True, slots=True)
class Urgency:
    """The parts, in points."""

    due: float = 0.0  # the day comes near
    late: float = 0.0  # it has passed
    weight: float = 0.0  # how firmly it was promised
    silent: float = 0.0  # no evidence, or old evidence
    moved: float = 0.0  # it was put off before

    @property
    def total(self) -> float:
        """All parts together."""
        return float(sum(astuple(self)))


def urgency_of(row: Row) -> Urgency | None:
    """How much an open target in care presses; None for candidates and what is closed."""
    entry = row.entry
    if entry.closed or entry.review is not Review.TRACKED:
        return None
    due, late = 0.0, 0.0
    if row.days is not None:
        window = max(1, RAMP * row.near_days)
        due = MOST_DUE * min(1.0, max(0.0, 1 - row.days / window))
        late = MOST_LATE * min(1.0, max(0, -row.days) / LATE_DAYS)
    unheard = entry.latest is None or (row.progress is not None and row.progress.stale)
    return Urgency(
        due=due,
        late=late,
        weight=BY_STRENGTH[entry.target.strength],
        silent=MOST_SILENT if unheard else 0.0,
        moved=min(MOST_MOVED, BY_MOVE * entry.times_moved),
    )
