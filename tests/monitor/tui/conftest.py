"""A real ledger in a real file, filled by builders, and the real app on it."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from commitments.document import Document, Imprint, Paragraph, Reference, ReferenceBasis, Section, Span
from commitments.ledger import Ledger
from commitments.target import Basis, Comparator, Due, Extraction, Kind, Owners, Quantity, Strength, Target
from monitor.clock import Clock
from monitor.config import Settings
from monitor.services import Services
from monitor.tui.app import ReviewApp
from monitor.tui.screens.agenda import AgendaScreen

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
        return screens[0]

    async def settle(self) -> None:
        """Wait until workers have answered and the answers are drawn; the preview follows the cursor late."""
        assert self.pilot is not None
        await self.pilot.pause(0.04)
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Press keys and wait for what follows."""
        assert self.pilot is not None
        await self.pilot.press(*keys)
        await self.settle()

    def lines(self) -> list[str]:
        """The screen as text, one string per terminal line, as the terminal would get it."""
        compositor = self.app.screen._compositor
        return ["".join(segment.text for segment in strip) for strip in compositor.render_strips()]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger in a file."""
    clock = Clock(ZoneInfo("Asia/Shanghai"))
    opened = Ledger.open(f"sqlite:///{tmp_path / 'ledger.sqlite3'}", now=clock.now)
    yield opened
    opened.close()


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """A ledger with one document: an overdue, a near, an ahead and an undated target."""
    document = a_document(TEXT)
    enter(ledger, document, *(a_target(document, quote, **reading) for quote, reading in READINGS))
    return ledger


@pytest.fixture
def desk_on(monkeypatch: pytest.MonkeyPatch) -> Callable[[Ledger], Desk]:
    """Build the app on a ledger, with a fixed day, a fixed actor and a cursor that does not blink."""
    monkeypatch.setattr(Input, "_toggle_cursor", lambda self: None)
    clock = Clock(ZoneInfo("Asia/Shanghai"), fixed_today=TODAY)

    def build(ledger: Ledger) -> Desk:
        services = Services(Settings(), clock, ledger, "王敏")
        return Desk(services, ReviewApp(services))

    return build
