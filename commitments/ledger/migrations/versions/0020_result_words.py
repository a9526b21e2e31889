"""An index of character pairs over the words of every reported result; see commitments.ledger.result_words."""

from alembic import op

from commitments.ledger.result_words import rebuild

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Create the index and fill it from what is there."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE result_words USING fts5(words, tokenize='ascii', columnsize=0)")
    else:
        op.execute("CREATE TABLE result_words (result_id INTEGER PRIMARY KEY REFERENCES result (id), words tsvector)")
        op.execute("CREATE INDEX ix_result_words ON result_words USING gin (words) WITH (fastupdate = off)")
    rebuild(op.get_bind())
