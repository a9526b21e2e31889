"""Numerals are read exactly, however they are written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.extraction.zh.numerals import parse_number, parse_percent

CORPUS = {
    "46000": ("4.6万", "46000", "46,000", "４６０００", "四万六千", "四万六", "4万6000"),
    "1200": ("一千二百", "1,200", "1200", "一千二", "12百"),
    "350000000": ("三亿五千万", "3.5亿", "3亿5000万", "35000万"),
    "2025": ("二〇二五", "2025", "２０２５", "二零二五", "二千零二十五"),
    "12": ("十二", "12", "一十二"),
    "200": ("二百", "两百", "200"),
    "1560000000000": ("1.56 万亿", "1.56万亿", "15600亿", "一万五千六百亿"),
    "100000000000": ("千亿", "1000亿", "一千亿"),
    "50300": ("五万零三百", "5.03万"),
    "0.5": ("0.5", "０．５", "零点五"),
    "3.14": ("三点一四", "3.14"),
}
PERCENTAGES = {
    "60": ("百分之六十", "六成", "五分之三", "3/5"),
    "3.5": ("百分之三点五",),
    "100": ("百分之百",),
    "25": ("四分之一", "两成半", "1/4"),
    "33.33": ("三分之一", "1/3"),
    "50": ("一半", "半数", "二分之一"),
}
DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(("value", "words"), [(value, words) for value, row in CORPUS.items() for words in row])
def test_one_number_has_many_spellings(value: str, words: str) -> None:
    """Figures, Chinese and mixtures come out the same."""
    assert Decimal(value) == parse_number(words)


@pytest.mark.parametrize(("value", "words"), [(value, words) for value, row in PERCENTAGES.items() for words in row])
def test_shares_are_percentages(value: str, words: str) -> None:
    """Fractions, tenths and halves are brought to one hundred."""
    assert Decimal(value) == parse_percent(words)


@pytest.mark.parametrize("words", ["", "若干", "5G", "三个", "1万家"])
def test_other_words_are_no_numbers(words: str) -> None:
    """None is the answer, not an exception."""
    assert parse_number(words) is None


def in_chinese(number: int) -> str:
    """Write a whole number out, the way cheques are written."""
    if number >= 10**8:
        return in_chinese(number // 10**8) + "亿" + lower(number % 10**8, 10**7)
    if number >= 10**4:
        return in_chinese(number // 10**4) + "万" + lower(number % 10**4, 10**3)
    for scale, word in ((1000, "千"), (100, "百"), (10, "十")):
        if number >= scale:
            return DIGITS[number // scale] + word + lower(number % scale, scale // 10)
    return DIGITS[number]


def lower(rest: int, scale: int) -> str:
    """What follows a scale word, with 零 for a place left out."""
    return "" if not rest else ("零" if rest < scale else "") + in_chinese(rest)


@given(st.integers(1, 10**12 - 1))
def test_numbers_written_out_are_read_back(number: int) -> None:
    """Reading undoes writing."""
    assert number == parse_number(in_chinese(number))


@given(st.decimals(min_value=0, max_value=10**9, places=3))
def test_figures_are_read_back_exactly(number: Decimal) -> None:
    """No digit is lost on the way, and thousands commas do not matter."""
    assert number == parse_number(f"{number:f}") == parse_number(f"{number:,f}")


@given(st.decimals(min_value=0, max_value=9999, places=2))
def test_a_scale_word_multiplies_exactly(number: Decimal) -> None:
    """4.6万 is 46000 and not 45999.99."""
    assert number * 10**4 == parse_number(f"{number}万")
