"""A target as one JSON line, in the shape of commitments.md section 3."""

from typing import Any

from commitments.target import Result, Target


def target_record(target: Target) -> dict[str, Any]:
    """The record of one target, keys in the order of the specification, decimals and dates as strings."""
    quantity, due = target.quantity, target.due
    return {
        "doc": target.document,
        "commitment": target.commitment,
        "kind": target.kind.value,
        "quote": target.quote,
        "start": target.start,
        "end": target.end,
        "strength": target.strength.value,
        "metric": target.metric,
        "comparator": quantity.comparator.value if quantity else None,
        "value": f"{quantity.value:f}" if quantity else None,
        "value_high": f"{quantity.high:f}" if quantity and quantity.high is not None else None,
        "unit": quantity.unit if quantity else None,
        "due": due.day.isoformat() if due.day else None,
        "due_text": due.text,
        "due_basis": due.basis.value,
        "recurrence": due.recurrence,
        "lead": list(target.owners.lead),
        "support": list(target.owners.support),
    }


def result_record(result: Result) -> dict[str, Any]:
    """The record of one reported result: `kind` is `result` and `as_of` stands where a target has `due`."""
    quantity = result.quantity
    return {
        "doc": result.document,
        "kind": "result",
        "quote": result.quote,
        "start": result.start,
        "end": result.end,
        "metric": result.metric,
        "comparator": quantity.comparator.value if quantity else None,
        "value": f"{quantity.value:f}" if quantity else None,
        "value_high": f"{quantity.high:f}" if quantity and quantity.high is not None else None,
        "unit": quantity.unit if quantity else None,
        "as_of": result.as_of.isoformat() if result.as_of else None,
        "as_of_text": result.as_of_text,
        "lead": list(result.owners.lead),
        "support": list(result.owners.support),
    }
