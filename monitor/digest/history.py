"""How targets stood at an earlier moment, told from the log: what was decided since is taken back, newest first."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from commitments.evidence import RejectReason, Review, Verdict
from commitments.ledger import Closing, Entry, Event, Extension, Ledger, Observation
from commitments.ledger.browsing_values import LogFilter
from commitments.target import Comparator, Due, Kind, Owners, Quantity, Strength, Target

_EVIDENCE = "evidence"  # key of the lines that tell of a piece of it
_EXTENSION = "extension"  # key of the lines that tell of a move
_QUANTITY = {"comparator", "value", "value_high", "unit"}
_WORDS = {"quote", "metric"}


def changed_since(ledger: Ledger, moment: datetime) -> dict[int, Entry | None]:
    """Every target that the log speaks of since a moment, as it stood just before; None for one not yet entered."""
    events = _events_since(ledger, moment)
    unborn = ledger.added_since(moment).union(number for event in events for number in _entered(event))
    told = {event.target_id for event in events if event.target_id is not None}
    found: dict[int, Entry | None] = {entry.id: entry for entry in ledger.rows(sorted(told | unborn))}
    for event in events:
        standing = found.get(event.target_id) if event.target_id is not None else None
        if standing is not None:
            found[standing.id] = None if _is_birth(event) else rewound(standing, event.before)
    for number in {event.target_id for event in events if event.target_id is not None and _tells_of_evidence(event)}:
        if (standing := found[number]) is not None:
            found[number] = replace(standing, latest=_latest_before(ledger.evidence(number, struck=True), moment))
    found.update(dict.fromkeys(unborn, None))
    return found


def rewound(entry: Entry, before: Mapping[str, Any]) -> Entry:
    """An entry as one line of the log says that it was before."""
    values: dict[str, Any] = {name: _READ[name](before[name]) for name in _READ if name in before}
    return replace(entry, target=_target_before(entry.target, before), **values)


def _events_since(ledger: Ledger, moment: datetime, *actions: str) -> list[Event]:
    """The lines since a moment, those of some actions or all, the newest first."""
    return [line.event for line in ledger.lines(ledger.line_ids(LogFilter(actions=actions, since=moment)))]


def _entered(event: Event) -> Iterable[int]:
    """The targets that came in with a document."""
    if event.action != "enter" or not event.after.get("ids"):
        return ()
    first, last = event.after["ids"]
    return range(first, last + 1)


def moves_known(ledger: Ledger, moment: datetime) -> tuple[Extension, ...]:
    """The moves of due dates that counted just before a moment, those of targets in care and others."""
    taken_back = [event.after["undoes"] for event in _events_since(ledger, moment, "undo")]
    lines = [line.event for line in ledger.lines(taken_back)]
    counted = {event.after[_EXTENSION] for event in lines if event.at < moment and _EXTENSION in event.after}
    moves = (move for move in ledger.extensions() if move.recorded_at < moment)
    return tuple(move for move in moves if not move.struck or move.id in counted)


def _tells_of_evidence(event: Event) -> bool:
    """Whether the line is about evidence; what it is that was undone, it does not say itself."""
    return _EVIDENCE in event.after or event.action == "undo"


def _is_birth(event: Event) -> bool:
    """Whether the line tells of a target's first day: it was typed in, or split off another one."""
    return not event.before and "review" in event.after


def _latest_before(observations: Iterable[Observation], moment: datetime) -> Observation | None:
    """The newest evidence that counted at a moment."""
    counted = [one for one in observations if one.counted_at(moment)]
    return max(counted, key=lambda one: (one.observed_on, one.id), default=None)


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _instant(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None


def _closing(value: Mapping[str, Any] | None) -> Closing | None:
    if value is None:
        return None
    return Closing(
        **{
            **value,
            "verdict": Verdict(value["verdict"]),
            "proposed_at": _instant(value["proposed_at"]),
            "confirmed_at": _instant(value["confirmed_at"]),
        }
    )


_READ: Mapping[str, Any] = {
    "review": Review,
    "reject_reason": lambda value: RejectReason(value) if value else None,
    "verdict": Verdict,
    "verdict_reason": str,
    "due": _day,
    "original_due": _day,
    "times_moved": int,
    "closing": _closing,
}


def _target_before(target: Target, before: Mapping[str, Any]) -> Target:
    changes: dict[str, Any] = {name: before[name] for name in _WORDS if name in before}
    if "kind" in before:
        changes["kind"] = Kind(before["kind"])
    if "strength" in before:
        changes["strength"] = Strength(before["strength"])
    if "original_due" in before:
        changes["due"] = Due(_day(before["original_due"]), target.due.text, target.due.basis, target.due.recurrence)
    if {"lead", "support"} & before.keys():
        owners = target.owners
        changes["owners"] = Owners(tuple(before.get("lead", owners.lead)), tuple(before.get("support", owners.support)))
    if _QUANTITY & before.keys():
        changes["quantity"] = _quantity_before(target.quantity, before)
    return replace(target, **changes) if changes else target


def _quantity_before(quantity: Quantity | None, before: Mapping[str, Any]) -> Quantity | None:
    now = {
        "comparator": quantity.comparator.value if quantity else None,
        "value": str(quantity.value) if quantity else None,
        "value_high": str(quantity.high) if quantity and quantity.high is not None else None,
        "unit": quantity.unit if quantity else None,
    }
    was = {**now, **{name: before[name] for name in _QUANTITY if name in before}}
    if was["comparator"] is None or was["value"] is None:
        return None
    high = Decimal(was["value_high"]) if was["value_high"] is not None else None
    return Quantity(Comparator(was["comparator"]), Decimal(was["value"]), was["unit"], high)
