"""When a promise was made: the one rule that progress, evidence and screens share."""

from datetime import date

from commitments.document import ReferenceBasis
from commitments.ledger.entries import DocumentEntry


def promised_on(document: DocumentEntry) -> date | None:
    """The day of a document's promises; None where nothing firm tells it."""
    return promise_day(document.signed, document.published, document.reference, document.reference_basis)


def promise_day(
    signed: date | None, published: date | None, reference: date | None, reference_basis: str
) -> date | None:
    """Signed, else published, else the reference date unless only the year of a document number gave it."""
    return signed or published or (reference if reference_basis != ReferenceBasis.NUMBER else None)
