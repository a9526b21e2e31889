"""The work of a process beside the screen: documents read and entered, or one read again; told line by line in JSON.

`python -m monitor.tui.child` takes one line of JSON, the errand, on its standard input. When that input ends, because
somebody cancels or the screen is gone, it finishes the file in hand and stops. Each file is entered in one transaction,
so that the process may be killed at any moment.
"""

import json
import os
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from commitments.document import Document, ReferenceBasis
from commitments.errors import CommitmentsError, Problem
from commitments.extraction import extract
from commitments.i18n import _, use_language
from commitments.intake import take_in
from commitments.ledger import Ledger
from commitments.reading import document_of
from commitments.reading.content import Content, Hints
from commitments.target import Extraction
from monitor.clock import Clock

Told = Callable[[Mapping[str, Any]], None]
Errand = Mapping[str, Any]
_GUESSED = frozenset({ReferenceBasis.NUMBER.value, ReferenceBasis.NONE.value})


def main() -> int:
    """Do one errand; 0 when it was done or stopped, 1 when the ledger would not be opened."""
    errand = json.loads(sys.stdin.readline())
    use_language(errand["language"])
    tell = _teller()
    try:
        with Ledger.open(errand["ledger"], now=Clock(ZoneInfo("UTC")).now) as ledger:
            _ERRANDS[errand["do"]](errand, ledger, tell)
    except CommitmentsError as error:
        tell({"is": "refused", **_said(error)})
        return 1
    tell({"is": "end"})
    return 0


def _teller() -> Told:
    """Lines go out on a descriptor of their own: whatever a library prints lands in the error stream."""
    out = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)

    def tell(line: Mapping[str, Any]) -> None:
        out.write(json.dumps(line) + "\n")
        out.flush()

    return tell


def _stopped() -> threading.Event:
    """Set when nobody waits for more: the input has ended."""
    ended = threading.Event()

    def wait() -> None:
        sys.stdin.read()
        ended.set()

    threading.Thread(target=wait, daemon=True).start()
    return ended


def take(errand: Errand, ledger: Ledger, tell: Told) -> None:
    """Take files in, one after the other; one that fails never stops the rest."""
    ended = _stopped()
    for name in errand["files"]:
        if ended.is_set():
            return
        tell({"is": "begin", "file": name})
        tell({"file": name, **_taken(Path(name), errand, ledger)})


def _taken(file: Path, errand: Errand, ledger: Ledger) -> dict[str, Any]:
    given = errand["given"].get(str(file))
    day = date.fromisoformat(given) if given else None
    try:
        result = take_in([file], ledger, given=lambda _file: day, actor=errand["actor"])
    except CommitmentsError as error:
        return {"is": "failed", **_said(error)}
    except Exception as error:  # noqa: BLE001 - one file must not cost the others
        remedy = _("请把这份文件另存为 .txt 再导入，并把文件交给维护人员")
        return {"is": "failed", "message": f"{type(error).__name__}: {error}", "where": str(file), "remedy": remedy}
    if not result.taken:
        return {"is": "failed", **asdict(result.failed[0])}
    return {
        "is": "done",
        "documents": len(result.taken),
        "new": len(result.new),
        "targets": sum(taken.entered.targets for taken in result.new),
        "problems": [asdict(problem) for problem in result.problems],
    }


def reread(errand: Errand, ledger: Ledger, tell: Told) -> None:
    """Read a document of the ledger again and tell what that would change; do it when the word comes."""
    number, actor = errand["document"], errand["actor"]
    document = as_known(ledger, number, given=errand["given"])
    found: Extraction = extract(document)
    comparison = ledger.compare(number, document, found, actor=actor)
    tell(
        {
            "is": "compared",
            "numbers": asdict(comparison.numbers),
            "changes": [asdict(one) for one in comparison.changes],
        }
    )
    if sys.stdin.readline().strip() == "do":
        tell({"is": "reread", "numbers": asdict(ledger.reread(number, document, found, actor=actor))})


def as_known(ledger: Ledger, number: int, *, given: str | None) -> Document:
    """A document made from the text in the ledger, with what was known of it beside its text.

    Raises:
        UnknownEntry: there is no such document.
    """
    text = ledger.document_text(number)
    known = ledger.shelved([number])[0].document
    hints = Hints(known.title, known.issuer, known.number, known.published)
    day = date.fromisoformat(given) if given else None if known.reference_basis in _GUESSED else known.reference
    return document_of(Content(known.name, text, ledger.document_places(number), hints), given=day)


def audit(_errand: Errand, ledger: Ledger, tell: Told) -> None:
    """Walk the whole log, and tell whether its chain is unbroken."""
    found = ledger.audit()
    problems = [asdict(Problem("" if one.event is None else str(one.event), one.message)) for one in found.findings]
    uncovered = {"uncovered": found.uncovered, "uncovered_records": found.uncovered_records}
    tell({"is": "audited", "events": found.events, "problems": problems, **uncovered})


def _said(error: CommitmentsError) -> dict[str, str]:
    return {"message": error.message, "where": error.where, "remedy": error.remedy}


_ERRANDS: Mapping[str, Callable[[Errand, Ledger, Told], None]] = {"take": take, "reread": reread, "audit": audit}

if __name__ == "__main__":
    sys.exit(main())
