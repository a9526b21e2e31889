"""What happened in a period: what came due, what became of it, which dates moved, what was heard."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from commitments.evidence import Verdict
from commitments.ledger import Extension, Observation
from monitor.digest.lines import Line
from monitor.digest.periods import Period


@dataclass(frozen=True, slots=True)
class Shift:
    """One move of a due date."""

    line: Line
    move: Extension


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of some targets, counted."""

    number: int
    met: int
    met_late: int
    other: int  # partly or not kept
    aside: int  # withdrawn, or nobody can measure it
    late: int  # without a verdict, and their day is over
    ahead: int  # without a verdict, and there is time, or no date

    @property
    def share(self) -> Fraction | None:
        """Of those that were judged or whose day is over, how many were kept on time; None where there is none."""
        came = self.met + self.met_late + self.other + self.late
        return Fraction(self.met, came) if came else None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a period brought, beside the verdicts and the new targets, which are the news of the digest."""

    period: Period
    through: date  # the last day that is over: what is due later has not come due
    came: tuple[Line, ...]  # due in the period and come due, by date
    came_before: tuple[Line, ...]  # the same of the period before
    ahead: tuple[Line, ...]  # open, and due after `through`, up to the end of the next period
    shifts: tuple[Shift, ...]  # in the order in which they were recorded
    heard: tuple[Line, ...]  # of which evidence was recorded
    trails: Mapping[int, tuple[Observation, ...]]  # target → that evidence

    @property
    def lists(self) -> tuple[tuple[Line, ...], ...]:
        """Every list of lines that it holds of its own period and of the next one."""
        return self.came, self.ahead, self.moved, self.heard

    @property
    def moved(self) -> tuple[Line, ...]:
        """The lines whose dates moved, each once."""
        return tuple({shift.line.entry.id: shift.line for shift in self.shifts}.values())

    def tally(self, lines: Iterable[Line]) -> Tally:
        """What became of lines by the end of the period."""
        found = tuple(lines)
        verdicts = [line.entry.verdict for line in found]
        late = sum(not line.entry.closed and due_within(line, date.min, self.through) for line in found)
        return Tally(
            number=len(found),
            met=verdicts.count(Verdict.MET),
            met_late=verdicts.count(Verdict.MET_LATE),
            other=verdicts.count(Verdict.PARTLY) + verdicts.count(Verdict.MISSED),
            aside=verdicts.count(Verdict.WITHDRAWN) + verdicts.count(Verdict.UNMEASURABLE),
            late=late,
            ahead=verdicts.count(Verdict.OPEN) - late,
        )

    def only(self, wanted: Callable[[Line], bool]) -> "Summary":
        """The same of some lines only."""
        return replace(
            self,
            came=tuple(filter(wanted, self.came)),
            came_before=tuple(filter(wanted, self.came_before)),
            ahead=tuple(filter(wanted, self.ahead)),
            shifts=tuple(shift for shift in self.shifts if wanted(shift.line)),
            heard=tuple(filter(wanted, self.heard)),
        )


def due_within(line: Line, first: date, last: date) -> bool:
    """Whether a line is due from one day to another, both inside."""
    return line.entry.due is not None and first <= line.entry.due <= last
