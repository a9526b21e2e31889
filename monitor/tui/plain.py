"""`--ascii`: every line on its way to the terminal, with plain ASCII in place of glyphs of doubtful width.

Some terminals draw “ ”, ▸ or ─ two cells wide and push the rest of the line aside. Whatever is drawn, ours or Textual's
own frames and scrollbars, passes through here; each glyph gives way to one character of one cell, so nothing moves.
"""

from functools import lru_cache

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from monitor.tui.glyphs import GLYPHS, RAMPS

# What our table does not draw itself: marks in documents and messages, Textual's frames, scrollbars and signs.
_OTHERS = {
    "“": '"', "”": '"', "‘": "'", "’": "'", "…": "~", "—": "-", "–": "-", "·": ".", "←": "<", "→": ">", "↑": "^",
    "↓": "v", "●": "*", "○": "o", "★": "*", "☆": "*", "≈": "~", "▔": "-", "▁": "_", "▏": "|", "▕": "|", "▎": "|",
    "▊": "|", "▌": "|", "▐": "|", "█": "#", "▀": "-", "▄": "_", "┌": "+", "┐": "+", "└": "+", "┘": "+", "├": "+",
    "┤": "+", "┬": "+", "┴": "+", "┼": "+", "│": "|", "─": "-", "━": "-", "┃": "|", "╸": "-", "╺": "-", "╹": "|",
    "╻": "|", "╭": "+", "╮": "+", "╰": "+", "╯": "+", "═": "=", "║": "|", "\xa0": " ", "\ufffd": "?",
}  # fmt: skip


def _table() -> dict[int, str]:
    pairs = {one: other for drawn, twin in RAMPS.values() for one, other in zip(drawn, twin, strict=True)}
    pairs |= dict(GLYPHS.values())
    return str.maketrans({drawn: twin for drawn, twin in (pairs | _OTHERS).items() if not drawn.isascii()})


_TWINS = _table()


@lru_cache(4096)
def plain(text: str) -> str:
    """`text`, of equal length and width, with a twin for every glyph that has one."""
    return text if text.isascii() else text.translate(_TWINS)


class Plain(LineFilter):
    """What the app lets every line pass through under `--ascii`."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's call
        """The line with twins; styles and control codes as they are."""
        return [segment if segment.control else Segment(plain(segment.text), segment.style) for segment in segments]
