"""How a report of the day is laid out: its figures and sections in order, the same for every format."""

from collections.abc import Iterable
from dataclasses import dataclass

from commitments.i18n import _
from commitments.timing import Timing
from monitor.digest import RECENT_DAYS, Digest, Line, UnitLines
from monitor.reports.phrases import Facts, facts, unit_words
from monitor.safe_text import one_line
from monitor.words import word

LONGEST_SECTION = 500  # lines; a longer list is read in the CSV or on the review screen, not on paper


@dataclass(frozen=True, slots=True)
class Figure:
    """One headline figure of the whole ledger."""

    name: str  # stable, for anchors and styles
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a section. `anchor` is its code at its first place in the report, "" at the others."""

    facts: Facts
    anchor: str


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading; `heading` is "" where a section is not divided."""

    heading: str
    note: str
    lines: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One chapter: `groups` is empty when there is nothing to say, and then `empty` says so."""

    anchor: str
    title: str
    count: int
    note: str
    empty: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class UnitFigure:
    """How one unit stands: its overdue lines and the longest delay among them."""

    unit: str
    overdue: int
    longest: int  # days


def title(digest: Digest) -> str:
    """The name of the report, and whose it is if it is not everybody's."""
    return " · ".join(part for part in (_("督办日报"), one_line(digest.unit)) if part)


def figures(digest: Digest) -> tuple[Figure, ...]:
    """The headline: how many targets stand where, and how many nobody has reviewed."""
    timings = (Timing.OVERDUE, Timing.DUE, Timing.NEAR, Timing.AHEAD, Timing.UNDATED, Timing.CLOSED)
    counted = [Figure(timing.value, word(timing), digest.counts.timing.get(timing, 0)) for timing in timings]
    return (*counted, Figure("unreviewed", _("待核"), digest.counts.candidates))


def unit_figures(digest: Digest) -> tuple[UnitFigure, ...]:
    """The units with overdue targets, the one with most first."""
    return tuple(
        UnitFigure(unit_words(group.unit), len(group.lines), _longest(group.lines))
        for group in digest.overdue_by_unit()
    )


def sections(digest: Digest) -> tuple[Section, ...]:
    """Every section in the order of urgency; a line is an anchor where it first appears."""
    shelf = _Shelf()
    shown = {line.entry.id for line in digest.overdue + digest.due + digest.near + digest.undated}
    rest = tuple(line for line in digest.unreviewed if line.entry.id not in shown)
    near = _("未来 {n} 天到期").format(n=digest.near_days)
    recent = _("近 {n} 天的进展").format(n=RECENT_DAYS)
    return (
        shelf.by_unit("overdue", headline(word(Timing.OVERDUE)), digest, _("没有逾期的目标。")),
        shelf.plain("due", headline(word(Timing.DUE)), digest.due, _("今天没有到期的目标。")),
        shelf.plain("near", near, digest.near, _("这段时间内没有到期的目标。")),
        shelf.plain("undated", headline(word(Timing.UNDATED)), digest.undated, _("每个目标都有时限。")),
        shelf.unreviewed(digest, rest),
        shelf.plain("recent", recent, digest.recent, _("近期没有新的进展证据。")),
        shelf.plain("closed", headline(word(Timing.CLOSED)), digest.closed, _("还没有下过结论。")),
    )


def headline(text: str) -> str:
    """A state's word as a heading: Chinese as it is, English with a capital."""
    return text[:1].upper() + text[1:]


class _Shelf:
    """Builds sections, remembering which codes have had their anchor."""

    def __init__(self) -> None:
        self._placed: set[int] = set()

    def plain(self, anchor: str, title: str, lines: tuple[Line, ...], empty: str, note: str = "") -> Section:
        groups = (Group("", "", self._items(lines[:LONGEST_SECTION])),) if lines else ()
        return Section(anchor, title, len(lines), _joined(note, _cut_words(len(lines))), empty, groups)

    def by_unit(self, anchor: str, title: str, digest: Digest, empty: str) -> Section:
        groups, room = [], LONGEST_SECTION
        for group in digest.overdue_by_unit():
            if room <= 0:
                break
            groups.append(self._group(group, room))
            room -= len(group.lines)
        shown = sum(len(group.lines) for group in digest.overdue_by_unit())
        return Section(anchor, title, len(digest.overdue), _cut_words(shown), empty, tuple(groups))

    def unreviewed(self, digest: Digest, rest: tuple[Line, ...]) -> Section:
        above = len(digest.unreviewed) - len(rest)
        note = _("其中 {n} 项已列在上文，标有“待核”；其余尚未到期的列在这里。").format(n=above) if above else ""
        count = len(digest.unreviewed)
        section = self.plain("unreviewed", headline(_("待核")), rest, _("没有待核的目标。"), note)
        empty = "" if count else section.empty
        return Section(section.anchor, section.title, count, section.note, empty, section.groups)

    def _group(self, group: UnitLines, room: int) -> Group:
        note = _("{n} 项，最长逾期 {days} 天").format(n=len(group.lines), days=_longest(group.lines))
        return Group(unit_words(group.unit), note, self._items(group.lines[:room]))

    def _items(self, lines: Iterable[Line]) -> tuple[Item, ...]:
        return tuple(Item(facts(line), self._anchor(line)) for line in lines)

    def _anchor(self, line: Line) -> str:
        if line.entry.id in self._placed:
            return ""
        self._placed.add(line.entry.id)
        return line.entry.code


def _longest(lines: Iterable[Line]) -> int:
    return max((-line.days for line in lines if line.days is not None), default=0)


def _cut_words(count: int) -> str:
    if count <= LONGEST_SECTION:
        return ""
    return _("这里只列前 {shown} 项，其余 {rest} 项见 CSV 或核查界面。").format(
        shown=LONGEST_SECTION, rest=count - LONGEST_SECTION
    )


def _joined(*notes: str) -> str:
    return " ".join(note for note in notes if note)
