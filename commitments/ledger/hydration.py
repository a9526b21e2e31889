"""Rows into the frozen values that leave the ledger, and targets into rows: what went in comes back exactly."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row

from commitments.document import Span
from commitments.evidence import Passage, Review, Verdict
from commitments.ledger.entries import DocumentEntry, Entry, Event, Observation, Transition
from commitments.ledger.own_words import translated
from commitments.target import Due, Owners, Quantity, RuleHit, Target

LEAD, SUPPORT = "lead", "support"
AnyRow = Row[*tuple[Any, ...]]


def target_values(found: Target) -> dict[str, Any]:
    """The columns of a new target row, without the ids of its document and commitment."""
    quantity, due = found.quantity, found.due
    return {
        "kind": found.kind,
        "quote": found.quote,
        "start_offset": found.start,
        "end_offset": found.end,
        "strength": found.strength,
        "metric": found.metric,
        "comparator": quantity.comparator if quantity else None,
        "value": quantity.value if quantity else None,
        "value_high": quantity.high if quantity else None,
        "unit": quantity.unit if quantity else None,
        "original_due": due.day,
        "due_text": due.text,
        "due_basis": due.basis,
        "recurrence": due.recurrence,
        "due_earliest": due.earliest,
        "due_precision": due.precision,
        "due_confirm": due.confirm,
        "confidence": found.confidence,
        "doubts": list(found.doubts),
        "rules": [[hit.part, hit.rule, *((hit.span.start, hit.span.end) if hit.span else ())] for hit in found.rules],
        "due": due.day,
        "times_moved": 0,
        "review": Review.CANDIDATE,
        "verdict": Verdict.OPEN,
        "verdict_reason": "",
        "version": 1,
    }


def owner_values(target_id: int, owners: Owners) -> list[dict[str, Any]]:
    """The owner rows of one target."""
    return [
        {"target_id": target_id, "role": role, "position": position, "name": name}
        for role, names in ((LEAD, owners.lead), (SUPPORT, owners.support))
        for position, name in enumerate(names)
    ]


def entry(
    row: AnyRow, owners: Owners, document: DocumentEntry, latest: Observation | None, beside: Mapping[str, Any]
) -> Entry:
    """One entry from its target row, what belongs to it, and what stands in rows beside it."""
    return Entry(
        id=row.id,
        target=_target(row, owners, document.name),
        document=document,
        review=row.review,
        verdict=row.verdict,
        due=row.due,
        original_due=row.original_due,
        times_moved=row.times_moved,
        noticed=row.noticed,
        latest=latest,
        reject_reason=row.reject_reason,
        verdict_reason=row.verdict_reason,
        version=row.version,
        **beside,
    )


def _target(row: AnyRow, owners: Owners, document: str) -> Target:
    return Target(
        document=document,
        commitment=row.commitment,
        kind=row.kind,
        quote=row.quote,
        start=row.start_offset,
        end=row.end_offset,
        strength=row.strength,
        metric=row.metric,
        quantity=row.comparator and Quantity(row.comparator, row.value, row.unit, row.value_high),
        due=Due(
            row.original_due,
            row.due_text,
            row.due_basis,
            row.recurrence,
            row.due_earliest,
            row.due_precision,
            row.due_confirm,
            next((rule for part, rule, *_span in row.rules if part == "anchor"), None),
        ),
        owners=owners,
        confidence=row.confidence,
        doubts=tuple(row.doubts),
        rules=tuple(_rule_hit(*hit) for hit in row.rules),
    )


def _rule_hit(part: str, rule: str, start: int | None = None, end: int | None = None) -> RuleHit:
    return RuleHit(part, rule, None if start is None or end is None else Span(start, end))


def owners_by_target(rows: Sequence[AnyRow]) -> Mapping[int, Owners]:
    """Owners of each target, from rows in the order of their position."""
    named: dict[int, tuple[list[str], list[str]]] = {}
    for target_id, role, name in rows:
        named.setdefault(target_id, ([], []))[0 if role == LEAD else 1].append(name)
    return {target_id: Owners(tuple(lead), tuple(support)) for target_id, (lead, support) in named.items()}


def document_entry(row: AnyRow) -> DocumentEntry:
    """One document with its counts."""
    return DocumentEntry(
        id=row.id,
        name=translated(row.name),
        title=row.title and translated(row.title),
        issuer=row.issuer,
        number=row.number,
        signed=row.signed,
        published=row.published,
        reference=row.reference,
        reference_basis=row.reference_basis.value,
        sha256=row.sha256,
        added_at=row.added_at,
        targets=row.targets,
        candidates=row.candidates,
    )


def observation(row: AnyRow) -> Observation:
    """One piece of evidence."""
    return Observation(
        id=row.id,
        target_id=row.target_id,
        observed_on=row.observed_on,
        value=row.value,
        unit=row.unit,
        note=row.note,
        link=row.link,
        recorded_by=row.recorded_by,
        recorded_at=row.recorded_at,
        grade=row.grade,
        stated_value=row.stated_value,
        stated_unit=row.stated_unit,
        passage=None if row.document_id is None else Passage(row.document_id, Span(row.span_start, row.span_end)),
        file_sha256=row.file_sha256,
        file_name=row.file_name,
        override=row.override,
        accepted_by=row.accepted_by,
        accepted_at=row.accepted_at,
        struck_by=row.struck_by,
        struck_at=row.struck_at,
        strike_reason=translated(row.strike_reason),
    )


def logged_event(row: AnyRow) -> Event:
    """One line of the log."""
    return Event(
        id=row.id,
        at=row.at,
        actor=row.actor,
        action=row.action,
        target_id=row.target_id,
        document_id=row.document_id,
        before=row.before,
        after=row.after,
        reason=translated(row.reason),
    )


def transition(row: AnyRow) -> Transition:
    """One noticed change of timing."""
    return Transition(id=row.id, target_id=row.target_id, was=row.was, now=row.now, day=row.day, at=row.at)
