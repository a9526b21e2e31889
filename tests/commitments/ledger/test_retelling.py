"""Moves, snoozes, remarks, acknowledgements and closings: the log told them once, and the audit tells them again."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, Table, delete, insert, select, text, update

from commitments.evidence import Verdict
from commitments.ledger import Ledger
from commitments.ledger.columns import to_json
from commitments.ledger.life_tables import acknowledgement, closing, extension, remark, snooze
from commitments.ledger.retelling import ACTS, CLOSING
from commitments.recurrence import Rule
from tests.commitments.builders import a_target, an_evidence, enter
from tests.commitments.ledger.tampering import behind_the_back, messages

DAY = date(2025, 7, 1)
_NAME, _NUMBER, _MOMENT = "赵某", 1, datetime(2024, 1, 1, tzinfo=UTC)
_FORGED: dict[Table, dict[str, Any]] = {
    extension: {
        "target_id": 3,
        "occurrence_id": None,
        "old_due": None,
        "new_due": date(2030, 1, 1),
        "days": 2,
        "reason": "",
        "approver": _NAME,
        "source": "口头",
        "document_id": None,
        "recorded_by": _NAME,
        "recorded_at": _MOMENT,
        "struck": True,
    },
    snooze: {
        "target_id": 3,
        "until": date(2030, 1, 1),
        "reason": "",
        "recorded_by": _NAME,
        "recorded_at": _MOMENT,
        "struck": True,
    },
    remark: {
        "target_id": 3,
        "leader": _NAME,
        "said": "不急",
        "recorded_by": _NAME,
        "recorded_at": _MOMENT,
        "struck": True,
    },
    acknowledgement: {"unit": "丁局", "note": "改", "recorded_by": _NAME, "recorded_at": _MOMENT, "target_id": 3},
    closing: {
        "target_id": 3,
        "verdict": Verdict.PARTLY,
        "reason": "另有原因",
        "proposed_by": _NAME,
        "proposed_at": _MOMENT,
        "confirmed_by": None,
        "confirmed_at": None,
        "self_verified": True,
        "superseded_by": 3,
    },
}  # fmt: skip


@pytest.fixture
def lived(ledger: Ledger) -> Ledger:
    """A ledger in which everything happened to the second of three targets, and nothing to the others."""
    ledger.four_eyes = True
    _first, second, _third = enter(ledger, a_target(), a_target("甲项", lead=["甲局"]), a_target("乙项"))
    ledger.recur(second, Rule("quarterly", date(2025, 9, 30), date(2026, 6, 30)), day=DAY, actor="王敏")
    ledger.extend(
        second, date(2025, 10, 31), reason="征地", approver="张某", source="会议纪要", document_id=1, actor="王敏"
    )
    ledger.snooze(second, date(2025, 8, 1), reason="待批", day=DAY, actor="王敏")
    ledger.acknowledge([second], unit="甲局", note="已阅", actor="李航")
    ledger.remark(second, leader="张某", said="抓紧", actor="李航")
    ledger.add_evidence(second, an_evidence(), actor="王敏")
    ledger.judge(second, Verdict.MET, reason="见公报", actor="王敏")
    ledger.confirm(second, actor="李航")
    return ledger


def test_a_life_that_was_recorded_is_sound(lived: Ledger) -> None:
    """All of it, with turns, two persons and undoing."""
    assert messages(lived) == []


@pytest.mark.parametrize("table", _FORGED, ids=lambda table: table.name)
def test_every_column_is_retold(table: Table) -> None:
    """A new column has to be told by the line, or to be left out here with a reason."""
    told = {at.name: names for at, names, _word in ACTS.values()} | {closing.name: ("target_id", *CLOSING)}
    apart = {"struck", "occurrence_id"}  # undoing strikes; the turn of a move was not always told

    assert {column.name for column in table.c} - {"id"} - apart == set(told[table.name])
    assert {column.name for column in table.c} - {"id"} == set(_FORGED[table])


@pytest.mark.parametrize("table", _FORGED, ids=lambda table: table.name)
def test_any_cell_that_changed_by_itself_is_found(lived: Ledger, table: Table) -> None:
    """And its target is named; put back, it is as if nothing had been."""
    with lived._engines.reading() as connection:
        was = connection.execute(select(table)).mappings().one()
    for name, forged in _FORGED[table].items():
        assert was[name] != forged, name
        behind_the_back(lived, update(table).values({name: forged}))
        found = messages(lived)
        behind_the_back(lived, update(table).values({name: was[name]}))

        assert any("C000002" in message for message in found), name
    assert messages(lived) == []


@pytest.mark.parametrize("table", _FORGED, ids=lambda table: table.name)
def test_a_row_taken_out_or_slipped_in_is_found(lived: Ledger, table: Table) -> None:
    """At its own target, and at one to which nothing ever happened."""
    with lived._engines.reading() as connection:
        was = dict(connection.execute(select(table)).mappings().one())
    behind_the_back(lived, delete(table))
    (gone,) = messages(lived)
    assert ("C000002" in gone, "不见了" in gone) == (True, True)

    behind_the_back(lived, insert(table).values(was))
    assert messages(lived) == []
    other = {**was, "target_id": 3, **({"id": 9} if "id" in was else {})}
    behind_the_back(lived, insert(table).values(other))
    (more,) = messages(lived)
    assert ("C000003" in more, "没有登记过" in more) == (True, True)


def test_what_was_undone_must_stay_undone(lived: Ledger) -> None:
    """A struck row that counts again, and a withdrawn acknowledgement that is back."""
    ids = {line.action: line.id for line in lived.events()}
    with lived._engines.reading() as connection:
        noted = dict(connection.execute(select(acknowledgement)).mappings().one())
    for action in ("acknowledge", "remark", "snooze"):
        lived.undo(ids[action], actor="李航")
    assert messages(lived) == []

    for table in (remark, snooze):
        behind_the_back(lived, update(table).values(struck=False))
    behind_the_back(lived, insert(acknowledgement).values(noted))
    assert sorted(messages(lived)) == [
        "条目 C000002 有一笔签收没有登记过",
        "条目 C000002 的批示与登记时不符",
        "条目 C000002 的暂缓与登记时不符",
    ]


def test_a_move_of_before_lines_told_its_turn_is_not_blamed(lived: Ledger) -> None:
    """Whichever turn it is of; all the rest of it is held against its line as ever."""
    with lived._engines.writing() as connection:
        _let_lines_be_written(connection)
        row = connection.execute(text("SELECT id, \"after\" FROM event WHERE action = 'extend'")).one()
        without = row.after.replace('"occurrence_id":1,', "")
        assert without != row.after
        connection.execute(text('UPDATE event SET "after" = :told WHERE id = :id'), {"told": without, "id": row.id})
    assert [finding.event for finding in lived.audit().findings] == [row.id]  # the seal of the line, nothing else

    behind_the_back(lived, update(extension).values(approver=_NAME))
    assert "条目 C000002 的延期与登记时不符" in messages(lived)


def _let_lines_be_written(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.execute(text("DROP TRIGGER event_refuses_update"))
        return
    connection.execute(text("ALTER TABLE event DISABLE TRIGGER event_refuses_change"))


def test_rows_that_came_without_their_lines_are_not_blamed(lived: Ledger) -> None:
    """A ledger that was imported when logs still stayed behind."""
    from commitments.ledger import log
    from commitments.ledger.log import Line

    with lived._engines.writing() as connection:
        log.append(connection, [Line("import", after={"targets": 3})], actor="王敏", now=_MOMENT)
        values = {"target_id": 3, "leader": "张某", "said": "抓紧", "recorded_by": "王敏", "recorded_at": _MOMENT}
        connection.execute(insert(remark).values(values))

    assert messages(lived) == []


@pytest.mark.parametrize(
    "told",
    [
        "{",
        "[]",
        "7",
        *map(to_json, ({"closing": "met"}, {"closing": {"proposed_at": 7}}, {"undoes": []}, {"verdict": {}})),
    ],
)
def test_a_line_that_tells_nonsense_does_not_stop_the_audit(lived: Ledger, told: str) -> None:
    """It is named, by its seal; and so is one that was sealed with all lines after it."""
    with lived._engines.writing() as connection:
        _let_lines_be_written(connection)
        for action in ("judge", "acknowledge"):
            statement = text('UPDATE event SET "after" = :told WHERE action = :action')
            connection.execute(statement, {"told": told, "action": action})
        ids = {
            row.id for row in connection.execute(text("SELECT id FROM event WHERE action IN ('judge', 'acknowledge')"))
        }

    assert {finding.event for finding in lived.audit().findings} >= ids


def test_nonsense_that_is_well_sealed_is_named(lived: Ledger) -> None:
    """Whoever can seal can write anything: what this program never writes is told of all the same."""
    from commitments.ledger import log
    from commitments.ledger.log import Line

    with lived._engines.writing() as connection:
        number = log.append(connection, [Line("undo", 2, after={"undoes": [1]})], actor="赵某", now=_MOMENT)

    assert [(one.event, one.message) for one in lived.audit().findings] == [(number, "这条记录的内容不是本程序写的")]
