"""How far long work has come: a bar on a terminal, a line now and then in a pipe, nothing for short work."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from commitments.i18n import _
from monitor.commands.output import say
from monitor.safe_text import one_line

if TYPE_CHECKING:
    from commitments.intake import Progress

FEWEST = 20  # files: fewer are done before anybody asks
LINES = 10  # of an intake that is told in a pipe


@contextmanager
def intake_progress() -> "Iterator[Callable[[Progress], None]]":
    """What to tell after each file; the bar, if any, is gone when the work is."""
    if not sys.stderr.isatty():
        yield _by_lines
        return
    bar = _Bar()
    try:
        yield bar.tell
    finally:
        bar.stop()


def _by_lines(step: "Progress") -> None:
    """A line for every tenth of a long intake, so that a log shows that it lives."""
    if step.total >= FEWEST and step.done * LINES // step.total > (step.done - 1) * LINES // step.total:
        say(_("取文 {done}/{total}").format(done=step.done, total=step.total))


class _Bar:
    """A bar of rich, made when the first step of long work is told: importing it takes a while."""

    def __init__(self) -> None:
        self._stop: Callable[[], None] = lambda: None
        self._update: Callable[[int, str], None] | None = None

    def tell(self, step: "Progress") -> None:
        """Move the bar."""
        if step.total < FEWEST:
            return
        if self._update is None:
            self._start(step.total)
        assert self._update is not None
        self._update(step.done, one_line(step.path.name, 40))

    def stop(self) -> None:
        """Take the bar away."""
        self._stop()

    def _start(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        name = TextColumn("{task.description}", markup=False)
        bar = Progress(name, BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=Console(stderr=True))
        bar.start()
        task = bar.add_task("", total=total)
        self._update = lambda done, words: bar.update(task, completed=done, description=words)
        self._stop = bar.stop
