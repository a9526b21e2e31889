"""The ledger's own tests run on both databases."""

from tests.postgresql import migrated, on_each_database, postgresql_database, postgresql_url

__all__ = ["migrated", "on_each_database", "postgresql_database", "postgresql_url"]
