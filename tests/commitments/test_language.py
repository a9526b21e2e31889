"""The library for other programs: dates, quantities and documents, loaded when they are asked for."""

import doctest
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import commitments
from commitments.language import Comparator, DateRole, FoundDate, FoundQuantity, find_dates, find_quantities

ROOT = Path(__file__).parents[2]
DAY = date(2025, 5, 20)


def test_the_examples_of_the_library_page_say_what_the_library_says() -> None:
    """Nobody is told what does not hold."""
    outcome = doctest.testfile(str(ROOT / "docs/library.md"), module_relative=False, encoding="utf-8")

    assert outcome.attempted > 10
    assert outcome.failed == 0


def test_a_date_comes_with_its_days_kind_and_rule() -> None:
    """Every field has its meaning."""
    assert find_dates("确保年底前开工", DAY) == (
        FoundDate(
            2, 5, date(2025, 1, 1), date(2025, 12, 31), "year", DateRole.DEADLINE, "end of the year", None, "given"
        ),
    )


def test_a_relative_date_without_a_reference_has_no_days() -> None:
    """No clock is asked."""
    (found,) = find_dates("确保年底前开工")

    assert (found.first, found.last, found.kind) == (None, None, DateRole.VAGUE)


def test_a_quantity_comes_with_its_value_unit_and_comparator() -> None:
    """The base unit, the exact value."""
    assert find_quantities("力争突破4.6万标准箱") == (
        FoundQuantity(2, 11, Decimal(46000), None, "标箱", Comparator.ABOVE, "count or measure"),
    )


def test_traditional_characters_are_read_and_places_stay() -> None:
    """As long folded as written."""
    text = "於2026年底前，新增就業3萬人以上"

    assert [text[found.start : found.end] for found in find_dates(text)] == ["2026年底前"]
    assert [(text[found.start : found.end], found.value) for found in find_quantities(text)] == [
        ("3萬人以上", Decimal(30000))
    ]


def test_findings_are_values() -> None:
    """What was found is not changed by whoever uses it."""
    (found,) = find_quantities("新建3所学校")

    with pytest.raises(AttributeError):
        found.value = Decimal(4)  # type: ignore[misc]


def test_every_public_name_is_there() -> None:
    """What is promised can be imported."""
    assert [name for name in commitments.__all__ if getattr(commitments, name, None) is None] == []
    assert set(commitments.__all__) <= set(dir(commitments))


def test_an_unknown_name_is_refused() -> None:
    """As of any module."""
    with pytest.raises(AttributeError, match="no attribute 'find_everything'"):
        _ = commitments.find_everything  # type: ignore[attr-defined]  # which checkers know too


def test_importing_the_package_loads_none_of_its_parts() -> None:
    """Whoever wants the dates does not wait for the ledger."""
    code = (
        "import sys, commitments; "
        "assert {n for n in sys.modules if n.startswith('commitments.')} == {'commitments.lazily'}; "
        "commitments.find_quantities('3个'); "
        "assert not [n for n in sys.modules if n.startswith(('commitments.ledger', 'sqlalchemy', 'textual'))]"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=ROOT).returncode == 0


@given(
    st.text(
        "0123456789２〇一二三十百千万亿年月日底前个家%元增长达到不低于以上左右至—.,，。《》“”\t\n 每尽快到第前级",
        max_size=80,
    )
)
def test_whatever_the_text_findings_lie_in_order_inside_it(text: str) -> None:
    """No text breaks the library."""
    for found in (find_dates(text, DAY), find_quantities(text)):
        edges = [place for each in found for place in (each.start, each.end)]
        assert all(0 <= place <= len(text) for place in edges)
        assert all(each.start < each.end for each in found)
        assert [each.start for each in found] == sorted(each.start for each in found)
    assert all(each.first is None or each.last is None or each.first <= each.last for each in find_dates(text, DAY))
