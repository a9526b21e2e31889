"""Who may enter: one-time links that become a cookie, and nobody else."""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import monotonic

IDLE_SECONDS = 30 * 60


@dataclass(slots=True)
class Visit:
    """One browser that has entered."""

    actor: str  # the name the event log will carry
    seen: float  # when it last did something
    upload: Callable[[str], object] | None = None  # hands the path of an uploaded file to the running screen


class Logins:
    """One-time links by person, and the visits they became. Everything is forgotten when the server ends."""

    def __init__(
        self,
        actors: Iterable[str],
        *,
        idle_seconds: float = IDLE_SECONDS,
        clock: Callable[[], float] = monotonic,
        tell: Callable[[str, str], object] = lambda _actor, _token: None,
    ) -> None:
        """Make a link for each person.

        Args:
            actors: who may enter.
            idle_seconds: after so long without a key a visit is over.
            clock: seconds that only grow.
            tell: given a person and the token of a link that can be used once.
        """
        self._idle = idle_seconds
        self._clock = clock
        self._tell = tell
        self._tokens: dict[str, str] = {}
        self._visits: dict[str, Visit] = {}
        for actor in actors:
            self._offer(actor)

    def enter(self, token: str) -> str | None:
        """Use up a link: the cookie of a new visit, or None for a token that is unknown or used."""
        actor = next((who for known, who in self._tokens.items() if secrets.compare_digest(known, token)), None)
        if actor is None:
            return None
        self._tokens = {known: who for known, who in self._tokens.items() if known != token}
        cookie = secrets.token_urlsafe(32)
        self._visits[cookie] = Visit(actor, self._clock())
        self._offer(actor)  # for the same person's next browser; the used one is dead
        return cookie

    def visit(self, cookie: str) -> Visit | None:
        """The visit of a cookie; None once it has been idle for too long, or if there is none."""
        found = next((one for known, one in self._visits.items() if secrets.compare_digest(known, cookie)), None)
        if found is None or self.visit_is_over(found):
            self._visits = {known: one for known, one in self._visits.items() if one is not found}
            return None
        return found

    def visit_is_over(self, visit: Visit) -> bool:
        """Whether nobody has pressed a key for too long."""
        return self._clock() - visit.seen > self._idle

    def touch(self, visit: Visit) -> None:
        """Note that somebody is still there."""
        visit.seen = self._clock()

    def _offer(self, actor: str) -> None:
        token = secrets.token_urlsafe(24)
        self._tokens[token] = actor
        self._tell(actor, token)
