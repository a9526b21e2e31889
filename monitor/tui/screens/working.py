"""A screen that reads in threads and writes one thing at a time; what goes wrong is said, and nothing is lost."""

import asyncio
from abc import abstractmethod
from collections.abc import Callable
from typing import TypeVar

from textual import events
from textual.message import Message
from textual.screen import Screen
from textual.worker import Worker, WorkerState, get_current_worker

from commitments.errors import CommitmentsError, StaleEntry
from commitments.i18n import _
from monitor.tui.actions import allowed
from monitor.tui.messages import Trouble
from monitor.tui.widgets.flash import Flash

T = TypeVar("T")

POLL = "poll"  # the group of questions that nobody asked


class WorkingScreen(Screen[None]):
    """What every mode of the app builds on."""

    _warned_of_input_method = False
    writes = 0  # that are on their way to the ledger

    @abstractmethod
    def freshen(self) -> None:
        """Read anew what is shown, because somebody wrote."""

    def returned(self) -> None:
        """Somebody comes back to this mode: let everything be where it now belongs."""
        self.freshen()

    def look_at(self, words: str) -> None:
        """Show what a filter leaves, as when somebody had typed it; for screens that have one."""

    def flash(self, text: str, *, warning: bool = False) -> None:
        """Say for a moment what was done."""
        self.query_one("#flash", Flash).say(text, warning=warning)

    def ask(self, group: str, read: Callable[[], Message]) -> None:
        """Let a thread read; only the newest question of a group is answered, and trouble with POLL is said quietly."""

        def work() -> None:
            worker = get_current_worker()
            try:
                answer = read()
            except CommitmentsError as error:
                answer = Trouble(error, quiet=group == POLL)
            if not worker.is_cancelled:
                self.post_message(answer)

        self.run_worker(work, group=group, thread=True, exclusive=True, exit_on_error=False)

    async def write(self, act: Callable[[], T]) -> T | None:
        """Do one write; None when the ledger refused, which has then been said."""
        self.writes += 1
        try:
            return await asyncio.to_thread(act)
        except StaleEntry as error:
            self.freshen()
            self.flash(_("{what}；已重新读取").format(what=error.message), warning=True)
        except CommitmentsError as error:
            self.post_message(Trouble(error))
        finally:
            self.writes -= 1
        return None

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """What a worker did not foresee is shown too, instead of ending the program."""
        if event.state is WorkerState.ERROR:
            worker = event.worker
            error = CommitmentsError(f"{type(worker.error).__name__}: {worker.error}", where=worker.group)
            self.post_message(Trouble(error, quiet=worker.group == POLL))

    def on_trouble(self, message: Trouble) -> None:
        """What nobody asked for is said in one line; the rest is for the app, which stops everything to show it."""
        if message.quiet:
            message.stop()
            self.flash(message.error.message, warning=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let letters be letters while a filter is typed."""
        return allowed(action, self.focused) and super().check_action(action, parameters)

    def on_key(self, event: events.Key) -> None:
        """Committed Chinese on a list means that an input method is on: say so once."""
        if event.character and event.character >= "\u4e00" and not self._warned_of_input_method:
            self._warned_of_input_method = True
            self.flash(_("输入法开着：请切到英文，或用 Ctrl+字母"), warning=True)
