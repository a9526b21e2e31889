"""How a report of the day is laid out: its figures and sections in order, the same for every format."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from commitments.evidence import Verdict
from commitments.i18n import _
from commitments.ledger import Observation
from commitments.timing import Timing
from monitor.digest import RECENT_DAYS, Digest, Line, Source, UnitLines
from monitor.reports.phrases import Facts, document_words, facts, unit_words
from monitor.reports.tables import longest
from monitor.safe_text import one_line
from monitor.words import word

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


def title(digest: Digest) -> str:
    """The name of the report, and whose it is if it is not everybody's."""
    if digest.document is not None:
        return f"{_('承诺兑现情况')} · {document_words(digest.document)}"
    return f"{_('督办单')} · {one_line(digest.unit)}" if digest.unit else _("督办日报")


def footing(digest: Digest) -> str:
    """What stands at the foot: how days are counted, and what the report rests on."""
    said = _("日数按日历日计；“待核”表示尚无人确认这是承诺。由 duban 督办生成。")
    if not digest.as_known:
        return said
    return said + _("按 {day} 终了时台账所知编成。").format(day=digest.day)


def handover(digest: Digest) -> tuple[str, ...]:
    """What a paper for a unit asks of it, and the line on which it takes note; empty for everybody's report."""
    if not digest.unit:
        return ()
    asked = _("以下事项由{unit}牵头或配合，请按“下一步”办理，并反馈进展。").format(unit=one_line(digest.unit))
    return asked, _("签收单位（盖章）：{line}  签收人：{line}  日期：{line}").format(line="＿＿＿＿＿＿")


def sections(digest: Digest) -> tuple[Section, ...]:
    """Every section in the order of urgency; a line is an anchor where it first appears."""
    shelf = _Shelf(digest.sources, digest.trails)
    if digest.document is not None:
        return (shelf.plain("promises", _("承诺 → 进展 → 结论"), digest.in_order, _("这份文件里没有承诺。")),)
    shown = {line.entry.id for line in digest.overdue + digest.due + digest.near + digest.undated}
    rest = tuple(line for line in digest.unreviewed if line.entry.id not in shown)
    recent = _("近 {n} 天的进展").format(n=RECENT_DAYS)
    found = [
        shelf.by_unit("overdue", headline(word(Timing.OVERDUE)), digest, _("没有逾期的目标。")),
        shelf.plain("due", headline(word(Timing.DUE)), digest.due, _("今天没有到期的目标。")),
        shelf.near(digest, _("这段时间内没有到期的目标。")),
        shelf.plain("undated", headline(word(Timing.UNDATED)), digest.undated, _("每个目标都有时限。")),
        shelf.unreviewed(digest, rest),
        shelf.plain("recent", recent, digest.recent, _("近期没有新的进展证据。")),
        shelf.plain("closed", headline(word(Timing.CLOSED)), digest.closed, _("还没有下过结论。")),
    ]
    if digest.figures is not None or digest.stale:
        days = digest.figures.stale_days if digest.figures else 0
        name = headline(_("证据陈旧"))
        note = _("{n} 天以上没有收到进展。").format(n=days) if days else ""
        found.insert(3, shelf.plain("stale", name, digest.stale, _("没有证据陈旧的目标。"), note))
    if digest.unmeasurable:
        found.insert(-2, shelf.plain("unmeasurable", headline(word(Verdict.UNMEASURABLE)), digest.unmeasurable, ""))
    return tuple(found)


def headline(text: str) -> str:
    """A state's word as a heading: Chinese as it is, English with a capital."""
    return text[:1].upper() + text[1:]


class _Shelf:
    """Builds sections, remembering which codes have had their anchor."""

    def __init__(self, sources: Mapping[int, Source], trails: Mapping[int, tuple[Observation, ...]]) -> None:
        self._placed: set[int] = set()
        self._sources = sources
        self._trails = trails

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
        note = _("{n} 项，最长逾期 {days} 天").format(n=len(group.lines), days=longest(group.lines))
        return Group(unit_words(group.unit), note, self._items(group.lines[:room]))

    def _items(self, lines: Iterable[Line]) -> tuple[Item, ...]:
        return tuple(Item(self._facts(line), self._anchor(line)) for line in lines)

    def _facts(self, line: Line) -> Facts:
        number = line.entry.id
        return facts(line, self._sources.get(number), self._trails.get(number, ()))

    def _anchor(self, line: Line) -> str:
        if line.entry.id in self._placed:
            return ""
        self._placed.add(line.entry.id)
        return line.entry.code


def _cut_words(count: int) -> str:
    if count <= LONGEST_SECTION:
        return ""
    return _("这里只列前 {shown} 项，其余 {rest} 项见 CSV 或核查界面。").format(
        shown=LONGEST_SECTION, rest=count - LONGEST_SECTION
    )


def _joined(*notes: str) -> str:
    return " ".join(note for note in notes if note)
