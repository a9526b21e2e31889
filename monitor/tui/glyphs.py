"""Every glyph that a screen draws with, by its name, each with a twin in plain ASCII for terminals that need it.

A terminal that counts glyphs of ambiguous width as two cells breaks every column to their right; with the twins nothing
but letters and Chinese remains. A glyph and its twin are equally many cells wide, so nothing moves when one takes the
place of the other.
"""

from collections.abc import Mapping

GLYPHS: Mapping[str, tuple[str, str]] = {
    # where one is
    "cursor": ("▸", ">"),
    "left": ("‹", "<"),
    "right": ("›", ">"),
    "mark": ("*", "*"),
    "cut": ("⋯", "~"),
    "folded": ("▹", "+"),
    "open": ("▿", "-"),
    # states
    "candidate": ("?", "?"),
    "tracked": ("☐", "o"),
    "rejected": ("✗", "x"),
    "waiting": ("✎", "&"),
    "closed_well": ("☑", "+"),
    "closed_badly": ("☒", "-"),
    "doubt": ("⚠", "!"),
    "done": ("✓", "+"),
    "failed": ("✗", "x"),
    "running": ("◐", "@"),
    # progress and change
    "full": ("▓", "#"),
    "empty": ("░", "."),
    "up": ("▲", "^"),
    "down": ("▼", "v"),
    "level": ("=", "="),
    # lines
    "across": ("─", "-"),
    "upright": ("│", "|"),
    "dot": ("·", "."),
    "pointer": ("▴", "^"),
    "quote": ("▌", "|"),
    # keys
    "enter": ("⏎", "<"),
    "shift": ("⇧", "S"),
}

# From nothing to full, for bars that grow upwards, bars that grow to the right, and days that are more or less loaded.
RAMPS: Mapping[str, tuple[str, str]] = {
    "column": (" ▁▂▃▄▅▆▇█", " .,-=+*%#"),
    "bar": (" ▏▎▍▌▋▊▉█", " .:-=+*##"),
    "heat": (" ░▒▓█", " :+*#"),
}

_ascii: list[bool] = [False]


def use_ascii(*, on: bool = True) -> None:
    """Draw with plain ASCII from now on, or with every glyph again; for the whole process."""
    _ascii[0] = on


def is_ascii() -> bool:
    """Whether the twins are drawn."""
    return _ascii[0]


def glyph(name: str) -> str:
    """The glyph of this name as it is to be drawn now; raises KeyError for an unknown one."""
    return GLYPHS[name][_ascii[0]]


def ramp(name: str) -> str:
    """The glyphs of a ramp from nothing to full, as they are to be drawn now; raises KeyError for an unknown one."""
    return RAMPS[name][_ascii[0]]


def signs(text: str) -> str:
    """`text` with ≥ and ≤ as they are to be drawn now: as two plain signs where glyphs are not."""
    return text.replace("≥", ">=").replace("≤", "<=") if _ascii[0] else text
