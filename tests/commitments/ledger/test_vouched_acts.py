"""Evidence, mutes and answers to what the program asks: vouched for by the log, and looked at by the audit."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, delete, insert, select, update

from commitments.document import Span
from commitments.errors import LedgerError
from commitments.evidence import Grade, Passage, StoredFile, Verdict
from commitments.ledger import Ledger, migrate, restore, vouched_records
from commitments.ledger.finding_tables import restatement, suggestion
from commitments.ledger.findings_values import LinkState
from commitments.ledger.notice_tables import mute
from commitments.ledger.revision_tables import difference
from commitments.ledger.revision_values import DifferenceKind
from commitments.ledger.tables import evidence
from commitments.ledger.vouched_records import DOCUMENT, PARTS, TURNS, UNIT
from commitments.target import Comparator, Extraction, Quantity, Result, Target
from tests.commitments.builders import a_document, a_document_of, a_target, an_evidence, an_extraction, enter
from tests.commitments.ledger.tampering import behind_the_back, messages
from tests.conftest import NOW

DAY = date(2025, 7, 1)
_MOMENT = datetime(2024, 1, 1, tzinfo=UTC)
_BY = "赵某"
_DECIDED: dict[str, Any] = {"state": LinkState.REFUSED, "decided_by": _BY, "decided_at": _MOMENT}
# Every cell of the first row of each table, and another value for it.
_FORGED: dict[Table, dict[str, Any]] = {
    evidence: {
        "target_id": 3,
        "observed_on": date(2020, 1, 1),
        "value": Decimal(42001),
        "unit": "箱",
        "note": "改",
        "link": "https://example.org/",
        "recorded_by": _BY,
        "recorded_at": _MOMENT,
        "grade": Grade.INDEPENDENT,
        "stated_value": None,
        "stated_unit": "千标箱",
        "document_id": None,
        "span_start": 1,
        "span_end": 5,
        "file_sha256": None,
        "file_name": "别的.pdf",
        "override": "另有缘由",
        "accepted_by": _BY,
        "accepted_at": None,
        "struck_by": _BY,
        "struck_at": _MOMENT,
        "strike_reason": "数据有误",
    },
    suggestion: {"target_id": 3, "result_id": 3, "score": 0.125, "why": [], "evidence_id": 1, **_DECIDED},
    restatement: {"earlier_id": 1, "later_id": 1, "score": 0.125, "changes": [["due", None, "2026-12-31"]], **_DECIDED},
    difference: {
        "target_id": 1,
        "document_id": 2,
        "kind": DifferenceKind.GONE,
        "fingerprint": "0",
        "before": {},
        "proposed": {},
        "found_at": _MOMENT,
        **_DECIDED,
    },
    mute: {
        "filter": "lead:乙局",
        "until": date(2030, 1, 1),
        "reason": "改",
        "recorded_by": _BY,
        "recorded_at": _MOMENT,
        "ended_by": None,
        "ended_at": None,
    },
}
_NAMED = {evidence: "证据 #1", suggestion: "建议 1", restatement: "重申 1", difference: "差异 1", mute: "静默 1"}
_ASKED = (suggestion, restatement, difference)


def _report(ledger: Ledger, quote: str, unit: str = "家") -> None:
    """A document that reports one number."""
    quantity = Quantity(Comparator.EQUAL, Decimal(4100), unit)
    result = Result("进展.txt", quote, 0, len(quote), None, quantity, date(2025, 6, 30), "6月底")
    document = a_document(f"{quote}。", name=f"{quote}.txt", title="进展通报", signed=date(2025, 7, 1))
    ledger.enter(document, an_extraction(results=[result]), actor="王敏")


def _read_otherwise(ledger: Ledger, *items: Target, value: int) -> None:
    """A newer extractor reads another number in the second promise of the first document."""
    document, extraction = a_document_of(*items, heading="第1份")
    first, second = extraction.targets
    assert second.quantity is not None
    changed = replace(second, quantity=replace(second.quantity, value=Decimal(value)))
    ledger.reread(1, document, Extraction((first, changed)), actor="王敏")


def _fill(ledger: Ledger) -> None:
    """Evidence with all it may have; a suggestion, a restatement and a difference of each answer; a mute that ended."""
    boxes = Quantity(Comparator.AT_LEAST, Decimal(46000), "标箱")
    items = (a_target("港口吞吐4.6万标箱", quantity=boxes, metric=None), a_target())
    enter(ledger, *items)
    file = StoredFile("ab" * 32, 12, "application/pdf", "证书.pdf")
    seen = an_evidence(value="4.2", unit="万标箱", note="见公报", passage=Passage(1, Span(0, 4)), file=file)
    number = ledger.add_evidence(1, seen, actor="王敏", accepted=False).id
    ledger.accept_evidence(number, actor="李航")
    for quote in ("截至6月底，全市高新技术企业达到4100家", "上半年末，高新技术企业共4100家"):
        _report(ledger, quote)
    _report(ledger, "空气质量优良4100天", "天")
    first, second = sorted(found.id for found in ledger.suggestions(target_id=2))
    ledger.accept_suggestion(first, actor="李航")
    ledger.refuse_suggestion(second, actor="李航", reason="口径不同")
    for name, more in (("a.txt", ""), ("b.txt", "力争")):
        said = ("新建改扩建社区养老服务设施120处", "培训各类技能人才超过120处实训基地")
        places = Quantity(Comparator.AT_LEAST, Decimal(120), "处")
        enter(ledger, *(a_target(f"{more}{one}", quantity=places) for one in said), name=name)
    ledger.link_restatements([6])
    one, other = sorted(found.id for found in ledger.restatements())
    ledger.decide_restatement(one, same=True, actor="李航")
    ledger.decide_restatement(other, same=False, actor="李航", reason="两回事")
    for take, value in ((True, 4700), (False, 4800)):
        _read_otherwise(ledger, *items, value=value)
        (found,) = ledger.differences()
        ledger.settle_difference(found.id, take=take, actor="李航")
    ledger.mute("lead:甲局", date(2025, 9, 1), reason="机构改革", day=DAY, actor="王敏")
    ledger.unmute(1, actor="李航")


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """A ledger that holds some of each kind."""
    _fill(ledger)
    return ledger


def test_every_column_is_vouched_for() -> None:
    """A new column has to choose, and so has a new kind of record."""
    kinds = PARTS.keys() - {UNIT, DOCUMENT, TURNS}
    known = {key.table: {key.name, *names} for kind in kinds for key, names in PARTS[kind]}

    assert known.keys() == _FORGED.keys()
    for table, names in known.items():
        assert {column.name for column in table.c} == names, table
        assert names - {"id"} == set(_FORGED[table]), table


@pytest.mark.parametrize("table", _FORGED, ids=lambda table: table.name)
def test_any_cell_that_changed_by_itself_is_found(filled: Ledger, table: Table) -> None:
    """Once, and it is named; put back, it is as if nothing had been."""
    with filled._engines.reading() as connection:
        was = connection.execute(select(table).where(table.c.id == 1)).mappings().one()
    for name, forged in _FORGED[table].items():
        assert was[name] != forged, name
        behind_the_back(filled, update(table).where(table.c.id == 1).values({name: forged}))
        found = messages(filled)
        behind_the_back(filled, update(table).where(table.c.id == 1).values({name: was[name]}))

        assert [_NAMED[table] in message for message in found] == [True], (name, found)
    assert messages(filled) == []


@pytest.mark.parametrize("table", [suggestion, restatement, difference])
def test_an_answer_taken_back_by_itself_is_found(filled: Ledger, table: Table) -> None:
    """As if nobody had ever been asked; and an answer that nobody gave."""
    with filled._engines.reading() as connection:
        was = dict(connection.execute(select(table).where(table.c.id == 2)).mappings().one())
    asked = {name: None for name in ("decided_by", "decided_at", "evidence_id") if name in was}
    behind_the_back(filled, update(table).where(table.c.id == 2).values(**asked, state=LinkState.OPEN))
    (gone,) = messages(filled)
    behind_the_back(filled, delete(table).where(table.c.id == 2))
    assert messages(filled) == [gone]

    behind_the_back(filled, delete(table).where(table.c.id == 1))
    behind_the_back(filled, insert(table).values({**was, "id": 9}))
    (nobodys,) = [message for message in messages(filled) if "没有记录" in message]
    assert " 9 " in nobodys


def test_what_a_verdict_rests_on_cannot_be_struck_unseen(ledger: Ledger) -> None:
    """Nor be put back once it was struck, by whatever way."""
    (number,) = enter(ledger, a_target())
    seen = ledger.add_evidence(number, an_evidence(value=4600), actor="王敏")
    ledger.judge(number, Verdict.MET, reason="见公报", actor="王敏")
    ledger.strike_evidence(seen.id, reason="数据有误", actor="李航")
    assert messages(ledger) == []

    behind_the_back(ledger, update(evidence).values(struck_at=None, struck_by=None, strike_reason=""))
    assert messages(ledger) == ["证据 #1 与记录不符"]


def test_a_mute_that_nobody_began_is_found(filled: Ledger) -> None:
    """It would silence what it pleases."""
    row = {"filter": "lead:乙局", "until": date(2030, 1, 1), "reason": "改", "recorded_by": "王敏", "recorded_at": NOW}
    behind_the_back(filled, insert(mute).values(row))

    assert messages(filled) == ["静默 2 没有登记过"]


def test_evidence_slipped_in_is_found_and_stays_so_when_it_is_struck(filled: Ledger) -> None:
    """Nobody recorded it; what is done with it later does not make it good."""
    columns = [column for column in evidence.c if column.name != "id"]
    copied = select(*columns).where(evidence.c.id == 1)
    behind_the_back(filled, insert(evidence).from_select([column.name for column in columns], copied))
    assert messages(filled) == ["证据 #3 没有登记过"]

    filled.strike_evidence(3, reason="数据有误", actor="李航")
    assert messages(filled) == ["证据 #3 没有登记过"]


def test_a_value_that_changed_is_found_though_the_evidence_was_struck_since(filled: Ledger) -> None:
    """A later line vouches for what stands then; the line that recorded it still tells what it was."""
    behind_the_back(filled, update(evidence).where(evidence.c.id == 1).values(value=Decimal(50000)))
    filled.strike_evidence(1, reason="数据有误", actor="李航")

    assert messages(filled) == ["证据 #1 与记录不符"]


@pytest.mark.parametrize("action", ["strike_evidence", "accept_evidence", "evidence"])
def test_undoing_keeps_the_audit_silent(ledger: Ledger, action: str) -> None:
    """Each act on evidence, and what it did is watched as it is after that."""
    (number,) = enter(ledger, a_target())
    one = ledger.add_evidence(number, an_evidence(), actor="王敏", accepted=False).id
    ledger.accept_evidence(one, actor="李航")
    ledger.strike_evidence(one, reason="数据有误", actor="李航")
    ids = {line.action: line.id for line in ledger.events()}
    ledger.undo(ids[action], actor="李航")
    assert messages(ledger) == []

    behind_the_back(ledger, update(evidence).values(accepted_at=_MOMENT))
    assert messages(ledger) == ["证据 #1 与记录不符"]


def _merged(ledger: Ledger) -> None:
    ids = enter(ledger, a_target(), a_target("甲项"), a_target("乙项"))
    for number in ids[1:]:
        ledger.add_evidence(number, an_evidence(), actor="王敏")
    ledger.add_evidence(ids[1], an_evidence(note="又一次"), actor="王敏")
    ledger.merge(ids[0], ids[1:], actor="李航")


def test_evidence_that_a_merger_copied_is_watched(ledger: Ledger) -> None:
    """From the line of the merger on; struck again when it is taken back."""
    _merged(ledger)
    assert (messages(ledger), ledger.audit().uncovered_records) == ([], 0)
    behind_the_back(ledger, update(evidence).where(evidence.c.id == 4).values(struck_at=_MOMENT))
    assert messages(ledger) == ["证据 #4 与记录不符"]
    behind_the_back(ledger, update(evidence).where(evidence.c.id == 4).values(struck_at=None))

    ledger.undo(ledger.last_undoable(2), actor="李航")
    assert messages(ledger) == []
    behind_the_back(ledger, update(evidence).where(evidence.c.id == 4).values(struck_at=None))
    assert messages(ledger) == ["证据 #4 与记录不符"]


def test_copies_of_before_lines_vouched_for_them_are_known(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """By what they say; one that says what nobody said is found."""
    monkeypatch.setattr(vouched_records, "vouch", lambda _connection, _kind, *_numbers: "")
    _merged(ledger)
    assert (ledger.audit().findings, ledger.audit().uncovered_records) == ((), 7)

    behind_the_back(ledger, update(evidence).where(evidence.c.id == 6).values(note="改"))
    assert messages(ledger) == ["证据 #6 没有登记过"]


def test_what_a_merger_copies_is_searched_for_nul_too(ledger: Ledger) -> None:
    """Several rows whose numbers are asked back are sent as one."""
    _first, second = enter(ledger, a_target(), a_target("甲项"))
    for note in ("见公报", "又一次"):
        ledger.add_evidence(second, an_evidence(note=note), actor="王敏")
    rows = [{**row, "note": "\0"} for row in _copies(ledger)]
    with pytest.raises(LedgerError, match="NUL"), ledger._engines.writing() as connection:
        connection.execute(insert(evidence).returning(evidence.c.id), rows)


def _copies(ledger: Ledger) -> list[dict[str, Any]]:
    columns = [column for column in evidence.c if column.name != "id"]
    with ledger._engines.reading() as connection:
        return [dict(row) for row in connection.execute(select(*columns)).mappings()]


def test_records_from_before_are_counted_not_blamed(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines written before lines vouched for such records; what is changed afterwards is covered."""
    with monkeypatch.context() as before:
        before.setattr(vouched_records, "vouch", lambda _connection, _kind, *_numbers: "")
        _fill(ledger)
    audit = ledger.audit()
    counted = 6 + 2 + 2 + 2 + 2 + 1  # documents, evidence, suggestions, restatements, differences, the mute
    assert (audit.findings, audit.uncovered_records) == ((), counted)

    ledger.strike_evidence(1, reason="数据有误", actor="李航")
    audit = ledger.audit()
    assert (audit.findings, audit.uncovered_records) == ((), counted - 1)
    for table in _ASKED:
        behind_the_back(ledger, update(table).where(table.c.id == 1).values(decided_by=_BY))
    assert len([message for message in messages(ledger) if "没有记录" in message]) == len(_ASKED)


def _migrated(ledger: Ledger, url: str, folder: Path) -> str:
    migrate(url, there := f"sqlite:///{folder}/there.sqlite3")
    return there


def _loaded(ledger: Ledger, url: str, folder: Path) -> str:
    there = f"sqlite:///{folder}/loaded.sqlite3"
    with Ledger.open(there, now=lambda: NOW) as new, ledger.exported() as rows:
        new.load(rows)
    return there


def _restored(ledger: Ledger, url: str, folder: Path) -> str:
    ledger.backup(folder / "copy.sqlite3")
    restore(folder / "copy.sqlite3", there := f"sqlite:///{folder}/back.sqlite3", replace=False, actor="王敏", now=NOW)
    return there


@pytest.mark.parametrize("carried", [_migrated, _loaded, _restored])
def test_another_database_keeps_the_audit_silent(
    filled: Ledger, ledger_url: str, tmp_path: Path, carried: Callable[[Ledger, str, Path], str]
) -> None:
    """Also where mutes stay behind and others begin, under the same numbers."""
    with Ledger.open(carried(filled, ledger_url, tmp_path), now=lambda: NOW) as copy:
        audit = copy.audit([filled.head()])
        assert (audit.findings, audit.uncovered, audit.uncovered_records) == ((), 0, 0)
        copy.mute("lead:乙局", date(2025, 10, 1), reason="迁址", day=DAY, actor="王敏")
        assert messages(copy) == []
