"""Pictures of the screen that depend on nothing outside themselves."""

import re

_FONT_FACE = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)
_FAMILY = re.compile(r"font-family:\s*Fira Code[^;]*;")
_BASELINE = re.compile(r'(?<= y=")([\d.]+)(?=" textLength)')
_SIZE = re.compile(r"font-size:\s*20px;")

# Fonts in which a Chinese character is exactly as wide as two Latin ones; one of them is on most machines.
FAMILIES = "'Noto Sans Mono CJK SC', 'Source Han Mono SC', 'Sarasa Mono SC', 'Microsoft YaHei', monospace"
# Rich places cells 12.2 units apart: at this size half a Chinese character is just that wide.
SIZE = "24.4px"
LOWERED = 1.6  # such a character is taller than the one Rich drew the line for


def self_contained(svg: str) -> str:
    """An exported screen without fonts from other machines, its columns in line where Chinese is set."""
    svg = _BASELINE.sub(_lowered, _COMMENT.sub("", _FONT_FACE.sub("", svg)))
    return _SIZE.sub(f"font-size: {SIZE};", _FAMILY.sub(f"font-family: {FAMILIES};", svg))


def _lowered(match: re.Match[str]) -> str:
    return f"{float(match[1]) + LOWERED:g}"
