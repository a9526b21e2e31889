"""The files that typed paths mean, looked for in a thread, since somebody may name a whole disk, or be about to."""

from dataclasses import dataclass
from pathlib import Path

from commitments.i18n import _
from monitor.source_settings import SourceSettings
from monitor.sources import files_of
from monitor.tui.typed_paths import typed_paths


@dataclass(frozen=True, slots=True)
class Meant:
    """What paths mean, said back in words; `wrong` when nothing can be begun with them."""

    files: tuple[str, ...] = ()
    words: str = ""
    wrong: bool = False


class _Stopped(Exception):
    """Nobody waits for the answer any more."""


class PathSearch:
    """One search; it can be told to stop, and says how far it is."""

    def __init__(self, text: str, sources: SourceSettings) -> None:
        """Folders are read by the patterns of the sources."""
        self._text = text
        self._sources = sources
        self._stopped = False
        self.folders = 0  # looked through so far

    def stop(self) -> None:
        """Look no further than the folder in hand."""
        self._stopped = True

    def run(self) -> Meant:
        """What the paths mean; nothing when it was stopped."""
        paths = typed_paths(self._text)
        if not paths:
            return Meant()
        try:
            missing = [path for path in paths if not path.exists()]
            if missing:
                return Meant(words=_("找不到 {path}").format(path=missing[0]), wrong=True)
            found = files_of(paths, self._sources, entering=self._entering)
        except _Stopped:
            return Meant()
        except OSError as error:
            return Meant(words=_("读不了这个路径：{why}").format(why=error.strerror), wrong=True)
        if not found:
            patterns = " ".join(self._sources.patterns)
            return Meant(words=_("文件夹里没有可导入的文件（{patterns}）").format(patterns=patterns), wrong=True)
        files = tuple(str(file.absolute()) for file in found)
        return Meant(files, _("→ {n} 份文件").format(n=f"{len(files):,}"))

    def _entering(self, _folder: Path) -> None:
        if self._stopped:
            raise _Stopped
        self.folders += 1
