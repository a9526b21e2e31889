"""Notices on a large ledger: `python benchmarks/bench_notices.py [TARGETS [ITEMS]]`.

Times a tick of the daemon with nothing due over TARGETS targets, and planning ITEMS items that are late, due or near
into digests: one for everybody, and one for each of forty units.
"""

import hashlib
import logging
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import Any
from zoneinfo import ZoneInfo

from commitments.document import Document, Imprint
from commitments.filter import parse_filter
from commitments.ledger import Ledger
from commitments.target import Basis, Due, Extraction, Kind, Owners, Strength, Target
from monitor.clock import Clock
from monitor.config import Settings
from monitor.daemon import beats
from monitor.notice_settings import ChannelSettings, RouteSettings
from monitor.notifications.planning import plan_digest
from monitor.schedule import run_once
from monitor.services import Services
from monitor.slots import slots
from monitor.source_settings import SourceSettings

PER_DOCUMENT = 500
UNITS = 40
DAY = date(2025, 7, 1)
NOW = datetime(2025, 7, 1, 1, 30, tzinfo=UTC)  # 09:30 in the office
FAR = DAY + timedelta(days=400)
AT_NINE = slots("09:03", ZoneInfo("Asia/Shanghai"))
TEAM = ChannelSettings(name="督办群", kind="feishu", url="env:ROBOT_URL")
UNIT = ChannelSettings(name="各单位群", kind="wecom", url="env:ROBOT_URL")
ROUTES = tuple(RouteSettings(channel=UNIT.name, filter=f"lead:第{n}局", owner=f"第{n}局") for n in range(UNITS))


def main(total: int = 100_000, items: int = 10_000) -> None:
    """Fill a ledger with targets far ahead, time its ticks; then add what is to be told of, and plan it."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Ledger.open(f"sqlite:///{folder}/b.sqlite3", now=lambda: NOW) as ledger,
    ):
        _fill(ledger, total, lambda _n: FAR)
        settings = Settings(folder=Path(folder), sources=SourceSettings(paths=()), channel=(TEAM, UNIT), route=ROUTES)
        _ticks(ledger, settings, total)
        _fill(ledger, items, lambda n: DAY + timedelta(days=n % 60 - 30), start=total)
        _plans(ledger, settings, items)


def _ticks(ledger: Ledger, settings: Settings, total: int) -> None:
    office = Services(settings, Clock(AT_NINE.zone, DAY), ledger, "bench")
    work = beats(office, stop=lambda: False)
    for job in ("ingest", "report"):
        ledger.plan(job, "", DAY, ())
    _timed(f"planning a day with nothing to say, of {total}", lambda: _plan(ledger, settings, DAY))
    for _ in range(3):
        _timed("a tick of every beat, nothing due", lambda: run_once(work))


def _plans(ledger: Ledger, settings: Settings, items: int) -> None:
    for label, day in (("first day", DAY + timedelta(days=1)), ("second day", DAY + timedelta(days=2))):
        _timed(f"planning {items} items, {label}", lambda day=day: _plan(ledger, settings, day))
    print(f"{'':<52} {len(ledger.outbox(limit=1000))} messages")


def _plan(ledger: Ledger, settings: Settings, day: date) -> None:
    assert plan_digest(ledger, settings, today=day, slot=day, slots=AT_NINE)


def _fill(ledger: Ledger, number: int, due: Callable[[int], date], *, start: int = 0) -> None:
    for first in range(start, start + number, PER_DOCUMENT):
        document, extraction = _document(first, min(PER_DOCUMENT, start + number - first), due)
        ledger.enter(document, extraction, actor="bench")
    candidates = ledger.ids(parse_filter(["review:candidate"], today=DAY), day=DAY, near_days=30)
    ledger.accept(candidates, actor="bench")


def _document(first: int, number: int, due: Callable[[int], date]) -> tuple[Document, Extraction]:
    quotes = [f"新建第{first + index}号区域公共服务设施" for index in range(number)]
    text, targets, start = "\n".join(quotes), [], 0
    for index, quote in enumerate(quotes):
        spread = (first + index) * 7919
        targets.append(
            Target(
                document=f"{first}.txt",
                commitment=str(index),
                kind=Kind.TASK,
                quote=quote,
                start=start,
                end=start + len(quote),
                strength=Strength.PLANNED,
                due=Due(due(spread), "2025年底", Basis.EXPLICIT),
                owners=Owners((f"第{spread % UNITS}局",)),
            )
        )
        start += len(quote) + 1
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(f"{first}.txt", text, digest, Imprint(title=f"第{first}号方案"), (), ()), Extraction(tuple(targets))


def _timed(label: str, work: Callable[[], Any]) -> float:
    started, used = perf_counter(), process_time()
    work()
    seconds, own = perf_counter() - started, process_time() - used
    print(f"{label:<52} {seconds * 1000:>10.1f} ms, of the processor {own * 1000:>10.1f} ms", flush=True)
    return seconds


if __name__ == "__main__":
    logging.basicConfig(level=logging.ERROR)
    main(*map(int, sys.argv[1:]))
