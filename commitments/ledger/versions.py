"""Versions of one document: which texts took the place of which, and which of them counts now."""

from collections.abc import Mapping

from sqlalchemy import Connection, select

from commitments.ledger.revision_tables import correction
from commitments.ledger.tables import event


def families(connection: Connection) -> Mapping[int, int]:
    """Document → one number for all versions of it; documents without other versions are left out."""
    found: dict[int, int] = {}
    for row in connection.execute(select(correction.c.document_id, correction.c.corrects_id)):
        one, other = row.document_id, row.corrects_id
        first, second = found.setdefault(one, one), found.setdefault(other, other)
        if first != second:
            found.update((number, first) for number, family in list(found.items()) if family == second)
    return found


def family(connection: Connection, document_id: int) -> frozenset[int]:
    """All versions of a document, itself among them."""
    found = families(connection)
    return frozenset((document_id, *(one for one in found if found[one] == found.get(document_id))))


def current(connection: Connection, document_id: int) -> int:
    """The version of a document that counts: the text that came last, be it an earlier one once more."""
    versions = family(connection, document_id)
    if len(versions) == 1:
        return document_id
    came = (event.c.action == "reread", event.c.target_id.is_(None), event.c.document_id.in_(versions))
    lines = connection.execute(select(event.c.document_id, event.c.after).where(*came).order_by(event.c.id.desc()))
    read = (line.after.get("read") for line in lines if line.after.get("read") != line.document_id)
    return next((number for number in read if number in versions), max(versions))
