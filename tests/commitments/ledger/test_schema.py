"""Migrations: what the models say is what the steps make, from every past revision on."""

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, delete, insert, inspect, select, text

from commitments.errors import SchemaMismatch
from commitments.ledger import Ledger, log, result_words, search
from commitments.ledger.engine import Engines, connect
from commitments.ledger.log import Line
from commitments.ledger.notice_tables import run
from commitments.ledger.schema import VERSION_TABLE, bring_up_to_date, revisions, upgrade
from commitments.ledger.tables import METADATA
from commitments.ledger.transfer import every_table

NOW = datetime(2025, 7, 1, tzinfo=UTC)
INDICES = (search.INDEX, result_words.INDEX)
ROOT = Path(__file__).parents[3]


@pytest.fixture
def engines(ledger_url: str) -> Iterator[Engines]:
    """Connections to a ledger at head."""
    Ledger.open(ledger_url, now=lambda: NOW).close()
    opened = connect(ledger_url)
    yield opened
    opened.dispose()


# Nothing can read an index on an expression back from SQLite; the next test compares its statement.
@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection", "ignore:autogenerate skipping metadata-specified")
def test_models_and_migrations_agree(engines: Engines) -> None:
    """Nobody changed a table without a step, or a step without the table."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with engines.reading() as connection:
        options = {
            "version_table": VERSION_TABLE,
            "compare_type": True,
            "compare_server_default": True,
            "include_name": _is_modelled,
        }
        context = MigrationContext.configure(connection, opts=options)

        assert every_table()  # they all join the collection
        assert compare_metadata(context, METADATA) == []


def _is_modelled(name: str | None, kind: str, _parents: object) -> bool:
    """Whether the models answer for it: the search index is the database's own kind of table."""
    return kind != "table" or not (name or "").startswith(INDICES)


def test_models_and_migrations_make_the_same_statements(sqlite_url: str, tmp_path: Path) -> None:
    """Down to the names of constraints, the uniqueness of indices and the foreign keys."""
    models, engines = create_engine(f"sqlite:///{tmp_path}/models.sqlite3"), connect(sqlite_url)
    assert every_table()  # they all join the collection
    METADATA.create_all(models)
    with models.connect() as made, engines.reading() as migrated:
        assert _statements(migrated) == _statements(made)
    models.dispose()
    engines.dispose()


def _statements(connection: Connection) -> dict[str, set[str]]:
    """Each table and index with the clauses of its statement, whatever their order: added columns come last."""
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type <> 'trigger'"))
    return {
        name: {clause.strip() for clause in re.split(r",(?![^(]*\))|\n|\)$", sql.replace('"', ""))} - {"", ")"}
        for name, sql in rows
        if name not in {VERSION_TABLE, "sqlite_sequence"} and not name.startswith(INDICES)
    }


@pytest.mark.parametrize("revision", revisions())
def test_a_ledger_of_any_past_revision_is_brought_up_to_date(tmp_path: Path, revision: str) -> None:
    """Nobody is left behind."""
    engines = connect(f"sqlite:///{tmp_path}/old.sqlite3")
    with engines.writing() as connection:
        upgrade(connection, revision)
    bring_up_to_date(engines)
    with engines.reading() as connection:
        assert connection.execute(text("SELECT version_num FROM schema_version")).scalar_one() == revisions()[-1]
        assert {table.name for table in every_table()} <= set(inspect(connection).get_table_names())
    engines.dispose()


def test_a_ledger_from_the_future_is_refused_and_left_alone(ledger_url: str, engines: Engines) -> None:
    """An old program does not write what it does not understand."""
    with engines.writing() as connection:
        connection.execute(text("UPDATE schema_version SET version_num = '9999'"))

    with pytest.raises(SchemaMismatch, match="9999") as refused:
        Ledger.open(ledger_url, now=lambda: NOW)
    assert refused.value.remedy


def test_a_ledger_at_head_does_not_load_the_migration_library(sqlite_url: str) -> None:
    """Half a second saved on every start; a light import stays light."""
    script = (
        "import sys; from datetime import UTC, datetime\n"
        "import commitments.ledger; light = 'sqlalchemy' not in sys.modules\n"
        "commitments.ledger.Ledger.open(sys.argv[1], now=lambda: datetime(2025, 7, 1, tzinfo=UTC)).documents()\n"
        "print(light, 'alembic' not in sys.modules)\n"
    )
    said = subprocess.run([sys.executable, "-c", script, sqlite_url], capture_output=True, text=True, check=True)

    assert said.stdout.split() == ["True", "True"]


def test_processes_that_create_a_ledger_at_once_create_one(tmp_path: Path) -> None:
    """The screen and the daemon started by the same script."""
    script = (
        "import sys; from datetime import UTC, datetime\n"
        "from commitments.ledger import Ledger\n"
        "from commitments.ledger import schema, tables\n"
        "print('ready', flush=True); sys.stdin.readline()\n"
        "Ledger.open(sys.argv[1], now=lambda: datetime(2025, 7, 1, tzinfo=UTC)).documents()\n"
    )
    url = f"sqlite:///{tmp_path}/duban.sqlite3"
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", script, url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        for _ in range(3)
    ]
    for worker in workers:
        assert worker.stdout is not None
        worker.stdout.readline()
    for worker in workers:
        worker.communicate("go\n", timeout=60)

    assert [worker.returncode for worker in workers] == [0, 0, 0]


@pytest.mark.parametrize("statement", ["UPDATE event SET actor = 'x'", "DELETE FROM event"])
def test_the_log_refuses_to_be_changed(engines: Engines, statement: str) -> None:
    """Also behind the program's back."""
    from sqlalchemy.exc import IntegrityError

    with engines.writing() as connection:
        log.append(connection, [Line("accept")], actor="王敏", now=NOW)
    with pytest.raises(IntegrityError, match="append-only"), engines.writing() as connection:
        connection.execute(text(statement))
    with engines.reading() as connection:
        assert connection.execute(text("SELECT actor FROM event")).scalars().all() == ["王敏"]


def test_ids_are_never_used_again(engines: Engines) -> None:
    """C000417 means one thing for ever, also after a repair by hand."""
    at = datetime(2025, 7, 1, tzinfo=UTC)
    values = {"job": "report", "slot_date": at.date(), "state": "planned", "planned_at": at, "note": ""}
    with engines.writing() as connection:
        connection.execute(insert(run), [{**values, "scope": "甲"}, {**values, "scope": "乙"}])
        connection.execute(delete(run))
        connection.execute(insert(run), [{**values, "scope": "丙"}])

        assert connection.execute(select(run.c.id)).scalars().all() == [3]
