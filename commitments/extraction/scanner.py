"""Run a table of forms over a stretch of text and settle overlaps: leftmost first, then longest, then table order."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Generic, Protocol, TypeAlias, TypeVar

from commitments.document import Span
from commitments.extraction import later
from commitments.extraction.needs import characters

DIGITS = "0123456789０１２３４５６７８９"
GAP = r"[^\S\t]{0,4}"  # a break or a space may fall between any two characters of a phrase; a tab parts two cells
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
_RUN = re.compile(r"\d{1,16}(?:[,， \u00a0\u2009\u202f]\d{3}(?!\d))*(?:[.．]\d+)?\s{0,4}")
_BLANK = re.compile(r"\s")
_NAMES = re.compile(r"\?P<\w+>")


class Form(Protocol):
    """What a table holds: anything with a name and a pattern."""

    @property
    def name(self) -> str:
        """The rule's name."""

    @property
    def heads(self) -> str:
        """The characters it may begin with, `#` for any digit; empty if it may begin with anything."""

    @property
    def tails(self) -> str:
        """The characters that may follow the figures it begins with; empty if any may."""

    @property
    def pattern(self) -> re.Pattern[str]:
        """Where it fires."""


F = TypeVar("F", bound=Form)
Needed: TypeAlias = frozenset[str]  # characters of which a form needs one
ANY: Needed = frozenset()  # if that is not known
CROWD = 8  # characters of a row from which what follows them is written once
FAMILIAR = 12  # places with one beginning after which it pays to know what its forms need
Table: TypeAlias = tuple[tuple[F, re.Pattern[str], Needed, Needed], ...]


class Heads(Generic[F]):
    """The forms that may begin at a place, told by its character and, for a number, by what follows the figures."""

    def __init__(self, forms: Iterable[tuple[F, re.Pattern[str]]]) -> None:
        self._forms = tuple(forms)
        self._known: dict[tuple[str, str], Table[F]] = {}
        self._new: dict[tuple[str, str], tuple[int, Table[F]]] = {}

    def at(self, text: str, at: int, end: int) -> Table[F]:
        """The forms that say nothing of how they begin, or that name what stands here."""
        head, tail = text[at], ""
        if head.isdecimal():
            figures = _RUN.match(text, at, end)
            stop = figures.end() if figures else at
            head, tail = "#", text[stop] if stop < end else " "
        found = self._known.get((head, tail))
        return self._met(head, tail) if found is None else found

    def _met(self, head: str, tail: str) -> Table[F]:
        """The same for a beginning met a few times: what its forms need is worked out for those met often."""
        times, found = self._new.get((head, tail)) or (
            0,
            tuple((form, pattern, ANY, ANY) for form, pattern in self._forms if _may_begin(form, head, tail)),
        )
        self._new[head, tail] = times + 1, found
        if times == FAMILIAR:
            del self._new[head, tail]
            found = tuple((form, pattern, *_needed(pattern.pattern.replace(GAP, ""))) for form, pattern, *_ in found)
            self._known[head, tail] = found
        return found


@cache
def _needed(source: str) -> tuple[Needed, Needed]:
    """The characters one of which must stand where a form is to match, from two of its parts; its gaps need none."""
    one, *other = characters(source) or (ANY,)
    return one, other[0] if other else one


def _may_begin(form: Form, head: str, tail: str) -> bool:
    """Whether a form may begin with a character, and go on with another behind its figures."""
    return (not form.heads or head in form.heads) and (not tail or not form.tails or tail in form.tails)


def compile_form(source: str, **parts: str) -> re.Pattern[str]:
    """A pattern that tolerates white space between any two characters of a phrase, as page breaks put it there.

    «name» in the source stands for the part of that name, which is put in as it is. It is compiled at its first use.
    """
    return later.compile(spaced(source, **parts))


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


def compile_gate(*rows: tuple[str, str]) -> re.Pattern[str]:
    """A gate from rows of (characters, what must follow any of them); `#` stands for all digits.

    Every alternative begins with one character of its own, because only so does the engine look for them all at once.
    What follows one of many characters is written once, behind them all: else half of a gate would be repetitions.
    """
    spread = [(heads.replace("#", DIGITS), rest) for heads, rest in rows]
    crowd = "".join(sorted({head for heads, _ in spread if len(heads) >= CROWD for head in heads}))
    after: dict[str, list[str]] = {}
    behind: list[str] = []
    for heads, rest in spread:
        for head in heads:
            after.setdefault(head, []).extend([] if head in crowd else [rest])
        if among := "".join(head for head in heads if head in crowd):
            behind.append(f"(?<=[{re.escape(among)}]){GAP}{spaced(f'(?:{rest})')}")
    first = "|".join(re.escape(head) + _ahead(rests) for head, rests in after.items())
    if not crowd:
        return later.compile(first)
    return later.compile(f"(?:{first})(?:{'|'.join(behind)}|(?<![{re.escape(crowd)}]))")


def _ahead(rests: Sequence[str]) -> str:
    """A look at what must follow a character; nothing where that is written behind all of them."""
    if not rests:
        return ""
    rest = "|".join(rests)
    return f"(?={GAP}{spaced(f'(?:{rest})')})"


def unnamed(source: str) -> str:
    """The pattern with its named groups made anonymous, so that it may be embedded more than once."""
    return _NAMES.sub("?:", source)


def trimmed(text: str, start: int, end: int) -> Span:
    """The stretch without white space at its end, which gaps before absent words leave there."""
    return Span(start, _trimmed_end(text, start, end))


def _trimmed_end(text: str, start: int, end: int) -> int:
    """Where it ends."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


@dataclass(frozen=True)
class Scanner(Generic[F]):
    """A table made ready to run. `gate` says cheaply where a form may begin, and need not be exact.

    Only the forms that may begin with the character at a place are tried there; and where the text has no white space
    at all, they are tried without the gaps that page breaks would need.
    """

    forms: tuple[F, ...]
    gate: re.Pattern[str]

    @cached_property
    def _loose(self) -> tuple[re.Pattern[str], Heads[F]]:
        """The gate, and the forms by the character they begin with."""
        return self.gate, Heads((form, form.pattern) for form in self.forms)

    @cached_property
    def _tight(self) -> tuple[re.Pattern[str], Heads[F]]:
        """The same for text without white space."""
        return _without_gaps(self.gate), Heads((form, _without_gaps(form.pattern)) for form in self.forms)

    def opening(self, text: str, start: int, end: int) -> int:
        """Where the first form may begin, `end` if none can; asked first, because mostly none can."""
        gate, _ = self._loose if _BLANK.search(text, start, end) else self._tight
        found = gate.search(text, start, end)
        return found.start() if found else end

    def scan(self, text: str, start: int, end: int, closed: Sequence[Span] = ()) -> Iterator[tuple[F, re.Match[str]]]:
        """Yield the winning form at each place, left to right, never overlapping, none inside a `closed` stretch.

        The closed stretches are in order and do not overlap.
        """
        gate, heads = self._loose if _BLANK.search(text, start, end) else self._tight
        shut = 0
        signs: set[str] = set()
        while opening := gate.search(text, start, end):
            at = opening.start()
            while shut < len(closed) and closed[shut].end <= at:
                shut += 1
            if shut < len(closed) and closed[shut].start <= at:
                start = closed[shut].end
                continue
            signs = signs or set(text[at:end])
            best = _longest(heads.at(text, at, end), text, at, end, signs)
            if best:
                yield best
            start = max(best[1].end(), at + 1) if best else at + 1


def _without_gaps(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """The pattern for text that has no white space."""
    return later.compile(pattern.pattern.replace(GAP, ""))


def _longest(forms: Table[F], text: str, at: int, end: int, signs: set[str]) -> tuple[F, re.Match[str]] | None:
    """The form that reaches furthest from `at`; the earlier in the table where two reach equally far.

    `signs` are all the characters up to the end: a form that needs another is not tried.
    """
    best: tuple[F, re.Match[str]] | None = None
    reach = at
    for form, pattern, one, other in forms:
        if one and (one.isdisjoint(signs) or other.isdisjoint(signs)):
            continue
        found = pattern.match(text, at, end)
        if found and found.end() > reach and (stop := _trimmed_end(text, at, found.end())) > reach:
            best, reach = (form, found), stop
    return best
