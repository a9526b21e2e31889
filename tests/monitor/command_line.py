"""What one call of the command gives back, and the two seeds that its tests work on."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SEEDS = Path(__file__).parents[2] / "seeds"
OPINION = "001_58d7afab6c0d2c3b.txt"
REPLY = "002_429e4e3d7d47d75c.txt"


@dataclass(frozen=True)
class Ran:
    """What one call of the command gave back."""

    code: int
    out: str
    err: str


Duban = Callable[..., Ran]
