"""When a promise was made: the one rule that progress, evidence and screens share."""

from datetime import date

from commitments.ledger.entries import DocumentEntry


def promised_on(document: DocumentEntry) -> date | None:
    """The day of a document's promises: signed, else published, else the reference date where that is a day."""
    firm = document.reference if document.reference_basis != "number" else None
    return document.signed or document.published or firm
