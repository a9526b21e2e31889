"""What a document said in its head and foot beside the imprint: index, signatory, addressee, copies, proposal."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Add the column; documents taken in before say nothing there."""
    op.add_column("document", sa.Column("letterhead", sa.Text(), nullable=False, server_default="{}"))
