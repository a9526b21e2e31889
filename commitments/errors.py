"""What can go wrong, and the values that say where.

    CommitmentsError            a sentence for the person, and what to do about it
    ├── ReadError               a file that cannot be read as a document
    ├── FilterError             a filter word nobody understands
    └── LedgerError             the store of record refuses
        ├── LedgerUnavailable   it cannot be opened or written
        ├── SchemaMismatch      it was written by another version of the program
        ├── UnknownEntry        no target, document or message has this id
        └── StaleEntry          somebody else changed the entry meanwhile

Trouble *in a document* is a `Problem` value that travels with the result; trouble *in the program* is an exception.
"""

from dataclasses import dataclass


class CommitmentsError(Exception):
    """Something the person at the terminal can understand and mend."""

    def __init__(self, message: str, *, where: str = "", remedy: str = "") -> None:
        """Keep the three parts apart, so that every front end can lay them out."""
        self.message = message
        self.where = where
        self.remedy = remedy
        super().__init__(": ".join(part for part in (where, message) if part))


class ReadError(CommitmentsError):
    """A file that cannot be read as a document."""


class FilterError(CommitmentsError):
    """A filter word nobody understands; `where` is the word."""


class LedgerError(CommitmentsError):
    """The store of record refuses."""


class LedgerUnavailable(LedgerError):
    """The ledger cannot be opened or written."""


class SchemaMismatch(LedgerError):
    """The ledger was written by another version of the program."""


class UnknownEntry(LedgerError):
    """No target, document or message has this id."""


class StaleEntry(LedgerError):
    """Somebody else changed the entry since it was read."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A located complaint about a document or a setting, kept and shown, never fatal."""

    where: str
    message: str
    remedy: str = ""
