"""How commands print: data to stdout, talk to stderr, columns by terminal cells."""

import unicodedata
from collections.abc import Sequence
from datetime import datetime, tzinfo
from pathlib import Path

import click

from commitments.errors import CommitmentsError, Problem
from commitments.i18n import _
from monitor.safe_text import one_line, visible


def say(message: str = "") -> None:
    """Talk to the person: stderr, so that stdout stays data."""
    click.echo(visible(message), err=True)


def complain(trouble: CommitmentsError | Problem) -> None:
    """Name the trouble, its place and the remedy on stderr."""
    say(_("{where}：{message}").format(where=one_line(trouble.where), message=one_line(trouble.message)))
    if trouble.remedy:
        say(_("  办法：{remedy}").format(remedy=one_line(trouble.remedy)))


def cells(text: str) -> int:
    """How many terminal cells `text` takes; East Asian wide characters take two, combining marks none."""
    return sum(_cell_width(character) for character in text)


def _cell_width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns padded by cells; the last one is left ragged, so that long words cost nobody anything."""
    lines = [list(headings), *([one_line(value) for value in row] for row in rows)]
    widths = [max(cells(line[column]) for line in lines) for column in range(len(headings))]
    return "\n".join(_row(line, widths) for line in lines)


def _row(line: Sequence[str], widths: Sequence[int]) -> str:
    padded = [value + " " * (width - cells(value)) for value, width in zip(line[:-1], widths, strict=False)]
    return "  ".join([*padded, line[-1]]).rstrip()


def moment(at: datetime, zone: tzinfo) -> str:
    """A moment by the clock of the office: 11-23 08:30."""
    return f"{at.astimezone(zone):%m-%d %H:%M}"


def short_path(path: Path) -> str:
    """The path as the person would type it from here."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
