"""Who is told of which targets: the digests of one channel, each for one owner, by the routes of config.toml."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from commitments.ledger import Ledger
from monitor.config import Settings
from monitor.digest import Digest, Line
from monitor.notice_settings import ChannelSettings, RouteSettings, words_of
from monitor.notifications.kinds import DIGEST, ESCALATION
from monitor.notifications.ladder import MANAGER, REQUESTER, Rung

SECTIONS = ("overdue", "due", "near", "ahead", "closed", "revisit")


@dataclass(frozen=True, slots=True)
class Share:
    """What one owner is told on one channel: the day as far as it concerns them, and what was escalated to them."""

    owner: str  # "" for everybody on the channel
    digest: Digest
    escalated: tuple[Line, ...] = ()
    mention: tuple[str, ...] = ()
    kind: str = DIGEST
    whole: bool = False  # nothing was left out, and it is nobody's in particular


def shares(
    ledger: Ledger, settings: Settings, each: ChannelSettings, digest: Digest, rungs: Mapping[int, Rung]
) -> tuple[Share, ...]:
    """The digests of a channel, by its routes; all of the day without one, unless it is there for escalations alone.

    Args:
        ledger: where the routes' filters are asked.
        settings: routes, and who hears of escalations.
        each: the channel.
        digest: the day.
        rungs: the stages that targets have newly reached.
    """
    routes = [route for route in settings.route if route.channel == each.name]
    level = _level(settings, each.name)
    escalated = tuple(line for line in digest.overdue if _rank(rungs, line) >= level)
    if not routes and level <= MANAGER:
        empty = _only(digest, frozenset())
        return (Share("", empty, escalated, each.mention, ESCALATION),)
    owners = list(dict.fromkeys(route.owner for route in routes)) or [""]
    found = [_share(ledger, each, digest, owner, routes) for owner in owners]
    told = {line.entry.id for share in found for line in share.digest.overdue}
    rest = tuple(line for line in escalated if line.entry.id not in told)
    return (replace(found[0], escalated=rest), *found[1:])


def _level(settings: Settings, name: str) -> int:
    """The lowest level of stages that is escalated to a channel; above all levels where none is."""
    if name == settings.notify.requester:
        return REQUESTER
    return MANAGER if name == settings.notify.manager else MANAGER + 1


def _rank(rungs: Mapping[int, Rung], line: Line) -> int:
    rung = rungs.get(line.entry.id)
    return 0 if rung is None else rung.level


def _share(ledger: Ledger, each: ChannelSettings, digest: Digest, owner: str, routes: Iterable[RouteSettings]) -> Share:
    mine = [route for route in routes if route.owner == owner]
    if not mine:
        return Share(owner, digest, mention=each.mention, whole=True)
    ids = {
        target_id
        for route in mine
        for target_id in ledger.ids(words_of(route.filter, digest.day), day=digest.day, near_days=digest.near_days)
    }
    people = tuple(dict.fromkeys(one for route in mine for one in route.mention)) or each.mention
    whole = not owner and any(not route.filter for route in mine)
    return Share(owner, _only(digest, frozenset(ids)), mention=people, whole=whole)


def _only(digest: Digest, ids: frozenset[int]) -> Digest:
    lines: dict[str, Any] = {
        name: tuple(line for line in getattr(digest, name) if line.entry.id in ids) for name in SECTIONS
    }
    return replace(digest, **lines)
