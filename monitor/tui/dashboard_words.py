"""What the cards of the dashboard say: figures into labels, bars and numbers. Pure functions of the digest."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from commitments.evidence import Verdict
from commitments.i18n import _
from commitments.timing import Timing
from monitor.digest import Bucket, Burn, Figure, Figures, Glance, OnTime, Slip, UnitFigures, Week
from monitor.tui.glyphs import glyph
from monitor.tui.widgets.card import BarRow, Number
from monitor.tui.widgets.columns import Column, Series
from monitor.tui.widgets.tiles import Tile
from monitor.words import unit_words, word

OPEN_TIMINGS = (Timing.OVERDUE, Timing.DUE, Timing.NEAR, Timing.AHEAD, Timing.UNDATED)
TIMING_STYLES = {Timing.OVERDUE: "card--bad", Timing.DUE: "card--warning", Timing.NEAR: "card--warning"}
VERDICT_STYLES = {Verdict.MET: "card--good", Verdict.MISSED: "card--bad"}


def number(figure: Figure) -> Number:
    """A figure as it is written."""
    return Number(f"{figure.count:,}", figure)


def percent_words(share: Fraction | None) -> str:
    """A rate to a tenth of a percent, rounded down, so that 100.0% is all of them; a dash where there is none."""
    return "-" if share is None else f"{share * 1000 // 1 / 10:.1f}%"


def change_words(now: OnTime, before: OnTime) -> str:
    """By how many points a rate went up or down; nothing where one of them is not known."""
    if now.share is None or before.share is None:
        return ""
    points = float((now.share - before.share) * 100)
    if abs(points) < 0.05:  # noqa: PLR2004 - what would be written as 0.0
        return f" {glyph('level')}"
    return f" {glyph('up' if points > 0 else 'down')}{abs(points):.1f}"


def headline(glance: Glance, figures: Figures | None, revisits: Figure | None = None) -> list[Tile]:
    """The most wanted numbers, the most pressing first; verdicts to be looked at again where there are any."""
    tiles = [
        Tile(word(timing), number(glance.timings[timing]), style=TIMING_STYLES[timing] if _any(glance, timing) else "")
        for timing in (Timing.OVERDUE, Timing.DUE, Timing.NEAR)
    ]
    if revisits is not None:
        tiles.append(Tile(_("待复查"), number(revisits), style="card--warning"))
    rate = Number(percent_words(glance.on_time.share), glance.on_time.kept)
    tiles.append(Tile(_("按期率"), rate, change_words(glance.on_time, glance.on_time_before), "card--good"))
    if figures is not None:
        stale = _("证据陈旧>{n}天").format(n=figures.stale_days)
        tiles += [Tile(stale, number(figures.stale)), Tile(_("无证据"), number(figures.unheard))]
        tiles.append(Tile(_("待确认"), number(figures.waiting)))
    tiles.append(Tile(_("改过期"), number(glance.moved)))
    tiles.append(Tile(_("在办"), number(glance.verdicts[Verdict.OPEN])))
    return tiles


def _any(glance: Glance, timing: Timing) -> bool:
    return glance.timings[timing].count > 0


def states(glance: Glance) -> list[BarRow]:
    """Where every target stands: the calendar's word for open ones, the verdict for closed ones."""
    rows = [(word(timing), glance.timings[timing], TIMING_STYLES.get(timing, "")) for timing in OPEN_TIMINGS]
    verdicts = [verdict for verdict in Verdict if verdict is not Verdict.OPEN]
    rows += [(word(verdict), glance.verdicts[verdict], VERDICT_STYLES.get(verdict, "")) for verdict in verdicts]
    longest = _longest(figure.count for _, figure, _ in rows)
    return [BarRow(label, Fraction(figure.count, longest), (number(figure),), style) for label, figure, style in rows]


def ages(buckets: Sequence[Bucket]) -> list[BarRow]:
    """Overdue targets by how long they have been."""
    longest = _longest(bucket.overdue.count for bucket in buckets)
    return [
        BarRow(_age_words(bucket), Fraction(bucket.overdue.count, longest), (number(bucket.overdue),), "card--bad")
        for bucket in buckets
    ]


def _age_words(bucket: Bucket) -> str:
    if bucket.longest is None:
        return _("{n}天以上").format(n=bucket.shortest - 1)
    return _("{first}—{last}天").format(first=bucket.shortest, last=bucket.longest)


def units(loads: Sequence[UnitFigures]) -> list[BarRow]:
    """Units by their overdue targets, with all that they have open."""
    longest = _longest(load.overdue.count for load in loads)
    return [
        BarRow(
            unit_words(load.unit),
            Fraction(load.overdue.count, longest),
            (number(load.overdue), number(load.open)),
            "card--bad",
        )
        for load in loads
    ]


def slips(found: Sequence[Slip]) -> list[BarRow]:
    """Units by the days that their dates were moved, with the targets that were."""
    longest = _longest(slip.days for slip in found)
    return [
        BarRow(
            unit_words(slip.unit),
            Fraction(max(slip.days, 0), longest),
            (number(slip.moved), Number(_("{n}天").format(n=f"{slip.days:+,}"), slip.moved)),
            "card--warning",
        )
        for slip in found
    ]


def on_time(glance: Glance) -> tuple[list[Series], list[str]]:
    """The rate of each month."""
    columns = tuple(
        Column(
            month.share or Fraction(0),
            number(month.kept),
            _("{month} 按期 {kept}/{came}  {rate}").format(
                month=f"{month.first:%Y-%m}",
                kept=f"{month.kept.count:,}",
                came=f"{month.came.count:,}",
                rate=percent_words(month.share),
            ),
            now=month.first.replace(day=1) == glance.day.replace(day=1),
        )
        for month in glance.on_time_by_month
    )
    return [Series("", columns, "card--good")], [_month_label(month.first.month) for month in glance.on_time_by_month]


def loads(glance: Glance) -> tuple[list[Series], list[str]]:
    """What falls due in each month to come."""
    highest = _longest(load.due.count for load in glance.loads)
    columns = tuple(
        Column(
            Fraction(load.due.count, highest),
            number(load.due),
            _("{month} 到期 {n} 项").format(month=f"{load.month:%Y-%m}", n=f"{load.due.count:,}"),
            now=load.month == glance.day.replace(day=1),
        )
        for load in glance.loads
    )
    return [Series("", columns, "card--warning")], [_month_label(load.month.month) for load in glance.loads]


def peak_words(glance: Glance) -> str:
    """The fullest month."""
    peak = max(glance.loads, key=lambda load: load.due.count)
    return _("峰值 {month} {n}").format(month=f"{peak.month:%Y-%m}", n=f"{peak.due.count:,}")


def burn(points: Sequence[Burn], glance: Glance) -> tuple[list[Series], list[str]]:
    """What is left by plan, and what is really left, at the end of each month."""
    highest = _longest(max(point.planned.count, point.left.count if point.left else 0) for point in points)
    now = [point.last.replace(day=1) == glance.day.replace(day=1) for point in points]
    planned = tuple(
        Column(Fraction(point.planned.count, highest), number(point.planned), _burn_words(point), now=is_now)
        for point, is_now in zip(points, now, strict=True)
    )
    left = tuple(
        Column(Fraction(point.left.count, highest), number(point.left), _burn_words(point), now=is_now)
        for point, is_now in zip(points, now, strict=True)
        if point.left is not None
    )
    labels = [_month_label(point.last.month) for point in points]
    return [Series(_("计划"), planned, "card--muted"), Series(_("实际"), left, "card--bar")], labels


def _burn_words(point: Burn) -> str:
    said = _("{month}末 计划剩 {n}").format(month=f"{point.last:%Y-%m}", n=f"{point.planned.count:,}")
    if point.left is None:
        return said
    return said + _(" 实际剩 {n}").format(n=f"{point.left.count:,}")


def weeks(found: Sequence[Week]) -> tuple[list[Series], list[str]]:
    """What was closed in each week."""
    highest = _longest(week.closed.count for week in found)
    columns = tuple(
        Column(
            Fraction(week.closed.count, highest),
            number(week.closed),
            _("{day}起一周 办结 {n}").format(day=f"{week.monday:%m-%d}", n=f"{week.closed.count:,}"),
            now=week is found[-1],
        )
        for week in found
    )
    return [Series("", columns, "card--good")], [f"{week.monday:%d}" for week in found]


def _month_label(month: int) -> str:
    return f"{month}"


def _longest(counts: Iterable[int]) -> int:
    """What the full length of a bar stands for; at least 1, so that nothing is divided by nothing."""
    return max(1, *counts, 1)
