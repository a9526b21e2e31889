"""Values in cells of text: every value has one writing, no writing is a formula, and it comes back as it was."""

import json
import re
from typing import Any

# What spreadsheets, XML or line endings would change, and what would be taken for a formula or for our own marks.
_DELICATE = re.compile(r'[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff\ufffe\uffff]|^["=+\-@＝＋－＠\s]|\s$|_x|^$')


def to_cell(value: Any, kind: str) -> str:
    """A value as text; nothing is written as nothing."""
    if value is None:
        return ""
    if kind == "text":
        text = str(value)
        return _quoted(text) if _DELICATE.search(text) else text
    if kind == "json":
        return json.dumps(value, ensure_ascii=True, separators=(",", ":")).replace("_x", "_\\u0078")
    return json.dumps(value)


def from_cell(cell: str, kind: str) -> Any:
    """The value that was written; raises `ValueError` for what nobody wrote."""
    if cell == "":
        return None
    if kind == "text":
        return json.loads(cell) if cell.startswith('"') else cell
    return json.loads(cell)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=True).replace("_x", "_\\u0078")
