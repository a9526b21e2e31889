"""A document's text cut where promises begin and end, so that each can be marked, however they overlap."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

Quote = tuple[int, int, int]  # target id, start and end in the text


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that the same promises cover."""

    text: str
    covering: tuple[int, ...] = ()  # target ids, the shortest quote first
    beginning: tuple[int, ...] = ()  # of these, whose quote begins here


def pieces(text: str, quotes: Sequence[Quote]) -> list[Piece]:
    """The whole text in pieces, in order; joined they are the text again.

    Quotes that reach out of the text are cut to it, and empty ones left out.
    """
    size = len(text)
    inside = [(number, max(0, start), min(end, size)) for number, start, end in quotes]
    inside = sorted((quote for quote in inside if quote[1] < quote[2]), key=lambda quote: (quote[2] - quote[1], quote))
    cuts = sorted({0, size, *(start for _number, start, _end in inside), *(end for _number, _start, end in inside)})
    covering: list[list[int]] = [[] for _cut in cuts]
    beginning: list[list[int]] = [[] for _cut in cuts]
    for number, start, end in inside:
        first = bisect_left(cuts, start)
        beginning[first].append(number)
        for at in range(first, bisect_left(cuts, end)):
            covering[at].append(number)
    ends = zip(cuts, cuts[1:], covering, beginning, strict=False)
    return [Piece(text[start:end], tuple(over), tuple(here)) for start, end, over, here in ends]
