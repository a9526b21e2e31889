"""The summary of a week, a month or a year: its tables and its sections."""

from collections.abc import Iterable
from fractions import Fraction

from commitments.evidence import Verdict
from commitments.i18n import _
from monitor.digest import Digest, Grain, Line, News, Period, Summary, Tally, by_unit
from monitor.reports.shelf import Section, Shelf, headline
from monitor.reports.tables import Grid
from monitor.words import unit_words, word

NOTHING = "—"


def period_title(period: Period, *, of_document: bool) -> str:
    """What a summary is called: 督办周报 · 2025 年第 47 周, 年度评估 · 2025 年."""
    if of_document:
        name = _("年度评估") if period.grain is Grain.YEAR else _("承诺兑现情况")
    else:
        name = {Grain.WEEK: _("督办周报"), Grain.MONTH: _("督办月报"), Grain.YEAR: _("督办年报")}[period.grain]
    return f"{name} · {period_words(period)}"


def period_words(period: Period) -> str:
    """“2025 年第 47 周”, “2025 年 11 月”, “2025 年”."""
    match period.grain:
        case Grain.WEEK:
            number = period.first.isocalendar()
            return _("{year} 年第 {week} 周").format(year=number.year, week=number.week)
        case Grain.MONTH:
            return _("{year} 年 {month} 月").format(year=period.first.year, month=period.first.month)
        case Grain.YEAR:
            return _("{year} 年").format(year=period.first.year)


def share_words(share: Fraction | None) -> str:
    """A rate in percent, rounded; a dash where there is none."""
    return NOTHING if share is None else f"{round(100 * share)}%"


def period_grids(digest: Digest, summary: Summary, news: News) -> tuple[Grid, ...]:
    """The period in figures beside the one before, and unit by unit."""
    units = _unit_rows(digest, summary, news)
    found = [_overview(summary, news)]
    if units:
        headings = (_("单位"), *outcome_headings(), _("上期按期率"), _("改期"), _("新承诺"), _("进展"))
        note = _("牵头的单位；没有写明牵头的，记在责任单位或发文单位名下。")
        found.append(Grid("units", _("各单位"), note, headings, tuple(units)))
    return tuple(found)


def outcome_headings() -> tuple[str, ...]:
    """What `outcome_cells` counts."""
    other, late = _("部分或未兑现"), _("到期未结")
    names = _("到期"), word(Verdict.MET), word(Verdict.MET_LATE), other, late, _("按期率")
    return tuple(map(headline, names))


def outcome_cells(tally: Tally) -> tuple[str, ...]:
    """What became of the targets that came due: how many, kept, late, not, open, and the rate."""
    counted = (tally.number, tally.met, tally.met_late, tally.other, tally.late)
    return (*map(str, counted), share_words(tally.share))


def _overview(summary: Summary, news: News) -> Grid:
    period, before = summary.period, summary.period.before
    now, then = summary.tally(summary.came), summary.tally(summary.came_before)
    settled = len(news.met) + len(news.met_late) + len(news.settled)
    rows = [
        *zip(outcome_headings(), outcome_cells(now), outcome_cells(then), strict=True),
        (_("作出结论"), str(settled), NOTHING),
        (_("新逾期"), str(len(news.overdue)), NOTHING),
        (_("改期"), str(len(summary.shifts)), NOTHING),
        (_("新承诺"), str(news.entered), NOTHING),
        (_("收到进展的目标"), str(len(summary.heard)), NOTHING),
    ]
    note = _("按期率：到期的目标中按期兑现的比例，已调整和无法衡量的不计；上期按现在所知。")
    days = _("{first} 至 {last}")
    last = max(period.first, summary.through)
    headings = (
        _("事项"),
        _("本期") + " " + days.format(first=period.first, last=last),
        _("上期") + " " + days.format(first=before.first, last=before.last),
    )
    return Grid("period", _("本期概况"), note, headings, tuple(rows))


def _unit_rows(digest: Digest, summary: Summary, news: News) -> list[tuple[str, ...]]:
    """A row for every unit that the period concerns, the one with most due first."""
    came, before = _grouped(summary.came), _grouped(summary.came_before)
    moved = _grouped(summary.moved)
    arrived, heard = _grouped(news.arrived), _grouped(summary.heard)
    named = sorted({*came, *moved, *arrived, *heard}, key=lambda unit: (unit == "", -len(came.get(unit, ())), unit))
    wanted = [unit for unit in named if not digest.unit or unit == digest.unit]
    return [
        (
            unit_words(unit),
            *outcome_cells(summary.tally(came.get(unit, ()))),
            share_words(summary.tally(before.get(unit, ())).share),
            *(str(len(found.get(unit, ()))) for found in (moved, arrived, heard)),
        )
        for unit in wanted
    ]


def _grouped(lines: Iterable[Line]) -> dict[str, tuple[Line, ...]]:
    return {group.unit: group.lines for group in by_unit(lines)}


def period_sections(digest: Digest, summary: Summary, news: News, *, most: int) -> tuple[Section, ...]:
    """What came due, what was concluded, moved, heard and promised, and what is due next."""
    shelf = Shelf(digest.sources, summary.trails, summary.shifts, most=most)
    told = period_lists(summary, news)
    found = [shelf.plain(anchor, name, lines, _("没有。")) for anchor, name, lines in told]
    return (*found[:1], shelf.revisit(digest), *found[1:])


def period_lists(summary: Summary, news: News) -> tuple[tuple[str, str, tuple[Line, ...]], ...]:
    """Anchor, title and lines of each list of a period."""
    concluded = _("本期结论：{verdict}")
    found = (
        ("came", _("本期到期"), summary.came),
        ("met", concluded.format(verdict=word(Verdict.MET)), news.met),
        ("met_late", concluded.format(verdict=word(Verdict.MET_LATE)), news.met_late),
        ("settled", _("本期的其他结论"), news.settled),
        ("moved", _("本期改期"), summary.moved),
        ("heard", _("本期收到的进展"), summary.heard),
        ("arrived", _("本期新承诺"), news.arrived),
        ("next", _("到 {day} 为止将到期").format(day=summary.period.after.last), summary.ahead),
    )
    return tuple((anchor, headline(name), lines) for anchor, name, lines in found)
