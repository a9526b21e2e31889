"""Doubts are kept as codes and read as sentences."""

from collections.abc import Iterator
from datetime import date
from string import Formatter

import pytest

from commitments.doubts import WORDS, Doubt, doubt, worded
from commitments.i18n import use_language


@pytest.fixture(autouse=True)
def _chinese_again() -> Iterator[None]:
    """A test may switch the language of the process."""
    yield
    use_language("zh")


def test_a_doubt_is_kept_as_its_code_and_what_it_speaks_of() -> None:
    """Neither depends on a language."""
    assert doubt(Doubt.DAY_BEFORE, day=date(2029, 12, 31)) == "day-before day=2029-12-31"


def test_a_kept_doubt_is_worded_in_the_language_in_use() -> None:
    """One ledger serves readers of both."""
    kept = doubt(Doubt.DAY_BEFORE, day=date(2029, 12, 31))

    assert worded(kept) == "“前”字之前没有“底”，按前一日计为 2029-12-31，请确认"
    use_language("en")
    assert "2029-12-31" in worded(kept)
    assert "请确认" not in worded(kept)


@pytest.mark.parametrize("code", Doubt)
def test_every_code_has_words_in_both_languages(code: Doubt) -> None:
    """And each fact the words ask for can be given."""
    facts = {name: 1 for _text, name, _spec, _conversion in Formatter().parse(WORDS[code]) if name}
    kept = doubt(code, **facts)
    chinese = worded(kept)
    use_language("en")

    assert chinese != kept
    assert worded(kept) != chinese
    assert "{" not in chinese + worded(kept)


@pytest.mark.parametrize(
    "kept", ["", "no-such-code day=1", "“前”字之前没有“底”，按前一日计为 2029-12-31，请确认", "请核对 年底前 指哪一年"]
)
def test_what_is_no_code_is_shown_as_it_stands(kept: str) -> None:
    """Ledgers of earlier releases hold the sentences themselves."""
    assert worded(kept) == kept


def test_a_damaged_doubt_never_breaks_a_screen() -> None:
    """A fact that is missing leaves its place open."""
    assert worded("day-before") == "“前”字之前没有“底”，按前一日计为 {day}，请确认"
