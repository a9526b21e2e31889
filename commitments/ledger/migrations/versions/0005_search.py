"""An index of character pairs over the words of every target; see commitments.ledger.search."""

from alembic import op

from commitments.ledger.search import rebuild

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Create the index and fill it from what is there."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE target_words USING fts5(words, tokenize='ascii', columnsize=0, prefix='4')")
    else:
        op.execute("CREATE TABLE target_words (target_id INTEGER PRIMARY KEY REFERENCES target (id), words tsvector)")
        op.execute("CREATE INDEX ix_target_words ON target_words USING gin (words)")
    rebuild(op.get_bind())
