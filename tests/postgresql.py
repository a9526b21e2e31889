"""PostgreSQL for tests: every test that asks for it gets an empty, migrated database of its own.

The server is the one that $DUBAN_TEST_POSTGRESQL names, else one that answers on this machine. Without one the tests
are there all the same, reported as skipped; with a name that does not answer they fail.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import psycopg
import psycopg.sql
import pytest
from sqlalchemy import event
from sqlalchemy.engine import URL, make_url

from commitments.ledger import schema
from commitments.ledger.engine import connect

NAMED = os.environ.get("DUBAN_TEST_POSTGRESQL")
USUAL = "postgresql://postgres@127.0.0.1:5432/postgres"


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


SERVER = NAMED or (USUAL if _answers(USUAL) else None)
NEEDS_SERVER = pytest.mark.skipif(
    SERVER is None, reason=f"no PostgreSQL: start one on 127.0.0.1:5432 or name it in DUBAN_TEST_POSTGRESQL ({USUAL})"
)


@contextmanager
def a_database() -> Iterator[str]:
    """A new, empty database; its URL while it is needed."""
    assert SERVER
    address, name = make_url(SERVER), f"duban_test_{uuid4().hex}"
    with psycopg.connect(_plain(address), autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"'.encode())
        server.execute(f'ALTER DATABASE "{name}" SET synchronous_commit = off'.encode())
        try:
            yield _plain(address.set(database=name))
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def _plain(address: URL) -> str:
    return address.set(drivername="postgresql").render_as_string(hide_password=False)


def a_schema(database: str) -> str:
    """The URL of a new, empty schema of a database: as good as a database of its own, and made in no time."""
    schema = f"test_{uuid4().hex}"
    with psycopg.connect(database, autocommit=True) as server:
        server.execute(f"CREATE SCHEMA {schema}".encode())
    return _plain(make_url(database).update_query_dict({"options": f"-csearch_path={schema}"}))


@pytest.fixture(scope="session")
def postgresql_database() -> Iterator[str]:
    """One database for all tests of this process."""
    with a_database() as url:
        yield url


@dataclass(frozen=True)
class Migrated:
    """A schema that was migrated once, and the statements that make it as good as new."""

    url: str
    renewal: str


@pytest.fixture(scope="session")
def migrated(postgresql_database: str) -> Migrated:
    """The schema that all tests of this process use one after the other."""
    url, rows = a_schema(postgresql_database), []
    engines = connect(url)

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        if statement.startswith(("INSERT", "UPDATE")):
            rows.append(_with_values(statement, parameters))

    event.listen(engines.write, "before_cursor_execute", note)
    schema.bring_up_to_date(engines)
    engines.dispose()
    with psycopg.connect(url) as server:
        tables = [
            row[0] for row in server.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        ]
        counters = [
            row[0]
            for row in server.execute("SELECT sequencename FROM pg_sequences WHERE schemaname = current_schema()")
        ]
    renewal = [
        "SET session_replication_role = replica",  # past triggers and foreign keys
        *(f'DELETE FROM "{name}"' for name in tables),  # noqa: S608 - the server's own names
        *(f"SELECT setval('\"{name}\"', 1, false)" for name in counters),  # RESTART would make a new file for each
        *rows,
        "SET session_replication_role = DEFAULT",
        "ALTER TABLE event ENABLE TRIGGER ALL",
    ]
    return Migrated(url, "; ".join(renewal))


def _with_values(statement: str, parameters: Any) -> str:
    """The statement with its few parameters written into it."""
    if not parameters:
        return statement
    literals = {name: psycopg.sql.Literal(value).as_string(None) for name, value in parameters.items()}
    return re.sub(r"::\w+", "", statement) % literals


@pytest.fixture
def postgresql_url(migrated: Migrated) -> str:
    """The address of an empty ledger on the server."""
    renew(migrated)
    return migrated.url


def renew(migrated: Migrated) -> None:
    """Make a schema that was migrated as good as new."""
    with psycopg.connect(migrated.url) as server:
        server.execute(f"SET lock_timeout = '20s'; {migrated.renewal}".encode())


@pytest.fixture(name="ledger_url", params=["sqlite", pytest.param("postgresql", marks=NEEDS_SERVER)])
def on_each_database(request: pytest.FixtureRequest) -> Any:
    """The address of an empty ledger of one's own: the test runs on a file and on a server."""
    return request.getfixturevalue(f"{request.param}_url")
