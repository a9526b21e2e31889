"""What a commitment is: reading documents, finding what they promise, and the ledger that remembers it.

The names below are the library for other programs; each is loaded when it is first asked for.
"""

from typing import TYPE_CHECKING

from commitments.lazily import names_of

if TYPE_CHECKING:
    from commitments.extraction import extract
    from commitments.language import FoundDate, FoundQuantity, find_dates, find_quantities
    from commitments.reading import read, read_text
else:
    __getattr__ = names_of(
        __name__,
        {
            "extraction": ["extract"],
            "language": ["FoundDate", "FoundQuantity", "find_dates", "find_quantities"],
            "reading": ["read", "read_text"],
        },
    )

__all__ = ["FoundDate", "FoundQuantity", "extract", "find_dates", "find_quantities", "read", "read_text"]


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)
