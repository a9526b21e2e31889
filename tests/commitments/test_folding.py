"""Traditional characters are folded place by place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.folding import ALSO, SIMPLIFIED, TRADITIONAL, WORDS, as_written, folded

FOLDS = {
    "為達成淨零目標，經濟部應於2026年底前": "为达成净零目标，经济部应于2026年底前",
    "推動社會住宅興建計畫": "推动社会住宅兴建计划",
    "臺北市政府著力改善": "台北市政府着力改善",
    "顯著提升": "显著提升",
}


@pytest.mark.parametrize(("text", "plain"), FOLDS.items())
def test_traditional_text_is_read_as_simplified(text: str, plain: str) -> None:
    """Character for character, with a few words put right."""
    assert plain == folded(text)


@pytest.mark.parametrize("text", ["2025年底前，新增就业5万人", "plain ASCII", "", "於洪區".replace("區", "区")])
def test_simplified_text_is_handed_back_itself(text: str) -> None:
    """Nothing is copied, and a name with a rare character makes no text traditional."""
    assert folded(text) is text


@given(st.text(f"{TRADITIONAL[:80]}{''.join(ALSO)}计畫著力一二。 \n", max_size=60))
def test_no_place_moves(text: str) -> None:
    """Quotes are cut from the original by the same offsets."""
    assert len(text) == len(folded(text))
    assert folded(text) == folded(folded(text))


def test_the_table_is_one_to_one_and_has_no_chains() -> None:
    """No simplified character is folded again."""
    assert len(TRADITIONAL) == len(set(TRADITIONAL)) == len(SIMPLIFIED)
    assert not set(TRADITIONAL) & set(SIMPLIFIED)
    assert all(len(word) == len(plain) for word, plain in WORDS.items())


def test_words_are_given_back_as_they_were_written() -> None:
    """An owner or a metric is quoted in the characters of its document, over a line break too."""
    text = "經濟部、交通\n部應於2026年底前完成"
    plain = folded(text)

    assert as_written("经济部", plain, text) == "經濟部"
    assert as_written("交通部应于", plain, text) == "交通部應於"
    assert as_written("财政部", plain, text) == "财政部"
    assert as_written("", plain, text) == ""
