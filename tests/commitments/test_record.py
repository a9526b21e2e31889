"""The JSON line of a target has the fields and the forms of the specification."""

import json
from datetime import date
from decimal import Decimal

from commitments.record import result_record, target_record
from commitments.target import Basis, Comparator, Due, Quantity, Result
from tests.commitments.builders import a_target

FIELDS = [
    *("doc", "commitment", "kind", "quote", "start", "end", "strength", "metric"),
    *("comparator", "value", "value_high", "unit"),
    *("due", "due_text", "due_basis", "recurrence", "lead", "support"),
]


def test_a_target_becomes_the_record_of_the_specification() -> None:
    """Every field in its order; decimals written out, dates ISO, both lists plain."""
    target = a_target(
        quantity=Quantity(Comparator.BETWEEN, Decimal("3E+1"), "家", Decimal(50)),
        due=Due(date(2025, 12, 31), "年底前", Basis.RELATIVE),
        lead=["省商务厅"],
        support=["省财政厅", "各市政府"],
    )
    record = json.loads(json.dumps(target_record(target)))

    assert list(record) == FIELDS
    assert (record["value"], record["value_high"]) == ("30", "50")
    assert (record["due"], record["due_basis"]) == ("2025-12-31", "relative")
    assert (record["lead"], record["support"]) == (["省商务厅"], ["省财政厅", "各市政府"])


def test_a_result_carries_the_day_it_speaks_of_in_place_of_a_due_date() -> None:
    """`kind` is result, `as_of` stands for `due`."""
    result = Result("a.txt", "累计1891个", 0, 7, quantity=Quantity(Comparator.EQUAL, Decimal(1891), "个"))
    record = result_record(result)

    assert (record["kind"], record["value"], record["as_of"]) == ("result", "1891", None)
    assert "due" not in record
