"""What the daemon does and when: the jobs of a day and the beats that ask for them."""

from collections.abc import Callable
from datetime import date

from monitor.jobs import dispatch_job, intake_job, notice_slots, plan_job, report_job, sweep_job
from monitor.schedule import Beat, Daily
from monitor.services import Services
from monitor.slots import DailyJob, Slots, slots

OFFICE = ""  # scope of the runs that concern the whole office, not one channel


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
        Beat("heartbeat", 30, lambda: services.ledger.beat("daemon")),
    )


def daily_jobs(services: Services) -> tuple[DailyJob, ...]:
    """The work of a day, in the order in which one step feeds the next."""
    schedule, zone = services.settings.schedule, services.settings.zone
    return (
        _office_job(services, "ingest", slots(schedule.ingest_at, zone), intake_job),
        _office_job(services, "report", slots(schedule.report_at, zone), _sweep_and_report),
        DailyJob("notify", notice_slots(services), _all_planned(services), lambda day: plan_job(services, day)),
    )


def _sweep_and_report(services: Services) -> None:
    sweep_job(services)
    report_job(services)


def _office_job(services: Services, name: str, plan: Slots, work: Callable[[Services], object]) -> DailyJob:
    """A daily job whose run row is written when its work is done, so that a crash half-way is made good."""
    ledger = services.ledger

    def run(day: date) -> None:
        work(services)
        ledger.plan(name, OFFICE, day, ())

    return DailyJob(name, plan, lambda day: ledger.last_slot(name, OFFICE) == day, run)


def _all_planned(services: Services) -> Callable[[date], bool]:
    """Whether every channel has its digest of a date; true as well where there is no channel to tell."""
    channels = services.settings.channel
    return lambda day: all(services.ledger.last_slot("notify", each.name) == day for each in channels)
