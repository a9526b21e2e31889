"""Units, imprints and turns: lines of the log vouch for them, and the audit looks whether they stand as they did."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, delete, insert, select, update

from commitments.document import ReferenceBasis
from commitments.evidence import Verdict
from commitments.ledger import Ledger, bodies, documents, migrate, moves, rereading, turns, undoing, vouched_records
from commitments.ledger.life_tables import occurrence, recurrence
from commitments.ledger.revision_tables import body, body_name, correction
from commitments.ledger.revision_values import BodyKind
from commitments.ledger.tables import document, document_name
from commitments.ledger.vouched_records import DOCUMENT, PARTS, TURNS, UNIT
from commitments.recurrence import Rule
from commitments.target import Extraction
from tests.commitments.builders import a_document, a_target, enter
from tests.commitments.ledger.tampering import behind_the_back, messages
from tests.conftest import NOW

DAY = date(2025, 7, 1)
_MOMENT = datetime(2024, 1, 1, tzinfo=UTC)
_NUMBERS = {body.c.id, document.c.id, document.c.body}  # of the records themselves; texts have their own hash
# Every cell that is vouched for, and another value for it.
_FORGED: dict[Table, dict[str, Any]] = {
    body: {
        "name": "假局",
        "kind": BodyKind.GROUP,
        "parent_id": 3,
        "contact": "别的人",
        "chats": {"feishu": "x"},
        "merged_into": 3,
    },
    body_name: {"id": 99, "body_id": 3, "name": "别名二", "since": date(2020, 1, 1), "until": None},
    document: {
        "sha256": "0" * 64,
        "name": "别的.txt",
        "title": None,
        "issuer": "别的办公室",
        "number": "",
        "signed": date(2020, 1, 1),
        "published": date(2020, 1, 1),
        "reference": None,
        "reference_basis": ReferenceBasis.NONE,
        "problems": [["a", "b", "c"]],
        "letterhead": {"addressee": "各县"},
        "places": [[0, "page", "9"]],
        "added_at": _MOMENT,
        "added_by": "赵某",
    },
    document_name: {"document_id": 1, "name": "又名.txt", "added_at": _MOMENT},
    correction: {"corrects_id": 3, "document_id": 3},
    recurrence: {
        "target_id": 1,
        "every": "monthly",
        "first": date(2025, 3, 30),
        "until": None,
        "recorded_by": "赵某",
        "recorded_at": _MOMENT,
    },
    occurrence: {
        "id": 99,
        "target_id": 1,
        "scheduled": date(2025, 9, 29),
        "due": date(2025, 9, 29),
        "verdict": Verdict.MET,
        "reason": "改",
        "decided_by": "赵某",
        "decided_at": None,
        "proposed": Verdict.MISSED,
        "confirmed_by": "赵某",
    },
}  # fmt: skip
_NAMED = {"body": "第 2 号", "body_name": "第 2 号", "recurrence": "C000002", "occurrence": "C000002"}


def _fill(ledger: Ledger) -> None:
    """Three documents, the second a correction of the first; three units; a target with turns."""
    enter(ledger, a_target(), a_target("甲项", lead=["甲局"]))
    ledger.accept([1, 2], actor="李航")
    corrected = a_document("更正稿", name="更正.txt", published=date(2025, 5, 21))
    ledger.reread(1, corrected, Extraction(()), actor="王敏")
    ledger.enter(a_document("第三份", name="三.txt"), Extraction(()), actor="王敏")
    for name in ("市府", "甲局", "乙局"):
        ledger.add_unit(name, parent="市府" if name == "甲局" else None, actor="李航")
    ledger.alias_unit("甲局", "别名", since=date(2024, 1, 1), until=date(2025, 1, 1), actor="李航")
    ledger.reach_unit("甲局", contact="某科", chats={"wecom": "7"}, actor="李航")
    ledger.recur(2, Rule("quarterly", date(2025, 3, 31), date(2026, 6, 30)), day=DAY, actor="王敏")
    ledger.judge_occurrence(2, Verdict.MISSED, reason="未报", actor="王敏", self_verified=True)


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """A ledger that holds some of each kind."""
    _fill(ledger)
    return ledger


def test_every_column_is_vouched_for() -> None:
    """A new column has to choose."""
    known = {key.table: {key.name, *names} for kind in (UNIT, DOCUMENT, TURNS) for key, names in PARTS[kind]}

    assert known.keys() == _FORGED.keys()
    for table, names in known.items():
        assert {column.name for column in table.c} - {"body"} == names, table
        assert {column.name for column in table.c if column not in _NUMBERS} == set(_FORGED[table]), table


def _one_row(table: Table) -> Any:
    """Which row of each is forged: that of the alias, of the correction, of the turn that was decided."""
    which = {
        body: body.c.id == 2,
        body_name: body_name.c.name == "别名",
        document: document.c.id == 2,
        document_name: document_name.c.document_id == 2,
        occurrence: occurrence.c.id == 1,
    }
    return which.get(table, True)


@pytest.mark.parametrize("table", _FORGED, ids=lambda table: table.name)
def test_any_cell_that_changed_by_itself_is_found(filled: Ledger, table: Table) -> None:
    """And the unit, the document or the target is named; put back, it is as if nothing had been."""
    with filled._engines.reading() as connection:
        was = connection.execute(select(table).where(_one_row(table))).mappings().one()
    keys = list(table.primary_key.columns)
    for name, forged in _FORGED[table].items():
        assert was[name] != forged, name
        there = {**was, name: forged}
        for values, row in ((forged, was), (was[name], there)):
            mine = [column == row[column.name] for column in keys]
            behind_the_back(filled, update(table).where(*mine).values({name: values}))
            found = messages(filled)
            if row is was:
                wanted = _NAMED.get(table.name, "第 2 号")
                assert any(wanted in message for message in found), (name, found)
        assert found == [], name


@pytest.mark.parametrize("table", [body_name, document_name, correction, recurrence, occurrence])
def test_a_row_taken_out_is_found(filled: Ledger, table: Table) -> None:
    """One name, one correction, the rule, one turn."""
    behind_the_back(filled, delete(table).where(_one_row(table)))

    assert any(_NAMED.get(table.name, "第 2 号") in message for message in messages(filled))


def test_what_is_gone_altogether_is_missed(filled: Ledger) -> None:
    """A unit with its names, and the rule of a target with all its turns."""
    for table in (recurrence, occurrence):
        behind_the_back(filled, delete(table))
    behind_the_back(filled, delete(body_name).where(body_name.c.body_id == 3))
    behind_the_back(filled, delete(body).where(body.c.id == 3))

    assert messages(filled) == ["第 3 号单位不见了", "条目 C000002 的周期和各期不见了"]


def test_what_nobody_entered_is_found(filled: Ledger) -> None:
    """A unit, a document and a rule that were slipped in."""
    unit = {"name": "假局", "kind": BodyKind.UNIT, "contact": "", "chats": {}}
    rule = {"target_id": 1, "every": "yearly", "first": DAY, "recorded_by": "王敏", "recorded_at": NOW}
    behind_the_back(filled, insert(body).values(unit))
    behind_the_back(filled, insert(recurrence).values(rule))
    columns = [column for column in document.c if column.name not in {"id", "sha256", "body"}]
    sha = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    with filled._engines.writing() as connection:
        row = connection.execute(select(*columns).where(document.c.id == 1)).one()
        connection.execute(insert(document).values(**row._mapping, sha256=sha, body=""))

    assert messages(filled) == [
        "单位 假局（第 4 号）没有登记过",
        "文件 工作方案.txt（第 4 号）没有收录过",
        "条目 C000001 的周期没有登记过",
    ]


def test_records_from_before_are_counted_not_blamed(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines written before lines vouched for such records; what is changed afterwards is covered."""
    with monkeypatch.context() as before:
        for module in (bodies, documents, moves, rereading, turns, undoing):
            assert module.vouched_records is vouched_records
        before.setattr(vouched_records, "vouch", lambda _connection, _kind, *_numbers: "")
        _fill(ledger)
    audit = ledger.audit()
    assert (audit.findings, audit.uncovered_records) == ((), 7)

    ledger.alias_unit("乙局", "别名三", actor="李航")
    ledger.enter(replace(a_document("第三份"), name="三之二.txt"), Extraction(()), actor="王敏")
    ledger.extend(2, date(2025, 12, 30), reason="征地", approver="张某", actor="王敏")
    audit = ledger.audit()
    assert (audit.findings, audit.uncovered_records) == ((), 4)


def test_a_merger_vouches_for_both_units(filled: Ledger) -> None:
    """For the one that is gone and for the one that has its names now."""
    filled.merge_units("甲局", "乙局", on=date(2025, 6, 1), actor="李航")
    assert messages(filled) == []

    for number in (2, 3):
        forged = update(body_name).where(body_name.c.body_id == number, body_name.c.name == "别名")
        behind_the_back(filled, forged.values(name="假名"))
    assert len(messages(filled)) == 2


def test_another_database_keeps_the_audit_silent(filled: Ledger, ledger_url: str, tmp_path: Path) -> None:
    """Instants, days and flags are hashed as what they mean, not as either database writes them."""
    there = f"sqlite:///{tmp_path}/there.sqlite3"
    migrate(ledger_url, there)
    with (
        Ledger.open(there, now=lambda: NOW) as copy,
        Ledger.open(f"sqlite:///{tmp_path}/loaded", now=lambda: NOW) as new,
    ):
        with filled.exported() as rows:
            new.load(rows)
        for one in (copy, new):
            audit = one.audit([filled.head()])
            assert (audit.findings, audit.uncovered, audit.uncovered_records) == ((), 0, 0)


def test_a_copy_restored_keeps_the_audit_silent(filled: Ledger, tmp_path: Path) -> None:
    """From a file on either database into a file."""
    from commitments.ledger import restore

    filled.backup(tmp_path / "copy.sqlite3")
    url = f"sqlite:///{tmp_path}/restored.sqlite3"
    restore(tmp_path / "copy.sqlite3", url, replace=False, actor="王敏", now=NOW)
    with Ledger.open(url, now=lambda: NOW) as restored:
        audit = restored.audit()

    assert (audit.findings, audit.uncovered, audit.uncovered_records) == ((), 0, 0)
