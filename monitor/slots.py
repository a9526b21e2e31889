"""What is due when: daily slots in the office's time zone. Nothing here keeps time.

The ledger decides what is due: a slot is due when it has passed and no run row stands for its date. So nothing is
done twice after a restart, a second daemon or a clock put back, and nothing is lost by sleeping over the hour.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LATEST = timedelta(hours=12)  # a slot of an earlier day is usually still worth doing for this long
LOOK_BACK = 31  # days searched for slots that nobody took
SATURDAY = 5
DAY = timedelta(days=1)


def monday_to_friday(day: date) -> bool:
    """Whether `day` is none of the weekend."""
    return day.weekday() < SATURDAY


@dataclass(frozen=True, slots=True)
class Slots:
    """One time of day, on every day or on working days; `at` None means never."""

    at: time | None
    zone: ZoneInfo
    weekends: bool = True
    works: Callable[[date], bool] = monday_to_friday  # which days are worked
    lasts: timedelta = LATEST  # a slot of an earlier day is still worth doing for so long

    def open_on(self, day: date) -> bool:
        """Whether there is a slot on this local date."""
        return self.at is not None and (self.weekends or self.works(day))

    def instant(self, day: date) -> datetime:
        """When the slot of a local date comes, in UTC.

        Where the clocks skip the hour it moves on by as much; where the hour comes twice the first one counts.
        """
        local = datetime.combine(day, self.at or time.min, tzinfo=self.zone)
        return local.replace(fold=0).astimezone(UTC)

    def latest(self, now: datetime) -> date | None:
        """The local date of the newest slot that has passed at `now`, within the days that are looked back on."""
        today = now.astimezone(self.zone).date()
        days = (today - n * DAY for n in range(LOOK_BACK + 1))
        return next((day for day in days if self.open_on(day) and self.instant(day) <= now), None)

    def after(self, day: date) -> datetime | None:
        """When the first slot after a local date comes, in UTC; None when there are none."""
        days = (day + n * DAY for n in range(1, LOOK_BACK + 1))
        return next((self.instant(each) for each in days if self.open_on(each)), None)


def slots(at: str, zone: ZoneInfo, *, weekends: bool = True, works: Callable[[date], bool] = monday_to_friday) -> Slots:
    """The slots of a setting such as "09:03"; "" switches them off.

    Raises:
        ValueError: the text is no time of day.
    """
    return Slots(time.fromisoformat(at).replace(tzinfo=None) if at else None, zone, weekends, works)


def due(plan: Slots, now: datetime, done: Callable[[date], bool]) -> date | None:
    """The local date whose slot is to be done now, if any: the newest one, unless it was done or is too old.

    Args:
        plan: the slots.
        now: this instant, aware.
        done: whether a run row stands for a date.
    """
    day = plan.latest(now)
    if day is None or done(day):
        return None
    same_day = now.astimezone(plan.zone).date() == day
    return day if same_day or now - plan.instant(day) <= plan.lasts else None


def missed(plan: Slots, day: date, done: Callable[[date], bool]) -> tuple[date, ...]:
    """The slots before `day` that nobody took since the last one that was, oldest first.

    Empty as well where none was ever taken within the days looked back on: then the program is new here.
    """
    found: list[date] = []
    for n in range(1, LOOK_BACK + 1):
        earlier = day - n * DAY
        if done(earlier):
            return tuple(reversed(found))
        if plan.open_on(earlier):
            found.append(earlier)
    return ()


class NotYet(Exception):
    """The slot has come, but what the job waits for has not; it is asked again after a rest."""


@dataclass(frozen=True, slots=True)
class DailyJob:
    """Work for once a day.

    `run(day)` does the work of a slot and records it in the ledger as its last act; `done(day)` asks the ledger whether
    that has happened. Work that a crash cut short is so done again: it must bear being repeated.
    """

    name: str
    slots: Slots
    done: Callable[[date], bool]
    run: Callable[[date], object]
