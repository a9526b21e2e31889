"""What a list holds as a file: asked for by a key, written in a thread, downloaded where the screen is in a browser."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message

from commitments import lazily
from commitments.i18n import _
from monitor.tui.screens.working import WorkingScreen

if TYPE_CHECKING:
    from monitor.tui.widgets import option_strips
else:
    option_strips = lazily.module("monitor.tui.widgets.option_strips")

if TYPE_CHECKING:  # what writes files is imported when somebody wants one
    from monitor.reports.sheets import Sheet


class Exported(Message):
    """The file is written."""

    def __init__(self, path: Path, rows: int) -> None:
        """Where, and how many rows it has."""
        super().__init__()
        self.path, self.rows = path, rows


class ExportingScreen(WorkingScreen):
    """A screen whose list can be carried away."""

    def ask_export(self, about: str, name: str, make: "Callable[[], Sheet]") -> None:
        """Ask for the format, then write.

        Args:
            about: what is exported, for the question.
            name: how the file is called, before day and ending.
            make: the sheet; called in the thread that writes it.
        """
        self.app.push_screen(option_strips.ExportStrip(about), partial(self._export, name, make))

    def _export(self, name: str, make: "Callable[[], Sheet]", ending: str | None) -> None:
        if ending is None:
            return
        services = self.bench.services
        stamp = f"{services.clock.now().astimezone(services.settings.zone):%Y%m%d-%H%M%S}"
        path = services.settings.path("var") / f"duban-{name}-{stamp}{ending}"
        self.flash(_("正在导出……"))

        def write() -> Exported:
            from monitor.reports.sheets import save

            return Exported(path, save(make(), path))

        self.ask("export", write)

    @on(Exported)
    def _exported(self, message: Exported) -> None:
        if self.app.is_web:
            self.app.deliver_binary(message.path)
        self.flash(_("已导出 {n} 行：{path}").format(n=f"{message.rows:,}", path=message.path))
