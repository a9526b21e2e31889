"""Every test opens a ledger, and so engines, of its own; what SQLAlchemy compiles for one serves the next as well."""

from typing import Any

from sqlalchemy import Engine
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache

MOST = 5000


def share_compiled_statements() -> None:
    """Let all engines of a process use one cache of compiled statements, by dialect and compiler."""
    cache: LRUCache[object, object] = LRUCache(MOST)
    engine: Any = Engine
    dialect: Any = DefaultDialect
    engine._compiled_cache = property(lambda _engine: cache, lambda _engine, _own: None)
    dialect.__hash__ = lambda one: hash(_kind(one))
    dialect.__eq__ = lambda one, other: isinstance(other, DefaultDialect) and _kind(one) == _kind(other)


def _kind(dialect: DefaultDialect) -> tuple[object, ...]:
    return type(dialect), dialect.statement_compiler, getattr(dialect, "server_version_info", None)
