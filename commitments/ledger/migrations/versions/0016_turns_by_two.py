"""The verdict of one turn of a recurring target waits for a second person too."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Add what was proposed and who confirmed it; turns decided so far were decided by one person."""
    op.add_column("occurrence", sa.Column("proposed", sa.Text(), nullable=True))
    op.add_column("occurrence", sa.Column("confirmed_by", sa.String(), nullable=True))
