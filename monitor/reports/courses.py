"""Pictures of progress: what was observed of a target over time, beside the even pace from its baseline to its goal."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, log10

from commitments.i18n import _
from commitments.periods import add_months
from commitments.progress import Observed, Progress
from commitments.target import Quantity
from monitor.digest import Digest, Line
from monitor.reports.charts import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, Chart, Mark, Series, Tick
from monitor.safe_text import one_line
from monitor.words import quantity_words, value_words

MOST = 24  # pictures in one report; the values of the others stand in their lines
MOST_MONTHS = 7  # words below a picture
SHORT = 34  # characters of a metric or a quote over a picture
CELLS = 20  # of a bar in plain text
RIGHTMOST = 26  # room on the right for half of a word


def courses(digest: Digest) -> tuple[Chart, ...]:
    """The progress of targets with a number of which a value was seen, open ones first, in the order of the digest."""
    known = [line for line in digest.open_lines + digest.closed if line.entry.id in digest.progress]
    return tuple(course(line, digest.progress[line.entry.id], digest.day) for line in known[:MOST])


def left_out(digest: Digest) -> str:
    """How many pictures more there would be; "" where all are shown."""
    rest = len(digest.progress) - MOST
    return _("另有 {n} 项有进展值，见各项的进展。").format(n=rest) if rest > 0 else ""


def course(line: Line, progress: Progress, day: date) -> Chart:
    """One target over time: observed values as a line, the even pace as a dashed one, and what is expected today."""
    target = line.entry.target
    assert target.quantity is not None
    unit = target.quantity.unit
    aim = _aim(progress, line.entry.due, day)
    plan = _Plan(progress.series, aim, day)
    series = [plan.line(_("实测"), "solid", progress.series, unit)]
    if progress.pace is not None:
        series.append(plan.line(_("应有进度"), "dashed", aim, unit))
    else:
        series.append(plan.line(_("目标"), "dashed", aim, unit))
    if progress.expected is not None:
        expected = Observed(day, _rounded(progress.expected))
        series.append(plan.line(_("今日应到"), "point", (expected,), unit))
    title = f"{line.entry.code} {one_line(target.metric or target.quote, SHORT)} {quantity_words(target.quantity)}"
    return Chart(
        f"course-{line.entry.code}",
        title,
        course_words(progress, unit, day),
        WIDTH,
        HEIGHT,
        tuple(series),
        plan.across(),
        plan.up(),
        (_("日期"), _("实测"), _("应有")),
        tuple(_rows(progress, line.entry.due, day, target.quantity)),
        tuple(_bars(progress)),
    )


def course_words(progress: Progress, unit: str | None, day: date) -> str:
    """Where a target stands, in words: the newest value, how far it is, and whether that keeps pace."""
    parts = []
    if progress.latest is not None:
        value = value_words(progress.latest.value, unit)
        parts.append(_("{day} 为 {value}").format(day=progress.latest.day, value=value))
    if progress.reached:
        parts.append(_("已达到目标"))
    else:
        parts += _behind_words(progress, unit, day)
    if progress.stale:
        parts.append(_("久无新证据"))
    return _("，").join(parts)


def _behind_words(progress: Progress, unit: str | None, day: date) -> Iterable[str]:
    if progress.share is not None:
        yield _("已走完 {share:.0%}").format(share=float(progress.share))
    if progress.gap is not None:
        yield _("还差 {gap}").format(gap=value_words(_rounded(progress.gap), unit))
    if progress.behind is not None:
        behind = _rounded(progress.behind)
        slow = _("比应有进度慢 {behind}").format(behind=value_words(behind, unit))
        yield slow if behind > 0 else _("不慢于应有进度")
    if progress.projected is not None and progress.projected >= day:
        yield _("照近期趋势 {day} 达到").format(day=progress.projected)


def _bars(progress: Progress) -> Iterable[str]:
    """How far it is and should be as rows of blocks, for plain text; nothing where the way has no beginning."""
    if progress.share is None:
        return
    yield f"{_bar(progress.share)} {float(progress.share):.0%} {_('实测')}"
    if progress.pace is not None and progress.expected is not None:
        first, last = (Fraction(one.value) for one in progress.pace)
        due = (Fraction(progress.expected) - first) / (last - first)
        yield f"{_bar(due)} {float(due):.0%} {_('今日应到')}"


def _bar(share: Fraction) -> str:
    filled = int(min(max(share, Fraction(0)), Fraction(1)) * CELLS)
    return "█" * filled + "░" * (CELLS - filled)


def _aim(progress: Progress, due: date | None, day: date) -> tuple[Observed, ...]:
    """The line to hold the values against: the even pace and, once that is over, its goal; else the goal alone."""
    if progress.pace is not None:
        last = progress.pace[1]
        return progress.pace if day <= last.day else (*progress.pace, Observed(day, last.value))
    first = progress.series[0].day
    return Observed(first, progress.goal), Observed(max(due or day, day, first), progress.goal)


def _rows(progress: Progress, due: date | None, day: date, quantity: Quantity) -> Iterable[tuple[str, ...]]:
    """The same numbers as a table: every observation, today, and the goal at its date."""
    for seen in progress.series:
        yield seen.day.isoformat(), value_words(seen.value, quantity.unit), _shown(progress, seen.day, quantity.unit)
    if progress.expected is not None:
        yield _("{day} 今日").format(day=day), "", value_words(_rounded(progress.expected), quantity.unit)
    if due is not None:
        yield _("{day} 到期").format(day=due), "", quantity_words(quantity)


def _shown(progress: Progress, day: date, unit: str | None) -> str:
    expected = progress.expected_on(day)
    return "" if expected is None else value_words(_rounded(expected), unit)


def _rounded(value: Decimal) -> Decimal:
    """At most two digits behind the point, and no zeros at the end."""
    return Decimal(f"{round(value, 2).normalize():f}")


class _Plan:
    """Where days and values lie in the picture."""

    def __init__(self, seen: Sequence[Observed], aim: Sequence[Observed], day: date) -> None:
        days = [one.day for one in (*seen, *aim)] + [day]
        values = [one.value for one in (*seen, *aim)]
        self._first, self._last = min(days), max(days)
        self._low, self._step = _scale(min(values), max(values))
        self._steps = max(ceil((max(values) - self._low) / self._step), 1)

    def line(self, name: str, form: str, points: Iterable[Observed], unit: str | None) -> Series:
        marks = tuple(
            Mark(
                self._x(one.day), self._y(one.value), 0, 0, one.day.isoformat(), one.value, value_words(one.value, unit)
            )
            for one in points
        )
        return Series(name, form, marks)

    def across(self) -> tuple[Tick, ...]:
        """The firsts of some months."""
        first = self._first.replace(day=1)
        months = (self._last.year - first.year) * 12 + self._last.month - first.month
        every = max(ceil((months + 1) / MOST_MONTHS), 1)
        starts = (add_months(first, shift) for shift in range(0, months + 1, every))
        return tuple(Tick(self._x(start), f"{start:%y-%m}") for start in starts if start >= self._first)

    def up(self) -> tuple[Tick, ...]:
        levels = (self._low + self._step * n for n in range(self._steps + 1))
        return tuple(Tick(self._y(level), value_words(_rounded(level), None).replace(" ", "")) for level in levels)

    def _x(self, day: date) -> float:
        wide = WIDTH - LEFT - RIGHT - RIGHTMOST
        share = (day - self._first).days / max((self._last - self._first).days, 1)
        return round(LEFT + 8 + (wide - 8) * share, 1)

    def _y(self, value: Decimal) -> float:
        share = float((value - self._low) / (self._step * self._steps))
        return round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - share), 1)


def _scale(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """The lowest level and the step of a scale of some four; it begins at nought unless all values are far from it."""
    start = min(low, Decimal(0)) if low < high / 2 or low < 0 else low
    span = float(high - start) or float(abs(high)) or 1.0
    power = Decimal(10) ** floor(log10(span / 4))
    step = next(power * share for share in (1, 2, 5, 10) if power * share * 5 >= Decimal(str(span)))
    return step * floor(start / step), step
