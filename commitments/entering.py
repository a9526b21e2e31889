"""Entering what files and pages were found to hold: new documents together, a changed text as a version of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from commitments.document import Document
from commitments.errors import LedgerError, Problem
from commitments.ledger import Entered, Ledger, Receipt
from commitments.ledger.revision_values import Reread
from commitments.target import Extraction

ALIKE = 0.6  # of the pairs of characters of the shorter text


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
class Revised:
    """A document whose file or page says something else now, and what that did to its targets."""

    path: Path
    name: str
    reread: Reread


@dataclass(frozen=True, slots=True)
class Prepared:
    """One file read and extracted: its documents, or why not."""

    documents: tuple[tuple[Document, Extraction], ...] = ()
    failure: Problem | None = None
    sha256: str = ""  # of the file's bytes
    state: tuple[int, int] = (-1, -1)  # size in bytes and time of change in nanoseconds, before it was read


@dataclass(frozen=True, slots=True)
class Holding:
    """What one file or page holds, and how it was read the last time, if ever."""

    path: Path  # the file, or the name to speak of the page by
    prepared: Prepared
    earlier: Receipt | None = None


@dataclass(slots=True)
class Outcome:
    """What became of one holding."""

    taken: list[Taken] = field(default_factory=list)
    revised: list[Revised] = field(default_factory=list)
    failed: list[Problem] = field(default_factory=list)  # it could not be read, or the ledger refused it
    problems: list[Problem] = field(default_factory=list)  # of what is new in the ledger: told once, kept there

    @property
    def documents(self) -> tuple[int, ...]:
        """The numbers of its documents."""
        taken = [one.entered.document_id for one in self.taken]
        return (*taken, *(one.reread.document_id for one in self.revised))


def enter_together(holdings: Sequence[Holding], ledger: Ledger, *, actor: str) -> list[Outcome]:
    """Enter what several files or pages hold; the new documents in one transaction, where one refused costs no other.

    A changed text of the document that a file held before is a version of that one.
    """
    outcomes = [Outcome(failed=[one.prepared.failure] if one.prepared.failure else []) for one in holdings]
    fresh: list[tuple[Holding, Outcome, Document, Extraction]] = []
    versions: list[tuple[int, Holding, Outcome, Document, Extraction]] = []
    for holding, outcome in zip(holdings, outcomes, strict=True):
        for document, extraction in holding.prepared.documents:
            before = _version_of(document, holding, ledger)
            if before is None:
                fresh.append((holding, outcome, document, extraction))
            else:
                versions.append((before, holding, outcome, document, extraction))
    answers = ledger.enter_all([(document, found) for _holding, _outcome, document, found in fresh], actor=actor)
    for (holding, outcome, document, _found), answer in zip(fresh, answers, strict=True):
        if isinstance(answer, LedgerError):
            outcome.failed.append(Problem(str(holding.path), answer.message, answer.remedy))
        else:
            outcome.taken.append(Taken(holding.path, document.name, answer))
            outcome.problems += () if answer.known else document.problems
    for before, holding, outcome, document, extraction in versions:
        reread = ledger.reread(before, document, extraction, actor=actor)
        outcome.revised.append(Revised(holding.path, document.name, reread))
        outcome.problems += document.problems
    return outcomes


def _version_of(document: Document, holding: Holding, ledger: Ledger) -> int | None:
    """The document in the ledger that this one is a changed text of; None for one of its own."""
    earlier = holding.earlier
    if earlier is None or len(holding.prepared.documents) != 1 or len(earlier.documents) != 1:
        return None
    known = ledger.document_text(earlier.documents[0])
    return earlier.documents[0] if known != document.text and alike(known, document.text) else None


def alike(one: str, other: str) -> bool:
    """Whether two texts are versions of one: most pairs of characters of the shorter stand in the longer too."""
    pairs = [{text[at : at + 2] for at in range(len(text) - 1)} for text in (one, other)]
    fewer = min(map(len, pairs))
    return fewer > 0 and len(pairs[0] & pairs[1]) >= ALIKE * fewer
