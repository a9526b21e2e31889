"""The only caller of now() and today()."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Clock:
    """Now and today, the latter in the office's time zone or fixed by `--today`."""

    zone: ZoneInfo
    fixed_today: date | None = None

    def now(self) -> datetime:
        """This instant, aware, UTC; never moved by `--today`, so that the log stays true."""
        return datetime.now(UTC)  # noqa: TID251 - this is the one place

    def today(self) -> date:
        """The day the office is in, or the day that was asked for."""
        return self.fixed_today or self.now().astimezone(self.zone).date()
