"""Watching: one look over a paragraph tells which patterns can fire in which clause, so that the others are not run.

Whatever a pattern matches holds one of a few words (计划, 力争 …), as `needs` tells; all words of all patterns are
looked for at once. A rule need not say them: a pattern of which no word is known is always run.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple, Protocol, TypeVar, overload

from ahocorasick_rs import AhoCorasick

from commitments.extraction import later
from commitments.extraction.needs import FACTORS, needed

_SURROGATE = re.compile("[\ud800-\udfff]")
_PATTERNS: dict[re.Pattern[str], int] = {}


def watch(pattern: re.Pattern[str]) -> int:
    """The bits that must all be in what a lookout has seen of a stretch of text, for the pattern to fire there."""
    return _PATTERNS.setdefault(pattern, ((1 << FACTORS) - 1) << (FACTORS * len(_PATTERNS)))


def watched() -> dict[re.Pattern[str], int]:
    """All patterns watched so far, with their bits."""
    return dict(_PATTERNS)


class Watched:
    """A pattern that is run only where one of its words has been seen."""

    __slots__ = ("bits", "pattern")

    def __init__(self, source: str) -> None:
        self.pattern = later.compile(source)
        self.bits = watch(self.pattern)

    def can(self, seen: int) -> bool:
        """Whether it can fire in a stretch of which `seen` is known."""
        return seen & self.bits == self.bits

    def search(self, seen: int, text: str, start: int, end: int) -> re.Match[str] | None:
        """The first match in a stretch of which `seen` is known."""
        return self.pattern.search(text, start, end) if seen & self.bits == self.bits else None


class Rule(Protocol):
    """What a table of rules holds: anything with a pattern that is watched."""

    @property
    def pattern(self) -> re.Pattern[str]:
        """Where it fires."""

    @property
    def bits(self) -> int:
        """What `watch` answered."""


R = TypeVar("R", bound=Rule)


class Rules(Sequence[R]):
    """A table of rules, in order of preference; where none of its `bits` has been seen none can fire."""

    __slots__ = ("bits", "ready", "rules")

    def __init__(self, *rules: R) -> None:
        self.rules = rules
        self.ready = tuple((rule, rule.bits, rule.pattern) for rule in rules)
        self.bits = 0
        for rule in rules:
            self.bits |= rule.bits & -rule.bits  # the lowest, for its rarest words

    def __len__(self) -> int:
        """How many rules there are."""
        return len(self.rules)

    @overload
    def __getitem__(self, index: int) -> R: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[R]: ...
    def __getitem__(self, index: int | slice) -> R | Sequence[R]:
        """A rule by its place in the table."""
        return self.rules[index]

    def can(self, seen: int) -> bool:
        """Whether any of them can fire in a stretch of which `seen` is known."""
        for _rule, bits, _pattern in self.ready:  # noqa: SIM110  any() would take twice as long
            if seen & bits == bits:
                return True
        return False

    def live(self, seen: int) -> Iterator[R]:
        """The rules that can fire in a stretch of which `seen` is known, in order."""
        return (rule for rule in self.rules if seen & rule.bits == rule.bits) if self.bits & seen else iter(())

    def first(self, words: str, seen: int) -> R | None:
        """The first rule that fires on some words of which `seen` is known."""
        if self.bits & seen:
            for rule, bits, pattern in self.ready:
                if seen & bits == bits and pattern.search(words):
                    return rule
        return None


class Lookout(NamedTuple):
    """All words of all patterns, and some signs, ready to be looked for at once."""

    find: Callable[[str], list[tuple[int, int, int]]]  # what, start and end, in order of the ends
    bits: list[int]  # by the first number of a finding: the patterns it allows
    signs: list[str]  # likewise: the sign itself, or ""
    always: int  # the bits of patterns of which no word is known


def lookout(signs: str) -> Lookout:
    """The lookout for the patterns watched so far, and for signs of punctuation."""
    return _lookout(signs, len(_PATTERNS))


def seen_in(words: str) -> int:
    """The patterns that can fire in some words."""
    watching = lookout("")
    seen = watching.always
    for what, _start, _end in watching.find(words):
        seen |= watching.bits[what]
    return seen


@lru_cache(maxsize=64)
def signs_seen(sign: str) -> int:
    """The same for one of a few signs, which are asked for again and again."""
    return seen_in(sign)


@cache
def _lookout(signs: str, patterns: int) -> Lookout:
    """The same, made once: words are read from the parse trees of all patterns."""
    bits: dict[str, int] = dict.fromkeys(signs, 0)
    always = 0
    for pattern, all_bits in list(_PATTERNS.items())[:patterns]:
        bit = all_bits & -all_bits
        for words in needed(pattern):
            for word in words:
                bits[word] = bits.get(word, 0) | bit
            bit <<= 1
        always |= all_bits & -bit
    automaton = AhoCorasick(list(bits))

    def find(text: str) -> list[tuple[int, int, int]]:
        """Every word wherever it stands; half a surrogate pair is none."""
        try:
            return automaton.find_matches_as_indexes(text, overlapping=True)
        except UnicodeEncodeError:
            return automaton.find_matches_as_indexes(_SURROGATE.sub("\ufffd", text), overlapping=True)

    return Lookout(find, list(bits.values()), [word if word in signs else "" for word in bits], always)
