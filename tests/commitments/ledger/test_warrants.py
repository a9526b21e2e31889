"""The log vouches for what was read: every lawful change is vouched for anew, any other one is found."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, insert, select, text, update

from commitments.document import Span
from commitments.errors import LedgerError
from commitments.evidence import RejectReason, Verdict
from commitments.ledger import Ledger, vouching
from commitments.ledger.audit import _DECIDED
from commitments.ledger.findings_values import LinkState
from commitments.ledger.readings import READ
from commitments.ledger.tables import commitment, owner, target
from commitments.recurrence import Rule
from commitments.target import Basis, Comparator, Due, Extraction, Kind, Owners, Result, RuleHit, Strength, Target
from tests.commitments.builders import AT_LEAST_4500, a_document, a_document_of, a_target, an_evidence, an_extraction

DAY = date(2025, 7, 1)
_UNWATCHED = {"id", "version", "noticed", "standing"}  # numbers of rows and saves, the sweep's memory, what is computed
_PLACE = {"document_id", "commitment_id"}
_FORGED: dict[str, Any] = {
    "kind": Kind.TASK,
    "quote": "别的话",
    "start_offset": 5,
    "end_offset": 900,
    "strength": Strength.BINDING,
    "metric": None,
    "comparator": Comparator.ABOVE,
    "value": Decimal("4500.0"),
    "value_high": Decimal(5000),
    "unit": "户",
    "original_due": date(2027, 12, 31),
    "due_text": "",
    "due_basis": Basis.INHERITED,
    "recurrence": "yearly",
    "due_earliest": date(2025, 1, 1),
    "due_precision": "day",
    "due_confirm": "看看",
    "confidence": 0.79,
    "doubts": ["vague"],
    "rules": [],
}


def _behind_the_back(ledger: Ledger, forge: Callable[[Connection], object]) -> None:
    with ledger._engines.writing() as connection:
        forge(connection)


def _put(name: str, value: Any, number: int = 2) -> Callable[[Connection], object]:
    """Write one cell of a target."""
    return lambda connection: connection.execute(update(target).where(target.c.id == number).values({name: value}))


def _items() -> tuple[Target, ...]:
    rules = [RuleHit("quantity", "number", Span(3, 9))]
    return tuple(
        a_target(f"第{n}项完成投资4500亿元", lead=["甲局", "乙局"], support=["丙局"], rules=rules) for n in "一二三"
    )


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """A ledger with three targets."""
    ledger.enter(*a_document_of(*_items()), actor="王敏")
    return ledger


def test_every_column_of_a_target_is_watched() -> None:
    """By the hash of its reading, or by what the log says was decided: a new column has to choose."""
    assert {column.name for column in target.c} - _UNWATCHED - _PLACE == {*READ, *_DECIDED}


def test_any_column_of_a_reading_that_changed_by_itself_is_found(filled: Ledger) -> None:
    """And the target is named, with its document; put back, it is as if nothing had been."""
    assert set(_FORGED) == set(READ)
    with filled._engines.reading() as connection:
        was = connection.execute(select(target).where(target.c.id == 2)).mappings().one()
    for name, forged in _FORGED.items():
        _behind_the_back(filled, _put(name, forged))
        messages = [finding.message for finding in filled.audit().findings]
        _behind_the_back(filled, _put(name, was[name]))

        assert messages, name
        assert all("C000002" in message for message in messages), name
    audit = filled.audit()
    assert (audit.findings, audit.uncovered) == ((), 0)


def _removed(connection: Connection) -> None:
    """One target with all that points to it."""
    words = () if connection.dialect.name == "sqlite" else ("target_words",)
    for table in ("owner", *words):
        connection.execute(text(f"DELETE FROM {table} WHERE target_id = 2"))  # noqa: S608
    connection.execute(text("DELETE FROM target WHERE id = 2"))


@pytest.mark.parametrize(
    "forge",
    [
        lambda c: c.execute(update(owner).where(owner.c.target_id == 2, owner.c.name == "乙局").values(name="丁局")),
        lambda c: c.execute(update(owner).where(owner.c.target_id == 2, owner.c.name == "乙局").values(position=2)),
        lambda c: c.execute(delete(owner).where(owner.c.target_id == 2, owner.c.role == "support")),
        lambda c: c.execute(insert(owner).values(target_id=2, role="support", position=1, name="丁局")),
        lambda c: c.execute(update(commitment).where(commitment.c.label == "2").values(label="9")),
        _removed,
        lambda c: c.execute(text("UPDATE target SET commitment_id = 1 WHERE id = 2")),
    ],
)  # fmt: skip
def test_what_belongs_to_a_reading_is_part_of_it(filled: Ledger, forge: Callable[[Connection], object]) -> None:
    """Units, their order and role, the promise it belongs to, and that it is there at all."""
    _behind_the_back(filled, forge)

    (finding,) = filled.audit().findings
    assert "C000002" in finding.message


def test_a_target_slipped_in_is_found(filled: Ledger) -> None:
    """It fits its document word for word, but nobody entered it."""
    columns = [column for column in target.c if column.name not in {"id", "standing"}]
    copied = select(*columns).where(target.c.id == 2)
    _behind_the_back(
        filled, lambda c: c.execute(insert(target).from_select([column.name for column in columns], copied))
    )

    (finding,) = filled.audit().findings
    assert "C000004" in finding.message


def test_targets_from_before_are_counted_not_blamed(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line written before lines vouched for readings; what is corrected afterwards is covered."""
    with monkeypatch.context() as before:
        before.setattr(vouching, "vouch", lambda _connection, _ids: "")
        ledger.enter(*a_document_of(*_items()), actor="王敏")
    audit = ledger.audit()
    assert (audit.findings, audit.uncovered) == ((), 3)

    ledger.edit(2, {"unit": "户"}, actor="王敏")
    audit = ledger.audit()
    assert (audit.findings, audit.uncovered) == ((), 2)


def _reread(ledger: Ledger, number: int) -> object:
    """A newer extractor reads the first document again: another number, one promise less, one more."""
    document, extraction = a_document_of(*_items())
    quantity = replace(AT_LEAST_4500, value=Decimal(number))
    first = replace(extraction.targets[0], quantity=quantity, owners=Owners((f"第{number}局",)), confidence=0.5)
    more = replace(first, commitment="7", start=first.start + 3, end=first.end, quote=first.quote[3:])
    kept = (first, more) if number % 2 else (first, *extraction.targets[1:])
    return ledger.reread(1, document, Extraction(kept), actor="王敏")


def _corrected(ledger: Ledger, number: int) -> object:
    """A corrected text takes the place of the first document."""
    document, extraction = a_document_of(*_items(), heading=f"更正第{number}稿")
    return ledger.reread(1, document, extraction, actor="王敏")


def _settle(ledger: Ledger, number: int) -> None:
    for found in ledger.differences(LinkState.OPEN)[:1]:
        ledger.settle_difference(found.id, take=number % 3 > 0, actor="李航")


def _type_in(ledger: Ledger, number: int) -> object:
    words = f"手工登记的第{number}件事"
    item = a_target(words, quantity=None, metric=None, kind=Kind.TASK, due=Due())
    return ledger.type_in(a_document(words, name=words), item, actor="李航")


def _enter(ledger: Ledger, number: int) -> object:
    document, extraction = a_document_of(a_target(f"新增{number}家", lead=[f"第{number}局"]), name=f"{number}.txt")
    return ledger.enter(document, an_extraction(*extraction.targets), actor="王敏")


def _answer(ledger: Ledger, number: int) -> None:
    """Decide on one thing that the program asks; where it asks nothing, let a report and a plan say what it may ask."""
    for asked in ledger.suggestions()[:1]:
        if number % 2:
            ledger.accept_suggestion(asked.id, actor="李航")
        else:
            ledger.refuse_suggestion(asked.id, actor="李航")
    for link in ledger.restatements()[:1]:
        ledger.decide_restatement(link.id, same=number % 2 > 0, actor="李航")
    said = f"截至6月底，完成投资{number}亿元"
    result = Result("通报.txt", said, 0, len(said), None, AT_LEAST_4500, DAY, "6月底")
    ledger.enter(a_document(f"{said}。", name=said), an_extraction(results=[result]), actor="王敏")
    again = a_document_of(a_target(f"力争第一项完成投资{number}亿元"), heading=said, name=f"{said}二")
    ledger.link_restatements([ledger.enter(*again, actor="王敏").document_id])


def _prove(ledger: Ledger, number: int) -> None:
    """Evidence that nobody accepted yet, then acts on some other."""
    ledger.add_evidence(1 + number % 3, an_evidence(note=str(number)), actor="王敏", accepted=False)
    ledger.accept_evidence(1 + number % 2, actor="李航")
    ledger.strike_evidence(1 + number % 5, reason="数据有误", actor="李航")


def _mute(ledger: Ledger, number: int) -> None:
    ledger.mute("lead:甲局", date(2025, 9, 1), reason="机构改革", day=DAY, actor="王敏")
    ledger.unmute(1 + number % 2, actor="李航")


_RULES = (Rule("quarterly", date(2025, 3, 31), date(2026, 6, 30)), Rule("monthly", date(2025, 6, 30)))
_VERDICTS = (Verdict.MISSED, Verdict.WITHDRAWN, Verdict.MET)
_SINCE = (None, date(2025, 1, 1))
_PEOPLE = ("李航", "王敏")

_LAWFUL: tuple[Callable[[Ledger, int], object], ...] = (
    lambda ledger, n: ledger.edit(1 + n % 3, {"value": str(n), "unit": "户", "lead": [f"第{n}局"]}, actor="李航"),
    lambda ledger, n: ledger.edit(1 + n % 3, {"original_due": f"20{26 + n % 50}-06-30", "kind": "task"}, actor="李航"),
    lambda ledger, n: ledger.split(1 + n % 3, ["完成投资", "4500亿元"], actor="李航"),
    lambda ledger, n: ledger.merge(1 + n % 3, [1 + (n + 1) % 3], actor="李航"),
    lambda ledger, n: ledger.accept([1 + n % 3], actor="李航"),
    lambda ledger, n: ledger.reject([1 + n % 3], reason=RejectReason.OTHERS, actor="李航"),
    lambda ledger, n: ledger.extend(1 + n % 3, date(2026, 1, 1 + n % 28), reason="征地", approver="张", actor="李航"),
    lambda ledger, n: ledger.add_evidence(1 + n % 3, an_evidence(), actor="李航"),
    lambda ledger, n: ledger.undo(ledger.last_undoable(1 + n % 3), actor="李航"),
    lambda ledger, n: ledger.add_unit(f"第{n}局", actor="李航"),
    lambda ledger, n: ledger.rename_unit("甲局", f"第{n}局", actor="李航"),
    lambda ledger, _n: ledger.merge_units("甲局", "乙局", actor="李航"),
    lambda ledger, n: ledger.note_timings(day=date(2025, 12, 1 + n % 30), near_days=30),
    *(_reread, _corrected, _settle, _type_in, _enter, _answer, _prove, _mute),
    lambda ledger, n: ledger.snooze(1 + n % 3, date(2026, 1, 1 + n % 28), reason="待批", day=DAY, actor="李航"),
    lambda ledger, n: ledger.acknowledge([1 + n % 3], unit=("", "甲局")[n % 2], note=str(n), actor="李航"),
    lambda ledger, n: ledger.remark(1 + n % 3, leader="张", said=f"抓紧{n}", actor="李航"),
    lambda ledger, n: ledger.recur(1 + n % 3, _RULES[n % 2], day=DAY, actor="李航"),
    lambda ledger, n: ledger.judge_occurrence(1 + n % 3, Verdict.MISSED, reason="未报", actor=_PEOPLE[n % 2]),
    lambda ledger, n: ledger.judge(1 + n % 3, _VERDICTS[n % 3], reason="见公报", actor=_PEOPLE[n % 2]),
    lambda ledger, n: ledger.reopen([1 + n % 3], reason="有误", actor="李航"),
    lambda ledger, n: ledger.undo(ledger.events()[n % len(ledger.events())].id, actor="李航"),
    lambda ledger, n: ledger.alias_unit("甲局", f"别名{n % 3}", since=_SINCE[n % 2], actor="李航"),
    lambda ledger, n: ledger.add_unit(f"第{n}处", parent="甲局", actor="李航"),
    lambda ledger, n: ledger.reach_unit("乙局", contact=f"分机{n}", chats={"feishu": str(n)}, actor="李航"),
    lambda ledger, _n: ledger.settle_unresolved_units(actor="李航"),
    lambda ledger, _n: ledger.enter(replace(a_document_of(*_items())[0], name="别名.txt"), Extraction(()), actor="张"),
)  # fmt: skip


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from(_LAWFUL), st.integers(0, 99)), max_size=6),
    st.sampled_from(sorted(set(READ) - {"quote", "start_offset", "end_offset"})),
    st.integers(0, 99),
)
def test_no_lawful_act_is_blamed_and_every_other_one_is(
    emptied: Callable[[], Ledger], acts: list[tuple[Callable[[Ledger, int], object], int]], name: str, at: int
) -> None:
    """Whatever people do in whatever order, the audit is silent; one changed cell, wherever it is, and it speaks."""
    ledger = emptied()
    ledger.enter(*a_document_of(*_items()), actor="王敏")
    for unit in ("甲局", "乙局"):
        ledger.add_unit(unit, actor="李航")
    for act, number in acts:
        with suppress(LedgerError):
            act(ledger, number)
    audit = ledger.audit()
    assert (audit.findings, audit.uncovered, audit.uncovered_records) == ((), 0, 0)

    with ledger._engines.reading() as connection:
        rows = connection.execute(select(target.c.id, target.c[name]).order_by(target.c.id)).all()
    number, was = rows[at % len(rows)]
    if was != _FORGED[name]:
        _behind_the_back(ledger, _put(name, _FORGED[name], number))
        assert any(f"C{number:06d}" in finding.message for finding in ledger.audit().findings)
