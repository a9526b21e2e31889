"""How much a target presses, as one number and its parts: for eyes that look for the next thing to chase."""

from dataclasses import astuple, dataclass

from commitments.target import Strength

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


def urgency(days: int | None, strength: Strength, *, near_days: int, is_silent: bool, times_moved: int) -> Urgency:
    """How much an open target in care presses.

    Args:
        days: until it is due, negative when it is late; None without a date.
        strength: how firmly it was promised.
        near_days: length of the warning window.
        is_silent: whether there is no evidence, or none that is young enough.
        times_moved: how often it was put off.
    """
    due, late = 0.0, 0.0
    if days is not None:
        window = max(1, RAMP * near_days)
        due = MOST_DUE * min(1.0, max(0.0, 1 - days / window))
        late = MOST_LATE * min(1.0, max(0, -days) / LATE_DAYS)
    return Urgency(
        due=due,
        late=late,
        weight=BY_STRENGTH[strength],
        silent=MOST_SILENT if is_silent else 0.0,
        moved=min(MOST_MOVED, BY_MOVE * times_moved),
    )
