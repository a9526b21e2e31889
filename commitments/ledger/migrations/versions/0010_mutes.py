"""Mutes, what each attempt put on the wire, which process was seen, which secret a channel was last opened with."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Create the table of mutes; give attempts, heartbeats and channels their new columns."""
    op.create_table(
        "mute",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("filter", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mute")),
        sqlite_autoincrement=True,
    )
    op.add_column("attempt", sa.Column("body_sha", sa.String(), nullable=True))
    op.add_column("heartbeat", sa.Column("pid", sa.Integer(), nullable=True))
    op.add_column("heartbeat", sa.Column("host", sa.String(), nullable=True))
    op.add_column("channel", sa.Column("secret_fp", sa.String(), nullable=True))
