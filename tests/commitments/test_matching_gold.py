"""The pairs annotated in the seeds: what is suggested is right, and what is right is suggested."""

import json
from datetime import date
from pathlib import Path

import pytest

from commitments.intake import take_in
from commitments.ledger import Ledger

ROOT = Path(__file__).parents[2]
Pair = tuple[tuple[str, int], tuple[str, int]]
WHOLE_SEEDS = {"004_c471f9b9c223db6f.txt": date(2023, 10, 1)}


@pytest.fixture
def suggested(ledger: Ledger) -> set[Pair]:
    """The pairs suggested when all seeds are taken in."""
    files = sorted((ROOT / "seeds").glob("*.txt"))
    take_in(files, ledger, given=lambda path: WHOLE_SEEDS.get(path.name), actor="王敏")
    found = ledger.suggestions()
    entries = {entry.id: entry for entry in ledger.rows([one.target_id for one in found])}
    return {
        (
            (entries[one.target_id].document.name, entries[one.target_id].target.start),
            (one.result.result.document, one.result.result.start),
        )
        for one in found
    }


def _annotated() -> set[Pair]:
    rows = (json.loads(line) for line in (ROOT / "tests/pairs/seeds.jsonl").read_text(encoding="utf-8").splitlines())
    return {
        ((row["target"]["doc"], row["target"]["start"]), (row["result"]["doc"], row["result"]["start"])) for row in rows
    }


def test_every_suggestion_on_the_seeds_is_a_true_pair(suggested: set[Pair]) -> None:
    """Precision one: a reviewer's time is not wasted on strangers."""
    assert suggested <= _annotated()


def test_every_true_pair_is_suggested(suggested: set[Pair]) -> None:
    """Those with a number and those without."""
    assert _annotated() <= suggested
