"""One target on one day: what every view of the day is made of."""

from dataclasses import dataclass

from commitments.evidence import Review
from commitments.ledger import Entry
from commitments.ledger.findings_values import Revisit
from commitments.timing import Timing


@dataclass(frozen=True, slots=True)
class Line:
    """One target as it stands on the day of the digest."""

    entry: Entry
    timing: Timing
    days: int | None  # calendar days to the due date, negative when overdue
    revisit: Revisit | None = None  # why its verdict is to be looked at again, if it is

    @property
    def units(self) -> tuple[str, ...]:
        """Who answers: the leads, else whoever is named, else the issuing body, else nobody (empty)."""
        owners = self.entry.target.owners
        issuer = self.entry.document.issuer
        return owners.lead or owners.support or ((issuer,) if issuer else ())

    def names(self, unit: str) -> bool:
        """Whether `unit` answers for this target or helps with it."""
        return unit in self.units or unit in self.entry.target.owners.support

    @property
    def reviewed(self) -> bool:
        """Whether a person has accepted the target; a candidate is only what the rules believe."""
        return self.entry.review is Review.TRACKED
