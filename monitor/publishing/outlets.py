"""What is written for those outside: a calendar, a feed or a site, by a command or with the report of the day."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from pathlib import Path

from commitments.filter import Among, Field, Filter, NamedIs, Term, parse_filter
from commitments.i18n import _
from commitments.ledger import Ledger
from monitor.errors import ReportError
from monitor.feeds import atom
from monitor.feeds import calendar as ics
from monitor.feeds.changes import recent
from monitor.publish_settings import PublishSettings
from monitor.publishing.cards import Private
from monitor.publishing.folder import Folder
from monitor.publishing.site import CHANGES, Edition, publish
from monitor.safe_text import one_line

TRACKED = "review:tracked"
OPEN_BOOK = "review:tracked|candidate"


@dataclass(frozen=True, slots=True)
class Press:
    """What is published from, and as of which day."""

    ledger: Ledger
    day: date
    near_days: int
    zone: tzinfo

    def wanted(
        self, words: Sequence[str], unit: str | None = None, allowed: Collection[Private] = frozenset()
    ) -> Filter:
        """What a filter and a unit ask for; of targets that were reviewed, unless the filter says which.

        Raises:
            FilterError: a word says nothing that is known.
        """
        terms = parse_filter(words, today=self.day).terms
        if not any(isinstance(term.test, Among) and term.test.field is Field.REVIEW for term in terms):
            review = OPEN_BOOK if Private.CANDIDATES in allowed else TRACKED
            terms = (*terms, *parse_filter([review], today=self.day).terms)
        if unit:
            terms = (*terms, Term(NamedIs(Field.ANSWERS, (unit,))))
        return Filter(terms)

    def calendar(self, asked: Filter, layout: ics.Layout) -> str:
        """Due dates as iCalendar."""
        with self.ledger.still() as still:
            entries = still.entries(asked, day=self.day, near_days=self.near_days)
            return ics.render(entries, ics.history(still), layout)

    def feed(self, asked: Filter, *, title: str, site: str = "", limit: int = CHANGES) -> str:
        """The newest changes as Atom."""
        ids = self.ledger.ids(asked, day=self.day, near_days=self.near_days)
        changes = recent(self.ledger, frozenset(ids), limit=limit)
        return atom.render(changes, title=one_line(title), language=_("zh-CN"), site=site)

    def site(
        self,
        asked: Filter,
        path: Path,
        *,
        title: str = "",
        address: str = "",
        allowed: frozenset[Private] = frozenset(),
    ) -> Folder:
        """A folder of pages; what was written, left and removed."""
        name = one_line(title or _("督办公开"))
        edition = Edition(name, asked, self.day, self.near_days, self.zone, address, allowed)
        return publish(self.ledger, edition, path)

    def write(self, one: PublishSettings, path: Path) -> None:
        """Write what the settings ask for, whole or not at all; a site page by page.

        Raises:
            ReportError: it cannot be written; a file that was there before is untouched.
        """
        allowed = frozenset(map(Private, one.include))
        asked = self.wanted(one.filter.split(), allowed=allowed)
        match one.kind:
            case "calendar":
                layout = ics.Layout(one_line(one.title) or _("督办时限"), site=one.address)
                put(self.calendar(asked, layout), path)
            case "feed":
                put(self.feed(asked, title=one.title or _("督办动态"), site=one.address), path)
            case _:
                self.site(asked, path, title=one.title, address=one.address, allowed=allowed)


def put(content: str, path: Path) -> None:
    """Write a file that is never seen half written; line ends stay as they are.

    Raises:
        ReportError: it cannot be written; what was there before is untouched.
    """
    beside = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content.encode())
        beside.replace(path)
    except OSError as error:
        raise ReportError(
            _("写不了：{why}").format(why=error.strerror), where=str(path), remedy=_("换一个可写的位置")
        ) from error
    finally:
        beside.unlink(missing_ok=True)
