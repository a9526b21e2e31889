"""What `re` offers to tables of rules, but compiled when it is first run: most papers need few of the patterns."""

from re import Match, Pattern, escape, findall, finditer, fullmatch, match, search, split, sub
from re import compile as compiled
from typing import cast

__all__ = [
    "Match",
    "Pattern",
    "compile",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "match",
    "search",
    "split",
    "sub",
]


class _Later:
    """A pattern that is not compiled yet."""

    flags = 0

    def __init__(self, source: str) -> None:
        self.pattern = source

    def __getattr__(self, name: str) -> object:
        """What the compiled pattern has of that name; from then on it is found at once."""
        value = getattr(compiled(self.pattern), name)
        setattr(self, name, value)
        return value


def compile(source: str) -> Pattern[str]:  # noqa: A001  it stands in for that of `re`
    """A pattern to be compiled when it is first run."""
    return cast("Pattern[str]", _Later(source))
