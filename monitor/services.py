"""The one place that wires settings, clock, ledger and the person who acts."""

from dataclasses import dataclass

from commitments.attachments import MEGABYTE, Attachments
from commitments.ledger import Counts, Ledger
from monitor.clock import Clock
from monitor.config import Settings
from monitor.digest import Digest, build_digest

SQLITE_FILE = "sqlite:///"


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

    def digest(self) -> Digest:
        """Today's facts."""
        return build_digest(self.ledger, day=self.clock.today(), near_days=self.near_days)


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
