"""Which files the configured sources mean."""

from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path

from monitor.config import Settings
from monitor.source_settings import SourceSettings


def files_of(paths: Iterable[Path], sources: SourceSettings) -> tuple[Path, ...]:
    """The files to read: a file as it is, a folder by its patterns, recursively and in the order of names.

    A path that does not exist is kept, so that the reader can complain of it by name.
    """
    found = (file for path in paths for file in (_folder(path, sources) if path.is_dir() else (path,)))
    return tuple(dict.fromkeys(found))


def configured_files(settings: Settings) -> tuple[Path, ...]:
    """The files of `[sources]`."""
    return files_of((settings.path(path) for path in settings.sources.paths), settings.sources)


def _folder(folder: Path, sources: SourceSettings) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and _matches(path.name, sources.patterns) and not _matches(path.name, sources.exclude):
            yield path


def _matches(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)
