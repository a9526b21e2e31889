"""What documents report and repeat: results, suggested evidence, restated promises."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Create the three tables; documents taken in before get their results when they are read again."""
    _create_result()
    _create_suggestion()
    _create_restatement()


def _create_result() -> None:
    op.create_table(
        "result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("start_offset", sa.Integer(), nullable=False),
        sa.Column("end_offset", sa.Integer(), nullable=False),
        sa.Column("metric", sa.String(), nullable=True),
        sa.Column("comparator", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("value_high", sa.Text(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("as_of_text", sa.String(), nullable=True),
        sa.Column("lead", sa.Text(), nullable=False),
        sa.Column("support", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_result_document_id_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_result_document", "result", ["document_id", "start_offset"], unique=False)
    op.create_index(op.f("ix_result_unit"), "result", ["unit"], unique=False)


def _create_suggestion() -> None:
    op.create_table(
        "suggestion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("result_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(53), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name=op.f("fk_suggestion_target_id_target")),
        sa.ForeignKeyConstraint(["result_id"], ["result.id"], name=op.f("fk_suggestion_result_id_result")),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_suggestion_evidence_id_evidence")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion")),
        sa.UniqueConstraint("target_id", "result_id", name=op.f("uq_suggestion_target_id_result_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_suggestion_queue", "suggestion", ["state", "score"], unique=False)
    op.create_index(op.f("ix_suggestion_result_id"), "suggestion", ["result_id"], unique=False)


def _create_restatement() -> None:
    op.create_table(
        "restatement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("earlier_id", sa.Integer(), nullable=False),
        sa.Column("later_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(53), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["earlier_id"], ["target.id"], name=op.f("fk_restatement_earlier_id_target")),
        sa.ForeignKeyConstraint(["later_id"], ["target.id"], name=op.f("fk_restatement_later_id_target")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restatement")),
        sa.UniqueConstraint("earlier_id", "later_id", name=op.f("uq_restatement_earlier_id_later_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_restatement_queue", "restatement", ["state", "score"], unique=False)
    op.create_index(op.f("ix_restatement_later_id"), "restatement", ["later_id"], unique=False)
