"""What a site said of a page that was taken in from it: asked again, it may answer that nothing changed."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Add the three columns; they are empty for files."""
    for name in ("etag", "modified", "final"):
        op.add_column("receipt", sa.Column(name, sa.String(), nullable=True))
