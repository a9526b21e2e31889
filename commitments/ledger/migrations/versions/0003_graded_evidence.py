"""Evidence with a grade, a source, the value as stated, who accepted it and who struck it; attached files."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Rebuild the table of evidence around its old rows: a person wrote each of them, and vouched for it."""
    op.create_table(
        "evidence_file",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_evidence_file")),
    )
    with op.batch_alter_table("evidence", table_kwargs={"sqlite_autoincrement": True}) as evidence:
        for column in _columns():
            evidence.add_column(column)
        evidence.create_foreign_key(op.f("fk_evidence_document_id_document"), "document", ["document_id"], ["id"])
        evidence.create_foreign_key(
            op.f("fk_evidence_file_sha256_evidence_file"), "evidence_file", ["file_sha256"], ["sha256"]
        )
    op.create_index(op.f("ix_evidence_document_id"), "evidence", ["document_id"], unique=False)
    op.create_index(op.f("ix_evidence_file_sha256"), "evidence", ["file_sha256"], unique=False)
    op.execute("UPDATE evidence SET accepted_by = recorded_by, accepted_at = recorded_at")
    with op.batch_alter_table("evidence", table_kwargs={"sqlite_autoincrement": True}) as evidence:
        for name in ("grade", "override", "file_name", "strike_reason"):
            evidence.alter_column(name, server_default=None)


def _columns() -> list[sa.Column[object]]:
    return [
        sa.Column("grade", sa.Text(), nullable=False, server_default="document"),
        sa.Column("stated_value", sa.Text(), nullable=True),
        sa.Column("stated_unit", sa.String(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.Column("file_sha256", sa.String(), nullable=True),
        sa.Column("file_name", sa.String(), nullable=False, server_default=""),
        sa.Column("override", sa.String(), nullable=False, server_default=""),
        sa.Column("accepted_by", sa.String(), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("struck_by", sa.String(), nullable=True),
        sa.Column("struck_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("strike_reason", sa.String(), nullable=False, server_default=""),
    ]
