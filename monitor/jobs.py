"""The work itself, a plain function each: what commands, the daemon and cron call."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from commitments.errors import Problem
from commitments.intake import IntakeResult, take_in
from monitor.digest import build_digest
from monitor.services import Services
from monitor.slots import Slots, slots
from monitor.sources import configured_files
from monitor.sweep import SweepResult, sweep

if TYPE_CHECKING:  # sending loads an HTTP client, which a sweep does not need
    from monitor.notifications.dispatch import DispatchResult


def intake_job(services: Services, files: Iterable[Path] | None = None) -> IntakeResult:
    """Take the given files, or the configured sources, into the ledger."""
    chosen = configured_files(services.settings) if files is None else files
    return take_in(chosen, services.ledger, given=services.settings.given_reference, actor=services.actor)


def sweep_job(services: Services) -> SweepResult:
    """Notice what became near, due or overdue."""
    return sweep(services.ledger, day=services.clock.today(), near_days=services.near_days)


def report_job(
    services: Services, *, formats: Iterable[str] | None = None, problems: tuple[Problem, ...] = ()
) -> tuple[Path, ...]:
    """Write the report of the day into the configured folder; the files written."""
    from monitor.reports import write_reports

    settings = services.settings
    digest = build_digest(services.ledger, day=services.clock.today(), near_days=services.near_days, problems=problems)
    return write_reports(digest, settings.path(settings.reports.folder), tuple(formats or settings.reports.formats))


def plan_job(services: Services, slot: date | None = None) -> bool:
    """Put the digest of a slot, by default today's, into the outbox of every channel; False if it was there before."""
    from monitor.notifications.planning import plan_digest

    today, plan = services.clock.today(), notice_slots(services)
    return plan_digest(services.ledger, services.settings, today=today, slot=slot or today, slots=plan)


def dispatch_job(
    services: Services, *, channel: str = "", stop: Callable[[], bool] = lambda: False
) -> "DispatchResult":
    """Send what waits; `stop`, asked between two messages, ends the pass early."""
    from monitor.notifications.dispatch import dispatch
    from monitor.notifications.surroundings import Surroundings

    outside = Surroundings(stop=stop)
    return dispatch(services.ledger, services.settings, services.ledger.now, channel=channel, outside=outside)


def notice_slots(services: Services) -> Slots:
    """When the daily digest goes out."""
    settings = services.settings
    schedule = settings.schedule
    return slots(schedule.notify_at, settings.zone, weekends=schedule.weekends, works=settings.workdays.__contains__)
