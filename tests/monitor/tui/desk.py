"""The real app on a real ledger, as a test drives it, and the documents that fill the ledger."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, nullcontext, suppress
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from textual.events import Key, Paste
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip

from commitments.document import Document, Imprint, Paragraph, Reference, ReferenceBasis, Section, Span
from commitments.ledger import Ledger
from commitments.target import Basis, Comparator, Due, Extraction, Kind, Owners, Quantity, Strength, Target
from monitor.services import Services
from monitor.tui.app import ReviewApp
from monitor.tui.memory import Memory
from monitor.tui.modes import MODES
from monitor.tui.screens.agenda import AgendaScreen
from monitor.tui.widgets.filter_bar import FilterBar
from monitor.tui.widgets.flash import Flash

TODAY = date(2025, 11, 21)

TEXT = """关于做好年度重点工作的通知

一、教育。到2025年11月14日前，新增学位4500个，由市教育局牵头，市财政局配合。
二、住房。年底前完成老旧小区改造120个，切实改善居民居住条件，由市住房城乡建设局牵头。
三、交通。到2026年6月30日，新改建农村公路300公里，由市交通运输局牵头。
四、养老。进一步完善养老服务体系，提升服务水平。
"""

READINGS: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        "新增学位4500个",
        {
            "metric": "新增学位",
            "quantity": Quantity(Comparator.AT_LEAST, Decimal(4500), "个"),
            "due": Due(date(2025, 11, 14), "2025年11月14日前", Basis.EXPLICIT),
            "owners": Owners(("市教育局",), ("市财政局",)),
            "confidence": 0.97,
        },
    ),
    (
        "完成老旧小区改造120个",
        {
            "metric": "老旧小区改造",
            "quantity": Quantity(Comparator.AT_LEAST, Decimal(120), "个"),
            "due": Due(date(2025, 12, 1), "年底前", Basis.RELATIVE, confirm="请核对年底前指哪一年"),
            "owners": Owners(("市住房城乡建设局",)),
            "confidence": 0.9,
        },
    ),
    (
        "新改建农村公路300公里",
        {
            "metric": "农村公路",
            "quantity": Quantity(Comparator.AT_LEAST, Decimal(300), "公里"),
            "due": Due(date(2026, 6, 30), "2026年6月30日", Basis.EXPLICIT),
            "owners": Owners(("市交通运输局",)),
            "confidence": 0.8,
        },
    ),
    ("进一步完善养老服务体系", {"kind": Kind.PLEDGE, "confidence": 0.4, "doubts": ("没有时限", "难以量化")}),
)


def a_document(text: str, name: str = "notice.txt", **imprint: Any) -> Document:
    """A document of one section; its paragraphs are its lines."""
    reference = Reference(date(2025, 1, 10), ReferenceBasis.SIGNED)
    head = {"title": "关于做好年度重点工作的通知", "issuer": "市人民政府", "number": "市政发〔2025〕1号", **imprint}
    return Document(
        name=name,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        imprint=Imprint(**head, reference=reference),
        sections=(Section(0, "", Span(0, 0), Span(0, len(text)), None),),
        paragraphs=(Paragraph(Span(0, len(text)), 0),),
    )


def a_target(document: Document, quote: str, **reading: Any) -> Target:
    """A target whose quote is looked up in the document."""
    start = document.text.index(quote)
    bare = Target(
        document=document.name,
        commitment=quote[:8],
        kind=Kind.QUANTIFIED,
        quote=quote,
        start=start,
        end=start + len(quote),
        strength=Strength.BINDING,
    )
    return replace(bare, **reading)


def enter(ledger: Ledger, document: Document, *targets: Target) -> None:
    """Put a document with its targets into the ledger."""
    ledger.enter(document, Extraction(tuple(targets)), actor="录入")


@dataclass
class Desk:
    """A ledger and the app that a test drives."""

    services: Services
    app: ReviewApp
    pilot: Pilot[None] | None = None

    @property
    def ledger(self) -> Ledger:
        """The store of record."""
        return self.services.ledger

    @property
    def agenda(self) -> AgendaScreen:
        """The agenda, even under a sheet."""
        screens = [screen for screen in self.app.screen_stack if isinstance(screen, AgendaScreen)]
        assert screens
        return screens[-1]

    async def settle(self) -> None:
        """Wait until workers have answered and the answers are drawn; the preview follows the cursor late.

        Looking is cheap, the pilot's pause is not: it asks every widget.
        """
        assert self.pilot is not None
        for _ in range(ROUNDS):
            while self._busy():  # noqa: ASYNC110 - nothing announces that workers and timers are done
                await asyncio.sleep(0.004)
            await self.pilot.pause()
            if not self._busy():
                return

    def _busy(self) -> bool:
        if not self.app.is_running:
            return False
        agenda = self.agenda
        timers = (agenda._follow, agenda._linger, agenda._counting, agenda.query_one(FilterBar)._timer)
        working = any(not worker.is_finished for worker in self.app.workers)
        queues = (self.app, self.app.screen, self.app.focused, self.agenda)
        waiting = self.agenda.writes + sum(one.message_queue_size for one in queues if one is not None)
        return working or waiting > 0 or any(timer is not None for timer in timers)

    async def press(self, *keys: str) -> None:
        """Press keys and wait for what follows."""
        assert self.pilot is not None
        await self.pilot.press(*keys)
        await self.settle()

    async def burst(self, *keys: str) -> None:
        """Letters and digits that arrive in one go, as over a slow line; then wait for what follows."""
        for key in keys:
            self.app.post_message(Key(key, key))
        await self.settle()

    async def write(self, text: str) -> None:
        """Put text into the field that has the focus, as a paste does."""
        self.app.post_message(Paste(text))
        await self.settle()

    @property
    def said(self) -> str:
        """What the flash line says, nothing when it is silent."""
        flash = self.agenda.query_one(Flash)
        return flash.text if flash.display else ""

    @property
    def screen_text(self) -> str:
        """The whole screen as one string."""
        return "\n".join(self.lines())

    def strips(self) -> list[Strip]:
        """The screen as the terminal would get it, one strip per line."""
        return [Strip(strip) for strip in self.app.screen._compositor.render_strips()]

    def lines(self) -> list[str]:
        """The screen as text, one string per terminal line."""
        return ["".join(segment.text for segment in strip) for strip in self.strips()]


Flow = Callable[[Desk], Awaitable[None]]
Drive = Callable[..., None]  # (ledger, flow, size=(100, 24), actor=…, alone=…)


ROUNDS = 100  # looks at a screen that does not come to rest, before the test looks at it as it is
BARE = "bare"  # a mode without a screen of ours, in which the app waits between two tests


class Stage:
    """One running app, on which every test opens screens of its own."""

    def __init__(self, runner: asyncio.Runner) -> None:
        """Nothing runs yet."""
        self._runner = runner
        self._app: ReviewApp | None = None
        self._pilot: Pilot[None] | None = None
        self._running: AbstractAsyncContextManager[Pilot[None]] | None = None

    def play(self, services: Services, flow: Flow, size: tuple[int, int], *, alone: bool) -> None:
        """Run one flow; after a failure, or `alone`, the next one gets an app that knows nothing of it."""
        if alone:
            self.close()
        try:
            self._runner.run(self._played(services, flow, size))
        except BaseException:
            self.close(quietly=True)
            raise
        if alone or self._app is None or not self._app.is_running:
            self.close()

    async def _played(self, services: Services, flow: Flow, size: tuple[int, int]) -> None:
        if self._app is None:
            self._app = ReviewApp(services)
            self._running = self._app.run_test(size=size)
            self._pilot = await self._running.__aenter__()
            await self._clear(self._app)
        await self._set(self._app, services, size)
        await flow(Desk(services, self._app, self._pilot))
        if self._app.is_running:
            await self._clear(self._app)

    async def _set(self, app: ReviewApp, services: Services, size: tuple[int, int]) -> None:
        """A fresh screen on the bare stage; changing modes instead would parse every style sheet again."""
        assert self._pilot is not None
        app.services = services
        app.memory = Memory()
        if app.size != size:
            await self._pilot.resize_terminal(*size)
        await app.push_screen(AgendaScreen(services))

    async def _clear(self, app: ReviewApp) -> None:
        while len(app.screen_stack) > 1:
            await app.pop_screen()
        if app.current_mode != BARE:
            app.add_mode(BARE, Screen)
            await app.switch_mode(BARE)
            for mode in MODES:
                await app.remove_mode(mode.name)

    def close(self, *, quietly: bool = False) -> None:
        """End the app; what went wrong inside it is raised, unless something else is on its way already."""
        running, self._running, self._app, self._pilot = self._running, None, None, None
        if running is not None:
            with suppress(Exception) if quietly else nullcontext():
                self._runner.run(_left(running))


async def _left(running: AbstractAsyncContextManager[Pilot[None]]) -> None:
    await running.__aexit__(None, None, None)
