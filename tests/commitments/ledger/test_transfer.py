"""Moving a ledger from one database to another: every row, every number, the same seal."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from commitments.errors import LedgerError
from commitments.evidence import Verdict
from commitments.filter import EVERYTHING, parse_filter
from commitments.ledger import Ledger, NewMessage, migrate, result_words, search
from commitments.ledger.transfer import every_table
from commitments.recurrence import Rule
from tests.commitments.builders import a_target, close, enter
from tests.commitments.ledger.test_undoing import DECISIONS

NOW = datetime(2025, 7, 1, 1, 3, tzinfo=UTC)
DAY = date(2025, 7, 1)


def fill(ledger: Ledger) -> None:
    """Something of everything, numbers skipped and texts of every kind among it."""
    first, second, third = enter(
        ledger, a_target(lead=["甲局", "乙局"]), a_target("“年底前”完成%_\\'立法", lead=["丙局"]), a_target("🚀第三项")
    )
    for name in DECISIONS.keys() - {"reject", "judge"}:
        DECISIONS[name](ledger, second)
    close(ledger, first)
    ledger.recur(third, Rule("quarterly", date(2025, 3, 31)), day=DAY, actor="王敏")
    ledger.recur(third, Rule("yearly", date(2025, 12, 31)), day=DAY, actor="王敏")
    ledger.judge_occurrence(third, Verdict.MISSED, reason="未报", actor="王敏")
    ledger.note_timings(day=DAY, near_days=30)
    for name in ("督办群", "Bureau", "an office"):  # whose order databases see differently
        ledger.register_channel(name, "webhook")
    ledger.plan("digest", "督办群", DAY, [NewMessage("key", "督办群", "digest", "", {"lines": [1, None]})])
    ledger.claim("督办群", lease_seconds=60)


def test_every_table_of_the_database_is_moved(ledger: Ledger) -> None:
    """A table that a later migration adds is not forgotten here."""
    with ledger._engines.reading() as connection:
        there = set(inspect(connection).get_table_names())
    expected = {table.name for table in every_table()}

    assert {name for name in there if not name.startswith((search.INDEX, result_words.INDEX))} - {
        "schema_version"
    } == expected


def test_a_moved_ledger_is_the_same_ledger(ledger: Ledger, ledger_url: str, tmp_path: Path) -> None:
    """Entries, history, evidence, messages, search, and the seal; and back again to where it came from."""
    fill(ledger)
    there = f"sqlite:///{tmp_path}/there.sqlite3"
    moved = migrate(ledger_url, there)
    with Ledger.open(there, now=lambda: NOW) as copy:
        ids = ledger.ids(EVERYTHING, day=DAY, near_days=30)

        assert copy.rows(ids) == ledger.rows(ids)
        assert copy.events() == ledger.events()
        assert (copy.head(), copy.audit().sound) == (ledger.head(), True)
        assert copy.outbox() == ledger.outbox()
        assert copy.occurrences(3) == ledger.occurrences(3)
        assert copy.channels() == ledger.channels()
        found = parse_filter(["立法"], today=DAY)
        assert copy.ids(found, day=DAY, near_days=30) == ledger.ids(found, day=DAY, near_days=30)
    assert {one.table: one.rows for one in moved}["target"] == 3


def test_a_ledger_moves_from_a_file_to_this_database(ledger: Ledger, ledger_url: str, tmp_path: Path) -> None:
    """The other way round; then work goes on, and no number is used twice."""
    url = f"sqlite:///{tmp_path}/file.sqlite3"
    with Ledger.open(url, now=lambda: NOW) as origin:
        fill(origin)
        turns = {turn.id for turn in origin.occurrences(3)}
        with origin._engines.reading() as connection:
            given = connection.execute(text("SELECT seq FROM sqlite_sequence WHERE name = 'occurrence'")).scalar_one()
    migrate(url, ledger_url)

    assert ledger.audit().sound
    assert {turn.id for turn in ledger.occurrences(3)} == turns
    (fresh,) = enter(ledger, a_target("第四项"))
    ledger.recur(fresh, Rule("yearly", date(2025, 12, 31)), day=DAY, actor="王敏")
    assert fresh == 4
    assert ledger.occurrences(fresh)[0].id == given + 1
    assert ledger.audit().sound


def test_a_ledger_that_holds_anything_is_not_written_over(ledger: Ledger, ledger_url: str, tmp_path: Path) -> None:
    """Nothing is merged, nothing is lost."""
    url = f"sqlite:///{tmp_path}/file.sqlite3"
    with Ledger.open(url, now=lambda: NOW) as origin:
        fill(origin)
    enter(ledger, a_target())
    before = ledger.head()
    with pytest.raises(LedgerError, match="不是空的"):
        migrate(url, ledger_url)

    assert (ledger.head(), len(ledger.documents())) == (before, 1)


def test_an_exported_ledger_comes_back_with_its_log_on_this_database(ledger: Ledger, tmp_path: Path) -> None:
    """The same seal, so that nothing said before was lost; and work goes on behind it."""
    with Ledger.open(f"sqlite:///{tmp_path}/file.sqlite3", now=lambda: NOW) as origin:
        fill(origin)
        with origin.exported() as rows:
            loaded = ledger.load(rows)

        assert (loaded.head, loaded.events) == (origin.head(), len(origin.events()))
        assert ledger.events() == origin.events()
    enter(ledger, a_target("第四项"))
    audit = ledger.audit([loaded.head])
    assert (audit.findings, audit.uncovered) == ((), 0)
