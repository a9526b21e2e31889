"""What the program itself wrote was worded in the language of who ran it; from now on it is kept in one wording."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

_ENGLISH = {
    "recording undone": "撤销登记",
    "the ledger was restored from a backup: this message may have gone out already": (
        "台账自备份恢复：这条消息可能已经发出"
    ),
    "recorded by hand": "手工登记",
}
_PLACES = (("evidence", "strike_reason"), ("outbox", "note"), ("document", "title"))


def upgrade() -> None:
    """Put the Chinese wording, which is the key of its translations; the log stays as it was written."""
    bind = op.get_bind()
    for table, column in _PLACES:
        for english, kept in _ENGLISH.items():
            statement = sa.text(f"UPDATE {table} SET {column} = :kept WHERE {column} = :english")  # noqa: S608
            bind.execute(statement, {"english": english, "kept": kept})
    names = "UPDATE document SET name = '手工登记 ' || substr(name, 17) WHERE name LIKE 'entered by hand ____-__-__'"
    bind.execute(sa.text(names))
