"""A screen that reads in threads and writes one thing at a time; what goes wrong is said, and nothing is lost."""

import asyncio
from abc import abstractmethod
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from time import monotonic
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.message import Message
from textual.screen import Screen
from textual.worker import Worker, WorkerState, get_current_worker

from commitments.errors import CommitmentsError, StaleEntry
from commitments.i18n import _
from commitments.ledger import Entry, Event
from commitments.ledger.browsing_values import Logged
from monitor.tui.actions import Scope, allowed
from monitor.tui.memory import Memory
from monitor.tui.messages import Trouble
from monitor.tui.screens.conflict import Choice, ConflictScreen
from monitor.tui.two_versions import Share, who_and_when
from monitor.tui.widgets.flash import Flash
from monitor.tui.workbench import Workbench

T = TypeVar("T")

POLL = "poll"  # the group of questions that nobody asked
STRAY = 1.0  # seconds in which a digit belongs to the key before it


@dataclass(frozen=True, slots=True)
class Intent(Generic[T]):
    """What somebody is about to write to one target."""

    words: str  # said when somebody else was faster
    act: Callable[[Entry], T]  # the write; it takes the entry with the version that was seen
    then: Callable[[T], None]  # when it is written
    again: Callable[[], None] | None = None  # back to the sheet it came from
    settled: Callable[[Entry], bool] = lambda _now: False  # whether somebody else has done just that
    forget: Callable[[], None] = lambda: None  # what was typed, once a person has said to leave it


@dataclass(frozen=True, slots=True)
class BulkIntent(Generic[T]):
    """What somebody is about to write to many targets."""

    words: str  # said when somebody else was faster
    ids: Sequence[int]
    seen: int | None  # the newest line of the log when they were looked at, None where nobody knows
    act: Callable[[Sequence[int], int | None], T]  # the write, to these, unless others wrote since that line
    then: Callable[[Sequence[int], T], None]  # when it is written, to which
    beside: Sequence[int] = ()  # targets that are concerned as well, such as the one that others go into


class WorkingScreen(Screen[None]):
    """What every mode of the app builds on."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.APP,)  # whose actions help shows, the nearest first
    _warned_of_input_method = False
    writes = 0  # that are on their way to the ledger
    _strays_until = 0.0  # by the monotonic clock

    @abstractmethod
    def freshen(self) -> None:
        """Read anew what is shown, because somebody wrote."""

    def returned(self) -> None:
        """Somebody comes back to this mode: let everything be where it now belongs."""
        self.freshen()

    def look_at(self, words: str) -> None:
        """Show what a filter leaves, as when somebody had typed it; for screens that have one."""

    def places(self) -> Mapping[str, str]:
        """Names of places within this screen, and what each is."""
        return {}

    async def go_to(self, place: int | str) -> bool:  # noqa: ARG002 - for screens that have places
        """Go to a target (its id) or a named place within this screen; False if it is not in it."""
        return False

    def remember(self) -> None:
        """Somebody leaves this mode: keep in memory where they were; for screens that have a place to return to."""

    @property
    def bench(self) -> Workbench:
        """The app, as far as screens may know it."""
        assert isinstance(self.app, Workbench)
        return self.app

    @property
    def memory(self) -> Memory:
        """What is remembered of this person."""
        return self.bench.memory

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

    async def save(self, seen: Entry, intent: Intent[T]) -> None:
        """Write to one target as it was seen; when somebody else was faster, ask with both versions in sight."""
        self.writes += 1
        try:
            done = await asyncio.to_thread(intent.act, seen)
        except StaleEntry:
            await self._ask_again(seen, intent)
        except CommitmentsError as error:
            self.post_message(Trouble(error))
        else:
            intent.then(done)
        finally:
            self.writes -= 1

    async def _ask_again(self, seen: Entry, intent: Intent[T]) -> None:
        ledger = self.bench.services.ledger

        def read() -> tuple[Entry, Event | None]:
            return ledger.entry(seen.id), next(iter(ledger.events(target_id=seen.id, limit=1)), None)

        now, event = await asyncio.to_thread(read)
        self.freshen()
        if intent.settled(now):
            await self.save(now, intent)
            return
        by = who_and_when(event, self.bench.services.settings.zone)
        screen = ConflictScreen(seen, now, mine=intent.words, by=by, editable=intent.again is not None)
        self.app.push_screen(screen, partial(self._decided_again, now, intent))

    async def _decided_again(self, now: Entry, intent: Intent[T], choice: Choice | None) -> None:
        if choice is Choice.MINE:
            await self.save(now, intent)
        elif choice is Choice.EDIT and intent.again is not None:
            intent.again()
        else:
            if choice is Choice.THEIRS:
                intent.forget()
            self.flash(_("没有写入，台账里是别人的版本"), warning=True)

    async def save_all(self, intent: BulkIntent[T]) -> None:
        """Write to many targets as they were seen; when somebody else was faster with some, ask with all in sight."""
        self.writes += 1
        try:
            done = await asyncio.to_thread(intent.act, intent.ids, intent.seen)
        except StaleEntry:
            await self._ask_about_all(intent)
        except CommitmentsError as error:
            self.post_message(Trouble(error))
        else:
            intent.then(intent.ids, done)
        finally:
            self.writes -= 1

    async def _ask_about_all(self, intent: BulkIntent[T]) -> None:
        ledger, actor = self.bench.services.ledger, self.bench.services.actor

        def read() -> tuple[int, Sequence[Logged]]:
            newest = ledger.newest_line()
            return newest, ledger.overtaking([*intent.ids, *intent.beside], seen=intent.seen or 0, actor=actor)

        newest, lines = await asyncio.to_thread(read)
        self.freshen()
        from monitor.tui.screens.overtaken import OvertakenScreen  # seldom needed

        zone = self.bench.services.settings.zone
        screen = OvertakenScreen(lines, mine=intent.words, total=len(intent.ids), zone=zone)
        taken = {line.event.target_id for line in lines}
        self.app.push_screen(screen, partial(self._share_decided, replace(intent, seen=newest), taken))

    async def _share_decided(self, intent: BulkIntent[T], taken: Collection[int | None], share: Share | None) -> None:
        rest = [number for number in intent.ids if number not in taken]
        if share is Share.ALL:
            await self.save_all(intent)
        elif share is Share.REST and rest:
            await self.save_all(replace(intent, ids=rest))
        else:
            self.flash(_("没有写入，台账里是别人的版本"), warning=True)

    def expect_strays(self) -> None:
        """A key was refused that would have asked for something: digits typed right behind it were its answer."""
        self._strays_until = monotonic() + STRAY

    def swallows(self, key: str) -> bool:
        """Whether a key is such a digit; without its question it must not change the mode."""
        if not key.isdecimal() or monotonic() > self._strays_until:
            self._strays_until = 0.0
            return False
        self.flash(_("前一个键没有起作用，{key} 也不算").format(key=key))
        self.expect_strays()
        return True

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
