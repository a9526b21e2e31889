"""The life of a target: closing by two, acknowledgement, snoozes, remarks, occurrences and extensions."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Create the tables."""
    _create_acknowledgement()
    _create_closing()
    _create_occurrence()
    _create_recurrence()
    _create_remark()
    _create_snooze()
    _create_extension()


def _create_acknowledgement() -> None:
    op.create_table(
        "acknowledgement",
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name=op.f("fk_acknowledgement_target_id_target")),
        sa.PrimaryKeyConstraint("target_id", "unit", name=op.f("pk_acknowledgement")),
    )


def _create_closing() -> None:
    op.create_table(
        "closing",
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by", sa.String(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("self_verified", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["superseded_by"], ["target.id"], name=op.f("fk_closing_superseded_by_target")),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name=op.f("fk_closing_target_id_target")),
        sa.PrimaryKeyConstraint("target_id", name=op.f("pk_closing")),
    )


def _create_occurrence() -> None:
    op.create_table(
        "occurrence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("scheduled", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name=op.f("fk_occurrence_target_id_target")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occurrence")),
        sa.UniqueConstraint("target_id", "scheduled", name=op.f("uq_occurrence_target_id_scheduled")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_occurrence_due", "occurrence", ["target_id", "due", "id"], unique=False)


def _create_recurrence() -> None:
    op.create_table(
        "recurrence",
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("every", sa.String(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name=op.f("fk_recurrence_target_id_target")),
        sa.PrimaryKeyConstraint("target_id", name=op.f("pk_recurrence")),
    )


def _create_remark() -> None:
    op.create_table(
        "remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("leader", sa.String(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("struck", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name=op.f("fk_remark_target_id_target")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remark")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_remark_target", "remark", ["target_id", "id"], unique=False)


def _create_snooze() -> None:
    op.create_table(
        "snooze",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("struck", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name=op.f("fk_snooze_target_id_target")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snooze")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_snooze_target", "snooze", ["target_id", "id"], unique=False)


def _create_extension() -> None:
    op.create_table(
        "extension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=True),
        sa.Column("old_due", sa.Date(), nullable=True),
        sa.Column("new_due", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("approver", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("struck", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_extension_document_id_document")),
        sa.ForeignKeyConstraint(
            ["occurrence_id"], ["occurrence.id"], name=op.f("fk_extension_occurrence_id_occurrence")
        ),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name=op.f("fk_extension_target_id_target")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_extension_target", "extension", ["target_id", "id"], unique=False)
