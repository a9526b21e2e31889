"""A line of the log vouches for the readings it made; lines from before vouch for none, and their seals stay."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Add the column, empty for what is there."""
    op.add_column("event", sa.Column("readings", sa.Text(), server_default=sa.text("''"), nullable=False))
