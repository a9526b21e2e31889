"""A folder that is ours: what changed is written, what is no longer needed goes, no other file is touched."""

import json
from pathlib import Path, PurePosixPath

from commitments.i18n import _
from monitor.errors import ReportError

RECORD = ".duban-site.json"  # the list of our files


class Folder:
    """One published folder while it is being written."""

    def __init__(self, path: Path) -> None:
        """Take the folder in hand, made if need be; `ReportError` if it holds files of somebody else's."""
        self.path = path
        self.written = self.unchanged = self.removed = 0
        self._now: set[str] = set()
        try:
            path.mkdir(parents=True, exist_ok=True)
            self._before = self._recorded()
        except OSError as error:
            raise self._trouble(error) from error

    def put(self, name: str, content: str) -> None:
        """Let one file hold this, by a replacement nobody sees half done; `name` is relative, with strokes."""
        self._now.add(name)
        file, data = self.path / name, content.encode()
        try:
            if file.is_file() and file.read_bytes() == data:
                self.unchanged += 1
                return
            file.parent.mkdir(parents=True, exist_ok=True)
            beside = file.with_name(file.name + ".part")
            beside.write_bytes(data)
            beside.replace(file)
        except OSError as error:
            raise self._trouble(error) from error
        self.written += 1

    def finish(self) -> None:
        """Remove what an earlier publishing wrote and this one did not, and note down what is here."""
        try:
            for name in sorted(self._before - self._now):
                (self.path / name).unlink(missing_ok=True)
                self.removed += 1
            record = json.dumps(sorted(self._now), indent=0) + "\n"
            beside = self.path / (RECORD + ".part")
            beside.write_text(record, encoding="utf-8")
            beside.replace(self.path / RECORD)
        except OSError as error:
            raise self._trouble(error) from error

    def begin(self) -> None:
        """Note down that the folder is ours, before the first page is in it: a run cut short can then be repeated."""
        if not (self.path / RECORD).exists():
            (self.path / RECORD).write_text("[]\n", encoding="utf-8")

    def _recorded(self) -> set[str]:
        record = self.path / RECORD
        if not record.is_file():
            if any(self.path.iterdir()):
                raise ReportError(
                    _("文件夹里有别的文件，不往里写"), where=str(self.path), remedy=_("指定一个空的或不存在的文件夹")
                )
            return set()
        try:
            names = json.loads(record.read_text(encoding="utf-8"))
        except ValueError:  # whoever broke it: then nothing is removed
            return set()
        return {name for name in names if isinstance(name, str) and _is_inside(name)}

    def _trouble(self, error: OSError) -> ReportError:
        return ReportError(
            _("写不了：{why}").format(why=error.strerror), where=str(self.path), remedy=_("换一个可写的位置")
        )


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and name not in ("", ".")
