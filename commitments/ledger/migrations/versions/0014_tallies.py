"""An index that alone answers what dashboards count: where targets stand, when they are due and were promised."""

from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Create it."""
    columns = ["review", "standing", "due", "verdict", "times_moved", "original_due", "document_id"]
    op.create_index("ix_target_tally", "target", columns, unique=False)
