"""The ledger's own tests also run on PostgreSQL when DUBAN_TEST_POSTGRESQL names a server: each in its own schema."""

import os
from collections.abc import Iterator
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

SERVER = os.environ.get("DUBAN_TEST_POSTGRESQL")
DATABASES = ("sqlite", "postgresql") if SERVER else ("sqlite",)


@pytest.fixture(params=DATABASES)
def ledger_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of an empty ledger of one's own, on each database there is."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_url")
        return
    assert SERVER
    schema = f"test_{uuid4().hex}"
    server = create_engine(make_url(SERVER).set(drivername="postgresql+psycopg"))
    with server.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    yield (
        make_url(SERVER).update_query_dict({"options": f"-csearch_path={schema}"}).render_as_string(hide_password=False)
    )
    with server.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    server.dispose()
