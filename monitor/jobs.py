"""The work itself, a plain function each: what commands, the daemon and cron call."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from commitments.attachments import MEGABYTE, Attachments
from commitments.errors import Problem
from commitments.intake import IntakeResult, Progress, take_in
from monitor.report_settings import summed_up_on
from monitor.services import Services
from monitor.slots import Slots, slots
from monitor.source_settings import SiteSettings
from monitor.sources import configured_files, files_of
from monitor.sweep import SweepResult, sweep
from monitor.watching import Watching

if TYPE_CHECKING:  # sending loads an HTTP client, which a sweep does not need
    from monitor.digest import Grain
    from monitor.notifications.dispatch import DispatchResult
    from monitor.publishing.outlets import Press


STILL_WORTH = {"week": timedelta(days=6), "month": timedelta(days=25), "year": timedelta(days=25)}


def silent(_progress: Progress) -> None:
    """Tell nobody how far an intake has come."""


def intake_job(
    services: Services, files: Iterable[Path] | None = None, *, progress: Callable[[Progress], None] = silent
) -> IntakeResult:
    """Take the given files, or the configured sources and sites, into the ledger."""
    settings = services.settings
    result = take_in(
        configured_files(settings) if files is None else files,
        services.ledger,
        given=settings.given_reference,
        actor=services.actor,
        workers=settings.sources.crew,
        progress=progress,
    )
    return result.with_others(visit_job(services, settings.site)) if files is None and settings.site else result


def visit_job(services: Services, sites: Iterable[SiteSettings]) -> IntakeResult:
    """Visit sites, one after the other, and take in what is new there or says something else now."""
    from monitor.collecting.collect import collect
    from monitor.collecting.visitor import Visitor

    result = IntakeResult((), (), ())
    for site in sites:
        most = site.max_megabytes * MEGABYTE
        visitor = Visitor(most, delay=site.delay, allow_private=site.allow_private)
        store = Attachments(services.settings.path(services.settings.sources.snapshots), most)
        result = result.with_others(collect(site, services.ledger, visitor, store=store, actor=services.actor))
    return result


def watch_job(services: Services, watching: Watching) -> IntakeResult:
    """Take in what was finished in the watched folders since the last look."""
    settings = services.settings
    folders = [settings.path(folder) for folder in settings.sources.watch]
    return intake_job(services, watching.finished(files_of(folders, settings.sources)))


def sweep_job(services: Services) -> SweepResult:
    """Notice what became near, due or overdue."""
    return sweep(services.ledger, day=services.clock.today(), near_days=services.near_days)


def report_job(
    services: Services,
    *,
    formats: Iterable[str] | None = None,
    problems: tuple[Problem, ...] = (),
    grain: "Grain | None" = None,
) -> tuple[Path, ...]:
    """Write the report of the day, or of the period up to it, into the configured folder, and let go of old ones.

    The files written.
    """
    from monitor.reports import shows_places, write_reports
    from monitor.reports.keeping import tidy

    settings, clock = services.settings, services.clock
    folder = settings.path(settings.reports.folder)
    wanted = tuple(formats or settings.reports.formats)
    digest = services.brief(problems, grain=grain, places=shows_places(wanted))
    written = write_reports(digest, folder, wanted)
    if clock.fixed_today is None:  # a day that was made up for a trial must not make other reports old
        tidy(folder, day=clock.today(), keep=settings.reports.keep)
    return written


def summary_job(services: Services, grain: "Grain", day: date) -> tuple[Path, ...]:
    """Write the summary of the period that ends with `day`, as it was known then; the files written."""
    then = replace(services, clock=replace(services.clock, fixed_today=day))
    return report_job(then, grain=grain)


def publish_job(services: Services) -> tuple[Path, ...]:
    """Write the calendars, feeds and sites that are configured; where they are."""
    found = []
    for one in services.settings.publish:
        path = services.settings.path(one.to)
        press(services).write(one, path)
        found.append(path)
    return tuple(found)


def press(services: Services) -> "Press":
    """What publishes from this office, as of today."""
    from monitor.publishing.outlets import Press

    return Press(services.ledger, services.clock.today(), services.near_days, services.settings.zone)


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


def summary_slots(services: Services, period: str) -> Slots:
    """When the summary of the period before is written; a machine that was off makes it good later."""
    settings = services.settings
    workdays = settings.workdays
    at = settings.schedule.report_at
    plan = slots(at, settings.zone, weekends=False, works=lambda day: summed_up_on(period, day, workdays))
    return replace(plan, lasts=STILL_WORTH[period])


def notice_slots(services: Services) -> Slots:
    """When the daily digest goes out."""
    settings = services.settings
    schedule = settings.schedule
    return slots(schedule.notify_at, settings.zone, weekends=schedule.weekends, works=settings.workdays.__contains__)
