"""The ledger's own tests run on both databases."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from commitments.ledger import Ledger
from tests.postgresql import migrated, on_each_database, postgresql_database, postgresql_url, renew

__all__ = ["migrated", "on_each_database", "postgresql_database", "postgresql_url"]


@pytest.fixture
def emptied(
    request: pytest.FixtureRequest, ledger: Ledger, ledger_url: str, migrated_file: Path
) -> Callable[[], Ledger]:
    """Empties the ledger and gives it: no example of a property may see what the one before it wrote.

    It stays open, because a ledger that is opened anew must first compile its statements again.
    """

    def empty() -> Ledger:
        if ledger_url.startswith("sqlite"):
            path = ledger_url.removeprefix("sqlite:///")
            with closing(sqlite3.connect(migrated_file)) as source, closing(sqlite3.connect(path)) as destination:
                source.backup(destination)
        else:
            renew(request.getfixturevalue("migrated"))
        return ledger

    return empty
