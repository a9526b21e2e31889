"""Progress as a row of blocks: full only when all of it is there."""

from fractions import Fraction

from commitments.i18n import _
from monitor.tui.glyphs import glyph

MANY = 10  # times over: nobody counts any more


def gauge(share: Fraction, cells: int) -> str:
    """A share of the way as `cells` blocks, those that are reached filled."""
    filled = int(min(max(share, Fraction(0)), Fraction(1)) * cells)
    return glyph("full") * filled + glyph("empty") * (cells - filled)


def percent(share: Fraction) -> str:
    """A share of the way in percent, rounded down, so that 100% is all of it; no more than four cells."""
    return f"{int(max(share, Fraction(-1)) * 100 // 1)}%" if share < MANY else _(">9倍")
