"""Reading the ledger: filters, orders, counts, and a fixed number of statements."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import event

from commitments.errors import UnknownEntry
from commitments.evidence import RejectReason, Verdict
from commitments.filter import EVERYTHING, parse_filter
from commitments.ledger import Counts, Ledger, Order, queries
from commitments.target import Comparator, Kind, Quantity
from commitments.timing import Timing
from tests.commitments.builders import a_target, an_evidence, close, enter
from tests.conftest import NOW

DAY = date(2025, 7, 1)


def _found(ledger: Ledger, *words: str) -> list[str]:
    """Quotes of what a filter finds, in order of due dates."""
    asked = parse_filter(words, today=DAY)
    return [entry.target.quote for entry in ledger.entries(asked, day=DAY, near_days=30)]


@pytest.fixture
def agenda(ledger: Ledger) -> Sequence[int]:
    """One target in each place a target can stand, entered in an order that is none."""
    ids = enter(
        ledger,
        a_target("销号", due=date(2025, 1, 1)),
        a_target("无期", due=None),
        a_target("远期", due=date(2025, 12, 31)),
        a_target("退回", due=date(2025, 1, 2)),
        a_target("临期", due=date(2025, 7, 31)),
        a_target("逾期", due=date(2025, 6, 30)),
        a_target("当日", due=DAY),
        a_target("久逾", due=date(2024, 6, 30)),
    )
    close(ledger, ids[0])
    ledger.reject([ids[3]], reason=RejectReason.OTHERS, actor="王敏")
    return ids


@pytest.mark.usefixtures("agenda")
def test_the_order_of_due_runs_from_overdue_to_rejected(ledger: Ledger) -> None:
    """What burns comes first; what is done or sent back comes last."""
    assert _found(ledger) == ["久逾", "逾期", "当日", "临期", "远期", "无期", "销号", "退回"]


def test_what_open_targets_press_by_is_read_at_once(agenda: Sequence[int], ledger: Ledger) -> None:
    """Of those in care alone: the day, the strength, the newest evidence that counts; closed ones press no more."""
    closed, undated, ahead, _rejected, near, overdue, *_rest = agenda
    ledger.accept([undated, near, overdue], actor="王敏")
    for day in (date(2025, 6, 1), date(2025, 6, 20)):
        ledger.add_evidence(overdue, an_evidence(observed_on=day), actor="王敏")
    ledger.strike_evidence(ledger.evidence(overdue)[-1].id, reason="口径不符", actor="王敏")
    ledger.extend(near, date(2025, 8, 1), reason="土地手续", approver="市政府办", actor="王敏")

    found = {one.target_id: one for one in ledger.pressures(EVERYTHING, day=DAY, near_days=30)}
    assert found.keys() == {undated, near, overdue}
    assert not {closed, ahead} & found.keys()
    assert [(one.due, one.times_moved, one.seen) for one in map(found.__getitem__, (undated, near, overdue))] == [
        (None, 0, None),
        (date(2025, 8, 1), 1, None),
        (date(2025, 6, 30), 0, date(2025, 6, 1)),
    ]
    (only,) = ledger.pressures(parse_filter(["overdue"], today=DAY), day=DAY, near_days=30)
    assert (only.target_id, only.measured) == (overdue, ledger.entry(overdue).target.quantity is not None)


@pytest.mark.usefixtures("agenda")
@pytest.mark.parametrize(
    ("words", "quotes"),
    [
        (["overdue"], ["久逾", "逾期"]),
        (["due"], ["当日"]),
        (["near"], ["临期"]),
        (["ahead"], ["远期"]),
        (["undated"], ["无期"]),
        (["closed"], ["销号"]),
        (["timing:overdue|due"], ["久逾", "逾期", "当日"]),
        (["-overdue"], ["当日", "临期", "远期", "无期", "销号", "退回"]),
        (["due<2025"], ["久逾"]),
        (["due<=2025-06"], ["久逾", "逾期", "销号", "退回"]),
        (["due:2025-07"], ["当日", "临期"]),
        (["due>今天"], ["临期", "远期"]),
        (["due>=今天", "due<年底"], ["当日", "临期"]),
        (["-due>=今天"], ["久逾", "逾期", "无期", "销号", "退回"]),
        (["verdict:met"], ["销号"]),
        (["review:rejected"], ["退回"]),
        (["逾", "-久"], ["逾期"]),
        (["id:C000002|3"], ["远期", "无期"]),
        (["id:999999999999999999"], []),
    ],
)
def test_a_filter_finds(ledger: Ledger, words: list[str], quotes: list[str]) -> None:
    """Timing leaves the rejected out; a negation keeps what has no date."""
    assert _found(ledger, *words) == quotes


def test_a_verdict_that_waits_is_found_by_its_word(ledger: Ledger) -> None:
    """Whoever has to confirm asks for 待确认; what is closed waits no more, what nobody judged never did."""
    proposed, closed, _ = enter(ledger, a_target("提出"), a_target("销号"), a_target("未动"))
    close(ledger, closed)
    ledger.four_eyes = True
    ledger.judge(proposed, Verdict.MISSED, reason="未见材料", actor="王敏")

    assert _found(ledger, "待确认") == _found(ledger, "结论:待确认") == ["提出"]
    assert _found(ledger, "verdict:met|waiting") == ["提出", "销号"]
    assert _found(ledger, "-待确认") == ["未动", "销号"]


def test_units_are_found_by_role_and_part_of_their_name(ledger: Ledger) -> None:
    """Lead means lead; unit means either."""
    enter(
        ledger,
        a_target("甲", lead=["省商务厅"], support=["省财政厅", "各市政府"]),
        a_target("乙", lead=["省财政厅"]),
        a_target("丙"),
    )

    assert _found(ledger, "lead:财政") == ["乙"]
    assert _found(ledger, "unit:财政") == ["甲", "乙"]
    assert _found(ledger, "-unit:财政") == ["丙"]
    assert _found(ledger, "unit:市政府|商务") == ["甲"]


def test_documents_are_found_by_name_title_number_and_issuer(ledger: Ledger) -> None:
    """Whatever people remember of it."""
    enter(ledger, a_target("甲"), name="b.txt", title="养老服务方案")
    enter(ledger, a_target("乙"), name="c.txt", title=None)

    assert _found(ledger, "doc:养老") == ["甲"]
    assert _found(ledger, "doc:C.TXT") == ["乙"]
    assert _found(ledger, "doc:某政办发") == ["甲", "乙"]


@pytest.mark.parametrize("word", ["%", "_", "\\", "'", '"100%"', "a_b"])
def test_signs_that_databases_know_are_only_signs(ledger: Ledger, word: str) -> None:
    """Nothing typed is a wildcard or a piece of SQL."""
    enter(ledger, a_target(f"完成率{word.strip(chr(34))}以上", metric=None), a_target("axb，完成率以上", metric=None))

    assert _found(ledger, word) == [f"完成率{word.strip(chr(34))}以上"]


def test_plain_words_search_quote_and_metric_in_either_case(ledger: Ledger) -> None:
    """5g finds 5G; one Chinese character is enough."""
    enter(ledger, a_target("建成5G基站", metric=None), a_target("乙", metric="医院"), a_target("丙", kind=Kind.TASK))

    assert _found(ledger, "5g") == ["建成5G基站"]
    assert _found(ledger, "医") == ["乙"]
    assert _found(ledger, "kind:task") == ["丙"]


def test_confidence_orders_and_filters_the_queue(ledger: Ledger) -> None:
    """The surest first; equals by id."""
    ids = enter(ledger, *(a_target(f"第{n}项", confidence=sure) for n, sure in enumerate((0.2, 0.9, 0.5, 0.9))))
    found = ledger.ids(EVERYTHING, day=DAY, near_days=30, order=Order.CONFIDENCE)

    assert list(found) == [ids[1], ids[3], ids[2], ids[0]]
    assert _found(ledger, "可信>=0.9") == ["第1项", "第3项"]


def test_document_order_is_the_order_of_the_text(ledger: Ledger) -> None:
    """Documents in the order of entering, their quotes from top to bottom."""
    first = enter(ledger, a_target("甲", due=None), a_target("乙", due=DAY))
    second = enter(ledger, a_target("丙", due=date(2020, 1, 1)))

    assert list(ledger.ids(EVERYTHING, day=DAY, near_days=30, order=Order.DOCUMENT)) == [*first, *second]


def test_rows_come_in_the_order_asked(ledger: Ledger, agenda: Sequence[int]) -> None:
    """The screen's order is the answer's order."""
    asked = list(reversed(agenda))

    assert [entry.id for entry in ledger.rows(asked)] == asked
    assert ledger.rows([]) == ()


@pytest.mark.parametrize("left_out", [(), (2, 5), (1, 2, 4, 5, 7)])
def test_many_at_once_are_what_each_is_by_itself(
    ledger: Ledger, agenda: Sequence[int], left_out: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a row, with gaps, and one here, one there: with their units, evidence and closing, and no other's."""
    monkeypatch.setattr(queries, "PAGE", 2)
    for number in (*agenda[:3], *agenda[4:6]):
        ledger.add_evidence(number, an_evidence(note=f"{number}"), actor="王敏")
        ledger.acknowledge([number], unit="市财政局", actor="王敏")
    asked = [number for number in reversed(agenda) if number not in left_out]

    assert ledger.rows(asked) == tuple(ledger.entry(number) for number in asked)


@pytest.mark.usefixtures("agenda")
def test_entries_can_be_limited(ledger: Ledger) -> None:
    """The first so many, in order."""
    limited = ledger.entries(EVERYTHING, day=DAY, near_days=30, limit=2)

    assert [entry.target.quote for entry in limited] == ["久逾", "逾期"]


@pytest.mark.parametrize("number", [0, -1, 999, 2**70])
def test_an_unknown_entry_is_an_error_with_its_code(ledger: Ledger, number: int) -> None:
    """Also for numbers no database holds."""
    with pytest.raises(UnknownEntry, match="C"):
        ledger.entry(number)


@pytest.mark.usefixtures("agenda")
def test_counts_say_where_everything_stands(ledger: Ledger) -> None:
    """Timing over what is not rejected; review over all."""
    ledger.accept([2], actor="王敏")

    assert ledger.counts(day=DAY, near_days=30) == Counts(
        timing={
            Timing.UNDATED: 1,
            Timing.AHEAD: 1,
            Timing.NEAR: 1,
            Timing.DUE: 1,
            Timing.OVERDUE: 2,
            Timing.CLOSED: 1,
        },
        candidates=6,
        tracked=1,
        rejected=1,
    )
    assert ledger.counts(day=DAY, near_days=30).total == 8


def test_an_empty_ledger_counts_nothing(ledger: Ledger) -> None:
    """Every timing is a key all the same."""
    counts = ledger.counts(day=DAY, near_days=30)

    assert set(counts.timing) == set(Timing)
    assert (counts.total, counts.closed) == (0, 0)
    assert list(ledger.ids(EVERYTHING, day=DAY, near_days=30)) == []


def test_the_number_of_statements_does_not_grow_with_the_page(ledger: Ledger) -> None:
    """No query per row: documents, owners and evidence come in sets."""
    quantity = Quantity(Comparator.AT_LEAST, Decimal(3), "个")
    targets = [a_target(f"第{n}项", lead=["甲局"], quantity=quantity) for n in range(30)]
    ids = [number for half in (targets[:15], targets[15:]) for number in enter(ledger, *half)]
    for number in ids:
        ledger.add_evidence(number, an_evidence(DAY - timedelta(days=number)), actor="王敏")

    assert len(_statements(ledger, ids[:1])) == len(_statements(ledger, ids))


def test_statements_about_targets_read_alike_however_many_are_asked_for(ledger: Ledger) -> None:
    """Nothing is put together anew for a page of another length, and no text of a document is walked through."""
    ids = enter(ledger, *(a_target(f"第{n}项") for n in range(7)))

    texts = _statements(ledger, ids[:2])
    assert texts == _statements(ledger, ids)
    assert not [text for text in texts if "document.added_at" in text or "count(" in text]


def test_a_page_of_targets_is_found_by_its_ids(sqlite_url: str) -> None:
    """A table that is searched through for them would cost a large ledger a tenth of a second each time."""
    with Ledger.open(sqlite_url, now=lambda: NOW) as ledger:
        texts = _statements(ledger, enter(ledger, a_target()))
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as raw:
        plans = [raw.execute(f"EXPLAIN QUERY PLAN {text}", [1] * text.count("?")).fetchall() for text in texts]

    steps = [step for plan in plans for *_, step in plan]
    assert [step for step in steps if step.startswith("SEARCH target ")]
    assert [step for step in steps if step.startswith("SCAN") and "json_each" not in step] == []


def _statements(ledger: Ledger, ids: Sequence[int]) -> list[str]:
    """What is asked of the database for the rows of some targets."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(ledger._engines.read, "before_cursor_execute", note)
    ledger.rows(ids)
    event.remove(ledger._engines.read, "before_cursor_execute", note)
    assert seen
    return [statement for statement in seen if statement.startswith("SELECT")]


def test_the_history_of_an_entry_is_its_own(ledger: Ledger) -> None:
    """Newest first: what was done to it, then how its document came in; nothing of its neighbours."""
    first, second = enter(ledger, a_target("甲"), a_target("乙"))
    ledger.accept([first, second], actor="王敏")
    ledger.judge(first, Verdict.MISSED, reason="见公报", actor="李航")

    assert [line.action for line in ledger.events(target_id=first)] == ["judge", "accept", "enter"]
    assert [line.action for line in ledger.events(target_id=second)] == ["accept", "enter"]
    assert [line.action for line in ledger.events(limit=2)] == ["judge", "accept"]


def test_where_nobody_is_named_the_issuer_answers(ledger: Ledger) -> None:
    """A target without owners is found under who speaks, also by another name of theirs; a named one is not."""
    unnamed, named = enter(ledger, a_target("甲"), a_target("乙", lead=["某市教育局"]))
    ledger.add_unit("某市人民政府办公室", actor="王敏")
    ledger.alias_unit("某市人民政府办公室", "某市府办", actor="王敏")

    def found(word: str) -> list[int]:
        return list(ledger.ids(parse_filter([word], today=DAY), day=DAY, near_days=30))

    assert found("unit:人民政府办公室") == found("unit:某市府办") == [unnamed]
    assert found("unit:教育局") == [named]
    assert found("lead:人民政府办公室") == []
    assert found("-unit:人民政府办公室") == [named]
