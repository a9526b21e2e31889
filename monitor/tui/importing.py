"""An import under way: what is done, what is left, what could not be read and why; nothing of it is ever lost."""

from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic

from commitments.i18n import _
from monitor.services import Services
from monitor.tui.beside import Beside, Line
from monitor.tui.unread import Unread

MOST_DEATHS = 3  # of the process, one after the other: then it is not the files


class Importing:
    """Files on their way into the ledger, in a process of their own."""

    def __init__(self, services: Services, files: Sequence[str], told: Callable[[], None]) -> None:
        """Prepare the files of one import; `told` is called at every step."""
        self._services = services
        self._told = told
        self._process: Beside | None = None
        self._started = monotonic()
        self.files = tuple(dict.fromkeys(files))
        self.left = list(self.files)  # not tried yet, the one in hand first
        self.current = ""
        self.failed: list[Unread] = []
        self.documents = self.new = self.targets = self.problems = 0
        self.started = self.ended = self.stopping = False
        self.trouble = ""  # why it ended before its time

    @property
    def running(self) -> bool:
        """From the moment it is asked for."""
        return not self.ended

    @property
    def done(self) -> int:
        """How many files were tried."""
        return len(self.files) - len(self.left)

    @property
    def unread(self) -> tuple[Unread, ...]:
        """What is not in the ledger: what failed, then what nobody tried."""
        return (*self.failed, *map(Unread, self.left))

    @property
    def seconds_left(self) -> float | None:
        """About how long the rest will take, in seconds; None before the first file is done."""
        return (monotonic() - self._started) / self.done * len(self.left) if self.done else None

    async def run(self) -> None:
        """Until all is done, or somebody stops it; a process that dies costs the file it had in hand."""
        deaths = 0
        try:
            while self.left and not self.stopping:
                before = self.done
                self._process = Beside(self._services, "take", files=self.left, given=self._given())
                ended = await self._process.run(self._heard)
                if ended.finished or self.stopping or self.trouble:
                    break
                deaths = 1 if self.done > before else deaths + 1
                if not self._died(ended.words) or deaths >= MOST_DEATHS:
                    self.trouble = _("导入进程中断（{why}）").format(why=ended.words)
                    break
        finally:
            self.ended, self.current = True, ""
            self._told()

    def _given(self) -> dict[str, str]:
        settings = self._services.settings
        known = ((file, settings.given_reference(Path(file))) for file in self.left)
        return {file: day.isoformat() for file, day in known if day is not None}

    def _died(self, why: str) -> bool:
        """Blame the file in hand; False if there was none."""
        if not self.current:
            return False
        message = _("读这份文件时导入进程中断（{why}）").format(why=why)
        self._fail(self.current, message, _("按 r 再试；仍不行就另存为 .txt，或拆分后再导入"))
        return True

    def _heard(self, line: Line) -> None:
        self.started = True  # its process, which takes a second or two before it says anything
        match line["is"]:
            case "begin":
                self.current = line["file"]
            case "done":
                self._drop(line["file"])
                self.documents += line["documents"]
                self.new += line["new"]
                self.targets += line["targets"]
                self.problems += len(line["problems"])
            case "failed":
                self._fail(line["file"], line["message"], line["remedy"], line["where"])
            case "refused":
                self.trouble = "：".join(part for part in (line["message"], line["remedy"]) if part)
        self._told()

    def _fail(self, file: str, message: str, remedy: str, where: str = "") -> None:
        self._drop(file)
        self.failed.append(Unread(file, message, remedy, "" if where == file else where))

    def _drop(self, file: str) -> None:
        self.left.remove(file)
        self.current = ""

    def stop(self) -> None:
        """After the file in hand; asked again, at once."""
        if self._process is not None:
            self._process.kill() if self.stopping else self._process.stop()
        self.stopping = True

    @property
    def pid(self) -> int | None:
        """The process while it runs."""
        return None if self._process is None else self._process.pid
