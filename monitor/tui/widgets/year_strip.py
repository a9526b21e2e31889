"""The year at a glance: a column for each month with what is due in it."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from commitments.i18n import _
from monitor.digest import Figure, narrowing
from monitor.tui.widgets.card import Number
from monitor.tui.widgets.columns import Column, Series

MONTHS = 12


def year_columns(counts: Mapping[date, int], day: date, today: date) -> tuple[list[Series], Sequence[str], int]:
    """The columns of the year of `day`, their labels, and how many are due in it."""
    due = [0] * MONTHS
    for on, count in counts.items():
        if on.year == day.year:
            due[on.month - 1] += count
    highest = max(*due, 1)
    columns = tuple(
        Column(
            Fraction(count, highest),
            Number(f"{count:,}", Figure(count, (narrowing.still_open(), narrowing.due_on(f"{day.year}-{month:02}")))),
            _("{month} 到期 {n} 项").format(month=f"{day.year}-{month:02}", n=f"{count:,}"),
            now=(day.year, month) == (today.year, today.month),
        )
        for month, count in enumerate(due, start=1)
    )
    return [Series("", columns, "card--warning")], [f"{month}" for month in range(1, MONTHS + 1)], sum(due)
