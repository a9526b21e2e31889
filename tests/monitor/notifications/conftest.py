"""An office with a ledger, a clock that can be moved, one channel, and one overdue target in care."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from commitments.ledger import Ledger, OutboxMessage, OutboxState
from monitor.config import Settings
from monitor.notice_settings import ChannelSettings
from monitor.notifications.dispatch import DispatchResult, dispatch
from monitor.notifications.planning import plan_digest
from monitor.notifications.surroundings import Surroundings
from monitor.slots import due
from tests.commitments.builders import ACTOR, a_target, enter
from tests.monitor.movable_clock import MovableClock
from tests.monitor.notifications.builders import AT_NINE, a_channel, outside, settings_with
from tests.postgresql import migrated, on_each_database, postgresql_database, postgresql_url  # noqa: F401 - fixtures


@dataclass
class Office:
    """What a daemon works with, and shorthand for what it does."""

    ledger: Ledger
    clock: MovableClock
    channels: tuple[ChannelSettings, ...] = (a_channel(),)
    targets: list[int] = field(default_factory=list)
    include: str = "tracked"
    folder: Path = Path()
    more: dict[str, Any] = field(default_factory=dict)  # other settings

    @property
    def settings(self) -> Settings:
        """The configuration."""
        return replace(settings_with(*self.channels, include=self.include), **self.more)

    @property
    def today(self) -> date:
        """The local date."""
        return self.clock.time.astimezone(AT_NINE.zone).date()

    def owe(self, *quotes: str, days: int = -30) -> tuple[int, ...]:
        """Take targets into care that are due so many days from today."""
        due_day = self.today + timedelta(days=days)
        ids = enter(self.ledger, *(a_target(quote, metric=quote, due=due_day) for quote in quotes))
        self.ledger.accept(ids, actor=ACTOR)
        self.targets += ids
        return ids

    def plan(self, slot: date | None = None) -> bool:
        """Plan the digest of the slot that is due, or of a given one."""
        day = slot or due(AT_NINE, self.clock.now(), lambda _day: False)
        assert day is not None
        return plan_digest(self.ledger, self.settings, today=self.today, slot=day, slots=AT_NINE)

    def send(self, url: str, around: Surroundings | None = None) -> DispatchResult:
        """One pass over the outbox."""
        around = replace(around or outside(url), environ=outside(url).environ) if around else outside(url)
        around = replace(around, sleep=lambda seconds: self.clock.forward(seconds=seconds))
        return dispatch(self.ledger, self.settings, self.clock.now, outside=around)

    def rows(self) -> tuple[OutboxMessage, ...]:
        """The outbox, oldest first."""
        return tuple(reversed(self.ledger.outbox()))

    def states(self) -> list[OutboxState]:
        """Where the messages stand, oldest first."""
        return [row.state for row in self.rows()]


@pytest.fixture
def clock() -> MovableClock:
    """09:03 in the office on Tuesday, 2025-07-01."""
    return MovableClock()


@pytest.fixture
def bare_office(ledger_url: str, clock: MovableClock, tmp_path: Path) -> Iterator[Office]:
    """An office that owes nothing."""
    with Ledger.open(ledger_url, now=clock.now) as ledger:
        yield Office(ledger, clock, folder=tmp_path)


@pytest.fixture
def office(bare_office: Office) -> Office:
    """An office that is a month late with one thing."""
    bare_office.owe("高新技术企业达到4500家")
    return bare_office
