"""What the ledger hands out about the life of a target and about itself: frozen values, no rows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seal:
    """The hash with which the log ended at one line: kept elsewhere, it proves later that nothing before it changed."""

    event: int  # 0 for an empty log
    hash: str  # 64 hexadecimal digits

    def __str__(self) -> str:
        """As it is printed and typed, 417:9f86d0… ."""
        return f"{self.event}:{self.hash}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that an audit did not find as it should be, in a sentence."""

    event: int | None  # the line of the log, where it is about one
    message: str


@dataclass(frozen=True, slots=True)
class Audit:
    """What walking the whole log came to."""

    events: int
    head: Seal  # as computed
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.findings
