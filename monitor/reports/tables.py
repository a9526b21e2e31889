"""The small tables of a report: units by overdue lines, how old they are, and what is new since the last report."""

from collections.abc import Iterable
from dataclasses import dataclass

from commitments.evidence import Verdict
from commitments.i18n import _
from commitments.timing import Timing
from monitor.digest import AGES, Digest, Line, UnitLines
from monitor.safe_text import one_line
from monitor.words import unit_words, word

LONGEST_NEWS = 50  # lines under one heading of the news
SHORT = 60  # characters of a quote that is only named
SHORT_CELL = 12  # characters of a cell that is not broken: a date, a code, a state


@dataclass(frozen=True, slots=True)
class Figure:
    """One headline figure of the whole ledger, and how it moved since the last report, where that is known."""

    name: str  # stable, for anchors and styles
    label: str
    count: int
    change: int | None = None


@dataclass(frozen=True, slots=True)
class UnitFigure:
    """How one unit stands: its overdue lines and the longest delay among them."""

    unit: str
    overdue: int
    longest: int  # days


@dataclass(frozen=True, slots=True)
class AgeFigure:
    """Overdue lines by how long they are."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Named:
    """A line that is only named: it stands in full elsewhere."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class NewsFigure:
    """One kind of news, with the lines it is about."""

    label: str
    count: int
    lines: tuple[Named, ...]
    rest: int  # lines left out


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of a summary, its cells in words: what heads its rows, and whether the other cells are numbers."""

    name: str  # stable
    title: str
    note: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: bool = True

    @property
    def short(self) -> tuple[bool, ...]:
        """Of each column, whether all its cells are so short that they should stay on one line."""
        cells = zip(self.headings, *self.rows, strict=True)
        return tuple(all(len(cell) <= SHORT_CELL for cell in column) for column in cells)


def figures(digest: Digest) -> tuple[Figure, ...]:
    """The headline: how many targets stand where, how many nobody has reviewed, how many verdicts to look at again."""
    timings = (Timing.OVERDUE, Timing.DUE, Timing.NEAR, Timing.AHEAD, Timing.UNDATED, Timing.CLOSED)
    before = digest.news.before if digest.news else None
    known = before is not None and before.total > 0
    counted = [
        Figure(timing.value, word(timing), now, now - before.timing[timing] if known and before else None)
        for timing in timings
        for now in (digest.counts.timing.get(timing, 0),)
    ]
    change = digest.counts.candidates - before.candidates if known and before else None
    earlier = digest.news.revisit_before if digest.news and known else None
    again = len(digest.revisit)
    return (
        *counted,
        Figure("unreviewed", _("待核"), digest.counts.candidates, change),
        Figure("revisit", _("待复查"), again, None if earlier is None else again - earlier),
    )


def change_words(change: int | None) -> str:
    """“+3”, “−2”, “±0”; "" where nobody knows."""
    if change is None:
        return ""
    return f"+{change}" if change > 0 else f"−{-change}" if change else "±0"


def compares_units(digest: Digest) -> bool:
    """Whether a report has a table of units with overdue lines: not where one unit or a period is the matter."""
    return bool(digest.overdue) and digest.summary is None and not digest.unit


def leading(digest: Digest) -> tuple[UnitFigure, ...]:
    """The units that answer for overdue targets, the one with most first."""
    return _units(digest.overdue_by_unit())


def helping(digest: Digest) -> tuple[UnitFigure, ...]:
    """The units that help with overdue targets beside a lead, the one with most first."""
    return _units(digest.overdue_by_helper())


def ages(digest: Digest) -> tuple[AgeFigure, ...]:
    """The overdue lines by the number of days."""
    days = [-line.days for line in digest.overdue if line.days is not None]
    return tuple(
        AgeFigure(age_words(shortest, longest), sum(shortest <= n and (longest is None or n <= longest) for n in days))
        for shortest, longest in AGES
    )


def age_words(shortest: int, longest: int | None) -> str:
    """“1–7 天”, “90 天以上”."""
    if longest is None:
        return _("{n} 天以上").format(n=shortest - 1)
    return _("{first}–{last} 天").format(first=shortest, last=longest)


def news(digest: Digest) -> tuple[NewsFigure, ...]:
    """What is new since the last report; empty where nobody asked."""
    told = digest.news
    if told is None or digest.summary is not None:  # a summary tells them itself
        return ()
    moved = [
        Named(
            move.line.entry.code,
            _("{old} → {new}：{quote}").format(
                old=move.was or "—", new=move.line.entry.due or "—", quote=_short(move.line)
            ),
        )
        for move in told.moved
    ]
    return (
        NewsFigure(_("新入账"), told.entered, (), 0),
        _kind(_("新逾期"), _named(told.overdue)),
        _kind(word(Verdict.MET), _named(told.met)),
        _kind(word(Verdict.MET_LATE), _named(told.met_late)),
        _kind(_("其他结论"), _named(told.settled)),
        _kind(_("改期"), moved),
    )


def _units(groups: Iterable[UnitLines]) -> tuple[UnitFigure, ...]:
    return tuple(UnitFigure(unit_words(group.unit), len(group.lines), longest(group.lines)) for group in groups)


def longest(lines: Iterable[Line]) -> int:
    """Days of the longest delay among lines, 0 where there is none."""
    return max((-line.days for line in lines if line.days is not None), default=0)


def _kind(label: str, lines: list[Named]) -> NewsFigure:
    return NewsFigure(label, len(lines), tuple(lines[:LONGEST_NEWS]), max(len(lines) - LONGEST_NEWS, 0))


def _named(lines: Iterable[Line]) -> list[Named]:
    return [Named(line.entry.code, _short(line)) for line in lines]


def _short(line: Line) -> str:
    return one_line(line.entry.target.quote, SHORT)
