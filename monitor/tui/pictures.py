"""Pictures of the screen that depend on nothing outside themselves and stand in line where Chinese is set."""

import html
import re
import unicodedata
from itertools import groupby

from rich.cells import cell_len

# Fonts and links of other machines, and a rule that would draw Latin letters two cells wide.
_DROPPED = re.compile(r"(?:@font-face\s*\{.*?\}|<!--.*?-->|font-variant-east-asian:[^;]*;)\s*", re.DOTALL)
_FAMILY = re.compile(r"font-family:\s*Fira Code[^;]*;")
_SIZE = re.compile(r"font-size:\s*20px;")
_TEXT = re.compile(
    r'<text class="(?P<look>[^"]+)" x="(?P<x>[^"]+)" y="(?P<y>[^"]+)" textLength="[^"]+" clip-path="(?P<clip>[^"]+)">'
    r"(?P<words>[^<]*)</text>"
)

# Fonts in which a Chinese character is exactly as wide as two Latin ones; one of them is on most machines.
FAMILIES = "'Noto Sans Mono CJK SC', 'Source Han Mono SC', 'Sarasa Mono SC', 'Microsoft YaHei', monospace"
CELL = 12.2  # how far apart Rich places cells
SIZE = "24.4px"  # half a Chinese character of this size is one cell
LOWERED = 1.6  # such a character is taller than the one Rich drew the line for


def self_contained(svg: str) -> str:
    """An exported screen without fonts from other machines, every run of characters in its own cells."""
    svg = _TEXT.sub(_in_cells, _DROPPED.sub("", svg))
    return _SIZE.sub(f"font-size: {SIZE};", _FAMILY.sub(f"font-family: {FAMILIES};", svg))


def _in_cells(text: re.Match[str]) -> str:
    """Rich gives a text the length it would have if every character took one cell: say how long its runs are."""
    x, y = float(text["x"]), float(text["y"]) + LOWERED
    runs = []
    for _, group in groupby(html.unescape(text["words"]), unicodedata.east_asian_width):
        run = "".join(group)
        length = cell_len(run) * CELL
        if run.strip():
            words = html.escape(run, quote=False).replace(" ", "&#160;").replace("\xa0", "&#160;")
            runs.append(
                f'<text class="{text["look"]}" x="{x:g}" y="{y:g}" textLength="{length:g}"'
                f' lengthAdjust="spacingAndGlyphs" clip-path="{text["clip"]}">{words}</text>'
            )
        x += length
    return "".join(runs)
