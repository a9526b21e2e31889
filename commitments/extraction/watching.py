"""Watching: one look over a paragraph tells which patterns can fire in which clause, so that the others are not run.

Whatever a pattern matches holds one of a few words (计划, 力争 …); they are read from its parse tree, and all words of
all patterns are looked for at once. A rule need not say them: a pattern of which no word is known is always run.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib import import_module
from typing import Any, NamedTuple, Protocol, TypeAlias, TypeVar, overload

from ahocorasick_rs import AhoCorasick

MOST_WORDS = 160  # alternatives that are followed; a pattern with more is told by another part of it
LONGEST_WORD = 6
WIDEST_CLASS = 60  # characters of a class such as [年月日]
LONE_SIGHT, PAIR_SIGHT, LONG_SIGHT = 100, 8, 3  # how much more often one character is met than two, or more
SIGN_SIGHT = 600  # how much more often a sign of punctuation is met
TOO_COMMON = 300  # words that are met so often narrow nothing down, where others are known
FACTORS = 2  # how many sets of words are kept of which each must be met: 制定…方案 needs a verb and a noun
_SURROGATE = re.compile("[\ud800-\udfff]")
_parser: Any = import_module("re._parser")
Words: TypeAlias = frozenset[str]


class _Part(NamedTuple):
    """What is known of a part of a pattern: all it can match, if that is little, and what it cannot do without."""

    whole: Words | None
    needed: tuple[Words, ...]  # the rarest first


_NOTHING = _Part(frozenset({""}), ())
_ANYTHING = _Part(None, ())


def needed(pattern: re.Pattern[str]) -> tuple[Words, ...]:
    """Sets of words: at least one of each set stands in whatever the pattern matches or looks ahead at.

    A word is one character, or letters and figures that follow one another, so that no sign of punctuation parts it.
    """
    if pattern.flags & re.IGNORECASE:
        return ()
    found = _sequence(_parser.parse(pattern.pattern, pattern.flags)).needed
    return tuple(_shortest(words) for words in found if words is found[0] or _commonness(words) < TOO_COMMON)


def _shortest(words: Words) -> Words:
    """The words without those that hold another."""
    return frozenset(word for word in words if not any(other in word for other in words if other != word))


def _sequence(items: Iterable[tuple[Any, Any]]) -> _Part:
    """Parts that follow one another: words grow from part to part as long as all they can be is known."""
    whole: Words = frozenset({""})
    found: list[Words] = []
    known = True
    for code, value in items:
        part = _part(str(code), value)
        grown = _joined(whole, part.whole)
        if grown is None:
            known = False
            found += [whole, *part.needed]
            grown = part.whole if part.whole and _joinable(part.whole) else frozenset({""})
        elif part.whole == _NOTHING.whole:
            found += part.needed
        whole = grown
    return _Part(whole if known else None, _rarest([*found, whole]))


def _joined(before: Words, after: Words | None) -> Words | None:
    """All words of two parts in a row; None if they are too many or no words any more."""
    if after is None or len(before) * len(after) > MOST_WORDS:
        return None
    words = frozenset(one + other for one in before for other in after)
    return words if _joinable(words) else None


def _joinable(words: Words) -> bool:
    """Whether all are words that no punctuation parts, and none is long."""
    return all(len(word) <= LONGEST_WORD and (word.isalnum() or not word) for word in words)


def _part(code: str, value: Any) -> _Part:  # noqa: PLR0911  one answer for each kind of part
    """One item of the parse tree."""
    match code:
        case "LITERAL":
            return _characters({chr(value)})
        case "IN":
            return _characters(_members(value))
        case "SUBPATTERN":
            return _sequence(value[3])
        case "BRANCH":
            return _either([_sequence(branch) for branch in value[1]])
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return _repeated(*value)
        case "ASSERT" if value[0] > 0:
            return _Part(_NOTHING.whole, _sequence(value[1]).needed)
        case "ASSERT" | "ASSERT_NOT" | "AT":
            return _NOTHING
    return _ANYTHING


def _characters(found: set[str] | None) -> _Part:
    """One character out of a few."""
    if not found or len(found) > WIDEST_CLASS:
        return _ANYTHING
    words = frozenset(found)
    return _Part(words if _joinable(words) else None, (words,))


def _members(items: Sequence[tuple[Any, Any]]) -> set[str] | None:
    """The characters of a class; None if it is wide or says what it leaves out."""
    found: set[str] = set()
    for code, value in items:
        if str(code) == "LITERAL":
            found.add(chr(value))
        elif str(code) == "RANGE" and value[1] - value[0] < WIDEST_CLASS:
            found.update(map(chr, range(value[0], value[1] + 1)))
        else:
            return None
    return found


def _either(parts: Sequence[_Part]) -> _Part:
    """One of several parts: every one of them must be known."""
    wholes = [part.whole for part in parts if part.whole is not None]
    whole = frozenset[str]().union(*wholes) if len(wholes) == len(parts) else None
    if not all(part.needed for part in parts):
        return _Part(whole, ())
    sets = [[part.needed[min(factor, len(part.needed) - 1)] for part in parts] for factor in range(FACTORS)]
    return _Part(whole, _rarest(frozenset[str]().union(*words) for words in sets))


def _repeated(least: int, most: int, items: Iterable[tuple[Any, Any]]) -> _Part:
    """A part that may be absent, or stand several times."""
    part = _sequence(items)
    if most > 1:
        return _Part(None, part.needed if least else ())
    if least:
        return part
    return _Part(part.whole and part.whole | {""}, ())


def _rarest(sets: Iterable[Words]) -> tuple[Words, ...]:
    """The sets of words that are met least often; words that may be empty tell nothing."""
    known = dict.fromkeys(words for words in sets if words and "" not in words)
    return tuple(sorted(known, key=_commonness)[:FACTORS])


def _commonness(words: Words) -> int:
    """How often one of some words is met, roughly."""
    return sum(
        (LONE_SIGHT, PAIR_SIGHT, LONG_SIGHT)[min(len(word), 3) - 1] if word.isalnum() else SIGN_SIGHT for word in words
    )


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
        self.pattern = re.compile(source)
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

    __slots__ = ("bits", "rules")

    def __init__(self, *rules: R) -> None:
        self.rules = rules
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

    def live(self, seen: int) -> Iterator[R]:
        """The rules that can fire in a stretch of which `seen` is known, in order."""
        return (rule for rule in self.rules if seen & rule.bits == rule.bits) if self.bits & seen else iter(())

    def first(self, words: str, seen: int) -> R | None:
        """The first rule that fires on some words of which `seen` is known."""
        if self.bits & seen:
            for rule in self.rules:
                if seen & rule.bits == rule.bits and rule.pattern.search(words):
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
