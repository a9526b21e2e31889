"""Rows into the frozen values that leave the ledger, and targets into rows: what went in comes back exactly."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from sys import intern
from typing import Any, overload

from sqlalchemy import Row, Text, type_coerce

from commitments.document import Span
from commitments.evidence import Passage, Review, Verdict
from commitments.ledger.entries import CountedDocument, DocumentEntry, Entry, Event, Observation, Transition
from commitments.ledger.own_words import translated
from commitments.ledger.tables import target
from commitments.target import Due, Owners, Quantity, RuleHit, Target

LEAD, SUPPORT = "lead", "support"
AnyRow = Row[*tuple[Any, ...]]
_ANCHOR = re.compile(r'\["anchor",("(?:[^"\\]|\\.)*")')  # in rules as they are kept: without blanks
# What an entry is made of, in the order in which `entry` takes it apart.
TARGET_COLUMNS = (
    *(target.c.id, target.c.document_id, target.c.review, target.c.verdict, target.c.due, target.c.original_due),
    *(target.c.times_moved, target.c.noticed, target.c.reject_reason, target.c.verdict_reason, target.c.version),
    *(target.c.kind, target.c.quote, target.c.start_offset, target.c.end_offset, target.c.strength, target.c.metric),
    *(target.c.comparator, target.c.value, target.c.unit, target.c.value_high),
    *(target.c.due_text, target.c.due_basis, target.c.recurrence),
    *(target.c.due_earliest, target.c.due_precision, target.c.due_confirm),
    *(target.c.confidence, target.c.doubts, type_coerce(target.c.rules, Text).label("rules")),
)


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
    """One entry from its row, what belongs to it, and what stands in rows beside it.

    The row is `TARGET_COLUMNS` with the label of the commitment behind them: columns are taken by their place, because
    lists of a hundred thousand rows pass through here.
    """
    (number, _, review, verdict, due, original, moved, noticed, rejected, reason, version, *read, commitment) = row
    return Entry(
        id=number,
        target=_target(original, read, commitment, owners, document.name),
        document=document,
        review=review,
        verdict=verdict,
        due=due,
        original_due=original,
        times_moved=moved,
        noticed=noticed,
        latest=latest,
        reject_reason=rejected,
        verdict_reason=intern(reason),
        version=version,
        **beside,
    )


def _target(original_due: date | None, read: Sequence[Any], commitment: str, owners: Owners, document: str) -> Target:
    kind, quote, start, end, strength, metric, comparator, value, unit, high, *due, confidence, doubts, rules = read
    words, basis, recurrence, earliest, precision, confirm = due
    anchor = _ANCHOR.search(rules)
    return Target(
        document=document,
        commitment=intern(commitment),
        kind=kind,
        quote=quote,
        start=start,
        end=end,
        strength=strength,
        metric=metric,
        quantity=comparator and Quantity(comparator, value, _shared(unit), high),
        due=Due(
            original_due,
            _shared(words),
            basis,
            recurrence,
            earliest,
            _shared(precision),
            confirm,
            _shared(anchor and json.loads(anchor[1])),
        ),
        owners=owners,
        confidence=confidence,
        doubts=tuple(map(intern, doubts)),
        rules=Trail(rules),
    )


def _shared(words: str | None) -> str | None:
    """The same words as one value, however often they stand in the ledger."""
    return words and intern(words)


class Trail(Sequence[RuleHit]):
    """The rules that had a part in a reading, unfolded only when somebody looks at them."""

    __slots__ = ("_kept",)

    def __init__(self, kept: str) -> None:
        """Take them as the row keeps them."""
        self._kept = kept

    @overload
    def __getitem__(self, index: int) -> RuleHit: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[RuleHit, ...]: ...
    def __getitem__(self, index: int | slice) -> RuleHit | tuple[RuleHit, ...]:
        return self._hits()[index]

    def __len__(self) -> int:
        return len(self._hits())

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Sequence) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._kept)

    def _hits(self) -> tuple[RuleHit, ...]:
        return tuple(RuleHit(part, rule, Span(*span) if span else None) for part, rule, *span in json.loads(self._kept))


def owners_by_target(rows: Iterable[AnyRow]) -> Mapping[int, Owners]:
    """Owners of each target, from rows in the order of their position."""
    named: dict[int, tuple[list[str], list[str]]] = {}
    for target_id, role, name in rows:
        named.setdefault(target_id, ([], []))[0 if role == LEAD else 1].append(intern(name))
    return {target_id: Owners(tuple(lead), tuple(support)) for target_id, (lead, support) in named.items()}


def document_entry(row: AnyRow) -> DocumentEntry:
    """One document."""
    return DocumentEntry(**_document_fields(row))


def counted_document(row: AnyRow) -> CountedDocument:
    """One document with its counts."""
    return CountedDocument(
        **_document_fields(row), added_at=row.added_at, targets=row.targets, candidates=row.candidates
    )


def _document_fields(row: AnyRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": translated(row.name),
        "title": row.title and translated(row.title),
        "issuer": row.issuer,
        "number": row.number,
        "signed": row.signed,
        "published": row.published,
        "reference": row.reference,
        "reference_basis": row.reference_basis.value,
        "sha256": row.sha256,
    }


def observation(row: AnyRow) -> Observation:
    """One piece of evidence, from a row of its whole table."""
    number, target_id, day, value, unit, note, link, recorded_by, recorded_at, grade, *more = row
    stated_value, stated_unit, document_id, start, end, file, file_name, override, *ended = more
    accepted_by, accepted_at, struck_by, struck_at, why = ended
    return Observation(
        id=number,
        target_id=target_id,
        observed_on=day,
        value=value,
        unit=_shared(unit),
        note=intern(note),
        link=link,
        recorded_by=intern(recorded_by),
        recorded_at=recorded_at,
        grade=grade,
        stated_value=stated_value,
        stated_unit=stated_unit,
        passage=None if document_id is None else Passage(document_id, Span(start, end)),
        file_sha256=file,
        file_name=file_name,
        override=override,
        accepted_by=_shared(accepted_by),
        accepted_at=accepted_at,
        struck_by=struck_by,
        struck_at=struck_at,
        strike_reason=translated(why),
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
