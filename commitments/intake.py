"""Taking documents in: read, extract, enter. The one place where reading, extraction and ledger meet."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from commitments.errors import Problem, ReadError
from commitments.extraction import extract
from commitments.ledger import Entered, Ledger
from commitments.reading import read_all


@dataclass(frozen=True, slots=True)
class Taken:
    """One document that is now in the ledger, newly or from before."""

    path: Path
    name: str  # the document's: the file's own, or that of the file within it
    entered: Entered

    @property
    def renamed(self) -> bool:
        """Whether the same text was known under another name."""
        return self.entered.known and self.entered.first_name != self.name


@dataclass(frozen=True, slots=True)
class IntakeResult:
    """What became of the documents of one run, in the order given."""

    taken: tuple[Taken, ...]
    failed: tuple[Problem, ...]  # files that could not be read: the run was done in part
    problems: tuple[Problem, ...]  # complaints about documents that were taken in all the same

    @property
    def new(self) -> tuple[Taken, ...]:
        """The documents that were not known before."""
        return tuple(taken for taken in self.taken if not taken.entered.known)


def take_in(paths: Iterable[Path], ledger: Ledger, *, given: Callable[[Path], date | None], actor: str) -> IntakeResult:
    """Take documents into the ledger, each in a transaction of its own; one bad file never stops the rest.

    Args:
        paths: files to read.
        ledger: the store of record.
        given: the reference date the user gave for a file, or None.
        actor: the name the event log will carry.
    """
    taken: list[Taken] = []
    failed: list[Problem] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            documents = read_all(path, given=given(path))
        except ReadError as error:
            failed.append(Problem(error.where or str(path), error.message, error.remedy))
            continue
        for document in documents:
            problems.extend(document.problems)
            taken.append(Taken(path, document.name, ledger.enter(document, extract(document), actor=actor)))
    ledger.link_restatements([one.entered.document_id for one in taken if not one.entered.known])
    return IntakeResult(tuple(taken), tuple(failed), tuple(problems))
