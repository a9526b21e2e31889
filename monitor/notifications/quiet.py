"""Quiet hours and days off of a channel: what may not go now goes at the next open instant, and is never dropped."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from monitor.config import Settings
from monitor.notice_settings import ChannelSettings
from monitor.notifications.kinds import ALARM, ESCALATION
from monitor.workdays import Workdays

LONGEST = 30  # days off in a row that we believe
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Openings:
    """When a channel may speak."""

    zone: ZoneInfo
    start: time | None = None  # of the quiet hours; None for none
    end: time = time.min
    workdays: Workdays | None = None  # None: it speaks every day

    def next_open(self, now: datetime) -> datetime:
        """`now` where the channel may speak, else the first instant at which it may; aware, in the zone of `now`."""
        local = now.astimezone(self.zone)
        for _turn in range(LONGEST):
            if not self._is_worked(local.date()):
                local = self._at(local.date() + DAY, time.min)
            elif self._is_quiet(local.time()):
                ends_today = local.time() < self.end
                local = self._at(local.date() if ends_today else local.date() + DAY, self.end)
            else:
                break
        return max(now, local.astimezone(now.tzinfo))

    def _is_worked(self, day: date) -> bool:
        return self.workdays is None or day in self.workdays

    def _is_quiet(self, moment: time) -> bool:
        if self.start is None:
            return False
        if self.start <= self.end:
            return self.start <= moment < self.end
        return moment >= self.start or moment < self.end

    def _at(self, day: date, moment: time) -> datetime:
        return datetime.combine(day, moment, tzinfo=self.zone)


def always_said(settings: Settings, each: ChannelSettings) -> tuple[str, ...]:
    """The kinds of message that wait for no quiet hours on a channel."""
    urgent = each.urgent and each.name == settings.notify.manager
    return (ALARM, ESCALATION) if urgent else (ALARM,)


def openings(each: ChannelSettings, settings: Settings) -> Openings:
    """When a channel may speak, as it was configured; in the time zone of those who read it, else the office's."""
    zone = ZoneInfo(each.timezone) if each.timezone else settings.zone
    start, _dash, end = each.quiet.partition("-")
    workdays = None if each.days_off or settings.schedule.weekends else settings.workdays
    if not start:
        return Openings(zone, workdays=workdays)
    return Openings(zone, time.fromisoformat(start), time.fromisoformat(end), workdays)
