"""Alembic's entry: run the steps on the connection, and inside the transaction, that the ledger hands over."""

from alembic import context

from commitments.ledger.schema import VERSION_TABLE
from commitments.ledger.tables import METADATA
from commitments.ledger.transfer import every_table

every_table()  # so that the collection holds them all

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
