"""The one place that wires settings, clock, ledger and the person who acts."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from commitments.attachments import MEGABYTE, Attachments
from commitments.errors import Problem
from commitments.filter import parse_filter
from commitments.i18n import _
from commitments.ledger import Counts, DocumentEntry, Ledger
from monitor import digest as facts
from monitor.clock import Clock
from monitor.config import Settings
from monitor.errors import ReportError
from monitor.safe_text import one_line

SQLITE_FILE = "sqlite:///"
MOST_OFFERED = 5  # documents named to choose from
USUAL_HOUR = "08:30"  # of a report, where none is written by the clock


@dataclass(frozen=True, slots=True)
class Services:
    """What a job, a command or a screen works with."""

    settings: Settings
    clock: Clock
    ledger: Ledger
    actor: str  # who is acting, as the event log will name them

    @property
    def near_days(self) -> int:
        """Length of the warning window in calendar days."""
        return self.settings.review.near_days

    @property
    def attachments(self) -> Attachments:
        """The store of attached files."""
        settings = self.settings.evidence
        return Attachments(self.settings.path(settings.folder), settings.max_megabytes * MEGABYTE)

    def counts(self) -> Counts:
        """How many targets stand where today."""
        return self.ledger.counts(day=self.clock.today(), near_days=self.near_days)

    def overlooked(self) -> frozenset[int]:
        """Undated targets in care that nobody touched for `[review] undated_days`: no date will ever bring them up."""
        today = self.clock.today()
        since = today - timedelta(days=self.settings.review.undated_days)
        asked = parse_filter(["timing:undated", "review:tracked", f"touched<{since.isoformat()}"], today=today)
        return frozenset(self.ledger.ids(asked, day=today, near_days=self.near_days))

    def digest(self) -> "facts.Digest":
        """Today's facts."""
        return facts.build_digest(self.ledger, day=self.clock.today(), near_days=self.near_days)

    def brief(
        self, problems: tuple[Problem, ...] = (), *, grain: "facts.Grain | None" = None, places: bool = True
    ) -> "facts.Digest":
        """Today's facts with what is new since the report of the last working day was due, for reports.

        A day in the past is told as it was known at its end, if the ledger had begun by then. With a `grain`, what is
        new is that of the week, month or year up to today, with a summary of it. `places`: whether to look up where in
        their documents lines stand.
        """
        today, settings = self.clock.today(), self.settings
        period = facts.period_of(grain, today) if grain else None
        since, moment = self._since(today, period)
        return facts.build_brief(
            self.ledger,
            day=today,
            near_days=self.near_days,
            stale_days=settings.evidence.stale_days,
            since=since,
            moment=moment,
            until=self._end_of(today),
            problems=problems,
            period=period,
            places=places,
        )

    def _since(self, today: date, period: "facts.Period | None") -> tuple[date, datetime]:
        """The day that today is compared with, and the moment from which things are new."""
        if period is not None:
            eve = period.first - timedelta(days=1)
            return eve, self._midnight(period.first)
        since = self.settings.workdays.last_before(today)
        at = time.fromisoformat(self.settings.schedule.report_at or USUAL_HOUR)
        return since, datetime.combine(since, at, self.settings.zone).astimezone(UTC)

    def _midnight(self, day: date) -> datetime:
        """When a day of the office begins."""
        return datetime.combine(day, time.min, self.settings.zone).astimezone(UTC)

    def _end_of(self, day: date) -> datetime | None:
        """When a day of the office ends; None for one that has not ended."""
        ends = self._midnight(day + timedelta(days=1))
        return ends if ends <= self.clock.now() else None

    def unit_brief(self, unit: str, *, grain: "facts.Grain | None" = None) -> "facts.Digest":
        """What one unit leads or supports, and how far its targets with numbers have come."""
        own = self.brief(grain=grain, places=False).of_unit(unit)
        return self._with_progress(replace(own, sources=facts.sources(self.ledger, facts.looked_at(own))))

    def document_brief(self, wanted: str, *, grain: "facts.Grain | None" = None) -> "facts.Digest":
        """How one document was kept: its number in the ledger, or words of its title, number, issuer or file name.

        Raises:
            ReportError: no document is meant, or more than one.
        """
        document = self._document(wanted)
        digest = self.brief(grain=grain, places=False)
        ids = [line.entry.id for line in digest.in_order if line.entry.document.id == document.id]
        trails = self.ledger.evidence_of_each(ids, until=self._known(digest))
        own = digest.of_document(document, {number: tuple(seen) for number, seen in trails.items()})
        return self._with_progress(replace(own, sources=facts.sources(self.ledger, own.in_order)))

    def _with_progress(self, digest: "facts.Digest") -> "facts.Digest":
        """The digest with the progress of its targets that have a number and of which a value was seen."""
        entries = [line.entry for line in digest.in_order if line.entry.latest is not None]
        known = self.ledger.progress_of_each(
            entries, day=digest.day, stale_days=self.settings.evidence.stale_days, until=self._known(digest)
        )
        return replace(digest, progress={number: one for number, one in known.items() if one.series})

    def _known(self, digest: "facts.Digest") -> datetime | None:
        """Until when things are known of a digest; None for all that is known now."""
        return self._end_of(digest.day) if digest.as_known else None

    def _document(self, wanted: str) -> DocumentEntry:
        known = {document.id: document for document in self.ledger.documents()}
        found = [int(wanted)] if wanted.isdecimal() and int(wanted) in known else self._called(wanted)
        if len(found) != 1:
            names = "、".join(f"{number} {one_line(known[number].label, 30)}" for number in found[:MOST_OFFERED])
            message = _("不止一份文件像这样：{names}").format(names=names) if found else _("台账里没有这样的文件")
            raise ReportError(message, where=wanted, remedy=_("写文件在 duban documents 里的编号"))
        return known[found[0]]

    def _called(self, words: str) -> list[int]:
        return list(self.ledger.document_ids(words.split()))


def build(settings: Settings, clock: Clock, *, actor: str, ledger_url: str | None = None) -> Services:
    """Open the ledger and put the parts together.

    Args:
        settings: what config.toml says.
        clock: who knows what day it is.
        actor: the name the event log will carry.
        ledger_url: overrides the configured ledger; taken as it is, relative to the working folder.

    Raises:
        LedgerError: the ledger cannot be opened.
    """
    url = ledger_url or resolved(settings)
    return Services(settings, clock, _open(url, settings, clock), actor)


def _open(url: str, settings: Settings, clock: Clock) -> Ledger:
    return Ledger.open(url, now=clock.now, four_eyes=settings.review.four_eyes, server_time=True)


def resolved(settings: Settings) -> str:
    """The configured URL of the ledger, a relative SQLite path made relative to config.toml."""
    url = settings.ledger.url
    if not url.startswith(SQLITE_FILE):
        return url
    return SQLITE_FILE + str(settings.path(url.removeprefix(SQLITE_FILE)))
