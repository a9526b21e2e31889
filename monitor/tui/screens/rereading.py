"""Reading a document again, step by step: read beside the screen, shown, taken over or left, questions settled."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

from commitments.errors import CommitmentsError
from commitments.i18n import _
from commitments.ledger import DocumentEntry
from monitor.tui.beside import Beside, Line
from monitor.tui.document_words import numbers_words
from monitor.tui.messages import Trouble
from monitor.tui.screens.comparison import Choice, ComparisonScreen, Decided
from monitor.tui.screens.working import WorkingScreen


class Rereading:
    """One document, one process: what it compared stays in its memory until the person has decided."""

    def __init__(self, screen: WorkingScreen, document: DocumentEntry) -> None:
        """Begin with `run`."""
        self._screen = screen
        self._services = screen.bench.services
        self._document = document
        given = self._services.settings.given_reference(Path(document.name))
        told = given.isoformat() if given else None
        self._process = Beside(self._services, "reread", document=document.id, given=told)
        self._asked: asyncio.Task[None] | None = None
        self._decided: Decided = {}
        self._done: Mapping[str, int] | None = None

    async def run(self) -> None:
        """Until the document is as the person wants it."""
        ended = await self._process.run(self._heard)
        if self._asked is not None:
            await self._asked
        if self._done is not None:
            await self._settle()
        elif not ended.finished:
            why = _("重读中断（{why}），台账没有改动").format(why=ended.words)
            self._screen.flash(why, warning=True)

    def _heard(self, line: Line) -> None:
        match line["is"]:
            case "compared" if line["changes"]:
                self._asked = asyncio.create_task(self._ask(line))
            case "compared":
                self._screen.flash(_("重读没有差异"))
                self._process.stop()
            case "reread":
                self._done = line["numbers"]
            case "refused":
                error = CommitmentsError(line["message"], where=line["where"], remedy=line["remedy"])
                self._screen.post_message(Trouble(error))

    async def _ask(self, line: Line) -> None:
        screen = ComparisonScreen(self._document.label, line["numbers"], line["changes"])
        answer: asyncio.Future[Decided | None] = asyncio.get_running_loop().create_future()
        await self._screen.app.push_screen(screen, answer.set_result)
        decided = await answer
        if decided is None:
            self._screen.flash(_("没有改动"))
            self._process.stop()
        else:
            self._decided = decided
            self._process.say("do")

    async def _settle(self) -> None:
        """Decide, as the person did, on what the reading says otherwise of targets that people touched."""
        done, ledger, actor = self._done, self._services.ledger, self._services.actor
        assert done is not None

        def act() -> int:
            settled = 0
            for one in ledger.differences():
                choice = self._decided.get(one.target_id, Choice.LATER)
                if choice is not Choice.LATER:
                    ledger.settle_difference(one.id, take=choice is Choice.TAKE, actor=actor)
                    settled += 1
            return settled

        settled = await self._screen.write(act)
        self._screen.freshen()
        self._screen.flash(
            _("已按新读法更新：{numbers}").format(numbers=numbers_words(done))
            + (_("；处理差异 {n} 条").format(n=settled) if settled else "")
        )
