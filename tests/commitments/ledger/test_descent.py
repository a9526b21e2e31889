"""Where targets came from: the log told it once, and the audit tells it again."""

from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update

from commitments.ledger import Ledger, vouching
from commitments.ledger.descent import RETOLD
from commitments.ledger.revision_tables import lineage
from commitments.ledger.revision_values import Origin
from commitments.target import Due, Extraction, Kind
from tests.commitments.builders import a_document, a_document_of, a_target
from tests.commitments.ledger.tampering import behind_the_back, messages

_QUOTES = ("第一项完成投资4500亿元", "第二项完成投资4500亿元", "第三项完成投资4500亿元")


def _fill(ledger: Ledger) -> None:
    """Two pieces of one target, a target that stands for another, one found by a later reading, one typed in."""
    document, extraction = a_document_of(*(a_target(quote) for quote in _QUOTES))
    ledger.enter(document, Extraction(extraction.targets[:2]), actor="王敏")
    ledger.reread(1, document, extraction, actor="王敏")
    ledger.split(2, ["第二项", "完成投资4500亿元"], actor="李航")
    ledger.merge(1, [3], actor="李航")
    words = "手工登记的一件事"
    item = a_target(words, quantity=None, metric=None, kind=Kind.TASK, due=Due())
    ledger.type_in(a_document(words, name="手工"), item, actor="李航")


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """A ledger with targets that came in every way."""
    _fill(ledger)
    return ledger


def _rows(ledger: Ledger) -> list[dict[str, Any]]:
    with ledger._engines.reading() as connection:
        return [dict(row) for row in connection.execute(select(lineage).order_by(lineage.c.id)).mappings()]


def test_every_column_is_retold(filled: Ledger) -> None:
    """A new column has to be told by the lines; and there is one row of each way to come, at least."""
    assert {column.name for column in lineage.c} - {"id"} == set(RETOLD)
    assert {row["how"] for row in _rows(filled)} == set(Origin)
    assert messages(filled) == []


@pytest.mark.parametrize("how", Origin)
def test_any_cell_that_changed_by_itself_is_found(filled: Ledger, how: Origin) -> None:
    """The row as it was is missed, the row as it is was never told."""
    row = next(row for row in _rows(filled) if row["how"] is how)
    other = next(one for one in Origin if one is not how)
    for name, forged in (("target_id", 2), ("from_id", 2 if row["from_id"] is None else None), ("how", other)):
        assert row[name] != forged, name
        behind_the_back(filled, update(lineage).where(lineage.c.id == row["id"]).values({name: forged}))
        target_id = forged if name == "target_id" else row["target_id"]
        assert messages(filled) == [
            f"条目 C{target_id:06d} 的一笔来历没有登记过",
            f"条目 C{row['target_id']:06d} 的一笔来历不见了",
        ], name
        behind_the_back(filled, update(lineage).where(lineage.c.id == row["id"]).values({name: row[name]}))
    assert messages(filled) == []


def test_a_row_taken_out_or_slipped_in_is_found(filled: Ledger) -> None:
    """Also one that is there again; each of them counts."""
    for row in _rows(filled):
        behind_the_back(filled, delete(lineage).where(lineage.c.id == row["id"]))
        assert messages(filled) == [f"条目 C{row['target_id']:06d} 的一笔来历不见了"]
        behind_the_back(filled, insert(lineage).values(row))
        for number in (98, 99):
            behind_the_back(filled, insert(lineage).values({**row, "id": number}))
        assert messages(filled) == [f"条目 C{row['target_id']:06d} 的一笔来历没有登记过"] * 2
        behind_the_back(filled, delete(lineage).where(lineage.c.id.in_((98, 99))))


def test_a_merger_that_was_taken_back_must_stay_so(filled: Ledger) -> None:
    """The pieces of a split that was taken back still came from it."""
    merged = next(row for row in _rows(filled) if row["how"] is Origin.MERGE)
    for number in (2, 3):
        filled.undo(filled.last_undoable(number), actor="李航")
    assert messages(filled) == []
    assert {row["how"] for row in _rows(filled)} == set(Origin) - {Origin.MERGE}

    behind_the_back(filled, insert(lineage).values(merged))
    assert messages(filled) == ["条目 C000001 的一笔来历没有登记过"]
    behind_the_back(filled, delete(lineage).where(lineage.c.id == merged["id"]))
    filled.merge(1, [3], actor="李航")
    assert messages(filled) == []


def test_targets_found_before_lines_named_them_are_not_blamed(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """A later reading told only how many it had found; all other ways were told as ever."""
    monkeypatch.setattr(vouching, "vouch", lambda _connection, _ids: "")
    _fill(ledger)
    assert messages(ledger) == []

    row = next(row for row in _rows(ledger) if row["how"] is Origin.SPLIT)
    behind_the_back(ledger, update(lineage).where(lineage.c.id == row["id"]).values(from_id=1))
    assert len(messages(ledger)) == 2


def test_rows_that_came_without_their_lines_are_not_blamed(filled: Ledger) -> None:
    """A ledger that was imported when logs still stayed behind."""
    from commitments.ledger import log
    from commitments.ledger.log import Line
    from tests.conftest import NOW

    with filled._engines.writing() as connection:
        log.append(connection, [Line("import", after={"targets": 3})], actor="王敏", now=NOW)
        connection.execute(insert(lineage).values(target_id=5, from_id=1, how=Origin.SPLIT))

    assert messages(filled) == []
