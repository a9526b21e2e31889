"""The sweep: one pass that notices what became near, due or overdue, and records each change once."""

from dataclasses import dataclass
from datetime import date

from commitments.ledger import Ledger, Transition
from commitments.timing import Timing


@dataclass(frozen=True, slots=True)
class SweepResult:
    """What a sweep noticed on a day."""

    day: date
    transitions: tuple[Transition, ...]

    def became(self, timing: Timing) -> int:
        """How many targets newly have this timing."""
        return sum(transition.now is timing for transition in self.transitions)


def sweep(ledger: Ledger, *, day: date, near_days: int) -> SweepResult:
    """Compare the calendar with what was last noticed; running it twice on a day changes nothing."""
    return SweepResult(day, ledger.note_timings(day=day, near_days=near_days))
