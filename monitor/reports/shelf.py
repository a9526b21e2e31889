"""The sections of a report, and how lines become their items."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from commitments.i18n import _
from commitments.ledger import Observation
from monitor.digest import Digest, Line, Shift, Source, UnitLines
from monitor.reports.phrases import Facts, facts
from monitor.reports.tables import longest
from monitor.words import unit_words

LONGEST_SECTION = 300  # lines; a longer list is read in the CSV or on the review screen, not on paper
SOON = 7  # days; what is due within them stands first


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


def headline(text: str) -> str:
    """A state's word as a heading: Chinese as it is, English with a capital."""
    return text[:1].upper() + text[1:]


class Shelf:
    """Builds sections, remembering which codes have had their anchor."""

    def __init__(
        self,
        sources: Mapping[int, Source],
        trails: Mapping[int, tuple[Observation, ...]],
        shifts: Iterable[Shift] = (),
        *,
        most: int = LONGEST_SECTION,
    ) -> None:
        self._placed: set[int] = set()
        self._sources = sources
        self._trails = trails
        self._most = most
        self._shifts: dict[int, tuple[Shift, ...]] = {}
        for shift in shifts:
            self._shifts[shift.line.entry.id] = (*self._shifts.get(shift.line.entry.id, ()), shift)

    def near(self, digest: Digest, empty: str) -> Section:
        """The warning window, this week's lines before the others."""
        title = _("未来 {n} 天到期").format(n=digest.near_days)
        soon = digest.near_within(SOON)
        later = digest.near[len(soon) :]
        whole = self.plain("near", title, digest.near, empty)
        if not soon or not later:
            return whole
        groups = []
        items = whole.groups[0].lines
        for name, lines in ((_("{n} 天内").format(n=SOON), soon), (_("{n} 天以后").format(n=SOON), later)):
            shown, items = items[: len(lines)], items[len(lines) :]
            if shown:
                groups.append(Group(name, _("{n} 项").format(n=len(lines)), shown))
        return replace(whole, groups=tuple(groups))

    def plain(self, anchor: str, title: str, lines: tuple[Line, ...], empty: str, note: str = "") -> Section:
        """Lines under the title alone."""
        groups = (Group("", "", self._items(lines[: self._most])),) if lines else ()
        return Section(anchor, title, len(lines), _joined(note, self._cut_words(len(lines))), empty, groups)

    def grouped(self, anchor: str, title: str, groups: Iterable[tuple[str, str, tuple[Line, ...]]]) -> Section:
        """Lines under headings, each with a note."""
        found, count, room = [], 0, self._most
        for heading, note, lines in groups:
            count += len(lines)
            if room > 0:
                found.append(Group(heading, note, self._items(lines[:room])))
            room -= len(lines)
        return Section(anchor, title, count, self._cut_words(count), "", tuple(found))

    def by_unit(self, anchor: str, title: str, digest: Digest, empty: str) -> Section:
        """What is overdue, under the units that answer for it; on the paper for one unit each line once."""
        if digest.unit:
            return self.plain(anchor, title, digest.overdue, empty)
        groups, room = [], self._most
        for group in digest.overdue_by_unit():
            if room <= 0:
                break
            groups.append(self._group(group, room))
            room -= len(group.lines)
        shown = sum(len(group.lines) for group in digest.overdue_by_unit())
        return Section(anchor, title, len(digest.overdue), self._cut_words(shown), empty, tuple(groups))

    def revisit(self, digest: Digest) -> Section:
        """Verdicts to look at again."""
        note = _("结论所依的证据已作废，或承诺的读法有变：请重新核定。") if digest.revisit else ""
        return self.plain("revisit", headline(_("待复查")), digest.revisit, _("没有待复查的结论。"), note)

    def unreviewed(self, digest: Digest, rest: tuple[Line, ...]) -> Section:
        """Candidates: those that no section above has shown."""
        above = len(digest.unreviewed) - len(rest)
        note = _("其中 {n} 项已列在上文，标有“待核”；其余尚未到期的列在这里。").format(n=above) if above else ""
        count = len(digest.unreviewed)
        section = self.plain("unreviewed", headline(_("待核")), rest, _("没有待核的目标。"), note)
        empty = "" if count else section.empty
        return Section(section.anchor, section.title, count, section.note, empty, section.groups)

    def _group(self, group: UnitLines, room: int) -> Group:
        note = _("{n} 项，最长逾期 {days} 天").format(n=len(group.lines), days=longest(group.lines))
        return Group(unit_words(group.unit), note, self._items(group.lines[:room]))

    def _items(self, lines: Iterable[Line]) -> tuple[Item, ...]:
        return tuple(Item(self._facts(line), self._anchor(line)) for line in lines)

    def _facts(self, line: Line) -> Facts:
        number = line.entry.id
        trail, shifts = self._trails.get(number, ()), self._shifts.get(number, ())
        return facts(line, self._sources.get(number), trail, shifts)

    def _anchor(self, line: Line) -> str:
        if line.entry.id in self._placed:
            return ""
        self._placed.add(line.entry.id)
        return line.entry.code

    def _cut_words(self, count: int) -> str:
        if count <= self._most:
            return ""
        return _("这里只列前 {shown} 项，其余 {rest} 项见 CSV 或核查界面。").format(
            shown=self._most, rest=count - self._most
        )


def _joined(*notes: str) -> str:
    return " ".join(note for note in notes if note)
