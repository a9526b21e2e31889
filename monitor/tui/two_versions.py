"""Two people at one target: what somebody else made of it while one was looking, word by word."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from commitments.i18n import _
from commitments.ledger import Entry, Event
from monitor.safe_text import one_line
from monitor.tui.glyphs import signs
from monitor.words import N_, quantity_words, value_words, word

NOTHING = "-"


class Share(StrEnum):
    """On how many one's own change is written."""

    ALL = "all"
    REST = "rest"  # those that nobody else has touched


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is otherwise by now."""

    what: str
    seen: str
    now: str


def _quantity(entry: Entry) -> str:
    return signs(quantity_words(entry.target.quantity)) if entry.target.quantity else NOTHING


def _latest(entry: Entry) -> str:
    latest = entry.latest
    if latest is None:
        return NOTHING
    value = "" if latest.value is None else value_words(latest.value, latest.unit)
    return f"{latest.observed_on} {value or one_line(latest.note)}".strip()


def _waiting(entry: Entry) -> str:
    return word(entry.waiting.verdict) if entry.waiting is not None else NOTHING


_LOOKED_AT: tuple[tuple[str, Callable[[Entry], str]], ...] = (
    (N_("状态"), lambda entry: word(entry.review)),
    (N_("理由"), lambda entry: word(entry.reject_reason) if entry.reject_reason else NOTHING),
    (N_("结论"), lambda entry: word(entry.verdict)),
    (N_("待确认"), _waiting),
    (N_("指标"), lambda entry: entry.target.metric or NOTHING),
    (N_("数量"), _quantity),
    (N_("时限"), lambda entry: entry.due.isoformat() if entry.due else NOTHING),
    (N_("牵头"), lambda entry: "、".join(entry.target.owners.lead) or NOTHING),
    (N_("配合"), lambda entry: "、".join(entry.target.owners.support) or NOTHING),
    (N_("类型"), lambda entry: word(entry.target.kind)),
    (N_("强度"), lambda entry: word(entry.target.strength)),
    (N_("最近值"), _latest),
    (N_("签收"), lambda entry: "、".join(one.unit or one.recorded_by for one in entry.acknowledged) or NOTHING),
    (N_("暂缓"), lambda entry: entry.snoozed_until.isoformat() if entry.snoozed_until else NOTHING),
)


def differences(seen: Entry, now: Entry) -> tuple[Difference, ...]:
    """What is otherwise now than it was seen, in the order of importance; empty when only the version moved."""
    told = ((what, read(seen), read(now)) for what, read in _LOOKED_AT)
    return tuple(Difference(_(what), before, after) for what, before, after in told if before != after)


def who_and_when(event: Event | None, zone: ZoneInfo) -> str:
    """Whose change it was, by the clock of the office; nothing where the log has no line of it."""
    return "" if event is None else f"{one_line(event.actor)} {event.at.astimezone(zone):%m-%d %H:%M}"
