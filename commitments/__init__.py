"""What a commitment is: reading documents, finding what they promise, and the ledger that remembers it.

The names below are the library for other programs; each is loaded when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from commitments.extraction import extract
    from commitments.language import FoundDate, FoundQuantity, find_dates, find_quantities
    from commitments.reading import read, read_text

__all__ = ["FoundDate", "FoundQuantity", "extract", "find_dates", "find_quantities", "read", "read_text"]

_HOMES = {
    "FoundDate": "commitments.language",
    "FoundQuantity": "commitments.language",
    "extract": "commitments.extraction",
    "find_dates": "commitments.language",
    "find_quantities": "commitments.language",
    "read": "commitments.reading",
    "read_text": "commitments.reading",
}


def __getattr__(name: str) -> Any:
    """Load a public name from the module it lives in."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)
