"""Hostile words made harmless, without hiding that there was something."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.safe_text import cell, one_line, visible

ANY_TEXT = st.text(st.characters(), max_size=40)  # surrogate halves too: an undecodable file name holds them
KEPT_CONTROLS = "\n\t"
UNSEEN = {"BN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}  # bidi classes of what has no shape


@pytest.mark.parametrize(
    "hidden",
    [
        "\x1b",  # ANSI escape
        "\x9b",  # the same in one byte
        "\x07",
        "\x00",
        "\r",
        "\u202e",  # right-to-left override
        "\u2066",
        "\u200b",  # zero-width space
        "\ufeff",
        "\xad",  # soft hyphen
        "\U000e0041",  # invisible tag
        "\udce4",  # half a surrogate pair
    ],
)
def test_what_would_move_or_hide_is_shown_as_a_mark(hidden: str) -> None:
    """The reader sees that something stood there."""
    assert visible(f"甲{hidden}乙") == "甲\ufffd乙"


def test_nothing_that_moves_turns_or_hides_stays() -> None:
    """Every control, half character and bidi or zero-width mark Unicode knows is gone, but for line ends and tabs."""
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    left = {character for character in visible(everything) if _works_unseen(character)}

    assert left == set(KEPT_CONTROLS)


def _works_unseen(character: str) -> bool:
    kind = unicodedata.category(character)
    return kind in ("Cc", "Cs") or (kind == "Cf" and unicodedata.bidirectional(character) in UNSEEN)


@given(ANY_TEXT)
def test_visible_text_can_always_be_written(text: str) -> None:
    """Half a surrogate pair would stop the report of the day."""
    assert len(visible(text).encode("utf-8")) >= len(text)


@given(ANY_TEXT)
def test_marking_twice_marks_once(text: str) -> None:
    """Parts may be cleaned before the whole is."""
    assert visible(visible(text)) == visible(text)
    assert len(visible(text)) == len(text)


@given(ANY_TEXT)
def test_one_line_is_one_line(text: str) -> None:
    """Neither line ends nor runs of blanks survive, whatever Unicode calls a line end."""
    line = one_line(text)

    assert len(line.splitlines()) <= 1
    assert "  " not in line
    assert line == line.strip()


@pytest.mark.parametrize("gap", ["\n", "\r\n", "\r", "\u2028", "\u3000", "\t", "\x0b", "\x85", " \n\n "])
def test_a_break_becomes_one_blank(gap: str) -> None:
    """A sentence cut by a page break reads as one sentence."""
    assert one_line(f"前半{gap}后半") == "前半 后半"


def test_a_long_line_is_cut_with_an_ellipsis() -> None:
    """The limit counts the ellipsis."""
    assert one_line("一二三四五", limit=4) == "一二三…"
    assert one_line("一二三四", limit=4) == "一二三四"


@given(ANY_TEXT)
def test_no_cell_starts_like_a_formula(text: str) -> None:
    """Not even behind blanks, which spreadsheets skip."""
    assert not cell(text).lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


def test_ordinary_words_stay_as_they_are() -> None:
    """Only what is dangerous is touched."""
    assert cell("确保100%完成（牵头单位：省财政厅）") == "确保100%完成（牵头单位：省财政厅）"
