"""Progress as blocks."""

from fractions import Fraction

import pytest

from monitor.tui.gauge import gauge, percent


@pytest.mark.parametrize(
    ("share", "blocks", "words"),
    [
        (Fraction(0), "░░░░░", "0%"),
        (Fraction(71, 100), "▓▓▓░░", "71%"),
        (Fraction(999, 1000), "▓▓▓▓░", "99%"),
        (Fraction(1), "▓▓▓▓▓", "100%"),
        (Fraction(50), "▓▓▓▓▓", ">9倍"),
        (Fraction(9999, 1000), "▓▓▓▓▓", "999%"),
        (Fraction(-1, 8), "░░░░░", "-13%"),
    ],
)
def test_only_all_of_it_is_full(share: Fraction, blocks: str, words: str) -> None:
    """Rounding never says that something is done which is not."""
    assert (gauge(share, 5), percent(share)) == (blocks, words)
