"""What the screen remembers of a person from one day to the next: where they were, their views, unsaved drafts.

One small file per person and ledger, under the user's state folder. Every change is written at once and whole, so that
neither a crash nor a lost connection takes a draft along; a file that nobody can read is laid aside, and work begins
afresh. Two sessions of one person each change their own entries only.
"""

import contextlib
import fcntl
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

FORMAT = 1
_UNSAFE = re.compile(r"[^\w.-]+")
_PRIVATE_FILE, _PRIVATE_FOLDER = 0o600, 0o700


def state_folder(environ: Mapping[str, str]) -> Path:
    """Where programs keep a user's state: `$XDG_STATE_HOME/duban`, else `~/.local/state/duban`."""
    base = environ.get("XDG_STATE_HOME", "")
    return (Path(base) if base.startswith("/") else Path.home() / ".local" / "state") / "duban"


def memory_of(folder: Path, *, actor: str, ledger: str) -> "Memory":
    """The memory of one person at one ledger."""
    mark = hashlib.sha256(f"{actor}\n{ledger}".encode()).hexdigest()[:8]
    return Memory(folder / f"review-{_UNSAFE.sub('_', actor)[:40]}-{mark}.json")


class Memory:
    """Sections by name, each a mapping of JSON values; without a file it lasts as long as the process."""

    def __init__(self, file: Path | None = None) -> None:
        """Read what is there."""
        self._file = file
        self.failed = False  # whether the last change could not be written
        self._sections = self._read()

    def section(self, name: str) -> dict[str, Any]:
        """A copy of one section, empty if nothing is known."""
        found = self._sections.get(name)
        return dict(found) if isinstance(found, dict) else {}

    def keep(self, name: str, key: str, value: Any) -> None:
        """Remember a JSON value; None forgets it."""
        if self.section(name).get(key) == value:
            return
        with self._locked() as held:
            if held and not self.failed:  # another session may have written meanwhile
                self._sections = self._read()
            section = self.section(name)
            section[key] = value
            if value is None:
                del section[key]
            self._sections[name] = section
            self._write()

    def _read(self) -> dict[str, Any]:
        if self._file is None:
            return {}
        try:
            found = json.loads(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError):
            return self._lay_aside()
        if not isinstance(found, dict) or found.get("format") != FORMAT:
            return self._lay_aside()
        return found

    def _lay_aside(self) -> dict[str, Any]:
        """Keep what could not be read for whoever wants to look at it."""
        assert self._file is not None
        with contextlib.suppress(OSError):
            self._file.replace(self._file.with_suffix(".broken"))
        return {}

    def _write(self) -> None:
        if self._file is None:
            return
        said = json.dumps({**self._sections, "format": FORMAT}, indent=1)
        fresh = self._file.with_suffix(".new")
        try:
            fresh.touch(mode=_PRIVATE_FILE)
            fresh.write_text(said, encoding="ascii")
            fresh.replace(self._file)
            self.failed = False
        except OSError:
            self.failed = True

    @contextlib.contextmanager
    def _locked(self) -> Iterator[bool]:
        """Keep other sessions of the same person waiting while this one reads and writes; False where nobody can."""
        if self._file is None:
            yield False
            return
        with contextlib.ExitStack() as stack:
            try:
                self._file.parent.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
                lock = stack.enter_context(self._file.with_suffix(".lock").open("a", encoding="utf-8"))
                fcntl.flock(lock, fcntl.LOCK_EX)
            except OSError:
                self.failed = True
            yield not self.failed
