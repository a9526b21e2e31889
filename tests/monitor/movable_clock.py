"""A wall clock that stands still until a test puts it forward."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.conftest import NOW


@dataclass
class MovableClock:
    """The wall clock of a test."""

    time: datetime = NOW

    def now(self) -> datetime:
        """What it shows."""
        return self.time

    def forward(self, **parts: float) -> None:
        """Let time pass."""
        self.time += timedelta(**parts)
