"""Promises marked in the text of their document."""

from hypothesis import given
from hypothesis import strategies as st

from monitor.publishing.marking import Piece, pieces

_NUMBER = st.integers(-5, 40)


def test_overlapping_quotes_each_begin_once_and_the_shortest_leads() -> None:
    """Where two promises share words, the link goes to the one that says less."""
    assert pieces("甲乙丙丁戊", [(1, 0, 4), (2, 2, 5), (3, 2, 3)]) == [
        Piece("甲乙", (1,), (1,)),
        Piece("丙", (3, 2, 1), (3, 2)),
        Piece("丁", (2, 1)),
        Piece("戊", (2,)),
    ]


def test_a_text_without_promises_is_one_piece() -> None:
    """Nothing is marked where nothing was promised, and an empty text has no pieces."""
    assert pieces("甲乙", []) == [Piece("甲乙")]
    assert pieces("", [(1, 0, 3)]) == []


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(1, 9), _NUMBER, _NUMBER), max_size=8))
def test_the_pieces_are_the_text_and_cover_what_the_quotes_cover(text: str, quotes: list[tuple[int, int, int]]) -> None:
    """Whatever the offsets, no character is lost, and each is covered by just those quotes that hold it."""
    found = pieces(text, quotes)

    assert "".join(piece.text for piece in found) == text
    at = 0
    for piece in found:
        for offset in range(at, at + len(piece.text)):
            assert sorted(piece.covering) == sorted(number for number, start, end in quotes if start <= offset < end)
        at += len(piece.text)
