"""Extraction: what a document promises, and what it reports as reached."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from commitments.document import Document
from commitments.extraction.pipeline import run
from commitments.extraction.unfolding import unfolded
from commitments.extraction.unwrapping import unwrapped
from commitments.target import Extraction

__all__ = ["extract"]

LONG = 300_000  # characters from which looking for rings in memory costs more than a few milliseconds


def extract(document: Document) -> Extraction:
    """All targets and reported results of a document, in the order of the text, each with its trail of rules."""
    if len(document.text) < LONG:
        return unfolded(document, _read)
    with _uncollected():
        return unfolded(document, _read)


def _read(document: Document) -> Extraction:
    """What the pipeline finds in a document in simplified characters, however its lines are broken."""
    return unwrapped(document, run)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Do not look for rings meanwhile: sentences and targets hold none, and there are more of them at each look."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
