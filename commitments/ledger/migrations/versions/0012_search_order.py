"""Two indices for searching: the order of lists as it stands, and what that order needs of a target that was found."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Create both; what a PostgreSQL index puts off until later, every search would have to go through."""
    op.create_index("ix_target_order", "target", ["standing", sa.text("(due IS NULL)"), "due", "id"], unique=False)
    op.create_index("ix_target_rank", "target", ["id", "standing", "due"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER INDEX ix_target_words SET (fastupdate = off)")
        op.execute("SELECT gin_clean_pending_list('ix_target_words')")
