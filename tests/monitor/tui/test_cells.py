"""Text measured in terminal cells."""

import itertools

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from monitor.tui.cells import NEVER_FIRST, NEVER_LAST, drawable, fit, wrap

MIXED = st.text(alphabet="学位承诺，。；“”（）〔〕≥4500abcZ \t\n-%、：《》\u202e\u200b\x1bé⚠️", max_size=120)


@given(MIXED, st.integers(0, 60))
def test_a_fitted_text_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    """Columns stay in line whatever is in them."""
    assert cell_len(fit(text, width)) == width
    assert cell_len(fit(text, width, right=True)) == width


def test_a_cut_text_says_so_and_never_splits_a_wide_character() -> None:
    """Half a Chinese character does not exist."""
    assert fit("住房城乡建设局", 9) == "住房城乡⋯"
    assert fit("住房城乡建设局", 8) == "住房城⋯ "
    assert fit("3个", 5, right=True) == "  3个"


@given(MIXED, st.integers(4, 60))
def test_wrapping_keeps_every_character_in_its_place(text: str, width: int) -> None:
    """The lines, put together, are the text without its newlines: offsets still quote."""
    lines = wrap(drawable(text), width)

    assert "".join(drawable(text)[start:end] for start, end in lines) == drawable(text).replace("\n", "")
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(lines))


@given(st.text(alphabet="学位承诺，。；“”（）4500abcZ 、", max_size=120), st.integers(8, 60))
def test_no_line_is_wider_than_the_pane(text: str, width: int) -> None:
    """A line that is too wide would push the frame."""
    assert all(cell_len(text[start:end]) <= width for start, end in wrap(text, width))


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() -> None:
    """，。；、）” stay with the words before them, （“ with the words behind them."""
    text = "一、加强领导，压实责任（市教育局牵头），确保“年底前”完成；二、严格考核，落实到人。" * 8
    for width in range(10, 60):
        lines = [text[start:end] for start, end in wrap(text, width)]
        assert not any(line[0] in NEVER_FIRST for line in lines[1:])
        assert not any(line[-1] in NEVER_LAST for line in lines[:-1])


def test_numbers_and_latin_words_are_not_torn() -> None:
    """4500 on two lines would be read as two numbers."""
    text = "新增学位4500个"

    assert [text[start:end] for start, end in wrap(text, 10)] == ["新增学位", "4500个"]


def test_a_space_stays_at_the_end_of_its_line() -> None:
    """A line that begins with a space looks indented."""
    text = "quantified, confidence .95"

    assert [text[start:end] for start, end in wrap(text, 22)] == ["quantified, ", "confidence .95"]


def test_what_would_act_on_the_terminal_is_shown_instead() -> None:
    """Escapes, bidi marks and tabs lose their power and keep their place."""
    hostile = "a\x1b[31m\u202eb\tc\u2028d"

    assert drawable(hostile) == "a\ufffd[31m\ufffdb c d"
    assert len(drawable(hostile)) == len(hostile)
