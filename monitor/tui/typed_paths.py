"""Paths as people type, paste and drop them: quoted, with spaces, as file:// addresses, several at a time."""

import os
import shlex
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit


def typed_paths(text: str) -> tuple[Path, ...]:
    """The paths that a line means; one that exists as it stands is one path, whatever spaces are in it.

    Nothing of it is ever given to a shell.
    """
    whole = text.strip()
    if not whole:
        return ()
    if "\0" not in whole and os.path.lexists(_path(whole)):
        return (_path(whole),)
    try:
        words: Sequence[str] = shlex.split(whole)
    except ValueError:  # a quotation mark that is not closed yet
        words = whole.split()
    return tuple(dict.fromkeys(_path(word) for word in words if word))


def _path(word: str) -> Path:
    """A path, `~` and file:// understood."""
    if word.startswith("file://"):
        word = unquote(urlsplit(word).path)
    return Path(os.path.expanduser(word.replace("\0", "\ufffd")))  # noqa: PTH111 - keeps a user nobody knows as it is


def pasted(text: str) -> str:
    """Several pasted lines as one line of quoted paths; a single line as it is."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[0] if len(lines) == 1 else " ".join(shlex.quote(line) for line in lines)
