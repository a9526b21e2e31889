"""Which files the configured sources mean."""

import os
from collections.abc import Callable, Iterable
from fnmatch import fnmatch
from pathlib import Path

from monitor.config import Settings
from monitor.source_settings import SourceSettings


def _unwatched(_folder: Path) -> None:
    """Nobody waits for a folder."""


def files_of(
    paths: Iterable[Path], sources: SourceSettings, *, entering: Callable[[Path], None] = _unwatched
) -> tuple[Path, ...]:
    """The files to read: a file as it is, a folder by its patterns, recursively and in the order of names.

    A path that does not exist is kept, so that the reader can complain of it by name. `entering` hears of each folder
    before it is looked through, and ends the search by raising: somebody may have named a whole disk.
    """
    found = (file for path in paths for file in (_folder(path, sources, entering) if path.is_dir() else (path,)))
    return tuple(dict.fromkeys(found))


def configured_files(settings: Settings) -> tuple[Path, ...]:
    """The files of `[sources]`."""
    return files_of((settings.path(path) for path in settings.sources.paths), settings.sources)


def _folder(folder: Path, sources: SourceSettings, entering: Callable[[Path], None]) -> list[Path]:
    found: list[Path] = []
    for inside, _folders, names in os.walk(folder):
        entering(Path(inside))
        found += [Path(inside, name) for name in names if _wanted(name, sources)]
    return sorted(file for file in found if file.is_file())


def _wanted(name: str, sources: SourceSettings) -> bool:
    return _matches(name, sources.patterns) and not _matches(name, sources.exclude)


def _matches(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)
