"""Taking documents in: read, extract, enter. The one place where reading, extraction and ledger meet."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from commitments.crew import Crew, Lost
from commitments.document import Document
from commitments.errors import Problem, ReadError
from commitments.extraction import extract
from commitments.i18n import _, language_in_use, use_language
from commitments.ledger import Entered, Ledger, Receipt
from commitments.ledger.revision_values import Reread
from commitments.reading import Upload, load, read_upload
from commitments.target import Extraction

FEWEST_FILES = 12  # for which a crew is worth its start
FEWEST_BYTES = 2_000_000
ALIKE = 0.6  # of the pairs of characters of the shorter text
RECEIPTS_AT_ONCE = 50  # noted together; what an interruption loses of them is only read again


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
class IntakeResult:
    """What became of the documents of one run, in the order given."""

    taken: tuple[Taken, ...]
    failed: tuple[Problem, ...]  # files that could not be read: the run was done in part
    problems: tuple[Problem, ...]  # complaints about documents that were taken in all the same
    unchanged: int = 0  # files that were taken in before and have not changed since: not read again
    revised: tuple[Revised, ...] = ()  # documents whose words have changed since they were taken in

    @property
    def new(self) -> tuple[Taken, ...]:
        """The documents that were not known before."""
        return tuple(taken for taken in self.taken if not taken.entered.known)

    def with_others(self, other: "IntakeResult") -> "IntakeResult":
        """This result and another one as one."""
        return IntakeResult(
            self.taken + other.taken,
            self.failed + other.failed,
            self.problems + other.problems,
            self.unchanged + other.unchanged,
            self.revised + other.revised,
        )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an intake has come: files done of all files, and the one just done."""

    done: int
    total: int
    path: Path
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Errand:
    """What a worker needs to read one file, or the bytes that came from one address."""

    path: Path
    given: date | None
    language: str
    upload: Upload | None = None  # None: the file at `path` is read when its turn comes


@dataclass(frozen=True, slots=True)
class Prepared:
    """One file read and extracted: its documents, or why not."""

    documents: tuple[tuple[Document, Extraction], ...] = ()
    failure: Problem | None = None
    sha256: str = ""  # of the file's bytes


@dataclass(slots=True)
class _Tally:
    """What has become of the files so far."""

    taken: list[Taken] = field(default_factory=list)
    failed: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    revised: list[Revised] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    unchanged: int = 0


def take_in(
    paths: Iterable[Path],
    ledger: Ledger,
    *,
    given: Callable[[Path], date | None],
    actor: str,
    workers: int = 1,
    progress: Callable[[Progress], None] = lambda _progress: None,
) -> IntakeResult:
    """Take documents into the ledger, each in a transaction of its own; one bad file never stops the rest.

    What was taken in before and has not changed since is not read again; so an intake that was interrupted goes on
    where it stopped. The ledger is written by this process alone and in the order of `paths`, whatever the workers do.

    Args:
        paths: files to read.
        ledger: the store of record.
        given: the reference date the user gave for a file, or None.
        actor: the name the event log will carry.
        workers: processes that read and extract; few small files are read in this one all the same.
        progress: told after each file; what it raises ends the intake, with everything so far kept.
    """
    files = list(paths)
    tally = _Tally()
    known = ledger.receipts(_place(path) for path in files)
    errands = [Errand(path, given(path), language_in_use()) for path in files]
    fresh: list[Errand] = []
    for errand in errands:
        receipt = known.get(_place(errand.path))
        if receipt is None or not _unchanged(errand, receipt):
            fresh.append(errand)
        else:
            tally.taken += _known(errand.path, receipt)
    tally.unchanged = done = len(errands) - len(fresh)
    try:
        for errand, prepared in _prepared(fresh, workers):
            _enter(errand, prepared, ledger, tally, actor, known.get(_place(errand.path)))
            done += 1
            if len(tally.receipts) >= RECEIPTS_AT_ONCE:
                _note(ledger, tally)
            progress(Progress(done, len(files), errand.path, prepared.failure is not None))
    finally:
        _note(ledger, tally)
        ledger.link_restatements([one.entered.document_id for one in tally.taken if not one.entered.known])
    turn = {path: number for number, path in enumerate(files)}
    tally.taken.sort(key=lambda one: turn[one.path])
    return IntakeResult(
        tuple(tally.taken), tuple(tally.failed), tuple(tally.problems), tally.unchanged, tuple(tally.revised)
    )


def prepare(errand: Errand) -> Prepared:
    """Read and extract one file; what is wrong with it comes back as a value, so that it can cross processes."""
    use_language(errand.language)
    digest = ""
    try:
        upload = errand.upload or Upload(errand.path.name, load(errand.path), str(errand.path))
        digest = hashlib.sha256(upload.data).hexdigest()
        documents = read_upload(upload, given=errand.given)
    except ReadError as error:
        return Prepared(failure=Problem(error.where or str(errand.path), error.message, error.remedy), sha256=digest)
    return Prepared(tuple((document, extract(document)) for document in documents), sha256=digest)


def _prepared(errands: Sequence[Errand], workers: int) -> Iterator[tuple[Errand, Prepared]]:
    """Every file read and extracted, in order: here, or by a crew where that is worth its start."""
    if workers < 2 or (len(errands) < FEWEST_FILES and sum(_size(one.path) for one in errands) < FEWEST_BYTES):  # noqa: PLR2004
        yield from ((errand, prepare(errand)) for errand in errands)
        return
    with Crew(prepare, min(workers, len(errands))) as crew:
        for errand, answer in crew.answers(errands):
            yield errand, _killed(errand) if isinstance(answer, Lost) else answer


def _killed(errand: Errand) -> Prepared:
    remedy = _("请拆分后再导入，或另存为纯文本")
    return Prepared(failure=Problem(str(errand.path), _("读取它的进程中途退出"), remedy))


def enter_versions(
    prepared: Prepared, ledger: Ledger, *, path: Path, earlier: Receipt | None, actor: str
) -> tuple[list[Taken], list[Revised]]:
    """Enter what one file or page holds: a changed text of the document it held before is a version of that one.

    Args:
        prepared: what was read.
        ledger: the store of record.
        path: the file, or the name to speak of the page by.
        earlier: how it was read the last time, if ever.
        actor: the name the event log will carry.
    """
    taken: list[Taken] = []
    revised: list[Revised] = []
    for document, extraction in prepared.documents:
        before = _version_of(document, len(prepared.documents), ledger, earlier)
        if before is None:
            taken.append(Taken(path, document.name, ledger.enter(document, extraction, actor=actor)))
        else:
            reread = ledger.reread(before, document, extraction, actor=actor)
            revised.append(Revised(path, document.name, reread))
    return taken, revised


def _version_of(document: Document, beside: int, ledger: Ledger, earlier: Receipt | None) -> int | None:
    """The document in the ledger that this one is a changed text of; None for one of its own."""
    if earlier is None or beside != 1 or len(earlier.documents) != 1:
        return None
    known = ledger.document_text(earlier.documents[0])
    return earlier.documents[0] if known != document.text and alike(known, document.text) else None


def alike(one: str, other: str) -> bool:
    """Whether two texts are versions of one: most pairs of characters of the shorter stand in the longer too."""
    pairs = [{text[at : at + 2] for at in range(len(text) - 1)} for text in (one, other)]
    fewer = min(map(len, pairs))
    return fewer > 0 and len(pairs[0] & pairs[1]) >= ALIKE * fewer


def _enter(
    errand: Errand, prepared: Prepared, ledger: Ledger, tally: _Tally, actor: str, earlier: Receipt | None
) -> None:
    taken, revised = enter_versions(prepared, ledger, path=errand.path, earlier=earlier, actor=actor)
    tally.taken += taken
    tally.revised += revised
    tally.problems += [problem for document, _found in prepared.documents for problem in document.problems]
    if prepared.failure:
        tally.failed.append(prepared.failure)
    size, stamp = _state(errand.path)
    documents = tuple([one.entered.document_id for one in taken] + [one.reread.document_id for one in revised])
    kept = documents if prepared.failure is None or earlier is None else earlier.documents
    reader = reader_of(errand.given)
    tally.receipts.append(Receipt(_place(errand.path), size, stamp, prepared.sha256, reader, kept, prepared.failure))


def _note(ledger: Ledger, tally: _Tally) -> None:
    ledger.keep_receipts(tally.receipts)
    tally.receipts.clear()


def _unchanged(errand: Errand, receipt: Receipt) -> bool:
    """Whether a file was read well by this same program and has not been written to since."""
    same = receipt.problem is None and receipt.reader == reader_of(errand.given)
    return same and (receipt.size, receipt.stamp) == _state(errand.path)


def _known(path: Path, receipt: Receipt) -> list[Taken]:
    """What a file became when it was last read; its name cannot be news."""
    return [Taken(path, path.name, Entered(number, True, 0, path.name)) for number in receipt.documents]  # noqa: FBT003


def _state(path: Path) -> tuple[int, int]:
    """Size in bytes and time of change in nanoseconds; -1 for what cannot be asked."""
    try:
        found = path.stat()
    except OSError:
        return -1, -1
    return found.st_size, found.st_mtime_ns


def _size(path: Path) -> int:
    return max(_state(path)[0], 0)


def _place(path: Path) -> str:
    return str(path.absolute())


def reader_of(given: date | None) -> str:
    """The version of the program, and the date that was given to a file: with another of either it reads anew."""
    return f"{_version()} {given.isoformat() if given else ''}".rstrip()


@cache
def _version() -> str:
    """A fingerprint of the code that reads and extracts: a rule more, and every file is read anew."""
    home = Path(__file__).parent
    sources = sorted([*home.glob("reading/**/*.py"), *home.glob("extraction/**/*.py")])
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:16]
