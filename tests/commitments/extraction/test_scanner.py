"""The scanner finds the leftmost and longest form, and patterns tolerate the breaks of pages."""

import re
from dataclasses import dataclass

import pytest

from commitments.document import Span
from commitments.extraction.needs import characters
from commitments.extraction.scanner import DIGITS, Scanner, compile_form, compile_gate, trimmed
from commitments.extraction.zh.dates import DATE_FORMS
from commitments.extraction.zh.quantity_forms import QUANTITY_FORMS


@dataclass(frozen=True)
class Word:
    """A form with nothing but a name and a pattern."""

    name: str
    pattern: re.Pattern[str]
    heads: str = ""
    tails: str = ""


def found(text: str, *forms: Word, closed: tuple[Span, ...] = ()) -> list[tuple[str, str]]:
    """The names and words of what a table finds."""
    scanner = Scanner(forms, re.compile(r"\S"))
    return [(form.name, match.group()) for form, match in scanner.scan(text, 0, len(text), closed)]


def test_the_longest_form_wins_at_a_place() -> None:
    """A longer phrase says more."""
    short, long = Word("short", re.compile("年底")), Word("long", re.compile("年底前"))

    assert found("年底前", short, long) == [("long", "年底前")]


def test_the_earlier_form_wins_between_equals() -> None:
    """The order of a table is its order of preference."""
    assert found("年底", Word("first", re.compile("年底")), Word("second", re.compile("年."))) == [("first", "年底")]


def test_findings_do_not_overlap() -> None:
    """What one form took is spoken for."""
    assert found("一二三", Word("a", re.compile("一二")), Word("b", re.compile("二三|三"))) == [
        ("a", "一二"),
        ("b", "三"),
    ]


def test_nothing_is_found_in_a_closed_stretch() -> None:
    """Titles are closed to the date forms."""
    assert found("年《年》", Word("a", re.compile("年")), closed=(Span(1, 4),)) == [("a", "年")]


@pytest.mark.parametrize("text", ["2024年底", "2024 年底", "2024年\n底", "2024 年\n\n底"])
def test_breaks_and_spaces_may_fall_inside_a_phrase(text: str) -> None:
    """Page breaks do not respect words."""
    assert compile_form(r"(?P<y>\d{4})年底").fullmatch(text)


def test_figures_stay_in_one_piece() -> None:
    """A space between two digits parts two numbers."""
    assert not compile_form(r"[2２][0０]\d{2}年").search("20 25年")


def test_a_named_part_is_put_in_as_it_is() -> None:
    """Parts are not spaced again."""
    pattern = compile_form("«WORD»前", WORD="年底")

    assert pattern.fullmatch("年底 前")
    assert not pattern.fullmatch("年 底前")


def test_white_space_at_the_end_is_not_part_of_a_phrase() -> None:
    """Gaps before absent words are given back."""
    assert Span(0, 2) == trimmed("年底 \n前", 0, 4)


def test_what_a_form_needs_stands_in_all_that_it_matches() -> None:
    """Forms met often are tried only where their characters stand, so none may fire without them."""
    said = [(form.pattern, [words for words, _ in form.examples]) for form in QUANTITY_FORMS]
    said += [(form.pattern, [words for words, _ in form.examples]) for form in DATE_FORMS]
    for pattern, examples in said:
        needs = characters(pattern.pattern)
        for words in examples:
            assert all(needed & set(words) for needed in needs), words


def test_a_gate_opens_at_the_same_places_though_what_follows_many_characters_is_written_once() -> None:
    """The places are those of an alternation that says for each character what may follow it."""
    rows = (
        ("#", r"(?<![\d.].)(?=\d?[年月%])"),
        ("一二三四五六七八九", "[个年]"),
        ("一", "半"),
        ("每", ""),
        ("年", "底?前"),
    )
    plain = "|".join(f"{head}(?:{rest})" for heads, rest in rows for head in heads.replace("#", DIGITS))
    text = "2025年1个、12%、1.5年，一个一半二年三 四\n年，每年底前，年 前，８月"

    gate, written_out = compile_gate(*rows), compile_form(plain)
    assert [gate.match(text, at) is None for at in range(len(text))] == [
        written_out.match(text, at) is None for at in range(len(text))
    ]
    assert {text[found.start()] for found in gate.finditer(text)} == set("1一二四每年８")
