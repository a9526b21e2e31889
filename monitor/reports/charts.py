"""Pictures of the figures: where every mark of a chart stands, worked out from the same numbers as its table.

Nothing here draws: HTML draws it as inline SVG. Series are told apart by colour, by form and by a word.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from commitments.i18n import _
from commitments.timing import Timing
from monitor.digest import Digest, Figures
from monitor.reports.tables import ages, helping, leading
from monitor.words import unit_words, word

WIDTH, HEIGHT = 480, 220
LEFT, RIGHT, TOP, BOTTOM = 46, 8, 18, 30  # round the plot
STEPS = 4  # grid lines above zero
ROW = 24  # height of a horizontal bar and its gap
NAME_WIDTH = 182  # of the names beside horizontal bars
MOST_BARS = 12  # units in one picture; the table beside it has all


@dataclass(frozen=True, slots=True)
class Mark:
    """One value where it is drawn: a bar from (x, y), or a point at it; `value` is the very number of the table."""

    x: float
    y: float
    width: float
    height: float
    label: str
    value: int | Decimal | None
    shown: str


@dataclass(frozen=True, slots=True)
class Series:
    """Values that belong together. `form` is bar, row, solid, dashed or point."""

    name: str  # in words
    form: str
    marks: tuple[Mark, ...]

    @property
    def path(self) -> str:
        """The line through its points, as SVG has it."""
        points = [f"{mark.x:g},{mark.y:g}" for mark in self.marks if mark.value is not None]
        return " ".join(points)


@dataclass(frozen=True, slots=True)
class Tick:
    """A word beside an axis."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """One picture with its table: the same numbers twice."""

    name: str  # stable
    title: str
    note: str
    width: int
    height: int
    series: tuple[Series, ...]
    across: tuple[Tick, ...]  # below, by x
    up: tuple[Tick, ...]  # at the left, by y
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    text: tuple[str, ...] = ()  # what can be shown of it in plain text


def charts(digest: Digest) -> tuple[Chart, ...]:
    """Every picture that has something to show, in the order of the report; the paper for a unit has none."""
    if digest.unit:
        return ()
    drawn = [
        bars(
            "leading",
            _("各牵头单位逾期"),
            word(Timing.OVERDUE),
            [(unit.unit, unit.overdue) for unit in leading(digest)],
        ),
        bars(
            "helping",
            _("各配合单位逾期"),
            word(Timing.OVERDUE),
            [(unit.unit, unit.overdue) for unit in helping(digest)],
        ),
        bars("ages", _("逾期多久"), word(Timing.OVERDUE), [(age.label, age.count) for age in ages(digest)]),
    ]
    if digest.figures is not None:
        drawn += _of_figures(digest.figures)
    return tuple(chart for chart in drawn if any(mark.value for series in chart.series for mark in series.marks))


def _of_figures(seen: Figures) -> Iterable[Chart]:
    shares = [
        (f"{month.first:%Y-%m}", None if month.share is None else round(100 * month.share))
        for month in seen.on_time_by_month
    ]
    table = [
        (name, str(month.came.count), str(month.kept.count), "" if share is None else f"{share}%")
        for (name, share), month in zip(shares, seen.on_time_by_month, strict=True)
    ]
    note = _("当月到期的目标中，已兑现的比例；已调整和无法衡量的不计。")
    headings = (_("月份"), _("到期"), _("按期兑现"), _("按期率"))
    yield columns(
        "on-time", _("按期率"), note, [Values(_("按期率"), "bar", shares)], headings, table, unit="%", top=100
    )
    loads = [(f"{load.month:%Y-%m}", load.due.count) for load in seen.loads]
    yield columns(
        "loads",
        _("未来12个月到期"),
        _("尚未销号的目标，按到期月份；本月自今日起计。"),
        [Values(_("到期"), "bar", loads)],
        (_("月份"), _("到期")),
        [(name, str(count)) for name, count in loads],
    )
    planned = [(f"{burn.last:%Y-%m}", burn.planned.count) for burn in seen.burn]
    left = [(f"{burn.last:%Y-%m}", burn.left.count if burn.left else None) for burn in seen.burn]
    yield columns(
        "burn",
        _("燃尽"),
        _("各月月底尚余的目标：计划按最初时限，实际按结论；本月为今日。"),
        [Values(_("计划"), "dashed", planned), Values(_("实际"), "solid", left)],
        (_("月份"), _("计划"), _("实际")),
        [
            (name, str(plan), "" if real is None else str(real))
            for (name, plan), (_same, real) in zip(planned, left, strict=True)
        ],
    )
    yield bars("slips", _("改期天数"), _("天"), [(unit_words(slip.unit), slip.days) for slip in seen.slips])


@dataclass(frozen=True, slots=True)
class Values:
    """A series before it is drawn: label and value of each place, None where there is none."""

    name: str
    form: str
    points: Sequence[tuple[str, int | None]]


def columns(
    name: str,
    title: str,
    note: str,
    values: Sequence[Values],
    headings: tuple[str, ...],
    rows: Iterable[tuple[str, ...]],
    *,
    unit: str = "",
    top: int | None = None,
) -> Chart:
    """Values over places in a row, such as months: as columns, or as lines. `top` is the end of the scale if given."""
    labels = [label for label, _value in values[0].points]
    most = top or nice_top(max((value or 0 for one in values for _label, value in one.points), default=0))
    wide = (WIDTH - LEFT - RIGHT) / max(len(labels), 1)
    tall = HEIGHT - TOP - BOTTOM
    drawn = []
    for one in values:
        marks = []
        for number, (label, value) in enumerate(one.points):
            high = tall * (value or 0) / most
            at = LEFT + number * wide
            bar = one.form == "bar"
            x, width = (at + wide * 0.15, wide * 0.7) if bar else (at + wide / 2, 0)
            shown = "" if value is None else f"{value}{unit}"
            marks.append(Mark(_px(x), _px(TOP + tall - high), _px(width), _px(high), label, value, shown))
        drawn.append(Series(one.name, one.form, tuple(marks)))
    every = ceil(len(labels) / 12)
    across = tuple(
        Tick(_px(LEFT + (number + 0.5) * wide), label[2:]) for number, label in enumerate(labels) if number % every == 0
    )
    up = tuple(
        Tick(_px(TOP + tall - tall * step / STEPS), f"{most * step / STEPS:g}{unit}") for step in range(STEPS + 1)
    )
    return Chart(name, title, note, WIDTH, HEIGHT, tuple(drawn), across, up, headings, tuple(rows))


def bars(name: str, title: str, what: str, values: Sequence[tuple[str, int]]) -> Chart:
    """Named values as horizontal bars, as many as one can take in; the table has all."""
    shown = values[:MOST_BARS]
    most = max((value for _name, value in shown), default=1) or 1
    room = WIDTH - NAME_WIDTH - 50
    marks = tuple(
        Mark(NAME_WIDTH, _px(number * ROW + 5), _px(max(room * value / most, 0)), ROW - 8, label, value, str(value))
        for number, (label, value) in enumerate(shown)
    )
    note = _("图中为前 {n} 个，全部见表。").format(n=MOST_BARS) if len(values) > MOST_BARS else ""
    rows = tuple((label, str(value)) for label, value in values)
    height = len(shown) * ROW + 6
    return Chart(name, title, note, WIDTH, height, (Series(what, "row", marks),), (), (), (_("名称"), what), rows)


def nice_top(most: int) -> int:
    """The end of a scale that holds `most` and divides well: 4, 8, 20, 40, 80, 200 and so on."""
    if most <= STEPS:
        return STEPS
    size: int = 10 ** (len(str(most)) - 1)
    return next(size * share for share in (1, 2, 4, 8, 20) if size * share >= most and size * share % STEPS == 0)


def _px(value: float) -> float:
    return round(value, 1)
