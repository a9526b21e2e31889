"""Days with what falls due on them: a month as a grid, or one week of it, and a year with a line for each month."""

from abc import abstractmethod
from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from math import log

from rich.segment import Segment
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from commitments.i18n import _
from commitments.periods import DateRange, add_months, month, week
from monitor.digest import Figure, narrowing
from monitor.tui.cells import fit
from monitor.tui.glyphs import glyph, ramp
from monitor.tui.widgets.card import Card, Number, bar
from monitor.words import N_, day_words

DAYS = 7
WEEKDAYS = (N_("一"), N_("二"), N_("三"), N_("四"), N_("五"), N_("六"), N_("日"))
WIDEST_DAY = 10  # cells of one day in the grid of a month
LONGEST_MONTH = 31
LABEL = 9  # cells before the days of a month
NARROWEST_YEAR = LABEL + LONGEST_MONTH * 2 + 8  # cells from which a day of the year has two of them
TEN_THOUSAND = 10_000
EDGE = 1e-9  # the most loaded day is full, however its logarithm is rounded
MONTHS = 12


def heat(count: int, most: int) -> str:
    """One glyph for how loaded a day is, beside the most loaded one; blank for a free day.

    Steps are of equal ratio, because one day of the year mostly has more than all others together.
    """
    steps = ramp("heat")
    if not count:
        return steps[0]
    share = log(count) / log(most) if most > 1 else 1.0
    return steps[1 + min(int(share * (len(steps) - 2) + EDGE), len(steps) - 2)]


def short_count(count: int) -> str:
    """A number in four cells at most."""
    return f"{count}" if count < TEN_THOUSAND else f"{count // 1000}k"


class DaysCard(Card):
    """A calendar with the cursor on a day."""

    class Went(Message):
        """The cursor is on another day."""

        def __init__(self, day: date) -> None:
            """That day."""
            super().__init__()
            self.day = day

    def __init__(self, today: date, near_days: int, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        """Nothing counted yet; the cursor is on today."""
        super().__init__("", id=id)
        self.today = today
        self.day = today
        self._near = today + timedelta(days=near_days)
        self._counts: Mapping[date, int] = {}

    def show(self, counts: Mapping[date, int]) -> None:
        """Show how many targets are due on each day."""
        self._counts = counts
        self.refresh()

    def go(self, day: date) -> None:
        """Put the cursor on a day, without saying so to anybody."""
        before, self.day = self.lines, day
        self.refresh(layout=self.lines != before)

    def went(self, day: date) -> None:
        """The cursor was moved by hand."""
        if day != self.day:
            self.go(day)
            self.post_message(self.Went(day))

    def on(self, day: date) -> int:
        """How many are due on a day."""
        return self._counts.get(day, 0)

    def chosen(self) -> Number | None:
        """The targets of the day."""
        words = (narrowing.still_open(), narrowing.due_on(self.day.isoformat()))
        count = self.on(self.day)
        return Number(f"{count:,}", Figure(count, words)) if count else None

    def look(self, day: date) -> str:
        """The style of a day: late, today or soon, or later."""
        if day < self.today:
            return "card--bad"
        return "card--warning" if day <= self._near else "card--bar"

    def action_edge(self, end: int) -> None:
        """Go to the first day of the month or the last."""
        days = month(self.day.year, self.day.month)
        self.went(days.last if end else days.start)

    @abstractmethod
    def date_at(self, x: int, y: int) -> date | None:
        """The day that lies there, `y` lines below the title."""

    def point(self, x: int, y: int) -> None:
        """Put the cursor on the day that lies there."""
        day = self.date_at(x, y)
        if day is not None:
            self.went(day)


class MonthGrid(DaysCard):
    """A month in weeks from Monday; in a small space only the week of the cursor."""

    compact = False  # one week
    airy = False  # two lines a week, the second for a bar

    def fit_in(self, *, compact: bool, airy: bool) -> None:
        """Take as much space as there is."""
        self.compact, self.airy = compact, airy
        self.refresh(layout=True)

    @property
    def _weeks(self) -> list[date]:
        """The Mondays of the weeks in view."""
        if self.compact:
            return [week(self.day).start]
        days = month(self.day.year, self.day.month)
        first = week(days.start).start
        return [first + timedelta(weeks=n) for n in range(((days.last - first).days // DAYS) + 1)]

    @property
    def lines(self) -> int:
        """The names of the weekdays, and the weeks."""
        return 1 + len(self._weeks) * (2 if self.airy and not self.compact else 1)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as the longest month, so that nothing below it moves."""
        if self.compact:
            return super().get_content_height(container, viewport, width)
        return 2 + 6 * (2 if self.airy else 1)

    def action_move(self, rows: int) -> None:
        """Go some weeks down (or up)."""
        self.went(self.day + timedelta(weeks=rows))

    def action_step(self, columns: int) -> None:
        """Go some days on (or back)."""
        self.went(self.day + timedelta(days=columns))

    def _cells(self, width: int) -> int:
        return max(2, min(WIDEST_DAY, (width - 1) // DAYS))

    def date_at(self, x: int, y: int) -> date | None:
        """The day that lies there; None between days and in other months."""
        weeks = self._weeks
        line = (y - 1) // (2 if self.airy and not self.compact else 1)
        column = (x - 1) // self._cells(self.size.width)
        if y < 1 or line >= len(weeks) or not 0 <= column < DAYS:
            return None
        day = weeks[line] + timedelta(days=column)
        return day if self._belongs(day) else None

    def _belongs(self, day: date) -> bool:
        return self.compact or (day.year, day.month) == (self.day.year, self.day.month)

    def paint(self, y: int, width: int) -> Strip:
        """The names of the weekdays, or a line of a week."""
        cells = self._cells(width)
        if y == 0:
            names = "".join(fit(f" {_(name)}", cells) for name in WEEKDAYS)
            return Strip([Segment(fit(" " + names, width), self.style("card--muted"))])
        line, second = divmod(y - 1, 2) if self.airy and not self.compact else (y - 1, 0)
        weeks = self._weeks
        if line >= len(weeks):
            return Strip([Segment(" " * width, self.rich_style)])
        days = [weeks[line] + timedelta(days=n) for n in range(DAYS)]
        most = max((count for day, count in self._counts.items() if self._belongs(day)), default=0)
        segments = [Segment(" ", self.rich_style)]
        for day in days:
            segments += self._bar(day, cells, most) if second else self._day(day, cells, most)
        return Strip(segments)

    def _day(self, day: date, cells: int, most: int) -> list[Segment]:
        if not self._belongs(day):
            return [Segment(" " * cells, self.rich_style)]
        count, under = self.on(day), day == self.day
        said = f"{heat(count, most)}{short_count(count)}" if count else ""
        words = fit(f"{day.day:>2}{said}", cells - 2)
        if under:
            look = "card--cursor" if self.has_focus else "card--title"
            return [Segment(f"[{words.rstrip()}]".ljust(cells), self.style(look))]
        today = (
            self.style("card--today") if day == self.today else self.style("card--label" if count else "card--muted")
        )
        number = Segment(" " + words[:2], today)
        return [number, Segment(fit(words[2:], cells - 3), self.style(self.look(day)))]

    def _bar(self, day: date, cells: int, most: int) -> list[Segment]:
        count = self.on(day) if self._belongs(day) else 0
        drawn = bar(Fraction(count, most), max(1, cells - 2)) if count else " " * max(1, cells - 2)
        return [Segment(" " + drawn + " ", self.style(self.look(day)))]


class YearGrid(DaysCard):
    """A year, or two where there is room, a line for each month and a glyph for each day."""

    _years = 1
    _first = date.max.year  # the first year in view

    def room(self, lines: int) -> None:
        """Show as many years as so many lines hold."""
        self._years = 2 if lines >= 2 * MONTHS + 3 else 1
        self.go(self.day)
        self.refresh(layout=True)

    def go(self, day: date) -> None:
        """Put the cursor on a day; the years in view move as little as need be."""
        self._first = max(min(self._first, day.year), day.year - self._years + 1)
        super().go(day)

    @property
    def lines(self) -> int:
        """The numbers of the days, the months, and what the day of the cursor is."""
        return 1 + MONTHS * self._years + 1

    def action_move(self, rows: int) -> None:
        """Go some months on (or back)."""
        self.went(add_months(self.day, rows))

    def action_step(self, columns: int) -> None:
        """Go some days on (or back)."""
        self.went(self.day + timedelta(days=columns))

    def _cells(self, width: int) -> int:
        return 3 if width > NARROWEST_YEAR + LONGEST_MONTH else 2 if width >= NARROWEST_YEAR else 1

    def date_at(self, x: int, y: int) -> date | None:
        """The day that lies there."""
        number = (x - LABEL) // self._cells(self.size.width)
        if not 1 <= y <= MONTHS * self._years or x < LABEL:
            return None
        days = self._days(y - 1)
        day = days.start + timedelta(days=number)
        return day if day in days else None

    def _days(self, line: int) -> DateRange:
        """The month of a line."""
        return month(self._first + line // MONTHS, line % MONTHS + 1)

    def paint(self, y: int, width: int) -> Strip:
        """The numbers of the days, a month, or what the day of the cursor is."""
        cells = self._cells(width)
        if y == 0:
            every = 1 if cells > 2 else 5  # noqa: PLR2004 - a number takes two cells
            numbers = "".join(fit(f"{n}", cells * every) for n in range(1, LONGEST_MONTH + 1, every))
            return Strip([Segment(fit(" " * LABEL + numbers, width), self.style("card--muted"))])
        if y > MONTHS * self._years:
            return Strip([Segment(fit(f" {day_said(self.day, self.on(self.day))}", width), self.style("card--label"))])
        return self._month(self._days(y - 1), cells)

    def _month(self, days: DateRange, cells: int) -> Strip:
        """One line: the month, its days, how many are due in it."""
        years = range(self._first, self._first + self._years)
        most = max((count for day, count in self._counts.items() if day.year in years), default=0)
        look = "card--today" if self.today in days else "card--label"
        segments = [Segment(" ", self.rich_style), Segment(f"{days.start:%Y-%m}", self.style(look)), Segment(" ")]
        total = 0
        for n in range(LONGEST_MONTH):
            day = days.start + timedelta(days=n)
            if day in days:
                total += self.on(day)
                segments += self._day(day, cells, most)
            else:
                segments.append(Segment(" " * cells, self.rich_style))
        return Strip([*segments, Segment(fit(f" {total:,}" if total else "", 8), self.style("card--number"))])

    def _day(self, day: date, cells: int, most: int) -> list[Segment]:
        count, thick = self.on(day), max(1, cells - 1)
        drawn = heat(count, most) * thick if count else fit(glyph("dot"), thick)
        look = self.look(day) if count else "card--muted"
        if day == self.day:
            look = "card--cursor" if self.has_focus else "card--title-focused"
        elif day == self.today:
            look = "card--today"
        return [Segment(drawn, self.style(look)), Segment(" " * (cells - thick), self.rich_style)]


def day_said(day: date, count: int) -> str:
    """A day and how many targets are due on it."""
    return _("{day} · {n} 项到期").format(day=day_words(day), n=f"{count:,}")
