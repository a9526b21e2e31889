"""Taking documents in: read, extract, enter. The one place where reading, extraction and ledger meet."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from commitments.crew import Crew, Lost
from commitments.entering import Holding, Prepared, Revised, Taken, enter_together
from commitments.errors import Problem, ReadError
from commitments.extraction import extract
from commitments.i18n import _, language_in_use, use_language
from commitments.ledger import Entered, Ledger, Receipt
from commitments.reading import Upload, load, read_upload

FEWEST_FILES = 12  # for which a crew is worth its start
FEWEST_BYTES = 2_000_000
# Entered in one transaction, for whose length other writers wait; what a killed intake loses of them is read again.
FILES_TOGETHER = 25
CHARACTERS_TOGETHER = 1_000_000


@dataclass(frozen=True, slots=True)
class IntakeResult:
    """What became of the documents of one run, in the order given."""

    taken: tuple[Taken, ...]
    failed: tuple[Problem, ...]  # files that could not be read: the run was done in part
    problems: tuple[Problem, ...]  # complaints about documents that are new all the same
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


@dataclass(slots=True)
class _Tally:
    """What has become of the files so far."""

    taken: list[Taken] = field(default_factory=list)
    failed: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    revised: list[Revised] = field(default_factory=list)
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
    """Take documents into the ledger, some at a time, each wholly or not at all; one bad file never stops the rest.

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
    waiting: list[tuple[Errand, Holding]] = []
    try:
        for errand, prepared in _prepared(fresh, workers):
            waiting.append((errand, Holding(errand.path, prepared, known.get(_place(errand.path)))))
            done += 1
            if len(waiting) >= FILES_TOGETHER or _characters(waiting) >= CHARACTERS_TOGETHER:
                _settle(waiting, ledger, tally, actor)
            progress(Progress(done, len(files), errand.path, prepared.failure is not None))
    finally:
        _settle(waiting, ledger, tally, actor)
    turn = {path: number for number, path in enumerate(files)}
    tally.taken.sort(key=lambda one: turn[one.path])
    return IntakeResult(
        tuple(tally.taken), tuple(tally.failed), tuple(tally.problems), tally.unchanged, tuple(tally.revised)
    )


def prepare(errand: Errand) -> Prepared:
    """Read and extract one file; what is wrong with it comes back as a value, so that it can cross processes."""
    use_language(errand.language)
    digest, state = "", _state(errand.path)
    try:
        upload = errand.upload or Upload(errand.path.name, load(errand.path), str(errand.path))
        digest = hashlib.sha256(upload.data).hexdigest()
        documents = read_upload(upload, given=errand.given)
    except ReadError as error:
        problem = Problem(error.where or str(errand.path), error.message, error.remedy)
        return Prepared(failure=problem, sha256=digest, state=state)
    return Prepared(tuple((document, extract(document)) for document in documents), sha256=digest, state=state)


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
    return Prepared(failure=Problem(str(errand.path), _("读取它的进程中途退出"), remedy), state=_state(errand.path))


def _characters(waiting: Sequence[tuple[Errand, Holding]]) -> int:
    return sum(len(document.text) for _errand, holding in waiting for document, _found in holding.prepared.documents)


def _settle(waiting: list[tuple[Errand, Holding]], ledger: Ledger, tally: _Tally, actor: str) -> None:
    """Enter what was read, and note how."""
    outcomes = enter_together([holding for _errand, holding in waiting], ledger, actor=actor)
    receipts = []
    for (errand, holding), outcome in zip(waiting, outcomes, strict=True):
        prepared, earlier = holding.prepared, holding.earlier
        tally.taken += outcome.taken
        tally.revised += outcome.revised
        tally.failed += outcome.failed
        tally.problems += outcome.problems
        failure = outcome.failed[0] if outcome.failed else None
        documents = outcome.documents if failure is None or earlier is None else earlier.documents
        reader = reader_of(errand.given)
        receipts.append(Receipt(_place(errand.path), *prepared.state, prepared.sha256, reader, documents, failure))
    waiting.clear()
    ledger.keep_receipts(receipts)


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
