"""Alembic's entry: run the steps on the connection, and inside the transaction, that the ledger hands over."""

from alembic import context

from commitments.ledger import finding_tables, receipt_tables, revision_tables  # noqa: F401 - its tables join the collection
from commitments.ledger.schema import VERSION_TABLE
from commitments.ledger.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
