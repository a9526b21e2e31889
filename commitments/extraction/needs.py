"""Needs: what a pattern cannot do without, read from its parse tree: words it must hold, characters it begins with."""

import re
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any, NamedTuple, TypeAlias

MOST_WORDS = 160  # alternatives that are followed; a pattern with more is told by another part of it
LONGEST_WORD = 6
WIDEST_CLASS = 60  # characters of a class such as [年月日]
LONE_SIGHT, PAIR_SIGHT, LONG_SIGHT = 100, 8, 3  # how much more often one character is met than two, or more
SIGN_SIGHT = 600  # how much more often a sign of punctuation is met
TOO_COMMON = 300  # words that are met so often narrow nothing down, where others are known
FACTORS = 2  # how many sets of words are kept of which each must be met: 制定…方案 needs a verb and a noun
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


def characters(source: str) -> tuple[Words, ...]:
    """Sets of characters: one of each stands in whatever a pattern matches or looks ahead at."""
    found = _sequence(_parser.parse(source)).needed
    return tuple(frozenset(word[-1] for word in words) for words in found)


def openings(source: str) -> Words:
    """The characters with which whatever a pattern matches begins; none if it may begin with anything or be empty."""
    found, empty = _openings(_parser.parse(source))
    return frozenset() if empty or found is None else found


def _openings(items: Iterable[tuple[Any, Any]]) -> tuple[Words | None, bool]:
    """The same for parts that follow one another, None for any character; and whether they may be empty."""
    first: Words | None = frozenset()
    for code, value in items:
        found, empty = _opening(str(code), value)
        first = None if first is None or found is None else first | found
        if not empty:
            return first, False
    return first, True


def _opening(code: str, value: Any) -> tuple[Words | None, bool]:  # noqa: PLR0911  one answer for each kind of part
    """The same for one item of the parse tree; a look ahead or behind is empty, whatever it looks at."""
    match code:
        case "LITERAL":
            return frozenset(chr(value)), False
        case "IN":
            members = _members(value)
            return None if members is None else frozenset(members), False
        case "SUBPATTERN":
            return _openings(value[3])
        case "BRANCH":
            branches = [_openings(branch) for branch in value[1]]
            known = [found for found, _ in branches if found is not None]
            whole = frozenset[str]().union(*known) if len(known) == len(branches) else None
            return whole, any(empty for _, empty in branches)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            found, empty = _openings(value[2])
            return found, empty or not value[0]
        case "ASSERT" | "ASSERT_NOT" | "AT":
            return frozenset(), True
    return None, False


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
