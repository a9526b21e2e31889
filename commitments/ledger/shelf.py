"""Documents as a list to browse: which there are, and what became of the targets of each."""

from array import array
from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, func, or_, select

from commitments.errors import Problem
from commitments.evidence import Review
from commitments.ledger.browsing_values import Shelved
from commitments.ledger.conditions import contains
from commitments.ledger.findings_values import LinkState
from commitments.ledger.hydration import counted_document
from commitments.ledger.queries import pages
from commitments.ledger.revision_tables import difference
from commitments.ledger.tables import document, target

_HERE = select(func.count()).where(target.c.document_id == document.c.id).correlate(document)
_ASKED = (
    select(func.count())
    .select_from(difference.join(target, target.c.id == difference.c.target_id))
    .where(target.c.document_id == document.c.id, difference.c.state == LinkState.OPEN)
    .correlate(document)
)
_DOCUMENTS = select(
    *(column for column in document.c if column.name not in {"body", "places"}),
    _HERE.scalar_subquery().label("targets"),
    *(_HERE.where(target.c.review == review).scalar_subquery().label(f"{review.value}s") for review in Review),
    _ASKED.scalar_subquery().label("differences"),
).where(document.c.id.in_(bindparam("ids", expanding=True)))
_CALLED = (document.c.name, document.c.title, document.c.number, document.c.issuer)


def select_document_ids(connection: Connection, words: Sequence[str], *, pending: bool) -> "array[int]":
    """Ids of documents, the newest first: all these words in title, number, issuer or file name.

    Args:
        connection: a reading transaction.
        words: any of them written with - before it must not be there.
        pending: only those with targets or differences that wait for somebody.
    """
    statement = select(document.c.id).order_by(document.c.id.desc())
    for word in words:
        negated = len(word) > 1 and word[0] in "-－"
        wanted = word[1:] if negated else word
        found = or_(*(contains(func.coalesce(column, ""), wanted) for column in _CALLED))
        statement = statement.where(~found if negated else found)
    if pending:
        waiting = select(target.c.document_id).where(target.c.review == Review.CANDIDATE)
        asked = (
            select(target.c.document_id)
            .join(difference, difference.c.target_id == target.c.id)
            .where(difference.c.state == LinkState.OPEN)
        )
        statement = statement.where(or_(document.c.id.in_(waiting), document.c.id.in_(asked)))
    return array("q", connection.execute(statement).scalars())


def select_shelved(connection: Connection, ids: Sequence[int]) -> tuple[Shelved, ...]:
    """These documents, in the order asked; ids that nobody has are left out."""
    found = {
        row.id: Shelved(
            counted_document(row),
            row.trackeds,
            row.rejecteds,
            tuple(Problem(*parts) for parts in row.problems),
            row.differences,
        )
        for page in pages(ids)
        for row in connection.execute(_DOCUMENTS, {"ids": page})
    }
    return tuple(found[number] for number in ids if number in found)
