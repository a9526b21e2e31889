"""What the daemon does and when: the jobs of a day and the beats that ask for them."""

import logging
import os
import socket
from collections.abc import Callable
from datetime import date, timedelta

from commitments.ledger import OutboxState
from monitor.daily import Daily
from monitor.digest import Grain, period_of
from monitor.jobs import (
    dispatch_job,
    intake_job,
    notice_slots,
    plan_job,
    publish_job,
    report_job,
    summary_job,
    summary_slots,
    sweep_job,
    watch_job,
)
from monitor.logs import told
from monitor.metrics import write_metrics
from monitor.schedule import Beat
from monitor.services import Services
from monitor.slots import DailyJob, NotYet, Slots, slots
from monitor.watching import Watching

LOG = logging.getLogger(__name__)
OFFICE = ""  # scope of the runs that concern the whole office, not one channel
WORKER = "daemon"
LONG_ABSENCE = timedelta(hours=36)  # after it only today's slot is made good, and somebody should know
NOVEMBER = 11  # when next year's calendar is announced
WEEK = timedelta(days=7)
MOST_ROWS = 1000


def beats(services: Services, *, stop: Callable[[], bool]) -> tuple[Beat, ...]:
    """What the daemon does and how often, in seconds; the ledger decides each time whether there is work.

    Args:
        services: the office.
        stop: asked between two messages; True ends the pass early.
    """
    daily = Daily(daily_jobs(services), services.ledger.now)
    return (
        Beat("plan", 30, daily.tick),
        Beat("pump", 5, lambda: dispatch_job(services, stop=stop)),
        Beat("reap", 60, services.ledger.reap),
        Beat("heartbeat", 30, lambda: show_life(services)),
        Beat("housekeep", 3600, lambda: keep_house(services)),
        *_watching_beats(services),
    )


def _watching_beats(services: Services) -> tuple[Beat, ...]:
    """A look into the watched folders every minute, if there are any."""
    if not services.settings.sources.watch:
        return ()
    watching = Watching()
    return (Beat("watch", 60, lambda: _take_in_finished(services, watching)),)


def _take_in_finished(services: Services, watching: Watching) -> None:
    for problem in watch_job(services, watching).failed:
        LOG.warning("%s: %s", problem.where, problem.message, extra=told(remedy=problem.remedy))


def show_life(services: Services) -> None:
    """Note that this process is alive, say so if nobody was for long, and write the figures that were asked for."""
    ledger, settings = services.ledger, services.settings
    before, now = ledger.worker(WORKER), ledger.now()
    if before is not None and now - before.at > LONG_ABSENCE:
        hours = (now - before.at).total_seconds() / 3600
        LOG.warning("nobody was here for %.0f hours; only the newest slot is made good", hours, extra=told(hours=hours))
    ledger.beat(WORKER, pid=os.getpid(), host=socket.gethostname())
    if settings.metrics.textfile:
        write_metrics(settings.path(settings.metrics.textfile), ledger, services.counts())


def keep_house(services: Services) -> None:
    """Look after what nobody looks at: room for the ledger's next writes, and a calendar that is about to run out."""
    services.ledger.reserve()
    today = services.clock.today()
    last = services.ledger.last_slot("calendar", OFFICE)
    if last is not None and last <= today < last + WEEK:
        return
    years = (today.year, today.year + 1) if today.month >= NOVEMBER else (today.year,)
    for year in years:
        if services.settings.workdays.is_provisional(year):
            words = "the calendar of %d is provisional: upgrade the holidays package, or enter the days off"
            LOG.warning(words, year, extra=told(year=year))
    services.ledger.plan("calendar", OFFICE, today, ())


def daily_jobs(services: Services) -> tuple[DailyJob, ...]:
    """The work of a day, in the order in which one step feeds the next."""
    schedule, zone = services.settings.schedule, services.settings.zone
    notify = DailyJob("notify", notice_slots(services), _all_planned(services), lambda day: plan_job(services, day))
    jobs = (
        _office_job(services, "ingest", slots(schedule.ingest_at, zone), intake_job),
        _office_job(services, "report", slots(schedule.report_at, zone), _sweep_and_report),
        *(_summary_job(services, Grain(name)) for name in services.settings.reports.periods),
        *_publish_jobs(services),
        notify,
    )
    if not services.settings.watch.ping:
        return jobs
    return (*jobs, _office_job(services, "ping", notify.slots, lambda office: _ping(office, notify)))


def _publish_jobs(services: Services) -> tuple[DailyJob, ...]:
    """What is written for those outside, if anything is: after the report, with its facts."""
    if not services.settings.publish:
        return ()
    schedule = services.settings.schedule
    return (_office_job(services, "publish", slots(schedule.report_at, services.settings.zone), publish_job),)


def _sweep_and_report(services: Services) -> None:
    sweep_job(services)
    report_job(services)


def _ping(services: Services, notify: DailyJob) -> None:
    """Tell who watches over us that the day's digests are planned and none of what was due is left.

    Raises:
        NotYet: something is still to be sent.
        NoAnswer: the call did not get through.
    """
    from monitor.notifications.deadman import call

    ledger, now = services.ledger, services.ledger.now()
    day = notify.slots.latest(now)
    waiting = [
        row.ref
        for row in ledger.outbox(OutboxState.READY, OutboxState.SENDING, limit=MOST_ROWS)
        if row.not_before is None or row.not_before <= now
    ]
    if waiting or (day is not None and not notify.done(day)):
        raise NotYet(", ".join(waiting[:5]) or "notify")
    call(services.settings)


def _office_job(services: Services, name: str, plan: Slots, work: Callable[[Services], object]) -> DailyJob:
    """A daily job whose run row is written when its work is done, so that a crash half-way is made good."""
    ledger = services.ledger

    def run(day: date) -> None:
        work(services)
        ledger.plan(name, OFFICE, day, ())

    return DailyJob(name, plan, lambda day: ledger.last_slot(name, OFFICE) == day, run)


def _summary_job(services: Services, grain: Grain) -> DailyJob:
    """The summary of the period before, when its slot comes."""
    ledger, name = services.ledger, f"report-{grain.value}"

    def run(day: date) -> None:
        summary_job(services, grain, period_of(grain, day).before.last)
        ledger.plan(name, OFFICE, day, ())

    return DailyJob(name, summary_slots(services, grain.value), lambda day: ledger.last_slot(name, OFFICE) == day, run)


def _all_planned(services: Services) -> Callable[[date], bool]:
    """Whether every channel has its digest of a date; true as well where there is no channel to tell."""
    channels = services.settings.channel
    return lambda day: all(services.ledger.last_slot("notify", each.name) == day for each in channels)
