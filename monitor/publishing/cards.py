"""What the published pages say of a target: plain values, without anything that was not asked to be made public."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum
from hashlib import sha256

from commitments.evidence import Review
from commitments.i18n import _
from commitments.ledger import DocumentEntry, Entry, Extension, Observation
from commitments.ledger.findings_values import Revisit
from commitments.timing import Timing
from monitor.feeds.changes import promise_words
from monitor.reports.phrases import document_words
from monitor.safe_text import one_line
from monitor.words import cause_words, quantity_words, value_words, word


class Private(StrEnum):
    """What is left out unless it is asked for. Remarks, snoozes and contacts are never published."""

    NOTES = "notes"  # of evidence
    REASONS = "reasons"  # of verdicts and moved dates
    PEOPLE = "people"  # who recorded, judged, approved
    CANDIDATES = "candidates"  # targets that nobody has reviewed


@dataclass(frozen=True, slots=True)
class Card:
    """A target in a list; kept for the whole ledger, therefore small."""

    id: int
    code: str
    promise: str
    due: str
    state: str  # the class of its colour: a timing, or `closed`
    said: str  # the state as a word
    units: tuple[str, ...]
    document: int
    start: int
    end: int
    again: str = ""  # why its verdict is to be looked at again


@dataclass(frozen=True, slots=True)
class Step:
    """One thing in the life of a target."""

    day: date
    what: str
    text: str = ""
    link: str = ""  # where a browser may go
    page: int | None = None  # a published document
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """A target on its own page."""

    card: Card
    quote: str
    facts: tuple[tuple[str, str], ...]
    leads: tuple[str, ...]
    helpers: tuple[str, ...]
    document: str
    reviewed: bool


def unit_page(unit: str) -> str:
    """The name of a unit's page: the same wherever and whenever it is published."""
    return sha256(unit.encode()).hexdigest()[:12]


def card(entry: Entry, *, day: date, near_days: int, revisit: Revisit | None = None) -> Card:
    """The entry in a list as it stands on a day."""
    target, timing = entry.target, entry.timing(day, near_days)
    return Card(
        id=entry.id,
        code=entry.code,
        promise=promise_words(entry, 80),
        due=entry.due.isoformat() if entry.due else "",
        state=timing.value,
        said=word(entry.verdict) if timing is Timing.CLOSED else word(timing),
        units=units_of(entry),
        document=entry.document.id,
        start=target.start,
        end=target.end,
        again=cause_words(revisit),
    )


def units_of(entry: Entry) -> tuple[str, ...]:
    """Who answers: the leads, else whoever is named, else the issuing body."""
    owners = entry.target.owners
    issuer = (entry.document.issuer,) if entry.document.issuer else ()
    return tuple(dict.fromkeys(owners.lead or owners.support or issuer))


def facts(entry: Entry, shown: Card, allowed: Collection[Private]) -> Facts:
    """What stands at the head of its page."""
    target = entry.target
    rows = [
        (_("类型"), f"{word(target.kind)} · {word(target.strength)}"),
        (_("指标"), one_line(target.metric or "")),
        (_("数量"), quantity_words(target.quantity) if target.quantity else ""),
        (_("时限"), shown.due or word(Timing.UNDATED)),
        (_("原定时限"), f"{entry.original_due or ''}" if entry.times_moved else ""),
        (_("结论"), word(entry.verdict)),
        (_("待复查"), shown.again),
        (_("结论理由"), one_line(entry.verdict_reason) if Private.REASONS in allowed else ""),
    ]
    return Facts(
        shown,
        one_line(target.quote),
        tuple((name, value) for name, value in rows if value),
        target.owners.lead,
        target.owners.support,
        document_words(entry.document),
        entry.review is not Review.CANDIDATE,
    )


def timeline(
    entry: Entry,
    evidence: Sequence[Observation],
    moves: Sequence[Extension],
    *,
    zone: tzinfo,
    allowed: Collection[Private],
    published: Collection[int],
) -> list[Step]:
    """Promise, evidence, moved dates, due date and verdict, in the order of their days."""
    steps = [*_promised(entry.document, entry), *(_seen(one, allowed, published) for one in evidence)]
    steps.extend(_moved(move, zone, allowed) for move in moves if not move.struck)
    if entry.due:
        steps.append(Step(entry.due, _("完成时限")))
    if entry.closed and entry.closing:
        closing = entry.closing
        said = [
            word(entry.verdict),
            closing.reason if Private.REASONS in allowed else "",
            "、".join(filter(None, (closing.proposed_by, closing.confirmed_by))) if Private.PEOPLE in allowed else "",
        ]
        steps.append(Step(_day(closing.confirmed_at or closing.proposed_at, zone), _("结论"), _joined(said)))
    return sorted(steps, key=lambda step: step.day)


def _promised(document: DocumentEntry, entry: Entry) -> Iterator[Step]:
    day = document.signed or document.published or document.reference
    if day:
        yield Step(day, _("作出承诺"), document_words(document), page=document.id, anchor=entry.code)


def _seen(one: Observation, allowed: Collection[Private], published: Collection[int]) -> Step:
    value = value_words(one.value, one.unit) if one.value is not None else ""
    said = [
        value,
        word(one.grade),
        one.note if Private.NOTES in allowed else "",
        one.recorded_by if Private.PEOPLE in allowed else "",
    ]
    link = one_line(one.link)
    safe = link if link.startswith(("https://", "http://")) and " " not in link else ""
    page = one.passage.document_id if one.passage and one.passage.document_id in published else None
    return Step(one.observed_on, _("进展"), _joined(said), safe, page)


def _moved(move: Extension, zone: tzinfo, allowed: Collection[Private]) -> Step:
    said = [
        _("时限由 {old} 改为 {new}").format(old=move.old_due or "—", new=move.new_due),
        move.reason if Private.REASONS in allowed else "",
        move.approver if Private.PEOPLE in allowed else "",
    ]
    return Step(_day(move.recorded_at, zone), _("延期"), _joined(said))


def _joined(parts: Sequence[str]) -> str:
    return " · ".join(one_line(part) for part in parts if part)


def _day(at: datetime, zone: tzinfo) -> date:
    return at.astimezone(zone).date()
