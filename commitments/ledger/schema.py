"""The version of the schema: read with plain SQL on every start, Alembic loaded only when there is something to do."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from commitments.errors import LedgerUnavailable, SchemaMismatch
from commitments.i18n import _
from commitments.ledger.engine import Engines

MIGRATIONS = Path(__file__).with_name("migrations")
VERSION_TABLE = "schema_version"
_POSTGRESQL_LOCK = 0x6475_6261_6E00  # "duban": any number of our own, the same in every process


def revisions() -> tuple[str, ...]:
    """Every schema revision this program knows, oldest first; the last one is its own."""
    return tuple(sorted(file.name.split("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py")))


def bring_up_to_date(engines: Engines) -> None:
    """Create or migrate the ledger; `SchemaMismatch` if a newer program wrote it. Two processes at once are safe."""
    with engines.reading() as connection:
        if _version(connection, engines.where) == revisions()[-1]:
            return
    with engines.writing() as connection:
        if not engines.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _POSTGRESQL_LOCK})
        if _version(connection, engines.where) != revisions()[-1]:
            upgrade(connection, revisions()[-1])


def upgrade(connection: Connection, revision: str) -> None:
    """Run the migrations up to `revision` inside the transaction that is open on `connection`."""
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    command.upgrade(config, revision)


def _version(connection: Connection, where: str) -> str | None:
    """The revision found; None for an empty database."""
    tables = inspect(connection).get_table_names()
    if VERSION_TABLE in tables:
        found: str | None = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608
        if found is not None and found not in revisions():
            raise SchemaMismatch(
                _("台账由另一版本的程序写成（结构版本 {version}）").format(version=found),
                where=where,
                remedy=_("升级程序，或改用与本程序相配的台账"),
            )
        return found
    if tables and connection.dialect.name == "sqlite":
        raise LedgerUnavailable(
            _("这个数据库属于别的程序"), where=where, remedy=_("核对台账路径，或另指一个新文件作台账")
        )
    return None
