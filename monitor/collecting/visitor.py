"""A polite visitor: asks each site for its rules, waits between pages, tries again later, and asks only for news."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import monotonic, sleep
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from commitments.i18n import _
from monitor.notifications.addresses import Lookup, look_up
from monitor.notifications.deadline import PATIENCE, Patience
from monitor.notifications.snapshot import Page, SnapshotError, ask

NAME = "duban"
MOST_RULES = 500_000  # bytes of robots.txt
PAUSES = (2.0, 8.0)  # seconds before the second and the third try
LONGEST_PAUSE = 60.0  # seconds: a site that wants more is left for the next round
LATER = frozenset((408, 425, 429, 500, 502, 503, 504))
NOT_MODIFIED = 304


@dataclass(slots=True)
class Visitor:
    """Visits pages, one after the other; keeps what each host allows and when it was last asked.

    `wait` and `clock` count seconds; a test gives its own.
    """

    most_bytes: int
    delay: float = 1.0  # seconds between two pages of one host
    allow_private: bool = False
    patience: Patience = PATIENCE
    lookup: Lookup = look_up
    wait: Callable[[float], None] = sleep
    clock: Callable[[], float] = monotonic
    _rules: dict[str, RobotFileParser] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    def visit(self, address: str, *, etag: str | None = None, modified: str | None = None) -> Page | None:
        """A page as it is now; None where the site says that nothing changed since.

        Args:
            address: an https address.
            etag: what the site called the version we have.
            modified: the Last-Modified it gave with that version.

        Raises:
            SnapshotError: the page cannot or must not be fetched; says why and what to do.
        """
        if not self._rules_of(address).can_fetch(NAME, address):
            raise SnapshotError(
                _("网站的 robots.txt 不许取这个网页"), where=address, remedy=_("下载后用 duban ingest 收录")
            )
        headers = {name: value for name, value in (("If-None-Match", etag), ("If-Modified-Since", modified)) if value}
        page = self._tried(address, headers)
        if page.status == NOT_MODIFIED and headers:
            return None
        if not page.fine:
            message = _("网站答复 {status}").format(status=page.status)
            raise SnapshotError(message, where=address, remedy=_("在浏览器里核对网址"))
        return page

    def _tried(self, address: str, headers: Mapping[str, str]) -> Page:
        """The first answer that is not “later”, or the last one; each try waits for the host's turn."""
        for pause in (*PAUSES, None):
            try:
                page = self._asked_for(address, headers, self.most_bytes)
            except SnapshotError as error:
                if pause is None or not error.passing:
                    raise
                self.wait(pause)
                continue
            if page.status not in LATER or pause is None:
                return page
            wanted = _seconds(page.headers.get("retry-after", ""))
            if wanted > LONGEST_PAUSE:
                return page
            self.wait(max(pause, wanted))
        raise AssertionError(address)  # the last round returns or raises

    def _asked_for(self, address: str, headers: Mapping[str, str], most_bytes: int) -> Page:
        host = urlsplit(address).netloc
        rules = self._rules.get(host)
        own = float(rules.crawl_delay(NAME) or 0) if rules else 0.0
        since = self.clock() - self._asked.get(host, float("-inf"))
        pause = min(max(self.delay, own), LONGEST_PAUSE) - since
        if pause > 0:
            self.wait(pause)
        try:
            return ask(
                address,
                most_bytes=most_bytes,
                headers=headers,
                allow_private=self.allow_private,
                patience=self.patience,
                lookup=self.lookup,
            )
        finally:
            self._asked[host] = self.clock()

    def _rules_of(self, address: str) -> RobotFileParser:
        """What the host allows; everything where it has no rules, nothing while it cannot tell them."""
        parts = urlsplit(address)
        known = self._rules.get(parts.netloc)
        if known is not None:
            return known
        rules = RobotFileParser()
        page = ask(
            f"{parts.scheme}://{parts.netloc}/robots.txt",
            most_bytes=MOST_RULES,
            allow_private=self.allow_private,
            patience=self.patience,
            lookup=self.lookup,
        )
        if page.fine:
            rules.parse(page.content.decode("utf-8", "replace").splitlines())
        elif page.status in LATER:
            rules.disallow_all = True  # type: ignore[attr-defined]  # the parser's own switch, unknown to its stub
        else:
            rules.allow_all = True  # type: ignore[attr-defined]
        self._rules[parts.netloc] = rules
        return rules


def _seconds(words: str) -> float:
    """The seconds of a Retry-After; 0 where it names a date or nothing."""
    return float(words) if re.fullmatch(r"\d{1,6}", words.strip()) else 0.0
