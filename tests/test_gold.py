"""The seed documents against their gold; `make gold` prints the figures."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from commitments.extraction import extract
from commitments.reading import read
from commitments.record import target_record
from tests.gold_scoring import figures

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold"
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
LEAST = {
    "firm_precision": 0.95,
    "firm_recall": 0.95,
    "firm_f1": 0.95,
    "due": 0.97,
    "value": 0.97,
    "comparator": 0.97,
    "owner": 0.93,
    "strength": 0.93,
    "kind": 0.97,
    "hard_negatives": 0.97,
}


def rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


REFERENCES = {row["doc"]: row for row in rows(GOLD / "reference_dates.jsonl")}
GIVEN = {doc: date.fromisoformat(row["reference"]) for doc, row in REFERENCES.items() if "given" in row["from"]}


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_the_reference_date_of_a_seed_is_found(path: Path) -> None:
    """What the text says wins; a date the user gave is used only where the text is silent."""
    document = read(path, given=GIVEN.get(path.name, date(1999, 1, 1)) if path.name in GIVEN else None)

    assert document.imprint.reference.day == date.fromisoformat(REFERENCES[path.name]["reference"])


def test_the_seeds_are_read_as_people_read_them() -> None:
    """Every figure stays above the level that was once reached."""
    gold = [row for path in SEEDS for row in rows(GOLD / f"{path.stem}.jsonl")]
    documents = [read(path, given=GIVEN.get(path.name)) for path in SEEDS]
    found = [target_record(target) for document in documents for target in extract(document).targets]
    names = {path.name for path in SEEDS}
    negatives = [row for row in rows(GOLD / "hard_negatives.jsonl") if row["doc"] in names]

    reached = figures(gold, found, negatives)

    assert {name: reached[name] for name, least in LEAST.items() if reached[name] < least} == {}


def test_every_quote_of_the_seeds_stands_where_it_says() -> None:
    """Offsets are indices into the text as read, for targets and for results."""
    for path in SEEDS:
        document = read(path)
        extraction = extract(document)
        quotes = [(target.start, target.end, target.quote) for target in extraction.targets]
        quotes += [(result.start, result.end, result.quote) for result in extraction.results]
        assert [document.text[start:end] for start, end, _ in quotes] == [quote for _, _, quote in quotes]
        assert all(quote == quote.strip() for _, _, quote in quotes)
