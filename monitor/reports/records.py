"""Targets as JSON objects: the same for `duban list`, `duban show` and the report of the day (interface.md)."""

from datetime import date
from typing import Any

from commitments.ledger import Entry, Observation
from commitments.record import target_record


def entry_record(entry: Entry, *, day: date, near_days: int) -> dict[str, Any]:
    """One target as it stands on a day, with a warning window of so many calendar days."""
    document, latest = entry.document, entry.latest
    return {
        "id": entry.code,
        **target_record(entry.target),
        "due": entry.due.isoformat() if entry.due else None,
        "document": {
            "title": document.title,
            "number": document.number,
            "issuer": document.issuer,
            "signed": document.signed.isoformat() if document.signed else None,
        },
        "review": entry.review.value,
        "timing": entry.timing(day, near_days).value,
        "days": entry.days_left(day),
        "verdict": entry.verdict.value,
        "original_due": entry.original_due.isoformat() if entry.original_due else None,
        "times_moved": entry.times_moved,
        "latest": observation_record(latest) if latest else None,
    }


def observation_record(observation: Observation) -> dict[str, Any]:
    """One piece of evidence."""
    return {
        "date": observation.observed_on.isoformat(),
        "value": f"{observation.value:f}" if observation.value is not None else None,
        "unit": observation.unit,
        "note": observation.note,
        "link": observation.link,
        "by": observation.recorded_by,
    }
