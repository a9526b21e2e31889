"""What a due date was reckoned from, and what is doubtful about it, come back from the ledger as they went in."""

from datetime import date

import pytest

from commitments.extraction import extract
from commitments.ledger import Ledger
from commitments.reading import read_text

PLAN = "关于水网的实施方案\n一、任务\n{}。\n"


@pytest.mark.parametrize(
    ("words", "anchor", "doubt"),
    [
        ("2026年底前新建泵站12座", "words", ""),
        ("年底前新建泵站12座", "given", ""),
        ("2030年前新建泵站12座", "words", "day-before day=2029-12-31"),
        ("新建泵站12座", None, ""),
    ],
)
def test_a_date_keeps_its_anchor_and_its_doubt(ledger: Ledger, words: str, anchor: str | None, doubt: str) -> None:
    """A later reader asks what 年底前 was read against."""
    document = read_text("a.txt", PLAN.format(words), given=date(2025, 3, 10))
    extraction = extract(document)
    entered = ledger.enter(document, extraction, actor="王敏")
    ((number, *_quote),) = ledger.document_quotes(entered.document_id)
    entry = ledger.entry(number)

    assert entry.target.due == extraction.targets[0].due
    assert (entry.target.due.anchor, entry.target.due.confirm) == (anchor, doubt)
