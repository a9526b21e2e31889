"""The part of the ledger that counts, for dashboards, calendars and reports."""

from datetime import date
from typing import TYPE_CHECKING

from commitments import lazily
from commitments.filter import Filter
from commitments.ledger.engine import Engines
from commitments.ledger.overview_values import Lane, Overview, Standing

if TYPE_CHECKING:
    from commitments.ledger import tallies
else:
    tallies = lazily.module("commitments.ledger.tallies")


class Counting:
    """What is counted over all targets at once; part of `Ledger`."""

    _engines: Engines

    def overview(self, filter: Filter, *, day: date, near_days: int, silent_day: date) -> Overview:  # noqa: A002
        """All that a dashboard counts of the targets that meet the filter, from one consistent view.

        Args:
            filter: which targets count.
            day: the day the question is asked.
            near_days: length of the warning window in calendar days, for filters that speak of it.
            silent_day: open targets of which nothing was heard on this day or later are silent.
        """
        with self._engines.reading() as connection:
            return tallies.select_overview(connection, filter, day=day, near_days=near_days, silent_day=silent_day)

    def standings(self, filter: Filter, *, day: date, near_days: int) -> tuple[Standing, ...]:  # noqa: A002
        """How many targets that meet the filter share a due date and a verdict, by due date."""
        with self._engines.reading() as connection:
            return tallies.select_standings(connection, filter, day=day, near_days=near_days)

    def due_days(self, filter: Filter, *, day: date, near_days: int) -> tuple[tuple[date, int], ...]:  # noqa: A002
        """How many targets that meet the filter are due on each day, in order."""
        with self._engines.reading() as connection:
            return tallies.select_due_days(connection, filter, day=day, near_days=near_days)

    def lanes(self, filter: Filter, *, day: date, near_days: int) -> tuple[Lane, ...]:  # noqa: A002
        """The same for each unit that answers; a target of two units counts for both."""
        with self._engines.reading() as connection:
            return tallies.select_lanes(connection, filter, day=day, near_days=near_days)
