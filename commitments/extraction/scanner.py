"""Run a table of forms over a stretch of text and settle overlaps: leftmost first, then longest, then table order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from commitments.document import Span

GAP = r"\s{0,4}"  # a line or page break, or a space set around digits, may fall between any two characters of a phrase
_PIECE = re.compile(
    r"""(?P<look>\(\?<[=!](?:[^()\[\]\\]|\\.|\[[^\]]*\]|\([^()]*\))*\))  # lookbehind: fixed width, left alone
      | (?P<part>«\w+»|\(\?P=\w+\))
      | (?P<ahead>\(\?[=!])
      | (?P<open>\((?:\?:|\?P<\w+>)?)
      | (?P<atom>(?:\[\^?(?:\\.|[^\]\\])+\]|\\.|[^\\()\[\]|?*+{}^$.]|\.))(?P<many>(?:[?*+]|\{\d*,?\d*\})\??)?
      | (?P<close>\))(?P<times>(?:[?*+]|\{\d*,?\d*\})\??)?
      | (?P<other>[|^$?*+{}])""",
    re.VERBOSE,
)
_NAMES = re.compile(r"\?P<\w+>")


class Form(Protocol):
    """What a table holds: anything with a name and a pattern."""

    @property
    def name(self) -> str:
        """The rule's name."""

    @property
    def pattern(self) -> re.Pattern[str]:
        """Where it fires."""


F = TypeVar("F", bound=Form)


def compile_form(source: str, **parts: str) -> re.Pattern[str]:
    """Compile a pattern that tolerates white space between any two characters of a phrase, as page breaks put it there.

    «name» in the source stands for the part of that name, which is put in as it is.
    """
    return re.compile(spaced(source, **parts))


def spaced(source: str, **parts: str) -> str:
    """The pattern with a gap between neighbouring atoms; figures, lookbehinds and classes stay in one piece."""
    out: list[str] = []
    gap = figures = False  # whether the last piece ends an atom, and whether that atom is a class such as \\d
    for piece in _PIECE.finditer(source):
        is_class = (piece["atom"] or "")[:1] in ("[", "\\")
        starts = bool(piece["atom"] or piece["open"] or piece["part"])
        if gap and starts and not (figures and is_class):
            out.append(GAP)
        out.append(parts.get(piece.group()[1:-1], piece.group()) if piece["part"] else piece.group())
        gap, figures = bool(piece["atom"] or piece["close"] or piece["part"]), is_class
    return "".join(out)


def unnamed(source: str) -> str:
    """The pattern with its named groups made anonymous, so that it may be embedded more than once."""
    return _NAMES.sub("?:", source)


def trimmed(text: str, start: int, end: int) -> Span:
    """The stretch without white space at its end, which gaps before absent words leave there."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


@dataclass(frozen=True, slots=True)
class Scanner(Generic[F]):
    """A table made ready to run. `gate` says cheaply where a form may begin, and need not be exact."""

    forms: tuple[F, ...]
    gate: re.Pattern[str]

    def scan(self, text: str, start: int, end: int, closed: Sequence[Span] = ()) -> Iterator[tuple[F, re.Match[str]]]:
        """Yield the winning form at each place, left to right, never overlapping, none inside a `closed` stretch."""
        search = self.gate.search
        while gate := search(text, start, end):
            at = gate.start()
            if shut := next((span for span in closed if span.start <= at < span.end), None):
                start = shut.end
                continue
            best = self._longest(text, at, end)
            if best:
                yield best
            start = max(best[1].end(), at + 1) if best else at + 1

    def _longest(self, text: str, at: int, end: int) -> tuple[F, re.Match[str]] | None:
        """The form that reaches furthest from `at`; the earlier in the table where two reach equally far."""
        best: tuple[F, re.Match[str]] | None = None
        reach = at
        for form in self.forms:
            found = form.pattern.match(text, at, end)
            if found and (stop := trimmed(text, at, found.end()).end) > reach:
                best, reach = (form, found), stop
        return best
