"""Restating: one promise said twice is linked, two promises are not, and what moved is told."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from commitments.restating import Link, Restater, Said, softened
from commitments.target import Comparator, Strength

SAID = Said(
    1,
    1,
    "到2025年底，新建改扩建社区养老服务设施120处",
    "社区养老服务设施",
    Strength.BINDING,
    spoken=date(2024, 3, 1),
    comparator=Comparator.AT_LEAST,
    value=Decimal(120),
    unit="处",
    due=date(2025, 12, 31),
)
AGAIN = replace(SAID, id=9, document_id=2, quote="新建改扩建社区养老服务设施120处", spoken=date(2025, 3, 1))
OTHERS = tuple(
    replace(SAID, id=number, quote=quote, metric=None)
    for number, quote in enumerate(("新建普惠托育机构30处", "改造老旧燃气管网120处", "新建城市口袋公园60处"), start=2)
)


def _link(new: Said, *known: Said) -> Link | None:
    return Restater([*(known or (SAID, *OTHERS)), new]).link(new)


def test_the_same_promise_in_another_document_is_linked() -> None:
    """Nothing moved: no changes."""
    link = _link(AGAIN)

    assert link is not None
    assert (link.earlier_id, link.later_id, link.changes) == (1, 9, ())


def test_a_moved_goalpost_is_told_with_both_values() -> None:
    """Number, date and words."""
    moved = replace(
        AGAIN,
        quote="力争新建改扩建社区养老服务设施100处",
        value=Decimal(100),
        due=date(2026, 12, 31),
        strength=Strength.ASPIRATIONAL,
    )
    link = _link(moved)

    assert link is not None
    assert link.changes == (
        ("number", ">= 120 处", ">= 100 处"),
        ("due", "2025-12-31", "2026-12-31"),
        ("strength", "binding", "aspirational"),
    )
    assert [softened(change) for change in link.changes] == [False, False, True]


def test_the_earlier_document_comes_first_whichever_was_entered_first() -> None:
    """By the day it was signed."""
    link = _link(replace(AGAIN, spoken=date(2023, 1, 1), value=Decimal(90)))

    assert link is not None
    assert (link.earlier_id, link.later_id, link.changes) == (9, 1, (("number", ">= 90 处", ">= 120 处"),))


def test_one_number_in_two_units_has_not_moved() -> None:
    """1.2 万亩 are 12000 亩."""
    first = replace(SAID, quote="新增高标准农田建设面积12000亩任务", value=Decimal(12000), unit="亩")
    second = replace(
        first, id=9, document_id=2, quote="新增高标准农田建设面积1.2万亩任务", value=Decimal("1.2"), unit="万亩"
    )
    link = _link(second, first, *OTHERS)

    assert link is not None
    assert link.changes == ()


@pytest.mark.parametrize(
    "new",
    [
        replace(AGAIN, document_id=1),
        replace(AGAIN, quote="新建改扩建农村公路服务设施120处"),
        replace(AGAIN, value=None, comparator=None, unit=None),
        replace(AGAIN, unit="%"),
        replace(AGAIN, quote="制定工作方案"),
    ],
)
def test_what_may_be_another_promise_is_not_linked(new: Said) -> None:
    """Same document, other words, no number, another thing counted, a mere phrase."""
    assert _link(new) is None


def test_another_place_is_another_promise() -> None:
    """Word for word the same, of another county."""
    here = replace(SAID, quote="安宁县新建改扩建社区养老服务设施120处")
    there = replace(AGAIN, quote="永和县新建改扩建社区养老服务设施120处")

    assert _link(there, here, *OTHERS) is None


def test_two_equal_candidates_are_a_doubt() -> None:
    """And doubt links nothing."""
    twin = replace(SAID, id=7, document_id=3)

    assert _link(AGAIN, SAID, twin, *OTHERS) is None
