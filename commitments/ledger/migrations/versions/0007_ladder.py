"""Stages of reminding, how far a vendor's clock was off, and attempts counted per channel and time."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Create the table of stages; give attempts their skew."""
    op.create_table(
        "notice_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("due_rev", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("slot_date", sa.Date(), nullable=False),
        sa.Column("skipped", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name=op.f("fk_notice_event_target_id_target")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_event")),
        sa.UniqueConstraint("target_id", "due_rev", "stage", name=op.f("uq_notice_event_target_id_due_rev_stage")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_notice_event_slot_date"), "notice_event", ["slot_date"], unique=False)
    op.add_column("attempt", sa.Column("skew", sa.Float(), nullable=True))
    op.drop_index(op.f("ix_attempt_channel"), table_name="attempt")
    op.create_index("ix_attempt_budget", "attempt", ["channel", "started"], unique=False)
