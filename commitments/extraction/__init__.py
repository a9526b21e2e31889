"""Extraction: what a document promises, and what it reports as reached."""

from commitments.document import Document
from commitments.extraction.pipeline import run
from commitments.extraction.unfolding import unfolded
from commitments.target import Extraction

__all__ = ["extract"]


def extract(document: Document) -> Extraction:
    """All targets and reported results of a document, in the order of the text, each with its trail of rules."""
    return unfolded(document, run)
