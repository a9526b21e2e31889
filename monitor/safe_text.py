"""Words out of documents are hostile: what makes them harmless on a screen, in a line and in a spreadsheet cell."""

import json
import re

# C0 and C1 controls (ANSI escapes start there), soft hyphen, bidi overrides and isolates, zero-width marks, fillers,
# BOM, halves of surrogate pairs (out of undecodable file names; they cannot be written at all), invisible tags.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ud800-\udfff\ufeff\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
_BREAKS = re.compile("[ \t-\r\x85\u2028\u2029\u3000]+")
_FORMULA_HEADS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def visible(text: str) -> str:
    """`text` with every character that would move a cursor or turn the writing round shown as U+FFFD."""
    return _INVISIBLE.sub("\ufffd", text)


def harmless(text: str) -> str:
    """`text` without these characters: for what somebody pastes, who can hardly want them."""
    return _INVISIBLE.sub("", text)


def one_line(text: str, limit: int | None = None) -> str:
    """`visible(text)` on one line, cut to `limit` characters with an ellipsis."""
    line = visible(_BREAKS.sub(" ", text)).strip()
    return line if limit is None or len(line) <= limit else line[: limit - 1] + "…"


def escaped(text: str) -> str:
    """JSON text in which every such character is written as its number, so that it is harmless and still there."""
    return _INVISIBLE.sub(lambda found: json.dumps(found[0])[1:-1], text)


def is_formula(text: str) -> bool:
    """Whether a spreadsheet could take `text` for a formula."""
    return text.startswith(("\t", "\n")) or text.lstrip().startswith(_FORMULA_HEADS)


def cell(text: str) -> str:
    """`visible(text)` that no spreadsheet takes for a formula (OWASP CSV injection)."""
    shown = visible(text)
    return "'" + shown if is_formula(shown) else shown
