"""The pictures of the review screen in `docs/img`: `python scripts/pictures.py [FOLDER]`, or `make pictures`.

Makes a ledger with a past, lets a morning's messages go out or fail, and takes every screen at both sizes that the
documentation shows. The same code makes the same pictures, to the byte. What reports and published pages look like is
not taken here: that needs a browser and an office program.
"""
# ruff: noqa: INP001, T201 - a script beside the packages, whose purpose is to print

import asyncio
import sys
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from textual.pilot import Pilot  # noqa: E402 - found through the line above
from textual.widgets import Input  # noqa: E402

from commitments.ledger import Ledger, OutboxState, Settlement  # noqa: E402
from monitor.clock import Clock  # noqa: E402
from monitor.config import Settings  # noqa: E402
from monitor.jobs import plan_job  # noqa: E402
from monitor.notice_settings import ChannelSettings, RouteSettings  # noqa: E402
from monitor.services import Services  # noqa: E402
from monitor.tui.app import ReviewApp  # noqa: E402
from scripts.sample_ledger import Moment, make  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

PICTURES = ROOT / "docs" / "img"
TODAY = date(2025, 11, 21)
MORNING = datetime(2025, 11, 21, 0, 30, tzinfo=UTC)
TARGETS = 160
SIZES = ((120, 36), (80, 24))
REST = 0.7  # seconds in which nothing changes: then workers and timers are done
GROUP, HOUSING, OFFICE = "督办群", "住建群", "市政府办"


@dataclass(frozen=True)
class Shot:
    """One picture: the keys that lead to it from the one before, what is typed then, and the keys after that."""

    name: str
    keys: tuple[str, ...]
    typed: str = ""
    after: tuple[str, ...] = ()


SHOTS = (
    Shot("review", ("1", "j")),
    Shot("edit", (*"jjjjjj", "e")),
    Shot("ledger", ("escape", "2", *"jjjjjjjj")),
    Shot("evidence", ("r",), "4.2万", ("enter",)),
    Shot("dashboard", ("escape", "3")),
    Shot("timeline", ("4", "right_square_bracket", "down", *["right"] * 3)),
    Shot("documents", ("5", "j")),
    Shot("activity", ("6", "j")),
    Shot("outbox", ("7", *"jjjjj")),
)
UNITS = ("市教育局", "市生态环境局", "市民政局", "市交通运输局", "市农业农村局")
SETTINGS = Settings(
    channel=(
        ChannelSettings(name=GROUP, kind="feishu", url="env:GROUP_URL"),
        ChannelSettings(name=HOUSING, kind="wecom", url="env:HOUSING_URL"),
        ChannelSettings(name=OFFICE, kind="webhook", url="env:OFFICE_URL"),
    ),
    route=(
        RouteSettings(channel=GROUP),
        *(RouteSettings(channel=GROUP, filter=f"lead:{unit}", owner=unit) for unit in UNITS),
        RouteSettings(channel=HOUSING, filter="lead:市住房城乡建设局", owner="市住房城乡建设局"),
        RouteSettings(channel=OFFICE),
    ),
)


def main(words: Sequence[str]) -> None:
    """Take all pictures, and say where they are."""
    folder = Path(words[0]) if words else PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    with _office() as services:
        for size in SIZES:
            for name, picture in asyncio.run(_taken(services, size)):
                file = folder / f"{name}-{size[0]}x{size[1]}.svg"
                file.write_text(picture, encoding="utf-8")
                print(file)


@contextmanager
def _office() -> "Iterator[Services]":
    """A ledger that is thrown away afterwards."""
    with TemporaryDirectory() as place:
        url = f"sqlite:///{place}/demo.sqlite3"
        make(url, targets=TARGETS, today=TODAY)
        with Ledger.open(url, now=Moment(MORNING), four_eyes=True) as ledger:
            services = Services(SETTINGS, Clock(ZoneInfo("Asia/Shanghai"), fixed_today=TODAY), ledger, "王敏")
            _notify(services)
            yield services


def _notify(services: Services) -> None:
    """The digests of the day: one is uncertain, one refused, the rest wait or have arrived."""
    for channel in SETTINGS.channel:
        services.ledger.register_channel(channel.name, channel.kind)
    plan_job(services, TODAY)
    _settle(services.ledger, GROUP, Settlement(OutboxState.DELIVERED, "delivered", http_status=200))
    said = "timed out after 20 s"
    _settle(services.ledger, GROUP, Settlement(OutboxState.UNCERTAIN, "ambiguous", vendor_message=said))
    wrong = "签名不对：sign not match"
    _settle(services.ledger, OFFICE, Settlement(OutboxState.READY, "refused", http_status=401, break_channel=wrong))
    said = "content: Bad Request"
    _settle(services.ledger, HOUSING, Settlement(OutboxState.DEAD, "refused", http_status=400, vendor_message=said))


def _settle(ledger: Ledger, channel: str, outcome: Settlement) -> None:
    claim = ledger.claim(channel, lease_seconds=60)
    assert claim is not None, channel
    ledger.mark_wire(claim)
    ledger.settle(claim, outcome)


async def _taken(services: Services, size: tuple[int, int]) -> list[tuple[str, str]]:
    """Every picture at one size, by its name."""
    app = ReviewApp(services)
    taken = []
    async with app.run_test(size=size) as pilot:
        for shot in SHOTS:
            await pilot.press(*shot.keys)
            await _at_rest(pilot)
            await pilot.press(*shot.typed, *shot.after)
            taken.append((shot.name, await _at_rest(pilot)))
    return taken


async def _at_rest(pilot: Pilot[None]) -> str:
    """The screen as soon as it does not change any more."""
    before, now = "", pilot.app.export_screenshot(title="duban")
    while before != now or any(not worker.is_finished for worker in pilot.app.workers):
        for field in pilot.app.screen.query(Input):
            field.cursor_blink = False
        await pilot.pause(REST)
        before, now = now, pilot.app.export_screenshot(title="duban")
    return now


if __name__ == "__main__":
    main(sys.argv[1:])
