"""Where in its file a document's text stands: pages, cells, parts."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the column; documents taken in before have no places."""
    op.add_column("document", sa.Column("places", sa.Text(), nullable=False, server_default="[]"))
