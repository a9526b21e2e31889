"""Later readings of a document: differences to decide, where targets came from, which document corrects which."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Create the three tables."""
    op.create_table(
        "difference",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("proposed", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name=op.f("fk_difference_target_id_target")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_difference_document_id_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_difference")),
        sa.UniqueConstraint("target_id", "fingerprint", name=op.f("uq_difference_target_id_fingerprint")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_difference_queue", "difference", ["state", "id"], unique=False)
    op.create_table(
        "lineage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=True),
        sa.Column("how", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name=op.f("fk_lineage_target_id_target")),
        sa.ForeignKeyConstraint(["from_id"], ["target.id"], name=op.f("fk_lineage_from_id_target")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lineage")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_lineage_target_id"), "lineage", ["target_id"], unique=False)
    op.create_index(op.f("ix_lineage_from_id"), "lineage", ["from_id"], unique=False)
    op.create_table(
        "correction",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("corrects_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_correction_document_id_document")),
        sa.ForeignKeyConstraint(["corrects_id"], ["document.id"], name=op.f("fk_correction_corrects_id_document")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_correction")),
    )
    op.create_index(op.f("ix_correction_corrects_id"), "correction", ["corrects_id"], unique=False)
