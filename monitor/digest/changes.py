"""What is new since an earlier report, as values."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from commitments.ledger import Counts
from monitor.digest.lines import Line


@dataclass(frozen=True, slots=True)
class Move:
    """A target whose due date was moved."""

    line: Line
    was: date | None


@dataclass(frozen=True, slots=True)
class News:
    """What happened since the report of an earlier day was due."""

    since: date  # the day of that report
    before: Counts | None  # as that report had them, without what was sent back
    overdue: tuple[Line, ...]  # newly: was not overdue on that day
    met: tuple[Line, ...]
    met_late: tuple[Line, ...]
    settled: tuple[Line, ...]  # closed with any other verdict
    moved: tuple[Move, ...]
    arrived: tuple[Line, ...]  # new in the ledger
    revisit_before: int | None = None  # how many verdicts were to be looked at again then

    @property
    def entered(self) -> int:
        """How many targets are new in the ledger."""
        return len(self.arrived)

    @property
    def lists(self) -> tuple[tuple[Line, ...], ...]:
        """Every list of lines that it holds."""
        moved = tuple(move.line for move in self.moved)
        return self.overdue, self.met, self.met_late, self.settled, moved, self.arrived

    def only(self, wanted: Callable[[Line], bool]) -> "News":
        """The same news of some lines only; what the figures were before is not known of these."""
        return replace(
            self,
            before=None,
            revisit_before=None,
            overdue=tuple(filter(wanted, self.overdue)),
            met=tuple(filter(wanted, self.met)),
            met_late=tuple(filter(wanted, self.met_late)),
            settled=tuple(filter(wanted, self.settled)),
            moved=tuple(move for move in self.moved if wanted(move.line)),
            arrived=tuple(filter(wanted, self.arrived)),
        )
