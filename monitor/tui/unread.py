"""Files that are not in the ledger: of one's own imports, and those the ledger could not read at the last try."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from commitments.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that is not in the ledger; without a message nobody has tried it yet."""

    path: str
    message: str = ""
    remedy: str = ""
    where: str = ""  # which part of the file, where it is not the file itself

    @property
    def is_file(self) -> bool:
        """Whether it can be imported from here; an address is for the program that visits it."""
        return "://" not in self.path


def standing(ledger: Ledger, own: Sequence[Unread], cleared: Mapping[str, str]) -> tuple[Unread, ...]:
    """What is not in the ledger, as `duban documents --problems` knows it, and what of one's own nobody has tried yet.

    Args:
        ledger: knows of every file and address how its last reading ended.
        own: left over from one's own imports; those that have been read since are left out.
        cleared: path → cause of those that somebody does not want to see until something else is wrong with them.
    """
    receipts = ledger.receipts(_place(one) for one in own)
    left = [one for one in own if (known := receipts.get(_place(one))) is None or known.problem is not None]
    told = {_place(one) for one in left}
    failed = [
        Unread(one.place, one.problem.message, one.problem.remedy, one.problem.where)
        for one in ledger.failed_receipts()
        if one.problem is not None and one.place not in told
    ]
    return (*left, *(one for one in failed if cleared.get(one.path) != one.message))


def _place(unread: Unread) -> str:
    """As the ledger calls the file."""
    return str(Path(unread.path).absolute())


def remembered(unread: Sequence[Unread]) -> list[dict[str, Any]]:
    """As the memory of a person keeps them."""
    return [asdict(one) for one in unread]


def recalled(kept: Any) -> tuple[Unread, ...]:
    """The opposite; what makes no sense is left out."""
    if not isinstance(kept, list):
        return ()
    names = {"path", "message", "remedy", "where"}
    return tuple(
        Unread(**one)
        for one in kept
        if isinstance(one, dict) and set(one) == names and all(isinstance(value, str) for value in one.values())
    )
