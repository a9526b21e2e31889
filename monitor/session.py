"""What the global options of one call come to: settings, clock, ledger and actor, opened when first needed."""

import getpass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from commitments.i18n import language_in_use
from monitor.clock import Clock
from monitor.config import Settings

if TYPE_CHECKING:  # the ledger costs half a second of imports; commands that need none must not pay
    from monitor.services import Services


class Session:
    """One call of the command."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        *,
        ledger_url: str | None,
        actor: str | None,
        config: Path | None = None,
    ) -> None:
        """Remember what was asked for; nothing is opened yet."""
        self.settings = settings
        self.clock = clock
        self._ledger_url = ledger_url
        self._actor = actor
        self._config = config
        self._services: Services | None = None

    @property
    def today(self) -> date:
        """The day this call reads every “today” as."""
        return self.clock.today()

    @property
    def actor(self) -> str:
        """Who acts: `--as`, `$DUBAN_USER`, else the login name."""
        return self._actor or _login_name()

    @property
    def ledger_url(self) -> str:
        """Where the ledger is: `--ledger`, else as configured."""
        from monitor.services import resolved

        return self._ledger_url or resolved(self.settings)

    def options(self) -> list[str]:
        """The global options that give another process this same call's settings, ledger and day."""
        fixed = self.clock.fixed_today
        return [
            *(["--config", str(self._config.absolute())] if self._config else []),
            *(["--ledger", self._ledger_url] if self._ledger_url else []),
            *(["--today", fixed.isoformat()] if fixed else []),
            *["--lang", language_in_use()],
        ]

    @property
    def services(self) -> "Services":
        """The ledger and all that hangs on it; opened at the first call."""
        if self._services is None:
            from monitor.services import build

            self._services = build(self.settings, self.clock, actor=self.actor, ledger_url=self._ledger_url)
        return self._services

    def given_reference(self, file: Path) -> date | None:
        """The reference date that config.toml gives for a file."""
        return self.settings.given_reference(file)

    def close(self) -> None:
        """Let go of the ledger if it was opened."""
        if self._services is not None:
            self._services.ledger.close()


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container whose user id has no name
        return "unknown"
