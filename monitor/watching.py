"""A watched folder: a file is taken in once nobody writes to it any more."""

from collections.abc import Iterable
from pathlib import Path

State = tuple[int, int]


class Watching:
    """Looks at folders from tick to tick; a file is finished when two looks in a row find it the same."""

    def __init__(self) -> None:
        self._before: dict[Path, State] = {}
        self._done: dict[Path, State] = {}

    def finished(self, files: Iterable[Path]) -> list[Path]:
        """Of the files there are now, those that have not changed since the last look and were not handed out so."""
        now = {path: state for path in files if (state := _state(path)) is not None}
        ripe = [path for path, state in now.items() if self._before.get(path) == state != self._done.get(path)]
        self._before = now
        self._done = {path: now[path] for path in now if path in ripe or self._done.get(path) == now[path]}
        return ripe


def _state(path: Path) -> State | None:
    """Size and time of change; None for an empty file, which somebody is about to write, and for one that is gone."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns) if found.st_size else None
