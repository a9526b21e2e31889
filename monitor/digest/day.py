"""The day line by line: which targets stand where, in the order of urgency."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from commitments.document import Place
from commitments.errors import Problem
from commitments.evidence import Review, Verdict
from commitments.filter import parse_filter
from commitments.ledger import Counts, DocumentEntry, Entry, Ledger, Observation
from commitments.ledger.findings_values import Revisit
from commitments.timing import Timing
from monitor.digest.changes import News
from monitor.digest.lines import Line

if TYPE_CHECKING:  # they count what stands here
    from commitments.progress import Progress
    from monitor.digest.figures import Figures
    from monitor.digest.summary import Summary

RECENT_DAYS = 7
_TRACKED = f"review:{Review.TRACKED}"
NOT_REJECTED = f"-review:{Review.REJECTED}"
NO_REVISITS: Mapping[int, Revisit] = {}


class Source(NamedTuple):
    """Where in its document a target stands."""

    place: Place | None  # page, cell or part, in formats that have them
    heading: str  # the headings above it, the widest first; "" where there are none


@dataclass(frozen=True, slots=True)
class UnitLines:
    """The lines that one unit answers for; `unit` is "" where the text and its imprint name nobody."""

    unit: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """Everything that is said of one day. Lines are ordered by urgency: most days overdue first, then id."""

    day: date
    near_days: int
    counts: Counts
    documents: tuple[DocumentEntry, ...]
    overdue: tuple[Line, ...]
    due: tuple[Line, ...]  # today is the last day
    near: tuple[Line, ...]  # within `near_days`, today excluded
    undated: tuple[Line, ...]
    unreviewed: tuple[Line, ...]  # every candidate, whatever its timing
    closed: tuple[Line, ...]  # with a verdict
    recent: tuple[Line, ...]  # with evidence observed or recorded within the last week, newest first
    problems: tuple[Problem, ...]
    ahead: tuple[Line, ...] = ()  # beyond the warning window
    revisit: tuple[Line, ...] = ()  # whose verdict is to be looked at again (待复查), the longest shaken first
    unit: str = ""  # whose day it is; "" for everybody's
    stale: tuple[Line, ...] = ()  # open, and nothing was heard for too long; only where it was asked for
    news: News | None = None  # what changed since the last report; only where it was asked for
    figures: "Figures | None" = None  # of the same targets, those of everybody
    sources: Mapping[int, Source] = field(default_factory=dict)  # target → its place, of as many as are looked at
    as_known: bool = False  # told from the log as it was known that day, not as it is known now
    document: DocumentEntry | None = None  # whose day it is, where it is one document's
    trails: Mapping[int, tuple[Observation, ...]] = field(default_factory=dict)  # target → its evidence, of a document
    summary: "Summary | None" = None  # of the period that ends with this day; only where it was asked for
    progress: "Mapping[int, Progress]" = field(default_factory=dict)  # target → how far, of those that have values

    @property
    def name(self) -> str:
        """What its files are called: the day, or the period that it sums up."""
        return self.summary.period.name if self.summary is not None else self.day.isoformat()

    @property
    def open_lines(self) -> tuple[Line, ...]:
        """Every line without a verdict, each once: overdue, due, near, ahead, then undated."""
        return self.overdue + self.due + self.near + self.ahead + self.undated

    def overdue_by_unit(self) -> tuple[UnitLines, ...]:
        """The overdue lines under each leading unit, the unit with most lines first; joint leads appear under each."""
        return by_unit(self.overdue)

    @property
    def unmeasurable(self) -> tuple[Line, ...]:
        """Targets closed because nobody can say whether they were kept."""
        return tuple(line for line in self.closed if line.entry.verdict is Verdict.UNMEASURABLE)

    def near_within(self, days: int) -> tuple[Line, ...]:
        """The near lines due within so many calendar days."""
        return tuple(line for line in self.near if line.days is not None and line.days <= days)

    def overdue_by_helper(self) -> tuple[UnitLines, ...]:
        """The overdue lines under each unit that helps beside a lead."""
        return by_helper(self.overdue)

    def of_unit(self, unit: str) -> "Digest":
        """The same day seen by one unit: only lines it leads or supports, and the counts of these."""
        return replace(self._only(lambda line: line.names(unit)), unit=unit)

    def of_document(self, document: DocumentEntry, trails: Mapping[int, tuple[Observation, ...]]) -> "Digest":
        """The same day of the targets of one document, with all the evidence of each."""
        own = self._only(lambda line: line.entry.document.id == document.id)
        news = own.news if own.summary else None
        return replace(own, document=document, documents=(document,), trails=trails, news=news, problems=())

    @property
    def in_order(self) -> tuple[Line, ...]:
        """Every line, open or closed, in the order of the texts."""
        lines = self.open_lines + self.closed
        return tuple(sorted(lines, key=lambda line: (line.entry.document.id, line.entry.target.start, line.entry.id)))

    @property
    def listed(self) -> tuple[Line, ...]:
        """The lines that a list without views holds: of a document all, of a period what it tells of.

        Else the open ones, and those closed ones that are to be looked at again.
        """
        if self.document is not None:
            return self.in_order
        if self.summary is None or self.news is None:
            return self.open_lines + tuple(line for line in self.revisit if line.entry.closed)
        lists = (*self.summary.lists, *self.news.lists, self.revisit)
        told = {line.entry.id for lines in lists for line in lines}
        return tuple(line for line in self.open_lines + self.closed if line.entry.id in told)

    def _only(self, wanted: Callable[[Line], bool]) -> "Digest":
        names = ("overdue", "due", "near", "ahead", "undated", "unreviewed", "closed", "recent", "stale", "revisit")
        lines: dict[str, Any] = {name: tuple(filter(wanted, getattr(self, name))) for name in names}
        news, summary = self.news and self.news.only(wanted), self.summary and self.summary.only(wanted)
        seen = replace(self, figures=None, news=news, summary=summary, **lines)
        return replace(seen, counts=_counted(seen.open_lines + seen.closed))


def by_unit(lines: Iterable[Line]) -> tuple[UnitLines, ...]:
    """Group lines by who answers for them, largest group first, then by name."""
    groups: dict[str, list[Line]] = {}
    for line in lines:
        for unit in line.units or ("",):
            groups.setdefault(unit, []).append(line)
    ordered = sorted(groups.items(), key=lambda item: (item[0] == "", -len(item[1]), item[0]))
    return tuple(UnitLines(unit, tuple(group)) for unit, group in ordered)


def by_helper(lines: Iterable[Line]) -> tuple[UnitLines, ...]:
    """Group lines by who helps beside a lead, largest group first, then by name; a line without a helper is in none."""
    groups: dict[str, list[Line]] = {}
    for line in lines:
        owners = line.entry.target.owners
        for unit in owners.support if owners.lead else ():
            groups.setdefault(unit, []).append(line)
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(UnitLines(unit, tuple(group)) for unit, group in ordered)


def build_digest(
    ledger: Ledger, *, day: date, near_days: int, problems: tuple[Problem, ...] = (), only_tracked: bool = False
) -> Digest:
    """Read the ledger once and lay out the day.

    Args:
        ledger: the store of record.
        day: the day the digest speaks of.
        near_days: length of the warning window in calendar days.
        problems: complaints of the run in hand, shown beside those the ledger keeps.
        only_tracked: leave out candidates, as notices to departments do.
    """
    wanted = parse_filter([_TRACKED if only_tracked else NOT_REJECTED], today=day)
    return laid_out(
        ledger.entries(wanted, day=day, near_days=near_days),
        counts=ledger.counts(day=day, near_days=near_days),
        documents=ledger.documents(),
        day=day,
        near_days=near_days,
        problems=tuple(dict.fromkeys(problems + ledger.problems())),
        revisits=ledger.revisits(),
    )


def laid_out(
    entries: Iterable[Entry],
    *,
    counts: Counts | None,
    documents: tuple[DocumentEntry, ...],
    day: date,
    near_days: int,
    problems: tuple[Problem, ...] = (),
    revisits: Mapping[int, Revisit] = NO_REVISITS,
) -> Digest:
    """Lay the day out of these entries; without `counts` they are counted."""
    lines = [
        Line(entry, entry.timing(day, near_days), entry.days_left(day), revisits.get(entry.id)) for entry in entries
    ]
    lines.sort(key=lambda line: (line.days is None, line.days, line.entry.id))
    return Digest(
        day=day,
        near_days=near_days,
        counts=counts or _counted(lines),
        documents=documents,
        overdue=_with(lines, Timing.OVERDUE),
        due=_with(lines, Timing.DUE),
        near=_with(lines, Timing.NEAR),
        undated=_with(lines, Timing.UNDATED),
        unreviewed=tuple(line for line in lines if line.entry.review is Review.CANDIDATE),
        closed=tuple(line for line in lines if line.entry.verdict is not Verdict.OPEN),
        recent=_recent(lines, day),
        problems=problems,
        ahead=_with(lines, Timing.AHEAD),
        revisit=to_look_at_again(lines),
    )


def _counted(lines: Sequence[Line]) -> Counts:
    """Counts of the lines at hand; what was rejected is not among them."""
    candidates = sum(not line.reviewed for line in lines)
    timings = Counter(line.timing for line in lines)
    return Counts({timing: timings[timing] for timing in Timing}, candidates, len(lines) - candidates, 0)


def _with(lines: Iterable[Line], timing: Timing) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.timing is timing)


def to_look_at_again(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Those of some lines whose verdict is to be looked at again, the longest shaken first."""
    shaken = [(line.revisit.since, line) for line in lines if line.revisit is not None]
    return tuple(line for _since, line in sorted(shaken, key=lambda pair: (pair[0], pair[1].entry.id)))


def _recent(lines: Iterable[Line], day: date) -> tuple[Line, ...]:
    since = day - timedelta(days=RECENT_DAYS)
    dated = [
        (latest.observed_on, line)
        for line in lines
        if (latest := line.entry.latest) is not None
        and (latest.observed_on >= since or latest.recorded_at.date() >= since)
    ]
    return tuple(line for _, line in sorted(dated, key=lambda pair: (-pair[0].toordinal(), pair[1].entry.id)))
