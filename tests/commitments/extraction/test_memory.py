"""Memory: what reading a long paper takes beside its text."""

import gc
import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from commitments import extraction
from commitments.document import Document
from commitments.extraction import extract
from commitments.reading import read_text

SEEDS = Path(__file__).parents[3] / "seeds"
DAY = date(2025, 5, 20)
TIMES = 2  # so many papers one after the other
MOST = 10  # times the size of the text in UTF-8


def test_a_long_paper_takes_less_than_ten_times_its_size() -> None:
    """At its peak, with all that is found; tables of rules, compiled at their first use, are not counted."""
    seeds = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")))
    extract(read_text("seeds.txt", seeds, given=DAY))
    text = (seeds + "\n\n") * TIMES
    tracemalloc.start()
    try:
        found = extract(read_text("seeds.txt", text, given=DAY))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert found.targets
    assert peak < MOST * len(text.encode())


def test_collecting_waits_for_a_long_paper_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where reading it fails, and not for a short one."""
    collecting = []

    def failing(_document: Document) -> None:
        collecting.append(gc.isenabled())
        raise ValueError

    monkeypatch.setattr(extraction, "run", failing)
    monkeypatch.setattr(extraction, "LONG", MOST)
    for length in (MOST - 1, MOST):
        with pytest.raises(ValueError, match=r"\A\Z"):
            extract(read_text("a.txt", "好" * length))
        collecting.append(gc.isenabled())

    assert collecting == [True, True, False, True]
